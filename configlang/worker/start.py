"""
The ways in which a worker starts.

A program with one thread forks: the worker is ready at once. A program with more threads must not, because another
thread may hold a lock that nobody in the worker would ever release, so a server does it there (`server.py`). Where
there is no fork, a new interpreter is started for each request, which costs some tens of milliseconds.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable

from configlang.light.blocks import suppress
from configlang.light.signals import signal
from configlang.light.typed import IO, NoReturn, cast
from configlang.worker.pipes import close_all, pipe
from configlang.worker.protocol import Request, frame
from configlang.worker.report import InternalError

_ends: set[int] = set()
"""The ends that this process has of pipes to workers, which no other worker may hold open."""


class Started:
    """
    A worker that has been started.

    Attributes:
        report: The descriptor that its report comes from.
        input: The descriptor that what it asks for is written to.
        wait: Waits for its end, and returns its exit code, or the negative number of the signal that ended it; None
            where that is lost.
        is_open: Whether it has not been closed.
    """

    def __init__(
        self,
        report: int,
        answers: int,
        life: int | None,
        kill: Callable[[], None] | None,
        wait: Callable[[], int | None],
    ) -> None:
        """
        Take what is known of it.

        ``life`` is the end of the pipe at whose closing the system ends it, which also does where nothing else kills.
        """
        self.report = report
        self.input = answers
        self.wait = wait
        self.is_open = True
        self._kill = kill
        self._life = life
        _ends.update({report, answers} if life is None else {report, answers, life})

    def kill(self) -> None:
        """End it, if it still runs."""
        if self._kill is None:
            self._close_life()
            return
        with suppress(ProcessLookupError):
            self._kill()

    def close(self) -> int | None:
        """Wait for its end, let go of all that belongs to it, and return its exit code as ``wait`` does."""
        self.is_open = False
        for end in (self.input, self.report):
            _ends.discard(end)
            os.close(end)
        status = self.wait()
        self._close_life()
        return status

    def _close_life(self) -> None:
        if self._life is not None:
            _ends.discard(self._life)
            os.close(self._life)
            self._life = None


class Pipes:
    """
    The pipes between a program and its worker.

    Nothing is ever sent through the lifeline: the program keeps its one end, and the worker has the other. When the
    program ends, in whatever way, the system tells the worker, which ends too.
    """

    def __init__(self) -> None:
        """Make them all, or none."""
        ends: list[int] = []
        try:
            for _ in range(3):
                ends += pipe()
        except BaseException:
            close_all(*ends)
            raise
        self.report, self.far_report, self.far_input, self.input, self.far_life, self.life = ends

    def close_near(self) -> None:
        """Close the ends of the program."""
        close_all(self.report, self.input, self.life)

    def close_far(self) -> None:
        """Close the ends of the worker."""
        close_all(self.far_report, self.far_input, self.far_life)


def can_fork() -> bool:
    """
    Tell whether this process may fork.

    It may where it has one thread, native ones counted if the system tells, and runs the main interpreter in it.
    """
    if not hasattr(os, "fork") or _has_threads() or _is_in_sub_interpreter():
        return False
    try:
        return len(os.listdir("/proc/self/task")) == 1
    except OSError:
        return True


def _has_threads() -> bool:
    """Tell whether Python knows of another thread: of one that it has started, or of one that it has met."""
    import _thread

    threading = sys.modules.get("threading")
    # No public name tells of those that were started without that module.
    return _thread._count() > 0 or (threading is not None and threading.active_count() > 1)  # noqa: SLF001


def _is_in_sub_interpreter() -> bool:
    try:
        interpreters = importlib.import_module("_interpreters" if sys.version_info >= (3, 13) else "_xxsubinterpreters")
    except ImportError:
        return False
    return bool(interpreters.get_current() != interpreters.get_main())


def fork(request: Request) -> Started:
    """Start a worker as a copy of this process."""
    pipes = Pipes()
    try:
        pid = os.fork()
    except OSError:
        pipes.close_near()
        pipes.close_far()
        raise
    if pid == 0:
        pipes.close_near()
        run_forked(pipes.far_report, pipes.far_input, pipes.far_life, lambda: request)
    pipes.close_far()
    return Started(pipes.report, pipes.input, pipes.life, lambda: os.kill(pid, signal.SIGKILL), lambda: wait_for(pid))


def run_forked(report: int, answers: int, lifeline: int, request: Callable[[], Request]) -> NoReturn:
    """Do a request in a process that was just forked, over the far ends of ``Pipes``, and end it."""
    # Nothing of the program's may run again: no handler, no buffer, no exit hook.
    code = 0
    try:
        close_all(*_ends)
        _ends.clear()
        # An interrupt is for the one that waits, whose end is that of this process too.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, signal.SIG_DFL)
        from configlang.worker import child

        child.hold_on_to(lifeline)
        child.work(request(), report, answers)
    except BaseException as error:  # noqa: BLE001 - the parent reports it as the bug that it is
        code = 1
        os.write(report, json.dumps({"bug": f"{type(error).__name__}: {error}"}).encode() + b"\n")
    finally:
        os._exit(code)


def wait_for(pid: int) -> int | None:
    """Return how a child of this process ended, as ``Started.wait`` does."""
    try:
        _, status = os.waitpid(pid, 0)
    except ChildProcessError:
        # Somebody else in this program collects children, or it wants to hear nothing of them.
        return None
    return os.waitstatus_to_exitcode(status)


def spawn(request: Request) -> Started:
    """Start a worker as a new interpreter; where there is no fork, it is not told of the end of this process."""
    import subprocess

    program = f"import sys; sys.path[:] = {sys.path!r}; from configlang.worker.child import main; main()"
    # Our own pipe and not the process's stdout object: it is read the same way as a forked worker's.
    reading, writing = pipe()
    try:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter with our own program
            [own_interpreter(), "-I", "-S", "-c", program],
            stdin=subprocess.PIPE,
            stdout=writing,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        os.close(reading)
        raise
    finally:
        os.close(writing)
    stdin = cast("IO[bytes]", process.stdin)
    with stdin:
        outer = os.dup(stdin.fileno())
        # It may die at once, and then its exit code tells.
        with suppress(BrokenPipeError):
            stdin.write(frame(json.dumps(request).encode("ascii")))
            stdin.flush()
    return Started(reading, outer, None, process.kill, process.wait)


def own_interpreter() -> str:
    """
    Return the interpreter that a new process runs.

    Raises:
        InternalError: When this program names none.
    """
    if not sys.executable:
        raise InternalError("this program has several threads and names no Python to start (sys.executable is empty)")
    return sys.executable
