"""The rules, and how all of them are run over a config: once per CPython version, and each finding told once."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from configlang.check.families import availability
from configlang.check.index import FAMILIES, Concern
from configlang.check.rule import Rule, View, cpython_of, given_in, parts_for, versions_for
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import Version, joined
from configlang.findings.finding import Finding
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.origins import Origins, to_finding
from configlang.schema.variants import Variant, on_versions

WHOLE_RULES: tuple[Callable[[Config], Iterator[Problem]], ...] = (
    availability.check_versions,
    availability.check_platforms,
    availability.check_builds,
    availability.check_targets,
    availability.check_limits,
)
"""The rules about the versions and targets themselves: each sees the config once."""


def all_rules() -> tuple[Rule, ...]:
    """Return the rules about what one CPython does: each sees the config once per version."""
    return tuple(rule for name in FAMILIES for rule in _rules(name))


def rules_for(given: AbstractSet[str], output: Output | None) -> list[Rule]:
    """
    Return those of them that may say something; families of which none does are not imported.

    Args:
        given: What the config sets, as ``given_in`` says.
        output: The output that it is meant for.
    """
    names = (name for name, concerns in FAMILIES.items() if any(_concern(each, given, output) for each in concerns))
    return [rule for name in names for rule in _rules(name) if rule.is_about(given)]


def _rules(family: str) -> Sequence[Rule]:
    rules: Sequence[Rule] = importlib.import_module(f"configlang.check.families.{family}").RULES
    return rules


def _concern(concern: Concern, given: AbstractSet[str], output: Output | None) -> bool:
    needs, starters = concern
    is_meant = not starters or (output is not None and output.starter.name in starters)
    return is_meant and (not needs or not given.isdisjoint(needs))


def check(config: Config, origins: Origins, output: Output | None = None) -> list[Finding]:
    """
    Return what every rule finds in a config.

    Args:
        config: The config.
        origins: Where its values were declared.
        output: The output that it is meant for; None leaves out what only an embedder adds.
    """
    cpython = "CPython" if config.python is None else f"CPython {config.python}"
    found = [to_finding(problem, origins, cpython=cpython) for problem in _whole_problems(config)]
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
        told.update((problem, [*config.releases]) for problem in _whole_problems(config))
        for problem, versions in told.items():
            holding.setdefault(to_finding(problem, origins, cpython=CPYTHON), []).extend(versions)
    checked = [version for config, _ in variants for version in versions_for(config, output)]
    meant = sum(len(config.releases) for config, _ in variants)
    return [
        _named(finding, versions, checked)
        for finding, versions in holding.items()
        # What one version makes nothing of is there for another.
        if finding.code != "unused-host-value" or len(versions) == meant
    ]


def _whole_problems(config: Config) -> Iterator[Problem]:
    """Yield what the rules find that see a config once."""
    if config.host_values:
        from configlang.check.families import host_values

        yield from host_values.problems(config)
    known = _without_host(config)
    for rule in WHOLE_RULES:
        yield from rule(known)


def _without_host(config: Config) -> Config:
    """Return what of a config is known without its host."""
    if not config.host_values:
        return config
    from configlang.schema.host_values import as_checked

    return as_checked(config)


def _named(finding: Finding, holding: Sequence[Version], checked: Sequence[Version]) -> Finding:
    """Return a finding that says which versions it is about, where those are not all that were looked at."""
    cpython = cpython_of(holding, checked)
    if CPYTHON in finding.message:
        return records.evolve(finding, message=finding.message.replace(CPYTHON, cpython))
    return finding if cpython == "CPython" else on_versions(finding, holding)


def problems(config: Config, output: Output | None) -> dict[Problem, list[Version]]:
    """Return what the rules about single versions find, and the versions that it holds for."""
    config = _without_host(config)
    if config.virtual_environment is not None:
        from configlang.schema.virtual import in_environment

        config = in_environment(config)
    holding: dict[Problem, list[Version]] = {}
    rules = rules_for(given_in(config), output)
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
