"""
Comments that silence warnings and infos: ``# configlang: disable=CODE[,CODE]`` on a line, or alone on the line above.

An error can't be silenced, and a comment that silences nothing is itself a warning: it would hide the next mistake.
"""

from __future__ import annotations

from collections.abc import Iterable

from configlang.findings.catalogue import CATALOGUE
from configlang.findings.finding import Finding, Severity, Span
from configlang.findings.suggest import did_you_mean
from configlang.light import records
from configlang.project.source import MARK, Source

_UNUSED = "unused-suppression"
_UNKNOWN = "unknown-suppression"


_Place = tuple[str, str, int]
"""A code, and the file and the line (0-based) that it is silenced in."""


@records.frozen
class _Suppression:
    code: str
    span: Span
    lines: tuple[int, ...]

    @property
    def places(self) -> tuple[_Place, ...]:
        """What it silences."""
        return tuple((self.code, self.span.file, line) for line in self.lines)


def suppress(findings: Iterable[Finding], sources: Iterable[Source]) -> list[Finding]:
    """
    Return the findings without those that comments silence, and with what is wrong with the comments.

    Args:
        findings: All findings of a run.
        sources: The files that hold the mark of such a comment.
    """
    suppressions: list[_Suppression] = []
    found: list[Finding] = []
    for source in sources:
        read, wrong = _read(source)
        suppressions += read
        found += wrong
    silenced = {place for suppression in suppressions for place in suppression.places}
    # Where a finding was silenced, and where one of a silenced code is an error.
    used: set[_Place] = set()
    errors: set[_Place] = set()
    kept: list[Finding] = []
    for finding in findings:
        place = _place_of(finding)
        if place not in silenced:
            kept.append(finding)
        elif finding.is_error:
            kept.append(finding)
            errors.add(place)
        else:
            used.add(place)
    for suppression in suppressions:
        # What only some outputs or commands say may be silenced for their sake.
        if used.isdisjoint(suppression.places) and not CATALOGUE[suppression.code].only:
            message = f"nothing here yields `{suppression.code}`"
            if not errors.isdisjoint(suppression.places):
                message = f"`{suppression.code}` is an error here, and an error can't be silenced"
            found.append(Finding(code=_UNUSED, message=message, span=suppression.span, severity=Severity.WARNING))
    return [*kept, *found]


def _place_of(finding: Finding) -> _Place:
    return ("", "", 0) if finding.span is None else (finding.code, finding.span.file, finding.span.start.line)


def _read(source: Source) -> tuple[list[_Suppression], list[Finding]]:
    suppressions, findings = [], []
    for number, column, comment in _comments(source.text):
        body = comment[len(MARK) :]
        word, equals, codes = body.strip().partition("=")
        if word.strip() != "disable" or not equals:
            message = "wanted is `# configlang: disable=CODE[,CODE]`"
            span = Span.from_line(source.name, number, column, len(comment))
            findings.append(Finding(code=_UNKNOWN, message=message, span=span, severity=Severity.WARNING))
            continue
        is_alone = not (source.line(number) or "")[:column].strip()
        start = column + comment.index("=") + 1
        for part in codes.split(","):
            code = part.strip()
            place = start + len(part) - len(part.lstrip())
            span = Span.from_line(source.name, number, place, len(code))
            if code in CATALOGUE:
                suppressions.append(_Suppression(code, span, (number, number + 1) if is_alone else (number,)))
            else:
                message, hint = f"there is no code `{code}`", did_you_mean(code, CATALOGUE)
                findings.append(
                    Finding(code=_UNKNOWN, message=message, span=span, severity=Severity.WARNING, hint=hint)
                )
            start += len(part) + 1
    return suppressions, findings


def _comments(text: str) -> list[tuple[int, int, str]]:
    """Return line, column and text of every comment that starts with the mark; strings may hold it too."""
    import contextlib
    import io
    import tokenize

    comments: list[tuple[int, int, str]] = []
    # A text that is broken further down has an error anyway.
    with contextlib.suppress(tokenize.TokenError, SyntaxError):
        comments.extend(
            (token.start[0] - 1, token.start[1], token.string.rstrip())
            for token in tokenize.generate_tokens(io.StringIO(text).readline)
            if token.type == tokenize.COMMENT and token.string.startswith(MARK)
        )
    return comments
