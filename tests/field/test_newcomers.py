"""What people write in their first hour, and what has to be said to them: the mistake, where it is, and its cure."""

from __future__ import annotations

import json
import re
from pathlib import Path

import attrs
import pytest

from configlang.cli.main import main

README = """\
load("@stdlib//:paths.bzl", "stdlib_paths")
compatible_with(python = ">=3.11.4,<3.12")
interpreter(profile = "isolated", utf8_mode = True, run_module = "app")
static_extension("_speedups")
filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
"""
OXIDIZER = """\
def make_exe():
    dist = default_python_distribution()
    return dist.to_python_executable(name = "app", config = dist.make_python_interpreter_config())
register_target("exe", make_exe)
resolve_targets()
"""


@attrs.frozen
class First:
    """
    A config, and the command that is run over it.

    Attributes:
        text: The config.
        words: The command, without the file.
        said: What stands in findings: line and code, and what message or hint say. Nothing else but infos is there.
        code: The exit code.
    """

    text: str
    words: str
    said: tuple[tuple[str, str], ...] = ()
    code: int = 1


CASES = {
    "argv of the profile python": First(
        'interpreter(argv = ["app"])\n',
        "check --format c --python 3.13",
        (("1 argv-changed", "parse_argv = False"),),
        0,
    ),
    "argv that is left alone": First(
        'interpreter(argv = ["app"], parse_argv = False)\n', "check --format c --python 3.13", (), 0
    ),
    "the example of the README for C": First(README, "check --format c", (), 0),
    "the example of the README on Windows": First(README, "check --target x86_64-pc-windows-msvc", (), 0),
    "no host": First(
        'compatible_with(python = ">=3.12")\ninterpreter(profile = "isolated", utf8_mode = True)\n',
        "check",
        (),
        0,
    ),
    "a function that nobody calls": First(
        "def setup():\n    interpreter(utf8_mode = True)\n",
        "eval --format json",
        (("1 never-called", r"call it: `setup\(\)`"),),
        0,
    ),
    "a version as text": First(
        'compatible_with(python = ">=3.8")\nif TARGET.python >= "3.9":\n    static_extension("_a")\n',
        "check --format c",
        (("2 version-as-text", r"TARGET\.version >= \(3, 9\)"),),
    ),
    "names of systems": First(
        'interpreter(verbose = TARGET.os == "darwin", quiet = TARGET.os in ["win32", "linux2"])\n',
        "check --format c",
        (("1 target-never-so", "macos"), ("1 target-never-so", "windows"), ("1 target-never-so", '"linux"')),
        0,
    ),
    "names that say the opposite": First(
        "interpreter(\n    no_site = True,\n    ignore_environment = True,\n    dont_write_bytecode = False,\n)\n",
        "check --format c",
        (
            ("2 unknown-field", "site_import = False"),
            ("3 unknown-field", "use_environment = False"),
            ("4 unknown-field", "write_bytecode = True"),
        ),
    ),
    "one wrong variable beside a right one": First(
        'D = variable("debug", default = False)\nS = variable("site")\ninterpreter(development_mode = D)\n',
        "check --format c -D site=x -D debug=yes",
        (("1 bad-variable", "true or false"),),
    ),
    "a library for one version of many": First(
        README.replace(">=3.11.4,<3.12", ">=3.11,<3.14"),
        "check --format c",
        (("5 wrong-standard-library", r"stdlib_paths\(PREFIX\)"),),
        0,
    ),
    "a library for each version": First(
        README.replace(">=3.11.4,<3.12", ">=3.11,<3.14").replace(', python = "3.11"', ""), "check --format c", (), 0
    ),
    "what append returns": First(
        'p = ["/opt/app/lib"]\nq = p.append("$ORIGIN/lib")\nfilesystem_importer(paths = q)\n',
        "check --format c",
        (("2 value-is-none", "line of its own"),),
        0,
    ),
    "a rule as an object": First(
        'interpreter.profile = "isolated"\n', "check --format c", (("1 evaluation-failed", r"interpreter\(profile = "),)
    ),
    "a text and a list": First(
        'filesystem_importer(paths = "$ORIGIN/lib" + ["/lib"])\n',
        "check --format c",
        (("1 evaluation-failed", "brackets"),),
    ),
    "statements without an effect": First(
        "interpreter()\ninterpreter\n1 == 2\n",
        "check --format c",
        (("2 no-effect", "call it"), ("3 no-effect", "one `=`")),
        0,
    ),
    "a colon": First('interpreter(profile: "isolated")\n', "check --format c", (("1 syntax", "profile = "),)),
    "a version as a number": First(
        "compatible_with(python = 3.11)\n", "check --format c", (("1 wrong-type", '">=3.11"'),)
    ),
    "crooked indentation": First(
        "def setup():\n    interpreter()\n   static_extension('_a')\nsetup()\n",
        "check --format c",
        (("3 syntax", "by 0 or 4"),),
    ),
    "a file of nearly that name": First(
        'load(":libb.bzl", "hardened")\nhardened()\n', "check --format c", (("1 file-not-found", "lib.bzl"),)
    ),
    "names of other languages": First(
        "interpreter(utf8_mode = true, isolated = TRUE, home = null)\n",
        "check --format c",
        (("1 unknown-name", "`True`"), ("1 unknown-name", "`True`"), ("1 unknown-name", "`None`")),
    ),
    "a profile without its name": First(
        'interpreter("isolated")\n', "check --format c", (("1 surplus-argument", 'profile = "isolated"'),)
    ),
    "names of the C API": First(
        "config = PyConfig()\nconfig.isolated = 1\n", "check --format c", (("1 foreign-name", "C API"),)
    ),
    "a config of PyOxidizer": First(
        OXIDIZER,
        "check --format c",
        (("2 foreign-name", "PyOxidizer"), ("4 foreign-name", "PyOxidizer"), ("5 foreign-name", "PyOxidizer")),
    ),
    "typographic quotes": First(
        "interpreter(profile = \u201cisolated\u201d)\n", "check --format c", (("1 syntax", "straight quotes"),)
    ),
    "a value without quotes": First(
        "interpreter(profile = isolated)\n", "check --format c", (("1 unknown-name", '"isolated"'),)
    ),
    "brackets that don't match": First(
        'filesystem_importer(paths = [\n  "a",\n)\n', "check --format c", (("3 syntax", r"write `\]`"),)
    ),
    "targets by other names": First(
        'compatible_with(targets = ["x86_64-linux-gnu", "aarch64-darwin"])\n',
        "check --format c --target x86_64-unknown-linux-gnu",
        (("1 incompatible", "x86_64-unknown-linux-gnu.*aarch64-apple-darwin"),),
    ),
    "a module named as its file": First(
        'compatible_with(python = ">=3.12")\nstatic_extension("fast.so")\n',
        "check --format c",
        (("2 module-named-as-file", 'write "fast"'),),
        0,
    ),
}


def run(case: First, capfd: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, object]]]:
    """Run the command in a folder with the config, and return its exit code and what it finds."""
    Path("app.bzl").write_text(case.text, encoding="utf-8")
    Path("lib.bzl").write_text("def hardened():\n    interpreter()\n", encoding="utf-8")
    verb, *words = case.words.split()
    code = main([verb, "app.bzl", *words, "--message-format", "json"])
    lines = capfd.readouterr().err.splitlines()
    return code, [json.loads(line) for line in lines if line.startswith("{")]


@pytest.mark.parametrize("name", CASES)
def test_newcomers_are_told_what_helps(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Each mistake has its line, its code and its cure, and nothing that is right is called wrong."""
    monkeypatch.chdir(tmp_path)
    case = CASES[name]

    code, findings = run(case, capfd)

    told = [each for each in findings if each["severity"] != "info" or each["code"] == "never-called"]
    places = [f"{each['range']['start']['line']} {each['code']}" for each in told]  # type: ignore[index]
    assert [place for place, _ in case.said] == places
    for (_, pattern), each in zip(case.said, told, strict=True):
        assert re.search(pattern, f"{each['message']} {each.get('hint')}", re.DOTALL), each
    assert case.code == code


def test_why_speaks_of_the_host_that_is_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nothing is said of pyembed where it can't be meant."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text(CASES["no host"].text, encoding="utf-8")

    assert main(["why", "app.bzl", "home"]) == 0
    assert "pyembed" not in capfd.readouterr().out


def test_json_in_a_file_of_c_is_not_meant(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The suffix says what goes into a file, and nothing else is written there."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text("interpreter()\n", encoding="utf-8")

    assert main(["eval", "app.bzl", "--output", "json=app.c"]) != 0
    assert "app.c" in capfd.readouterr().err
    assert not Path("app.c").exists()
    assert main(["eval", "app.bzl", "--output", "app.c"]) == 0
    assert Path("app.c").read_text(encoding="utf-8").startswith("/* Generated by configlang")


def test_drift_is_told_to_machines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A stale file is an annotation where annotations are asked for."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text("interpreter()\n", encoding="utf-8")
    Path("app.json").write_text("{}\n", encoding="utf-8")

    assert main(["eval", "app.bzl", "--output", "json=app.json", "--check", "--message-format", "github"]) == 1
    assert "::error title=stale,file=app.json" in capfd.readouterr().err
