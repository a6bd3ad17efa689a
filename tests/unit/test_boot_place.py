"""What lies where a config says that the standard library is, told of a start that has failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.boot.place import with_place
from configlang.cpython.builds import Python
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import Version
from configlang.findings.problem import Problem
from configlang.schema.config import Config, FilesystemImporter
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.texts import to_path

LINUX = parse_target("x86_64-unknown-linux-gnu")
FAILED = Problem(code="boot-failed", message="it did not start", hint="look")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a prefix, a virtual environment, and an empty folder."""
    library = tmp_path / "prefix" / "lib" / "python3.11"
    (library / "encodings").mkdir(parents=True)
    (library / "encodings" / "__init__.py").touch()
    (tmp_path / "venv" / "bin").mkdir(parents=True)
    (tmp_path / "venv" / "pyvenv.cfg").touch()
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    return tmp_path


def told(folder: Path, home: str, *, paths: tuple[str, ...] | None = None, problem: Problem = FAILED) -> Problem:
    """Return what is told of a start with a home."""
    assert LINUX is not None
    importer = FilesystemImporter(paths=paths) if paths is not None else None
    config = Config(target=LINUX, interpreter=InterpreterConfig(home=to_path(home)), filesystem_importer=importer)
    return with_place(problem, config, Python(Version("3.11"), LINUX), str(folder))


@pytest.mark.parametrize(
    ("home", "what", "hint"),
    [
        ("venv", "is a virtual environment", 'virtual_environment("{folder}/venv")'),
        ("prefix/lib/python3.11", "is the library itself", 'write "{folder}/prefix"'),
        ("nowhere", "does not exist", "name the prefix"),
        ("file", "is a file", "name the prefix"),
        ("empty", "has no `lib/python3.11` in it", "name the prefix of this CPython"),
    ],
)
@pytest.mark.parametrize("start", ["$ORIGIN/", "{folder}/"])
def test_place_that_is_no_prefix(folder: Path, start: str, home: str, what: str, hint: str) -> None:
    """What the folder is, is told beside what CPython says, with what to write."""
    found = told(folder, start.format(folder=folder) + home)

    assert found.message.startswith("it did not start\n    `home`: ")
    assert what in found.message
    assert hint.format(folder=folder) in str(found.hint)
    assert found.paths == ("interpreter.home",)


def test_place_that_has_nothing_to_do_with_it(folder: Path) -> None:
    """A prefix with a library, search paths, and other ends of a program are left as they are."""
    crashed = Problem(code="boot-crashed", message="it died")

    assert FAILED == told(folder, f"{folder}/prefix")
    assert FAILED == told(folder, f"{folder}/venv", paths=("/opt/lib/python3.11",))
    assert crashed == told(folder, f"{folder}/venv", problem=crashed)
