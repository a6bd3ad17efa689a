"""Modules in shared libraries: the suffixes that real interpreters look for, and what a static libpython needs."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.cpython.suffixes import Fit, fit, suffixes
from configlang.cpython.targets import host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from tests.hosts.cpythons import CPython
from tests.hosts.extensions import make_library
from tests.truth.cases.dynamic import IN_A_FILE, build_static
from tests.truth.libraries import ask

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these libraries are built for Linux")

TARGET = host_target()
TAG = TARGET.arch + "-linux-gnu"


@pytest.fixture(scope="module")
def library(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shared library with the init function `PyInit_fast`, made for a CPython."""
    file = tmp_path_factory.mktemp(f"dynamic-{python.version}") / "library"
    make_library(file, python.include)
    return file


# The suffixes


def test_suffixes_are_those_of_the_interpreter(python: CPython) -> None:
    """The table has the suffixes of a real CPython, all of them, and in its order."""
    shown = ask(python, "import importlib.machinery; print(importlib.machinery.EXTENSION_SUFFIXES)")

    assert list(suffixes(Version(python.version), TARGET)) == ast.literal_eval(shown)


def tags() -> Iterator[str]:
    """Give suffixes of all kinds: each version's tag, other builds and platforms, and what is none."""
    yield from (
        "",
        ".so",
        ".abi3.so",
        ".abi3t.so",
        f".abi3-{TAG}.so",
        f".abi3t-{TAG}.so",
        ".pyd",
        ".dylib",
        ".dll",
        ".fwork",
        ".v2.so",
        ".SO",
    )
    for version in PYTHON_VERSIONS:
        digits = f"3{version.minor}"
        yield f".cpython-{digits}.so"
        yield f".cp{digits}-win_amd64.pyd"
        yield from (f".cpython-{digits}{flags}-{TAG}.so" for flags in ("", "d", "t", "td", "m"))
        yield from (
            f".cpython-{digits}-{other}.so" for other in ("darwin", f"{TARGET.arch}-linux-musl", "sparc-linux-gnu")
        )


FIND = """\
import importlib, os, shutil, sys
library, suffixes, folder = {library!r}, {suffixes!r}, {folder!r}
for index, suffix in enumerate(suffixes):
    for place in (("fast",), ("fast", "__init__"), ("app", "fast"), ("app", "fast", "__init__")):
        root = os.path.join(folder, "%d-%s" % (index, "-".join(place)))
        file = os.path.join(root, *place) + suffix
        os.makedirs(os.path.dirname(file))
        os.symlink(library, file)
        name = ".".join(part for part in place if part != "__init__")
        sys.path.insert(0, root)
        importlib.invalidate_caches()
        try:
            module = importlib.import_module(name)
            found = getattr(module, "__file__", None) == file
        except ModuleNotFoundError:
            found = False
        print([suffix, place, found])
        sys.path.remove(root)
        for known in ("app", "fast", "app.fast"):
            sys.modules.pop(known, None)
"""
"""Lays one library under each suffix into a folder of its own, as a module, a package, and inside of one."""


def test_files_are_found_by_suffix(python: CPython, library: Path, tmp_path: Path) -> None:
    """What the table takes is imported, as a module and as a package, and what it refuses is not found."""
    listed = sorted(set(tags()))
    code = FIND.format(library=str(library), suffixes=listed, folder=str(tmp_path))

    rows = [ast.literal_eval(line) for line in ask(python, code).splitlines()]

    assert len(rows) == 4 * len(listed)
    expected = {suffix: fit(suffix, Version(python.version), TARGET) is Fit.LOOKED_FOR for suffix in listed}
    assert len(suffixes(Version(python.version), TARGET)) == sum(expected.values())
    assert [] == [row for row in rows if row[2] is not expected[row[0]]]


# What a static libpython needs


def test_exporting_program_serves_a_library(python: CPython, tmp_path: Path) -> None:
    """With the flag that the finding names, a shared library finds the functions of a static libpython."""
    program = build_static(python, tmp_path, IN_A_FILE, is_exporting=True)

    assert program.run("host", code="import needy; print(needy.__file__)").stdout == f"{tmp_path}/lib/needy.so\n"
