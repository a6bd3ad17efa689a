"""The command as people start it, in a process of its own: exact words where a machine or a person relies on them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from configlang.findings.links import page_url

ROOT = Path(__file__).parents[2]
GOOD = "interpreter(set_missing_path_configuration = False, isolated = True)\n"


@pytest.fixture(autouse=True)
def _in_a_folder_with_a_config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work beside a config."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text(GOOD, encoding="utf-8")


def configlang(*words: str) -> subprocess.CompletedProcess[str]:
    """Run the command and wait for it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "configlang", *words]
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=100
    )


# Outputs that can't be meant


@pytest.mark.parametrize(
    ("outputs", "problem"),
    [
        # A misspelt format would be a strange file name.
        (
            ["rust-exprr=a.rs"],
            "--output: there is no format `rust-exprr`; write ./rust-exprr=a.rs for a file of that name",
        ),
        (["jso=a"], "--output: there is no format `jso`; write ./jso=a for a file of that name"),
        (["json="], "--output needs a path"),
        ([""], "--output needs a path"),
        # What comes with an output has the names that follow from that of its file.
        (["c=a.h"], "--output: `a.h` is where the header goes; name the source file, as in config.c"),
        (["c-initconfig=a.h"], "--output: `a.h` is where the header goes; name the source file, as in config.c"),
        (["c=a.c", "json=a.h"], "--output: `a.h` comes with another output; choose a name of its own"),
        (
            ["a.packed-resources"],
            "--output: `a.packed-resources` comes with an output; name that, as in config.rs",
        ),
        # One file may have several names.
        (["json=a", "yaml=./a"], "two --output options name one file"),
        (["json=a.json", "yaml=link"], "two --output options name one file"),
        (["app.bzl"], "--output names the config file itself"),
        (["./x/../app.bzl"], "--output names the config file itself"),
        (["config-link"], "--output names the config file itself"),
    ],
)
def test_outputs_that_cannot_be_meant(outputs: list[str], problem: str) -> None:
    """A path that would be written over another, or is not the one that was meant, is wrong usage; nothing is done."""
    Path("link").symlink_to("a.json")
    Path("config-link").symlink_to("app.bzl")
    Path("x").mkdir()
    before = {path.name for path in Path().iterdir()}

    done = configlang("eval", "app.bzl", *(word for output in outputs for word in ("--output", output)))

    assert (2, "") == (done.returncode, done.stdout)
    assert f"configlang: {problem}\nTry `configlang eval --help`.\n" == done.stderr
    assert before == {path.name for path in Path().iterdir()}
    assert GOOD == Path("app.bzl").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("output", "name", "beginning"),
    [
        # Nothing comes with these, so that any name is free.
        ("json=a.h", "a.h", "{"),
        ("rust=a.h", "a.h", "// "),
        # These are no misspelt formats.
        ("./rust-exprr=a", "rust-exprr=a", "{"),
        ("rust_expr=a", "rust_expr=a", "{"),
        ("a1=b", "a1=b", "{"),
        ("-=b", "-=b", "{"),
        ("rust-expr=a=b", "a=b", "// "),
    ],
)
def test_output_of_an_odd_name(output: str, name: str, beginning: str) -> None:
    """Whatever can be meant as a path is one."""
    done = configlang("eval", "app.bzl", f"--output={output}")

    assert (0, "") == (done.returncode, done.stdout)
    assert Path(name).read_text(encoding="utf-8").startswith(beginning)


# What a config prints


def test_what_is_printed_has_its_line() -> None:
    """What a config prints is told with its place, counted from 1, for people and for machines."""
    Path("app.bzl").write_text('\n\nprint("one")\nprint(\n    "two",\n)\n' + GOOD, encoding="utf-8")

    assert "app.bzl:3: one\napp.bzl:4: two\n" == configlang("eval", "app.bzl", "--format", "json").stderr
    lines = configlang("eval", "app.bzl", "--message-format", "json").stderr.splitlines()
    first = {
        "code": "printed",
        "severity": "info",
        "message": "one",
        "file": "app.bzl",
        "range": {"start": {"line": 3, "column": 1}, "end": {"line": 3, "column": 1}},
        "url": page_url("printed"),
    }
    assert first == json.loads(lines[0])
    assert {"line": 4, "column": 1} == json.loads(lines[1])["range"]["start"]
    assert 2 == len(lines)


# The table of all fields


@pytest.mark.parametrize(("length", "shown"), [(38, '"' + "a" * 38 + '"'), (39, '"' + "a" * 36 + "..."), (100, None)])
def test_table_cuts_long_values(length: int, shown: str | None) -> None:
    """A value of more than 40 characters is cut to that in the table of all fields, and stands there in full alone."""
    Path("app.bzl").write_text(f'interpreter(\n    home = "{"a" * length}",\n)\n', encoding="utf-8")

    rows = configlang("why", "app.bzl", "--format", "c").stdout.splitlines()

    (row,) = (row for row in rows if row.startswith("home "))
    width = max(len(row.split()[0]) for row in rows)
    shown = shown or '"' + "a" * 36 + "..."
    assert f"{'home':{width}}  {shown}  set at app.bzl:2:12 (relative-path)" == row
    alone = configlang("why", "app.bzl", "home", "--format", "c").stdout
    assert alone.startswith(f'home = "{"a" * length}"\n  set at app.bzl:2:12\n')
