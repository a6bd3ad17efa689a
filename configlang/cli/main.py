"""The ``configlang`` command: options, exit codes, and what happens when something goes wrong in here."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from configlang.cli import boot, check, explain, new, resources, why
from configlang.cli import eval as eval_command

OK, FINDINGS, USAGE, BUG, INTERRUPTED = 0, 1, 2, 3, 130
"""Exit codes: clean; the config has findings or is stale; wrong usage; a bug in configlang; interrupted."""

_REPORT = (
    "configlang: this is a bug in configlang: {error}\n"
    "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback."
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(USAGE, f"configlang: {message}\nTry `{self.prog} --help`.\n")


class _Version(argparse.Action):
    """``--version``, which imports no more than it needs."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from configlang import __version__

        print(f"configlang {__version__}")
        parser.exit(OK)


def make_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = _Parser(
        prog="configlang",
        description="Check the config of an embedded Python interpreter and compile it for its host.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True, parser_class=_Parser)
    for command in (eval_command, check, why, boot, resources, new, explain):
        command.add_to(commands)
    return parser


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit code."""
    try:
        options = make_parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read our output has seen enough. The interpreter must not try again to flush it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        if os.environ.get("CONFIGLANG_DEBUG") == "1":
            raise
        print(_REPORT.format(error=f"{type(error).__name__}: {error}"), file=sys.stderr)
        return BUG
    return code


if __name__ == "__main__":
    sys.exit(main())
