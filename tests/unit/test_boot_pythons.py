"""Finding CPythons: who is asked, what an answer means, and what is no CPython."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from configlang.boot import pythons
from configlang.boot.pythons import CPython, ask, choose, find_all
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.findings.problem import Problem

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the interpreters of these tests are shell scripts")

NEXT = PYTHON_VERSIONS[-1].following
KNOWN = f"configlang knows {PYTHON_VERSIONS[0]} to {PYTHON_VERSIONS[-1]}"


def install(prefix: Path, version: str, /, *, abi: str = "", **more: Any) -> Path:  # noqa: ANN401 - any part of an answer
    """Lay out a CPython whose interpreter answers as one of a version, and return its interpreter."""
    major, minor, micro = map(int, version.split("."))
    name = f"python{major}.{minor}{abi}"
    include, library = prefix / "include" / name, prefix / "lib"
    for folder in (include, library, prefix / "bin"):
        folder.mkdir(parents=True, exist_ok=True)
    for path in (include / "Python.h", include / "pyconfig.h", library / f"lib{name}.so"):
        path.touch()
    answer = {
        "implementation": "cpython",
        "version": [major, minor, micro, "final", 0],
        "abi": abi,
        "executable": str(prefix / "bin" / "python3"),
        "prefix": str(prefix),
        "include": "/built/elsewhere",
        "variables": {"LDVERSION": f"{major}.{minor}{abi}", "LIBDIR": "/built", "LDLIBRARY": f"lib{name}.so"},
        **more,
    }
    for variable in ("INCLUDEPY", "CONFINCLUDEPY", "LIBPL", "LIBRARY", "INSTSONAME", "LIBS", "MODLIBS", "SYSLIBS"):
        answer["variables"].setdefault(variable, None)
    answer["variables"].setdefault("LINKFORSHARED", "-Xlinker -export-dynamic")
    return script(prefix / "bin" / "python3", f"cat <<'END'\n{json.dumps(answer)}\nEND")


def script(path: Path, text: str) -> Path:
    """Write a program of the shell."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return path


def found(executable: Path) -> CPython:
    """Return the CPython that an interpreter says it is."""
    python = ask(str(executable))
    assert isinstance(python, CPython)
    return python


@pytest.fixture
def _alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let only what lies below the temporary folder be found."""
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))
    monkeypatch.setenv("UV_PYTHON_INSTALL_DIR", str(tmp_path / "uv"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'pyenv' / 'shims'}:{tmp_path / 'bin'}:/usr/bin:/bin")
    asking = pythons.ask

    def only_here(executable: str) -> CPython | str:
        return asking(executable) if executable.startswith(str(tmp_path)) else "not here"

    monkeypatch.setattr(pythons, "ask", only_here)


def test_own_interpreter_answers() -> None:
    """The interpreter that runs this is a CPython of its version, whose prefix is no virtual environment's."""
    python = choose(None)
    assert isinstance(python, CPython)
    assert "{}.{}".format(*sys.version_info[:2]) == str(python.version)
    assert os.path.realpath(sys.base_prefix) == python.prefix


def test_files_are_found_where_a_cpython_was_moved_to(tmp_path: Path) -> None:
    """A CPython says where it was built to lie; its headers and its library are looked for below its prefix too."""
    python = found(install(tmp_path / "moved", "3.12.1"))
    assert (str(tmp_path / "moved/include/python3.12"),) == python.includes
    assert (str(tmp_path / "moved/lib/libpython3.12.so"), True) == (python.library, python.is_shared)
    assert (Version("3.12"), "3.12.1", True, ()) == (
        python.version,
        python.full_version,
        python.can_be_embedded,
        python.link_flags,
    )


def test_static_library_comes_with_its_flags(tmp_path: Path) -> None:
    """Where there is only an archive, the linker is told what CPython's own build told it, without files of that."""
    variables = {
        "LDVERSION": "3.12",
        "LIBDIR": None,
        "LDLIBRARY": "libpython3.12.a",
        "LIBPL": str(tmp_path / "config"),
        "LIBS": "-ldl -lm",
        "MODLIBS": "Modules/expat/libexpat.a -lz",
    }
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "libpython3.12.a").touch()
    python = found(install(tmp_path / "static", "3.12.1", variables=variables))
    assert (str(tmp_path / "config/libpython3.12.a"), False) == (python.library, python.is_shared)
    assert ("-ldl", "-lm", "-lz", "-Xlinker", "-export-dynamic") == python.link_flags


def test_missing_parts_are_told(tmp_path: Path) -> None:
    """A CPython without headers, or without a library, is found and can't be embedded."""
    executable = install(tmp_path / "bare", "3.12.1")
    (tmp_path / "bare/include/python3.12/pyconfig.h").unlink()
    (tmp_path / "bare/lib/libpython3.12.so").unlink()
    python = found(executable)
    assert ((), None, False) == (python.includes, python.library, python.can_be_embedded)


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"implementation": "pypy"}, "it is pypy, and not CPython"),
        ({"version": [3, 7, 16, "final", 0]}, f"it is CPython 3.7.16; {KNOWN}"),
        ({"version": [3, NEXT.minor, 0, "alpha", 2]}, f"it is CPython {NEXT}.0a2; {KNOWN}"),
        ({"version": None}, "it does not answer as a Python 3 would"),
    ],
)
def test_others_are_refused_with_a_reason(more: dict[str, Any], reason: str, tmp_path: Path) -> None:
    """What is no CPython, or one of a version that configlang does not know, says so."""
    assert reason == ask(str(install(tmp_path / "other", "3.12.1", **more)))


@pytest.mark.parametrize("text", ["exit 1", "echo Python 2", "echo '[1]'", "kill -9 $$"])
def test_programs_that_are_no_interpreter_are_refused(text: str, tmp_path: Path) -> None:
    """Whatever a program prints and however it ends, it is refused and nothing is raised."""
    assert "it does not answer as a Python 3 would" == ask(str(script(tmp_path / "odd", text)))


def test_what_can_not_be_started_is_refused(tmp_path: Path) -> None:
    """A file that is no program is refused with the reason of the system."""
    (tmp_path / "text").touch()
    assert "it can't be started: Permission denied" == ask(str(tmp_path / "text"))


@pytest.mark.usefixtures("_alone")
def test_all_are_found_once_and_in_order(tmp_path: Path) -> None:
    """Versions of pyenv and uv and those on PATH are found, by number, each once; shims and broken ones are not."""
    install(tmp_path / "pyenv/versions/3.9.2", "3.9.2")
    install(tmp_path / "pyenv/versions/3.13.0", "3.13.0")
    install(tmp_path / "pyenv/versions/3.7.1", "3.7.1")
    install(tmp_path / "uv/cpython-3.9.10-linux", "3.9.10")
    install(tmp_path / "uv/freethreaded", "3.13.0", abi="t")
    script(tmp_path / "pyenv/shims/python3.9", "exit 127")
    script(tmp_path / "bin/python3.8", "exit 127")
    (tmp_path / "bin/python3").symlink_to(tmp_path / "pyenv/versions/3.9.2/bin/python3")
    script(tmp_path / "bin/python3.9", f'exec {tmp_path}/pyenv/versions/3.9.2/bin/python3 "$@"')
    assert ["3.9.2", "3.9.10", "3.13.0", "3.13.0t"] == [python.full_version for python in find_all()]


@pytest.mark.usefixtures("_alone")
@pytest.mark.parametrize(
    ("text", "version"), [("3.9", "3.9.10"), ("3.9.2", "3.9.2"), ("3.13", "3.13.0"), ("3.13t", "3.13.0t")]
)
def test_version_names_its_newest_release(text: str, version: str, tmp_path: Path) -> None:
    """A version stands for its newest release of the usual build, and more of it for less."""
    for number in ("3.9.2", "3.9.10", "3.13.0"):
        install(tmp_path / "pyenv/versions" / number, number)
    install(tmp_path / "uv/freethreaded", "3.13.0", abi="t")
    python = choose(text)
    assert isinstance(python, CPython)
    assert version == python.full_version


@pytest.mark.usefixtures("_alone")
def test_version_that_is_not_here_is_a_problem(tmp_path: Path) -> None:
    """What is not found is said, with what there is."""
    install(tmp_path / "pyenv/versions/3.9.2", "3.9.2")
    problem = choose("3.10")
    assert isinstance(problem, Problem)
    assert ("unknown-cpython", "there are 3.9.2") == (problem.code, problem.hint)


def test_prefix_and_interpreter_are_the_same_cpython(tmp_path: Path) -> None:
    """A prefix is asked through the interpreter in its bin."""
    executable = install(tmp_path / "one", "3.12.1")
    assert found(executable) == choose(str(tmp_path / "one")) == choose(str(executable))


@pytest.mark.parametrize("name", ["nowhere", "folder"])
def test_path_without_interpreter_is_a_problem(name: str, tmp_path: Path) -> None:
    """A path that is not there, or a folder without an interpreter, is a problem."""
    (tmp_path / "folder").mkdir()
    problem = choose(str(tmp_path / name))
    assert isinstance(problem, Problem)
    assert "unknown-cpython" == problem.code


@pytest.mark.usefixtures("_alone")
def test_builds_on_path_are_found(tmp_path: Path) -> None:
    """An interpreter of a build lies on PATH under the name of its version with letters, and is chosen by that."""
    for version, abi in (("3.14.0", "t"), ("3.11.2", "d"), ("3.12.0", "t")):
        prefix = tmp_path / f"{version}{abi}"
        install(prefix, version, abi=abi)
        minor = version.rpartition(".")[0]
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / f"python{minor}{abi}").symlink_to(prefix / "bin" / "python3")
    chosen = {text: choose(text) for text in ("3.14t", "3.11d", "3.11.2d", "3.12t")}

    # There is no free-threaded 3.12, so that no such name is looked for.
    told = {text: each.full_version for text, each in chosen.items() if isinstance(each, CPython)}
    assert {"3.14t": "3.14.0t", "3.11d": "3.11.2d", "3.11.2d": "3.11.2d"} == told
    assert [Version("3.14.0t"), Version("3.11.2d")] == [
        each.release for text in ("3.14t", "3.11d") if isinstance(each := chosen[text], CPython)
    ]
