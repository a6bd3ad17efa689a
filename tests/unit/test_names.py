"""Names of modules and init functions: all that CPython, C and Rust take, and nothing else."""

from __future__ import annotations

import keyword
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.schema.names import _RUST_KEYWORDS, init_problem, is_identifier, is_rust_path, module_name_problem

RUST_WORDS = {"_", "crate", "self", "super", "Self", *_RUST_KEYWORDS}
IDENTIFIERS = st.from_regex(re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,8}", re.ASCII), fullmatch=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", True),
        ("_1", True),
        ("", False),
        ("1a", False),
        ("a-b", False),
        ("ä", False),
        ("a b", False),
        ("a\n", False),
    ],
)
def test_identifiers_are_ascii(text: str, expected: bool) -> None:
    """An identifier is one in C, Rust, Starlark and Python alike."""
    assert expected is is_identifier(text)


@given(st.lists(IDENTIFIERS.filter(lambda text: not keyword.iskeyword(text)), min_size=1, max_size=4))
def test_dotted_identifiers_name_modules(parts: list[str]) -> None:
    """Any identifiers joined by dots can be imported."""
    assert module_name_problem(".".join(parts)) is None


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("", "empty"),
        (".a", "empty"),
        ("a.", "empty"),
        ("a..b", "empty"),
        ("a-b", '"a-b"'),
        ("a.1b", '"1b"'),
        ("a b", '"a b"'),
        ("a\n", "identifier"),
        ("käse", "ASCII"),
        ("class", "keyword"),
        ("a.None.b", "keyword"),
        ("a/b", '"a/b"'),
    ],
)
def test_other_texts_name_no_module(name: str, part: str) -> None:
    """What no import statement can name is refused, and the message names the part at fault."""
    assert part in (module_name_problem(name) or "")


def test_soft_keywords_name_modules() -> None:
    """``match`` and its like are ordinary names wherever an import statement has them."""
    assert [module_name_problem(name) for name in ("match", "case", "type", "_")] == [None] * 4


@pytest.mark.parametrize(
    "init",
    [
        "PyInit_a",
        "_",
        "init_module2",
        "crate::a::init",
        "self::init",
        "super::super::init",
        "self::super::init",
        "::other::init",
        "a::r#type::init",
        "a::b",
        "union::raw::auto",
    ],
)
def test_symbols_and_paths_are_init_functions(init: str) -> None:
    """A C symbol will do, and so will any path that Rust can follow to a function."""
    assert init_problem(init) is None


@pytest.mark.parametrize(
    "init",
    [
        "",
        "1a",
        "a-b",
        "a()",
        "a b",
        "ä",
        "int",
        "class",
        "a:b",
        "::",
        "a::",
        "::::a",
        "a::::b",
        "crate",
        "crate::crate::a",
        "a::crate::b",
        "a::self::b",
        "a::super",
        "crate::super::a",
        "self::self",
        "a::Self::b",
        "crate::fn",
        "a::type::b",
        "a::_",
        "r#self::a",
        "r#crate::a",
        "a::b;",
        "a::b<c>",
        "a::1",
        "a::ä",
        "a ::b",
    ],
)
def test_other_texts_name_no_init_function(init: str) -> None:
    """What would not compile is refused now and not by the compiler of the host."""
    assert (init == "crate") != (init_problem(init) is not None)


PLAIN = IDENTIFIERS.filter(lambda name: name not in RUST_WORDS)
SEGMENTS = PLAIN | st.sampled_from(("r#type", "r#fn", "r#union", "union", "auto")) | PLAIN.map("r#{}".format)
RUST_PATHS = st.builds(
    "{}{}".format,
    st.sampled_from(("", "::", "crate::", "self::", "super::", "self::super::", "super::super::")),
    st.lists(SEGMENTS, min_size=1, max_size=4).map("::".join),
).filter(is_rust_path)
PIECES = st.sampled_from(
    ("::", ":", "r#", "crate", "self", "super", "Self", "fn", "a", "_", "1", "ä", " ", ";", "<", "(")
)
NEARLY = st.builds(
    lambda path, piece, place: path[: place % (len(path) + 1)] + piece + path[place % (len(path) + 1) :],
    RUST_PATHS | IDENTIFIERS,
    PIECES,
    st.integers(0, 40),
)


@given(RUST_PATHS)
def test_paths_of_any_form_are_init_functions(init: str) -> None:
    """Whatever Rust can follow is let through: anchors in front, raw identifiers anywhere."""
    assert init_problem(init) is None


@given(st.text(max_size=12) | st.lists(PIECES, max_size=6).map("".join) | NEARLY)
def test_init_function_is_safe_to_paste(init: str) -> None:
    """Whatever gets through holds nothing but identifiers, ``::`` and ``r#``: no text can end the expression."""
    if init_problem(init) is None:
        assert re.fullmatch(r"(::)?(r#)?\w+(::(r#)?\w+)*", init, re.ASCII)
        parts = init.removeprefix("::").split("::") if "::" in init else []
        assert set() == {"fn", "_"} & set(parts)
        assert set() == {"crate", "Self"} & set(parts[1:])


@given(IDENTIFIERS)
def test_default_init_function_is_a_symbol(name: str) -> None:
    """``PyInit_`` and any part of a module's name is never a keyword of anything."""
    assert init_problem(f"PyInit_{name}") is None


def test_two_colons_make_a_rust_path() -> None:
    """A C symbol is never taken for a path, nor a path for a symbol."""
    assert [is_rust_path(init) for init in ("PyInit_a", "a::b", "::a")] == [False, True, True]
