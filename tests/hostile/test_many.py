"""Many configs in one run: each is told what it would be told alone, whatever the others do to their worker."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from pathlib import Path

import pytest

from configlang.calls import evaluate
from configlang.compiler import Job
from configlang.evaluation import Evaluation
from configlang.many import Order, make_many
from configlang.worker.process import ask
from tests.hostile.cases import MEMORY, TIME, VALUES

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of memory need POSIX")

LIMITS = {"timeout": 1.0, "memory": 128}

GOOD = {
    "plain": 'interpreter(profile = "isolated", set_missing_path_configuration = False)\n',
    "modules": "[static_extension('m%d' % i) for i in range(300)]\n",
    "prints": "print('one')\ninterpreter(utf8_mode = True)\n",
    "loads": 'load("//:lib.bzl", "name")\nstatic_extension(name)\n',
    "version": "static_extension('new' if TARGET.version >= (3, 12) else 'old')\n",
    "types": "interpreter(isolated = 1)\ninterpreter(utf8_mode = 'a')\n",
    "syntax": "interpreter(\n",
    "name": "interprter()\n",
    "missing": 'load("//:none.bzl", "x")\n',
    "silenced": "# configlang: disable=nothing-declared\nx = 1\n",
}
DEADLY = {
    "crash": VALUES["encode_nested"],
    "memory": MEMORY["slow_growth"],
    "time": TIME["loop"],
    "native": TIME["max_of_range"],
}


SLOW = pytest.mark.thorough


def jobs(folder: Path, texts: dict[str, str]) -> list[Job]:
    """Write configs, and return the jobs to evaluate them."""
    (folder / "lib.bzl").write_text("name = 'linked'\n")
    for name, text in texts.items():
        (folder / f"{name}.bzl").write_text(text)
    return [Job(path=str(folder / f"{name}.bzl"), limits=LIMITS, root=str(folder)) for name in texts]


def alone(job: Job) -> dict[str, object]:
    """Return what a config is told in a worker of its own."""
    return Evaluation.from_answer(ask(evaluate(job, is_refusing=True))).to_data()


def together(some: Sequence[Job]) -> list[dict[str, object]]:
    """Return what configs are told in one run."""
    return [made.evaluation.to_data() for made in make_many([*map(Order, some)])]


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_goes_from_one_config_to_the_next(tmp_path: Path, seed: int) -> None:
    """In whatever order, and however often: each is evaluated as if there were no other."""
    some = jobs(tmp_path, GOOD)
    wanted = [alone(job) for job in some]
    order = [*range(len(some))] * 4
    random.Random(seed).shuffle(order)  # noqa: S311 - the order must be repeatable

    assert [wanted[index] for index in order] == together([some[index] for index in order])


@pytest.mark.parametrize("name", [pytest.param(name, marks=SLOW if name == "native" else ()) for name in DEADLY])
def test_one_that_kills_its_worker_harms_no_other(tmp_path: Path, name: str) -> None:
    """The others come out as ever, and the finding is told of the one that is to blame."""
    others = jobs(tmp_path, GOOD)
    (deadly,) = jobs(tmp_path, {"deadly": DEADLY[name]})
    some = [*others, deadly, *reversed(others), *others]
    wanted = {job.path: alone(job) for job in some}

    found = dict(zip((job.path for job in some), together(some), strict=True))

    # The line at which memory ends is not always the same.
    told = [(each.pop(deadly.path)["config"], len(each)) for each in (wanted, found)]
    assert [(None, len(others))] * 2 == told
    assert wanted == found


def test_each_has_the_whole_limit(tmp_path: Path) -> None:
    """What the first ones have used is not taken from what the last one may."""
    text = "x = [i for i in range(300000)]\ninterpreter()\n"
    some = jobs(tmp_path, {f"c{number}": text for number in range(24)})

    for made in make_many([Order(job._replace(limits={"timeout": 0.5, "memory": 64})) for job in some]):
        assert made.evaluation.config is not None, made.evaluation.findings
