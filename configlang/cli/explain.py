"""``configlang explain``: what a finding, a field, a rule or a command means, without a network."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.cli.command import FINDINGS
from configlang.cli.parser import VERBS, Parser, hint, parser_of
from configlang.worker.protocol import Answer


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("explain")
    parser.add_argument(
        "name",
        metavar="NAME",
        nargs="?",
        help="a code (as in the brackets of a finding), a field of interpreter(), a rule or a command; all are listed"
        " without it",
    )
    return parser


def say(words: Sequence[str]) -> Answer:
    """Say what is known of a name, or all names; of a name of nothing, that is a finding."""
    return explain(make_parser().take(words).name)


def explain(name: str | None) -> Answer:
    """Say what is known of a name, or of None all names."""
    if name is None:
        return Answer.saying("\n".join(_everything()))
    # Each of these takes longer than all before.
    from configlang.findings.catalogue import CATALOGUE

    # As people copy it: a call, an argument with its rule, the brackets of a finding.
    plain = name.strip("[]`").removesuffix("()").removeprefix("interpreter.")
    if plain in CATALOGUE:
        return Answer.saying("\n".join(_code(plain)))
    if plain in VERBS:
        return Answer.saying(parser_of(plain).full().format_help())
    from configlang.schema.table import ARGUMENTS

    if plain in ARGUMENTS:
        return Answer.saying("\n".join(_field(plain)))
    from configlang.language.documented import documented

    rules = documented()
    if plain not in rules:
        unknown = f"configlang: {_unknown(plain, (*CATALOGUE, *ARGUMENTS, *rules, *VERBS))}\n"
        return Answer(FINDINGS, stderr=unknown.encode("utf-8", "backslashreplace"), looks=b"")
    return Answer.saying(f"{rules[plain].signature}\n\n{rules[plain].text}\n")


def _everything() -> Iterator[str]:
    from configlang.findings.catalogue import CATALOGUE
    from configlang.language.documented import documented
    from configlang.schema.table import ARGUMENTS

    rules = documented()
    width = max(map(len, (*CATALOGUE, *ARGUMENTS)))
    for title, texts in (
        ("Findings", {code: known.title for code, known in CATALOGUE.items()}),
        ("Fields of interpreter()", {name: field.doc.split(". ")[0].rstrip(".") for name, field in ARGUMENTS.items()}),
        ("Rules", {name: known.summary.rstrip(".") for name, known in rules.items()}),
        ("Commands", {verb: known.summary for verb, known in VERBS.items()}),
    ):
        yield f"{title}:"
        yield from (f"  {name:{width}}  {text}" for name, text in texts.items())
        yield ""


def _code(code: str) -> Iterator[str]:
    from configlang.findings.page import read_page

    page = read_page(code)
    yield f"{page.code} ({page.severity.value}): {page.title}"
    yield ""
    yield page.explanation.strip()
    repaired = page.repaired.text if page.repaired else None
    for title, text in (("Example", page.example.text), ("Repaired", repaired), ("Evidence", page.evidence)):
        if text:
            yield from ("", f"{title}:", "", *(f"    {line}".rstrip() for line in text.strip().split("\n")))
    yield ""


def _field(name: str) -> Iterator[str]:
    from configlang.schema.describe import facts_of, values_of
    from configlang.schema.table import ARGUMENTS

    field = ARGUMENTS[name]
    yield f"interpreter({name} = ...)"
    yield ""
    yield from _wrapped(field.doc)
    yield ""
    yield from (f"{label}: {text}" for label, text in facts_of(field))
    if field.choices:
        yield from ("", "Values:", "")
        _, *rows = values_of(field)
        yield from (f"    {value}  {text}" for value, text, *_ in rows)
    if field.traps:
        yield from ("", "Traps:", "")
        for trap in field.traps:
            yield from _wrapped(trap, "  - ")
    yield ""


def _wrapped(text: str, start: str = "") -> list[str]:
    import textwrap

    return textwrap.wrap(text, 100, initial_indent=start, subsequent_indent=" " * len(start), break_long_words=False)


def _unknown(name: str, known: Sequence[str]) -> str:
    """Say what could be meant by a name of nothing; that may be what CPython or pyembed calls a field."""
    from configlang.schema.arguments import unknown_field

    elsewhere = unknown_field(name)
    if elsewhere.hint and "`" in elsewhere.hint:
        return f"there is no `{name}` here; {elsewhere.hint}"
    return f"there is no finding, field, rule or command `{name}`{hint(name, known)}"
