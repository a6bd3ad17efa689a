"""Conditions as those of the preprocessor, and what they stand around."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.outputs.host.conditions import All, AnyOf, Condition, Has, Not, Since
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.host.presence import (
    MEASURED_UP_TO,
    Refusal,
    refuse_build,
    refuse_later,
    refuse_other_builds,
    refuse_others,
    refuse_versions,
    within,
)
from configlang.schema.config import Config


def to_c(condition: Condition) -> str:
    """Return a condition as it stands behind ``#if``."""
    if isinstance(condition, Since):
        return f"PY_VERSION_HEX >= 0x03{condition.version.minor:02x}0000"
    if isinstance(condition, Has):
        return f"defined({condition.trait.macro})"
    if isinstance(condition, Not):
        return _contrary(condition.condition)
    if isinstance(condition, All):
        return " && ".join(map(_operand, condition.conditions)) or "1"
    return " || ".join(map(_operand, condition.conditions))


def _contrary(condition: Condition) -> str:
    if isinstance(condition, Not):
        return _operand(condition.condition)
    if isinstance(condition, Since):
        return f"PY_VERSION_HEX < 0x03{condition.version.minor:02x}0000"
    return f"!{to_c(condition)}" if isinstance(condition, Has) else f"!({to_c(condition)})"


def _operand(condition: Condition) -> str:
    """Return what stands beside others: in parentheses where it has parts itself."""
    has_parts = isinstance(condition, All | AnyOf) and len(condition.conditions) > 1
    return f"({to_c(condition)})" if has_parts else to_c(condition)


def version_guard(config: Config, plan: Plan, first: Version = PYTHON_VERSIONS[0]) -> Iterator[str]:
    """Refuse to compile for a CPython that the config is not meant for, or that lacks a field of it."""
    for setting in (*plan.pre, *plan.members):
        yield from refuse(refuse_versions(config, setting))
    yield from refuse(refuse_others(config, first))
    yield from refuse(refuse_other_builds(config))
    yield from refuse(refuse_later(plan))


def refuse(refusals: Iterable[Refusal]) -> Iterator[str]:
    """Yield the lines with which code does not compile under some conditions."""
    for condition, message in refusals:
        yield from (f"#if {to_c(condition)}", f'#error "{message}"', "#endif")


def note_newer(config: Config) -> Iterator[str]:
    """Yield the lines that say, while it compiles, that nobody has looked at this CPython."""
    if config.is_open:
        yield f"#if {to_c(Since(PYTHON_VERSIONS[-1].following))}"
        yield f'#pragma message("this code was {MEASURED_UP_TO}; a newer configlang may know this CPython")'
        yield "#endif"


def guarded(config: Config, setting: Setting, lines: list[str], older: list[str] | None = None) -> list[str]:
    """Return the lines that set a member, within the condition under which CPython's headers have it."""
    condition = within(config, setting)
    if not condition.conditions:
        return lines
    otherwise = [f'#error "{refusal.message}"' for refusal in refuse_build(setting)] or older or ()
    return [f"#if {to_c(condition)}", *lines, *(["#else", *otherwise] if otherwise else ()), "#endif"]
