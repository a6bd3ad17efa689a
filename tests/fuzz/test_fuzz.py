"""A short fuzz run with a fixed seed; `tests/fuzz/fuzz.py` runs as long as one likes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.fuzz import fuzz
from tests.hosts.cargo import IS_EVERY

COUNT = 200 if IS_EVERY else 60
"""How many texts; those without a change among them are about twenty."""


@pytest.mark.thorough
def test_nothing_fails_in_a_short_run(tmp_path: Path) -> None:
    """Texts made of the right and the deadly seeds end as configs or as findings and no other way."""
    figures = fuzz(tmp_path / "inputs", tmp_path / "failures", seed=1, count=COUNT)

    assert [] == figures.failures
    assert figures.inputs == COUNT
    assert figures.accepted > 0
    assert figures.refused
