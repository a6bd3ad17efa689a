"""The project file, ``configlang.toml``: it marks the root, and sets limits."""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

import attrs

from configlang.findings.finding import Finding, Span
from configlang.findings.suggest import did_you_mean
from configlang.project.labels import ROOT_MARKER
from configlang.project.limits import Limits
from configlang.project.source import Source, read_source


def read_limits(root: str) -> tuple[Limits, list[Finding]]:
    """
    Return the limits that the project file in a root folder sets; those of no file are the defaults.

    The findings have the codes ``bad-project-file`` and those of reading a file.
    """
    path = os.path.join(root, ROOT_MARKER)
    # No project file is the usual case, and reading TOML costs more than an evaluation.
    if not os.path.isfile(path):
        return Limits(), []
    source = read_source(path, os.path.normpath(path))
    if isinstance(source, Finding):
        return Limits(), [source]
    parsed = _parse(source)
    if isinstance(parsed, Finding):
        return Limits(), [parsed]
    given = parsed.get("limits", {})
    if not isinstance(given, dict):
        return Limits(), [_bad(source, "limits", "`limits` must be a table: [limits]")]
    return override(Limits(), given, source)


def override(limits: Limits, given: Mapping[str, object], source: Source | None = None) -> tuple[Limits, list[Finding]]:
    """
    Return limits with some of them replaced.

    Args:
        limits: The limits to start from.
        given: New values by name.
        source: The project file that they stand in, or None.

    Returns:
        The limits, and a finding for each name that is none and each value that is no positive number.
    """
    fields: dict[str, type[int | float]] = {
        field.name: type(field.default) for field in attrs.fields(Limits) if field.default
    }
    findings = []
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in fields:
            findings.append(_bad(source, name, f"there is no limit `{name}`", did_you_mean(name, fields)))
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= _LARGEST:
            findings.append(_bad(source, name, f"the limit `{name}` is {value!r}; wanted is a number above 0"))
        elif fields[name] is int and not isinstance(value, int):
            findings.append(_bad(source, name, f"the limit `{name}` is {value!r}; wanted is a whole number"))
        else:
            values[name] = fields[name](value)
    return attrs.evolve(limits, **values), findings


_LARGEST = 1_000_000_000


def _parse(source: Source) -> dict[str, Any] | Finding:
    import sys

    if sys.version_info >= (3, 11):
        import tomllib
    else:
        import tomli as tomllib
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        import re

        place = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        line, column = (int(place[1]) - 1, int(place[2]) - 1) if place else (0, 0)
        message = re.sub(r" \(at .*\)", "", str(error))
        return Finding(
            code="bad-project-file", message=f"not TOML: {message}", span=Span.from_line(source.name, line, column)
        )


def _bad(source: Source | None, key: str, message: str, hint: str | None = None) -> Finding:
    span = None
    if source is not None:
        span = Span.from_line(source.name, 0)
        for number, text in enumerate(source.text.split("\n")):
            if text.strip().lstrip("[").startswith(key):
                span = Span.from_line(source.name, number, text.index(key), len(key))
                break
    return Finding(code="bad-project-file", message=message, span=span, hint=hint)
