"""
How findings are shown to people: one rendering as text, one as JSON lines.

What comes from a config (its text, values, names, what it prints) reaches terminals and the logs of CI here, so it is
written so that it can do nothing there: no control character, no line of its own, no command of a CI.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from configlang.findings.codec import to_data
from configlang.findings.finding import Finding, Frame, Severity, Span
from configlang.findings.links import page_url

ReadLine = Callable[[str, int], str | None]
"""Gives a line of a file (name as in the span, 0-based line) without its end, or None where it can't be had."""

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}
_MAX_LINE = 160
"""Longer source lines are cut around the place, so that one generated line can't flood a terminal."""


def to_text(finding: Finding, read_line: ReadLine, *, is_coloured: bool = False, is_linked: bool = False) -> str:
    """
    Return a finding as text for a terminal, without a newline at the end.

    The first line is ``file:line:col: severity[code]: message``; below it stand the source line with the place
    underlined, the related places, the macro stack outermost first, and the hint. Where it is linked, a terminal that
    can leads from the code to its page (OSC 8); others show nothing of that.
    """

    def paint(text: str, style: str) -> str:
        return f"\x1b[{style}m{text}\x1b[0m" if is_coloured else text

    colour = _COLOURS[finding.severity]
    head = paint(f"{finding.severity.value}[{finding.code}]", f"1;{colour}")
    if is_linked:
        head = f"\x1b]8;;{page_url(finding.code)}\x1b\\{head}\x1b]8;;\x1b\\"
    message = paint(_lines(finding.message), "1")
    place = f"{_place(finding.span)}: " if finding.span else ""
    lines = [f"{place}{head}: {message}"]
    if finding.span:
        lines += _snippet(finding.span, read_line, lambda mark: paint(mark, f"1;{colour}"))
    for related in finding.related:
        lines.append(f"{_place(related.span)}: note: {_lines(related.message)}")
        lines += _snippet(related.span, read_line, lambda mark: paint(mark, "1;34"))
    if finding.stack:
        lines.append("  called from (outermost first):")
        lines += [f"    {frame}" for frame in _shown_frames(finding.stack)]
    if finding.hint:
        lines.append(f"  {paint('hint', '1;32')}: {_lines(finding.hint)}")
    return "\n".join(map(_harmless, lines))


def printed_to_text(file: str, line: int, text: str) -> str:
    """Return what a config printed as text for a terminal, with its place (0-based line)."""
    return _harmless(f"{_name(file)}:{line + 1}: {_lines(text)}")


def to_json(finding: Finding) -> str:
    """Return a finding as one line of JSON."""
    # A clean run as text needs no list of the codes.
    from configlang.findings.catalogue import CATALOGUE

    data = to_data(finding)
    if finding.code in CATALOGUE:
        data["url"] = page_url(finding.code)
    return without_commands(json.dumps(data), "#\\u0023")


def to_github(finding: Finding) -> str:
    """
    Return a finding as a workflow command of GitHub Actions, which shows it at its line in a pull request.

    Source: "Workflow commands for GitHub Actions" in GitHub's documentation, with its escapes.
    """
    command = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}[finding.severity]
    properties = {"title": finding.code}
    if finding.span:
        span = finding.span
        properties["file"] = span.file
        properties["line"] = str(span.start.line + 1)
        properties["col"] = str(span.start.column + 1)
        properties["endLine"] = str(span.end.line + 1)
        properties["endColumn"] = str(max(span.end.column, span.start.column + 1))
    listed = ",".join(
        f"{key}={_escape(value).replace(':', '%3A').replace(',', '%2C')}" for key, value in properties.items()
    )
    message = finding.message + "".join(f"\n{_place(related.span)}: {related.message}" for related in finding.related)
    if finding.hint:
        message += f"\nhint: {finding.hint}"
    return f"::{command} {listed}::{_escape(message)}"


def _escape(text: str) -> str:
    return _printable(text).replace("%", "%25").replace("\n", "%0A")


def summary(findings: Sequence[Finding]) -> str:
    """Return "2 errors, 1 warning" for a run's findings; empty when there are none."""
    parts = []
    for severity in Severity:
        count = sum(finding.severity is severity for finding in findings)
        if count:
            parts.append(f"{count} {severity.value}{'s' if count > 1 else ''}")
    return ", ".join(parts)


def _place(span: Span) -> str:
    return f"{_name(span.file)}:{span.start.line + 1}:{span.start.column + 1}"


_MAX_FRAMES = 16
"""A longer stack is shown with its middle left out: it is a recursion."""


def _shown_frames(stack: Sequence[Frame]) -> list[str]:
    shown = [_frame(frame) for frame in stack]
    left_out = len(shown) - _MAX_FRAMES
    if left_out > 0:
        half = _MAX_FRAMES // 2
        shown[half:-half] = [f"... {left_out} more ..."]
    return shown


def _frame(frame: Frame) -> str:
    return f"{_name(frame.file)}:{frame.line + 1}, in {frame.function}"


def _name(file: str) -> str:
    """Return a file name on one line: a name may hold line feeds and tabs too."""
    return _printable(file).replace("\n", "\\n").replace("\t", "\\t")


def safe_lines(text: str) -> str:
    """Return lines of text with all that is in them made harmless, and their ends as they are."""
    if text.isprintable():
        return _harmless(_printable(text))
    return "\n".join(_harmless(_printable(line)) for line in text.split("\n"))


def _harmless(line: str) -> str:
    """Return a line that is no command of a CI, which begins with two colons, blanks left out."""
    return line.replace("::", "\\x3a:", 1) if line.lstrip().startswith("::") else line


def _lines(text: str) -> str:
    """
    Return a text of one or several lines, none of which but the first begins with anything of the text's.

    A CI looks for commands at the beginning of lines, blanks left out: those further down begin with a bar.
    """
    return _printable(text).replace("\n", "\n  | ")


def _snippet(span: Span, read_line: ReadLine, paint: Callable[[str], str]) -> list[str]:
    text = read_line(span.file, span.start.line)
    if text is None:
        return []
    start = span.start.column
    end = span.end.column if span.end.line == span.start.line else len(text)
    cut = max(0, start - _MAX_LINE // 2) if len(text) > _MAX_LINE else 0
    shown = text[cut : cut + _MAX_LINE]
    number = str(span.start.line + 1)
    margin = " " * len(number)
    # The underline takes over the tabs of the source line, so that it stands below its text at any tab width.
    indent = "".join("\t" if char == "\t" else " " * width_of(_printable(char)) for char in shown[: start - cut])
    marked = _printable(shown[start - cut : max(end - cut, start - cut)])
    return [
        f"{margin} |",
        f"{number} | {_printable(shown)}",
        f"{margin} | {indent}{paint('^' * max(1, width_of(marked)))}",
    ]


def width_of(text: str) -> int:
    """Return how many columns of a terminal a text takes: two for wide characters, none for combining ones."""
    if text.isascii():
        return len(text)
    import unicodedata

    widths = {"W": 2, "F": 2}
    return sum(
        0 if unicodedata.category(char) in {"Mn", "Me"} else widths.get(unicodedata.east_asian_width(char), 1)
        for char in text
    )


def _printable(text: str) -> str:
    """Return text with everything that could move a cursor, reorder or hide characters written as an escape."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char in "\t\n" else ascii(char)[1:-1] for char in text)
    return without_commands(text, "#\\x23")


def without_commands(text: str, instead: str) -> str:
    """
    Return a text in which no CI finds a command of its own.

    Some look for them anywhere in a line: ``##[`` (GitHub Actions, before its present form), ``##vso[`` (Azure
    Pipelines), ``##teamcity[``.

    Args:
        text: The text.
        instead: What stands for two hashes: one, and the escape of another.
    """
    return text.replace("##", instead) if "##" in text else text
