"""
Rules about the names of modules in shared libraries: those that CPython or its standard library has already.

CPython looks for a name among the built-in modules, then among the frozen ones, then in files. OxidizedFinder takes
part from the beginning of the start: it looks among the built-in modules, the frozen parts of CPython's importer, and
in packed resources, and leaves the rest to the importer of files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from configlang.check.inittab import (
    RENAME,
    built_in,
    has_oxidized_finder,
    is_built_in,
    needed_before_site,
    needed_to_run,
    needed_to_start,
    preloaded,
)
from configlang.check.rule import Rule, View, once
from configlang.check.search_path import declared, folders, located
from configlang.cpython import stdlib
from configlang.cpython.search_path import is_library
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.config import DynamicExtension

_IMPORTER_ONLY = Version("3.10")
"""The last version that has the parts of its importer frozen into it, and no more; later ones can be told to."""


def _frozen(view: View) -> frozenset[str]:
    """Return the frozen modules that come before packed resources and files."""
    names = stdlib.frozen(view.version)
    is_off = "frozen_modules=off" in (view.config.interpreter.x_options or ()) or view.is_set_off("use_frozen_modules")
    return names & stdlib.frozen(_IMPORTER_ONLY) if is_off or has_oxidized_finder(view) else names


def _comes_first(view: View, extension: DynamicExtension, *, is_early: bool) -> bool:
    """
    Tell whether a module comes before the one of its name in the standard library, as far as the config tells.

    Args:
        view: The config.
        extension: The module.
        is_early: Whether the start imports it before a host adds anything to the computed path.
    """
    if extension.loader == "oxidized":
        return True
    importer = view.config.filesystem_importer
    # CPython looks for what a package holds in the folder of the package alone.
    if "." in extension.name or importer is None or importer.mode not in ({"replace"} if is_early else _BEFORE):
        return False
    folder = located(view, extension.path)[: -2 if extension.is_package else -1]
    first, library = folders(view).get(folder), _first_library(view)
    return first is not None and (library is None or first < library)


@once
def _first_library(view: View) -> int | None:
    """Return the index, among the folders that the config lists, of the first that is the standard library's."""
    return next((index for index, path in enumerate(declared(view)) if is_library(path)), None)


_BEFORE = {"replace", "prepend"}
"""The modes of the filesystem importer in which a folder can stand before the standard library."""


# A name that is taken


def _taken(view: View) -> Iterator[Problem]:
    """Find shared libraries that are never loaded, because CPython has the module before it looks for them."""
    frozen = _frozen(view)
    for extension in _among(view, built_in(view), preloaded(view), frozen):
        name, hint = extension.name, RENAME
        before = "packed resources" if extension.loader == "oxidized" else "files"
        if is_built_in(view, name):
            why = f"has a built-in module of this name, and looks for those before {before}"
        elif name in preloaded(view):
            why = "puts a module of its own under this name into `sys.modules`"
        else:
            why = f"has a module of this name frozen into it, and looks for those before {before}"
            if name not in stdlib.frozen(_IMPORTER_ONLY):
                hint += "; `use_frozen_modules = False` lets files come first"
        yield Problem(
            message=f"`{name}`: {CPYTHON} {why}, so the shared library is never loaded",
            paths=(f"dynamic_extension:{name}",),
            hint=hint,
        )


@once
def _by_name(view: View) -> Mapping[str, DynamicExtension]:
    return {extension.name: extension for extension in view.config.dynamic_extensions}


def _among(view: View, *names: AbstractSet[str]) -> Iterator[DynamicExtension]:
    """Give those modules that have a name of CPython's, as ``linked_in_among`` does."""
    dynamic = _by_name(view)
    yield from (dynamic[name] for name in sorted({name for each in names for name in dynamic.keys() & each}))


def _others(view: View, *names: AbstractSet[str]) -> Iterator[DynamicExtension]:
    """Give those whose names are not taken."""
    taken = preloaded(view) | _frozen(view) | built_in(view)
    yield from _among(view, *(each - taken for each in names))


# A name that CPython needs


def breaking(view: View, name: str, path: str) -> Problem | None:
    """Say that CPython can't do without its own module of a name, where it gets the one of a path in the origins."""
    paths = [path]
    if name in needed_to_start(view):
        why = "to start, and gets this one instead"
    elif name in needed_to_run(view):
        why = f"for `{view.runs[0]}`, gets this one instead, and ends with exit code 1"
        paths.append(f"interpreter.{view.runs[0]}")
    else:
        return None
    return Problem(
        message=f"`{name}`: {CPYTHON} needs its own module of this name {why}",
        paths=tuple(paths),
        severity=Severity.ERROR,
        hint=RENAME,
    )


def _breaks(view: View, extension: DynamicExtension) -> Problem | None:
    if not _comes_first(view, extension, is_early=extension.name in needed_before_site(view)):
        return None
    return breaking(view, extension.name, f"dynamic_extension:{extension.name}")


def _breaking(view: View) -> Iterator[Problem]:
    """Find shared libraries that are loaded in the place of a module that CPython can't do without."""
    others = _others(view, needed_to_start(view), needed_to_run(view))
    yield from filter(None, (_breaks(view, extension) for extension in others))


# A name that others use


def _shadowing(view: View) -> Iterator[Problem]:
    """Find shared libraries that hide a module of the standard library, or that it hides."""
    names = stdlib.modules(view.version), stdlib.submodules(view.version), stdlib.tests(view.version)
    for extension in _others(view, *names):
        name = extension.name
        if stdlib.is_extension_somewhere(name) or _breaks(view, extension) is not None:
            continue
        yield Problem(
            message=f"`{name}`: {_who_comes_first(view, extension)}",
            paths=(f"dynamic_extension:{name}",),
            hint=RENAME,
        )


def _who_comes_first(view: View, extension: DynamicExtension) -> str:
    if extension.loader == "oxidized":
        return (
            f"packed resources come before the standard library of {CPYTHON}, so whoever imports its module of this"
            " name gets this one"
        )
    has, importer = f"{CPYTHON} has a module of this name in its standard library", view.config.filesystem_importer
    # The generated code adds folders to the computed path when Python has started.
    is_added_late = view.is_generated and importer is not None and importer.mode != "replace"
    if "." in extension.name:
        return f"{has}, and looks for it in the folder of its package; a shared library elsewhere is never loaded"
    if is_added_late and extension.name in needed_before_site(view):
        return f"{has}, and imports it before `paths` are added, so the shared library is never loaded"
    return f"{has}; all who import it get the one that comes first in `sys.path`"


RULES = (
    Rule(code="name-taken", find=_taken, needs=frozenset({"dynamic_extensions"})),
    Rule(code="breaks-start", find=_breaking, needs=frozenset({"dynamic_extensions"})),
    Rule(code="shadows-stdlib", find=_shadowing, needs=frozenset({"dynamic_extensions"})),
)
