"""A config as plain data and back: what the evaluating process and whoever asks it hand each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.schema.show import set_attributes
from configlang.schema.texts import written_form

if TYPE_CHECKING:
    from configlang.schema.config import Config


def config_to_data(config: Config) -> dict[str, Any]:
    """
    Return a config as data that JSON carries.

    Keys are the names of the attributes that are set, in their order. A target is its triple, a version its text, a
    path what was written, a tuple a list, and a part of the config an object of the same kind.
    """
    return _attributes_to_data(config)


def _attributes_to_data(instance: object) -> dict[str, Any]:
    return {name: _to_data(value) for name, value in set_attributes(instance)}


def _to_data(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, str):
        return written_form(value)
    if isinstance(value, tuple):
        return [_to_data(each) for each in value]
    if isinstance(value, Version):
        return str(value)
    return value.triple if isinstance(value, Target) else _attributes_to_data(value)


def config_from_data(data: dict[str, Any]) -> Config:
    """Return the config that ``config_to_data`` made the data from."""
    from configlang.schema.config import PARTS, Config
    from configlang.schema.rules import RULES

    values = dict(data)
    for name, part in PARTS.items():
        rule = RULES[name]
        if rule.sets in data:
            given = data[rule.sets]
            values[rule.sets] = _part(part, given) if rule.is_single else tuple(_part(part, each) for each in given)
    return Config(**values)


def _part(part: type, data: dict[str, Any]) -> Any:  # noqa: ANN401 - an object of that class
    return part(**{name: tuple(value) if isinstance(value, list) else value for name, value in data.items()})
