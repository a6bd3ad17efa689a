"""Values that the host passes at run time, as JSON: what there is, and the settings that are made of them, as parts."""

from __future__ import annotations

from collections.abc import Iterator
from json.encoder import encode_basestring_ascii as quote

from configlang.schema.config import Config
from configlang.schema.host_values import OF_TEXT, setting_of, uses
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import HostPart, host_parts, part_written, parts_of, whole_value

Members = list[tuple[str, str]]


def declared(config: Config) -> Iterator[Members]:
    """Yield the values, each as its keys with the JSON text of their values."""
    for value in config.host_values:
        members = [("name", quote(value.name)), ("type", quote(value.type))]
        if value.default is not None:
            members.append(("default", _plain(value.default)))
        members.append(("required", "true" if value.must_be_passed else "false"))
        if value.doc:
            members.append(("doc", quote(value.doc)))
        yield members


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_plain, value))}]"
    return quote(value) if isinstance(value, str) else str(value)


def settings(config: Config) -> Iterator[tuple[str, str | list[str]]]:
    """
    Yield the settings that are made of values, each by its path with JSON text, or those of the elements of a list.

    A text is a list of its parts: texts, and an object with the name of a value as ``host``. A list of texts is a list
    of these, and of such an object in the place of a list of the host's; a number is such an object.
    """
    for use in uses(config):
        value = setting_of(config, use.path)
        if isinstance(value, tuple):
            yield use.path, [_text(config, each) for each in value]
        else:
            field = ARGUMENTS.get(use.path.partition(".")[2])
            is_number = use.path.startswith("interpreter.") and field is not None and field.kind not in OF_TEXT
            yield use.path, _part(HostPart(use.names[0])) if is_number else _text(config, str(value))


def _text(config: Config, text: str) -> str:
    name = whole_value(text) if host_parts(text) else None
    if name is not None and any(value.name == name and value.type == "list[str]" for value in config.host_values):
        return _part(HostPart(name))
    pieces: list[HostPart | str] = []
    for part in parts_of(text):
        if isinstance(part, HostPart) or not pieces or isinstance(pieces[-1], HostPart):
            pieces.append(part if isinstance(part, HostPart) else part_written(part))
        else:
            pieces[-1] += part_written(part)
    return f"[{', '.join(map(_part, pieces))}]"


def _part(part: HostPart | str) -> str:
    return f'{{"host": {quote(part.name)}}}' if isinstance(part, HostPart) else quote(part)
