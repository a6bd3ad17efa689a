"""The command line of `boot`: what is wrong usage, and what start-up costs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.cli.boot import make_parser, parse
from configlang.cli.main import main


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text("interpreter()\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["app.bzl", "more.bzl"],
        ["app.bzl", "--all", "--python", "3.12"],
        ["-", "--all"],
        ["-", "--run"],
        ["app.bzl", "--format", "rust"],
        ["app.bzl", "--timeout", "0"],
        ["app.bzl", "--timeout", "nan"],
        ["app.bzl", "--timeout", "soon"],
        ["app.bzl", "--with", "no-such.c"],
        ["app.bzl", "--with", "."],
        ["app.bzl", "--target", "x86_64-pc-windows-msvc"],
        ["app.bzl", "--pyth", "3.12"],
        ["app.bzl", "-D", "x"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong command line ends with 2, one line about it and one about help."""
    code = main(["boot", *arguments])
    out, err = capfd.readouterr()
    assert (2, "") == (code, out)
    assert re.fullmatch(r"configlang: .+\nTry `configlang( boot)? --help`\.\n", err)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], []),
        (["--"], []),
        (["--", "a", "--python", "x"], ["a", "--python", "x"]),
        (["--", "a", "--", "b"], ["a", "--", "b"]),
    ],
)
def test_arguments_of_the_program_stand_behind_two_hyphens(words: list[str], expected: list[str]) -> None:
    """Everything behind the first `--` goes to the program as it is."""
    options = parse(make_parser(), ["app.bzl", "--python", "3.12", *words])
    assert ("app.bzl", "3.12", tuple(expected)) == (options.file, options.python, options.arguments)


def test_options_of_an_evaluation_hold() -> None:
    """The options that say how a config is evaluated are those of the other commands; the time limit is boot's own."""
    words = ["app.bzl", "-D", "a=1", "--root", ".", "--message-format", "json", "--timeout", "5"]
    options = parse(make_parser(), words)
    evaluation = options.evaluation
    assert ({"a": "1"}, ".", "json") == (evaluation.variables, evaluation.root, evaluation.reporting.message_format)
    assert 5.0 == options.timeout


def test_help_is_a_result(capfd: pytest.CaptureFixture[str]) -> None:
    """Help names the arguments behind `--`, and says each option once."""
    code = main(["boot", "--help"])
    out = capfd.readouterr().out
    assert 0 == code
    assert out.startswith("usage: configlang boot FILE [options] [-- ARGUMENT...]")
    assert 1 == out.count("--python PYTHON")
    assert 1 == out.count("--timeout SECONDS")


def test_unknown_cpython_is_a_finding(capfd: pytest.CaptureFixture[str]) -> None:
    """A CPython that is not there ends with 1, and the document is written all the same."""
    assert 1 == main(["boot", "app.bzl", "--python", "/nowhere", "--json"])
    out, err = capfd.readouterr()
    assert '{\n  "format": "c",\n  "boots": []\n}\n' == out
    assert err.startswith("error[unknown-cpython]: `/nowhere`")
