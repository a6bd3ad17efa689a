"""Findings as JSON data and back: what the evaluating process sends, and what tools read."""

from __future__ import annotations

from configlang.findings.finding import Finding, Frame, Position, Related, Severity, Span
from configlang.light.typed import Any


def to_data(finding: Finding) -> dict[str, Any]:
    """
    Return a finding as JSON data.

    Keys in order: ``code``, ``severity``, ``message``, ``file`` and ``range`` (absent without a place), ``related``,
    ``stack`` (absent when empty), ``hint`` (absent when there is none). Lines and columns are 1-based, in code points,
    and the end is exclusive.
    """
    data: dict[str, Any] = {
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
    }
    if finding.span:
        data |= span_to_data(finding.span)
    if finding.related:
        data["related"] = [{"message": related.message} | span_to_data(related.span) for related in finding.related]
    if finding.stack:
        data["stack"] = [
            {"file": frame.file, "line": frame.line + 1, "function": frame.function} for frame in finding.stack
        ]
    if finding.hint:
        data["hint"] = finding.hint
    return data


def from_data(data: dict[str, Any]) -> Finding:
    """Return the finding that ``to_data`` made the data from."""
    return Finding(
        code=data["code"],
        message=data["message"],
        span=span_from_data(data) if "file" in data else None,
        severity=Severity(data["severity"]),
        related=tuple(Related(related["message"], span_from_data(related)) for related in data.get("related", ())),
        stack=tuple(Frame(frame["file"], frame["line"] - 1, frame["function"]) for frame in data.get("stack", ())),
        hint=data.get("hint"),
    )


def span_to_data(span: Span) -> dict[str, Any]:
    """Return a place as JSON data: the keys ``file`` and ``range``."""
    return {
        "file": span.file,
        "range": {
            "start": {"line": span.start.line + 1, "column": span.start.column + 1},
            "end": {"line": span.end.line + 1, "column": span.end.column + 1},
        },
    }


def span_from_data(data: dict[str, Any]) -> Span:
    """Return the place that ``span_to_data`` made the data from."""
    start, end = data["range"]["start"], data["range"]["end"]
    return Span(
        data["file"],
        Position(start["line"] - 1, start["column"] - 1),
        Position(end["line"] - 1, end["column"] - 1),
    )
