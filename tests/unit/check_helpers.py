"""What tests of rules share: a config of a few fields, and what rules find in it."""

from __future__ import annotations

from collections.abc import Iterable

from configlang.check.rule import Rule, View, given_in
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import Version
from configlang.findings.problem import Problem
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig


def problems(
    rules: Iterable[Rule],
    *,
    version: str = "3.12",
    output: str | None = "c",
    target: str = "x86_64-unknown-linux-gnu",
    **fields: object,
) -> list[Problem]:
    """Return what rules find in a config of some fields of the interpreter, for one CPython."""
    parsed = parse_target(target)
    assert parsed is not None
    config = Config(target=parsed, python=version, interpreter=InterpreterConfig(**fields))  # type: ignore[arg-type]
    return problems_of(rules, config, version=version, output=output)


def problems_of(rules: Iterable[Rule], config: Config, *, version: str, output: str | None) -> list[Problem]:
    """Return what rules find in a config, for one CPython."""
    view = View(config=config, version=Version(version), output=BY_NAME.get(output or ""))
    return [
        problem
        for rule in rules
        if rule.is_about(given_in(config)) and rule.applies_to(view)
        for problem in rule.problems(view)
    ]


def messages(rules: Iterable[Rule], **fields: object) -> list[str]:
    """Return the messages of what rules find; arguments as for `problems`."""
    return [problem.text() for problem in problems(rules, **fields)]  # type: ignore[arg-type]
