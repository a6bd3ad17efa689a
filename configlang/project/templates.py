"""The paths of outputs, which are templates: what stands in them for the target, the version and variables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from configlang.cpython.targets import parse_target
from configlang.findings.suggest import did_you_mean
from configlang.light.patterns import pattern
from configlang.project.wrong import cut

Value = str | bool | int
"""A value of a variable."""

_PLACEHOLDER = pattern(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")
_MISSING = "name the one that it is for in this table, or some in its matrix"


def filled(template: str, names: Mapping[str, str | None]) -> tuple[str, list[tuple[str, str | None]]]:
    """
    Return a path from its template.

    Args:
        template: The path, in which ``{NAME}`` stands for something, and two braces for one.
        names: What each name stands for; None where the config leaves that open.

    Returns:
        The path, and what is wrong with the template: messages with hints, each once.
    """
    wrong: list[tuple[str, str | None]] = []

    def fill(match: re.Match[str]) -> str:
        text: str = match[0]
        if text in {"{{", "}}"}:
            return text[0]
        inner = match[1]
        if inner is None:
            wrong.append((f"there is a single `{text}` in the path; write it twice where it is meant", None))
        elif inner not in names:
            known = ", ".join(f"{{{each}}}" for each in names)
            wrong.append((f"`{{{cut(inner)}}}` stands for nothing", did_you_mean(inner, names) or f"there are {known}"))
        elif names[inner] is None:
            wrong.append((f"`{{{inner}}}` stands for nothing: this config has no `{inner}`", _MISSING))
        else:
            return str(names[inner])
        return ""

    return _PLACEHOLDER.sub(fill, template), list(dict.fromkeys(wrong))


def names_of(
    file: str, target: str | None, python: str | None, variables: Mapping[str, Value]
) -> dict[str, str | None]:
    """Return what stands in the paths of an entry for each name; None for what the entry leaves open."""
    parts = parse_target(target) if target is not None else None
    return {name: shown_value(value) for name, value in variables.items()} | {
        "file": posixpath.splitext(posixpath.basename(file))[0],
        "target": target,
        "arch": None if parts is None else parts.arch,
        "os": None if parts is None else parts.os,
        "env": None if parts is None else parts.env,
        "python": python,
    }


def shown_value(value: Value) -> str:
    """Return the value of a variable as people write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
