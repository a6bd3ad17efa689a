"""Options that several subcommands share, and how findings reach the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable

from configlang.compiler import Evaluation, evaluate
from configlang.findings.finding import Finding, has_errors
from configlang.findings.render import ReadLine, summary, to_json, to_text
from configlang.schema.names import is_identifier


def add_evaluation_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a config is evaluated."""
    parser.add_argument(
        "-D",
        dest="variables",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=_variable,
        help="set a variable of the config; may be repeated",
    )
    parser.add_argument("--target", metavar="TRIPLE", help="the target triple (default: this machine's)")
    parser.add_argument("--python", metavar="VERSION", help="the CPython version, as in 3.11 (default: left open)")
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="where // labels start (default: the nearest folder upwards with configlang.toml, else the config's own)",
    )
    parser.add_argument("--follow-symlinks", action="store_true", help="let loads leave the root through symbolic links")
    parser.add_argument(
        "--message-format", choices=("text", "json"), default="text", help="how findings are printed (default: text)"
    )


def evaluate_file(path: str, options: argparse.Namespace) -> Evaluation:
    """Evaluate one file with the options given."""
    return evaluate(
        path,
        variables=dict(options.variables),
        target=options.target,
        python=options.python,
        root=options.root,
        follow_symlinks=options.follow_symlinks,
    )


def print_findings(findings: Iterable[Finding], read_line: ReadLine, message_format: str) -> bool:
    """Print findings to stderr; tell whether one is an error."""
    found = list(findings)
    if message_format == "json":
        for finding in found:
            print(to_json(finding), file=sys.stderr)
    elif found:
        is_coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        for finding in found:
            text = to_text(finding, read_line, is_coloured=is_coloured)
            print(text.encode(sys.stderr.encoding or "ascii", "backslashreplace").decode(sys.stderr.encoding or "ascii"), file=sys.stderr)
        print(summary(found), file=sys.stderr)
    return has_errors(found)


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not is_identifier(name):
        raise argparse.ArgumentTypeError(f"`{text}` is not NAME=VALUE")
    return name, value
