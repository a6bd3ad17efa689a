"""Versions of CPython, runs of them, and limits of versions."""

from __future__ import annotations

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.versions import (
    PYTHON_VERSIONS,
    Releases,
    SpecifierError,
    Version,
    joined,
    parse_python,
    runs,
    show_versions,
    split,
    split_build,
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
    """A version is one of the list to the letter, or a patch release of one: no words."""
    assert list(PYTHON_VERSIONS) == [parse_python(str(version)) for version in PYTHON_VERSIONS]
    assert [parse_python(text) for text in ("3.11.x", "3", "3.7.1", "3.011", " 3.11", "3.11.1000")] == [None] * 6
    assert Version("3.11.4") == parse_python("3.11.4")
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
        (">3.13.99,<3.14", (Releases(13, 100, None),)),
        (">=3.13.2,<3.14", (Releases(13, 2, None),)),
        ("<=3.9.1", ("3.8", Releases(9, 0, 1))),
        (">3.12.3,!=3.13,!=3.14,!=3.15", (Releases(12, 4, None),)),
        ("==3.11.4", (Releases(11, 4, 4),)),
        ("==3.11,!=3.11.0,!=3.11.3", (Releases(11, 1, None),)),
        ("==3.11,!=3.11.1", ("3.11",)),
        ("==3.11,<3.11.1,!=3.11.0", ()),
        ("<3.11.0,>3.9", ("3.10",)),
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
        ">=3.9.1.2",
        ">=3.9.",
        ">=3.9.1000",
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


# Patch releases


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.14t", ("3.14", "t")),
        ("3.13.1d", ("3.13.1", "d")),
        ("3.13td", ("3.13", "td")),
        ("3.13", ("3.13", "")),
        ("ted", ("ted", "")),
        ("", ("", "")),
    ],
)
def test_letters_of_a_build_stand_behind_a_number(text: str, expected: tuple[str, str]) -> None:
    """What has such letters and no number before them is no version, and no build of one."""
    assert expected == split_build(text)


def test_limits_name_no_build() -> None:
    """Limits with the letter of a build say which, so that more can be told than that they can't be read."""
    with pytest.raises(SpecifierError, match="names a build") as caught:
        versions_matching(">=3.9,<3.14.1t")

    assert "t" == caught.value.build


@pytest.mark.parametrize(
    ("found", "shown"),
    [
        ([Releases(11, 4, None)], "3.11.4-3.11.x"),
        ([Releases(11, 0, 3)], "3.11.0-3.11.3"),
        ([Version("3.11.2")], "3.11.2"),
        ([Version("3.10"), Releases(11, 0, 3)], "3.10-3.11.3"),
        ([Releases(11, 4, None), Version("3.12"), Version("3.13")], "3.11.4-3.13"),
        ([Releases(11, 4, 6), Version("3.12")], "3.11.4-3.11.6, 3.12"),
        ([Version("3.10"), Releases(11, 1, None)], "3.10, 3.11.1-3.11.x"),
        ([Version("3.10"), Releases(11, 0, 3), Releases(11, 4, None), Version("3.12")], "3.10-3.12"),
    ],
)
def test_parts_of_minors_are_shown_as_runs(found: list[Version], shown: str) -> None:
    """A run goes on where nothing is left out, and ends with a patch number where its minor goes on."""
    assert shown == show_versions(found)


def test_part_of_a_minor_is_neither_the_minor_nor_a_release() -> None:
    """A part is found under no other name in a table, and is known by what it is made of."""
    part = Releases(11, 4, None)

    assert part not in {Version("3.11"), Version("3.11.4"), Releases(11, 4, 9), Releases(11, 3, None)}
    assert part == Releases(11, 4, None)
    assert part == pickle.loads(pickle.dumps(part))  # noqa: S301 - our own
    assert (Version("3.11"), "Releases(11, 4, None)") == (part.whole, repr(part))


patch_numbers = st.integers(0, 12)
parts = st.builds(
    lambda first, more: Releases(11, first, None if more is None else first + more),
    patch_numbers,
    st.none() | patch_numbers,
).filter(lambda part: part.patches != (0, None))


@given(parts | st.just(Version("3.11")) | st.just(Version("3.11.4")), st.sets(st.integers(0, 30)))
def test_split_versions_join_again(version: Version, cuts: set[int]) -> None:
    """Parts leave nothing out and share nothing; together they are what was split."""
    found = split(version, cuts)

    assert all(left.patches[1] == right.patches[0] - 1 for left, right in itertools.pairwise(found))
    assert version.patches == (found[0].patches[0], found[-1].patches[1])
    assert (version,) == joined(reversed(found))


@given(parts, parts, patch_numbers)
def test_version_has_what_lies_in_it(one: Releases, other: Releases, patch: int) -> None:
    """One version has another if it has all the releases that the other has."""
    release = Version(f"3.11.{patch}")

    assert one.has(release) is (one.first <= patch and (one.last is None or patch <= one.last))
    assert not one.has(Version(f"3.12.{patch}"))
    assert one.has(other) is all(
        one.has(Version(f"3.11.{number}")) for number in range(100) if other.has(Version(f"3.11.{number}"))
    )


@given(
    st.lists(
        st.tuples(
            st.sampled_from([">=", "<=", "==", "!=", ">", "<"]), st.integers(9, 11), st.none() | st.integers(0, 4)
        )
    )
)
def test_limits_admit_releases_as_numbers_do(limits: list[tuple[str, int, int | None]]) -> None:
    """What is admitted of a minor runs from its first release that meets all limits to the last."""
    compare = {">=": "__ge__", "<=": "__le__", "==": "__eq__", "!=": "__ne__", ">": "__gt__", "<": "__lt__"}
    text = ",".join(f"{sign}3.{minor}" + ("" if patch is None else f".{patch}") for sign, minor, patch in limits)

    def meets(minor: int, patch: int) -> bool:
        return all(
            getattr((minor, patch) if limit is not None else (minor,), compare[sign])(
                (number, limit) if limit is not None else (number,)
            )
            for sign, number, limit in limits
        )

    admitted = {version.minor: version.patches for version in versions_matching(text or ">=3.8")}
    for minor in range(8, 15):
        met = [patch for patch in range(9) if meets(minor, patch)]
        assert (minor in admitted) is bool(met)
        if met:
            assert admitted[minor] == (met[0], None if met[-1] == 8 else met[-1])


BUILT = ("3.14", "3.14t", "3.14d", "3.14td", "3.11.2d")


@pytest.mark.parametrize("text", BUILT)
def test_version_may_be_of_a_build(text: str) -> None:
    """A version has the letters of its build, by which it is equal to no other, and what is made of it keeps them."""
    version = Version(text)

    assert text == str(version)
    assert [text] == [each for each in BUILT if Version(each) == version]
    assert (version.build, "") == (version.whole.build, version.bare.build)
    assert version == version.of_build("").of_build(version.build)
    assert {version.build} == {part.build for part in split(version.whole, [3])}
    assert (version.whole,) == joined(split(version.whole, [3]))


@pytest.mark.parametrize("text", ["3.14dt", "3.14tt", "3.t", "t", "3.14x", "3.14 t"])
def test_other_letters_are_no_build(text: str) -> None:
    """A free-threaded debug build is written with the letters in CPython's order, and behind a number."""
    assert parse_python(text) is None


def test_builds_are_shown_apart() -> None:
    """Runs of versions are those of one build, the usual one first, and a part of a minor says its build."""
    versions = [*map(Version, ("3.14t", "3.13", "3.13t", "3.14", "3.12d")), Releases(11, 4, None, "d")]

    assert "3.13-3.14, 3.13t-3.14t, 3.11.4d-3.12d" == show_versions(versions)
    assert not Version("3.14").has(Version("3.14.1t"))
    assert Version("3.14t").has(Version("3.14.1t"))
