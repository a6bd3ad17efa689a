"""What tests of the field table share: a parameter that is each field in turn, and a search for repetitions."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from configlang.schema.table import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterable

each_field = pytest.mark.parametrize(
    "field",
    [pytest.param(field, id=f"{field.place.name.lower()}-{field.name}") for field in FIELDS],
)


def repeated(texts: Iterable[str]) -> list[str]:
    """Return the texts that occur more than once."""
    return [text for text, count in Counter(texts).items() if count > 1]
