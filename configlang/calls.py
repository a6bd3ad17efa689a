"""What programs have a worker do for them, in the worker."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from configlang.check.engine import all_rules
from configlang.compiler import Job, compile_config, emit_only
from configlang.evaluation import Evaluation
from configlang.findings.codec import to_data
from configlang.language import rules
from configlang.light.typed import Any
from configlang.outputs.backend import EmitOptions
from configlang.outputs.table import find_output
from configlang.project.limits import Limits
from configlang.schema.codec import config_from_data
from configlang.worker import here
from configlang.worker.process import ask_each
from configlang.worker.protocol import Answer, Request, file_of


def serve(data: Mapping[str, Any]) -> Answer:
    """
    Do what is asked for.

    Args:
        data: ``call``, the name of one of the calls here, and its arguments, which are those of the public function.
    """
    arguments = dict(data)
    return CALLS[arguments.pop("call")](**arguments)


def evaluate(job: Job, *, is_refusing: bool = False) -> Request:
    """Return the request to take a config through all stages that make nothing."""
    return Request(__name__, {"call": "evaluate", "job": job._asdict(), "is_refusing": is_refusing})


def evaluate_many(jobs: Sequence[Job]) -> Iterator[Evaluation]:
    """
    Take configs through all stages that make nothing, several at once, and give what comes of them in their order.

    A worker does a number of them, each with limits of its own. Where it dies, each is done again in one of its own,
    so that what killed it is told of the one that did.
    """
    # What every config may need is made and imported before the workers start.
    rules.warm()
    all_rules()
    processors = os.cpu_count() or 1
    size = max(1, min(_MOST_OF_ONE_WORKER, -(-len(jobs) // (2 * processors))))
    parts = [jobs[start : start + size] for start in range(0, len(jobs), size)]
    requests = (Request(__name__, {"call": "evaluate_each", "jobs": [job._asdict() for job in part]}) for part in parts)
    answers = ask_each(requests, at_once=processors)
    for part, answer in zip(parts, answers, strict=True):
        if isinstance(answer, Answer):
            yield from map(Evaluation.from_data, answer.value)
        elif len(part) == 1:
            yield Evaluation.from_answer(answer)
        else:
            alone = ask_each((evaluate(job, is_refusing=True) for job in part), at_once=processors)
            yield from map(Evaluation.from_answer, alone)


_MOST_OF_ONE_WORKER = 32
"""Configs that are done again where one of them kills its worker."""


def _evaluate_each(*, jobs: Sequence[Mapping[str, Any]]) -> Answer:
    # A worker ends with its answer and collects no garbage; this one may do so as what stays is out of its sight.
    gc.freeze()
    gc.enable()
    values = []
    for job in jobs:
        here.renew()
        evaluation, _ = compile_config(Job(**job), is_refusing=True)
        values.append(evaluation.to_data())
    return Answer(value=values)


def _evaluate(*, job: Mapping[str, Any], is_refusing: bool = False) -> Answer:
    evaluation, _ = compile_config(Job(**job), is_refusing=is_refusing)
    return Answer(inputs=evaluation.inputs, missing=evaluation.missing, value=evaluation.to_data())


def _check_process(*, evaluations: list[dict[str, Any]], output: str | None) -> Answer:
    from configlang.together import check_together

    here.hold(Limits())
    found = check_together([*map(Evaluation.from_data, evaluations)], output)
    return Answer(value=[*map(to_data, found)])


def _emit(*, config: dict[str, Any], path: str, options: Mapping[str, Any]) -> Answer:
    here.hold(Limits())
    known = EmitOptions(**{**options, "output": find_output(options["output"])})
    emitted = emit_only(config_from_data(config), known, path)
    files = {name: file_of(contents) for name, contents in emitted.files.items()}
    return Answer(files=files, value=[*map(to_data, emitted.findings)])


CALLS: Mapping[str, Callable[..., Answer]] = {
    "evaluate": _evaluate,
    "evaluate_each": _evaluate_each,
    "check_process": _check_process,
    "emit": _emit,
}
