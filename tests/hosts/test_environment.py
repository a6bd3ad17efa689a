"""What of the environment gets into a program that is started with generated code."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.hosts import programs
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.truth import configs

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

ISOLATED = 'interpreter(profile = "isolated", utf8_mode = True)\n'
OPEN = 'interpreter(profile = "isolated", utf8_mode = True, isolated = False)\n'


@pytest.mark.parametrize("version", VERSIONS)
def test_no_variable_makes_another_program_of_an_isolated_one(version: str, tmp_path: Path) -> None:
    """Variables that name the interpreter of a virtual environment count where the program is not isolated alone."""
    python = require_cpython(version)
    environment = tmp_path / "venv"
    (environment / "bin").mkdir(parents=True)
    (environment / "pyvenv.cfg").write_text(f"home = {python.prefix / 'bin'}\n", encoding="utf-8")
    cases = {name: (configs.unchecked(text, version), "c") for name, text in (("isolated", ISOLATED), ("open", OPEN))}
    if version == "3.14":
        cases["newest"] = (configs.unchecked(ISOLATED, version), "c-initconfig")
    program = programs.build(tmp_path, python, cases)

    for variable in ("PYTHONEXECUTABLE", "__PYVENV_LAUNCHER__"):
        named = str(environment / "bin" / "python")
        came_up = {name: program.run(name, environment={variable: named}).came_up for name in cases}

        counts = version not in {"3.8", "3.9", "3.10"}
        assert (came_up["open"]["executable"] == named) is counts
        assert {came_up[name]["prefix"] for name in cases if name != "open"} == {str(python.prefix)}
        assert named not in {came_up[name]["executable"] for name in cases if name != "open"}
