"""Numbers: how much a level above the highest prints."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.truth.configs import unchecked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


def test_level_above_the_highest_prints_nothing_more(python: CPython, tmp_path: Path) -> None:
    """A `verbose` of 3 says what 2 says, line for line but for addresses and times."""
    texts = {f"level_{level}": f"interpreter(verbose = {level}, write_bytecode = False)" for level in (2, 3)}
    configs = {name: (unchecked(text, python.version), "c") for name, text in texts.items()}
    program = programs.build(tmp_path, python, configs)

    two, three = (program.run(name).stderr.count("\n") for name in texts)

    assert three == two > 100
