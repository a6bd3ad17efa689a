"""Where CPython looks for modules below the prefixes of an installation, by version, build and platform."""

from __future__ import annotations

import pytest

from configlang.cpython.builds import FREE_THREADED, Python
from configlang.cpython.search_path import Names, added_by_site, computed, is_library, version_of_library
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
WINDOWS = Target("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc")
PLAIN = Python(Version("3.14"), LINUX)


@pytest.mark.parametrize(
    ("python", "library"),
    [
        (PLAIN, ("lib", "python3.14")),
        (PLAIN._replace(build=frozenset({FREE_THREADED})), ("lib", "python3.14t")),
        (Python(Version("3.8"), LINUX), ("lib", "python3.8")),
    ],
)
def test_library_has_a_folder_per_version_and_build(python: Python, library: Names) -> None:
    """Each version has a folder of its own on POSIX, and its free-threaded build another one; `site` goes by it too."""
    prefix, exec_prefix = ("", "p"), ("", "e")

    assert [(*prefix, *library), (*exec_prefix, *library, "lib-dynload")] == computed(prefix, exec_prefix, python)
    assert [(*each, *library, "site-packages") for each in (prefix, exec_prefix)] == added_by_site(
        prefix, exec_prefix, python
    )


def test_windows_has_one_folder_for_all() -> None:
    """Windows has no version in the folders, and extension modules in one of their own."""
    python = Python(Version("3.14"), WINDOWS, frozenset({FREE_THREADED}))

    assert [("C:",), ("C:", "Lib"), ("C:", "DLLs")] == computed(("C:",), ("C:",), python)
    assert [("C:",), ("C:", "Lib", "site-packages")] == added_by_site(("C:",), ("C:",), python)


@pytest.mark.parametrize(
    ("path", "version"),
    [
        ("/usr/lib/python3.11", "3.11"),
        ("/usr/lib64/python3.9/lib-dynload", "3.9"),
        ("/usr/lib/python3.14t/", "3.14t"),
        ("/usr/lib/python314t.zip", "3.14t"),
        ("python38.zip", "3.8"),
        ("C:\\py\\python312.zip", "3.12"),
        ("/usr/lib/python3.11/site-packages", None),
        ("/usr/lib/python3", None),
        ("/srv/python3" + "1" * 5000 + ".zip", None),
    ],
)
def test_paths_of_the_library_say_their_version(path: str, version: str | None) -> None:
    """The folder, that of extension modules, and the zip file have the version in their names; other paths have not."""
    assert version_of_library(path) == (None if version is None else Version(version))


def test_library_is_known_by_its_names() -> None:
    """What installations call the library and its parts is told from other folders."""
    named = ["/p/lib/python3.12", "lib/python3.14t/lib-dynload", "python311.zip", "C:\\py\\Lib", "C:\\py\\DLLs\\"]

    assert [True] * len(named) == [is_library(path) for path in named]
    assert [False] * 3 == [is_library(path) for path in ("/p/lib", "/p/lib/python3.12/site-packages", "app")]
