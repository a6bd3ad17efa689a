"""Folders that hold a fetched CPython: made whole or not at all, and left alone where they are finished."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.fetch_cpython.sources import FetchError, Source

STAMP = "fetched.json"
"""Written last: tells that a folder is complete, and what from."""


def fetch(source: Source, into: Path) -> str:
    """
    Bring a CPython into a folder, unless it is there, and return its release.

    Raises:
        FetchError: If that fails; the folder is then as before.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise FetchError(f"there is one for Linux on x86_64 only, not for {sys.platform} on {platform.machine()}")
    into.parent.mkdir(parents=True, exist_ok=True)
    with only_one(into.parent):
        version = finished(source, into)
        if version is not None:
            return version
        if into.exists() and not (into / STAMP).exists() and any(into.iterdir()):
            raise FetchError(f"{into} is not empty, and nothing that this program has made")
        part = into.with_name(f".{into.name}.fetching")
        shutil.rmtree(part, ignore_errors=True)
        try:
            version = source.fetch(part, into)
            source.check(part, into)
            (part / STAMP).write_text(json.dumps(stamp(source, into) | {"version": version}, indent=2) + "\n", "utf-8")
            shutil.rmtree(into, ignore_errors=True)
            part.rename(into)
        finally:
            shutil.rmtree(part, ignore_errors=True)
        source.check(into, into)
        return version


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Wait until no other process is at work in a folder, and keep others out."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def stamp(source: Source, into: Path) -> dict[str, str]:
    """Return what a finished folder is made from: another source, program or place makes another one."""
    programs = (sys.modules[type(source).__module__], sys.modules[FetchError.__module__])
    text = b"".join(Path(str(program.__file__)).read_bytes() for program in programs)
    return {"source": str(source), "program": hashlib.sha256(text).hexdigest(), "into": str(into)}


def finished(source: Source, into: Path) -> str | None:
    """Return the release that is in a folder, None where it is not complete or does not work."""
    try:
        found = json.loads((into / STAMP).read_text(encoding="utf-8"))
        version = str(found.pop("version", ""))
        if found != stamp(source, into):
            return None
        source.check(into, into)
    except (FetchError, OSError, ValueError):
        return None
    return version
