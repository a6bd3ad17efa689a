"""The catalogue of codes: every code that a finding can have, with its explanation and an example."""

from __future__ import annotations

from configlang.findings.entries_boot import BOOT_ENTRIES
from configlang.findings.entries_files import FILE_ENTRIES
from configlang.findings.entries_language import LANGUAGE_ENTRIES
from configlang.findings.entries_limits import LIMIT_ENTRIES
from configlang.findings.entries_outputs import OUTPUT_ENTRIES
from configlang.findings.entries_values import VALUE_ENTRIES
from configlang.findings.entry import Entry

__all__ = ["CATALOGUE", "Entry"]

CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for entry in sorted(
        (*BOOT_ENTRIES, *FILE_ENTRIES, *LANGUAGE_ENTRIES, *LIMIT_ENTRIES, *OUTPUT_ENTRIES, *VALUE_ENTRIES),
        key=lambda entry: entry.code,
    )
}
"""By code, sorted."""
