"""Words are read as argparse reads them, or left to it."""

from __future__ import annotations

import contextlib
import io
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang.cli.parser import VERBS, Parser, parser_of
from configlang.cli.words import read

ODD = [
    "app.bzl",
    "-",
    "--",
    "-x",
    "--none",
    "",
    "-1",
    "a b",
    "-D",
    "-DA=1",
    "-D=A",
    "--python=3.11",
    "--strict=1",
    "-h",
]
VALUES = ["3.11", "json", "c", "rust", "12", "0", "A=1", "A", "text", "auto", "never", "json=a.json", "a.c", "="]


def by_argparse(parser: Parser, words: list[str]) -> dict[str, Any] | None:
    """Return what argparse makes of words, None where it refuses them or prints help."""
    try:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            return vars(parser.full().parse_intermixed_args(words))
    except SystemExit:
        return None


@st.composite
def lines(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw a verb and words for it, most of which are right."""
    verb = draw(st.sampled_from(sorted(VERBS)))
    names = [*parser_of(verb).names, "--help"]
    word = st.one_of(st.sampled_from(names), st.sampled_from(VALUES), st.sampled_from(ODD))
    joined = st.builds("{}={}".format, st.sampled_from(names), st.sampled_from(VALUES))
    return verb, draw(st.lists(st.one_of(word, word, joined), max_size=6))


@settings(max_examples=400)
@given(lines())
def test_words_mean_what_argparse_makes_of_them(line: tuple[str, list[str]]) -> None:
    """What is read at once is what argparse would have read; whatever it refuses is left to it."""
    verb, words = line
    parser = parser_of(verb)

    taken = read(parser._declared, words)

    if taken is not None:
        assert vars(taken) == by_argparse(parser, words)


@pytest.mark.parametrize(
    "line",
    [
        "eval app.bzl",
        "eval app.bzl --format rust",
        "eval --format=json app.bzl --full",
        "eval app.bzl --output c=a.c --output json=a.json --check -D A=1 -DB=2",
        "eval - --python 3.12 --target x86_64-unknown-linux-gnu --timeout 2.5 --memory-limit 64",
        "check",
        "check app.bzl other.bzl --strict --message-format json",
        "why app.bzl",
        "why app.bzl utf8_mode --json",
        "boot app.bzl --python 3.12",
        "explain wrong-type",
    ],
)
def test_usual_words_are_read_at_once(line: str) -> None:
    """What people write every day does not wait for argparse."""
    verb, *words = line.split()
    parser = parser_of(verb)

    taken = read(parser._declared, words)

    assert taken is not None
    assert vars(taken) == by_argparse(parser, words)
