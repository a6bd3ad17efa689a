"""The report of a run: all that its readers can take, and a count of the rest."""

from __future__ import annotations

import json

import pytest

from configlang.findings.finding import Finding, Printed, Severity, Span
from configlang.findings.report import report


def findings(count: int, severity: Severity, code: str = "wrong-type", message: str = "`a`: wrong") -> list[Finding]:
    """Return findings on the lines of a file."""
    return [
        Finding(code=code, message=message, span=Span.from_line("a.bzl", line), severity=severity)
        for line in range(count)
    ]


def no_line(_file: str, _line: int) -> str | None:
    """Give no line."""
    return None


def test_people_are_shown_the_first_hundred() -> None:
    """A hundred findings are shown, and one line counts the rest by code; the summary counts all."""
    many = [*findings(90, Severity.ERROR), *findings(30, Severity.ERROR, "bad-init")]

    lines = report(many, no_line, "text").split("\n")

    assert 102 == len(lines)
    assert lines[100] == "20 more findings are not shown: 20 x bad-init; --all-findings shows all of them"
    assert "120 errors" == lines[101]


def test_hundred_are_not_too_many() -> None:
    """Up to the bound everything is shown, and nothing is counted."""
    assert 101 == len(report(findings(100, Severity.ERROR), no_line, "text").split("\n"))
    assert 100 == len(report(findings(100, Severity.ERROR), no_line, "github").split("\n"))


def test_errors_go_first() -> None:
    """An error behind a hundred warnings is shown, at its place in the order; a warning is left out instead."""
    many = [*findings(150, Severity.WARNING, "relative-path"), *findings(1, Severity.ERROR)]

    lines = report(many, no_line, "text").split("\n")

    assert "error[wrong-type]" in lines[99]
    assert lines[100].startswith("51 more findings are not shown: 51 x relative-path")


@pytest.mark.parametrize("message_format", ["text", "github", "json", "sarif"])
def test_all_are_shown_on_demand(message_format: str) -> None:
    """Whoever asks for all findings gets them."""
    shown = report(findings(1000, Severity.ERROR), no_line, message_format, is_whole=True)

    assert 1000 <= shown.count("wrong-type")
    assert "not shown" not in shown


def test_annotations_are_bounded() -> None:
    """A service shows few annotations; the last one counts the others."""
    lines = report(findings(150, Severity.ERROR), no_line, "github").split("\n")

    assert 101 == len(lines)
    assert lines[-1].startswith("::notice title=report-cut::50 more findings")


def test_programs_get_sixteen_mebibytes() -> None:
    """JSON lines end before 16 MiB, and SARIF with them; the last one says how much is missing."""
    many = findings(40, Severity.ERROR, message="x" * (1 << 20))

    lines = [json.loads(line) for line in report(many, no_line, "json").split("\n")]
    results = json.loads(report(many, no_line, "sarif"))["runs"][0]["results"]

    assert [15, 15] == [len(lines) - 1, len(results) - 1]
    assert "report-cut" == lines[-1]["code"] == results[-1]["ruleId"]
    assert lines[-1]["message"] == "25 more findings are not shown: 25 x wrong-type"


def test_what_is_printed_comes_first() -> None:
    """What a config prints is told before its findings, for machines as findings of their own."""
    printed = [Printed("a.bzl", 2, "hello")]

    assert report([], no_line, "text", printed) == "a.bzl:3: hello"
    assert json.loads(report([], no_line, "json", printed))["code"] == "printed"


def test_nothing_to_tell_is_nothing() -> None:
    """Without findings there is no line; a log is a document all the same."""
    assert "" == report([], no_line, "text") == report([], no_line, "json") == report([], no_line, "github")
    assert [] == json.loads(report([], no_line, "sarif"))["runs"][0]["results"]
