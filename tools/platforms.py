"""The generated page of what the tests have seen on which platform, from tests/platforms.json."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from configlang.outputs.table import FORMATS
from tests.seen import STATES, Seen, kept

_NOTE = "<!-- Made by tools/generate.py from tests/platforms.json, which the tests write: see tests/seen.py. -->"

_HEAD = (
    "# Platforms",
    "",
    "What the tests have seen, and nothing else: each test that sees an output at work notes it (`tests/seen.py`), and",
    "CI fails where a run has seen less or more than stands here.",
    "",
    "## What was seen",
    "",
)

_MEANING = {
    "run": "a program was started with the config, and told what came up",
    "linked": "a program was linked with that CPython, which nothing here can start",
    "compiled": "the code was compiled without a warning, with that CPython's headers or crates; nothing was started",
    "read": "what reads the output in its program read it",
}

_SYSTEMS = {
    "x86_64-unknown-linux-gnu": "Linux, x86-64",
    "aarch64-unknown-linux-gnu": "Linux, aarch64",
    "x86_64-pc-windows-gnu": "Windows, x86-64 (mingw)",
    "x86_64-pc-windows-msvc": "Windows, x86-64 (MSVC)",
    "aarch64-pc-windows-gnullvm": "Windows, arm64 (clang)",
    "aarch64-apple-darwin": "macOS, arm64",
    "x86_64-apple-darwin": "macOS, x86-64",
    "x86_64-unknown-linux-musl": "Linux with musl, x86-64",
    "aarch64-unknown-linux-musl": "Linux with musl, aarch64",
}
"""What people call the targets, in the order of the table; the others are called by their triples."""

_ORDER = {target: number for number, target in enumerate(_SYSTEMS)}


def platforms_page() -> str:
    """Return the reference page of what was run, linked, compiled or read where."""
    ordered = sorted(kept(), key=lambda seen: _ORDER.get(seen.platform, len(_ORDER)))
    rows = [row for _, each in groupby(ordered, key=lambda seen: seen.platform) for row in _rows([*each])]
    table = [
        "| platform | output | run | linked | compiled | read |",
        "| --- | --- | --- | --- | --- | --- |",
        *rows,
        "",
        *(f"- *{state}*: {_MEANING[state]}." for state in STATES),
        "",
        "The versions are those of CPython; behind one, `t` is its free-threaded build and `d` its debug build. What",
        "is run is not listed as compiled once more. Where no row names a platform, nothing was tried there.",
    ]
    return "\n".join([_NOTE, "", *_HEAD, *table, ""])


def _rows(seen: list[Seen]) -> Iterator[str]:
    """Give the rows of a platform, one for each output that was seen there, and one for outputs with the same cells."""
    platform = _SYSTEMS.get(seen[0].platform, f"`{seen[0].platform}`")
    cells: dict[tuple[str, ...], list[str]] = {}
    for output in FORMATS:
        if found := [each for each in seen if each.output == output]:
            cells.setdefault(_cells(found), []).append(output)
    for row, outputs in cells.items():
        yield f"| {platform} | {', '.join(f'`{name}`' for name in outputs)} | {' | '.join(row)} |"


def _cells(seen: list[Seen]) -> tuple[str, ...]:
    """Return the versions of each state, each version in the best of its states alone."""
    best: dict[str, str] = {}
    for state in STATES:
        for each in seen:
            if each.state == state:
                best.setdefault(each.python, state)
    return tuple(_versions(python for python, of in best.items() if of == state) for state in STATES)


def _versions(pythons: Iterable[str]) -> str:
    return ", ".join(python or "yes" for python in pythons)
