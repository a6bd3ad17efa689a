"""TOML with places: every key is found where it stands, and what would harm the reader is refused at its place."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.findings.finding import Finding, Position, Span
from configlang.project.document import MAX_DEPTH, MAX_PARTS, MAX_SCALAR, Document, Path, read_document
from configlang.project.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TEXT = """\
title = 'ä' # a = 1
"quoted" . 'key with = and #' = \"\"\"
not = 1 "" \\\"""
[not.a.header]\"\"\"
"\\u0061b".c = 1979-05-27 07:32:00

[ table ] # [no]
list = [ 1, [ 'x', # ]
  "]" ],
  { inner = true, deep.er = [] }, '''
a = 1''',
]

[[many]]
name = "first"
[[many.less]]
[many.less.least]
key = 1
[[many]]
[[many.less]]
[many.less.least]
key = 2
"""

PLACES: dict[Path, tuple[int, int, str]] = {
    ("title",): (0, 0, "title"),
    ("quoted",): (1, 0, '"quoted"'),
    ("quoted", "key with = and #"): (1, 11, "'key with = and #'"),
    ("ab",): (4, 0, '"\\u0061b"'),
    ("ab", "c"): (4, 10, "c"),
    ("table",): (6, 2, "table"),
    ("table", "list"): (7, 0, "list"),
    ("table", "list", 0): (7, 9, "1"),
    ("table", "list", 1, 0): (7, 14, "'x'"),
    ("table", "list", 1, 1): (8, 2, '"]"'),
    ("table", "list", 2, "inner"): (9, 4, "inner"),
    ("table", "list", 2, "deep"): (9, 18, "deep"),
    ("table", "list", 2, "deep", "er"): (9, 23, "er"),
    ("many",): (13, 2, "many"),
    ("many", 0): (13, 2, "many"),
    ("many", 0, "name"): (14, 0, "name"),
    ("many", 0, "less"): (15, 7, "less"),
    ("many", 0, "less", 0): (15, 7, "less"),
    ("many", 0, "less", 0, "least"): (16, 11, "least"),
    ("many", 0, "less", 0, "least", "key"): (17, 0, "key"),
    ("many", 1): (18, 2, "many"),
    ("many", 1, "less", 0, "least", "key"): (21, 0, "key"),
}


def read(text: str) -> Document:
    """Read a text that is TOML."""
    document = read_document(Source("configlang.toml", None, text))
    assert isinstance(document, Document)
    return document


def refuse(text: str) -> Finding:
    """Read a text that is refused."""
    finding = read_document(Source("configlang.toml", None, text))
    assert isinstance(finding, Finding)
    assert finding.code == "bad-project-file"
    return finding


@pytest.mark.parametrize("path", PLACES)
def test_keys_and_elements_are_found(path: Path) -> None:
    """Each key, be it in a header, with dots, quoted or in a table in braces, has its own place; elements too."""
    line, column, written = PLACES[path]

    assert Span.from_line("configlang.toml", line, column, len(written)) == read(TEXT).span(*path)


def test_element_may_go_over_several_lines() -> None:
    """A place ends where the element does."""
    document = read("a = [\n  [\n 1 ],\n]\n")

    assert Span("configlang.toml", Position(1, 2), Position(2, 4)) == document.span("a", 0)


def test_place_that_there_is_not() -> None:
    """What the text does not hold has no better place than its start."""
    assert Span.from_line("configlang.toml", 0) == read("a = 1\n").span("b")


def ways(value: object, path: Path = ()) -> Iterator[Path]:
    """Give the ways to all values below one."""
    if isinstance(value, dict):
        inner = list(value.items())
    else:
        inner = list(enumerate(value)) if isinstance(value, list) else []
    for key, below in inner:
        yield (*path, key)
        yield from ways(below, (*path, key))


KEYS = st.from_regex(r"[a-c]|\"[a-c .=\[\]#]*\"|'[a-c\"]*'|\"\\u006[1-3]\"", fullmatch=True)
DOTTED = st.lists(KEYS, min_size=1, max_size=3).map(".".join)
VALUES = st.recursive(
    st.sampled_from(
        ["1", "-0.5e3", "inf", "true", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00", "''", '"]"', '"""\n"#"""']
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda items: f"[{' , '.join(items)} ]"),
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: "[\n# ]\n" + "".join(f"{item},\n" for item in items) + "]"
        ),
        st.lists(st.tuples(DOTTED, inner), max_size=3).map(
            lambda pairs: "{" + ", ".join(f"{key} = {value}" for key, value in pairs) + "}"
        ),
    ),
    max_leaves=6,
)
STATEMENTS = st.one_of(
    st.tuples(DOTTED, VALUES).map(lambda pair: f"{pair[0]}={pair[1]}\n"),
    DOTTED.map(lambda key: f"[{key}]\n"),
    DOTTED.map(lambda key: f"[[ {key} ]] # [a]\n"),
    st.sampled_from(["\n", "# a = 1\n", " \t\n"]),
)


@given(st.lists(STATEMENTS, max_size=8).map("".join))
def test_walk_and_reader_agree(text: str) -> None:
    """Whatever the reader takes has a place for each of its values, and nothing else; what it refuses is a finding."""
    document = read_document(Source("configlang.toml", None, text))
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        assert isinstance(document, Finding)
        return
    assert isinstance(document, Document)
    assert values == document.values
    assert set(ways(values)) == set(document._places)


@pytest.mark.parametrize(
    ("text", "message", "line", "column", "width"),
    [
        ("a = 1\n" + ".".join("b" * (MAX_PARTS + 1)) + " = 1\n", "parts", 1, 0, 2 * MAX_PARTS + 1),
        ("[" + " . ".join("b" * 10_000) + "]\n", "parts", 0, 1, 4 * MAX_PARTS + 1),
        ("a = " + "[" * 10_000 + "]" * 10_000, "nested", 0, 4 + MAX_DEPTH + 1, 1),
        ("a = " + "{a=" * 10_000, "nested", 0, 4 + 3 * (MAX_DEPTH + 1), 1),
        ("[t]\na = " + "9" * 5_000, "characters", 1, 4, 5_000),
        ("a = [1, 0." + "9" * MAX_SCALAR + "]", "characters", 0, 8, MAX_SCALAR + 2),
    ],
)
def test_what_harms_the_reader_is_refused(text: str, message: str, line: int, column: int, width: int) -> None:
    """Keys of many parts, deep nesting and long numbers never reach the reader, and have a place."""
    finding = refuse(text)

    assert message in finding.message
    assert Span.from_line("configlang.toml", line, column, width) == finding.span


@pytest.mark.parametrize(
    "text",
    [
        ".".join("b" * MAX_PARTS) + " = 1\n",
        "a = " + "[" * MAX_DEPTH + "]" * MAX_DEPTH,
        "a = " + "{a=" * MAX_DEPTH + "1" + "}" * MAX_DEPTH,
        "a = " + "9" * MAX_SCALAR,
        "a = '" + "9" * 5_000 + "'",
        "a = [" + "[], " * 5_000 + "]",
    ],
)
def test_as_much_as_is_allowed_is_read(text: str) -> None:
    """Up to each bound a text is read; texts and lists may be long."""
    assert tomllib.loads(text) == read(text).values


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a = 1\nb = \n", 1, 4),
        ("a = 1\nb = [1,\n", 2, 0),
        ("a = 1\na = 2\n", 1, 5),
        ("x" * 3 + "\n" + "\0", 0, 3),
        ("a = 1979-02-30\n", 0, 4),
        ("a = '\n'", 0, 5),
        ("[a\n", 0, 2),
    ],
)
def test_what_is_no_toml_is_told_at_its_place(text: str, line: int, column: int) -> None:
    """The reader's words come with its place; where something is missing at the end, that is the end of the text."""
    finding = refuse(text)

    assert finding.message.startswith("not TOML: ")
    assert "(at" not in finding.message
    assert Span.from_line("configlang.toml", line, column) == finding.span
