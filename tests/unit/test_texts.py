"""Texts as parts: nothing is lost on the way apart and together, and nothing else is taken for a part."""

from __future__ import annotations

import copy
import pickle
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.schema.config import DynamicExtension, FilesystemImporter, OxidizedImporter
from configlang.schema.field import Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.texts import (
    AT_ORIGIN,
    ORIGIN,
    Part,
    RuntimeText,
    expand,
    has_origin,
    mentions_origin,
    origin_lookalike,
    parts_of,
    starts_at_origin,
    to_path,
    without_origin,
)
from tests.strategies import ANY_TEXT, ARGUMENTS, with_origin

MARK = "$ORIGIN"
PIECES = st.sampled_from((MARK, MARK, "$", "$ORIG", "IN", "ORIGIN", "/", "${ORIGIN}"))
TEXTS = ANY_TEXT | with_origin(ANY_TEXT) | st.lists(PIECES | ANY_TEXT, max_size=6).map("".join)
"""Texts of any kind, among them such as have much of the folder of the executable, and nearly that."""


# The law of parts


@given(TEXTS)
def test_parts_make_the_text_again(text: str) -> None:
    """The parts are all of a text, in order."""
    parts = parts_of(to_path(text))

    assert text == "".join(part if isinstance(part, str) else MARK for part in parts)


@given(TEXTS)
def test_no_literal_part_can_be_taken_for_another_part(text: str) -> None:
    """Whoever reads the written form, as a generated host does, finds the same parts: none is inside of a literal."""
    parts = parts_of(to_path(text))
    literals = [part for part in parts if isinstance(part, str)]

    assert text.count(MARK) == len(parts) - len(literals)
    assert all(literals)
    assert not any(MARK in literal for literal in literals)
    assert not any(isinstance(a, str) and isinstance(b, str) for a, b in pairwise(parts))


@given(TEXTS)
def test_only_texts_with_such_parts_are_more_than_str(text: str) -> None:
    """A text of literal parts alone, as nearly all are, is a plain str, and is kept as it is."""
    path = to_path(text)

    assert (RuntimeText if MARK in text else str) is type(path)
    assert (MARK in text) is has_origin(path)
    if MARK not in text:
        assert path is text


@given(TEXTS)
def test_a_text_is_its_written_form(text: str) -> None:
    """Whoever holds a config compares, looks up, shows and stores its texts as what was written."""
    path = to_path(text)

    assert text == path
    assert {text} == {path}
    assert hash(text) == hash(path)
    assert repr(text) == repr(path)
    assert text == f"{path}"


@given(TEXTS)
def test_parts_stay_with_a_text(text: str) -> None:
    """Reading again, copies, pickles and ``str()`` take no part away."""
    path = to_path(text)

    assert to_path(path) is path
    for other in (str(path), copy.copy(path), copy.deepcopy(path), pickle.loads(pickle.dumps(path))):  # noqa: S301 - our own
        assert type(path) is type(other)
        assert parts_of(path) == parts_of(other)


@given(TEXTS, TEXTS)
def test_texts_are_equal_when_their_parts_are(one: str, other: str) -> None:
    """No two ways to make a text have one written form."""
    assert (one == other) is (parts_of(to_path(one)) == parts_of(to_path(other)))


# What is done with parts


@given(TEXTS, st.sampled_from(("/opt/app", "", MARK, "$")))
def test_expanding_is_what_hosts_do(text: str, origin: str) -> None:
    """The folder stands in each of its places, once, whatever it is called."""
    assert text.replace(MARK, origin) == expand(to_path(text), origin)


@given(TEXTS, st.sampled_from(("/opt/app", MARK)))
def test_texts_that_are_no_paths_are_not_expanded(text: str, origin: str) -> None:
    """A text that was not read as a path has nothing to expand."""
    assert text == expand(text, origin)
    assert not has_origin(text)
    assert not starts_at_origin(text)
    assert (MARK in text) is mentions_origin(text)


@given(TEXTS)
def test_what_begins_at_the_origin(text: str) -> None:
    """A path begins at the folder of the executable exactly where it is written at its beginning."""
    path = to_path(text)

    assert text.startswith(MARK) is starts_at_origin(path)
    assert text.removeprefix(MARK) == without_origin(path)
    assert parts_of(path)[starts_at_origin(path) :] == parts_of(without_origin(path))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("${ORIGIN}/lib", "${ORIGIN}"),
        ("$(ORIGIN)/lib", "$(ORIGIN)"),
        ("%ORIGIN%\\lib", "%ORIGIN%"),
        ("$origin/lib", "$origin"),
        ("$ORIGIN/$Origin", "$Origin"),
        ("$ORIGIN/lib", None),
        ("$ORIGINAL/lib", None),
        ("$originals/lib", None),
        ("/lib", None),
    ],
)
def test_lookalikes(path: str, expected: str | None) -> None:
    """What other programs write for such a folder is told from the folder itself."""
    assert expected == origin_lookalike(to_path(path))


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", ()),
        ("/lib", ("/lib",)),
        ("$ORIGIN", (ORIGIN,)),
        ("$ORIGIN$ORIGIN", (ORIGIN, ORIGIN)),
        ("$$ORIGINAL", ("$", ORIGIN, "AL")),
        ("a$ORIGIN/b", ("a", ORIGIN, "/b")),
    ],
)
def test_examples(text: str, parts: tuple[Part, ...]) -> None:
    """Parts are found as pyembed finds them: in plain text, wherever they stand."""
    assert parts == parts_of(to_path(text))


def test_the_folder_itself() -> None:
    """The path that is the folder has that one part."""
    assert (ORIGIN,) == parts_of(AT_ORIGIN)


# In a config


def test_paths_alone_are_taken_apart() -> None:
    """A field that holds a path has its parts, however the config is made, and one with another text has none."""
    values: dict[str, Any] = {field.name: "$ORIGIN/x" for field in ARGUMENTS if field.kind in {Kind.PATH, Kind.STR}}
    interpreter = InterpreterConfig(**values)

    expected = {field.name for field in ARGUMENTS if field.kind is Kind.PATH}
    assert expected == {name for name in values if has_origin(getattr(interpreter, name))}


def test_paths_of_importers_and_extensions_are_taken_apart() -> None:
    """Plain texts in Python make the same config as the language does."""
    paths = (to_path("$ORIGIN/a"), "/b")
    importer = FilesystemImporter(paths=("$ORIGIN/a", "/b"))
    oxidized = OxidizedImporter(memory_mapped=("$ORIGIN/a", "/b"), extensions="$ORIGIN/a")
    extension = DynamicExtension(name="a", path="$ORIGIN/a")

    assert [True, False] == [*map(has_origin, importer.paths or ())] == [*map(has_origin, oxidized.memory_mapped)]
    assert paths == importer.paths == oxidized.memory_mapped
    assert has_origin(oxidized.extensions)
    assert has_origin(extension.path)
    assert "FilesystemImporter(paths=('$ORIGIN/a', '/b'))" == repr(importer)
