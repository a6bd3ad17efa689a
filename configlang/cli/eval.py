"""``configlang eval``: evaluate one config file and print or write outputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.cli.command import FINDINGS, OK, print_out
from configlang.cli.depfile import Beside, add_dependencies
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
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.outputs.table import BY_NAME, HEADER_SUFFIX, NO_FILE, PACKED_SUFFIX, fits
from configlang.project.labels import ROOT_MARKER
from configlang.utf8 import is_utf8
from configlang.worker.protocol import Answer, file_of

if TYPE_CHECKING:
    from types import SimpleNamespace

    from configlang.findings.finding import Finding
    from configlang.outputs.backend import Contents


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        file: The config file; ``-`` is standard input.
        outputs: The names of the outputs, None for what the path and the config say, each with its path; None for
            standard output.
        python: The CPython version, or None.
        timeout: How long the evaluation may take, in seconds, or None.
        is_comparing: Whether the files are compared instead of written.
        is_full: Whether unset values are written too.
        beside: The files that tell what they were made from.
        evaluation: How the config is evaluated.
    """

    file: str
    outputs: list[tuple[str | None, str | None]]
    python: str | None
    timeout: float | None
    is_comparing: bool
    is_full: bool
    beside: Beside
    evaluation: EvaluationOptions


def serve(words: Sequence[str]) -> Answer:
    """Evaluate and emit, then print, give the files, or compare; exit code 1 says that something is wrong or stale."""
    parser = make_parser()
    options = parse(parser, words)
    # Here and not above: `--help` needs none of it.
    from configlang.compiler import Wanted, compile_config
    from configlang.findings.finding import has_errors
    from configlang.outputs.choice import ChoiceError

    job = options.evaluation.job(options.file, python=options.python, timeout=options.timeout)
    wanted = [Wanted(name, NO_FILE if path is None else path, options.is_full) for name, path in options.outputs]
    try:
        evaluation, made = compile_config(job, wanted)
    except ChoiceError as error:
        parser.error(f"{'--output' if options.outputs[0][1] else '--format'}: {error}")
    # A project file that was looked for in vain would change what is made of the config, once it is there.
    markers = [path for path in evaluation.missing if os.path.basename(path) == ROOT_MARKER]
    read = (options.file, *evaluation.inputs, *markers)
    files = _gather(parser, read, made)
    texts = [files.pop(NO_FILE)] if NO_FILE in files else []
    answer = Answer(OK, inputs=evaluation.inputs, missing=evaluation.missing)
    reporting = options.evaluation.reporting
    options.beside.refuse(parser, (*read, *files))
    refuse_inputs(parser, reporting, (options.file, *evaluation.inputs, *files, *options.beside.by_option.values()))
    findings = list(evaluation.findings)
    if options.is_comparing and not has_errors(findings):
        findings += _stale(files, words)
    told = tell(findings, evaluation.read_line, reporting.strict_as(evaluation.is_strict), evaluation.printed)
    if told.is_failing:
        return answer._replace(code=FINDINGS, files=told.files)
    if options.is_comparing:
        return answer._replace(files=told.files)
    files |= options.beside.made(parser, [*files], answer.inputs, answer.missing)
    for text in texts:
        print_out(str(text))
    return answer._replace(files={**{path: file_of(contents) for path, contents in files.items()}, **told.files})


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("eval")
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    add_format(parser, "the output on stdout or in the plain --output (default: what the config is for, else json)")
    parser.add_argument(
        "--output",
        metavar="[FORMAT=]PATH",
        action="append",
        default=[],
        help="write to PATH; FORMAT=PATH may be repeated, and all files are written or none",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when an --output is not up to date")
    parser.add_argument("--full", action="store_true", help="json: write unset values too")
    add_dependencies(parser, "each --output was")
    add_python(parser)
    add_evaluation_options(parser)
    add_cache(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    named = [_output(parser, text, found.format) for text in found.output]
    _check_paths(parser, found.file, named)
    outputs: list[tuple[str | None, str | None]] = [*named]
    if found.check and not named:
        parser.error("--check needs --output: there is nothing to compare with")
    beside = _beside(parser, found, named)
    return Options(
        file=found.file,
        outputs=outputs or [(found.format, None)],
        python=found.python,
        timeout=found.timeout,
        is_comparing=found.check,
        is_full=found.full,
        beside=beside,
        evaluation=evaluation_options(parser, found),
    )


def _output(parser: Parser, text: str, default: str | None) -> tuple[str | None, str]:
    """Return the name of the output, or None where it is left open, and the path that an ``--output`` names."""
    head, equals, tail = text.partition("=")
    is_named = bool(equals) and head in BY_NAME
    if equals and not is_named and head.replace("-", "").isalpha():
        # A misspelt format would become a file name. A file of such a name can be given as ./NAME.
        parser.error(f"--output: there is no format `{head}`; write ./{text} for a file of that name")
    name, path = (head, tail) if is_named else (default, text)
    if not path:
        parser.error("--output needs a path")
    if not is_utf8(os.path.basename(path)):
        parser.error(f"--output: the name of `{path}` is not UTF-8, as what is generated is")
    if path.endswith(PACKED_SUFFIX):
        parser.error(f"--output: `{path}` comes with an output; name that, as in config.rs")
    if path.endswith(HEADER_SUFFIX) and (name is None or HEADER_SUFFIX in BY_NAME[name].companions):
        parser.error(f"--output: `{path}` is where the header goes; name the source file, as in config.c")
    if name is not None and not fits(BY_NAME[name], path):
        language = BY_NAME[name].language
        parser.error(f"--output: {name} is {language}, and `{path}` has the name of something else")
    return name, path


def _check_paths(parser: Parser, file: str, outputs: Sequence[tuple[str | None, str]]) -> None:
    """Refuse outputs that would be written over each other, or over the config."""
    paths = [looks.realpath(path) for _, path in outputs]
    if len(set(paths)) != len(paths):
        parser.error("two --output options name one file")
    if looks.realpath(file) in paths:
        parser.error("--output names the config file itself")


def _beside(parser: Parser, found: SimpleNamespace, outputs: Sequence[tuple[str | None, str]]) -> Beside:
    """Return the files about the inputs; those that nothing can be said in end the process."""
    if found.depfile is not None:
        if not outputs:
            parser.error("--depfile needs --output: its rule is about files")
        if found.file == "-":
            parser.error("--depfile: standard input is no file that could change; name the config file")
    beside = Beside(found.depfile, found.inputs_json)
    beside.refuse(parser, (found.file, *(path for _, path in outputs)))
    return beside


def _gather(parser: Parser, inputs: Iterable[str], made: Sequence[Mapping[str, Contents]]) -> dict[str, Contents]:
    """Return the files of all outputs; no two may be one, and none may be a file that the config was made from."""
    files: dict[str, Contents] = {}
    read = {looks.realpath(path) for path in inputs}
    taken: dict[str, Contents] = {}
    for each in made:
        for path, contents in each.items():
            place = looks.realpath(path)
            if path != NO_FILE and place in read:
                parser.error(f"--output: `{path}` is a file that the config is made from; choose another name")
            # Two outputs of one name may share the packed resources.
            if taken.setdefault(place, contents) != contents:
                parser.error(f"--output: `{path}` comes with another output; choose a name of its own")
        files.update(each)
    return files


def _stale(files: Mapping[str, Contents], words: Sequence[str]) -> Iterator[Finding]:
    """Find the files that are not as the config gives them; the cure is the same command without ``--check``."""
    import shlex

    from configlang.files import compare
    from configlang.findings.finding import Span
    from configlang.findings.problem import Problem

    cure = shlex.join(["configlang", "eval", *(word for word in words if word != "--check")])
    for path, contents in files.items():
        if difference := compare(path, contents):
            problem = Problem(f"`{path}` is stale: {difference}", code="stale", hint=f"`{cure}` writes it")
            yield problem.at(Span.from_line(path, 0))
