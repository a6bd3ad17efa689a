"""``configlang check``: evaluate and check config files, and write nothing."""

from __future__ import annotations

import argparse

from configlang.cli.options import add_evaluation_options, evaluate_file, print_findings
from configlang.outputs import FORMATS


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "check", help="check config files and write nothing", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("files", metavar="FILE", nargs="+", help="config files; - is standard input")
    parser.add_argument(
        "--format", choices=FORMATS, default="rust", help="the output that they are checked for (default: rust)"
    )
    parser.add_argument(
        "--process",
        action="store_true",
        help=(
            "check too what the files mean for each other where one process starts them in this order, or side by side;"
            " a file that is given twice is started twice, and so is one FILE alone"
        ),
    )
    add_evaluation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check every file; return 1 when one has an error."""
    # Here and not above: `--version` and `--help` need none of it.
    from configlang.compiler import check_process, refusals

    by_path = {path: evaluate_file(path, options, [options.format]) for path in dict.fromkeys(options.files)}
    evaluations = list(by_path.values())

    def read_line(file: str, line: int) -> str | None:
        return next((text for each in evaluations if (text := each.read_line(file, line)) is not None), None)

    # A library that several of the files load is to blame once.
    findings = dict.fromkeys(
        finding for each in evaluations for finding in each.findings_with(refusals(each, options.format))
    )
    if options.process:
        starts = [by_path[path] for path in (options.files * 2 if len(options.files) == 1 else options.files)]
        findings |= dict.fromkeys(check_process(starts, output=options.format))
    return int(print_findings(findings, read_line, options.message_format))
