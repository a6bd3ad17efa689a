"""What programs have a worker do for them, in the worker."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence

from configlang.compiler import (
    Compilation,
    Job,
    analyse,
    at_hand,
    check_choices,
    compile_config,
    conclude,
    emit_all,
    emit_only,
)
from configlang.cpython.targets import host_target
from configlang.cpython.versions import parse_python
from configlang.evaluation import Evaluation
from configlang.findings.codec import to_data
from configlang.findings.finding import has_errors
from configlang.light.typed import TYPE_CHECKING, Any
from configlang.outputs.backend import EmitOptions
from configlang.outputs.table import find_output
from configlang.project.limits import Limits
from configlang.project.toml import override
from configlang.schema.codec import config_from_data
from configlang.worker import here
from configlang.worker.protocol import Answer, Request, file_of

if TYPE_CHECKING:
    from configlang.comparison.compare import Side
    from configlang.comparison.model import Comparison
    from configlang.comparison.sides import Given
    from configlang.findings.finding import Finding
    from configlang.outputs.documents.reading import ReadBack
    from configlang.schema.config import Config


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
    from configlang.generation.plan import generate
    from configlang.generation.records import answer_of

    base = Job("", root=root, is_following_symlinks=follow_symlinks, limits=limits)
    _, done = generate(base, files, is_forced=force, is_checking=check, cure="configlang generate")
    is_done = not check and not has_errors(done.findings)
    answer = answer_of(done) if is_done else Answer(inputs=done.inputs, missing=done.missing)
    value = {
        "findings": [*map(to_data, done.findings)],
        "written": [*done.written] if is_done else [],
        "unchanged": [*done.unchanged],
    }
    return answer._replace(value=value)


def _dependencies(*, paths: Sequence[str], choices: Mapping[str, Any]) -> Answer:
    from configlang.graph.model import configs_to_data
    from configlang.graph.reading import Choices, find_dependencies

    found, _ = find_dependencies(paths, Choices(**choices))
    return Answer(value={"configs": configs_to_data(found), "findings": [*map(to_data, found.findings)]})


# Comparing


def compare(given: Sequence[Given], job: Mapping[str, Any], folder: str | None) -> tuple[Comparison, tuple[Side, ...]]:
    """Compare two configs, each of which a worker of its own evaluates or reads; see ``compare_given``."""
    from configlang.check.engine import all_rules
    from configlang.comparison.sides import compare_given
    from configlang.language import rules
    from configlang.worker.process import ask_each

    # What both may need is made and imported before their workers start.
    rules.warm()
    all_rules()
    return compare_given(
        given, job, folder, lambda calls: ask_each((Request(__name__, call) for call in calls), at_once=2)
    )


def _diff(*, given: Sequence[Sequence[Any]], job: Mapping[str, Any], folder: str | None) -> Answer:
    from configlang.comparison import model
    from configlang.comparison.sides import Given

    comparison, _ = compare([Given(*each) for each in given], job, folder)
    return Answer(value={"comparison": model.to_data(comparison), "errors": [*map(to_data, comparison.errors)]})


def _compile(*, job: Mapping[str, Any], folder: str | None) -> Answer:
    """Take a config through all stages, the outputs that it is for included, in a folder."""
    if folder is not None:
        os.chdir(folder)
    run = analyse(Job(**job))
    made = emit_all(run)
    evaluation = conclude(run)
    return _side(evaluation.to_data(), made, has_findings=True)


def _read_back(*, path: str, name: str, folder: str | None, job: Mapping[str, Any]) -> Answer:
    """Read the JSON that was made of a config."""
    from configlang.findings.codec import span_to_data
    from configlang.outputs.documents.reading import ReadBack

    if folder is not None:
        os.chdir(folder)
    read = _read_json(path, name, job)
    if not isinstance(read, ReadBack):
        return _side(Evaluation(config=None, findings=tuple(read), inputs=(name,)).to_data(), {})
    # The version that was chosen is no part of the text.
    config = read.config.on(None if job["python"] is None else parse_python(job["python"]))
    run = at_hand(config, (), job["outputs"] or _outputs_of(config))
    answer = _side(conclude(run).to_data(), emit_all(run))
    answer.value["places"] = {place: span_to_data(span) for place, span in read.places.items()}
    answer.value["is_full"] = read.is_full
    return answer


def _read_json(path: str, name: str, job: Mapping[str, Any]) -> ReadBack | Sequence[Finding]:
    from configlang.findings.finding import Finding
    from configlang.outputs.documents.reading import read_config
    from configlang.project.source import read_source

    here.tell({"stage": "read", "file": path})
    limits, wrong = override(Limits(), job["limits"])
    wrong += check_choices(Compilation(Job(**{**job, "path": path})))
    if wrong:
        return wrong
    here.hold(limits)
    source = read_source(path, name, limit=limits.source_size)
    if isinstance(source, Finding):
        return [source]
    return read_config(source.text, name, job["target"] or host_target().triple)


def _emit_all(*, config: Mapping[str, Any], is_evaluation: bool, job: Mapping[str, Any]) -> Answer:
    """Make the outputs of a config that a program holds."""
    here.hold(Limits())
    if not is_evaluation:
        made = config_from_data(dict(config))
        run = at_hand(made, (), job["outputs"] or _outputs_of(made))
        return _side(conclude(run).to_data(), emit_all(run))
    evaluation = Evaluation.from_data(config)
    outputs = {}
    if evaluation.config is not None:
        run = at_hand(evaluation.config, evaluation.variants, job["outputs"] or evaluation.outputs)
        outputs = emit_all(run)
    return _side(config, outputs, has_findings=True)


def _outputs_of(config: Config) -> tuple[str, ...]:
    return config.host.outputs if config.host is not None else ()


def _side(evaluation: Mapping[str, Any], outputs: Mapping[str, str], *, has_findings: bool = False) -> Answer:
    files = {name: file_of(text) for name, text in outputs.items()}
    return Answer(files=files, value={"evaluation": evaluation, "has_findings": has_findings})


CALLS: Mapping[str, Callable[..., Answer]] = {
    "evaluate": _evaluate,
    "check_process": _check_process,
    "emit": _emit,
    "dependencies": _dependencies,
    "diff": _diff,
    "compile": _compile,
    "read_back": _read_back,
    "emit_all": _emit_all,
    "generate": _generate,
}
