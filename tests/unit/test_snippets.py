"""The Python that generated hosts run."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.outputs.host import python
from configlang.outputs.host.python import snippet

FOLDER = Path(python.__file__).parent
NAMES = sorted({path.stem for path in FOLDER.glob("*.py")} - {"__init__"})

names = pytest.mark.parametrize("name", NAMES)


@names
def test_all_of_the_code_is_written(name: str) -> None:
    """What is left out of a file is its docstring, comments and layout: to Python, the rest is the same."""
    tree = ast.parse((FOLDER / f"{name}.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)
    del tree.body[0]

    assert ast.dump(tree) == ast.dump(ast.parse(snippet(name)))


@names
@pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)
def test_every_cpython_reads_it(name: str, version: Version) -> None:
    """A snippet has the syntax of each CPython that hosts are made for."""
    ast.parse(snippet(name), feature_version=(3, version.minor))


@names
def test_nothing_but_newlines_needs_an_escape(name: str) -> None:
    """In a literal of C or Rust a snippet stands as it is: no double quote, no backslash, all of it ASCII."""
    assert set() == {char for char in snippet(name) if char in '"\\?' or not (char.isprintable() or char == "\n")}
    assert snippet(name).isascii()
