"""What every test shares."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from configlang.findings import suggest
from tests import progress
from tests.hosts.cargo import IS_EVERY

# No deadlines: a slow machine is no mistake of the code. The quick tests try few examples, other ones in each run. In
# CI they are the same in every run, so that a change is judged by what it changes.
settings.register_profile("quick", deadline=None, max_examples=25)
settings.register_profile("every", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "every" if IS_EVERY else "quick")

# A shell's background job ignores Ctrl-C, and what `nohup` starts the end of the terminal; so would every program that
# a test starts to see what it does on them.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# Nothing is remembered from test to test: this is no folder. Tests of that have one of their own.
os.environ["CONFIGLANG_CACHE_DIR"] = os.devnull

TESTS = Path(__file__).parent
QUICK = {"unit": 120, "golden": 120}
"""Seconds for a test of these folders; the slowest takes less than ten where nothing else is running."""


GRACE = 5
"""Seconds of processor time, beyond its time, for a test that is still to be ended by a signal."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new golden texts; here and not beside them, because pytest must know it early."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected texts in tests/golden; a test whose text has changed fails all the same",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Break the silence of long tests."""
    progress.register(config)


@pytest.fixture(autouse=True)
def _a_run_of_its_own() -> None:
    """Begin a run, as a request does, for tests that call a stage by themselves: what others looked for counts not."""
    suggest.renew()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """
    Put tests that are quick behind the others, and give them less time than pyproject.toml gives all.

    Files are handed out whole and in this order: one that builds programs must not be the last, with which a single
    process is busy. Time that the command line gives counts.
    """
    items.sort(key=lambda item: _folder_of(item.path) in QUICK)
    if config.getoption("timeout") is not None:
        return
    for item in items:
        if (folder := _folder_of(item.path)) in QUICK:
            item.add_marker(pytest.mark.timeout(QUICK[folder]))


@cache
def _folder_of(file: Path) -> str:
    """Return the folder of tests/ that a file is in."""
    return file.relative_to(TESTS).parts[0] if file.is_relative_to(TESTS) else ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """
    End the process where a test hangs in native code, which never comes back to handle the signal of its time limit.

    This limit is one of processor time, which the system enforces; child processes don't have it.
    """
    if not hasattr(signal, "setitimer"):
        return (yield)
    limit = _time_limit(item)
    signal.setitimer(signal.ITIMER_PROF, limit + GRACE if limit else 0)
    try:
        return (yield)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _time_limit(item: pytest.Item) -> float:
    """Return how many seconds a test has, as pytest-timeout takes it; 0 for as many as it likes."""
    marker, given = item.get_closest_marker("timeout"), item.config.getoption("timeout")
    return float(marker.args[0] if marker else item.config.getini("timeout") if given is None else given)
