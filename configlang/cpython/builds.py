"""What tells CPythons of one version apart: the build and the platform, which some of a header stands under."""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Measured
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.light.typed import NamedTuple


class Trait(NamedTuple):
    """
    What one CPython is and another of the same version is not.

    Attributes:
        macro: The macro of CPython's headers, which is defined where it is so.
        cfg: The cfg under which PyO3 declares what the headers have under the macro.
        where: Where it is so, in words.
        kind: What people call such a CPython.
        letter: What ``sys.abiflags`` has for it; empty where it goes by the platform.
        systems: The operating systems where it is so; empty where it goes by the build.
    """

    macro: str
    cfg: str
    where: str
    kind: str
    letter: str = ""
    systems: frozenset[str] = frozenset()


FREE_THREADED = Trait(
    macro="Py_GIL_DISABLED",
    cfg="Py_GIL_DISABLED",
    where="in free-threaded builds",
    kind="a free-threaded build of CPython",
    letter="t",
)
DEBUG = Trait(
    macro="Py_DEBUG",
    cfg='py_sys_config = "Py_DEBUG"',
    where="in debug builds",
    kind="a debug build of CPython",
    letter="d",
)
WINDOWS = Trait(
    macro="MS_WINDOWS",
    cfg="windows",
    where="on Windows",
    kind="CPython on Windows",
    systems=frozenset({"windows"}),
)
APPLE = Trait(
    macro="__APPLE__",
    # PyO3 declares nothing of it on iOS.
    cfg='target_os = "macos"',
    where="on macOS and iOS",
    kind="CPython on macOS or iOS",
    systems=frozenset({"macos", "ios"}),
)
_TRAITS = (FREE_THREADED, DEBUG, WINDOWS, APPLE)

MEASURED = Measured("the kinds of builds", TO_3_15)

HAS_FREE_THREADED = MEASURED.since("3.13")
"""The versions with free-threaded builds."""

BUILDS = {"release": "", "free-threaded": "t", "debug": "d", "free-threaded-debug": "td"}
"""What the builds are called, the usual one first, and the letters that ``sys.abiflags`` has of each."""

Build = frozenset[Trait]
"""Which of the traits that go by the build a CPython has."""


def parse_build(flags: str) -> Build:
    """Return the build that ``sys.abiflags`` tells of."""
    return frozenset(trait for trait in _TRAITS if trait.letter and trait.letter in flags)


def exists(version: Version) -> bool:
    """Tell whether there is the build of a version."""
    return FREE_THREADED.letter not in version.build or HAS_FREE_THREADED.covers(version)


def has(version: Version, trait: Trait) -> bool:
    """Tell whether a version is of a build that has a trait."""
    return trait.letter != "" and trait.letter in version.build


class Python(NamedTuple):
    """
    One CPython, as far as headers and behaviour go by it.

    Attributes:
        version: The minor, without its build.
        target: What it runs on.
        build: What it was built as; the usual build has nothing of it.
    """

    version: Version
    target: Target
    build: Build = frozenset()

    @classmethod
    def of(cls, version: Version, target: Target) -> Python:
        """Return the CPython of a version on a target."""
        return cls(version.bare, target, parse_build(version.build))

    def has(self, trait: Trait) -> bool:
        """Tell whether a trait is its own."""
        return trait in self.build or self.target.os in trait.systems
