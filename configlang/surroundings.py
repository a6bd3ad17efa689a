"""What configlang needs of the system that it runs on, and how it says that something of it is missing."""

from __future__ import annotations

import errno
import os

NO_MEMORY = "there is no memory left"
"""What is missing where memory has ended, and not by a limit of ours."""

_MISSING = {
    errno.EAGAIN: "no further process may be started",
    errno.EDQUOT: "the quota is used up",
    errno.EFBIG: "no file may become so large",
    errno.EIO: "a device fails",
    errno.EMFILE: "no further file may be opened",
    errno.ENFILE: "the system can't open any further file",
    errno.ENOMEM: NO_MEMORY,
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the file system is read-only",
}
"""By error number, what a system lacks that configlang can't do without; other numbers are somebody's mistake."""

_WORDS_OF_LOADERS = (
    ("failed to map segment", errno.ENOMEM),
    ("annot allocate memory", errno.ENOMEM),
    ("cannot map zero-fill pages", errno.ENOMEM),
    ("oo many open files", errno.EMFILE),
    ("nput/output error", errno.EIO),
)
"""What glibc's and musl's loaders say of a library that they can't load because the system lacks something."""


class SurroundingsError(Exception):
    """
    Neither a fault of ours nor a mistake in the config: the system does not let us work.

    The message names what is missing, as a sentence without its end.
    """


def raise_if_missing(error: OSError, what: str) -> None:
    """
    Raise where an error means that the system lacks something.

    Args:
        error: The error.
        what: What could not be done ("can't write `x`").

    Raises:
        SurroundingsError: For an error of that kind.
    """
    if lack := missing(error):
        raise SurroundingsError(f"{what}: {lack}") from error


def missing(error: BaseException) -> str | None:
    """
    Tell what the system lacks, by an exception that comes of it.

    Args:
        error: Any exception.

    Returns:
        What is missing, as a sentence without its end; None where the exception is somebody's mistake.
    """
    if isinstance(error, SurroundingsError):
        return str(error)
    if isinstance(error, MemoryError):
        return NO_MEMORY
    if isinstance(error, OSError):
        return _MISSING.get(error.errno or 0)
    # The dynamic loader tells of its errors by words alone, and so does Python of a thread that can't be started.
    if isinstance(error, ImportError):
        return next((_MISSING[number] for words, number in _WORDS_OF_LOADERS if words in str(error)), None)
    if isinstance(error, RuntimeError) and "can't start new thread" in str(error):
        return _MISSING[errno.EAGAIN]
    return None


def require_working_folder() -> None:
    """
    Make sure that there is a working folder, which every relative path begins in.

    Raises:
        SurroundingsError: Where it has been removed.
    """
    try:
        os.getcwd()
    except OSError as error:
        raise SurroundingsError(f"there is no working folder: {error.strerror or error}") from error
