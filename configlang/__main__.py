"""
``configlang``, and ``python -m configlang``.

Where nothing has changed, all that a run does takes about a millisecond; so what is imported for it are modules that
Python has imported at its start, ``_signal`` instead of ``signal``, and a few of our own.
"""

from __future__ import annotations

import _signal as signal  # type: ignore[import-not-found]
import gc
import os
import sys


def main() -> int:
    """Run the command; return its exit code, or end the process with it where nobody could tell the difference."""
    # What it makes it needs to its end, which is near.
    gc.disable()
    is_heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heeded:
        # An exception within an import may be printed instead of raised.
        signal.signal(signal.SIGINT, lambda *_: os._exit(_INTERRUPTED))
    try:
        from configlang.cli.main import main as run
    except Exception as error:
        from configlang.surroundings import missing

        lack = missing(error)
        if lack is None:
            raise
        sys.stderr.write(f"configlang: can't work here: {lack}\n")
        return _SURROUNDINGS
    if is_heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    code = run()
    if _is_alone() and _is_flushed():
        # Taking down the interpreter takes longer than an answer that is remembered.
        os._exit(code)
    return code


def _is_alone() -> bool:
    """Tell whether nobody waits for the end of the interpreter: no thread, exit hook, profiler or interactive user."""
    import _thread
    import atexit

    is_watched = sys.gettrace() is not None or sys.getprofile() is not None
    # No public name tells of them.
    awaited = _thread._count() or atexit._ncallbacks()  # noqa: SLF001
    return not (is_watched or awaited or sys.flags.inspect)


def _is_flushed() -> bool:
    """Write what streams still hold; tell whether that is done."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
    except (OSError, ValueError):
        return False
    return True


_SURROUNDINGS = 4
"""The exit code where the system does not let the command work."""
_INTERRUPTED = 130
"""The exit code after an interrupt, as shells have it."""


if __name__ == "__main__":
    sys.exit(main())
