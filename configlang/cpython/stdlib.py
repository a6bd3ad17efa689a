"""What is known of CPython's own modules, per version and platform: what there is, what is built in, what it needs."""

from __future__ import annotations

from functools import cache

from configlang.cpython import stdlib_names
from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.versions import Version

_WINDOWS = """
    _bisect _blake2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars _csv _datetime
    _heapq _hmac _interpchannels _interpqueues _interpreters _json _lsprof _md5 _multibytecodec _opcode _pickle _random
    _sha1 _sha2 _sha256 _sha3 _sha512 _statistics _struct _typing _winapi array audioop binascii cmath math mmap msvcrt
    nt parser winreg zlib
"""
"""
What Windows builds have built in beside the plain build of Linux, as far as a version has the module at all.

Source: ``sys.builtin_module_names`` from 3.9 on (tests/windows); for 3.8, the table of PC/config.c.
"""

ON_WINDOWS = Measured(
    "the modules that are built in on Windows", ("3.8", "3.9.6", "3.10.8", "3.11.3", "3.12.1", "3.13.5", "3.14.3")
)

_UNIX_ONLY = frozenset({"posix", "pwd"})

_STATIC_PLATFORMS = frozenset({"emscripten", "wasi"})
"""The platforms whose builds have the modules in C built in; they load no shared libraries."""

MEASURED = Measured("the modules that CPython has at its start, and can't do without", TO_3_15)
_always, _since, _until, _between = MEASURED.always, MEASURED.since, MEASURED.until, MEASURED.between

Names = tuple[tuple[Extent, str], ...]
"""Names of modules, under the versions that they are for."""

_UNLISTED_ON_WINDOWS: Names = (
    (_always, "xxsubtype"),
    (_until("3.12"), "_xxsubinterpreters"),
    (_between("3.12", "3.12"), "_xxinterpchannels"),
)
"""What Windows builds have built in besides: modules that ``sys.stdlib_module_names`` does not list."""

_PRELOADED: Names = (
    (_always, "__main__ _frozen_importlib importlib._bootstrap importlib._bootstrap_external os.path"),
    (_until("3.12"), "typing.io typing.re"),
    (_until("3.10"), "encodings.aliases encodings.utf_8"),
    (_until("3.9"), "encodings.latin_1"),
    # Debian's 3.13.18 has it as well, and 3.13.0 has not.
    (_since("3.14"), "collections.abc"),
)
"""The names that are in ``sys.modules`` before anyone can import a module of that name: measured, all of them."""

_FOR_START: Names = (
    (_always, "_frozen_importlib_external codecs encodings"),
    (_until("3.13"), "abc io"),
    (_since("3.11"), "encodings.aliases encodings.utf_8"),
    # Up to 3.12, and from 3.15 on, the table's own entry of a name is the one that counts.
    (_between("3.13", "3.14"), "_codecs _imp _io _thread _weakref marshal nt posix"),
)
"""The modules whose place another can't take: the start fails. Measured with every name of the tables."""

_FOR_SITE: Names = (
    (_always, "_collections_abc _sitebuiltins abc genericpath os stat"),
    (_until("3.9"), "_bootlocale"),
)
"""Likewise where ``site`` is imported; and the module of ``os.path``."""

_FOR_RUNNING: dict[str, Names] = {
    "run_module": (
        (_always, "importlib importlib.util runpy types"),
        (_until("3.11"), "collections contextlib functools keyword operator reprlib"),
        (_until("3.9"), "_weakrefset importlib.abc importlib.machinery pkgutil weakref"),
        (_between("3.9", "3.9"), "collections.abc copyreg enum re sre_compile sre_constants sre_parse typing"),
        (_since("3.10"), "importlib._abc"),
    ),
    "run_command": ((_since("3.13"), "linecache"),),
}
"""Likewise for what the config runs, by the field that names it."""

_TESTS: Names = (
    (_always, "idlelib.idle_test test"),
    (_until("3.11"), "ctypes.test distutils.tests lib2to3.tests tkinter.test unittest.test"),
    (_until("3.10"), "sqlite3.test"),
)
"""The packages of its own tests, which some installations leave out."""

_NO_INIT_SYMBOL = frozenset({"_warnings", "builtins", "marshal", "sys"})
"""The built-in modules that no function called ``PyInit_NAME`` makes."""


def _names(rows: Names, version: Version) -> frozenset[str]:
    return frozenset(name for extent, names in rows if extent.covers(version) for name in names.split())


LISTED = Measured("the names of CPython's modules (tools/stdlib_names.py)", stdlib_names.SOURCES)


def names_in(table: stdlib_names.Table, version: Version) -> frozenset[str]:
    """Return the names that a table of ``stdlib_names`` has for a version, or for the newest that it knows."""
    minor = LISTED.nearest(version).minor
    return frozenset(
        name
        for runs, names in table.items()
        if any(first <= minor <= last for first, last in runs)
        for name in names.split()
    )


# What there is


@cache
def modules(version: Version) -> frozenset[str]:
    """Return the top-level modules of the standard library, whatever the platform."""
    return names_in(stdlib_names.MODULES, version)


@cache
def submodules(version: Version) -> frozenset[str]:
    """Return the modules inside of the packages of the standard library."""
    return names_in(stdlib_names.SUBMODULES, version)


@cache
def tests(version: Version) -> frozenset[str]:
    """Return the packages of the standard library's own tests."""
    return _names(_TESTS, version)


@cache
def packages(version: Version) -> frozenset[str]:
    """Return the packages of the standard library."""
    return frozenset(name.rpartition(".")[0] for name in submodules(version))


@cache
def without_submodules(version: Version, system: str) -> frozenset[str]:
    """Return the modules that are no packages."""
    return (modules(version) | submodules(version) | built_in(version, system)) - packages(version)


@cache
def extensions(version: Version) -> frozenset[str]:
    """Return the modules in C that are shared libraries in the plain build of Linux, or belong to other platforms."""
    return names_in(stdlib_names.EXTENSIONS, version)


def is_extension_somewhere(name: str) -> bool:
    """Tell whether some version has a module as one in C that is not built in, so that people link it in."""
    return name in _extensions_somewhere()


@cache
def _extensions_somewhere() -> frozenset[str]:
    return frozenset(name for names in stdlib_names.EXTENSIONS.values() for name in names.split())


@cache
def frozen(version: Version) -> frozenset[str]:
    """Return the modules that are frozen into the interpreter; from 3.11 on ``use_frozen_modules`` may leave them."""
    return names_in(stdlib_names.FROZEN, version)


@cache
def built_in(version: Version, system: str) -> frozenset[str]:
    """Return the names in the table of built-in modules, where ``system`` is the operating system of a target."""
    names = names_in(stdlib_names.BUILT_IN, version)
    if system == "windows":
        there = modules(version) | names
        return (names - _UNIX_ONLY) | there.intersection(_WINDOWS.split()) | _names(_UNLISTED_ON_WINDOWS, version)
    return names | extensions(version) if system in _STATIC_PLATFORMS else names


# What CPython does with it


@cache
def init_symbols(version: Version, system: str) -> frozenset[str]:
    """Return the functions of CPython itself that make its built-in modules."""
    return frozenset(f"PyInit_{name}" for name in built_in(version, system) - _NO_INIT_SYMBOL)


@cache
def preloaded(version: Version) -> frozenset[str]:
    """Return the names that CPython puts into ``sys.modules`` itself, so that nobody's module of that name is used."""
    return _names(_PRELOADED, version)


@cache
def needed_to_start(version: Version, system: str, *, has_site: bool) -> frozenset[str]:
    """Return the modules without which the start fails, with ``site`` or without."""
    names = _names(_FOR_START, version)
    if has_site:
        names |= _names(_FOR_SITE, version) | {"ntpath" if system == "windows" else "posixpath"}
    return names - (_UNIX_ONLY if system == "windows" else {"nt"})


@cache
def needed_to_run(version: Version, field: str) -> frozenset[str]:
    """Return the modules without which a program fails that a ``run_*`` field names."""
    return _names(_FOR_RUNNING.get(field, ()), version)
