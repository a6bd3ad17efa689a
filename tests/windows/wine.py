"""
Wine, which starts programs of Windows: one prefix for all the tests of a checkout, one server for all its programs.

A start takes three tenths of a second where the server runs, and three seconds where it must be started. What the
server and the services of a prefix have inherited stays open as long as they run, so nobody here waits for the end of a
pipe: what a program has written is whole when it has ended.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

from tests.hosts.cargo import require_tool

ROOT = Path(__file__).parents[2]

IDLE = 60
"""Seconds without a program after which the server ends by itself."""

_ARRIVING = 5
"""Seconds for what a program has written to arrive, once it has ended."""

_SETTINGS = {
    "WINEARCH": "win64",
    "WINEDEBUG": "-all",
    # A crash is told by the exit code, and opens no window; nothing is fetched for .NET and HTML.
    "WINEDLLOVERRIDES": "winedbg.exe,mscoree,mshtml=d",
}


def windows_path(path: Path | str) -> str:
    """Return what Windows calls an absolute path of this machine."""
    return "Z:" + str(path).replace("/", "\\")


@cache
def prefix() -> Path:
    """Return the folder that Wine keeps its Windows in, which takes ten seconds and 700 MB to make."""
    folder = Path(os.environ.get("WINEPREFIX") or ROOT / ".wine").absolute()
    folder.mkdir(mode=0o700, exist_ok=True)
    with _only_one(folder):
        if not (folder / "made").exists():
            _silent([require_tool("wine"), "wineboot", "--init"], folder)
            (folder / "made").touch()
    return folder


def serve() -> None:
    """Have a server run, which ends by itself."""
    _silent([require_tool("wineserver"), f"-p{IDLE}"], prefix())


def run(
    command: Sequence[Path | str | bytes],
    *,
    environment: Mapping[str, str | bytes],
    folder: Path,
    stdin: str = "",
    timeout: float = 120,
) -> subprocess.CompletedProcess[str]:
    """
    Run a program of Windows.

    Its streams are pipes: with a file in the place of one, Python under Wine finds its streams invalid.

    Args:
        command: The program and its arguments.
        environment: All of its variables.
        folder: Its working folder.
        stdin: What it reads.
        timeout: Seconds.
    """
    done = _run(command, environment, folder, stdin, timeout)
    if (done.returncode, done.stdout, done.stderr) == (1, "", ""):
        # Wine has not started it, as happens once in some thousand times; what a program does itself, it does again.
        done = _run(command, environment, folder, stdin, timeout)
    return done


def _run(
    command: Sequence[Path | str | bytes],
    environment: Mapping[str, str | bytes],
    folder: Path,
    stdin: str,
    timeout: float,
) -> subprocess.CompletedProcess[str]:
    wine, home = require_tool("wine"), prefix()
    serve()
    process = subprocess.Popen(
        [wine, *command],
        env={**environment, **_settings(home)},
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stderr is not None
    stdout, stderr = _Reader(process.stdout), _Reader(process.stderr)
    try:
        try:
            process.stdin.write(stdin.encode())
            process.stdin.close()
        except BrokenPipeError:
            pass
        code = process.wait(timeout)
    finally:
        process.kill()
        process.wait()
        said = [reader.text() for reader in (stdout, stderr)]
    return subprocess.CompletedProcess([*command], code, *said)


class _Reader:
    """What arrives in a pipe, which others may keep open."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe, self._parts = pipe, bytearray()
        self._thread = threading.Thread(target=self._read, daemon=True)
        self._thread.start()

    def _read(self) -> None:
        # It may end long after somebody has stopped waiting for it.
        with self._pipe:
            while part := os.read(self._pipe.fileno(), 65536):
                self._parts += part

    def text(self) -> str:
        """Return what has arrived, with the ends of lines that Python has."""
        self._thread.join(_ARRIVING)
        return self._parts.decode("utf-8", "backslashreplace").replace("\r\n", "\n")


def _settings(home: Path) -> dict[str, str]:
    return {**_SETTINGS, "WINEPREFIX": str(home)}


def _silent(command: Sequence[str], home: Path) -> None:
    """Run a part of Wine, which may leave others behind: they inherit no pipe of ours."""
    nothing = subprocess.DEVNULL
    environment = {**os.environ, **_settings(home)}
    subprocess.run(command, env=environment, stdin=nothing, stdout=nothing, stderr=nothing, check=False, timeout=300)


@contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Wait until no other process of the tests makes the prefix."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
