"""The written schema of findings as JSON, and the way there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from configlang.api import evaluate
from configlang.findings.codec import from_data, to_data
from configlang.findings.finding import Finding, Frame, Position, Related, Severity, Span
from configlang.findings.render import to_json

SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "reference" / "findings.schema.json").read_bytes())
VALIDATOR = Draft202012Validator(SCHEMA)
TARGET = "x86_64-unknown-linux-gnu"

# Each wrong text with the members that its findings have beside code, severity and message.
WRONG = [
    ("interpreter(faulthandler = True)", {"file", "range", "hint"}),
    ("interpreter(isolated = 'yes', argv = [1])", {"file", "range"}),
    ("interpreter()\ninterpreter()", {"file", "range", "related"}),
    ("static_extension('a')\ndynamic_extension('a', path = 'a.so')", {"file", "range", "related"}),
    ("def f(name):\n    static_extension(name)\nf('a-b')", {"file", "range", "stack"}),
    ("def f():\n    fail('no')\nf()", {"file", "range", "stack"}),
    ("load('//:app.bzl', 'x')", {"file", "range"}),
    ("load('//:missing.bzl', 'x')", {"file", "range"}),
    ("x = (\n", {"file", "range"}),
    ("interpreter(\n    quiet = True\n    verbose = True,\n)", {"file", "range", "related"}),
    ("variable('x')", {"file", "range", "hint"}),
    ("{'a': 1, 'a': 2}", {"file", "range"}),
]


def problems(data: Any) -> list[str]:  # noqa: ANN401 - any JSON
    """Return what the schema says against some data."""
    return [error.message for error in VALIDATOR.iter_errors(data)]


positions = st.builds(Position, st.integers(0), st.integers(0))
spans = st.builds(Span, st.text(), positions, positions)
findings = st.builds(
    Finding,
    code=st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True),
    message=st.text(),
    span=st.none() | spans,
    severity=st.sampled_from(Severity),
    related=st.lists(st.builds(Related, st.text(), spans), max_size=3).map(tuple),
    stack=st.lists(st.builds(Frame, st.text(), st.integers(0), st.text()), max_size=3).map(tuple),
    hint=st.none() | st.text(min_size=1),
)


def test_schema_is_one() -> None:
    """The schema itself is right by the rules of its draft."""
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("text", "members"), WRONG)
def test_findings_of_wrong_configs_are_valid(text: str, members: set[str], tmp_path: Path) -> None:
    """What a wrong config gives is as the schema says, and comes back as it was."""
    path = tmp_path / "app.bzl"
    path.write_text(text, encoding="utf-8")
    found = evaluate(path, target=TARGET).findings
    seen: set[str] = set()
    for finding in found:
        data = json.loads(to_json(finding))
        assert [] == problems(data)
        assert finding == from_data(data)
        seen |= data.keys()

    assert {"code", "severity", "message", *members} <= seen


def test_finding_without_a_place_is_valid(tmp_path: Path) -> None:
    """A mistake on the command line has no file, and the schema does not ask for one."""
    path = tmp_path / "app.bzl"
    path.write_text("interpreter()", encoding="utf-8")
    (finding,) = evaluate(path, target=TARGET, variables={"nope": "1"}).findings

    assert "file" not in to_data(finding)
    assert [] == problems(to_data(finding))


@given(findings)
def test_every_finding_is_valid_and_comes_back(finding: Finding) -> None:
    """Whatever a finding holds, its data is as the schema says and holds all of it."""
    assert [] == problems(json.loads(to_json(finding)))
    assert finding == from_data(to_data(finding))


@pytest.mark.parametrize(
    "change",
    [
        {"code": "Wrong_Type"},
        {"code": "wrong--type"},
        {"severity": "fatal"},
        {"surprise": 1},
        {"stack": []},
        {"range": {"start": {"line": 0, "column": 1}, "end": {"line": 1, "column": 1}}},
        {"range": {"start": {"line": 1, "column": 1}}},
        {"related": [{"message": "a", "file": "a.bzl"}]},
    ],
)
def test_schema_refuses_what_is_none(change: dict[str, Any]) -> None:
    """The schema is no rubber stamp: each member is held to its form."""
    data = to_data(Finding(code="wrong-type", message="m", span=Span.from_line("a.bzl", 0)))
    assert [] == problems(data)

    assert problems(data | change)


@pytest.mark.parametrize("member", ["code", "severity", "message", "file", "range"])
def test_schema_asks_for_the_members(member: str) -> None:
    """What every finding with a place has must be there."""
    data = to_data(Finding(code="wrong-type", message="m", span=Span.from_line("a.bzl", 0)))
    del data[member]

    assert problems(data)
