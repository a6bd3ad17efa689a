"""The ``configlang`` command: which commands there are, and what happens when something goes wrong in here."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Callable, Sequence

from configlang.cli.command import (
    BUG,
    FINDINGS,
    INTERRUPTED,
    OK,
    SURROUNDINGS,
    USAGE,
    print_error,
    print_out,
    unwinding,
    use_utf8,
    write_files,
)
from configlang.cli.parser import VERBS, make_overview, refuse_verb
from configlang.light.typed import Any, TextIO
from configlang.surroundings import SurroundingsError, missing, require_working_folder
from configlang.worker.process import Death, InternalError, ask
from configlang.worker.protocol import Answer, Request

_REPORT = (
    "configlang: this is a bug in configlang: {error}\n"
    "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback."
)


def run(words: Sequence[str]) -> int:
    """Run the command that the first word names; only its own module is imported."""
    if not words:
        print_error(make_overview().format_help(), end="")
        return USAGE
    name, *others = words
    if name in {"-h", "--help"}:
        print_out(make_overview().format_help())
        return OK
    if name in {"-V", "--version"}:
        from configlang import __version__

        print_out(f"configlang {__version__}\n")
        return OK
    if name not in VERBS:
        refuse_verb(name, others)
    if not VERBS[name].is_served:
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
    if not write_files(answer.files):
        return FINDINGS
    if answer.stdout:
        print_out(answer.stdout.decode("utf-8"))
    return answer.code


def _tell(death: Death) -> int:
    """Print what there is to say of a worker that gave no answer."""
    from configlang.cli.reporting import Reporting, tell
    from configlang.evaluation import Evaluation

    ended = Evaluation.from_answer(death)
    told = tell(ended.findings, ended.read_line, Reporting.from_data(death.reporting), ended.printed)
    return _deliver(Answer(FINDINGS, files=told.files))


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
