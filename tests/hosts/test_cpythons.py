"""Every CPython found is the one that a program gets which is built with the flags for it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs
import pytest

from tests.fetch_cpython.folders import finished
from tests.fetch_cpython.table import FETCHED, SOURCES, USUAL
from tests.hosts.cargo import missing
from tests.hosts.cpythons import (
    ROOT,
    VERSIONS,
    CPython,
    compile_flags,
    find_cpythons,
    link_flags,
    require_cpython,
    require_tool,
)

PROGRAM = """
#include <Python.h>
#include <string.h>

int main(int argc, char **argv) {
    PyConfig config;
    PyConfig_InitIsolatedConfig(&config);
    if (argc != 3 || strncmp(Py_GetVersion(), PY_VERSION " ", strlen(PY_VERSION) + 1) != 0
        || PyStatus_Exception(PyConfig_SetBytesString(&config, &config.home, argv[1]))
        || PyStatus_Exception(PyConfig_SetBytesString(&config, &config.run_command, argv[2]))
        || PyStatus_Exception(Py_InitializeFromConfig(&config)))
        return 3;
    PyConfig_Clear(&config);
    return Py_RunMain();
}
"""
"""Runs Python code (the second argument) with a home (the first). Exit code 3: libpython and headers don't match."""

QUESTION = """
import ctypes, json, math, sys
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "prefix": sys.prefix,
    "exec_prefix": sys.exec_prefix,
    "maps": [line.split(None, 5)[5].strip() for line in open("/proc/self/maps") if "libpython" in line],
}))
"""

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these CPythons and flags are Linux's")


@pytest.mark.parametrize("version", VERSIONS)
def test_program_gets_the_cpython_it_was_built_for(version: str, tmp_path: Path) -> None:
    """A program with the flags boots with the version, prefix and libpython promised, whatever else lies around."""
    python = require_cpython(version)
    program = build(python, tmp_path)
    # A file that is no library: the loader gives up on it where it comes to look at it.
    decoys = tmp_path / "decoys"
    decoys.mkdir()
    (decoys / f"lib{python.library_name}.so.1.0").write_text("not this one")
    answer = ask(program, python, library_path=decoys)
    assert (python.full_version, str(python.prefix), str(python.prefix)) == (
        answer["version"],
        answer["prefix"],
        answer["exec_prefix"],
    )
    assert {str((python.library / f"lib{python.library_name}.so").resolve())} == set(answer["maps"])


def test_program_with_a_static_libpython_imports_extension_modules(tmp_path: Path) -> None:
    """The flags for a static libpython make a program that needs no shared one and can load extension modules."""
    shared = require_cpython("3.12")
    archive = next(shared.prefix.glob("lib/python*/config-*/libpython*.a"), None)
    if archive is None:
        pytest.skip("this CPython has no static libpython beside the shared one")
    python = attrs.evolve(shared, library=archive.parent, is_shared=False)
    answer = ask(build(python, tmp_path), python)
    assert (python.full_version, []) == (answer["version"], answer["maps"])


def test_interpreters_are_the_cpythons_that_they_belong_to() -> None:
    """An interpreter found is of the version and the prefix that the files around it tell."""
    pythons = [python for python in find_cpythons() if python.executable]
    question = "import sys; print('%d.%d.%d' % sys.version_info[:3], sys.prefix)"
    for python in pythons:
        assert python.executable
        done = subprocess.run([python.executable, "-I", "-c", question], capture_output=True, text=True, check=True)
        assert f"{python.full_version} {python.prefix.resolve()}" == done.stdout.strip()


def test_newest_release_of_each_minor_version_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each minor version the newest release is found, by number and oldest version first, and nothing else."""
    for version in ("3.9.2", "3.9.10", "3.10.1", "3.8.0", "3.7.1", "3.12.0rc1"):
        install(tmp_path / "versions" / version, version)
    install(tmp_path / "versions" / "3.11.1", "3.11.1", headers=False)
    install(tmp_path / "versions" / "3.13.1t", "3.13.1", abi="t")
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr("tests.hosts.cpythons.FETCHED", tmp_path / "fetched")
    install(tmp_path / "fetched" / "3.14", "3.14.3")
    assert ["3.8.0", "3.9.10", "3.10.1", "3.14.3"] == [python.full_version for python in find_cpythons()]
    assert ["3.8", "3.9", "3.10", "3.14"] == [python.version for python in find_cpythons()]


@pytest.mark.parametrize(("required", "outcome"), [("0", pytest.skip.Exception), ("1", pytest.fail.Exception)])
def test_missing_cpython_ends_the_test(
    required: str, outcome: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A test without its CPython is skipped, or fails where tools are required, and says how to get it."""
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path))
    monkeypatch.setattr("tests.hosts.cpythons.FETCHED", tmp_path / "fetched")
    monkeypatch.setenv("CONFIGLANG_REQUIRE_TOOLS", required)
    with pytest.raises(outcome, match=re.escape("needs a CPython 3.14 ")) as caught:
        require_cpython("3.14")
    assert "tests.fetch_cpython" in str(caught.value)


def test_first_version_found_is_returned() -> None:
    """Of several versions the first that is there is returned."""
    found = [python.version for python in find_cpythons() if python.is_shared]
    if not found:
        missing("needs a CPython with a shared libpython and headers")
    assert found[-1] == require_cpython("3.99", found[-1], *found).version


@pytest.mark.parametrize("name", USUAL)
def test_fetched_cpython_is_left_alone(name: str) -> None:
    """Where a CPython is unpacked, the program that fetches it needs nothing to see that, and changes nothing."""
    prefix = (FETCHED / name).resolve()
    if finished(SOURCES[name], prefix) is None:
        missing(f"needs the CPython {name} that python -m tests.fetch_cpython fetches as it is now")
    inode = (prefix / "fetched.json").stat().st_ino
    done = fetch(name, "--into", prefix.parent)
    assert (0, "") == (done.returncode, done.stderr)
    assert inode == (prefix / "fetched.json").stat().st_ino


def test_what_a_source_needs_and_is_not_there_is_told_in_a_line(tmp_path: Path) -> None:
    """Where Maven and apt are missing, the program that fetches says so of each CPython and leaves nothing behind."""
    done = fetch("3.14", "3.15", "--into", tmp_path)
    assert (1, "", 2) == (done.returncode, done.stdout, done.stderr.count("\n"))
    assert ["3.14: needs `mvn`", "3.15: needs `apt-get`"] == re.findall(r"3\.1.: needs `[^`]+`", done.stderr)
    assert [] == list(tmp_path.iterdir())


def test_folder_of_others_is_not_replaced(tmp_path: Path) -> None:
    """The program that fetches keeps off a folder that holds something else."""
    theirs = tmp_path / "3.14" / "theirs"
    theirs.parent.mkdir()
    theirs.write_text("keep")
    done = fetch("3.14", "--into", tmp_path)
    assert (1, 1) == (done.returncode, done.stderr.count("\n"))
    assert "keep" == theirs.read_text()


def test_name_that_no_cpython_has_is_told(tmp_path: Path) -> None:
    """A name that is not in the table is wrong usage, and the message lists those that are."""
    done = fetch("2.7", "--into", tmp_path)
    assert 2 == done.returncode
    assert "there is no 2.7; there are 3.14, 3.15" in done.stderr


def build(python: CPython, folder: Path) -> Path:
    """Compile the program against a CPython, warnings being errors, and return its path."""
    source, program = folder / "host.c", folder / "host"
    source.write_text(PROGRAM)
    command = [require_tool("cc"), "-Wall", "-Wextra", "-Wpedantic", "-Werror", *compile_flags(python), str(source)]
    run([*command, "-o", str(program), *link_flags(python)])
    return program


def ask(program: Path, python: CPython, library_path: Path | None = None) -> dict[str, str | list[str]]:
    """Start the program and return what Python says of itself."""
    # With a PATH, Python takes the environment for its own whose `python3` is the first there.
    variables = {"PATH": "", "LD_LIBRARY_PATH": str(library_path or "")}
    done = run([str(program), str(python.prefix), QUESTION], **variables)
    return dict(json.loads(done.stdout))


def run(command: Sequence[str], **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a command that must succeed."""
    done = subprocess.run(command, env={**os.environ, **variables}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done


def fetch(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the program that fetches, where no other is on PATH."""
    command = [sys.executable, "-m", "tests.fetch_cpython", *arguments]
    return subprocess.run(command, cwd=ROOT, env={"PATH": ""}, capture_output=True, text=True, check=False)


def install(prefix: Path, full_version: str, *, headers: bool = True, abi: str = "") -> None:
    """Lay out the files that a CPython is found by."""
    name = f"python{'.'.join(full_version.split('.')[:2])}{abi}"
    (prefix / "lib").mkdir(parents=True)
    (prefix / "lib" / f"lib{name}.so").touch()
    if headers:
        include = prefix / "include" / name
        include.mkdir(parents=True)
        (include / "Python.h").touch()
        (include / "patchlevel.h").write_text(f'#define PY_VERSION      "{full_version}"\n')
