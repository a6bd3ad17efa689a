"""
What code that may run in a worker says and asks there: how far it is, and what it may use.

Elsewhere, as in a test that calls the pipeline itself, nobody listens and nothing is limited.
"""

from __future__ import annotations

import json
import math
import os
import sys
import time
from collections.abc import Callable

from configlang.light import records
from configlang.light.typed import Any
from configlang.project.limits import MIB, LimitReached, Limits

_STACK = 64 * MIB
"""Eight times the usual main stack: what nests too deeply for the engine then nests far deeper than any config."""
_CPU_GRACE = 1
"""Seconds of processor time beyond the time limit, in which the line that reached it can be told."""
_HEADROOM = 64 * MIB
"""Address space beyond the memory limit, so that the limit is first seen where its line can be told."""


class _Worker:
    """The worker that this process is."""

    def __init__(self, write: Callable[[bytes], None]) -> None:
        """Take what sends a part of the report."""
        self.write = write
        self.limits: Limits | None = None
        self.started = 0.0
        self.resident = 0
        self.virtual: int | None = None

    def start(self) -> None:
        """Limit what is used from here on, and not what it took to come here."""
        self.started = time.process_time()
        self.resident = _resident_bytes()
        self.virtual = _virtual_bytes()


_worker: _Worker | None = None


def become(write: Callable[[bytes], None]) -> None:
    """Make this process a worker, which does one request and ends."""
    global _worker  # noqa: PLW0603 - it is one from now on
    _worker = _Worker(write)


def tell(event: dict[str, Any]) -> None:
    """Send a line of the report."""
    if _worker is not None:
        _worker.write(json.dumps(event).encode("ascii") + b"\n")


def send(data: bytes) -> None:
    """Send the last line of the report, with what stands behind it."""
    if _worker is not None:
        _worker.write(data)


def is_held() -> bool:
    """Tell whether this process is limited."""
    return _worker is not None and _worker.limits is not None


def is_short() -> bool:
    """Tell whether the system gives this process less memory than its limit, so that running out is its doing."""
    try:
        import resource
    except ImportError:
        return False
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits, virtual = (None, None) if _worker is None else (_worker.limits, _worker.virtual)
    return 0 <= hard < (virtual or 0) + (limits or Limits()).memory * MIB


def hold(limits: Limits) -> None:
    """
    Set the limits of all that this worker does.

    Those that were set before are replaced, and what has been used since the first ones counts.
    """
    if _worker is None:
        return
    if _worker.limits is None:
        _worker.start()
    _worker.limits = limits
    values = {each.name: getattr(limits, each.name) for each in records.fields(Limits)}
    tell({"limits": values, "is_short": is_short()})
    _set_limits(_worker, limits)


def renew() -> None:
    """Begin with another job of the same request: its limits are for it alone."""
    if _worker is not None:
        _worker.limits = None


def check() -> None:
    """
    Look whether a limit is reached.

    Raises:
        LimitReached: When time or memory is up.
    """
    if _worker is None or _worker.limits is None:
        return
    if time.process_time() - _worker.started > _worker.limits.timeout:
        raise LimitReached("timeout")
    if _resident_bytes() - _worker.resident > _worker.limits.memory * MIB:
        raise LimitReached("memory-limit")


def _set_limits(worker: _Worker, limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        # Windows: the clock of the process that waits and the checks between instructions are all there is.
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # For what the checks between instructions don't see: one operation of the engine's that takes its time.
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    seconds = math.ceil(worker.started + limits.timeout) + _CPU_GRACE
    resource.setrlimit(resource.RLIMIT_CPU, (_within(seconds, hard), hard))
    _, hard = resource.getrlimit(resource.RLIMIT_STACK)
    resource.setrlimit(resource.RLIMIT_STACK, (_within(_STACK, hard), hard))
    if worker.virtual is not None:
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        wanted = worker.virtual + limits.memory * MIB + _STACK + _HEADROOM
        resource.setrlimit(resource.RLIMIT_AS, (_within(wanted, hard), hard))


def _within(wanted: int, hard: int) -> int:
    """Return what may be had of a limit; a hard one is negative where there is none."""
    return wanted if hard < 0 else min(wanted, hard)


def _virtual_bytes() -> int | None:
    """Return the address space in use; None where the system does not tell (and mostly does not limit it either)."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, AttributeError):
        # Wine shows a program of Windows the files of the system below it.
        return None


def _resident_bytes() -> int:
    """Return the most memory that this process has held so far."""
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
