"""What the system lacks, told from what somebody has done wrong."""

from __future__ import annotations

import errno
import os

import pytest

from configlang.surroundings import NO_MEMORY, SurroundingsError, missing

LACKS = [
    (SurroundingsError("standard output is closed"), "standard output is closed"),
    (MemoryError(), "there is no memory left"),
    (OSError(errno.ENOMEM, "Cannot allocate memory", "folder"), "there is no memory left"),
    (OSError(errno.EMFILE, "Too many open files"), "no further file may be opened"),
    (ImportError("engine.so: failed to map segment from shared object"), "there is no memory left"),
    (ImportError("engine.so: cannot open shared object file: Too many open files"), "no further file may be opened"),
    (RuntimeError("can't start new thread"), "no further process may be started"),
]
MISTAKES = [
    FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)),
    OSError("a text alone"),
    ImportError("engine.so: undefined symbol: PyObject_New"),
    ModuleNotFoundError("No module named 'engine'"),
    RuntimeError("dictionary changed size during iteration"),
    ValueError("cannot allocate memory"),
    KeyboardInterrupt(),
]


@pytest.mark.parametrize(("error", "lack"), LACKS, ids=lambda value: repr(value)[:60])
def test_lack_of_the_system_is_told(error: Exception, lack: str) -> None:
    """Whatever exception comes of it, what is missing is told in the same words; memory is known as such."""
    assert lack == missing(error)
    assert (lack == NO_MEMORY) == ("memory" in lack)


@pytest.mark.parametrize("error", MISTAKES, ids=repr)
def test_mistakes_are_not_the_systems(error: BaseException) -> None:
    """An exception that comes of a mistake, the caller's or ours, says nothing of the system."""
    assert missing(error) is None
