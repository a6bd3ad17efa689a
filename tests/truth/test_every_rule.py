"""
The law of the checker: every rule has a claim that real interpreters show, or that says why none can.

Nothing is run here. That each claim's config has the finding, from which rule and for which versions, is asked of the
rules themselves, so that a rule without a claim, a claim of no rule and a reason for what is there no more all fail.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

import pytest

from configlang.check.engine import RULES, WHOLE_RULES
from configlang.check.rule import BY_NAME, Rule, View
from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_versions
from configlang.findings.finding import Finding, Severity
from configlang.schema.config import Config
from configlang.schema.origins import Origins
from tests.hosts.cargo import EVERY_BOOTABLE
from tests.hosts.cpythons import ALL_VERSIONS
from tests.truth import configs
from tests.truth.claims import Case, Claim, Embedded, Special, Unproven
from tests.truth.truth import GROUPS, KINDS

LINUX = "x86_64-unknown-linux-gnu"

WholeRule = Callable[[Config, Origins], Iterable[Finding]]

CLAIMS = tuple(claim for group in GROUPS for claim in group.claims)


def name_of(find: Callable[..., object]) -> str:
    """Return what a rule is called here: its module and its function."""
    return f"{find.__module__.rpartition('.')[2]}.{find.__name__}"


EVERY_RULE = {name_of(rule.find) for rule in RULES} | {name_of(rule) for rule in WHOLE_RULES}


@cache
def told(claim: Claim, kind: str) -> dict[Version, dict[str, set[Severity]]]:
    """Return, per version and per rule that finds it, how bad the finding of a claim is in one of its configs."""
    seen: dict[Version, dict[str, set[Severity]]] = {}
    for version in claim.checked_for.versions:
        config, origins = configs.frozen(claim.text(kind), str(version), claim.target or LINUX)
        view = View(config=config, version=version, output=claim.checked_for)
        found = {name_of(rule.find): found_by(rule, view) for rule in RULES if rule.code == claim.code}
        for whole in WHOLE_RULES:
            found[name_of(whole)] = {each.severity for each in whole(config, origins) if each.code == claim.code}
        if severities := {name: each for name, each in found.items() if each}:
            seen[version] = severities
    return seen


def found_by(rule: Rule, view: View) -> set[Severity]:
    """Return how bad the findings are that a rule has in a config as one CPython takes it."""
    given = {name for name in BY_NAME if view.given(name) is not None}
    if (rule.fields and not rule.fields & given) or not rule.applies_to(view):
        return set()
    return {problem.severity for problem in rule.find(view)}


def rules_of(claim: Claim) -> set[str]:
    """Return the rules that have the finding of a claim in its config."""
    return {name for rules in told(claim, "bad").values() for name in rules}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_is_of_one_rule_and_of_its_versions(claim: Claim) -> None:
    """One rule has the finding of a claim, in the versions that the claim names and in no other; the twin has none."""
    bad, good = (told(claim, kind) for kind in KINDS)

    assert [version for version in PYTHON_VERSIONS if claim.holds_for(version)] == list(bad)
    assert {} == good
    assert 1 == len(rules_of(claim))
    if claim.severity is not None:
        assert {claim.severity} == {each for rules in bad.values() for found in rules.values() for each in found}


def test_every_rule_has_a_claim() -> None:
    """No rule goes without a claim."""
    assert sorted(EVERY_RULE) == sorted({name for claim in CLAIMS for name in rules_of(claim)})


def test_rules_have_names_of_their_own() -> None:
    """No two rules are called the same here, so that none hides behind the claims of another."""
    assert len(EVERY_RULE) == len(RULES) + len(WHOLE_RULES)


def test_claims_have_names_of_their_own() -> None:
    """No two claims of a module are called the same, so that a failure says which it is."""
    for group in GROUPS:
        assert len(group.claims) == len({claim.id for claim in group.claims}), group.name


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_claim_is_shown_or_has_a_reason(claim: Claim) -> None:
    """A claim holds for a CPython that the tests run it on when they run all, or says why none of them can show it."""
    if isinstance(claim, Unproven):
        assert claim.reason
    else:
        assert isinstance(claim, Case | Embedded | Special)
        shown_on = EVERY_BOOTABLE if isinstance(claim, Embedded) else ALL_VERSIONS
        assert [version for version in to_versions(shown_on) if claim.holds_for(version)]
