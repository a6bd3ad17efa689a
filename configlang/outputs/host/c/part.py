"""
The C that every config shares: the files of ``parts/``, from which the C outputs put theirs together.

Each is C as it stands, which compilers and clang-format read; a part that only one output has lies in a folder of that
output. What is decided when a file is written looks like C too: identifiers that begin with ``CL_`` are filled in, and
``#if`` on such identifiers, joined with ``!`` and ``&&``, is decided then, with its ``#else``, while all other
conditions are left to the compiler. Lines that begin with ``//`` are about the part and are not written.

A function that others call lies in the file of its name, so that it is found there. Sources: PEP 587, PEP 741 and the
page "Python Initialization Configuration" of CPython's C API docs; the order of steps and the traps were measured on
CPython 3.8 to 3.15.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping

from configlang.light.patterns import pattern
from configlang.outputs.fill import read

_FOLDER = os.path.join(os.path.dirname(__file__), "parts")

# What begins with a literal, and not with the start of a line, is searched for many times as fast.
DIRECTIVE = pattern(r"#(?<![^\n]#)(if|ifdef|ifndef|elif|else|endif)\b *(.*)\n")
"""A condition of the preprocessor, or its end: a line that is written without indentation."""

_COMMENT = pattern(r"^ *//.*\n", re.MULTILINE)


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
    if "//" in text:
        text = _COMMENT.sub("", text).lstrip("\n")
    pieces, end = [], 0
    taken: list[bool | None] = []  # of each condition around a line; None: the compiler decides
    for match in DIRECTIVE.finditer(text):
        if False not in taken:
            pieces.append(text[end : match.start()])
        directive, condition = match.groups()
        if directive.startswith("if"):
            is_ours = directive == "if" and condition.startswith(("CL_", "!CL_"))
            taken.append(_holds(condition, choices) if is_ours else None)
        else:
            decided = taken[-1] if directive != "endif" else taken.pop()
            is_ours = decided is not None
            if is_ours and directive == "else":
                taken[-1] = not decided
        end = match.end() if is_ours else match.start()
    return "".join([*pieces, text[end:]]).lstrip("\n")


def _holds(condition: str, choices: Mapping[str, bool]) -> bool:
    terms = condition.split(" && ")
    return all(choices[term.removeprefix("!").removeprefix("CL_")] != term.startswith("!") for term in terms)
