"""Which CPythons a statement is held against, and in which run of the tests."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Protocol

import pytest

from configlang.cpython.versions import Version
from tests.hosts.cpythons import ALL_VERSIONS, FOUND, VERSIONS


class Statement(Protocol):
    """What is said of some versions: a claim of the checker, or a sentence of the documentation."""

    def holds_for(self, version: Version) -> bool:
        """Tell whether it is said of a version."""


@cache
def versions_of(statement: Statement) -> tuple[str, ...]:
    """
    Return the versions that a statement is held against, oldest first.

    They are all in CI. Else they are the newest that is found and, for what not all versions do, those found on both
    sides of where it begins and of where it ends: it is seen to happen, and not to happen.
    """
    holds = [statement.holds_for(Version(version)) for version in ALL_VERSIONS]
    sides = {
        version
        for pair, (is_before, is_behind) in zip(pairwise(ALL_VERSIONS), pairwise(holds), strict=True)
        for version in pair
        if is_before is not is_behind and version in FOUND
    }
    return tuple(version for version in ALL_VERSIONS if version in {*VERSIONS, *sides})


def marks_of(version: str) -> tuple[pytest.MarkDecorator, ...]:
    """Return the marks of a test on a version: each but the newest has a program of its own to build."""
    return () if version in VERSIONS else (pytest.mark.thorough,)
