"""Writing outputs: all of them or none, and never half a file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Mapping

_MAX_DIFF_LINES = 20


def write_all(files: Mapping[str, str | bytes]) -> str | None:
    """
    Write files so that all of them change or none does.

    Each goes to a new file beside its place first; only when all are complete are they put into place. A file that
    already holds what it should is left alone, time stamp included.

    Args:
        files: Paths, and their whole texts or bytes.

    Returns:
        What went wrong, or None. After a failure the old files are whole, and no new file is left behind.
    """
    ready: list[tuple[str, str, str]] = []
    path = ""
    try:
        for path, contents in files.items():
            data = _bytes(contents)
            # Through a link, so that the link stays one.
            target = os.path.realpath(path)
            if problem := _unfit(target):
                return f"can't write `{path}`: {problem}"
            if _holds(target, data):
                continue
            temporary = f"{target}.{os.getpid()}.tmp"
            ready.append((path, temporary, target))
            _write(temporary, data, target)
        for path, temporary, target in ready:  # noqa: B007 - the message below names it
            os.replace(temporary, target)
    except OSError as error:
        return f"can't write `{path}`: {error.strerror or error}"
    finally:
        for _, temporary, _ in ready:
            if os.path.exists(temporary):
                os.unlink(temporary)
    return None


def compare(path: str, contents: str | bytes) -> str | None:
    """Say how a file differs from what it should hold, for a text by a short unified diff; None where it doesn't."""
    if problem := _unfit(path):
        return f"{path}: stale: {problem}"
    try:
        with open(path, "rb") as file:
            old = file.read()
    except FileNotFoundError:
        return f"{path}: stale: the file does not exist"
    except OSError as error:
        return f"{path}: stale: {error.strerror or error}"
    data = _bytes(contents)
    if old == data:
        return None
    if isinstance(contents, bytes):
        return f"{path}: stale: {_first_difference(old, data)}"
    import difflib

    lines = list(
        difflib.unified_diff(
            old.decode("utf-8", "backslashreplace").splitlines(),
            contents.splitlines(),
            path,
            f"{path} (as it would be written)",
            n=1,
            lineterm="",
        )
    )
    if len(lines) > _MAX_DIFF_LINES:
        lines[_MAX_DIFF_LINES:] = [f"... and {len(lines) - _MAX_DIFF_LINES} more lines"]
    return f"{path}: stale\n" + "\n".join(lines)


def _bytes(contents: str | bytes) -> bytes:
    return contents.encode("utf-8") if isinstance(contents, str) else contents


def _first_difference(old: bytes, new: bytes) -> str:
    pairs = enumerate(zip(old, new, strict=False))
    offset = next((index for index, (one, other) in pairs if one != other), min(len(old), len(new)))
    return f"it holds {len(old)} bytes and would hold {len(new)}, other ones from byte {offset} on"


def _unfit(path: str) -> str | None:
    """Say why a path can't hold an output: replacing a device would destroy it, and reading a FIFO waits for ever."""
    if os.path.isdir(path):
        return "it is a directory"
    if os.path.exists(path) and not os.path.isfile(path):
        return "it is not a regular file"
    return None


def _holds(path: str, data: bytes) -> bool:
    try:
        with open(path, "rb") as file:
            return file.read(len(data) + 1) == data
    except OSError:
        return False


def _write(temporary: str, data: bytes, target: str) -> None:
    with open(temporary, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    # A file that is not there yet has no mode to keep.
    with contextlib.suppress(FileNotFoundError):
        os.chmod(temporary, os.stat(target).st_mode & 0o7777)
