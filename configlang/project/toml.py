"""The project file, ``configlang.toml``: it marks the root, sets limits, and says what is made of configs."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.findings.finding import Finding, Span
from configlang.findings.suggest import did_you_mean
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple
from configlang.outputs.table import BY_NAME
from configlang.project.labels import ROOT_MARKER
from configlang.project.limits import Limits
from configlang.project.source import read_source

if TYPE_CHECKING:
    from configlang.project.document import Document, Path

LIMITS: Mapping[str, type[int | float]] = {
    field.name: type(field.default) for field in records.fields(Limits) if field.default
}
"""The limits, and whether each is a whole number."""

KEYS: Mapping[str, Collection[str]] = {"limits": LIMITS, "config": ("file", "outputs")}
"""All that a project file may hold: its tables, and the keys of each."""

_HEADS = {"limits": "[limits]", "config": "[[config]]"}
"""How each table begins."""

_SIZE = 1
"""MiB; reading TOML takes a second for so much, and a thousand configs have room in it."""

_MAX_TOLD = 20
"""Keys that are told one by one where there is no such key; it is the same mistake."""


class Project(NamedTuple):
    """
    What a project file says of a config.

    Attributes:
        limits: What an evaluation may use; where there is no file, the defaults.
        outputs: What is made of the config, by the names of the outputs, with the places of those.
        file: The project file as people know it; None where there is none.
    """

    limits: Limits = Limits()
    outputs: Mapping[str, Span] = {}
    file: str | None = None


def read_project(root: str, config: str | None) -> tuple[Project, list[Finding]]:
    """
    Return what the project file in a root folder says.

    The findings have the codes ``bad-project-file`` and those of reading a file.

    Args:
        root: The folder.
        config: The config file, None for standard input.
    """
    path = os.path.join(root, ROOT_MARKER)
    # No project file is the usual case, and reading TOML costs more than an evaluation. What is there and is no file
    # is not overlooked.
    if not looks.lexists(path):
        return Project(), []
    source = read_source(path, os.path.normpath(path), limit=_SIZE)
    if isinstance(source, Finding):
        return Project(), [source]
    from configlang.project.document import read_document

    document = read_document(source)
    if isinstance(document, Finding):
        return Project(), [document]
    findings = list(_unknown(document))
    outputs, wrong = _read_configs(document, root, config)
    findings += wrong
    given = document.values.get("limits", {})
    if not isinstance(given, Mapping):
        return Project(), [*findings, _bad(document, ("limits",), "`limits` must be a table: [limits]")]
    limits, wrong = override(Limits(), given, document)
    return Project(limits, outputs, source.name), [*findings, *wrong]


def _read_configs(document: Document, root: str, config: str | None) -> tuple[dict[str, Span], list[Finding]]:
    """Return what the tables ``[[config]]`` say of the outputs of a config, with the places."""
    tables = document.values.get("config", [])
    if not _is_table(tables) or isinstance(tables, Mapping):
        message = "`config` must be a list of tables: [[config]]"
        return {}, [_bad(document, ("config",), message)] if "config" in document.values else []
    outputs: dict[str, Span] = {}
    findings: list[Finding] = []
    wanted = None if config is None else looks.realpath(config)
    for index, table in enumerate(tables):
        here: Path = ("config", index)
        findings += _check_config(document, here, table)
        file = table.get("file")
        if not isinstance(file, str) or looks.realpath(os.path.join(root, file)) != wanted:
            continue
        listed = table.get("outputs", [])
        for number, name in enumerate(listed):
            if isinstance(name, str) and name in BY_NAME:
                key = name if isinstance(listed, Mapping) else number
                outputs.setdefault(name, document.span(*here, "outputs", key))
    return outputs, findings


def _check_config(document: Document, here: Path, table: Mapping[str, Any]) -> Iterator[Finding]:
    """Report what is wrong with a table ``[[config]]``."""
    for name in table:
        if name not in KEYS["config"]:
            hint = did_you_mean(name, KEYS["config"])
            yield _bad(document, (*here, name), f"a config has no key `{_cut(name)}`", hint)
    if not isinstance(table.get("file"), str):
        place = (*here, "file") if "file" in table else here
        yield _bad(document, place, '`file` must be the path of a config file below this folder, as in "app.bzl"')
    listed = table.get("outputs", [])
    if not isinstance(listed, (list, Mapping)):
        yield _bad(document, (*here, "outputs"), '`outputs` must be a list of names, as in ["c"], or a table of paths')
        return
    for number, name in enumerate(listed):
        place = (*here, "outputs", name if isinstance(listed, Mapping) else number)
        if not isinstance(name, str) or name not in BY_NAME:
            hint = did_you_mean(str(name), BY_NAME) or f"there are {', '.join(BY_NAME)}"
            yield _bad(document, place, f"`outputs`: there is no output {_show(name)}", hint)
        elif isinstance(listed, Mapping) and not isinstance(listed[name], str):
            yield _bad(document, place, f"`outputs`: {name} is {_show(listed[name])}; wanted is a path")


def _unknown(document: Document) -> Iterator[Finding]:
    """Report what stands outside of the tables that there are."""
    unknown = [name for name in document.values if name not in KEYS]
    for name in unknown[:_MAX_TOLD]:
        kind = "table" if _is_table(document.values[name]) else "key"
        homes = [table for table, keys in KEYS.items() if name in keys]
        hint = f"write it below {_HEADS[homes[0]]}" if homes else did_you_mean(name, KEYS)
        yield _bad(document, (name,), f"there is no {kind} `{_cut(name)}`", hint)
    yield from _rest(document, [(name,) for name in unknown])


def _is_table(value: object) -> bool:
    """Tell whether a value was written as a table or as a list of some."""
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(element, Mapping) for element in value)
    )


def override(
    limits: Limits, given: Mapping[str, Any], document: Document | None = None
) -> tuple[Limits, list[Finding]]:
    """
    Return limits with some of them replaced.

    Args:
        limits: The limits to start from.
        given: New values by name.
        document: The project file that has them in its table, or None.

    Returns:
        The limits, and findings about names that are none and values that are no positive numbers.
    """
    findings = []
    values: dict[str, Any] = {}
    unknown = [("limits", name) for name in given if name not in LIMITS]
    for path in unknown[:_MAX_TOLD]:
        name = path[-1]
        findings.append(_bad(document, path, f"there is no limit `{_cut(name)}`", did_you_mean(name, LIMITS)))
    findings += _rest(document, unknown)
    for name, kind in LIMITS.items():
        if name in given:
            value = given[name]
            if wanted := _wanted(value, kind):
                message = f"the limit `{name}` is {_show(value)}; wanted is {wanted}"
                findings.append(_bad(document, ("limits", name), message))
            else:
                values[name] = kind(value)
    return records.evolve(limits, **values), findings


_LARGEST = 1_000_000_000


def _wanted(value: object, kind: type) -> str | None:
    """Return what a limit must be that is something else; None where it is right."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return "a number above 0"
    if value > _LARGEST:
        return f"at most {_LARGEST:,}"
    # NaN is not above anything.
    if not value > 0:
        return "a number above 0"
    return "a whole number" if kind is int and not isinstance(value, int) else None


def _show(value: object) -> str:
    """Return a value in a few words."""
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, int) and abs(value) > _LARGEST:
        return "a number of more digits" if abs(value) > _LARGEST**2 else str(value)
    return _cut(repr(value) if isinstance(value, (str, int, float)) else str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 3] + "..."


_MAX_SHOWN = 60


def _rest(document: Document | None, unknown: Sequence[tuple[str, ...]]) -> Iterator[Finding]:
    """Count the unknown keys that were not told one by one."""
    if rest := unknown[_MAX_TOLD:]:
        yield _bad(document, rest[0], f"there are {len(rest)} further keys here that mean nothing")


def _bad(document: Document | None, path: Path, message: str, hint: str | None = None) -> Finding:
    span = None if document is None else document.span(*path)
    return Finding(code="bad-project-file", message=message, span=span, hint=hint)
