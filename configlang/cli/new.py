"""``configlang new``: write a small, complete project that embeds Python, to start from."""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

from configlang.cli.command import FINDINGS, OK, print_error, print_out
from configlang.cli.parser import Parser
from configlang.scaffold import HOSTS


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("new")
    parser.add_argument("name", metavar="NAME", help="the folder to make; its last part is the name of the project")
    parser.add_choice(
        "--host",
        HOSTS,
        "kind of host",
        default=HOSTS[0],
        help=f"what embeds Python in the project (default: {HOSTS[0]})",
    )
    return parser


def run(words: Sequence[str]) -> int:
    """Write the project and say what to do with it; return 1 when it can't be written."""
    parser = make_parser()
    found = parser.take(words)
    given: str = found.name
    return make(parser, given.rstrip("/") or given, found.host)


def make(parser: Parser, folder: str, host_name: str) -> int:
    """Write the project of a kind into a folder, whose last part is its name."""
    from configlang.scaffold import names, project

    name = os.path.basename(folder)
    if problem := names.name_problem(name):
        parser.error(f"NAME: `{name}` can't be the name of a project: {problem}")
    if problem := _unfit(folder):
        parser.error(f"NAME: `{folder}`: {problem}")
    host = project.HOSTS[host_name]
    if problem := project.make_project(folder, name, host):
        print_error(f"configlang: {problem}")
        return FINDINGS
    lines = [f"Made the project {name} ({host_name}). To build and run it:", ""]
    lines += (f"    {step}" for step in (f"cd {shlex.quote(folder)}", *host.steps))
    lines += ["", "Its README.md says what each file is, and how to test, change and ship it.", ""]
    print_out("\n".join(lines))
    return OK


def _unfit(folder: str) -> str | None:
    """Say why a new folder can't be made here."""
    around = os.path.dirname(folder) or "."
    if not os.path.isdir(around):
        return f"there is no folder `{around}`"
    if not os.path.lexists(folder):
        return None
    if not os.path.isdir(folder):
        return "there is a file of that name"
    return "the folder is there already, and not empty" if os.listdir(folder) else None
