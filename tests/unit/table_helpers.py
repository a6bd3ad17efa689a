"""What tests of the field table share: each field in turn, the bounds of extents, and a search for repetitions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from configlang.schema.field import Field
from configlang.schema.table import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from configlang.cpython.extents import Extent

each_field = pytest.mark.parametrize(
    "field",
    [pytest.param(field, id=f"{field.place.name.lower()}-{field.name}") for field in FIELDS],
)


def bounds(extent: Extent) -> tuple[str | None, str | None]:
    """Return the first and the last version of an extent; None where it has no such bound."""
    first, last = (None if version is None else str(version) for version in (extent.first, extent.last))
    return first, last


def macro_of(field: Field) -> str | None:
    """Return the macro under which the headers declare a field's member; None where they always do."""
    return None if field.guard is None else field.guard.macro


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that occur more than once."""
    return [text for text, count in Counter(texts).items() if count > 1]
