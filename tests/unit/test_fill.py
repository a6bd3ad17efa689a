"""The filler of fragments and templates."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.outputs.fill import fill, read


def test_placeholder_may_begin_a_longer_name() -> None:
    """A prefix is filled in where a name starts with it, and the rest of the name stays."""
    assert fill("int CL_PFX_ok(CL_UPFX_TYPE *a);", {"PFX": "app", "UPFX": "APP"}) == "int app_ok(APP_TYPE *a);"


def test_what_is_filled_in_is_not_looked_through() -> None:
    """A value that looks like a placeholder comes out as it is."""
    assert fill("CL_A CL_B", {"A": "CL_B", "B": "CL_A"}) == "CL_B CL_A"


@pytest.mark.parametrize("line", ["CL_A", "    CL_A;", "    CL_A,", "\tCL_A;", "#[CL_A]", "    #[CL_A]", "CL_A! {}"])
def test_placeholder_with_a_line_for_itself_stands_for_lines(line: str) -> None:
    """Such a line gives way to any number of lines, none included, and the lines around it stay."""
    assert fill(f"a\n{line}\n    b\n", {"A": "  x\n  y\n"}) == "a\n  x\n  y\n    b\n"
    assert fill(f"a\n{line}\n{line}\n}}\n", {"A": ""}) == "a\n}\n"


@pytest.mark.parametrize("line", ["CL_A b;", "a CL_A;", "CL_A, b", "CL_A();", "a #[CL_A]"])
def test_placeholder_among_others_on_its_line_stands_for_itself(line: str) -> None:
    """Where a line has something else in it, that and its end stay."""
    assert fill(f"{line}\n", {"A": "x"}) == line.replace("CL_A", "x") + "\n"


def test_text_is_read_once(tmp_path: Path) -> None:
    """A file is read when it is first asked for, with the newlines of any system."""
    (tmp_path / "part.rs").write_bytes("ß\r\n".encode())
    assert read(str(tmp_path / "part.rs")) == "ß\n"

    (tmp_path / "part.rs").unlink()
    assert read(str(tmp_path / "part.rs")) == "ß\n"


@pytest.mark.parametrize("text", ["MCL_A", "CL_a", "CL_Ab", "_CL_A", "CL_"])
def test_other_names_stay(text: str) -> None:
    """Only whole words that begin with a placeholder count."""
    assert fill(text, {"A": "x"}) == text


def test_missing_value_is_a_fault() -> None:
    """A placeholder that nothing is known of never reaches an output."""
    with pytest.raises(KeyError, match="NONE"):
        fill("CL_NONE", {})
