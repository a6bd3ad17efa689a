"""
The example program of the documentation, docs/examples/app, built and run as its README says.

The command `configlang` that its build calls is the one of the checkout.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests import seen
from tests.hosts import cargo

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]

MANIFEST = cargo.EXAMPLE / "Cargo.toml"


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Return a program that runs the command of the checkout with the Python of the tests."""
    launcher = tmp_path / "configlang"
    root, python = shlex.quote(str(cargo.ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


def run_cargo(
    subcommand: str, python: cargo.CPython, command: Path, *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run cargo on the example."""
    return cargo.cargo(subcommand, MANIFEST, *arguments, python=python, variables={"CONFIGLANG": command})


@pytest.mark.parametrize("version", cargo.BOOTABLE)
def test_example_runs(version: str, command: Path) -> None:
    """The program prints a line from each of its extension modules, then its arguments, and exits with 0."""
    python = cargo.require_cpython(version)
    done = run_cargo("run", python, command, "--", "one", "-O")
    library = cargo.target_folder(python).resolve() / "debug" / "lib" / "_plugin.so"
    expected = [
        "_speedups: C, linked into the executable (built-in)",
        "_native: Rust with PyO3, linked into the executable (built-in)",
        f"_plugin: C, loaded from a shared library ({library})",
        "arguments: one -O",
    ]

    assert done.returncode == 0, done.stderr
    assert expected == done.stdout.splitlines()
    seen.record("run", "rust", python.full_version)


def test_build_stops_for_a_python_that_pyembed_cannot_start(command: Path) -> None:
    """For a CPython that the config excludes, the build fails and shows configlang's finding."""
    done = run_cargo("check", cargo.require_cpython("3.12", "3.13"), command)
    findings = re.findall(r"app\.bzl:\d+:\d+: error\[([a-z-]+)\]", done.stderr)

    assert (done.returncode, findings) == (101, ["incompatible"])
