"""
Random configs for property tests, built from the field table: what every output must be able to carry.

Every kind, every arm of every enum, set and unset, with text that breaks out of careless quoting. Not drawn is what no
config can hold (NUL, lone surrogates, empty paths), and what pyembed can't express, which `pyembed_configs` leaves out.
"""

from __future__ import annotations

import keyword
import string
from typing import Any

from hypothesis import strategies as st

from configlang.compiler import emit_with_findings
from configlang.outputs.backend import EmitOptions
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.field import Choice, Field, Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import FIELDS
from configlang.schema.targets import Target, host_target
from configlang.schema.values import is_prefix

ARGUMENTS = tuple(field for field in FIELDS if field.owner is None)
"""The fields that `interpreter()` sets."""

NASTY = (
    '"',
    "'",
    "\\",
    '\\"',
    '"#',
    '"###',
    'r#"',
    "\\u{202e}",
    "\\u0041",
    "\\x00",
    "\\n",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\v\f\b\a\x1b[31m\x7f",
    "\x85\u2028\u2029",
    "\u202e\u2066abc\u2069",
    "\ufeff\u200b\u200d",
    "e\u0301",
    "\U0001f40d\U0001f469\u200d\U0001f4bb",
    "\U0010ffff\ufffe",
    "ß中文",
    "{}{0}{{",
    "%s%",
    "$PATH$$",
    "//",
    "/*",
    "*/",
    "../a//b/./",
    "C:\\new\\table",
    " ",
    ",",
    "a",
)
"""Pieces of text that end, escape or hide something in one of the languages that a text passes through."""

LARGE = 100_000
"""Code points in a large text."""

Texts = st.SearchStrategy[str]
"""Texts for the fields, which may be empty."""

ANY_TEXT: Texts = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
    st.lists(st.sampled_from(NASTY), max_size=6).map("".join),
)


def large_text(piece: str) -> str:
    """Return a text of about a hundred thousand code points that is made of one piece."""
    return piece * (LARGE // len(piece))


def with_origin(texts: Texts) -> Texts:
    """Return paths of which some hold `$ORIGIN`, for the places where pyembed expands it."""
    return st.tuples(st.sampled_from(("", "", "$ORIGIN", "$ORIGIN/", "x$ORIGIN")), texts).map("".join).filter(bool)


def values(field: Field, texts: Texts = ANY_TEXT) -> st.SearchStrategy[Any]:
    """Return the values that a field admits, unset left out."""
    kind = field.kind
    if kind is Kind.BOOL:
        return st.booleans()
    if kind is Kind.INT:
        return st.integers(field.minimum, field.maximum) | st.sampled_from([field.minimum, field.maximum])
    if kind is Kind.LEVEL:
        return st.sampled_from(range(len(field.choices)))
    if kind is Kind.CHOICE:
        return st.one_of([_arm(choice, texts) for choice in field.choices])
    item = with_origin(texts) if field.expands_origin else texts
    if kind in {Kind.PATH, Kind.PATH_LIST}:
        item = item.filter(bool)
    return item if kind in {Kind.STR, Kind.PATH} else _tuples(item)


def _arm(choice: Choice, texts: Texts) -> Texts:
    return texts.map(choice.value.__add__) if is_prefix(choice) else st.just(choice.value)


def _tuples(item: st.SearchStrategy[Any], max_size: int = 3) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(item, max_size=max_size).map(tuple)


def interpreters(texts: Texts = ANY_TEXT) -> st.SearchStrategy[InterpreterConfig]:
    """Return interpreter configs with any number of fields set, from none to all."""
    fields = {field.name: values(field, texts) for field in ARGUMENTS}
    return st.fixed_dictionaries({}, optional=fields).map(lambda chosen: InterpreterConfig(**chosen))


_identifiers = (
    st.text(string.ascii_letters + string.digits + "_", min_size=1, max_size=25)
    .filter(str.isidentifier)
    .filter(lambda name: not keyword.iskeyword(name))
)


def module_names() -> st.SearchStrategy[str]:
    """Return names that an extension module may have: ASCII identifiers joined by dots."""
    return st.lists(_identifiers, min_size=1, max_size=3).map(".".join)


def init_functions() -> st.SearchStrategy[str]:
    """Return the init functions of tests/rust/literals, by symbol and by Rust path."""
    return st.tuples(st.sampled_from(("", "crate::inits::")), st.integers(0, 9)).map(
        lambda t: f"{t[0]}PyInit_case_{t[1]}"
    )


def static_extensions() -> st.SearchStrategy[tuple[StaticExtension, ...]]:
    """Return linked-in modules in the order of their names, of which some share an init function."""
    return st.dictionaries(module_names(), init_functions(), max_size=4).map(
        lambda inits: tuple(StaticExtension(name=name, init=inits[name]) for name in sorted(inits))
    )


def dynamic_extensions(texts: Texts = ANY_TEXT) -> st.SearchStrategy[tuple[DynamicExtension, ...]]:
    """Return modules in shared libraries, in the order of their names."""
    return st.dictionaries(module_names(), with_origin(texts), max_size=2).map(
        lambda paths: tuple(DynamicExtension(name=name, path=paths[name]) for name in sorted(paths))
    )


def filesystem_importers(texts: Texts = ANY_TEXT) -> st.SearchStrategy[FilesystemImporter]:
    """Return importers that replace the path or leave it, which is what pyembed can do."""
    return st.builds(
        FilesystemImporter,
        paths=st.none() | _tuples(with_origin(texts)),
        mode=st.just("replace"),
        enabled=st.booleans(),
    )


def oxidized_importers(
    texts: Texts = ANY_TEXT, *, embedded: tuple[str, ...] = ()
) -> st.SearchStrategy[OxidizedImporter]:
    """
    Return importers of packed resources.

    Args:
        texts: What paths are made of.
        embedded: The files that may be compiled in; they must exist where the generated file lies.
    """
    return st.builds(
        OxidizedImporter,
        embedded=_tuples(st.sampled_from(embedded)) if embedded else st.just(()),
        memory_mapped=_tuples(with_origin(texts)),
    )


_COMPATIBILITIES = (
    Compatibility(python=">=3.8,<3.12", versions=("3.8", "3.9", "3.10", "3.11")),
    Compatibility(python="!=3.9 , <=3.10", versions=("3.8", "3.10"), targets=("x86_64-unknown-linux-gnu",)),
    Compatibility(versions=("3.10", "3.11"), targets=("aarch64-apple-darwin", "x86_64-pc-windows-msvc")),
)


def configs(
    texts: Texts = ANY_TEXT, *, target: Target | None = None, embedded: tuple[str, ...] = ()
) -> st.SearchStrategy[Config]:
    """
    Return whole configs.

    Args:
        texts: What the fields with text hold.
        target: What they are for; None is this machine.
        embedded: The files that the oxidized importer may compile in.
    """
    return st.builds(
        Config,
        target=st.just(target or host_target()),
        python=st.sampled_from((None, "3.8", "3.10", "3.11")),
        interpreter=interpreters(texts),
        static_extensions=static_extensions(),
        dynamic_extensions=dynamic_extensions(texts),
        filesystem_importer=st.none() | filesystem_importers(texts),
        oxidized_importer=st.none() | oxidized_importers(texts, embedded=embedded),
        compatible_with=st.none() | st.sampled_from(_COMPATIBILITIES),
    )


def pyembed_configs(texts: Texts = ANY_TEXT, *, embedded: tuple[str, ...] = ()) -> st.SearchStrategy[Config]:
    """Return whole configs that the outputs for pyembed can express."""
    return configs(texts, embedded=embedded).filter(_is_expressible)


def _is_expressible(config: Config) -> bool:
    text, _ = emit_with_findings(config, {}, "rust", EmitOptions())
    return text is not None
