"""Findings as a SARIF 2.1.0 log, the form that code scanning services read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from urllib.parse import quote

from configlang._version import __version__
from configlang.findings.catalogue import CATALOGUE
from configlang.findings.finding import Finding, Severity, Span
from configlang.findings.links import SITE, page_url
from configlang.findings.page import read_page
from configlang.findings.render import without_commands
from configlang.light.typed import Any

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def to_sarif(findings: Sequence[Finding]) -> str:
    """Return the log of one run, as JSON on one line. Columns are counted in code points, as SARIF lets us say."""
    codes = sorted({finding.code for finding in findings})
    rules = [_rule(code) for code in codes]
    run = {
        "tool": {"driver": {"name": "configlang", "version": __version__, "informationUri": SITE, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    text = json.dumps(
        {
            "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
            "version": "2.1.0",
            "runs": [run],
        }
    )
    return without_commands(text, "#\\u0023")


def _rule(code: str) -> dict[str, Any]:
    rule: dict[str, Any] = {"id": code}
    if code in CATALOGUE:
        page = read_page(code)
        rule["shortDescription"] = {"text": page.title}
        rule["fullDescription"] = {"text": page.explanation}
        rule["helpUri"] = page_url(code)
    return rule


def _result(finding: Finding, rule_index: int) -> dict[str, Any]:
    text = finding.message if finding.hint is None else f"{finding.message}\nhint: {finding.hint}"
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": _LEVELS[finding.severity],
        "message": {"text": text},
    }
    if finding.span:
        result["locations"] = [{"physicalLocation": _physical(finding.span)}]
    if finding.related:
        result["relatedLocations"] = [
            {"id": index, "physicalLocation": _physical(related.span), "message": {"text": related.message}}
            for index, related in enumerate(finding.related)
        ]
    if finding.stack:
        # SARIF orders a stack from the innermost call outwards.
        frames = [
            {
                "location": {
                    "physicalLocation": _physical(Span.from_line(frame.file, frame.line)),
                    "message": {"text": frame.function},
                }
            }
            for frame in reversed(finding.stack)
        ]
        result["stacks"] = [{"frames": frames}]
    return result


def _physical(span: Span) -> dict[str, Any]:
    return {
        "artifactLocation": {"uri": quote(span.file.replace("\\", "/"))},
        "region": {
            "startLine": span.start.line + 1,
            "startColumn": span.start.column + 1,
            "endLine": span.end.line + 1,
            "endColumn": span.end.column + 1,
        },
    }
