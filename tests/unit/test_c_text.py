"""C text: literals that carry any text to the very same text, comments and names that nothing breaks out of."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from configlang.outputs.host.c.text import PIECE, WIDTH, comment, identifier, narrow, wide, wrap
from tests.strategies import ANY_TEXT

LITERAL = re.compile(r'(L?)"((?:[^"\\\n]|\\.)*)"')
UNIT = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})|\\([0-7]{3})|\\(.)|([^\\])")
SIMPLE = {"n": 10, "r": 13, "t": 9, '"': 34, "\\": 92, "?": 63}


def units(source: str) -> list[int]:
    """Return the code units that C reads literals as, by the grammar of C99; adjacent literals are joined."""
    read = []
    assert LITERAL.sub("", source).strip("() \n") == ""
    for _, body in LITERAL.findall(source):
        for short, long, octal, simple, plain in UNIT.findall(body):
            if short or long:
                read.append(int(short or long, 16))
            elif octal:
                read.append(int(octal, 8))
            else:
                read.append(SIMPLE[simple] if simple else ord(plain))
    return read


@given(ANY_TEXT)
@example("??/")
@example("\x7f\x80\x9f\xa0")
@example("a\n" * 3)
@example("1\x001".replace("\0", "\1"))
def test_wide_literal_gives_the_text_back(text: str) -> None:
    """C reads a wide literal as the code points of the text."""
    assert units(wide(text)) == [ord(char) for char in text]


@given(ANY_TEXT)
@example("\x7fé\U0001f40d")
def test_narrow_literal_gives_the_bytes_back(text: str) -> None:
    """C reads a narrow literal as the UTF-8 bytes of the text."""
    assert units(narrow(text)) == list(text.encode())


@given(ANY_TEXT)
def test_literals_are_printable_ascii_without_trigraphs(text: str) -> None:
    """No control character, no other alphabet and no `??` stands in the source."""
    for source in (wide(text), narrow(text)):
        assert re.fullmatch(r"[ -~\n]*", source)
        assert "??" not in source


@given(st.integers(1, 5 * PIECE))
def test_long_literals_come_in_pieces(length: int) -> None:
    """No literal is longer than compilers promise to take, whatever the text."""
    assert all(len(body) <= PIECE for _, body in LITERAL.findall(wide("x" * length)))


def test_universal_names_are_those_that_c99_allows() -> None:
    """Below U+00A0, where C99 has no universal names, octal is used."""
    assert re.findall(r"\\u00[0-9]", wide("".join(map(chr, range(1, 0xA0))))) == []


@given(st.text())
@example("*/ int x; /*")
@example("a\nb??/")
def test_comment_stays_one(text: str) -> None:
    """No text ends the comment that it stands in, opens one within, or leaves its line."""
    found = comment(text)

    assert re.fullmatch(r"[ -~]*", found)
    assert not re.search(r"\*/|/\*|\?\?", found)


@given(st.text())
def test_identifier_is_one(text: str) -> None:
    """Any stem of a file becomes a C identifier."""
    assert re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", identifier(text))


@pytest.mark.parametrize(("stem", "name"), [("my-host", "my_host"), ("1st", "_1st"), ("", "_"), ("ok", "ok")])
def test_identifier_stays_readable(stem: str, name: str) -> None:
    """Only what can't stand in a name is replaced."""
    assert identifier(stem) == name


@given(st.lists(st.sampled_from(('"a, b && c"', "f(x)", "LLL", "y", 'L"(, "', "1")), min_size=1, max_size=40))
def test_wrapping_changes_blanks_alone(arguments: list[str]) -> None:
    """A line that is broken holds the same code, and no text in it is broken."""
    line = f"    result = call({', '.join(arguments)});"
    wrapped = wrap(line)

    assert re.sub(r"\n\s*", " ", wrapped) == line
    assert all(len(part) <= WIDTH + len('"a, b && c"') for part in wrapped.split("\n"))
    assert LITERAL.findall(wrapped) == LITERAL.findall(line)
