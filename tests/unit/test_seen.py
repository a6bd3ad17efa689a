"""What the tests keep of what they have seen on each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.outputs.table import FORMATS
from tests import seen
from tests.seen import KEPT, STATES, Seen
from tools.platforms import platforms_page

LINUX = "x86_64-unknown-linux-gnu"


@pytest.fixture
def notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the file that notes go to."""
    monkeypatch.setenv(seen.VARIABLE, str(tmp_path / "seen"))
    seen.record.cache_clear()
    return tmp_path / "seen"


@pytest.fixture
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an empty file in the place of the one that is kept."""
    monkeypatch.setattr(seen, "KEPT", tmp_path / "kept.json")
    seen.KEPT.write_text("[]", encoding="utf-8")


def test_what_is_seen_twice_is_noted_once_and_in_order(notes: Path) -> None:
    """Versions are ordered by their numbers, and a row is there once however many tests saw it."""
    for python in ("3.10.13", "3.9.18", "3.10.13"):
        seen.record("run", "c", python, LINUX)
    seen.record.cache_clear()
    seen.record("run", "c", "3.10.13", LINUX)

    assert [Seen(LINUX, python, "c", "run") for python in ("3.9.18", "3.10.13")] == seen.noted(notes)


def test_nothing_is_noted_where_nobody_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the variable no file is written."""
    monkeypatch.delenv(seen.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    seen.record.cache_clear()
    seen.record("run", "c", "3.10.13", LINUX)

    assert [] == [*tmp_path.iterdir()]


@pytest.mark.usefixtures("_kept")
def test_run_that_sees_less_or_more_is_told(
    notes: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept and was not seen is told, and what was seen and is not kept; another patch release is no fault."""
    seen.write([Seen(LINUX, "3.14.3", "c", "run"), Seen(LINUX, "3.14.3t", "c", "run")])
    seen.record("run", "c", "3.14.9", LINUX)
    monkeypatch.setattr("sys.argv", ["seen.py", str(notes)])

    assert 1 == seen.main()
    assert f"another patch release: {LINUX} 3.14.9 c run\nnot seen: {LINUX} 3.14t c run\n" == capsys.readouterr().out

    seen.record("linked", "c", "3.14.3t", LINUX)
    assert 1 == seen.main()
    assert f"not kept: {LINUX} 3.14t c linked\n" in capsys.readouterr().out

    monkeypatch.setattr("sys.argv", ["seen.py", str(notes), "--write"])
    assert 0 == seen.main()
    monkeypatch.setattr("sys.argv", ["seen.py", str(notes)])
    assert 0 == seen.main()


@pytest.mark.usefixtures("_kept")
def test_what_is_kept_of_others_stays() -> None:
    """A run of a part of the tests renews the CPythons that it saw, and leaves the others."""
    other = Seen("x86_64-pc-windows-gnu", "3.13.5", "c", "run")
    seen.write([other, Seen(LINUX, "3.14.2", "c", "run")])
    seen.write([Seen(LINUX, "3.14.3", "c", "run")])

    assert [other, Seen(LINUX, "3.14.3", "c", "run")] == seen.kept()


def test_page_is_made_of_known_outputs_and_states() -> None:
    """Every row that is kept has an output that there is and a state, and its version stands on the page."""
    rows = seen.kept()
    page = platforms_page()

    assert rows, KEPT
    assert [] == [row for row in rows if row.output not in FORMATS or row.state not in STATES]
    assert [] == [row for row in rows if row.python not in page]
