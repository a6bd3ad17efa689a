"""What is written twice agrees: generated files with their sources, lists of names with what they list."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from configlang.language.rules import RESERVED
from configlang.schema.rules import RULES
from configlang.schema.table import ARGUMENTS
from tests import strategies

ROOT = Path(__file__).parents[2]
FILES = {path.name: path for path in sorted((ROOT / "stdlib_rules").glob("*.bzl"))}
# Starlark as these files have it is Python, as far as names and signatures go.
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in FILES.items()}
# Those of types.bzl are the same once more.
FUNCTIONS = {
    node.name: node
    for name, tree in TREES.items()
    if name != "types.bzl"
    for node in tree.body
    if isinstance(node, ast.FunctionDef)
}
PUBLIC = {name: function for name, function in FUNCTIONS.items() if not name.startswith("_")}


def loads_of(tree: ast.Module) -> list[str]:
    """Return the labels that a file loads."""
    return [
        ast.literal_eval(node.value.args[0])
        for node in tree.body
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Call)
        and isinstance(node.value.func, ast.Name)
        and node.value.func.id == "load"
    ]


def parameters(function: ast.FunctionDef) -> list[ast.arg]:
    """Return the parameters of a function in order."""
    each = function.args
    listed = [*each.posonlyargs, *each.args, each.vararg, *each.kwonlyargs, each.kwarg]
    return [arg for arg in listed if arg is not None]


def test_generated_files_are_up_to_date() -> None:
    """Whoever changes the field table or the page of a code runs the generator before they commit."""
    done = subprocess.run(
        [sys.executable, "tools/generate.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)


def test_random_configs_set_every_field() -> None:
    """The property tests draw each argument of ``interpreter``, so that no field goes untried."""
    assert list(ARGUMENTS) == [field.name for field in strategies.ARGUMENTS]


@pytest.mark.parametrize("name", PUBLIC)
def test_every_function_is_documented(name: str) -> None:
    """A docstring says what comes back where something does, and lists every parameter or, when it is short, none."""
    function = PUBLIC[name]
    text = ast.get_docstring(function)
    assert text is not None

    # A wrapped description is indented deeper, so that the names of the parameters stand alone at their level.
    described = re.findall(r"^    \**(\w+): ", text.partition("Args:")[2], re.MULTILINE)

    assert re.match(r"[A-Z][^\n]*\.$", text.split("\n")[0])
    assert described in ([], [arg.arg for arg in parameters(function)])
    returns = any(isinstance(node, ast.Return) and node.value is not None for node in ast.walk(function))
    assert returns == (text.startswith("Returns") or "Returns:" in text)


@pytest.mark.parametrize("name", RULES)
def test_every_rule_is_typed_and_fully_documented(name: str) -> None:
    """People's editors and the type checker know the type of every argument, and the reference page its meaning."""
    function = FUNCTIONS[name]
    text = ast.get_docstring(function) or ""

    assert [] == [arg.arg for arg in parameters(function) if arg.annotation is None]
    for arg in parameters(function):
        assert re.search(rf"^    {arg.arg}: ", text, re.MULTILINE), arg.arg


@pytest.mark.parametrize("name", FILES)
def test_every_file_says_what_it_is(name: str) -> None:
    """A file starts with a docstring, has no effects of its own, and leaves the reserved names alone."""
    tree = TREES[name]

    assert ast.get_docstring(tree)
    calls = [node for node in tree.body[1:] if isinstance(node, ast.Expr)]
    assert len(loads_of(tree)) == len(calls)
    assert RESERVED not in FILES[name].read_text(encoding="utf-8")


def test_native_functions_are_used_where_they_are_bound() -> None:
    """What hands values over to Python is named in two files alone, and in what is made of one of them."""
    users = {name for name, path in FILES.items() if "_native_" in path.read_text(encoding="utf-8")}

    assert {"bound.bzl", "inputs.bzl", "internal.bzl", "types.bzl"} == users
