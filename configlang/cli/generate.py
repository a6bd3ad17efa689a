"""``configlang generate``: make all outputs of a project, and write those that mean something else."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cache import looks
from configlang.cli.command import FINDINGS, OK, print_out, print_text
from configlang.cli.depfile import Beside, add_dependencies
from configlang.cli.options import add_cache, add_memory_limit, add_timeout, limits_of
from configlang.cli.parser import Parser
from configlang.cli.reporting import Reporting, add_reporting, read_first, refuse_inputs, reporting, tell
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.worker.protocol import Answer, file_of

if TYPE_CHECKING:
    from types import SimpleNamespace

    from configlang.generation.records import Generation
    from configlang.selection import Selection


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        files: The config files whose outputs alone are made; empty for all of the project.
        is_checking: Whether what is not up to date is found, and nothing is written.
        is_forced: Whether files are replaced that are not known to be the project's own.
        is_json: Whether the result is JSON.
        beside: The files that tell what the outputs were made from.
        root: The folder of the project, or None.
        is_following_symlinks: Whether loads may leave it through symbolic links.
        limits: What an evaluation may use, by name.
        reporting: How findings are shown.
    """

    files: list[str]
    is_checking: bool
    is_forced: bool
    is_json: bool
    beside: Beside
    root: str | None
    is_following_symlinks: bool
    limits: dict[str, float]
    reporting: Reporting


def serve(words: Sequence[str]) -> Answer:
    """Make everything, then give what is to be written and taken away; exit code 1 says that something is wrong."""
    parser = make_parser()
    options = parse(parser, words)
    # Here and not above: `--help` needs none of it.
    from configlang.compiler import Job
    from configlang.generation.plan import generate

    base = Job("", root=options.root, is_following_symlinks=options.is_following_symlinks, limits=options.limits)
    selection, done = generate(
        base, options.files, is_forced=options.is_forced, is_checking=options.is_checking, cure=_cure(words)
    )
    return _answer(parser, options, selection, done)


def _answer(parser: Parser, options: Options, selection: Selection, done: Generation) -> Answer:
    from configlang.generation.records import answer_of
    from configlang.project.source import read_lines_of

    readers = [*(each.read_line for each in done.evaluations), read_lines_of(selection.project.file)]
    places = (*done.written, *done.unchanged)
    beside = options.beside.by_option.values()
    refuse_inputs(parser, options.reporting, (*options.files, *done.inputs, *places, *beside))
    options.beside.refuse(parser, (*done.inputs, *places))
    shown = options.reporting.strict_as(selection.project.checks.is_strict)
    told = tell(done.findings, read_first(readers), shown, done.printed)
    answer = Answer(inputs=done.inputs, missing=done.missing)
    if options.is_json:
        print_out(_json(done, is_failing=told.is_failing))
    if told.is_failing:
        return answer._replace(code=FINDINGS, files=told.files)
    if options.is_checking:
        return answer._replace(code=OK, files=told.files)
    about = options.beside.made(parser, places, done.inputs, done.missing)
    beside_files = {**{path: file_of(text) for path, text in about.items()}, **told.files}
    for path, file in beside_files.items():
        looks.expect(path, file.contents)
    if not options.is_json:
        print_text(_summary(done))
    quiet = done._replace(written={}, removed=(), unchanged=places)
    again = _json(quiet, is_failing=False) if options.is_json else _summary(quiet)
    answer = answer_of(done)
    return answer._replace(files={**answer.files, **beside_files}, again=again.encode("utf-8"))


def _summary(done: Generation) -> str:
    """Return what was done, in a line for each file that has changed."""
    lines = [f"wrote {path}" for path in done.written]
    lines += [f"removed {path}" for path in done.removed]
    count = len(done.unchanged)
    if not lines:
        return f"{count} file{'' if count == 1 else 's'} up to date\n"
    return "".join(f"{line}\n" for line in lines)


def _json(done: Generation, *, is_failing: bool) -> str:
    import json

    has_written = not is_failing
    data = {
        "written": [*done.written] if has_written else [],
        "removed": [*done.removed] if has_written else [],
        "unchanged": [*done.unchanged],
    }
    return json.dumps(data, indent=2) + "\n"


def _cure(words: Sequence[str]) -> str:
    import shlex

    return shlex.join(["configlang", "generate", *(word for word in words if word not in {"--check", "--json"})])


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("generate")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="config files that configlang.toml lists (default: all that it lists)",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 when a file is stale, missing or made no more"
    )
    parser.add_argument("--force", action="store_true", help="replace files, too, that configlang.lock does not name")
    parser.add_argument("--json", action="store_true", help="print what was done as JSON")
    add_dependencies(parser, "the outputs were")
    parser.add_argument("--root", metavar="DIR", help="the folder of configlang.toml (default: the nearest upwards)")
    parser.add_argument(
        "--follow-symlinks", action="store_true", help="let loads leave the root through symbolic links"
    )
    add_timeout(parser)
    add_memory_limit(parser)
    add_reporting(parser)
    add_cache(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found: SimpleNamespace = parser.take(words)
    if found.check and found.force:
        parser.error("--check writes nothing, so that there is nothing to force")
    if found.check and (found.depfile is not None or found.inputs_json is not None):
        parser.error("--check writes nothing: leave --depfile and --inputs-json out")
    return Options(
        files=found.files,
        is_checking=found.check,
        is_forced=found.force,
        is_json=found.json,
        beside=Beside(found.depfile, found.inputs_json),
        root=found.root,
        is_following_symlinks=found.follow_symlinks,
        limits=limits_of(found.timeout, found.memory_limit),
        reporting=reporting(parser, found),
    )
