"""``configlang resources``: what a packed-resources file holds, be it ours or PyOxidizer's."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from configlang.cli.options import print_findings

if TYPE_CHECKING:
    from configlang.findings.finding import Finding
    from configlang.resources.records import Damage

_LIMIT = 1024
"""MiB; a file holds what a program and its modules need, and is read whole."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "resources", help="list what a packed-resources file holds", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("file", metavar="FILE", help="the packed-resources file; - is standard input")
    parser.add_argument("--format", choices=("table", "json"), default="table", help="the form (default: table)")
    parser.add_argument(
        "--message-format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="how findings are printed (default: text)",
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what the file holds; return 1 where it can't be read or is damaged."""
    from configlang.findings.finding import Finding
    from configlang.language.request import STDIN_NAME
    from configlang.project.source import read_bytes
    from configlang.resources.read import read
    from configlang.resources.records import Resources
    from configlang.resources.show import to_json, to_table

    name = STDIN_NAME if options.file == "-" else options.file
    data = read_bytes(options.file, name, limit=_LIMIT)
    file = data if isinstance(data, Finding) else read(data)
    if isinstance(file, Resources):
        findings = [_odd(name, remark) for remark in file.remarks]
    else:
        findings = [file if isinstance(file, Finding) else _bad(name, file)]
    print_findings(findings, lambda _file, _line: None, options.message_format)
    if not isinstance(file, Resources):
        return 1
    text = to_json(file) if options.format == "json" else to_table(file)
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    return 0


def _bad(name: str, damage: Damage) -> Finding:
    from configlang.findings.finding import Finding, Span

    message = f"`{name}` can't be used by pyembed: at byte {damage.offset}, {damage.problem}"
    return Finding(code="bad-resources", message=message, span=Span.from_line(name, 0))


def _odd(name: str, remark: Damage) -> Finding:
    from configlang.findings.finding import Finding, Severity, Span

    message = f"`{name}` is odd, though pyembed reads it: at byte {remark.offset}, {remark.problem}"
    return Finding(code="odd-resources", message=message, span=Span.from_line(name, 0), severity=Severity.WARNING)
