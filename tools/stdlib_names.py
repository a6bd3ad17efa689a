"""
Write configlang/cpython/stdlib_names.py: the names of CPython's own modules, asked of the interpreters themselves.

    python tools/stdlib_names.py            write it
    python tools/stdlib_names.py --check    write nothing, exit 1 and say what differs

The interpreters are those of pyenv and of .cpython. What whoever built one has built in beside what CPython's own build
does (Debian does so) is left out. A version without an interpreter here keeps what the file says of it.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator, Mapping
from pathlib import Path

import attrs

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "configlang" / "cpython" / "stdlib_names.py"

sys.path.insert(0, str(ROOT))
sys.dont_write_bytecode = True

from configlang.cpython.versions import PYTHON_VERSIONS, Version, runs  # noqa: E402 - of the checkout around this

FIRST_LISTED = Version("3.10")
"""The first version with `sys.stdlib_module_names`; the names of those before are walked."""


@attrs.frozen(kw_only=True)
class Facts:
    """
    What one CPython says of its modules.

    Attributes:
        release: Its full version.
        build: Its platform, and whether its libpython is shared.
        modules: The top-level names of the standard library on any platform, without tests.
        built_in: `sys.builtin_module_names`.
        extensions: Those of `modules` that are written in C and not built in here.
        frozen: The modules, submodules too, that are frozen into it.
        submodules: The modules inside of packages, by their dotted names.
    """

    release: str
    build: str
    modules: frozenset[str]
    built_in: frozenset[str]
    extensions: frozenset[str]
    frozen: frozenset[str]
    submodules: frozenset[str]


TABLES = {
    "modules": "The top-level modules of the standard library, on all platforms; test modules are none of it.",
    "built_in": "``sys.builtin_module_names`` of the builds named above; other builds and platforms have more.",
    "extensions": "Those of ``MODULES`` that are written in C and not built in there: built in elsewhere, maybe.",
    "frozen": "The modules of the standard library that are frozen into the interpreter.",
    "submodules": "The modules inside of its packages.",
}
"""The tables of the file, with what is said of them there."""

QUESTION = r"""
import _imp, json, os, platform, re, sys, sysconfig

NO_MODULE = re.compile(
    r"_test|_ctypes_test|xx|_xx|test$|tests$|idle_test$|_sysconfigdata|__hello__|__phello__|lib-dynload|site-packages"
)

def walk(folder, prefix):
    for entry in os.scandir(folder):
        stem, suffix = os.path.splitext(entry.name)
        if NO_MODULE.match(entry.name) or stem == "__init__" or not stem.isidentifier():
            continue
        if suffix == ".py":
            yield prefix + stem
        elif entry.is_dir() and os.path.exists(os.path.join(entry.path, "__init__.py")):
            yield prefix + stem
            yield from walk(entry.path, prefix + stem + ".")

library = sysconfig.get_path("stdlib")
built_in = set(sys.builtin_module_names)
folder = sysconfig.get_config_var("LIBPL") or ""

def named(name, pattern):
    try:
        with open(os.path.join(folder, name)) as file:
            return re.findall(pattern, file.read(), re.MULTILINE)
    except OSError:
        return []

# CPython's own build has those of one file and of a table built in; Setup.local is the builder's.
own = named("Setup.bootstrap", r"^(\w+)") + named("config.c.in", r'\{"(\w+)"')
built_in.difference_update(set(named("Setup.local", r"^(\w+) ")).difference(own))
python = set(walk(library, ""))
dynload = {name.partition(".")[0] for name in os.listdir(os.path.join(library, "lib-dynload")) if ".so" in name}
listed = sorted(getattr(sys, "stdlib_module_names", ()))
importer = ["_frozen_importlib", "_frozen_importlib_external"]
print(json.dumps({
    "release": platform.python_version(),
    "build": "%s, %s libpython" % (
        sysconfig.get_platform(), "shared" if sysconfig.get_config_var("Py_ENABLE_SHARED") else "static"),
    "python": sorted(python),
    "dynload": sorted(name for name in dynload if not NO_MODULE.match(name)),
    "listed": listed,
    "built_in": sorted(built_in),
    "frozen": sorted(name for name in python.union(listed, importer) if _imp.is_frozen(name)),
}))
"""
"""Asks for the modules with Python source, those in shared libraries, and the lists that there are."""


def find_interpreters() -> dict[Version, Path]:
    """Return the newest interpreter of each minor version that is found."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or "~/.pyenv").expanduser() / "versions"
    found: dict[Version, Path] = {}
    for version in PYTHON_VERSIONS:
        patches = [path for path in pyenv.glob(f"{version}.*") if path.name.rpartition(".")[2].isdigit()]
        patches.sort(key=lambda path: int(path.name.rpartition(".")[2]))
        for prefix in (ROOT / ".cpython" / str(version), *patches):
            path = prefix / "bin" / f"python{version}"
            if path.exists():
                found[version] = path
    return found


def ask(interpreters: Mapping[Version, Path]) -> dict[Version, Facts]:
    """Return what interpreters say, by version; those before the first with a list need that one beside them."""
    answers = {}
    for version in sorted({*interpreters} & {*PYTHON_VERSIONS}):
        command: list[str | Path] = [interpreters[version], "-I", "-S", "-c", QUESTION]
        answers[version] = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    elsewhere = _elsewhere(answers[FIRST_LISTED]) if FIRST_LISTED in answers else None
    return {
        version: _to_facts(answer, elsewhere or frozenset())
        for version, answer in answers.items()
        if answer["listed"] or elsewhere is not None
    }


_PYTHON_ELSEWHERE = frozenset({"msilib"})
"""The one package in Python that only one platform has."""


def _elsewhere(answer: Mapping[str, list[str]]) -> frozenset[str]:
    """Return the modules in C of other platforms: listed, and not here. They were there before there was a list."""
    return frozenset(answer["listed"]).difference(answer["python"], answer["dynload"], answer["built_in"])


def _left_out(answer: Mapping[str, list[str]]) -> frozenset[str]:
    """Return what a builder takes out that only another system needs: Debian does so, of 3.14 and of 3.15."""
    names = ("ctypes.macholib", *(f"ctypes.macholib.{name}" for name in ("dyld", "dylib", "framework")))
    return frozenset(names if "ctypes.util" in answer["python"] else ())


def _to_facts(answer: Mapping[str, list[str]], elsewhere: frozenset[str]) -> Facts:
    python = frozenset(answer["python"]) | _left_out(answer)
    built_in, frozen = frozenset(answer["built_in"]), frozenset(answer["frozen"])
    top = frozenset(name for name in python if "." not in name)
    modules = frozenset(answer["listed"]) or (
        top | elsewhere.union(answer["dynload"], built_in - {"xxsubtype"}, frozen)
    )
    return Facts(
        release=str(answer["release"]),
        build=str(answer["build"]),
        modules=modules,
        built_in=built_in,
        extensions=modules - python - built_in - frozen - _PYTHON_ELSEWHERE,
        frozen=frozen,
        submodules=python - top,
    )


def committed() -> dict[Version, Facts]:
    """Return what the file says, by version; nothing where there is none yet."""
    if not TARGET.exists():
        return {}
    module = importlib.import_module("configlang.cpython.stdlib_names")
    stdlib = importlib.import_module("configlang.cpython.stdlib")
    facts = {}
    for release, build in module.SOURCES.items():
        version = Version.of(Version(release).minor)
        names = {name: stdlib.names_in(getattr(module, name.upper()), version) for name in TABLES}
        facts[version] = Facts(release=release, build=build, **names)
    return facts


def render(facts: Mapping[Version, Facts]) -> str:
    """Return the text of the file."""
    lines = [
        '"""',
        "The names of CPython's own modules, under runs of minor numbers, first and last, of the versions with them.",
        "",
        "Made by tools/stdlib_names.py from the interpreters themselves: run it again, and change nothing here.",
        '"""',
        "",
        "Table = dict[tuple[tuple[int, int], ...], str]",
        "",
        "SOURCES = {",
        *(f'    "{facts[version].release}": "{facts[version].build}",' for version in sorted(facts)),
        "}",
        '"""The releases that were asked, and what builds of them."""',
    ]
    for name, doc in TABLES.items():
        lines += ["", f"{name.upper()}: Table = {{", *_rows({each: getattr(facts[each], name) for each in facts}), "}"]
        lines += [f'"""{doc}"""']
    return "\n".join(lines) + "\n"


def _rows(names: Mapping[Version, frozenset[str]]) -> Iterator[str]:
    """Yield the rows of a table: the versions, and the names that are in these and no others."""
    having: dict[tuple[Version, ...], list[str]] = {}
    for name in sorted(frozenset().union(*names.values())):
        having.setdefault(tuple(version for version in sorted(names) if name in names[version]), []).append(name)
    for versions in sorted(having, key=lambda versions: (-len(versions), versions)):
        text = " ".join(having[versions])
        key = tuple((first.minor, last.minor) for first, last in runs(versions))
        if len(text) < 95:  # noqa: PLR2004 - what is left of a line beside the versions
            yield f'    {key}: "{text}",'
            continue
        yield f'    {key}: """'
        yield from textwrap.wrap(text, 116, initial_indent=" " * 8, subsequent_indent=" " * 8)
        yield '    """,'


def differences(old: Mapping[Version, Facts], new: Mapping[Version, Facts]) -> Iterator[str]:
    """Yield a line for each table of a version that interpreters and file disagree on."""
    for version, facts in new.items():
        for name in TABLES:
            have = getattr(old[version], name) if version in old else frozenset()
            want = getattr(facts, name)
            changes = [f"+{each}" for each in sorted(want - have)] + [f"-{each}" for each in sorted(have - want)]
            if changes:
                yield f"{version} {name}: {' '.join(changes)}"


def main() -> int:
    """Write or check the file; return the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    options = parser.parse_args()
    old, new = committed(), ask(find_interpreters())
    changes = list(differences(old, new))
    for line in changes:
        print(line)
    if missing := [str(version) for version in PYTHON_VERSIONS if version not in new]:
        print(f"not found, left as they are: {' '.join(missing)}")
    if not options.check:
        TARGET.write_text(render({**old, **new}), encoding="utf-8", newline="\n")
    return 1 if changes and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
