"""
Conditions that emitted code stands under: the version of CPython, its build and its platform.

They are trees, which each language writes in its own way, and which can be asked about one CPython.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.cpython.builds import Python, Trait
from configlang.cpython.extents import Extent
from configlang.cpython.versions import PYTHON_VERSIONS, Version, runs


class Since:
    """
    Holds for a minor of CPython and all after it.

    Attributes:
        version: The minor. Code can't tell patch releases apart when it is compiled: it may run with another one.
    """

    __slots__ = ("version",)

    def __init__(self, version: Version) -> None:
        self.version = Version.of(version.minor)

    def holds(self, python: Python) -> bool:
        """Tell whether it holds for a CPython."""
        return python.version >= self.version


class Has:
    """
    Holds for each CPython that has a trait.

    Attributes:
        trait: The trait.
    """

    __slots__ = ("trait",)

    def __init__(self, trait: Trait) -> None:
        self.trait = trait

    def holds(self, python: Python) -> bool:
        """Tell whether it holds for a CPython."""
        return python.has(self.trait)


class Not:
    """
    Holds where another condition does not.

    Attributes:
        condition: That one.
    """

    __slots__ = ("condition",)

    def __init__(self, condition: Condition) -> None:
        self.condition = condition

    def holds(self, python: Python) -> bool:
        """Tell whether it holds for a CPython."""
        return not self.condition.holds(python)


class All:
    """
    Holds where all of some conditions do; without any of them, always.

    Attributes:
        conditions: Those.
    """

    __slots__ = ("conditions",)

    def __init__(self, conditions: Iterable[Condition] = ()) -> None:
        self.conditions = tuple(conditions)

    def holds(self, python: Python) -> bool:
        """Tell whether it holds for a CPython."""
        return all(condition.holds(python) for condition in self.conditions)


class AnyOf:
    """
    Holds where one of some conditions does.

    Attributes:
        conditions: Those, at least one.
    """

    __slots__ = ("conditions",)

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self.conditions = tuple(conditions)

    def holds(self, python: Python) -> bool:
        """Tell whether it holds for a CPython."""
        return any(condition.holds(python) for condition in self.conditions)


Condition = Since | Has | Not | All | AnyOf


# What is known about versions, as conditions


def before(version: Version) -> Not:
    """Return the condition that holds for all that is older than a minor."""
    return Not(Since(version))


def of_versions(versions: Iterable[Version], *, is_open: bool = True) -> AnyOf:
    """
    Return the condition that holds for some minors.

    Args:
        versions: The minors.
        is_open: Whether the newest that configlang knows stands for what comes behind it, too.
    """
    return AnyOf(
        All([Since(low)] if is_open and high == PYTHON_VERSIONS[-1] else [Since(low), before(high.following)])
        for low, high in runs(versions)
    )


def of_extent(extent: Extent) -> Iterator[Condition]:
    """Yield the conditions under which a fact holds on all patch releases of a minor: from where on, and how far."""
    first, last = extent.first, extent.last
    if first is not None:
        yield Since(first.following if first.patch else first)
    if last is not None:
        yield before(last.following if last.patch is None else last)
