"""What tests of the field table share: each field in turn, the bounds of extents, and a search for repetitions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

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


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that occur more than once."""
    return [text for text, count in Counter(texts).items() if count > 1]
