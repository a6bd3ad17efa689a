"""What shells and ``man`` read of the command, made from its parsers."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import shtab
from argparse_manpage.manpage import Manpage  # type: ignore[import-untyped]

from configlang.cli.parser import make_overview, parser_of

_SUMMARY = "check the config of an embedded Python interpreter and compile it for its host"
_KINDS = {"FILE": shtab.FILE, "PATH": shtab.FILE, "[FORMAT=]PATH": shtab.FILE, "DIR": shtab.DIRECTORY}
"""By the word that stands for a value, what completes it."""


def completion(shell: str) -> str:
    """Return what a shell reads."""
    return _ended(shtab.complete(_whole(), shell))


def manual() -> str:
    """Return the page of the manual."""
    with _fixed_width():
        page = Manpage(
            _whole(),
            {
                "project_name": "configlang",
                "description": _SUMMARY,
                "manual_title": "configlang",
                # It is the same whenever it is made.
                "date": "configlang",
            },
        )
        return _ended(str(page))


def _ended(text: str) -> str:
    return "\n".join(line.rstrip() for line in text.rstrip().split("\n")) + "\n"


def _whole() -> argparse.ArgumentParser:
    """Return the parser of the tool with those of all commands within."""

    def make(*, prog: str, **_: Any) -> argparse.ArgumentParser:  # noqa: ANN401 - of add_parser
        return _completed(parser_of(prog.rpartition(" ")[2]).full())

    return make_overview(make)


def _completed(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    for action in parser._actions:  # noqa: SLF001 - shtab has no other way
        if isinstance(action.metavar, str) and action.metavar in _KINDS:
            action.complete = _KINDS[action.metavar]  # type: ignore[attr-defined]
    return parser


@contextmanager
def _fixed_width() -> Iterator[None]:
    """Let argparse believe that the terminal is wide."""
    before = os.environ.get("COLUMNS")
    os.environ["COLUMNS"] = "100"
    try:
        yield
    finally:
        if before is None:
            del os.environ["COLUMNS"]
        else:
            os.environ["COLUMNS"] = before
