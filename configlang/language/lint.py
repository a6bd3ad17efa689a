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
        span = Span(source.name, Position(begin.line, begin.column), Position(end.line, end.column))
        message, hint = _in_words(found.short_name, found.problem)
        findings.append(Finding(code=code, message=message, span=span, severity=Severity.WARNING, hint=hint))
    return findings


def _in_words(name: str, text: str) -> tuple[str, str | None]:
    """Return what a lint says, and what to do about it."""
    # Imported when there is something to say: most files are clean.
    import re

    quoted = re.search(r"`(.*?)`", text)
    if name == "no-effect":
        return "this makes a value that nobody uses", "give it a name, hand it to a function, or leave it out"
    if name == "ident-as-statement" and quoted:
        hint = f"write `{quoted[1]}()` to call it" if quoted[1].islower() else None
        return f"`{quoted[1]}` is named here, and nothing is done with it", hint
    if name == "unreachable":
        return "nothing ever comes here: every way ends before", None
    message = re.sub(_PLACE, lambda match: f"{match[0].split(' m')[0]} line {match[1]}", text)
    return message[0].lower() + message[1:], None
