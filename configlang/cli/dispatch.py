"""Answering a command line that is not remembered: which command there is, and who answers it."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Sequence

from configlang.cache.answers import HELP, Kept, Question
from configlang.cli.command import FINDINGS, OK, USAGE, fulfil, print_error, unwinding
from configlang.cli.parser import VERBS, make_overview, module_of, parser_of, refuse_verb
from configlang.light.typed import Any, TextIO
from configlang.surroundings import require_working_folder
from configlang.worker.protocol import Answer, Request


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
        code = fulfil(answer)
        # Wrong usage is soon said.
        if asked is not None and answer.looks is not None and answer.code in {OK, FINDINGS}:
            from configlang.cache.folder import keep

            keep(asked, _kept(answer), answer.looks)
        return code


def _kept(answer: Answer) -> Kept:
    """Return what is said where the same is asked again."""
    if answer.again is not None:
        # What it wrote, it has looked at: the same holds again while nobody touches that.
        return Kept(answer.code, answer.again, answer.stderr)
    files = [(path, file.mode, file.contents) for path, file in answer.files.items()]
    return Kept(answer.code, answer.stdout, answer.stderr, files)


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
    request = Request(
        module_of(name),
        others,
        is_terminal=_is_terminal(sys.stderr),
        is_noting=is_noting,
        columns=_columns() if _is_terminal(sys.stdout) else None,
    )
    return _ask_with_folder(request) if VERBS[name].has_folder else _ask(request)


def _ask(request: Request) -> Answer:
    # Here and not above: what configlang knows by itself needs none of it.
    from configlang.worker import process

    outcome = process.ask(request)
    if isinstance(outcome, Answer):
        return outcome
    from configlang.cli.reporting import tell_death

    return tell_death(outcome)


def _ask_with_folder(request: Request) -> Answer:
    """Ask with a folder for temporary files: a worker may end at any moment, and so can't take it away."""
    import tempfile

    data = {"words": request.data, "folder": None, "is_terminal": _is_terminal(sys.stdout)}
    try:
        folder = tempfile.TemporaryDirectory(prefix="configlang-")
    except OSError:
        # Who needs none does without.
        return _ask(request._replace(data=data))
    with folder:
        return _ask(request._replace(data={**data, "folder": folder.name}))


def _module(name: str) -> Any:  # noqa: ANN401 - a module
    return importlib.import_module(module_of(name))


def _is_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _columns() -> int:
    """Return how wide the terminal is that standard output goes to."""
    given = os.environ.get("COLUMNS", "")
    if given.isdecimal() and int(given):
        return int(given)
    try:
        return os.get_terminal_size(sys.stdout.fileno()).columns or _USUAL
    except (OSError, ValueError):
        return _USUAL


_USUAL = 80
"""Columns where a terminal does not say how wide it is."""
