"""Conditions of generated C: what code must not be compiled for says so."""

from __future__ import annotations

import pytest

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.c.conditions import version_guard
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from tests.emitting import meant_for

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")


def guard(*versions: str, first: str = "3.8", **fields: object) -> list[str]:
    """Return the lines that keep a config of some fields, meant for some versions, from being compiled for others."""
    meant = meant_for(versions) if versions else None
    config = Config(target=LINUX, compatible_with=meant, interpreter=InterpreterConfig(**fields))  # type: ignore[arg-type]
    return [*version_guard(config, hosts.plan(config), Version(first))]


def refused(condition: str, message: str) -> list[str]:
    """Return the lines that refuse a CPython."""
    return [f"#if {condition}", f'#error "{message}"', "#endif"]


def test_config_for_all_is_compiled_for_all() -> None:
    """A config that is meant for every version, and sets nothing that one lacks, is refused for none."""
    assert [] == guard()
    assert [] == guard(quiet=True, utf8_mode=True)


@pytest.mark.parametrize(
    ("versions", "condition", "message"),
    [
        (("3.10", "3.11"), "!((PY_VERSION_HEX >= 0x030a0000 && PY_VERSION_HEX < 0x030c0000))", "3.10-3.11"),
        (("3.8",), "!((PY_VERSION_HEX >= 0x03080000 && PY_VERSION_HEX < 0x03090000))", "3.8"),
        (("3.13", "3.14", "3.15"), "!((PY_VERSION_HEX >= 0x030d0000 && PY_VERSION_HEX < 0x03100000))", "3.13-3.15"),
    ],
)
def test_other_versions_are_refused(versions: tuple[str, ...], condition: str, message: str) -> None:
    """The versions that a config is meant for are the only ones that it is compiled for, and it names them."""
    assert refused(condition, f"this config is meant for CPython {message}") == guard(*versions)


def test_versions_below_the_first_are_not_named() -> None:
    """What the code is not for anyway, whatever the config says, needs no condition of its own."""
    (condition, error, _) = guard("3.8", "3.9", "3.12", first="3.10")

    assert '#error "this config is meant for CPython 3.12"' == error
    assert "0x03080000" not in condition


def test_versions_without_a_field_are_refused() -> None:
    """A field that not all versions have is refused where it lacks, as long as the config names no versions."""
    needs = "cpu_count needs CPython 3.13; name the versions in compatible_with()"
    ends = "show_alloc_count ends with CPython 3.8; name versions in compatible_with()"

    assert refused("PY_VERSION_HEX < 0x030d0000", needs) == guard(cpu_count=3)
    assert refused("PY_VERSION_HEX >= 0x03090000", ends) == guard(show_alloc_count=True)
    assert "cpu_count" not in " ".join(guard("3.13", "3.14", cpu_count=3))
