"""
Values of the host in the Rust for pyembed: what the function takes, and the fields that are made of it.

The struct has the members that the struct of ``rust-ffi`` has for the same values, and texts are laid together by the
same functions. What differs is what pyembed does with them: texts of its config are Unicode, and in some paths it
replaces ``$ORIGIN`` itself, wherever it finds it and with no way to escape it. There a NUL stands for the folder until
all parts are known, and what the host passes is refused where it has that name in it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby

from configlang.outputs.fill import read
from configlang.outputs.host.plan import limits_of
from configlang.outputs.host.reach import reach
from configlang.outputs.host.rust import host_values as shared
from configlang.outputs.host.rust.helpers import NAMES
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part
from configlang.outputs.layout import (
    MOST_WRITTEN_OUT,
    Array,
    Call,
    Chain,
    Expression,
    Text,
    Vec,
    collected,
    layout,
    string,
)
from configlang.outputs.pyembed import structs as pyembed
from configlang.schema.config import Config, HostValue
from configlang.schema.field import Field, Kind
from configlang.schema.host_values import OF_TEXT
from configlang.schema.texts import (
    PLAIN_ORIGIN,
    has_origin,
    has_parts,
    in_generated_code,
    is_hosted,
    whole_value,
)

_FOLDER = os.path.join(os.path.dirname(__file__), "parts")
_STEP = "    "
_LISTS = (Kind.PATH_LIST, Kind.STR_LIST)
_ORIGIN = 'OsString::from("\\0")'
"""What stands for the folder of the executable until a path is whole; no text of the host has it."""


def declarations(config: Config) -> str:
    """Return the struct that the host fills in, and the error that the function gives back."""
    members = shared.members(config.host_values, "std::ffi::OsString")
    return f"{_STRUCT}pub struct HostValues {{\n{members}}}\n\n{_own('host_value_error')}"


_STRUCT = """\
/// What only the host knows at run time. `HostValues::default()` leaves all of it to the config.
#[allow(dead_code)]
#[derive(Clone, Debug, Default)]
"""


def hosted_fields(config: Config) -> list[Field]:
    """Return the fields of pyembed's structs that are made of values of the host."""
    fields = (*pyembed.outer_fields(), *pyembed.inner_fields())
    return [field for field in fields if is_hosted(pyembed.value_of(config, field))]


def expressions(config: Config) -> dict[str, Expression]:
    """Return what stands in the literal for each field that is made of values of the host."""
    return {field.name: _expression(config, field) for field in hosted_fields(config)}


def _expression(config: Config, field: Field) -> Expression:
    if field.kind is Kind.BOOL:
        value = _number(config, field)
        member = f"host.{value.name}"
        default = str(value.default).lower()
        return Text(member if value.default is None else f"Some({member}.unwrap_or({default}))")
    if field.kind in _LISTS:
        return Text(f"Some({field.name})")
    return Text(field.name)


def _number(config: Config, field: Field) -> HostValue:
    name = whole_value(str(pyembed.value_of(config, field)))
    return next(value for value in config.host_values if value.name == name)


def items(config: Config) -> Iterator[str]:
    """Give the lines of the functions that the statements need."""
    needed = reach(_helpers(config), [*statements(config)], NAMES)
    texts = [text for name, text in needed.items() if name not in _ALIASES]
    yield from (text.rstrip("\n") for name, text in needed.items() if name in _ALIASES)
    for text in texts:
        yield ""
        yield from text.rstrip("\n").split("\n")
    if texts:
        yield ""


_ALIASES = {
    "OsStr": "use std::ffi::OsStr;\n",
    "OsString": "use std::ffi::OsString;\n",
    "Host": "type Host = HostValues;\n",
    "Error": "type Error = HostValueError;\n",
}
"""The short names that the functions have for types."""


def _helpers(config: Config) -> dict[str, Callable[[], str]]:
    return {
        **{name: partial(str, text) for name, text in _ALIASES.items()},
        "Value": partial(part, "value"),
        "host_passed": partial(shared.needed, config.host_values, len(_STEP)),
        "no_nul": partial(_own, "no_nul"),
        "values": partial(_values, config),
        "parts": partial(part, "parts"),
        "expand_values_os": partial(part, "expand_values_os"),
        "texts_of": partial(_own, "texts_of"),
        "unicode": partial(_own, "unicode"),
        "at_origin": partial(_own, "at_origin"),
        "in_range": partial(part, "in_range"),
    }


def _values(config: Config) -> str:
    texts = [text for field in hosted_fields(config) for text in _texts(config, field)]
    defaults = [text for value in config.host_values for text in value.default_texts]
    return shared.values(
        config.host_values,
        _ORIGIN if any(map(has_origin, [*texts, *defaults])) else None,
        marks_plain_origin=any(PLAIN_ORIGIN in in_generated_code(text) for text in texts),
        depth=len(_STEP),
    )


def _texts(config: Config, field: Field) -> tuple[str, ...]:
    value = pyembed.value_of(config, field)
    if field.kind not in OF_TEXT:
        return ()
    return tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)


def _own(name: str) -> str:
    return read(os.path.join(_FOLDER, f"{name}.rs"))


# The statements before the literal


def statements(config: Config) -> Iterator[str]:
    """Give the statements before the literal, indented as they stand in the function."""
    if any(value.must_be_passed for value in config.host_values):
        yield f"{_STEP}host_passed(host)?;\n"
    for value in config.host_values:
        if value.is_text:
            yield _without_nul(value)
    fields = hosted_fields(config)
    if any(field.kind in OF_TEXT for field in fields):
        yield f"{_STEP}let values = values(host)?;\n"
    if any(field.kind in _LISTS for field in fields):
        yield f"{_STEP}let listed = |text: &str| texts_of(text, &values);\n"
    for field in fields:
        if field.kind in _LISTS:
            yield from _list(config, field)
        elif field.kind in OF_TEXT:
            yield from _text(config, field)
        elif field.kind is not Kind.BOOL:
            yield from _limited(config, field)


def _without_nul(value: HostValue) -> str:
    call = Node("no_nul", (string(value.name), "text"), "?")
    if value.type == "str":
        return f"    if let Some(text) = &host.{value.name} {{\n{statement(8, call)}    }}\n"
    return (
        f"    if let Some(texts) = &host.{value.name} {{\n"
        f"        for text in texts {{\n{statement(12, call)}        }}\n    }}\n"
    )


def _text(config: Config, field: Field) -> Iterator[str]:
    (text,) = _texts(config, field)
    yield statement(4, Node("let text = expand_values_os", (string(in_generated_code(text)), "&values")))
    name = string(field.name)
    if field.expands_origin:
        yield f"    let {field.name} = at_origin(text, {name})?.pop();\n"
    elif field.kind is Kind.PATH:
        yield f"    let {field.name} = text.map(std::path::PathBuf::from);\n"
    else:
        yield f"    let {field.name} = unicode(text, {name})?.pop();\n"


def _list(config: Config, field: Field) -> Iterator[str]:
    groups = [_group([*texts], has_marks=alike) for alike, texts in groupby(_texts(config, field), has_parts)]
    lists = [each for group in groups for each in group]
    is_one = len(lists) == 1 and isinstance(lists[0], Chain)
    head = f"    let texts: {'Vec<_>' if is_one else 'Vec<Vec<_>>'} = "
    yield f"{head}{layout(lists[0] if is_one else Vec(lists), _STEP, len(head), 1)};\n"
    convert, texts = "at_origin" if field.expands_origin else "unicode", "texts" if is_one else "texts.concat()"
    yield f"    let {field.name} = {convert}({texts}, {string(field.name)})?;\n"


def _group(texts: Sequence[str], *, has_marks: bool) -> list[Expression]:
    """Return what makes the lists of texts that follow one another and are alike."""
    literals = [string(in_generated_code(text)) for text in texts]
    if len(texts) > MOST_WRITTEN_OUT and has_marks:
        return [Chain(Array(literals), [".iter()", ".flat_map(|text| listed(text))", ".collect()"])]
    if len(texts) > MOST_WRITTEN_OUT:
        return [collected(Array(literals), "|text| OsString::from(*text)")]
    if has_marks:
        return [Call("listed", Text(literal)) for literal in literals]
    return [Vec([Call("OsString::from", Text(literal)) for literal in literals])]


def _limited(config: Config, field: Field) -> Iterator[str]:
    value = _number(config, field)
    least, most = limits_of(field)
    variants = [f"pyembed::{field.rust_enum}::{choice.variant}" for choice in field.choices]
    if variants:
        most = len(variants) - 1
    default = value.default if variants or value.default is None else f"{value.default}"
    shown = variants[default] if isinstance(default, int) else default
    yield f"    let mut {field.name} = {'None' if shown is None else f'Some({shown})'};\n"
    yield f"    if let Some(value) = host.{value.name} {{\n"
    yield shared.checked("value", value.name, least, most, 8)
    if not variants:
        yield f"        {field.name} = Some(value as _);\n    }}\n"
        return
    yield f"        {field.name} = Some(match value {{\n"
    arms = [*map(str, range(most)), "_"]
    yield from (f"            {arm} => {variant},\n" for arm, variant in zip(arms, variants, strict=True))
    yield "        });\n    }\n"
