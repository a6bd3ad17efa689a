"""
Reading the objects of a git repository, which may come from anybody.

git runs programs that the configuration of a repository names: filters, hooks, text conversions, transports. So only
commands that read objects are run, none of which asks for any of these, without a shell, and with all transports
closed: an object that is not there is not fetched. What they give is raw: neither LFS nor submodules are followed, and
line ends are those in the repository.
"""

from __future__ import annotations

import os
import subprocess
import threading

from configlang.light.typed import IO
from configlang.surroundings import raise_if_missing

_OPTIONS = (
    *("-c", "protocol.allow=never", "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false"),
    *("-c", "core.sshCommand=false", "--no-pager", "--literal-pathspecs", "--no-optional-locks"),
)
_ENVIRONMENT = {
    # Goes before all that a repository allows.
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
TIMEOUT = 60
"""Seconds for what git does at once; then it hangs."""

_LARGEST = 16 << 20
"""Bytes of a file; of a larger one only the size is laid down, which is then too large for a config."""


class GitError(Exception):
    """What git says, or what is odd about what it gives, with a hint."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        """Take what there is to tell."""
        super().__init__(message)
        self.hint = hint


class Objects:
    """Reads objects, one after another, from one process of git."""

    def __init__(self) -> None:
        """Start it; it is ended where it hangs, as on a pipe in the place of an object."""
        self._process = _start("cat-file", "--batch", errors=subprocess.DEVNULL)
        self._watch = threading.Timer(TIMEOUT, self._process.kill)
        self._watch.start()

    def close(self) -> None:
        """End it."""
        self._watch.cancel()
        # A process with more than one thread can't fork.
        self._watch.join()
        self._process.kill()
        self._process.communicate()

    def read(self, name: str) -> tuple[int, bytes]:
        """Return the size of an object and what it holds, nothing of one that is too large."""
        given, output = _pipe(self._process.stdin), _pipe(self._process.stdout)
        try:
            given.write(f"{name}\n".encode("ascii"))
            given.flush()
            parts = output.readline().decode("ascii", "replace").split()
            if not parts:
                raise GitError(f"git can't read the object {name[:12]}")
            if len(parts) != 3 or parts[1] != "blob":  # noqa: PLR2004 - hash, type, size
                raise GitError(f"the object {name[:12]} is not in the repository, or is damaged")
            size = int(parts[2])
            return size, _read(output, size)
        except OSError:
            raise GitError(f"git can't read the object {name[:12]}") from None


def _read(output: IO[bytes], size: int) -> bytes:
    """Return what follows with its line end; nothing where it is too large, and is passed over."""
    data = b""
    left = size + 1
    while left > 0 and (chunk := output.read(min(left, 1 << 20))):
        left -= len(chunk)
        if size <= _LARGEST:
            data += chunk
    return data[:size]


def _pipe(stream: IO[bytes] | None) -> IO[bytes]:
    if stream is None:
        raise ValueError("git was started without pipes")
    return stream


def _start(*words: str, errors: int = subprocess.PIPE) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - the words are ours, but for a revision that begins with no hyphen
            [_program(), *_OPTIONS, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            env={**os.environ, **_ENVIRONMENT},
        )
    except OSError as error:
        raise_if_missing(error, "can't start git")
        raise GitError(f"git does not start: {error.strerror or error}") from None


def _program() -> str:
    """Return where git lies: in a folder that PATH names in full, and never in the working one, as Windows has it."""
    name = "git.exe" if os.name == "nt" else "git"
    folders = [folder for folder in os.environ.get("PATH", os.defpath).split(os.pathsep) if os.path.isabs(folder)]
    for path in (os.path.join(folder, name) for folder in folders):
        if os.path.isfile(path) and os.access(path, os.X_OK):
            return path
    raise GitError("there is no `git` here to read a revision with")


def run_git(*words: str) -> str:
    """Return what git says; names of files may hold what is no text."""
    with _start(*words) as process:
        try:
            output, errors = process.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            raise GitError(f"git took more than {TIMEOUT} seconds") from None
    if process.returncode != 0:
        lines = errors.decode("utf-8", "replace").strip().split("\n")
        raise GitError(lines[0] and f"git says: {lines[0]}")
    return os.fsdecode(output)
