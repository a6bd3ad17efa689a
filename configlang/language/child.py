"""
The parent's side of an evaluation: starts the evaluating process, waits as long as it may take, and reads the report.

Only a process of its own makes limits hold: the engine can exhaust its stack, abort when memory ends, and sit in one
native call for minutes.

How the process starts depends on who asks. A program with one thread forks: the child is ready at once. A program
with more threads must not (another thread may hold a lock that nobody in the child would ever release), so there a
new interpreter is started, which costs some tens of milliseconds. The same holds where there is no fork.
"""

from __future__ import annotations

import contextlib
import faulthandler
import json
import math
import os
import select
import signal
import sys
import threading
import time
from collections.abc import Iterator
from typing import IO, Any, cast

from configlang.findings.codec import from_data
from configlang.findings.finding import Finding, Span
from configlang.language.declarations import RecordedDeclaration, Sources
from configlang.language.request import Outcome, Printed, Request
from configlang.project.limits import MIB, Limits, limit_finding
from configlang.project.source import Source
from configlang.surroundings import SurroundingsError, raise_if_missing

_BACKSTOP = 6
"""
How many times the time limit an evaluation may take by the clock.

The limit is for processor time, which the child watches by itself: a good config is not to fail because the machine is
busy. Only what takes none of it, such as a system that swaps, is ended by the clock.
"""

_GRACE = 2.0
"""Seconds beyond that, in which the child starts."""


class InternalError(Exception):
    """The evaluating process failed by a fault of configlang's own."""


class Running:
    """An evaluation under way: started when made, then waited for once."""

    def __init__(self, request: Request) -> None:
        """Start the process."""
        self._request = request
        self._deadline = time.monotonic() + request.limits.timeout * _BACKSTOP + _GRACE
        self._process: Any = None
        self._pid = 0
        try:
            with _lifeline() as lifeline:
                self._life, far_end = lifeline
                if can_fork():
                    self._pid, self._pipe = _fork(request, *lifeline)
                else:
                    self._process, self._pipe = _spawn(request, far_end)
        except OSError as error:
            raise_if_missing(error, "can't start the evaluating process")
            raise

    @contextlib.contextmanager
    def held_interrupts(self) -> Iterator[None]:
        """
        Hold back an interrupt until the end of a block, and then end the process too.

        For imports between the start and the wait: an interrupt within one may be printed instead of raised.
        """
        if not hasattr(signal, "pthread_sigmask"):
            yield
            return
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            try:
                yield
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        except KeyboardInterrupt:
            self._kill()
            self._wait()
            raise

    def outcome(self) -> Outcome:
        """
        Wait for the process and return what came of it.

        Raises:
            InternalError: For a fault of our own.
        """
        is_late = False
        try:
            data, is_late = _read(self._pipe, self._deadline)
        except BaseException:
            self._kill()
            raise
        finally:
            if is_late:
                self._kill()
            os.close(self._pipe)
            status = self._wait()
            os.close(self._life)
        return _to_outcome(data, status, self._request, is_late=is_late)

    def _kill(self) -> None:
        if self._process is not None:
            self._process.kill()
        else:
            os.kill(self._pid, signal.SIGKILL)

    def _wait(self) -> int | None:
        """Return the exit code, or the negative number of the signal that ended the process; None where it is lost."""
        if self._process is not None:
            return int(self._process.wait())
        try:
            _, status = os.waitpid(self._pid, 0)
        except ChildProcessError:
            # Somebody else in this program collects children, or it wants to hear nothing of them.
            return None
        return os.waitstatus_to_exitcode(status)


def can_fork() -> bool:
    """Tell whether this process may fork: it has one thread, native ones counted where the system tells."""
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return True


@contextlib.contextmanager
def _lifeline() -> Iterator[tuple[int, int]]:
    """
    Give the two ends of a pipe through which nothing is ever sent.

    This process keeps the first, and the child has the other: when this process ends, in whatever way, the system tells
    the child, which ends too. The other is closed here at the end of the block; the first too where that fails.
    """
    reading, writing = _pipe()
    try:
        yield writing, reading
    except BaseException:
        os.close(writing)
        raise
    finally:
        os.close(reading)


def _pipe() -> tuple[int, int]:
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


def _fork(request: Request, held: int, lifeline: int) -> tuple[int, int]:
    reading, writing = _pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(reading)
        os.close(writing)
        raise
    if pid:
        os.close(writing)
        return pid, reading
    # From here on this is the child. Nothing of the parent's may run again: no handler, no buffer, no exit hook.
    code = 0
    try:
        os.close(reading)
        os.close(held)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
        from configlang.language import worker

        worker.hold_on_to(lifeline)
        # A handler of the parent's (pytest has one) would print the child's stack when the engine dies.
        faulthandler.disable()
        worker.silence()
        worker.work(request, lambda chunk: worker.write_all(writing, chunk))
    except BaseException as error:  # noqa: BLE001 - the parent reports it as the bug that it is
        code = 1
        os.write(writing, json.dumps({"bug": f"{type(error).__name__}: {error}"}).encode() + b"\n")
    finally:
        os._exit(code)


def _spawn(request: Request, lifeline: int) -> tuple[Any, int]:
    import subprocess

    if not sys.executable:
        raise InternalError("this program has several threads and names no Python to start (sys.executable is empty)")
    has_lifeline = os.name != "nt"
    number = lifeline if has_lifeline else None
    program = f"import sys; sys.path[:] = {sys.path!r}; from configlang.language.worker import main; main({number})"
    # Our own pipe and not the process's stdout object: it is read the same way as a forked child's.
    reading, writing = _pipe()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own program
            [sys.executable, "-I", "-S", "-c", program],
            stdin=subprocess.PIPE,
            stdout=writing,
            stderr=subprocess.DEVNULL,
            pass_fds=[lifeline] if has_lifeline else [],
        )
    except OSError:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    # It may die at once, and then its exit code tells.
    with contextlib.suppress(BrokenPipeError), cast("IO[bytes]", process.stdin) as stdin:
        stdin.write(json.dumps(request.to_data()).encode("ascii"))
    return process, reading


def _read(pipe: int, deadline: float) -> tuple[bytes, bool]:
    """Return all that comes through a pipe until its end or the deadline, and whether it was the deadline."""
    chunks: list[bytes] = []
    while True:
        if os.name != "nt":
            left = deadline - time.monotonic()
            if left <= 0 or not is_readable(pipe, left):
                return b"".join(chunks), True
        chunk = os.read(pipe, 1 << 20)
        if not chunk:
            return b"".join(chunks), False
        chunks.append(chunk)


def is_readable(descriptor: int, seconds: float) -> bool:
    """Wait until there is something to read, or the other end is closed; tell whether that came in time."""
    if hasattr(select, "poll"):
        # ``select`` takes no descriptor beyond its 1,024.
        poll = select.poll()
        poll.register(descriptor, select.POLLIN)
        return bool(poll.poll(math.ceil(seconds * 1000)))
    return bool(select.select([descriptor], [], [], seconds)[0])


def _to_outcome(data: bytes, status: int | None, request: Request, *, is_late: bool) -> Outcome:
    outcome = Outcome()
    place = {"stage": "read", "file": request.name}
    for line in data.split(b"\n"):
        if not line:
            continue
        try:
            event = json.loads(line)
        except ValueError:
            # The process was killed within a line.
            break
        if "declarations" in event:
            _fill(outcome, event, request, len(line))
            return outcome
        if "print" in event:
            outcome.printed.append(Printed(*event["print"]))
        elif "bug" in event:
            raise InternalError(event["bug"])
        elif "limit" in event:
            outcome.findings.append(limit_finding(event["limit"], request.limits, _start(place["file"])))
            return outcome
        else:
            place = event
    outcome.findings.append(_death(status, place, request.limits, is_late=is_late))
    return outcome


def _fill(outcome: Outcome, event: dict[str, Any], request: Request, size: int) -> None:
    sources = Sources()
    for module, name, path, is_marked in event["sources"]:
        sources.add(module, Source(name, path, request.text if path is None else None, is_marked))
    outcome.sources = sources
    outcome.findings = [from_data(data) for data in event["findings"]]
    outcome.declarations = [
        RecordedDeclaration(rule, stack, values, sources)
        for rule, stack, values in (*event["collected"], *event["declarations"])
    ]
    outcome.main_label = event["main"]
    limits, count = request.limits, len(outcome.declarations)
    if count > limits.declarations or size > limits.declared_size * MIB:
        # The list in the config file grows unseen; what it holds is counted here.
        last = outcome.declarations[min(limits.declarations, count - 1)]
        outcome.findings.append(limit_finding("too-many-declarations", limits, last.span()))


_WORDS = {"read": "reading", "parse": "parsing", "typecheck": "checking", "run": "running"}


_ENDED = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGIO")
"""The signals by which somebody ends a process; the engine dies of others."""


def _death(status: int | None, place: dict[str, str], limits: Limits, *, is_late: bool) -> Finding:
    """
    Return the finding for a process that ended without a word.

    Raises:
        SurroundingsError: When somebody has ended it.
    """
    span = _start(place["file"])
    if is_late or status == -getattr(signal, "SIGXCPU", 0):
        return limit_finding("timeout", limits, span)
    if status is None:
        raise SurroundingsError("the evaluating process ended, and another part of this program took its exit code")
    for name in _ENDED:
        if status == -getattr(signal, name, 0):
            raise SurroundingsError(f"the evaluating process was ended by {name}")
    # The engine aborts when memory ends; nothing else in it does. The kernel kills without asking.
    if status in {-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}:
        return limit_finding("memory-limit", limits, span)
    if status > 0:
        raise InternalError(f"the evaluating process ended with exit status {status}")
    return Finding(
        code="engine-crash",
        message=f"the Starlark engine died while {_WORDS[place['stage']]} this file (signal {-status})",
        span=span,
        hint="something in it, or a value that it makes, is nested too deeply",
    )


def _start(file: str) -> Span:
    return Span.from_line(file, 0)
