"""Versions of CPython as conditions of the preprocessor."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.versions import PYTHON_VERSIONS, Version, runs, show_versions
from configlang.outputs.host.plan import Plan, Setting
from configlang.schema.config import Config


def hex_of(version: Version) -> str:
    """Return a version as ``PY_VERSION_HEX`` starts."""
    return f"0x03{version.minor:02x}0000"


def version_guard(config: Config, plan: Plan, first: Version = PYTHON_VERSIONS[0]) -> Iterator[str]:
    """Refuse to compile for a CPython that the config is not meant for, or that lacks a field of it."""
    if config.is_for_all_versions:
        for setting in (*plan.pre, *plan.members):
            if setting.is_moot:
                continue
            since, until = setting.extent.first, setting.extent.last
            if since is not None and setting.older is None and since > first:
                yield f"#if PY_VERSION_HEX < {hex_of(since)}"
                yield f'#error "{_what(setting)} needs CPython {since}; name the versions in compatible_with()"'
                yield "#endif"
            if until is not None:
                yield f"#if PY_VERSION_HEX >= {hex_of(until.following)}"
                yield f'#error "{_what(setting)} ends with CPython {until}; name versions in compatible_with()"'
                yield "#endif"
        return
    versions = [version for version in config.versions if version >= first]
    conditions = []
    for low, high in runs(versions):
        condition = f"PY_VERSION_HEX >= {hex_of(low)}"
        if high != PYTHON_VERSIONS[-1]:
            condition = f"({condition} && PY_VERSION_HEX < {hex_of(high.following)})"
        conditions.append(condition)
    yield f"#if !({' || '.join(conditions)})"
    yield f'#error "this config is meant for CPython {show_versions(versions)}"'
    yield "#endif"


def _what(setting: Setting) -> str:
    is_value = setting.field.extent is not setting.extent
    return f"{setting.field.name} = {setting.value}" if is_value else setting.field.name


def guarded(config: Config, setting: Setting, lines: list[str], older: list[str] | None = None) -> list[str]:
    """Return the lines that set a member, within the condition under which CPython's headers have it."""
    conditions = _conditions(config, setting)
    if not conditions:
        return lines
    out = [f"#if {' && '.join(conditions)}", *lines]
    if setting.member == "enable_gil" and setting.value == 0:
        out += ["#else", '#error "enable_gil = False needs a free-threaded build of CPython"']
    elif older is not None:
        out += ["#else", *older]
    return [*out, "#endif"]


def is_guarded(config: Config, setting: Setting) -> bool:
    """Tell whether there are CPythons, among those that the file compiles for, without the member."""
    return bool(_conditions(config, setting))


def _conditions(config: Config, setting: Setting) -> list[str]:
    conditions = []
    since, until, versions = setting.extent.first, setting.extent.last, config.versions
    is_open = config.is_for_all_versions and not setting.is_moot
    if since is not None and (setting.older is not None or (not is_open and min(versions) < since)):
        conditions.append(f"PY_VERSION_HEX >= {hex_of(since)}")
    if until is not None and not is_open and max(versions) > until:
        conditions.append(f"PY_VERSION_HEX < {hex_of(until.following)}")
    if setting.guard is not None:
        conditions.append(f"defined({setting.guard})")
    return conditions
