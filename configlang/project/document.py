"""
A TOML text, read, with the places of its keys.

The standard reader tells no places. So the text is walked over once before it is read: along its keys, past its
values. Where it is no TOML the walk ends, and the reader says what is wrong there.

The walk also refuses what the reader is not made for: it calls itself once per level of nesting, takes time that grows
with the square of the parts of a key, and gives up on numbers of thousands of digits.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Mapping

from configlang.findings.finding import Finding, Position, Span
from configlang.light.patterns import pattern
from configlang.light.typed import Any
from configlang.project.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

Path = tuple[str | int, ...]
"""The way to a value: names of keys, and indexes (from 0) of elements of lists."""

MAX_PARTS = 32
"""Parts of one key, between dots."""
MAX_DEPTH = 32
"""Lists and tables inside one another."""
MAX_SCALAR = 100
"""Characters of a number, a date or a word; a date with all its parts has some 40."""


class Document:
    """
    A TOML text, read.

    Attributes:
        values: What it says: tables as dicts.
    """

    __slots__ = ("_lines", "_places", "_source", "values")

    def __init__(self, source: Source, values: Mapping[str, Any], places: Mapping[Path, tuple[int, int]]) -> None:
        """Keep what it says, and by the way to it where each key and element starts and ends."""
        self.values = values
        self._source = source
        self._places = places
        self._lines = _line_starts(source.text)

    def span(self, *path: str | int) -> Span:
        """Return the place of a key, where it stands first, or of an element of a list."""
        return _span(self._source, self._lines, *self._places.get(path, (0, 0)))


def read_document(source: Source) -> Document | Finding:
    """Read a text; the finding has the code ``bad-project-file``."""
    walk = _Walk(source.text)
    try:
        walk.statements()
        # Not only TOMLDecodeError, of which it is: the reader hands on what Python says of odd dates and numbers.
        values = tomllib.loads(source.text)
    except _TooMuchError as error:
        span = _span(source, _line_starts(source.text), error.start, error.end)
        return Finding(code="bad-project-file", message=str(error), span=span)
    except ValueError as error:
        return _no_toml(source, str(error))
    return Document(source, values, walk.places)


def _no_toml(source: Source, message: str) -> Finding:
    place = re.search(r" \(at line (\d+), column (\d+)\)", message)
    if place is not None:
        span = Span.from_line(source.name, int(place[1]) - 1, int(place[2]) - 1)
    else:
        # What is missing is missing at the end.
        end = len(source.text)
        span = _span(source, _line_starts(source.text), end, end)
    message = re.sub(r" \(at .*\)", "", message)
    return Finding(code="bad-project-file", message=f"not TOML: {message}", span=span)


def _line_starts(text: str) -> list[int]:
    return [0, *(match.end() for match in re.finditer("\n", text))]


def _span(source: Source, lines: list[int], start: int, end: int) -> Span:
    first, last = bisect_right(lines, start) - 1, bisect_right(lines, end) - 1
    return Span(source.name, Position(first, start - lines[first]), Position(last, end - lines[last]))


class _TooMuchError(Exception):
    """A text has more of something than there is any use for: a message, and where that starts and ends."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start = start
        self.end = end


class _NoTomlError(Exception):
    """The walk has come to something that is no TOML."""


_BLANKS = pattern(r"[ \t]*")
_GAP = pattern(r"[ \t\n]*")
_STRING = r'"[^"\\\n]*(?:\\.[^"\\\n]*)*"' + r"|'[^'\n]*'"
_LONG_STRING = r'"""[^"\\]*(?:(?:\\(?s:.)|"{1,2}(?!"))[^"\\]*)*"{3,5}' + r"|'''(?s:.*?)'{3,5}"
_KEY = pattern(rf"[A-Za-z0-9_-]+|{_STRING}")
_TEXT = pattern(f"{_LONG_STRING}|{_STRING}")
_SCALAR = pattern(r"[^\s,\[\]{}#\"'=]+(?: [0-9][^\s,\[\]{}#\"'=]*)?")
"""A number, a date or a word; between the parts of a date a blank may stand."""


class _Walk:
    """
    The way over a text.

    Attributes:
        places: The keys and elements so far: where each starts and ends.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.places: dict[Path, tuple[int, int]] = {}
        self.counts: dict[Path, int] = {}
        """How many tables each list of tables has so far."""

    def statements(self) -> None:
        """Go over the whole text, or to where it is no TOML."""
        table: Path = ()
        try:
            while True:
                self.skip_gap()
                if self.at == len(self.text):
                    return
                if self.take("[["):
                    table = self.header(is_list=True)
                elif self.take("["):
                    table = self.header(is_list=False)
                else:
                    self.pair(table, 0)
        except _NoTomlError:
            return

    def header(self, *, is_list: bool) -> Path:
        """Go over a header, and return the way to its table."""
        *outer, (name, start, end) = self.key()
        self.expect("]]" if is_list else "]")
        table: Path = ()
        for part, part_start, part_end in outer:
            table = (*table, part)
            self.places.setdefault(table, (part_start, part_end))
            if table in self.counts:
                table = (*table, self.counts[table] - 1)
        table = (*table, name)
        self.places.setdefault(table, (start, end))
        if is_list:
            index = self.counts.get(table, 0)
            self.counts[table] = index + 1
            table = (*table, index)
            self.places[table] = (start, end)
        return table

    def pair(self, table: Path, depth: int) -> None:
        """Go over a key and its value."""
        path = table
        for part, start, end in self.key():
            path = (*path, part)
            self.places.setdefault(path, (start, end))
        self.expect("=")
        self.skip(_BLANKS)
        self.value(path, depth)

    def key(self) -> list[tuple[str, int, int]]:
        """Go over a key with dots; return its parts, each with where it starts and ends."""
        parts: list[tuple[str, int, int]] = []
        self.skip(_BLANKS)
        begin = self.at
        while True:
            start = self.at
            text = self.skip(_KEY)
            parts.append((_unquoted(text), start, self.at))
            if len(parts) > MAX_PARTS:
                raise _TooMuchError(f"a key has more than {MAX_PARTS} parts", begin, self.at)
            self.skip(_BLANKS)
            if not self.take("."):
                return parts
            self.skip(_BLANKS)

    def value(self, path: Path, depth: int) -> None:
        """Go over a value."""
        start = self.at
        if depth > MAX_DEPTH:
            raise _TooMuchError(f"a value is nested more than {MAX_DEPTH} levels deep", start, start + 1)
        if self.take("["):
            self.elements(path, depth)
        elif self.take("{"):
            self.pairs(path, depth)
        elif (match := _TEXT.match(self.text, start)) is not None:
            self.at = match.end()
        else:
            length = len(self.skip(_SCALAR))
            if length > MAX_SCALAR:
                message = f"a value that is no text has {length} characters; {MAX_SCALAR} are the most"
                raise _TooMuchError(message, start, self.at)

    def elements(self, path: Path, depth: int) -> None:
        """Go over the rest of a list."""
        index = 0
        self.skip_gap()
        while not self.take("]"):
            start = self.at
            element = (*path, index)
            self.value(element, depth + 1)
            self.places[element] = (start, self.at)
            index += 1
            self.skip_gap()
            if not self.take(","):
                self.expect("]")
                return
            self.skip_gap()

    def pairs(self, path: Path, depth: int) -> None:
        """Go over the rest of a table in braces; some readers let it go over several lines."""
        self.skip_gap()
        while not self.take("}"):
            self.pair(path, depth + 1)
            self.skip_gap()
            if not self.take(","):
                self.expect("}")
                return
            self.skip_gap()

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Go over what a pattern matches, and return it."""
        match = pattern.match(self.text, self.at)
        if match is None:
            raise _NoTomlError
        self.at = match.end()
        return match[0]

    def skip_gap(self) -> None:
        """Go over blanks, line ends and comments."""
        self.skip(_GAP)
        while self.text.startswith("#", self.at):
            end = self.text.find("\n", self.at)
            self.at = len(self.text) if end < 0 else end
            self.skip(_GAP)

    def take(self, text: str) -> bool:
        """Go over a text where it is the next, and tell whether it was."""
        if not self.text.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def expect(self, text: str) -> None:
        """Go over a text that must be the next."""
        if not self.take(text):
            raise _NoTomlError


def _unquoted(part: str) -> str:
    if part[0] not in "\"'":
        return part
    if "\\" not in part or part[0] == "'":
        return part[1:-1]
    try:
        text: str = tomllib.loads(f"a = {part}")["a"]
    except tomllib.TOMLDecodeError:
        raise _NoTomlError from None
    return text
