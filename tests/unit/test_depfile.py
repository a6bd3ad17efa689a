"""Rules for make and ninja: real ones build what changed, and nothing else, whatever the names are."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from configlang.cli.main import main
from tests.hosts.cargo import require_tool

OURS = f"{sys.executable} -m configlang"
CONFIG = 'load("//lib:more or #less$.bzl", "value")\ninterpreter(quiet = value)\n'
LOADED = "lib/more or #less$.bzl"
NINJA = """\
rule configlang
  command = {ours} eval app.bzl --output c=app.c --depfile app.c.d
  depfile = app.c.d
  deps = gcc
  restat = 1
rule copy
  command = cp $in $out
build app.c | app.h: configlang app.bzl
build copy.c: copy app.c
"""
MAKE = """\
copy.c: app.c
\tcp $< $@
app.c: app.bzl
\t{ours} eval app.bzl --output c=app.c --depfile app.c.d && touch app.c
-include app.c.d
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a config that loads a file, which is the working folder."""
    (tmp_path / "lib").mkdir()
    (tmp_path / LOADED).write_text("value = True\n")
    (tmp_path / "app.bzl").write_text(CONFIG)
    (tmp_path / "configlang.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def build(tool: str) -> str:
    """Build in the working folder, and return what the tool says."""
    done = subprocess.run([require_tool(tool)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def later(path: Path, text: str) -> None:
    """Write a file, as of a moment that no tool can take for that of what was made before."""
    path.write_text(text)
    newest = max(each.stat().st_mtime for each in Path().rglob("*"))
    subprocess.run(["touch", "-d", f"@{newest + 2:.3f}", str(path)], check=True)


@pytest.mark.parametrize("tool", ["ninja", "make"])
def test_what_changed_is_built(project: Path, tool: str) -> None:
    """A loaded file that changes has its outputs made anew, and what is made of them; without a change nothing runs."""
    (project / "build.ninja").write_text(NINJA.format(ours=OURS))
    (project / "Makefile").write_text(MAKE.format(ours=OURS))

    assert "configlang eval" in build(tool)
    assert "configlang eval" not in build(tool)
    before = (project / "copy.c").read_text()
    later(project / LOADED, "value = False\n")
    assert "configlang eval" in build(tool)
    assert (project / "copy.c").read_text() == (project / "app.c").read_text() != before


def test_ninja_leaves_alone_what_kept_its_text(project: Path) -> None:
    """A change that makes no difference builds nothing further, and does not come up again."""
    (project / "build.ninja").write_text(NINJA.format(ours=OURS))
    build("ninja")
    later(project / LOADED, "value = True  # as before\n")

    assert "cp " not in build("ninja")
    assert "no work to do" in build("ninja")


ALL = """\
rule generate
  command = {ours} generate --depfile gen.d
  depfile = gen.d
  deps = gcc
  restat = 1
rule copy
  command = cp $in $out
build gen/app.c gen/app.json | gen/app.h configlang.lock: generate configlang.toml
build copy.c: copy gen/app.c
"""
ALL_MAKE = """\
copy.c: gen/app.c
\tcp $< $@
gen/app.c: configlang.toml
\t{ours} generate --depfile gen.d && touch gen/app.c
-include gen.d
"""


@pytest.mark.parametrize("tool", ["ninja", "make"])
def test_all_outputs_of_a_project_are_built(project: Path, tool: str) -> None:
    """One rule makes all outputs of a project: a change of what any config loads makes those anew that it reaches."""
    (project / "configlang.toml").write_text(
        '[[config]]\nfile = "app.bzl"\noutputs = { c = "gen/app.c", json = "gen/app.json" }\n'
    )
    (project / "build.ninja").write_text(ALL.format(ours=OURS))
    (project / "Makefile").write_text(ALL_MAKE.format(ours=OURS))

    assert "configlang generate" in build(tool)
    assert "configlang generate" not in build(tool)
    before = (project / "copy.c").read_text()
    later(project / LOADED, "value = False\n")
    assert "cp " in build(tool)
    assert (project / "copy.c").read_text() == (project / "gen/app.c").read_text() != before


def test_make_goes_on_without_a_file_that_is_no_longer_loaded(project: Path) -> None:
    """A loaded file that is gone, and that nothing loads any more, stops nothing."""
    (project / "Makefile").write_text(MAKE.format(ours=OURS))
    build("make")
    (project / LOADED).unlink()
    later(project / "app.bzl", "interpreter(quiet = True)\n")

    assert "configlang eval" in build("make")
    assert "lib/" not in (project / "app.c.d").read_text()


def test_files_that_are_not_there_are_told_apart(project: Path) -> None:
    """JSON has what was read, and what was looked for in vain; the rule has what is there."""
    (project / "configlang.toml").unlink()
    words = [
        "eval",
        "app.bzl",
        "--root",
        ".",
        "--output",
        "json=out.json",
        "--depfile",
        "d",
        "--inputs-json",
        "in.json",
    ]

    assert main(words) == 0
    told = json.loads((project / "in.json").read_text())
    assert told["inputs"] == ["app.bzl", LOADED]
    assert all(path.endswith("configlang.toml") for path in told["missing"])
    assert "configlang.toml" not in (project / "d").read_text()


def test_nothing_is_written_where_the_config_is_wrong(project: Path) -> None:
    """With an error there is no rule either, and an old one stays as it was."""
    (project / "d").write_text("old")
    (project / "app.bzl").write_text("interpreter(quiet = 1)")

    assert main(["eval", "app.bzl", "--output", "json=out.json", "--depfile", "d", "--inputs-json", "in.json"]) == 1
    assert ((project / "d").read_text(), (project / "in.json").exists()) == ("old", False)


def test_loaded_file_that_no_rule_can_name_is_told(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What make would take for a pattern is refused in any file that the rule would name, and nothing is written."""
    (project / "lib/a%b.bzl").write_text("value = True\n")
    (project / "app.bzl").write_text(CONFIG.replace("more or #less$", "a%b"))
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(["eval", "app.bzl", "--output", "json=out.json", "--depfile", "d"]))

    assert ended.value.code == 2
    assert "`lib/a%b.bzl` can't stand in a rule of make" in capfd.readouterr().err
    assert not (project / "out.json").exists()


def test_report_is_no_depfile(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A report is not written over the rule, nor the other way round."""
    words = ["eval", "app.bzl", "--output", "json=out.json", "--depfile", "d", "--report", "json=d"]
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(words))

    assert ended.value.code == 2
    assert "--report: `d` is read or written by this run" in capfd.readouterr().err
    assert not (project / "d").exists()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--depfile", "d"], "--depfile needs --output"),
        (["--output", "json=o%.json", "--depfile", "d"], "can't stand in a rule of make"),
        (["--output", "json=o.json", "--depfile", ""], "--depfile needs a path"),
        (["--inputs-json", "app.bzl"], "--inputs-json: `app.bzl` is a file of this run already"),
        (["--output", "json=o.json", "--depfile", "o.json"], "--depfile: `o.json` is a file of this run already"),
        (["--output", "c=o.c", "--depfile", "o.h"], "`o.h` is a file of this run already"),
        (["--output", "c=o.c", "--depfile", LOADED], "is a file of this run already"),
    ],
)
def test_wrong_usage_is_told(project: Path, capfd: pytest.CaptureFixture[str], words: list[str], message: str) -> None:
    """A path that nothing can be said in, or that is needed for something else, is refused, and nothing is written."""
    before = sorted(project.rglob("*"))
    with pytest.raises(SystemExit) as ended:
        sys.exit(main(["eval", "app.bzl", *words]))

    assert ended.value.code == 2
    assert message in capfd.readouterr().err
    assert sorted(project.rglob("*")) == before
