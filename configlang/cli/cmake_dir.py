"""``configlang cmake-dir``: where CMake finds configlang."""

from __future__ import annotations

import os
from collections.abc import Sequence

from configlang.cli.command import OK, print_out
from configlang.cli.parser import Parser


def make_parser() -> Parser:
    """Return the parser of the command."""
    return Parser("cmake-dir")


def run(words: Sequence[str]) -> int:
    """Print the folder; it is not remembered, as it differs by installation."""
    make_parser().take(words)
    # CMake takes slashes everywhere, and backslashes for the beginning of something else.
    folder = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "cmake")
    print_out(f"{folder.replace(os.sep, '/')}\n")
    return OK
