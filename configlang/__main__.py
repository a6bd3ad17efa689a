"""``configlang``, and ``python -m configlang``."""

from __future__ import annotations

import os
import signal
import sys


def main() -> int:
    """Run the command; return its exit code."""
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
    return run()


_SURROUNDINGS = 4
"""The exit code where the system does not let the command work."""
_INTERRUPTED = 130
"""The exit code after an interrupt, as shells have it."""


if __name__ == "__main__":
    sys.exit(main())
