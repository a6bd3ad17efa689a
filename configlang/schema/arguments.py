"""The arguments of rules by name: what there is, what a value converts to, and what a wrong name was meant to be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from configlang.findings.problem import Problem
from configlang.findings.suggest import nearest
from configlang.schema.field import Place
from configlang.schema.names import init_problem, module_name_hint, module_name_problem
from configlang.schema.rules import RULES
from configlang.schema.table import ARGUMENTS, FIELDS
from configlang.schema.values import Converted, convert_field, convert_parameter


def parameters_of(rule: str) -> tuple[str, ...]:
    """Return the names of the parameters of a rule, in order."""
    record = RULES[rule]
    return tuple(ARGUMENTS if record.takes_fields else record.parameters)


def convert_argument(rule: str, argument: str, value: object) -> Converted:
    """Convert the plain value of one argument of a rule to what the config holds."""
    record = RULES[rule]
    if record.takes_fields:
        return convert_field(ARGUMENTS[argument], value)
    converted, problem = convert_parameter(record.parameters[argument], value)
    if problem is None and converted is not None and (find := _MEANINGS.get((rule, argument))):
        problem = find(converted)
    return (converted, None) if problem is None else (None, problem)


def _module_name(name: str) -> Problem | None:
    fault = module_name_problem(name)
    if fault is None:
        return None
    return Problem(code="bad-module-name", message=f"`name`: {fault}", paths=("name",), hint=module_name_hint(name))


def _init(init: str) -> Problem | None:
    fault = init_problem(init)
    if fault is None:
        return None
    hint = "give a C symbol (`PyInit_fast`) or, for Rust outputs, a path (`crate::fast::PyInit_fast`)"
    return Problem(code="bad-init", message=f"`init`: {fault}", paths=("init",), hint=hint)


_MEANINGS: dict[tuple[str, str], Callable[[Any], Problem | None]] = {
    ("static_extension", "name"): _module_name,
    ("static_extension", "init"): _init,
    ("dynamic_extension", "name"): _module_name,
}
"""What finds faults in arguments that are of the right kind, by rule and argument."""


def argument_problem(rule: str, argument: str, value: object) -> Problem | None:
    """
    Return what is wrong with the plain value of a literal argument.

    It is what freezing says of that value, and None where the rule has no such parameter: a function of people's may
    have the name of a rule.
    """
    return convert_argument(rule, argument, value)[1] if argument in parameters_of(rule) else None


def unknown_field(name: str) -> Problem:
    """Say which field was meant: the other system's name for one, one that a rule of its own sets, or the nearest."""
    for field in FIELDS:
        if name in field.aliases and field.owner is None:
            owner = "CPython" if field.place is Place.CPYTHON else "pyembed"
            return _no_field(name, f"{owner} calls it `{field.name}`")
        if field.owner is not None and name in (field.name, *field.aliases):
            message = f"`{name}` is not a field of `interpreter`"
            return Problem(code="unknown-field", message=message, hint=f"that is what the rule `{field.owner}` sets")
    aliases = {alias: field.name for field in FIELDS if field.owner is None for alias in field.aliases}
    best = nearest(name, [*ARGUMENTS, *aliases])
    return _no_field(
        name, f"did you mean `{aliases.get(best, best)}`?" if best else "see the reference page of the fields"
    )


def _no_field(name: str, hint: str) -> Problem:
    return Problem(code="unknown-field", message=f"`interpreter` has no field `{name}`", hint=hint)
