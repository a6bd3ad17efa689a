"""The ``configlang`` command: which commands there are, and what happens when something goes wrong in here."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn, TextIO

from configlang.cli.command import (
    BUG,
    FINDINGS,
    INTERRUPTED,
    OK,
    SURROUNDINGS,
    Parser,
    print_error,
    print_out,
    unwinding,
    use_utf8,
)
from configlang.surroundings import SurroundingsError, missing, require_working_folder
from configlang.worker.process import Death, InternalError, ask
from configlang.worker.protocol import Answer, Request

COMMANDS = {
    "eval": "evaluate a config file and print or write it",
    "check": "check config files and write nothing",
    "why": "tell where the value of a field comes from",
    "boot": "start a config with a CPython of this machine and report what came up",
    "resources": "list what a packed-resources file holds",
    "new": "write a small project that embeds Python",
    "explain": "say what a finding means and what to do about it",
}
"""By name, which is that of the module too, what each does: help for all of them needs none of their modules."""

SERVED = {"eval", "check", "why", "resources"}
"""Those that are answered by a worker; the others have it do a part of their work."""

_REPORT = (
    "configlang: this is a bug in configlang: {error}\n"
    "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback."
)


class _Version(argparse.Action):
    """``--version``, which imports no more than it needs."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from configlang import __version__

        print_out(f"configlang {__version__}\n")
        parser.exit(OK)


def make_parser() -> Parser:
    """Return the parser of the words before a command."""
    parser = Parser("configlang", "Check the config of an embedded Python interpreter and compile it for its host.")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=argparse.ArgumentParser)
    for name, text in COMMANDS.items():
        commands.add_parser(name, help=text)
    return parser


def run(words: Sequence[str]) -> int:
    """Run the command that the first word names; only its own module is imported."""
    if not words or words[0] not in COMMANDS:
        make_parser().parse_args(words)
        raise AssertionError("every other word is an option or an error")
    name, *others = words
    if name not in SERVED:
        command: Callable[[Sequence[str]], int] = _module(name).run
        return command(others)
    if not {"-h", "--help"}.isdisjoint(others):
        # It is as wide as the terminal, which the worker does not see.
        _module(name).make_parser().take(others)
    outcome = ask(Request(f"configlang.cli.{name}", others, is_terminal=_is_terminal(sys.stderr)))
    return _deliver(outcome) if isinstance(outcome, Answer) else _tell(outcome)


def _module(name: str) -> Any:  # noqa: ANN401 - a module
    return importlib.import_module(f"configlang.cli.{name}")


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _deliver(answer: Answer) -> int:
    """Print what a worker has to say, write its files, and return the exit code."""
    if answer.stderr:
        print_error(answer.stderr.decode("utf-8"), end="")
    if answer.files:
        from configlang.files import write_all

        if problem := write_all(answer.files):
            print_error(f"configlang: {problem}")
            return FINDINGS
    if answer.stdout:
        print_out(answer.stdout.decode("utf-8"))
    return answer.code


def _tell(death: Death) -> int:
    """Print what there is to say of a worker that gave no answer."""
    from configlang.cli.options import Reporting, print_findings
    from configlang.evaluation import Evaluation

    told = Evaluation.from_answer(death)
    print_findings(told.findings, told.read_line, Reporting(death.message_format, is_whole=False), told.printed)
    return FINDINGS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code."""
    try:
        use_utf8()
        with unwinding():
            require_working_folder()
            return run(sys.argv[1:] if arguments is None else arguments)
    except SystemExit as end:
        # Help, wrong usage, or a wish to end.
        return end.code if isinstance(end.code, int) else OK
    except BrokenPipeError:
        # Whoever read our output has seen enough. The interpreter must not try again to flush it.
        _let_go(sys.stdout)
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except InternalError as error:
        if error.traceback and os.environ.get("CONFIGLANG_DEBUG") == "1":
            print_error(error.traceback)
        return _say(_REPORT.format(error=error), BUG)
    except Exception as error:
        if lack := missing(error):
            return _say(f"configlang: can't work here: {lack}", SURROUNDINGS)
        if os.environ.get("CONFIGLANG_DEBUG") == "1":
            raise
        return _say(_REPORT.format(error=f"{type(error).__name__}: {error}"), BUG)


def _say(text: str, code: int) -> int:
    """Print the last word of a run, where that can be printed; return the exit code."""
    # What stays in the buffers of a full or closed stream would fail once more at the end of the process.
    with contextlib.suppress(SurroundingsError):
        print_error(text)
    _let_go(sys.stdout)
    _let_go(sys.stderr)
    return code


def _let_go(stream: TextIO | None) -> None:
    """Lead a stream nowhere where what it holds can't be written."""
    if stream is None:
        return
    try:
        stream.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
