"""The tool that puts faults in: which it makes, which tests it runs for each, and what it says of them."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hosts.cargo import missing

try:
    from tools.mutants import faults, reach, report, tree, trials
except ModuleNotFoundError as error:
    if error.name not in {"libcst", "mutmut"}:
        raise
    missing(f"needs {error.name} (python3 dev.py mutants installs it)")

ROOT = Path(__file__).parents[2]

MODULE = '''\
"""A docstring."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from somewhere import Thing as Other

__all__ = ["is_small"]

LIMIT: int = 3


def is_small(number: int, names: list[str] | None = None) -> bool:
    """Tell something."""
    if names:
        pass
    elif number > 100:
        return False
    return number < LIMIT and len("abc") == len(cast("str", names or "abc"))


class Thing:
    @property
    def name(self) -> str:
        return (
            "a"
            "b"
        )

    @staticmethod
    def inside() -> object:
        def decorated() -> int:
            @property
            def deep() -> int:
                return 1

            return 2

        return decorated
'''


def lay(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder, and return it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a checkout of a package with one room."""
    return lay(tmp_path / "checkout", {"configlang/room/things.py": MODULE, "configlang/room/parts/program.py": "1\n"})


def sampled(root: Path, seed: int = 1, size: int = 1000) -> list[faults.Fault]:
    """Return a sample of the faults of the room."""
    return faults.sample(root, faults.places(root, ["room"]), seed=seed, size=size)


# The faults


@pytest.mark.parametrize("seed", range(20))
def test_each_fault_changes_one_place_and_is_python(root: Path, seed: int) -> None:
    """A fault is another module that still parses, different in one place, at most one fault for each place."""
    found = sampled(root, seed)

    assert [*range(1, len(found) + 1)] == [fault.number for fault in found]
    for fault in found:
        assert ast.dump(ast.parse(MODULE)) != ast.dump(ast.parse(fault.text)), fault.diff
        assert 1 == fault.diff.count("@@ -")
        assert ("configlang/room/things.py", "room") == (fault.path, fault.room)


def test_sample_is_that_of_its_seed(root: Path) -> None:
    """The same seed gives the same faults in the same source, and another one gives others."""
    first, again, other = sampled(root, 1, 6), sampled(root, 1, 6), sampled(root, 2, 6)

    assert first == again
    assert 6 == len(first) == len(other)
    assert {fault.text for fault in first} != {fault.text for fault in other}


def test_what_says_nothing_has_no_fault(root: Path) -> None:
    """Docstrings, annotations, what type checkers alone read, and decorators stay as they are."""
    kept = (
        '__all__ = ["is_small"]',
        "A docstring.",
        "import Thing as Other",
        "list[str] | None",
        "@property",
        "-> int",
    )

    for seed in range(30):
        for fault in sampled(root, seed):
            assert [text for text in kept if text not in fault.text] == [], fault.diff
            assert fault.text.count('cast("str", names or "abc")') == fault.text.count("cast("), fault.diff


def test_conditions_and_calls_may_be_left_out(root: Path) -> None:
    """Beside what mutmut makes, an operand or a call that is a statement may be gone."""
    lay(root, {"configlang/room/things.py": "def f(a, b):\n    print(a)\n    return a and b\n"})
    texts = {fault.text for seed in range(60) for fault in sampled(root, seed)}

    for text in (
        "def f(a, b):\n    pass\n    return a and b\n",
        "def f(a, b):\n    print(a)\n    return a\n",
        "def f(a, b):\n    print(a)\n    return b\n",
    ):
        assert text in texts


def test_room_that_there_is_not(root: Path) -> None:
    """A misspelt room is no empty one."""
    with pytest.raises(FileNotFoundError):
        faults.places(root, ["rom"])


def test_rooms_that_are_tried_by_default_are_there() -> None:
    """The rooms of the command are those of this project, and a module is a room as well."""
    from tools.mutants.__main__ import ROOMS, TESTS

    assert all((ROOT / "configlang" / room).is_dir() for room in ROOMS)
    assert all((ROOT / test).exists() for test in TESTS)
    (found,) = faults.places(ROOT, ["check/rule.py"])
    assert "configlang/check/rule.py" == found


# Which tests come past them


def test_marks_stand_where_python_takes_them(root: Path, tmp_path: Path) -> None:
    """A module with its marks compiles, and only what is in functions has one."""
    found = sampled(root)
    marks = reach.make_marks(root, found, tmp_path / "log")

    (text,) = marks.texts.values()
    compile(text, "things.py", "exec")
    lines = MODULE.splitlines()
    outside = {fault.number for fault in found if fault.line <= lines.index("LIMIT: int = 3") + 2}
    assert outside
    assert {fault.number for fault in found} - outside == marks.numbers
    assert [text.count(f"_came_past_({number})\n") for number in sorted(marks.numbers)] == [1] * len(marks.numbers)


def test_mark_tells_what_comes_past_it(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A mark notes the running test, once, whatever branch is taken behind it; and whether none was running."""
    found = sampled(root)
    log = tmp_path / "log"
    marks = reach.make_marks(root, found, log)
    names: dict[str, object] = {"__name__": "things"}
    exec(compile(marks.texts["configlang/room/things.py"], "things.py", "exec"), names)  # noqa: S102 - what is tried
    (is_small, thing) = (names["is_small"], names["Thing"])
    assert callable(is_small)
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/a.py::test_one[a (b)] (call)")
    is_small(1000)
    is_small(1000)
    monkeypatch.setenv("PYTEST_CURRENT_TEST", "tests/a.py::test_two (setup)")
    is_small(1)
    monkeypatch.delenv("PYTEST_CURRENT_TEST")
    assert isinstance(thing, type)
    assert "ab" == thing().name

    reached = reach.read(marks, log)
    seen = {MODULE.splitlines()[fault.line - 1].strip(): reached.get(fault.number) for fault in found}
    one, two = "tests/a.py::test_one[a (b)]", "tests/a.py::test_two"
    assert frozenset({one, two}) == seen["elif number > 100:"]
    assert frozenset({one}) == seen["return False"]
    assert frozenset({two}) == seen['return number < LIMIT and len("abc") == len(cast("str", names or "abc"))']
    assert frozenset() == seen["return 2"]
    assert seen['"a"'] is None


# The whole of it

TESTED = """\
import sys

import configlang.room


def add(a, b):
    return a + b


def untested(a):
    return a + 1


def loop(number):
    while number > 0:
        number = number - 1
    return number


if __name__ == "__main__":
    print(add(int(sys.argv[1]), 2))
"""

TESTS = """\
import subprocess
import sys

from configlang.room import things


def test_that_fails_anyway():
    assert not things.add(1, 1)


def test_other():
    assert things.LOOPS == 0


def test_in_a_process():
    command = [sys.executable, "-m", "configlang.room.things", "1"]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "3\\n"


def test_loop():
    assert things.loop(3) == 0
"""


def make_fault(number: int, text: str, old: str, new: str) -> faults.Fault:
    """Return a fault in the module: something new in the place of something old."""
    line = text[: text.index(old)].count("\n") + 1
    return faults.Fault(
        number=number, path="configlang/room/things.py", line=line, text=text.replace(old, new), diff=f"-{number}"
    )


@pytest.mark.thorough
def test_faults_are_noticed_or_not(tmp_path: Path) -> None:
    """A fault that a test comes past in another process is noticed, one that takes for ever too, and no other."""
    root = lay(
        tmp_path / "checkout",
        {
            "configlang/__init__.py": "",
            "configlang/room/__init__.py": "",
            "configlang/room/things.py": "LOOPS = 0\n" + TESTED,
            "tests/test_things.py": TESTS,
            "pyproject.toml": '[tool.pytest.ini_options]\npythonpath = ["."]\n',
            ".gitignore": "ignored.py\n",
            "ignored.py": "",
            "tools/__init__.py": "",
            "tools/mutants/__init__.py": "",
            "tools/mutants/plugin.py": (ROOT / "tools/mutants/plugin.py").read_text(encoding="utf-8"),
        },
    )
    subprocess.run(["git", "init", "--quiet"], cwd=root, check=True)
    module = (root / "configlang/room/things.py").read_text(encoding="utf-8")
    tried = [
        make_fault(number, module, old, new)
        for number, (old, new) in enumerate(
            (
                ("return a + b", "return a - b"),
                ("return a + 1", "return a - 1"),
                ("number - 1", "number + 1"),
                ("LOOPS = 0", "LOOPS = 1"),
                ("import configlang.room", "import configlang.rooms"),
            ),
            1,
        )
    ]
    copy = tree.Tree(root, tmp_path / "copy")
    assert not (copy.folder / "ignored.py").exists()

    before = trials.look(copy, tried, ["tests"], tmp_path, 1)
    results = {result.number: result for result in trials.Trials([copy], before, tmp_path, test_timeout=3).run(tried)}

    name = "tests/test_things.py::test_"
    assert [f"{name}that_fails_anyway"] == before.failing
    assert {f"{name}other", f"{name}in_a_process", f"{name}loop"} == before.seconds.keys()
    assert frozenset({f"{name}that_fails_anyway", f"{name}in_a_process"}) == before.reach[1]
    assert ["noticed", "survived", "late", "noticed", "noticed"] == [results[each].outcome for each in sorted(results)]
    assert [f"{name}in_a_process", "", f"{name}loop", f"{name}other", ""] == [results[n].test for n in sorted(results)]
    assert [2, 0, 1, None, None] == [results[each].reached for each in sorted(results)]
    assert module == (copy.folder / "configlang/room/things.py").read_text(encoding="utf-8")
    text = report.report(tried, results, head="Faults", failing=before.failing)
    assert "| all | 5 | 3 | 1 | 1 | 80 |\n" in text
    assert "## 2: configlang/room/things.py:12\n\nTests that come past it: 0.\n\n```diff\n-2\n```\n" in text
    assert "-1\n" not in text


def test_list_names_the_faults_and_tries_none() -> None:
    """With `--list` the command prints the sample and does nothing else."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.mutants", "--rooms", "check/rule.py", "--sample", "2", "--list"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert 2 == done.stdout.count("@@ -")
    assert done.stdout.startswith("1: configlang/check/rule.py:")
