"""The error that findings are raised with, where somebody needs what there is not because of them."""

from __future__ import annotations

from collections.abc import Iterable

from configlang.findings.finding import Finding


class ConfigError(ValueError):
    """A config that can't be used; ``findings`` says why, and the message has them as text."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings."""
        self.findings = tuple(findings)
        super().__init__("\n".join(_one_line(finding) for finding in self.findings))

    def __reduce__(self) -> tuple[type[ConfigError], tuple[tuple[Finding, ...]]]:
        """Be made of the findings again, in another process too."""
        return type(self), (self.findings,)


def _one_line(finding: Finding) -> str:
    place = ""
    if finding.span:
        place = f"{finding.span.file}:{finding.span.start.line + 1}:{finding.span.start.column + 1}: "
    return f"{place}{finding.severity.value}[{finding.code}]: {finding.message}"
