"""Rules about extension modules inside of packages: whether anything looks for them there."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.inittab import (
    has_oxidized_finder,
    is_built_in,
    linked_in,
    looks_into_packages,
    needed_to_start,
    preloaded,
    without_finder,
)
from configlang.check.rule import Rule, View
from configlang.cpython import stdlib
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem


def _unfound(view: View) -> Iterator[Problem]:
    """Find dotted names that only CPython's own finder is asked for."""
    if looks_into_packages(view):
        return
    for extension in linked_in(view):
        name = extension.name
        is_known = name in stdlib.submodules(view.version) or name in preloaded(view)
        if "." in name and not is_known:
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


def _parentless(view: View) -> Iterator[Problem]:
    """Find modules inside of what is no package, or of a package that can't be imported."""
    leaves = {extension.name: f"static_extension:{extension.name}" for extension in linked_in(view)}
    dotted = [(path, name) for name, path in leaves.items() if looks_into_packages(view)]
    for dynamic in view.config.dynamic_extensions:
        path = f"dynamic_extension:{dynamic.name}"
        dotted.append((path, dynamic.name))
        if not dynamic.is_package:
            leaves[dynamic.name] = path
    for path, name in dotted:
        if "." not in name or name in preloaded(view):
            continue
        problem = next(filter(None, (_in_leaf(view, path, parent, leaves) for parent in _parents(name))), None)
        problem = problem or _without_files(view, path)
        if problem is not None:
            yield problem


def _parents(name: str) -> Iterator[str]:
    parts = name.split(".")
    return (".".join(parts[:count]) for count in range(1, len(parts)))


def _in_leaf(view: View, path: str, parent: str, leaves: dict[str, str]) -> Problem | None:
    name = path.partition(":")[2]
    if parent in leaves:
        return Problem(
            message=(
                f"`{name}`: an extension module such as `{parent}` is no package for {CPYTHON}, so `import {name}`"
                f" ends with ModuleNotFoundError unless `{parent}` sets a `__path__` itself"
            ),
            paths=(path, leaves[parent]),
            severity=Severity.WARNING,
            hint=f"make `{parent}` a package of Python files, or let its init function put `{name}` into `sys.modules`",
        )
    known = parent in stdlib.modules(view.version) or parent in stdlib.submodules(view.version)
    if (known or is_built_in(view, parent)) and parent not in stdlib.packages(view.version):
        return Problem(
            message=(
                f"`{name}`: the `{parent}` of {CPYTHON} is no package, so `import {name}` ends with ModuleNotFoundError"
            ),
            paths=(path,),
            hint="put it into a package of yours",
        )
    return None


def _without_files(view: View, path: str) -> Problem | None:
    """Say that a package is out of reach where the importer of files is off; frozen ones are the host's matter."""
    importer, name = view.config.filesystem_importer, path.partition(":")[2]
    packed = {extension.name for extension in view.config.packed_extensions}
    if importer is None or importer.enabled or (path.startswith("dynamic_extension:") and name not in packed):
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
    packed = {extension.name for extension in view.config.packed_extensions if extension.is_package}
    here = packed | needed_to_start(view)
    yield from (parent for parent in _parents(name) if parent not in here)


RULES = (
    Rule(code="unfound-in-package", find=_unfound),
    Rule(code="no-package", find=_parentless),
)
