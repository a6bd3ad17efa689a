"""The arguments of rules by name: what there is, what a value converts to, and what a wrong name was meant to be."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.findings.suggest import nearest
from configlang.schema.field import Place
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
    return convert_parameter(record.parameters[argument], value)


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
