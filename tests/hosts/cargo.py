"""
The tools that the tests of host programs need: cargo, a C compiler, and CPythons to embed.

Where one is missing a test is skipped, or fails if `CONFIGLANG_REQUIRE_TOOLS=1`, which CI sets. Tests that build
belong to the xdist group `cargo`, so that one process reuses what it has built. A lock guards what is built all the
same, because pytest-xdist 3.8 loses its groups with pytest 9.2 (pytest-xdist#1386).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NoReturn

import attrs
import pytest

from tests.fetch_cpython.debian import LOADER, own_loader

ROOT = Path(__file__).parents[2]
PROGRAMS = ROOT / "tests" / "rust"
EXAMPLE = ROOT / "docs" / "examples" / "app"

IS_EVERY = os.environ.get("CONFIGLANG_EVERY_PYTHON") == "1"
"""Whether host programs are started with every version, as in CI; else with the newest."""

EVERY_BOOTABLE = ("3.10", "3.11")
"""The CPython versions that host programs on pyembed can be started with."""

BOOTABLE = EVERY_BOOTABLE if IS_EVERY else EVERY_BOOTABLE[-1:]
"""Those that they are started with: all in CI, else the newest."""


@attrs.frozen(kw_only=True)
class CPython:
    """
    A CPython that a program can embed: it has a shared libpython and the headers.

    Attributes:
        version: As in `3.11`.
        full_version: As in `3.11.7`.
        executable: The interpreter.
        prefix: Its `sys.base_prefix`.
        include: The folder of `Python.h`.
    """

    version: str
    full_version: str
    executable: Path
    prefix: str
    include: str


def require_tool(name: str) -> str:
    """Return the path of a program, or end the test where it is not installed."""
    found = shutil.which(name)
    return found or missing(f"needs `{name}` on PATH")


def require_cpython(*versions: str) -> CPython:
    """Return the first CPython of some versions that can be embedded, or end the test where there is none."""
    found = next(filter(None, map(_find_cpython, versions)), None)
    return found or missing(f"needs a CPython {' or '.join(versions)} with a shared libpython and headers")


def missing(what: str) -> NoReturn:
    """End the test, or the import of a whole file of tests, which needs something that is not there."""
    if os.environ.get("CONFIGLANG_REQUIRE_TOOLS") == "1":
        pytest.fail(what, pytrace=False)
    pytest.skip(what, allow_module_level=True)


@cache
def _find_cpython(version: str) -> CPython | None:
    found = (_ask(executable, version) for executable in _candidates(version))
    return next(filter(None, found), None)


def _candidates(version: str) -> Iterator[Path]:
    """Name the interpreters to ask: those of pyenv, newest patch release first, then the one on PATH."""
    installed = Path(os.environ.get("PYENV_ROOT", "~/.pyenv")).expanduser() / "versions"
    patches = {path: re.fullmatch(rf"{re.escape(version)}\.(\d+)", path.name) for path in installed.glob("*")}
    releases = {path: int(match[1]) for path, match in patches.items() if match}
    for path in sorted(releases, key=releases.__getitem__, reverse=True):
        yield path / "bin" / f"python{version}"
    if on_path := shutil.which(f"python{version}"):
        yield Path(on_path)


_QUESTION = """
import json, os, sys, sysconfig
include = sysconfig.get_path("include")
print(json.dumps({
    "version": "%d.%d" % sys.version_info[:2],
    "full_version": "%d.%d.%d" % sys.version_info[:3],
    "executable": sys.executable,
    "prefix": sys.base_prefix,
    "include": include,
    "can_be_embedded": bool(sysconfig.get_config_var("Py_ENABLE_SHARED"))
    and sys.implementation.name == "cpython" and os.path.exists(os.path.join(include, "Python.h")),
}))
"""


def _ask(executable: Path, version: str) -> CPython | None:
    if not executable.exists():
        return None
    done = subprocess.run([executable, "-I", "-c", _QUESTION], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    answer = json.loads(done.stdout)
    if not answer.pop("can_be_embedded") or answer["version"] != version:
        return None
    return CPython(**{**answer, "executable": Path(answer["executable"])})


def target_folder(python: CPython) -> Path:
    """Return where cargo builds for a CPython: what is built for one does not run with another."""
    base = os.environ.get("CONFIGLANG_CARGO_TARGET_DIR") or ROOT / ".cargo-target"
    return Path(base).absolute() / python.version


def cargo(
    command: str,
    manifest: Path,
    *arguments: str | Path,
    python: CPython,
    variables: Mapping[str, str | Path] | None = None,
    is_quiet: bool = True,
) -> subprocess.CompletedProcess[str]:
    """
    Run a cargo command with the dependencies of the lock file, and return how it ended.

    No other process builds for this CPython meanwhile, so that `run` runs what it has built itself.

    Args:
        command: As in `build`.
        manifest: The `Cargo.toml`.
        arguments: Further arguments.
        python: The CPython that PyO3 links.
        variables: Environment variables for the build and for a program that is run.
        is_quiet: Whether cargo keeps to itself what it does, and the warnings of build scripts.
    """
    environment = {
        **os.environ,
        "CARGO_TARGET_DIR": str(target_folder(python)),
        # The locks are the proof's; debug information and incremental builds only cost time and disk.
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "CARGO_INCREMENTAL": "0",
        "CARGO_TERM_COLOR": "never",
        "PYO3_PYTHON": str(python.executable),
        **_loader_flags(python),
        **{name: str(value) for name, value in (variables or {}).items()},
    }
    program = require_tool("cargo")
    options = ["--quiet", "--locked"] if is_quiet else ["--locked"]
    line = [program, command, *options, "--manifest-path", manifest, *arguments]
    with _lock(target_folder(python)):
        return subprocess.run(line, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def _loader_flags(python: CPython) -> dict[str, str]:
    """Return the variable that has rustc link for a CPython that has brought its own C library."""
    folder = Path(python.prefix, "lib")
    if not (folder / LOADER).exists():
        return {}
    return {"RUSTFLAGS": " ".join(f"-Clink-arg={flag}" for flag in own_loader(folder))}


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    import fcntl

    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "tests.lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def build(name: str, python: CPython) -> Path:
    """Build a program of tests/rust and return its executable."""
    done = cargo("build", PROGRAMS / name / "Cargo.toml", python=python)
    assert done.returncode == 0, done.stderr
    return target_folder(python) / "debug" / name
