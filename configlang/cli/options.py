"""Options that several commands share, as what they mean, and how findings reach the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from configlang.cli.command import Parser, print_error
from configlang.outputs.table import FORMATS
from configlang.worker import here

if TYPE_CHECKING:
    from configlang.compiler import Job
    from configlang.findings.finding import Finding, Printed
    from configlang.findings.render import ReadLine

MESSAGE_FORMATS = ("text", "json", "sarif", "github")


class Reporting(NamedTuple):
    """
    How findings are shown.

    Attributes:
        message_format: In which form, one of ``MESSAGE_FORMATS``.
        is_whole: Whether all of them are shown, however many there are.
    """

    message_format: str
    is_whole: bool


class EvaluationOptions(NamedTuple):
    """
    How a config is evaluated.

    Attributes:
        variables: What ``-D`` sets, by name.
        target: The target triple, or None.
        root: The folder that ``//`` labels start from, or None.
        is_following_symlinks: Whether loads may leave the root through symbolic links.
        memory: How much memory the evaluation may take, in MiB, or None.
        reporting: How findings are shown.
    """

    variables: dict[str, str]
    target: str | None
    root: str | None
    is_following_symlinks: bool
    memory: int | None
    reporting: Reporting

    def job(self, path: str, output: str | None = None, *, python: str | None, timeout: float | None = None) -> Job:
        """Return what the pipeline is to do with a file for an output and a CPython; None is what the config says."""
        from configlang.compiler import Job

        return Job(
            path=path,
            variables=self.variables,
            target=self.target,
            python=python,
            root=self.root,
            is_following_symlinks=self.is_following_symlinks,
            limits=limits_of(timeout, self.memory),
            outputs=() if output is None else (output,),
        )


def add_evaluation_options(parser: Parser) -> None:
    """Add the options that say how a config is evaluated, by whatever command."""
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
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="where // labels start (default: the nearest folder upwards with configlang.toml, else the config's own)",
    )
    parser.add_argument(
        "--follow-symlinks", action="store_true", help="let loads leave the root through symbolic links"
    )
    add_memory_limit(parser)
    add_reporting(parser)


def add_memory_limit(parser: Parser) -> None:
    """Add the option of the memory that may be used."""
    parser.add_argument(
        "--memory-limit", metavar="MIB", type=_positive_int, help="how much memory this may take (default: 1024)"
    )


def add_timeout(parser: Parser) -> None:
    """Add the option of the processor time that may be used."""
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=positive, help="how much processor time this may take (default: 10)"
    )


def limits_of(timeout: float | None, memory: int | None) -> dict[str, float]:
    """Return the limits that are given, by name."""
    given = {"timeout": timeout, "memory": memory}
    return {name: value for name, value in given.items() if value is not None}


def add_reporting(parser: Parser) -> None:
    """Add the options that say how findings are printed."""
    parser.add_argument(
        "--message-format",
        choices=MESSAGE_FORMATS,
        default="text",
        help="how findings are printed (default: text)",
    )
    parser.add_argument("--all-findings", action="store_true", help="print all findings, however many there are")


def reporting(words: argparse.Namespace) -> Reporting:
    """Return what the options of ``add_reporting`` say."""
    # Who waits for this process shows in the same way what became of it.
    here.tell({"format": words.message_format})
    return Reporting(words.message_format, words.all_findings)


def add_python(parser: Parser) -> None:
    """Add the options of the version that a config is evaluated for, and of the time which it may take."""
    parser.add_argument(
        "--python", metavar="VERSION", help="the CPython version, as in 3.11 or 3.11.4 (default: left open)"
    )
    add_timeout(parser)


def add_format(parser: Parser, text: str) -> None:
    """Add the option that names one output."""
    parser.add_argument("--format", choices=FORMATS, help=text)


def evaluation_options(words: argparse.Namespace) -> EvaluationOptions:
    """Return what the options of ``add_evaluation_options`` say."""
    return EvaluationOptions(
        variables=dict(words.variables),
        target=words.target,
        root=words.root,
        is_following_symlinks=words.follow_symlinks,
        memory=words.memory_limit,
        reporting=reporting(words),
    )


def read_first(readers: Iterable[ReadLine]) -> ReadLine:
    """Return what reads a line from the first of several that has it."""
    readers = tuple(readers)

    def read_line(file: str, line: int) -> str | None:
        return next((text for read in readers if (text := read(file, line)) is not None), None)

    return read_line


def print_findings(
    findings: Iterable[Finding], read_line: ReadLine, reporting: Reporting, printed: Iterable[Printed] = ()
) -> bool:
    """
    Print the findings of a run to stderr, and before them what the config printed; tell whether one is an error.

    Called once a run: a SARIF log is one document.
    """
    from configlang.findings.finding import has_errors
    from configlang.findings.report import report

    found = list(findings)
    text = report(
        found,
        read_line,
        reporting.message_format,
        printed,
        is_coloured=is_coloured(),
        is_whole=reporting.is_whole,
    )
    if text:
        print_error(text)
    return has_errors(found)


def is_coloured() -> bool:
    """Tell whether messages are shown in colours."""
    is_terminal = sys.stderr is not None and sys.stderr.isatty()
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def positive(text: str) -> float:
    """Return a number of seconds or the like, above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < _LARGEST:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number above 0")
    return value


def _positive_int(text: str) -> int:
    value = positive(text)
    if value != int(value):
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number")
    return int(value)


_LARGEST = 1_000_000_000


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not (name.isascii() and name.isidentifier()):
        raise argparse.ArgumentTypeError(f"`{text}` is not NAME=VALUE")
    return name, value
