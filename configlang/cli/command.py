"""What every command stands on: its exit codes, its streams, and how it is ended."""

from __future__ import annotations

import contextlib
import io
import signal
import sys
from collections.abc import Iterator, Mapping

from configlang.light.typed import NoReturn
from configlang.surroundings import SurroundingsError
from configlang.worker.protocol import File

OK, FINDINGS, USAGE, BUG, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""
Exit codes: clean; the config has findings or is stale; wrong usage; a bug in configlang; the system does not let it
work (a full disk, a closed standard output, no processes left); interrupted.
"""


def use_utf8() -> None:
    """Let the streams of results and of messages be UTF-8 wherever they lead; what is no text at all is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def print_out(text: str) -> None:
    """
    Print a result at once, before another program prints.

    Raises:
        SurroundingsError: When nothing can be written there.
        BrokenPipeError: When whoever reads it has seen enough.
    """
    try:
        if sys.stdout is None:
            raise SurroundingsError("standard output is closed")
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise SurroundingsError(f"can't write to standard output: {_reason(error)}") from error


def print_text(text: str) -> None:
    """Print a result for people, in which texts of a config may stand, as ``print_out`` does."""
    from configlang.findings.render import safe_lines

    print_out(safe_lines(text))


def print_error(text: str, end: str = "\n") -> None:
    """
    Print a message, and an end.

    Raises:
        SurroundingsError: When nothing can be written there.
    """
    try:
        if sys.stderr is None:
            raise SurroundingsError("standard error is closed")
        print(text, file=sys.stderr, end=end, flush=True)
    except (OSError, ValueError) as error:
        raise SurroundingsError(f"can't write to standard error: {_reason(error)}") from error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def write_files(files: Mapping[str, File]) -> bool:
    """Write files, all or none; where that fails, say why, and return False."""
    if not files:
        return True
    # Most runs write none.
    from configlang.files import write_all

    problem = write_all(files)
    if problem:
        print_error(f"configlang: {problem}")
    return not problem


@contextlib.contextmanager
def unwinding() -> Iterator[None]:
    """
    Let a wish to end unwind the stack, as an interrupt does, so that nothing is left behind.

    A handler of somebody's own stays, and so does everything in a thread that is not the main one.
    """

    def leave(number: int, _frame: object) -> NoReturn:
        sys.exit(128 + number)

    before: dict[int, object] = {}
    # Only the main thread may set handlers.
    with contextlib.suppress(ValueError):
        for name in ("SIGTERM", "SIGHUP"):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is signal.SIG_DFL:
                before[number] = signal.signal(number, leave)
    try:
        yield
    finally:
        for number in before:
            signal.signal(number, signal.SIG_DFL)
