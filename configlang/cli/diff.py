"""``configlang diff``: what two configs differ in, by what they mean."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from configlang.cli.command import FINDINGS, OK, print_out
from configlang.cli.options import EvaluationOptions, add_evaluation_options, add_format, add_python, evaluation_options
from configlang.cli.parser import Parser
from configlang.cli.reporting import read_first, refuse_inputs, tell
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from configlang.comparison.model import Change, Comparison, OutputChange, Said
    from configlang.findings.finding import Finding, Span


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        before: The first config.
        after: The second one.
        output: The name of the output that both are for, None for what each says itself.
        is_json: Whether the answer is JSON.
        python: The CPython version, or None.
        timeout: How long each evaluation may take, in seconds, or None.
        evaluation: How both are evaluated.
    """

    before: str
    after: str
    output: str | None
    is_json: bool
    python: str | None
    timeout: float | None
    evaluation: EvaluationOptions


def serve(data: Mapping[str, Any]) -> Answer:
    """
    Compare, and print what differs; return 1 where something does.

    Args:
        data: ``words``, the command line; ``folder``, an empty one for temporary files, or None; and ``is_terminal``,
            whether standard output is shown on one.
    """
    parser = make_parser()
    options = parse(parser, data["words"])
    shown = options.evaluation.reporting
    # Here and not above: `--help` needs none of it.
    from configlang.calls import compare
    from configlang.comparison.sides import Given

    job = options.evaluation.job("", options.output, python=options.python, timeout=options.timeout)
    words = options.before, options.after
    comparison, sides = compare([*map(Given, words)], job._asdict(), data["folder"])
    refuse_inputs(parser, shown, (*words, *(path for each in sides for path in each.evaluation.inputs)))
    told = tell(comparison.errors, read_first(each.evaluation.read_line for each in sides), shown)
    if comparison.errors:
        return Answer(FINDINGS, files=told.files)
    if options.is_json:
        print_out(_json(comparison))
    elif not comparison.is_equal:
        print_out(_text(comparison, is_coloured=_is_coloured(shown.color, is_terminal=data["is_terminal"])))
    return Answer(OK if comparison.is_equal else FINDINGS, files=told.files)


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("diff")
    parser.add_argument(
        "files",
        metavar="CONFIG",
        nargs="+",
        help=(
            "two configs: a config file, REVISION:FILE for one in git, or JSON that eval has made (*.json); one file"
            " alone is compared with what it is in HEAD"
        ),
    )
    add_format(parser, "the output that both are for (default: what each config says that it is for)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_python(parser)
    add_evaluation_options(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    files: list[str] = found.files
    if len(files) == 1:
        files = [_in_head(parser, files[0]), *files]
    if len(files) > 2:  # noqa: PLR2004 - two are compared
        parser.error(f"two configs are compared, and these are {len(files)}")
    if files == ["-", "-"]:
        parser.error("standard input is one config")
    return Options(
        before=files[0],
        after=files[1],
        output=found.format,
        is_json=found.json,
        python=found.python,
        timeout=found.timeout,
        evaluation=evaluation_options(parser, found),
    )


def _in_head(parser: Parser, file: str) -> str:
    """Return what a file is in the revision that is checked out."""
    if file == "-":
        parser.error("standard input is in no revision; name two configs")
    path = os.path.relpath(file).replace(os.sep, "/")
    return f"HEAD:{path}" if path.startswith("../") else f"HEAD:./{path}"


def _is_coloured(color: str, *, is_terminal: bool) -> bool:
    if color != "auto":
        return color == "always"
    return is_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


# Text


_GONE, _NEW = "- ", "+ "
_COLOURS = {_GONE: "31", _NEW: "32", "": "1"}


def _text(comparison: Comparison, *, is_coloured: bool) -> str:
    """Return what differs: a heading for each setting, below it what goes and what comes."""
    from configlang.findings.render import safe_lines

    text = ""
    for sign, words in _lines(comparison):
        line = safe_lines(sign + words.replace("\n", "\n  | "))
        text += f"\x1b[{_COLOURS[sign]}m{line}\x1b[0m\n" if is_coloured else f"{line}\n"
    return text


def _lines(comparison: Comparison) -> Iterator[tuple[str, str]]:
    from configlang.cpython.versions import show_versions

    yield "", f"--- {comparison.before}"
    yield "", f"+++ {comparison.after}"
    for change in comparison.changes:
        yield "", f"{change.path}{f', on CPython {show_versions(change.versions)}' if change.versions else ''}"
        yield from _both(_said(change.before, change), _said(change.after, change))
    if comparison.versions_gone or comparison.versions_new:
        yield "", "versions"
        sides = comparison.versions_gone, comparison.versions_new
        yield from _both(*(show_versions(side) if side else None for side in sides))
    if comparison.findings_gone or comparison.findings_new:
        yield "", "findings"
        yield from ((_GONE, _finding(each)) for each in comparison.findings_gone)
        yield from ((_NEW, _finding(each)) for each in comparison.findings_new)
    if comparison.outputs:
        yield "", "outputs"
        for output in comparison.outputs:
            yield from _both(*_output(output))


def _both(gone: str | None, new: str | None) -> Iterator[tuple[str, str]]:
    if gone is not None:
        yield _GONE, gone
    if new is not None:
        yield _NEW, new


def _said(said: Said | None, change: Change) -> str | None:
    """Return a value, or a part as it is called, with the place."""
    from configlang.schema.show import show_value

    if said is None:
        return None
    if change.is_part and isinstance(said.value, tuple):
        arguments = ", ".join(f"{name} = {show_value(value)}" for name, value in said.value)
        return f"{change.path.partition(':')[0]}({arguments}){_place(said.span)}"
    return f"{show_value(said.value)}{_place(said.span)}"


def _finding(finding: Finding) -> str:
    return f"{finding.severity.value}[{finding.code}]: {finding.message}{_place(finding.span)}"


def _place(span: Span | None) -> str:
    return "" if span is None else f"  ({span.file}:{span.start.line + 1}:{span.start.column + 1})"


def _output(output: OutputChange) -> tuple[str | None, str | None]:
    gone = None if output.kind == "new" else _count(output.name, output.lines_gone)
    return gone, None if output.kind == "gone" else _count(output.name, output.lines_new)


def _count(name: str, lines: int) -> str:
    return f"{name}: {lines} {'line' if lines == 1 else 'lines'}"


# JSON


def _json(comparison: Comparison) -> str:
    import json

    from configlang.comparison.model import to_data

    return json.dumps(to_data(comparison), indent=2) + "\n"
