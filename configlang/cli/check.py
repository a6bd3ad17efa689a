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
    add_evaluation_options(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Check every file; return 1 when one has an error."""
    # Here and not above: `--version` and `--help` need none of it.
    from configlang.compiler import refusals

    evaluations = [evaluate_file(path, options, [options.format]) for path in options.files]

    def read_line(file: str, line: int) -> str | None:
        return next((text for each in evaluations if (text := each.read_line(file, line)) is not None), None)

    # A library that several of the files load is to blame once.
    findings = dict.fromkeys(
        finding for each in evaluations for finding in each.findings_with(refusals(each, options.format))
    )
    return int(print_findings(findings, read_line, options.message_format))
