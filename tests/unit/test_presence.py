"""Presence: which CPythons emitted code compiles for, and which of its members each of them has."""

from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.builds import DEBUG, FREE_THREADED, Python
from configlang.cpython.targets import Target
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.outputs.host.plan import Setting, plan
from configlang.outputs.host.presence import refuse_build, refuse_others, refuse_versions, within
from configlang.schema.config import Config
from configlang.schema.field import MEASURED, Field, Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import FIELDS
from tests.strategies import configs

TARGETS = [Target(f"x86_64-{system}", "x86_64", system, "") for system in ("linux", "windows", "macos", "ios")]
PYTHONS = [
    Python(version, target, frozenset(build))
    for version, target, build in itertools.product(
        PYTHON_VERSIONS, TARGETS, ([], [FREE_THREADED], [DEBUG], [FREE_THREADED, DEBUG])
    )
]


def settings_of(config: Config) -> tuple[Setting, ...]:
    """Return all that a host sets."""
    planned = plan(config)
    return (*planned.pre, *planned.members)


def is_refused(config: Config, python: Python) -> bool:
    """Tell whether a CPython is refused when the code is compiled."""
    settings = settings_of(config)
    found = [each for setting in settings for each in (*refuse_versions(config, setting), *refuse_build(setting))]
    return any(refusal.condition.holds(python) for refusal in (*found, *refuse_others(config)))


any_config = st.one_of(configs(), configs().map(lambda config: attrs.evolve(config, python=None, compatible_with=None)))


@given(any_config)
def test_what_is_left_of_a_condition_is_enough(config: Config) -> None:
    """Where code compiles, what is left of a member's condition holds just where the CPython has the member."""
    pythons = [python for python in PYTHONS if not is_refused(config, python)]

    for setting in settings_of(config):
        left = within(config, setting)
        assert [left.holds(python) for python in pythons] == [setting.condition.holds(python) for python in pythons]


@given(any_config)
def test_no_cpython_is_refused_without_reason(config: Config) -> None:
    """A CPython is refused for its version, which the config does not name, or for a member that it lacks."""
    for python in PYTHONS:
        if is_refused(config, python) and python.version in config.versions:
            assert not all(setting.condition.holds(python) for setting in settings_of(config))


@pytest.mark.parametrize("field", [field for field in FIELDS if field.kind is Kind.BOOL and field.c_members])
def test_what_goes_without_the_member_refuses_no_version(field: Field) -> None:
    """A value that means nothing without its member, or less of it before some version, is for every version."""
    for value in (True, False, *([] if field.maximum is None else [field.maximum])):
        values: dict[str, Any] = {field.name: value}
        config = Config(target=TARGETS[0], interpreter=InterpreterConfig(**values))
        for setting in (setting for setting in settings_of(config) if setting.field is field):
            is_for_all = setting.is_moot or setting.older is not None or setting.extent is MEASURED.always
            assert is_for_all is (not list(refuse_versions(config, setting)))


@given(any_config)
def test_condition_is_that_of_the_table(config: Config) -> None:
    """A member is there for the versions of the table that have it and its value, and in the builds that have it."""
    for setting, python in itertools.product(settings_of(config), PYTHONS):
        guard = setting.field.guard
        has_member = setting.extent.covers(python.version) and (guard is None or python.has(guard))
        assert has_member is setting.condition.holds(python)
