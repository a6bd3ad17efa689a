"""
How far a fact of CPython reaches: the versions that it holds for, as far as anyone has looked.

A table of facts is made from releases of CPython, and names them. Behind the last of them no fact has ended: nobody has
looked, and whoever asks decides what to make of that. As a rule CPython goes on as it was.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from functools import cache

from configlang.cpython.versions import PatchRange, Version

TO_3_15 = ("3.8.18", "3.9.18", "3.10.13", "3.11.7", "3.12.1", "3.13.0", "3.14.3", "3.15.2")
"""The releases that facts were seen on, one of each minor: what a table says that was measured up to 3.15."""


_version = cache(Version)


class Answer(enum.Enum):
    """Whether a fact holds for a version."""

    YES = "yes"
    SOME = "on some patch releases"
    """The answer for a minor where a patch release has brought it, or mended it."""
    NO = "no"
    UNMEASURED = "nobody has looked"


Patches = dict[int, PatchRange]
"""By minor number, where a fact holds for a part of it: the patch releases that it holds for."""


class Measured:
    """
    What a table of facts was made from; the extents of its facts are made here.

    Attributes:
        what: What the table is about.
        releases: The releases that it was seen on, one of each minor, oldest first.
        oldest: The minor of the first of them.
        newest: The minor of the last of them.
        always: The extent of a fact that all of them have.
    """

    __slots__ = ("always", "newest", "oldest", "releases", "what")

    def __init__(self, what: str, releases: Iterable[str]) -> None:
        self.what = what
        self.releases = tuple(releases)
        self.oldest, self.newest = (Version.of(_version(self.releases[index]).minor) for index in (0, -1))
        self.always = Extent(self, None, None, {})

    def has_seen(self, version: Version) -> bool:
        """Tell whether anyone has looked at a version, or at another patch release of its minor."""
        return self.oldest.minor <= version.minor <= self.newest.minor

    def nearest(self, version: Version) -> Version:
        """Return the version to go by for one: itself, or the newest minor that was seen where it comes behind that."""
        if self.has_seen(version):
            return version
        return self.newest if version > self.newest else self.oldest

    # Extents

    def since(self, first: str, *backports: str) -> Extent:
        """
        Return the extent of what came to stay.

        Args:
            first: The first version; all after it have it too.
            backports: The first patch release of each older minor that got it as well.
        """
        patches: Patches = {version.minor: (version.patch or 0, None) for version in map(_version, backports)}
        return Extent(self, _version(first), None, patches)

    def until(self, last: str) -> Extent:
        """Return the extent of what the oldest version had, and what is gone behind a last one, minor or patch."""
        return Extent(self, None, _version(last), {})

    def between(self, first: str, last: str) -> Extent:
        """Return the extent of what came with one version, and is gone behind a last one, minor or patch."""
        return Extent(self, _version(first), _version(last), {})


class Extent:
    """
    The versions that a fact holds for, among those that its table was made from.

    Attributes:
        measured: What the table was made from.
        first: The version from which on it holds, whatever older minors got later; None where the oldest has it.
        last: The last version that it holds for; None where it had not ended when it was last seen.
    """

    __slots__ = ("_high", "_low", "_patches", "first", "last", "measured")

    def __init__(self, measured: Measured, first: Version | None, last: Version | None, patches: Patches) -> None:
        self.measured = measured
        self.first = first
        self.last = last
        self._low = (first or measured.oldest).minor
        self._high = (last or measured.newest).minor
        # Where the fact holds for a part of a minor.
        self._patches = patches
        if first is not None and first.patch is not None:
            patches[first.minor] = first.patch, None
        if last is not None and last.patch is not None:
            patches[last.minor] = patches.get(last.minor, (0, None))[0], last.patch
        minors = self._low, self._high, *patches
        if self._low > self._high or min(minors) < measured.oldest.minor or max(minors) > measured.newest.minor:
            raise ValueError(f"{measured.what}: {first} to {last} was not measured")

    @property
    def cuts(self) -> tuple[tuple[int, int], ...]:
        """The releases, as minor and patch number, from which on it holds otherwise than on the release before."""
        firsts = {(minor, first) for minor, (first, _) in self._patches.items()}
        behind = {(minor, last + 1) for minor, (_, last) in self._patches.items() if last is not None}
        return tuple(sorted(cut for cut in firsts | behind if cut[1]))

    def holds(self, version: Version) -> Answer:
        """Return whether the fact holds for a version, as far as anyone has looked."""
        return self._answer(version) if self.measured.has_seen(version) else Answer.UNMEASURED

    def covers(self, version: Version) -> bool:
        """
        Tell whether to reckon with the fact on a version.

        Some patch releases are enough, and behind the releases that were seen all is as on the newest of them.
        """
        return self._answer(self.measured.nearest(version)) is not Answer.NO

    def _answer(self, version: Version) -> Answer:
        if version.minor not in self._patches:
            return Answer.YES if self._low <= version.minor <= self._high else Answer.NO
        (first, last), (low, high) = self._patches[version.minor], version.patches
        is_before = last is not None and last < low
        if is_before or (high is not None and high < first):
            return Answer.NO
        is_inside = first <= low and (last is None or (high is not None and high <= last))
        return Answer.YES if is_inside else Answer.SOME
