"""``configlang check``: evaluate and check config files, and write nothing."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence

from configlang.cache import looks
from configlang.cli.command import FINDINGS, OK, print_error
from configlang.cli.options import (
    EvaluationOptions,
    add_cache,
    add_evaluation_options,
    add_format,
    add_python,
    evaluation_options,
)
from configlang.cli.parser import Parser
from configlang.cli.reporting import read_first, refuse_inputs, tell
from configlang.language.task import OF_CONFIGS
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from configlang.evaluation import Evaluation
    from configlang.selection import Selection


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        files: The config files, as often as they are given; ``-`` is standard input.
        output: The name of the output that they are checked for, None for what each says itself.
        is_process: Whether they are checked as what one process starts, too.
        python: The CPython version, or None.
        timeout: How long one evaluation may take, in seconds, or None.
        evaluation: How the configs are evaluated.
    """

    files: list[str]
    output: str | None
    is_process: bool
    python: str | None
    timeout: float | None
    evaluation: EvaluationOptions


def serve(words: Sequence[str]) -> Answer:
    """Check every file; the exit code is 1 when one has an error."""
    parser = make_parser()
    options = parse(parser, words)
    selection, evaluations = _evaluate(parser, options)
    from configlang.project.source import read_lines_of
    from configlang.selection import findings_of

    read_line = read_first([*(each.read_line for each in evaluations), read_lines_of(selection.project.file)])
    findings = dict.fromkeys([*selection.findings, *findings_of([*_without_libraries(evaluations)], selection.entries)])
    if options.is_process:
        from configlang.together import check_together

        by_path = {job.path: each for job, each in zip(selection.jobs, evaluations, strict=True)}
        starts = [by_path[path] for path in (options.files * 2 if len(options.files) == 1 else options.files)]
        findings |= dict.fromkeys(check_together(starts, options.output))
    reporting = options.evaluation.reporting
    if reporting.message_format == "text":
        _tell_of_cpython([(job.path, each) for job, each in zip(selection.jobs, evaluations, strict=True)])
    printed = dict.fromkeys(line for each in evaluations for line in each.printed)
    inputs = dict.fromkeys(path for each in evaluations for path in each.inputs)
    if selection.project.file is not None:
        inputs.setdefault(selection.project.file)
    refuse_inputs(parser, reporting, (*options.files, *inputs))
    is_strict = any(each.is_strict for each in evaluations)
    told = tell(findings, read_line, reporting.strict_as(is_strict), printed)
    return Answer(
        FINDINGS if told.is_failing else OK,
        files=told.files,
        inputs=tuple(inputs),
        missing=tuple(dict.fromkeys((*selection.missing, *(path for each in evaluations for path in each.missing)))),
    )


def _without_libraries(evaluations: Sequence[Evaluation]) -> Iterator[Evaluation]:
    """Give what came of each file, without what asks for a config where another file loads this one."""
    if len(evaluations) == 1:
        yield from evaluations
        return
    loads: Counter[str] = Counter()
    for path, inputs in {each.inputs[0]: each.inputs for each in evaluations if each.inputs}.items():
        loads.update({looks.realpath(each) for each in (path, *inputs)})
    for each in evaluations:
        is_loaded = bool(each.inputs) and loads[looks.realpath(each.inputs[0])] > 1
        if is_loaded and any(finding.code in OF_CONFIGS for finding in each.findings):
            left = tuple(finding for finding in each.findings if finding.code not in OF_CONFIGS)
            yield records.evolve(each, findings=left)
        else:
            yield each


def _tell_of_cpython(evaluated: Sequence[tuple[str, Evaluation]]) -> None:
    """Say of which configs nobody knows what is made of them."""
    from configlang.findings.render import safe_lines
    from configlang.project.source import name_of

    bare = list(dict.fromkeys(path for path, each in evaluated if each.unchecked is not None and not each.outputs))
    if bare:
        first = name_of(bare[0])
        files = first if len(bare) == 1 else f"{first} and {len(bare) - 1} more"
        print_error(safe_lines(f"{files}: checked for CPython alone: host() or --format tells what is made of it"))


def _evaluate(parser: Parser, options: Options) -> tuple[Selection, list[Evaluation]]:
    """Evaluate every file, in several processes where there are several; limits are for one file."""
    # Here and not above: `--help` needs none of it. What several processes need is imported before they start.
    from configlang.compiler import compile_config
    from configlang.project.toml import Project
    from configlang.selection import Selection, select

    base = options.evaluation.job("", options.output, python=options.python, timeout=options.timeout)
    if options.is_process:
        files = list(dict.fromkeys(options.files))
        jobs = [base._replace(path=path) for path in files]
        selection = Selection(jobs, [None] * len(jobs), os.curdir, Project(), [])
    else:
        selection = select(options.files, base._replace(may_be_library=True))
    if not selection.jobs and not selection.findings:
        from configlang.project.folders import SUFFIX

        parser.error(f"there is no *{SUFFIX} file in `{os.curdir}`, nor in a folder below it")
    if len(selection.jobs) == 1:
        return selection, [compile_config(job, is_refusing=True)[0] for job in selection.jobs]
    from configlang.many import Order, make_many

    return selection, [made.evaluation for made in make_many([*map(Order, selection.jobs)])]


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("check")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help=(
            "config files; - is standard input, and a folder stands for every *.bzl below it"
            " (default: all of the project, or this folder)"
        ),
    )
    add_format(parser, "the output that they are checked for (default: what each config says that it is for)")
    parser.add_argument(
        "--process",
        action="store_true",
        help=(
            "check too what the files mean for each other where one process starts them in this order, or side by side;"
            " a file that is given twice is started twice, and so is one FILE alone"
        ),
    )
    add_python(parser)
    add_evaluation_options(parser)
    add_cache(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    return Options(
        files=_files(parser, found.files or ["."] if found.process else found.files),
        output=found.format,
        is_process=found.process,
        python=found.python,
        timeout=found.timeout,
        evaluation=evaluation_options(parser, found),
    )


def _files(parser: Parser, paths: Sequence[str]) -> list[str]:
    """Return the files that are meant; wrong usage ends the process."""
    from configlang.project.folders import SUFFIX, configs_of

    files = []
    for path, configs in configs_of(paths):
        if not configs:
            parser.error(f"there is no *{SUFFIX} file in `{path}`, nor in a folder below it")
        files += configs
    return files
