"""``configlang explain``: what a finding means, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from configlang.cli.command import FINDINGS, OK, Parser, print_error, print_out


def make_parser() -> Parser:
    """Return the parser of the command."""
    parser = Parser("configlang explain", __doc__)
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code in the brackets; without it all are listed")
    return parser


def run(words: Sequence[str]) -> int:
    """Print what the page of a code says, or the list of codes; return 1 for a code that is none."""
    return explain(make_parser().take(words).code)


def explain(code: str | None) -> int:
    """Print what is known of a code, or of None the list of codes."""
    from configlang.findings.catalogue import CATALOGUE
    from configlang.findings.page import read_page
    from configlang.findings.suggest import did_you_mean

    if code is None:
        width = max(map(len, CATALOGUE))
        print_out("".join(f"{each:{width}}  {known.title}\n" for each, known in CATALOGUE.items()))
        return OK
    if code not in CATALOGUE:
        hint = did_you_mean(code, CATALOGUE)
        print_error(f"configlang: there is no code `{code}`{f'; {hint}' if hint else ''}")
        return FINDINGS
    page = read_page(code)
    repaired = page.repaired.text if page.repaired else None
    lines = [f"{page.code} ({page.severity.value}): {page.title}", "", page.explanation.strip()]
    for title, text in (("Example", page.example.text), ("Repaired", repaired), ("Evidence", page.evidence)):
        if text:
            lines += ["", f"{title}:", "", *(f"    {line}".rstrip() for line in text.strip().split("\n"))]
    print_out("\n".join([*lines, ""]))
    return OK
