"""Texts as C: literals that no character can end early, comments, names, and lines that are not too long."""

from __future__ import annotations

import re
from collections.abc import Iterable

from configlang.light.patterns import pattern
from configlang.schema.texts import in_generated_code

_PLAIN = frozenset(map(chr, range(0x20, 0x7F))) - {'"', "\\", "?"}
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "?": "\\?"}
_FIRST_UNIVERSAL = 0xA0
_LARGEST_SHORT = 0xFFFF

PIECE = 500
"""
The most characters of a text in one literal: longer ones come as several, which C joins.

C99 promises 4,095 characters a literal, and MSVC 16,380 bytes in each before they are joined.
"""


def wide(text: str) -> str:
    r"""
    Return a wide string literal (``L"..."``) for any text.

    ASCII stays, with ``?`` escaped against trigraphs; control characters and U+0080 to U+009F become octal, since
    hexadecimal escapes have no end and C99 has no universal names for them; the rest becomes ``\u`` or ``\U``, which
    a compiler for 16-bit ``wchar_t`` turns into surrogates.
    """
    return _join([f'L"{piece}"' for piece in _pieces(_wide_units(in_generated_code(text)))])


def narrow(text: str) -> str:
    """Return a string literal with the UTF-8 bytes of any text, everything but printable ASCII as octal."""
    return _join([f'"{piece}"' for piece in _pieces(_narrow_units(in_generated_code(text)))])


def _wide_units(text: str) -> Iterable[str]:
    for char in text:
        code = ord(char)
        if char in _PLAIN:
            yield char
        elif char in _ESCAPES:
            yield _ESCAPES[char]
        elif code < _FIRST_UNIVERSAL:
            yield f"\\{code:03o}"
        else:
            yield f"\\u{code:04x}" if code <= _LARGEST_SHORT else f"\\U{code:08x}"


def _narrow_units(text: str) -> Iterable[str]:
    for byte in text.encode("utf-8"):
        char = chr(byte)
        yield char if char in _PLAIN else _ESCAPES.get(char) or f"\\{byte:03o}"


def _pieces(units: Iterable[str]) -> list[str]:
    """Join escaped characters to pieces that end after a newline or at a length."""
    pieces: list[str] = []
    current: list[str] = []
    for unit in units:
        current.append(unit)
        if unit == "\\n" or len(current) == PIECE:
            pieces.append("".join(current))
            current = []
    if current or not pieces:
        pieces.append("".join(current))
    return pieces


def _join(literals: list[str]) -> str:
    # In an array, clang takes several literals in a row for a forgotten comma, unless they are in parentheses.
    return literals[0] if len(literals) == 1 else "(\n        " + "\n        ".join(literals) + ")"


def comment(text: str) -> str:
    """Return text for the inside of a comment: one line, printable ASCII, and unable to end it."""
    escaped = text.encode("unicode_escape").decode("ascii")
    return escaped.replace("*/", "*\\/").replace("/*", "/\\*").replace("??", "?\\?")


def identifier(text: str) -> str:
    """Return a C identifier made from a text: what is not allowed becomes ``_``."""
    name = re.sub(r"[^A-Za-z0-9_]", "_", text) or "_"
    return f"_{name}" if name[0].isdigit() else name


WIDTH = 116
"""Where lines of code are broken."""

_PIECE = pattern(r'(?:L?"(?:[^"\\]|\\.)*"|.)+?(?:, | && | : |$)')
"""What stands on a line up to a place where it may be broken; texts are never broken."""


def wrap(line: str) -> str:
    """Break a line of code that is too long, and hang the rest below the arguments of its first call."""
    if len(line) <= WIDTH or line.lstrip().startswith(("#", "*", "/*", "//", 'L"', '"')):
        return line
    indent = len(line) - len(line.lstrip())
    parenthesis = line.find("(")
    hang = parenthesis + 1 if 0 <= parenthesis < WIDTH // 2 else indent + 4
    out, current = [], line[:indent]
    for piece in _PIECE.findall(line[indent:]):
        if len(current) + len(piece.rstrip()) > WIDTH and current.strip():
            out.append(current.rstrip())
            current = " " * hang
        current += piece
    return "\n".join([*out, current])
