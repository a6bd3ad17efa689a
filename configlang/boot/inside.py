"""What a boot has a worker do: evaluate the config, and make the code that is to be built."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from configlang.boot.build import SOURCE, with_own_inits
from configlang.boot.values import with_values
from configlang.compiler import Compilation, Job, Wanted, analyse, conclude, emit_config
from configlang.evaluation import Evaluation
from configlang.light.typed import Any, NamedTuple
from configlang.schema.host_values import with_nothing_passed
from configlang.schema.origins import to_finding
from configlang.worker.process import ask
from configlang.worker.protocol import Answer, Request, file_of


class Made(NamedTuple):
    """
    What came of it.

    Attributes:
        run: What came of the config, and what the output says of it: all of it, silenced or not.
        refused: How many of the findings, the last ones, are the output's.
        files: The generated files by name, also where the checker found errors; none where the output refused.
    """

    run: Evaluation
    refused: int
    files: Mapping[str, str]


def make(job: Job, values: Sequence[tuple[str, str]] = ()) -> Made:
    """
    Evaluate a config and make the files of the output that it is checked for, in a worker.

    Args:
        job: The config.
        values: What the host passes: names and texts.
    """
    answer = ask(Request(__name__, {"job": job._asdict(), "values": [*values]}))
    if not isinstance(answer, Answer):
        return Made(Evaluation.from_answer(answer), 0, {})
    # The outputs that are booted are texts, all of them.
    files = {name: file.contents.decode("utf-8") for name, file in answer.files.items()}
    return Made(Evaluation.from_data(answer.value["evaluation"]), answer.value["refused"], files)


def serve(data: Mapping[str, Any]) -> Answer:
    """Do that, in the worker."""
    run = analyse(Job(**data["job"]))
    is_passed = _pass_values(run, [(name, text) for name, text in data["values"]])
    before = len(run.findings)
    files = {}
    if run.unchecked is not None and is_passed:
        # What the checker refuses is worth seeing too: its findings are shown, and the start tells what really happens.
        files = emit_config(run, with_own_inits(run.unchecked), Wanted(run.outputs[0], SOURCE))
        run.unchecked = with_nothing_passed(run.unchecked)
    evaluation = conclude(run, is_silenced=False)
    return Answer(
        inputs=evaluation.inputs,
        missing=evaluation.missing,
        files={name: file_of(contents) for name, contents in files.items()},
        value={"evaluation": evaluation.to_data(), "refused": len(run.findings) - before},
    )


def _pass_values(run: Compilation, values: Sequence[tuple[str, str]]) -> bool:
    """Make what the host passes a part of the config; False where that is not what it must pass."""
    if run.unchecked is None or not (values or run.unchecked.host_values):
        return True
    run.unchecked, problems = with_values(run.unchecked, values)
    run.findings += [to_finding(problem, run.origins) for problem in problems]
    return not problems
