"""Options that several commands share, as what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace

from configlang.cache.answers import OFF
from configlang.cli.parser import Parser
from configlang.cli.reporting import Reporting, add_reporting, reporting
from configlang.cli.words import WrongWordError
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.outputs.table import FORMATS

if TYPE_CHECKING:
    from configlang.compiler import Job


class EvaluationOptions(NamedTuple):
    """
    How a config is evaluated.

    Attributes:
        variables: What ``-D`` sets, by name.
        target: The target triple, or None.
        root: The folder that ``//`` labels start from, or None.
        is_following_symlinks: Whether loads may leave the root through symbolic links.
        memory: How much memory the evaluation may take, in MiB, or None.
        reporting: How findings are shown.
    """

    variables: dict[str, str]
    target: str | None
    root: str | None
    is_following_symlinks: bool
    memory: int | None
    reporting: Reporting

    def job(self, path: str, output: str | None = None, *, python: str | None, timeout: float | None = None) -> Job:
        """Return what the pipeline is to do with a file for an output and a CPython; None is what the config says."""
        from configlang.compiler import Job

        return Job(
            path=path,
            variables=self.variables,
            target=self.target,
            python=python,
            root=self.root,
            is_following_symlinks=self.is_following_symlinks,
            limits=limits_of(timeout, self.memory),
            outputs=() if output is None else (output,),
        )


def add_evaluation_options(parser: Parser) -> None:
    """Add the options that say how a config is evaluated, by whatever command."""
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
    add_root(parser)
    add_memory_limit(parser)
    add_reporting(parser)


def add_root(parser: Parser) -> None:
    """Add the options that say where loads lead."""
    parser.add_argument(
        "--root",
        metavar="DIR",
        help="where // labels start (default: the nearest folder upwards with configlang.toml, else the config's own)",
    )
    parser.add_argument(
        "--follow-symlinks", action="store_true", help="let loads leave the root through symbolic links"
    )


def add_cache(parser: Parser) -> None:
    """Add the option that no answer is remembered; whoever waits for the worker looks for it before it is parsed."""
    parser.add_argument(
        OFF, action="store_true", help="neither take an answer that is remembered nor remember this one"
    )


def add_memory_limit(parser: Parser) -> None:
    """Add the option of the memory that may be used."""
    parser.add_argument(
        "--memory-limit", metavar="MIB", type=_positive_int, help="how much memory this may take (default: 1024)"
    )


def add_timeout(parser: Parser) -> None:
    """Add the option of the processor time that may be used."""
    parser.add_argument(
        "--timeout", metavar="SECONDS", type=positive, help="how much processor time this may take (default: 10)"
    )


def limits_of(timeout: float | None, memory: int | None) -> dict[str, float]:
    """Return the limits that are given, by name."""
    given = {"timeout": timeout, "memory": memory}
    return {name: value for name, value in given.items() if value is not None}


def add_python(parser: Parser) -> None:
    """Add the options of the version that a config is evaluated for, and of the time which it may take."""
    parser.add_argument(
        "--python", metavar="VERSION", help="the CPython version, as in 3.11, 3.11.4 or 3.14t (default: left open)"
    )
    add_timeout(parser)


def add_format(parser: Parser, text: str) -> None:
    """Add the option that names one output."""
    parser.add_choice("--format", FORMATS, "format", help=text)


def evaluation_options(parser: Parser, words: SimpleNamespace) -> EvaluationOptions:
    """Return what the options of ``add_evaluation_options`` say."""
    return EvaluationOptions(
        variables=_once(parser, words.variables),
        target=words.target,
        root=words.root,
        is_following_symlinks=words.follow_symlinks,
        memory=words.memory_limit,
        reporting=reporting(parser, words),
    )


def _once(parser: Parser, variables: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return variables by name, each of which has one value."""
    found: dict[str, str] = {}
    for name, value in variables:
        if found.setdefault(name, value) != value:
            parser.error(f"-D: `{name}` is set twice, to `{found[name]}` and to `{value}`")
    return found


def positive(text: str) -> float:
    """Return a number of seconds or the like, above 0."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < _LARGEST:
        raise WrongWordError(f"`{text}` is not a number above 0")
    return value


def _positive_int(text: str) -> int:
    value = positive(text)
    if value != int(value):
        raise WrongWordError(f"`{text}` is not a whole number")
    return int(value)


_LARGEST = 1_000_000_000


def _variable(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals or not (name.isascii() and name.isidentifier()):
        raise WrongWordError(f"`{text}` is not NAME=VALUE")
    return name, value
