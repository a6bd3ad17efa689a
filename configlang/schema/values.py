"""Conversion of single values: what each kind of field and parameter admits, and what is said about the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean, enumerate_names, join_words
from configlang.light.typed import Any
from configlang.schema.field import Choice, Field, Kind, Place
from configlang.schema.rules import Parameter
from configlang.schema.texts import HOST_MARK, RuntimeText, to_path, to_text, whole_value

Converted = tuple[Any, Problem | None]
"""A value and None, or None and what is wrong."""

_TYPE_NAMES = {"string": "str", "NoneType": "None"}


def convert_field(field: Field, value: object) -> Converted:
    """Convert the plain value of one argument of ``interpreter()`` to what the config holds."""
    name, kind = field.name, field.kind
    if isinstance(value, str) and value.startswith(HOST_MARK) and kind not in _OF_TEXT and whole_value(value):
        return RuntimeText(value, is_path=False), None
    if kind is Kind.BOOL:
        return flag(name, value) if field.maximum is None else _flag_or_level(name, value, field.maximum)
    if kind in {Kind.INT, Kind.LEVEL}:
        return number(name, value, field.minimum or 0, field.maximum)
    if kind is Kind.CHOICE:
        is_int = isinstance(value, int) or (isinstance(value, dict) and value["type"] == "int")
        is_level = field.maximum is not None and is_int and not isinstance(value, bool)
        return _choice_level(field, value) if is_level else _field_choice(field, value)
    if kind in {Kind.STR, Kind.PATH}:
        # What comes of an empty path in a member of CPython's is a matter of the checks.
        is_empty_fine = field.place is not Place.OUTER
        return text(name, value, is_path=kind is Kind.PATH, may_be_empty=is_empty_fine, is_hosted=True)
    return text_list(name, value, is_path=kind is Kind.PATH_LIST, is_hosted=True)


_OF_TEXT = (Kind.STR, Kind.PATH)
"""The kinds of the fields whose texts may hold a value of the host beside others."""


def converter_of(parameter: Parameter) -> Callable[[object], Converted]:
    """Return what converts the plain value of one argument of a rule that has parameters of its own."""
    name, kind = parameter.name, parameter.kind
    if kind == "path":
        convert = partial(text, name, is_path=True, may_be_empty=parameter.may_be_empty, is_hosted=parameter.is_hosted)
    elif kind in {"texts", "paths"}:
        convert = partial(
            text_list,
            name,
            is_path=kind == "paths",
            may_be_empty=parameter.may_be_empty,
            is_hosted=parameter.is_hosted,
        )
    elif kind == "type":
        convert = partial(_type, name, allowed=parameter.choices)
    elif kind == "choice":
        convert = partial(choice, name, allowed=parameter.choices)
    else:
        # What has words by name takes half as long again: there may be very many texts.
        convert = partial(
            {"text": text, "flag": flag, "scalar": _scalar, "list": _any_list, "value": _any_value}[kind], name
        )
    if parameter.default is not None:
        return convert
    return lambda value: (None, None) if value is None else convert(value)


def flag(name: str, value: object) -> Converted:
    """Admit True and False, and nothing that merely counts as one of them."""
    if isinstance(value, bool):
        return value, None
    return wrong_type(name, value, "True or False", hint=_boolean_hint(value))


def _boolean_hint(value: object) -> str | None:
    """Say which of the two was meant by what other systems write for them."""
    if value in (0, 1) or (isinstance(value, str) and value.lower() in _BOOLEAN_WORDS):
        return f"write {value == 1 or str(value).lower() in _TRUE_WORDS}"
    return None


def _flag_or_level(name: str, value: object, maximum: int) -> Converted:
    """Admit a bool, or an int from 0 up to a level; 0 and 1 come out as bools, so that one setting has one value."""
    if isinstance(value, bool):
        return value, None
    if not isinstance(value, int) and not (isinstance(value, dict) and value["type"] == "int"):
        return wrong_type(name, value, "True, False or an int", hint=_boolean_hint(value))
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
            return wrong_type(name, value, "an int")
        shown = "a number of more than 64 bits"
    elif (minimum is None or value >= minimum) and (maximum is None or value <= maximum):
        return value, None
    else:
        shown = str(value)
    return _wrong("out-of-range", name, f"got {shown}, wanted is {minimum} to {maximum}")


def text(
    name: str, value: object, *, is_path: bool = False, may_be_empty: bool = False, is_hosted: bool = False
) -> Converted:
    """Admit a str without NUL; a path is taken apart, and is empty only where it may be."""
    if not isinstance(value, str):
        return wrong_type(name, value, "a str")
    if "\0" in value:
        return _wrong("nul-in-string", name, "it holds a NUL character, which no C string can carry")
    if is_path and not value and not may_be_empty:
        return _wrong("empty-path", name, "the path is empty", hint='write "." for the working folder')
    if HOST_MARK in value:
        return _hosted_text(name, value, is_path=is_path, is_hosted=is_hosted)
    return to_path(value) if is_path else value, None


def _hosted_text(name: str, value: str, *, is_path: bool, is_hosted: bool) -> Converted:
    """Admit a text that is made of values of the host, where there may be such, and of whole ones."""
    if not is_hosted:
        what = "it is needed when the config is evaluated, and a value of the host is known at run time alone"
        return _wrong("bad-host-value", name, what, hint="write it out, or take it from a `variable`")
    converted = to_path(value) if is_path else to_text(value)
    literals = converted.parts if isinstance(converted, RuntimeText) else (value,)
    if any(isinstance(part, str) and HOST_MARK in part for part in literals):
        what = "it holds a piece of a value of the host, of which nothing is known before the program runs"
        return _wrong("bad-host-value", name, what, hint="join the whole value with other texts by `+`")
    return converted, None


def text_list(
    name: str, value: object, *, is_path: bool = False, may_be_empty: bool = False, is_hosted: bool = False
) -> Converted:
    """Admit a list of such texts; it comes out as a tuple."""
    if isinstance(value, str):
        what = "path" if is_path else "str"
        hint = (
            f"put the one {what} into brackets: [{_quote(value)}]"
            if len(value) < _SHORT and value.isprintable()
            else None
        )
        return _wrong("wrong-type", name, "got a str, wanted is a list of str", hint=hint)
    if not isinstance(value, list):
        return wrong_type(name, value, "a list of str")
    items = []
    for index, element in enumerate(value):
        item, problem = text(
            f"{name}[{index}]", element, is_path=is_path, may_be_empty=may_be_empty, is_hosted=is_hosted
        )
        if problem is not None:
            return None, problem._replace(paths=(name,), element=index)
        items.append(item)
    return tuple(items), None


def choice(name: str, value: object, allowed: Sequence[str]) -> Converted:
    """Admit one of some strings, exactly as they are spelt."""
    if not isinstance(value, str):
        return wrong_type(name, value, enumerate_names(allowed))
    if value in allowed:
        return value, None
    what = f'got "{_shorten(value)}", wanted is {enumerate_names(allowed)}'
    return _wrong("unknown-value", name, what, hint=did_you_mean(value, allowed))


def _type(name: str, value: object, allowed: Sequence[str]) -> Converted:
    """Admit the name of a type."""
    if isinstance(value, str) and value in allowed:
        return value, None
    wanted = f"wanted is {join_words(allowed, 'or')}"
    shown = f'"{_shorten(value)}"' if isinstance(value, str) else show_type(value)
    return _wrong("wrong-type", name, f"got {shown}, {wanted}")


def _scalar(name: str, value: object) -> Converted:
    """Admit a str, a bool or an int, whatever it holds."""
    if isinstance(value, (str, bool, int)):
        return value, None
    return wrong_type(name, value, "a str, a bool or an int")


def _any_list(name: str, value: object) -> Converted:
    """Admit a list, whatever it holds; it comes out as a tuple."""
    if isinstance(value, list):
        return tuple(value), None
    return wrong_type(name, value, "a list")


def _any_value(name: str, value: object) -> Converted:
    """Admit a scalar or a list, whatever it holds but NUL; a list comes out as a tuple."""
    for index, each in enumerate(value if isinstance(value, list) else [value]):
        if isinstance(each, str) and "\0" in each:
            problem = text(name, each)[1]
            return None, problem and problem._replace(element=index if isinstance(value, list) else None)
    if isinstance(value, list):
        return tuple(value), None
    return (value, None) if isinstance(value, (str, bool, int)) else wrong_type(name, value, "a value of the type")


_SHORT = 60


def _field_choice(field: Field, value: object) -> Converted:
    if isinstance(value, str):
        for option in field.choices:
            if is_prefix(option) and value.startswith(option.value):
                return text(field.name, value)
    allowed = [option.value + ("..." if is_prefix(option) else "") for option in field.choices]
    # What ends in dots can't be equal to a value here: it would have had the prefix.
    converted, problem = choice(field.name, value, allowed)
    if problem is not None and problem.code == "wrong-type" and field.maximum is not None:
        problem = problem._replace(message=f"{problem.message}, or an int")
    return converted, problem


def is_prefix(option: Choice) -> bool:
    """Tell whether a choice is a prefix that any text may follow (``static:``)."""
    return option.value.endswith(":")


def wrong_type(name: str, value: object, wanted: str, *, hint: str | None = None) -> Converted:
    """Refuse a plain value for its type."""
    return _wrong("wrong-type", name, f"got {show_type(value)}, wanted is {wanted}", hint=hint)


def _wrong(code: str, name: str, what: str, *, hint: str | None = None) -> Converted:
    """Return what is wrong with the argument of a name, which the message has first."""
    return None, Problem(code=code, message=f"`{name}`: {what}", paths=(name,), hint=hint)


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
    return with_article(name)


def with_article(name: str) -> str:
    """Return the name of a type with its article."""
    return f"{'an' if name[:1].lower() in {*'aeiou'} else 'a'} {name}"


def _quote(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _shorten(value: str) -> str:
    return value if len(value) <= _SHORT else value[: _SHORT - 3] + "..."
