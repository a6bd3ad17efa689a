"""The catalogue of codes: every code that a finding can have, with its explanation and an example."""

from __future__ import annotations

from configlang.findings.entries_boot import BOOT_ENTRIES
from configlang.findings.entries_embedders import EMBEDDER_ENTRIES
from configlang.findings.entries_encodings import ENCODING_ENTRIES
from configlang.findings.entries_files import FILE_ENTRIES
from configlang.findings.entries_isolation import ISOLATION_ENTRIES
from configlang.findings.entries_language import LANGUAGE_ENTRIES
from configlang.findings.entries_limits import LIMIT_ENTRIES
from configlang.findings.entries_locations import LOCATION_ENTRIES
from configlang.findings.entries_modules import MODULE_ENTRIES
from configlang.findings.entries_numbers import NUMBER_ENTRIES
from configlang.findings.entries_options import OPTION_ENTRIES
from configlang.findings.entries_outputs import OUTPUT_ENTRIES
from configlang.findings.entries_paths import PATH_ENTRIES
from configlang.findings.entries_prefixes import PREFIX_ENTRIES
from configlang.findings.entries_process import PROCESS_ENTRIES
from configlang.findings.entries_resources import RESOURCE_ENTRIES
from configlang.findings.entries_running import RUNNING_ENTRIES
from configlang.findings.entries_switches import SWITCH_ENTRIES
from configlang.findings.entries_values import VALUE_ENTRIES
from configlang.findings.entry import Entry

__all__ = ["CATALOGUE", "Entry"]

CATALOGUE: dict[str, Entry] = {
    entry.code: entry
    for entry in sorted(
        (
            *BOOT_ENTRIES,
            *EMBEDDER_ENTRIES,
            *ENCODING_ENTRIES,
            *FILE_ENTRIES,
            *ISOLATION_ENTRIES,
            *LANGUAGE_ENTRIES,
            *LIMIT_ENTRIES,
            *LOCATION_ENTRIES,
            *MODULE_ENTRIES,
            *NUMBER_ENTRIES,
            *OPTION_ENTRIES,
            *OUTPUT_ENTRIES,
            *PATH_ENTRIES,
            *PREFIX_ENTRIES,
            *PROCESS_ENTRIES,
            *RESOURCE_ENTRIES,
            *RUNNING_ENTRIES,
            *SWITCH_ENTRIES,
            *VALUE_ENTRIES,
        ),
        key=lambda entry: entry.code,
    )
}
"""By code, sorted."""
