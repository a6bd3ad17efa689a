"""
The server of a program with several threads: a process with one thread, which forks a worker for each request.

It starts with the first request and ends with the program. What it has imported, its workers need not import again; of
the requests it sees nothing but the pipes.
"""

from __future__ import annotations

import contextlib
import importlib
import json
import os
import select
import signal
import socket
import sys
import threading

from configlang.worker.pipes import close_all, pipe, write_all
from configlang.worker.protocol import Request, frame
from configlang.worker.start import Pipes, Started, own_interpreter, run_forked

# The side of the program

_lock = threading.Lock()
_server: tuple[int, socket.socket] | None = None
"""The process that started the server, and the way to it."""


def start(request: Request) -> Started:
    """Have the server start a worker."""
    pipes = Pipes()
    status, far_status = pipe()
    try:
        folder = os.open(os.curdir, os.O_RDONLY)
        try:
            ends = [pipes.far_report, pipes.far_input, pipes.far_life, far_status, folder]
            _send(request.module.encode("ascii"), ends)
        finally:
            os.close(folder)
    except BaseException:
        pipes.close_near()
        os.close(status)
        raise
    finally:
        pipes.close_far()
        os.close(far_status)
    data = {"request": request, "environment": dict(os.environ)}
    # It may die at once, and then its exit code tells.
    with contextlib.suppress(BrokenPipeError):
        write_all(pipes.input, frame(json.dumps(data).encode("ascii")))
    # Only the server knows the process by its number; it dies when this end of the lifeline is closed.
    return Started(pipes.report, pipes.input, pipes.life, None, lambda: _read_status(status))


def _send(message: bytes, descriptors: list[int]) -> None:
    """Send a message to the server, which is started where there is none."""
    global _server  # noqa: PLW0603 - there is one for the whole program
    with _lock:
        if _server is not None and _server[0] == os.getpid():
            with contextlib.suppress(OSError):
                socket.send_fds(_server[1], [message], descriptors)
                return
        _server = (os.getpid(), _start_server())
        socket.send_fds(_server[1], [message], descriptors)


def _start_server() -> socket.socket:
    near, far = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with far:
        null = os.open(os.devnull, os.O_RDWR)
        try:
            program = f"import sys; sys.path[:] = {sys.path!r}; from configlang.worker.server import main; main()"
            words = [own_interpreter(), "-I", "-S", "-c", program]
            actions = [(os.POSIX_SPAWN_DUP2, *pair) for pair in ((far.fileno(), 0), (null, 1), (null, 2))]
            os.posix_spawn(words[0], words, os.environ, file_actions=actions, setsigmask=(), setsigdef=_OURS)
        finally:
            os.close(null)
    return near


_OURS = (signal.SIGCHLD, signal.SIGTERM, signal.SIGHUP)
"""The signals that do in a server what they do by default, whatever they do in the program."""


def _read_status(descriptor: int) -> int | None:
    """Wait for how a worker ended; None where the server has ended before."""
    with open(descriptor, "rb") as stream:
        text = stream.read()
    return int(text) if text else None


# The side of the server


def main() -> None:
    """Fork workers until the program ends, which is at the other end of the socket on standard input."""
    # Whatever the program has open and did not mark as its own.
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    waking, woken = pipe()
    os.set_blocking(woken, False)
    os.set_blocking(waking, False)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    signal.set_wakeup_fd(woken)
    statuses: dict[int, int] = {}
    poll = select.poll()
    poll.register(0, select.POLLIN)
    poll.register(waking, select.POLLIN)
    with socket.socket(fileno=0) as requests:
        while True:
            for descriptor, _ in poll.poll():
                if descriptor == waking:
                    _reap(waking, statuses)
                elif not _serve(requests, statuses, (waking, woken)):
                    os._exit(0)


def _reap(waking: int, statuses: dict[int, int]) -> None:
    """Tell whoever waits of the workers that have ended."""
    with contextlib.suppress(BlockingIOError):
        os.read(waking, 1 << 16)
    while statuses:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        descriptor = statuses.pop(pid)
        with contextlib.suppress(BrokenPipeError):
            os.write(descriptor, str(os.waitstatus_to_exitcode(status)).encode("ascii"))
        os.close(descriptor)


def _serve(requests: socket.socket, statuses: dict[int, int], own: tuple[int, ...]) -> bool:
    """Fork a worker for the next request; tell whether there was one."""
    message, ends, _, _ = socket.recv_fds(requests, 1 << 16, 5)
    if not message:
        return False
    # What one worker imports the next ones have. A worker that can't tells of it.
    with contextlib.suppress(Exception):
        importlib.import_module(message.decode("ascii"))
    far_report, far_input, far_life, status, folder = ends
    try:
        pid = os.fork()
    except OSError as error:
        with contextlib.suppress(BrokenPipeError):
            text = f"can't start the evaluating process: {error.strerror}"
            os.write(far_report, json.dumps({"missing": text}).encode("ascii") + b"\n")
        close_all(*ends)
        return True
    if pid == 0:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        close_all(status, *own, *statuses.values())
        requests.detach()
        os.fchdir(folder)
        os.close(folder)
        _become(far_report, far_input, far_life)
    statuses[pid] = status
    close_all(far_report, far_input, far_life, folder)
    return True


def _become(far_report: int, far_input: int, far_life: int) -> None:
    """Do the request that comes through the pipes."""

    def receive() -> Request:
        from configlang.worker.child import receive_data

        data = receive_data(far_input)
        os.environ.clear()
        os.environ.update(data["environment"])
        return Request(*data["request"])

    run_forked(far_report, far_input, far_life, receive)
