"""Rules about isolation: the user's surroundings, and what keeps them out."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.view import Problem, Rule, View
from configlang.findings.finding import Severity

_OVERRULED = {
    "use_environment": "no `PYTHON*` variable is read",
    "user_site_directory": "the user's site-packages stay away",
}


def _overruled(view: View) -> Iterator[Problem]:
    """Isolation switches these off whatever they say (cpython#101471)."""
    if not view.is_isolated:
        return
    for name, effect in _OVERRULED.items():
        if view.is_set_on(name):
            yield Problem(
                message=f"`{name} = True` has no effect: {{cpython}} switches it off while `isolated` is on, so {effect}",
                paths=(f"interpreter.{name}", view.source("isolated")),
                severity=Severity.ERROR,
                holds="False",
                hint="set `isolated = False` as well, or leave this one unset",
            )


RULES = (Rule(code="isolated-overrules", find=_overruled, fields=frozenset(_OVERRULED)),)
