"""
Which ways an extension module can take to the interpreter, per kind of host, and what the host must do for it.

What a shared library needs is the functions of Python. A shared libpython has them for all; a static one is a part of
the program, which must export them to the libraries that it loads.
"""

from __future__ import annotations

import enum

from configlang.cpython.targets import Target
from configlang.light import records


class Loads(enum.Enum):
    """Whether a shared library can be loaded, in the words of the reference page."""

    YES = "yes"
    EXPORTED = "if the program exports Python's symbols"
    NO = "no"
    UNKNOWN = "not tried"


@records.frozen(kw_only=True)
class Location:
    """
    One kind of host.

    Attributes:
        host: What it is, as people call it.
        systems: The operating systems of targets that it is a kind of.
        is_musl: Whether it is for musl alone, or for all others alone; None where that makes no difference.
        libpython: Where Python is: ``shared`` or ``static``.
        from_file: Whether the filesystem importer loads a shared library.
        packed: Whether OxidizedFinder loads one that packed resources name.
        from_memory: Whether OxidizedFinder loads one without a file.
        note: What is particular to it.
    """

    host: str
    systems: tuple[str, ...]
    is_musl: bool | None = None
    libpython: str
    from_file: Loads
    packed: Loads
    from_memory: bool = False
    note: str = ""

    def is_kind_of(self, target: Target) -> bool:
        """Tell whether a host for a target may be one of this kind."""
        return target.os in self.systems and self.is_musl in {None, target.env.startswith("musl")}


_BSD = ("freebsd", "netbsd", "openbsd")

LOCATIONS: tuple[Location, ...] = (
    Location(
        host="Linux, glibc",
        systems=("linux",),
        is_musl=False,
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.YES,
    ),
    Location(
        host="Linux, glibc",
        systems=("linux",),
        is_musl=False,
        libpython="static",
        from_file=Loads.EXPORTED,
        packed=Loads.EXPORTED,
    ),
    Location(
        host="Linux, musl, linked dynamically",
        systems=("linux",),
        is_musl=True,
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.YES,
        note="Rust: `-C target-feature=-crt-static`",
    ),
    Location(
        host="Linux, musl, linked dynamically",
        systems=("linux",),
        is_musl=True,
        libpython="static",
        from_file=Loads.EXPORTED,
        packed=Loads.EXPORTED,
        note="Rust: `-C target-feature=-crt-static`",
    ),
    Location(
        host="Linux, musl, fully static",
        systems=("linux",),
        is_musl=True,
        libpython="static",
        from_file=Loads.NO,
        packed=Loads.NO,
        note="has no `dlopen`; Rust links so unless told otherwise",
    ),
    Location(
        host="macOS",
        systems=("macos",),
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.YES,
        note="a framework is a shared libpython too",
    ),
    Location(host="macOS", systems=("macos",), libpython="static", from_file=Loads.EXPORTED, packed=Loads.EXPORTED),
    Location(
        host="Windows",
        systems=("windows",),
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.YES,
        from_memory=True,
        note="`python3X.dll`, which a `.pyd` file names",
    ),
    Location(
        host="Windows",
        systems=("windows",),
        libpython="static",
        from_file=Loads.NO,
        packed=Loads.NO,
        note="the program exports no symbols, and a `.pyd` file asks for `python3X.dll`",
    ),
    Location(
        host="FreeBSD, NetBSD, OpenBSD", systems=_BSD, libpython="shared", from_file=Loads.YES, packed=Loads.UNKNOWN
    ),
    Location(
        host="FreeBSD, NetBSD, OpenBSD",
        systems=_BSD,
        libpython="static",
        from_file=Loads.EXPORTED,
        packed=Loads.UNKNOWN,
    ),
    Location(
        host="Android",
        systems=("android",),
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.UNKNOWN,
        note="the library itself must be linked with `libpython3.X.so`",
    ),
    Location(
        host="iOS",
        systems=("ios",),
        libpython="shared",
        from_file=Loads.YES,
        packed=Loads.UNKNOWN,
        note="a `.fwork` file names the library, which must be a framework of the app",
    ),
    Location(
        host="Emscripten",
        systems=("emscripten",),
        libpython="static",
        from_file=Loads.YES,
        packed=Loads.UNKNOWN,
        note="if linked with `-sMAIN_MODULE`",
    ),
    Location(host="WASI", systems=("wasi",), libpython="static", from_file=Loads.NO, packed=Loads.NO),
)
"""
Every kind of host; a module that is linked in reaches all of them.

Source: glibc was tried with CPython 3.8 to 3.14; the other rows of the systems that PyOxidizer serves are what its
documentation has on its distributions (packaging_extension_modules.rst); Android and iOS are PEP 738 and PEP 730.
"""


def locations(target: Target) -> tuple[Location, ...]:
    """Return the kinds of hosts that a target can have."""
    return tuple(location for location in LOCATIONS if location.is_kind_of(target))


def can_load(target: Target) -> bool:
    """Tell whether any kind of host for a target loads shared libraries."""
    return any(location.from_file is not Loads.NO for location in locations(target))


EXPORT_FLAGS = {"linux": "-Wl,-export-dynamic", "macos": "-rdynamic"} | dict.fromkeys(_BSD, "-Wl,-export-dynamic")
"""By operating system: what a compiler is told when it links a program that exports its symbols."""


def export_flag(target: Target) -> str | None:
    """Return what exports the symbols of a static libpython, None where nothing does or nothing needs it."""
    return EXPORT_FLAGS[target.os] if any(row.from_file is Loads.EXPORTED for row in locations(target)) else None


def build_script_line(flag: str) -> str:
    """Return the line for the build script of the final crate; that of a library has no effect on the program."""
    return f'println!("cargo:rustc-link-arg-bins={flag}");'
