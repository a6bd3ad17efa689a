"""What a worker has reported, and what is to be made of its end."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping

from configlang.light.signals import signal
from configlang.light.typed import Any, NamedTuple
from configlang.surroundings import NO_MEMORY, SurroundingsError
from configlang.worker.protocol import Answer, decode

_BACKSTOP = 6
"""
How many times the time limit a request may take by the clock.

The limit is for processor time, which the worker watches by itself: a good config is not to fail because the machine is
busy. Only what takes none of it, such as a system that swaps, is ended by the clock.
"""

_GRACE = 2.0
"""Seconds beyond that, in which the worker starts."""


class InternalError(Exception):
    """The evaluating process failed by a fault of configlang's own; ``traceback`` shows where, if that is known."""

    def __init__(self, message: str, traceback: str = "") -> None:
        """Keep the traceback."""
        super().__init__(message)
        self.traceback = traceback


class Death(NamedTuple):
    """
    The end of a worker that gave no answer.

    Attributes:
        code: The code of the finding: ``timeout``, ``memory-limit`` or ``engine-crash``.
        stage: What it was doing.
        file: The file that it was at, as people know it; None where it had come to none.
        signal: The number of the signal that ended it, 0 where that is not known.
        limits: What it was allowed, by name.
        printed: What the config had printed: file, 0-based line, text.
        reporting: How findings are shown, by what the command calls it; empty where that was not told.
    """

    code: str
    stage: str = ""
    file: str | None = None
    signal: int = 0
    limits: Mapping[str, Any] = {}
    printed: tuple[tuple[str, int, str], ...] = ()
    reporting: Mapping[str, Any] = {}


class Report:
    """
    What a worker has reported so far.

    Attributes:
        deadline: When it must have answered, by the monotonic clock; None where that is not known.
        progress: How many configs are done, and how many there are; None where that is of no interest.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self.deadline: float | None = None
        self._line: list[bytes] = []
        self._last: dict[str, Any] = {}
        self._body: list[bytes] | None = None
        self._place: dict[str, Any] = {}
        self._limits: dict[str, Any] = {}
        self._is_short = False
        self._printed: list[tuple[str, int, str]] = []
        self._reporting: dict[str, Any] = {}
        self.progress: tuple[int, int] | None = None

    def take(self, chunk: bytes) -> int | None:
        """Take the next bytes; return how much of standard input is asked for, None where none is."""
        wanted: int | None = None
        while self._body is None:
            line, end, rest = chunk.partition(b"\n")
            self._line.append(line)
            if not end:
                return wanted
            event = json.loads(b"".join(self._line))
            self._line, chunk = [], rest
            if "read" in event:
                wanted = event["read"]
            else:
                self._note(event)
        self._body.append(chunk)
        return wanted

    def _note(self, event: dict[str, Any]) -> None:
        if "print" in event:
            self._printed.append(tuple(event["print"]))
        elif "stage" in event:
            self._place = event
        elif "progress" in event:
            done, total = event["progress"]
            self.progress = done, total
        elif "reporting" in event:
            self._reporting = event["reporting"]
        elif "limits" in event:
            self._limits = event["limits"]
            self._is_short = event["is_short"]
            self.deadline = time.monotonic() + self._limits["timeout"] * _BACKSTOP + _GRACE
        else:
            self._last = event
            if "answer" in event:
                self._body = []

    def outcome(self, status: int | None, *, is_late: bool) -> Answer | Death:
        """
        Return what came of it, now that the process has ended.

        Args:
            status: Its exit code, or the negative number of the signal that ended it; None where that is lost.
            is_late: Whether it was ended because it took too long.

        Raises:
            InternalError: For a fault of our own.
            SurroundingsError: When the system did not let it work, or somebody has ended it.
        """
        last = self._last
        if self._body is not None and (answer := decode(last["answer"], b"".join(self._body))):
            return answer
        if "missing" in last:
            raise SurroundingsError(last["missing"])
        if "bug" in last:
            raise InternalError(last["bug"], last.get("traceback", ""))
        if "limit" in last:
            return self._death(last["limit"])
        if is_late or status == -getattr(signal, "SIGXCPU", 0):
            return self._death("timeout")
        if status is None:
            raise SurroundingsError("the evaluating process ended, and another part of this program took its exit code")
        for name in _ENDED:
            if status == -getattr(signal, name, 0):
                raise SurroundingsError(f"the evaluating process was ended by {name}")
        if status == -signal.SIGABRT and self._is_short:
            raise SurroundingsError(NO_MEMORY)
        # The engine aborts when memory ends; nothing else in it does. The kernel kills without asking.
        if status in {-signal.SIGABRT, -getattr(signal, "SIGKILL", 9)}:
            return self._death("memory-limit")
        if status >= 0:
            raise InternalError(f"the evaluating process ended with exit status {status}")
        return self._death("engine-crash", -status)

    def _death(self, code: str, number: int = 0) -> Death:
        return Death(
            code=code,
            stage=self._place.get("stage", ""),
            file=self._place.get("file"),
            signal=number,
            limits=self._limits,
            printed=tuple(self._printed),
            reporting=self._reporting,
        )


_ENDED = ("SIGTERM", "SIGHUP", "SIGINT", "SIGQUIT", "SIGUSR1", "SIGUSR2", "SIGIO")
"""The signals by which somebody ends a process; the engine dies of others."""
