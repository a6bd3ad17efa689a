"""
Rules about modules in shared libraries that the filesystem importer is to find: where the file is, how it is called.

That importer finds the module ``a.b.c`` as ``a/b/c`` and a suffix below a folder of the search path, or as
``a/b/c/__init__`` and a suffix. OxidizedFinder is told the file, which may be called anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from configlang.check.rule import Rule, View, once, versions_for
from configlang.check.search_path import (
    declared,
    folded,
    join,
    located,
    may_be_added,
    names_of,
    search_path,
    without_package,
)
from configlang.cpython.search_path import Names, is_library
from configlang.cpython.suffixes import Fit, fit, has_suffixes, plain_suffix, suffixes, tagged_version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import join_words
from configlang.light import records

_PATHS = "filesystem_importer.paths"
_PACKAGE = "__init__"


@records.frozen(kw_only=True)
class _Library:
    """
    A shared library that the filesystem importer is to find.

    Attributes:
        name: The module.
        path: The path, as written.
        folder: The folder that it lies in.
        stem: The name of the file before the suffix.
        suffix: What stands behind that.
        names: The parts of the module's name.
        package: The folders below one of the search path in which a file of this name is that module.
    """

    name: str
    path: str
    folder: Names
    stem: str
    suffix: str
    names: Names
    package: Names

    @property
    def setting(self) -> str:
        """The path, as in the origins."""
        return f"dynamic_extension:{self.name}.path"

    @property
    def is_called_right(self) -> bool:
        """Whether the file is called as the module, or is the ``__init__`` of a package."""
        return self.stem in {self.names[-1], _PACKAGE}


@once
def _libraries(view: View) -> tuple[_Library, ...]:
    """Return what the importer is to find, where it is on and the platform loads shared libraries."""
    return tuple(_find_libraries(view))


def _find_libraries(view: View) -> Iterator[_Library]:
    importer, is_windows = view.config.filesystem_importer, view.target.is_windows
    if not has_suffixes(view.target) or (importer is not None and not importer.enabled):
        return
    for extension in view.config.dynamic_extensions:
        if extension.loader != "filesystem":
            continue
        *folder, file = located(view, extension.path) or ("",)
        stem, dot, rest = file.partition(".")
        suffix = dot + rest
        if is_windows:
            # CPython minds no case there from the first dot on, and its debug builds put `_d` before that.
            suffix = suffix.lower()
            if stem.endswith("_d") and stem != extension.name.rpartition(".")[2]:
                stem, suffix = stem.removesuffix("_d"), f"_d{suffix}"
        names = tuple(extension.name.split("."))
        yield _Library(
            name=extension.name,
            path=extension.path,
            folder=tuple(folder),
            stem=stem,
            suffix=suffix,
            names=names,
            package=names if stem == _PACKAGE else names[:-1],
        )


# Where it is


def _misplaced(view: View) -> Iterator[Problem]:
    """Find files where nothing looks for the module: in another folder, or under another name."""
    libraries = _libraries(view)
    # Few configs have any, and a search path can be long.
    there = {folded(view, folder) for folder in search_path(view)} if libraries else set()
    for library in libraries:
        above = without_package(library.folder, library.package)
        if library.is_called_right and above is not None and folded(view, above) in there:
            continue
        is_likely, is_replaced = may_be_added(view, library.path), view.search_paths is not None
        if is_likely and not is_replaced and library.is_called_right:
            continue
        who = f"{CPYTHON} does not look" if is_replaced else f"nothing in the config has {CPYTHON} look"
        doubt = ", unless the module `site` adds the folder" if is_replaced and is_likely else ""
        yield Problem(
            message=f"`{library.name}`: {who} for this module at `{library.path}`{doubt}{_wanted(view, library)}",
            paths=(library.setting, _PATHS),
            severity=Severity.ERROR if is_replaced and not is_likely else Severity.WARNING,
            hint=_place_hint(view, library),
        )


_SHOWN = 3
"""How many of the files are listed at most that would be found."""


def _wanted(view: View, library: _Library) -> str:
    """Say where the file would have to be, below the folders that the config lists for modules of its own."""
    is_windows = view.target.is_windows
    stem = library.stem if library.is_called_right else library.names[-1]
    inside = (*library.package, f"{stem}{_usable_suffix(view, library)}")
    shown, has_more = _own_folders(view)
    listed = [f"`{join((*folder, *inside), is_windows=is_windows)}`" for folder in shown]
    if not listed:
        return ""
    if has_more:
        listed.append("likewise below another of `paths`")
    return f"; it would have to be {join_words(listed, 'or')}"


@once
def _own_folders(view: View) -> tuple[list[Names], bool]:
    """Return the first folders that the config lists for modules of its own, and whether there are more."""
    own = (path for path in declared(view) if not _is_of_others(path))
    first = [names_of(path, is_windows=view.target.is_windows) for path in islice(own, _SHOWN + 1)]
    return first[:_SHOWN], len(first) > _SHOWN


def _is_of_others(path: str) -> bool:
    """Tell whether a folder is the standard library's, or that of installed packages."""
    return bool(is_library(path) or re.search(r"(^|[/\\])(stdlib|lib-dynload|(site|dist)-packages)[/\\]?$", path))


def _usable_suffix(view: View, library: _Library) -> str:
    """Return the suffix of the file, unless no version that the config is meant for takes it."""
    version = (tagged_version(library.suffix) or view.version).bare
    kind = fit(library.suffix, version, view.target)
    is_usable = kind not in {Fit.NONE, Fit.OTHER_PLATFORM} and version in view.config.versions
    return library.suffix if is_usable else plain_suffix(view.target)


def _place_hint(view: View, library: _Library) -> str:
    tail, count = library.names[-1], len(library.package)
    if not library.is_called_right:
        why = "build tools put `lib` before it" if library.stem == f"lib{tail}" else "the init function is named so too"
        return f"the file has the last part of the module's name, `{tail}{_usable_suffix(view, library)}`; {why}"
    below = names_of(library.path, is_windows=view.target.is_windows)[:-1]
    if count > len(below) or below[len(below) - count :] != library.package:
        return f"lay the file into the folder of its package, `{'/'.join(library.package)}`, below one of the paths"
    root = join(below[: len(below) - count], is_windows=view.target.is_windows).replace("\\", "\\\\")
    importer = view.config.filesystem_importer
    if importer is not None and importer.paths:
        return f'add "{root}" to `paths`, or lay the file below one of them'
    if view.is_pyembed:
        return (
            f'list the folder beside the standard library: filesystem_importer(paths = ["{root}"] + stdlib_paths(...))'
        )
    return f'have CPython look there: filesystem_importer(paths = ["{root}"], mode = "prepend")'


# The suffix


def _suffixes(view: View) -> Iterator[Problem]:
    """Find names that end as CPython does not look for: for another version, build or platform, or for none."""
    for suffix, libraries in _by_suffix(view).items():
        kind = fit(suffix, view.version, view.target)
        if kind in _OF_OTHER_BUILDS:
            yield from (_of_other_build(view, library, _OF_OTHER_BUILDS[kind]) for library in libraries)
        elif kind is not Fit.LOOKED_FOR:
            yield from (_of_no_use(view, library, kind) for library in libraries)


@once
def _by_suffix(view: View) -> Mapping[str, Sequence[_Library]]:
    found: dict[str, list[_Library]] = {}
    for library in _libraries(view):
        found.setdefault(library.suffix, []).append(library)
    return found


_OF_OTHER_BUILDS = {
    Fit.DEBUG: "debug builds",
    Fit.FREE_THREADED: "free-threaded builds",
    Fit.GIL: "builds with the GIL",
    Fit.RELEASE: "release builds",
}
"""The builds that take a file which the one that is looked at does not."""


def _of_other_build(view: View, library: _Library, builds: str) -> Problem:
    unless = "" if view.config.builds else "unless the host is linked with such a build, "
    return Problem(
        message=f"`{library.name}`: only {builds} of {CPYTHON} look for files that end in `{library.suffix}`",
        paths=(library.setting,),
        severity=Severity.WARNING,
        hint=f"{unless}the file should end in {_looked_for(view)}",
    )


def _of_no_use(view: View, library: _Library, kind: Fit) -> Problem:
    whose = ""
    if kind is Fit.OTHER_VERSION:
        whose = f", which is for CPython {tagged_version(library.suffix)}"
    elif kind is Fit.OTHER_PLATFORM:
        whose = ", which is for another platform"
    end = f"files that end in `{library.suffix}`" if library.suffix else "files without a suffix"
    # Nobody has said that the config is meant for the others.
    is_doubtful = kind is Fit.OTHER_VERSION and view.config.is_for_all_versions
    return Problem(
        message=(
            f"`{library.name}`: {CPYTHON} does not look for {end}{whose}; for {view.target.triple} it should be"
            f" {_looked_for(view)}"
        ),
        paths=(library.setting, *(["compatible_with.python"] if kind is Fit.OTHER_VERSION else [])),
        severity=Severity.WARNING if is_doubtful else Severity.ERROR,
        hint=_suffix_hint(view, library, kind),
    )


@once
def _looked_for(view: View) -> str:
    """List what is looked for; versions have one list together, so that they make one finding."""
    versions = versions_for(view.config, view.output)
    digits = None if len(versions) == 1 else "3X"
    lists = [suffixes(version, view.target, digits=digits) for version in versions]
    found = dict.fromkeys(each for listed in lists for each in listed)
    if digits is None:
        return join_words([f"`{each}`" for each in found], "or")
    # Those with a tag come first, as they do for each version; of the others, those that serve all versions.
    tagged_first = [
        *(each for each in found if each.startswith(".cp")),
        *(each for each in found if not each.startswith(".cp") and all(each in listed for listed in lists)),
    ]
    listed = join_words([f"`{each}`" for each in tagged_first], "or")
    return f"{listed}, where 3X is the version"


def _suffix_hint(view: View, library: _Library, kind: Fit) -> str:
    if kind is Fit.OTHER_VERSION:
        if view.config.python is not None:
            return "name the file that is made for that version, by `TARGET.python` where there are several"
        version = tagged_version(library.suffix)
        return f'limit the config, `compatible_with(python = "=={version}")`, or name the file by `TARGET.python`'
    if kind is Fit.OTHER_PLATFORM:
        return f"name the file that is made for {view.target.triple}, by `TARGET` where there are several"
    return f"call the file `{library.stem}{plain_suffix(view.target)}`"


RULES = (
    Rule(code="not-on-search-path", find=_misplaced, needs=frozenset({"dynamic_extensions"})),
    Rule(code="wrong-suffix", find=_suffixes, needs=frozenset({"dynamic_extensions"})),
)
