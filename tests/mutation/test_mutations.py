"""
Every typing mistake in every example is found, and found in the line that was mistyped.

``CONFIGLANG_ALL_MUTANTS=1`` tries every mutant, not a sample; ``-s`` prints the table of shares.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import attrs

from configlang.check.engine import check
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.findings.finding import Finding, has_errors
from configlang.language.runtime import Run
from configlang.language.task import Task
from configlang.language.variables import check_variables
from configlang.schema.config import Config
from configlang.schema.freeze import freeze
from tests.mutation.mutate import Mutant, mutants

ROOT = Path(__file__).parents[2]
CONFIGS = ROOT / "tests" / "mutation" / "configs"
TARGET = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
PYTHON = "3.11"
STEP = 1 if os.environ.get("CONFIGLANG_ALL_MUTANTS") == "1" else 2
"""Every how many mutants of a kind are tried, so that a run takes some seconds."""


@attrs.frozen
class Example:
    """A config: the folder that is its root, its name there, the file in which mistakes are made, and variables."""

    folder: Path
    main: str
    mistyped: str
    variables: dict[str, str | bool | int] = attrs.field(factory=dict)


EXAMPLES = [
    *(Example(path.parent, path.name, path.name, {"prefix": "/usr"} if path.parent.name == "app" else {})
      # The others need a target or a variable of their own.
      for path in sorted(ROOT.glob("docs/examples/**/*.bzl")) if path.parent.name in {"app", "readme"}),
    *(Example(CONFIGS, path.name, path.name) for path in sorted(CONFIGS.glob("*.bzl"))),
    *(Example(CONFIGS, "loading.bzl", f"lib/{path.name}") for path in sorted(CONFIGS.glob("lib/*.bzl"))),
]  # fmt: skip

SPREAD = {
    "swap-type-for-macro": "what a function without annotations takes is known where it uses the value",
    "swap-type-in-dict": "the dict becomes arguments at a call somewhere else, which is the place that is known",
}
"""Kinds whose mistake shows in another line only, with the reason; they count for the whole all the same."""
EXACT = ("misspell-", "upper-case-", "wrong-case", "swap-type", "out-of-range")
"""How the names of the kinds start that must be found in their very line, each one, but for those of ``SPREAD``."""


@attrs.define
class Tally:
    """
    What became of the mutants of one kind.

    Attributes:
        tried: How many there were.
        same: How many give the same config as before.
        other: Those that give another config.
        hits: How many have an error in the line that was mistyped.
        near: How many of the misses have one in the next line that is not empty.
        misses: Those that have none in their line, with what is blamed.
    """

    tried: int = 0
    same: int = 0
    other: list[str] = attrs.field(factory=list)
    hits: int = 0
    near: int = 0
    misses: list[str] = attrs.field(factory=list)


def evaluate_here(
    folder: Path, main: str, variables: dict[str, str | bool | int]
) -> tuple[Config | None, list[Finding]]:
    """Evaluate a config as `configlang.evaluate` does, but in this process, which is quicker by far."""
    target = attrs.asdict(TARGET)
    request = Task(
        path=str(folder / main), root=str(folder), variables=variables, target=target, python=Version(PYTHON)
    )
    run = Run(request, lambda: None, lambda _: None)
    run.evaluate()
    frozen = freeze(run.declarations, TARGET, Version(PYTHON))
    findings = [*run.findings, *(finding for each in run.evaluated for finding in each.findings)]
    has_failed = has_errors(findings)
    findings += frozen.findings
    if not has_failed:
        findings += check_variables(variables, run.evaluated, {})
    if frozen.config is not None and not has_errors(findings):
        findings += check(frozen.config, frozen.origins)
    return (None if has_errors(findings) else frozen.config), findings


def sample(text: str) -> Iterator[Mutant]:
    """Give every ``STEP``-th mutant of each kind."""
    counts: Counter[str] = Counter()
    for mutant in mutants(text):
        if counts[mutant.kind] % STEP == 0:
            yield mutant
        counts[mutant.kind] += 1


def judge(example: Example, folder: Path, mutant: Mutant, right: Config | None, tally: Tally) -> None:
    """Evaluate a mutant and note what became of it."""
    file = folder / example.mistyped
    file.write_text(mutant.text, encoding="utf-8")
    config, findings = evaluate_here(folder, example.main, example.variables)
    errors = [finding for finding in findings if finding.is_error]
    shown = f"{example.mistyped}:{mutant.line + 1}: {mutant.text.splitlines()[mutant.line :][:1]}"
    tally.tried += 1
    if config is not None:
        if config == right:
            tally.same += 1
        else:
            tally.other.append(shown)
        return
    assert errors, shown
    found = {(finding.span.file, finding.span.start.line) for finding in errors if finding.span}
    if (str(file), mutant.line) in found:
        tally.hits += 1
        return
    lines = mutant.text.split("\n")
    following = next((n for n in range(mutant.line + 1, len(lines)) if lines[n].strip()), mutant.line)
    tally.near += (str(file), following) in found
    blamed = "; ".join(
        f"{f.span.file.rpartition('/')[2]}:{f.span.start.line + 1}:{f.span.start.column + 1} [{f.code}] {f.message}"
        for f in errors
        if f.span
    )
    tally.misses.append(f"{shown} -> {blamed}")


def show(tallies: dict[str, Tally]) -> str:
    """Return the table of shares."""
    rows = [f"{'kind':26} {'tried':>6} {'same':>5} {'other':>5} {'wrong':>6} {'line':>6} {'next':>5} {'share':>7}"]
    for kind, tally in sorted(tallies.items()):
        wrong = tally.hits + len(tally.misses)
        rows.append(
            f"{kind:26} {tally.tried:6} {tally.same:5} {len(tally.other):5} {wrong:6} {tally.hits:6} {tally.near:5}"
            f" {tally.hits / wrong if wrong else 1:7.1%}"
        )
    return "\n".join(rows)


def total(tallies: dict[str, Tally]) -> Tally:
    """Return the sum of the tallies."""
    values = tallies.values()
    return Tally(
        tried=sum(tally.tried for tally in values),
        same=sum(tally.same for tally in values),
        other=[text for tally in values for text in tally.other],
        hits=sum(tally.hits for tally in values),
        near=sum(tally.near for tally in values),
        misses=[text for tally in values for text in tally.misses],
    )


def test_every_mistake_is_found_in_its_line(tmp_path: Path) -> None:
    """
    No mistake passes; misspellings and wrong types are found in their very line, of all others 95 in a hundred.

    A mutant that gives the same config (a comma dropped at the end of a list) is no mistake; none may give another.
    """
    tallies: dict[str, Tally] = defaultdict(Tally)
    for number, example in enumerate(EXAMPLES):
        folder = tmp_path / str(number)
        shutil.copytree(example.folder, folder, ignore=lambda _, names: {n for n in names if n in ("target", "src")})
        text = (folder / example.mistyped).read_text(encoding="utf-8")
        right, findings = evaluate_here(folder, example.main, example.variables)
        assert [] == findings
        for mutant in sample(text):
            judge(example, folder, mutant, right, tallies[mutant.kind])
        (folder / example.mistyped).write_text(text, encoding="utf-8")
    everything = total(tallies)
    sys.stdout.write(f"{show({**tallies, '(all)': everything})}\n")
    if STEP == 1:
        sys.stdout.writelines(f"{miss}\n" for miss in everything.misses)

    assert [] == everything.other
    assert [] == [
        miss
        for kind, tally in tallies.items()
        if kind.startswith(EXACT) and kind not in SPREAD
        for miss in tally.misses
    ]
    assert everything.hits >= 0.95 * (everything.hits + len(everything.misses))
    assert len(tallies) >= 15
