"""Files that others load, given to `check` by themselves or beside those."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configlang.cli.main import main

FILES = {
    "app.bzl": 'load(":lib.bzl", "hardened")\nhardened()\n',
    "lib.bzl": '"""Settings."""\n\nNAMES = ["_fast"]\n\ndef hardened():\n    interpreter(utf8_mode = True)\n',
    "names.bzl": '"""Names."""\n\nNAMES = ["_fast"]\n',
    "uncalled.bzl": "def setup():\n    interpreter()\n\nprint(1)\n",
    "empty.bzl": '"""Nothing at all."""\n',
}


@pytest.fixture(autouse=True)
def _in_a_folder_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in FILES.items():
        Path(name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("check lib.bzl", {("info", "never-called", 5)}),
        ("check --format c lib.bzl", {("info", "never-called", 5)}),
        ("check names.bzl", {("info", "nothing-declared", 1)}),
        ("check app.bzl lib.bzl", set()),
        ("check ./lib.bzl app.bzl", set()),
        ("check app.bzl names.bzl", {("info", "nothing-declared", 1)}),
        ("check uncalled.bzl", {("warning", "never-called", 1)}),
        ("check empty.bzl", {("warning", "nothing-declared", 1)}),
        # Whoever evaluates a file takes it for a config.
        ("eval lib.bzl", {("warning", "never-called", 5)}),
        ("eval names.bzl", {("warning", "nothing-declared", 1)}),
    ],
)
def test_what_is_said_of_a_library(words: str, expected: set[object], capfd: pytest.CaptureFixture[str]) -> None:
    """A file that only defines is asked for no declarations; one that runs something is, and so is an empty one."""
    assert main([*words.split(), "--message-format", "json"]) == 0

    found = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith('{"code": "n')]

    assert expected == {(each["severity"], each["code"], each["range"]["start"]["line"]) for each in found}


def test_nothing_of_cpython_is_said_of_a_library(capfd: pytest.CaptureFixture[str]) -> None:
    """What CPython does with an empty config is of no interest in a file that others load."""
    assert main(["check", "--format", "rust", "--python", "3.10", "lib.bzl"]) == 0

    assert "implied-home" not in capfd.readouterr().err
