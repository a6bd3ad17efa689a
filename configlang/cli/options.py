"""Options that several subcommands share, and how findings reach the terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from configlang.compiler import Evaluation
    from configlang.findings.finding import Finding
    from configlang.findings.render import ReadLine


def add_evaluation_options(parser: argparse.ArgumentParser) -> None:
    """Add the options that say how a config is evaluated."""
    parser.add_argument(
        "-D",
        dest="variables",
        metavar="NAME=VALUE",
        action="append",
        default=[],
        type=_variable,
        help="set a variable of the config; may be repeated",
    )
    parser.add_argument("--target", metavar="TRIPLE", help="the target triple (default: this machine's)")
    parser.add_argument("--python", metavar="VERSION", help="the CPython version, as in 3.11 (default: left open)")
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="where // labels start (default: the nearest folder upwards with configlang.toml, else the config's own)",
    )
    parser.add_argument(
        "--follow-symlinks", action="store_true", help="let loads leave the root through symbolic links"
    )
    parser.add_argument(
        "--message-format",
        choices=("text", "json", "sarif", "github"),
        default="text",
        help="how findings are printed (default: text)",
    )
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=_positive, help="how long one evaluation may take (default: 10)"
    )
    parser.add_argument(
        "--memory-limit",
        metavar="MIB",
        type=_positive_int,
        help="how much memory one evaluation may take (default: 1024)",
    )


def evaluate_file(path: str, options: argparse.Namespace, outputs: Collection[str]) -> Evaluation:
    """Evaluate one file with the options given, and check it for some outputs."""
    import attrs

    from configlang.compiler import evaluate
    from configlang.findings.finding import Finding, Severity, Span

    limits = {"timeout": options.timeout, "memory": options.memory_limit}
    evaluation = evaluate(
        path,
        variables=dict(options.variables),
        target=options.target,
        python=options.python,
        root=options.root,
        follow_symlinks=options.follow_symlinks,
        limits={name: value for name, value in limits.items() if value is not None},
        outputs=outputs,
    )
    if options.message_format == "text":
        for printed in evaluation.printed:
            print_error(f"{printed.file}:{printed.line + 1}: {printed.text}")
        return evaluation
    # A machine reads stderr, so what the config prints comes in the same form as everything else.
    notes = [
        Finding(
            code="printed",
            message=printed.text,
            span=Span.from_line(printed.file, printed.line),
            severity=Severity.INFO,
        )
        for printed in evaluation.printed
    ]
    return attrs.evolve(evaluation, findings=(*notes, *evaluation.findings))


def print_findings(findings: Iterable[Finding], read_line: ReadLine, message_format: str) -> bool:
    """
    Print the findings of a run to stderr; tell whether one is an error.

    Called once a run: a SARIF log is one document.
    """
    from configlang.findings.finding import has_errors
    from configlang.findings.render import summary, to_github, to_json, to_text

    found = list(findings)
    if message_format == "text":
        is_coloured = sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
        for finding in found:
            print_error(to_text(finding, read_line, is_coloured=is_coloured))
        if found:
            print_error(summary(found))
    elif message_format == "sarif":
        from configlang.findings.sarif import to_sarif

        print_error(to_sarif(found))
    else:
        to_line = to_json if message_format == "json" else to_github
        for finding in found:
            print_error(to_line(finding))
    return has_errors(found)


def print_error(text: str) -> None:
    """Print to stderr what its encoding can carry; anything else as escapes."""
    encoding = sys.stderr.encoding or "ascii"
    print(text.encode(encoding, "backslashreplace").decode(encoding), file=sys.stderr)


def _positive(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < _LARGEST:
        raise argparse.ArgumentTypeError(f"`{text}` is not a number above 0")
    return value


def _positive_int(text: str) -> int:
    value = _positive(text)
    if value != int(value):
        raise argparse.ArgumentTypeError(f"`{text}` is not a whole number")
    return int(value)


_LARGEST = 1_000_000_000


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not (name.isascii() and name.isidentifier()):
        raise argparse.ArgumentTypeError(f"`{text}` is not NAME=VALUE")
    return name, value
