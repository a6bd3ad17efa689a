"""
The ``configlang`` command: an answer that is remembered is given at once, and what happens when something goes wrong.

Everything else is in ``dispatch.py``, which is imported for what is not remembered alone.
"""

from __future__ import annotations

import os
import sys

from configlang.cache.answers import question
from configlang.cli.command import BUG, INTERRUPTED, OK, SURROUNDINGS, deliver, print_error, print_out, use_utf8

# As typing has it; importing that takes longer than an answer that is remembered.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import TextIO

_REPORT = (
    "configlang: this is a bug in configlang: {error}\n"
    "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback."
)


def run(words: Sequence[str]) -> int:
    """Answer a command line: from what is remembered, or by the command that its first word names."""
    if words and words[0] in {"-V", "--version"}:
        from configlang import __version__

        print_out(f"configlang {__version__}\n")
        return OK
    asked = question(words)
    if asked is not None and (answer := asked.recall()):
        return deliver(answer.code, answer.stdout, answer.stderr, answer.files)
    from configlang.cli.dispatch import dispatch

    return dispatch(words, asked)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    try:
        use_utf8()
        return run(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as end:
        # Help, wrong usage, or a wish to end.
        return end.code if isinstance(end.code, int) else OK
    except BrokenPipeError:
        # Whoever read our output has seen enough. The interpreter must not try again to flush it.
        _let_go(sys.stdout)
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001 - it is told
        return _fail(error)


def _fail(error: Exception) -> int:
    """Say what went wrong, and return the exit code."""
    from configlang.surroundings import missing
    from configlang.worker.report import InternalError

    if isinstance(error, InternalError):
        if error.traceback and os.environ.get("CONFIGLANG_DEBUG") == "1":
            print_error(error.traceback)
        return _say(_REPORT.format(error=error), BUG)
    if lack := missing(error):
        return _say(f"configlang: can't work here: {lack}", SURROUNDINGS)
    if os.environ.get("CONFIGLANG_DEBUG") == "1":
        raise error
    return _say(_REPORT.format(error=f"{type(error).__name__}: {error}"), BUG)


def _say(text: str, code: int) -> int:
    """Print the last word of a run, where that can be printed; return the exit code."""
    import contextlib

    from configlang.surroundings import SurroundingsError

    # What stays in the buffers of a full or closed stream would fail once more at the end of the process.
    with contextlib.suppress(SurroundingsError):
        print_error(text)
    _let_go(sys.stdout)
    _let_go(sys.stderr)
    return code


def _let_go(stream: TextIO | None) -> None:
    """Lead a stream nowhere where what it holds can't be written."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        import contextlib

        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
