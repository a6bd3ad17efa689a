"""Rules about an importer of files that is switched off: what can't be imported or run any more."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View, once
from configlang.cpython.search_path import is_library
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem

_SWITCH = "filesystem_importer.enabled"
_COMMAND_NEEDS_FILES = MEASURED.between("3.13", "3.14")
"""The versions that import `linecache` from a file before they run a command; later ones have it frozen."""


def _is_off(view: View) -> bool:
    importer = view.config.filesystem_importer
    return importer is not None and not importer.enabled


def _has_none(view: View) -> bool:
    """Tell whether nothing but built-in and frozen modules is left; PyOxy's builds bring OxidizedFinder along."""
    return _is_off(view) and view.config.oxidized_importer is None and not view.is_pyoxy


@once
def _extensions(view: View) -> tuple[Problem, ...]:
    """Find modules in shared libraries that only that importer finds, whatever other importer there is."""
    return tuple(_find_extensions(view))


def _find_extensions(view: View) -> Iterator[Problem]:
    if not _is_off(view):
        return
    for extension in view.config.dynamic_extensions:
        if extension.loader == "filesystem":
            yield Problem(
                message=(
                    f"`{extension.name}` can't be imported: the filesystem importer, which finds its shared library, is"
                    f" off once {CPYTHON} has started"
                ),
                paths=(f"dynamic_extension:{extension.name}", _SWITCH),
                hint=_hint(view),
            )


def _hint(view: View) -> str:
    if view.config.oxidized_importer is not None and not view.is_pyoxy:
        return 'write `loader = "oxidized"`, which OxidizedFinder loads, or leave `enabled` on'
    return "leave `enabled` on, or link the module in with `static_extension`"


def _programs(view: View) -> Iterator[Problem]:
    """Find programs that need a module from a file: their own, or one of the standard library."""
    name = view.runs[0]
    if not _has_none(view):
        return
    if name == "run_module":
        why = "the module is not found, and neither is what `runpy` needs to look for it"
    elif name == "run_command" and _COMMAND_NEEDS_FILES.covers(view.version):
        why = "before it runs a command it imports `linecache`, which is not found"
    else:
        return
    yield Problem(
        message=f"`{name}`: with the filesystem importer off, {CPYTHON} ends with exit code 1: {why}",
        paths=(f"interpreter.{name}", _SWITCH),
        hint="leave `enabled` on, or have the host run code itself once Python has started",
    )


@once
def _paths(view: View) -> tuple[Problem, ...]:
    """Find folders that nothing looks into: the start needs the standard library alone."""
    return tuple(_find_paths(view))


def _find_paths(view: View) -> Iterator[Problem]:
    importer = view.config.filesystem_importer
    if importer is None or importer.enabled:
        return
    for index, path in enumerate(importer.paths or ()):
        if not is_library(path):
            yield Problem(
                message=(
                    f'`paths`: no module can be imported from "{path}": the importer of files is off once {CPYTHON}'
                    " has started"
                ),
                paths=("filesystem_importer.paths", _SWITCH),
                severity=Severity.WARNING,
                hint="leave `enabled` on, or list only where the standard library lies, which the start needs",
                element=index,
            )


RULES = (
    Rule(code="importer-off", find=_extensions, needs=frozenset({"filesystem_importer"})),
    Rule(code="importer-off", find=_programs, needs=frozenset({"run_command", "run_module", "run_filename"})),
    Rule(code="importer-off", find=_paths, needs=frozenset({"filesystem_importer"})),
)
