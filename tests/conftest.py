"""What every test shares."""

from __future__ import annotations

import os
import signal

import pytest
from hypothesis import settings

# No deadlines: a slow machine is no mistake of the code. In CI the examples are the same in every run, so that a change
# is judged by what it changes.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")

# A shell's background job ignores Ctrl-C, and so would every program that a test starts to see what it does on it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new golden texts; here and not beside them, because pytest must know it early."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected texts in tests/golden; a test whose text has changed fails all the same",
    )
