"""``configlang eval``: evaluate one config file and print or write outputs."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from typing import TYPE_CHECKING

from configlang.cli.files import compare, write_all
from configlang.cli.options import add_evaluation_options, evaluate_file, print_findings
from configlang.outputs import FORMATS, PACKED_SUFFIX, WITH_HEADER

if TYPE_CHECKING:
    from configlang.compiler import Evaluation
    from configlang.findings.finding import Finding
    from configlang.outputs.backend import EmitOptions


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "eval", help="evaluate a config file and print or write it", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("file", metavar="FILE", help="the config file; - is standard input")
    parser.add_argument(
        "--format", choices=FORMATS, help="the output on stdout or in the plain --output (default: json)"
    )
    parser.add_argument(
        "--output",
        metavar="[FORMAT=]PATH",
        action="append",
        default=[],
        help="write to PATH; FORMAT=PATH may be repeated, and all files are written or none",
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when an --output is not up to date")
    parser.add_argument("--full", action="store_true", help="json: write unset values too")
    add_evaluation_options(parser)
    parser.set_defaults(run=run, usage_error=parser.error)


def run(options: argparse.Namespace) -> int:
    """Evaluate, emit, then print, write or compare; return 1 when something is wrong or stale."""
    # Here and not above: `--version` and `--help` need none of it.
    from configlang.compiler import emit_files_with_findings, emit_with_findings

    outputs = _outputs(options)
    evaluation = evaluate_file(options.file, options, [name for name, _ in outputs])
    findings: list[Finding] = []
    printed: list[str] = []
    files: dict[str, str | bytes] = {}
    if (config := evaluation.config) is not None:
        for format_name, path in outputs:
            how = _emit_options(options, format_name, evaluation)
            made: dict[str, str | bytes] | None
            if path is None:
                text, refused = emit_with_findings(config, evaluation.origins, format_name, how)
                printed += [] if text is None else [text]
            else:
                made, refused = emit_files_with_findings(config, evaluation.origins, format_name, path, how)
                _add_files(options, files, made or {})
            findings += refused
    if print_findings(evaluation.findings_with(findings), evaluation.read_line, options.message_format):
        return 1
    if options.check:
        return _check(files)
    if problem := write_all(files):
        print(f"configlang: {problem}", file=sys.stderr)
        return 1
    for text in printed:
        sys.stdout.write(text)
    return 0


def _add_files(options: argparse.Namespace, files: dict[str, str | bytes], made: dict[str, str | bytes]) -> None:
    """Add the files of one output; files that come with the main one may clash with another output."""
    taken: dict[str, str | bytes | None] = {os.path.realpath(path): contents for path, contents in files.items()}
    taken[os.path.realpath(options.file)] = None
    for path, contents in made.items():
        # Two outputs of one name may share the packed resources.
        if taken.get(os.path.realpath(path), contents) != contents:
            options.usage_error(f"--output: `{path}` comes with another output; choose a name of its own")
    files.update(made)


def _outputs(options: argparse.Namespace) -> list[tuple[str, str | None]]:
    """Return the outputs as (format, path or None for stdout)."""
    outputs: list[tuple[str, str | None]] = []
    for text in options.output:
        head, equals, tail = text.partition("=")
        is_named = bool(equals) and head in FORMATS
        if equals and not is_named and head.replace("-", "").isalpha():
            # A misspelt format would become a file name. A file of such a name can be given as ./NAME.
            options.usage_error(f"--output: there is no format `{head}`; write ./{text} for a file of that name")
        outputs.append((head, tail) if is_named else (options.format or "json", text))
    if any(not path for _, path in outputs):
        options.usage_error("--output needs a path")
    for name, path in outputs:
        if name in WITH_HEADER and path and path.endswith(".h"):
            options.usage_error(f"--output: `{path}` is where the header goes; name the source file, as in config.c")
        if path and path.endswith(PACKED_SUFFIX):
            options.usage_error(f"--output: `{path}` comes with an output; name that, as in config.rs")
    paths = [os.path.realpath(path) for _, path in outputs if path]
    if len(set(paths)) != len(paths):
        options.usage_error("two --output options name one file")
    if os.path.realpath(options.file) in paths:
        options.usage_error("--output names the config file itself")
    if options.check and not outputs:
        options.usage_error("--check needs --output: there is nothing to compare with")
    return outputs or [(options.format or "json", None)]


def _emit_options(options: argparse.Namespace, format_name: str, evaluation: Evaluation) -> EmitOptions:
    """Name the config file and the command as seen from the root, so that the text is the same from every folder."""
    from configlang.outputs.backend import EmitOptions

    source = evaluation.source_label
    command = ["configlang", "eval", source, "--format", format_name]
    for name, value in options.variables:
        command += ["-D", f"{name}={value}"]
    if options.target is not None:
        command += ["--target", options.target]
    if options.python is not None:
        command += ["--python", options.python]
    if options.root is not None:
        command += ["--root", "."]
    if options.follow_symlinks:
        command.append("--follow-symlinks")
    return EmitOptions(source=source, command=shlex.join(command), is_full=options.full)


def _check(files: dict[str, str | bytes]) -> int:
    is_stale = False
    for path, contents in files.items():
        if difference := compare(path, contents):
            is_stale = True
            print(difference, file=sys.stderr)
    return int(is_stale)
