"""What holds for a field in the end: its value per version, where that comes from, and what overrules it."""

from __future__ import annotations

import pytest

from configlang.check.effective import Cause, Effective, effective
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, to_versions
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.show import show_value

Rows = list[tuple[str, Cause, str]]

ALL = f"{PYTHON_VERSIONS[0]}-{PYTHON_VERSIONS[-1]}"


def field_of(name: str, output: str | None, **fields: object) -> Effective:
    """Return what holds for a field in a config of some fields, as an output brings it up."""
    target = parse_target("x86_64-unknown-linux-gnu")
    assert target is not None
    config = Config(target=target, interpreter=InterpreterConfig(**fields))  # type: ignore[arg-type]
    return next(each for each in effective(config, BY_NAME.get(output or "")) if each.name == name)


def rows(field: Effective) -> Rows:
    """Return the values of a field, each with its source, and its first and its last version."""
    return [(value.text, value.source, f"{value.versions[0]}-{value.versions[-1]}") for value in field.values]


@pytest.mark.parametrize(
    ("name", "output", "fields", "expected"),
    [
        # What overrules a value in one version says nothing of others.
        (
            "perf_profiling",
            "c",
            {"perf_profiling": 2},
            [
                ("no such field", Cause.ABSENT, "3.8-3.11"),
                ("1", Cause.OVERRULED, "3.12-3.12"),
                ("2", Cause.CONFIG, f"3.13-{PYTHON_VERSIONS[-1]}"),
            ],
        ),
        (
            "int_max_str_digits",
            "c",
            {"int_max_str_digits": 100},
            [("no such field", Cause.ABSENT, "3.8-3.11"), ("640", Cause.OVERRULED, f"3.12-{PYTHON_VERSIONS[-1]}")],
        ),
        ("use_environment", "c", {"profile": "isolated", "use_environment": True}, [("False", Cause.OVERRULED, ALL)]),
        # It says nothing of the other settings involved, either.
        ("profile", "c", {"profile": "isolated", "use_environment": True}, [('"isolated"', Cause.CONFIG, ALL)]),
        ("profile", "c", {}, [('"python"', Cause.CONFIG, ALL)]),
        ("home", "c", {"home": 'a"b\\c\nd'}, [('"a\\"b\\\\c\\nd"', Cause.CONFIG, ALL)]),
        ("argv", "c", {"argv": ("app", "-x")}, [('["app", "-x"]', Cause.CONFIG, ALL)]),
        ("write_bytecode", "c", {}, [("True", Cause.PROFILE, ALL)]),
        ("use_environment", "c", {"profile": "isolated"}, [("False", Cause.PROFILE, ALL)]),
        ("allocator", "c", {}, [('"not-set"', Cause.PROFILE, ALL)]),
        ("coerce_c_locale", "c", {}, [("left to CPython", Cause.PROFILE, ALL)]),
        ("check_hash_pycs_mode", "c", {}, [("unset", Cause.CPYTHON, ALL)]),
        ("optimization_level", "c", {"profile": "isolated"}, [("0", Cause.PROFILE, ALL)]),
        ("hash_seed", "c", {}, [("unset", Cause.CPYTHON, ALL)]),
        ("executable", "c", {}, [("unset", Cause.CPYTHON, ALL)]),
        # What pyembed does, for its outputs alone, which serve fewer versions.
        ("home", "rust", {}, [("the folder of the executable", Cause.PYEMBED, "3.8-3.11")]),
        ("program_name", "rust", {}, [("the executable", Cause.PYEMBED, "3.8-3.11")]),
        ("home", "rust", {"set_missing_path_configuration": False}, [("unset", Cause.CPYTHON, "3.8-3.11")]),
        ("home", "c", {}, [("unset", Cause.CPYTHON, ALL)]),
        ("argv", "rust", {}, [("the arguments of the process", Cause.PYEMBED, "3.8-3.11")]),
        ("argv", "c", {}, [("the arguments of the process", Cause.CPYTHON, ALL)]),
        ("argvb", "rust", {}, [("False", Cause.PYEMBED, "3.8-3.11")]),
        ("argvb", "c", {}, [("unset", Cause.CPYTHON, ALL)]),
        ("tcl_library", "rust", {}, [("unset", Cause.PYEMBED, "3.8-3.11")]),
        ("home", None, {}, [("unset", Cause.CPYTHON, ALL)]),
    ],
)
def test_what_holds(name: str, output: str | None, fields: dict[str, object], expected: Rows) -> None:
    """Each version has one value, which is told once where versions agree, with its source."""
    assert expected == rows(field_of(name, output, **fields))


def test_what_overrules_is_told_with_its_versions() -> None:
    """A finding that gets in the way of a field is told of it, with the settings involved and what holds instead."""
    field = field_of("perf_profiling", "c", perf_profiling=2)

    (found,) = field.overrulings
    assert ("perf-unsupported", to_versions(["3.12"]), "1") == (found.code, found.versions, found.holds)
    assert ("interpreter.perf_profiling",) == found.paths
    assert found.message.startswith("`perf_profiling = 2` does what 1 does: CPython 3.12 ")


def test_what_overrules_is_told_of_every_setting_involved() -> None:
    """The setting that overrules tells it too, though nothing else holds for that one."""
    fields = {"profile": "isolated", "use_environment": True}
    told = [{each.code for each in field_of(name, "c", **fields).overrulings} for name in fields]

    assert [True, True] == ["isolated-overrules" in codes for codes in told]


@pytest.mark.parametrize(
    ("name", "fields", "is_set"),
    [
        ("quiet", {"quiet": True}, True),
        ("quiet", {"quiet": False}, True),
        ("quiet", {}, False),
        ("use_environment", {"profile": "isolated", "use_environment": True}, True),
        ("perf_profiling", {"perf_profiling": 2}, True),
    ],
)
def test_what_the_config_sets_itself(name: str, fields: dict[str, object], *, is_set: bool) -> None:
    """A field is set where the config says something of it, also if only some versions have it, or it is overruled."""
    assert is_set is field_of(name, "c", **fields).is_set


@pytest.mark.parametrize(
    ("value", "expected"),
    [(None, "None"), (True, "True"), (7, "7"), ("a", '"a"'), ((), "[]"), (("a", "b"), '["a", "b"]')],
)
def test_values_are_shown_as_people_write_them(value: object, expected: str) -> None:
    """What is shown could stand in a config."""
    assert expected == show_value(value)
