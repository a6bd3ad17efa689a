"""
What the checker says of the claims in tests/truth/cases: every rule is there, so that all it says is pinned.

For each family of rules `claims/FAMILY.findings` has the findings that its claims are about, as people see them.
`pytest --update-goldens` writes these files anew, and then fails where one has changed: read the difference.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang import Evaluation, evaluate
from configlang.check.process.configs import check_process
from configlang.check.process.start import Start
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.findings.finding import Finding
from configlang.findings.render import to_text
from tests.golden.test_golden import GOLDEN, TARGET, read, write
from tests.package import TOLD, know
from tests.truth.claims import Claim, ProcessClaim, Told
from tests.truth.configs import ENVIRONMENTS, variables_of
from tests.truth.truth import GROUPS, Group

FOLDER = GOLDEN / "claims"
ELSEWHERE = {"bad-run-command"}
"""The codes that tell what the CPython says on which the tests run, in words of its own."""


def findings_of(claim: Told, python: str | None) -> Iterator[tuple[Finding, Evaluation]]:
    """Give what the checker finds of a claim's code, for a version or for all that the config is for."""
    if isinstance(claim, Claim):
        evaluation = evaluated("app.bzl", claim.text("bad"), claim, python)
        yield from ((finding, evaluation) for finding in evaluation.findings if finding.code == claim.code)
    if isinstance(claim, ProcessClaim):
        texts, names = claim.texts("bad"), ("first.bzl", "second.bzl", "third.bzl")
        # A config that is started twice is one file.
        files = [names[texts.index(text)] for text in texts]
        evaluations = {file: evaluated(file, text, claim, python) for file, text in zip(files, texts, strict=True)}
        starts = [make_start(file, evaluations[file]) for file in files]
        for finding in check_process(starts, claim.checked_for):
            if finding.code == claim.code:
                yield finding, evaluations[finding.span.file if finding.span else names[0]]


def make_start(file: str, evaluation: Evaluation) -> Start:
    """Return a start of the config that was made of a file."""
    assert evaluation.unchecked is not None, evaluation.findings
    return Start(config=evaluation.unchecked, origins=evaluation.origins, file=file)


def evaluated(name: str, text: str, claim: Told, python: str | None) -> Evaluation:
    """Evaluate a text of a claim as a file of the working folder."""
    Path(name).write_text(text, encoding="utf-8")
    target = claim.target if isinstance(claim, Claim) else None
    if isinstance(claim, Claim) and claim.build:
        python = f"{python or PYTHON_VERSIONS[-1]}{claim.build}"
    return evaluate(name, python=python, target=target or TARGET, outputs=(claim.output,), variables=variables_of(text))


def told(claim: Told) -> str:
    """Return what is said of a claim, for all versions at once where the config can be made without one."""
    newest = [str(version) for version in TOLD if claim.holds_for(version)][-1]
    found = [*findings_of(claim, None)] or [*findings_of(claim, newest)]
    assert found, claim.id
    shown = [to_text(finding, evaluation.read_line) for finding, evaluation in found]
    shown = [text.replace(str(ENVIRONMENTS), "/environments") for text in shown]
    return "\n".join([f"=== {claim.id}, for {claim.output}", *shown, ""])


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group.name)
def test_what_is_said_of_claims(
    group: Group, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """Every finding that a claim is about has its words, its place and its hint, to the character."""
    know(monkeypatch)
    monkeypatch.chdir(tmp_path)
    file = FOLDER / f"{group.name}.findings"

    actual = "\n".join(told(claim) for claim in group.claims if claim.code not in ELSEWHERE)

    expected = read(file)
    if pytestconfig.getoption("--update-goldens"):
        write(file, actual)
    assert expected == actual


def test_every_expected_file_is_of_a_family() -> None:
    """No expected text is left behind by a family that is gone."""
    assert {f"{group.name}.findings" for group in GROUPS} == {path.name for path in FOLDER.iterdir()}
