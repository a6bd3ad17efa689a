"""The matrix of fields by version as a table of HTML."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Span
from configlang.findings.links import SITE
from configlang.schema.field import Group
from configlang.schema.origins import Origin
from configlang.schema.table import ARGUMENTS
from configlang.why.markup import Markup, element, join
from configlang.why.matrix import Cell, Matrix, Row, folded
from configlang.why.remarks import Remarks
from configlang.why.sources import Sources
from configlang.why.told import LEGEND

_SHORT, _LONGEST = 60, 4000
"""Characters of a value that are shown at once, and at all."""
_MANY = 10
"""Of more columns those that agree are one; where there are still more, they are scrolled."""


Columns = tuple[tuple[Version, ...], ...]
"""The versions of each column."""


def legend(whole: Matrix) -> Markup:
    """Return who decides, of those that decide something here, with their letters."""
    used = {cell.held.decider for row in whole.rows for cell in row.cells}
    items = [
        element("li", element("span", each.letter, class_="key"), " ", each.words, class_=f"by-{each.name}")
        for each in LEGEND
        if each in used
    ]
    return element("ul", *items, class_="legend", aria_label="Who decides")


def grid(whole: Matrix, sources: Sources, remarks: Remarks) -> Markup:
    """Return the table, its fields by what they are about."""
    if len(whole.columns) > _MANY:
        whole = folded(whole)
    heads = [show_versions(versions) for versions in whole.columns]
    head = element(
        "tr", *(element("th", text, scope="col", role="columnheader") for text in ("Field", *heads)), role="row"
    )
    caption = element("caption", "Each field of interpreter() on each version of CPython, and who decides it")
    # Roles say what it is where a narrow screen shows it as something else.
    return element(
        "table",
        caption,
        element("thead", head, role="rowgroup"),
        *_groups(whole, sources, remarks),
        role="table",
        class_="grid many" if len(heads) > _MANY else "grid",
    )


def _groups(whole: Matrix, sources: Sources, remarks: Remarks) -> Iterator[Markup]:
    for group in Group:
        rows = [row for row in whole.rows if ARGUMENTS[row.field.name].group is group]
        if rows:
            title = element("th", group.value, colspan=len(whole.columns) + 1, scope="rowgroup", role="rowheader")
            yield element(
                "tbody",
                element("tr", title, class_="group", role="row"),
                *(_row(row, whole.columns, sources, remarks) for row in rows),
                role="rowgroup",
            )


def _row(row: Row, columns: Columns, sources: Sources, remarks: Remarks) -> Markup:
    name = row.field.name
    more = element("p", ARGUMENTS[name].doc, " ", element("a", "Reference", href=f"{SITE}reference/fields/#{name}"))
    title = element("details", element("summary", element("code", name)), more)
    chips = remarks.links(name)
    return element(
        "tr",
        element("th", title, *chips, scope="row", role="rowheader", aria_label=name),
        *(_cell(cell, columns, sources, remarks) for cell in row.cells),
        id=f"field-{name}",
        role="row",
        data_name=name,
        data_set=row.field.is_set,
        data_found=bool(row.field.hindrances or chips),
    )


def _cell(cell: Cell, columns: Columns, sources: Sources, remarks: Remarks) -> Markup:
    held, decider = cell.held, cell.held.decider
    parts: list[str] = [
        element("span", decider.letter, class_="key", title=held.decider.words),
        " ",
        _value(held.value.text),
    ]
    if held.origin is not None:
        parts += [" ", _place(held.origin, sources)]
    parts += [part for each in cell.hindrances for part in (" ", remarks.link(each))]
    reached = columns[cell.start : cell.start + cell.width]
    versions = show_versions(version for column in reached for version in column)
    is_all = len(reached) == len(columns) and "," in versions
    return element(
        "td",
        *parts,
        class_=f"by-{decider.name}",
        colspan=cell.width if cell.width > 1 else None,
        role="cell",
        data_at="all versions" if is_all else versions,
    )


def _place(origin: Origin, sources: Sources) -> Markup:
    """Return a link to where a value is set, and to the last calls that led there."""
    calls = [Span.from_line(frame.file, frame.line) for frame in reversed(origin.declaration.stack[-_CALLS:])]
    via = [part for call in calls for part in (" from ", sources.link(call))]
    return element("span", sources.link(origin.span()), *via, class_="places")


_CALLS = 3
"""Calls that are shown on the way to a value."""


def _value(text: str) -> Markup:
    if len(text) <= _SHORT:
        return element("code", text)
    more = f"… {len(text):,} characters"
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]} … {len(text) - _LONGEST:,} more"
    short = join(element("code", text[: _SHORT - 20]), " ", more)
    return element("details", element("summary", short), element("code", shown))
