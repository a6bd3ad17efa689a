"""The folder of the answers: keeping one, and how much there may be."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Iterator

from configlang.cache import looks
from configlang.cache.answers import LARGEST, MAGIC, PLACE, SUFFIX, Kept, Question, digest, is_ours
from configlang.light.typed import NamedTuple

LIMIT = 64 << 20
"""Bytes of all answers together."""
_ROOM = LIMIT // 4
"""Bytes that are free after old ones have been taken away, so that this is rarely done."""

_LEDGER = "written"
"""
The file that has the number of bytes of each answer since the folder was last looked through.

Looking through it costs more than keeping an answer, and adding up these numbers next to nothing. They are written
before the answer: what is killed in between, counts.
"""
_NUMBER = 8
"""Bytes of a number there."""

_NEW = ".new"
"""What the name of a file ends with that is being written."""

_LEFT = 3600
"""Seconds after which a file that is being written has been left."""


class Held(NamedTuple):
    """
    A file of the folder.

    Attributes:
        path: The file.
        size: Its bytes.
        time: When it was written.
    """

    path: str
    size: int
    time: float

    @property
    def is_answer(self) -> bool:
        """Whether it is an answer, and not one that is being written."""
        return self.path.endswith(SUFFIX)


def keep(question: Question, answer: Kept, looked: bytes) -> None:
    """
    Remember an answer; where that can't be done, nothing is said.

    Args:
        question: What was asked.
        answer: What was answered.
        looked: What was looked at, packed.
    """
    files = (part for path, mode, text in answer.files for part in (looks.bytes_of(path), b"%d" % mode, text))
    body = looks.pack(
        [question.key, b"%d" % answer.code, answer.stdout, answer.stderr, b"%d" % len(answer.files), *files]
    )
    body += looked
    data = MAGIC + digest(body) + body
    if len(data) > LARGEST:
        return
    with contextlib.suppress(OSError):
        _make(question.folder)
        if is_trusted(question.folder):
            _make_room(question.folder, len(data))
            _write(question.folder, question.name, data)


def _make(folder: str) -> None:
    """
    Make a folder, and the one around it, where they are not there.

    Raises:
        OSError: When it can't be made.
    """
    if os.path.lexists(folder):
        return
    around = os.path.dirname(folder)
    with contextlib.suppress(FileExistsError):
        os.mkdir(around, 0o700)
    # Whoever works as another user, but in the home of this one, must not take the place.
    if os.environ.get(PLACE) or is_ours(os.stat(around)):
        with contextlib.suppress(FileExistsError):
            os.mkdir(folder, 0o700)


def is_trusted(folder: str) -> bool:
    """
    Tell whether a folder is one, and nobody else can write there.

    Raises:
        OSError: When there is nothing.
    """
    status = os.lstat(folder)
    return stat.S_ISDIR(status.st_mode) and is_ours(status)


def _write(folder: str, name: str, data: bytes) -> None:
    """Put a file into its place in one step, whoever reads or writes it at that moment."""
    new = os.path.join(folder, f"{os.urandom(8).hex()}{_NEW}")
    descriptor = _open(new, os.O_WRONLY | os.O_EXCL)
    try:
        with open(descriptor, "wb", buffering=0) as stream:
            view = memoryview(data)
            while view:
                view = view[stream.write(view) :]
        os.replace(new, os.path.join(folder, name))
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(new)
        raise


def _open(path: str, flags: int) -> int:
    flags |= os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def _make_room(folder: str, size: int) -> None:
    """Note that so many bytes are written, and take away the oldest answers where there would be too many."""
    descriptor = _open(os.path.join(folder, _LEDGER), os.O_RDWR | os.O_APPEND)
    try:
        numbers = os.read(descriptor, os.fstat(descriptor).st_size)
        total = sum(int.from_bytes(numbers[at : at + _NUMBER], "big") for at in range(0, len(numbers), _NUMBER))
        if not numbers or total + size > LIMIT or len(numbers) > _LONGEST:
            os.ftruncate(descriptor, 0)
            os.write(descriptor, _evict(folder, LIMIT - size).to_bytes(_NUMBER, "big"))
        os.write(descriptor, size.to_bytes(_NUMBER, "big"))
    finally:
        os.close(descriptor)


_LONGEST = 8 << 10
"""Bytes of the ledger; adding up more takes longer than looking through the folder."""


def _evict(folder: str, limit: int) -> int:
    """Take away the oldest answers where there are too many, and what was left half-written; return what is left."""
    held = sorted(held_in(folder), key=lambda each: each.time)
    total = sum(each.size for each in held)
    goal = total if total <= limit else limit - _ROOM
    now = time.time()
    for each in held:
        is_left = not each.is_answer and each.time + _LEFT < now
        if is_left or (each.is_answer and total > goal):
            with contextlib.suppress(OSError):
                os.unlink(each.path)
                total -= each.size
    return total


def _is_own(name: str) -> bool:
    """Tell whether a name is one of ours: sixteen digits and one of two ends."""
    digits, _, end = name.partition(".")
    return f".{end}" in {SUFFIX, _NEW} and len(digits) == _DIGITS and set(digits) <= set("0123456789abcdef")


_DIGITS = 16


def held_in(folder: str) -> Iterator[Held]:
    """Give the files of ours in a folder, without the ledger; none where it is not there, or not to be trusted."""
    with contextlib.suppress(OSError):
        if is_trusted(folder):
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _is_own(entry.name):
                        status = entry.stat(follow_symlinks=False)
                        yield Held(entry.path, status.st_size, status.st_mtime)


def clear(folder: str) -> int:
    """
    Take away all answers; return how many there were.

    What else lies there stays, and so does the folder where there is any.

    Raises:
        OSError: When one can't be taken away.
    """
    count = 0
    for each in [*held_in(folder)]:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(each.path)
            count += each.is_answer
    with contextlib.suppress(FileNotFoundError):
        if is_trusted(folder):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(os.path.join(folder, _LEDGER))
            # Somebody may have put something there.
            with contextlib.suppress(OSError):
                os.rmdir(folder)
    return count
