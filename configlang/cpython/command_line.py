"""CPython's own command line: which items of a list its options are."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from configlang.cpython.extents import TO_3_14, Measured
from configlang.cpython.versions import Version

_FLAGS = frozenset("bBdEiIOqRsStuvx")
_ENDING = frozenset("hV?")
_LONG_ENDING = frozenset({"--help", "--version"})
_LONG_ENDING_LATE = frozenset({"--help-all", "--help-env", "--help-xoptions"})
_MODES = ("always", "default", "never")

MEASURED = Measured("the options of CPython's command line", TO_3_14)

_IS_LATE = MEASURED.since("3.11")
"""The versions with ``-P`` and the longer forms of ``--help``."""


@attrs.frozen(kw_only=True)
class Parsed:
    """
    A command line as CPython's parser of options takes it apart.

    Attributes:
        taken: The indices of the items that are options or their values.
        rest: What comes after them.
        exit_code: What the process ends with in the place of a start; None where it starts.
        runs: The field that a ``-c`` or ``-m`` among them sets, or None.
    """

    taken: tuple[int, ...]
    rest: tuple[str, ...]
    exit_code: int | None = None
    runs: str | None = None


def parse(argv: Sequence[str], version: Version) -> Parsed:
    """
    Take a command line apart.

    Args:
        argv: Its items, the name of the program first.
        version: The CPython whose options are meant (``config_parse_cmdline`` and ``getopt.c``).
    """
    index = 1
    taken: list[int] = []
    while index < len(argv) and argv[index].startswith("-") and argv[index] not in {"-", "--"}:
        item = argv[index]
        value = argv[index + 1] if index + 1 < len(argv) else None
        exit_code, width, runs = (_long if item.startswith("--") else _short)(item, value, version)
        taken += range(index, index + width)
        index += width
        if exit_code is not None or runs is not None:
            return Parsed(taken=tuple(taken), rest=tuple(argv[index:]), exit_code=exit_code, runs=runs)
    start = index + 1 if index < len(argv) and argv[index] == "--" else index
    return Parsed(taken=tuple(taken), rest=tuple(argv[start:]))


def _long(item: str, value: str | None, version: Version) -> tuple[int | None, int, str | None]:
    """Return the exit code, the number of items, and the field that is set, behind which the options end."""
    if item in _LONG_ENDING or (item in _LONG_ENDING_LATE and _IS_LATE.covers(version)):
        return 0, 1, None
    if item == "--check-hash-based-pycs" and value in _MODES:
        return None, 2, None
    return 2, 1, None


def _short(item: str, value: str | None, version: Version) -> tuple[int | None, int, str | None]:
    """Return the exit code, the number of items, and the field that is set, behind which the options end."""
    for position, char in enumerate(item[1:], start=2):
        if char in _ENDING:
            return 0, 1, None
        if char in "cmWX":
            # The value is the rest of the item, or the next one.
            width = 1 if item[position:] else 2
            if width > 1 and value is None:
                return 2, 1, None
            return None, width, {"c": "run_command", "m": "run_module"}.get(char)
        if char not in _FLAGS and not (char == "P" and _IS_LATE.covers(version)):
            return 2, 1, None
    return None, 1, None
