"""What the tests of this folder share: each CPython in turn."""

from __future__ import annotations

import pytest

from tests.hosts.cpythons import VERSIONS, CPython, require_cpython


@pytest.fixture(scope="module", params=VERSIONS)
def python(request: pytest.FixtureRequest) -> CPython:
    """Return one CPython after the other."""
    return require_cpython(request.param)
