"""Which versions of configlang a project file wants."""

from __future__ import annotations

import pytest

from configlang.findings.finding import Finding, Span
from configlang.project.document import Document, read_document
from configlang.project.requirement import check_version
from configlang.project.source import Source


def check(value: str, version: str) -> Finding | None:
    """Hold a version against what a project wants."""
    document = read_document(Source("configlang.toml", None, f"required_version = {value}\n"))
    assert isinstance(document, Document)
    return check_version(document, version)


@pytest.mark.parametrize(
    ("limits", "right", "wrong"),
    [
        (">=0.2", ("0.2", "0.2.0", "0.10", "1.0"), ("0.1", "0.1.9")),
        (">0.2", ("0.2.1", "0.3"), ("0.2", "0.2.0")),
        ("<=1", ("1", "1.0.0", "0.9"), ("1.0.1", "2")),
        ("<1", ("0.9.9",), ("1", "1.0")),
        ("==0.2", ("0.2", "0.2.0"), ("0.2.1", "0.1")),
        ("!=0.2", ("0.2.1",), ("0.2.0",)),
        (" >= 0.2 , < 1 ", ("0.5", "0.2.dev1"), ("1.0", "0.1")),
    ],
)
def test_limits_admit_what_they_say(limits: str, right: tuple[str, ...], wrong: tuple[str, ...]) -> None:
    """Versions are compared number by number, where zeros at the end make no difference."""
    assert [None] * len(right) == [check(f'"{limits}"', version) for version in right]
    assert ["required-version"] * len(wrong) == [
        finding.code for version in wrong if (finding := check(f'"{limits}"', version)) is not None
    ]


@pytest.mark.parametrize("value", ['""', '"0.2"', '"~=0.2"', '">=0.2;<1"', "1", "[]", '">=x"', '">=0.2,"'])
def test_what_is_no_limit_is_told(value: str) -> None:
    """Another form is a finding at the key, and not a version that fails."""
    finding = check(value, "1.0")
    assert finding is not None
    assert ("bad-project-file", Span.from_line("configlang.toml", 0, 0, 16)) == (finding.code, finding.span)
