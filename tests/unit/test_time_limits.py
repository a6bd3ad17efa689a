"""No test hangs: what the settings and tests/conftest.py do about one that would."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

SLEEPS = """
import time


def test_it():
    time.sleep(100)
"""

# Native code of the engine, which takes no notice of the signal.
LOOPS = """
import starlark


def test_it():
    text = "[0 for _ in range(1000000000) for _ in range(1000000000) if False]"
    ast = starlark.parse("loop.bzl", text, starlark.Dialect.extended())
    starlark.eval(starlark.Module(), ast, starlark.Globals.standard())
"""

PASSES = """

def test_next():
    pass
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such timers")
@pytest.mark.parametrize(
    ("text", "told"),
    [
        pytest.param(SLEEPS, "Failed: Timeout (>1.0s)", id="in Python"),
        pytest.param(LOOPS, "crashed while running", id="in native code", marks=pytest.mark.thorough),
    ],
)
def test_one_that_hangs_is_ended_and_the_others_run(text: str, told: str, tmp_path: Path) -> None:
    """A test that hangs fails, wherever it does so, and those behind it are run."""
    (tmp_path / "test_hangs.py").write_text(text + PASSES, encoding="utf-8")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-p", "tests.conftest"]

    done = subprocess.run(
        [sys.executable, "-m", "pytest", *settings, "-p", "no:randomly", "-n", "1", "--timeout", "1", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
    )

    assert "1 failed, 1 passed" in done.stdout, done.stdout + done.stderr
    assert told in done.stdout


def test_those_of_this_folder_have_less_time(request: pytest.FixtureRequest) -> None:
    """A unit test has less time than the settings give all."""
    marker = request.node.get_closest_marker("timeout")

    assert marker is None or marker.args[0] < float(request.config.getini("timeout"))
    assert marker is not None or request.config.getoption("timeout") is not None
