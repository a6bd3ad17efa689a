"""Target triples, CPython versions and limits of versions."""

from __future__ import annotations

import itertools
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import (
    PYTHON_VERSIONS,
    SpecifierError,
    Target,
    host_target,
    minor_of,
    parse_python,
    parse_target,
    show_versions,
    versions_matching,
)


@pytest.mark.parametrize(
    ("triple", "arch", "system", "env"),
    [
        ("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu"),
        ("x86_64-unknown-linux-musl", "x86_64", "linux", "musl"),
        ("aarch64-unknown-linux-gnu", "aarch64", "linux", "gnu"),
        ("armv7-unknown-linux-gnueabihf", "armv7", "linux", "gnueabihf"),
        ("x86_64-linux-gnu", "x86_64", "linux", "gnu"),
        ("x86_64-alpine-linux-musl", "x86_64", "linux", "musl"),
        ("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc"),
        ("i686-pc-windows-gnu", "i686", "windows", "gnu"),
        ("x86_64-pc-windows-gnullvm", "x86_64", "windows", "gnullvm"),
        ("aarch64-apple-darwin", "aarch64", "macos", ""),
        ("x86_64-apple-darwin20.6.0", "x86_64", "macos", ""),
        ("aarch64-apple-ios", "aarch64", "ios", ""),
        ("aarch64-apple-ios-sim", "aarch64", "ios", "sim"),
        ("aarch64-linux-android", "aarch64", "android", ""),
        ("armv7-linux-androideabi", "armv7", "android", ""),
        ("x86_64-unknown-freebsd", "x86_64", "freebsd", ""),
        ("x86_64-unknown-freebsd13.2", "x86_64", "freebsd", ""),
        ("wasm32-unknown-emscripten", "wasm32", "emscripten", ""),
        ("wasm32-wasip1", "wasm32", "wasi", ""),
        ("wasm32-wasi", "wasm32", "wasi", ""),
    ],
)
def test_triples_are_taken_apart(triple: str, arch: str, system: str, env: str) -> None:
    """Architecture, operating system and C library are found in every spelling that toolchains use."""
    assert Target(triple, arch, system, env) == parse_target(triple)


@pytest.mark.parametrize(
    "triple",
    [
        "",
        "-",
        "linux",
        "x86_64",
        "x86_64-unknown-plan9",
        "x86_64--linux-gnu",
        "x86_64-unknown-linux-",
        "-linux",
        "a b-linux",
    ],
)
def test_other_texts_are_no_triples(triple: str) -> None:
    """A text without a known operating system, or with an empty part, names no target."""
    assert parse_target(triple) is None


@given(st.text())
def test_any_text_can_be_asked_about(text: str) -> None:
    """Parsing never fails, and what it admits keeps its spelling."""
    target = parse_target(text)

    assert target is None or text == target.triple


def test_windows_is_told_apart() -> None:
    """Outputs ask this one question, because paths and arguments are UTF-16 there alone."""
    triples = ["x86_64-pc-windows-msvc", "x86_64-pc-windows-gnu", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu"]

    assert [(parse_target(triple) or host_target()).is_windows for triple in triples] == [True, True, False, False]


def test_host_is_a_known_target() -> None:
    """The machine that runs configlang has a triple that it can parse."""
    target = host_target()

    assert target == parse_target(target.triple)
    systems = {"linux": "linux", "darwin": "macos", "win32": "windows"}
    assert systems.get(sys.platform, target.os) == target.os


@pytest.mark.parametrize(
    ("platform", "machine", "expected"),
    [
        ("linux", "x86_64", "x86_64-unknown-linux-gnu"),
        ("darwin", "arm64", "aarch64-apple-darwin"),
        ("darwin", "x86_64", "x86_64-apple-darwin"),
        ("freebsd14", "amd64", "amd64-unknown-freebsd"),
    ],
)
def test_host_of_other_machines(platform: str, machine: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The triple is Rust's spelling, whatever the system calls its processors."""
    monkeypatch.setattr("configlang.cpython.targets.sys.platform", platform)
    monkeypatch.setattr("configlang.cpython.targets._host_machine", lambda: machine)
    monkeypatch.setattr("configlang.cpython.targets._has_glibc", lambda: True)

    assert expected == host_target().triple


def test_versions_are_known_by_major_and_minor() -> None:
    """A version is one of the list to the letter: no patch numbers, no words."""
    assert list(PYTHON_VERSIONS) == [parse_python(version) for version in PYTHON_VERSIONS]
    assert [parse_python(text) for text in ("3.11.1", "3", "3.7", "3.011", " 3.11", "python3.11")] == [None] * 6
    assert list(range(8, 15)) == [minor_of(version) for version in PYTHON_VERSIONS]


@pytest.mark.parametrize(
    ("specifier", "expected"),
    [
        (">=3.9,<3.12", ("3.9", "3.10", "3.11")),
        (">= 3.9 , < 3.12", ("3.9", "3.10", "3.11")),
        (">3.9,<=3.11", ("3.10", "3.11")),
        ("==3.11", ("3.11",)),
        (">=3.9,<3.12,!=3.10", ("3.9", "3.11")),
        ("!=3.8", PYTHON_VERSIONS[1:]),
        (">=3.1", PYTHON_VERSIONS),
        (">=3.99", ()),
        ("<3.9,>3.9", ()),
    ],
)
def test_limits_admit_versions(specifier: str, expected: tuple[str, ...]) -> None:
    """All limits must hold; the versions come oldest first."""
    assert expected == versions_matching(specifier)


@pytest.mark.parametrize(
    ("versions", "shown"),
    [
        ((), ""),
        (("3.9",), "3.9"),
        (("3.9", "3.10"), "3.9-3.10"),
        (("3.8", "3.10", "3.12"), "3.8, 3.10, 3.12"),
        (("3.8", "3.9", "3.10", "3.12", "3.13"), "3.8-3.10, 3.12-3.13"),
        (PYTHON_VERSIONS, "3.8-3.14"),
        (("3.12", "3.9", "3.10"), "3.9-3.10, 3.12"),
    ],
)
def test_versions_are_shown_as_runs(versions: tuple[str, ...], shown: str) -> None:
    """Neighbours are joined, whatever the order, and 3.10 follows 3.9."""
    assert shown == show_versions(versions)


@given(st.sets(st.sampled_from(PYTHON_VERSIONS)))
def test_shown_versions_can_be_read_back(versions: set[str]) -> None:
    """No version is lost or added, and no run could be joined with the next."""
    runs = [run.split("-") for run in filter(None, show_versions(versions).split(", "))]

    read = [set(range(minor_of(run[0]), minor_of(run[-1]) + 1)) for run in runs]

    assert {minor_of(version) for version in versions} == set().union(*read)
    assert all(max(left) + 1 < min(right) for left, right in itertools.pairwise(read))


@given(st.sampled_from([">=", "<=", "==", "!=", ">", "<"]), st.integers(0, 20))
def test_operators_mean_what_they_mean_in_python(operator: str, minor: int) -> None:
    """Each operator compares minor numbers as numbers, so that 3.9 is older than 3.10."""
    compare = {
        ">=": int.__ge__,
        "<=": int.__le__,
        "==": int.__eq__,
        "!=": int.__ne__,
        ">": int.__gt__,
        "<": int.__lt__,
    }[operator]

    expected = tuple(version for version in PYTHON_VERSIONS if compare(minor_of(version), minor))

    assert expected == versions_matching(f"{operator}3.{minor}")


@pytest.mark.parametrize(
    "specifier",
    [
        "",
        ",",
        ">=3.9,",
        "3.9",
        "^3.9",
        "~=3.9",
        "=>3.9",
        ">=3",
        ">=2.7",
        ">=3.9.1",
        ">=3.x",
        ">=3.",
        "=3.9",
        "==3.*",
        ">=3.\u0669",
    ],
)
def test_other_limits_are_refused(specifier: str) -> None:
    """A part of another form is named in the error: nothing is guessed."""
    with pytest.raises(SpecifierError, match="is no version limit"):
        versions_matching(specifier)
