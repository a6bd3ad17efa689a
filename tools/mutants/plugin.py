"""
What pytest does with a fault: runs the chosen tests in their order, and notes how each has ended.

A plugin, for `pytest -p tools.mutants.plugin`, which takes two files from the environment.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

CHOSEN = "CONFIGLANG_MUTANTS_CHOSEN"
"""Names a file with a list in JSON: the tests to run, in this order. Without it all are run."""
ENDED = "CONFIGLANG_MUTANTS_ENDED"
"""Names a file that takes a line of JSON for each phase of each test: `[test, outcome, seconds]`."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep the chosen tests, in their order; those that a fault has given other names are not among them."""
    chosen = os.environ.get(CHOSEN)
    if chosen is None:
        return
    order = {name: index for index, name in enumerate(json.loads(Path(chosen).read_text(encoding="utf-8")))}
    config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in order])
    items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Note how a phase of a test has ended."""
    ended = os.environ.get(ENDED)
    # Of several processes the first one hears it all.
    if ended is None or "PYTEST_XDIST_WORKER" in os.environ:
        return
    with Path(ended).open("a", encoding="utf-8") as file:
        file.write(json.dumps([report.nodeid, report.outcome, report.duration]) + "\n")
