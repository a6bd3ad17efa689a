"""Generated C that must not be compiled for a CPython: it says so itself, with what to do."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from configlang import emit, evaluate
from tests.hosts.cpythons import compile_flags, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="compiled with gcc")


@pytest.mark.parametrize(
    ("text", "output", "version", "error"),
    [
        ('compatible_with(python = "<3.12")', "c", "3.14", "this config is meant for CPython 3.8-3.11"),
        ('compatible_with(python = "!=3.11")', "c", "3.11", "this config is meant for CPython 3.8-3.10, 3.12-3.14"),
        ('compatible_with(python = "!=3.11")', "c", "3.10", None),
        ('compatible_with(python = ">=3.9")', "c", "3.8", "this config is meant for CPython 3.9-3.14"),
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
