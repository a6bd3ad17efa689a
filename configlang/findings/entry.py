"""One entry of the catalogue of codes: what a finding means, and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from configlang.findings.finding import Severity


@attrs.frozen(kw_only=True)
class Entry:
    """
    What is known about one code.

    Attributes:
        code: The code, as in ``Finding.code``.
        severity: The worst that a finding of this code can be.
        title: The mistake in one line, without a full stop.
        explanation: Markdown, one to three short paragraphs: what it means, why it is so, what to do.
        example: A config that has the mistake, with a newline at the end; or a shell command that meets it.
        fixed: The same config repaired; None where no text of the config would repair it.
        evidence: Where the claim about CPython or pyembed can be checked, None where there is none.
        files: Further files of the example, by their path beside it; the repaired config loads ``fixed_files``.
        fixed_files: Those of ``files`` that the repair changes.
        options: The options of ``configlang eval`` that bring the mistake out.
        fixed_options: The options for the repaired config.
        is_command: Whether the example is a shell command, because what is wrong does not stand in a config.
    """

    code: str
    severity: Severity = Severity.ERROR
    title: str
    explanation: str
    example: str
    fixed: str | None = None
    evidence: str | None = None
    files: Mapping[str, str] = attrs.field(factory=dict)
    fixed_files: Mapping[str, str] = attrs.field(factory=dict)
    options: tuple[str, ...] = ()
    fixed_options: tuple[str, ...] = ()
    is_command: bool = False
