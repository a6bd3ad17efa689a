"""The arguments of rules by name: what there is, what a value converts to, and what a wrong name was meant to be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean, nearest
from configlang.light.typed import Any
from configlang.schema.elsewhere import Meant, fold, meant
from configlang.schema.names import init_problem, module_name_hint, module_name_problem
from configlang.schema.rules import RULES
from configlang.schema.table import ARGUMENTS, FIELDS
from configlang.schema.values import Converted, convert_field, converter_of


def parameters_of(rule: str) -> tuple[str, ...]:
    """Return the names of the parameters of a rule, in order."""
    return _PARAMETERS[rule]


_PARAMETERS = {name: tuple(ARGUMENTS if record.takes_fields else record.parameters) for name, record in RULES.items()}


Conversion = Callable[[object], Converted]
"""Converts the plain value of one argument of a rule to what the config holds."""


def conversions_of(rule: str) -> Mapping[str, Conversion]:
    """Return what converts the arguments of a rule, by name, in order."""
    if rule not in _conversions:
        _conversions[rule] = {argument: _conversion(rule, argument) for argument in parameters_of(rule)}
    return _conversions[rule]


_conversions: dict[str, Mapping[str, Conversion]] = {}


def _conversion(rule: str, argument: str) -> Conversion:
    """Return what converts an argument: of very many modules it is asked twice for each."""
    record, find = RULES[rule], _MEANINGS.get((rule, argument))
    convert: Conversion
    convert = (
        partial(convert_field, ARGUMENTS[argument])
        if record.takes_fields
        else converter_of(record.parameters[argument])
    )

    def conversion(value: object) -> Converted:
        converted, problem = found = convert(value)
        if problem is None:
            problem = None if find is None or converted is None else find(converted)
        elif problem.code == "wrong-type" and problem.hint is None:
            problem = problem._replace(hint=_text_hint(rule, argument, value, problem.message))
        return found if problem is None else (None, problem)

    return conversion


def _text_hint(rule: str, argument: str, value: object, message: str) -> str | None:
    """Return a hint for a number in the place of a text."""
    is_number = (isinstance(value, int) and not isinstance(value, bool)) or value == {"type": "float"}
    if (rule, argument) == ("compatible_with", "python") and is_number:
        return 'write the limits as a text, as in ">=3.11"'
    if isinstance(value, int) and is_number and message.endswith("wanted is a str"):
        return f'write it in quotes: "{value}"'
    return None


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
    return conversions_of(rule)[argument](value)[1] if argument in parameters_of(rule) else None


def unknown_field(name: str, value: object = ...) -> Problem:
    """
    Say which field was meant: the other system's name for one, one that a rule of its own sets, or the nearest.

    Args:
        name: What was written.
        value: The plain value that it was given, Ellipsis where that is not known.
    """
    found = meant(name)
    if found is not None and found.field.owner is not None:
        message = f"`{name}` is not a field of `interpreter`"
        return Problem(code="unknown-field", message=message, hint=f"that is what the rule `{found.field.owner}` sets")
    if found is not None and found.is_opposite:
        return _no_field(name, _turned_round(found, value))
    if found is not None:
        is_misspelt = name not in found.field.aliases and fold(name) == fold(found.field.name)
        what = f"did you mean `{found.field.name}`?" if is_misspelt else f"it is called `{found.field.name}` here"
        return _no_field(name, what)
    best = nearest(name, _NAMES)
    found = meant(best) if best else None
    if found is None or found.field.owner is not None:
        return _no_field(name, "see the reference page of the fields")
    if found.is_opposite:
        return _no_field(name, f"{did_you_mean(name, [str(best)])} {_turned_round(found, value)}")
    return _no_field(name, f"did you mean `{found.field.name}`?")


_NAMES = (*ARGUMENTS, *(each for field in FIELDS for each in (*field.aliases, *field.opposites)))
"""What the fields are called, here and elsewhere."""


def _turned_round(found: Meant, value: object) -> str:
    """Return a hint for a name that says the opposite of a field."""
    field, turned = found.field.name, found.value(value)
    if turned is not None:
        return f"here it is said the other way round: write `{field} = {turned}`"
    return f"here it is said the other way round, by `{field}`: its False is what True would be there"


def _no_field(name: str, hint: str) -> Problem:
    return Problem(code="unknown-field", message=f"`interpreter` has no field `{name}`", hint=hint)
