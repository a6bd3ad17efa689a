"""Where CPython looks for modules below the prefixes of an installation, and what ``site`` adds."""

from __future__ import annotations

from configlang.cpython.extents import TO_3_14, Measured
from configlang.cpython.versions import Version

MEASURED = Measured("the search path: what it is made from", TO_3_14)

PYTHONPATH_IS_OF_ENVIRONMENT = MEASURED.since("3.11")
"""The versions to which ``pythonpath_env`` is a part of the environment (getpath.py)."""

Names = tuple[str, ...]
"""A path as the names in it; the first is empty for an absolute one on POSIX."""

SITE_FOLDERS = frozenset({"site-packages", "dist-packages"})
"""What the folders are called that ``site`` adds."""

COMPUTED_FOLDERS = frozenset({"lib-dynload", "DLLs"})
"""What the folders of shared libraries are called that CPython computes."""


def computed(prefix: Names, exec_prefix: Names, version: Version, *, is_windows: bool) -> list[Names]:
    """Return the folders that CPython computes from the prefixes of an installation."""
    if is_windows:
        return [prefix, (*prefix, "Lib"), (*prefix, "DLLs")]
    return [(*prefix, *_library(version)), (*exec_prefix, *_library(version), "lib-dynload")]


def added_by_site(prefix: Names, exec_prefix: Names, version: Version, *, is_windows: bool) -> list[Names]:
    """Return the folders that ``site`` adds for the prefixes of an installation."""
    if is_windows:
        return [prefix, (*prefix, "Lib", "site-packages")]
    return [(*each, *_library(version), "site-packages") for each in (prefix, exec_prefix)]


def _library(version: Version) -> Names:
    return "lib", f"python{version}"
