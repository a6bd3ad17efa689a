"""
``configlang watch``: do a command again whenever something changes that its answer depends on.

What that is, the run itself tells: every look that it took at the file system is taken again (``cache/looks.py``), so
that a file which is saved without a change, or which nothing reads, starts nothing. A library of the system's own
notices tells when to look.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence

from configlang.cache import looks
from configlang.cli.command import OK, SURROUNDINGS, fulfil, print_error
from configlang.cli.parser import VERBS, Parser, parser_of
from configlang.cli.reporting import tell_death
from configlang.light.typed import NamedTuple
from configlang.worker import process
from configlang.worker.protocol import Answer, Request

WATCHED = ("check", "generate", "eval", "why")
"""The commands that can be done again."""

_TOGETHER = 50
"""Milliseconds in which changes count as one, as an editor makes them that writes a file beside and renames it."""

_AGAIN = 1000
"""Milliseconds after which it is looked once more, where nothing happens, for what changed before changes are told."""


Change = tuple[object, str]
"""What has happened, and the path."""


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        words: The command that is done again, and its words.
        program: What is run each time that it comes out clean; empty for nothing.
    """

    words: list[str]
    program: list[str]


def run(words: Sequence[str]) -> int:
    """Do a command again and again, until an interrupt; what it prints is printed each time."""
    options = parse(words)
    from configlang.findings.render import safe_lines

    try:
        from watchfiles import watch
    except ImportError:
        print_error('configlang watch: it needs watchfiles: pip install "configlang[watch]"')
        return SURROUNDINGS
    name, *others = options.words
    request = Request(f"configlang.cli.{name}", others, is_terminal=_is_terminal(), is_noting=True)
    before: list[bytes] | None = None
    while True:
        outcome = process.ask(request)
        answer = outcome if isinstance(outcome, Answer) else tell_death(outcome)
        code = fulfil(answer)
        if code == OK and options.program:
            _run_program(options.program)
        # What came to a limit tells nothing of what it looked at; then what is known from before is watched.
        before = looks.unpack(answer.looks) if answer.looks is not None else before
        changed = _wait(before, answer, watch)
        print_error(safe_lines(f"configlang watch: {os.path.relpath(changed)} has changed"))


def _is_terminal() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _run_program(program: Sequence[str]) -> None:
    """Run what is to be done each time, to its end; what becomes of it, it tells itself."""
    import subprocess

    try:
        code = subprocess.run(program, check=False).returncode  # noqa: S603 - it is what was asked for
    except OSError as error:
        print_error(f"configlang watch: can't run `{program[0]}`: {error.strerror or error}")
        return
    if code:
        print_error(f"configlang watch: `{program[0]}` ended with {code}")


def _wait(looked: Sequence[bytes] | None, answer: Answer, watch: Callable[..., Iterator[Collection[Change]]]) -> str:
    """Wait until something has changed that a run has looked at, and return its path."""
    while True:
        of_interest = _Interest(looked, answer)
        for changes in watch(
            *of_interest.folders(),
            watch_filter=of_interest,
            debounce=_TOGETHER,
            step=_TOGETHER,
            rust_timeout=_AGAIN,
            yield_on_timeout=True,
            recursive=False,
            ignore_permission_denied=True,
        ):
            if not changes and of_interest.is_strict:
                continue
            # What has changed before the system told of changes, it tells never.
            of_interest.is_strict = True
            told = sorted(path for _, path in changes if of_interest(None, path))
            changed = next(iter(told), None) if looked is None else looks.first_change(looked, lambda _: True)
            if changed is not None:
                return changed
            if told:
                # A folder may have come or gone: then others are to be watched.
                break


class _Interest:
    """
    What there is to be watched.

    Attributes:
        is_strict: Whether only what may mean something is told; until it has been looked once, everything is.
    """

    def __init__(self, looked: Sequence[bytes] | None, answer: Answer) -> None:
        self.is_strict = False
        paths = {*answer.inputs, *answer.missing}
        self._trees: list[str] = []
        for kind, path in _paths_of(looked or ()):
            if kind in {"below", "names"}:
                self._trees.append(os.path.abspath(path or os.curdir))
            paths.add(path)
        whole = {os.path.abspath(path) for path in paths}
        self._paths = whole | {os.path.realpath(path) for path in whole}
        # Where a folder on the way goes and comes again, so does all in it.
        self._around = {folder for path in self._paths for folder in _around(path)}

    def __call__(self, _change: object, path: str) -> bool:
        """Tell whether a change may mean something."""
        return not self.is_strict or path in self._paths or path in self._around or self._is_in_tree(path)

    def _is_in_tree(self, path: str) -> bool:
        """Tell whether it is a config file or a folder in a folder that was looked through."""
        is_below = any(path.startswith(tree + os.sep) for tree in self._trees)
        return is_below and (path.endswith(looks.SUFFIX) or os.path.isdir(path))

    def folders(self) -> list[str]:
        """Return the folders that are there now, in which changes are told."""
        found = {folder for folder in self._around if os.path.isdir(folder)}
        for tree in self._trees:
            for current, folders, _ in os.walk(tree):
                folders[:] = [name for name in folders if not name.startswith(".")]
                found.add(current)
        return sorted(found)


def _around(path: str) -> Iterator[str]:
    """Give the folders around a path, the nearest first."""
    folder = os.path.dirname(path)
    while True:
        yield folder
        parent = os.path.dirname(folder)
        if parent == folder:
            return
        folder = parent


def _paths_of(looked: Collection[bytes]) -> Iterator[tuple[str, str]]:
    """Give the kind and the path of each look; libraries are left aside, which nobody edits."""
    parts = iter(looked)
    for kind, path, _ in zip(parts, parts, parts, strict=True):
        if kind not in {b"state", b"stdin"}:
            yield kind.decode("ascii"), looks.text_of(path)


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("watch", usage="configlang watch [check|generate|eval|why [WORD ...]] [-- PROGRAM [ARGUMENT ...]]")
    parser.add_argument(
        "words",
        metavar="WORD",
        nargs="*",
        help="the command that is done again, with its words (default: check); behind -- what is run when it is clean",
    )
    return parser


def parse(words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    parser = make_parser()
    own, program = list(words), []
    if "--" in own:
        at = own.index("--")
        own, program = own[:at], own[at + 1 :]
        if not program:
            parser.error("behind -- stands the program that is run")
    if not own or own[0] not in VERBS:
        own = ["check", *own]
    if own[0] not in WATCHED:
        parser.error(f"{own[0]} can't be done again and again; what can is {', '.join(WATCHED)}")
    # What is wrong with them is told at once.
    parser_of(own[0]).take(own[1:])
    if "-" in own[1:]:
        parser.error("standard input is no file that could change; name the config file")
    return Options(own, program)
