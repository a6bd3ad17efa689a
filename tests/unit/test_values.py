"""Conversion of single values: what each kind of field admits, strictly, and what is said about the rest."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang import evaluate
from configlang.findings.problem import Problem
from configlang.schema.field import Field, Kind
from configlang.schema.table import FIELDS
from configlang.schema.texts import RuntimeText
from configlang.schema.values import choice, convert_field, flag, number, show_type, text, text_list
from tests.emitting import emit
from tests.strategies import values

BY_NAME = {field.name: field for field in FIELDS if field.owner is None}
WIDE_FLAGS = ("import_time", "tracemalloc", "verbose")
WIDE_CHOICES = ("bytes_warning",)

# What a rule can hand over: scalars, lists of scalars, and the type alone of anything else.
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(),
    st.sampled_from(["float", "dict"]).map(lambda name: {"type": name}),
)
PLAIN = st.one_of(SCALARS, st.lists(SCALARS, max_size=3))


def problem_of(converted: tuple[Any, Problem | None]) -> Problem:
    """Return what is wrong with a value that is refused."""
    value, problem = converted
    assert value is None
    assert problem is not None
    return problem


@given(st.sampled_from(sorted(BY_NAME)), PLAIN)
def test_value_or_problem(name: str, value: object) -> None:
    """Whatever a rule hands over is converted or refused, with a message that names the field first."""
    converted, problem = convert_field(BY_NAME[name], value)

    if problem is None:
        assert converted is not None
    else:
        assert converted is None
        assert problem.message.startswith((f"`{name}`: ", f"`{name}["))


@given(st.sampled_from(sorted(BY_NAME)), PLAIN)
def test_converted_values_are_immutable_and_of_their_kind(name: str, value: object) -> None:
    """Only bool, int, str, texts and tuples of those get into the config, each where its kind of field is."""
    field = BY_NAME[name]
    converted, problem = convert_field(field, value)
    types: dict[Kind, type] = {Kind.BOOL: bool, Kind.INT: int, Kind.LEVEL: int}
    wanted = {types.get(field.kind, tuple if "list" in field.kind.value else str)}
    if field.maximum is not None:
        wanted.add(int)
    if field.kind is Kind.PATH:
        wanted.add(RuntimeText)

    assert problem is not None or type(converted) in wanted


@given(st.data())
def test_converted_values_are_converted_already(data: st.DataObject) -> None:
    """What a config holds is admitted as it is: one setting has one value, however it was written."""
    field = data.draw(st.sampled_from(list(BY_NAME.values())))
    value = data.draw(values(field))

    assert same(value, convert_field(field, list(value) if isinstance(value, tuple) else value))


def same(expected: object, converted: tuple[Any, Problem | None]) -> bool:
    """Tell whether a value was converted to an expected one, of the same type: to Python, True is 1."""
    value, problem = converted
    return problem is None and (type(value), value) == (type(expected), expected)


@pytest.mark.parametrize("value", [0, 1, "True", None, [], [True], {"type": "float"}])
def test_flag_admits_nothing_that_merely_counts_as_one(value: object) -> None:
    """A bool is True or False; 1 and "yes" are not."""
    assert problem_of(flag("f", value)).code == "wrong-type"


@pytest.mark.parametrize(
    ("value", "hint"),
    [
        (1, "write True"),
        (0, "write False"),
        ("yes", "write True"),
        ("On", "write True"),
        ("TRUE", "write True"),
        ("1", "write True"),
        ("no", "write False"),
        ("off", "write False"),
        ("False", "write False"),
        ("0", "write False"),
        ("maybe", None),
        (2, None),
        ([], None),
        (None, None),
    ],
)
def test_flag_says_which_of_the_two_was_meant(value: object, hint: str | None) -> None:
    """What other systems write for true and false is translated."""
    assert hint == problem_of(flag("f", value)).hint


@pytest.mark.parametrize("value", [True, False])
def test_flag_admits_bools(value: bool) -> None:
    """Both bools come through as they are."""
    assert (value, None) == flag("f", value)


@given(st.integers(), st.integers(-5, 5), st.integers(6, 12))
def test_number_lies_between_its_bounds(value: int, minimum: int, maximum: int) -> None:
    """Both bounds belong to the range, and nothing outside it gets through."""
    converted, problem = number("n", value, minimum, maximum)

    assert (minimum <= value <= maximum) == (problem is None)
    assert converted == (value if problem is None else None)


@pytest.mark.parametrize("value", [True, "1", None, [1], {"type": "float"}])
def test_number_is_an_int(value: object) -> None:
    """A bool is no number here, and neither is a text that holds one."""
    assert problem_of(number("n", value, 0, 9)).code == "wrong-type"


def test_number_too_large_to_be_handed_over_is_out_of_range() -> None:
    """Numbers of more than 64 bits come as their type alone; they are still numbers, and too large."""
    problem = problem_of(number("n", {"type": "int"}, 0, 9))

    assert problem.code == "out-of-range"
    assert problem.message == "`n`: got a number of more than 64 bits, wanted is 0 to 9"


@given(st.text())
def test_text_comes_through_unless_it_holds_nul(value: str) -> None:
    """Every text is admitted as it is but for the one character that no C string can carry."""
    converted, problem = text("t", value)

    assert ("\0" in value) == (problem is not None)
    assert converted == (value if problem is None else None)


def test_path_must_not_be_empty() -> None:
    """An empty text is a text, and no path."""
    assert text("t", "") == ("", None)
    assert problem_of(text("t", "", is_path=True)).code == "empty-path"
    assert problem_of(text_list("t", ["a", ""], is_path=True)).element == 1


@pytest.mark.parametrize(
    ("value", "code", "element"),
    [
        ("a", "wrong-type", None),
        (None, "wrong-type", None),
        ({"type": "dict"}, "wrong-type", None),
        (["a", 1], "wrong-type", 1),
        ([None], "wrong-type", 0),
        (["a", "b", {"type": "list"}], "wrong-type", 2),
        (["a", "\0"], "nul-in-string", 1),
        ([1, "\0"], "wrong-type", 0),
    ],
)
def test_list_points_at_its_first_wrong_element(value: object, code: str, element: int | None) -> None:
    """A wrong element is named by its index; a list that is none has no element to blame."""
    problem = problem_of(text_list("t", value))

    assert (code, element) == (problem.code, problem.element)
    assert element is None or problem.message.startswith(f"`t[{element}]`: ")


def test_list_becomes_a_tuple() -> None:
    """What the config holds can't be changed."""
    assert text_list("t", ["a", ""]) == (("a", ""), None)
    assert text_list("t", []) == ((), None)


def test_text_where_a_list_is_wanted_is_put_into_brackets() -> None:
    """The hint shows what to write, escaped as it must be, and not when that would be a screenful."""
    assert problem_of(text_list("t", 'a"b\\')).hint == 'put the one str into brackets: ["a\\"b\\\\"]'
    assert problem_of(text_list("t", "a", is_path=True)).hint == 'put the one path into brackets: ["a"]'
    assert problem_of(text_list("t", "a" * 100)).hint is None
    assert problem_of(text_list("t", "a\n")).hint is None


def test_choice_is_exact() -> None:
    """A choice is one of its strings to the letter; what comes near is suggested."""
    assert choice("c", "warn", ("none", "warn")) == ("warn", None)
    assert problem_of(choice("c", "Warn", ("none", "warn"))).hint == "did you mean `warn`?"
    assert problem_of(choice("c", " warn", ("none", "warn"))).code == "unknown-value"
    assert problem_of(choice("c", 1, ("none", "warn"))).code == "wrong-type"


def test_long_value_is_shortened_in_its_message() -> None:
    """A message stays a message, however long the text that it quotes."""
    assert len(problem_of(choice("c", "x" * 10_000, ("none", "warn"))).message) < 150


@pytest.mark.parametrize(
    "field", [field for field in BY_NAME.values() if field.kind is Kind.CHOICE], ids=lambda f: f.name
)
def test_every_choice_of_a_field_is_admitted(field: Field) -> None:
    """Each string in the table is a value of its field, and one that is not there is refused."""
    for option in field.choices:
        assert (option.value, None) == convert_field(field, option.value)
    assert problem_of(convert_field(field, "no such thing")).code == "unknown-value"


@given(st.text(st.characters(exclude_characters="\0")))
def test_choice_with_a_payload_admits_any_text_behind_its_prefix(payload: str) -> None:
    """Where a choice is a prefix, the rest is the user's, and only NUL is kept out."""
    field = BY_NAME["terminfo_resolution"]

    assert (f"static:{payload}", None) == convert_field(field, f"static:{payload}")
    assert problem_of(convert_field(field, f"static:{payload}\0")).code == "nul-in-string"


def test_prefix_is_not_admitted_as_it_is_shown() -> None:
    """The dots that stand for the payload in a message are no value."""
    assert problem_of(convert_field(BY_NAME["terminfo_resolution"], "static")).code == "unknown-value"
    assert problem_of(convert_field(BY_NAME["terminfo_resolution"], "dynamic...")).code == "unknown-value"


def test_level_is_an_int_up_to_its_maximum() -> None:
    """A level is an int from 0 to what a C int holds, whether pyembed has a variant for it or not."""
    field = BY_NAME["optimization_level"]

    for level in (0, 1, 2, 3, 2**31 - 1):
        assert same(level, convert_field(field, level))
    assert problem_of(convert_field(field, 2**31)).message.endswith("got 2147483648, wanted is 0 to 2147483647")
    assert [problem_of(convert_field(field, level)).code for level in (-1, 2**31)] == ["out-of-range"] * 2
    assert [problem_of(convert_field(field, level)).code for level in ("2", True)] == ["wrong-type"] * 2


@pytest.mark.parametrize("name", WIDE_FLAGS)
def test_wide_flag_admits_a_bool_or_an_int(name: str) -> None:
    """Where CPython counts, an int up to the maximum is admitted; 0 and 1 come out as the bools that they stand for."""
    field = BY_NAME[name]
    assert field.maximum is not None

    for written, held in {0: False, 1: True, 2: 2, field.maximum: field.maximum}.items():
        assert same(held, convert_field(field, written))
    assert [same(value, convert_field(field, value)) for value in (False, True)] == [True, True]


@pytest.mark.parametrize("name", WIDE_FLAGS)
def test_wide_flag_refuses_the_rest(name: str) -> None:
    """An int outside the range is said to be that, and anything else to be of a wrong type; words are translated."""
    field = BY_NAME[name]
    assert field.maximum is not None

    for number_outside in (-1, field.maximum + 1, {"type": "int"}):
        problem = problem_of(convert_field(field, number_outside))
        assert problem.code == "out-of-range"
        assert problem.message.endswith(f"wanted is 0 to {field.maximum}")
    for other in ("2", None, [2], {"type": "float"}):
        problem = problem_of(convert_field(field, other))
        assert problem.code == "wrong-type"
        assert problem.message.endswith("wanted is True, False or an int")
    assert problem_of(convert_field(field, "yes")).hint == "write True"


def test_bounds_of_wide_flags() -> None:
    """CPython counts frames up to 65535 and imports up to 2, and has no limit of its own for verbosity."""
    assert {name: BY_NAME[name].maximum for name in WIDE_FLAGS} == {
        "import_time": 2,
        "tracemalloc": 65_535,
        "verbose": 2**31 - 1,
    }
    assert set(WIDE_FLAGS) == {f.name for f in BY_NAME.values() if f.kind is Kind.BOOL and f.maximum is not None}


@pytest.mark.parametrize("name", sorted(f.name for f in BY_NAME.values() if f.kind is Kind.BOOL and f.maximum is None))
def test_other_flags_admit_no_int(name: str) -> None:
    """Where CPython only tells on from off, a number is a mistake."""
    assert [problem_of(convert_field(BY_NAME[name], value)).code for value in (0, 1, 2)] == ["wrong-type"] * 3


@pytest.mark.parametrize("name", WIDE_CHOICES)
def test_wide_choice_admits_numbers(name: str) -> None:
    """The number of a choice comes out as its name, so that both are one value; numbers above stay numbers."""
    field = BY_NAME[name]
    assert field.maximum is not None

    for index, option in enumerate(field.choices):
        assert same(option.value, convert_field(field, index))
    for value in (len(field.choices), field.maximum):
        assert same(value, convert_field(field, value))
    assert [problem_of(convert_field(field, n)).code for n in (-1, field.maximum + 1)] == ["out-of-range"] * 2
    assert [problem_of(convert_field(field, value)).code for value in (True, "2", None, [1])] == [
        "wrong-type",
        "unknown-value",
        "wrong-type",
        "wrong-type",
    ]


@pytest.mark.parametrize(
    "name", sorted(f.name for f in BY_NAME.values() if f.kind is Kind.CHOICE and f.name not in WIDE_CHOICES)
)
def test_other_choices_admit_no_number(name: str) -> None:
    """A choice without numbers is one of its strings, whatever its C values are."""
    assert problem_of(convert_field(BY_NAME[name], 1)).code == "wrong-type"


@pytest.mark.parametrize(
    ("name", "minimum", "maximum"),
    [("cpu_count", -1, 2**31 - 1), ("int_max_str_digits", -1, 2**31 - 1), ("perf_profiling", 0, 2)],
)
def test_numbers_of_cpython_keep_their_bounds(name: str, minimum: int, maximum: int) -> None:
    """A number is admitted from its minimum on, which may be below 0, and is never taken for a bool."""
    field = BY_NAME[name]

    for value in (minimum, 0, 1, maximum):
        assert same(value, convert_field(field, value))
    assert [problem_of(convert_field(field, n)).code for n in (minimum - 1, maximum + 1)] == ["out-of-range"] * 2
    assert [problem_of(convert_field(field, value)).code for value in (True, "1", None)] == ["wrong-type"] * 3


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("verbose = True", "verbose = 1"),
        ("tracemalloc = False", "tracemalloc = 0"),
        ("import_time = 1", "import_time = True"),
        ('bytes_warning = "raise"', "bytes_warning = 2"),
        ('bytes_warning = "none"', "bytes_warning = 0"),
    ],
)
def test_one_setting_makes_one_config(left: str, right: str, tmp_path: Path) -> None:
    """However a value is written, configs that mean the same are equal, and look the same in every output."""
    shown = set()
    for text_of in (left, right):
        path = tmp_path / "app.bzl"
        path.write_text(f"interpreter({text_of})\n", encoding="utf-8")
        config = evaluate(path).require()
        shown.add((repr(config), emit(config, "json"), emit(config, "rust")))

    assert len(shown) == 1


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "None"),
        (True, "the bool True"),
        (3, "the int 3"),
        ("a", 'the str "a"'),
        ('"', 'the str "\\""'),
        ("a" * 100, "a str"),
        ([1], "a list"),
        ({"type": "string"}, "a str"),
        ({"type": "int"}, "an int"),
        ({"type": "dict"}, "a dict"),
        ({"type": "NoneType"}, "a None"),
    ],
)
def test_types_are_shown_in_the_words_of_the_language(value: object, shown: str) -> None:
    """People read ``str``, as they would write it, where the engine says ``string``."""
    assert shown == show_type(value)
