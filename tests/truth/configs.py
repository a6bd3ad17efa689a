"""The configs of texts: evaluated, and also where the checker refuses them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from configlang import Evaluation, evaluate
from configlang.compiler import Compilation, Job, freeze, read, take_over
from configlang.compiler import evaluate as run_config
from configlang.findings.finding import Finding
from configlang.schema.config import Config
from configlang.schema.origins import Origins
from tests.hosts.cpythons import CPython

ENVIRONMENTS = Path(__file__).parent / "environments"
"""Virtual environments, as far as the checker looks at them."""


def evaluate_text(folder: Path, text: str, version: str, output: str) -> Evaluation:
    """Evaluate the text of a config for a version and an output."""
    file = folder / "truth.bzl"
    file.write_text(text, encoding="utf-8")
    return evaluate(file, python=version, outputs=(output,), variables=variables_of(text))


def variables_of(text: str) -> dict[str, str]:
    """Return values for the variables that a text asks for."""
    known = {"prefix": "/nowhere", "folder": "/nowhere", "environments": str(ENVIRONMENTS)}
    return {name: value for name, value in known.items() if f'variable("{name}"' in text}


def found(evaluation: Evaluation, code: str) -> list[Finding]:
    """Return the findings of a code."""
    return [finding for finding in evaluation.findings if finding.code == code]


def unchecked(text: str, version: str) -> Config:
    """Return the config of a text whatever the checker has to say of it."""
    return frozen(text, version)[0]


def frozen(text: str, version: str, target: str | None = None) -> tuple[Config, Origins]:
    """
    Return the config of a text, whatever the checker has to say of it, and where its values were declared.

    It is evaluated once for all versions, where it does not ask which one it is.
    """
    asked = version if "TARGET" in text or "stdlib_paths" in text or "compatible_with" in text else None
    config, origins = _evaluated(text, asked, target)
    return attrs.evolve(config, python=version), origins


@cache
def _evaluated(text: str, version: str | None, target: str | None) -> tuple[Config, Origins]:
    """Evaluate a text once: there are hundreds, tried on every CPython."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "truth.bzl")
        file.write_text(text, encoding="utf-8")
        run = Compilation(Job(str(file), variables=variables_of(text), target=target, python=version))
        task = read(run)
        assert task is not None, run.findings
        # Here and not in a worker, which takes ten times as long; and without the checks, which nobody asks for.
        take_over(run, run_config(task))
        freeze(run)
    assert run.unchecked is not None, run.findings
    return run.unchecked, run.origins


def for_all(text: str, target: str | None = None) -> tuple[Config, Origins]:
    """Return the same for all the versions at once that the config is for."""
    return _evaluated(text, None, target)


def in_folder(folder: Path, text: str, python: CPython) -> Config:
    """Return the config of a text whose variables name a CPython's prefix and a folder, whatever the checker says."""
    file = folder / "truth.bzl"
    file.write_text(text, encoding="utf-8")
    given = {"folder": str(folder), "prefix": str(python.prefix)}
    variables = {name: given.get(name, value) for name, value in variables_of(text).items()}
    config = evaluate(file, python=python.version, variables=variables).unchecked
    assert config is not None
    return config
