"""The finding record: one thing that is wrong with a config, or worth saying about it."""

from __future__ import annotations

import enum
from collections.abc import Iterable

from configlang.light import records


class Severity(enum.Enum):
    """How bad a finding is: an error stops the run, a warning or info does not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@records.frozen(order=True)
class Position:
    """A place between two characters of a text; 0-based line, and 0-based column in code points."""

    line: int
    column: int


@records.frozen(order=True)
class Span:
    """
    A stretch of one file's text, half-open.

    Attributes:
        file: The file as people know it: as it was given on the command line, or beside that.
        start: The first character.
        end: Behind the last character; equal to ``start`` for a point.
    """

    file: str
    start: Position
    end: Position

    @classmethod
    def from_line(cls, file: str, line: int, column: int = 0, width: int = 0) -> Span:
        """Make a span of ``width`` code points inside one line (0-based line and column)."""
        return cls(file, Position(line, column), Position(line, column + width))

    @property
    def key(self) -> tuple[str, int, int, int, int]:
        """What spans are ordered by: very many of them are sorted by it in a tenth of the time."""
        start, end = self.start, self.end
        return self.file, start.line, start.column, end.line, end.column


@records.frozen
class Related:
    """Another place that has to do with a finding, and why ("first declared here")."""

    message: str
    span: Span


@records.frozen
class Frame:
    """One call on the way to a declaration: where the call stands (0-based line) and in which function."""

    file: str
    line: int
    function: str


@records.frozen(kw_only=True)
class Finding:
    """
    One finding.

    Attributes:
        code: The stable kebab-case code, a key of the catalogue.
        message: One sentence: the field first, then what was got and what is wanted.
        span: The primary place; None where no file is at fault (a wrong ``-D``).
        severity: Error, warning or info.
        related: Other places involved.
        stack: The calls that led there, outermost first; empty where the place is at the top level.
        hint: What to do about it, where it is known.
    """

    code: str
    message: str
    span: Span | None = None
    severity: Severity = Severity.ERROR
    related: tuple[Related, ...] = ()
    stack: tuple[Frame, ...] = ()
    hint: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether this finding makes the config unusable."""
        return self.severity is Severity.ERROR


@records.frozen
class Printed:
    """Something that a config printed: file, 0-based line, text."""

    file: str
    line: int
    text: str


def sorted_by_place(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return the findings without repetitions, ordered by file, place and code; those without a place first."""
    nowhere = Span.from_line("", -1)
    return tuple(sorted(dict.fromkeys(findings), key=lambda f: ((f.span or nowhere).key, f.code, f.message)))


def has_errors(findings: Iterable[Finding]) -> bool:
    """Tell whether any of the findings is an error."""
    return any(finding.is_error for finding in findings)
