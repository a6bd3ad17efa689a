"""
The evaluating process: takes a request, sets its own limits, runs the language stage and reports.

It reports in JSON lines, so that whatever happens to it the parent knows how far it came: ``{"stage", "file"}`` before
each stage of each file, ``{"print"}`` for what the config prints, and at the end one line with everything.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import sys
import time
from collections.abc import Callable
from typing import Any

from configlang.findings.codec import to_data
from configlang.language.request import Request
from configlang.language.runtime import LimitReached, Run
from configlang.project.limits import MIB
from configlang.project.source import MARK

_STACK = 64 * MIB
"""Eight times the usual main stack: what nests too deeply for the engine then nests far deeper than any config."""
_CPU_GRACE = 1
"""Seconds of processor time beyond the time limit, in which the line that reached it can be told."""
_HEADROOM = 64 * MIB
"""Address space beyond the memory limit, so that the limit is first seen where its line can be told."""


def work(request: Request, write: Callable[[bytes], None]) -> None:
    """Evaluate a request under its limits and write the report."""
    base = _resident_bytes()
    _set_limits(request)
    deadline = time.process_time() + request.limits.timeout

    def check_limits() -> None:
        if time.process_time() > deadline:
            raise LimitReached("timeout")
        if _resident_bytes() - base > request.limits.memory * MIB:
            raise LimitReached("memory-limit")

    def report(data: dict[str, Any]) -> None:
        write(json.dumps(data).encode("ascii") + b"\n")

    run = Run(request, check_limits, report)
    try:
        run.evaluate()
    except MemoryError:
        report({"limit": "memory-limit"})
        return
    write(_result(run))


def _result(run: Run) -> bytes:
    # The declarations are JSON already, made by the engine.
    parts = {
        "findings": json.dumps([to_data(finding) for finding in run.findings]),
        "declarations": f"[{','.join(run.declarations)}]",
        "collected": run.collected,
        "sources": json.dumps(
            [[module, source.name, source.path, MARK in source.text] for module, source in run.sources.items()]
        ),
        "main": json.dumps(run.main_label),
    }
    body = ", ".join(f'"{key}": {value}' for key, value in parts.items())
    return f"{{{body}}}\n".encode()


def _set_limits(request: Request) -> None:
    try:
        import resource
    except ImportError:
        # Windows: the parent's clock and the checks between instructions are all there is.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # For what the checks between instructions don't see: one operation of the engine's that takes its time.
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(time.process_time() + request.limits.timeout) + _CPU_GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (seconds if hard == resource.RLIM_INFINITY else min(seconds, hard), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    stack = _STACK if hard == resource.RLIM_INFINITY else min(_STACK, hard)
    resource.setrlimit(resource.RLIMIT_STACK, (stack, hard))
    used = _virtual_bytes()
    if used is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = used + request.limits.memory * MIB + _STACK + _HEADROOM
        resource.setrlimit(resource.RLIMIT_AS, (wanted if hard == resource.RLIM_INFINITY else min(wanted, hard), hard))


def _virtual_bytes() -> int | None:
    """Return the address space in use; None where the system does not tell (and mostly does not limit it either)."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return None


def _resident_bytes() -> int:
    """Return the most memory that this process has held so far."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def main(lifeline: int | None) -> None:
    """Run as a process of its own: the request comes on standard input, the report goes to standard output."""
    if lifeline is not None:
        hold_on_to(lifeline)
    data = json.loads(sys.stdin.buffer.read())
    output = os.dup(1)
    silence()
    work(Request.from_data(data), lambda chunk: write_all(output, chunk))


def hold_on_to(lifeline: int) -> None:
    """
    Let this process end when the one that started it has ended, whatever it does at that moment.

    Args:
        lifeline: The reading end of a pipe whose other end only that process has. When it is closed, the system sends
            SIGIO, of which a process dies that does not handle it.
    """
    import fcntl
    import signal

    signal.signal(signal.SIGIO, signal.SIG_DFL)
    # Where a system has no such signals for pipes, the limits end the process.
    with contextlib.suppress(OSError, AttributeError):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)
    # It may have ended before.
    os.set_blocking(lifeline, False)
    with contextlib.suppress(BlockingIOError):
        os.read(lifeline, 1)
        os._exit(1)


def silence() -> None:
    """Send everything that the engine prints by itself to nowhere: panics speak on standard error."""
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)


def write_all(descriptor: int, data: bytes) -> None:
    """Write bytes to a pipe, however many calls that takes."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
