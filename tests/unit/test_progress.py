"""How far a long run is: on a terminal, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import configlang
from configlang.worker.process import Progress
from configlang.worker.report import Report

ROOT = Path(configlang.__file__).parent.parent


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")


def test_a_short_run_tells_nothing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Within a second nothing is shown, and so nothing is taken away."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress()
    now[0] += 0.9
    progress.show(1, 2)
    progress.clear()
    assert "" == capsys.readouterr().err


def test_a_long_run_tells_how_far_it_is(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """From then on a line is written over itself, ten times a second at most, and taken away in the end."""
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress()
    for done, seconds in ((1, 1.1), (2, 0.05), (3, 0.2)):
        now[0] += seconds
        progress.show(done, 4)
    progress.clear()
    assert "\r1 of 4 configs\x1b[K\r3 of 4 configs\x1b[K\r\x1b[K" == capsys.readouterr().err


def test_a_dumb_terminal_is_left_alone(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a line can't be written over, none is."""
    monkeypatch.setenv("TERM", "dumb")
    now = [100.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    progress = Progress()
    now[0] += 5
    progress.show(1, 2)
    progress.clear()
    assert "" == capsys.readouterr().err


def test_a_worker_reports_how_far_it_is() -> None:
    """The line of a report is told from the answer."""
    report = Report()
    report.take(json.dumps({"progress": [3, 8]}).encode() + b"\n")
    assert (3, 8) == report.progress


def test_nothing_is_told_where_it_is_piped(tmp_path: Path) -> None:
    """A pipe gets findings alone."""
    for number in range(8):
        (tmp_path / f"c{number}.bzl").write_text('interpreter(profile = "isolated", utf8_mode = True)\n')
    done = subprocess.run(
        [sys.executable, "-m", "configlang", "check", "--no-cache", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=True,
    )
    assert (b"", b"") == (done.stdout, done.stderr)
