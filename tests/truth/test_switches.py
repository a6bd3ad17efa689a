"""Switches: a file that a release build never writes, which no run can tell of itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.truth import configs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


def test_release_build_lists_no_references(python: CPython, tmp_path: Path) -> None:
    """`dump_refs_file` names a file that only another build writes at its end, and its finding says so."""
    if Version(python.version) < Version("3.11"):
        pytest.skip("the field came with CPython 3.11")
    file = tmp_path / "references"
    text = f'interpreter(dump_refs_file = "{file}")'
    program = programs.build(tmp_path, python, {"plain": (configs.unchecked(text, python.version), "c")})

    found = configs.found(configs.evaluate_text(tmp_path, text, python.version, "c"), "debug-build-only")

    assert [0] == [program.run("plain").code for _ in found]
    assert not file.exists()
