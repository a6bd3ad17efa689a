"""A short fuzz run with a fixed seed; `tests/fuzz/fuzz.py` runs as long as one likes."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.fuzz import fuzz


def test_nothing_fails_in_a_short_run(tmp_path: Path) -> None:
    """Two hundred texts, the right and the deadly seeds among them, end as configs or as findings and no other way."""
    figures = fuzz(tmp_path / "inputs", tmp_path / "failures", seed=1, count=200)

    assert [] == figures.failures
    assert figures.inputs == 200
    assert figures.accepted > 0
    assert figures.refused
