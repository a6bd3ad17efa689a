"""Rules about the workers of ``multiprocessing``: processes of the same program, told by their command line."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import Rule, View
from configlang.findings.problem import CPYTHON, Problem
from configlang.outputs.table import Starter

_FROZEN = "interpreter.sys_frozen"
_DISPATCH = "interpreter.multiprocessing_auto_dispatch"
_FREEZE_SUPPORT = "call `multiprocessing.freeze_support()` at the start of the program"
_MARK = "`--multiprocessing-fork`"
_PYEMBED = frozenset({Starter.PYEMBED})


def _mark_lost(view: View) -> Iterator[Problem]:
    """Find what keeps the mark of a worker, by which a frozen program knows it, out of ``sys.argv``."""
    if not view.is_set_on("sys_frozen"):
        return
    if view.given("argv") is not None:
        yield Problem(
            message=(
                f"`argv`: with `sys_frozen`, `multiprocessing` tells a worker from the program by {_MARK} among its"
                f" arguments, in whose place {CPYTHON} has this list: a worker that it spawns runs the program once"
                " more"
            ),
            paths=("interpreter.argv", _FROZEN),
            hint="leave `argv` unset, so that the host passes the arguments of the process on",
        )
    elif view.is_on("parse_argv"):
        yield Problem(
            message=(
                f"`sys_frozen`: `multiprocessing` then starts workers with {_MARK}, which {CPYTHON} reads as an"
                " option of its own that it doesn't know: a worker that it spawns ends at once"
            ),
            paths=(_FROZEN, view.source("parse_argv")),
            hint="set `parse_argv = False`",
        )


def _broken(view: View) -> Iterator[Problem]:
    """Find what pyembed 0.24 breaks: the handle goes to ``spawn_main`` as a dict (interpreter.rs:575)."""
    given = view.given("multiprocessing_auto_dispatch")
    spawns = view.target.os in {"windows", "macos"} or view.given("multiprocessing_start_method") == "spawn"
    if not view.is_set_on("sys_frozen") or given is False or not (given or spawns) or view.is_on("parse_argv"):
        return
    yield Problem(
        message=(
            "`multiprocessing_auto_dispatch`: pyembed's `run()` passes a worker that `multiprocessing` spawns its"
            " arguments in a wrong form, and it ends with a TypeError"
        ),
        paths=(_DISPATCH, _FROZEN),
        hint=f"set `multiprocessing_auto_dispatch = False`, and {_FREEZE_SUPPORT}",
    )


def _unmarked(view: View) -> Iterator[Problem]:
    """Find workers that are started as ``-c CODE``, like those of the ``python`` command; other outputs know them."""
    if view.is_set_on("sys_frozen") or view.is_on("parse_argv") or not view.runs:
        return
    if view.is_set_on("multiprocessing_auto_dispatch"):
        yield Problem(
            message=(
                f"`multiprocessing_auto_dispatch = True` has no effect on workers: without `sys.frozen`, {CPYTHON}"
                f" starts them with `-c CODE` and not with the mark {_MARK} that they are known by"
            ),
            paths=(_DISPATCH, _FROZEN),
            hint=f"set it to False and `sys_frozen = True`, and {_FREEZE_SUPPORT}",
        )


RULES = (
    Rule(code="workers-lost", find=_mark_lost, needs=frozenset({"sys_frozen"})),
    Rule(code="workers-lost", find=_broken, needs=frozenset({"sys_frozen"}), starters=_PYEMBED),
    Rule(code="workers-lost", find=_unmarked, needs=frozenset({"multiprocessing_auto_dispatch"}), starters=_PYEMBED),
)
