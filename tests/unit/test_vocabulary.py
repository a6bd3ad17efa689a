"""The pages that translate other systems' words: whole, and of one mind with what the command says."""

from __future__ import annotations

import re

import pytest

from configlang.language.remedies import foreign_system
from configlang.schema.table import FIELDS
from tools.vocabulary import BUILDING, CALLS, CONFIG, FLAGS, POLICY, c_page, pyoxidizer_page

FUNCTIONS = sorted({name for word, _ in CALLS for name in re.findall(r"\bPy\w*_\w+", word) if "name" not in name})
GLOBALS = ["FileManifest", "default_python_distribution", "register_target", "resolve_targets", "set_build_path"]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_functions_are_known_as_names_of_c(name: str) -> None:
    """Who writes a function of the page into a config is told whose word that is."""
    assert foreign_system(name) == "CPython's C API"


@pytest.mark.parametrize("name", GLOBALS)
def test_globals_of_pyoxidizer_are_known(name: str) -> None:
    """The same for PyOxidizer's functions, each of which has a row."""
    assert foreign_system(name) == "PyOxidizer"
    assert any(name in word for word, _ in BUILDING)


def test_every_member_and_flag_has_its_row() -> None:
    """Whatever member a field sets, and whatever flag, the page for C has it."""
    page = c_page()
    for field in FIELDS:
        for member in field.c_members:
            assert page.count(f"| `{member}` |") == 1
    assert all(f"| `{flag}` |" in page for flag in FLAGS)


def test_every_row_says_something_on_both_sides() -> None:
    """No row is half empty, and no bar within one breaks the table."""
    for word, here in (*CONFIG, *BUILDING, *POLICY, *CALLS):
        assert word
        assert here
        assert "|" not in word + here
    for line in (*pyoxidizer_page().splitlines(), *c_page().splitlines()):
        assert not line.startswith("| ") or line.count("|") == 3
