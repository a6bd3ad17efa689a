"""The config files of a folder, and ``check`` of folders."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from configlang.cli.main import main
from configlang.project.folders import configs_of
from tests.unit.cli_helpers import GOOD, TARGET, lay_configs


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)


def lay(*paths: str) -> None:
    """Write good configs at some paths."""
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(GOOD)


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_folder_stands_for_its_configs_in_order() -> None:
    """Those at any depth, by name; hidden folders, links to folders and what only looks like a file are left aside."""
    lay("b/z.bzl", "b/a/y.bzl", "b/.git/x.bzl", "b/c/README.md", "elsewhere/w.bzl")
    Path("b/link").symlink_to("../elsewhere")
    Path("b/dead.bzl").symlink_to("nowhere")
    Path("b/folder.bzl").mkdir()
    os.mkfifo("b/pipe.bzl")

    found = dict(configs_of(["b", "good.bzl", "-", "nowhere.bzl"]))
    assert {
        "b": [os.path.join("b", "z.bzl"), os.path.join("b", "a", "y.bzl")],  # noqa: PTH118 - as the command joins them
        "good.bzl": ["good.bzl"],
        "-": ["-"],
        "nowhere.bzl": ["nowhere.bzl"],
    } == found


def test_check_of_folders_tells_all(capfd: pytest.CaptureFixture[str]) -> None:
    """Without arguments it is the current folder; names are as short as they can be."""
    lay("sub/good.bzl")
    assert main(["check", *TARGET]) == 1
    first = capfd.readouterr().err
    assert "\nbad.bzl:1:" in first
    assert main(["check", ".", *TARGET]) == 1
    assert first == capfd.readouterr().err
    assert main(["check", "sub", *TARGET]) == 0


def test_folder_without_configs_is_wrong_usage(capfd: pytest.CaptureFixture[str]) -> None:
    """Who names a folder means configs; a CI that checks nothing would be green for ever."""
    Path("empty").mkdir()
    assert main(["check", "empty"]) == 2
    assert "there is no *.bzl file in `empty`" in capfd.readouterr().err
