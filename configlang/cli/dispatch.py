"""Answering a command line that is not remembered: which command there is, and who answers it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Sequence

from configlang.cache.answers import HELP, Kept, Question
from configlang.cli.command import FINDINGS, OK, USAGE, deliver, print_error, unwinding
from configlang.cli.parser import VERBS, make_overview, parser_of, refuse_verb
from configlang.light.typed import TYPE_CHECKING, Any, TextIO
from configlang.surroundings import require_working_folder
from configlang.worker.protocol import Answer, Request

if TYPE_CHECKING:
    from configlang.worker.report import Death


def dispatch(words: Sequence[str], asked: Question | None) -> int:
    """
    Run the command that the first word names; only its own module is imported.

    Args:
        words: The command line.
        asked: What its answer is remembered by; None where it is not to be remembered.
    """
    with unwinding():
        require_working_folder()
        if not words:
            print_error(make_overview().format_help(), end="")
            return USAGE
        answer = _answer(words, is_noting=asked is not None)
        if isinstance(answer, int):
            return answer
        files = [(path, file.mode, file.contents) for path, file in answer.files.items()]
        kept = Kept(answer.code, answer.stdout, answer.stderr, files)
        code = deliver(kept.code, kept.stdout, kept.stderr, kept.files)
        # Wrong usage is soon said.
        if asked is not None and answer.looks is not None and answer.code in {OK, FINDINGS}:
            from configlang.cache.folder import keep

            keep(asked, kept, answer.looks)
        return code


def _answer(words: Sequence[str], *, is_noting: bool) -> Answer | int:
    """Return the answer to a command line, or the exit code of a command that has printed its own."""
    name, *others = words
    if name in HELP:
        return Answer.saying(make_overview().format_help())
    if name not in VERBS:
        refuse_verb(name, others)
    if len(others) == 1 and others[0] in HELP:
        # It is as wide as the terminal, which the worker does not see.
        return Answer.saying(parser_of(name).full().format_help())
    if VERBS[name].is_said:
        say: Callable[[Sequence[str]], Answer] = _module(name).say
        return say(others)
    if not VERBS[name].is_served:
        command: Callable[[Sequence[str]], int] = _module(name).run
        return command(others)
    if any(word in HELP for word in others):
        parser_of(name).take(others)
    # Here and not above: what configlang knows by itself needs none of it.
    from configlang.worker import process

    request = Request(f"configlang.cli.{name}", others, is_terminal=_is_terminal(sys.stderr), is_noting=is_noting)
    outcome = process.ask(request)
    return outcome if isinstance(outcome, Answer) else _tell(outcome)


def _module(name: str) -> Any:  # noqa: ANN401 - a module
    return importlib.import_module(f"configlang.cli.{name}")


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _tell(death: Death) -> Answer:
    """Print what there is to say of a worker that gave no answer; return the rest of the answer."""
    from configlang.cli.reporting import Reporting, tell
    from configlang.evaluation import Evaluation

    ended = Evaluation.from_answer(death)
    told = tell(ended.findings, ended.read_line, Reporting.from_data(death.reporting), ended.printed)
    return Answer(FINDINGS, files=told.files)
