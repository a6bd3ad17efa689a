"""What the sources of CPythons have in common: a folder that becomes a prefix, and a look at what has come."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Protocol

TIMEOUT = 900
"""Seconds for a program that fetches: some have no limit of their own for a connection that has gone quiet."""

QUESTION = """
import ctypes, hashlib, json, math, sys, sysconfig
print(json.dumps({
    "version": sys.version.split()[0],
    "prefix": sys.prefix,
    "shared": sysconfig.get_config_var("Py_ENABLE_SHARED"),
    "library": sysconfig.get_config_var("LIBDIR"),
}))
"""


class FetchError(Exception):
    """There is no CPython to be had; the text is one line."""


class Source(Protocol):
    """Where a CPython comes from: a named tuple, whose text tells it from any other."""

    def fetch(self, part: Path, into: Path) -> str:
        """
        Unpack the CPython to a folder that will be moved to another one, and return the version that it is of.

        Raises:
            FetchError: If there is none.
        """
        ...

    def check(self, folder: Path, into: Path) -> None:
        """
        See that what lies in a folder, which is to lie in another one, is whole and works.

        Raises:
            FetchError: If it does not.
        """
        ...


def require(program: str, package: str) -> None:
    """Raise where a program is missing that a package of Debian has."""
    if shutil.which(program) is None:
        raise FetchError(f"needs `{program}` on PATH (Debian: apt install {package})")


def run(command: Sequence[Path | str], folder: Path, what: str, text: str = "", **variables: str) -> str:
    """
    Run a program that fetches or makes something, and return what it prints.

    Args:
        command: The program and its arguments.
        folder: Where it runs.
        what: What it does, in words that go behind "could not".
        text: What it reads.
        variables: More variables of the environment.
    """
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "LC_ALL": "C.UTF-8", **variables},
            input=text,
            capture_output=True,
            text=True,
            check=False,
            timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise FetchError(f"{name} could not {what} within {TIMEOUT} seconds") from None
    if done.returncode != 0:
        raise FetchError(f"{name} could not {what}: {_reason(done.stdout + done.stderr) or done.returncode}")
    return done.stdout


def _reason(output: str) -> str:
    """Return the line of a program's output that says what went wrong: the first error, or else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = (line.partition(mark)[2].strip() for line in lines for mark in ("[ERROR]", "E:") if mark in line)
    return next(errors, lines[-1] if lines else "")


def demand(folder: Path, names: Iterable[str]) -> None:
    """Raise for the first of some files that is not in a folder."""
    for name in names:
        if not (folder / name).exists():
            raise FetchError(f"there is no {name} in what was unpacked")


def demand_answer(interpreter: Sequence[Path | str], folder: Path, into: Path, version: str | None) -> str:
    """
    Start an interpreter, see that it is of a folder and a version, and return the version.

    Args:
        interpreter: The command that starts it.
        folder: The prefix that it has to have.
        into: The folder that its libpython is to lie below.
        version: What it has to be; None for what it is.
    """
    command = (*interpreter, "-I", "-B", "-c", QUESTION)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = "".join(done.stderr.splitlines()[-1:])
        raise FetchError(f"the unpacked CPython does not start: {reason or f'exit code {done.returncode}'}")
    got = json.loads(done.stdout)
    wanted = {
        "version": version or got["version"],
        "prefix": str(folder),
        "shared": 1,
        "library": str(into / "lib"),
    }
    if got != wanted:
        raise FetchError(f"the unpacked CPython is {got}, not {wanted}")
    return str(got["version"])
