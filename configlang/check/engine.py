"""The rules, and how all of them are run over a config: once per CPython version, and each finding told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from configlang.check.families import (
    allocators,
    availability,
    dynamic,
    embedders,
    encodings,
    isolation,
    modules,
    numbers,
    path_texts,
    paths,
    prefixes,
    running,
    switches,
    warn_options,
    x_options,
)
from configlang.check.rule import BY_NAME, Problem, Rule, View, versions_for
from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Finding, Related
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.origins import Origins

WHOLE_RULES: tuple[Callable[[Config, Origins], Iterator[Finding]], ...] = (
    availability.check_versions,
    availability.check_platforms,
)
"""The rules about the versions and targets themselves: each sees the config once."""

RULES: tuple[Rule, ...] = (
    *allocators.RULES,
    *dynamic.RULES,
    *embedders.RULES,
    *encodings.RULES,
    *isolation.RULES,
    *modules.RULES,
    *numbers.RULES,
    *path_texts.RULES,
    *paths.RULES,
    *prefixes.RULES,
    *running.RULES,
    *switches.RULES,
    *warn_options.RULES,
    *x_options.RULES,
)
"""The rules about what one CPython does: each sees the config once per version."""


def check(config: Config, origins: Origins, output: Output | None = None) -> list[Finding]:
    """
    Return what every rule finds in a config.

    Args:
        config: The config.
        origins: Where its values were declared.
        output: The output that it is meant for; None leaves out what only an embedder adds.
    """
    found = [finding for rule in WHOLE_RULES for finding in rule(config, origins)]
    versions = versions_for(config, output)
    for (code, problem), holding in problems(config, output).items():
        found.append(_finding(code, problem, holding, versions, origins))
    return found


def problems(config: Config, output: Output | None) -> dict[tuple[str, Problem], list[Version]]:
    """Return what the rules about single versions find, with its code, and the versions that it holds for."""
    given = {name for name in BY_NAME if getattr(config.interpreter, name) is not None}
    holding: dict[tuple[str, Problem], list[Version]] = {}
    rules = [rule for rule in RULES if not rule.fields or rule.fields & given]
    for version in versions_for(config, output):
        view = View(config=config, version=version, output=output)
        for rule in rules:
            if rule.applies_to(view):
                for problem in rule.find(view):
                    holding.setdefault((problem.code or rule.code, problem), []).append(version)
    return holding


def _finding(
    code: str, problem: Problem, holding: list[Version], versions: tuple[Version, ...], origins: Origins
) -> Finding:
    # One version alone has been chosen, and needs no name.
    is_everywhere = len(holding) == len(versions)
    cpython = "CPython" if is_everywhere else f"CPython {show_versions(holding)}"
    known = [path for path in problem.paths if path in origins]
    first = origins[known[0]] if known else None
    return Finding(
        code=code,
        message=problem.message.replace("{cpython}", cpython),
        span=first.span(problem.element) if first else None,
        stack=first.declaration.stack if first else (),
        severity=problem.severity,
        related=tuple(
            Related(f"`{_name(path)}` is set here", origins[path].span())
            for path in dict.fromkeys(known[1:])
            if origins[path].span() != (first.span() if first else None)
        ),
        hint=problem.hint,
    )


def _name(path: str) -> str:
    return path.partition(":")[2] or path.rpartition(".")[2]
