"""The pipeline: what its stages leave in the end, with the outputs that are made on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.compiler import Job, Wanted, compile_config
from configlang.evaluation import Evaluation
from configlang.findings.finding import Severity
from configlang.outputs.backend import Contents
from configlang.outputs.table import NO_FILE

TRIPLE = "x86_64-unknown-linux-gnu"


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def compiled(text: str, name: str, path: str | None = NO_FILE) -> tuple[Evaluation, dict[str, Contents]]:
    """Take a text through all stages for an output."""
    Path("app.bzl").write_text(text, encoding="utf-8")
    evaluation, (files,) = compile_config(Job(path="app.bzl", target=TRIPLE, outputs=(name,)), [Wanted(name, path)])
    return evaluation, files


def test_refusals_have_places() -> None:
    """What an output refuses is shown at the value that can't be said, and no file is made."""
    evaluation, files = compiled('filesystem_importer(paths = ["a"], mode = "append")\n', "rust")

    refused = [finding for finding in evaluation.findings if finding.code == "not-expressible"]
    assert {} == files
    assert [42] == [finding.span.start.column if finding.span else -1 for finding in refused]


def test_warning_of_an_output_comes_with_its_text() -> None:
    """What can be used, but not for all that the config says, is emitted with a warning."""
    evaluation, files = compiled('compatible_with(python = ">=3.11")', "rust")

    assert [NO_FILE] == list(files)
    assert Severity.WARNING in {
        finding.severity for finding in evaluation.findings if finding.code == "python-unsupported"
    }


def test_what_an_output_would_refuse_is_told_without_making_it() -> None:
    """Where only refusals are asked for, they are found, and nothing is made."""
    evaluation, files = compiled('compatible_with(python = ">=3.11")', "rust", path=None)

    assert {} == files
    assert "python-unsupported" in {finding.code for finding in evaluation.findings}


SILENCED = """\
# configlang: disable=python-unsupported
compatible_with(python = ">=3.11")
"""


@pytest.mark.parametrize("name", ["rust", "rust-expr"])
def test_warning_of_an_output_is_silenced(name: str) -> None:
    """A comment silences what an output has to say, as it does what the checker says."""
    evaluation, files = compiled(SILENCED, name)

    assert files
    assert set() == {finding.code for finding in evaluation.findings} & {"python-unsupported", "unused-suppression"}


@pytest.mark.parametrize("name", ["json", "c"])
def test_comment_for_another_output_is_not_unused(name: str) -> None:
    """Who checks a config for one output isn't told that a comment is of no use which another output needs."""
    evaluation, _ = compiled(SILENCED, name)

    assert "unused-suppression" not in {finding.code for finding in evaluation.findings}
