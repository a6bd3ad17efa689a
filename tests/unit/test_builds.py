"""Builds and platforms: what one CPython is and another of the same version is not."""

from __future__ import annotations

import pytest

from configlang.cpython.builds import APPLE, DEBUG, FREE_THREADED, WINDOWS, Python, Trait, parse_build
from configlang.cpython.targets import parse_target
from configlang.cpython.versions import Version


@pytest.mark.parametrize(
    ("flags", "expected"),
    [("", set()), ("t", {FREE_THREADED}), ("d", {DEBUG}), ("td", {FREE_THREADED, DEBUG})],
)
def test_build_is_what_the_flags_say(flags: str, expected: set[Trait]) -> None:
    """The letters of ``sys.abiflags`` stand for builds, and platforms have none."""
    assert expected == parse_build(flags)


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        ("x86_64-unknown-linux-gnu", set()),
        ("x86_64-pc-windows-msvc", {WINDOWS}),
        ("aarch64-apple-darwin", {APPLE}),
        ("aarch64-apple-ios", {APPLE}),
    ],
)
def test_platform_is_that_of_the_target(triple: str, expected: set[Trait]) -> None:
    """A CPython has the traits of its platform, and those of its build beside them."""
    target = parse_target(triple)
    assert target is not None
    python = Python(Version("3.13"), target, frozenset({DEBUG}))

    assert {DEBUG, *expected} == {trait for trait in (FREE_THREADED, DEBUG, WINDOWS, APPLE) if python.has(trait)}
