"""
The keys of ``configlang.toml``, each written down once.

What reads the file, its JSON Schema and the reference page come from these tables.
"""

from __future__ import annotations

from collections.abc import Mapping

from configlang.light import records
from configlang.light.typed import NamedTuple
from configlang.project.limits import Limits


class Key(NamedTuple):
    """
    A key.

    Attributes:
        kind: What its value is, a key of ``KINDS``.
        doc: What it says, as a sentence without its end.
        example: A value, as it is written.
    """

    kind: str
    doc: str
    example: str


KINDS: Mapping[str, str] = {
    "text": "a text",
    "texts": "a list of texts",
    "flag": "true or false",
    "number": "a number above 0",
    "count": "a whole number above 0",
    "codes": "a list of codes of findings",
    "codes_by_path": "a table of lists of codes, by the pattern of a path",
    "values": "a table of texts, numbers, true and false",
    "lists": "a table of lists",
    "outputs": "a list of names of outputs, or a table of paths by those",
    "matrix": "a table",
}
"""What values are, by a name for each kind."""

LIMITS: Mapping[str, Key] = {
    each.name: Key("count" if isinstance(each.default, int) else "number", "", f"{each.default:g}")
    for each in records.fields(Limits)
    if isinstance(each.default, (int, float))
}
"""What each means, ``Limits`` says."""

CHECK: Mapping[str, Key] = {
    "strict": Key("flag", "Whether warnings fail as errors do", "true"),
    "select": Key("codes", "The warnings and infos that are told, where not all are", '["gil-option-ignored"]'),
    "ignore": Key("codes", "Warnings and infos that are not told", '["unused-host-value"]'),
    "per_file_ignores": Key(
        "codes_by_path",
        "Warnings and infos that are not told of files, by patterns of paths below this folder",
        '{ "legacy/*.bzl" = ["unused-host-value"] }',
    ),
}

MATRIX: Mapping[str, Key] = {
    "target": Key("texts", "Target triples", '["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]'),
    "python": Key("texts", "CPython versions", '["3.11", "3.12"]'),
    "variables": Key("lists", "Lists of values, by the name of the variable", '{ edition = ["free", "pro"] }'),
}

CONFIG: Mapping[str, Key] = {
    "file": Key("text", "The config file, as a path from this folder", '"app.bzl"'),
    "outputs": Key(
        "outputs",
        "What is made of it: names of outputs, or a table of the path that `generate` writes each to; in a path stand"
        " `{file}`, `{target}`, `{arch}`, `{os}`, `{env}`, `{python}` and `{NAME}` of a variable",
        '{ c = "gen/{target}/app.c", json = "gen/{target}/app.json" }',
    ),
    "target": Key("text", "The target triple that it is evaluated for", '"x86_64-unknown-linux-gnu"'),
    "python": Key("text", "The CPython version that it is evaluated for", '"3.11"'),
    "variables": Key("values", "Values of its variables, as `-D` sets them", "{ release = true }"),
    "matrix": Key(
        "matrix", "Lists of targets, versions and values of variables: the config stands for each combination", ""
    ),
}

TOP: Mapping[str, Key] = {
    "required_version": Key("text", "The versions of configlang that may read this file", '">=0.1"'),
}

TABLES: Mapping[str, Mapping[str, Key]] = {"limits": LIMITS, "check": CHECK, "config": CONFIG}
"""The tables, by name; each of ``LISTS`` may stand often."""

LISTS = ("config",)
"""The tables of which there may be many."""


def head(table: str) -> str:
    """Return how a table begins."""
    return f"[[{table}]]" if table in LISTS else f"[{table}]"
