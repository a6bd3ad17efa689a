"""Mistakes of syntax: each stands where something is missing, and says what to write."""

from __future__ import annotations

import pytest

from tests.unit.test_engine_errors import cut, finding_of

# A text, what is underlined, a part of the message, and a part of the hint.
MISTAKES = [
    ("x = a || b", "|", "`||` is not in the language", "`or`"),
    ("x = a && b", "&", "`&&` is not in the language", "`and`"),
    ("x = !a", "!", "`!` can't stand here", "`not`"),
    ("x = 1\nx++\n", None, "`++` is not in the language", "`x += 1`"),
    ("x = 2 ** 3", "**", "there is no power", None),
    ("/* a */", "/", "unexpected symbol '/'", "begins with `#`"),
    ("f(a = 1; b = 2)", ";", "`;` can't stand between arguments", "comma"),
    ("f(a == = 1)", "=", "unexpected symbol '='", "one `=`"),
    ("x = {a = 1}", "=", "`=` can't stand between a key and its value", '`"a": ...`'),
    ("x = {1, 2}", ",", "there are no sets", "`[...]`"),
    ("x = [a = 1]", "=", "unexpected symbol '='", "`==`"),
    ("f(a =, b = 1)", ",", "the value of `a` is missing", "leave it out"),
    ("x =\n", None, "the value of `x` is missing", "leave it out"),
    ("f(, a)", ",", "nothing stands before this comma", "leave it out"),
    ("f(a b)", "b", "unexpected identifier 'b'", "write `a = b`, or a comma"),
    ("if x {\n}", "{", "a block begins with `:`", "`:`"),
    ("for x in y\n  pass", None, "the `:` is missing", "at the end of the line"),
    ("let x = 1", "x", "`let` can't stand before a name", "`x = ...`"),
    ("const y = 1", "y", "`const` can't stand before a name", "`y = ...`"),
    ("interpreter {\n  profile = 1\n}", "{", "a call has round brackets", "`interpreter(...)`"),
    ("x = b'a'", "'a'", "there are no bytes", "plain text"),
    ("x = \u201ca b\u201d", "\u201c", "is no quote", 'write "a b"'),
    ("x = `a`", "`", "is no quote", 'write "a"'),
    ("x = \u200b1", None, "U+200B", "plain space"),
    ("x = $ORIGIN/lib", "$", "`$` can't stand here", '"$ORIGIN/lib"'),
    ("x = (1]", "]", "`]` can't close the bracket `(`", "`)`"),
    ("x = [\n  1,\n  2,\n)", ")", "`)` can't close the bracket `[`", "`]`"),
    ("x = 1)", ")", "no bracket is open", "leave it out"),
    ("def f():\n    x = 1\n   y = 2\n", "   ", "by 3 spaces, and the blocks around it by 0 or 4", "0 or 4"),
    (
        "if True:\n  if True:\n     x = 1\n    y = 2\n",
        "    ",
        "by 4 spaces, and the blocks around it by 0 or 2 or 5",
        "5",
    ),
    (" x = 1", " ", "the first line is indented, by 1 space", "at the left"),
    ("x = 1\n  y = 2", "  ", "by 2 spaces, and line 1 by 0, which begins no block", "by 0"),
    ("static_extension(name = 'a', name = 'b')", "name", "the argument `name` is given twice", "leave one"),
]


@pytest.mark.parametrize(("text", "marked", "message", "hint"), MISTAKES)
def test_mistake_says_what_to_write(text: str, marked: str | None, message: str, hint: str | None) -> None:
    """What people typed for something else is recognised by what stands around it."""
    finding = finding_of(text)

    assert "syntax" == finding.code
    assert marked in {None, cut(text, finding.span)}
    assert message in finding.message
    assert hint is None or hint in str(finding.hint)


def test_bracket_that_is_open_is_shown() -> None:
    """A bracket that closes another one points at that."""
    finding = finding_of("f(a = [\n  1,\n)")

    ((related),) = finding.related
    assert "[" == cut("f(a = [\n  1,\n)", related.span)


@pytest.mark.parametrize("text", ["x = a < b and b < c", "x = 'a // b'", "x = {'a': 1}", "f(a = 'b;c')"])
def test_brackets_and_signs_in_texts_and_right_code_mislead_nobody(text: str) -> None:
    """What stands in a text before the mistake is none of its code."""
    finding = finding_of(f"{text}\ny = $")

    assert "`$` can't stand here" == finding.message
