"""
What ``configlang deps`` says of a project, in each form.

What is printed is pinned in the folder `deps`; `pytest --update-goldens` writes it anew, and then fails where it has
changed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.cli.command import FINDINGS, OK
from configlang.cli.main import main
from tests.golden.test_golden import GOLDEN, read, write

EXPECTED = GOLDEN / "deps"

FILES = {
    "configlang.toml": "".join(f'[[config]]\nfile = "{name}.bzl"\n' for name in ("app", "tools/gui", "app")),
    "app.bzl": 'load("//lib:hard.bzl", "hard")\nload("//lib:base.bzl", "base")\nload("@stdlib//:paths.bzl", '
    '"stdlib_paths")\nhard()\n',
    "tools/gui.bzl": 'load(":menu.bzl", "menu")\nload("//lib:hard.bzl", "hard")\nhard()\n',
    "tools/menu.bzl": 'load("//lib:hard.bzl", "hard")\nmenu = 1\n',
    "lib/hard.bzl": 'load(":base.bzl", "base")\ndef hard():\n    base()\n',
    "lib/base.bzl": "def base():\n    interpreter()\n",
    "unlisted.bzl": 'load("//lib:base.bzl", "base")\nbase()\n',
    "broken/cycle.bzl": 'load(":other.bzl", "other")\ncycle = other\n',
    "broken/other.bzl": 'load(":cycle.bzl", "cycle")\nother = cycle\n',
    "broken/loads.bzl": 'load("//:gone.bzl", "x")\nload("//../out:side.bzl", "y")\nload("@stdlib//:path.bzl", "z")\n'
    'load("//lib:base.bzl", "bass")\n',
    "broken/syntax.bzl": "load(\n",
}

CASES = {
    "tree": ["deps"],
    "json": ["deps", "--json"],
    "dot": ["deps", "--dot"],
    "folder": ["deps", "."],
    "reverse": ["deps", "--reverse", "lib/base.bzl", "README.md"],
    "reverse_json": ["deps", "--reverse", "lib/base.bzl", "README.md", "configlang.toml", "--json"],
    "reverse_dot": ["deps", "--reverse", "lib/base.bzl", "configlang.toml", "--dot"],
    "reverse_below": ["deps", "--reverse", "tools/menu.bzl", "tools"],
    "broken": ["deps", "broken/cycle.bzl", "broken/loads.bzl", "broken/syntax.bzl"],
    "broken_json": ["deps", "broken/loads.bzl", "--json", "--message-format", "json"],
    "gone": ["deps", "gone.bzl"],
}


@pytest.mark.parametrize("name", CASES)
def test_deps(
    name: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    """What configs are made from, and whom a change reaches, is told in full, or else why it can't be known."""
    monkeypatch.chdir(tmp_path)
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    is_broken = name.startswith(("broken", "gone", "folder"))
    if name == "folder":
        (tmp_path / "configlang.toml").write_text("")
    expected = (read(EXPECTED / f"{name}.txt"), read(EXPECTED / f"{name}.findings"))

    code = main(CASES[name])
    actual = tuple(capfd.readouterr())

    if pytestconfig.getoption("--update-goldens") and code in {OK, FINDINGS}:
        write(EXPECTED / f"{name}.txt", actual[0])
        write(EXPECTED / f"{name}.findings", actual[1])
    assert code == (FINDINGS if is_broken else OK)
    assert expected == actual


def test_every_expected_file_belongs_to_a_case() -> None:
    """No expected text is left behind by a case that is gone."""
    assert {path.stem for path in EXPECTED.iterdir()} <= CASES.keys()
