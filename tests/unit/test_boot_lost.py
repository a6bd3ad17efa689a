"""What is said where CPython did not find its standard library."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.boot.lost import HINT, LOST, blamed, environment_of, explained, is_lost, variable
from configlang.compiler import Job, analyse
from configlang.findings.problem import Problem
from configlang.outputs.host.plan import Plan, plan

PROBLEM = Problem(code="boot-failed", message=f"it did not start: {LOST[0]}")


def plan_of(fields: str, folder: Path) -> Plan:
    """Return the plan of a config with one call."""
    (folder / "app.bzl").write_text(f"interpreter({fields})\n", encoding="utf-8")
    config = analyse(Job(path=str(folder / "app.bzl"), outputs=("c",), python="3.12")).unchecked
    assert config is not None
    return plan(config)


def virtual(folder: Path) -> str:
    """Make a folder that is a virtual environment."""
    (folder / "env" / "bin").mkdir(parents=True)
    (folder / "env" / "pyvenv.cfg").write_text("home = /nowhere\n", encoding="utf-8")
    return str(folder / "env")


def test_folders_are_listed() -> None:
    """The message goes on with a line for each."""
    assert explained(PROBLEM, ["/a", "/b.zip"]).message == f"{PROBLEM.message}\n    it looked in:\n    /a\n    /b.zip"
    assert is_lost(explained(PROBLEM, []))
    assert not is_lost(Problem(code="boot-failed", message="something else"))


@pytest.mark.parametrize(
    ("fields", "reads"),
    [
        ("", True),
        ("use_environment = False", False),
        ("isolated = True", False),
        ('profile = "isolated"', False),
        ('profile = "isolated", isolated = False, use_environment = True', True),
        ('home = "/h"', False),
    ],
)
def test_variable_decides_where_it_is_read(fields: str, *, reads: bool, tmp_path: Path) -> None:
    """PYTHONHOME is to blame where the config has the environment read, and says no home."""
    found = variable(plan_of(fields, tmp_path), {"PYTHONHOME": "/x", "PYTHONPLATLIBDIR": "y"})

    assert found == ("PYTHONHOME" if reads else None)
    assert variable(plan_of(fields, tmp_path), {"PYTHONHOME": ""}) is None


def test_variable_is_named(tmp_path: Path) -> None:
    """The message has the variable and its value, and says where that is a virtual environment."""
    empty = plan_of("", tmp_path)
    plain = blamed(PROBLEM, empty, "/o", {"PYTHONHOME": "/x"}, home=None)
    environment = blamed(PROBLEM, empty, "/o", {"PYTHONHOME": virtual(tmp_path)}, home=None)

    assert plain.message.endswith("the variable PYTHONHOME of the environment says /x")
    assert "use_environment = False" in str(plain.hint)
    assert environment.message.endswith("env, a virtual environment, which holds no standard library")
    assert blamed(PROBLEM, empty, "/o", {"PYTHONHOME": "/x"}, home="/h").hint == HINT


def test_virtual_environment_is_named(tmp_path: Path) -> None:
    """It is no home that a host can pass; around the executable it says where to look."""
    env = virtual(tmp_path)
    passed = blamed(PROBLEM, plan_of("", tmp_path), "/o", {}, home=env)
    around = blamed(PROBLEM, plan_of(f'executable = "{env}/bin/python"', tmp_path), "/o", {}, home=None)
    other = blamed(PROBLEM, plan_of('home = "/nowhere"', tmp_path), "/o", {}, home=None)

    assert f"the home of the host is {env}, a virtual environment" in passed.message
    assert f'virtual_environment("{env}")' in str(passed.hint)
    assert f"the executable lies in {env}, a virtual environment" in around.message
    assert (other.message, other.hint) == (PROBLEM.message, HINT)


def test_variables_of_the_config_count(tmp_path: Path) -> None:
    """What the config sets and removes is what CPython sees, whatever the environment of the program has."""
    (tmp_path / "app.bzl").write_text(
        'environment_variable("A", value = "$ORIGIN")\n'
        'environment_variable("B", value = "own", overwrite = False)\n'
        'environment_variable("PYTHONHOME", remove = True)\n',
        encoding="utf-8",
    )
    config = analyse(Job(path=str(tmp_path / "app.bzl"), outputs=("c",), python="3.12")).unchecked
    assert config is not None

    found = environment_of(plan(config), "/o", {"A": "a", "B": "b", "PYTHONHOME": "/nowhere"})

    assert {"A": "/o", "B": "b"} == found
    assert {"A": "/o", "B": "own"} == environment_of(plan(config), "/o", {})
