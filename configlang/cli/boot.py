"""``configlang boot``: start a config with a CPython of this machine, and report what really came up."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NoReturn

from configlang.cli.options import add_evaluation_options, evaluate_file, print_findings
from configlang.outputs import WITH_HEADER

if TYPE_CHECKING:
    from configlang.boot.pythons import CPython
    from configlang.boot.record import Booted
    from configlang.boot.session import Settings
    from configlang.findings.finding import Finding

_TIMEOUT = 60.0
_LONGEST = 1_000_000


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "boot",
        help="start a config with a CPython of this machine and report what came up",
        usage="%(prog)s FILE [options] [-- ARGUMENT...]",
        description=__doc__,
        allow_abbrev=False,
        # --python and --timeout mean something else here.
        conflict_handler="resolve",
    )
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    add_evaluation_options(parser)
    _add_options(parser)
    parser.set_defaults(run=run, timeout=None, usage_error=parser.error)
    _take_arguments(parser)


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--python",
        metavar="PYTHON",
        help="the CPython: a prefix, an interpreter, or a version, as in 3.12 (default: the one that configlang is on)",
    )
    parser.add_argument("--all", action="store_true", help="boot with every CPython that is found")
    parser.add_argument("--format", choices=WITH_HEADER, default="c", help="the output to build (default: c)")
    parser.add_argument("--origin", metavar="DIR", help="what $ORIGIN means (default: the folder of the config file)")
    parser.add_argument(
        "--with",
        dest="given",
        metavar="PATH",
        action="append",
        default=[],
        help="a C source, object or library with init functions of static extensions; may be repeated",
    )
    parser.add_argument(
        "--run", dest="is_running", action="store_true", help="run the program of the config afterwards"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")
    parser.add_argument(
        "--timeout",
        dest="step_timeout",
        metavar="SECONDS",
        type=float,
        default=_TIMEOUT,
        help=f"how long each step may take: compile, start, run (default: {_TIMEOUT:g})",
    )


def _take_arguments(parser: argparse.ArgumentParser) -> None:
    """Let all behind ``--`` be arguments of the program; argparse would count them with FILE."""
    parse = parser.parse_known_args

    def parse_known_args(args: Sequence[str], namespace: argparse.Namespace | None = None) -> object:
        words = list(args)
        end = words.index("--") if "--" in words else len(words)
        found, rest = parse(words[:end], namespace)
        found.arguments = words[end + 1 :]
        return found, rest

    parser.parse_known_args = parse_known_args  # type: ignore[assignment, method-assign]


def run(options: argparse.Namespace) -> int:
    """Boot and report; return 1 when a boot failed, or anything found is an error."""
    # Here and not above: `--version` and `--help` need none of it.
    import tempfile

    from configlang.boot.report import findings_of, to_json, to_table
    from configlang.boot.session import require_one

    _check_usage(options)
    pythons, findings = _pythons(options)
    booted = []
    with _unwinding(), tempfile.TemporaryDirectory(prefix="configlang-boot-") as folder:
        for index, python in enumerate(pythons):
            inner = os.path.join(folder, str(index))
            os.mkdir(inner)
            booted.append(_boot(options, python, inner))
    if options.all:
        booted, more = require_one(booted)
        findings += more
    boots = [each.boot for each in booted]
    if options.json:
        _print(to_json(boots, options.format))
    elif len(boots) > 1:
        _print(to_table(boots))

    def read_line(file: str, line: int) -> str | None:
        return next((text for each in booted if (text := each.evaluation.read_line(file, line)) is not None), None)

    is_wrong = print_findings([*findings, *findings_of(booted)], read_line, options.message_format)
    return int(is_wrong or any(boot.outcome == "failed" for boot in boots))


def _check_usage(options: argparse.Namespace) -> None:
    from configlang.cpython.targets import host_target, parse_target

    if options.all and options.python is not None:
        options.usage_error("--all takes every CPython; leave --python out")
    if options.file == "-" and (options.all or options.is_running):
        options.usage_error("standard input can be read once only: --all and --run need a file")
    if not 0 < options.step_timeout < _LONGEST:
        options.usage_error(f"--timeout: `{options.step_timeout:g}` is not a number of seconds above 0")
    for path in options.given:
        if not os.path.isfile(path):
            options.usage_error(f"--with: there is no file `{path}`")
    target = parse_target(options.target or "")
    if target is not None and target.os != host_target().os:
        options.usage_error(f"--target: a program for {target.triple} does not start on this machine")


def _pythons(options: argparse.Namespace) -> tuple[Sequence[CPython], list[Finding]]:
    from configlang.boot.pythons import choose, find_all
    from configlang.findings.finding import Finding

    if options.all:
        return find_all(), []
    python = choose(options.python)
    return ([], [python]) if isinstance(python, Finding) else ([python], [])


def _boot(options: argparse.Namespace, python: CPython, folder: str) -> Booted:
    """Boot with one CPython, print what came of it, and run the program where that is wanted."""
    from configlang.boot import session
    from configlang.boot.process import Streams
    from configlang.boot.report import exit_text, to_text

    evaluation = evaluate_file(
        options.file, argparse.Namespace(**{**vars(options), "python": python.version}), [options.format]
    )
    booted, host = session.boot(evaluation, python, folder, _settings(options))
    if not options.json:
        _print(to_text(booted.boot))
    if host is None or not options.is_running:
        return booted
    # The report as JSON is one document, into which no program may write.
    booted = session.run(host, booted, Streams(stdin=None, stdout=sys.stderr.fileno() if options.json else None))
    if not options.json:
        _print(exit_text(booted.boot))
    return booted


def _settings(options: argparse.Namespace) -> Settings:
    from configlang.boot.session import Settings

    folder, name = os.path.split(options.file)
    return Settings(
        format_name=options.format,
        name="app" if options.file == "-" else os.path.splitext(name)[0],
        folder=folder,
        origin=options.origin,
        arguments=tuple(options.arguments),
        given=tuple(options.given),
        timeout=options.step_timeout,
        is_for_all=options.all,
    )


def _print(text: str) -> None:
    """Print at once, before a program does, what the encoding of stdout can carry; anything else as escapes."""
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()


@contextlib.contextmanager
def _unwinding() -> Iterator[None]:
    """Let a wish to end unwind the stack, as an interrupt does, so that nothing is left behind."""

    def leave(number: int, _frame: object) -> NoReturn:
        sys.exit(128 + number)

    numbers = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    before = {number: signal.getsignal(number) for number in numbers}
    for number, handler in before.items():
        if handler is signal.SIG_DFL:
            signal.signal(number, leave)
    try:
        yield
    finally:
        for number, handler in before.items():
            if handler is signal.SIG_DFL:
                signal.signal(number, handler)
