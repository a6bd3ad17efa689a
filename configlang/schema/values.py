"""Conversion of single values: what each kind of field and parameter admits, and what is said about the rest."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from configlang.findings.suggest import did_you_mean, enumerate_names
from configlang.schema.field import Choice, Field, Kind
from configlang.schema.rules import Parameter


@attrs.frozen
class Problem:
    """
    What is wrong with a value.

    Attributes:
        code: The code of the finding that this becomes.
        message: The argument first, then what was got and what is wanted.
        hint: What to do, where it is known.
        element: The index of the list element at fault, 0-based; None for the value itself.
    """

    code: str
    message: str
    hint: str | None = None
    element: int | None = None


Converted = tuple[Any, Problem | None]
"""A value and None, or None and what is wrong."""

_TYPE_NAMES = {"string": "str", "NoneType": "None"}


def convert_field(field: Field, value: object) -> Converted:
    """Convert the plain value of one argument of ``interpreter()`` to what the config holds."""
    name, kind = field.name, field.kind
    if kind is Kind.BOOL:
        return flag(name, value) if field.maximum is None else _flag_or_level(name, value, field.maximum)
    if kind in {Kind.INT, Kind.LEVEL}:
        return number(name, value, field.minimum or 0, field.maximum)
    if kind is Kind.CHOICE:
        is_int = isinstance(value, int) or (isinstance(value, dict) and value["type"] == "int")
        is_level = field.maximum is not None and is_int and not isinstance(value, bool)
        return _choice_level(field, value) if is_level else _field_choice(field, value)
    if kind in {Kind.STR, Kind.PATH}:
        return text(name, value, is_path=kind is Kind.PATH)
    return text_list(name, value, is_path=kind is Kind.PATH_LIST)


def convert_parameter(parameter: Parameter, value: object) -> Converted:
    """Convert the plain value of one argument of a rule that has parameters of its own."""
    name, kind = parameter.name, parameter.kind
    if value is None and parameter.default is None:
        return None, None
    if kind in {"text", "path"}:
        return text(name, value, is_path=kind == "path")
    if kind in {"texts", "paths"}:
        return text_list(name, value, is_path=kind == "paths")
    if kind == "flag":
        return flag(name, value)
    if kind == "choice":
        return choice(name, value, parameter.choices)
    return _scalar(name, value) if kind == "scalar" else _any_list(name, value)


def flag(name: str, value: object) -> Converted:
    """Admit True and False, and nothing that merely counts as one of them."""
    if isinstance(value, bool):
        return value, None
    hint = None
    if value in (0, 1) or (isinstance(value, str) and value.lower() in _BOOLEAN_WORDS):
        hint = f"write {value in (1, 'true', 'yes', 'on', '1') or str(value).lower() in _TRUE_WORDS}"
    return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is True or False", hint)


def _flag_or_level(name: str, value: object, maximum: int) -> Converted:
    """Admit a bool, or an int from 0 up to a level; 0 and 1 come out as bools, so that one setting has one value."""
    if isinstance(value, bool):
        return value, None
    if not isinstance(value, int) and not (isinstance(value, dict) and value["type"] == "int"):
        message = f"`{name}`: got {show_type(value)}, wanted is True, False or an int"
        return None, Problem("wrong-type", message, flag(name, value)[1].hint)  # type: ignore[union-attr]
    level, problem = number(name, value, 0, maximum)
    return (bool(level) if level in (0, 1) else level), problem


def _choice_level(field: Field, value: object) -> Converted:
    """Admit the number of a choice, which comes out as its name, and the numbers above them."""
    level, problem = number(field.name, value, 0, field.maximum)
    if problem is None and level < len(field.choices):
        return field.choices[level].value, None
    return level, problem


_TRUE_WORDS = ("true", "yes", "on", "1")
_BOOLEAN_WORDS = (*_TRUE_WORDS, "false", "no", "off", "0")


def number(name: str, value: object, minimum: int | None, maximum: int | None) -> Converted:
    """Admit an int between the bounds, both included."""
    if isinstance(value, bool) or not isinstance(value, int):
        if not (isinstance(value, dict) and value["type"] == "int"):
            return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is an int")
        shown = "a number of more than 64 bits"
    elif (minimum is None or value >= minimum) and (maximum is None or value <= maximum):
        return value, None
    else:
        shown = str(value)
    return None, Problem("out-of-range", f"`{name}`: got {shown}, wanted is {minimum} to {maximum}")


def text(name: str, value: object, *, is_path: bool = False) -> Converted:
    """Admit a str without NUL; a path must not be empty either."""
    if not isinstance(value, str):
        return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a str")
    problem = _text_problem(name, value, is_path=is_path)
    return (None, problem) if problem else (value, None)


def text_list(name: str, value: object, *, is_path: bool = False) -> Converted:
    """Admit a list of such texts; it comes out as a tuple."""
    if isinstance(value, str):
        what = "path" if is_path else "str"
        hint = (
            f"put the one {what} into brackets: [{_quote(value)}]"
            if len(value) < _SHORT and value.isprintable()
            else None
        )
        return None, Problem("wrong-type", f"`{name}`: got a str, wanted is a list of str", hint)
    if not isinstance(value, list):
        return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a list of str")
    for index, element in enumerate(value):
        where = f"{name}[{index}]"
        if not isinstance(element, str):
            message = f"`{where}`: got {show_type(element)}, wanted is a str"
            return None, Problem("wrong-type", message, element=index)
        if problem := _text_problem(where, element, is_path=is_path):
            return None, attrs.evolve(problem, element=index)
    return tuple(value), None


def choice(name: str, value: object, allowed: Sequence[str]) -> Converted:
    """Admit one of some strings, exactly as they are spelt."""
    if not isinstance(value, str):
        return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is {enumerate_names(allowed)}")
    if value in allowed:
        return value, None
    message = f'`{name}`: got "{_shorten(value)}", wanted is {enumerate_names(allowed)}'
    return None, Problem("unknown-value", message, did_you_mean(value, allowed))


def _scalar(name: str, value: object) -> Converted:
    """Admit a str, a bool or an int, whatever it holds."""
    if isinstance(value, (str, bool, int)):
        return value, None
    return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a str, a bool or an int")


def _any_list(name: str, value: object) -> Converted:
    """Admit a list, whatever it holds; it comes out as a tuple."""
    if isinstance(value, list):
        return tuple(value), None
    return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a list")


_SHORT = 60


def _field_choice(field: Field, value: object) -> Converted:
    if isinstance(value, str):
        for option in field.choices:
            if is_prefix(option) and value.startswith(option.value):
                problem = _text_problem(field.name, value, is_path=False)
                return (None, problem) if problem else (value, None)
    allowed = [option.value + ("..." if is_prefix(option) else "") for option in field.choices]
    # What ends in dots can't be equal to a value here: it would have had the prefix.
    converted, problem = choice(field.name, value, allowed)
    if problem is not None and problem.code == "wrong-type" and field.maximum is not None:
        problem = attrs.evolve(problem, message=f"{problem.message}, or an int")
    return converted, problem


def is_prefix(option: Choice) -> bool:
    """Tell whether a choice is a prefix that any text may follow (``static:``)."""
    return option.value.endswith(":")


def _text_problem(name: str, value: str, *, is_path: bool) -> Problem | None:
    if "\0" in value:
        return Problem("nul-in-string", f"`{name}`: it holds a NUL character, which no C string can carry")
    if is_path and not value:
        return Problem("empty-path", f"`{name}`: the path is empty", 'write "." for the working folder')
    return None


def show_type(value: object) -> str:
    """Return the type of a plain value with its article, in the words of the language."""
    if isinstance(value, dict):
        name = str(value["type"])
        name = _TYPE_NAMES.get(name, name)
    elif value is None:
        return "None"
    else:
        name = type(value).__name__
    if isinstance(value, bool):
        return f"the bool {value}"
    if isinstance(value, int):
        return f"the int {value}"
    if isinstance(value, str) and len(value) < _SHORT:
        return f"the str {_quote(value)}"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shorten(value: str) -> str:
    return value if len(value) <= _SHORT else value[: _SHORT - 3] + "..."
