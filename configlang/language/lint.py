"""The engine's own lint: mistakes that are legal and do nothing good."""

from __future__ import annotations

from configlang.findings.finding import Finding, Position, Severity, Span
from configlang.language.engine import Ast
from configlang.project.source import Source

_CODES = {
    "duplicate-key": "duplicate-key",
    "ident-as-statement": "no-effect",
    "no-effect": "no-effect",
    "missing-return": "missing-return",
    "missing-return-expression": "missing-return",
    "unreachable": "unreachable",
    "using-unassigned": "using-unassigned",
}
"""The engine's names of the lints that are always a mistake, and ours. The others are matters of style."""

_PLACE = r"(?:due to|defined at|used at) m\d+:(\d+):[\d:-]+"


def lint(ast: Ast, source: Source) -> list[Finding]:
    """Return warnings about one file."""
    findings = []
    for found in ast.lint():
        code = _CODES.get(found.short_name)
        if code is None:
            continue
        begin, end = found.resolved_location.span.begin, found.resolved_location.span.end
        if source.line(begin.line) is None:
            # The engine's text ends in a line of ours.
            continue
        # Imported when there is something to say: most files are clean.
        import re

        span = Span(source.name, Position(begin.line, begin.column), Position(end.line, end.column))
        message = re.sub(_PLACE, lambda match: f"{match[0].split(' m')[0]} line {match[1]}", found.problem)
        message = message[0].lower() + message[1:]
        findings.append(Finding(code=code, message=message, span=span, severity=Severity.WARNING))
    return findings
