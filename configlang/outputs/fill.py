"""
The one filler of fragments and templates: texts in other languages, in which identifiers stand for what is filled in.

A placeholder is an identifier of those languages, so that their own formatters, linters and compilers read a fragment
as it stands: ``CL_`` and capitals, up to an underscore or the end of the word. In ``CL_PFX_check`` that is ``CL_PFX``.

One that has a line for itself stands for whole lines, of which there may be none. It is written as whatever the
language takes in that place: ``CL_STEPS;`` among statements, ``CL_ROWS,`` among what an array holds, ``CL_VALUE`` as
the last expression of a Rust function, ``#[CL_LINKS]`` over an item of Rust, ``CL_GUARDS! {}`` among items.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from configlang.light.patterns import pattern

# What begins with a literal is searched for ten times as fast as what begins with an anchor.
_PLACEHOLDER = pattern(r"CL_(?<!\wCL_)([A-Z0-9]+)(?![A-Za-z0-9])((?:\]|[;,]|! \{\})?\n)?")
_BEFORE = ("", "#[")
"""What stands before a placeholder that has a line for itself, but for indentation."""


@cache
def read(path: str) -> str:
    """Return the text of a file that holds a fragment or template; each is read once, when it is first asked for."""
    with open(path, encoding="utf-8") as file:
        return file.read()


def fill(fragment: str, values: Mapping[str, str]) -> str:
    """
    Return a fragment with values in the place of its placeholders, in one pass.

    What is filled in is never looked through again, so no text of a config can be taken for a placeholder as long as
    it comes as a value.

    Args:
        fragment: The text of a fragment or template.
        values: What to fill in, by the name of the placeholder without ``CL_``. In the place of a line it is lines,
            each with its indentation and newline, or nothing.

    Raises:
        KeyError: For a placeholder that has no value: a fault in the fragment or its user.
    """
    pieces, end = [], 0
    for match in _PLACEHOLDER.finditer(fragment):
        start, stop = match.start(), match.end(1)
        line = fragment.rfind("\n", 0, start) + 1
        if match[2] is not None and fragment[line:start].lstrip(" \t") in _BEFORE:
            start, stop = line, match.end()
        pieces += [fragment[end:start], values[match[1]]]
        end = stop
    return "".join([*pieces, fragment[end:]])
