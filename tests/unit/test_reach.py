"""Which helpers a generated file needs."""

from __future__ import annotations

import re

import pytest

from configlang.outputs.host.reach import reach

CALL = re.compile(r"(\w+)\(")


def never() -> str:
    """Stand for a helper that nothing needs."""
    raise AssertionError("the text of a helper that nothing needs was asked for")


def test_helpers_of_helpers_are_reached_in_their_order() -> None:
    """What a text calls is there, and what that calls, circles included; the rest is not even read."""
    helpers = {"c": lambda: "a();", "unused": never, "b": lambda: "c(); b();", "a": lambda: "b();"}

    assert reach(helpers, ["x = 1;", "b();"], CALL) == {"c": "a();", "b": "c(); b();", "a": "b();"}
    assert list(reach(helpers, ["b();"], CALL)) == ["c", "b", "a"]


@pytest.mark.parametrize(
    "text",
    [
        '"a()"',
        'L"\\"a()"',
        'b"\\\na()"',
        "// a()",
        "/* a()\n * a() */",
        "'\"' /* \" */ // a() '\"'",
        "fn f(x: &'static str) // a()",
    ],
)
def test_literals_and_comments_name_nothing(text: str) -> None:
    """A helper is not needed because a text of the config, or a comment, has its name."""
    assert reach({"a": never}, [text], CALL) == {}


@pytest.mark.parametrize("text", ['"\\\\"; a();', "'\"'; a(); '\"'", '/* " */ a(); "', "x<'y>(); a(); f('z')"])
def test_code_behind_them_counts(text: str) -> None:
    """A literal ends where C and Rust end it."""
    assert reach({"a": lambda: ""}, [text], CALL) == {"a": ""}
