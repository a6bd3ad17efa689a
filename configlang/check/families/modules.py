"""
Rules about the names of linked-in modules: those that CPython, its standard library or an embedder has already.

CPython looks for a name among the built-in modules first, which linked-in modules are added to.
"""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.inittab import (
    RENAME,
    built_in,
    can_replace_symbols,
    has_default_init,
    is_built_in,
    is_found,
    is_of_stdlib,
    linked_in,
    linked_in_among,
    looks_into_packages,
    needed_to_run,
    needed_to_start,
    preloaded,
    replaces_built_in,
    without_finder,
)
from configlang.check.rule import Rule, View
from configlang.cpython import stdlib
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.config import StaticExtension

# A name that is taken


def _taken(view: View) -> Iterator[Problem]:
    """Find linked-in modules that are never used, because another one of the same name comes first."""
    names = built_in(view), preloaded(view), stdlib.submodules(view.version)
    for extension in linked_in_among(view, *names):
        name, severity, hint = extension.name, Severity.ERROR, RENAME
        if is_built_in(view, name):
            if replaces_built_in(view, name):
                continue
            why = _why_built_in(view, extension)
            if is_of_stdlib(extension):
                severity = Severity.WARNING
                hint = "if it is the standard library's own, link it in for those versions only that don't have it so"
        elif name in preloaded(view):
            why = f"{CPYTHON} puts a module of its own under this name into `sys.modules`, so this one is never used"
        elif name in stdlib.submodules(view.version) and not looks_into_packages(view):
            why = (
                f"{CPYTHON} does not look for linked-in modules inside of packages, so the standard library's module"
                " of this name is used instead"
            )
            severity = without_finder(view)
        else:
            continue
        yield Problem(message=f"`{name}`: {why}", paths=(f"static_extension:{name}",), severity=severity, hint=hint)


def _why_built_in(view: View, extension: StaticExtension) -> str:
    symbols = stdlib.init_symbols(view.version, view.target.os)
    if has_default_init(extension) and extension.init in symbols and can_replace_symbols(view):
        return (
            f"{CPYTHON} has a built-in module of this name, which its own `{extension.init}` makes; a function of"
            " yours of that name takes its place or does not link, and without one the declaration does nothing"
        )
    if view.is_generated:
        return f"{CPYTHON} has a built-in module of this name, so the generated code refuses to start"
    return f"{CPYTHON} has a built-in module of this name, which comes first, so this one is never used"


def _taken_by_pyembed(view: View) -> Iterator[Problem]:
    """Find a namesake of the module that pyembed puts into the table before those of the config."""
    if view.config.oxidized_importer is None or view.is_generated:
        return
    if "oxidized_importer" in linked_in(view):
        yield Problem(
            message="`oxidized_importer`: pyembed links in a module of this name itself, so this one is never used",
            paths=("static_extension:oxidized_importer", "oxidized_importer.embedded"),
            hint=RENAME,
        )


# A name that CPython needs


def _breaking(view: View) -> Iterator[Problem]:
    """Find linked-in modules in the place of one that CPython can't do without."""
    for extension in linked_in_among(view, needed_to_start(view), needed_to_run(view)):
        if is_found(view, extension.name):
            from configlang.check.families import module_libraries

            problem = module_libraries.breaking(view, extension.name, f"static_extension:{extension.name}")
            if problem is not None:
                yield problem


# A name that others use


def _shadowing(view: View) -> Iterator[Problem]:
    """Find linked-in modules that hide one of the standard library."""
    needed = needed_to_start(view) | needed_to_run(view)
    version = view.version
    names = built_in(view), stdlib.modules(version), stdlib.submodules(version), stdlib.tests(version)
    for extension in linked_in_among(view, *names):
        name = extension.name
        if name in needed or is_of_stdlib(extension) or not is_found(view, name):
            continue
        if is_built_in(view, name):
            why = f"of several built-in modules of one name {CPYTHON} takes the last one"
        else:
            why = f"{CPYTHON} looks among linked-in modules first"
        yield Problem(
            message=f"`{name}`: {why}, so whoever imports the standard library's module of this name gets this one",
            paths=(f"static_extension:{name}",),
            hint=RENAME,
        )


RULES = (
    Rule(code="name-taken", find=_taken, needs=frozenset({"static_extensions"})),
    Rule(code="name-taken", find=_taken_by_pyembed, needs=frozenset({"static_extensions"})),
    Rule(code="breaks-start", find=_breaking, needs=frozenset({"static_extensions"})),
    Rule(code="shadows-stdlib", find=_shadowing, needs=frozenset({"static_extensions"})),
)
