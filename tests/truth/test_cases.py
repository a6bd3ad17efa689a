"""What findings claim is true, as hosts in C show: in every CPython that they are for, in no other, not with a twin."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache

import pytest

from tests.hosts.cpythons import ALL_VERSIONS, require_cpython
from tests.hosts.programs import Program
from tests.truth import truth
from tests.truth.truth import GROUPS
from tests.truth.versions import marks_of, versions_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

Make = Callable[[truth.Group, str], Program]

# Those of one program in turn.
CASES = [
    pytest.param(group, version, index, id=f"{group.name}-{version}-{case.id}", marks=marks_of(version))
    for group in GROUPS
    for version in ALL_VERSIONS
    for index, case in enumerate(group.cases)
    if version in versions_of(case)
]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds, once, the program of a group for a version."""

    @cache
    def build(group: truth.Group, version: str) -> Program:
        folder = tmp_path_factory.mktemp(f"{group.name}-{version}")
        here = {index for index, case in enumerate(group.cases) if version in versions_of(case)}
        return truth.build(folder, require_cpython(version), group, here)

    return build


@pytest.mark.parametrize(("group", "version", "index"), CASES)
def test_case_is_true(make: Make, group: truth.Group, version: str, index: int) -> None:
    """What the finding says happens where the case holds, and nowhere else."""
    truth.assert_true(make(group, version), group.cases[index], index)
