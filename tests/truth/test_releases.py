"""
What holds for some patch releases of a minor alone, on other releases than the one that all tests are run on.

They are whatever else is installed on the machine, as its system's own; on most there is none, and nothing is run.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from configlang.boot import pythons
from configlang.cpython.versions import Version
from tests.hosts.cpythons import CPython
from tests.truth import truth
from tests.truth.claims import KINDS, Case, Claim, Special
from tests.truth.truth import GROUPS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


@cache
def installed() -> tuple[CPython, ...]:
    """Return all CPythons of this machine that a program can be built with, several of one minor too."""
    return tuple(to_cpython(python) for python in pythons.find_all() if python.can_be_embedded and python.is_shared)


def to_cpython(python: pythons.CPython) -> CPython:
    """Return a CPython that the command has found as the tests know one."""
    assert python.library is not None
    return CPython(
        version=str(python.version),
        full_version=str(python.release),
        prefix=Path(python.prefix),
        executable=Path(python.executable),
        include=Path(python.includes[0]),
        library=Path(python.library).parent,
        is_shared=python.is_shared,
    )


def bounds(claim: Claim) -> Iterator[Version]:
    """Give the patch releases that a claim begins or ends with."""
    for text in (claim.first, claim.last):
        if text is not None and Version(text).patch is not None:
            yield Version(text)


CLAIMS = [
    (group, claim)
    for group in GROUPS
    for claim in group.claims
    if isinstance(claim, (Case, Special)) and any(bounds(claim))
]


def test_there_are_such_claims() -> None:
    """The claims are told by their bounds: there are some, of both kinds that are run here."""
    assert {"malloc-stats-crash", "unfound-in-package"} == {claim.code for _, claim in CLAIMS}


@pytest.mark.parametrize(("group", "claim"), CLAIMS, ids=[claim.id for _, claim in CLAIMS])
def test_claim_is_true_of_every_release(group: truth.Group, claim: Case | Special, tmp_path: Path) -> None:
    """What the finding says happens in the releases that it names, and not in others of their minor."""
    minors = {version.minor for version in bounds(claim)}
    found = [python for python in installed() if python.release.minor in minors]
    if not found:
        pytest.skip("no release of those minors is here")
    for index, python in enumerate(found):
        folder = tmp_path / str(index)
        folder.mkdir()
        if isinstance(claim, Case):
            alone = truth.Group(name=group.name, claims=(claim,), lay_out=group.lay_out)
            truth.assert_true(truth.build(folder, python, alone), claim, 0)
            continue
        happens = {}
        for kind in KINDS:
            (folder / kind).mkdir()
            happens[kind] = claim.happens(python, folder / kind, claim.text(kind))
        assert {"bad": claim.holds_for(python.release), "good": False} == happens, python.full_version
