"""
A config that is made in Python: its values are converted and checked by what freezes declarations.

What is wrong is an error that holds findings, raised where the object is made: that is its place.
"""

from __future__ import annotations

from collections.abc import Mapping

from configlang.cpython.builds import exists
from configlang.cpython.targets import Target, to_target
from configlang.cpython.versions import Version, parse_python
from configlang.findings.error import ConfigError
from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.light.typed import Any
from configlang.schema.arguments import parameters_of
from configlang.schema.freezing.call import Call
from configlang.schema.freezing.inputs import unknown_python, unknown_target
from configlang.schema.freezing.whole import SETTLE, order, settle
from configlang.schema.rules import RULES, Rule
from configlang.schema.values import Converted, text, with_article, wrong_type
from configlang.utf8 import is_utf8


def to_plain(value: object) -> object:
    """
    Return a value of Python as the language hands one over.

    That is: scalars as they are, tuples as lists, and what the language has not as its type alone. Classes that derive
    from a scalar (of enums, say) come as the scalar.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value) if -(2**63) <= value < 2**63 else {"type": "int"}
    if isinstance(value, str):
        return str.__str__(value) if is_utf8(value) else {"type": "str with a lone surrogate"}
    if isinstance(value, (list, tuple)):
        return [to_plain(each) for each in value]
    return {"type": type(value).__name__}


def part_values(name: str, part: object) -> dict[str, Any]:
    """
    Convert and check the values that a part was given.

    Args:
        name: The rule that makes such a part in the language.
        part: What has the values as its attributes.

    Returns:
        The attributes of the part; what is unset may be missing.

    Raises:
        ConfigError: When the rule would refuse them.
    """
    given = {parameter: to_plain(getattr(part, parameter)) for parameter in parameters_of(name)}
    if RULES[name].takes_fields:
        # A field that is not set is not handed over.
        given = {field: value for field, value in given.items() if value is not None}
    call = Call(name)
    call.convert(given)
    SETTLE[name](call)
    if call.findings:
        raise ConfigError(call.findings)
    return call.values


def config_values(config: Any, parts: Mapping[str, type]) -> dict[str, Any]:  # noqa: ANN401 - it imports this
    """
    Convert what a config was given, and check it as a whole.

    Args:
        config: What has it as its attributes.
        parts: The class of what each rule makes.

    Returns:
        The attributes of the config.

    Raises:
        ConfigError: When declarations of the same would be refused.
    """
    findings: list[Finding] = []
    values: dict[str, Any] = {}
    conversions = {"target": _target(config.target), "python": _python(config.python)}
    for rule in RULES.values():
        if rule.sets is not None:
            conversions[rule.sets] = _parts(rule, parts[rule.name], getattr(config, rule.sets))
    for name, (value, problem) in conversions.items():
        values[name] = value
        if problem is not None:
            findings.append(problem.at(None))
    if not findings:
        findings = settle(_calls(values))
    if findings:
        raise ConfigError(findings)
    return values


def _calls(values: Mapping[str, Any]) -> dict[str, list[Call]]:
    """Return the declarations that would make a config, their arguments converted."""
    calls: dict[str, list[Call]] = {}
    for rule in RULES.values():
        made = values.get(rule.sets or "")
        calls[rule.name] = []
        for part in made if isinstance(made, tuple) else [made]:
            if part is not None:
                call = Call(rule.name, values["target"], values["python"])
                call.values.update((name, getattr(part, name)) for name in parameters_of(rule.name))
                calls[rule.name].append(call)
    return calls


def _target(value: object) -> Converted:
    triple, problem = text("target", to_plain(value.triple if isinstance(value, Target) else value))
    if problem is not None:
        return None, problem
    try:
        target = to_target(triple)
    except ValueError:
        return None, unknown_target(triple)
    if isinstance(value, Target) and value != target:
        message = f"`target`: the parts of it are not those of the triple {triple}"
        return None, Problem(code="unknown-target", message=message, hint="give the triple alone, as a str")
    return target, None


def _python(value: object) -> Converted:
    if value is None:
        return None, None
    written, problem = text("python", str(value) if isinstance(value, Version) else to_plain(value))
    if problem is not None:
        return None, problem
    python = parse_python(written)
    is_known = python is not None and exists(python)
    return (python, None) if is_known else (None, unknown_python("`python`", written))


def _parts(rule: Rule, part: type, value: object) -> Converted:
    """Admit what makes an attribute of the config: a part, or parts, which come out ordered by name."""
    name = str(rule.sets)
    if rule.is_single:
        is_right = isinstance(value, part) or (value is None and not rule.takes_fields)
        return (value, None) if is_right else wrong_type(name, to_plain(value), with_article(part.__name__))
    if not isinstance(value, (tuple, list)):
        return wrong_type(name, to_plain(value), f"a tuple of {part.__name__}")
    for index, each in enumerate(value):
        if not isinstance(each, part):
            return wrong_type(f"{name}[{index}]", to_plain(each), with_article(part.__name__))
    return order(value), None
