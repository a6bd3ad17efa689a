"""What is done for a config grows with it, and not with its square: steps are counted, and no time is taken."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from configlang.compiler import Job, Wanted, compile_config
from configlang.findings.report import report
from configlang.resources.format import EXTENSION_PATH, NAME
from configlang.resources.read import read
from configlang.resources.records import Resources
from configlang.resources.show import to_json as resources_to_json
from configlang.resources.show import to_table
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.hostile.cases import MANY
from tests.measured import run_measured

_FEW = 60
_MOST_GROWTH = 2.5
"""What twice as much may take: twice the steps, and a little for sorting; a square takes four times as many."""


MOST_STEPS = {"json": 121, "c": 131, "rust": 140, "rust-ffi": 147}
"""By output, the lines of Python that a module may take. Who makes it fewer says so here."""


def steps_of(action: Callable[[], object]) -> int:
    """Return how many lines of Python something runs through."""
    count = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:  # noqa: ANN401 - as the interpreter has it
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        action()
    finally:
        sys.settrace(before)
    return count


def growth_of(action: Callable[[int], object]) -> float:
    """Return how many times the steps of the first doubling the second doubling takes more: 2 for so many of each."""
    # What is imported, compiled and remembered the first time counts for none of them.
    action(4 * _FEW)
    growth = _growth_of(action)
    # Nor does what happens once in a process, as when a class has so many objects that its constructor is compiled.
    return growth if growth < _MOST_GROWTH else _growth_of(action)


def _growth_of(action: Callable[[int], object]) -> float:
    few, more, most = (steps_of(lambda count=count: action(count)) for count in (_FEW, 2 * _FEW, 4 * _FEW))  # type: ignore[misc]
    return (most - more) / max(more - few, _FEW)


@pytest.mark.parametrize("name", MANY)
def test_check_grows_with_the_config(name: str, tmp_path: Path) -> None:
    """Evaluating, checking and reporting take steps for each thing that there is, however many others there are."""
    make, _ = MANY[name]
    path = tmp_path / "app.bzl"

    def evaluate(count: int) -> None:
        path.write_text(make(count))
        evaluation, _ = compile_config(Job(str(path)), is_refusing=True)
        report(evaluation.findings, evaluation.read_line, "json")

    assert growth_of(evaluate) < _MOST_GROWTH


@pytest.mark.parametrize(("output", "most"), MOST_STEPS.items())
def test_module_takes_few_steps(output: str, most: int, tmp_path: Path) -> None:
    """One more linked-in module takes no more lines of Python than were counted, from the text to the output."""
    path = tmp_path / "app.bzl"

    def make(count: int) -> None:
        path.write_text(
            "".join(f'static_extension(name = "m{number}", init = "init_{number}")\n' for number in range(count))
        )
        _, made = compile_config(Job(str(path)), [Wanted(output)])
        assert made[0]

    # Twice: a constructor is compiled when a class has many objects.
    make(400)
    make(400)
    few, many = steps_of(lambda: make(200)), steps_of(lambda: make(400))
    assert (many - few) / 200 <= most


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts what a process held in units that are known")
@pytest.mark.parametrize("output", MOST_STEPS)
def test_many_modules_take_little_memory(output: str, tmp_path: Path) -> None:
    """Fifty thousand modules out of a loop are evaluated and emitted in less than 150 MiB."""
    path = tmp_path / "app.bzl"
    path.write_text('[static_extension(name = "m%d" % i, init = "init_%d" % i) for i in range(50000)]\n')
    words = [sys.executable, "-m", "configlang", "eval", str(path), "--format", output]

    ran = run_measured(words, tmp_path)

    assert (ran.code, ran.memory < 150) == (0, True), ran.memory


def test_square_is_seen() -> None:
    """What does something for each pair is seen to."""

    def compare_all(count: int) -> int:
        found = 0
        for first in range(count):
            for second in range(count):
                found += first == second
        return found

    assert growth_of(compare_all) > _MOST_GROWTH


def test_resources_grow_with_the_file() -> None:
    """Reading and showing a packed-resources file take steps for each resource, however many others there are."""

    def show(count: int) -> None:
        entries = [ExtensionEntry(name=f"m{number}", path=f"m{number}.so") for number in range(count)]
        file = read(write_extensions(entries, is_windows=False))
        assert isinstance(file, Resources)
        assert count == to_table(file).count(f"{EXTENSION_PATH.name} ")
        assert count == resources_to_json(file).count(f'"{NAME.name}": ')

    assert growth_of(show) < _MOST_GROWTH
