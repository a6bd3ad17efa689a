"""``configlang help``: the help of the tool, or that of one of its commands."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cli.command import OK, print_out
from configlang.cli.parser import VERBS, Parser, hint, make_overview, parser_of


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("help")
    parser.add_argument("command", metavar="COMMAND", nargs="?", help="a command (default: the tool as a whole)")
    return parser


def run(words: Sequence[str]) -> int:
    """Print the help that is asked for; wrong usage ends the process."""
    parser = make_parser()
    name: str | None = parser.take(words).command
    if name is None:
        print_out(make_overview().format_help())
        return OK
    if name not in VERBS:
        parser.error(f"there is no command `{name}`{hint(name, VERBS)}; `configlang explain` knows findings and fields")
    print_out(parser_of(name).full().format_help())
    return OK
