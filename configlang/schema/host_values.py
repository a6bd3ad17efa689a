"""What is made of the values that the host passes at run time, and what a config is as long as it passes none."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from configlang.light.typed import Any, NamedTuple
from configlang.schema.config import Config, HostValue
from configlang.schema.field import Field, Kind
from configlang.schema.part import Part, replaced, set_attributes
from configlang.schema.rules import REQUIRED, RULES
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import (
    HostPart,
    RuntimeText,
    host_parts,
    part_written,
    to_path,
    to_text,
    whole_value,
)

OF_TEXT = frozenset({Kind.STR, Kind.PATH, Kind.STR_LIST, Kind.PATH_LIST, Kind.OS_STR_LIST})
"""The kinds of fields that hold texts."""


class Use(NamedTuple):
    """
    A setting that is made of values of the host.

    Attributes:
        path: The setting, as in the origins.
        names: The names of the values, each once.
    """

    path: str
    names: tuple[str, ...]


class Taken(NamedTuple):
    """
    A field with one number, which is a value of the host.

    Attributes:
        field: The field.
        value: The value.
    """

    field: Field
    value: HostValue


def uses(config: Config) -> Iterator[Use]:
    """Yield the settings that are made of values of the host, in the order of the config."""
    for _, part in set_attributes(config):
        if isinstance(part, Part):
            yield from _uses_in(part.rule, part)
        elif isinstance(part, tuple):
            for each in part:
                yield from _uses_in(f"{each.rule}:{each.name}", each)


def setting_of(config: Config, path: str) -> object:
    """Return the value of a setting that is made of values of the host."""
    part, _, argument = path.rpartition(".")
    rule, _, name = part.partition(":")
    held: Any = getattr(config, str(RULES[rule].sets))
    if name:
        held = next(each for each in held if each.name == name)
    value: object = getattr(held, argument)
    return value


def _uses_in(path: str, part: Part) -> Iterator[Use]:
    for name, value in set_attributes(part):
        found = [each for text in (value if isinstance(value, tuple) else (value,)) for each in host_parts(text)]
        if found:
            yield Use(f"{path}.{name}", tuple(dict.fromkeys(found)))


def taken(config: Config) -> tuple[Taken, ...]:
    """Return the fields with one number that are a value of the host, in the order of the table."""
    values = _by_name(config)
    return tuple(
        Taken(field, values[name])
        for field in (ARGUMENTS.values() if values else ())
        if field.kind not in OF_TEXT
        and isinstance(text := getattr(config.interpreter, field.name), RuntimeText)
        and (name := whole_value(text))
    )


def _by_name(config: Config) -> dict[str, HostValue]:
    return {value.name: value for value in config.host_values}


def with_numbers(config: Config) -> Config:
    """Return a config whose fields with one number have the defaults of the values that decide them, or are unset."""
    numbers = {field.name: value.default for field, value in taken(config)}
    return replaced(config, {"interpreter": replaced(config.interpreter, numbers)}) if numbers else config


def as_checked(config: Config) -> Config:
    """
    Return what of a config is known without its host.

    Values have their defaults. Where one has none, what it would decide is unset, but for paths, which keep the value
    as a part, and for what Python runs, in the place of which stands something that does nothing.
    """
    if not config.host_values:
        return config
    config = with_defaults(config)
    interpreter = config.interpreter
    changed: dict[str, Any] = {}
    for name, value in set_attributes(interpreter):
        if isinstance(value, tuple) and ARGUMENTS[name].kind is not Kind.PATH_LIST:
            known = tuple(each for each in value if not host_parts(each))
            if len(known) < len(value):
                changed[name] = known or None
        elif isinstance(value, RuntimeText) and not value.is_path and host_parts(value):
            changed[name] = _RUN.get(name)
    return replaced(config, {"interpreter": replaced(interpreter, changed)}) if changed else config


_RUN = {"run_command": "pass", "run_module": "site"}
"""What stands in the place of code, and of a module, that nobody knows."""


def with_defaults(config: Config) -> Config:
    """
    Return what a config is where the host passes none of its values.

    A field that one without a default would decide is unset then. A text keeps such a value as a part.
    """
    values = _by_name(config)
    return _changed(with_numbers(config), lambda part: _with_texts(part, values)) if values else config


def without(config: Config) -> Config:
    """Return a config in which all that is made of values of the host is unset."""
    return _changed(config, lambda part: _left(part, keeps_others=False))


def with_nothing_passed(config: Config) -> Config:
    """Return what a start makes of a config where the host passes no value: what has no default then is unset."""
    return _changed(with_defaults(config), lambda part: _left(part, keeps_others=True))


def _changed(config: Config, change: Callable[[Part], Part | None]) -> Config:
    """Return a config with each of its parts changed; what becomes of one is None where nothing is left of it."""
    changed: dict[str, Any] = {}
    for name, part in set_attributes(config):
        if isinstance(part, Part):
            changed[name] = change(part)
        elif isinstance(part, tuple):
            changed[name] = tuple(filter(None, map(change, part)))
    return replaced(config, changed)


def _left(part: Part, *, keeps_others: bool) -> Part | None:
    """
    Return what is left of a part without values of the host.

    Args:
        part: The part.
        keeps_others: Whether a list keeps its other elements, and is not unset.
    """
    changed: dict[str, Any] = {}
    for name, value in set_attributes(part):
        if isinstance(value, tuple):
            others = tuple(each for each in value if not host_parts(each))
            if len(others) < len(value):
                changed[name] = others if keeps_others else None
        elif host_parts(value):
            changed[name] = None
    if not changed:
        return part
    rule = RULES[part.rule]
    needed = {each.name for each in rule.parameters.values() if each.default is REQUIRED}
    # What has a name is nothing without its value.
    return replaced(part, changed) if rule.is_single and needed.isdisjoint(changed) else None


def _with_texts(part: Part, values: Mapping[str, HostValue]) -> Part:
    """Return a part whose texts have the defaults of values in the place of their parts."""
    changed: dict[str, Any] = {}
    for name, value in set_attributes(part):
        if isinstance(value, tuple):
            items = [each for text in value for each in _texts(text, values)]
            if items != [*value]:
                changed[name] = tuple(items)
        elif isinstance(value, RuntimeText):
            changed[name] = _text(value, values)
    return replaced(part, changed) if changed else part


def _texts(text: object, values: Mapping[str, HostValue]) -> list[object]:
    """Return what an element of a list is: several where it is a list of the host's."""
    if not isinstance(text, RuntimeText):
        return [text]
    value = values.get(whole_value(text) or "")
    if value is not None and isinstance(value.default, tuple):
        return [to_path(each) if text.is_path else each for each in value.default]
    return [_text(text, values)]


def _text(text: RuntimeText, values: Mapping[str, HostValue]) -> str:
    pieces = []
    for part in text.parts:
        default = values[part.name].default if isinstance(part, HostPart) else None
        pieces.append(default if isinstance(default, str) else part_written(part))
    return (to_path if text.is_path else to_text)("".join(pieces))
