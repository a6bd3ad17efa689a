"""``configlang explain``: what a finding means, and what to do about it."""

from __future__ import annotations

import argparse
import sys


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand."""
    parser = commands.add_parser(
        "explain", help="say what a finding means and what to do about it", description=__doc__, allow_abbrev=False
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="the code in the brackets; without it all are listed")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what the page of a code says, or the list of codes; return 1 for a code that is none."""
    from configlang.findings.catalogue import CATALOGUE
    from configlang.findings.page import read_page
    from configlang.findings.suggest import did_you_mean

    if options.code is None:
        width = max(map(len, CATALOGUE))
        for code, known in CATALOGUE.items():
            print(f"{code:{width}}  {known.title}")
        return 0
    if options.code not in CATALOGUE:
        hint = did_you_mean(options.code, CATALOGUE)
        print(f"configlang: there is no code `{options.code}`{f'; {hint}' if hint else ''}", file=sys.stderr)
        return 1
    page = read_page(options.code)
    repaired = page.repaired.text if page.repaired else None
    print(f"{page.code} ({page.severity.value}): {page.title}\n\n{page.explanation.strip()}")
    for title, text in (("Example", page.example.text), ("Repaired", repaired), ("Evidence", page.evidence)):
        if text:
            print(f"\n{title}:\n")
            print("\n".join(f"    {line}".rstrip() for line in text.strip().split("\n")))
    return 0
