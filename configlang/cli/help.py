"""``configlang help``: the help of the tool, or that of one of its commands."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cli.parser import VERBS, Parser, hint, make_overview, parser_of
from configlang.worker.protocol import Answer


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("help")
    parser.add_argument("command", metavar="COMMAND", nargs="?", help="a command (default: the tool as a whole)")
    return parser


def say(words: Sequence[str]) -> Answer:
    """Give the help that is asked for; wrong usage ends the process."""
    parser = make_parser()
    name: str | None = parser.take(words).command
    if name is None:
        return Answer.saying(make_overview().format_help())
    if name not in VERBS:
        parser.error(f"there is no command `{name}`; `configlang explain` knows findings and fields{hint(name, VERBS)}")
    return Answer.saying(parser_of(name).full().format_help())
