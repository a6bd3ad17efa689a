"""The matrix of `why --matrix`: at no terminal, and as wide as terminals are."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from configlang.cli.why import serve
from tests.golden.test_golden import GOLDEN, TARGET, read, write

FOLDER = GOLDEN / "matrix"
WIDTHS = {"piped": None, "80": 80, "50": 50, "200": 200}
CASES = sorted(path.stem for path in FOLDER.glob("*.bzl"))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("width", WIDTHS)
def test_matrix(
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
    *,
    width: str,
) -> None:
    """Every field has its row, neighbouring versions that agree are one, and no line is wider than the terminal."""
    shutil.copy(FOLDER / f"{name}.bzl", tmp_path / "app.bzl")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("configlang.cli.why.columns", lambda: WIDTHS[width])
    monkeypatch.setenv("NO_COLOR", "1")
    expected = FOLDER / f"{name}.{width}.txt"

    answer = serve(["app.bzl", "--matrix", "--format", "c", "--target", TARGET])
    actual = capsys.readouterr().out

    wanted = read(expected)
    if pytestconfig.getoption("--update-goldens") and answer.code == 0:
        write(expected, actual)
    assert wanted == actual
    matrix = actual.rpartition("\n\n")[0]
    assert max(map(len, matrix.split("\n"))) <= (WIDTHS[width] or 100)


def test_every_expected_file_belongs_to_a_case() -> None:
    """No expected text is left behind by a case that is gone."""
    assert {path.name.partition(".")[0] for path in FOLDER.iterdir()} == set(CASES)
