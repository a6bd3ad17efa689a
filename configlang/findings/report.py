"""The report of a run: all of its findings in one form, no longer than its readers can take."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from configlang.findings.finding import Finding, Printed, Severity, Span
from configlang.findings.render import ReadLine, printed_to_text, summary, to_github, to_json, to_text

_MOST = 100
"""Findings that people are shown; nobody reads more before the first are mended."""

_LARGEST = 16 * 1024 * 1024
"""Bytes of findings that programs are given."""


def report(
    findings: Iterable[Finding],
    read_line: ReadLine,
    message_format: str,
    printed: Iterable[Printed] = (),
    *,
    is_coloured: bool = False,
    is_linked: bool = False,
    is_whole: bool = False,
) -> str:
    """
    Return what there is to tell of a run, as lines without the last newline; empty where that is nothing.

    Args:
        findings: All that was found, in order.
        read_line: Gives the lines of files.
        message_format: ``text``, ``json``, ``sarif`` or ``github``.
        printed: What the config printed.
        is_coloured: Whether text has colours.
        is_linked: Whether codes lead to their pages.
        is_whole: Whether everything is shown, however much it is.
    """
    found = list(findings)
    if message_format == "text":
        shown, rest = (found, None) if is_whole else _first(found)
        lines = [printed_to_text(each.file, each.line, each.text) for each in printed]
        lines += [to_text(finding, read_line, is_coloured=is_coloured, is_linked=is_linked) for finding in shown]
        if rest:
            lines.append(f"{rest.message}; {rest.hint}")
        if found:
            lines.append(summary(found))
        return "\n".join(lines)
    # A machine reads it, so what the config prints comes in the same form as everything else.
    found = [*map(_note, printed), *found]
    if message_format == "github":
        shown, rest = (found, None) if is_whole else _first(found)
        return "\n".join(map(to_github, [*shown, *filter(None, [rest])]))
    shown, rest = (found, None) if is_whole else _within(found)
    shown = [*shown, *filter(None, [rest])]
    if message_format == "json":
        return "\n".join(map(to_json, shown))
    from configlang.findings.sarif import to_sarif

    return to_sarif(shown)


def statistics(findings: Iterable[Finding], message_format: str) -> str:
    """
    Return how many findings there are of each code, the most frequent first, as lines without the last newline.

    Args:
        findings: All that was found.
        message_format: ``text``, or ``json`` for an object a line: ``code``, ``severity``, ``count``.
    """
    counts = Counter((finding.code, finding.severity) for finding in findings)
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0][0]))
    if message_format == "json":
        return "\n".join(
            json.dumps({"code": code, "severity": severity.value, "count": count}) for (code, severity), count in ranked
        )
    return "\n".join(f"{count:7} {severity.value}[{code}]" for (code, severity), count in ranked)


def _first(findings: list[Finding]) -> tuple[Sequence[Finding], Finding | None]:
    """Return as many findings as people are shown, in their order, and what counts the others."""
    if len(findings) <= _MOST:
        return findings, None
    severities = [*Severity]
    ranked = sorted(range(len(findings)), key=lambda index: severities.index(findings[index].severity))
    chosen = set(ranked[:_MOST])
    return [findings[index] for index in sorted(chosen)], _rest(findings[index] for index in ranked[_MOST:])


def _within(findings: list[Finding]) -> tuple[Sequence[Finding], Finding | None]:
    """Return as many findings as programs are given, and what counts the others."""
    size = 0
    for index, finding in enumerate(findings):
        size += len(to_json(finding))
        if size > _LARGEST:
            return findings[:index], _rest(findings[index:])
    return findings, None


def _rest(findings: Iterable[Finding]) -> Finding:
    counts = Counter(finding.code for finding in findings)
    listed = ", ".join(f"{count} x {code}" for code, count in counts.most_common())
    return Finding(
        code="report-cut",
        message=f"{counts.total()} more findings are not shown: {listed}",
        severity=Severity.INFO,
        hint="--all-findings shows all of them",
    )


def _note(printed: Printed) -> Finding:
    span = Span.from_line(printed.file, printed.line)
    return Finding(code="printed", message=printed.text, span=span, severity=Severity.INFO)
