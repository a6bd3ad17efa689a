"""
The CPythons that programs in C and C++ are built against: every minor version from 3.8 on that is found here.

They are those of pyenv, and those that tests/fetch_cpython unpacks. What they are is read from their files, so
that finding them starts no process.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

from configlang.cpython.versions import PYTHON_VERSIONS, Version, split_build
from configlang.outputs.table import BY_NAME
from tests.fetch_cpython.debian import LOADER, own_loader
from tests.fetch_cpython.table import FETCHED, USUAL
from tests.hosts.cargo import IS_EVERY, missing, require_tool

__all__ = [
    "ALL_VERSIONS",
    "C_HOSTS",
    "FOUND",
    "IS_EVERY",
    "VERSIONS",
    "WITH_INITCONFIG",
    "CPython",
    "compile_flags",
    "find_cpythons",
    "full_version_of",
    "link_flags",
    "require_cpython",
    "require_tool",
]

ROOT = Path(__file__).parents[2]

ALL_VERSIONS = tuple(map(str, PYTHON_VERSIONS))
"""The minor versions looked for, oldest first."""


@attrs.frozen(kw_only=True)
class CPython:
    """
    A CPython with headers and a libpython.

    Attributes:
        version: As in `3.12`.
        full_version: As in `3.12.1`, with the letters of its build, as in `3.11.2d`.
        prefix: Its `sys.prefix`, and the `home` to start it with. The fetched one does not find itself without.
        executable: The interpreter, None if there is none.
        include: The folder of `Python.h`.
        library: The folder of libpython.
        is_shared: Whether that libpython is a shared one.
    """

    version: str
    full_version: str
    prefix: Path
    executable: Path | None
    include: Path
    library: Path
    is_shared: bool

    @property
    def release(self) -> Version:
        """The patch release that it is."""
        return Version(self.full_version)

    @property
    def is_of_debian(self) -> bool:
        """
        Whether it is one of Debian's.

        Those have more modules built in, and their libpython is bound to its own functions (`-Bsymbolic-functions`).
        """
        return (self.library / LOADER).exists()

    @property
    def library_name(self) -> str:
        """What a linker calls its libpython, as in `python3.12`, or `python3.11d` for a debug build."""
        return f"python{self.version}{split_build(self.full_version)[1]}"


def require_cpython(*versions: str) -> CPython:
    """Return the first CPython of some versions with a shared libpython, or end the test where there is none."""
    found = {python.version: python for python in find_cpythons() if python.is_shared}
    python = next((found[version] for version in versions if version in found), None)
    hint = f" (python -m tests.fetch_cpython gets {' and '.join(USUAL)})" if set(USUAL) & set(versions) else ""
    return python or missing(f"needs a CPython {' or '.join(versions)} with a shared libpython and headers{hint}")


def find_cpythons() -> tuple[CPython, ...]:
    """Return the newest release of each minor version that is found, oldest first; no prereleases."""
    newest: dict[str, CPython] = {}
    for prefix in _prefixes():
        for python in filter(None, (_look_at(prefix, version) for version in ALL_VERSIONS)):
            known = newest.get(python.version)
            if known is None or _patch(python) > _patch(known):
                newest[python.version] = python
    return tuple(newest[version] for version in ALL_VERSIONS if version in newest)


def compile_flags(python: CPython) -> tuple[str, ...]:
    """Return what a C or C++ compiler needs to find `Python.h`, in which it then warns of nothing."""
    return ("-isystem", str(python.include))


def link_flags(python: CPython) -> tuple[str, ...]:
    """
    Return what a C or C++ compiler needs to link this libpython; they belong behind the sources.

    The program loads just this one, though the system may have its own of the same name: the old kind of rpath comes
    before LD_LIBRARY_PATH and the system's folders.
    """
    flags = (f"-L{python.library}", f"-l{python.library_name}")
    if python.is_shared:
        rpath = ("-Wl,--disable-new-dtags", f"-Wl,-rpath,{python.library}")
        return (*flags, *(loader_flags(python) or rpath))
    # Extension modules find their symbols in the program itself.
    return (*flags, "-lpthread", "-ldl", "-lutil", "-lm", "-Wl,--export-dynamic")


def link_for(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have builds of others link for the CPython of a test: its parameter `version`, or the newest that tests start."""
    params = getattr(getattr(request.node, "callspec", None), "params", {})
    python = require_cpython(str(params.get("version", VERSIONS[-1])))
    monkeypatch.setenv("LDFLAGS", " ".join(loader_flags(python)))


def loader_flags(python: CPython) -> tuple[str, ...]:
    """Return what the linker needs for a CPython that has brought its own C library, which is newer than ours."""
    return own_loader(python.library) if python.is_of_debian else ()


def _prefixes() -> Iterator[Path]:
    pyenv = Path(os.environ.get("PYENV_ROOT") or "~/.pyenv").expanduser() / "versions"
    for folder in (pyenv, FETCHED):
        yield from sorted(folder.glob("3.*"))


def _look_at(prefix: Path, version: str) -> CPython | None:
    """Return the CPython of a minor version that is installed in a prefix."""
    include = prefix / "include" / f"python{version}"
    library, is_shared = prefix / "lib", True
    if not (library / f"libpython{version}.so").exists():
        archive = next(prefix.glob(f"lib/python{version}/config-{version}*/libpython{version}.a"), None)
        if archive is None:
            return None
        library, is_shared = archive.parent, False
    full_version = full_version_of(include)
    if full_version is None or not (include / "Python.h").exists():
        return None
    executable = prefix / "bin" / f"python{version}"
    return CPython(
        version=version,
        full_version=full_version,
        prefix=prefix,
        executable=executable if executable.exists() else None,
        include=include,
        library=library,
        is_shared=is_shared,
    )


def full_version_of(include: Path) -> str | None:
    """Return the release that the headers of a folder are of, None where there are none."""
    try:
        text = (include / "patchlevel.h").read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    match = re.search(r'^#define\s+PY_VERSION\s+"(\d+\.\d+\.\d+)"', text, re.MULTILINE)
    return match and match[1]


def _patch(python: CPython) -> int:
    return int(python.full_version.rpartition(".")[2])


FOUND = tuple(python.version for python in find_cpythons() if python.is_shared)
"""The minor versions that are found and can be started from a program, oldest first."""

VERSIONS = ALL_VERSIONS if IS_EVERY else (FOUND or ALL_VERSIONS)[-1:]
"""The minor versions that tests start, oldest first: all in CI, else the newest that is found."""

WITH_INITCONFIG = tuple(version for version in VERSIONS if Version(version) in BY_NAME["c-initconfig"].versions)
"""Those of them that have PyInitConfig."""

C_HOSTS = (*((version, "c") for version in VERSIONS), *((version, "c-initconfig") for version in WITH_INITCONFIG))
"""Each with every output in C for it."""
