"""``configlang why``: what holds for a field in the end, where that comes from, and what gets in its way."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from configlang.cli.options import add_evaluation_options, evaluate_file, print_findings
from configlang.outputs import FORMATS

if TYPE_CHECKING:
    from configlang.check.effective import Effective, Value
    from configlang.compiler import Evaluation


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "why", help="tell where the value of a field comes from", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="a field of interpreter() (default: all, as a table)")
    parser.add_argument(
        "--format", choices=FORMATS, default="rust", help="the output that brings CPython up (default: rust)"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_evaluation_options(parser)
    parser.set_defaults(run=run, usage_error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Evaluate, and print what holds; return 1 where the config can't be made."""
    from configlang.check.effective import effective

    evaluation = evaluate_file(options.file, options, [options.format])
    if evaluation.unchecked is None:
        print_findings(evaluation.findings, evaluation.read_line, options.message_format)
        return 1
    fields = effective(evaluation.unchecked, options.format)
    if options.field is not None:
        fields = tuple(field for field in fields if field.name == options.field)
        if not fields:
            options.usage_error(_unknown(options.field))
    if options.json:
        sys.stdout.write(_json(fields, evaluation, is_one=options.field is not None))
    elif options.field is not None:
        sys.stdout.write(_text(fields[0], evaluation))
    else:
        sys.stdout.write(_table(fields, evaluation))
    return 0


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


def _versions(versions: tuple[str, ...]) -> str:
    from configlang.cpython.targets import show_versions

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
            {"value": value.text, "source": value.source.value, "versions": list(value.versions)}
            for value in field.values
        ],
    }
    origin = evaluation.origins.get(f"interpreter.{field.name}")
    if origin is not None:
        data["set_at"] = span_to_data(origin.span())
    data["overruled_by"] = [
        {"code": each.code, "message": each.message, "versions": list(each.versions), "settings": list(each.paths)}
        for each in field.overrulings
    ]
    return data
