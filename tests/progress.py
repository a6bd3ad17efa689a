"""What is said while no test ends, as where a crate compiles: pytest-xdist prints nothing until one does."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest

QUIET_SECONDS = 20
"""How long it may be quiet."""

_LOOKING_SECONDS = 2
_SHOWN = 4


class Progress:
    """
    A plugin of the process that hands the tests out.

    Attributes:
        running: When each test that runs was started, by its name.
    """

    def __init__(self, write: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        """Take what writes a line, and what tells the seconds."""
        self.running: dict[str, float] = {}
        self._write, self._clock = write, clock
        self._first = self._last = clock()
        self._end = threading.Event()

    def pytest_sessionstart(self) -> None:
        """Begin to look."""
        threading.Thread(target=self._look, daemon=True).start()

    def pytest_sessionfinish(self) -> None:
        """Stop."""
        self._end.set()

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Note a start."""
        self.running[nodeid] = self._clock()

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Note an end, of which pytest says something itself."""
        self.running.pop(nodeid, None)
        self._last = self._clock()

    def tell(self) -> None:
        """Say what runs, where it was quiet for long enough."""
        now = self._clock()
        if now - self._last < QUIET_SECONDS:
            return
        self._last = now
        longest = sorted(self.running.copy().items(), key=lambda each: each[1])[:_SHOWN]
        told = ", ".join(f"{name} ({now - since:.0f} s)" for name, since in longest)
        self._write(f"[{now - self._first:4.0f} s] {f'runs: {told}' if told else 'the tests are being collected'}")

    def _look(self) -> None:
        while not self._end.wait(_LOOKING_SECONDS):
            self.tell()


def register(config: pytest.Config) -> None:
    """Say what runs, where the tests are handed out to other processes, and this is not one of those."""
    if getattr(config.option, "numprocesses", None) and not hasattr(config, "workerinput"):
        # The terminal is not there yet.
        write = lambda line: config.get_terminal_writer().line(f"\n{line}")  # noqa: E731 - it has no other use
        config.pluginmanager.register(Progress(write), "configlang-progress")
