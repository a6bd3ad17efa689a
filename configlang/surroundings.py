"""What configlang needs of the system that it runs on, and how it says that something of it is missing."""

from __future__ import annotations

import errno
import os

_MISSING = {
    errno.EAGAIN: "no further process may be started",
    errno.EDQUOT: "the quota is used up",
    errno.EFBIG: "no file may become so large",
    errno.EIO: "a device fails",
    errno.EMFILE: "no further file may be opened",
    errno.ENFILE: "the system can't open any further file",
    errno.ENOMEM: "there is no memory left",
    errno.ENOSPC: "the disk is full",
    errno.EROFS: "the file system is read-only",
}
"""By error number, what a system lacks that configlang can't do without; other numbers are somebody's mistake."""


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
    if error.errno in _MISSING:
        raise SurroundingsError(f"{what}: {_MISSING[error.errno]}") from error


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
