"""Versions of CPython as conditions of the preprocessor."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.targets import PYTHON_VERSIONS, minor_of, show_versions
from configlang.outputs.host.plan import Plan, Setting
from configlang.schema.config import Config


def hex_of(version: str) -> str:
    """Return a version as ``PY_VERSION_HEX`` starts."""
    return f"0x03{minor_of(version):02x}0000"


def after(version: str) -> str:
    """Return the version that follows one."""
    return f"3.{minor_of(version) + 1}"


def version_guard(config: Config, plan: Plan, first: str = PYTHON_VERSIONS[0]) -> Iterator[str]:
    """Refuse to compile for a CPython that the config is not meant for, or that lacks a field of it."""
    if config.is_for_all_versions:
        for setting in (*plan.pre, *plan.members):
            if setting.is_moot:
                continue
            if setting.since is not None and setting.older is None and minor_of(setting.since) > minor_of(first):
                yield f"#if PY_VERSION_HEX < {hex_of(setting.since)}"
                yield f'#error "{_what(setting)} needs CPython {setting.since}; name the versions in compatible_with()"'
                yield "#endif"
            if setting.until is not None:
                yield f"#if PY_VERSION_HEX >= {hex_of(after(setting.until))}"
                yield f'#error "{_what(setting)} ends with CPython {setting.until}; name versions in compatible_with()"'
                yield "#endif"
        return
    runs = [
        run
        for run in show_versions(version for version in config.versions if minor_of(version) >= minor_of(first)).split(
            ", "
        )
        if run
    ]
    conditions = []
    for run in runs:
        low, _, high = run.partition("-")
        condition = f"PY_VERSION_HEX >= {hex_of(low)}"
        if (high or low) != PYTHON_VERSIONS[-1]:
            condition = f"({condition} && PY_VERSION_HEX < {hex_of(after(high or low))})"
        conditions.append(condition)
    yield f"#if !({' || '.join(conditions)})"
    yield f'#error "this config is meant for CPython {", ".join(runs)}"'
    yield "#endif"


def _what(setting: Setting) -> str:
    is_value = setting.field.since != setting.since
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
    versions = [minor_of(version) for version in config.versions]
    is_open = config.is_for_all_versions and not setting.is_moot
    if setting.since is not None and (
        setting.older is not None or (not is_open and min(versions) < minor_of(setting.since))
    ):
        conditions.append(f"PY_VERSION_HEX >= {hex_of(setting.since)}")
    if setting.until is not None and not is_open and max(versions) > minor_of(setting.until):
        conditions.append(f"PY_VERSION_HEX < {hex_of(after(setting.until))}")
    if setting.guard is not None:
        conditions.append(f"defined({setting.guard})")
    return conditions
