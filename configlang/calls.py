"""What programs have a worker do for them, in the worker."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from configlang.compiler import Job, compile_config, emit_only
from configlang.evaluation import Evaluation
from configlang.findings.codec import to_data
from configlang.findings.finding import has_errors
from configlang.light.typed import Any
from configlang.outputs.backend import EmitOptions
from configlang.outputs.table import find_output
from configlang.project.limits import Limits
from configlang.schema.codec import config_from_data
from configlang.worker import here
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


def _generate(
    *,
    root: str | None,
    files: Sequence[str],
    check: bool,
    force: bool,
    follow_symlinks: bool,
    limits: Mapping[str, float],
) -> Answer:
    from configlang.generation.plan import plan
    from configlang.generation.records import Generation, answer_of
    from configlang.generation.targets import nothing_listed
    from configlang.selection import select_project

    base = Job("", root=root, is_following_symlinks=follow_symlinks, limits=limits)
    selection = select_project(base, files or None)
    wrong = selection.findings or [*filter(None, [nothing_listed(selection, files)])]
    if wrong:
        done = Generation(wrong, missing=selection.missing)
    else:
        cure = "configlang generate"
        done = plan(selection, is_whole=not files, is_forced=force, is_checking=check, cure=cure)
    is_done = not check and not has_errors(done.findings)
    answer = answer_of(done) if is_done else Answer(inputs=done.inputs, missing=done.missing)
    value = {
        "findings": [*map(to_data, done.findings)],
        "written": [*done.written] if is_done else [],
        "unchanged": [*done.unchanged],
    }
    return answer._replace(value=value)


CALLS: Mapping[str, Callable[..., Answer]] = {
    "evaluate": _evaluate,
    "check_process": _check_process,
    "emit": _emit,
    "generate": _generate,
}
