"""``configlang check``: evaluate and check config files, and write nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from configlang.cli.command import FINDINGS, OK, Parser
from configlang.cli.options import (
    EvaluationOptions,
    add_evaluation_options,
    add_format,
    add_python,
    evaluation_options,
    output_of,
    print_findings,
    read_first,
)
from configlang.outputs.table import Output


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        files: The config files, as often as they are given; ``-`` is standard input.
        output: The output that they are checked for.
        is_process: Whether they are checked as what one process starts, too.
        python: The CPython version, or None.
        timeout: How long one evaluation may take, in seconds, or None.
        evaluation: How the configs are evaluated.
    """

    files: list[str]
    output: Output
    is_process: bool
    python: str | None
    timeout: float | None
    evaluation: EvaluationOptions


def run(words: Sequence[str]) -> int:
    """Check every file; return 1 when one has an error."""
    options = parse(make_parser(), words)
    # Here and not above: `--help` needs none of it.
    from configlang.api import check_process
    from configlang.compiler import Wanted, compile_config

    by_path = {}
    for path in dict.fromkeys(options.files):
        job = options.evaluation.job(path, options.output, python=options.python, timeout=options.timeout)
        # Nothing is made, but what the output refuses is told.
        by_path[path], _ = compile_config(job, [Wanted(options.output, path=None)])
    evaluations = list(by_path.values())
    read_line = read_first(each.read_line for each in evaluations)
    # A library that several of the files load is to blame once.
    findings = dict.fromkeys(finding for each in evaluations for finding in each.findings)
    if options.is_process:
        starts = [by_path[path] for path in (options.files * 2 if len(options.files) == 1 else options.files)]
        findings |= dict.fromkeys(check_process(starts, output=options.output.name))
    printed = [line for each in evaluations for line in each.printed]
    is_wrong = print_findings(findings, read_line, options.evaluation.message_format, printed)
    return FINDINGS if is_wrong else OK


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("configlang check", __doc__)
    parser.add_argument("files", metavar="FILE", nargs="+", help="config files; - is standard input")
    add_format(parser, "the output that they are checked for (default: rust)", default="rust")
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
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    return Options(
        files=found.files,
        output=output_of(found),
        is_process=found.process,
        python=found.python,
        timeout=found.timeout,
        evaluation=evaluation_options(found),
    )
