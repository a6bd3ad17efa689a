"""Rules about the global interpreter lock of free-threaded builds."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View
from configlang.cpython.builds import FREE_THREADED, has
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem


def _switched_on(view: View) -> Iterator[Problem]:
    """Modules that don't say that they do without the GIL have it switched on for all, linked in or in files."""
    if not has(view.version, FREE_THREADED) or view.given("enable_gil") is not None:
        return
    if any(option.partition("=")[0] == "gil" for option in view.config.interpreter.x_options or ()):
        return
    linked = [f"static_extension:{module.name}" for module in view.config.static_extensions]
    listed = [*linked, *(f"dynamic_extension:{module.name}" for module in view.config.dynamic_extensions)]
    if not listed:
        return
    name = listed[0].partition(":")[2]
    which = f"`{name}`" if len(listed) == 1 else f"`{name}` and the other extension modules"
    yield Problem(
        message=f"{which}: without a slot `Py_mod_gil`, the first import switches the GIL on in {CPYTHON}",
        paths=(listed[0],),
        severity=Severity.INFO,
        hint=(
            "give the module the slot `{Py_mod_gil, Py_MOD_GIL_NOT_USED}` (in PyO3, `gil_used = false`), or set"
            " `enable_gil`, which decides it whatever modules say"
        ),
    )


RULES = (
    Rule(
        code="gil-switched-on",
        find=_switched_on,
        needs=frozenset({"builds"}),
        extent=MEASURED.since("3.13"),
    ),
)
