"""
From declarations to the config object: the one place where values of the language become attrs objects.

Every value is checked on the way, strictly: a bool is True or False and never 1, a choice is one of its strings, a
number lies in its range, no text holds a NUL. All mistakes come out together, each at the argument that made it.
"""

from __future__ import annotations

from collections.abc import Iterable

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.findings.finding import Finding, has_errors
from configlang.light.typed import Any
from configlang.schema.config import PARTS, Config
from configlang.schema.freezing import together
from configlang.schema.freezing.call import Call
from configlang.schema.freezing.whole import order, settle
from configlang.schema.origins import Declaration, Declared, Origins
from configlang.schema.part import make
from configlang.schema.rules import RULES, Rule


class Frozen:
    """
    The result of freezing.

    Attributes:
        config: The config; None when an error was found.
        origins: Where each of its values was declared, by path: ``RULE.ARGUMENT``, or ``RULE:NAME.ARGUMENT`` and
            ``RULE:NAME`` where a config may have several.
        findings: What is wrong.
    """

    __slots__ = ("config", "findings", "origins")

    def __init__(self, config: Config | None, origins: Origins, findings: list[Finding]) -> None:
        self.config = config
        self.origins = origins
        self.findings = findings


def freeze(declarations: Iterable[Declaration], target: Target, python: Version | None) -> Frozen:
    """
    Convert declarations to a config.

    Args:
        declarations: In any order; the order never changes the config.
        target: What the config is evaluated for.
        python: The one CPython version, or None.

    Returns:
        The config or, when any value is wrong, None and the findings, with these codes: ``wrong-type``,
        ``unknown-value``, ``out-of-range``, ``nul-in-string``, ``empty-path``, ``bad-module-name``, ``bad-init``,
        ``duplicate-declaration``, ``duplicate-extension``, ``bad-specifier``, ``unknown-target``, ``incompatible``,
        ``bad-variable``, ``variable-not-set``, ``missing-argument``, ``origin-not-expanded``, ``bad-packed-path``,
        ``no-oxidized-importer``, ``unknown-output``.
    """
    calls, findings = _convert(declarations, target, python)
    findings += settle(calls)
    if has_errors(findings):
        return Frozen(None, {}, findings)
    attributes: dict[str, Any] = {}
    declared: dict[str, Declaration] = {}
    for rule in RULES.values():
        if rule.sets is not None and calls[rule.name]:
            parts = [make(PARTS[rule.name], call.values) for call in calls[rule.name]]
            attributes[rule.sets] = parts[0] if rule.is_single else order(parts)
            declared.update((_path(rule, call), call.declaration) for call in calls[rule.name] if call.declaration)
    config = make(Config, {"target": target, "python": python, **attributes})
    return Frozen(config, Declared(declared), findings)


def _convert(
    declarations: Iterable[Declaration], target: Target, python: Version | None
) -> tuple[dict[str, list[Call]], list[Finding]]:
    """Return the calls of each rule, and findings for those that are one too many, which nothing else is said of."""
    by_rule: dict[str, list[Declaration]] = {rule: [] for rule in RULES}
    for declaration in declarations:
        if declaration.rule not in RULES:
            raise ValueError(f"no such rule: {declaration.rule}")
        by_rule[declaration.rule].append(declaration)
    findings: list[Finding] = []
    for rule in RULES.values():
        if rule.is_single and len(by_rule[rule.name]) > 1:
            findings += together.repeated_rule(rule.name, by_rule[rule.name])
            del by_rule[rule.name][1:]
    calls: dict[str, list[Call]] = {}
    for name, of_rule in by_rule.items():
        calls[name] = [Call(name, target, python, declaration) for declaration in of_rule]
        for call, declaration in zip(calls[name], of_rule, strict=True):
            call.convert(declaration.values)
    return calls, findings


def _path(rule: Rule, call: Call) -> str:
    """Return the path of what a call declares."""
    return rule.name if rule.is_single else f"{rule.name}:{call.values['name']}"
