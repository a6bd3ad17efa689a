"""``configlang why``: what holds for a field in the end, where that comes from, and what gets in its way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from configlang.cli.command import FINDINGS, OK, print_out, print_text
from configlang.cli.options import (
    EvaluationOptions,
    add_evaluation_options,
    add_format,
    add_python,
    evaluation_options,
)
from configlang.cli.parser import Parser
from configlang.cli.reporting import refuse_inputs, tell
from configlang.outputs.table import find_output
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from configlang.check.effective import Effective, Value
    from configlang.cpython.versions import Version
    from configlang.evaluation import Evaluation


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        file: The config file; ``-`` is standard input.
        field: The field of ``interpreter()``; None for all.
        output: The name of the output that brings CPython up, None for what the config says itself.
        is_json: Whether the answer is JSON.
        python: The CPython version, or None.
        timeout: How long the evaluation may take, in seconds, or None.
        evaluation: How the config is evaluated.
    """

    file: str
    field: str | None
    output: str | None
    is_json: bool
    python: str | None
    timeout: float | None
    evaluation: EvaluationOptions


def serve(words: Sequence[str]) -> Answer:
    """Evaluate, and print what holds; return 1 where the config can't be made."""
    parser = make_parser()
    options = parse(parser, words)
    # Here and not above: `--help` needs none of it.
    from configlang.check.effective import effective
    from configlang.compiler import compile_config

    job = options.evaluation.job(options.file, options.output, python=options.python, timeout=options.timeout)
    evaluation, _ = compile_config(job)
    answer = Answer(OK, inputs=evaluation.inputs, missing=evaluation.missing)
    shown = options.evaluation.reporting
    refuse_inputs(parser, shown, (options.file, *evaluation.inputs))
    if evaluation.unchecked is None:
        told = tell(evaluation.findings, evaluation.read_line, shown, evaluation.printed)
        return answer._replace(code=FINDINGS, files=told.files)
    if evaluation.printed or shown.reports:
        told = tell((), evaluation.read_line, shown, evaluation.printed)
        answer = answer._replace(files=told.files)
    output = next(map(find_output, evaluation.outputs), None)
    fields = effective(evaluation.unchecked, output)
    if options.field is not None:
        fields = tuple(field for field in fields if field.name == options.field)
        if not fields:
            parser.error(_unknown(options.field))
    if options.is_json:
        print_out(_json(fields, evaluation, is_one=options.field is not None))
    elif options.field is not None:
        print_text(_text(fields[0], evaluation))
    else:
        print_text(_table(fields, evaluation))
    return answer


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("why")
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="a field of interpreter() (default: all, as a table)")
    add_format(parser, "the output that brings CPython up (default: the first that the config is for)")
    parser.add_option("--json", action="store_true", help="print JSON")
    add_python(parser)
    add_evaluation_options(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    return Options(
        file=found.file,
        field=found.field,
        output=found.format,
        is_json=found.json,
        python=found.python,
        timeout=found.timeout,
        evaluation=evaluation_options(parser, found),
    )


def _unknown(name: str) -> str:
    from configlang.schema.arguments import unknown_field

    problem = unknown_field(name)
    return f"{problem.message}; {problem.hint}"


# Text


def _text(field: Effective, evaluation: Evaluation) -> str:
    lines = []
    for value in field.values:
        lines.append(f"{field.name} = {value.text}" if _is_value(value) else f"{field.name}: {value.text}")
        lines.append(f"  {_reason(value, field, evaluation)}")
        if len(field.values) > 1:
            lines[-1] += f", on CPython {_versions(value.versions)}"
    if field.is_set and (origin := evaluation.origins.get(f"interpreter.{field.name}")):
        lines += [
            f"  in the call of {frame.function} at {frame.file}:{frame.line + 1}" for frame in origin.declaration.stack
        ]
    for overruling in field.overrulings:
        lines.append(f"  {overruling.code}: {overruling.message}")
        for path in overruling.paths:
            if path != f"interpreter.{field.name}" and (place := _place(path, evaluation)):
                lines.append(f"    {path.rpartition('.')[2]}: {place}")
    return "\n".join(lines) + "\n"


def _is_value(value: Value) -> bool:
    return value.text[0] in '"[-0123456789' or value.text in {"True", "False"}


def _reason(value: Value, field: Effective, evaluation: Evaluation) -> str:
    profile = evaluation.unchecked.interpreter.profile if evaluation.unchecked else ""
    place = _place(f"interpreter.{field.name}", evaluation)
    return {
        "config": f"set at {place}" if place else "the default of the rule",
        "overruled": f"CPython overrules what is set at {place}",
        "profile": f'the default of the profile "{profile}"',
        "pyembed": "what pyembed does where it is unset",
        "cpython": "nothing sets it: CPython works it out",
        "absent": "this CPython has no such field",
    }[value.source.value]


def _place(path: str, evaluation: Evaluation) -> str | None:
    origin = evaluation.origins.get(path)
    if origin is None:
        return None
    span = origin.span()
    return f"{span.file}:{span.start.line + 1}:{span.start.column + 1}"


def _versions(versions: tuple[Version, ...]) -> str:
    from configlang.cpython.versions import show_versions

    return show_versions(versions)


_WIDEST = 40


def _table(fields: tuple[Effective, ...], evaluation: Evaluation) -> str:
    rows = []
    for field in fields:
        for value in field.values:
            text = value.text if len(value.text) <= _WIDEST else value.text[: _WIDEST - 3] + "..."
            reason = _reason(value, field, evaluation)
            if len(field.values) > 1:
                reason += f", on CPython {_versions(value.versions)}"
            if field.overrulings:
                reason += f" ({', '.join(dict.fromkeys(each.code for each in field.overrulings))})"
            rows.append((field.name, text, reason))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{name:{widths[0]}}  {text:{widths[1]}}  {reason}\n" for name, text, reason in rows)


# JSON


def _json(fields: tuple[Effective, ...], evaluation: Evaluation, *, is_one: bool) -> str:
    import json

    data = [_data(field, evaluation) for field in fields]
    return json.dumps(data[0] if is_one else {"fields": data}, indent=2) + "\n"


def _data(field: Effective, evaluation: Evaluation) -> dict[str, object]:
    from configlang.findings.codec import span_to_data

    data: dict[str, object] = {
        "field": field.name,
        "values": [
            {"value": value.text, "source": value.source.value, "versions": [*map(str, value.versions)]}
            for value in field.values
        ],
    }
    origin = evaluation.origins.get(f"interpreter.{field.name}")
    if origin is not None:
        data["set_at"] = span_to_data(origin.span())
    data["overruled_by"] = [
        {
            "code": each.code,
            "message": each.message,
            "versions": [*map(str, each.versions)],
            "settings": list(each.paths),
        }
        for each in field.overrulings
    ]
    return data
