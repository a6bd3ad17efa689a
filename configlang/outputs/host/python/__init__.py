"""
The Python that hosts in C and Rust run when the interpreter is up: a file each, of which the code alone is written.

The hosts serve every CPython from 3.8 on, and run these before anything is known of the standard library.
"""

from __future__ import annotations

import os

from configlang.outputs.fill import read


def snippet(name: str) -> str:
    """
    Return the code of a snippet, a line each for its statements.

    Docstring, comments and blank lines stay behind, and strings have single quotes, which C and Rust don't escape.

    Args:
        name: The name of its file, without the suffix.
    """
    text = read(os.path.join(os.path.dirname(__file__), f"{name}.py"))
    code = text.split('"""', 2)[2].replace('"', "'")
    lines = (line.partition("  #")[0] for line in code.splitlines())
    return "".join(f"{line}\n" for line in lines if line.strip() and not line.startswith("#"))


def program(*, skips_first_line: bool) -> str:
    """
    Return the code of the snippet ``program``.

    Args:
        skips_first_line: Whether the first line of a script is none of its program; the others keep their numbers.
    """
    code = snippet("program")
    if not skips_first_line:
        return code
    whole = "data = file.read()\n"
    # Without a backslash, which C and Rust would escape.
    part = "data = file.read() if kind != 'file' else bytes([10]) + file.read().partition(bytes([10]))[2]\n"
    before, found, after = code.partition(whole)
    if not found:
        raise AssertionError("the snippet reads the script elsewhere")
    return f"{before}{part}{after}"
