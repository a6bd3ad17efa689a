"""What findings claim is true, as hosts on pyembed and hosts of their own show."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts import cargo
from tests.hosts.boot import make_host
from tests.hosts.cpythons import require_cpython
from tests.truth.claims import KINDS, Claim, Embedded, Special
from tests.truth.truth import GROUPS
from tests.truth.versions import marks_of, versions_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


def claims_of(kind: type[Claim], versions: Callable[[Claim], tuple[str, ...]] = versions_of) -> list[object]:
    """Return each claim of a kind with each version that it is held against."""
    return [
        pytest.param(claim, version, id=f"{group.name}-{version}-{claim.id}", marks=marks_of(version))
        for group in GROUPS
        for claim in group.claims
        if isinstance(claim, kind)
        for version in versions(claim)
    ]


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
@pytest.mark.parametrize(("claim", "version"), claims_of(Embedded, lambda _: cargo.BOOTABLE))
def test_claim_is_true_of_pyembed(claim: Embedded, version: str, tmp_path: Path) -> None:
    """What the finding says happens where the claim holds, and nowhere else."""
    runs = {}
    for kind in KINDS:
        folder = tmp_path / kind
        folder.mkdir()
        text = claim.bad if kind == "bad" else claim.good
        done = make_host(version, folder).run(
            text,
            *claim.arguments,
            # A config that runs nothing reads its program from stdin, unless there is a snippet.
            snippet=None if "run_command" in text else claim.snippet,
            environment={name: value.replace("FOLDER", str(folder)) for name, value in claim.environment.items()},
            is_checked=False,
        )
        runs[kind] = done, folder

    assert claim.claim(*runs["bad"]) is claim.holds_for(Version(version)), runs["bad"]
    assert not claim.claim(*runs["good"]), runs["good"]


@pytest.mark.parametrize(("claim", "version"), claims_of(Special))
def test_claim_is_true_of_its_host(claim: Special, version: str, tmp_path: Path) -> None:
    """What the finding says happens where the claim holds, and nowhere else."""
    happens = {}
    for kind in KINDS:
        (tmp_path / kind).mkdir()
        happens[kind] = claim.happens(require_cpython(version), tmp_path / kind, claim.text(kind))

    assert {"bad": claim.holds_for(require_cpython(version).release), "good": False} == happens
