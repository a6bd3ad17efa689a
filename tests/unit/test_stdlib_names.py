"""The names of CPython's own modules: what the file says is what the interpreters say, and what was measured."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from configlang.cpython import stdlib, stdlib_names
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from tests.hosts.cpythons import ALL_VERSIONS, require_cpython
from tools import stdlib_names as generator

ROOT = Path(__file__).parents[2]
SYSTEMS = ("linux", "macos", "windows", "wasi", "android")


@pytest.mark.parametrize("version", ALL_VERSIONS)
def test_file_says_what_the_interpreter_says(version: str) -> None:
    """Each list of each version is that of the interpreter, where there is one."""
    require_cpython(version)
    asked = Version(version)
    interpreters = {
        each: path for each, path in generator.find_interpreters().items() if each in {asked, generator.FIRST_LISTED}
    }
    if asked < generator.FIRST_LISTED:
        require_cpython(str(generator.FIRST_LISTED))

    told = generator.ask(interpreters)

    assert [] == list(generator.differences(generator.committed(), {asked: told[asked]}))


def test_file_is_as_it_was_written() -> None:
    """Nobody has changed the file by hand: the same facts make the same text."""
    assert generator.TARGET.read_text(encoding="utf-8") == generator.render(generator.committed())


def test_check_needs_no_interpreter(tmp_path: Path) -> None:
    """Where no interpreter is found, the check says so and finds nothing stale."""
    code = (
        "import sys; from pathlib import Path; from tools import stdlib_names as generator\n"
        f"generator.ROOT = Path({str(tmp_path)!r}); sys.argv[1:] = ['--check']; sys.exit(generator.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PYENV_ROOT": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert f"not found, left as they are: {' '.join(map(str, PYTHON_VERSIONS))}\n" == done.stdout


def test_stale_names_are_told() -> None:
    """What has come and what has gone is named, per version and table."""
    old = generator.committed()
    gone, come = old[Version("3.8")].built_in - {"gc"}, frozenset({"gd"})
    new = attrs.evolve(old[Version("3.8")], built_in=gone | come)

    assert ["3.8 built_in: +gd -gc"] == list(generator.differences(old, {Version("3.8"): new}))
    assert len(generator.TABLES) == len(list(generator.differences({}, {Version("3.8"): new})))


def test_names_go_by_the_versions_of_their_rows() -> None:
    """A row is for a run of versions, one version, or several of both."""
    table = {((8, 10), (12, 12)): "a b", ((9, 9),): "c", ((8, 14),): "d"}

    versions = [Version.of(minor) for minor in range(8, 15)]
    assert {str(version): "".join(sorted(stdlib.names_in(table, version))) for version in versions} == {
        "3.8": "abd",
        "3.9": "abcd",
        "3.10": "abd",
        "3.11": "d",
        "3.12": "abd",
        "3.13": "d",
        "3.14": "d",
    }


@pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)
def test_tables_agree(version: Version) -> None:
    """No module is both built in and a shared library, packages are modules, and what is frozen is there."""
    modules = stdlib.modules(version)
    built_in = stdlib.built_in(version, "linux")

    assert set() == stdlib.extensions(version) & built_in
    assert stdlib.extensions(version) <= modules
    assert {name for name in stdlib.packages(version) if "." not in name} <= modules
    assert stdlib.frozen(version) <= modules | stdlib.submodules(version)
    # Of the built-in modules one is an example, and no part of the library.
    assert built_in - modules == ({"xxsubtype"} if version <= Version("3.11") else set())


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)
def test_what_the_start_needs_is_in_the_library(version: Version, system: str) -> None:
    """No name is in the tables of what CPython needs that its library lacks, on any platform."""
    known = stdlib.modules(version) | stdlib.submodules(version)
    needed = stdlib.needed_to_start(version, system, has_site=True)
    running = {name for field in ("run_module", "run_command") for name in stdlib.needed_to_run(version, field)}

    assert needed | running <= known
    assert {"sys", "builtins"} <= stdlib.built_in(version, system)


@pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)
def test_windows_has_its_own(version: Version) -> None:
    """Windows builds have `nt` for `posix`, and what other platforms have in shared libraries, if there is such."""
    names = stdlib.built_in(version, "windows")

    assert {"nt", "winreg", "_winapi", "math", "zlib", "xxsubtype", "_json"} <= names
    assert set() == names & {"posix", "pwd"}
    assert {name for name in names if not name.lstrip("_").startswith("xx")} <= stdlib.modules(version)


def test_names_of_windows_exist() -> None:
    """Every name of the table for Windows is that of a module in some version."""
    known = {name for version in PYTHON_VERSIONS for name in stdlib.modules(version)}

    assert set(stdlib._WINDOWS.split()) <= known


def test_file_says_where_it_comes_from() -> None:
    """Whoever doubts a name sees which interpreter said so: one release of each minor, in order."""
    releases = [Version(release) for release in stdlib_names.SOURCES]

    assert releases == sorted(releases)
    assert len(releases) == len({release.minor for release in releases})
    assert all("shared libpython" in build for build in stdlib_names.SOURCES.values())
