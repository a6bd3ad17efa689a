"""Names of modules: what comes of two functions that one name stands for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts.cpythons import VERSIONS, compile_flags, link_flags, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this program is built for Linux")


def test_two_functions_of_one_name_do_not_link(tmp_path: Path) -> None:
    """Two modules with the same default, each with a function of its own, make no program."""
    python = require_cpython(*VERSIONS)
    for name in ("a", "b"):
        text = f'#include <Python.h>\nPyObject *PyInit__core(void) {{ return PyUnicode_FromString("{name}"); }}\n'
        (tmp_path / f"{name}.c").write_text(text, encoding="utf-8")
    (tmp_path / "main.c").write_text("int main(void) { return 0; }\n", encoding="utf-8")
    sources = [tmp_path / f"{name}.c" for name in ("main", "a", "b")]
    command: list[str | Path] = [
        require_tool("gcc"),
        *compile_flags(python),
        "-o",
        tmp_path / "host",
        *sources,
        *link_flags(python),
    ]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert "multiple definition of `PyInit__core'" in done.stderr
