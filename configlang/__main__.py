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
    from configlang.cli.main import main as run

    if is_heeded:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    return run()


_INTERRUPTED = 130
"""The exit code after an interrupt, as shells have it."""


if __name__ == "__main__":
    sys.exit(main())
