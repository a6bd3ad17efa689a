"""Rules about the search path: what is on it, what is missing, and what it keeps out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from configlang.check.rule import Rule, View, once, shown
from configlang.check.search_path import home_of, plain, reads_python_path
from configlang.cpython.search_path import version_of_library
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.outputs.table import Starter

_PATHS = "filesystem_importer.paths"

# The standard library


@once
def _has_stdlib(view: View) -> bool:
    """Tell whether one of the paths that replace the computed one looks like the standard library."""
    return any(_may_hold_stdlib(path, is_windows=view.target.is_windows) for path in view.search_paths or ())


def _stdlib(view: View) -> Iterator[Problem]:
    """Find lists without the library: they are all of ``sys.path`` when CPython imports ``encodings`` at the start."""
    paths, oxidized = view.search_paths, view.config.oxidized_importer
    # PyOxy brings the library along, and packed resources may hold it.
    has_packed = oxidized is not None and bool(oxidized.embedded or oxidized.memory_mapped)
    if paths is None or has_packed or view.is_pyoxy:
        return
    hint = "add the paths of `stdlib_paths` from @stdlib//:paths.bzl"
    if not view.is_pyembed:
        hint += ', or keep the computed ones with `mode = "prepend"`'
    if not paths:
        yield Problem(
            message=f"`paths = []`: {CPYTHON} computes no path then, finds no standard library, and does not start",
            paths=(_PATHS,),
            # A host in C may bring frozen modules, or a finder of its own.
            severity=Severity.WARNING if view.is_generated else Severity.ERROR,
            hint=hint,
        )
    elif not _has_stdlib(view):
        yield Problem(
            message=(
                "`paths` replaces the path that CPython computes, and none of it looks like the standard library;"
                f" {CPYTHON} does not start without one"
            ),
            paths=(_PATHS,),
            severity=Severity.WARNING,
            hint=hint,
        )


_STDLIB_NAME = re.compile(r"\.(zip|pyz|egg)$|python|stdlib|lib-dynload|(^|[/\\])DLLs[/\\]?$", re.IGNORECASE)
"""What the paths of a standard library are called in installations, and in what packers make of them."""


def _may_hold_stdlib(path: str, *, is_windows: bool) -> bool:
    is_lib = is_windows and re.search(r"(^|[/\\])lib[/\\]?$", path, re.IGNORECASE)
    return bool(is_lib or _STDLIB_NAME.search(path))


@once
def _library_versions(view: View) -> Mapping[Version, int]:
    """Return the versions whose libraries are among the paths, in their order, with the index of the first of each."""
    found: dict[Version, int] = {}
    for index, path in enumerate(view.search_paths or ()):
        if version := version_of_library(path):
            found.setdefault(version, index)
    return found


def _stdlib_version(view: View) -> Iterator[Problem]:
    """Find the library of another minor version: that has the version in the names of its extension modules."""
    if view.search_paths is None or view.config.is_for_all_versions:
        return
    versions = _library_versions(view)
    version, index = next(iter(versions.items()), (None, 0))
    if version is None or view.version.whole in versions:
        return
    yield Problem(
        message=(
            f"`paths[{index}]` is the standard library of CPython {version}: {CPYTHON} finds no extension module in"
            " it, and may not start"
        ),
        paths=(_PATHS, "compatible_with.python"),
        hint="use `stdlib_paths(PREFIX)`, which goes by the version, or limit `compatible_with`",
        element=index,
    )


@once
def _duplicates(view: View) -> tuple[Problem, ...]:
    """Find second mentions: the first one has every module, and ``site`` drops the others (``removeduppaths``)."""
    return tuple(_find_duplicates(view))


def _find_duplicates(view: View) -> Iterator[Problem]:
    importer = view.config.filesystem_importer
    first: dict[str, int] = {}
    for index, path in enumerate((importer.paths if importer else None) or ()):
        earlier = first.setdefault(plain(view, path), index)
        if earlier != index:
            yield Problem(
                message=f"`paths[{index}]` has no effect: it is `paths[{earlier}]` again, and {CPYTHON} uses that",
                paths=(_PATHS,),
                hint="leave one of them out",
                element=index,
            )


# PYTHONPATH, and what else adds to the path


def _python_path(view: View) -> Iterator[Problem]:
    """With paths set, nothing else counts; and from 3.11 the field is a part of the environment (getpath.py)."""
    text, has_paths = view.given("python_path_env"), view.search_paths is not None
    if text is None:
        if has_paths and view.is_set_on("use_environment") and not view.is_isolated:
            yield Problem(
                message=f"`use_environment = True` lets no PYTHONPATH in: {CPYTHON} ignores it while `paths` are set",
                paths=("interpreter.use_environment", _PATHS),
                severity=Severity.INFO,
            )
        return
    if reads_python_path(view):
        return
    if has_paths:
        reason, decisive = "while the importer's `paths` replace the search path", _PATHS
    else:
        switch, state = ("isolated", "on") if view.is_isolated else ("use_environment", "off")
        reason, decisive = f"while `{switch}` is {state}, as it does PYTHONPATH", view.source(switch)
    yield Problem(
        message=f"`{shown('python_path_env', text)}` has no effect: {CPYTHON} ignores it {reason}",
        paths=("interpreter.python_path_env", decisive),
        hint=f"list the folders in `filesystem_importer`, {'and the library' if view.is_pyembed else 'prepended'}",
    )


def _site_packages(view: View) -> Iterator[Problem]:
    """``site`` adds the site-packages of ``sys.prefix``, which CPython computes where nothing sets it."""
    if not view.search_paths or not view.is_isolated or not view.is_on("site_import"):
        return
    if home_of(view) is None and view.given("prefix") is None:
        yield Problem(
            message=(
                f"`paths` is not all of `sys.path`: {CPYTHON} adds the site-packages of the prefix that it computes,"
                " which may be an installed Python's, unless the host passes a home"
            ),
            paths=(_PATHS, "interpreter.isolated", "interpreter.profile"),
            hint="set `site_import = False`, or `home` or `prefix` to a folder of your own",
        )


RULES = (
    Rule(code="no-standard-library", find=_stdlib),
    Rule(code="wrong-standard-library", find=_stdlib_version),
    Rule(code="duplicate-path", find=_duplicates),
    Rule(code="python-path-ignored", find=_python_path, fields=frozenset({"python_path_env", "use_environment"})),
    Rule(code="site-packages-added", find=_site_packages, starters=frozenset({Starter.GENERATED, Starter.ANY})),
)
