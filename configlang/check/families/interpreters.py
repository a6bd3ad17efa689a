"""Rules about sub-interpreters: what does not start, what is unsafe though it starts, and what they can't import."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.config import SubInterpreter

_NEEDS = frozenset({"sub_interpreters"})
_SINCE = MEASURED.since("3.12")
"""The versions with `Py_NewInterpreterFromConfig`."""

_CHECKS_LINKED = MEASURED.since("3.13")
"""Those to which linked-in modules with single-phase initialisation are none for it."""


def _all(view: View) -> Iterator[tuple[SubInterpreter, str]]:
    """Yield the sub-interpreters, each with its path."""
    for interpreter in view.config.sub_interpreters:
        yield interpreter, f"sub_interpreter:{interpreter.name}"


def _absent(view: View) -> Iterator[Problem]:
    """Find versions that have no such interpreters."""
    if view.config.is_for_all_versions:
        return
    is_all = all(not _SINCE.covers(version) for version in view.config.versions)
    for interpreter, path in _all(view):
        yield Problem(
            message=f"`sub_interpreter`: {CPYTHON} can't start `{interpreter.name}`: its function fails there",
            paths=(path,),
            severity=Severity.ERROR if is_all else Severity.WARNING,
            hint='limit the versions: `compatible_with(python = ">=3.12")`',
        )


def _failing(view: View) -> Iterator[Problem]:
    """Find settings with which CPython refuses to start one."""
    for interpreter, path in _all(view):
        settings = interpreter.settings
        if not settings["use_main_obmalloc"] and not settings["check_multi_interp_extensions"]:
            given = [name for name in _TOGETHER if getattr(interpreter, name) is False]
            yield Problem(
                message=(
                    f"`{interpreter.name}` does not start: without `check_multi_interp_extensions` it could import"
                    " modules that need the main interpreter's allocator, which `use_main_obmalloc` keeps from it"
                ),
                paths=tuple(f"{path}.{name}" for name in given) or (path,),
                hint="leave both unset, so that they follow `gil`",
            )


_TOGETHER = ("check_multi_interp_extensions", "use_main_obmalloc")


def _own_gil_without_check(view: View) -> Iterator[Problem]:
    """Find interpreters with a GIL of their own that import modules which need the one of all."""
    for interpreter, path in _all(view):
        settings = interpreter.settings
        is_failing = not settings["use_main_obmalloc"]
        if interpreter.has_own_gil and not settings["check_multi_interp_extensions"] and not is_failing:
            yield Problem(
                message=(
                    f"`{interpreter.name}` has a GIL of its own, and imports modules too that rely on one GIL for all"
                    " interpreters: they then run in several threads at once"
                ),
                paths=(f"{path}.check_multi_interp_extensions",),
                hint='leave it unset, or write `gil = "shared"`',
            )


def _own_gil_with_one_allocator(view: View) -> Iterator[Problem]:
    """Find interpreters that take memory from an allocator without the lock that guards it."""
    for interpreter, path in _all(view):
        settings = interpreter.settings
        if interpreter.has_own_gil and settings["use_main_obmalloc"] and settings["check_multi_interp_extensions"]:
            yield Problem(
                message=(
                    f"`{interpreter.name}` has a GIL of its own, and takes its memory from the main interpreter's"
                    " allocator, which the GIL of that guards and nothing else"
                ),
                paths=(f"{path}.use_main_obmalloc",),
                hint='leave it unset, or write `gil = "shared"`',
            )


def _forking(view: View) -> Iterator[Problem]:
    """Find interpreters that are let fork, whose child does not live."""
    for interpreter, path in _all(view):
        if interpreter.allow_fork:
            yield Problem(
                message=f"`{interpreter.name}`: {CPYTHON} ends the child of `os.fork()` in a sub-interpreter at once",
                paths=(f"{path}.allow_fork",),
                hint="write `allow_fork = False`; `subprocess` works with that",
            )


def _daemons(view: View) -> Iterator[Problem]:
    """Find interpreters whose threads may be daemons, with which they can't be ended."""
    for interpreter, path in _all(view):
        if interpreter.allow_daemon_threads and interpreter.settings["allow_threads"]:
            yield Problem(
                message=(
                    f"`{interpreter.name}`: while a daemon thread runs in it, {CPYTHON} can't end it: Py_EndInterpreter"
                    " aborts the process"
                ),
                paths=(f"{path}.allow_daemon_threads",),
                hint="write `allow_daemon_threads = False`; `end_interpreter` of generated code fails while one runs",
            )


def _linked(view: View) -> Iterator[Problem]:
    """Say which linked-in modules it imports only where they say that they can bear it."""
    names = [extension.name for extension in view.config.static_extensions]
    which = f"`{names[0]}`" if len(names) == 1 else f"`{names[0]}` and the other linked-in modules" if names else ""
    for interpreter, path in _all(view):
        if not names or not interpreter.settings["check_multi_interp_extensions"]:
            continue
        if interpreter.has_own_gil:
            slot, only = "Py_MOD_PER_INTERPRETER_GIL_SUPPORTED", "where a slot says that several GILs are no harm"
        elif _CHECKS_LINKED.covers(view.version):
            slot, only = "Py_MOD_MULTIPLE_INTERPRETERS_SUPPORTED", "with multi-phase initialisation"
        else:
            continue
        yield Problem(
            message=f"`{interpreter.name}` imports {which} only {only}",
            paths=(path, f"static_extension:{names[0]}"),
            hint=f"give each module the slot `{{Py_mod_multiple_interpreters, {slot}}}`",
        )


def _library(view: View) -> Iterator[Problem]:
    """Say which modules of the standard library it can't import."""
    for interpreter, path in _all(view):
        if interpreter.settings["check_multi_interp_extensions"]:
            yield Problem(
                message=(
                    f"`{interpreter.name}` can't import `_ctypes`, `_datetime` and `_decimal` in {CPYTHON}: `ctypes`"
                    " fails, and the others are slower"
                ),
                paths=(path,),
                hint="they can be imported from 3.13 on",
            )


RULES = (
    Rule(code="no-sub-interpreters", find=_absent, needs=_NEEDS, extent=MEASURED.until("3.11")),
    Rule(code="sub-interpreter-fails", find=_failing, needs=_NEEDS, extent=_SINCE),
    Rule(code="unsafe-sub-interpreter", find=_own_gil_without_check, needs=_NEEDS, extent=_SINCE),
    Rule(code="unsafe-sub-interpreter", find=_own_gil_with_one_allocator, needs=_NEEDS, extent=_SINCE),
    Rule(code="unsafe-sub-interpreter", find=_forking, needs=_NEEDS, extent=_SINCE),
    Rule(code="unsafe-sub-interpreter", find=_daemons, needs=_NEEDS, extent=MEASURED.between("3.12", "3.13")),
    Rule(code="modules-in-sub-interpreters", find=_linked, needs=_NEEDS, extent=_SINCE),
    Rule(code="library-in-sub-interpreters", find=_library, needs=_NEEDS, extent=MEASURED.between("3.12", "3.12")),
)
