"""Every code of the catalogue is seen in what the command prints."""

from __future__ import annotations

import re
from pathlib import Path

from configlang.findings.catalogue import CATALOGUE
from tests.code_pages import BOOT

GOLDEN = Path(__file__).parent
ELSEWHERE = {
    "engine-crash": "ends a process: tests/hostile",
    "memory-limit": "takes memory: tests/hostile",
    "timeout": "takes time: tests/hostile",
    "report-cut": "takes a hundred findings: tests/unit/test_report.py",
    "stale": "compares files: tests/unit/test_reporting.py",
    "printed": "is a finding for machines only: what a config prints is text in a golden",
    **dict.fromkeys(
        ("bad-lock", "changed-orphan", "nothing-listed", "orphaned-output", "unowned-output"),
        "is about files that are written: tests/unit/test_generation.py",
    ),
    **{page.code: "builds a program: tests/hosts/test_boot_command.py" for page in BOOT},
}
"""Codes without a golden, and where they are seen instead."""


def test_every_code_has_a_golden() -> None:
    """A code that no golden shows, and a golden that shows no code of the catalogue, are both found out."""
    shown: set[str] = set()
    for path in GOLDEN.rglob("*.findings"):
        shown |= set(re.findall(r"(?:error|warning|info)\[([a-z0-9-]+)\]", path.read_text(encoding="utf-8")))

    assert set(CATALOGUE) - set(ELSEWHERE) == shown
