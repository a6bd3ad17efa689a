"""What the built-in rules say of themselves."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator

from configlang.language.rules import stdlib_folder
from configlang.light.typed import NamedTuple


class Documented(NamedTuple):
    """
    A function that config files can call.

    Attributes:
        signature: How it is called, with the types of its arguments and their defaults.
        text: All that is said of it.
    """

    signature: str
    text: str

    @property
    def summary(self) -> str:
        """The first line of what is said."""
        return self.text.partition("\n")[0]


def documented() -> dict[str, Documented]:
    """Return the public functions of the built-in files, by name."""
    folder = stdlib_folder()
    return {
        name: each
        for file in sorted(os.listdir(folder))
        if file not in _MADE and file.endswith(".bzl")
        for name, each in _functions(os.path.join(folder, file))
    }


_MADE = {"bound.bzl", "internal.bzl", "prelude.bzl", "types.bzl"}
"""Those that are made from the others, or that no config can load."""


def _functions(path: str) -> Iterator[tuple[str, Documented]]:
    with open(path, encoding="utf-8") as file:
        source = file.read()
    for node in ast.parse(source).body:
        text = ast.get_docstring(node) if isinstance(node, ast.FunctionDef) else None
        if isinstance(node, ast.FunctionDef) and text and not node.name.startswith("_"):
            head = source.splitlines()[node.lineno - 1 : node.body[0].lineno - 1]
            yield node.name, Documented("\n".join(head).removeprefix("def ").removesuffix(":"), text)
