"""The words of a command line: which verbs there are, and what is said of words that are none of theirs."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from configlang.cache.answers import HELP
from configlang.cli.command import USAGE, print_error
from configlang.cli.words import Declared, WrongWordError, read
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple, NoReturn, cast

if TYPE_CHECKING:
    import argparse


class Verb(NamedTuple):
    """
    A command of the tool; its module in this package has its name, with ``_`` for ``-``.

    Attributes:
        summary: What it does, as an imperative without its end.
        examples: Command lines that show it, the simplest first; they run beside an ``app.bzl``.
        is_served: Whether a worker answers it; the others have one do a part of their work.
        is_said: Whether it only says what configlang itself knows, so that its answer is remembered.
        has_folder: Whether the worker has a folder for temporary files, which is gone when the command ends.
    """

    summary: str
    examples: tuple[str, ...]
    is_served: bool = True
    is_said: bool = False
    has_folder: bool = False


VERBS = {
    "eval": Verb(
        "evaluate a config file and print it, or write its outputs",
        (
            "configlang eval app.bzl --format json",
            "configlang eval app.bzl --output c=app.c --output json=app.json --python 3.12",
            "configlang eval app.bzl --output app.c --python 3.12 --check",
        ),
    ),
    "check": Verb(
        "check config files and write nothing",
        ("configlang check", "configlang check app.bzl --format c --python 3.12 --strict"),
    ),
    "generate": Verb(
        "make all outputs that configlang.toml lists, and write those that changed",
        ("configlang generate", "configlang generate --check"),
    ),
    "why": Verb(
        "tell where the value of a field comes from",
        (
            "configlang why app.bzl utf8_mode",
            "configlang why app.bzl --matrix",
            "configlang why app.bzl --format c --html why.html",
            "configlang why app.bzl --python 3.12 --json",
        ),
    ),
    "deps": Verb(
        "tell what configs are made from, or which of them a change reaches",
        ("configlang deps", "configlang deps app.bzl --json", "configlang deps --reverse app.bzl"),
    ),
    "diff": Verb(
        "tell what two configs differ in, by what they mean",
        (
            "configlang diff app.bzl",
            "configlang diff HEAD~1:app.bzl app.bzl --json",
            "configlang diff app.json app.bzl --python 3.12",
        ),
        has_folder=True,
    ),
    "boot": Verb(
        "start a config with a CPython of this machine and report what came up",
        ("configlang boot app.bzl", "configlang boot app.bzl --python 3.12 --run -- an argument"),
        is_served=False,
    ),
    "watch": Verb(
        "do a command again whenever something changes that it depends on",
        ("configlang watch", "configlang watch generate -- make", "configlang watch check app.bzl --format c"),
        is_served=False,
    ),
    "resources": Verb("list what a packed-resources file holds", ("configlang resources packed-resources",)),
    "new": Verb("write a small project that embeds Python", ("configlang new hello --host c",), is_served=False),
    "explain": Verb(
        "say what a finding, a field, a rule or a command means",
        ("configlang explain duplicate-extension", "configlang explain utf8_mode"),
        is_served=False,
        is_said=True,
    ),
    "cache": Verb(
        "tell which answers are remembered, or forget them",
        ("configlang cache info", "configlang cache clear"),
        is_served=False,
    ),
    "cmake-dir": Verb(
        "print the folder that CMake finds configlang in",
        ("configlang cmake-dir",),
        is_served=False,
    ),
    "completion": Verb(
        "print what completes this command in a shell",
        ("configlang completion bash",),
        is_served=False,
        is_said=True,
    ),
    "help": Verb("print this help, or that of a command", ("configlang help eval",), is_served=False, is_said=True),
}
"""By name; help for all of them needs none of their modules."""

_ELSEWHERE = {
    "build": "eval",
    "compile": "eval",
    "compare": "diff",
    "emit": "eval",
    "evaluate": "eval",
    "graph": "deps",
    "imports": "deps",
    "init": "new",
    "lint": "check",
    "print": "eval",
    "run": "boot",
    "show": "why",
    "start": "boot",
    "validate": "check",
    "verify": "check",
    "version": "--version",
}
"""What other tools call what a command does here."""


class Parser:
    """
    Reads the words of a verb: options may stand anywhere, and what is wrong is a line for each wrong word.

    It is declared as argparse has it. Words without a mistake are read here; argparse, which takes longer to come up
    than the words take to be read, is asked for all else: help, and what is wrong.
    """

    def __init__(self, verb: str, usage: str | None = None) -> None:
        """Make the parser of a verb."""
        self.prog = f"configlang {verb}"
        self._verb = verb
        self._usage = usage
        self._declared: list[Declared] = []

    def add_argument(self, *names: str, **meaning: Any) -> None:  # noqa: ANN401 - as argparse
        """Add an argument or an option, by what argparse takes."""
        self._declared.append(Declared(names, meaning))

    def add_choice(self, name: str, names: Collection[str], what: str, **meaning: Any) -> None:  # noqa: ANN401
        """Add an option, or an argument, that takes one of some names, each of which names such a thing."""
        self.add_argument(name, type=one_of(names, what), choices=names, **meaning)

    @property
    def names(self) -> tuple[str, ...]:
        """The options, as they are written, without those of the help that every verb has."""
        return tuple(name for declared in self._declared for name in declared.names if name[0] == "-")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words, and end."""
        refuse([message], self.prog)

    def take(self, words: Sequence[str]) -> Any:  # noqa: ANN401 - it has what is declared as attributes
        """Parse words, between which options may stand anywhere."""
        taken = read(self._declared, words)
        if taken is not None:
            return taken
        if wrong := list(self._unknown(words)):
            refuse(wrong, self.prog)
        return self.full().parse_intermixed_args(words)

    def full(self) -> argparse.ArgumentParser:
        """Return argparse's parser of the same: its help has no markup, and examples."""
        import argparse

        known = VERBS[self._verb]
        parser = argparse.ArgumentParser(
            prog=self.prog,
            description=f"{known.summary[0].upper()}{known.summary[1:]}.",
            epilog="\n  ".join(["examples:" if len(known.examples) > 1 else "example:", *known.examples]),
            formatter_class=argparse.RawDescriptionHelpFormatter,
            usage=self._usage,
            allow_abbrev=False,
        )
        parser.error = self.error  # type: ignore[method-assign]
        for declared in self._declared:
            meaning = dict(declared.meaning)
            if "type" in meaning:
                meaning["type"] = _for_argparse(meaning["type"])
            parser.add_argument(*declared.names, **meaning)
        return parser

    def _unknown(self, words: Sequence[str]) -> Iterator[str]:
        """Say of each word that looks like an option and is none what could be meant."""
        known = (*HELP, *self.names)
        for word in words:
            if word == "--":
                return
            name = word.partition("=")[0]
            if not _is_option(word) or name in known or (word[1] != "-" and word[:2] in known):
                continue
            others = [verb for verb in VERBS if verb != self._verb and name in options_of(verb)]
            if others:
                yield f"`{name}` is an option of {' and '.join(others)}, and {self._verb} has none of that name"
            else:
                yield f"{self._verb} has no option `{name}`{hint(name, known)}"


def _for_argparse(convert: Callable[[str], object]) -> Callable[[str], object]:
    """Return the same reader of a word, whose message about a wrong one argparse shows as it is."""
    from argparse import ArgumentTypeError

    def convert_or_say(word: str) -> object:
        try:
            return convert(word)
        except WrongWordError as error:
            raise ArgumentTypeError(str(error)) from None

    return convert_or_say


def options_of(verb: str) -> tuple[str, ...]:
    """Return the options of a verb."""
    return parser_of(verb).names


def module_of(verb: str) -> str:
    """Return the name of the module of a verb."""
    return f"configlang.cli.{verb.replace('-', '_')}"


def parser_of(verb: str) -> Parser:
    """Return the parser of a verb."""
    import importlib

    make: Callable[[], Parser] = importlib.import_module(module_of(verb)).make_parser
    return make()


def make_overview(parser_class: Callable[..., argparse.ArgumentParser] | None = None) -> argparse.ArgumentParser:
    """
    Return argparse's parser of the words before a command, whose help tells of all commands.

    Args:
        parser_class: Makes the parser of each command, by what ``add_parser`` takes; None where only the help counts.
    """
    import argparse

    parser = argparse.ArgumentParser(
        prog="configlang",
        description="Check the config of an embedded Python interpreter and compile it for its host.",
        epilog='"configlang help COMMAND" has the options of a command, and examples.',
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=16),
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version and exit")
    commands = parser.add_subparsers(
        metavar="COMMAND", parser_class=cast("type[argparse.ArgumentParser]", parser_class or argparse.ArgumentParser)
    )
    for name, verb in VERBS.items():
        commands.add_parser(name, help=verb.summary)
    return parser


def refuse_verb(word: str, rest: Sequence[str]) -> NoReturn:
    """Say what could be meant by a first word that is no verb, and end."""
    if _is_option(word):
        verbs = [verb for verb in VERBS if word.partition("=")[0] in options_of(verb)]
        likely = next((each for each in rest if each in VERBS), None)
        if verbs and (likely is None or likely in verbs):
            command = likely or verbs[0]
            refuse([f"options stand behind the command: write `configlang {command} ... {word}`"])
        refuse([f"there is no option `{word}`{hint(word, ('--help', '--version'))}"])
    if word.endswith(".bzl"):
        refuse([f"`{word}` is no command: write `configlang check {word}`, or eval, why or boot"])
    meant = _ELSEWHERE.get(word.lower())
    refuse([f"there is no command `{word}`{f'; did you mean `{meant}`?' if meant else hint(word, VERBS)}"])


def refuse(wrong: Sequence[str], prog: str = "configlang") -> NoReturn:
    """Say what is wrong with the words of a command line, and where to read on; end."""
    from configlang.findings.render import safe_lines

    print_error(safe_lines("\n".join([*(f"configlang: {each}" for each in wrong), f"Try `{prog} --help`."])))
    raise SystemExit(USAGE)


def hint(name: str, known: Collection[str]) -> str:
    """Return what is added to a message about an unknown name: the nearest known one, if any is near."""
    from configlang.findings.suggest import did_you_mean

    near = did_you_mean(name, known)
    return f"; {near}" if near else ""


def one_of(names: Collection[str], what: str) -> Callable[[str], str]:
    """Return what reads one of some names, each of which names such a thing."""

    def read(text: str) -> str:
        if text not in names:
            listed = ", ".join(names)
            near = hint(text, names) or f"; there are {listed}"
            raise WrongWordError(f"there is no {what} `{text}`{near}")
        return text

    return read


def _is_option(word: str) -> bool:
    """Tell whether a word is taken for an option, as argparse does."""
    return len(word) > 1 and word[0] == "-" and " " not in word and not word[1:].replace(".", "", 1).isdigit()
