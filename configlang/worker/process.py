"""
The side that waits: has a worker started, gives it what it asks for, and reads its report.

Only a process of its own makes limits hold: the engine can exhaust its stack, abort when memory ends, and sit in one
native call for minutes.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import signal
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import islice

from configlang.surroundings import SurroundingsError, raise_if_missing
from configlang.worker import start
from configlang.worker.pipes import write_all
from configlang.worker.protocol import Answer, Request, frame
from configlang.worker.report import Death, InternalError, Report

__all__ = ["Answer", "Death", "InternalError", "Request", "ask", "ask_each"]

_CHUNK = 1 << 20


def ask(request: Request) -> Answer | Death:
    """
    Have a request done by a worker.

    Raises:
        InternalError: For a fault of our own.
        SurroundingsError: When the system does not let it work.
    """
    (outcome,) = ask_each([request])
    return outcome


def ask_each(requests: Iterable[Request], at_once: int = 1) -> Iterator[Answer | Death]:
    """
    Have requests done by a worker each, and give what comes of them in their order.

    Args:
        requests: The requests.
        at_once: How many workers there are at one time.

    Raises:
        InternalError: For a fault of our own.
        SurroundingsError: When the system does not let it work.
    """
    waiting = iter(requests)
    running: list[_Running] = []
    try:
        while True:
            with _held_signals():
                # A handler that raises must not do so between the start of a process and the note of it.
                running += map(_Running, islice(waiting, at_once - len(running)))
            if not running:
                return
            outcome = running[0].outcome()
            del running[0]
            yield outcome
    finally:
        with _held_signals():
            for each in running:
                each.end()


@contextlib.contextmanager
def _held_signals() -> Iterator[None]:
    """Let no signal handler run until the end of a block."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Running:
    """A request under way: started when made, then waited for or ended."""

    def __init__(self, request: Request) -> None:
        """Start the process."""
        self._report = Report()
        try:
            self._worker = _start(request)
        except OSError as error:
            raise_if_missing(error, "can't start the evaluating process")
            raise

    def outcome(self) -> Answer | Death:
        """
        Wait for the process and return what came of it; where that raises, the process is still to be ended.

        Raises:
            InternalError: For a fault of our own.
            SurroundingsError: When the system does not let it work.
        """
        worker = self._worker
        is_late = self._read(worker)
        with _held_signals():
            if is_late:
                worker.kill()
            status = worker.close()
        return self._report.outcome(status, is_late=is_late)

    def end(self) -> None:
        """End the process, and let go of all that belongs to it, if that has not been done."""
        if self._worker.is_open:
            self._worker.kill()
            self._worker.close()

    def _read(self, worker: start.Started) -> bool:
        """Read the report to its end or the deadline; tell whether it was the deadline."""
        while True:
            deadline = self._report.deadline
            if os.name != "nt":
                left = None if deadline is None else deadline - time.monotonic()
                if left is not None and (left <= 0 or not is_readable(worker.report, left)):
                    return True
            chunk = os.read(worker.report, _CHUNK)
            if not chunk:
                return False
            wanted = self._report.take(chunk)
            if wanted is not None:
                _give(worker.input, _read_stdin(wanted))


def _start(request: Request) -> start.Started:
    if not hasattr(os, "fork"):
        return start.spawn(request)
    if start.can_fork():
        return start.fork(request)
    from configlang.worker import server

    return server.start(request)


def _give(descriptor: int, data: bytes) -> None:
    """Send what was asked for; a worker that is gone needs nothing."""
    with contextlib.suppress(BrokenPipeError):
        write_all(descriptor, frame(data))


def _read_stdin(size: int) -> bytes:
    """
    Return so many bytes of standard input, or all that there are.

    Raises:
        SurroundingsError: When it is closed.
    """
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise SurroundingsError("standard input is closed")
    chunks = []
    try:
        # Piece by piece: room is taken for what there is, and not for what there might be.
        while size > 0 and (chunk := stream.read(min(size, _CHUNK))):
            chunks.append(chunk)
            size -= len(chunk)
    except OSError as error:
        raise SurroundingsError(f"can't read standard input: {error.strerror or error}") from error
    return b"".join(chunks)


def is_readable(descriptor: int, seconds: float) -> bool:
    """Wait until there is something to read, or the other end is closed; tell whether that came in time."""
    if hasattr(select, "poll"):
        # ``select`` takes no descriptor beyond its 1,024.
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(math.ceil(seconds * 1000)))
    return bool(select.select([descriptor], [], [], seconds)[0])
