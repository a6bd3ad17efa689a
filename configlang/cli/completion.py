"""``configlang completion``: what a shell reads to complete the words of this command."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cli.parser import Parser
from configlang.worker.protocol import Answer

SHELLS = ("bash", "fish", "zsh")


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("completion")
    parser.add_choice("shell", SHELLS, "completion for", metavar="SHELL", help=f"one of {', '.join(SHELLS)}")
    return parser


def say(words: Sequence[str]) -> Answer:
    """Give the completion for a shell."""
    from importlib.resources import files

    shell: str = make_parser().take(words).shell
    # Made from the parsers by tools/generate.py: no shell waits for it.
    return Answer.saying((files("configlang.cli") / "completions" / f"configlang.{shell}").read_text(encoding="utf-8"))
