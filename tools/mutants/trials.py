"""One fault after the other: the tests that may notice it are run, those that are likely to first."""

from __future__ import annotations

import json
import queue
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import attrs

from tools.mutants import plugin, reach
from tools.mutants.faults import Fault
from tools.mutants.tree import Tree

Outcome = Literal["noticed", "late", "survived"]
Phase = tuple[str, str, float]
"""A phase of a test: its name, how it ended, and its seconds."""

_TEST_TIMEOUT = 60
"""Seconds for one test beside a fault; the slowest takes less than ten."""
_GRACE = 60
"""Seconds for a run of pytest beyond what the tests take."""
_SLOWER = 5
"""How much longer than before they may take, all in all."""
_UNCOMPILED = {"PYTHONDONTWRITEBYTECODE": "1"}
"""Keeps what Python has compiled as it is: the first run without any fault leaves that for all others."""
_WHOLE_RUN = 4 * 3600
"""Seconds for a run of all tests."""


class BrokenTestsError(Exception):
    """The tests can't be run without any fault; the text says what pytest did."""


@attrs.frozen(kw_only=True)
class Result:
    """
    What came of a fault.

    Attributes:
        number: Its number in the sample.
        outcome: Whether a test failed; or one, or all, took far too long; or neither.
        test: The first test that failed; empty where there is none, or pytest did not get as far as that.
        reached: How many tests come past its place; None where all do, because that is so as a module is imported.
    """

    number: int
    outcome: Outcome
    test: str = ""
    reached: int | None = None


@attrs.frozen(kw_only=True)
class Before:
    """
    What is known of the tests before any fault is there.

    Attributes:
        seconds: How long each takes that passes.
        failing: Those that fail in a copy of the checkout; they tell nothing.
        reach: By the number of a fault, the tests that come past its place. It is None, or the fault is not there,
            where all do, because that is so as a module is imported.
    """

    seconds: Mapping[str, float]
    failing: Sequence[str]
    reach: Mapping[int, frozenset[str] | None]


def look(tree: Tree, faults: Sequence[Fault], tests: Sequence[str], work: Path, workers: int) -> Before:
    """
    Run the tests twice: as they are, and with a mark at the place of each fault.

    Args:
        tree: The copy to run them in.
        faults: The faults.
        tests: What to give pytest: folders and files.
        work: A folder for what is noted.
        workers: How many processes run tests.

    Raises:
        BrokenTestsError: Where the tests can't be run.
    """
    log = work / "reach.log"
    log.unlink(missing_ok=True)
    arguments = [*tests, *(("-n", str(workers), "--dist", "loadfile") if workers > 1 else ())]
    phases = _run_all(tree, arguments, work, {})
    marks = reach.make_marks(tree.folder, faults, log)
    with tree.changed(marks.texts):
        _run_all(tree, arguments, work, _UNCOMPILED)
    seconds: defaultdict[str, float] = defaultdict(float)
    for test, _, taken in phases:
        seconds[test] += taken
    failing = {test for test, outcome, _ in phases if outcome == "failed"}
    passing = {test: taken for test, taken in seconds.items() if test not in failing}
    return Before(seconds=passing, failing=sorted(failing), reach=reach.read(marks, log))


def _run_all(
    tree: Tree, arguments: Sequence[str], work: Path, variables: Mapping[str, str]
) -> list[tuple[str, str, float]]:
    ended = work / "ended.jsonl"
    ended.unlink(missing_ok=True)
    code, output = tree.pytest(arguments, {plugin.ENDED: str(ended), **variables}, timeout=_WHOLE_RUN)
    # Some may fail in a copy, and beside the marks, but all must have been run.
    if code not in {0, 1}:
        raise BrokenTestsError(f"pytest ended with {code} where there is no fault:\n{output[-5000:]}")
    return _read(ended)


def _read(ended: Path) -> list[Phase]:
    lines = ended.read_text(encoding="utf-8").splitlines() if ended.exists() else []
    return [(test, outcome, seconds) for test, outcome, seconds in map(json.loads, lines)]


class Trials:
    """Tries faults, and learns which tests are likely to notice those of a file."""

    def __init__(self, trees: Sequence[Tree], before: Before, work: Path, *, test_timeout: int = _TEST_TIMEOUT) -> None:
        """
        Try nothing yet.

        Args:
            trees: The copies: as many faults are tried at once.
            before: From `look`.
            work: A folder for what is noted.
            test_timeout: Seconds for one test.
        """
        self._trees = trees
        self._before = before
        self._work = work
        self._test_timeout = test_timeout
        # By file: how often a test was the first to notice a fault there.
        self._noticed: defaultdict[str, Counter[str]] = defaultdict(Counter)
        # How many of the places each test comes past: who comes past few has more to do with them.
        self._breadth = Counter(test for tests in before.reach.values() for test in tests or ())

    def run(self, faults: Sequence[Fault]) -> Iterator[Result]:
        """Try faults, and give each result as soon as it is there."""
        free: queue.SimpleQueue[Tree] = queue.SimpleQueue()
        for tree in self._trees:
            free.put(tree)

        def attempt(fault: Fault) -> Result:
            tree = free.get()
            try:
                return self._try(tree, fault)
            finally:
                free.put(tree)

        with ThreadPoolExecutor(len(self._trees)) as pool:
            try:
                yield from pool.map(attempt, faults)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise

    def _try(self, tree: Tree, fault: Fault) -> Result:
        reached = self._before.reach.get(fault.number)
        tests = self._chosen(fault, reached)
        if not tests:
            return Result(number=fault.number, outcome="survived", reached=0)
        chosen, ended = (self._work / f"{fault.number}.{name}" for name in ("chosen.json", "ended.jsonl"))
        ended.unlink(missing_ok=True)
        chosen.write_text(json.dumps(tests), encoding="utf-8")
        with tree.changed({fault.path: fault.text}):
            code, output = tree.pytest(
                ["-x", "--timeout", str(self._test_timeout), *dict.fromkeys(map(_file_of, tests))],
                {plugin.CHOSEN: str(chosen), plugin.ENDED: str(ended), **_UNCOMPILED},
                timeout=_GRACE + _SLOWER * sum(self._before.seconds[test] for test in tests),
            )
        first = next((test for test, outcome, _ in _read(ended) if outcome == "failed"), "")
        for file in (chosen, ended):
            file.unlink(missing_ok=True)
        self._noticed[fault.path][first] += 1
        return Result(
            number=fault.number,
            outcome=_outcome(code, output),
            test=first,
            reached=None if reached is None else len(reached),
        )

    def _chosen(self, fault: Fault, reached: frozenset[str] | None) -> list[str]:
        """
        Return the tests that may notice a fault, those that are likely to first.

        Behind those that come past it stand the others of their files: a fixture or a cache may do so for them.
        """
        seconds, noticed = self._before.seconds, self._noticed[fault.path]

        def order(test: str) -> tuple[int, float]:
            return -noticed[test], seconds[test] * (1 + self._breadth[test])

        if reached is None:
            return sorted(seconds, key=order)
        files = {*map(_file_of, reached)}
        others = {test for test in seconds if _file_of(test) in files} - reached
        return [*sorted(reached & seconds.keys(), key=order), *sorted(others, key=order)]


def _file_of(test: str) -> str:
    return test.partition("::")[0]


def _outcome(code: int, output: str) -> Outcome:
    if code == -1 or "from pytest-timeout" in output:
        return "late"
    # 5: no test is left, because none of them is called so any more.
    return "survived" if code in {0, 5} else "noticed"
