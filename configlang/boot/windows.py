"""
Programs of Windows on a machine that is none: MinGW-w64 builds them, Wine starts them.

A CPython of Windows can't be asked who it is before a program is there, so that is read from its files. Paths of the
machine are on the drive ``Z:`` of Wine.
"""

from __future__ import annotations

import glob
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence

from configlang.boot import process
from configlang.boot.pythons import CPython, show, unknown
from configlang.cpython.targets import Target
from configlang.cpython.versions import parse_python
from configlang.findings.problem import CPYTHON, Problem
from configlang.light.typed import IO

_DLL = re.compile(r"python3(\d{1,3})\.dll", re.IGNORECASE)
_RELEASE = re.compile(r'^#define\s+PY_VERSION\s+"(3\.\d+\.\d+)([a-z]+\d+)?', re.MULTILINE)
_VERSION = re.compile(r"3\.\d+(\.\d+)?")

_INSTALLED = (
    "users/*/AppData/Local/Programs/Python/*",
    "Program Files/Python*",
    "Python3*",
)
"""Where installers put a CPython, below the drive ``C:``."""

_ARRIVING = 5
"""Seconds for what a program has written to arrive, once it has ended."""


def is_foreign(target: Target) -> bool:
    """Tell whether a target's programs are started by Wine: those that MinGW-w64 builds, where this is no Windows."""
    return target.is_windows and target.env == "gnu" and os.name == "posix"


def compiler_of(target: Target) -> str:
    """Return the name of the compiler for a target."""
    return f"{target.arch}-w64-mingw32-gcc"


def path_of(path: str) -> str:
    """Return what a program of Windows calls a path of this machine."""
    return "Z:" + os.path.abspath(path).replace("/", "\\")


def missing(target: Target) -> Problem | None:
    """Say which of the tools is not there; None where all are."""
    for code, name, what, cure in (
        ("no-wine", "wine", "nothing to start", "install Wine"),
        ("no-compiler", compiler_of(target), "no C compiler to build", "install MinGW-w64"),
    ):
        if shutil.which(name) is None:
            return Problem(
                code=code,
                message=f"`{name}` is not on PATH, so there is {what} a program of {target.triple} with for {CPYTHON}",
                hint=cure,
            )
    return None


# Where they are


def choose(text: str | None, target: Target) -> CPython | Problem:
    """
    Return the CPython of Windows that ``--python`` names.

    Args:
        text: A version (``3.12``, ``3.12.1``), or a prefix; None is the newest that is found.
        target: The target that it is to be of.

    Returns:
        The CPython, or a finding with the code ``unknown-cpython``.
    """
    if text is not None and not _VERSION.fullmatch(text):
        python = look_at(os.path.dirname(text) if os.path.isfile(text) else text, target)
        return python or unknown(f"`{text}` is no prefix of a CPython of Windows: it has no python3XX.dll")
    found = find_all(target)
    fitting = [python for python in found if text is None or text in {str(python.version), python.full_version}]
    if not fitting:
        what = f" {text}" if text else ""
        return unknown(
            f"there is no CPython{what} of Windows here",
            f"there are {show(found)}" if found else "name its prefix, the folder with its python3XX.dll",
        )
    return max(fitting, key=lambda python: (python.can_be_embedded, python.order))


def find_all(target: Target) -> tuple[CPython, ...]:
    """Return every CPython of Windows that configlang knows and that is found here, oldest first."""
    found = {python.prefix: python for python in (look_at(each, target) for each in _prefixes()) if python is not None}
    return tuple(sorted(found.values(), key=lambda python: (python.order, python.prefix)))


def _prefixes() -> Iterator[str]:
    drive = os.path.join(os.path.expanduser(os.environ.get("WINEPREFIX") or "~/.wine"), "drive_c")
    for pattern in _INSTALLED:
        yield from sorted(glob.glob(os.path.join(glob.escape(drive), pattern)))
    pyenv = os.path.expanduser(os.environ.get("PYENV_ROOT") or "~/.pyenv")
    # Beside those that are of this machine, and in a folder of their own.
    for pattern in ("versions/*", "windows/*"):
        yield from sorted(glob.glob(os.path.join(glob.escape(pyenv), pattern)))


def look_at(prefix: str, target: Target) -> CPython | None:
    """Return the CPython of Windows that is in a folder, None where none is that configlang knows."""
    try:
        names = sorted(os.listdir(prefix))
    except OSError:
        return None
    match = next(filter(None, map(_DLL.fullmatch, names)), None)
    version = parse_python(f"3.{int(match[1])}") if match else None
    if match is None or version is None:
        return None
    include, library = os.path.join(prefix, "include"), os.path.join(prefix, "libs", f"python3{match[1]}.lib")
    release = _release(include)
    return CPython(
        version=version,
        full_version=release or str(version),
        order=tuple(int(part) for part in (release or str(version)).split(".")),
        executable=os.path.join(prefix, "python.exe"),
        prefix=os.path.realpath(prefix),
        includes=(include,) if os.path.isfile(os.path.join(include, "Python.h")) else (),
        library=library if os.path.isfile(library) else None,
        is_shared=True,
        target=target,
    )


def _release(include: str) -> str | None:
    try:
        with open(os.path.join(include, "patchlevel.h"), encoding="utf-8") as file:
            match = _RELEASE.search(file.read())
    except OSError:
        return None
    return match[1] if match else None


# Building


_UNDEFINED = re.compile(r"undefined reference to `(\w+)'")


def undefined(said: str, symbols: Sequence[str]) -> frozenset[str]:
    """Return those of some functions that a linker has not found, by what it has written into a file."""
    with open(said, encoding="utf-8", errors="backslashreplace") as file:
        return frozenset(_UNDEFINED.findall(file.read())) & frozenset(symbols)


# Starting


def environment(prefix: str, variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a program: its DLLs are those of a CPython, and Wine says nothing of itself."""
    path = variables.get("WINEPATH")
    folders = path_of(prefix) if not path else f"{path_of(prefix)};{path}"
    return {"WINEDEBUG": "-all", **variables, "WINEPATH": folders}


def run(
    command: Sequence[str], *, environment: Mapping[str, str], streams: process.Streams, timeout: float
) -> int | None:
    """
    Run a program, and wait for its end.

    Where its streams are no pipes, Python under Wine finds them invalid; and what Wine leaves running keeps pipes open,
    so that nobody waits for their end.

    Args:
        command: The program with its arguments; the first of all is Wine.
        environment: Its variables.
        streams: Where its streams lead in the end.
        timeout: How long it may take, in seconds.

    Returns:
        Its exit code as Wine has it, from 0 to 255; None where it took too long.
    """
    ends = [os.pipe() for _ in range(2)]
    wanted = [_number(stream, default) for stream, default in ((streams.stdout, 1), (streams.stderr, 2))]
    readers = [_Reader(read, number) for (read, _), number in zip(ends, wanted, strict=True)]
    out, err = (os.fdopen(write, "wb") for _, write in ends)
    try:
        inner = process.Streams(stdin=streams.stdin, stdout=out, stderr=err)
        return process.run(command, environment=environment, streams=inner, timeout=timeout)
    finally:
        out.close()
        err.close()
        for reader in readers:
            reader.join(_ARRIVING)


def _number(stream: IO[bytes] | int | None, default: int) -> int | None:
    """Return the descriptor that a stream is, None for the one that holds nothing."""
    if stream is None:
        return default
    if isinstance(stream, int):
        return None if stream == subprocess.DEVNULL else stream
    return stream.fileno()


class _Reader(threading.Thread):
    """Carries what arrives in a pipe on to where it is to be."""

    def __init__(self, pipe: int, target: int | None) -> None:
        super().__init__(daemon=True)
        self._pipe, self._target = pipe, target
        self.start()

    def run(self) -> None:
        while part := os.read(self._pipe, 65536):
            if self._target is not None:
                os.write(self._target, part)
        os.close(self._pipe)
