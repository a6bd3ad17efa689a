"""The worker's side of a request: what is set up before it is done, and how its answer is sent."""

from __future__ import annotations

import faulthandler
import gc
import importlib
import io
import json
import os
import sys
from collections.abc import Callable

from configlang.cache import looks
from configlang.light.blocks import suppress
from configlang.light.signals import signal
from configlang.light.typed import Any, TextIO, cast
from configlang.surroundings import NO_MEMORY, missing
from configlang.worker import here
from configlang.worker.pipes import write_all
from configlang.worker.protocol import Answer, Request, encode, read_frame


def work(request: Request, report: int, requests: int) -> None:
    """
    Do a request in this process, which is for nothing else, and send the report.

    Args:
        request: The request.
        report: The descriptor that the report is written to.
        requests: The descriptor that what was asked for comes from.
    """
    # It ends soon, and all of its memory with it.
    gc.disable()
    # A handler of the parent's (pytest has one) would print the stack when the engine dies.
    faulthandler.disable()
    _silence()
    here.become(lambda chunk: write_all(report, chunk))
    if failure := _serve(request, requests):
        here.tell(failure)


def _serve(request: Request, requests: int) -> dict[str, Any] | None:
    """Send the answer to a request; return what stands instead of it where none came about."""
    stdout, stderr = _Printed(columns=request.columns), _Printed(is_terminal=request.is_terminal)
    sys.stdin, sys.stdout, sys.stderr = cast("TextIO", _Input(requests)), stdout, stderr
    try:
        try:
            if request.is_noting:
                looks.begin()
            else:
                looks.give_up()
            serve: Callable[[Any], Answer] = importlib.import_module(request.module).serve
            answer = serve(request.data)
        except SystemExit as end:
            # Wrong usage.
            answer = Answer(code=end.code if isinstance(end.code, int) else 1)
        if looks.is_noting():
            looks.note_libraries()
        answer = answer._replace(stdout=stdout.taken(), stderr=stderr.taken(), looks=looks.noted())
        here.send(encode(answer))
    except Exception as error:  # noqa: BLE001 - whoever waits reports it as the bug that it is
        if lack := missing(error):
            is_limit = lack == NO_MEMORY and here.is_held() and not here.is_short()
            return {"limit": "memory-limit"} if is_limit else {"missing": lack}
        import traceback

        return {"bug": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}
    except BaseException as error:
        # Without memory the engine panics anywhere, and that is no Exception.
        if type(error).__name__ != "PanicException" or not here.is_short():
            raise
        return {"missing": NO_MEMORY}
    return None


class _Printed(io.StringIO):
    """A stream that keeps what is printed."""

    def __init__(self, *, is_terminal: bool = False, columns: int | None = None) -> None:
        """Start empty."""
        super().__init__()
        self.columns = columns
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        """Tell whether it will be shown on a terminal."""
        return self._is_terminal

    def taken(self) -> bytes:
        """Return all that was printed; what is no text at all is escaped."""
        return self.getvalue().encode("utf-8", "backslashreplace")


class _Input:
    """Standard input, which the process that waits reads when it is told to."""

    def __init__(self, answers: int) -> None:
        """Take the descriptor that what is asked for comes from."""
        self._answers = answers

    @property
    def buffer(self) -> _Input:
        """The stream of bytes."""
        return self

    def read(self, size: int) -> bytes:
        """Return at most so many bytes, none at the end."""
        here.tell({"read": size})
        return _receive(self._answers)


def _receive(descriptor: int) -> bytes:
    with open(descriptor, "rb", closefd=False, buffering=0) as stream:
        return read_frame(stream)


def receive_data(descriptor: int) -> Any:  # noqa: ANN401 - JSON data
    """Return the data that comes through a pipe."""
    return json.loads(_receive(descriptor))


def main() -> None:
    """Run as a process of its own: the request comes on standard input, the report goes to standard output."""
    work(Request(*receive_data(0)), os.dup(1), os.dup(0))
    # There is nothing to take down.
    os._exit(0)


def hold_on_to(lifeline: int) -> None:
    """
    Let this process end when the one that started it has ended, whatever it does at that moment.

    Args:
        lifeline: The reading end of a pipe whose other end only that process has. When it is closed, the system sends
            SIGIO, of which a process dies that does not handle it.
    """
    import fcntl

    # Whoever started it may have held signals back just then.
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    # Where a system has no such signals for pipes, the limits end the process.
    with suppress(OSError, AttributeError):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    # It may have ended before.
    os.set_blocking(lifeline, False)
    with suppress(BlockingIOError):
        os.read(lifeline, 1)
        os._exit(1)


def _silence() -> None:
    """
    Send everything that the engine prints by itself to nowhere: panics speak on standard error.

    They show no stack either, which ``RUST_BACKTRACE=1`` asks for: reading symbols takes memory, and where it is memory
    that has ended, the engine waits for itself instead of dying. Only the engine is told: `os.environ` stays as it is.
    """
    for variable in ("RUST_BACKTRACE", "RUST_LIB_BACKTRACE"):
        os.putenv(variable, "0")
    try:
        null = os.open(os.devnull, os.O_RDWR)
    except OSError:
        # There is no such device, so these lead to nobody.
        null, end = os.pipe()
        os.close(end)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
