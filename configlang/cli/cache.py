"""``configlang cache``: where answers are remembered and how many, and forgetting them."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cache.answers import PLACE, place
from configlang.cli.command import OK, print_text
from configlang.cli.parser import Parser
from configlang.surroundings import SurroundingsError

ACTIONS = ("info", "clear")


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("cache")
    parser.add_choice(
        "action",
        ACTIONS,
        "action",
        metavar="ACTION",
        help="info tells the folder and how much it holds; clear takes all answers away",
    )
    return parser


def run(words: Sequence[str]) -> int:
    """Print what is remembered, or forget it."""
    action: str = make_parser().take(words).action
    folder = place()
    if folder is None:
        print_text(f"nothing is remembered: the system names no folder for it; {PLACE} does\n")
    elif action == "info":
        print_text(_info(folder))
    else:
        print_text(_clear(folder))
    return OK


def _info(folder: str) -> str:
    from configlang.cache.folder import LIMIT, held_in

    answers = [each for each in held_in(folder) if each.is_answer]
    size = sum(each.size for each in answers)
    return "".join(
        (
            f"folder: {folder}{_state(folder)}\n",
            f"answers: {len(answers)}\n",
            f"size: {size} of at most {LIMIT} bytes\n",
        )
    )


def _state(folder: str) -> str:
    """Say what becomes of a folder that is no good one."""
    from configlang.cache.folder import is_trusted

    try:
        return "" if is_trusted(folder) else " (not used: it is no folder of yours that nobody else may write to)"
    except OSError:
        return " (not there yet)"


def _clear(folder: str) -> str:
    from configlang.cache.folder import clear

    try:
        count = clear(folder)
    except OSError as error:
        raise SurroundingsError(f"can't clear `{folder}`: {error.strerror or error}") from error
    return f"forgot {count} answer{'' if count == 1 else 's'}\n"
