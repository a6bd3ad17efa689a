"""The CPythons of this machine: where they are, and what each says of the headers and the libpython that it is of."""

from __future__ import annotations

import glob
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from struct import error as StructError  # noqa: N812 - a class, whatever it is called there
from struct import unpack_from

from configlang.cpython.builds import BUILDS, Build, Python, exists, parse_build
from configlang.cpython.targets import Target, host_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, parse_python, split_build
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.light.patterns import pattern
from configlang.light.typed import Any
from configlang.outputs.fill import read

_ASKING_SECONDS = 30
"""A cold start from a slow disk takes a few; a program that is no interpreter may wait for ever."""

_VERSION = pattern(r"\d+\.\d+(\.\d+)?[a-z]*")


@records.frozen(kw_only=True)
class CPython:
    """
    A CPython that may be booted.

    Attributes:
        version: The minor.
        full_version: As in ``3.12.1``, with ``t`` behind it for a free-threaded build and ``d`` for a debug build.
        order: What it is sorted by: the numbers of the version.
        executable: The interpreter that was asked.
        prefix: Its ``sys.base_prefix``, which is the ``home`` to start it with.
        includes: The folders of ``Python.h`` and ``pyconfig.h``; empty where there are no headers.
        library: The file of its libpython, a shared one where there is one; None where there is none.
        is_shared: Whether that is a shared one.
        link_flags: What the linker needs beside a static one.
        loader: The program that it has been started by, where that is not the system's own: it comes with a C library
            of its own, as those of Nix and Guix do.
        build: What it says that it was built as.
        target: What programs with it are built for; None is this machine.
    """

    version: Version
    full_version: str
    order: tuple[int, ...]
    executable: str
    prefix: str
    includes: tuple[str, ...]
    library: str | None
    is_shared: bool
    link_flags: tuple[str, ...] = ()
    loader: str | None = None
    build: Build = frozenset()
    target: Target | None = None

    @property
    def release(self) -> Version:
        """The patch release, with its build; one that leads up to it is told from it by nothing but its text."""
        return Version(".".join(map(str, self.order[:3])) + split_build(self.full_version)[1])

    @property
    def as_python(self) -> Python:
        """It as facts about CPythons go by it."""
        return Python(self.version, self.target or host_target(), self.build)

    @property
    def can_be_embedded(self) -> bool:
        """Whether a program can be built with it."""
        return bool(self.includes) and self.library is not None


_QUESTION = os.path.join(os.path.dirname(__file__), "parts", "question.py")


def ask(executable: str) -> CPython | str:
    """Return what an interpreter says of itself; where it is none that configlang knows, why not."""
    try:
        done = subprocess.run(  # noqa: S603 - an interpreter that the user named, or that lies where they are
            [executable, "-I", "-S", "-c", read(_QUESTION)],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_ASKING_SECONDS,
            check=False,
        )
        answer = json.loads(done.stdout)
        if answer["implementation"] != "cpython":
            return f"it is {answer['implementation']}, and not CPython"
        return _to_cpython(answer)
    except subprocess.TimeoutExpired:
        return f"it does not answer within {_ASKING_SECONDS} seconds"
    except OSError as error:
        return f"it can't be started: {error.strerror}"
    except (ValueError, KeyError, TypeError):
        # A program that is no Python 3 prints anything, or an error.
        return "it does not answer as a Python 3 would"


def _to_cpython(answer: dict[str, Any]) -> CPython | str:
    major, minor, micro, level, serial = answer["version"]
    release = "" if level == "final" else f"{ {'alpha': 'a', 'beta': 'b'}.get(level, 'rc') }{serial}"
    full_version = f"{major}.{minor}.{micro}{release}{answer['abi']}"
    version = parse_python(f"{major}.{minor}")
    if version is None:
        return f"it is CPython {full_version}; configlang knows {PYTHON_VERSIONS[0]} to {PYTHON_VERSIONS[-1]}"
    variables = {name: str(value or "") for name, value in answer["variables"].items()}
    library, is_shared = _find_library(answer["prefix"], variables)
    flags = shlex.split(" ".join(variables[name] for name in ("LIBS", "MODLIBS", "SYSLIBS", "LINKFORSHARED")))
    return CPython(
        version=version,
        full_version=full_version,
        order=(major, minor, micro, level == "final"),
        executable=answer["executable"],
        prefix=os.path.realpath(answer["prefix"]),
        includes=_find_headers(answer["prefix"], answer["include"], variables),
        library=library,
        is_shared=is_shared,
        link_flags=() if is_shared else tuple(flag for flag in flags if not flag.endswith((".a", ".o"))),
        loader=_find_loader(answer["executable"]),
        build=parse_build(answer["abi"]),
    )


def _find_headers(prefix: str, include: str, variables: dict[str, str]) -> tuple[str, ...]:
    """Find the headers; what a CPython says is where it was built to lie, which is not always where it lies."""
    moved = os.path.join(prefix, "include", f"python{variables['LDVERSION']}")
    folders = [include, variables["INCLUDEPY"], variables["CONFINCLUDEPY"], moved]
    found = [next((f for f in folders if f and _is_file(f, name)), None) for name in ("Python.h", "pyconfig.h")]
    return tuple(dict.fromkeys(filter(None, found))) if all(found) else ()


def _find_library(prefix: str, variables: dict[str, str]) -> tuple[str | None, bool]:
    folders = [variables["LIBDIR"], *(os.path.join(prefix, name) for name in ("lib", "lib64")), variables["LIBPL"]]
    names = [variables["LDLIBRARY"], variables["INSTSONAME"], variables["LIBRARY"]]
    for name in names:
        for folder in folders:
            if name and folder and _is_file(folder, name):
                return os.path.join(folder, name), not name.endswith(".a")
    return None, False


_ELF = b"\x7fELF\x02\x01"
"""What files begin with that Linux starts on processors of 64 bits, the lowest byte first."""

_LOADER_SEGMENT = 3


def _find_loader(executable: str) -> str | None:
    """Return what an executable says that it is to be loaded by (PT_INTERP), None for the system's own."""
    try:
        with open(executable, "rb") as file:
            header = file.read(64)
            if not header.startswith(_ELF):
                return None
            start, size, count = unpack_from("<Q", header, 32)[0], *unpack_from("<HH", header, 54)
            file.seek(start)
            table = file.read(size * count)
            for at in range(0, len(table), size):
                kind, _, offset, _, _, length = unpack_from("<IIQQQQ", table, at)
                if kind == _LOADER_SEGMENT:
                    file.seek(offset)
                    loader = os.fsdecode(file.read(length).rstrip(b"\0"))
                    return None if loader.startswith(("/lib", "/usr/lib", "/system/")) else loader
    except (OSError, ValueError, StructError):
        return None
    return None


def _is_file(folder: str, name: str) -> bool:
    return os.path.isfile(os.path.join(folder, name))


# Where they are


def find_all() -> tuple[CPython, ...]:
    """Return every CPython that configlang knows and that is found here, oldest first; each prefix once."""
    found: dict[tuple[str, str], CPython] = {}
    asked = set()
    for executable in _candidates():
        real = os.path.realpath(executable)
        if real not in asked and os.access(executable, os.X_OK):
            asked.add(real)
            python = ask(executable)
            if isinstance(python, CPython):
                found.setdefault((python.prefix, python.full_version), python)
    return tuple(sorted(found.values(), key=lambda python: (python.order, python.full_version, python.prefix)))


def _candidates() -> Iterator[str]:
    pyenv = os.path.expanduser(os.environ.get("PYENV_ROOT") or "~/.pyenv")
    shared = os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    uv = os.path.expanduser(os.environ.get("UV_PYTHON_INSTALL_DIR") or os.path.join(shared, "uv", "python"))
    for folder in (os.path.join(pyenv, "versions"), uv):
        for prefix in sorted(glob.glob(os.path.join(glob.escape(folder), "*"))):
            yield os.path.join(prefix, "bin", "python3")
    # The shims of pyenv start one of the versions above, or fail.
    shims = os.path.realpath(os.path.join(pyenv, "shims"))
    for folder in (*os.environ.get("PATH", "").split(os.pathsep), "/usr/bin", "/usr/local/bin"):
        if folder and os.path.realpath(folder) != shims:
            for name in ("python3", *_names_on_path()):
                yield os.path.join(folder, name)
    yield _own()


def _names_on_path() -> Iterator[str]:
    """Give what the interpreters of each version and each of its builds are called."""
    for version in PYTHON_VERSIONS:
        yield from (f"python{each}" for each in map(version.of_build, BUILDS.values()) if exists(each))


def _own() -> str:
    """Return the interpreter that this runs on; in a virtual environment, the one that it was made from."""
    return str(getattr(sys, "_base_executable", None) or sys.executable)


def choose(text: str | None) -> CPython | Problem:
    """
    Return the CPython that ``--python`` names.

    Args:
        text: A version (``3.12``, ``3.12.1``), an interpreter, or a prefix that has one; None is the CPython that
            this runs on.

    Returns:
        The CPython, or a finding with the code ``unknown-cpython``.
    """
    if text is not None and _VERSION.fullmatch(text):
        found = find_all()
        fitting = [python for python in found if text in _names(python)]
        # The newest release, and of equals one that can be embedded.
        best = max(fitting, key=lambda python: (python.can_be_embedded, python.order), default=None)
        return best or unknown(f"there is no CPython {text} here", f"there are {show(found)}" if found else None)
    executable = _own() if text is None else _executable_of(text)
    if executable is None:
        return unknown(f"`{text}` is neither an interpreter nor a prefix that has one in bin")
    python = ask(executable)
    if isinstance(python, str):
        return unknown(f"`{text or executable}` can't be booted: {python}")
    return python


def _names(python: CPython) -> Iterable[str]:
    return f"{python.version}{split_build(python.full_version)[1]}", python.full_version


def _executable_of(text: str) -> str | None:
    if os.path.isdir(text):
        candidates = [os.path.join(text, "bin", name) for name in ("python3", "python")]
        return next((path for path in candidates if os.access(path, os.X_OK)), None)
    return shutil.which(text)


def show(pythons: Iterable[CPython]) -> str:
    """Return the versions of some CPythons as a list for people."""
    return ", ".join(dict.fromkeys(python.full_version for python in pythons))


def unknown(message: str, hint: str | None = None) -> Problem:
    """Say that a CPython is not there."""
    return Problem(code="unknown-cpython", message=message, hint=hint)
