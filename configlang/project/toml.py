"""The project file, ``configlang.toml``: it marks the root, and sets limits."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from configlang.findings.finding import Finding
from configlang.findings.suggest import did_you_mean
from configlang.project.labels import ROOT_MARKER
from configlang.project.limits import Limits
from configlang.project.source import read_source

if TYPE_CHECKING:
    from configlang.project.document import Document

LIMITS: Mapping[str, type[int | float]] = {
    field.name: type(field.default) for field in attrs.fields(Limits) if field.default
}
"""The limits, and whether each is a whole number."""

KEYS: Mapping[str, Collection[str]] = {"limits": LIMITS}
"""All that a project file may hold: its tables, and the keys of each."""

_SIZE = 1
"""MiB; reading TOML takes a second for so much, and a thousand configs have room in it."""

_MAX_TOLD = 20
"""Keys that are told one by one where there is no such key; it is the same mistake."""


def read_limits(root: str) -> tuple[Limits, list[Finding]]:
    """
    Return the limits that the project file in a root folder sets; those of no file are the defaults.

    The findings have the codes ``bad-project-file`` and those of reading a file.
    """
    path = os.path.join(root, ROOT_MARKER)
    # No project file is the usual case, and reading TOML costs more than an evaluation. What is there and is no file
    # is not overlooked.
    if not os.path.lexists(path):
        return Limits(), []
    source = read_source(path, os.path.normpath(path), limit=_SIZE)
    if isinstance(source, Finding):
        return Limits(), [source]
    from configlang.project.document import read_document

    document = read_document(source)
    if isinstance(document, Finding):
        return Limits(), [document]
    findings = list(_unknown(document))
    given = document.values.get("limits", {})
    if not isinstance(given, Mapping):
        return Limits(), [*findings, _bad(document, ("limits",), "`limits` must be a table: [limits]")]
    limits, wrong = override(Limits(), given, document)
    return limits, [*findings, *wrong]


def _unknown(document: Document) -> Iterator[Finding]:
    """Report what stands outside of the tables that there are."""
    unknown = [name for name in document.values if name not in KEYS]
    for name in unknown[:_MAX_TOLD]:
        kind = "table" if _is_table(document.values[name]) else "key"
        homes = [table for table, keys in KEYS.items() if name in keys]
        hint = f"write it below [{homes[0]}]" if homes else did_you_mean(name, KEYS)
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
    return attrs.evolve(limits, **values), findings


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


def _bad(document: Document | None, path: tuple[str, ...], message: str, hint: str | None = None) -> Finding:
    span = None if document is None else document.span(*path)
    return Finding(code="bad-project-file", message=message, span=span, hint=hint)
