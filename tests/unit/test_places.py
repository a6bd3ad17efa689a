"""Spans of calls and arguments: exact in code points, whatever the text holds."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.findings.finding import Position, Span
from configlang.language import places as places_module
from configlang.language.places import Places, literal_value, parse_quietly
from configlang.project.source import Source

# Strings as they can stand between double quotes on one line.
CONTENT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters='"\\'), max_size=12)
BLANKS = st.sampled_from(["", " ", "   "])


def places(text: str) -> Places:
    """Return the finder of a text."""
    return Places(Source("a.bzl", None, text))


def cut(text: str, span: Span) -> str:
    """Return what a span covers, by counting code points only."""
    lines = text.split("\n")[span.start.line : span.end.line + 1]
    lines[-1] = lines[-1][: span.end.column]
    lines[0] = lines[0][span.start.column :]
    return "\n".join(lines)


def argument(text: str, name: str, element: int | None = None, values: Mapping[str, Any] | None = None) -> str:
    """Return the text of an argument of the call of ``f`` in the first line."""
    values = values or {"a": None, "b": None, "c": None}
    return cut(text, places(text).argument_span(0, "f", values, name, element))


@given(CONTENT, CONTENT, CONTENT, BLANKS)
def test_spans_count_code_points(before: str, first: str, second: str, blanks: str) -> None:
    """The span of an argument covers that argument, however many bytes stand before it and in it."""
    text = f'g("{before}"); f("{first}",{blanks}b = ["{second}", "{before}"]{blanks})'

    assert argument(text, "a") == f'"{first}"'
    assert argument(text, "b") == f'["{second}", "{before}"]'
    assert argument(text, "b", 0) == f'"{second}"'
    assert argument(text, "b", 1) == f'"{before}"'


@given(st.lists(CONTENT, min_size=1, max_size=4), st.integers(0, 3))
def test_spans_reach_over_lines(items: list[str], index: int) -> None:
    """An argument over several lines ends in its last line; its elements have lines of their own."""
    index %= len(items)
    listed = "[\n" + "".join(f'  "{item}",\n' for item in items) + "]"
    text = f'f("ä", b =\n "" +\n {listed})\n'

    assert cut(text, places(text).argument_span(0, "f", {"a": "ä", "b": None}, "b")) == f'"" +\n {listed}'
    text = f"f(b = {listed})"
    assert argument(text, "b", index) == f'"{items[index]}"'


def test_positional_arguments_are_found_by_their_parameter() -> None:
    """The order of the parameters says which positional argument is which."""
    text = 'f("x", "y", c = "z")'

    assert argument(text, "a") == '"x"'
    assert argument(text, "b") == '"y"'
    assert argument(text, "c") == '"z"'


def test_name_of_the_function_stands_for_an_argument_that_is_not_written() -> None:
    """What a default or the rule itself has made has no text of its own."""
    assert argument('f("x")', "c") == "f"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("f(*names)", "*names"),
        ("f(1, *names)", "*names"),
        ("f(**values)", "values"),
        ("f(1, **values)", "values"),
        ("f(b = 2, **values)", "2"),
    ],
)
def test_starred_argument_stands_for_what_it_holds(text: str, expected: str) -> None:
    """An argument that comes out of ``*`` or ``**`` is shown there."""
    assert argument(text, "b") == expected


@pytest.mark.parametrize(
    ("text", "element", "expected"),
    [
        ("f(['x'] + ['y'])", 1, "['x'] + ['y']"),
        ("f([*others, 'y'])", 1, "[*others, 'y']"),
        ("f(['x', *others])", 0, "'x'"),
        ("f(['x', *others])", 1, "['x', *others]"),
        ("f([x for x in y])", 0, "[x for x in y]"),
        ("f(('x', 'y'))", 1, "'y'"),
        ("f(names)", 0, "names"),
        ("f(['x'])", 5, "['x']"),
    ],
)
def test_element_is_shown_where_it_can_be_told(text: str, element: int, expected: str) -> None:
    """An element is marked alone only where the list is written out up to it."""
    assert argument(text, "a", element) == expected


def test_calls_in_one_line_are_told_apart_by_their_literals() -> None:
    """Of several calls of one function in a line, the one with the values that were declared is meant."""
    text = 'f("x"); f("y"); f(name)'

    assert argument(text, "a", values={"a": "y"}) == '"y"'
    assert argument(text, "a", values={"a": "x"}) == '"x"'
    assert argument(text, "a", values={"a": "z"}) == "name"


def test_function_under_another_name_is_found() -> None:
    """A rule that is called through a variable is the only call in its line, whatever that is called."""
    text = "other('x', b = 1)"

    assert argument(text, "a") == "'x'"
    assert cut(text, places(text).call_span(0, "f")) == "other"


def test_line_stands_for_a_call_that_is_not_there() -> None:
    """Where no call starts, the text of the line is marked without its indentation; never anything else."""
    text = "if True:\n    pass  \n"

    assert cut(text, places(text).call_span(1, "f")) == "pass"
    assert cut(text, places(text).argument_span(1, "f", {"a": 1}, "a")) == "pass"
    assert Span.from_line("a.bzl", 7) == places(text).call_span(7, "f")


def test_text_that_python_cannot_parse_has_lines_only() -> None:
    """Where CPython's parser gives up, places are lines, and nothing fails."""
    text = "f(1)\nnonlocal x\n)"

    assert parse_quietly(text) is None
    assert cut(text, places(text).call_span(0, "f")) == "f(1)"


@pytest.mark.parametrize("text", ["x = '\\d'", "x = 1if True else 2", "assert (1, 'a')", "x = 1 is 1"])
def test_parsing_is_quiet(text: str) -> None:
    """What CPython warns of is its own business: no warning reaches anybody."""
    assert parse_quietly(text) is not None


@pytest.mark.parametrize("text", ["(" * 3000, "x = " + "-" * 300_000 + "1", "\0", "[" * 100 + "]" * 100 + "\ud800"])
def test_parsing_survives_anything(text: str) -> None:
    """Texts that CPython refuses in unusual ways are texts without a tree."""
    assert parse_quietly(text) is None


def test_every_call_is_listed_once() -> None:
    """Calls inside calls are calls too, and each is listed under the line that it starts in, outermost first."""
    text = "f(\n  g(h()),\n)\ni()"
    finder = places(text)

    assert [[cut(text, finder.node_span(call.func)) for call in finder.calls_at(line)] for line in range(4)] == [
        ["f"],
        ["g", "h"],
        [],
        ["i"],
    ]
    assert len(list(finder.all_calls())) == 4


CONFIGS = sorted(filter(Path.is_file, (Path(__file__).parent.parent / "golden").rglob("*.bzl")))


@pytest.mark.parametrize(
    "text",
    [
        'f("""\ng("a")\n""" + h("b"))\nh("c")',
        'x = [\nf("a"),\ng(")"),\n]\nh("b"); h("c")  # f(',
        'x = "a\\\nf(1)"\nf(2)',
        "if x:\n    f(1)\nelse:\n    f(2)\n\nf(3)",
        "# f(0)\n\nf(\n1,\n)\n\n  \nf(f(2))",
        "def f():\n" + "    g(1)\n\n# Here.\n" * 300 + "    return g(2)\nf()",
        "f(1)\r\n\r\nf(2)\r\n",
        "f(\n",
        "",
    ],
)
def test_calls_of_a_line_are_those_of_the_whole_text(text: str) -> None:
    """Only the statement around a line is looked at, and the calls in it are those that the whole text has there."""
    assert_calls_are_those_of_the_whole_text(text)


def test_calls_of_real_configs_are_those_of_the_whole_text() -> None:
    """That holds for each line of all configs of the tests."""
    assert CONFIGS
    for path in CONFIGS:
        assert_calls_are_those_of_the_whole_text(path.read_text(encoding="utf-8", errors="replace"))


@given(
    st.lists(
        st.sampled_from(['"""', "'", '"', "(", ")", "[", "]", "\n", "\n", "\\\n", " ", "#", "f(1)", "x = ", ","]),
        max_size=30,
    )
)
def test_calls_of_odd_texts_are_those_of_the_whole_text(parts: list[str]) -> None:
    """Texts, comments, brackets and continuations are seen as CPython sees them."""
    assert_calls_are_those_of_the_whole_text("".join(parts))


def assert_calls_are_those_of_the_whole_text(text: str) -> None:
    """Hold the calls of each line against those in the tree of the whole text, where that has one."""
    tree = parse_quietly(text)
    if tree is None:
        return
    found_by = places(text)
    for line in range(text.count("\n") + 2):
        found = [ast.dump(call, include_attributes=True) for call in found_by.calls_at(line)]
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.lineno == line + 1)
        assert [ast.dump(call, include_attributes=True) for call in calls] == found


def test_one_place_takes_a_few_statements() -> None:
    """For a place in a file of many statements no tree of all of them is made, and what is made is made once."""
    finder = places('f("a")\n' * 10_000)
    with patch.object(places_module, "parse_quietly", wraps=parse_quietly) as parse:
        finder.call_span(5_000, "f")
        finder.call_span(5_001, "f", {"name": "a"})
    (text,) = [call.args[0] for call in parse.call_args_list]
    assert len(text) < 200


def test_position_of_a_node_is_zero_based() -> None:
    """Lines and columns count from 0, and the end lies behind the last character."""
    finder = places("\nx = ä(1)")

    assert Span("a.bzl", Position(1, 4), Position(1, 8)) == finder.node_span(finder.calls_at(1)[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [("'a'", "a"), ("-1", -1), ("[1, 'a', None]", [1, "a", None]), ("(True,)", (True,)), ("name", ...), ("f()", ...)],
)
def test_literals_have_values(text: str, expected: object) -> None:
    """A literal is what it says; anything else is told apart by an Ellipsis."""
    call = places(f"f({text})").calls_at(0)[0]

    assert expected == literal_value(call.args[0])


def test_loads_are_found() -> None:
    """The label of a load and the names behind it have places; the first counts, and other calls are none."""
    text = 'print(":a.bzl", "é")\nload(":a.bzl", "é", y = "z")\nload(":a.bzl", "w", "z")\nload()\nload(1, "x")\n'
    spans = places(text).load_spans()

    assert {(":a.bzl", None), (":a.bzl", "é"), (":a.bzl", "z"), (":a.bzl", "w")} == set(spans)
    assert Span.from_line("a.bzl", 1, 5, 8) == spans[":a.bzl", None]
    assert Span.from_line("a.bzl", 1, 24, 3) == spans[":a.bzl", "z"]
    assert Span.from_line("a.bzl", 2, 15, 3) == spans[":a.bzl", "w"]
    assert {} == places("load(\n").load_spans()
