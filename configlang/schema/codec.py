"""A config as plain data and back: what the evaluating process and whoever asks it hand each other."""

from __future__ import annotations

from configlang.cpython.targets import Target, to_target
from configlang.cpython.versions import Version, to_python
from configlang.light.typed import TYPE_CHECKING, Any
from configlang.schema.part import make, set_attributes
from configlang.schema.texts import RuntimeText, written_form

if TYPE_CHECKING:
    from configlang.schema.config import Config


def config_to_data(config: Config) -> dict[str, Any]:
    """
    Return a config as data that JSON carries.

    Keys are the names of the attributes that are set, in their order. A target is its triple, a version its text, a
    text with parts an object that has its written form and says where it is no path, a tuple a list, and a part of the
    config an object of the same kind.
    """
    return _attributes_to_data(config)


def _attributes_to_data(instance: object) -> dict[str, Any]:
    return {name: _to_data(value) for name, value in set_attributes(instance)}


def _to_data(value: object) -> object:
    if value is None or isinstance(value, int):
        return value
    if isinstance(value, RuntimeText):
        return {_WRITTEN: written_form(value), **({} if value.is_path else {_IS_TEXT: True})}
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return [_to_data(each) for each in value]
    if isinstance(value, Version):
        return str(value)
    return value.triple if isinstance(value, Target) else _attributes_to_data(value)


def config_from_data(data: dict[str, Any]) -> Config:
    """Return the config that ``config_to_data`` made the data from."""
    from configlang.schema.config import PARTS, Config
    from configlang.schema.rules import RULES

    values = {**data, "target": to_target(data["target"]), "python": to_python(data.get("python"))}
    values.setdefault("interpreter", {})
    for name, part in PARTS.items():
        rule = RULES[name]
        if rule.sets in values:
            given = values[rule.sets]
            values[rule.sets] = _part(part, given) if rule.is_single else tuple(_part(part, each) for each in given)
    return make(Config, values)


def _part(part: type, data: dict[str, Any]) -> Any:  # noqa: ANN401 - an object of that class
    values: dict[str, Any] = {name: _from_data(value) for name, value in data.items()}
    if "versions" in values:
        values["versions"] = tuple(map(Version, values["versions"]))
    return make(part, values)


def _from_data(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(_from_data, value))
    return RuntimeText(value[_WRITTEN], is_path=_IS_TEXT not in value) if isinstance(value, dict) else value


_WRITTEN = "written"
_IS_TEXT = "is_text"
"""The keys of an object that stands for a text with parts, the second where it is no path."""
