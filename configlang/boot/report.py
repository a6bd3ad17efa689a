"""Booted configs for people, for programs, and as findings."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from configlang.boot.process import name_of
from configlang.boot.record import Boot, Booted, Module
from configlang.evaluation import silence
from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.light.typed import Any
from configlang.schema.origins import to_finding

# As text

_NEEDS_HOME = ": starts only with a home from the host"

_LABEL = 12
"""The columns of the labels, in characters."""


def to_text(boot: Boot) -> str:
    """Return what came of one CPython as lines, the last one with a newline."""
    lines = [f"CPython {boot.python.full_version} ({boot.python.prefix}){_NEEDS_HOME if boot.is_home_needed else ''}"]
    for label, values in _rows(boot):
        for index, value in enumerate(values or ["none"]):
            lines.append(f"  {'' if index else label:{_LABEL}}{_shown(value)}")
    return "\n".join(lines) + "\n"


def exit_text(boot: Boot) -> str:
    """Return how the program of a boot has ended, as a line with its newline."""
    code = boot.exit_code
    ended = "it did not end" if code is None else f"exit code {code}" if code >= 0 else f"died of {name_of(code)}"
    return f"  {'program':{_LABEL}}{ended}\n"


def _rows(boot: Boot) -> Iterator[tuple[str, Sequence[str]]]:
    words = {"started": "yes", "failed": f"no: {boot.reason}", "skipped": f"left out: {boot.reason}"}
    yield "started", ["not by itself; with a home, yes" if boot.is_home_needed else words[boot.outcome]]
    if boot.is_home_needed:
        yield "home", [f"{boot.home}, which the host must pass: without it CPython does not find its library"]
    elif boot.home is not None:
        yield "home", [f"{boot.home}, from the host"]
    if boot.outcome != "started":
        return
    differing = [f"{each.field}: said {each.said}, got {each.got}" for each in boot.differences]
    yield "differs", differing or (["nothing"] if boot.configs else ["not known: this CPython does not tell"])
    away = f"the program stands elsewhere, and does not find itself: {boot.hindrance}" if boot.hindrance else None
    yield "origin", [boot.origin or "", *filter(None, [away])]
    sys = boot.sys
    yield from ((name, [str(sys[name])]) for name in ("executable", "prefix"))
    yield "argv", [json.dumps(sys["argv"])]
    yield "path", [str(each) for each in sys["path"]]
    yield "importers", [", ".join(sys["meta_path"]) or "none", *(f"hook {each}" for each in sys["path_hooks"])]
    yield "encodings", [_encodings(sys)]
    yield "flags", [", ".join(f"{name} {value}" for name, value in sys["flags"].items() if value) or "all are 0"]
    if boot.modules:
        given = ["(stand-ins are empty; --with gives the files with their init functions)"]
        is_missing = any(module.is_stand_in for module in boot.modules)
        yield "modules", [*map(_module, boot.modules), *(given if is_missing else [])]


def _encodings(sys: Any) -> str:  # noqa: ANN401 - what a foreign interpreter told
    parts = [f"files {_encoding(sys['filesystem_encoding'])}"]
    return ", ".join([*parts, *(f"{name} {_encoding(sys[name])}" for name in ("stdin", "stdout", "stderr"))])


def _encoding(pair: Sequence[str] | None) -> str:
    return "none" if pair is None else f"{pair[0]}/{pair[1]}"


def _module(module: Module) -> str:
    if module.error is not None:
        return f"{module.name}: not imported: {module.error}"
    return f"{module.name}: {'stand-in' if module.is_stand_in else module.origin}"


def _shown(text: str) -> str:
    """Return text without what could move a cursor."""
    return text if text.isprintable() else ascii(text)[1:-1]


def to_table(boots: Sequence[Boot]) -> str:
    """Return one line for each CPython, below a head."""
    rows = [("CPython", "started", "differs", "modules", "prefix"), *map(_summary, boots)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in rows
    )


def _summary(boot: Boot) -> tuple[str, str, str, str, str]:
    python = boot.python
    if boot.outcome != "started":
        return python.full_version, "left out" if boot.outcome == "skipped" else "no", "", "", python.prefix
    imported = sum(module.error is None for module in boot.modules)
    modules = f"{imported} of {len(boot.modules)}" if boot.modules else "none"
    return (
        python.full_version,
        "with home" if boot.is_home_needed else "yes",
        str(len(boot.differences)),
        modules,
        python.prefix,
    )


# As JSON


def to_json(boots: Iterable[Boot], format_name: str) -> str:
    """
    Return the one document of a run, with a newline at the end.

    ``{"format": ..., "boots": [...]}``, and each boot has the keys ``python`` (``version``, ``full_version``,
    ``executable``, ``prefix``, ``library``, ``is_shared``), ``outcome`` (``started``, ``failed``, ``skipped``),
    ``reason``, ``origin``, ``stands``, ``home``, ``differences`` (``field``, ``said``, ``got``), ``modules`` (``name``,
    ``kind``, ``imported``, ``stand_in``, ``origin``, ``loader``, ``error``), ``sys``, ``configs`` and ``exit_code``;
    what is not known is null, or empty.
    """
    return json.dumps({"format": format_name, "boots": [_data(boot) for boot in boots]}, indent=2) + "\n"


def _data(boot: Boot) -> dict[str, Any]:
    names = ("full_version", "executable", "prefix", "library", "is_shared")
    return {
        "python": {"version": str(boot.python.version), **{name: getattr(boot.python, name) for name in names}},
        "outcome": boot.outcome,
        "reason": boot.reason or None,
        "origin": boot.origin,
        "stands": None if boot.outcome != "started" else boot.hindrance is None,
        "home": boot.home,
        "differences": [{"field": each.field, "said": each.said, "got": each.got} for each in boot.differences],
        "modules": [
            {
                "name": module.name,
                "kind": "static" if module.is_static else "dynamic",
                "imported": module.error is None,
                "stand_in": module.is_stand_in,
                "origin": module.origin,
                "loader": module.loader,
                "error": module.error,
            }
            for module in boot.modules
        ],
        "sys": dict(boot.sys),
        "configs": {struct: dict(members) for struct, members in boot.configs.items()},
        "exit_code": boot.exit_code,
    }


# As findings


def findings_of(booted: Sequence[Booted]) -> list[Finding]:
    """Return what there is to say of a run; what several CPythons have in common is said once, and names them all."""
    where: dict[Problem, list[int]] = {}
    for index, each in enumerate(booted):
        for problem in each.boot.problems:
            where.setdefault(problem, []).append(index)
    found: list[Finding] = []
    for index, each in enumerate(booted):
        here = [
            to_finding(problem, each.run.origins, cpython=_names(booted[other].boot for other in indexes))
            for problem, indexes in where.items()
            if indexes[0] == index
        ]
        found += silence([*each.run.findings, *here], each.run.sources)
    return list(dict.fromkeys(found))


def _names(boots: Iterable[Boot]) -> str:
    return f"CPython {', '.join(dict.fromkeys(boot.python.full_version for boot in boots))}"
