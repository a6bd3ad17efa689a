"""
The C that every config shares: the files of ``parts/``, from which the C outputs put theirs together.

Each is C as it stands, which compilers and clang-format read; a part that only one output has lies in a folder of that
output. What is decided when a file is written looks like C too: identifiers that begin with ``CL_`` are filled in, and
``#if`` on such identifiers, joined with ``!`` and ``&&``, is decided then, with its ``#else``, while all other
conditions are left to the compiler. Lines that begin with ``//`` are about the part and are not written.

A function that others call lies in the file of its name, so that it is found there. Sources: PEP 587, PEP 741 and the
page "Python Initialization Configuration" of CPython's C API docs; the order of steps and the traps were measured on
CPython 3.8 to 3.14.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from configlang.outputs.fill import read

_FOLDER = os.path.join(os.path.dirname(__file__), "parts")
_DECIDED = ("#if CL_", "#if !CL_")


def part(path: str, choices: Mapping[str, bool]) -> str:
    """
    Return a part as it is for one config, with its placeholders.

    Args:
        path: The file, below ``parts/`` and with ``/`` between names.
        choices: Whether a condition holds, by its name without ``CL_``.
    """
    return choose(read(os.path.join(_FOLDER, path)), choices)


def choose(text: str, choices: Mapping[str, bool]) -> str:
    """Decide the conditions of a part, and leave out what is about it."""
    lines: list[str] = []
    taken: list[bool | None] = []  # of each condition around a line; None: the compiler decides
    for line in text.split("\n"):
        if line.startswith("#if"):
            taken.append(_holds(line, choices) if line.startswith(_DECIDED) else None)
            is_written = taken[-1] is None
        elif line.startswith("#else") and taken[-1] is not None:
            taken[-1] = not taken[-1]
            is_written = False
        elif line.startswith("#endif"):
            is_written = taken.pop() is None
        else:
            is_written = not line.lstrip().startswith("//")
        if is_written and False not in taken:
            lines.append(line)
    return "\n".join(lines).lstrip("\n")


def _holds(directive: str, choices: Mapping[str, bool]) -> bool:
    return all(
        choices[term.removeprefix("!").removeprefix("CL_")] != term.startswith("!")
        for term in directive.removeprefix("#if ").split(" && ")
    )
