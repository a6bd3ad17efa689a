"""``configlang resources``: what a packed-resources file holds, be it ours or PyOxidizer's."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cli.command import FINDINGS, OK, print_out, print_text
from configlang.cli.options import add_memory_limit, add_timeout, limits_of
from configlang.cli.parser import Parser
from configlang.cli.reporting import Reporting, add_reporting, refuse_inputs, reporting, tell
from configlang.light.typed import TYPE_CHECKING
from configlang.project.limits import Limits
from configlang.project.source import name_of
from configlang.project.toml import override
from configlang.worker import here
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from configlang.findings.finding import Finding
    from configlang.resources.records import Damage

_LIMIT = 1024
"""MiB; a file holds what a program and its modules need, and is read whole."""


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("resources")
    parser.add_argument("file", metavar="FILE", help="the packed-resources file; - is standard input")
    parser.add_choice("--format", ("table", "json"), "form", default="table", help="the form (default: table)")
    add_timeout(parser)
    add_memory_limit(parser)
    add_reporting(parser)
    return parser


def serve(words: Sequence[str]) -> Answer:
    """Print what the file holds; return 1 where it can't be read or is damaged."""
    parser = make_parser()
    found = parser.take(words)
    shown = reporting(parser, found)
    refuse_inputs(parser, shown, (found.file,))
    name = name_of(found.file)
    here.tell({"stage": "read", "file": name})
    limits, _ = override(Limits(), limits_of(found.timeout, found.memory_limit))
    here.hold(limits)
    return show(found.file, name, shown, is_json=found.format == "json")._replace(inputs=(found.file,))


def show(path: str, name: str, shown: Reporting, *, is_json: bool) -> Answer:
    """Print what a file holds, which people know under a name."""
    from configlang.findings.finding import Finding
    from configlang.project.source import read_bytes
    from configlang.resources.read import read
    from configlang.resources.records import Resources
    from configlang.resources.show import to_json, to_table

    data = read_bytes(path, name, limit=_LIMIT)
    file = data if isinstance(data, Finding) else read(data)
    if isinstance(file, Resources):
        findings = [_odd(name, remark) for remark in file.remarks]
    else:
        findings = [file if isinstance(file, Finding) else _bad(name, file)]
    told = tell(findings, lambda _file, _line: None, shown)
    if not isinstance(file, Resources):
        return Answer(FINDINGS, files=told.files)
    print_out(to_json(file)) if is_json else print_text(to_table(file))
    return Answer(FINDINGS if told.is_failing else OK, files=told.files)


def _bad(name: str, damage: Damage) -> Finding:
    from configlang.findings.finding import Finding, Span

    message = f"`{name}` can't be used by pyembed: at byte {damage.offset}, {damage.problem}"
    return Finding(code="bad-resources", message=message, span=Span.from_line(name, 0))


def _odd(name: str, remark: Damage) -> Finding:
    from configlang.findings.finding import Finding, Severity, Span

    message = f"`{name}` is odd, though pyembed reads it: at byte {remark.offset}, {remark.problem}"
    return Finding(code="odd-resources", message=message, span=Span.from_line(name, 0), severity=Severity.WARNING)
