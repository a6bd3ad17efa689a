"""CPython's own command line: which items of a list its options are, and what comes of the list in ``sys.argv``."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cpython.extents import TO_3_15, Measured
from configlang.cpython.versions import Version
from configlang.light import records

_FLAGS = frozenset("bBdEiIOqRsStuvx")
_ENDING = frozenset("hV?")
_LONG_ENDING = frozenset({"--help", "--version"})
_LONG_ENDING_LATE = frozenset({"--help-all", "--help-env", "--help-xoptions"})
_MODES = ("always", "default", "never")

MEASURED = Measured("the options of CPython's command line", TO_3_15)

_IS_LATE = MEASURED.since("3.11")
"""The versions with ``-P`` and the longer forms of ``--help``."""


@records.frozen(kw_only=True)
class Parsed:
    """
    A command line as CPython's parser of options takes it apart.

    Attributes:
        taken: The indices of the items that are options or their values, and of a ``--`` that ends them.
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
    if index < len(argv) and argv[index] == "--":
        taken.append(index)
        index += 1
    return Parsed(taken=tuple(taken), rest=tuple(argv[index:]))


@records.frozen(kw_only=True)
class Program:
    """
    The program that a config says beside its ``argv``.

    Attributes:
        field: ``run_command``, ``run_module`` or ``run_filename``; None where it says none.
        text: What stands there.
        is_asked: Whether the config itself says that the command line is parsed, and not its profile.
    """

    field: str | None
    text: str | None
    is_asked: bool


_NAMES = {"run_command": "-c", "run_module": "-m"}


def arriving(argv: Sequence[str], program: Program, version: Version) -> tuple[str, ...] | None:
    """
    Return what ``sys.argv`` becomes of a command line that is parsed; None where it ends in the place of a start.

    A command comes before a module before a file, and the first two have their option for a name, which ``runpy``
    replaces later (``config_update_argv``).
    """
    parsed = parse(argv, version)
    if parsed.exit_code is not None:
        return None
    name = next((option for field, option in _NAMES.items() if field in {program.field, parsed.runs}), None)
    return (name, *parsed.rest) if name is not None else parsed.rest or ("",)


def meant(argv: Sequence[str], program: Program, version: Version) -> tuple[str, ...]:
    """
    Return what ``sys.argv`` is to become of a command line that is parsed, as the config reads.

    An empty list says nothing. Where nobody has asked for the parsing, it is the list as it stands, but for one that
    names the only program: that is a command line. Who has asked gives options away, but not the
    name of the program, unless CPython is to find the program in the list itself. A module's name is never kept.
    """
    parsed = parse(argv, version)
    rest = parsed.rest
    if not argv or (program.field is None and (program.is_asked or parsed.runs is not None)):
        return arriving(argv, program, version) or ("",)
    if program.field == "run_module":
        return ("-m", *(rest if program.is_asked else argv[1:]))
    if program.field is None or not program.is_asked:
        return tuple(argv)
    if program.field == "run_command":
        return (*argv[:1], *rest)
    return (str(program.text), *rest[1:])


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
