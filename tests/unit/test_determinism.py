"""Outputs are functions of the inputs alone: no hash order, no working folder, no clock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.golden.test_golden import GOLDEN, RUNS, read

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from configlang.cli.main import main
from pytest import MonkeyPatch
from tests.golden.test_golden import RUNS, read
from tests.package import know
know(MonkeyPatch())
for run in RUNS:
    if read(run.stdout) and "--root" not in run.arguments:
        command, name, *options = run.arguments
        assert main([command, str(run.folder / name), *options]) == 0
"""


@pytest.mark.parametrize("seed", ["1", pytest.param("2", marks=pytest.mark.thorough)])
def test_outputs_are_the_same_everywhere(seed: str, tmp_path: Path) -> None:
    """Under any hash seed, from any folder, by any path, every golden config gives its golden output byte for byte."""
    # A root that is given relative to the working folder is another one elsewhere.
    expected = "".join(read(run.stdout) for run in RUNS if "--root" not in run.arguments)

    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(ROOT)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr.decode("utf-8")
    assert expected == done.stdout.decode("utf-8")
    assert [] == list(tmp_path.iterdir())


def test_outputs_name_no_folder_of_this_machine() -> None:
    """No absolute path gets into an output, and neither does the name of the folder that a config lies in."""
    for run in RUNS:
        text = read(run.stdout)
        assert str(ROOT) not in text
        assert f"{GOLDEN.name}/" not in text
