"""Which helpers a generated file needs: those that its text names, those that these name in turn, and no other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from configlang.light.patterns import pattern

_APART = pattern(r'"[^"\\]*(?:\\.[^"\\]*)*"|\'(?:[^\'\\]|\\.)\'|//[^\n]*|/\*.*?\*/', re.DOTALL)
"""Literals and comments, as C and Rust have them."""


def code_of(text: str) -> str:
    """Return a text without literals and comments: what stands there names nothing, be it text of a config or ours."""
    return _APART.sub(" ", text)


def reach(helpers: Mapping[str, Callable[[], str]], texts: Iterable[str], pattern: re.Pattern[str]) -> dict[str, str]:
    """
    Return the texts of the helpers that are needed, by name and in the order of all helpers.

    Args:
        helpers: What gives the text of each helper, by the name that it defines; called for what is needed alone.
        texts: What is always there.
        pattern: What finds the names that code uses, as its one group. It may find others.
    """
    found: dict[str, str] = {}
    waiting = list(texts)
    while waiting:
        for name in pattern.findall(code_of(waiting.pop())):
            if name in helpers and name not in found:
                found[name] = helpers[name]()
                waiting.append(found[name])
    return {name: found[name] for name in helpers if name in found}
