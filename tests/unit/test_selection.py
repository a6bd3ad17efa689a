"""Which configs a command is about, and what it takes of the project file for each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import configlang
from configlang.cli.main import main

LINUX, WINDOWS = "x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"
TARGETS = f'["{LINUX}", "{WINDOWS}"]'
GOOD = 'interpreter(profile = "isolated", utf8_mode = True, home = "/x")\n'


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(name: str, text: str) -> None:
    """Write a file, and the folder around it."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def check(capfd: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[tuple[str, str, int]]]:
    """Run ``check``; return the exit code, and of each finding its code, file and line."""
    code = main(["check", "--message-format", "json", *words])
    found = [json.loads(line) for line in capfd.readouterr().err.splitlines()]
    return code, [(each["code"], each.get("file", ""), _line(each)) for each in found]


def _line(finding: dict[str, object]) -> int:
    range_: object = finding.get("range")
    return range_["start"]["line"] if isinstance(range_, dict) else 0


def test_all_of_a_project_is_checked(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file, what is listed and what is not is checked, from every folder of the project."""
    write("configlang.toml", '[[config]]\nfile = "a/one.bzl"\nvariables.path = "relative"\n')
    write("a/one.bzl", 'interpreter(home = variable("path"), homee = "/x")\n')
    write("b/two.bzl", "interpreter(hoome = 3)\n")
    write("lib/defs.bzl", "def f():\n    interpreter(utf8_mode = True)\n")
    wanted = [("unknown-field", "a/one.bzl", 1), ("unknown-field", "b/two.bzl", 1), ("never-called", "lib/defs.bzl", 1)]
    assert (1, wanted) == check(capfd)
    monkeypatch.chdir("a")
    seen = {"a/one.bzl": "one.bzl", "b/two.bzl": "../b/two.bzl", "lib/defs.bzl": "../lib/defs.bzl"}
    assert (1, [(code, seen[file], line) for code, file, line in wanted]) == check(capfd)


def test_a_file_stands_for_its_entries(capfd: pytest.CaptureFixture[str]) -> None:
    """A file is checked for each of its entries, and words of the command go before what these say."""
    write(
        "configlang.toml",
        f'[[config]]\nfile = "app.bzl"\nmatrix.target = {TARGETS}\nvariables.wide = true\n',
    )
    write(
        "app.bzl", f'{GOOD}variable("wide", default = False)\nif TARGET.os == "windows":\n    print(1)\n    x = [][0]\n'
    )
    assert (1, [("evaluation-failed", "app.bzl", 5)]) == _without_prints(check(capfd, "app.bzl"))
    assert (0, []) == _without_prints(check(capfd, "app.bzl", "--target", LINUX))
    assert (0, []) == _without_prints(check(capfd, "app.bzl", "--target", LINUX, "-D", "wide=false"))


def _without_prints(told: tuple[int, list[tuple[str, str, int]]]) -> tuple[int, list[tuple[str, str, int]]]:
    code, found = told
    return code, [each for each in found if each[0] not in {"printed", "nothing-declared"}]


def test_what_is_listed_once_holds_for_all_commands(capfd: pytest.CaptureFixture[str]) -> None:
    """Where a file has one entry, ``eval``, ``why`` and programs take its settings; words go before them."""
    write("configlang.toml", '[[config]]\nfile = "app.bzl"\npython = "3.12"\nvariables = { home = "/from/file" }\n')
    write("app.bzl", 'interpreter(profile = "isolated", utf8_mode = True, home = variable("home"))\n')
    assert 0 == main(["eval", "app.bzl"])
    assert "/from/file" == json.loads(capfd.readouterr().out)["interpreter_config"]["home"]
    assert 0 == main(["eval", "app.bzl", "-D", "home=/word"])
    assert "/word" == json.loads(capfd.readouterr().out)["interpreter_config"]["home"]
    assert 0 == main(["why", "app.bzl", "home"])
    assert "/from/file" in capfd.readouterr().out
    config = configlang.evaluate("app.bzl").require()
    assert ("3.12", "/from/file") == (str(config.python), config.interpreter.home)


@pytest.mark.parametrize(
    ("entry", "code", "line"),
    [
        ('python = "3.99"', "unknown-python", 3),
        ('target = "x86"', "unknown-target", 3),
        ("variables = { b = 1 }", "unknown-variable", 3),
        ('matrix.python = ["3.12", "2.7"]', "unknown-python", 3),
        ('outputs = ["yaml"]\n[check]\nstrict = false', "other-output", 3),
    ],
)
def test_wrong_settings_are_told_in_the_project_file(
    entry: str, code: str, line: int, capfd: pytest.CaptureFixture[str]
) -> None:
    """What an entry sets to something that there is not stands where the entry sets it."""
    write("configlang.toml", f'[[config]]\nfile = "app.bzl"\n{entry}\n')
    write("app.bzl", f'host(outputs = ["json"])\n{GOOD}')
    _, found = check(capfd)
    assert (code, "configlang.toml", line) in found


def test_files_that_are_not_there_are_told(capfd: pytest.CaptureFixture[str]) -> None:
    """An entry of no file is told at its place, with a near name."""
    write("configlang.toml", '[[config]]\nfile = "sub/ap.bzl"\n')
    write("sub/app.bzl", GOOD)
    assert (1, [("file-not-found", "configlang.toml", 2)]) == check(capfd)


STRICT = 'interpreter(profile = "isolated", home = "/x")\n'


@pytest.mark.parametrize(
    ("table", "code", "codes"),
    [
        ("", 0, ["ascii-encoding"]),
        ("strict = true", 1, ["ascii-encoding"]),
        ('ignore = ["ascii-encoding"]\nstrict = true', 0, []),
        ('select = ["implied-home"]', 0, []),
        ('select = ["ascii-encoding"]', 0, ["ascii-encoding"]),
        ('per_file_ignores = { "old/*.bzl" = ["ascii-encoding"] }', 0, ["ascii-encoding"]),
        ('per_file_ignores = { "app.*" = ["ascii-encoding"] }', 0, []),
        ('ignore = ["unknown-field"]', 1, ["bad-project-file"]),
        ('ignore = ["no-such"]', 1, ["bad-project-file"]),
        ('ignore = "ascii-encoding"', 1, ["bad-project-file"]),
        ("strict = 1", 1, ["bad-project-file"]),
        ("per_file_ignores = 1", 1, ["bad-project-file"]),
        ("strikt = true", 1, ["bad-project-file"]),
    ],
)
def test_a_project_says_what_is_told(
    table: str, code: int, codes: list[str], capfd: pytest.CaptureFixture[str]
) -> None:
    """Warnings and infos are told and fail as ``[check]`` says, by all commands; what it says wrong is a finding."""
    write("configlang.toml", f"[check]\n{table}\n")
    write("app.bzl", STRICT)
    told, found = check(capfd)
    assert (code, codes) == (told, [each[0] for each in found])
    assert code == main(["eval", "app.bzl"])


def test_a_wrong_project_file_is_told_once(capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong there is told once, however many configs there are."""
    write("configlang.toml", '[[config]]\nfile = "a.bzl"\n[[config]]\nfile = "b.bzl"\n[chek]\n')
    write("a.bzl", GOOD)
    write("b.bzl", GOOD)
    assert (1, [("bad-project-file", "configlang.toml", 5)]) == check(capfd)
    assert (1, [("bad-project-file", "configlang.toml", 5)]) == check(capfd, "a.bzl", "b.bzl")


def test_running_is_shared_only_where_it_comes_to_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """Entries that differ in the target share a run, unless the config or a file of it looks at what differs."""
    write(
        "configlang.toml",
        f'[[config]]\nfile = "app.bzl"\noutputs = {{ json = "gen/{{os}}.json" }}\nmatrix.target = {TARGETS}\n',
    )
    write("lib.bzl", 'OF = {"linux": "/l", "windows": "/w"}\nT = TARGET\n')
    for text in (
        'load("//:lib.bzl", "OF")\ninterpreter(profile = "isolated", utf8_mode = True, home = OF[TARGET.os])\n',
        'load("//:lib.bzl", "OF", "T")\ninterpreter(profile = "isolated", utf8_mode = True, home = OF[T.os])\n',
        'load("//:lib.bzl", "OF")\nS = TARGET\ninterpreter(profile = "isolated", utf8_mode = True, home = OF[S.os])\n',
    ):
        write("app.bzl", text)
        assert 0 == main(["generate", "--no-cache"])
        homes = {
            path.stem: json.loads(path.read_text())["interpreter_config"]["home"] for path in Path("gen").iterdir()
        }
        assert {"linux": "/l", "windows": "/w"} == homes
    capfd.readouterr()
    write("app.bzl", f'print("once")\n{GOOD}')
    assert 0 == main(["check", "app.bzl", "--no-cache"])
    assert 1 == capfd.readouterr().err.count("once")
