"""What a boot has a worker do: evaluate the config, and make the code that is to be built."""

from __future__ import annotations

from collections.abc import Mapping

from configlang.boot.build import SOURCE, with_own_inits
from configlang.compiler import Job, Wanted, analyse, conclude, emit_config
from configlang.evaluation import Evaluation
from configlang.light.typed import Any, NamedTuple
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


def make(job: Job) -> Made:
    """Evaluate a config and make the files of the output that it is checked for, in a worker."""
    answer = ask(Request(__name__, {"job": job._asdict()}))
    if not isinstance(answer, Answer):
        return Made(Evaluation.from_answer(answer), 0, {})
    # The outputs that are booted are texts, all of them.
    files = {name: file.contents.decode("utf-8") for name, file in answer.files.items()}
    return Made(Evaluation.from_data(answer.value["evaluation"]), answer.value["refused"], files)


def serve(data: Mapping[str, Any]) -> Answer:
    """Do that, in the worker."""
    run = analyse(Job(**data["job"]))
    before = len(run.findings)
    files = {}
    if run.unchecked is not None:
        # What the checker refuses is worth seeing too: its findings are shown, and the start tells what really happens.
        files = emit_config(run, with_own_inits(run.unchecked), Wanted(run.outputs[0], SOURCE))
    evaluation = conclude(run, is_silenced=False)
    return Answer(
        inputs=evaluation.inputs,
        missing=evaluation.missing,
        files={name: file_of(contents) for name, contents in files.items()},
        value={"evaluation": evaluation.to_data(), "refused": len(run.findings) - before},
    )
