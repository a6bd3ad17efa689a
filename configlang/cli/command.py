"""What every command stands on: its exit codes, its streams, and how it is ended."""

from __future__ import annotations

import os
import sys

# As typing has it; importing that takes longer than an answer that is remembered.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import NoReturn

    from configlang.worker.protocol import Answer, File

OK, FINDINGS, USAGE, BUG, SURROUNDINGS, INTERRUPTED = 0, 1, 2, 3, 4, 130
"""
Exit codes: clean; the config has findings or is stale; wrong usage; a bug in configlang; the system does not let it
work (a full disk, a closed standard output, no processes left); interrupted.
"""


def use_utf8() -> None:
    """Let the streams of results and of messages be UTF-8 wherever they lead; what is no text at all is escaped."""
    for stream in (sys.stdout, sys.stderr):
        # A program may have put something else there.
        if reconfigure := getattr(stream, "reconfigure", None):
            reconfigure(encoding="utf-8", errors="backslashreplace")


def print_out(text: str) -> None:
    """
    Print a result at once, before another program prints.

    Raises:
        SurroundingsError: When nothing can be written there.
        BrokenPipeError: When whoever reads it has seen enough.
    """
    if sys.stdout is None:
        _miss("standard output is closed")
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        _miss(f"can't write to standard output: {_reason(error)}", error)


def print_text(text: str) -> None:
    """Print a result for people, in which texts of a config may stand, as ``print_out`` does."""
    from configlang.findings.render import safe_lines

    print_out(safe_lines(text))


def columns() -> int | None:
    """Return how wide the terminal is that results go to; None where they go elsewhere."""
    # The worker's stream was told by whoever waits for it.
    return getattr(sys.stdout, "columns", None)


def print_error(text: str, end: str = "\n") -> None:
    """
    Print a message, and an end.

    Raises:
        SurroundingsError: When nothing can be written there.
    """
    if sys.stderr is None:
        _miss("standard error is closed")
    try:
        print(text, file=sys.stderr, end=end, flush=True)
    except (OSError, ValueError) as error:
        _miss(f"can't write to standard error: {_reason(error)}", error)


def _miss(what: str, error: Exception | None = None) -> NoReturn:
    # Rarely needed.
    from configlang.surroundings import SurroundingsError

    raise SurroundingsError(what) from error


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def write_files(files: Mapping[str, File]) -> bool:
    """Write files, all or none; where that fails, say why, and return False."""
    if not files:
        return True
    # Most runs write none.
    from configlang.files import write_all

    return _is_done(write_all(files))


def fulfil(answer: Answer) -> int:
    """Print, write and take away what an answer says; return the exit code."""
    if not answer.is_making_folders:
        files = [(path, file.mode, file.contents) for path, file in answer.files.items()]
        return deliver(answer.code, answer.stdout, answer.stderr, files)
    from configlang.files import carry_out

    deliver(OK, b"", answer.stderr, ())
    with unwinding():
        if not _is_done(carry_out(answer)):
            return FINDINGS
    return deliver(answer.code, answer.stdout, b"", ())


def _is_done(problem: str | None) -> bool:
    if problem:
        print_error(f"configlang: {problem}")
    return not problem


def deliver(code: int, stdout: bytes, stderr: bytes, files: Sequence[tuple[str, int, bytes]]) -> int:
    """
    Print what there is to say, write files, all or none, and print the result; return the exit code.

    Args:
        code: The exit code where all of that works.
        stdout: The result.
        stderr: What there is to say.
        files: The files: path, mode, contents.
    """
    if stderr:
        print_error(stderr.decode("utf-8"), end="")
    if files and not _are_there(files):
        from configlang.worker.protocol import File

        with unwinding():
            if not write_files({path: File(contents, mode) for path, mode, contents in files}):
                return FINDINGS
    if stdout:
        _print_bytes(stdout)
    return code


def _print_bytes(data: bytes) -> None:
    """Print a result as ``print_out`` does, without taking it for a text where that makes no difference."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or os.name == "nt":
        print_out(data.decode("utf-8"))
        return
    print_out("")
    try:
        buffer.write(data)
        buffer.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        _miss(f"can't write to standard output: {_reason(error)}", error)


def _are_there(files: Sequence[tuple[str, int, bytes]]) -> bool:
    """Tell whether there is nothing to do: all files hold what they should, and no killed run has left anything."""
    from configlang.cache import looks

    folders = {os.path.dirname(os.path.realpath(path)) for path, _, _ in files}
    try:
        is_clean = not any(name.startswith(".configlang-") for folder in folders for name in os.listdir(folder))
    except OSError:
        return False
    return is_clean and all(looks.holds(path, contents) for path, _, contents in files)


class unwinding:  # noqa: N801 - it is used as a function
    """
    Let a wish to end unwind the stack, as an interrupt does, so that nothing is left behind.

    A handler of somebody's own stays, and so does everything in a thread that is not the main one.
    """

    def __enter__(self) -> None:
        """Set the handlers."""
        # `signal` would make enumerations of all numbers, which takes longer than `explain`.
        import _signal as signal  # type: ignore[import-not-found]

        def leave(number: int, _frame: object) -> NoReturn:
            sys.exit(128 + number)

        self._signals: list[int] = []
        try:
            for name in ("SIGTERM", "SIGHUP"):
                number = getattr(signal, name, None)
                if number is not None and signal.getsignal(number) == signal.SIG_DFL:
                    signal.signal(number, leave)
                    self._signals.append(number)
        except ValueError:
            # Only the main thread may set handlers.
            return

    def __exit__(self, *_: object) -> None:
        """Take them away."""
        import _signal as signal

        for number in self._signals:
            signal.signal(number, signal.SIG_DFL)
