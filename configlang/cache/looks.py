"""
What a run looks at in the file system, and looking again.

An answer holds as long as everything is as it was that its worker looked at: files that it read or looked for in vain,
where links lead, what lies in a folder. So the stages of the pipeline ask the file system here and nowhere else; what
comes with configlang itself is apart from that. Each look is noted with what was seen, whole and not by a digest or a
time, and whoever has kept the answer looks again in the same way.

Nothing is noted unless somebody begins with it, as a worker does that is asked for it.
"""

from __future__ import annotations

import os
import stat
import sys

# As typing has it; importing that takes longer than looking.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

SUFFIX = ".bzl"
"""What the name of a config file ends with, by custom."""

MOST_NAMES = 1000
"""Names in a folder that are looked at; in a larger one nobody looks."""

MOST_BYTES = 8 << 20
"""Bytes of a file that are kept; where one is larger, reading it again is the least of the work."""

READING = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How a file is opened for reading: without waiting, as for the writer of a FIFO, which is then refused."""

_noted: dict[tuple[str, str], bytes] | None = None
"""What was seen, by the kind of the look and the path; None where nothing is noted."""


def begin() -> None:
    """Note from here on what is looked at."""
    global _noted  # noqa: PLW0603 - a worker does one request
    _noted = {}


def is_noting() -> bool:
    """Tell whether looks are noted."""
    return _noted is not None


def give_up() -> None:
    """Note nothing any more: what comes of this run, nobody may remember."""
    global _noted  # noqa: PLW0603 - a worker does one request
    _noted = None


def noted() -> bytes | None:
    """Return all looks, packed; None where they aren't known."""
    return (
        None if _noted is None else pack(part for look, seen in _noted.items() for part in (*map(bytes_of, look), seen))
    )


def add(packed: bytes | None) -> None:
    """Add the looks of another worker, which did a part of this run; None where they aren't known."""
    if packed is None:
        give_up()
        return
    for kind, path, seen in _triples(unpack(packed)):
        _note(kind, path, seen)


def _note(kind: str, path: str, seen: bytes) -> None:
    if _noted is not None and _noted.setdefault((kind, path), seen) != seen:
        # It has changed in the middle of the run.
        give_up()


def hold(looked: Sequence[bytes], is_stdin: Callable[[bytes], bool]) -> bool:
    """Look again; tell whether everything is as it was; it takes what ``first_change`` takes."""
    return first_change(looked, is_stdin) is None


def first_change(looked: Sequence[bytes], is_stdin: Callable[[bytes], bool]) -> str | None:
    """
    Look again; return the first path where something else is seen, None where everything is as it was.

    Args:
        looked: The parts of the looks, in their order.
        is_stdin: Tells whether standard input is some bytes. It is asked only where all looks before were the same, so
            the run that they came of has read standard input, too.
    """
    for kind, path, seen in _triples(looked):
        if kind == "stdin":
            is_same = is_stdin(seen)
        elif kind == "bytes":
            is_same = _holds(path, seen)
        else:
            again = _AGAIN.get(kind)
            is_same = again is not None and again(path) == seen
        if not is_same:
            return path
    return None


# What there is at a path


def exists(path: str) -> bool:
    """Tell whether there is something at a path, along links."""
    return _kind(path) != _NOTHING


def isdir(path: str) -> bool:
    """Tell whether a path leads to a folder."""
    return _kind(path) == _FOLDER


def isfile(path: str) -> bool:
    """Tell whether a path leads to a regular file."""
    return _kind(path) == _FILE


def lexists(path: str) -> bool:
    """Tell whether there is something at a path, be it a link that leads nowhere."""
    seen = _there(path)
    _note("there", path, seen)
    return seen == _THERE


def realpath(path: str) -> str:
    """Return a path without links."""
    real = _realpath(path)
    _note("real", path, bytes_of(real))
    return real


def _realpath(path: str) -> str:
    try:
        return os.path.realpath(path)
    except (OSError, ValueError):
        # Windows, of a path that is too long for it; anywhere, of one that holds a NUL, which no file has.
        return os.path.abspath(path)


_NOTHING, _FOLDER, _FILE, _OTHER, _THERE = b"nothing", b"folder", b"file", b"other", b"there"


def _kind(path: str) -> bytes:
    seen = _kind_of(path)
    _note("kind", path, seen)
    return seen


def _kind_of(path: str) -> bytes:
    try:
        mode = os.stat(path).st_mode
    except (OSError, ValueError):
        return _NOTHING
    return _FOLDER if stat.S_ISDIR(mode) else _FILE if stat.S_ISREG(mode) else _OTHER


def _there(path: str) -> bytes:
    return _THERE if os.path.lexists(path) else _NOTHING


# What a folder holds


def names(folder: str) -> dict[str, bool] | None:
    """
    Return the names in a folder, each with whether it is one of a folder, along links.

    Returns:
        The names in their order; none where there are more than ``MOST_NAMES``, None where there is no such folder.
    """
    found = _names(folder)
    _note("names", folder, bytes_of(repr(found)))
    return found


def _names(folder: str) -> dict[str, bool] | None:
    found = {}
    try:
        with os.scandir(folder or os.curdir) as entries:
            for entry in entries:
                found[entry.name] = entry.is_dir()
                if len(found) > MOST_NAMES:
                    return {}
    except OSError:
        return None
    return dict(sorted(found.items()))


def below(folder: str) -> list[str]:
    """
    Return the config files in a folder at any depth, in order.

    Hidden folders and links to folders are left aside: what lies there belongs to tools, or is met elsewhere.
    """
    found = list(_below(folder))
    _note("below", folder, bytes_of("\0".join(found)))
    return found


def _below(folder: str) -> Iterator[str]:
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.endswith(SUFFIX):
                path = os.path.normpath(os.path.join(current, name))
                if os.path.isfile(path):
                    yield path


# What a file holds


def refusal(status: os.stat_result) -> str | None:
    """Say why an open file is not read; None where it is one to read."""
    if stat.S_ISDIR(status.st_mode):
        return "it is a directory"
    return None if stat.S_ISREG(status.st_mode) else "it is not a regular file"


def note_bytes(path: str, data: bytes) -> None:
    """Note what was read; of the path ``-`` it is standard input."""
    if path == "-":
        _note("stdin", "", data)
    elif len(data) > MOST_BYTES:
        give_up()
    elif _noted is not None:
        _note("bytes", path, b"=" + data)


def note_failure(path: str, error: OSError | ValueError) -> None:
    """Note why nothing could be read, an error of the system's or a ``refusal``."""
    if path == "-":
        give_up()
    else:
        _note("bytes", path, _failure(error))


def _failure(error: OSError | ValueError) -> bytes:
    return b"!" + bytes_of(str(error.errno) if isinstance(error, OSError) else str(error))


def read_back(path: str) -> bytes:
    """
    Return what a file holds that is only compared.

    Raises:
        OSError: When it can't be read.
    """
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        note_failure(path, error)
        raise
    note_bytes(path, data)
    return data


MOST_OF_HEAD = 1 << 16
"""Bytes at the beginning of a file that ``head`` returns."""


def head(path: str) -> bytes:
    """Return what a file begins with; nothing where it can't be read."""
    seen = _head(path)
    _note("head", path, seen)
    return seen


def _head(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(MOST_OF_HEAD)
    except OSError:
        return b""


def holds(path: str, data: bytes) -> bool:
    """Tell whether there is a regular file that holds some bytes."""
    return _holds(path, b"=" + data)


def _holds(path: str, seen: bytes) -> bool:
    """Tell whether a file holds what was read, or can't be read for the same reason."""
    try:
        descriptor = os.open(path, READING)
    except OSError as error:
        return seen == _failure(error)
    try:
        status = os.fstat(descriptor)
        if why := refusal(status):
            return seen == b"!" + bytes_of(why)
        size = len(seen) - 1
        if not seen.startswith(b"=") or status.st_size != size:
            return False
        # Without a copy: it may be long.
        data = read_all(descriptor, size + 1)
        return len(data) == size and seen.endswith(data)
    except OSError as error:
        return seen == _failure(error)
    finally:
        os.close(descriptor)


def read_all(descriptor: int, size: int) -> bytes:
    """Return what comes from a descriptor, at most so many bytes."""
    data = os.read(descriptor, size)
    if len(data) == size or not data:
        return data
    chunks = [data]
    size -= len(data)
    while size > 0 and (data := os.read(descriptor, size)):
        chunks.append(data)
        size -= len(data)
    return b"".join(chunks)


# What a run itself writes


def peek(path: str) -> bytes | None:
    """
    Return what a file holds that this run may write; nothing is noted, since it is another thing afterwards.

    Returns:
        The bytes; None where there is nothing.

    Raises:
        OSError: When it can't be read, or is no regular file.
    """
    try:
        descriptor = os.open(path, READING)
    except FileNotFoundError:
        return None
    try:
        status = os.fstat(descriptor)
        if why := refusal(status):
            raise OSError(why)
        return read_all(descriptor, status.st_size + 1)
    finally:
        os.close(descriptor)


def expect(path: str, data: bytes | None) -> None:
    """
    Note what there is at a path once this run is over.

    Args:
        path: A file that the run writes, takes away, or leaves as it is.
        data: What it holds then; None where there is nothing.
    """
    _note("digest", path, b"" if data is None else _digest_of(data))


def _digest_of(data: bytes) -> bytes:
    # For runs that make many files: keeping all of them would take longer than this import.
    from hashlib import blake2b

    return blake2b(data, digest_size=32).digest()


def _digest(path: str) -> bytes:
    try:
        data = peek(path)
    except OSError as error:
        return _failure(error)
    return b"" if data is None else _digest_of(data)


# What a run stands on, beside configlang itself


def note_libraries() -> None:
    """Note the libraries that this process uses, by what tells the system one file from another; they may be large."""
    for name in _LIBRARIES:
        path = getattr(sys.modules.get(name), "__file__", None)
        if path is None:
            continue
        _note("state", path, _state(path))
        # One that is put before it would be taken instead.
        top = name.partition(".")[0]
        for folder in sys.path:
            if path.startswith(os.path.join(folder, top)):
                break
            lexists(os.path.join(folder, top))


_LIBRARIES = ("starlark", "starlark.starlark", "attr", "tomli")


def _state(path: str) -> bytes:
    try:
        status = os.stat(path)
    except OSError:
        return b""
    return b"%d %d %d %d" % (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)


_AGAIN: dict[str, Callable[[str], bytes]] = {
    "kind": _kind_of,
    "there": _there,
    "real": lambda path: bytes_of(_realpath(path)),
    "names": lambda path: bytes_of(repr(_names(path))),
    "below": lambda path: bytes_of("\0".join(_below(path))),
    "state": _state,
    "head": _head,
    "digest": _digest,
}


# Packing


_SIZE = 4
"""Bytes of the number before each part."""


def pack(parts: Iterable[bytes]) -> bytes:
    """Return parts as one, each behind its size; what is packed so may be joined."""
    return b"".join([piece for part in parts for piece in (len(part).to_bytes(_SIZE, "big"), part)])


def unpack(data: bytes, start: int = 0) -> list[bytes]:
    """
    Return the parts again.

    Args:
        data: What has been packed.
        start: Where that begins.

    Raises:
        ValueError: When it was not packed so.
    """
    parts = []
    at, end = start, len(data)
    while at < end:
        start = at + _SIZE
        at = start + int.from_bytes(data[at:start], "big")
        parts.append(data[start:at])
    if at != end:
        raise ValueError("these are no parts")
    return parts


def _triples(parts: Sequence[bytes]) -> Iterator[tuple[str, str, bytes]]:
    for at in range(0, len(parts), 3):
        kind, path, seen = parts[at : at + 3]
        yield kind.decode("ascii"), text_of(path), seen


def bytes_of(text: str) -> bytes:
    """Return a text, or a path, to be packed."""
    # Names of files may hold what is no text.
    return text.encode("utf-8", "surrogatepass")


def text_of(data: bytes) -> str:
    """Return a text, or a path, that was packed."""
    return data.decode("utf-8", "surrogatepass")
