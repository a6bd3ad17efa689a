"""Rules about where CPython looks for its standard library: ``home``, the prefixes, ``stdlib_dir``, ``platlibdir``."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.families.homes import environment_hint, is_called_environment
from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.check.search_path import Home, home_of, is_unset, plain
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem

_PREFIXES = ("prefix", "exec_prefix")
_BASES = ("base_prefix", "base_exec_prefix")

_HAS_BASES, _MAY_BE_EMPTY = MEASURED.since("3.14"), MEASURED.since("3.11")
"""The versions that search below the base prefixes, and those that take an empty `platlibdir` for none at all."""


def _differing(view: View, home: Home, names: tuple[str, ...]) -> Iterator[str]:
    """Give those of some prefixes that are set, and to something else than home says."""
    for name in names:
        value = view.given(name)
        if isinstance(value, str) and not is_unset(view, name) and plain(view, value) != plain(view, home.part(name)):
            yield name


def _ignored(view: View) -> Iterator[Problem]:
    """From 3.11, getpath.py takes both prefixes from home, whatever they say, and also beside search paths."""
    home = home_of(view)
    if home is None:
        return
    filled = " that `set_missing_path_configuration` fills in" if view.given("home") is None else ""
    for name in _differing(view, home, _PREFIXES):
        yield Problem(
            message=f"`{shown(name, view.given(name))}` has no effect: {CPYTHON} takes it from the `home`{filled}",
            paths=(f"interpreter.{name}", home.path),
            hint="leave it unset, or go without `home` and list the standard library in the paths of the importer",
            holds=f'"{home.part(name)}"',
        )


def _moved(view: View) -> Iterator[Problem]:
    """Without home and search paths, the prefixes are where getpath.py searches from 3.11, and no mere values."""
    if view.search_paths is not None or home_of(view) is not None:
        return
    seen: set[str] = set()
    for name, what, end in (
        ("prefix", "the standard library", "and does not start where there is none"),
        ("exec_prefix", "the library's extension modules", "and finds none elsewhere"),
    ):
        is_by_base = _HAS_BASES.covers(view.version) and not is_unset(view, f"base_{name}")
        decisive = f"base_{name}" if is_by_base else name
        path = view.given(decisive)
        if not isinstance(path, str) or is_unset(view, decisive) or plain(view, path) in seen:
            continue
        seen.add(plain(view, path))
        unless = ", unless the executable leads to one" if is_by_base and name == "prefix" else ""
        yield Problem(
            message=(
                f"`{shown(decisive, path)}` is where {CPYTHON} looks for {what} while neither `home` nor the paths of"
                f" the importer are set, {end}{unless}"
            ),
            paths=(f"interpreter.{decisive}",),
            severity=Severity.WARNING,
            hint=(
                f"a virtual environment has no library: {environment_hint(view, path)}, and leave this unset"
                if is_called_environment(view, path)
                else "set `home` to the folder that holds the library, unless this one does or the host passes a home"
            ),
        )


def _moved_base(view: View) -> Iterator[Problem]:
    """From 3.14, getpath.py searches below the base prefixes, even beside home."""
    home = home_of(view)
    if view.search_paths is not None or home is None:
        return
    for name in _differing(view, home, _BASES):
        effect, severity = "its standard library below it, and not below `home`, and does not start", Severity.ERROR
        if name == "base_exec_prefix":
            effect, severity = "the library's extension modules below it, and not below `home`", Severity.WARNING
        yield Problem(
            message=f"`{shown(name, view.given(name))}`: {CPYTHON} looks for {effect}",
            paths=(f"interpreter.{name}", home.path),
            severity=severity,
            hint="leave it unset, or make it the same as `home`",
        )


def _stdlib_dir(view: View) -> Iterator[Problem]:
    """On 3.11 and 3.12, getpath.py computes it anew in every case."""
    text, home = str(view.given("stdlib_dir")), home_of(view)
    computed = f"{home.prefix}/lib/python{view.version}" if home is not None else None
    if text and (computed is None or plain(view, text) != plain(view, computed)):
        yield Problem(
            message=f"`{shown('stdlib_dir', text)}` has no effect: {CPYTHON} puts what it computes in its place",
            paths=("interpreter.stdlib_dir",),
            hint="list the folder or zip file in the paths of the importer, with the rest of the standard library",
        )


def _platlibdir(view: View) -> Iterator[Problem]:
    """CPython looks for PREFIX/PLATLIBDIR/python3.X; a build has its library in the folder of one name."""
    text = view.given("platlibdir")
    if view.search_paths is not None or view.target.is_windows or text == "lib":
        return
    if text == "":
        if not _MAY_BE_EMPTY.covers(view.version):
            yield Problem(
                message=f'`platlibdir = ""`: {CPYTHON} does not find its standard library then, and does not start',
                paths=("interpreter.platlibdir",),
                hint="leave it unset: then it is the name that CPython was built with",
            )
        return
    yield Problem(
        message=(
            f"`{shown('platlibdir', text)}`: {CPYTHON} looks for its standard library in a folder of that name, and"
            " starts only where it was built with it, and not with `lib` as most builds"
        ),
        paths=("interpreter.platlibdir",),
        severity=Severity.WARNING,
        hint="leave it unset: then it is the name that CPython was built with",
    )


def _warnings_on_windows(view: View) -> Iterator[Problem]:
    """Windows computes its paths in code of its own up to 3.10, which prints nothing."""
    if view.target.is_windows and view.is_set_on("pathconfig_warnings"):
        yield Problem(
            message=f"`pathconfig_warnings = True` has no effect: {CPYTHON} prints these on POSIX alone",
            paths=("interpreter.pathconfig_warnings",),
            hint="leave it unset for Windows",
            holds="False",
        )


RULES = (
    Rule(code="prefix-ignored", find=_ignored, needs=frozenset(_PREFIXES), extent=MEASURED.since("3.11")),
    Rule(
        code="prefix-moves-library", find=_moved, needs=frozenset({*_PREFIXES, *_BASES}), extent=MEASURED.since("3.11")
    ),
    Rule(code="prefix-moves-library", find=_moved_base, needs=frozenset(_BASES), extent=MEASURED.since("3.14")),
    Rule(
        code="stdlib-dir-ignored",
        find=_stdlib_dir,
        needs=frozenset({"stdlib_dir"}),
        extent=MEASURED.between("3.11", "3.12"),
    ),
    Rule(
        code="platlibdir-moves-library",
        find=_platlibdir,
        needs=frozenset({"platlibdir"}),
        extent=MEASURED.since("3.9"),
    ),
    Rule(
        code="silent-on-windows",
        find=_warnings_on_windows,
        needs=frozenset({"pathconfig_warnings"}),
        extent=MEASURED.until("3.10"),
    ),
)
