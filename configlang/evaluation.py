"""What came of evaluating a config file: what people hold, and what they raise where it is of no use."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from configlang.findings.finding import Finding
from configlang.language.declarations import Sources
from configlang.language.request import Printed
from configlang.schema.config import Config
from configlang.schema.origins import Origins


class ConfigError(Exception):
    """A config that can't be used; ``findings`` says why, and the message has them as text."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        """Keep the findings."""
        self.findings = tuple(findings)
        super().__init__("\n".join(_one_line(finding) for finding in self.findings))


def _one_line(finding: Finding) -> str:
    place = ""
    if finding.span:
        place = f"{finding.span.file}:{finding.span.start.line + 1}:{finding.span.start.column + 1}: "
    return f"{place}{finding.severity.value}[{finding.code}]: {finding.message}"


@attrs.frozen(kw_only=True)
class Evaluation:
    """
    What came of evaluating a config file.

    Attributes:
        config: The frozen config; None when there was an error.
        findings: Everything found, sorted by file and place, without what the config silences.
        inputs: The files that were read, as they were named, the config file first.
        printed: What the config printed, in order.
        origins: Where each value of the config was declared.
        source_label: The config file as seen from the root, with ``/`` between names.
        unchecked: The config also where only the last stage, which looks at what CPython does with it, had errors.
        sources: The texts of the inputs.
    """

    config: Config | None
    findings: tuple[Finding, ...]
    inputs: tuple[str, ...]
    printed: tuple[Printed, ...] = ()
    origins: Origins = attrs.field(factory=dict, repr=False, eq=False)
    source_label: str = ""
    unchecked: Config | None = attrs.field(default=None, repr=False, eq=False)
    sources: Sources = attrs.field(factory=Sources, repr=False, eq=False)

    def require(self) -> Config:
        """
        Return the config.

        Raises:
            ConfigError: When there was an error.
        """
        if self.config is None:
            raise ConfigError(self.findings)
        return self.config

    def read_line(self, file: str, line: int) -> str | None:
        """Return a line (0-based) of a file that was read, for showing a finding; None for any other."""
        return self.sources.read_line(file, line)
