"""Where CPython looks for modules below the prefixes of an installation, and what ``site`` adds."""

from __future__ import annotations

import re

from configlang.cpython.builds import FREE_THREADED, Python, has
from configlang.cpython.extents import TO_3_15, Measured
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.light.patterns import pattern

MEASURED = Measured("the search path: what it is made from", TO_3_15)

PYTHONPATH_IS_OF_ENVIRONMENT = MEASURED.since("3.11")
"""The versions to which ``pythonpath_env`` is a part of the environment (getpath.py)."""

EMPTY_IS_NONE = MEASURED.since("3.11")
"""The versions that take an empty path in a member of PyConfig for none (getpath.py); those before keep it."""

PROGRAM_IS_OF_ENVIRONMENT = MEASURED.since("3.11")
"""The versions to which ``PYTHONEXECUTABLE`` and ``__PYVENV_LAUNCHER__`` say what the program is, isolated or not."""

PROGRAM_VARIABLES = ("PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__")
"""These variables."""

Names = tuple[str, ...]
"""A path as the names in it; the first is empty for an absolute one on POSIX."""

SITE_FOLDERS = frozenset({"site-packages", "dist-packages"})
"""What the folders are called that ``site`` adds."""

COMPUTED_FOLDERS = frozenset({"lib-dynload", "DLLs"})
"""What the folders of shared libraries are called that CPython computes."""


def library(python: Python) -> Names:
    """Return where the standard library lies below a prefix; free-threaded builds have a folder of their own."""
    if python.target.is_windows:
        return ("Lib",)
    letter = FREE_THREADED.letter if python.has(FREE_THREADED) else ""
    return "lib", f"python{python.version}{letter}"


def computed(prefix: Names, exec_prefix: Names, python: Python) -> list[Names]:
    """Return the folders that CPython computes from the prefixes of an installation."""
    if python.target.is_windows:
        return [prefix, (*prefix, *library(python)), (*prefix, "DLLs")]
    return [(*prefix, *library(python)), (*exec_prefix, *library(python), "lib-dynload")]


def added_by_site(prefix: Names, exec_prefix: Names, python: Python) -> list[Names]:
    """Return the folders that ``site`` adds for the prefixes of an installation."""
    if python.target.is_windows:
        return [prefix, (*prefix, *library(python), "site-packages")]
    return [(*each, *library(python), "site-packages") for each in (prefix, exec_prefix)]


# By the texts of paths


_LIBRARY = pattern(
    r"(^|[/\\])(python3\d+t?\.zip|(lib(32|64)?[/\\])?python3\.\d+t?([/\\](lib-dynload|config-.*))?|Lib|DLLs)[/\\]?$"
)
"""What the folders and the zip file of the standard library are called in installations."""

_LIBRARY_OF_VERSION = pattern(
    r"(?:^|[/\\])(?:lib\w*[/\\]python3\.(\d{1,3})(t?)(?:[/\\](?:lib-dynload)?)?|python3(\d{1,3})(t?)\.zip)$"
)
"""A path of a standard library that says its version: the library folder, ``lib-dynload`` in it, the zip file."""


def is_library(path: str) -> bool:
    """Tell whether a path is called as a part of the standard library is in installations."""
    return _LIBRARY.search(path) is not None


_START = pattern(r"\.(zip|pyz|egg)$|stdlib[^/\\]*[/\\]?$", re.IGNORECASE)
_SHARED = pattern(r"(^|[/\\])(lib-dynload|DLLs|config-[^/\\]*)[/\\]?$")


def may_hold_start(path: str, *, is_windows: bool) -> bool:
    """Tell whether a path is called as what holds the modules that the start imports, in installations and packers."""
    is_lib = is_windows and re.search(r"(^|[/\\])lib[/\\]?$", path, re.IGNORECASE)
    return bool(is_lib or _START.search(path) or (is_library(path) and not _SHARED.search(path)))


def version_of_library(path: str) -> Version | None:
    """
    Return the version that the path of a standard library says, None where it says none.

    It says free-threaded builds from others, and not debug builds from others.
    """
    match = _LIBRARY_OF_VERSION.search(path)
    return Version.of(int(match[1] or match[3]), match[2] or match[4] or "") if match else None


def library_version(version: Version, target: Target) -> Version:
    """Return the version that the path of the standard library of a version says; on Windows all builds have one."""
    is_apart = has(version, FREE_THREADED) and not target.is_windows
    return Version.of(version.minor, FREE_THREADED.letter if is_apart else "")
