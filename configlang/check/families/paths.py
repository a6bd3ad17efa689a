"""Rules about the search path: what is on it, what is missing, and what it keeps out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.check.rule import Rule, View, once, shown
from configlang.check.search_path import home_of, plain, reads_python_path, without_end
from configlang.cpython.search_path import EMPTY_IS_NONE, library_version, may_hold_start, version_of_library
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.outputs.table import Starter

_PATHS = "filesystem_importer.paths"

# The standard library


def _stdlib(view: View) -> Iterator[Problem]:
    """Find lists without the library: they are all of ``sys.path`` when CPython imports ``encodings`` at the start."""
    paths = _replacing(view)
    if paths == ():
        yield Problem(
            message=f"`paths = []`: {CPYTHON} computes no path then, finds no standard library, and does not start",
            paths=(_PATHS,),
            # A host in C may bring frozen modules, or a finder of its own.
            severity=Severity.WARNING if view.is_generated else Severity.ERROR,
            hint=_library_hint(view),
        )
    elif paths is not None and not _has_library(view) and (above := _above_library(view, paths)) is not None:
        index, what = above
        yield Problem(
            message=(
                f"`paths[{index}]` is {what}, and modules are looked for in it, not in the library below it: {CPYTHON}"
                " finds no standard library in `paths`, and does not start"
            ),
            paths=(_PATHS,),
            severity=Severity.WARNING,
            hint=_library_hint(view),
            element=index,
        )


def _unseen(view: View) -> Iterator[Problem]:
    """Say what can't be told where no path is called as the library is: a folder of any name may hold one."""
    paths = _replacing(view)
    if paths and not _has_library(view) and _above_library(view, paths) is None:
        yield Problem(
            message=(
                "`paths` replaces the path that CPython computes, and none of them is called as a standard library is:"
                f" unless one holds it all the same, {CPYTHON} does not start"
            ),
            paths=(_PATHS,),
            hint=_library_hint(view),
        )


def _replacing(view: View) -> tuple[str, ...] | None:
    """Return the paths that must have the library, None where something else may bring it."""
    oxidized = view.config.oxidized_importer
    # PyOxy brings the library along, and packed resources may hold it.
    has_packed = oxidized is not None and bool(oxidized.embedded or oxidized.memory_mapped)
    return None if has_packed or view.is_pyoxy else view.search_paths


@once
def _has_library(view: View) -> bool:
    """Tell whether one of the paths is called as the standard library is."""
    return any(may_hold_start(path, is_windows=view.target.is_windows) for path in view.search_paths or ())


_PREFIXES = ("home", "prefix", "exec_prefix", "base_prefix", "base_exec_prefix")
_USUAL_PREFIXES = frozenset({"/usr", "/usr/local", "/opt/homebrew"})


def _above_library(view: View, paths: tuple[str, ...]) -> tuple[int, str] | None:
    """Return the first path that the library lies below, not in, and what it is."""
    prefixes = {plain(view, value): name for name in _PREFIXES if isinstance(value := view.given(name), str) and value}
    for index, path in enumerate(paths):
        text = plain(view, path)
        if text in prefixes:
            return index, f"the same as `{prefixes[text]}`"
        if not view.target.is_windows and text in _USUAL_PREFIXES:
            return index, "the prefix of an installation"
        above, _, last = text.replace("\\", "/").rpartition("/")
        if not view.target.is_windows and last.startswith("lib") and (above in prefixes or above in _USUAL_PREFIXES):
            return index, "the folder above the library"
    return None


def _library_hint(view: View) -> str:
    hint = "add the paths of `stdlib_paths` from @stdlib//:paths.bzl"
    return hint if view.is_pyembed else f'{hint}, or keep the computed ones with `mode = "prepend"`'


@once
def _library_versions(view: View) -> Mapping[Version, int]:
    """Return the versions whose libraries are among the paths, in their order, with the index of the first of each."""
    found: dict[Version, int] = {}
    for index, path in enumerate(view.search_paths or ()):
        if version := version_of_library(path):
            version = library_version(version, view.target)
            found.setdefault(version, index)
    return found


def _stdlib_version(view: View) -> Iterator[Problem]:
    """Find the library of another minor version: that has the version in the names of its extension modules."""
    if view.search_paths is None or view.config.is_for_all_versions:
        return
    versions = _library_versions(view)
    version, index = next(iter(versions.items()), (None, 0))
    if version is None or library_version(view.version, view.target) in versions:
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
    paths = (importer.paths if importer else None) or ()
    first: dict[str, int] = {}
    for index, path in enumerate(paths):
        earlier = first.setdefault(plain(view, path), index)
        # Of an empty path the code `empty-path` tells.
        if earlier != index and path and not _is_lib_beside(view, paths[earlier], path):
            yield Problem(
                message=f"`paths[{index}]` has no effect: it is `paths[{earlier}]` again, and {CPYTHON} uses that",
                paths=(_PATHS,),
                hint="leave one of them out",
                element=index,
            )


def _is_lib_beside(view: View, path: str, later: str) -> bool:
    """Tell whether one is `lib` and one `Lib`: a list for several systems has both, and they are one on Windows."""
    ends = {without_end(view, each).replace("\\", "/").rpartition("/")[2] for each in (path, later)}
    return view.target.is_windows and ends == {"lib", "Lib"}


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
    # On Windows, nothing computes a prefix beside paths up to 3.10.
    if view.target.is_windows and not EMPTY_IS_NONE.covers(view.version):
        return
    if home_of(view) is None and view.given("prefix") is None:
        what = "the site-packages of the prefix that it computes, which may be an installed Python's,"
        if view.target.is_windows:
            what = "the folder of the program and the site-packages below it,"
        yield Problem(
            message=f"`paths` is not all of `sys.path`: {CPYTHON} adds {what} unless the host passes a home",
            paths=(_PATHS, "interpreter.isolated", "interpreter.profile"),
            hint="set `site_import = False`, or `home` or `prefix` to a folder of your own",
        )


RULES = (
    Rule(code="no-standard-library", find=_stdlib, needs=frozenset({"filesystem_importer"})),
    Rule(code="unseen-standard-library", find=_unseen, needs=frozenset({"filesystem_importer"})),
    Rule(code="wrong-standard-library", find=_stdlib_version, needs=frozenset({"filesystem_importer"})),
    Rule(code="duplicate-path", find=_duplicates, needs=frozenset({"filesystem_importer"})),
    Rule(code="python-path-ignored", find=_python_path, needs=frozenset({"python_path_env", "use_environment"})),
    Rule(
        code="site-packages-added",
        find=_site_packages,
        needs=frozenset({"filesystem_importer"}),
        starters=frozenset({Starter.GENERATED, Starter.ANY}),
    ),
)
