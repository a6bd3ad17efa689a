"""Isolation: each field that gives way to the environment is told by itself, and of the others nothing is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from configlang import evaluate
from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.truth import configs
from tests.truth.cases.isolation import SETTINGS, interpreter
from tests.truth.members import member


def test_each_overruled_field_is_named(tmp_path: Path) -> None:
    """Where several fields give way to the environment, each has a finding of its own, at its own place."""
    file = tmp_path / "app.bzl"
    file.write_text(interpreter(None, **SETTINGS), encoding="utf-8")

    findings = configs.found(evaluate(file), "environment-overrules")

    assert sorted(SETTINGS) == sorted(finding.message.split("`")[1].split(" = ")[0] for finding in findings)
    assert len(SETTINGS) == len({finding.span for finding in findings})


FREE = {
    "development_mode": ("False", "PYTHONDEVMODE", "dev_mode", 0),
    "fault_handler": ("False", "PYTHONFAULTHANDLER", "faulthandler", 0),
    "hash_seed": ("7", "PYTHONHASHSEED", "hash_seed", 7),
    "tracemalloc": ("False", "PYTHONTRACEMALLOC", "tracemalloc", 0),
    "pycache_prefix": ('"mine"', "PYTHONPYCACHEPREFIX", "pycache_prefix", "mine"),
}
"""Fields that keep their word: the value, the variable, the member and what it must be."""


@pytest.mark.skipif(sys.platform != "linux", reason="this program is built for Linux")
def test_other_fields_win_over_their_variables(python: CPython, tmp_path: Path) -> None:
    """The finding is silent about fields that beat the environment, and rightly so."""
    text = f"interpreter({', '.join(f'{name} = {row[0]}' for name, row in FREE.items())})"
    program = programs.build(tmp_path, python, {"free": (configs.unchecked(text, python.version), "c")})

    run = program.run("free", environment={variable: "1" for _, variable, _, _ in FREE.values()})

    told = configs.evaluate_text(tmp_path, text, python.version, "c")
    assert configs.found(told, "environment-overrules") == []
    assert {name: row[3] for name, row in FREE.items()} == {name: member(run, row[2]) for name, row in FREE.items()}
