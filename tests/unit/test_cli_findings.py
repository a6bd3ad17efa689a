"""How the command tells what it finds: as lines of JSON, in colour, in other encodings."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from configlang.cli.main import main
from configlang.findings.links import page_url
from tests.unit.cli_helpers import TARGET, lay_configs, start


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)


# As JSON


def read_lines(text: str) -> list[dict[str, Any]]:
    """Return the objects of JSON lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_findings_as_json_lines(capfd: pytest.CaptureFixture[str]) -> None:
    """One object a line, with 1-based code points, an exclusive end, and absent parts left out."""
    Path("bad.bzl").write_text(
        "def outer():\n    static_extension('ä')\n\nouter()\nstatic_extension('b')\nstatic_extension('b')\n"
    )

    assert main(["check", "bad.bzl", "--message-format", "json"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    first, second = read_lines(err)
    assert first == {
        "code": "bad-module-name",
        "severity": "error",
        "message": '`name`: "ä" is not ASCII, and CPython finds a built-in module by an ASCII name only',
        "file": "bad.bzl",
        "range": {"start": {"line": 2, "column": 22}, "end": {"line": 2, "column": 25}},
        "stack": [{"file": "bad.bzl", "line": 4, "function": "the top level"}],
        "url": page_url("bad-module-name"),
    }
    assert second == {
        "code": "duplicate-extension",
        "severity": "error",
        "message": "the extension module `b` is declared a second time",
        "file": "bad.bzl",
        "range": {"start": {"line": 6, "column": 18}, "end": {"line": 6, "column": 21}},
        "related": [
            {
                "message": "first declared here",
                "file": "bad.bzl",
                "range": {"start": {"line": 5, "column": 18}, "end": {"line": 5, "column": 21}},
            }
        ],
        "url": page_url("duplicate-extension"),
    }


def test_finding_without_a_place_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong outside the files has neither file nor range."""
    assert main(["check", "good.bzl", "-D", "x=1", "--message-format", "json"]) == 1
    assert (read_lines(capfd.readouterr().err)) == [
        {
            "code": "unknown-variable",
            "severity": "error",
            "message": "`-D x`: the config has no variable of this name",
            "url": page_url("unknown-variable"),
        }
    ]


def test_no_findings_are_no_lines(capfd: pytest.CaptureFixture[str]) -> None:
    """A clean run prints no JSON, and no summary either."""
    assert main(["check", "good.bzl", "--message-format", "json"]) == 0
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("comment", ["", "# configlang: disable=empty-path\n"])
def test_printed_text_is_json_in_files_with_comments(comment: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Whether the file has comments for configlang makes no difference to what it prints."""
    Path("prints.bzl").write_text(f"{comment}interpreter()\nprint('hello')\n")

    assert main(["check", "prints.bzl", "--format", "json", "--message-format", "json"]) == 0
    assert [("printed", "hello")] == [
        (each["code"], each["message"])
        for each in read_lines(capfd.readouterr().err)
        if each["code"] != "unused-suppression"
    ]


def test_files_may_stand_on_both_sides_of_options(capfd: pytest.CaptureFixture[str]) -> None:
    """The order of words and options is the user's."""
    Path("bad.bzl").write_text("static_extension(1)\n")

    assert main(["check", "good.bzl", "--message-format", "json", "bad.bzl"]) == 1
    assert ["bad.bzl"] == [each["file"] for each in read_lines(capfd.readouterr().err)]


def test_printed_text_is_json_too(capfd: pytest.CaptureFixture[str]) -> None:
    """A machine that reads stderr finds nothing there that is no JSON."""
    Path("prints.bzl").write_text("interpreter()\nprint('a\\nb', 1)\n")

    assert main(["eval", "prints.bzl", "--message-format", "json"]) == 0
    (line,) = read_lines(capfd.readouterr().err)
    assert tuple(line[key] for key in ("code", "severity", "message", "file")) == (
        "printed",
        "info",
        "a\nb 1",
        "prints.bzl",
    )


def test_print_goes_to_stderr_with_its_place(capfd: pytest.CaptureFixture[str]) -> None:
    """What a config prints is no part of the result."""
    Path("prints.bzl").write_text("interpreter()\ndef f():\n    print('hello', [1], sep = ', ')\n\nf()\n")

    assert main(["eval", "prints.bzl", *TARGET]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("{")
    assert err == "prints.bzl:3: hello, [1]\n"


# In colours and encodings


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [({}, False), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_no_colour_outside_a_terminal(
    variables: dict[str, str],
    is_coloured: bool,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Escape codes never get into files and pipes."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    assert main(["check", "bad.bzl"]) == 1
    assert is_coloured is ("\x1b" in capfd.readouterr().err)


@pytest.mark.parametrize(("variable", "is_coloured"), [(None, True), ("NO_COLOR", False)])
def test_colour_on_a_terminal(
    variable: str | None,
    is_coloured: bool,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A terminal gets colours unless NO_COLOR forbids them."""
    monkeypatch.setenv("TERM", "xterm")
    if variable:
        monkeypatch.setenv(variable, "1")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)

    assert main(["check", "bad.bzl"]) == 1
    err = capfd.readouterr().err
    assert is_coloured is ("\x1b[1;31merror[wrong-type]\x1b[0m" in err)
    # The code is a link to its page there.
    assert is_coloured is (f"\x1b]8;;{page_url('wrong-type')}\x1b\\" in err)

    assert main(["check", "bad.bzl", "--color", "always"]) == 1
    assert "\x1b[1;31merror" in capfd.readouterr().err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: False)
    assert main(["check", "bad.bzl", "--color", "always"]) == 1
    assert "\x1b]8" not in capfd.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-16"])
def test_streams_are_utf8(encoding: str) -> None:
    """Whatever encoding Python is told to use, findings and results are UTF-8."""
    Path("bad.bzl").write_text("static_extension('ä')\n", encoding="utf-8")
    variables = {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    process = start("check", "bad.bzl", stderr=subprocess.PIPE, env=variables)

    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert "static_extension('ä')" in err.decode("utf-8")


HOSTILE = r"""
print("one\n::error::two\r::error::three\n  ::add-mask::x\n##[error]four\n##vso[task.complete]\x1b]0;title\x07\u202e")
fail("no\n::error::way\x1b[2J")
"""


@pytest.mark.parametrize("message_format", ["text", "json", "sarif", "github"])
def test_nothing_that_a_config_prints_is_a_command(message_format: str, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither a terminal nor a CI finds anything to obey in what a config says; GitHub's own commands are ours."""
    Path("hostile.bzl").write_text(HOSTILE, encoding="utf-8")

    assert main(["check", "hostile.bzl", "--message-format", message_format]) == 1
    err = capfd.readouterr().err
    assert set() == {char for char in err if not char.isprintable()} - {"\n"}
    starts = [line.lstrip()[:7] for line in err.split("\n") if line.lstrip().startswith("::")]
    assert (["::notic", "::error"] if message_format == "github" else []) == starts
    if message_format != "github":
        assert "##" not in err
