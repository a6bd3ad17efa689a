"""Pipes between processes, and writing through them."""

from __future__ import annotations

import os


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes to a pipe, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def close_all(*descriptors: int) -> None:
    """Close descriptors."""
    for descriptor in descriptors:
        os.close(descriptor)


def pipe() -> tuple[int, int]:
    """Return the reading and the writing end of a pipe, neither of which takes the place of a standard stream."""
    ends = os.pipe()
    if min(ends) > _STDERR or os.name == "nt":
        return ends
    import fcntl

    # A standard stream is closed, and whoever silences or opens those would do it to our pipe.
    moved = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, _STDERR + 1) for end in ends]
    for end in ends:
        os.close(end)
    return moved[0], moved[1]


_STDERR = 2
