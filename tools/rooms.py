"""The picture of the house on the architecture page: its rooms by level, and the way of the data through them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "configlang"
PAGE = ROOT / "docs" / "explanation" / "architecture.md"

STAGES = ("request", "read", "evaluate", "freeze", "check", "emit", "silence once", "result")
"""The way of the data, as on the page."""

_ROW = re.compile(r"\| (\d+) \| (.+?) \| .* \|")
_WIDTH, _MARGIN, _GAP = 1000, 20, 14
_TOP, _LINE_HEIGHT = 110, 17
_TEXT = 'font-family="sans-serif" font-size="12" role="img" aria-labelledby="title"'
_TITLE = "The way of the data through configlang, and its rooms by level: each imports from the levels below it alone"
_CHARACTER = 6.4
"""The width of a character of the small text, in pixels."""


def levels() -> list[list[str]]:
    """
    Return the rooms of each level, the lowest level first, as the table of the architecture page has them.

    A room is a folder of the package or a module that stands for itself, by its name below ``configlang``.
    """
    rows = [match for line in PAGE.read_text(encoding="utf-8").split("\n") if (match := _ROW.fullmatch(line))]
    return [re.findall(r"`([\w.]+)`", row[2]) for row in sorted(rows, key=lambda row: int(row[1]))]


def picture() -> str:
    """Return the picture as SVG: the stages in a row, and below them the levels, the highest on top."""
    rows = [level for level in reversed(levels()) if not level[0].startswith("_")]
    heights = [_height(rooms) for rooms in rows]
    height = _TOP + sum(heights) + len(rows) * _GAP + _MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" {_TEXT}>',
        f'  <title id="title">{_TITLE}</title>',
        f'  <rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        *_stages(),
    ]
    top = _TOP
    for rooms, room_height in zip(rows, heights, strict=True):
        lines += _level(rooms, top, room_height)
        top += room_height + _GAP
    return "\n".join([*lines, "</svg>", ""])


def _stages() -> Iterator[str]:
    width = (_WIDTH - 2 * _MARGIN - (len(STAGES) - 1) * _GAP) / len(STAGES)
    for index, name in enumerate(STAGES):
        left = _MARGIN + index * (width + _GAP)
        yield (
            f'  <rect x="{left:.0f}" y="{_MARGIN}" width="{width:.0f}" height="40" rx="20" fill="#fdf3e1"'
            ' stroke="#b57a1c"/>'
        )
        yield (
            f'  <text x="{left + width / 2:.0f}" y="45" text-anchor="middle" font-weight="bold" fill="#6b4305">'
            f"{name}</text>"
        )
        if index:
            yield f'  <path d="M{left - _GAP:.0f} 40h{_GAP - 2}m-5 -4l5 4l-5 4" fill="none" stroke="#444"/>'
    yield (
        f'  <text x="{_MARGIN}" y="90" fill="#444">The rooms. Each imports from the levels below it, and none from'
        " beside it.</text>"
    )


def _room_width(rooms: list[str]) -> float:
    return (_WIDTH - 2 * _MARGIN - (len(rooms) - 1) * _GAP) / len(rooms)


def _text_of(room: str, width: float) -> list[str]:
    return _wrapped(purpose(room), int((width - 24) / _CHARACTER))


def _height(rooms: list[str]) -> int:
    return 38 + _LINE_HEIGHT * max(len(_text_of(room, _room_width(rooms))) for room in rooms)


def _level(rooms: list[str], top: int, height: int) -> Iterator[str]:
    width = _room_width(rooms)
    for index, room in enumerate(rooms):
        left = _MARGIN + index * (width + _GAP)
        yield (
            f'  <rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{height}" rx="6" fill="#eef3fb"'
            ' stroke="#3b5b8c"/>'
        )
        yield (
            f'  <text x="{left + 12:.0f}" y="{top + 22}" font-size="14" font-weight="bold" fill="#1d3557">'
            f"{escape(room)}</text>"
        )
        for number, line in enumerate(_text_of(room, width)):
            y = top + 42 + number * _LINE_HEIGHT
            yield f'  <text x="{left + 12:.0f}" y="{y}" fill="#222">{escape(line)}</text>'


def purpose(room: str) -> str:
    """Return the first sentence of the docstring of a room: what it is for."""
    path = PACKAGE.joinpath(*room.split("."))
    file = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    docstring = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return re.sub(r"`+", "", docstring.split("\n\n")[0].replace("\n", " "))


def _wrapped(text: str, width: int) -> list[str]:
    """Return a text in lines of a width."""
    lines = [""]
    for word in text.split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += (" " if lines[-1] else "") + word
    return lines
