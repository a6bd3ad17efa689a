"""Rules about `-W` and `-X` in a config: what nothing in tests/truth compares with CPython."""

from __future__ import annotations

import pytest

from configlang.check.families import warn_options, x_options
from tests.unit.check_helpers import messages, problems


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("-Werror", "leave out the `-W`, which is the command line's"),
        ("error,ignore::X", "make several items of it: the comma belongs to `PYTHONWARNINGS`"),
        ("errror", "did you mean `error`?"),
        ("error::BytesWarnings", "did you mean `BytesWarning`?"),
        ("error::Frobnicate", "a category that is not built in is named with its module"),
        ("error::a..B", "the form is `action:message:category:module:line`"),
        ("error:a:b:c:1:d", "a colon can't be part of a message"),
    ],
)
def test_unread_filter_has_a_hint(text: str, hint: str) -> None:
    """What people get wrong most in a filter, its finding says how to write; it stands at that item of the list."""
    found = problems(warn_options.RULES, warn_options=("error", text))

    assert [(hint, 1)] == [(problem.hint, problem.element) for problem in found]


@pytest.mark.parametrize(
    "fields",
    [
        {"warn_options": ("error", "ignore::app.SomeWarning", "always:text:UserWarning:module:12")},
        {"bytes_warning": "raise", "warn_options": ("ignore::UserWarning", "ignore:text", "ignore:::module")},
        {"bytes_warning": 3, "warn_options": ("ignore", "error")},
        {"bytes_warning": "warn", "warn_options": ("once",)},
        {"warn_options": ("ignore::BytesWarning",)},
    ],
    ids=str,
)
def test_filters_that_agree_are_no_finding(fields: dict[str, object]) -> None:
    """Filters that CPython reads, and that leave `bytes_warning` its say, are not remarked on."""
    assert [] == problems(warn_options.RULES, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "fields",
    [
        {"x_options": ("importtime", "frozen_modules=on", "cpu_count=default", "gil=1", "an_option_of_the_program=x")},
        {"x_options": ("importtime=0",)},
        {"x_options": ("tracemalloc=3",), "tracemalloc": 3},
        {"x_options": ("no_debug_ranges",), "code_debug_ranges": False},
        {"x_options": ("pycache_prefix=a",), "pycache_prefix": "a"},
        {"profile": "isolated", "x_options": ("tracemalloc=0", "int_max_str_digits=4300")},
        # Said by the finding about the field that this CPython lacks.
        {"x_options": ("int_max_str_digits=1000",), "int_max_str_digits": 2000, "version": "3.11"},
    ],
    ids=str,
)
def test_options_that_do_what_they_say_are_no_finding(fields: dict[str, object]) -> None:
    """Options that act, that say what holds anyway, or that only the program knows are not remarked on."""
    assert [] == problems(x_options.RULES, **{"version": "3.14", **fields})  # type: ignore[arg-type]


def test_second_option_of_a_name_is_idle() -> None:
    """CPython acts on the first option of a name, though `sys._xoptions` shows the last."""
    found = problems(x_options.RULES, x_options=("tracemalloc=2", "own=1", "own=2", "tracemalloc=3"))

    assert [("`x_options`: `tracemalloc=3` has no effect: the first option of a name acts", 3)] == [
        (problem.message, problem.element) for problem in found
    ]


@pytest.mark.parametrize("option", ["faulthandler=0", "perf=off", "importtime=0", "no_debug_ranges=false"])
def test_value_that_looks_like_off_is_told_to_be_on(option: str) -> None:
    """An option that takes no value acts whatever stands behind its name, and the finding says so."""
    assert [
        f"`x_options`: `{option}` switches the option on: CPython does not read what stands behind its name"
    ] == messages(x_options.RULES, x_options=(option,))


def test_conflict_is_told_where_the_loser_stands() -> None:
    """Where the option wins, the finding is about the field, and where the field wins, about the option."""
    lost_field, lost_option = (
        problems(x_options.RULES, version=version, import_time=False, x_options=("importtime",))
        for version in ("3.13", "3.14")
    )

    assert ("interpreter.import_time", "interpreter.x_options") == lost_field[0].paths
    assert ("interpreter.x_options", "interpreter.import_time") == lost_option[0].paths
    assert ["x-option-conflict"] * 2 == [problem.code for problem in (*lost_field, *lost_option)]
