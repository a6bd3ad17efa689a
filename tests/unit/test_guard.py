"""The guard lets through what the engine takes, and nothing that is nested more deeply than documented."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.findings.finding import Finding, Span
from configlang.language.engine import Engine
from configlang.language.guard import MAX_CLAUSES, MAX_DEPTH, MAX_OPERANDS, SAFE_LENGTH, guard
from configlang.language.rules import RESERVED
from configlang.project.source import Source

ROOT = Path(__file__).resolve().parents[2]
CORPUS = sorted(
    [
        *(ROOT / "stdlib_rules").glob("*.bzl"),
        *(ROOT / "docs/examples").rglob("*.bzl"),
        *(ROOT / "tests/golden/rules").rglob("*.bzl"),
        *(ROOT / "tests/mutation/configs").rglob("*.bzl"),
    ]
)
PADDING = "# a comment\n" * (SAFE_LENGTH // 10)
"""Makes a text long enough for the guard to look at it."""


def look(text: str) -> list[Finding]:
    """Return what the guard says of a text that is too long to be waved through."""
    return guard(Source("app.bzl", None, PADDING + text), RESERVED)


def parse(text: str) -> object:
    """Return the engine's tree of a text."""
    return Engine(200, lambda: None).parse("m0", text)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: str(path.relative_to(ROOT)))
def test_real_programs_pass(path: Path) -> None:
    """Every program of this repository that the engine parses is let through, however it is written."""
    assert look(path.read_text(encoding="utf-8")) == []


def test_all_programs_in_one_file_pass() -> None:
    """A long file of varied statements is no deep one."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in CORPUS if "\nload(" not in path.read_text())

    assert len(text) > SAFE_LENGTH
    assert look(text) == []


# Depth counts in levels of the tree: a bracket is one, an operator is one; the statement around takes a few.
SHAPES: dict[str, tuple[Callable[[int], str], int]] = {
    "list": (lambda n: f"x = {'[' * n}{']' * n}\n", 150),
    "dict": (lambda n: f"x = {'{1: ' * n}1{'}' * n}\n", 150),
    "call": (lambda n: f"x = {'str(' * n}1{')' * n}\n", 150),
    "plus": (lambda n: f"x = 1{' + 1' * n}\n", MAX_DEPTH - 20),
    "text": (lambda n: 'x = "a"' + ' + "some text that is longer"' * n + "\n", MAX_DEPTH - 20),
    "or": (lambda n: f"x = 1{' or 1' * n}\n", MAX_OPERANDS - 1),
    "clauses": (lambda n: f"x = [1 {'for a in [1] ' * n}]\n", MAX_CLAUSES),
    "elif": (lambda n: "if 1:\n  pass\n" + "elif 1:\n  pass\n" * n, 150),
    "if": (lambda n: "".join(f"{' ' * i}if 1:\n" for i in range(n)) + " " * n + "pass\n", 90),
    "def": (lambda n: "".join(f"{' ' * i}def f():\n" for i in range(n)) + " " * n + "pass\n", 90),
    "long list": (lambda n: f"x = [{'1, ' * n * 50}]\n", 200),
    "long dict": (lambda n: "x = {" + ", ".join(f'"key {i}": {i}' for i in range(n * 20)) + "}\n", 200),
    "arguments": (lambda n: f"x = dict({', '.join(f'a{i} = {i}' for i in range(n * 10))})\n", 200),
    "statements": (lambda n: "x = [1, (2, 3)]\n" * n * 10, 200),
}


@given(st.sampled_from(sorted(SHAPES)), st.floats(0, 1))
def test_what_is_within_the_limits_passes(shape: str, share: float) -> None:
    """Up to the documented depth each shape is let through, and the engine takes it."""
    make, limit = SHAPES[shape]
    text = make(max(1, int(limit * share)))

    assert look(text) == []
    assert parse(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        f"x = 1{' + 1' * (MAX_DEPTH + 50)}\n",
        f"x = 1{' or 1' * (MAX_OPERANDS + 1)}\n",
        f"x = [1 {'for a in [1] ' * (MAX_CLAUSES * 2)}]\n",
        f"x = {'[' * 1_200}{']' * 1_200}\n",
        "if 1:\n  pass\n" + "elif 1:\n  pass\n" * (MAX_DEPTH + 50),
    ],
    ids=["operators", "operands", "clauses", "brackets", "branches"],
)
def test_what_is_beyond_them_does_not(text: str) -> None:
    """Beyond the limits a text that is long enough to matter is refused, at its line."""
    (finding,) = look(text + "# more\n" * SAFE_LENGTH)

    assert finding.code == "too-deep"
    assert finding.span is not None
    assert finding.span.start.line >= PADDING.count("\n")


@pytest.mark.parametrize(
    ("text", "line", "column", "width"),
    [
        # CPython's parser gives up without a word of where.
        ("if 1:\n  pass\n" + "elif  1:\n  pass\n" * 10_000, 2, 0, 8),
        # It names a line.
        ("".join(f"{' ' * depth}if 1:\n" for depth in range(600)) + f"{' ' * 600}pass\n", 100, 100, 5),
        (f"x = {'[' * 1_200}{']' * 1_200}\n", 0, 0, 80),
        # It reads the text.
        (f"if 1:\n  x = [1 {'for a in [1] ' * (MAX_CLAUSES * 2)}]\n", 1, 2, 80),
        ("if 1:\n  pass\n" + "elif 1:\n  pass\n" * (MAX_DEPTH + 50), 996, 0, 7),
        # What comes first that deep is an operator, which has no line of its own.
        (f"x = {'not ' * (MAX_DEPTH + 50)}1\n", 0, 0, 80),
    ],
    ids=["branches", "indentation", "brackets", "clauses", "branches that are read", "operators"],
)
def test_refusal_names_its_line(text: str, line: int, column: int, width: int) -> None:
    """Whatever tells that a text is too deep, the finding marks the line that is, without its indentation."""
    (finding,) = look("before = 1\n" + text)

    assert Span.from_line("app.bzl", PADDING.count("\n") + 1 + line, column, width) == finding.span


@given(st.text(st.sampled_from("\"'\\#[](){}\n ax=:")))
def test_brackets_in_texts_and_comments_do_not_count(text: str) -> None:
    """Whatever a text looks like, a short one between other statements is no deep one."""
    assert look(f"x = 1\n{text[:200]}\n") == []
