"""What the host passes at run time: what nothing is made of, and what can't be checked before the program runs."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.findings.finding import Severity
from configlang.findings.problem import Problem
from configlang.findings.suggest import join_words
from configlang.schema.config import Config
from configlang.schema.host_values import uses


def problems(config: Config) -> Iterator[Problem]:
    """Yield what is to be said of the values of the host, each once and not for each version."""
    used: dict[str, list[str]] = {}
    for use in uses(config):
        for name in use.names:
            used.setdefault(name, []).append(_shown(use.path))
    for value in config.host_values:
        path = f"host_value:{value.name}"
        if value.name not in used:
            yield Problem(
                code="unused-host-value",
                message=f"`{value.name}`: the host passes it, and nothing in the config is made of it",
                paths=(path,),
                severity=Severity.WARNING,
                hint="use the text that `host_value` returns, or leave the call out",
            )
        elif value.default is None:
            shown = [*dict.fromkeys(used[value.name])]
            state = "no start" if value.must_be_passed else "unset"
            yield Problem(
                code="unchecked-host-value",
                message=(
                    f"`{value.name}` is known at run time alone: {join_words(shown, 'and')}"
                    f" {'is' if len(shown) == 1 else 'are'} checked without it (not passed: {state})"
                ),
                paths=(path,),
                severity=Severity.INFO,
                hint="give `default = ...` to have that checked",
            )


def _shown(path: str) -> str:
    """Return a setting as it stands in a message."""
    part, _, argument = path.rpartition(".")
    rule, _, name = part.partition(":")
    return f"`{argument}`" if rule == "interpreter" else f"`{argument}` of `{name or rule}`"
