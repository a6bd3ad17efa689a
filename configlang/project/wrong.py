"""What is said of a project file that is wrong: values in a few words, and findings at their places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from configlang.findings.finding import Finding
from configlang.light.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from configlang.project.document import Document, Path

MAX_TOLD = 20
"""Keys that are told one by one where there is no such key; it is the same mistake."""

LARGEST = 1_000_000_000
"""The largest number that means anything here."""

_MAX_SHOWN = 60


def bad(document: Document | None, path: Path, message: str, hint: str | None = None) -> Finding:
    """Return the finding about a key or an element; without a document it has no place."""
    span = None if document is None else document.span(*path)
    return Finding(code="bad-project-file", message=message, span=span, hint=hint)


def show(value: object) -> str:
    """Return a value in a few words."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) > LARGEST:
        return "a number of more digits" if abs(value) > LARGEST**2 else str(value)
    return cut(repr(value) if isinstance(value, (str, int, float)) else str(value))


def cut(text: str) -> str:
    """Return a text, or its beginning where it is long."""
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."


def rest(document: Document | None, unknown: Sequence[Path]) -> Iterator[Finding]:
    """Count the unknown keys that were not told one by one."""
    if further := unknown[MAX_TOLD:]:
        yield bad(document, further[0], f"there are {len(further)} further keys here that mean nothing")
