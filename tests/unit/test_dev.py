"""What `dev.py` runs: quick tests leave out what is thorough, and nothing else is ever left out."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
CI = ROOT / ".ci" / "run"

TESTS = """\
import pytest

def test_quick():
    pass

@pytest.mark.thorough
def test_thorough():
    pass

@pytest.mark.parametrize("number", [1, pytest.param(2, marks=pytest.mark.thorough)])
def test_both(number):
    pass
"""


@pytest.fixture(name="dev", scope="module")
def load_dev() -> ModuleType:
    """Return the script as a module."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(("task", "told"), [("test", "2 passed"), ("test-all", "4 passed"), ("all", "4 passed")])
def test_what_is_thorough_is_run_by_test_all(dev: ModuleType, task: str, told: str, tmp_path: Path) -> None:
    """The command of a task runs quick tests, those that are thorough only where it runs all."""
    (tmp_path / "test_it.py").write_text(TESTS, encoding="utf-8")
    (command,) = (each for each in dev.TASKS[task].commands if each[0] == "pytest")
    settings = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(tmp_path), "-n", "0", str(tmp_path)]

    done = subprocess.run(
        [sys.executable, "-m", *command, *settings], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert told in done.stdout, done.stdout + done.stderr


def test_tasks_of_all_tests_use_every_cpython(dev: ModuleType) -> None:
    """What runs the thorough tests also runs those that are there once for each CPython."""
    assert {name for name, task in dev.TASKS.items() if dev.TEST_ALL[0] in task.commands} == set(dev.EVERY)


@pytest.mark.skipif(not CI.exists(), reason="this is no checkout")
def test_ci_runs_all_tests(dev: ModuleType) -> None:
    """What CI starts are the tasks of all tests, with every tool there, and no tests are picked out of them."""
    lines = [line.strip() for line in CI.read_text(encoding="utf-8").splitlines() if "dev.py test-" in line]
    ignored = {word for command in dev.TEST_ALL for word in command if word.startswith("tests/")}
    apart = ("windows", "cross")

    assert lines == [f'CONFIGLANG_REQUIRE_TOOLS=1 "$python" dev.py test-{name}' for name in ("all", *apart)]
    assert {f"tests/{name}" for name in apart} == ignored
    assert [((*dev.PYTEST, f"tests/{name}"),) for name in apart] == [
        dev.TASKS[f"test-{name}"].commands for name in apart
    ]
