"""The filler of fragments and templates."""

from __future__ import annotations

import pytest

from configlang.outputs.fill import fill


def test_placeholder_may_begin_a_longer_name() -> None:
    """A prefix is filled in where a name starts with it, and the rest of the name stays."""
    assert fill("int CL_PFX_ok(CL_UPFX_TYPE *a);", {"PFX": "app", "UPFX": "APP"}) == "int app_ok(APP_TYPE *a);"


def test_what_is_filled_in_is_not_looked_through() -> None:
    """A value that looks like a placeholder comes out as it is."""
    assert fill("CL_A CL_B", {"A": "CL_B", "B": "CL_A"}) == "CL_B CL_A"


@pytest.mark.parametrize("text", ["MCL_A", "CL_a", "CL_Ab", "_CL_A", "CL_"])
def test_other_names_stay(text: str) -> None:
    """Only whole words that begin with a placeholder count."""
    assert fill(text, {"A": "x"}) == text


def test_missing_value_is_a_fault() -> None:
    """A placeholder that nothing is known of never reaches an output."""
    with pytest.raises(KeyError, match="NONE"):
        fill("CL_NONE", {})
