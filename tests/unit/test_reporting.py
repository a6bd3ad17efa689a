"""How findings reach people and programs: beside what is printed, counted, strictly, in colours."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from configlang.cli.main import main
from configlang.cli.reporting import Reporting, is_coloured
from tests.unit.cli_helpers import TARGET, lay_configs

WARNED = 'interpreter(run_command = "0")\n'
"""A config with a warning and no error."""


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)
    Path("warned.bzl").write_text(WARNED)


@pytest.mark.parametrize("words", [["check", "warned.bzl"], ["eval", "warned.bzl", "--output", "json=a.json"]])
def test_strict_fails_where_there_are_warnings(words: list[str]) -> None:
    """Warnings fail with ``--strict`` and without it not; nothing is written then."""
    assert main([*words, *TARGET]) == 0
    Path("a.json").unlink(missing_ok=True)
    assert main([*words, *TARGET, "--strict"]) == 1
    assert not Path("a.json").exists()


def test_strict_lets_clean_configs_and_notes_pass() -> None:
    """A config without warnings is as good as before."""
    assert main(["check", "good.bzl", *TARGET, "--strict"]) == 0


def test_reports_are_written_beside_what_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """Each report holds what its form prints; the exit code is that of the findings."""
    forms = ("json", "sarif", "github", "text")
    told = {}
    for form in forms:
        assert main(["check", "bad.bzl", "warned.bzl", *TARGET, "--message-format", form]) == 1
        told[form] = capfd.readouterr().err
    words = [word for form in forms for word in ("--report", f"{form}=report.{form}")]

    assert main(["check", "bad.bzl", "warned.bzl", *TARGET, *words, "--color", "always"]) == 1
    assert "\x1b[" in capfd.readouterr().err
    for form in ("json", "sarif", "github"):
        assert told[form] == Path(f"report.{form}").read_text()
    assert Path("report.text").read_text() in told["text"]


def test_report_of_a_clean_run_is_there() -> None:
    """A CI that uploads a report finds one, also where nothing was found, and the outputs beside it."""
    words = ["--report", "json=a.json", "--report", "sarif=a.sarif", "--output", "c=app.c"]
    assert main(["eval", "good.bzl", *TARGET, "--python", "3.12", *words]) == 0
    assert Path("a.json").read_text() == ""
    assert json.loads(Path("a.sarif").read_text())["runs"][0]["results"] == []
    assert Path("app.c").exists()


def test_report_of_a_run_that_was_ended_is_there() -> None:
    """What a limit has ended has a report too."""
    Path("long.bzl").write_text("[0 for _ in range(1000000000)]\n")
    assert main(["check", "long.bzl", "--timeout", "0.2", "--report", "json=a.json"]) == 1
    assert [json.loads(line)["code"] for line in Path("a.json").read_text().splitlines()] == ["timeout"]


def test_drift_is_a_finding(capfd: pytest.CaptureFixture[str]) -> None:
    """A stale file is a finding at the file, in every form, whose hint is the command that mends it."""
    words = ["eval", "good.bzl", *TARGET, "--python", "3.12", "--output", "c=app.c"]
    assert main([*words, "--check", "--message-format", "json", "--report", "sarif=a.sarif"]) == 1
    found = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    assert [("stale", "app.c"), ("stale", "app.h")] == [(each["code"], each["file"]) for each in found]
    assert f"`configlang {' '.join(words)} --message-format json --report sarif=a.sarif` writes it" == found[0]["hint"]
    assert "stale" in Path("a.sarif").read_text()

    assert main(words) == 0
    assert main([*words, "--check"]) == 0


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("text", "`text` is not FORMAT=PATH"),
        ("text=", "`text=` is not FORMAT=PATH"),
        ("jsno=a", "there is no form of findings `jsno`; did you mean `json`?"),
        ("json=good.bzl", "`good.bzl` is read or written by this run"),
        ("json=./app.c", "`./app.c` is read or written by this run"),
    ],
)
def test_bad_reports_are_refused(word: str, told: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A report has a form and a path of its own."""
    assert main(["eval", "good.bzl", *TARGET, "--python", "3.12", "--output", "c=app.c", "--report", word]) == 2
    assert told in capfd.readouterr().err
    assert not Path("app.c").exists()


def test_two_reports_have_two_files(capfd: pytest.CaptureFixture[str]) -> None:
    """One file can't hold two reports."""
    assert main(["check", "good.bzl", "--report", "json=a", "--report", "text=./a"]) == 2
    assert "two --report options name one file" in capfd.readouterr().err


def test_statistics_count_by_code(capfd: pytest.CaptureFixture[str]) -> None:
    """Findings are counted by code, the most frequent first, instead of being printed; also as JSON."""
    Path("many.bzl").write_text("static_extension('ä')\nstatic_extension('ö')\ninterpreter(nope = 1)\n")
    assert main(["check", "many.bzl", *TARGET, "--statistics"]) == 1
    assert capfd.readouterr().err == "      2 error[bad-module-name]\n      1 error[unknown-field]\n"

    assert main(["check", "many.bzl", *TARGET, "--statistics", "--message-format", "json"]) == 1
    first, *_ = capfd.readouterr().err.splitlines()
    assert json.loads(first) == {"code": "bad-module-name", "severity": "error", "count": 2}

    assert main(["check", "many.bzl", "--statistics", "--message-format", "sarif"]) == 2


def test_colours_are_as_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked for goes before what the environment says."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert is_coloured("always")
    assert not is_coloured("never")
    assert not is_coloured("auto")


def test_what_was_told_comes_back() -> None:
    """How findings are shown goes to the process that waits as JSON, and back."""
    shown = Reporting("json", is_strict=True, reports=(("text", "a"),))
    assert shown == Reporting.from_data(json.loads(json.dumps(shown._asdict())))
    assert Reporting() == Reporting.from_data({})
