"""What configs are made from, and whom a change reaches: as a user asks, with real git and Graphviz."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import configlang
from configlang.cli.main import main
from tests.hosts.cargo import require_tool

ROOT = Path(__file__).parents[2]
CONFIGLANG = shlex.join([sys.executable, "-m", "configlang"])
FILES = {
    "configlang.toml": '[[config]]\nfile = "app.bzl"\n[[config]]\nfile = "tools/gui.bzl"\n',
    "app.bzl": 'load("//lib:hard.bzl", "hard")\nhard()\n',
    "tools/gui.bzl": 'load("@stdlib//:paths.bzl", "stdlib_paths")\ninterpreter(quiet = True)\n',
    "lib/hard.bzl": 'load(":base.bzl", "base")\ndef hard():\n    base()\n',
    "lib/base.bzl": "def base():\n    interpreter(quiet = True)\n",
    "other.bzl": "interpreter(quiet = True)\n",
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of a project, which is the working folder."""
    lay(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    # Also where another checkout is installed.
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return tmp_path


def lay(folder: Path, files: dict[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def deps(capfd: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    """Return what the command prints, after a look at its exit code."""
    assert code == main(["deps", *words]), capfd.readouterr().err
    return capfd.readouterr().out


def as_json(capfd: pytest.CaptureFixture[str], *words: str) -> Any:  # noqa: ANN401 - JSON data
    """Return what the command gives as data."""
    return json.loads(deps(capfd, *words, "--json"))


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """Run a line of a shell."""
    return subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("project")
def test_changes_of_a_branch_lead_to_the_configs(tmp_path: Path) -> None:
    """What git names as changed is handed over as it is, and the configs that come out can be checked."""
    require_tool("git")
    git = "git -c user.name=me -c user.email=me@example.org"
    assert shell(f"git init -q && git add . && {git} commit -qm first").returncode == 0
    (tmp_path / "lib" / "base.bzl").write_text("def base():\n    interpreter(quiet = False)\n")
    (tmp_path / "README.md").write_text("new\n")
    (tmp_path / "other.bzl").unlink()

    names = "git add -A && git diff --cached --name-only"
    reached = shell(f"{names} | xargs {CONFIGLANG} deps --reverse")
    checked = shell(f"{names} | xargs {CONFIGLANG} deps --reverse | xargs {CONFIGLANG} check --strict")

    assert (0, "app.bzl\n") == (reached.returncode, reached.stdout), reached.stderr
    assert checked.returncode == 0, checked.stderr


@pytest.mark.usefixtures("project")
def test_inputs_are_those_of_an_evaluation(capfd: pytest.CaptureFixture[str]) -> None:
    """What a config is said to be made from is what evaluating it reads, in the same order."""
    for config in as_json(capfd)["configs"]:
        assert main(["eval", config["file"], "--inputs-json", "in.json"]) == 0
        read = json.loads(Path("in.json").read_text(encoding="utf-8"))
        assert read["inputs"] == config["inputs"]
        assert [os.path.relpath(path) for path in read["missing"]] == config["missing"]


@pytest.mark.usefixtures("project")
def test_project_is_found_from_below(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """In a folder of the project it is the same project, named from there."""
    monkeypatch.chdir("lib")

    assert ["../app.bzl", "../tools/gui.bzl"] == [each["file"] for each in as_json(capfd)["configs"]]
    assert deps(capfd, "--reverse", "base.bzl") == "../app.bzl\n"


def test_folder_stands_for_its_configs(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Without a list, the configs are those below the folder; what others load is none."""
    (project / "configlang.toml").write_text("")

    assert ["app.bzl", "other.bzl", "tools/gui.bzl"] == [each["file"] for each in as_json(capfd)["configs"]]
    assert ["tools/gui.bzl"] == [each["file"] for each in as_json(capfd, "tools")["configs"]]
    assert ["lib/base.bzl"] == [each["file"] for each in as_json(capfd, "lib/base.bzl")["configs"]]
    assert deps(capfd, "--reverse", "lib/base.bzl", "tools") == ""


@pytest.mark.usefixtures("project")
def test_file_that_is_looked_for_in_vain_reaches(capfd: pytest.CaptureFixture[str]) -> None:
    """A project file that is made further down would change the root of the configs there."""
    assert deps(capfd, "--reverse", "tools/configlang.toml") == "tools/gui.bzl\n"
    assert deps(capfd, "--reverse", "./lib/../configlang.toml") == "app.bzl\ntools/gui.bzl\n"


@pytest.mark.usefixtures("project")
def test_mistakes_of_values_do_not_matter(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is run or checked: a config of wrong values, or one that never ends, has loads all the same."""
    endless = "def f():\n    for i in range(1 << 30):\n        for j in range(1 << 30):\n            pass\nf()\n"
    Path("app.bzl").write_text(
        'load("//lib:base.bzl", "base")\ninterpreter(quiet = "no", nonsense = fail("x"))\n' + endless
    )

    assert deps(capfd, "app.bzl") == "app.bzl\n├── lib/base.bzl\n└── configlang.toml\n"


def test_graphviz_draws_any_name(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """The graph is one for Graphviz, whatever the files are called, and each file is one node of it."""
    dot = require_tool("dot")
    names = ['a "b" \\', "c\\n;->{}", "ä 'é <b>", "-"]
    lay(project, {f"{name}/x.bzl": "interpreter(quiet = True)\n" for name in names})
    (project / "configlang.toml").write_text("")

    text = deps(capfd, ".", "--dot")
    drawn = subprocess.run([dot, "-Tjson"], input=text, capture_output=True, text=True, check=True).stdout

    files = {each["file"] for each in as_json(capfd, ".")["configs"]}
    shown = {each["name"].replace("\\\\", "\\") for each in json.loads(drawn)["objects"]}
    assert {f"{name}/x.bzl" for name in names} <= files
    assert files <= shown


def test_links_stay_inside(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A load through a link out of the root is told as in an evaluation, and followed where that is wanted."""
    outside = tmp_path_factory.mktemp("outside")
    lay(outside, {"far.bzl": "x = True\n"})
    (project / "lib" / "far.bzl").symlink_to(outside / "far.bzl")
    (project / "app.bzl").write_text('load("//lib:far.bzl", "x")\ninterpreter(quiet = x)\n')

    refused = configlang.dependencies(["app.bzl"])
    followed = configlang.dependencies(["app.bzl"], follow_symlinks=True)

    assert ["load-outside-root"] == [finding.code for finding in refused.findings]
    assert () == followed.findings
    assert ("app.bzl",) == followed.reached_by([outside / "far.bzl"])


@pytest.mark.usefixtures("project")
def test_standard_input() -> None:
    """A config may come from standard input; its loads start at the root."""
    done = subprocess.run(
        [sys.executable, "-m", "configlang", "deps", "-"],
        input='load("//lib:base.bzl", "base")\nbase()\n',
        capture_output=True,
        text=True,
        check=False,
    )

    assert (0, "<stdin>\n├── lib/base.bzl\n└── configlang.toml\n") == (done.returncode, done.stdout)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--reverse"], "--reverse needs a FILE"),
        (["--reverse", "tools"], "--reverse needs a FILE"),
        (["--json", "--dot"], "name one"),
        (["empty"], "there is no *.bzl file in `empty`"),
    ],
)
def test_wrong_usage(words: list[str], said: str, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What can mean nothing is refused."""
    (project / "empty").mkdir()

    assert main(["deps", *words]) == 2
    assert said in capfd.readouterr().err


@pytest.mark.parametrize(
    "text",
    [
        '[[config]]\nfile = "a\\u0000b"\n[[config]]\nfile = "app.bzl"\n',
        'config = "app.bzl"\n',
        "config = 3\n",
        "[[config]]\nfile = 3\n",
        "config = [1, 2]\n",
        "not TOML",
        "[config]\nfile = 'app.bzl'\n",
        "[[config]]\nfile = '" + "../" * 2000 + "x.bzl'\n",
    ],
)
def test_odd_project_file_is_no_bug(text: str, project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever the project file holds gives an answer or findings."""
    (project / "configlang.toml").write_text(text)

    assert main(["deps"]) in {0, 1}
    assert "this is a bug" not in capfd.readouterr().err


def test_long_chain_of_loads(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A chain of many files has a tree, a way along all of it, and no fault."""
    count = 1200
    chain = {f"c{number}.bzl": f'load(":c{number + 1}.bzl", y = "x")\nx = y\n' for number in range(count)}
    lay(project, {**chain, f"c{count}.bzl": "x = 1\n"})

    found = configlang.dependencies(["c0.bzl"]).configs[0]
    assert found.way_to(f"c{count}.bzl") == tuple(f"c{number}.bzl" for number in range(count + 1))
    assert deps(capfd, "c0.bzl").splitlines()[count].endswith(f"└── c{count}.bzl")


@pytest.mark.usefixtures("project")
def test_api_has_the_same() -> None:
    """Programs get the graph as records, with places, and wrong arguments as findings."""
    found = configlang.dependencies()

    assert ["app.bzl", "tools/gui.bzl"] == [config.file for config in found.configs]
    assert ("app.bzl", "lib/hard.bzl", "lib/base.bzl", "configlang.toml") == found.configs[0].inputs
    (load,) = found.configs[1].loads["tools/gui.bzl"]
    assert ("@stdlib//:paths.bzl", None, 0, 5) == (load.label, load.file, load.span.start.line, load.span.start.column)
    assert ("app.bzl",) == found.reached_by(["lib/base.bzl"])
    assert {found} == {configlang.dependencies(["app.bzl", "tools/gui.bzl"])}
    for wrong in ("app.bzl", 3, [3], {"a": 1}):
        refused = configlang.dependencies(wrong)  # type: ignore[arg-type]
        assert ["wrong-type"] == [finding.code for finding in refused.findings]
    assert ["file-unreadable"] == [finding.code for finding in configlang.dependencies(["a\0b"]).findings]
