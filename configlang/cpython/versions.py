"""The versions of CPython: minors and their patch releases, those that configlang knows, limits, and runs of minors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

PatchRange = tuple[int, int | None]
"""The first and the last patch number; None where there is no last."""


_BUILDS = ("", "t", "d", "td")
"""The letters of the builds that a version may be of, the usual one first."""


def split_build(text: str) -> tuple[str, str]:
    """Return what stands before the letters of a build, and those: ``3.14t`` is ``3.14`` and ``t``."""
    bare = text.rstrip("td")
    return (bare, text[len(bare) :]) if bare[-1:].isdigit() else (text, "")


class Version:
    """
    A version of CPython 3: a minor (``3.11``), or a patch release of one (``3.11.4``), of one build.

    It is equal to versions alone, and never to a text. A minor comes before its patch releases, and the usual build
    before the others. Nothing changes one.

    Attributes:
        minor: The minor number.
        patch: The patch number; None where the minor as a whole is meant.
        build: The letters of the build, as behind the version in ``3.14t``; empty for the usual one.
    """

    __slots__ = ("build", "minor", "patch")

    def __init__(self, text: str) -> None:
        """
        Read a version.

        Raises:
            ValueError: For another form than ``3.11`` and ``3.11.4``, with letters of a build or without.
        """
        bare, build = split_build(text)
        major, _, rest = bare.partition(".")
        minor, dot, patch = rest.partition(".")
        is_version = major == "3" and bare.isascii() and minor.isdigit() and (not dot or patch.isdigit())
        if is_version and build in _BUILDS:
            self.minor, self.patch, self.build = int(minor), int(patch) if dot else None, build
        else:
            is_version = False
        # Zeros before a number make another text.
        if not is_version or str(self) != text:
            raise ValueError(f"{text!r} is no version of CPython 3")

    @classmethod
    def of(cls, minor: int, build: str = "") -> Version:
        """Return a minor by its number, and the letters of its build."""
        version = cls.__new__(cls)
        version.minor, version.patch, version.build = minor, None, build
        return version

    @property
    def key(self) -> tuple[int, ...]:
        """What versions are ordered by, and equal by."""
        return self.minor, -1 if self.patch is None else self.patch, _BUILDS.index(self.build)

    @property
    def whole(self) -> Version:
        """The minor that it belongs to, of the same build."""
        return Version.of(self.minor, self.build)

    @property
    def bare(self) -> Version:
        """The minor that it belongs to, of the usual build."""
        return Version.of(self.minor)

    @property
    def patches(self) -> PatchRange:
        """The patch releases that are meant."""
        return (0, None) if self.patch is None else (self.patch, self.patch)

    @property
    def bounds(self) -> tuple[tuple[int, int], ...]:
        """The releases, as minor and patch number, with which it begins and behind which it ends within its minor."""
        first, last = self.patches
        return tuple((self.minor, patch) for patch in (first, *(() if last is None else (last + 1,))) if patch)

    def has(self, other: Version) -> bool:
        """Tell whether all releases that another version means belong to it."""
        (first, last), (low, high) = self.patches, other.patches
        is_same = (self.minor, self.build) == (other.minor, other.build)
        return is_same and first <= low and (last is None or (high is not None and high <= last))

    @property
    def following(self) -> Version:
        """The minor after it, of the same build."""
        return Version.of(self.minor + 1, self.build)

    def of_build(self, build: str) -> Version:
        """Return the same of another build."""
        version = Version.of(self.minor, build)
        version.patch = self.patch
        return version

    def __str__(self) -> str:
        return (f"3.{self.minor}" if self.patch is None else f"3.{self.minor}.{self.patch}") + self.build

    def __repr__(self) -> str:
        return f"Version({str(self)!r})"

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return self.key == other.key if isinstance(other, Version) else NotImplemented

    def __lt__(self, other: Version) -> bool:
        return self.key < other.key

    def __le__(self, other: Version) -> bool:
        return self.key <= other.key

    def __gt__(self, other: Version) -> bool:
        return self.key > other.key

    def __ge__(self, other: Version) -> bool:
        return self.key >= other.key


class Releases(Version):
    """
    A minor of which only a run of patch releases is meant, as by ``>=3.11.4,<3.12``.

    It is equal neither to the minor nor to any of the releases; its text says the run: ``3.11.4-3.11.9``, or
    ``3.11.4-3.11.x`` where all later ones belong to it.

    Attributes:
        first: The first patch number.
        last: The last one; None where there is no last.
    """

    __slots__ = ("first", "last")

    def __init__(self, minor: int, first: int, last: int | None, build: str = "") -> None:
        self.minor, self.patch, self.build = minor, None, build
        self.first, self.last = first, last

    @property
    def key(self) -> tuple[int, ...]:
        """What versions are ordered by: it comes behind the minor, and before each release."""
        return self.minor, -1, _BUILDS.index(self.build), self.first, *(() if self.last is None else (self.last,))

    @property
    def patches(self) -> PatchRange:
        """The patch releases that are meant."""
        return self.first, self.last

    def of_build(self, build: str) -> Releases:
        """Return the same of another build."""
        return Releases(self.minor, self.first, self.last, build)

    def __str__(self) -> str:
        minor, build = f"3.{self.minor}", self.build
        return f"{minor}.{self.first}{build}-{minor}.{'x' if self.last is None else self.last}{build}"

    def __repr__(self) -> str:
        build = f", {self.build!r}" if self.build else ""
        return f"Releases({self.minor}, {self.first}, {self.last}{build})"


PYTHON_VERSIONS = tuple(map(Version, ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15")))
"""The minors that configlang knows, oldest first."""


def parse_python(text: str) -> Version | None:
    """Return the version of a text (``3.11``, ``3.11.4``, ``3.14t``) whose minor configlang knows, else None."""
    try:
        version = Version(text)
    except ValueError:
        return None
    return version if version.bare in PYTHON_VERSIONS and (version.patch or 0) <= _MOST else None


_MOST = 999
"""A greater number of a version is a slip."""


def to_python(python: str | Version | None) -> Version | None:
    """Return a version, which may be given as a text."""
    return Version(python) if isinstance(python, str) else python


def to_versions(versions: Iterable[str | Version]) -> tuple[Version, ...]:
    """Return versions, which may be given as texts."""
    return tuple(version if isinstance(version, Version) else Version(version) for version in versions)


# Parts of minors


def split(version: Version, patches: Iterable[int]) -> tuple[Version, ...]:
    """Return a version as the parts that begin with some patch numbers, oldest first; most versions stay whole."""
    first, last = version.patches
    starts = sorted({patch for patch in patches if first < patch and (last is None or patch <= last)})
    if not starts:
        return (version,)
    ends = [*(start - 1 for start in starts), last]
    build = version.build
    return tuple(Releases(version.minor, start, end, build) for start, end in zip([first, *starts], ends, strict=True))


def joined(versions: Iterable[Version]) -> tuple[Version, ...]:
    """Return versions by their builds, oldest first, with the parts of a minor that follow one another as one."""
    found: list[Version] = []
    for version in sorted(versions, key=lambda each: (_BUILDS.index(each.build), each.minor, each.patches[0])):
        first, last = version.patches
        if found and found[-1].whole == version.whole and found[-1].patches[1] == first - 1:
            first = found.pop().patches[0]
            is_whole = (first, last) == (0, None)
            found.append(version.whole if is_whole else Releases(version.minor, first, last, version.build))
        else:
            found.append(version)
    return tuple(found)


# Runs


VersionRun = tuple[Version, Version]
"""The first and the last of versions between which nothing is left out: minors, or a part of one at an end."""


def runs(versions: Iterable[Version]) -> list[VersionRun]:
    """Return versions as runs, oldest first: as few as there can be."""
    found: list[VersionRun] = []
    for version in joined(versions):
        if found and _are_neighbours(found[-1][1], version):
            found[-1] = found[-1][0], version
        else:
            found.append((version, version))
    return found


def _are_neighbours(one: Version, other: Version) -> bool:
    """Tell whether nothing lies between the last release of one version and the first of another."""
    return one.following == other.whole and one.patches[1] is None and other.patches[0] == 0


def show_versions(versions: Iterable[Version]) -> str:
    """Return versions as people write them, runs together: ``3.8-3.10, 3.12``, or ``3.11.4-3.13``."""
    return ", ".join(_show_run(first, last) for first, last in runs(versions))


def _show_run(first: Version, last: Version) -> str:
    if first == last:
        return str(first)
    start, end = first.patches[0], last.patches[1]
    low = first.whole if start == 0 else f"{first.bare}.{start}{first.build}"
    return f"{low}-{last.whole}" if end is None else f"{low}-{last.bare}.{end}{last.build}"


# Limits


class SpecifierError(ValueError):
    """
    Version limits that can't be read; the message says which part and what is wanted.

    Attributes:
        build: The letters of a build that a version was written with; empty where something else is wrong.
    """

    def __init__(self, message: str, build: str = "") -> None:
        super().__init__(message)
        self.build = build


def versions_matching(specifier: str) -> tuple[Version, ...]:
    """
    Return what version limits admit of the known minors, oldest first.

    Args:
        specifier: Limits joined by commas, each an operator (``>= > <= < == !=``) and a minor or a patch release, as
            in ``>=3.9,<3.12`` or ``>=3.11.4``. A minor is compared as a whole: ``>3.11`` begins with 3.12.

    Returns:
        Minors, and ``Releases`` for those that are admitted in part: from the first admitted release to the last.

    Raises:
        SpecifierError: For a part of another form.
    """
    limits = _parse_limits(specifier)
    admitted = (_admitted(version, limits) for version in PYTHON_VERSIONS)
    return tuple(version for version in admitted if version is not None)


def beyond_newest(specifier: str) -> tuple[Version, ...]:
    """
    Return the versions that version limits name beyond the newest known one, of which nobody knows anything.

    Raises:
        SpecifierError: For a part of another form.
    """
    end = PYTHON_VERSIONS[-1].following
    limits = _parse_limits(specifier)
    return tuple(limit for operator, limit in limits if limit >= end and (operator, limit) != ("<", end))


def admits_later(specifier: str) -> bool:
    """
    Tell whether version limits admit the minor behind the newest known one.

    Raises:
        SpecifierError: For a part of another form.
    """
    limits = _parse_limits(specifier)
    return _admitted(PYTHON_VERSIONS[-1].following, limits) is not None


_COMPARE = {
    ">=": (False, True, True),
    "<=": (True, True, False),
    "==": (False, True, False),
    "!=": (True, False, True),
    ">": (False, False, True),
    "<": (True, False, False),
}
"""Per operator: is a version admitted that is lower, equal, higher."""

_Limit = tuple[str, Version]


def _admitted(minor: Version, limits: Sequence[_Limit]) -> Version | None:
    """Return what limits admit of a minor, None for nothing."""
    named = [limit.patch for _, limit in limits if limit.patch is not None and limit.minor == minor.minor]
    # The one behind all that are named stands for all later ones.
    later = max(named, default=-1) + 1
    fitting = [
        patch
        for patch in range(later + 1)
        if all(_admits(_COMPARE[operator], (minor.minor, patch), limit) for operator, limit in limits)
    ]
    if not fitting:
        return None
    first, last = fitting[0], None if fitting[-1] == later else fitting[-1]
    return minor if (first, last) == (0, None) else Releases(minor.minor, first, last)


def _admits(row: tuple[bool, bool, bool], have: tuple[int, int], limit: Version) -> bool:
    """Tell whether a row of the operator table admits a release against a limit, which may be a minor as a whole."""
    one, other = (have, (limit.minor, limit.patch)) if limit.patch is not None else (have[:1], (limit.minor,))
    return row[(one > other) - (one < other) + 1]


def _parse_limits(specifier: str) -> list[_Limit]:
    return [_parse_limit(part.strip()) for part in specifier.split(",")]


def _parse_limit(part: str) -> _Limit:
    for operator in _COMPARE:
        if part.startswith(operator):
            text, build = split_build(part[len(operator) :].strip())
            try:
                version = Version(text)
            except ValueError:
                break
            if build:
                raise SpecifierError(f'"{part}" names a build', build)
            if max(version.minor, version.patch or 0) <= _MOST:
                return operator, version
            break
    raise SpecifierError(f'"{part}" is no version limit')
