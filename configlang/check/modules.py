"""
Rules about the names of extension modules: those that CPython, its standard library or an embedder has already.

CPython looks for a name among the built-in modules first, which linked-in modules are added to, then among the frozen
ones, then in files.
"""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check import module_inits, module_packages, stdlib
from configlang.check.inittab import (
    can_replace_symbols,
    has_default_init,
    is_built_in,
    is_found,
    is_of_stdlib,
    linked_in,
    looks_into_packages,
    replaces_built_in,
    without_finder,
)
from configlang.check.view import C_OUTPUTS, Problem, Rule, View
from configlang.findings.finding import Severity
from configlang.schema.config import StaticExtension

_RENAME = "give it a name of its own, with the name of your project in it or inside of a package of yours"


# A name that is taken


def _taken(view: View) -> Iterator[Problem]:
    """Find linked-in modules that are never used, because another one of the same name comes first."""
    for extension in linked_in(view):
        name, severity, hint = extension.name, Severity.ERROR, _RENAME
        if is_built_in(view, name):
            if replaces_built_in(view, name):
                continue
            why = _why_built_in(view, extension)
            if is_of_stdlib(extension):
                severity = Severity.WARNING
                hint = "if it is the standard library's own, link it in for those versions only that don't have it so"
        elif name in stdlib.preloaded(view.version):
            why = "{cpython} puts a module of its own under this name into `sys.modules`, so this one is never used"
        elif name in stdlib.submodules(view.version) and not looks_into_packages(view):
            why = (
                "{cpython} does not look for linked-in modules inside of packages, so the standard library's module"
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
            f"{{cpython}} has a built-in module of this name, which its own `{extension.init}` makes; a function of"
            " yours of that name takes its place or does not link, and without one the declaration does nothing"
        )
    if view.output in C_OUTPUTS:
        return "{cpython} has a built-in module of this name, so the generated code refuses to start"
    return "{cpython} has a built-in module of this name, which comes first, so this one is never used"


def _taken_by_pyembed(view: View) -> Iterator[Problem]:
    """Find a namesake of the module that pyembed puts into the table before those of the config."""
    if view.config.oxidized_importer is None or view.output in C_OUTPUTS:
        return
    if any(extension.name == "oxidized_importer" for extension in linked_in(view)):
        yield Problem(
            message="`oxidized_importer`: pyembed links in a module of this name itself, so this one is never used",
            paths=("static_extension:oxidized_importer", "oxidized_importer.embedded"),
            severity=Severity.ERROR,
            hint=_RENAME,
        )


def _taken_before_files(view: View) -> Iterator[Problem]:
    """Find shared libraries that are never loaded, because CPython has the module before it looks into files."""
    for extension in view.config.dynamic_extensions:
        name, hint = extension.name, _RENAME
        if is_built_in(view, name):
            why = "has a built-in module of this name, and looks for those before files"
        elif name in stdlib.preloaded(view.version):
            why = "puts a module of its own under this name into `sys.modules`"
        elif name in _frozen(view):
            why = "has a module of this name frozen into it, and looks for those before files"
            if name not in stdlib.frozen(_IMPORTER_ONLY):
                hint += "; `use_frozen_modules = False` lets files come first"
        else:
            continue
        yield Problem(
            message=f"`{name}`: {{cpython}} {why}, so the shared library is never loaded",
            paths=(f"dynamic_extension:{name}",),
            severity=Severity.ERROR,
            hint=hint,
        )


_IMPORTER_ONLY = "3.10"
"""The last version that has the parts of its importer frozen into it, and no more; later ones can be told to."""


def _frozen(view: View) -> frozenset[str]:
    names = stdlib.frozen(view.version)
    is_off = "frozen_modules=off" in (view.config.interpreter.x_options or ())
    return names & stdlib.frozen(_IMPORTER_ONLY) if is_off or view.is_set_off("use_frozen_modules") else names


# A name that CPython needs


def _breaking(view: View) -> Iterator[Problem]:
    """Find linked-in modules in the place of one that CPython can't do without."""
    to_start, to_run = _needed(view)
    for extension in linked_in(view):
        name = extension.name
        if name in to_start and is_found(view, name):
            yield Problem(
                message=f"`{name}`: {{cpython}} needs its own module of this name to start, and gets this one instead",
                paths=(f"static_extension:{name}",),
                severity=Severity.ERROR,
                hint=_RENAME,
            )
        elif name in to_run and is_found(view, name):
            field = view.runs[0]
            yield Problem(
                message=(
                    f"`{name}`: {{cpython}} needs its own module of this name for `{field}`, gets this one instead,"
                    " and ends with exit code 1"
                ),
                paths=(f"static_extension:{name}", f"interpreter.{field}"),
                severity=Severity.ERROR,
                hint=_RENAME,
            )


def _needed(view: View) -> tuple[frozenset[str], frozenset[str]]:
    """Return the modules that the start needs, and those that the program needs which the config names."""
    to_start = stdlib.needed_to_start(view.version, view.target.os, has_site=view.is_on("site_import"))
    return to_start, stdlib.needed_to_run(view.version, view.runs[0]) if view.runs else frozenset()


# A name that others use


def _shadowing(view: View) -> Iterator[Problem]:
    """Find linked-in modules that hide one of the standard library."""
    to_start, to_run = _needed(view)
    for extension in linked_in(view):
        name = extension.name
        if name in to_start or name in to_run or is_of_stdlib(extension) or not is_found(view, name):
            continue
        if is_built_in(view, name):
            why = "of several built-in modules of one name {cpython} takes the last one"
        elif name in stdlib.modules(view.version) or name in stdlib.submodules(view.version):
            why = "{cpython} looks among linked-in modules first"
        else:
            continue
        yield Problem(
            message=f"`{name}`: {why}, so whoever imports the standard library's module of this name gets this one",
            paths=(f"static_extension:{name}",),
            hint=_RENAME,
        )


def _shadowing_from_file(view: View) -> Iterator[Problem]:
    """Find shared libraries that hide a module of the standard library, or that it hides."""
    taken = stdlib.preloaded(view.version) | _frozen(view)
    for extension in view.config.dynamic_extensions:
        name = extension.name
        if is_built_in(view, name) or name in taken or stdlib.is_extension_somewhere(name):
            continue
        if name in stdlib.modules(view.version) or name in stdlib.submodules(view.version):
            yield Problem(
                message=(
                    f"`{name}`: {{cpython}} has a module of this name in its standard library; all who import it get"
                    " the one that comes first in `sys.path`"
                ),
                paths=(f"dynamic_extension:{name}",),
                hint=_RENAME,
            )


RULES = (
    Rule(code="name-taken", find=_taken),
    Rule(code="name-taken", find=_taken_by_pyembed),
    Rule(code="name-taken", find=_taken_before_files),
    Rule(code="breaks-start", find=_breaking),
    Rule(code="shadows-stdlib", find=_shadowing),
    Rule(code="shadows-stdlib", find=_shadowing_from_file),
    *module_inits.RULES,
    *module_packages.RULES,
)
