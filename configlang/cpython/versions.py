"""The versions of CPython: minors and their patch releases, those that configlang knows, limits, and runs of minors."""

from __future__ import annotations

from collections.abc import Iterable


class Version:
    """
    A version of CPython 3: a minor (``3.11``), or a patch release of one (``3.11.4``).

    It is equal to versions alone, and never to a text. A minor comes before its patch releases. Nothing changes one.

    Attributes:
        minor: The minor number.
        patch: The patch number; None where the minor as a whole is meant.
    """

    __slots__ = ("minor", "patch")

    def __init__(self, text: str) -> None:
        """
        Read a version.

        Raises:
            ValueError: For another form than ``3.11`` and ``3.11.4``.
        """
        major, _, rest = text.partition(".")
        minor, dot, patch = rest.partition(".")
        is_version = major == "3" and text.isascii() and minor.isdigit() and (not dot or patch.isdigit())
        if is_version:
            self.minor, self.patch = int(minor), int(patch) if dot else None
        # Zeros before a number make another text.
        if not is_version or str(self) != text:
            raise ValueError(f"{text!r} is no version of CPython 3")

    @classmethod
    def of(cls, minor: int) -> Version:
        """Return a minor by its number."""
        version = cls.__new__(cls)
        version.minor, version.patch = minor, None
        return version

    @property
    def key(self) -> tuple[int, int]:
        """What versions are ordered by."""
        return self.minor, -1 if self.patch is None else self.patch

    @property
    def following(self) -> Version:
        """The minor after it."""
        return Version.of(self.minor + 1)

    def __str__(self) -> str:
        return f"3.{self.minor}" if self.patch is None else f"3.{self.minor}.{self.patch}"

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


PYTHON_VERSIONS = tuple(map(Version, ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")))
"""The minors that configlang knows, oldest first."""


def parse_python(text: str) -> Version | None:
    """Return the minor that configlang knows by a text (``3.11``), else None."""
    return next((version for version in PYTHON_VERSIONS if str(version) == text), None)


def to_python(python: str | Version | None) -> Version | None:
    """Return a version, which may be given as a text."""
    return Version(python) if isinstance(python, str) else python


def to_versions(versions: Iterable[str | Version]) -> tuple[Version, ...]:
    """Return versions, which may be given as texts."""
    return tuple(version if isinstance(version, Version) else Version(version) for version in versions)


# Runs


VersionRun = tuple[Version, Version]
"""The first and the last of minors that follow one another."""


def runs(versions: Iterable[Version]) -> list[VersionRun]:
    """Return minors as runs, oldest first: as few as there can be."""
    found: list[VersionRun] = []
    for version in sorted(versions):
        if found and found[-1][1].following == version:
            found[-1] = found[-1][0], version
        else:
            found.append((version, version))
    return found


def show_versions(versions: Iterable[Version]) -> str:
    """Return minors as people write them, runs together: ``3.8-3.10, 3.12``."""
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs(versions))


# Limits


class SpecifierError(ValueError):
    """Version limits that can't be read; the message says which part and what is wanted."""


def versions_matching(specifier: str) -> tuple[Version, ...]:
    """
    Return the known versions that version limits admit, oldest first.

    Args:
        specifier: Limits joined by commas, each an operator (``>= > <= < == !=``) and a version with a major and a
            minor number, as in ``>=3.9,<3.12``. Patch releases can't be told apart here, so none may be named.

    Raises:
        SpecifierError: For a part of another form.
    """
    limits = [_parse_limit(part.strip()) for part in specifier.split(",")]
    return tuple(
        version
        for version in PYTHON_VERSIONS
        if all(_admits(_COMPARE[operator], version.minor, minor) for operator, minor in limits)
    )


_COMPARE = {
    ">=": (False, True, True),
    "<=": (True, True, False),
    "==": (False, True, False),
    "!=": (True, False, True),
    ">": (False, False, True),
    "<": (True, False, False),
}
"""Per operator: is a version admitted that is lower, equal, higher."""


def _admits(row: tuple[bool, bool, bool], have: int, limit: int) -> bool:
    """Tell whether a row of the operator table admits the minor number ``have`` against a limit."""
    return row[(have > limit) - (have < limit) + 1]


def _parse_limit(part: str) -> tuple[str, int]:
    for operator in _COMPARE:
        if part.startswith(operator):
            major, dot, minor = part[len(operator) :].strip().partition(".")
            if major == "3" and dot and minor.isascii() and minor.isdigit() and len(minor) < 4:  # noqa: PLR2004 - 3.14 is far from 3.999
                return operator, int(minor)
            break
    message = f'"{part}" is no version limit'
    raise SpecifierError(message)
