"""What a boot passes as values of the host: texts of the command line, as what the config says that they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.light.typed import Any
from configlang.schema.config import Config, HostValue
from configlang.schema.part import replaced
from configlang.schema.texts import HOST_MARK

OPTION = "--host-value"


def with_values(config: Config, given: Sequence[tuple[str, str]]) -> tuple[Config, list[Problem]]:
    """
    Return a config whose values of the host have what is passed as their defaults, and what is wrong with that.

    Args:
        config: The config.
        given: Names and texts; that of a list may be there several times, once for each element.
    """
    texts: dict[str, list[str]] = {}
    for name, text in given:
        texts.setdefault(name, []).append(text)
    problems = [*_unknown(config, texts)]
    values = []
    for value in config.host_values:
        if value.name in texts:
            read, problem = _read(value, texts[value.name])
            values.append(replaced(value, {"default": read}))
            problems += [problem] if problem else []
            continue
        if value.must_be_passed:
            hint = f"give {OPTION} {value.name}=VALUE"
            message = f"`{value.name}`: the host must pass it"
            problems.append(Problem(code="host-value-not-given", message=message, hint=hint, paths=(_path(value),)))
        values.append(value)
    return replaced(config, {"host_values": tuple(values)}), problems


def _path(value: HostValue) -> str:
    return f"host_value:{value.name}"


def _unknown(config: Config, names: Sequence[str] | dict[str, list[str]]) -> Iterator[Problem]:
    known = [value.name for value in config.host_values]
    for name in names:
        if name not in known:
            message = f"`{OPTION} {name}`: the config has no value of the host of this name"
            yield Problem(code="unknown-host-value", message=message, hint=did_you_mean(name, known))


def _read(value: HostValue, texts: Sequence[str]) -> tuple[Any, Problem | None]:
    """Return what texts stand for, or what is wrong with them."""
    if value.type == "list[str]":
        return tuple(texts), None
    text = texts[-1]
    what: str | None = None
    read: object = text
    if value.type == "int":
        digits = text.removeprefix("-")
        is_int = digits.isascii() and digits.isdigit() and len(digits) < _DIGITS
        read, what = (int(text), None) if is_int else (None, "is an int")
    elif value.type == "bool":
        read, what = _BOOLS.get(text.lower()), None if text.lower() in _BOOLS else "is a bool: write true or false"
    elif HOST_MARK in text:
        what = f"can't hold `{HOST_MARK}` here"
    if what is None:
        return read, None
    message = f"`{OPTION} {value.name}={text}`: `{value.name}` {what}"
    return None, Problem(code="bad-host-value", message=message, paths=(_path(value),))


_DIGITS = 19
_BOOLS = {"true": True, "1": True, "false": False, "0": False}
