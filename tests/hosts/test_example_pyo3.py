"""The example over PyO3, and the project of the how-to, compile and run."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import blocks_of
from tests.hosts import cargo, cpythons
from tests.hosts.ffi import write

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

EXAMPLE = cargo.ROOT / "docs" / "examples" / "pyo3"
PAGE = cargo.ROOT / "docs" / "how-to" / "pyo3.md"


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Return a program `configlang` that runs the command of the checkout with the Python of the tests."""
    launcher = tmp_path / "bin" / "configlang"
    launcher.parent.mkdir()
    root, python = shlex.quote(str(cargo.ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


@pytest.mark.parametrize("version", ["3.9", "3.13"] if cpythons.IS_EVERY else ["3.13"])
def test_example_runs(version: str, command: Path) -> None:
    """The example over PyO3 0.30 prints what its README says, from Rust, C and Python, and exits with 0."""
    python = cargo.require_cpython(version)
    variables = {"CONFIGLANG": command}
    done = cargo.cargo("run", EXAMPLE / "Cargo.toml", "--", "one", "two", python=python, variables=variables)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith(f"Python {version}.")
    assert done.stdout.splitlines()[1:] == [
        "_native: Rust with PyO3, linked into the executable (built-in)",
        "greeter._speedups: C, linked into the executable (built-in)",
        "arguments: one two",
    ]


def test_example_is_tidy(command: Path) -> None:
    """Clippy and rustfmt have nothing to say about the example."""
    cargo.require_tool("cargo-clippy")
    python = cargo.require_cpython("3.13")
    variables = {"CONFIGLANG": command}
    done = cargo.cargo("clippy", EXAMPLE / "Cargo.toml", "--", "-Dwarnings", python=python, variables=variables)
    files = [EXAMPLE / name for name in ("build.rs", "src/main.rs", "src/native.rs")]
    line: list[str | Path] = [cargo.require_tool("rustfmt"), "--check", "--edition", "2024", "--color", "never", *files]
    formatted = subprocess.run(line, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert formatted.stdout == ""


def test_project_of_the_page_compiles(command: Path, tmp_path: Path) -> None:
    """The files of the how-to make a crate that compiles."""
    folder = tmp_path / "page"
    (folder / "src").mkdir(parents=True)
    for block in blocks_of(PAGE):
        if block.title and not (folder / block.title).exists():
            write(folder / block.title, block.text)
    manifest = (folder / "Cargo.toml").read_text(encoding="utf-8")
    # The lock of the example, which has the crate cc as well.
    package = '[package]\nname = "page"\nversion = "0.1.0"\nedition = "2024"\n\n'
    (folder / "Cargo.toml").write_text(f'{package}{manifest}cc = "1"\n\n[workspace]\n', encoding="utf-8")
    lock = (EXAMPLE / "Cargo.lock").read_text(encoding="utf-8")
    write(folder / "Cargo.lock", lock.replace('name = "pyo3-host"', 'name = "page"'))
    variables = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}
    done = cargo.cargo("check", folder / "Cargo.toml", python=cargo.require_cpython("3.13"), variables=variables)

    assert (done.returncode, done.stderr) == (0, "")
