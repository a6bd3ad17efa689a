"""
Rules against real interpreters: what a finding claims happens, in every CPython that it names, and in no other.

A case is a config with the problem and a near twin without it. Both are evaluated for each version, where the finding
must be reported for exactly those versions that the case names; both are started, through the C output and past the
checker, and the claim must hold for the one and not for the other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import attrs

from configlang import Evaluation, evaluate
from configlang.check import engine as registry
from configlang.cpython.targets import minor_of
from configlang.findings.finding import Finding
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.origins import Origins
from tests.hosts import programs
from tests.hosts.cpythons import ALL_VERSIONS, IS_EVERY, CPython
from tests.hosts.programs import Program, Run

VERSIONS = ALL_VERSIONS if IS_EVERY else ALL_VERSIONS[-1:]
"""The versions that the rules are held against: all in CI, else the newest."""


@attrs.frozen(kw_only=True)
class Case:
    """
    One claim.

    Attributes:
        code: The code of the finding.
        bad: The text of a config that has it.
        good: The text of a near twin that does not.
        claim: Tells of a run whether what the finding says has happened.
        ask: Python code that each run executes after its report; what it prints is the run's `stdout`.
        arguments: The command line behind the program's name.
        environment: Variables of the environment of both runs.
        home: Whether the host passes the CPython's prefix on as home.
        is_running: Whether the run function is called, so that what the config says runs.
        first: The first version that it holds for.
        last: The last version that it holds for.
        output: The output that the config is checked for; the runs are through C in any case.
        name: What tells it from others of its code.
    """

    code: str
    bad: str
    good: str
    claim: Callable[[Run], bool]
    ask: str | None = None
    arguments: tuple[str | bytes, ...] = ()
    environment: Mapping[str, str | bytes] = attrs.field(factory=dict)
    home: bool | str = True
    is_running: bool = False
    first: str = "3.8"
    last: str = "3.14"
    output: str = "c"
    name: str = ""

    @property
    def id(self) -> str:
        """What the test is called."""
        return f"{self.code}-{self.name}" if self.name else self.code

    def holds_for(self, version: str) -> bool:
        """Tell whether the finding belongs to a version."""
        return minor_of(self.first) <= minor_of(version) <= minor_of(self.last)


def evaluate_text(folder: Path, text: str, version: str, output: str) -> Evaluation:
    """Evaluate the text of a config for a version and an output."""
    file = folder / "truth.bzl"
    file.write_text(text, encoding="utf-8")
    return evaluate(file, python=version, outputs=(output,), variables=_variables(text))


def _variables(text: str) -> dict[str, str]:
    return {"folder": "/nowhere"} if 'variable("folder"' in text else {}


def unchecked(folder: Path, text: str, version: str) -> Config:
    """Return the config of a text whatever the checker has to say of it."""
    return _frozen(folder, text, version)[0]


def found(evaluation: Evaluation, code: str) -> list[Finding]:
    """Return the findings of a code."""
    return [finding for finding in evaluation.findings if finding.code == code]


def checked(folder: Path, text: str, version: str, output: str, code: str) -> list[Finding]:
    """Return the findings of a code in the text of a config, checked for a version and an output."""
    config, origins = _frozen(folder, text, version)
    return [finding for finding in registry.check(config, origins, BY_NAME[output]) if finding.code == code]


def _frozen(folder: Path, text: str, version: str) -> tuple[Config, Origins]:
    """Evaluate the text of a config for a version: once for all of them, where it does not ask which one it is."""
    if key := next((key for key in ((text, None), (text, version)) if key in _FROZEN), None):
        config, origins = _FROZEN[key]
        return attrs.evolve(config, python=version), origins
    asked = version if "TARGET" in text or "stdlib_paths" in text or "compatible_with" in text else None
    file = folder / "truth.bzl"
    file.write_text(text, encoding="utf-8")
    evaluation = evaluate(file, python=asked, outputs=("c",), variables=_variables(text))
    assert evaluation.unchecked is not None, evaluation.findings
    _FROZEN[text, asked] = evaluation.unchecked, evaluation.origins
    return attrs.evolve(evaluation.unchecked, python=version), evaluation.origins


_FROZEN: dict[tuple[str, str | None], tuple[Config, Origins]] = {}
"""Configs by their texts, and the version where that matters: there are hundreds of texts, tried on every CPython."""


def build(folder: Path, python: CPython, cases: Sequence[Case]) -> Program:
    """Build the program that starts both configs of every case: `bad_N` and `good_N`."""
    configs = {}
    for index, case in enumerate(cases):
        for kind, text in (("bad", case.bad), ("good", case.good)):
            configs[f"{kind}_{index}"] = (unchecked(folder, text, python.version), "c")
    return programs.build(folder, python, configs)


def run(program: Program, case: Case, kind: str, index: int) -> Run:
    """Start one of the configs of a case."""
    environment = dict(case.environment)
    if case.is_running:
        environment["RUN"] = "1"
    return program.run(f"{kind}_{index}", *case.arguments, home=case.home, code=case.ask, environment=environment)


def assert_true(program: Program, case: Case, index: int, folder: Path) -> None:
    """
    Assert that a case holds for the CPython of a program.

    Args:
        program: From `build`.
        case: The case.
        index: Its number there.
        folder: Where files may be written.
    """
    version = program.python.version
    holds = case.holds_for(version)
    bad = checked(folder, case.bad, version, case.output, case.code)
    good = checked(folder, case.good, version, case.output, case.code)
    assert bool(bad) is holds, f"{version}: {bad}"
    assert good == [], f"{version}: the twin has it too"
    runs = {kind: run(program, case, kind, index) for kind in ("bad", "good")}
    assert case.claim(runs["bad"]) is holds, f"{version}: {_tell(runs['bad'])}"
    assert not case.claim(runs["good"]), f"{version}: the twin does it too: {_tell(runs['good'])}"


def _tell(done: Run) -> str:
    return f"exit {done.code}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}\n{done.report}"


__all__ = ["VERSIONS", "Case", "assert_true", "build", "evaluate_text", "found", "run", "unchecked"]
