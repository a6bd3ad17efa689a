"""
A JSON text, read, with the places of its values and keys.

The standard reader tells no places, takes the last of two equal keys, and calls itself once per level of nesting. This
one is for documents of configs: it refuses what none of them has, such as numbers with a fraction.
"""

from __future__ import annotations

import json

from configlang.light.patterns import pattern
from configlang.light.typed import Any, NamedTuple
from configlang.utf8 import is_utf8

MAX_DEPTH = 16
"""Lists and objects inside one another; a config has 6."""
MAX_DIGITS = 20
"""Characters of a number; one of 64 bits has so many."""

Place = tuple[int, int]
"""Where something starts and ends in the text, in code points from 0."""


class Node(NamedTuple):
    """
    A value.

    Attributes:
        value: None, a bool, an int, a str, a list of nodes, or a dict of nodes by key.
        place: Where it stands.
        key: Where its key stands, where it is one of an object.
    """

    value: Any
    place: Place
    key: Place | None = None


class NoTreeError(Exception):
    """A text is no JSON that a config could be: a message, and the place of what is wrong."""

    def __init__(self, message: str, place: Place) -> None:
        """Take what there is to tell."""
        super().__init__(message)
        self.place = place


def read_tree(text: str) -> Node:
    """
    Return the value of a JSON text.

    Raises:
        NoTreeError: When it is none.
    """
    reader = _Reader(text)
    node = reader.value(0)
    reader.expect("", "nothing may follow")
    return node


_BLANKS = pattern(r"[ \t\n\r]*")
_TOKEN = pattern(r'"[^"\\\x00-\x1f]*(?:\\.[^"\\\x00-\x1f]*)*"|[-+.0-9A-Za-z_]+|[{}\[\],:]|')
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)")
_WORDS = {"true": True, "false": False, "null": None}


class _Reader:
    """Walks over a text; recursion is as deep as nesting may be."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._start = 0

    def expect(self, word: str, message: str) -> None:
        """Take a word that must come, the empty one at the end."""
        if self._next() != word or (not word and self._start < len(self._text)):
            raise self._error(message)

    def value(self, depth: int) -> Node:
        """Take a value."""
        word = self._next()
        start = self._start
        if word not in {"{", "["}:
            return Node(self._scalar(word), (start, self._at))
        if depth == MAX_DEPTH:
            raise self._error(f"values are nested more than {MAX_DEPTH} levels deep")
        value = self._object(depth) if word == "{" else self._list(depth)
        return Node(value, (start, self._at))

    def _scalar(self, word: str) -> object:
        if word[:1] == '"':
            return self._string(word)
        if word in _WORDS:
            return _WORDS[word]
        if not _NUMBER.fullmatch(word):
            raise self._error("here should stand a text, a whole number, true, false, null, a list or an object")
        if len(word) > MAX_DIGITS:
            raise self._error(f"a number of more than {MAX_DIGITS} characters")
        return int(word)

    def _string(self, word: str) -> str:
        try:
            value: str = json.loads(word)
        except ValueError:
            raise self._error("an escape in this text is none of JSON's") from None
        if not is_utf8(value):
            raise self._error("a lone surrogate is no text")
        return value

    def _list(self, depth: int) -> list[Node]:
        found: list[Node] = []
        while not self._ends("]", is_first=not found):
            found.append(self.value(depth + 1))
        return found

    def _object(self, depth: int) -> dict[str, Node]:
        found: dict[str, Node] = {}
        while not self._ends("}", is_first=not found):
            word = self._next()
            if word[:1] != '"':
                raise self._error("here should stand a key, which is a text")
            place = (self._start, self._at)
            key = self._string(word)
            if key in found:
                raise NoTreeError(f"a second key `{_cut(key)}`", place)
            self.expect(":", "behind a key stands a colon")
            found[key] = self.value(depth + 1)._replace(key=place)
        return found

    def _ends(self, bracket: str, *, is_first: bool) -> bool:
        """Tell whether a list or an object ends here; else go to its next element."""
        before = self._at
        word = self._next()
        if word == bracket:
            return True
        if is_first:
            self._at = before
        elif word != ",":
            raise self._error(f"here should stand a comma or `{bracket}`")
        return False

    def _next(self) -> str:
        """Take the next word; it is empty at the end, and where there is none."""
        blanks = _BLANKS.match(self._text, self._at)
        self._start = blanks.end() if blanks else self._at
        word = _TOKEN.match(self._text, self._start)
        self._at = word.end() if word else self._start
        return self._text[self._start : self._at]

    def _error(self, message: str) -> NoTreeError:
        return NoTreeError(message, (self._start, max(self._at, min(self._start + 1, len(self._text)))))


_MAX_SHOWN = 60


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."
