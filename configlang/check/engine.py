"""The rules, and how all of them are run over a config: once per CPython version, and each finding told once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from configlang.check.families import (
    allocators,
    availability,
    dynamic,
    embedders,
    empty_paths,
    encodings,
    homes,
    host,
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
from configlang.check.rule import Rule, View, cpython_of, parts_for, versions_for
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import Version, joined
from configlang.findings.finding import Finding
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.origins import Origins, to_finding
from configlang.schema.table import ARGUMENTS
from configlang.schema.variants import Variant, on_versions

WHOLE_RULES: tuple[Callable[[Config], Iterator[Problem]], ...] = (
    availability.check_versions,
    availability.check_platforms,
    availability.check_targets,
    availability.check_limits,
)
"""The rules about the versions and targets themselves: each sees the config once."""

RULES: tuple[Rule, ...] = (
    *allocators.RULES,
    *dynamic.RULES,
    *embedders.RULES,
    *empty_paths.RULES,
    *encodings.RULES,
    *homes.RULES,
    *host.RULES,
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
    cpython = "CPython" if config.python is None else f"CPython {config.python}"
    found = [to_finding(problem, origins, cpython=cpython) for rule in WHOLE_RULES for problem in rule(config)]
    versions = versions_for(config, output)
    names: dict[tuple[Version, ...], str] = {}
    for problem, holding in problems(config, output).items():
        key = tuple(holding)
        if key not in names:
            names[key] = cpython_of(holding, versions)
        found.append(to_finding(problem, origins, cpython=names[key]))
    return found


def check_each(variants: Sequence[Variant], output: Output | None = None) -> list[Finding]:
    """
    Return what every rule finds in a config, each finding once, and with the versions where those are not all.

    Args:
        variants: The config; where it goes by the version, as it is for each.
        output: The output that it is meant for; None leaves out what only an embedder adds.
    """
    if len(variants) == 1:
        return check(*variants[0], output)
    holding: dict[Finding, list[Version]] = {}
    for config, origins in variants:
        told = problems(config, output)
        told.update((problem, [*config.releases]) for rule in WHOLE_RULES for problem in rule(config))
        for problem, versions in told.items():
            holding.setdefault(to_finding(problem, origins, cpython=CPYTHON), []).extend(versions)
    checked = [version for config, _ in variants for version in versions_for(config, output)]
    return [_named(finding, versions, checked) for finding, versions in holding.items()]


def _named(finding: Finding, holding: Sequence[Version], checked: Sequence[Version]) -> Finding:
    """Return a finding that says which versions it is about, where those are not all that were looked at."""
    cpython = cpython_of(holding, checked)
    if CPYTHON in finding.message:
        return records.evolve(finding, message=finding.message.replace(CPYTHON, cpython))
    return finding if cpython == "CPython" else on_versions(finding, holding)


def problems(config: Config, output: Output | None) -> dict[Problem, list[Version]]:
    """Return what the rules about single versions find, and the versions that it holds for."""
    given = {name for name in ARGUMENTS if getattr(config.interpreter, name) is not None}
    holding: dict[Problem, list[Version]] = {}
    rules = [rule for rule in RULES if not rule.fields or rule.fields & given]
    facts = [rule.extent for rule in rules]
    if any("." in extension.name for extension in config.static_extensions):
        facts.append(FINDS_IN_PACKAGES)
    found: dict[object, object] = {}
    for version in parts_for(config, output, facts):
        view = View(config=config, version=version, output=output, found=found)
        for rule in rules:
            if rule.applies_to(view):
                for problem in rule.problems(view):
                    holding.setdefault(problem, []).append(version)
    whole: dict[tuple[Version, ...], tuple[Version, ...]] = {}
    for problem, versions in holding.items():
        key = tuple(versions)
        if key not in whole:
            whole[key] = tuple(joined(versions))
        holding[problem] = [*whole[key]]
    return holding
