"""Findings for machines that are not ours: SARIF logs, and the commands of GitHub's workflows."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from configlang.findings.finding import Finding, Frame, Position, Related, Severity, Span
from configlang.findings.render import _printable, to_github
from configlang.findings.sarif import to_sarif

# The required parts of SARIF 2.1.0, by hand from its schema: what `sarifLog`, `run`, `tool`, `toolComponent`,
# `reportingDescriptor`, `result`, `location`, `stack`, `region` and `message` must have, with its bounds and enums.
# Source: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json
_TEXT = {"type": "object", "properties": {"text": {"type": "string"}}, "required": ["text"]}
_ONE = {"type": "integer", "minimum": 1}
_LOCATION = {
    "type": "object",
    "properties": {
        "id": {"type": "integer", "minimum": -1},
        "message": _TEXT,
        "physicalLocation": {
            "type": "object",
            "properties": {
                "artifactLocation": {
                    "type": "object",
                    "properties": {"uri": {"type": "string", "pattern": r"^[A-Za-z0-9/._~%-]*$"}},
                    "required": ["uri"],
                },
                "region": {
                    "type": "object",
                    "properties": {"startLine": _ONE, "startColumn": _ONE, "endLine": _ONE, "endColumn": _ONE},
                    "required": ["startLine"],
                    "additionalProperties": False,
                },
            },
            "required": ["artifactLocation"],
        },
    },
}
SARIF = Draft202012Validator(
    {
        "type": "object",
        "properties": {
            "$schema": {"type": "string", "format": "uri"},
            "version": {"enum": ["2.1.0"]},
            "runs": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": {
                        "tool": {
                            "type": "object",
                            "properties": {
                                "driver": {
                                    "type": "object",
                                    "properties": {
                                        "name": {"type": "string"},
                                        "version": {"type": "string"},
                                        "rules": {
                                            "type": "array",
                                            "uniqueItems": True,
                                            "items": {
                                                "type": "object",
                                                "properties": {
                                                    "id": {"type": "string"},
                                                    "shortDescription": _TEXT,
                                                    "fullDescription": _TEXT,
                                                },
                                                "required": ["id"],
                                            },
                                        },
                                    },
                                    "required": ["name"],
                                }
                            },
                            "required": ["driver"],
                        },
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "results": {
                            "type": "array",
                            "items": {
                                "type": "object",
                                "properties": {
                                    "ruleId": {"type": "string"},
                                    "ruleIndex": {"type": "integer", "minimum": -1},
                                    "level": {"enum": ["none", "note", "warning", "error"]},
                                    "message": _TEXT,
                                    "locations": {"type": "array", "items": _LOCATION},
                                    "relatedLocations": {"type": "array", "uniqueItems": True, "items": _LOCATION},
                                    "stacks": {
                                        "type": "array",
                                        "items": {
                                            "type": "object",
                                            "properties": {
                                                "frames": {
                                                    "type": "array",
                                                    "items": {"type": "object", "properties": {"location": _LOCATION}},
                                                }
                                            },
                                            "required": ["frames"],
                                        },
                                    },
                                },
                                "required": ["message"],
                            },
                        },
                    },
                    "required": ["tool"],
                },
            },
        },
        "required": ["version", "runs"],
    }
)

texts = st.text(st.characters(exclude_categories=["Cs"]))
names = texts | st.sampled_from(("a b,c:d%.bzl", "a\nb\r.bzl", "C:\\a\\b.bzl", "%0A::error"))
positions = st.builds(Position, st.integers(0, 10**6), st.integers(0, 10**6))
spans = st.builds(Span, names, positions, positions)
findings = st.builds(
    Finding,
    code=st.sampled_from(("wrong-type", "syntax", "a-code-without-entry")),
    message=texts,
    span=st.none() | spans,
    severity=st.sampled_from(Severity),
    related=st.lists(st.builds(Related, texts, spans), max_size=2).map(tuple),
    stack=st.lists(st.builds(Frame, names, st.integers(0, 10**6), texts), max_size=2).map(tuple),
    hint=st.none() | texts,
)


def run_of(found: list[Finding]) -> dict[str, Any]:
    """Return the one run of the log of some findings."""
    log = json.loads(to_sarif(found))
    assert [] == [error.message for error in SARIF.iter_errors(log)]
    (run,) = log["runs"]
    return dict(run)


@given(st.lists(findings, max_size=4))
def test_log_is_sarif(found: list[Finding]) -> None:
    """Whatever is found, the log has the parts that SARIF requires, and each result names its rule twice alike."""
    run = run_of(found)
    rules = run["tool"]["driver"]["rules"]

    assert run["columnKind"] == "unicodeCodePoints"
    assert [finding.code for finding in found] == [result["ruleId"] for result in run["results"]]
    assert [finding.code for finding in found] == [rules[result["ruleIndex"]]["id"] for result in run["results"]]


def test_places_count_from_one() -> None:
    """A place is the same as in the other forms: lines and columns from one, the end behind the last character."""
    span = Span("a b.bzl", Position(0, 0), Position(2, 4))
    (result,) = run_of([Finding(code="syntax", message="m", span=span, hint="h")])["results"]

    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "a%20b.bzl"},
                "region": {"startLine": 1, "startColumn": 1, "endLine": 3, "endColumn": 5},
            }
        }
    ]
    assert result["message"] == {"text": "m\nhint: h"}


def test_stack_stands_innermost_first() -> None:
    """SARIF orders a stack the other way round than we do."""
    stack = (Frame("a.bzl", 0, "outer"), Frame("a.bzl", 1, "inner"))
    (result,) = run_of([Finding(code="syntax", message="m", stack=stack)])["results"]

    frames = result["stacks"][0]["frames"]
    assert ["inner", "outer"] == [frame["location"]["message"]["text"] for frame in frames]


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_level_is_one_of_theirs(severity: str, level: str) -> None:
    """What we call an info is a note in SARIF."""
    (result,) = run_of([Finding(code="syntax", message="m", severity=Severity(severity))])["results"]

    assert level == result["level"]


def unescape(text: str, *, is_property: bool = False) -> str:
    """Undo what GitHub's runner undoes, in its order (actions/runner, ActionCommand.cs)."""
    pairs = [("%0D", "\r"), ("%0A", "\n")]
    pairs += [("%3A", ":"), ("%2C", ",")] if is_property else []
    for escape, char in [*pairs, ("%25", "%")]:
        text = text.replace(escape, char)
    return text


@given(findings)
def test_github_command_is_one_line_and_reads_back(finding: Finding) -> None:
    """No text of a finding ends the command or a property of it; each comes back, control characters as escapes."""
    line = to_github(finding)

    assert "\n" not in line
    assert "\r" not in line
    head, _, message = line.removeprefix("::").partition("::")
    _, _, listed = head.partition(" ")
    properties = dict(pair.split("=", 1) for pair in listed.split(","))
    assert finding.code == properties["title"]
    assert unescape(message).startswith(_printable(finding.message))
    if finding.span:
        assert _printable(finding.span.file) == unescape(properties["file"], is_property=True)
        assert finding.span.start.line + 1 == int(properties["line"])
        assert finding.span.start.column + 1 == int(properties["col"])
    else:
        assert "file" not in properties
