"""Pipes between processes, and writing through them."""

from __future__ import annotations

import math
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


class Reader:
    """
    Reads a pipe, and waits no longer than somebody wants.

    Windows tells of no pipe whether there is something in it, so a thread waits for that there.
    """

    def __init__(self, descriptor: int, *, by_thread: bool = os.name == "nt") -> None:
        """Begin with nothing read."""
        self._descriptor = descriptor
        self._by_thread = by_thread
        self._fetching: _Fetching | None = None

    def read(self, seconds: float | None) -> bytes | None:
        """
        Return the next bytes, none at the end; None where there were none in time.

        Args:
            seconds: How long to wait; None for as long as it takes.
        """
        if seconds is not None and seconds <= 0:
            return None
        if not self._by_thread:
            is_there = seconds is None or _is_readable(self._descriptor, seconds)
            return os.read(self._descriptor, _CHUNK) if is_there else None
        fetching = self._fetching or _Fetching(self._descriptor)
        self._fetching = None if fetching.has_ended(seconds) else fetching
        return None if self._fetching is not None else fetching.found


class _Fetching:
    """A thread that waits for the next bytes of a pipe."""

    def __init__(self, descriptor: int) -> None:
        """Begin to wait."""
        import threading

        self.found = b""
        self._descriptor = descriptor
        self._ended = threading.Event()
        threading.Thread(target=self._fetch, daemon=True).start()

    def _fetch(self) -> None:
        try:
            self.found = os.read(self._descriptor, _CHUNK)
        except OSError:
            # Whoever reads has closed it, and waits no more.
            self.found = b""
        self._ended.set()

    def has_ended(self, seconds: float | None) -> bool:
        """Wait for it; tell whether that came in time."""
        return self._ended.wait(seconds)


def _is_readable(descriptor: int, seconds: float) -> bool:
    """Wait until there is something to read, or the other end is closed; tell whether that came in time."""
    import select

    if hasattr(select, "poll"):
        # ``select`` takes no descriptor beyond its 1,024.
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(math.ceil(seconds * 1000)))
    return bool(select.select([descriptor], [], [], seconds)[0])


_CHUNK = 1 << 20
"""Bytes that are read at once."""
