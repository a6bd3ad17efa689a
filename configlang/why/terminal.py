"""The matrix of fields by version for a terminal: a letter for who decides, and the value as far as there is room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.cpython.versions import Version, show_versions
from configlang.findings.render import safe_lines, width_of
from configlang.why.matrix import Cell, Matrix, Row, folded
from configlang.why.told import LEGEND

PLAIN = 100
"""Columns where the text goes to no terminal."""
_LEAST, _MOST = 5, 40
"""Columns that a version takes."""
_GAP = " "
_COLORS = {
    "config": "1;32",
    "host": "1;36",
    "overruled": "1;31",
    "pyembed": "35",
    "generated": "35",
    "cpython": "2",
    "absent": "2",
}


def show(whole: Matrix, width: int | None, *, is_coloured: bool) -> str:
    """
    Return a matrix as lines no longer than a terminal is wide, and the legend below.

    Args:
        whole: The matrix.
        width: The columns of the terminal; None where there is none.
        is_coloured: Whether letters have the colour of who decides.
    """
    short = folded(whole)
    names = max((len(row.field.name) for row in short.rows), default=0)
    room = (width or PLAIN) - names
    heads = [show_versions(versions) for versions in short.columns]
    least = max([_LEAST, *(len(part) for head in heads for part in _in_two(head))])
    count = -(-len(heads) // max(1, room // (least + len(_GAP))))
    many = -(-len(heads) // max(1, count))
    wide = max(least, min(_MOST, room // max(1, many) - len(_GAP)))
    blocks = [
        _block(short, heads, range(start, min(start + many, len(heads))), names, wide, is_coloured=is_coloured)
        for start in range(0, len(heads), many or 1)
    ]
    legend = "\n".join([*_legend(short), *_findings(short)])
    return "\n\n".join([*map("\n".join, blocks), legend]) + "\n"


def _block(
    short: Matrix, heads: Sequence[str], columns: range, names: int, wide: int, *, is_coloured: bool
) -> Iterator[str]:
    """Give the lines of some columns."""
    shown = [heads[column] for column in columns]
    is_short = all(len(head) <= wide for head in shown)
    for line in [shown] if is_short else zip(*map(_in_two, shown), strict=True):
        yield _GAP.join([" " * names, *(_fit(part, wide) for part in line)]).rstrip()
    for row in short.rows:
        yield _GAP.join([f"{row.field.name:{names}}", *_line(row, columns, wide, is_coloured=is_coloured)]).rstrip()


def _in_two(head: str) -> tuple[str, str]:
    """Return a run of versions as two lines; one version stands in the first."""
    first, dash, last = head.partition("-")
    return first + dash, last


def _line(row: Row, columns: range, wide: int, *, is_coloured: bool) -> Iterator[str]:
    for cell in row.cells:
        shown = len(range(max(cell.start, columns.start), min(cell.start + cell.width, columns.stop)))
        if shown:
            text = _fit(_words(cell), shown * wide + (shown - 1) * len(_GAP))
            color = _COLORS.get(cell.held.decider.name) if is_coloured else None
            yield text if color is None else f"\x1b[{color}m{text[0]}\x1b[0m{text[1:]}"


def _words(cell: Cell) -> str:
    mark = "!" if cell.hindrances else " "
    value = "" if cell.held.decider.name == "absent" else safe_lines(cell.held.value.text)
    return f"{cell.held.decider.letter}{mark}{value}"


def _fit(text: str, width: int) -> str:
    """Return a text in so many columns, cut where it is longer."""
    if width_of(text) > width:
        end = min(len(text), width - 2)
        while width_of(text[:end]) > width - 2:
            end -= 1
        text = f"{text[:end]}.."
    return text + " " * (width - width_of(text))


def _legend(short: Matrix) -> Iterator[str]:
    used = {cell.held.decider for row in short.rows for cell in row.cells}
    yield from (f"{each.letter}  {each.words}" for each in LEGEND if each in used)
    if any(row.field.hindrances for row in short.rows):
        yield "!  a finding:"


def _findings(short: Matrix) -> Iterator[str]:
    """Give a line for each field with what gets in its way."""
    for row in short.rows:
        codes: dict[str, list[Version]] = {}
        for each in row.field.hindrances:
            codes.setdefault(each.overruling.code, []).extend(each.overruling.versions)
        for code, versions in codes.items():
            yield f"   {row.field.name}: {code}, on CPython {show_versions(dict.fromkeys(versions))}"
