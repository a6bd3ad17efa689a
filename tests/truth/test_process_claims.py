"""What findings about several configs in one process claim is true, as programs that start them show."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts import cargo, process_program
from tests.hosts.boot import make_host
from tests.hosts.cpythons import require_cpython
from tests.hosts.process_program import ProcessProgram
from tests.truth.claims import KINDS, ProcessCase, ProcessEmbedded, ProcessSpecial, Told
from tests.truth.configs import unchecked
from tests.truth.truth import GROUPS
from tests.truth.versions import marks_of, versions_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

CLAIMS = tuple(claim for group in GROUPS for claim in group.claims)
CASES = tuple(claim for claim in CLAIMS if isinstance(claim, ProcessCase))
TEXTS = tuple(dict.fromkeys(text for case in CASES for kind in KINDS for text in case.texts(kind)))
"""The texts of all cases, in the order of the functions `config_N` that start them."""

Make = Callable[[str], ProcessProgram]


def claims_of(kind: type[Told], versions: Callable[[Told], tuple[str, ...]] = versions_of) -> list[object]:
    """Return each claim of a kind with each version that it is held against."""
    return [
        pytest.param(claim, version, id=f"{version}-{claim.id}", marks=marks_of(version))
        for claim in CLAIMS
        if isinstance(claim, kind)
        for version in versions(claim)
    ]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Make:
    """Return a function that builds, once, the program of a version with all the configs."""

    @cache
    def build(version: str) -> ProcessProgram:
        folder = tmp_path_factory.mktemp(f"process-{version}")
        configs = {f"config_{index}": unchecked(text, version) for index, text in enumerate(TEXTS)}
        return process_program.build(folder, require_cpython(version), "c", configs)

    return build


@pytest.mark.parametrize(("case", "version"), claims_of(ProcessCase))
def test_case_is_true(make: Make, case: ProcessCase, version: str) -> None:
    """What the finding says happens where the case holds, and nowhere else."""
    lines = {}
    for kind in KINDS:
        names = [f"config_{TEXTS.index(text)}" for text in case.texts(kind)]
        # Where there is one config alone, nothing is started in the place of a second.
        steps = [step for step in case.steps if "{1}" not in step or len(names) > 1]
        lines[kind] = make(version).do(*(step.replace("{0}", names[0]).replace("{1}", names[-1]) for step in steps))

    assert case.claim(lines["bad"]) is case.holds_for(Version(version)), lines
    assert not case.claim(lines["good"]), lines


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
@pytest.mark.parametrize(("claim", "version"), claims_of(ProcessEmbedded, lambda _: cargo.BOOTABLE))
def test_claim_is_true_of_pyembed(claim: ProcessEmbedded, version: str, tmp_path: Path) -> None:
    """What the finding says happens where the claim holds, and nowhere else."""
    lines = {}
    for kind, (first, second) in {"bad": claim.bad, "good": claim.good}.items():
        done = make_host(version, tmp_path).run(first, then=second, snippet=claim.snippet)
        lines[kind] = done.stdout.splitlines()

    assert claim.claim(lines["bad"]) is claim.holds_for(Version(version)), lines
    assert not claim.claim(lines["good"]), lines


@pytest.mark.parametrize(("claim", "version"), claims_of(ProcessSpecial))
def test_claim_is_true_of_its_host(claim: ProcessSpecial, version: str, tmp_path: Path) -> None:
    """What the finding says happens where the claim holds, and nowhere else."""
    happens = {}
    for kind in KINDS:
        (tmp_path / kind).mkdir()
        happens[kind] = claim.happens(require_cpython(version), tmp_path / kind, claim.texts(kind))

    assert {"bad": claim.holds_for(Version(version)), "good": False} == happens
