"""
The Rust that every config shares: each item of a module is a file in ``parts``, and so are steps of its functions.

Those in ``parts/statements`` are statements of a function, or end in its last expression, at the indentation that they
have there. All are laid out as rustfmt does it in every edition, with placeholders for what depends on the config.

``wchar_t`` has no name without the crate libc, so wide text is a ``Vec<u32>`` of its units up to the call, whose
argument then says what ``wide`` makes. Byte strings and not ``c"..."``, which edition 2018 lacks. Sources: PEP 587, the
page "Python Initialization Configuration" of CPython's C API docs, and the ``pyo3::ffi`` of PyO3 0.29 and 0.30.
"""

from __future__ import annotations

import os

from configlang.outputs.fill import fill, read

_FOLDER = os.path.join(os.path.dirname(__file__), "parts")


def part(name: str, **values: str) -> str:
    """
    Return the text of a part.

    Args:
        name: Its file without ``.rs``, below the folder of parts.
        values: What its placeholders stand for; text of a config comes in here as literals, and nowhere else.
    """
    return fill(read(os.path.join(_FOLDER, f"{name}.rs")), values)


def statements(name: str, **values: str) -> str:
    """Return the text of some statements; the arguments are those of ``part``, in the folder of statements."""
    return part(os.path.join("statements", name), **values)
