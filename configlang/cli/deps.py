"""``configlang deps``: what configs are made from, and which of them a change reaches."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cache import looks
from configlang.cli.command import FINDINGS, OK, print_out, print_text
from configlang.cli.options import add_cache, add_memory_limit, add_root, add_timeout, limits_of
from configlang.cli.parser import Parser
from configlang.cli.reporting import Reporting, add_reporting, refuse_inputs, reporting, tell
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple
from configlang.worker.protocol import Answer

if TYPE_CHECKING:
    from configlang.graph.model import Dependencies
    from configlang.graph.reading import Choices


class Options(NamedTuple):
    """
    What is asked for.

    Attributes:
        paths: The config files and folders that are looked at; empty for the project.
        changed: The files whose change is asked about; None where it is asked what configs are made from.
        form: ``text``, ``json`` or ``dot``.
        choices: How loads are followed.
        reporting: How findings are shown.
    """

    paths: list[str]
    changed: list[str] | None
    form: str
    choices: Choices
    reporting: Reporting


def serve(words: Sequence[str]) -> Answer:
    """Read the configs and all that they load, and print that; return 1 where a load can't be resolved."""
    parser = make_parser()
    options = parse(parser, words)
    from configlang.graph.reading import find_dependencies

    found, sources = find_dependencies(options.paths, options.choices)
    if not found.configs and not found.findings:
        _refuse_empty(parser, options.paths)
    inputs = tuple(dict.fromkeys(path for each in found.configs for path in each.inputs))
    answer = Answer(OK, inputs=inputs, missing=tuple(path for each in found.configs for path in each.missing))
    refuse_inputs(parser, options.reporting, inputs)
    told = tell(found.findings, sources.read_line, options.reporting)
    if told.is_failing:
        return answer._replace(code=FINDINGS, files=told.files)
    if options.changed is None:
        _print(found, options.form)
    else:
        _print_reached(found, options.changed, options.form)
    return answer._replace(files=told.files)


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("deps")
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help=(
            "config files; - is standard input, and a folder stands for every *.bzl below it (default: the configs of"
            " configlang.toml, else this folder)"
        ),
    )
    parser.add_argument(
        "--reverse",
        action="store_true",
        help="tell which configs a change of each FILE reaches; a folder among them says where to look for configs",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--dot", action="store_true", help="print a graph for Graphviz")
    add_root(parser)
    add_timeout(parser)
    add_memory_limit(parser)
    add_reporting(parser)
    add_cache(parser)
    return parser


def parse(parser: Parser, words: Sequence[str]) -> Options:
    """Return what words ask for; wrong usage ends the process."""
    found = parser.take(words)
    if found.json and found.dot:
        parser.error("--json and --dot are two forms; name one")
    paths, changed = found.files, None
    if found.reverse:
        paths = [path for path in found.files if looks.isdir(path)]
        changed = [path for path in found.files if path not in paths]
        if not changed:
            parser.error("--reverse needs a FILE whose change is asked about")
    from configlang.graph.reading import Choices

    limits = limits_of(found.timeout, found.memory_limit)
    return Options(
        paths=paths,
        changed=changed,
        form="json" if found.json else "dot" if found.dot else "text",
        choices=Choices(found.root, found.follow_symlinks, limits),
        reporting=reporting(parser, found),
    )


def _refuse_empty(parser: Parser, paths: Sequence[str]) -> None:
    from configlang.project.folders import SUFFIX

    places = " or ".join(f"`{path}`" for path in paths or ["."])
    parser.error(f"there is no *{SUFFIX} file in {places}, nor in a folder below")


def _print(found: Dependencies, form: str) -> None:
    """Print what configs are made from."""
    from configlang.cli.graphs import dot, tree
    from configlang.graph.model import configs_to_data

    if form == "json":
        _print_json({"configs": configs_to_data(found)})
    elif form == "dot":
        print_out(dot(found.configs))
    else:
        print_text("".join(map(tree, found.configs)))


def _print_reached(found: Dependencies, changed: Sequence[str], form: str) -> None:
    """Print which configs a change of some files reaches."""
    from configlang.cli.graphs import dot
    from configlang.graph.model import inputs_named

    if form == "text":
        print_text("".join(f"{config}\n" for config in found.reached_by(changed)))
        return
    named = {file: {each.file: inputs_named(each, file) for each in found.configs} for file in dict.fromkeys(changed)}
    if form == "dot":
        targets = {
            each.file: [name for by_config in named.values() for name in by_config[each.file]] for each in found.configs
        }
        print_out(dot([each for each in found.configs if targets[each.file]], targets))
        return
    _print_json(
        {
            "files": [
                {
                    "file": file,
                    "configs": [
                        {"file": each.file, "way": [*each.way_to(by_config[each.file][0])]}
                        for each in found.configs
                        if by_config[each.file]
                    ],
                }
                for file, by_config in named.items()
            ]
        }
    )


def _print_json(data: dict[str, Any]) -> None:
    import json

    print_out(json.dumps(data, indent=2) + "\n")
