"""
The law of the checker: every rule has a claim that real interpreters show, or that says why none can.

Nothing is run here. That each claim's config has the finding, from which rule and for which versions, is asked of the
rules themselves, so that a rule without a claim, a claim of no rule and a reason for what is there no more all fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest

from configlang.check.engine import WHOLE_RULES, all_rules
from configlang.check.process import configs as processes
from configlang.check.process.start import Process, Start
from configlang.check.rule import Rule, View, given_in
from configlang.cpython.builds import exists
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import PYTHON_VERSIONS, Version, split, to_versions
from configlang.findings.finding import Severity
from tests.fetch_cpython.table import WINDOWS
from tests.hosts.cargo import EVERY_BOOTABLE
from tests.hosts.cpythons import ALL_VERSIONS
from tests.truth import configs
from tests.truth.claims import (
    KINDS,
    Case,
    Claim,
    Embedded,
    OnWindows,
    ProcessCase,
    ProcessClaim,
    ProcessEmbedded,
    ProcessRust,
    ProcessSpecial,
    Special,
    Told,
    Unproven,
)
from tests.truth.truth import GROUPS

LINUX = "x86_64-unknown-linux-gnu"

CLAIMS = tuple(claim for group in GROUPS for claim in group.claims)

FINDERS: tuple[Callable[..., object], ...] = (
    *(rule.find for rule in all_rules()),
    *WHOLE_RULES,
    *(rule.find for rule in processes.RULES),
)
"""The functions of all rules."""

CUTS = {cut for fact in (FINDS_IN_PACKAGES, *(rule.extent for rule in all_rules())) for cut in fact.cuts}
"""The releases from which on rules say otherwise than of those before."""


def name_of(find: Callable[..., object]) -> str:
    """Return what a rule is called here: its module and its function."""
    return f"{find.__module__.rpartition('.')[2]}.{find.__name__}"


Found = dict[str, set[Severity]]
"""By rule: how bad its findings are."""


@cache
def told(claim: Told, kind: str) -> dict[Version, Found]:
    """Return, per version, which rules have the finding of a claim in its configs, or in their twins."""
    ask = found_in_process if isinstance(claim, ProcessClaim) else found_in_config
    seen = {version: dict(ask(claim, kind, version)) for version in claim.checked_for.versions}
    found = {version: {rule: each for rule, each in rules.items() if each} for version, rules in seen.items()}
    return {version: rules for version, rules in found.items() if rules}


def found_in_config(claim: Told, kind: str, version: Version) -> Iterator[tuple[str, set[Severity]]]:
    """Give what the rules about one config find of a claim's code."""
    assert isinstance(claim, Claim)
    version = version.of_build(claim.build)
    if not exists(version):
        return
    text, target = claim.text(kind), claim.target or LINUX
    config, _ = configs.for_all(text, target) if claim.is_of_several else configs.frozen(text, str(version), target)
    parts = split(version, [patch for minor, patch in CUTS if minor == version.minor])
    views = [View(config=config, version=part, output=claim.checked_for) for part in parts]
    given = given_in(config)
    for rule in all_rules():
        if rule.is_about(given):
            yield name_of(rule.find), {each for view in views for each in found_by(rule, view, claim.code)}
    for whole in WHOLE_RULES:
        yield name_of(whole), {each.weight for each in whole(config) if each.code == claim.code}


def found_by(rule: Rule, view: View, code: str) -> set[Severity]:
    """Return how bad the findings of a code are that a rule has in a config as one CPython takes it."""
    if not rule.applies_to(view):
        return set()
    problems = list(rule.problems(view))
    assert {problem.code for problem in problems} <= {rule.code}, "a rule has one code, which claims are told by"
    return {problem.weight for problem in problems} if rule.code == code else set()


def found_in_process(claim: Told, kind: str, version: Version) -> Iterator[tuple[str, set[Severity]]]:
    """Give what the rules about several configs find of a claim's code."""
    assert isinstance(claim, ProcessClaim)
    texts = claim.texts(kind)
    starts = []
    for text in texts:
        is_limited = "compatible_with" in text
        config, origins = configs.for_all(text, LINUX) if is_limited else configs.frozen(text, str(version), LINUX)
        starts.append(Start(config=config, origins=origins, file=f"{texts.index(text)}.bzl"))
    process = Process(starts, [version], claim.checked_for)
    for rule in processes.RULES:
        if rule.code == claim.code:
            # One start alone is no process of several.
            found = rule.findings(process) if len(starts) > 1 else ()
            yield name_of(rule.find), {finding.severity for finding in found}


def rules_of(claim: Told) -> set[str]:
    """Return the rules that have the finding of a claim."""
    return {name for rules in told(claim, "bad").values() for name in rules}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_is_of_one_rule_and_of_its_versions(claim: Told) -> None:
    """One rule has the finding of a claim, in the versions that the claim names and in no other; the twin has none."""
    bad, good = (told(claim, kind) for kind in KINDS)

    assert [version for version in PYTHON_VERSIONS if claim.holds_for(version)] == list(bad)
    assert {} == good
    assert 1 == len(rules_of(claim))
    if claim.severity is not None:
        assert {claim.severity} == {each for rules in bad.values() for found in rules.values() for each in found}


def test_every_rule_has_a_claim() -> None:
    """No rule goes without a claim, and none hides behind the name of another."""
    names = {name_of(find) for find in FINDERS}

    assert set() == names - {name for claim in CLAIMS for name in rules_of(claim)}
    assert len(FINDERS) == len(names)


def test_claims_have_names_of_their_own() -> None:
    """No two claims of a module are called the same, so that a failure says which it is."""
    for group in GROUPS:
        assert len(group.claims) == len({claim.id for claim in group.claims}), group.name


SHOWN_ON = {
    **dict.fromkeys((Case, Special, ProcessCase, ProcessRust, ProcessSpecial), ALL_VERSIONS),
    **dict.fromkeys((Embedded, ProcessEmbedded), EVERY_BOOTABLE),
    OnWindows: tuple(name.removeprefix("windows/") for name in WINDOWS),
}
"""By kind of claim: the CPythons that the tests run it on when they run all."""


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_is_shown_or_has_a_reason(claim: Told) -> None:
    """A claim holds for a CPython that it is run on, or says why none can show it."""
    if isinstance(claim, Unproven):
        assert claim.reason
    else:
        assert [version for version in to_versions(SHOWN_ON[type(claim)]) if claim.holds_for(version)]
