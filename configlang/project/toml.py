"""The project file, ``configlang.toml``: it marks the root, sets limits, and says what is made of which configs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.findings.finding import Finding, Span
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple
from configlang.project.checks import Checks
from configlang.project.labels import ROOT_MARKER
from configlang.project.limits import Limits
from configlang.project.source import Source, read_source

if TYPE_CHECKING:
    from configlang.project.document import Document
    from configlang.project.entries import Entry

_SIZE = 1
"""MiB; reading TOML takes a second for so much, and a thousand configs have room in it."""


class Project(NamedTuple):
    """
    What a project file says.

    Attributes:
        limits: What an evaluation may use; where there is no file, the defaults.
        checks: Which findings are told, and which fail.
        entries: The configs, each as it is evaluated in one way, in the order of the file.
        file: The project file as people know it; None where there is none.
    """

    limits: Limits = Limits()
    checks: Checks = Checks()
    entries: tuple[Entry, ...] = ()
    file: str | None = None


def read_project(root: str) -> tuple[Project, list[Finding]]:
    """
    Return what the project file in a root folder says.

    The findings have the codes ``bad-project-file``, ``required-version`` and those of reading a file.
    """
    path = os.path.join(root, ROOT_MARKER)
    # No project file is the usual case, and reading TOML costs more than an evaluation. What is there and is no file
    # is not overlooked.
    if not looks.lexists(path):
        return Project(), []
    source = read_source(path, os.path.normpath(path), limit=_SIZE)
    if isinstance(source, Finding):
        return Project(), [source]
    return _Last.read(source)


class _Last:
    """The project file that was read last: a thousand configs ask for the same, and the text says all of it."""

    text: str | None = None
    name = ""
    result: tuple[Project, list[Finding]] = Project(), []

    @classmethod
    def read(cls, source: Source) -> tuple[Project, list[Finding]]:
        """Return what a text says."""
        if source.text != cls.text or source.name != cls.name:
            cls.result = _read(source)
            cls.text, cls.name = source.text, source.name
        project, findings = cls.result
        return project, [*findings]


def _read(source: Source) -> tuple[Project, list[Finding]]:
    # Most projects have a file that only marks the root, or none.
    from configlang.project.checks import read_checks
    from configlang.project.document import read_document
    from configlang.project.keys import head
    from configlang.project.requirement import check_version
    from configlang.project.wrong import bad

    document = read_document(source)
    if isinstance(document, Finding):
        return Project(), [document]
    # What another version of configlang reads may be written in ways that this one doesn't know.
    if unfit := check_version(document):
        return Project(), [unfit]
    findings = list(_unknown(document))
    entries: list[Entry] = []
    if "config" in document.values:
        from configlang.project.entries import read_entries

        entries, wrong = read_entries(document)
        findings += wrong
    checks, limits = Checks(), Limits()
    for name in ("check", "limits"):
        given = document.values.get(name, {})
        if not isinstance(given, Mapping):
            findings.append(bad(document, (name,), f"`{name}` must be a table: {head(name)}"))
        elif name == "check":
            checks, wrong = read_checks(document, given)
            findings += wrong
        else:
            limits, wrong = override(limits, given, document)
            findings += wrong
    return Project(limits, checks, tuple(entries), source.name), findings


def _unknown(document: Document) -> Iterator[Finding]:
    """Report what stands outside of the tables that there are, and keys of theirs that mean nothing."""
    from configlang.findings.suggest import did_you_mean
    from configlang.project.keys import LISTS, TABLES, TOP, head
    from configlang.project.wrong import MAX_TOLD, bad, cut, rest

    known = (*TABLES, *TOP)
    unknown = [name for name in document.values if name not in known]
    for name in unknown[:MAX_TOLD]:
        kind = "table" if _is_table(document.values[name]) else "key"
        homes = [table for table, keys in TABLES.items() if name in keys]
        hint = f"write it below {head(homes[0])}" if homes else did_you_mean(name, known)
        yield bad(document, (name,), f"there is no {kind} `{cut(name)}`", hint)
    yield from rest(document, [(name,) for name in unknown])
    for table, keys in TABLES.items():
        given = document.values.get(table)
        # Limits have readers of their own, and so have tables of a list.
        if table in LISTS or table == "limits" or not isinstance(given, Mapping):
            continue
        names = [name for name in given if name not in keys]
        for name in names[:MAX_TOLD]:
            yield bad(document, (table, name), f"{head(table)} has no key `{cut(name)}`", did_you_mean(name, keys))
        yield from rest(document, [(table, name) for name in names])


def _is_table(value: object) -> bool:
    """Tell whether a value was written as a table or as a list of some."""
    return isinstance(value, Mapping) or (
        isinstance(value, list) and bool(value) and all(isinstance(element, Mapping) for element in value)
    )


# What it says of a config


def entries_of(project: Project, root: str, config: str | None) -> list[int]:
    """
    Return which entries of a project are of a config, as their indexes.

    Args:
        project: What its file says.
        root: The folder of that.
        config: The config file, None for standard input.
    """
    if config is None or not project.entries:
        return []
    real = looks.realpath(config)
    below = os.path.relpath(real, looks.realpath(root)).replace(os.sep, "/")
    indexes = [index for index, entry in enumerate(project.entries) if entry.file == below]
    # Links are rare, and asking for each costs more than comparing names.
    return indexes or [
        index
        for index, entry in enumerate(project.entries)
        if looks.realpath(os.path.join(root, *entry.file.split("/"))) == real
    ]


def place_of(root: str, path: str) -> str:
    """Return the name by which people know a file of the project."""
    place = os.path.normpath(os.path.join(root, *path.split("/")))
    return place if os.path.isabs(place) else os.path.relpath(place)


def listed_configs(root: str) -> list[str]:
    """
    Return the config files that a project file lists, each once, as they are named from the working folder.

    What is wrong with the project file is told where a config is read, which reads it too.

    Args:
        root: The folder of the project file.
    """
    project, _ = read_project(root)
    return [*dict.fromkeys(place_of(root, entry.file) for entry in project.entries)]


def outputs_of(entries: Sequence[Entry]) -> dict[str, Span]:
    """Return the names of the outputs that are made of some entries, with the places where they stand first."""
    outputs: dict[str, Span] = {}
    for entry in entries:
        for name, made in entry.outputs.items():
            outputs.setdefault(name, made.span)
    return outputs


# Limits


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
    if not given:
        return limits, []
    from configlang.findings.suggest import did_you_mean
    from configlang.project.keys import LIMITS
    from configlang.project.wrong import MAX_TOLD, bad, cut, rest, show

    findings = []
    values: dict[str, Any] = {}
    unknown = [("limits", name) for name in given if name not in LIMITS]
    for path in unknown[:MAX_TOLD]:
        name = path[-1]
        findings.append(bad(document, path, f"there is no limit `{cut(name)}`", did_you_mean(name, LIMITS)))
    findings += rest(document, unknown)
    for name, key in LIMITS.items():
        if name in given:
            value = given[name]
            kind = int if key.kind == "count" else float
            if wanted := _wanted(value, key.kind):
                message = f"the limit `{name}` is {show(value)}; wanted is {wanted}"
                findings.append(bad(document, ("limits", name), message))
            else:
                values[name] = kind(value)
    return records.evolve(limits, **values), findings


def _wanted(value: object, kind: str) -> str | None:
    """Return what a limit must be that is something else; None where it is right."""
    from configlang.project.keys import KINDS
    from configlang.project.wrong import LARGEST

    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return KINDS["number"]
    if value > LARGEST:
        return f"at most {LARGEST:,}"
    # NaN is not above anything.
    if not value > 0:
        return KINDS["number"]
    return "a whole number" if kind == "count" and not isinstance(value, int) else None
