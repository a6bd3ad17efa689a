"""
The side that waits: has a worker started, gives it what it asks for, and reads its report.

Only a process of its own makes limits hold: the engine can exhaust its stack, abort when memory ends, and sit in one
native call for minutes.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from configlang.cache import looks, stdin
from configlang.light.blocks import suppress
from configlang.light.signals import signal
from configlang.light.typed import Generic, TypeVar
from configlang.surroundings import raise_if_missing
from configlang.worker import start
from configlang.worker.pipes import Reader, write_all
from configlang.worker.protocol import Answer, Request, frame
from configlang.worker.report import Death, InternalError, Report

__all__ = ["Answer", "Death", "InternalError", "Request", "ask", "ask_each"]

Result = TypeVar("Result")


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
            for request in islice(waiting, at_once - len(running)):
                _undisturbed(lambda request=request: running.append(_Running(request)))  # type: ignore[misc]
            if not running:
                return
            outcome = running[0].outcome()
            del running[0]
            yield outcome
    finally:
        for each in running:
            _undisturbed(each.end)


def _undisturbed(action: Callable[[], Result]) -> Result:
    """
    Do something short to its end, whatever signal handlers do meanwhile, and return what it returns.

    A handler that raised within would leave descriptors and processes that nobody knows of.
    """
    # Where nobody has imported it, there are no threads of its.
    threading = sys.modules.get("threading")
    is_main = threading is None or threading.current_thread() is threading.main_thread()
    if not hasattr(signal, "pthread_sigmask") or not is_main:
        # Handlers run in the main thread alone.
        return action()
    if threading is None or threading.active_count() == 1:
        before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        try:
            return action()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return _Elsewhere(action).result()


class _Elsewhere(Generic[Result]):
    """
    Something that another thread does, because signals that are held back in this one reach it through others.

    Whatever is raised here meanwhile is raised when that is done.
    """

    def __init__(self, action: Callable[[], Result]) -> None:
        """Do nothing yet."""
        import threading

        self._action = action
        self._begun = threading.Event()
        self._ended = threading.Event()
        self._is_given_up = False
        self._done: list[Result] = []
        self._raised: BaseException | None = None

    def _run(self) -> None:
        self._begun.set()
        if not self._is_given_up:
            try:
                self._done.append(self._action())
            except BaseException as error:  # noqa: BLE001 - it is raised in the other thread
                self._raised = error
        self._ended.set()

    def result(self) -> Result:
        """Have it done, and return what it returns."""
        import threading

        thread = threading.Thread(target=self._run, daemon=True)
        interruption: BaseException | None = None
        try:
            thread.start()
        except BaseException as error:
            interruption = error
            # The thread may run all the same, and then it is waited for.
            if not self._begun.wait(_MOMENT):
                self._is_given_up = True
                raise
        # A thread whose `join` is interrupted is taken for one that has ended (CPython 3.11).
        while not self._ended.is_set():
            try:
                self._ended.wait()
            except BaseException as error:  # noqa: BLE001, PERF203 - it is raised below
                interruption = error
        if self._raised is not None:
            raise self._raised
        if interruption is not None:
            raise interruption
        return self._done[0]


_MOMENT = 0.2
"""Seconds in which a thread begins that was started at all."""


class _Running:
    """A request under way: started when made, then waited for or ended."""

    def __init__(self, request: Request) -> None:
        """Start the process."""
        self._report = Report()
        self._progress = Progress() if request.is_terminal else None
        try:
            # What a part of a run looks at belongs to all of it.
            self._worker = _start(request._replace(is_noting=True) if looks.is_noting() else request)
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
        try:
            is_late = self._read(worker)
        finally:
            if self._progress is not None:
                self._progress.clear()
        if is_late:
            worker.kill()
        outcome = self._report.outcome(_undisturbed(worker.close), is_late=is_late)
        if looks.is_noting():
            looks.add(outcome.looks if isinstance(outcome, Answer) else None)
        return outcome

    def end(self) -> None:
        """End the process, and let go of all that belongs to it, if that has not been done."""
        if self._worker.is_open:
            self._worker.kill()
            self._worker.close()

    def _read(self, worker: start.Started) -> bool:
        """Read the report to its end or the deadline; tell whether it was the deadline."""
        reader = Reader(worker.report)
        while True:
            deadline = self._report.deadline
            chunk = reader.read(None if deadline is None else deadline - time.monotonic())
            if not chunk:
                return chunk is None
            wanted = self._report.take(chunk)
            if self._progress is not None and self._report.progress is not None:
                self._progress.show(*self._report.progress)
            if wanted is not None:
                _give(worker.input, stdin.read(wanted))


class Progress:
    """How far a long run is, on a line of the terminal that is taken away in the end."""

    def __init__(self) -> None:
        """Show nothing yet."""
        self._shown = time.monotonic() + _PATIENCE - _PAUSE
        self._is_shown = False

    def show(self, done: int, total: int) -> None:
        """Show that so many of all configs are done, where the run takes long."""
        now = time.monotonic()
        if sys.stderr is not None and os.environ.get("TERM") != "dumb" and now >= self._shown + _PAUSE:
            self._shown = now
            self._is_shown = True
            with suppress(OSError, ValueError):
                sys.stderr.write(f"\r{done} of {total} configs\x1b[K")
                sys.stderr.flush()

    def clear(self) -> None:
        """Take the line away."""
        if self._is_shown:
            with suppress(OSError, ValueError):
                sys.stderr.write("\r\x1b[K")
                sys.stderr.flush()


_PATIENCE = 1.0
"""Seconds that a run may take before it tells how far it is."""
_PAUSE = 0.1
"""Seconds between two tellings."""


def _start(request: Request) -> start.Started:
    if not hasattr(os, "fork"):
        return start.spawn(request)
    if start.can_fork():
        return start.fork(request)
    from configlang.worker import server

    return server.start(request)


def _give(descriptor: int, data: bytes) -> None:
    """Send what was asked for; a worker that is gone needs nothing."""
    with suppress(BrokenPipeError):
        write_all(descriptor, frame(data))
