"""Isolation: what CPython really switches off."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.programs import Program
from tests.truth import truth
from tests.truth.truth import Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

CASES = (
    Case(
        code="isolated-overrules",
        name="use_environment",
        bad="interpreter(utf8_mode = True, isolated = True, use_environment = True)",
        good="interpreter(utf8_mode = True, use_environment = True)",
        environment={"PYTHONPATH": "/leaked"},
        claim=lambda run: "/leaked" not in run.came_up["path"],
    ),
)


@pytest.fixture(scope="module", params=VERSIONS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with both configs of every case."""
    python = require_cpython(request.param)
    return truth.build(tmp_path_factory.mktemp(f"truth-{python.version}"), python, CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    truth.assert_true(program, case, CASES.index(case), tmp_path)
