"""Rules about extension modules inside of packages: whether anything looks for them there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.check.inittab import (
    has_oxidized_finder,
    linked_in,
    looks_into_packages,
    needed_to_start,
    preloaded,
    without_finder,
)
from configlang.check.rule import Rule, View, once
from configlang.cpython import stdlib
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem


def _unfound(view: View) -> Iterator[Problem]:
    """Find dotted names that only CPython's own finder is asked for."""
    if looks_into_packages(view):
        return
    known = stdlib.submodules(view.version) | preloaded(view)
    for name in _dotted(view):
        if name not in known:
            unless = "" if view.is_pyembed else " unless the host adds a finder that does"
            yield Problem(
                message=(
                    f"`{name}`: {CPYTHON} does not look for linked-in modules inside of packages, so"
                    f" `import {name}` ends with ModuleNotFoundError{unless}"
                ),
                paths=(f"static_extension:{name}",),
                severity=without_finder(view),
                hint=(
                    'limit the config, `compatible_with(python = ">=3.11.4")`, or leave the package out of the name;'
                    " the outputs `c` and `rust-ffi`, and `oxidized_importer`, bring a finder that does"
                ),
            )


@once
def _dotted(view: View) -> tuple[str, ...]:
    """Return the linked-in modules inside of packages."""
    return tuple(name for name in linked_in(view) if "." in name)


def _parentless(view: View) -> Iterator[Problem]:
    """Find modules inside of what is no package, or of a package that can't be imported."""
    dynamic = (extension.name for extension in view.config.dynamic_extensions if "." in extension.name)
    dotted = [("static_extension", name) for name in _dotted(view) if looks_into_packages(view)]
    names = preloaded(view)
    for rule, name in (*dotted, *(("dynamic_extension", name) for name in dynamic)):
        if name not in names:
            path = f"{rule}:{name}"
            problem = _in_leaf(view, path, name) or _without_files(view, path)
            if problem is not None:
                yield problem


def _parents(name: str, most: int = -1) -> Iterator[str]:
    """Give the packages that a module lies in, the outermost first, and at most so many."""
    end = name.find(".")
    while end != -1 and most != 0:
        yield name[:end]
        end = name.find(".", end + 1)
        most -= 1


@once
def _leaves(view: View) -> Mapping[str, str]:
    """Return the modules that are no packages, with their places in the origins."""
    leaves = {name: f"static_extension:{name}" for name in linked_in(view)}
    libraries = (extension.name for extension in view.config.dynamic_extensions if not extension.is_package)
    leaves.update((name, f"dynamic_extension:{name}") for name in libraries)
    return leaves


@once
def _outermost_leaves(view: View) -> Mapping[str, str]:
    """
    Return the modules that lie inside of one that is no package, with the outermost such.

    A name may have any number of parts, so that its packages are not tried one by one: in the order of the parts, what
    lies inside of a module follows right behind it.
    """
    leaves, found = _leaves(view), {}
    dynamic = (extension.name for extension in view.config.dynamic_extensions)
    around: str | None = None
    for name in sorted({*leaves, *dynamic}, key=lambda name: name.replace(".", "\0")):
        if around is not None and name.startswith(f"{around}."):
            found[name] = around
        else:
            around = name if name in leaves else None
    return found


def _in_leaf(view: View, path: str, name: str) -> Problem | None:
    leaf = _outermost_leaves(view).get(name)
    plain = stdlib.without_submodules(view.version, view.target.os)
    known = next((parent for parent in _parents(name, _DEEPEST) if parent in plain), None)
    if leaf is not None and (known is None or len(leaf) <= len(known)):
        parent = leaf
        return Problem(
            message=(
                f"`{name}`: an extension module such as `{parent}` is no package for {CPYTHON}, so `import {name}`"
                f" ends with ModuleNotFoundError unless `{parent}` sets a `__path__` itself"
            ),
            paths=(path, _leaves(view)[parent]),
            severity=Severity.WARNING,
            hint=f"make `{parent}` a package of Python files, or let its init function put `{name}` into `sys.modules`",
        )
    if known is not None:
        return Problem(
            message=(
                f"`{name}`: the `{known}` of {CPYTHON} is no package, so `import {name}` ends with ModuleNotFoundError"
            ),
            paths=(path,),
            hint="put it into a package of yours",
        )
    return None


_DEEPEST = 8
"""Parts in the name of a module of the standard library, generously."""


def _without_files(view: View, path: str) -> Problem | None:
    """Say that a package is out of reach where the importer of files is off; frozen ones are the host's matter."""
    importer, name = view.config.filesystem_importer, path.partition(":")[2]
    if importer is None or importer.enabled or (path.startswith("dynamic_extension:") and name not in _packed(view)):
        # Without that importer a shared library of its own is not found anyway.
        return None
    missing = next(_missing(view, name), None)
    if missing is None:
        return None
    if not has_oxidized_finder(view):
        lacks, hint = "", "leave the package out of the name, or leave `enabled` on"
    else:
        lacks = ", and the config names no packed resources that may have it"
        hint = (
            f'declare `{missing}` as well, in a library that is called `__init__`, with `loader = "oxidized"`, name a'
            " packed-resources file that has it, leave the package out of the name, or leave `enabled` on"
        )
    return Problem(
        message=(
            f"`{name}`: its package `{missing}` can't be imported unless the host has it frozen: the filesystem"
            f" importer is off once {CPYTHON} has started{lacks}"
        ),
        paths=(path, "filesystem_importer.enabled"),
        severity=Severity.WARNING,
        hint=hint,
    )


def _missing(view: View, name: str) -> Iterator[str]:
    """Give the packages of a module that nothing in the config has; those that the start imports are there."""
    oxidized = view.config.oxidized_importer
    if view.is_pyoxy or (oxidized is not None and (oxidized.embedded or oxidized.memory_mapped)):
        # PyOxy and other packed-resources files have what the config does not tell.
        return
    packed, needed = _packed(view), needed_to_start(view)
    yield from (parent for parent in _parents(name) if not packed.get(parent) and parent not in needed)


@once
def _packed(view: View) -> Mapping[str, bool]:
    """Return the modules that OxidizedFinder loads from shared libraries, and whether each is a package."""
    return {extension.name: extension.is_package for extension in view.config.packed_extensions}


RULES = (
    Rule(code="unfound-in-package", find=_unfound, needs=frozenset({"static_extensions"})),
    Rule(code="no-package", find=_parentless, needs=frozenset({"static_extensions", "dynamic_extensions"})),
)
