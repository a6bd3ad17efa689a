"""The list of what ``generate`` owns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.project.lock import LOCK, Owned, digest_of, is_below, lock_text, read_lock

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/\\:\0"), min_size=1, max_size=8).filter(
    lambda name: name not in {".", ".."} and name.lower() != ".git"
)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=3), max_size=4))
def test_what_is_written_is_read(paths: list[list[str]]) -> None:
    """The list reads back as it was, whatever the names hold, and is the same in any order."""
    owned = {path: Owned(path, "a.bzl", digest_of(path.encode())) for path in map("/".join, paths) if path != LOCK}
    text = lock_text(owned.values())

    assert (owned, []) == read_lock(".", text.encode())
    assert text == lock_text(reversed([*owned.values()]))
    assert (owned, []) == read_lock(".", text.replace("\n", "\r\n").encode())


def test_no_file_owns_nothing() -> None:
    """Without a list nothing is owned."""
    assert ({}, []) == read_lock(".", None)


_ENTRY = 'version = 1\n[[file]]\npath = "a"\nconfig = "a.bzl"\nhash = "x"\n'


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("<<<<<<< HEAD\n", "not TOML", 0),
        ("\udcff", "not UTF-8", 0),
        ("version = 2\n", "`version` is 2; this configlang reads 1", 0),
        ("version = true\n", "`version` is true", 0),
        ("version = 1\nfile = 3\n", "`file` must be a list of tables", 1),
        ("version = 1\n[[file]]\npath = 'a'\n", "an entry has the keys `path`, `config` and `hash`", 1),
        (_ENTRY.replace('"a"', "3"), "`path` is 3; wanted is a text", 2),
        (_ENTRY.replace('"a"', '"../a"'), "`path`: `../a` is no path below this folder", 2),
        (_ENTRY.replace('"a"', '"/etc/passwd"'), "`path`: `/etc/passwd` is no path below this folder", 2),
        (_ENTRY.replace('"a"', '".git/config"'), "`path`: `.git/config` is no path below this folder", 2),
        (_ENTRY + _ENTRY.replace("version = 1\n", ""), "`a` stands here twice", 6),
    ],
)
def test_a_wrong_list_is_told_at_its_place(text: str, message: str, line: int) -> None:
    """What is no list of ours owns nothing that it should not, and says how to mend it."""
    owned, wrong = read_lock("sub", text.encode("utf-8", "surrogateescape"))

    assert set() <= set(owned) <= {"a"}
    assert "bad-lock" == wrong[0].code
    assert message in wrong[0].message
    assert wrong[0].span is not None
    assert line == wrong[0].span.start.line
    assert "configlang generate --force" in (wrong[0].hint or "")


@pytest.mark.parametrize("path", ["", ".", "..", "/a", "a/../b", "a//b", "a\\b", "c:a", "a\0", ".GIT/a", LOCK, "./a"])
def test_paths_that_lead_elsewhere_are_none(path: str) -> None:
    """Only a plain path below the root may be written and removed."""
    assert not is_below(path)
