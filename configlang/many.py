"""
Many configs at once, by workers of a worker.

A worker does a number of them, one after another, each with limits of its own. Where it dies, each is done again in one
of its own, so that what killed it is told of the one that did.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator, Mapping, Sequence

from configlang.check.engine import all_rules
from configlang.compiler import Job, Wanted, compile_each
from configlang.evaluation import Evaluation
from configlang.language import rules
from configlang.light import records
from configlang.light.typed import Any, NamedTuple
from configlang.worker import here
from configlang.worker.process import ask_each
from configlang.worker.protocol import Answer, File, Request, file_of


class Order(NamedTuple):
    """
    A config that is to be done.

    Attributes:
        job: The config file, and how it is evaluated.
        wanted: The outputs that are to be made; none where only what is wrong with it is asked for.
    """

    job: Job
    wanted: tuple[Wanted, ...] = ()


class Made(NamedTuple):
    """
    What came of a config.

    Attributes:
        evaluation: What came of evaluating it; where outputs were made, without the config.
        files: For each output its files by path; none where it refused the config, or the config has errors.
    """

    evaluation: Evaluation
    files: tuple[Mapping[str, File], ...] = ()


_MOST_OF_ONE_WORKER = 32
"""Configs that are done again where one of them kills its worker."""


def make_many(orders: Sequence[Order]) -> Iterator[Made]:
    """Take configs through all stages, several at once, and give what comes of them in their order."""
    # What every config may need is made and imported before the workers start.
    rules.warm()
    all_rules()
    processors = os.cpu_count() or 1
    size = max(1, min(_MOST_OF_ONE_WORKER, -(-len(orders) // (2 * processors))))
    parts = [orders[start : start + size] for start in range(0, len(orders), size)]
    answers = ask_each(map(_request, parts), at_once=processors)
    done = 0
    for part, answer in zip(parts, answers, strict=True):
        done += len(part)
        here.tell({"progress": [done, len(orders)]})
        if isinstance(answer, Answer):
            yield from _read(answer)
        elif len(part) == 1:
            yield Made(Evaluation.from_answer(answer))
        else:
            for alone in ask_each((_request([order]) for order in part), at_once=processors):
                yield from _read(alone) if isinstance(alone, Answer) else [Made(Evaluation.from_answer(alone))]


def _request(orders: Sequence[Order]) -> Request:
    given = [[order.job._asdict(), [each._asdict() for each in order.wanted]] for order in orders]
    return Request(__name__, given, is_noting=False)


def serve(orders: Sequence[tuple[Mapping[str, Any], Sequence[Mapping[str, Any]]]]) -> Answer:
    """Do configs one after another."""
    # A worker ends with its answer and collects no garbage; this one may do so as what stays is out of its sight.
    gc.freeze()
    gc.enable()
    given = [(Job(**job), [Wanted(**each) for each in wanted]) for job, wanted in orders]
    values: list[Any] = []
    files: dict[str, File] = {}
    for (_, wanted), (evaluation, made) in zip(given, compile_each(given, is_refusing=True), strict=True):
        if wanted:
            evaluation = records.evolve(evaluation, config=None, unchecked=None, variants=(), origins={})  # noqa: PLW2901
        names = [[*each] for each in made]
        # Several configs may make a file of one name.
        files |= {f"{len(values)}:{path}": file_of(text) for each in made for path, text in each.items()}
        values.append([evaluation.to_data(), names])
    return Answer(value=values, files=files)


def _read(answer: Answer) -> Iterator[Made]:
    for number, (evaluation, made) in enumerate(answer.value):
        files = tuple({path: answer.files[f"{number}:{path}"] for path in names} for names in made)
        yield Made(Evaluation.from_data(evaluation), files)
