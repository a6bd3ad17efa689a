"""What the tests of every family of rules share: each CPython in turn, and the program with the family's cases."""

from __future__ import annotations

import pytest

from tests.hosts.cpythons import CPython, require_cpython
from tests.hosts.programs import Program
from tests.truth import truth


@pytest.fixture(scope="module", params=truth.VERSIONS)
def python(request: pytest.FixtureRequest) -> CPython:
    """Return one CPython after the other."""
    return require_cpython(request.param)


@pytest.fixture(scope="module")
def program(request: pytest.FixtureRequest, python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with both configs of every case of the module (its `CASES`)."""
    return truth.build(tmp_path_factory.mktemp(f"truth-{python.version}"), python, request.module.CASES)
