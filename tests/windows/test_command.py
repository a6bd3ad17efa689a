"""The command itself on Windows: a CPython of Windows runs it under Wine, with the wheels that pip has for it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from configlang.cli.main import main
from tests.hosts.cargo import missing
from tests.windows import hosts, wine

pytestmark = pytest.mark.thorough

ROOT = Path(__file__).parents[2]
VERSION = "3.13"
PACKAGES = ("attrs", "starlark-pyo3")
"""What configlang needs there."""

WAITING = 120
"""Seconds for what another program does."""

LINUX = ("--target", "x86_64-unknown-linux-gnu")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the packages, as pip would install them on Windows."""
    folder = tmp_path_factory.mktemp("packages")
    options = ("--quiet", "--platform", "win_amd64", "--python-version", VERSION, "--only-binary=:all:")
    command = [sys.executable, "-m", "pip", "download", *options, "--dest", str(folder / "wheels"), *PACKAGES]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        missing(f"needs pip, and a registry that has {' and '.join(PACKAGES)} for Windows")
    for wheel in (folder / "wheels").glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(folder / "site")
    # Rust's library asks for it, and Wine 8 has none.
    dll = folder / "site" / "starlark" / "bcryptprimitives.dll"
    source = Path(__file__).with_name("prng.c")
    subprocess.run([hosts.COMPILER[0], "-shared", source, "-o", dll, "-ladvapi32"], check=True)
    return folder / "site"


@pytest.fixture
def run(packages: Path, tmp_path: Path) -> Run:
    """Return a function that runs the command with some words, in an empty folder."""
    python = hosts.require_cpython(VERSION)
    path = ";".join(map(wine.windows_path, (packages, ROOT)))
    environment = {"LC_ALL": "C.UTF-8", "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}

    def start(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
        assert python.executable is not None
        command = [str(python.executable), "-m", "configlang", *words]
        return wine.run(command, environment={**environment, **variables}, folder=tmp_path, timeout=300)

    return start


@pytest.mark.parametrize("output", ["json", "c", "rust", "rust-ffi"])
def test_outputs_are_those_of_other_systems(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], output: str
) -> None:
    """What is made of the example in the README for a target is the same, wherever it is made."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(ROOT / "docs" / "examples" / "readme" / "app.bzl", tmp_path)
    words = ["eval", "app.bzl", "--format", output, *LINUX]
    here = (main(words), *capfd.readouterr())
    there = run(*words)

    assert here == (there.returncode, there.stdout, there.stderr)


def test_mistakes_are_told(run: Run, tmp_path: Path) -> None:
    """Findings have their places, and an exit code."""
    shutil.copy(ROOT / "docs" / "examples" / "mistakes" / "mistakes.bzl", tmp_path)
    done = run("check", "mistakes.bzl")

    assert done.returncode == 1
    assert done.stderr.startswith('mistakes.bzl:2:15: error[unknown-value]: `profile`: got "isolate", wanted is')
    assert done.stderr.endswith("3 errors\n")


def test_file_is_written_and_replaced(run: Run, tmp_path: Path) -> None:
    """An output is written, told to be up to date or not, and replaced."""
    (tmp_path / "app.bzl").write_text('interpreter(profile = "isolated")\n')
    words = ("eval", "app.bzl", "--output", "json=app.json", *LINUX)
    codes = [run(*words).returncode, run(*words, "--check").returncode]
    (tmp_path / "app.bzl").write_text('interpreter(profile = "python")\n')
    codes += [run(*words, "--check").returncode, run(*words).returncode]

    assert [0, 0, 1, 0] == codes
    assert '"python"' in (tmp_path / "app.json").read_text()
    assert ["app.bzl", "app.json"] == sorted(path.name for path in tmp_path.iterdir())


def test_file_that_another_program_has_open_is_kept(run: Run, tmp_path: Path) -> None:
    """Windows replaces nothing that is open: that is told in a line, and the old file stays, and no other."""
    (tmp_path / "app.bzl").write_text('interpreter(profile = "isolated")\n')
    (tmp_path / "app.json").write_text("old")
    code = f"""
import os, time
with open("app.json"):
    open("ready", "w").close()
    for _ in range({WAITING * 10}):
        if os.path.exists("done"):
            break
        time.sleep(0.1)
"""
    python = hosts.require_cpython(VERSION).executable
    assert python is not None
    with ThreadPoolExecutor() as executor:
        holder = executor.submit(
            wine.run, [python, "-I", "-c", code], environment={"LC_ALL": "C.UTF-8"}, folder=tmp_path, timeout=300
        )
        for _ in range(WAITING * 10):
            if (tmp_path / "ready").exists():
                break
            time.sleep(0.1)
        done = run("eval", "app.bzl", "--output", "json=app.json", *LINUX)
        (tmp_path / "done").touch()
        assert holder.result().returncode == 0

    assert (1, "old") == (done.returncode, (tmp_path / "app.json").read_text())
    assert done.stderr.splitlines()[-1].startswith("configlang: can't write `app.json`: ")
    assert ["app.bzl", "app.json", "done", "ready"] == sorted(path.name for path in tmp_path.iterdir())


def test_paths_of_windows_are_taken(run: Run, tmp_path: Path) -> None:
    """Backslashes and drives name files; a label in `load` goes on with slashes; text that is no ASCII gets through."""
    (tmp_path / "configlang.toml").touch()
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "app.bzl").write_text('load("//in:lib.bzl", "NAME")\nprint("\u00df" + NAME)\n')
    (tmp_path / "in" / "lib.bzl").write_text('NAME = "lib"\n')
    relative = run("check", "in\\deep\\app.bzl")
    absolute = run("check", f"{wine.windows_path(tmp_path)}\\in\\deep\\app.bzl")

    assert (0, 0) == (relative.returncode, absolute.returncode), (relative.stderr, absolute.stderr)
    assert "\u00dflib" in relative.stderr
    assert "\u00dflib" in absolute.stderr
