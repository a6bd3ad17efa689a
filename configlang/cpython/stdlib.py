"""What is known of CPython's own modules, per version and platform: what there is, what is built in, what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from configlang.cpython import stdlib_names
from configlang.cpython.targets import minor_of

_WINDOWS = """
    _bisect _blake2 _codecs_cn _codecs_hk _codecs_iso2022 _codecs_jp _codecs_kr _codecs_tw _contextvars _csv _datetime
    _heapq _hmac _interpchannels _interpqueues _interpreters _json _lsprof _md5 _multibytecodec _opcode _pickle _random
    _sha1 _sha2 _sha256 _sha3 _sha512 _statistics _struct _typing _winapi array audioop binascii cmath math mmap msvcrt
    nt parser winreg zlib
"""
"""
What Windows builds have built in beside the plain build of Linux, as far as a version has the module at all.

Source: the table of PC/config.c in CPython 3.8, 3.9 and 3.14. Nothing of it was run.
"""

_UNIX_ONLY = frozenset({"posix", "pwd"})

_STATIC_PLATFORMS = frozenset({"emscripten", "wasi"})
"""The platforms whose builds have the modules in C built in; they load no shared libraries."""

_PRELOADED = {
    "3.8-3.14": "__main__ _frozen_importlib importlib._bootstrap importlib._bootstrap_external os.path",
    "3.8-3.12": "typing.io typing.re",
    "3.8-3.10": "encodings.aliases encodings.utf_8",
    "3.8-3.9": "encodings.latin_1",
    "3.14": "collections.abc",
}
"""The names that are in ``sys.modules`` before anyone can import a module of that name: measured, all of them."""

_FOR_START = {
    "3.8-3.14": "_frozen_importlib_external codecs encodings",
    "3.8-3.13": "abc io",
    "3.11-3.14": "encodings.aliases encodings.utf_8",
    # Up to 3.12 the table's own entry of a name is the one that counts.
    "3.13-3.14": "_codecs _imp _io _thread _weakref marshal nt posix",
}
"""The modules whose place another can't take: the start fails. Measured with every name of the tables."""

_FOR_SITE = {
    "3.8-3.14": "_collections_abc _sitebuiltins abc genericpath os stat",
    "3.8-3.9": "_bootlocale",
}
"""Likewise where ``site`` is imported; and the module of ``os.path``."""

_FOR_RUNNING = {
    "run_module": {
        "3.8-3.14": "importlib importlib.util runpy types",
        "3.8-3.11": "collections contextlib functools keyword operator reprlib",
        "3.8-3.9": "_weakrefset importlib.abc importlib.machinery pkgutil weakref",
        "3.9": "collections.abc copyreg enum re sre_compile sre_constants sre_parse typing",
        "3.10-3.14": "importlib._abc",
    },
    "run_command": {"3.13-3.14": "linecache"},
}
"""Likewise for what the config runs, by the field that names it."""

_NO_INIT_SYMBOL = frozenset({"_warnings", "builtins", "marshal", "sys"})
"""The built-in modules that no function called ``PyInit_NAME`` makes."""


def names_in(table: Mapping[str, str], version: str) -> frozenset[str]:
    """Return the names that a table has for a version; its keys are like ``3.8-3.10, 3.12``."""
    return frozenset(name for versions, names in table.items() if _covers(versions, version) for name in names.split())


def _covers(versions: str, version: str) -> bool:
    for run in versions.split(", "):
        first, _, last = run.partition("-")
        if minor_of(first) <= minor_of(version) <= minor_of(last or first):
            return True
    return False


# What there is


@cache
def modules(version: str) -> frozenset[str]:
    """Return the top-level modules of the standard library, whatever the platform."""
    return names_in(stdlib_names.MODULES, version)


@cache
def submodules(version: str) -> frozenset[str]:
    """Return the modules inside of the packages of the standard library."""
    return names_in(stdlib_names.SUBMODULES, version)


@cache
def packages(version: str) -> frozenset[str]:
    """Return the packages of the standard library."""
    return frozenset(name.rpartition(".")[0] for name in submodules(version))


@cache
def extensions(version: str) -> frozenset[str]:
    """Return the modules in C that are shared libraries in the plain build of Linux, or belong to other platforms."""
    return names_in(stdlib_names.EXTENSIONS, version)


@cache
def is_extension_somewhere(name: str) -> bool:
    """Tell whether some version has a module as one in C that is not built in, so that people link it in."""
    return any(name in names.split() for names in stdlib_names.EXTENSIONS.values())


@cache
def frozen(version: str) -> frozenset[str]:
    """Return the modules that are frozen into the interpreter; from 3.11 on ``use_frozen_modules`` may leave them."""
    return names_in(stdlib_names.FROZEN, version)


@cache
def built_in(version: str, system: str) -> frozenset[str]:
    """Return the names in the table of built-in modules, where ``system`` is the operating system of a target."""
    names = names_in(stdlib_names.BUILT_IN, version)
    if system == "windows":
        there = modules(version) | names
        return (names - _UNIX_ONLY) | there.intersection(_WINDOWS.split()) | {"xxsubtype"}
    return names | extensions(version) if system in _STATIC_PLATFORMS else names


# What CPython does with it


@cache
def init_symbols(version: str, system: str) -> frozenset[str]:
    """Return the functions of CPython itself that make its built-in modules."""
    return frozenset(f"PyInit_{name}" for name in built_in(version, system) - _NO_INIT_SYMBOL)


@cache
def preloaded(version: str) -> frozenset[str]:
    """Return the names that CPython puts into ``sys.modules`` itself, so that nobody's module of that name is used."""
    return names_in(_PRELOADED, version)


@cache
def needed_to_start(version: str, system: str, *, has_site: bool) -> frozenset[str]:
    """Return the modules without which the start fails, with ``site`` or without."""
    names = names_in(_FOR_START, version)
    if has_site:
        names |= names_in(_FOR_SITE, version) | {"ntpath" if system == "windows" else "posixpath"}
    return names - (_UNIX_ONLY if system == "windows" else {"nt"})


@cache
def needed_to_run(version: str, field: str) -> frozenset[str]:
    """Return the modules without which a program fails that a ``run_*`` field names."""
    return names_in(_FOR_RUNNING.get(field, {}), version)
