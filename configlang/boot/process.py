"""Starting another program so that it can't outlive us, hang us, or fill a pipe."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence

from configlang.light import records
from configlang.light.typed import IO

NOTHING = subprocess.DEVNULL
"""The stream that holds nothing and takes everything."""

_GRACE_SECONDS = 2
"""How long a program may take for its end after it was interrupted."""


@records.frozen(kw_only=True)
class Streams:
    """The standard streams of a program, as ``subprocess`` takes them; None is our own."""

    stdin: int | None = subprocess.DEVNULL
    stdout: IO[bytes] | int | None = None
    stderr: IO[bytes] | int | None = None


def run(
    command: Sequence[str],
    *,
    executable: str | None = None,
    environment: Mapping[str, str],
    streams: Streams,
    timeout: float,
) -> int | None:
    """
    Run a program in a process group of its own, and wait for its end.

    Args:
        command: Its ``argv``.
        executable: The file to start; None is the first word of the command.
        environment: Its variables.
        streams: Its standard streams. No pipes: nobody would read them.
        timeout: How long it may take, in seconds; after that its whole group is ended.

    Returns:
        Its exit code, negative for a signal; None where it took too long.

    Raises:
        OSError: When it can't be started.
    """
    process = subprocess.Popen(  # noqa: S603 - the compiler that the user chose, and what it has made
        command,
        executable=executable,
        env=environment,
        stdin=streams.stdin,
        stdout=streams.stdout,
        stderr=streams.stderr,
        start_new_session=True,
    )
    try:
        return process.wait(timeout)
    except subprocess.TimeoutExpired:
        return None
    finally:
        if process.poll() is None:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a program with all that it has started: with an interrupt first, as at a terminal."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGINT)
    try:
        process.wait(_GRACE_SECONDS)
    except subprocess.TimeoutExpired:
        pass
    finally:
        # Those of the group that stay behind too.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def name_of(code: int) -> str:
    """Return the name of the signal that a negative exit code stands for, as in ``SIGSEGV``."""
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"
