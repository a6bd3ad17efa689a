"""The traps of fields that no sentence here shows: by which claim they are shown, or why none can."""

from __future__ import annotations

ELSEWHERE = {
    "PyInitConfig (3.14) knows the `isolated` defaults only, and can't be told to decide as `python` does.": (
        "the claims of `profile-cut-short`"
    ),
    "False leaves the streams of C buffered while `configure_c_stdio` is off.": (
        "the claims of `c-streams-stay-buffered`"
    ),
    "CPython 3.12 up to 3.12.3 crashes at exit with it (cpython#111499).": "the claims of `malloc-stats-crash`",
    "On CPython 3.12, 2 does no more than 1.": "the claims of `perf-unsupported`",
    "Set here, it has no effect.": "the claims of `never-takes-effect`",
    "True hides changes to those modules in a copy of the standard library.": (
        "the claims of `frozen-modules-hide-changes`"
    ),
    "CPython does not start with 0.": "the claims of `lazy-imports-unsupported`",
    "With 1, a module that is missing fails where it is first used, and not where it is imported.": (
        "the claims of `imports-fail-late`"
    ),
    "CPython's documentation calls it deprecated from 3.15 on, and announces its end for 3.17.": (
        "What's New in Python 3.15; the header of 3.15.2 says nothing of it"
    ),
    "True forces `utf8_mode` off.": "no Windows is here; the documentation of PyPreConfig says it",
    "On Windows, `legacy_windows_fs_encoding` forces it off.": (
        "no Windows is here; the documentation of PyPreConfig says it"
    ),
    "On Windows it has an effect from CPython 3.11 only.": (
        "no Windows is here; PC/getpathp.c of 3.10 prints nothing, and the getpath.py of 3.11 is that of all systems"
    ),
    "Only free-threaded builds of CPython have the member; in any other the GIL is on.": (
        "the headers: the member stands within `#ifdef Py_GIL_DISABLED`"
    ),
    "Only free-threaded builds of CPython have the member.": (
        "the headers: the member stands within `#ifdef Py_GIL_DISABLED`"
    ),
    "Only debug builds of CPython have the member.": "the headers: the member stands within `#ifdef Py_DEBUG`",
    "Unset, it is on on iOS.": "no iOS is here; the documentation of PyConfig says it",
    "CPython 3.13 has the member in one patch release only (cpython#130940).": (
        "that release is not here; the issue says it"
    ),
}
"""By trap."""
