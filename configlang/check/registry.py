"""The rules, and how all of them are run over a config."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from configlang.check import allocators, availability
from configlang.findings.finding import Finding
from configlang.schema.config import Config
from configlang.schema.origins import Origins

Rule = Callable[[Config, Origins], Iterator[Finding]]

RULES: tuple[Rule, ...] = (allocators.check_arena, availability.check_versions, availability.check_platforms)


def check(config: Config, origins: Origins) -> list[Finding]:
    """Return what every rule finds in a config."""
    return [finding for rule in RULES for finding in rule(config, origins)]
