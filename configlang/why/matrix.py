"""Fields by version: what is told of them as a matrix, whose cells reach over versions that agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.cpython.versions import Version, joined, split
from configlang.light.typed import NamedTuple
from configlang.why.told import Held, Hindrance, Told


class Cell(NamedTuple):
    """
    What holds for a field in neighbouring versions.

    Attributes:
        start: The index of the first of its columns.
        width: How many columns it reaches over.
        held: What holds there.
        hindrances: What gets in its way there.
    """

    start: int
    width: int
    held: Held
    hindrances: tuple[Hindrance, ...]


class Row(NamedTuple):
    """
    A field.

    Attributes:
        field: What is told of it.
        cells: From the oldest version on; every column lies in one.
    """

    field: Told
    cells: tuple[Cell, ...]


class Matrix(NamedTuple):
    """
    All fields by version.

    Attributes:
        columns: The versions of each column, oldest first.
        rows: In the order of the fields.
    """

    columns: tuple[tuple[Version, ...], ...]
    rows: tuple[Row, ...]


def matrix(fields: Sequence[Told]) -> Matrix:
    """Return fields by version; a version has several columns where something is told of some of its releases alone."""
    versions = _parts(fields)
    rows = tuple(Row(field, tuple(_cells(field, versions))) for field in fields)
    return Matrix(tuple((version,) for version in versions), rows)


def folded(whole: Matrix) -> Matrix:
    """Return a matrix with one column for neighbouring versions that agree in every field."""
    starts = sorted({cell.start for row in whole.rows for cell in row.cells})
    ends = [*starts[1:], len(whole.columns)]
    columns = [
        tuple(version for column in whole.columns[start:end] for version in column)
        for start, end in zip(starts, ends, strict=True)
    ]
    index = {start: position for position, start in enumerate(starts)} | {len(whole.columns): len(starts)}
    rows = []
    for row in whole.rows:
        bounds = [(index[cell.start], index[cell.start + cell.width], cell) for cell in row.cells]
        rows.append(Row(row.field, tuple(cell._replace(start=start, width=end - start) for start, end, cell in bounds)))
    return Matrix(tuple(columns), tuple(rows))


def _parts(fields: Sequence[Told]) -> list[Version]:
    """Return the versions that fields are told of, each in the parts that something is told of."""
    told = [held.value.versions for field in fields for held in field.held]
    hindering = [each.overruling.versions for field in fields for each in field.hindrances]
    cuts = {bound for versions in (*told, *hindering) for version in versions for bound in version.bounds}
    whole = joined(
        dict.fromkeys(version for held in (fields[0].held if fields else ()) for version in held.value.versions)
    )
    return [
        part for version in whole for part in split(version, [patch for minor, patch in cuts if minor == version.minor])
    ]


def _cells(field: Told, versions: Sequence[Version]) -> Iterator[Cell]:
    """Give the cells of a field, each of which reaches as far as the same is told."""
    last: Cell | None = None
    for start, version in enumerate(versions):
        held = next(each for each in field.held if _reaches(each.value.versions, version))
        hindrances = tuple(each for each in field.hindrances if _reaches(each.overruling.versions, version))
        if last is not None and (last.held, last.hindrances) == (held, hindrances):
            last = last._replace(width=last.width + 1)
            continue
        if last is not None:
            yield last
        last = Cell(start, 1, held, hindrances)
    if last is not None:
        yield last


def _reaches(holding: Sequence[Version], version: Version) -> bool:
    return any(each.has(version) for each in holding)
