"""The page about the format of packed-resources files says what the program has."""

from __future__ import annotations

from configlang.resources.format import COUNT_WIDTHS, FIELDS, KEY_WIDTH, SlotKind
from tests.docs.pages import ROOT

PAGE = (ROOT / "docs" / "reference" / "packed-resources.md").read_text(encoding="utf-8")


def test_every_field_has_its_row() -> None:
    """The table of fields is the one of `format.py`, in the order of the numbers."""
    cells = [
        (f"0x{number:02x}", f"`{field.name}`", field.kind.value, str(field.width or ""), field.doc)
        for number, field in sorted(FIELDS.items())
    ]
    expected = ["".join(f"| {cell} " if cell else "| " for cell in row) + "|" for row in cells]

    assert expected == [line for line in PAGE.split("\n") if line.startswith("| 0x") and "`" in line]


def test_widths_of_counts_are_told() -> None:
    """How many bytes the number of items has, and the length of an item's name, is on the page."""
    assert f"the number of texts ({COUNT_WIDTHS[SlotKind.TEXTS]} bytes)" in PAGE
    named = {COUNT_WIDTHS[SlotKind.NAMED_DATA], COUNT_WIDTHS[SlotKind.NAMED_PATHS]}
    assert {f"the number of items ({width} bytes)" in PAGE for width in named} == {True}
    assert f"the length of its name ({KEY_WIDTH} bytes)" in PAGE
