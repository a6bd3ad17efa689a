"""
What ``configlang diff`` says of configs in files, in git and in JSON, in both forms.

What is printed is pinned in the folder `diff`; `pytest --update-goldens` writes it anew, and then fails where it has
changed.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from configlang.cli.command import FINDINGS, OK
from configlang.cli.main import main
from tests.golden.test_golden import GOLDEN, TARGET, read, write
from tests.hosts.cargo import require_tool

EXPECTED = GOLDEN / "diff"

BEFORE = {
    "app.bzl": """\
load("//lib:hard.bzl", "hard")

compatible_with(python = ">=3.10,<3.13")
host(outputs = ["c", "json"])
hard(True)
static_extension("fast")
static_extension("gone")
environment_variable("APP_MODE", value = "one")
sub_interpreter("worker")
host_value("library", default = "/opt/library")
""",
    "lib/hard.bzl": """\
def hard(utf8):
    interpreter(profile = "isolated", utf8_mode = utf8, home = "/opt/python", argv = ["app", "-x"])
""",
}
AFTER = {
    "app.bzl": """\
load("//lib:hard.bzl", "hard")

compatible_with(python = ">=3.11,<3.14")
host(outputs = ["c", "rust-ffi"], console = False)
hard(TARGET.version > (3, 11))
static_extension("fast", init = "PyInit_faster")
environment_variable("APP_MODE", value = "two\\n::error::lines")
sub_interpreter("worker", gil = "shared")
virtual_environment("/opt/venv")
host_value("library", default = "/opt/other")
oxidized_importer(embedded = ["a.bin"])
""",
    "lib/hard.bzl": """\
def hard(utf8):
    interpreter(
        profile = "isolated",
        utf8_mode = utf8,
        argv = ["app", "-y"],
        use_environment = True,
    )
""",
    "broken.bzl": "interpreter(quite = True)\n",
    "unknown.json": json.dumps(
        {"interpreter_config": {"profile": "python", "utf8_mod": True, "home": "/x"}, "extra": []}, indent=2
    )
    + "\n",
    "fraction.json": '{"interpreter_config": {"profile": "python", "hash_seed": 1.5}}\n',
    "app.json": json.dumps(
        {"interpreter_config": {"profile": "python", "quiet": True}, "extra_extension_modules": [{"name": "a"}]}
    )
    + "\n",
    "other.bzl": 'interpreter(quiet = False)\nstatic_extension("a")\n',
}

CASES = {
    "text": ["diff", "HEAD:app.bzl", "app.bzl"],
    "json": ["diff", "app.bzl", "--json"],
    "coloured": ["diff", "app.json", "other.bzl", "--color", "always"],
    "of_json": ["diff", "app.json", "other.bzl"],
    "for_one_version": ["diff", "app.bzl", "--python", "3.12", "--format", "c"],
    "equal": ["diff", "HEAD:app.bzl", "HEAD~0:app.bzl"],
    "equal_json": ["diff", "HEAD:app.bzl", "HEAD~0:app.bzl", "--json"],
    "no_revision": ["diff", "nonsense:app.bzl", "app.bzl"],
    "no_file": ["diff", "HEAD:ap.bzl", "app.bzl", "--message-format", "json"],
    "broken": ["diff", "app.bzl", "broken.bzl"],
    "unknown_keys": ["diff", "unknown.json", "app.bzl"],
    "fraction": ["diff", "fraction.json", "app.bzl"],
}


def commit(folder: Path) -> None:
    """Commit all that lies in a folder."""
    git = [require_tool("git"), "-c", "user.name=me", "-c", "user.email=me@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-qm", "before"]):
        subprocess.run([*git, *words], cwd=folder, check=True)


def lay(folder: Path, files: dict[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", CASES)
def test_diff(
    name: str,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    pytestconfig: pytest.Config,
) -> None:
    """What differs is told with its places on both sides, or else why that can't be known."""
    monkeypatch.chdir(tmp_path)
    lay(tmp_path, {**BEFORE, "configlang.toml": ""})
    commit(tmp_path)
    lay(tmp_path, AFTER)
    expected = (read(EXPECTED / f"{name}.txt"), read(EXPECTED / f"{name}.findings"))

    code = main([*CASES[name], "--target", TARGET])
    actual = tuple(capfd.readouterr())

    if pytestconfig.getoption("--update-goldens") and code in {OK, FINDINGS}:
        write(EXPECTED / f"{name}.txt", actual[0])
        write(EXPECTED / f"{name}.findings", actual[1])
    assert code == (OK if name.startswith("equal") else FINDINGS)
    assert expected == actual


def test_every_expected_file_belongs_to_a_case() -> None:
    """No expected text is left behind by a case that is gone."""
    assert {path.stem for path in EXPECTED.iterdir()} <= CASES.keys()
