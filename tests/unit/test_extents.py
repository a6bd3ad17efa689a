"""How far facts reach: what is told of versions that were measured, of patch releases, and of what comes behind."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.extents import Answer, Measured
from configlang.cpython.versions import Releases, Version

MEASURED = Measured("an example", (f"3.{minor}.1" for minor in range(8, 15)))
MINORS = [Version.of(minor) for minor in range(8, 15)]


def told(*asked: str, since: tuple[str, ...]) -> list[str]:
    """Return the names of the answers about a fact that came with a version, and to older ones with patch releases."""
    extent = MEASURED.since(*since)
    return [extent.holds(Version(version)).name for version in asked]


@given(st.integers(8, 14), st.integers(8, 14))
def test_bounds_are_inside(one: int, other: int) -> None:
    """Between two versions a fact holds for both and all in the middle, and for no others."""
    first, last = sorted((one, other))
    since, until = MEASURED.since(f"3.{first}"), MEASURED.until(f"3.{last}")
    both = MEASURED.between(f"3.{first}", f"3.{last}")

    assert [first <= version.minor for version in MINORS] == [since.covers(version) for version in MINORS]
    assert [version.minor <= last for version in MINORS] == [until.covers(version) for version in MINORS]
    assert [first <= version.minor <= last for version in MINORS] == [both.covers(version) for version in MINORS]
    assert {Answer.YES} == {MEASURED.always.holds(version) for version in MINORS}


def test_bounds_that_are_those_of_the_measuring_are_none() -> None:
    """What the oldest version has began nowhere that is known, and what the newest has did not end."""
    extents = [MEASURED.always, MEASURED.since("3.9"), MEASURED.until("3.13"), MEASURED.between("3.9", "3.13")]

    first, last = Version("3.9"), Version("3.13")
    assert [(None, None), (first, None), (None, last), (first, last)] == [(each.first, each.last) for each in extents]


@given(st.integers(8, 14), st.integers(15, 40))
def test_nothing_ends_where_nobody_has_looked(minor: int, later: int) -> None:
    """Of a version behind the last release that was seen the answer is that, and all goes on as it was on that one."""
    version = Version.of(later)
    for extent in (MEASURED.always, MEASURED.since(f"3.{minor}"), MEASURED.until(f"3.{minor}")):
        assert extent.holds(version) is Answer.UNMEASURED
        assert extent.covers(version) is extent.covers(Version("3.14"))
    assert MEASURED.nearest(version) == Version("3.14")
    assert not MEASURED.has_seen(version)


def test_nothing_begins_where_nobody_has_looked() -> None:
    """The same is said of what comes before the first."""
    assert MEASURED.until("3.8").holds(Version("3.7")) is Answer.UNMEASURED
    assert MEASURED.nearest(Version("3.7")) == Version("3.8")
    assert MEASURED.nearest(Version("3.14.99")) == Version("3.14.99")


def test_backports_leave_holes() -> None:
    """What came late to one minor and later to the next is told per patch release, and of those minors as of some."""
    since = ("3.14.10", "3.13.8", "3.10.7")

    assert ["YES", "NO", "SOME"] == told("3.13.9", "3.13.7", "3.13", since=since)
    assert ["NO", "YES", "SOME"] == told("3.14.3", "3.14.10", "3.14", since=since)
    assert ["NO", "NO", "SOME", "YES"] == told("3.12", "3.10.6", "3.10", "3.10.7", since=since)
    assert ["UNMEASURED"] == told("3.15.0", since=since)


def test_parts_of_a_minor_are_told_as_they_are() -> None:
    """Of a part of a minor a fact holds for all, for none, or for some; it cuts where it begins and behind its end."""
    extent = MEASURED.between("3.9", "3.12.3")
    late = MEASURED.since("3.11.4", "3.9.2")

    told = [extent.holds(part) for part in (Releases(12, 0, 3), Releases(12, 4, None), Releases(12, 3, None))]
    assert [Answer.YES, Answer.NO, Answer.SOME] == told
    told = [late.holds(part) for part in (Releases(11, 4, None), Releases(11, 0, 3), Releases(11, 2, 4))]
    assert [Answer.YES, Answer.NO, Answer.SOME] == told
    assert [((12, 4),), ((9, 2), (11, 4)), ()] == [extent.cuts, late.cuts, MEASURED.always.cuts]


def test_faults_are_mended_in_patch_releases() -> None:
    """What ends within a minor holds for some of its patch releases, the named one included."""
    extent = MEASURED.between("3.12", "3.12.3")

    assert [Answer.YES, Answer.NO, Answer.SOME] == [extent.holds(Version(f"3.12{end}")) for end in (".3", ".4", "")]
    assert extent.holds(Version("3.13")) is Answer.NO
    assert extent.covers(Version("3.12"))


@pytest.mark.parametrize(
    ("first", "last"), [("3.7", "3.9"), ("3.14", "3.15"), ("3.15", "3.16"), ("3.12", "3.11")], ids=lambda text: text
)
def test_what_was_not_measured_is_not_claimed(first: str, last: str) -> None:
    """A fact about versions that the table was not made from is refused by the name of the table."""
    with pytest.raises(ValueError, match=r"an example: .* was not measured"):
        MEASURED.between(first, last)
    with pytest.raises(ValueError, match=r"an example: .* was not measured"):
        MEASURED.since("3.14", "3.15.1")
