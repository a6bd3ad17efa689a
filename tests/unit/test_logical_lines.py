"""Where logical lines end: what is seen of a text at a glance is what is found when it is gone through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang.language.logical_lines import are_plain, logical_lines, statement_starts

PIECES = ("a", "=", ",", " ", "(", ")", "[", "]", "{", "}", '"', '"x"', "'", "#", "\n", "\n", "\\", '"""', "é")


def ends(text: str) -> list[int]:
    """Return where the logical lines of a text end that have an end."""
    return [end for _, _, end in logical_lines(text, are_joined=False)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        'f(a = "x", b = [1, {"y": (2, 3)}])\n\ng()\n',
        'f("(")  # a comment with ) and ]\ng(")")\n',
        '# say "x"\nf()\n',
        'f("é", "ü)")\n',
    ],
)
def test_plain_lines_are_seen(text: str) -> None:
    """Quoted brackets and comments keep no line from being plain, nor does what is nested in it."""
    assert are_plain(text)


@pytest.mark.parametrize(
    "text",
    [
        "f(\n)\n",
        'f("a)"\n"(b")\n',
        "f(  # )\n1)\n",
        '"""\n"""\n',
        "x = 1 + \\\n2\n",
        'x = "a\n"',
        '# don"t\nf("(")\n',
        ")\n(\n",
        "f(']')\n",
    ],
)
def test_what_may_not_be_plain_is_gone_through(text: str) -> None:
    """Where a line could go on in the next one, nothing is said at once."""
    assert not are_plain(text)


@settings(max_examples=1000)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_plain_lines_are_logical_lines(text: str) -> None:
    """Each line of a text that is called plain ends a logical line, as one finds who goes through it."""
    if are_plain(text):
        assert ends(text) == [index + 1 for index, char in enumerate(text) if char == "\n"]


def test_statements_start_in_the_same_lines() -> None:
    """A text has its statements where it has them, seen at a glance or gone through."""
    text = 'load("a", "b")\n\n# x\ndef f():\n    return 1\n\nf()\ng(["x"])\n'
    lines = text.split("\n")

    # A text with an apostrophe is gone through.
    assert statement_starts(text, lines) == statement_starts(f"{text}# '\n", [*lines[:-1], "# '", ""])
    assert statement_starts(text, lines) == [0, 3, 6, 7]
