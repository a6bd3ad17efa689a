"""What every test shares."""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

# No deadlines: a slow machine is no mistake of the code. In CI the examples are the same in every run, so that a change
# is judged by what it changes.
settings.register_profile("dev", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that accepts new golden texts; here and not beside them, because pytest must know it early."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="rewrite the expected texts in tests/golden; a test whose text has changed fails all the same",
    )
