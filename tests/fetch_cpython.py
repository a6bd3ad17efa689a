"""
Fetch a CPython 3.14 with headers and a shared libpython, for the tests that embed one.

It comes out of a Maven artifact and is unpacked to a folder that looks like any installed prefix (without the tests of
the standard library). Linux on x86_64 only. A finished folder is left alone, and what an interrupted run has left is
done anew. The exit code is 0, or 1 with one line that says what is wrong.

The files carry the absolute path of their folder: move the folder, and the next run makes it anew. libpython itself has
the path of the machine where it was built, so a program that embeds it must set `home`.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MINOR = "3.14"
VERSION = f"{MINOR}.3"
ARTIFACT = f"org.bytedeco:cpython:{VERSION}-1.5.13:jar:linux-x86_64"
SHA256 = "eb5f1a6fe2dc498ac18927189a37f28a47b0ba06ae6bd85112eff023fe2eb46f"
"""Of the jar."""
GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy"
TIMEOUT = 900
"""Seconds for Maven, which has no limit of its own for a connection that has gone quiet."""

INSIDE = "org/bytedeco/cpython/linux-x86_64/"
"""The folder of the prefix in the jar."""
UNPACKED = re.compile(rf"bin/(?!c_rehash).+|include/.+|lib/pkgconfig/python.+|lib/python{MINOR}/(?!test/).+")
"""What is unpacked to where it is in the jar; the rest is Java, OpenSSL without headers, and tests."""
MOVED = {
    f"libpython{MINOR}.so.1.0": f"lib/libpython{MINOR}.so.1.0",
    # Beside the extension module that needs it, where its runpath leads.
    "libffi.so.8": f"lib/python{MINOR}/lib-dynload/libffi.so.8",
}
STAMP = "fetched.json"
"""Written last: tells that a folder is complete, and what from."""

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


def main() -> int:
    """Fetch what is not there, print where it is, and return the exit code."""
    parser = argparse.ArgumentParser(description=f"Fetch a CPython {VERSION} for the tests that embed one.")
    parser.add_argument("--into", type=Path, default=ROOT / ".cpython" / MINOR, help="the folder that becomes a prefix")
    into = parser.parse_args().into.resolve()
    try:
        fetch(into)
    except (FetchError, OSError) as error:
        sys.stderr.write(f"fetch_cpython.py: {error}\n")
        return 1
    sys.stdout.write(f"CPython {VERSION} is in {into}\n")
    return 0


def fetch(into: Path) -> None:
    """
    Bring the CPython into a folder, unless it is there.

    Raises:
        FetchError: If that fails; the folder is then as before.
    """
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise FetchError(f"there is a CPython for Linux on x86_64 only, not for {sys.platform} on {platform.machine()}")
    into.parent.mkdir(parents=True, exist_ok=True)
    with only_one(into.parent):
        if is_finished(into):
            return
        if into.exists() and not (into / STAMP).exists() and any(into.iterdir()):
            raise FetchError(f"{into} is not empty, and nothing that this script has made")
        part = into.with_name(f".{into.name}.fetching")
        shutil.rmtree(part, ignore_errors=True)
        try:
            with tempfile.TemporaryDirectory() as folder:
                unpack(download(Path(folder)), part, into)
            check(part, into)
            (part / STAMP).write_text(stamp(into), encoding="utf-8")
            shutil.rmtree(into, ignore_errors=True)
            part.rename(into)
        finally:
            shutil.rmtree(part, ignore_errors=True)


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Wait until no other process is at work in a folder, and keep others out."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def stamp(into: Path) -> str:
    """Return what a finished folder is made from: another artifact, script or place makes another one."""
    script = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    return json.dumps({"artifact": ARTIFACT, "sha256": SHA256, "script": script, "into": str(into)}, indent=2) + "\n"


def is_finished(into: Path) -> bool:
    """Tell whether a folder is complete and works."""
    try:
        if (into / STAMP).read_text(encoding="utf-8") != stamp(into):
            return False
        check(into, into)
    except (FetchError, OSError):
        return False
    return True


def download(folder: Path) -> Path:
    """Let Maven, which knows its registries, put the jar into a folder."""
    mvn = shutil.which("mvn")
    if mvn is None:
        raise FetchError("needs `mvn` on PATH (Debian: apt install maven)")
    options = ("--batch-mode", "--quiet", "-Dstyle.color=never")
    command = [mvn, *options, GOAL, f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    try:
        # In the empty folder, so that no pom.xml has a say.
        done = subprocess.run(
            command, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=TIMEOUT
        )
    except subprocess.TimeoutExpired:
        raise FetchError(f"mvn has not fetched {ARTIFACT} within {TIMEOUT} seconds") from None
    jar = next(folder.glob("*.jar"), None)
    if done.returncode != 0 or jar is None:
        # Debian's mvn writes escape sequences in front, whatever the options say.
        reason = re.search(r"\[ERROR\] (.+)|(.+)\s*\Z", done.stdout + done.stderr)
        text = (reason[1] or reason[2]).strip() if reason else f"exit code {done.returncode}"
        raise FetchError(f"mvn could not fetch {ARTIFACT}: {text}")
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    if found != SHA256:
        raise FetchError(f"the sha256 of {ARTIFACT} is {found}, not {SHA256}")
    return jar


def unpack(jar: Path, part: Path, into: Path) -> None:
    """Unpack the jar to a folder that will be moved to another one."""
    with zipfile.ZipFile(jar) as archive:
        details = json.loads(archive.read(f"{INSIDE}lib/python{MINOR}/build-details.json"))
        built_for = os.fsencode(details["base_prefix"])
        for name in archive.namelist():
            place = place_of(name)
            if place is None:
                continue
            data = archive.read(name)
            if not data.startswith(b"\x7fELF"):
                # What sysconfig and pkg-config tell, and the first lines of scripts.
                data = data.replace(built_for, os.fsencode(into))
            path = part / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            if place.startswith("bin/"):
                path.chmod(0o755)
    (part / "lib" / f"libpython{MINOR}.so").symlink_to(f"libpython{MINOR}.so.1.0")


def place_of(name: str) -> str | None:
    """Return where in the prefix a file of the jar belongs, None if nowhere."""
    if not name.startswith(INSIDE) or name.endswith("/"):
        return None
    place = name.removeprefix(INSIDE)
    return MOVED.get(place) or (place if UNPACKED.fullmatch(place) else None)


def check(folder: Path, into: Path) -> None:
    """
    Start the interpreter in a folder and see that it is what was wanted.

    Raises:
        FetchError: If it is not.
    """
    for name in (f"include/python{MINOR}/Python.h", f"lib/libpython{MINOR}.so"):
        if not (folder / name).exists():
            raise FetchError(f"there is no {name} in what was unpacked")
    command = (folder / "bin" / f"python{MINOR}", "-I", "-B", "-c", QUESTION)
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        reason = "".join(done.stderr.splitlines()[-1:])
        raise FetchError(f"the unpacked CPython does not start: {reason or f'exit code {done.returncode}'}")
    wanted = {"version": VERSION, "prefix": str(folder), "shared": 1, "library": str(into / "lib")}
    got = json.loads(done.stdout)
    if got != wanted:
        raise FetchError(f"the unpacked CPython is {got}, not {wanted}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
