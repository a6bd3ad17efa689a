"""``configlang boot``: start a config with a CPython of this machine, and report what really came up."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from types import SimpleNamespace

from configlang.cli.command import FINDINGS, OK, print_out, print_text, write_files
from configlang.cli.options import (
    EvaluationOptions,
    add_evaluation_options,
    evaluation_options,
)
from configlang.cli.parser import Parser
from configlang.cli.reporting import read_first, refuse_inputs, tell
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.outputs.table import HEADER_SUFFIX, OUTPUTS

if TYPE_CHECKING:
    from configlang.boot.pythons import CPython
    from configlang.boot.record import Booted
    from configlang.boot.session import Settings
    from configlang.cpython.targets import Target
    from configlang.findings.problem import Problem

_TIMEOUT = 60.0
_LONGEST = 1_000_000

BOOTABLE = tuple(output.name for output in OUTPUTS if HEADER_SUFFIX in output.companions)
"""The outputs that the compiler of the machine builds a program of."""


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        file: The config file; ``-`` is standard input.
        python: The CPython: a prefix, an interpreter or a version; None for the one that configlang is on.
        is_for_all: Whether it is booted with every CPython that is found.
        output: The name of the output to build, None for the first that the config is for.
        origin: What ``$ORIGIN`` means, or None.
        home: The home that the host passes, or None.
        values: What the host passes as its values: names and texts.
        given: Files with init functions, which are linked in.
        is_running: Whether the program of the config is run afterwards.
        is_json: Whether the report is JSON.
        timeout: How long each step may take, in seconds.
        arguments: The arguments of the program.
        evaluation: How the config is evaluated.
    """

    file: str
    python: str | None
    is_for_all: bool
    output: str | None
    origin: str | None
    home: str | None
    values: tuple[tuple[str, str], ...]
    given: tuple[str, ...]
    is_running: bool
    is_json: bool
    timeout: float
    arguments: tuple[str, ...]
    evaluation: EvaluationOptions


def run(words: Sequence[str]) -> int:
    """Boot and report; return 1 when a boot failed, or anything found is an error."""
    parser = make_parser()
    options = parse(parser, words)
    refuse_inputs(parser, options.evaluation.reporting, (options.file, *options.given))
    # Here and not above: `--help` needs none of it.
    import tempfile

    from configlang.boot.report import findings_of, to_json, to_table
    from configlang.boot.session import require_one

    pythons, problems = _pythons(options)
    booted = []
    with tempfile.TemporaryDirectory(prefix="configlang-boot-") as folder:
        for index, python in enumerate(pythons):
            inner = os.path.join(folder, str(index))
            os.mkdir(inner)
            booted.append(_boot(options, python, inner))
    if options.is_for_all:
        booted, more = require_one(booted)
        problems += more
    boots = [each.boot for each in booted]
    if options.is_json:
        print_out(to_json(boots, next((name for each in booted for name in each.run.outputs), BOOTABLE[0])))
    elif len(boots) > 1:
        print_text(to_table(boots))
    read_line = read_first(each.run.sources.read_line for each in booted)
    printed = dict.fromkeys(line for each in booted for line in each.run.printed)
    findings = [*(problem.at(None) for problem in problems), *findings_of(booted)]
    told = tell(findings, read_line, options.evaluation.reporting, printed)
    if not write_files(told.files):
        return FINDINGS
    return FINDINGS if told.is_failing or any(boot.outcome == "failed" for boot in boots) else OK


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("boot", usage="%(prog)s FILE [options] [-- ARGUMENT...]")
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    add_evaluation_options(parser)
    parser.add_argument(
        "--python",
        metavar="PYTHON",
        help="the CPython: a prefix, an interpreter, or a version, as in 3.12 or 3.14t (default: configlang's own)",
    )
    parser.add_argument("--all", action="store_true", help="boot with every CPython that is found")
    parser.add_choice(
        "--format", BOOTABLE, "bootable format", help="the output to build (default: the first that the config is for)"
    )
    parser.add_argument("--origin", metavar="DIR", help="what $ORIGIN means (default: the folder of the config file)")
    parser.add_argument("--home", metavar="DIR", help="the home that the host passes (default: none)")
    parser.add_argument(
        "--host-value",
        dest="values",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        help="what the host passes as a value of host_value(); repeated for each element of a list",
    )
    parser.add_argument(
        "--with",
        dest="given",
        metavar="PATH",
        action="append",
        default=[],
        help="a C source, object or library with init functions of static extensions; may be repeated",
    )
    parser.add_argument("--run", action="store_true", help="run the program of the config afterwards")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--timeout",
        metavar="SECONDS",
        type=float,
        default=_TIMEOUT,
        help=f"how long each step may take: compile, start, run (default: {_TIMEOUT:g})",
    )
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for, all behind ``--`` being arguments of the program; wrong usage ends the process."""
    end = words.index("--") if "--" in words else len(words)
    found = parser.take(words[:end])
    _check_usage(parser, found)
    return Options(
        file=found.file,
        python=found.python,
        is_for_all=found.all,
        output=found.format,
        origin=found.origin,
        home=None if found.home is None else os.path.abspath(found.home),
        values=tuple((name, text) for name, _, text in (each.partition("=") for each in found.values)),
        given=tuple(found.given),
        is_running=found.run,
        is_json=found.json,
        timeout=found.timeout,
        arguments=tuple(words[end + 1 :]),
        evaluation=evaluation_options(parser, found),
    )


def _check_usage(parser: Parser, found: SimpleNamespace) -> None:
    from configlang.cpython.targets import host_target, parse_target

    if found.all and found.python is not None:
        parser.error("--all takes every CPython; leave --python out")
    if found.file == "-" and (found.all or found.run):
        parser.error("standard input can be read once only: --all and --run need a file")
    if not 0 < found.timeout < _LONGEST:
        parser.error(f"--timeout: `{found.timeout:g}` is not a number of seconds above 0")
    for each in found.values:
        if "=" not in each:
            parser.error(f"--host-value: `{each}` is not of the form NAME=VALUE")
    for path in found.given:
        if not os.path.isfile(path):
            parser.error(f"--with: there is no file `{path}`")
    target = parse_target(found.target or "")
    if target is not None and target.os != host_target().os and not _is_foreign(target):
        parser.error(f"--target: a program for {target.triple} does not start on this machine")


def _is_foreign(target: Target) -> bool:
    from configlang.boot.windows import is_foreign

    return is_foreign(target)


def _pythons(options: Options) -> tuple[Sequence[CPython], list[Problem]]:
    from configlang.boot import windows
    from configlang.boot.pythons import choose, find_all
    from configlang.cpython.targets import parse_target
    from configlang.findings.problem import Problem

    target = parse_target(options.evaluation.target or "")
    if target is not None and windows.is_foreign(target):
        if problem := windows.missing(target):
            return [], [problem]
        if options.is_for_all:
            return windows.find_all(target), []
        found = windows.choose(options.python, target)
        return ([], [found]) if isinstance(found, Problem) else ([found], [])
    if options.is_for_all:
        return find_all(), []
    python = choose(options.python)
    return ([], [python]) if isinstance(python, Problem) else ([python], [])


def _boot(options: Options, python: CPython, folder: str) -> Booted:
    """Boot with one CPython, print what came of it, and run the program where that is wanted."""
    from configlang.boot import session
    from configlang.boot.process import Streams
    from configlang.boot.report import exit_text, to_text

    job = options.evaluation.job(options.file, options.output, python=str(python.release))
    # What the project file says is for the machine that the program goes to.
    job = job._replace(among=BOOTABLE, target=job.target or python.as_python.target.triple)
    booted, host = session.boot(job, python, folder, _settings(options))
    if not options.is_json:
        print_text(to_text(booted.boot))
    if host is None or not options.is_running:
        return booted
    # The report as JSON is one document, into which no program may write.
    stdout = sys.stderr.fileno() if options.is_json else None
    booted = session.run_program(host, booted, Streams(stdin=None, stdout=stdout))
    if not options.is_json:
        print_text(exit_text(booted.boot))
    return booted


def _settings(options: Options) -> Settings:
    from configlang.boot.session import Settings

    folder, name = os.path.split(options.file)
    return Settings(
        name="app" if options.file == "-" else os.path.splitext(name)[0],
        folder=folder,
        origin=options.origin,
        home=options.home,
        arguments=options.arguments,
        values=options.values,
        given=options.given,
        timeout=options.timeout,
        is_for_all=options.is_for_all,
    )
