"""Versions of CPython, runs of them, and limits of versions."""

from __future__ import annotations

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.versions import (
    PYTHON_VERSIONS,
    SpecifierError,
    Version,
    parse_python,
    runs,
    show_versions,
    to_python,
    to_versions,
    versions_matching,
)

versions = st.builds(
    lambda minor, patch: Version(f"3.{minor}" if patch is None else f"3.{minor}.{patch}"),
    st.integers(0, 99),
    st.none() | st.integers(0, 99),
)


@given(versions)
def test_version_is_its_text(version: Version) -> None:
    """A version is shown as it is written, and is equal to another one of that text, in tables too."""
    assert version == Version(str(version))
    assert {version: 1} == {Version(str(version)): 1}
    assert repr(version) == f"Version('{version}')"
    assert version == pickle.loads(pickle.dumps(version))  # noqa: S301 - our own


@given(versions, versions)
def test_versions_are_ordered_by_number(one: Version, other: Version) -> None:
    """Minors count first, then patches; a minor as a whole comes before its first patch release."""
    keys = [(version.minor, -1 if version.patch is None else version.patch) for version in (one, other)]

    assert (keys[0] < keys[1], keys[0] <= keys[1]) == (one < other, one <= other)
    assert (keys[0] > keys[1], keys[0] >= keys[1]) == (one > other, one >= other)
    assert (keys[0] == keys[1]) is (one == other)


def test_version_is_no_text() -> None:
    """A version equals no text, so that a comparison with one is never taken for an answer."""
    assert Version("3.11") != "3.11"
    assert Version("3.11") != Version("3.11.0")


@pytest.mark.parametrize(
    "text", ["", "3", "3.", "3.x", "3.011", "3.11.", "3.-1", "2.7", "3.11.1.2", " 3.11", "3.\u0669"]
)
def test_other_texts_are_no_versions(text: str) -> None:
    """What is not a version to the letter is refused by name."""
    with pytest.raises(ValueError, match="is no version of CPython 3"):
        Version(text)


def test_versions_may_be_given_as_texts() -> None:
    """Who makes a config by hand writes texts, or hands versions on."""
    assert to_versions(["3.8", Version("3.9")]) == (Version("3.8"), Version("3.9"))
    assert [to_python(None), to_python("3.8"), to_python(Version("3.8"))] == [None, Version("3.8"), Version("3.8")]


def test_versions_are_known_by_major_and_minor() -> None:
    """A version is one of the list to the letter: no patch numbers, no words."""
    assert list(PYTHON_VERSIONS) == [parse_python(str(version)) for version in PYTHON_VERSIONS]
    assert [parse_python(text) for text in ("3.11.1", "3", "3.7", "3.011", " 3.11", "python3.11")] == [None] * 6
    assert list(PYTHON_VERSIONS) == sorted(PYTHON_VERSIONS)


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
def test_limits_admit_versions(specifier: str, expected: tuple[str | Version, ...]) -> None:
    """All limits must hold; the versions come oldest first."""
    assert to_versions(expected) == versions_matching(specifier)


@pytest.mark.parametrize(
    ("versions", "shown"),
    [
        ((), ""),
        (("3.9",), "3.9"),
        (("3.9", "3.10"), "3.9-3.10"),
        (("3.8", "3.10", "3.12"), "3.8, 3.10, 3.12"),
        (("3.8", "3.9", "3.10", "3.12", "3.13"), "3.8-3.10, 3.12-3.13"),
        (("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14"), "3.8-3.14"),
        (("3.12", "3.9", "3.10"), "3.9-3.10, 3.12"),
    ],
)
def test_versions_are_shown_as_runs(versions: tuple[str, ...], shown: str) -> None:
    """Neighbours are joined, whatever the order, and 3.10 follows 3.9."""
    assert shown == show_versions(to_versions(versions))


@given(st.sets(st.integers(8, 30)))
def test_runs_are_what_they_are_made_of(minors: set[int]) -> None:
    """No version is lost or added, and no run could be joined with the next."""
    found = runs(Version.of(minor) for minor in minors)

    assert sorted(minors) == [minor for first, last in found for minor in range(first.minor, last.minor + 1)]
    assert all(left[1].following < right[0] for left, right in itertools.pairwise(found))


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

    expected = tuple(version for version in PYTHON_VERSIONS if compare(version.minor, minor))

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
