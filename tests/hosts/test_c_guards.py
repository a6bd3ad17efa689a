"""Generated C that must not be compiled for a CPython: it says so itself, with what to do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from configlang import emit, evaluate
from configlang.cpython.versions import PYTHON_VERSIONS
from tests.hosts import programs
from tests.hosts.cpythons import FOUND, compile_flags, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="compiled with gcc")


@pytest.mark.parametrize(
    ("text", "output", "version", "error"),
    [
        ('compatible_with(python = "<3.12")', "c", "3.14", "this config is meant for CPython 3.8-3.11"),
        ('compatible_with(python = "!=3.11")', "c", "3.11", "this config is meant for CPython 3.8-3.10, 3.12 or newer"),
        ('compatible_with(python = "!=3.11")', "c", "3.10", None),
        ('compatible_with(python = ">=3.9")', "c", "3.8", "this config is meant for CPython 3.9 or newer"),
        ('compatible_with(python = ">=3.9")', "c", "3.9", None),
        (
            "interpreter(cpu_count = 3)",
            "c",
            "3.12",
            "cpu_count needs CPython 3.13; name the versions in compatible_with()",
        ),
        ("interpreter(cpu_count = 3)", "c", "3.13", None),
        (
            "interpreter(show_alloc_count = True)",
            "c",
            "3.9",
            "show_alloc_count ends with CPython 3.8; name versions in compatible_with()",
        ),
        ("interpreter(show_alloc_count = True)", "c", "3.8", None),
        ("interpreter(enable_gil = False)", "c", "3.14", "enable_gil = False needs a free-threaded build of CPython"),
        ("interpreter(enable_gil = True)", "c", "3.14", None),
        ('interpreter(profile = "isolated")', "c-initconfig", "3.14", None),
    ],
)
def test_other_versions_are_an_error(text: str, output: str, version: str, error: str | None, tmp_path: Path) -> None:
    """The file does not compile for a CPython that the config is not meant for, or that lacks a field of it."""
    (tmp_path / "app.bzl").write_text(text, encoding="utf-8")
    (tmp_path / "app.c").write_text(emit(evaluate(tmp_path / "app.bzl").require(), output), encoding="utf-8")
    flags = compile_flags(require_cpython(version))

    done = subprocess.run(
        [require_tool("gcc"), "-std=c99", "-fsyntax-only", *flags, tmp_path / "app.c"],
        capture_output=True,
        text=True,
        check=False,
        env={"LC_ALL": "C"},
    )

    assert ([] if error is None else [error]) == re.findall(r'error: #error "(.*)"', done.stderr)
    assert (error is None) is (done.returncode == 0), done.stderr


NEXT = PYTHON_VERSIONS[-1].following


def pretend_next(folder: Path) -> Path:
    """Return the headers of the newest CPython that is here, with the version that comes after all known ones."""
    headers = require_cpython(FOUND[-1]).include
    shutil.copytree(headers, folder, symlinks=True)
    text = (folder / "patchlevel.h").read_text(encoding="utf-8")
    text = re.sub(r"(#define\s+PY_MINOR_VERSION\s+)\d+", rf"\g<1>{NEXT.minor}", text)
    (folder / "patchlevel.h").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("compiler", programs.COMPILERS)
@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("interpreter()", None),
        ('compatible_with(python = ">=3.9")', None),
        (f'compatible_with(python = ">=3.9,<{NEXT}")', f"this config is meant for CPython 3.9-{PYTHON_VERSIONS[-1]}"),
    ],
    ids=["no limits", "without an end", "with an end"],
)
def test_newer_cpython_than_is_known_is_told_of(compiler: str, text: str, error: str | None, tmp_path: Path) -> None:
    """With a CPython that nobody has measured the file compiles and says so, unless the config's limits keep it out."""
    (tmp_path / "app.bzl").write_text(text, encoding="utf-8")
    (tmp_path / "app.c").write_text(emit(evaluate(tmp_path / "app.bzl").require(), "c"), encoding="utf-8")
    program, *options = programs.COMPILERS[compiler]
    headers = pretend_next(tmp_path / "include")
    command = [require_tool(program), *options, *programs.WARNINGS, "-fsyntax-only", "-isystem", str(headers)]

    done = subprocess.run([*command, str(tmp_path / "app.c")], capture_output=True, text=True, check=False)

    assert (error is None) is (done.returncode == 0), done.stderr
    assert (error or f"this code was measured up to {PYTHON_VERSIONS[-1]}") in done.stderr
