"""The generated pages of what extension modules can be loaded from, and how their files are called."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from configlang.cpython.locations import EXPORT_FLAGS, LOCATIONS, Loads, build_script_line
from configlang.cpython.suffixes import MEASURED, suffixes
from configlang.cpython.targets import Target, parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, show_versions

_NOTE = (
    "<!-- Made by tools/generate.py from configlang/cpython/locations.py and suffixes.py: change those and run it. -->"
)

_HEAD = (
    "# Extension modules by target",
    "",
    "An extension module is linked into the host program, or it is a shared library: a file that CPython's filesystem",
    "importer finds, or one that packed resources name to pyembed's OxidizedFinder. The how-to guides show how to",
    "make each of them; here is what works where. The codes [`not-on-search-path`](findings/not-on-search-path.md),",
    "[`wrong-suffix`](findings/wrong-suffix.md), [`no-shared-libraries`](findings/no-shared-libraries.md) and",
    "[`symbols-not-exported`](findings/symbols-not-exported.md) come from these tables.",
    "",
    "## What each kind of host loads",
    "",
    "*libpython* is whether the host is linked with a shared libpython or has a static one in it. *From memory* is a",
    "library without a file, which OxidizedFinder loads on Windows alone; configlang writes packed resources with",
    "paths. A module that is linked in works in every kind of host.",
    "",
)
_EXPORTS = (
    "",
    "The rows of Linux with glibc were tried: files with CPython 3.8 to 3.14 (a static libpython to 3.13), packed",
    "resources with pyembed 0.24 on 3.8 to 3.11. Those of musl, macOS and Windows are what PyOxidizer, which pyembed",
    "comes from, documents for the Python distributions that it builds with; those of Android and iOS are PEP 738 and",
    "PEP 730. The BSDs, Emscripten and WASI were not tried either.",
    "",
    "A shared library that an extension module needs in turn is looked for by the system's loader, not by Python:",
    "give the module an rpath, or put the library where the loader looks.",
    "",
    "## Exporting Python's symbols",
    "",
    "With a static libpython, Python's functions are in the program, and shared libraries find them there only if it",
    "exports them. Else their import ends with `undefined symbol: PyModule_Create2` or the like. In Rust, it is the",
    "build script of the *final* crate that must print the line; that of a library has no effect on the program.",
    "",
    "| program | in the build script | flag of the compiler that links |",
    "| --- | --- | --- |",
)
_EXPORTS_END = (
    "",
    "In CMake it is the property of the program `ENABLE_EXPORTS ON`, in Meson its argument `export_dynamic: true`.",
)
_FILES = (
    "",
    "## Where a file must be",
    "",
    "For each folder of `sys.path`, the filesystem importer looks for the module `app.fast` as one of these,",
    "whichever comes first; the folder `app` is that of the package:",
    "",
    "| file | what it is |",
    "| --- | --- |",
    "| `app/fast/__init__` and a suffix | a package in C; further modules lie in its folder |",
    "| `app/fast` and a suffix | a module |",
    "",
    "The init function is `PyInit_fast` in both cases. Nothing is loaded from a zip file. Case counts, on Windows",
    "too, but for the suffix there.",
    "",
    "OxidizedFinder is told the file, which may be called anything and lie anywhere below the folder of the",
    "executable.",
    "",
    "## Suffixes",
    "",
    "What CPython looks for, in this order (`importlib.machinery.EXTENSION_SUFFIXES`). 3X stands for the digits of",
    "the version, such as `311`; where `*` stands, the tag of that platform is not known here, and any is taken for",
    "right.",
    "",
    "| target | CPython | suffixes |",
    "| --- | --- | --- |",
)
_END = (
    "",
    "Debug builds have a `d` behind the digits (`.cpython-311d-darwin.so`), free-threaded builds from 3.13 on a `t`.",
    "Debug builds on Windows have `_d` before the suffix (`fast_d.pyd`). CPython tells musl from glibc since 3.11;",
    "Alpine Linux did so before, and a CPython that was cross-compiled for musl did not before 3.13, so that both are",
    "taken for right.",
)

_TRIPLES = (
    "x86_64-unknown-linux-gnu",
    "aarch64-unknown-linux-gnu",
    "i686-unknown-linux-gnu",
    "armv7-unknown-linux-gnueabihf",
    "powerpc64le-unknown-linux-gnu",
    "riscv64gc-unknown-linux-gnu",
    "s390x-unknown-linux-gnu",
    "x86_64-unknown-linux-musl",
    "armv7-unknown-linux-musleabihf",
    "x86_64-apple-darwin",
    "aarch64-apple-darwin",
    "x86_64-pc-windows-msvc",
    "i686-pc-windows-msvc",
    "aarch64-pc-windows-msvc",
    "x86_64-pc-windows-gnu",
    "x86_64-unknown-freebsd",
    "aarch64-linux-android",
    "aarch64-apple-ios",
    "aarch64-apple-ios-sim",
    "wasm32-unknown-emscripten",
    "wasm32-wasip1",
)

_SYSTEMS = {"linux": "Linux", "macos": "macOS", "freebsd": "FreeBSD", "netbsd": "NetBSD", "openbsd": "OpenBSD"}


def locations_page() -> str:
    """Return the reference page of what extension modules can be loaded from."""
    lines = [_NOTE, "", *_HEAD, *_host_table(page=""), *_EXPORTS]
    for flag in dict.fromkeys(EXPORT_FLAGS.values()):
        systems = ", ".join(_SYSTEMS[system] for system, each in EXPORT_FLAGS.items() if each == flag)
        lines.append(f"| {systems} | `{build_script_line(flag)}` | `{flag}` |")
    lines += [*_EXPORTS_END, *_FILES]
    for triple in _TRIPLES:
        lines += _suffix_rows(triple)
    return "\n".join([*lines, *_END]) + "\n"


def explanation_page(text: str) -> str:
    """Return the page that compares the ways with the table of hosts put in anew; the rest is written by hand."""
    head, start, rest = text.partition(_TABLE_START)
    _, end, tail = rest.partition(_TABLE_END)
    if not start or not end:
        message = "the page has no place for the table of hosts"
        raise ValueError(message)
    return "".join(
        [head, start, "\n", *(f"{row}\n" for row in _host_table(page="../reference/locations.md")), end, tail]
    )


_TABLE_START = "<!-- This table is made by tools/generate.py from configlang/cpython/locations.py. -->\n"
_TABLE_END = "\n<!-- The end of the table. -->"


def _host_table(*, page: str) -> Iterator[str]:
    """Give the rows of the table of hosts, with links into the reference page."""
    yield "| host | libpython | linked in | a file | named in packed resources | from memory | |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for row in LOCATIONS:
        memory = "yes" if row.from_memory else "no"
        file, packed = _loads(row.from_file, page), _loads(row.packed, page)
        yield f"| {row.host} | {row.libpython} | yes | {file} | {packed} | {memory} | {row.note} |"


def _loads(loads: Loads, page: str) -> str:
    exported = f"if the program [exports Python's symbols]({page}#exporting-pythons-symbols)"
    return exported if loads is Loads.EXPORTED else loads.value


def _suffix_rows(triple: str) -> Iterator[str]:
    """Give a row for each run of versions that look for the same, as far as anyone has looked."""
    target = parse_target(triple)
    if target is None:
        raise ValueError(f"no such target: {triple}")
    for shown, versions in groupby(
        filter(MEASURED.has_seen, PYTHON_VERSIONS), key=lambda version: _shown(version, target)
    ):
        yield f"| `{triple}` | {show_versions(versions)} | {shown} |"


def _shown(version: Version, target: Target) -> str:
    return ", ".join(f"`{suffix}`" for suffix in suffixes(version, target, digits="3X")) or "none"
