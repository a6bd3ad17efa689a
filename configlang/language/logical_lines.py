"""
Where logical lines end, found by brackets, texts and comments alone: of a long text a tree takes long to make.

What the engine has parsed, or will refuse, is split so; nothing is said here of what is in a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence


def logical_lines(text: str, *, are_joined: bool = True) -> Iterator[tuple[int, int, int]]:
    """
    Give the stretches of a text whose last line end also ends a logical line.

    Args:
        text: The text.
        are_joined: Whether lines that are plain, each a logical line, may come many at once.

    Returns:
        Per stretch, in order and without a gap: where it starts, where in it the physical line starts whose end is the
        first that ends a logical line, or that end itself, and where it ends. All its further lines are logical lines.
        Behind the last stretch there may be a line without an end.
    """
    lexemes = re.compile(rf"(?P<ends>{_LINES if are_joined else ''}\n){_OTHERS}", re.MULTILINE)
    depth = start = 0
    for match in lexemes.finditer(text):
        lexeme = match[0]
        if lexeme in "[({":
            depth += 1
        elif lexeme in "])}":
            depth -= 1
        elif match["ends"] is not None and depth <= 0:
            yield start, match.start(), match.end()
            start = match.end()
            depth = 0


_PLAIN = r"[^\n\"'#\\\[\](){}]*"
_QUOTED = r"\"(?!\"\")[^\"\\\n]*\"|'(?!'')[^'\\\n]*'"
_INNER = rf"[\[({{]{_PLAIN}(?:(?:{_QUOTED}){_PLAIN})*[\])}}]"
_PAIR = rf"[\[({{]{_PLAIN}(?:(?:{_QUOTED}|{_INNER}){_PLAIN})*[\])}}]"
_LINE = rf"{_PLAIN}(?:(?:{_QUOTED}|{_PAIR}){_PLAIN})*(?:#[^\n]*)?\n"
"""A line in which each bracket has its pair, one in another at most, so that it doesn't change the depth."""
_LINES = f"^(?:{_LINE}){{1,100}}|"
_OTHERS = r'|"""(?s:.*?)"""|\'\'\'(?s:.*?)\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|#[^\n]*|[\[({]|[\])}]|\\\n'
"""Texts and comments, brackets, and line ends within a statement."""


def are_plain(text: str) -> bool:
    """
    Tell whether each line of a text is surely a logical line; where that is not seen at once, it may be so too.

    Without what is quoted and commented, nothing is left of brackets that have their pairs in one line.
    """
    if "'" in text or "\\" in text or '"""' in text:
        return False
    pieces = text.split('"')
    if len(pieces) % 2 == 0 or "\n" in "".join(pieces[1::2]):
        return False
    code = "".join(pieces[::2])
    if "#" in code:
        code = re.sub(r"#[^\n]*", "", code)
    brackets = code.encode("utf-8", "replace").translate(None, _NO_BRACKETS)
    for pair in _PAIRS * _NESTED:
        brackets = brackets.replace(pair, b"")
    return not brackets.strip(b"\n")


_PAIRS = (b"()", b"[]", b"{}")
_NESTED = 3
_NO_BRACKETS = bytes(set(range(256)) - set(b"()[]{}\n"))


def statement_starts(text: str, lines: Sequence[str]) -> list[int]:
    """
    Return the lines (0-based) in which statements at the top level start, in order.

    Args:
        text: The text.
        lines: Its lines.
    """
    starts: list[int] = []
    if are_plain(text):
        starts += range(text.count("\n") + 1)
    else:
        line = 0
        for start, first, end in logical_lines(text):
            following = line + text.count("\n", start, first) + 1
            end_line = following - 1 + text.count("\n", first, end)
            starts += [line, *range(following, end_line)]
            line = end_line
        starts.append(line)
    return [number for number in starts if lines[number] and not lines[number].startswith(_INSIDE)]


_INSIDE = (" ", "\t", "\r", "#", "else", "elif")
"""What a line starts with that starts no statement at the top level."""
