"""The catalogue of codes: complete, without leftovers, and with pages whose examples are true."""

from __future__ import annotations

import argparse
import ast
import codecs
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from configlang import calls
from configlang.check.engine import all_rules
from configlang.check.rule import Rule
from configlang.compiler import Job
from configlang.evaluation import Evaluation
from configlang.findings.catalogue import CATALOGUE
from configlang.findings.finding import Finding, Severity
from configlang.findings.page import Page
from configlang.outputs.table import FORMATS, OUTPUTS
from configlang.schema.table import ARGUMENTS, FIELDS
from configlang.worker.process import ask
from tests.code_pages import COMMANDS, CONFIGS, PAGES

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "configlang"

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NO_CODES = {
    "a command": {"cmake-dir"},
    "a word of prose": {"built-in", "free-threaded", "free-threaded-debug", "keyword-only", "stand-in"},
    "an allocator of CPython": {"pymalloc-debug"},
    "a key of pyvenv.cfg": {"include-system-site-packages"},
    "of the engine's linter": {"ident-as-statement", "missing-return-expression"},
    "commands of git": {"cat-file", "ls-tree", "rev-parse"},
}
"""Words that look like codes, by what they are instead; names of outputs, values of fields and encodings aside."""


NAMED = re.compile(
    r"(?:configlang explain |# configlang: disable=|\bfindings/(?=[a-z0-9-]+\.md)|\b(?:error|warning|info)\[)"
    r"([a-z][a-z0-9_,-]*)"
)
"""Codes where people are told of them."""


def nodes() -> Iterator[ast.AST]:
    """Give the nodes of every syntax tree of the program, but for the index of its codes and the facts of CPython."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path != PACKAGE / "findings" / "catalogue.py" and PACKAGE / "cpython" not in path.parents:
            yield from ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def texts(given: Iterable[ast.AST | None]) -> set[str]:
    """Return the constant texts among some nodes."""
    return {node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def is_encoding(word: str) -> bool:
    """Tell whether Python has an encoding of this name."""
    try:
        codecs.lookup(word)
    except LookupError:
        return False
    return True


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts below a folder, each to its path."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def findings_of(folder: Path, options: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what there is to say of ``app.bzl`` in a folder, with options as they are given on the command line."""
    parser = argparse.ArgumentParser()
    for name in ("--target", "--python", "--format"):
        parser.add_argument(name)
    parser.add_argument("--timeout", type=float)
    parser.add_argument("-D", action="append", default=[], dest="variables")
    given = parser.parse_args(options)
    output = given.format or "json"
    job = Job(
        path=str(folder / "app.bzl"),
        variables=dict(text.split("=", 1) for text in given.variables),
        target=given.target,
        python=given.python,
        limits={} if given.timeout is None else {"timeout": given.timeout},
        outputs=(output,),
    )
    return Evaluation.from_answer(ask(calls.evaluate(job, is_refusing=True))).findings


def test_whatever_looks_like_a_code_has_a_page() -> None:
    """A code is written with hyphens: such a word in the program has a page, or is known as something else."""
    words = {text for text in texts(nodes()) if CODE.fullmatch(text) and "-" in text}
    values = {choice.value for field in FIELDS for choice in field.choices}
    known = set().union(*NO_CODES.values())

    assert set() == words - PAGES.keys() - {*FORMATS, *values, *known, *filter(is_encoding, words)}
    # No word is excused that is not there, and none that has become a code.
    assert set() == known - (words - PAGES.keys())


def test_every_code_of_one_word_has_a_page() -> None:
    """Where the program gives something as a code, it has a page however it is written."""
    given = texts(node.value for node in nodes() if isinstance(node, ast.keyword) and node.arg == "code")

    # Should findings be made in another way some day, this must not pass by seeing nothing.
    assert {"printed", "syntax"} <= given
    assert set() == given - PAGES.keys()


def test_every_page_is_of_a_code_in_the_source() -> None:
    """No page is left over from a code that nothing yields any more."""
    assert set() == PAGES.keys() - texts(nodes())


def test_every_code_that_people_are_told_of_has_a_page() -> None:
    """Links to the reference, commands and comments in documents, rules, pages and messages name codes that exist."""
    folders = ((PACKAGE, "*.py"), (PACKAGE, "*.md"), (ROOT / "docs", "*.md"), (ROOT / "stdlib_rules", "*.bzl"))
    paths = [ROOT / "README.md", *(path for folder, pattern in folders for path in folder.rglob(pattern))]
    named = {code for path in paths for codes in NAMED.findall(path.read_text("utf-8")) for code in codes.split(",")}

    # `explain` knows fields too. The one that does not exist is the example of a comment that names such a code.
    assert {"unsupported-python"} == named - PAGES.keys() - ARGUMENTS.keys()


def test_catalogue_is_sorted() -> None:
    """People find a code where the alphabet has it."""
    assert sorted(PAGES) == list(CATALOGUE)


@pytest.mark.parametrize("page", PAGES.values(), ids=lambda page: page.code)
def test_texts_have_their_form(page: Page) -> None:
    """A title is one without a full stop, an explanation one to three paragraphs."""
    assert not page.title.endswith(".")
    assert 1 <= page.explanation.count("\n\n") + 1 <= 3
    assert page.explanation.endswith(".\n")


@pytest.mark.parametrize("page", CONFIGS, ids=lambda page: page.code)
def test_example_yields_its_code(page: Page, tmp_path: Path) -> None:
    """The example of a page has the mistake that it is an example of, and its findings are no worse than that."""
    write_files(tmp_path, {**page.example.files, "app.bzl": page.example.text})

    findings = findings_of(tmp_path, page.example.options)

    assert page.code in {finding.code for finding in findings}
    assert page.severity in {finding.severity for finding in findings if finding.code == page.code}


@pytest.mark.parametrize("page", COMMANDS, ids=lambda page: page.code)
def test_command_yields_its_code(page: Page, tmp_path: Path) -> None:
    """The command of a page meets the mistake that it is an example of."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("the machine has no bash")
    functions = f'python3() {{ "{sys.executable}" "$@"; }}\nconfiglang() {{ python3 -m configlang "$@"; }}\n'
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}

    done = subprocess.run(
        [shell, "-c", functions + page.example.text],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

    assert re.search(rf"\b{page.code}\b", done.stderr)
    assert done.returncode == (1 if page.severity is Severity.ERROR else 0)


@pytest.mark.parametrize("page", CONFIGS, ids=lambda page: page.code)
def test_repaired_example_has_no_findings(page: Page, tmp_path: Path) -> None:
    """The repair of an example leaves nothing to say, not even a warning."""
    assert page.repaired is not None
    write_files(tmp_path, {**page.example.files, **page.repaired.files, "app.bzl": page.repaired.text})

    assert findings_of(tmp_path, page.repaired.options) == ()


# Who says it


def test_only_outputs_and_commands_are_said_to_say_something() -> None:
    """What a page names as the places where alone its code is said is an output or a command."""
    places = {*FORMATS, "boot", "check --process", "eval --check", "generate", "generate --check"}

    assert set() == {name for known in CATALOGUE.values() for name in known.only} - places


def test_rules_are_for_the_outputs_that_their_pages_name() -> None:
    """A code whose rules are all for some outputs alone is said by these, and its page tells it."""
    by_code: dict[str, list[Rule]] = {}
    for rule in all_rules():
        by_code.setdefault(rule.code, []).append(rule)
    for code, rules in by_code.items():
        is_for_some = all(rule.starters for rule in rules)
        starters = {starter for rule in rules for starter in rule.starters if is_for_some}
        assert CATALOGUE[code].only == tuple(output.name for output in OUTPUTS if output.starter in starters), code


def test_codes_of_a_process_are_said_by_its_check() -> None:
    """The codes of several configs in one process are those that its check alone says."""
    assert [code for code in CATALOGUE if code.startswith("process-")] == [
        code for code, known in CATALOGUE.items() if known.only == ("check --process",)
    ]
