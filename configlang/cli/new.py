"""``configlang new``: write a small, complete project that embeds Python, to start from."""

from __future__ import annotations

import argparse
import os
import shlex
import sys

from configlang.scaffold import HOSTS


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "new", help="write a small project that embeds Python", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("name", metavar="NAME", help="the folder to make; its last part is the name of the project")
    parser.add_argument(
        "--host", choices=HOSTS, default=HOSTS[0], help=f"what embeds Python in the project (default: {HOSTS[0]})"
    )
    parser.set_defaults(run=run, usage_error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Write the project and say what to do with it; return 1 when it can't be written."""
    from configlang.scaffold import names, project

    folder: str = options.name.rstrip("/") or options.name
    name = os.path.basename(folder)
    if problem := names.name_problem(name):
        options.usage_error(f"NAME: `{name}` can't be the name of a project: {problem}")
    if problem := _unfit(folder):
        options.usage_error(f"NAME: `{folder}`: {problem}")
    host = project.HOSTS[options.host]
    if problem := project.make_project(folder, name, host):
        print(f"configlang: {problem}", file=sys.stderr)
        return 1
    print(f"Made the project {name} ({options.host}). To build and run it:\n")
    for step in (f"cd {shlex.quote(folder)}", *host.steps):
        print(f"    {project.expand(step, name, host)}")
    print("\nIts README.md says what each file is, and how to test, change and ship it.")
    return 0


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
