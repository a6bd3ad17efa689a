"""``configlang why``: what holds for a field in the end, where that comes from, and what gets in its way."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from configlang.cache import looks
from configlang.cli.command import FINDINGS, OK, columns, print_out, print_text
from configlang.cli.options import (
    EvaluationOptions,
    add_cache,
    add_evaluation_options,
    add_format,
    add_python,
    evaluation_options,
)
from configlang.cli.parser import Parser
from configlang.cli.reporting import is_colouring, refuse_inputs, tell
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.outputs.table import find_output
from configlang.utf8 import is_utf8
from configlang.worker.protocol import Answer, file_of

if TYPE_CHECKING:
    from types import SimpleNamespace

    from configlang.why.told import Told


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        file: The config file; ``-`` is standard input.
        field: The field of ``interpreter()``; None for all.
        output: The name of the output that brings CPython up, None for what the config says itself.
        is_json: Whether the answer is JSON.
        is_matrix: Whether it is a matrix of fields by version.
        html: Where the page goes; None where the answer is printed.
        python: The CPython version, or None.
        timeout: How long the evaluation may take, in seconds, or None.
        evaluation: How the config is evaluated.
    """

    file: str
    field: str | None
    output: str | None
    is_json: bool
    is_matrix: bool
    html: str | None
    python: str | None
    timeout: float | None
    evaluation: EvaluationOptions


def serve(words: Sequence[str]) -> Answer:
    """Evaluate, and print what holds; return 1 where the config can't be made."""
    parser = make_parser()
    options = parse(parser, words)
    # Here and not above: `--help` needs none of it.
    from configlang.compiler import compile_config
    from configlang.schema.variants import Variant
    from configlang.why.told import tell_fields

    job = options.evaluation.job(options.file, options.output, python=options.python, timeout=options.timeout)
    evaluation, _ = compile_config(job)
    answer = Answer(OK, inputs=evaluation.inputs, missing=evaluation.missing)
    shown = options.evaluation.reporting
    pages = () if options.html is None else (options.html,)
    _refuse_page(parser, options, (options.file, *evaluation.inputs, *(path for _, path in shown.reports)))
    refuse_inputs(parser, shown, (options.file, *evaluation.inputs, *pages))
    if evaluation.unchecked is None:
        told = tell(evaluation.findings, evaluation.read_line, shown, evaluation.printed)
        return answer._replace(code=FINDINGS, files=told.files)
    if evaluation.printed or shown.reports:
        told = tell((), evaluation.read_line, shown, evaluation.printed)
        answer = answer._replace(files=told.files)
    output = next(map(find_output, evaluation.outputs), None)
    variants = evaluation.variants or [Variant(evaluation.unchecked, evaluation.origins)]
    fields = tell_fields(variants, output)
    if options.field is not None:
        fields = [field for field in fields if field.name == options.field]
        if not fields:
            parser.error(_unknown(options.field))
    if options.html is None:
        _print(options, fields)
        return answer
    from configlang.why.document import page

    text = page(evaluation, variants, output, fields)
    return answer._replace(files={**answer.files, options.html: file_of(text)})


def _print(options: Options, fields: Sequence[Told]) -> None:
    """Print what is told of fields in the form that is asked for."""
    is_one = options.field is not None
    if options.is_json:
        from configlang.why.data import to_json

        print_out(to_json(fields, is_one=is_one))
    elif options.is_matrix:
        from configlang.why import terminal
        from configlang.why.matrix import matrix

        width = columns()
        is_coloured = is_colouring(options.evaluation.reporting.color, is_terminal=width is not None)
        print_out(terminal.show(matrix(fields), width, is_coloured=is_coloured))
    else:
        from configlang.why.text import one_field, table

        print_text(one_field(fields[0]) if is_one else table(fields))


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("why")
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="a field of interpreter() (default: all, as a table)")
    add_format(parser, "the output that brings CPython up (default: the first that the config is for)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--matrix", action="store_true", help="print fields by version, with who decides each")
    parser.add_argument(
        "--html", metavar="PATH", help="write a page with the fields by version, sys.path, the start and the findings"
    )
    add_python(parser)
    add_evaluation_options(parser)
    add_cache(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    _check_forms(parser, found)
    return Options(
        file=found.file,
        field=found.field,
        output=found.format,
        is_json=found.json,
        is_matrix=found.matrix,
        html=found.html,
        python=found.python,
        timeout=found.timeout,
        evaluation=evaluation_options(parser, found),
    )


def _check_forms(parser: Parser, found: SimpleNamespace) -> None:
    """Refuse two forms at once, and a page of one field."""
    if found.json and found.matrix:
        parser.error("--json and --matrix are two forms of one answer: give one of them")
    if found.html is None:
        return
    if not found.html:
        parser.error("--html needs a path")
    if found.json or found.matrix:
        other = "--json" if found.json else "--matrix"
        parser.error(f"--html writes a file and prints nothing: run {other} on its own")
    if found.field is not None:
        parser.error("--html has all fields on one page: leave out FIELD")
    if not is_utf8(os.path.basename(found.html)):
        parser.error(f"--html: the name of `{found.html}` is not UTF-8")


def _refuse_page(parser: Parser, options: Options, others: Iterable[str]) -> None:
    """Refuse a page that would be written over the config, what it loads, or another file of the run."""
    if options.html is not None and looks.realpath(options.html) in set(map(looks.realpath, others)):
        parser.error(f"--html: `{options.html}` is read or written by this run; choose another name")


def _unknown(name: str) -> str:
    from configlang.schema.arguments import unknown_field

    problem = unknown_field(name)
    return f"{problem.message}; {problem.hint}"
