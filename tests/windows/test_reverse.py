"""The checker as a whole against CPython on Windows, by random configs: tests/truth/test_reverse.py has both laws."""

from __future__ import annotations

from functools import cache

import attrs
import pytest

from configlang.check.engine import problems
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from tests.hosts.programs import Program
from tests.truth.test_reverse import drawn, misbehaves, untrue
from tests.windows import hosts
from tests.windows.hosts import NEWEST, TARGET

pytestmark = pytest.mark.thorough

VERSION = Version(NEWEST)


@cache
def configs() -> tuple[Config, ...]:
    """Return the configs of a run, meant for Windows."""
    return tuple(attrs.evolve(config, target=TARGET) for config in drawn())


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return a program with all the configs."""
    cases = {f"case_{index}": (config, "c") for index, config in enumerate(configs())}
    return hosts.build(tmp_path_factory.mktemp("reverse"), hosts.require_cpython(NEWEST), cases)


def test_what_passes_works(host: Program) -> None:
    """A config without errors or warnings for the newest starts there and comes up as it says."""
    wrong, count = [], 0
    for index, config in enumerate(configs()):
        found = problems(config, BY_NAME["c"])
        if all(problem.weight is Severity.INFO for problem, holding in found.items() if VERSION in holding):
            count += 1
            if told := untrue(config, host, f"case_{index}"):
                wrong.append((told, config.interpreter, config.filesystem_importer))
    assert wrong == []
    assert count > 0


def test_what_is_refused_does_not_work(host: Program) -> None:
    """A config with an error that holds for the newest alone or for all misbehaves there."""
    innocent, count = [], 0
    for index, config in enumerate(configs()):
        found = problems(config, BY_NAME["c"])
        told = [problem for problem, holding in found.items() if problem.is_error and VERSION in holding]
        if told:
            count += 1
            if not misbehaves(config, host, f"case_{index}"):
                innocent.append((told, config.interpreter))
    assert innocent == []
    assert count > 0
