"""``configlang why``: what holds for a field in the end, where that comes from, and what gets in its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from configlang.cli.command import FINDINGS, OK, print_out, print_text
from configlang.cli.options import (
    EvaluationOptions,
    add_cache,
    add_evaluation_options,
    add_format,
    add_python,
    evaluation_options,
)
from configlang.cli.parser import Parser
from configlang.cli.reporting import refuse_inputs, tell
from configlang.cpython.versions import joined, show_versions
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.outputs.table import find_output
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from configlang.check.effective import Effective, Overruling, Value
    from configlang.schema.config import Config
    from configlang.schema.origins import Origin, Origins


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
    from configlang.schema.variants import Variant

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
    variants = evaluation.variants or [Variant(evaluation.unchecked, evaluation.origins)]
    fields = _together([_answers(effective(config, output), config, origins) for config, origins in variants])
    if options.field is not None:
        fields = [field for field in fields if field.name == options.field]
        if not fields:
            parser.error(_unknown(options.field))
    if options.is_json:
        print_out(_json(fields, is_one=options.field is not None))
    elif options.field is not None:
        print_text(_text(fields[0]))
    else:
        print_text(_table(fields))
    return answer


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("why")
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    parser.add_argument("field", metavar="FIELD", nargs="?", help="a field of interpreter() (default: all, as a table)")
    add_format(parser, "the output that brings CPython up (default: the first that the config is for)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    add_python(parser)
    add_evaluation_options(parser)
    add_cache(parser)
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


# What is told


class Held(NamedTuple):
    """
    What holds for a field in some versions.

    Attributes:
        value: The value, its source and the versions.
        reason: Where it comes from, in words.
        origin: Where the config sets the field; None where it does not.
    """

    value: Value
    reason: str
    origin: Origin | None


class Hindrance(NamedTuple):
    """
    What gets in the way of a field in some versions.

    Attributes:
        overruling: The code, its words, the versions and the settings.
        places: Where other settings are set that are involved, by their paths.
    """

    overruling: Overruling
    places: tuple[tuple[str, str], ...]


class Told(NamedTuple):
    """
    A field with all that is told of it.

    Attributes:
        name: The argument of ``interpreter()``.
        held: What holds, once where versions agree.
        hindrances: What gets in its way.
        is_set: Whether the config itself sets it.
        is_varying: Whether the config goes by the version.
    """

    name: str
    held: tuple[Held, ...]
    hindrances: tuple[Hindrance, ...]
    is_set: bool
    is_varying: bool = False


def _answers(fields: Iterable[Effective], config: Config, origins: Origins) -> list[Told]:
    """Return what is told of all fields of a config."""
    return [_answer(field, config, origins) for field in fields]


def _answer(field: Effective, config: Config, origins: Origins) -> Told:
    own = f"interpreter.{field.name}"
    held = tuple(Held(value, _reason(value, own, config, origins), origins.get(own)) for value in field.values)
    hindrances = []
    for overruling in field.overrulings:
        others = [(path, _place(path, origins)) for path in overruling.paths if path != own]
        hindrances.append(Hindrance(overruling, tuple((path, place) for path, place in others if place)))
    return Told(field.name, held, tuple(hindrances), field.is_set)


def _together(configs: Sequence[Sequence[Told]]) -> list[Told]:
    """Return what is told of the configs of several versions as of one: what several have is told once."""
    if len(configs) == 1:
        return list(configs[0])
    # The oldest version first, as everywhere.
    return [_merged(of_each) for of_each in zip(*reversed(configs), strict=True)]


def _merged(of_each: Sequence[Told]) -> Told:
    held: dict[tuple[object, ...], Held] = {}
    hindrances: dict[tuple[object, ...], Hindrance] = {}
    key: tuple[object, ...]
    for field in of_each:
        for each in field.held:
            key = each.value.text, each.value.source, each.reason
            before = held.setdefault(key, each._replace(value=records.evolve(each.value, versions=())))
            versions = joined((*before.value.versions, *each.value.versions))
            held[key] = before._replace(value=records.evolve(before.value, versions=versions))
        for one in field.hindrances:
            key = one.overruling.code, one.overruling.message, one.places
            known = hindrances.setdefault(key, one._replace(overruling=records.evolve(one.overruling, versions=())))
            versions = joined((*known.overruling.versions, *one.overruling.versions))
            hindrances[key] = known._replace(overruling=records.evolve(known.overruling, versions=versions))
    first = of_each[0]
    is_set = any(field.is_set for field in of_each)
    return Told(first.name, tuple(held.values()), tuple(hindrances.values()), is_set, is_varying=True)


def _reason(value: Value, path: str, config: Config, origins: Origins) -> str:
    place = _place(path, origins)
    return {
        "config": f"set at {place}" if place else "the default of the rule",
        "host": f"from the host, as said at {place}" if place else "from the host",
        "overruled": f"CPython overrules what is set at {place}",
        "profile": f'the default of the profile "{config.interpreter.profile}"',
        "pyembed": "what pyembed does where it is unset",
        "cpython": "nothing sets it: CPython works it out",
        "absent": "this CPython has no such field",
    }[value.source.value]


def _place(path: str, origins: Origins) -> str | None:
    origin = origins.get(path)
    if origin is None:
        return None
    span = origin.span()
    return f"{span.file}:{span.start.line + 1}:{span.start.column + 1}"


# Text


def _text(field: Told) -> str:
    lines = []
    for value, reason, origin in field.held:
        lines.append(f"{field.name} = {value.text}" if _is_value(value) else f"{field.name}: {value.text}")
        lines.append(f"  {reason}")
        if len(field.held) > 1:
            lines[-1] += f", on CPython {show_versions(value.versions)}"
        if field.is_varying:
            lines += _stack(origin)
    if field.is_set and not field.is_varying:
        lines += _stack(field.held[0].origin)
    for overruling, places in field.hindrances:
        on = f", on CPython {show_versions(overruling.versions)}" if field.is_varying else ""
        lines.append(f"  {overruling.code}: {overruling.message}{on}")
        lines += [f"    {path.rpartition('.')[2]}: {place}" for path, place in places]
    return "\n".join(lines) + "\n"


def _stack(origin: Origin | None) -> list[str]:
    frames = origin.declaration.stack if origin else ()
    return [f"  in the call of {frame.function} at {frame.file}:{frame.line + 1}" for frame in frames]


def _is_value(value: Value) -> bool:
    return value.text[0] in '"[-0123456789' or value.text in {"True", "False"}


_WIDEST = 40


def _table(fields: Iterable[Told]) -> str:
    rows = []
    for field in fields:
        for value, reason, _ in field.held:
            text = value.text if len(value.text) <= _WIDEST else value.text[: _WIDEST - 3] + "..."
            on = f", on CPython {show_versions(value.versions)}" if len(field.held) > 1 else ""
            codes = ", ".join(dict.fromkeys(each.overruling.code for each in field.hindrances))
            rows.append((field.name, text, f"{reason}{on}{f' ({codes})' if codes else ''}"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{name:{widths[0]}}  {text:{widths[1]}}  {reason}\n" for name, text, reason in rows)


# JSON


def _json(fields: Sequence[Told], *, is_one: bool) -> str:
    import json

    data = [_data(field) for field in fields]
    return json.dumps(data[0] if is_one else {"fields": data}, indent=2) + "\n"


def _data(field: Told) -> dict[str, object]:
    from configlang.findings.codec import span_to_data

    values = []
    for value, _, origin in field.held:
        one: dict[str, object] = {
            "value": value.text,
            "source": value.source.value,
            "versions": [*map(str, value.versions)],
        }
        if field.is_varying and origin is not None:
            one["set_at"] = span_to_data(origin.span())
        values.append(one)
    data: dict[str, object] = {"field": field.name, "values": values}
    # Of a config that goes by the version, where the newest version that it is set for has it.
    origin = next((each.origin for each in reversed(field.held) if each.origin is not None), None)
    if origin is not None:
        data["set_at"] = span_to_data(origin.span())
    data["overruled_by"] = [
        {
            "code": each.code,
            "message": each.message,
            "versions": [*map(str, each.versions)],
            "settings": list(each.paths),
        }
        for each, _ in field.hindrances
    ]
    return data
