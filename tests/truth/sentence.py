"""
Sentences of the documentation about CPython, and how real interpreters show that they are so.

What a finding says is a claim (tests/truth/claims.py). These are the sentences that no rule says: the traps of fields,
and what the pages tell. They are data, and lie in tests/truth/sentences; each is held to stand where it says, so that
no sentence is changed without what shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import attrs

from configlang.cpython.versions import Version
from configlang.schema.table import FIELDS
from tests.hosts.programs import Run

ROOT = Path(__file__).parents[2]


@attrs.frozen(kw_only=True, eq=False)
class Sentence:
    """
    A sentence, or a part of one.

    Attributes:
        source: Where it stands: `field NAME`, `code NAME`, or a page below `docs`, as in `explanation/index.md`.
        text: The words, blanks and line ends folded.
        config: The text of a config.
        shown: Tells of a run of that config whether it is so.
        first: The first version of which the sentence says it, None for the first that there is.
        last: The last of them, None for the last that there is. In other versions it must not be so.
        ask: Python code that the run executes after its report; what it prints is the run's `stdout`.
        arguments: The command line behind the program's name.
        environment: Variables of the environment.
        home: Whether the host passes the CPython's prefix on as home.
        is_running: Whether the run function is called.
    """

    source: str
    text: str
    config: str
    shown: Callable[[Run], bool]
    first: str | None = None
    last: str | None = None
    ask: str | None = None
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = attrs.field(factory=dict)
    home: bool = True
    is_running: bool = False

    def holds_for(self, version: Version) -> bool:
        """Tell whether the sentence is about a version."""
        return (self.first is None or Version(self.first) <= version) and (
            self.last is None or version <= Version(self.last)
        )


@cache
def text_of(source: str) -> str:
    """Return what stands in a source, blanks and line ends folded."""
    kind, _, name = source.partition(" ")
    if kind == "field":
        field = next(field for field in FIELDS if field.name == name and field.owner is None)
        return fold(" ".join((field.doc, *field.traps)))
    path = ROOT / "configlang/findings/codes" / f"{name}.md" if kind == "code" else ROOT / "docs" / source
    return fold(path.read_text(encoding="utf-8"))


def fold(text: str) -> str:
    """Return a text with single blanks for all white space."""
    return re.sub(r"\s+", " ", text)
