"""What two configs differ in: as a user asks, in a repository of real git."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

import configlang
from configlang.cli.main import main
from configlang.comparison import git as comparison_git
from configlang.comparison.revision import Revision, lay_out
from tests.hosts.cargo import require_tool
from tests.unit.cli_helpers import ROOT, start

FILES = {
    "configlang.toml": "",
    "app.bzl": 'load("//lib:hard.bzl", "hard")\nhard()\n',
    "lib/hard.bzl": 'def hard():\n    interpreter(profile = "isolated", utf8_mode = True)\n',
    "src/tool.bzl": 'load("//lib:hard.bzl", "hard")\nhard()\nstatic_extension("fast")\n',
}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the working folder: a repository with a project, all of it committed."""
    require_tool("git")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    folder, temporary = tmp_path / "project", tmp_path / "temporary"
    for each in (folder, temporary):
        each.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.chdir(folder)
    lay(FILES)
    git("init", "-q")
    commit()
    return folder


def lay(files: dict[str, str]) -> None:
    """Write files."""
    for name, text in files.items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def git(*words: str, data: bytes | None = None) -> str:
    """Run git, and return what it prints."""
    names = ["-c", "user.name=me", "-c", "user.email=me@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *names, *words], input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit() -> None:
    """Commit all that there is."""
    git("add", "-A")
    git("commit", "-qm", "a commit")


def diff(capfd: pytest.CaptureFixture[str], *words: str, code: int = 1) -> str:
    """Return what the command prints, after a look at its exit code and that it left nothing behind."""
    found = main(["diff", *words])
    output, errors = capfd.readouterr()
    assert code == found, output + errors
    assert [] == list(Path(tempfile.gettempdir()).glob("configlang-*"))
    return output or errors


def as_json(capfd: pytest.CaptureFixture[str], *words: str, code: int = 1) -> Any:  # noqa: ANN401 - JSON data
    """Return what the command gives as data."""
    return json.loads(diff(capfd, *words, "--json", code=code))


def test_one_file_is_compared_with_what_it_was(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Of a change in a loaded file each side says where it stands, in git and in the working folder."""
    assert diff(capfd, "app.bzl", code=0) == ""
    (project / "lib" / "hard.bzl").write_text('def hard():\n    interpreter(profile = "isolated", utf8_mode = False)\n')

    (change,) = as_json(capfd, "app.bzl")["changes"]

    assert change["path"] == "interpreter.utf8_mode"
    assert (True, "HEAD:lib/hard.bzl") == (change["before"]["value"], change["before"]["set_at"]["file"])
    assert (False, "lib/hard.bzl") == (change["after"]["value"], change["after"]["set_at"]["file"])
    assert (change["before"]["set_at"]["range"]["start"], change["after"]["set_at"]["range"]["start"]) == (
        {"line": 2, "column": 51},
        {"line": 2, "column": 51},
    )


@pytest.mark.usefixtures("project")
def test_layout_is_no_meaning(capfd: pytest.CaptureFixture[str]) -> None:
    """What is written in another way, in another place, by other loads, is the same."""
    lay({"app.bzl": '\n# A comment.\ninterpreter(\n    utf8_mode = not False, profile = "iso" + "lated")\n'})

    assert diff(capfd, "app.bzl", code=0) == ""
    assert as_json(capfd, "app.bzl", code=0)["is_equal"] is True


@pytest.mark.usefixtures("project")
def test_revisions_have_their_own_loads_and_root(capfd: pytest.CaptureFixture[str]) -> None:
    """A revision is evaluated with the files and the project file of its own, whatever lies in the working folder."""
    lay({"configlang.toml": '[[config]]\nfile = "src/tool.bzl"\noutputs = ["c"]\n'})
    commit()
    git("rm", "-rq", "lib", "configlang.toml")
    lay({"src/tool.bzl": 'load(":own.bzl", "own")\nown()\n', "src/own.bzl": "def own():\n    interpreter()\n"})
    commit()

    names = {
        each["output"]: each["kind"] for each in as_json(capfd, "HEAD~2:src/tool.bzl", "HEAD~1:src/tool.bzl")["outputs"]
    }
    assert names == {"json": "gone", "c": "new"}
    data = as_json(capfd, "HEAD~1:src/tool.bzl", "HEAD:src/tool.bzl")
    assert ["static_extension:fast"] == [each["path"] for each in data["changes"] if each["is_part"]]


@pytest.mark.usefixtures("project")
def test_files_are_named_as_git_names_them(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """In a folder of the repository a path is from the top, one with ./ from there, and a file alone is found."""
    monkeypatch.chdir("src")

    assert diff(capfd, "HEAD:src/tool.bzl", "tool.bzl", code=0) == ""
    assert diff(capfd, "HEAD:./tool.bzl", "HEAD:../src/tool.bzl", code=0) == ""
    assert diff(capfd, "tool.bzl", code=0) == ""
    assert diff(capfd, "../app.bzl", code=0) == ""
    assert diff(capfd, "HEAD:src/tool.bzl", "tool.bzl", "--root", "..", code=0) == ""
    assert "no file `tool.bzl` in `HEAD`" in diff(capfd, "HEAD:tool.bzl", "tool.bzl")
    assert "did you mean `src/tool.bzl`" in diff(capfd, "HEAD:src/tol.bzl", "tool.bzl")


@pytest.mark.usefixtures("project")
def test_loads_of_a_revision_are_told_by_it(capfd: pytest.CaptureFixture[str]) -> None:
    """A mistake in a revision has the place there, with its line, and no name of a temporary folder."""
    lay({"lib/hard.bzl": 'def hard():\n    interpreter(utf8_mode = "yes")\n'})
    commit()
    lay({"lib/hard.bzl": FILES["lib/hard.bzl"]})

    said = diff(capfd, "app.bzl")

    assert said.startswith("HEAD:lib/hard.bzl:2:29: error[wrong-type]")
    assert '2 |     interpreter(utf8_mode = "yes")' in said
    assert "configlang-" not in said


@pytest.mark.usefixtures("project")
def test_json_is_a_side(capfd: pytest.CaptureFixture[str]) -> None:
    """What eval has made is compared with the config, as it is now or was in git."""
    assert main(["eval", "app.bzl", "--output", "json=app.json"]) == 0
    assert main(["eval", "app.bzl", "--output", "json=full.json", "--full"]) == 0
    commit()

    for words in (
        ["app.json", "app.bzl"],
        ["full.json", "app.bzl"],
        ["app.json", "full.json"],
        ["HEAD:app.json", "app.bzl"],
    ):
        assert as_json(capfd, *words, code=0)["findings"] is None
    lay({"app.bzl": FILES["app.bzl"] + 'environment_variable("A", value = "b")\n'})
    data = as_json(capfd, "HEAD:app.json", "app.bzl")
    assert [("environment_variable:A", None)] == [(each["path"], each["before"]) for each in data["changes"]]
    (change,) = as_json(capfd, "app.json", "src/tool.bzl")["changes"]
    assert change["after"]["value"] == {"name": "fast", "init": "PyInit_fast"}


@pytest.mark.usefixtures("project")
def test_what_goes_by_the_version_is_told_with_it(capfd: pytest.CaptureFixture[str]) -> None:
    """A setting that differs for some versions alone names them; versions and findings that come or go are listed."""
    lay(
        {
            "a.bzl": 'compatible_with(python = ">=3.10,<3.13")\ninterpreter(utf8_mode = True)\n',
            "b.bzl": 'compatible_with(python = ">=3.11,<3.14")\n'
            "interpreter(utf8_mode = TARGET.version >= (3, 12), use_frozen_modules = True)\n",
        }
    )

    data = as_json(capfd, "a.bzl", "b.bzl", "--format", "c")
    rows = {each["path"]: each["versions"] for each in data["changes"]}

    assert rows == {
        "interpreter.utf8_mode": ["3.11"],
        "interpreter.use_frozen_modules": [],
        "compatible_with.python": [],
    }
    assert {"gone": ["3.10"], "new": ["3.13"]} == data["versions"]
    assert [("c", "changed")] == [(each["output"], each["kind"]) for each in data["outputs"]]


@pytest.mark.usefixtures("project")
def test_findings_come_and_go(capfd: pytest.CaptureFixture[str]) -> None:
    """What is found of one side alone is told, be it an error, and what is found of both is not."""
    lay(
        {
            "a.bzl": 'interpreter(profile = "isolated", use_environment = True)\n',
            "b.bzl": '\n\ninterpreter(profile = "isolated", site_import = True)\n',
        }
    )

    data = as_json(capfd, "a.bzl", "b.bzl", "--python", "3.12")["findings"]

    assert ["isolated-overrules"] == [each["code"] for each in data["gone"]]
    assert [] == data["new"]


@pytest.mark.usefixtures("project")
def test_variables_and_standard_input(capfd: pytest.CaptureFixture[str]) -> None:
    """Both sides are evaluated with the same choices; one may come from standard input."""
    lay({"a.bzl": 'interpreter(quiet = variable("quiet", default = False))\n'})

    assert diff(capfd, "a.bzl", "a.bzl", "-D", "quiet=true", code=0) == ""
    done = subprocess.run(
        [sys.executable, "-m", "configlang", "diff", "-", "a.bzl"],
        input=b"interpreter(quiet = True)\n",
        capture_output=True,
        check=False,
    )
    assert (1, b"--- <stdin>\n+++ a.bzl\ninterpreter.quiet\n- True  (<stdin>:1:21)\n+ False") == (
        done.returncode,
        done.stdout[: done.stdout.index(b"  (a.bzl")],
    )


@pytest.mark.usefixtures("project")
def test_limits_hold_for_a_side(capfd: pytest.CaptureFixture[str]) -> None:
    """A side that takes too long is told at its line, in the revision too, and takes nobody with it."""
    lay({"a.bzl": "def f():\n    for i in range(1 << 30):\n        for j in range(1 << 30):\n            pass\nf()\n"})
    commit()

    assert "HEAD:a.bzl:" in diff(capfd, "HEAD:a.bzl", "app.bzl", "--timeout", "0.5")
    assert "error[timeout]" in diff(capfd, "app.bzl", "a.bzl", "--timeout", "0.5")


@pytest.mark.usefixtures("project")
def test_reports_are_written_over_nothing_that_is_read(capfd: pytest.CaptureFixture[str]) -> None:
    """A report has a place of its own, and tells why the two could not be compared."""
    assert "choose another name" in diff(capfd, "app.bzl", "--report", "json=lib/hard.bzl", code=2)
    diff(capfd, "app.bzl", "gone.bzl", "--report", "json=found.json")
    assert "file-not-found" in Path("found.json").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="signals are others there")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_nothing_is_left_of_a_run_that_is_ended(number: signal.Signals, project: Path) -> None:
    """Files of a revision are gone when the command is, however it ends."""
    lay({"a.bzl": "def f():\n    for i in range(1 << 30):\n        for j in range(1 << 30):\n            pass\nf()\n"})
    commit()
    folder = project.parent / "temporary"
    process = start("diff", "HEAD:a.bzl", "app.bzl", env={"TMPDIR": str(folder)}, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while not list(folder.glob("configlang-*/0/a.bzl")) and time.monotonic() < deadline:
        time.sleep(0.05)

    process.send_signal(number)

    assert process.wait(60) != 0
    assert [] == list(folder.iterdir())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["a.bzl", "b.bzl", "c.bzl"], "two configs are compared"),
        (["-"], "in no revision"),
        (["-", "-"], "one config"),
        (["app.bzl", "--format", "nonsense"], "no format `nonsense`"),
    ],
)
def test_wrong_usage(words: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    """What can't be compared is refused."""
    assert said in diff(capfd, *words, code=2)


@pytest.mark.usefixtures("project")
def test_what_git_does_not_have(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """A revision or a file that there is not, and a folder without a repository, are findings."""
    for word, said in {
        "nope:app.bzl": "git knows no revision `nope` here",
        "HEAD:": "no file below the top",
        "HEAD:/etc/passwd": "no file below the top",
        "HEAD:../x.bzl": "no file below the top",
        "-x:app.bzl": "`-x` is no revision",
        ":app.bzl": "`` is no revision",
        "--output=x:app.bzl": "`--output=x` is no revision",
        "HEAD:src": "no file `src` in `HEAD`",
        "HEAD^{/nothing}:app.bzl": "git knows no revision",
        "^HEAD:app.bzl": "git knows no revision",
        "HEAD:app.bzl:": "no file `app.bzl:`",
    }.items():
        found = configlang.diff(word, "app.bzl")
        assert ["bad-revision"] == [finding.code for finding in found.errors], word
        assert said in found.errors[0].message, word
    monkeypatch.chdir(tmp_path)
    assert "not a git repository" in diff(capfd, "HEAD:app.bzl", "project/app.bzl")
    # Neither one that lies in the working folder.
    Path("git").write_text("#!/bin/sh\ntouch was-run\n")
    Path("git").chmod(0o755)
    monkeypatch.setenv("PATH", ".::/nonexistent")
    assert "no `git` here" in diff(capfd, "HEAD:app.bzl", "project/app.bzl")
    assert not Path("was-run").exists()


@pytest.mark.usefixtures("project")
def test_colours_are_for_terminals(capfd: pytest.CaptureFixture[str]) -> None:
    """What goes and what comes has colours where they are asked for, and none in a file."""
    lay({"app.bzl": "interpreter(quiet = True)\n"})

    plain = diff(capfd, "app.bzl")
    coloured = diff(capfd, "app.bzl", "--color", "always")

    assert "\x1b" not in plain
    assert "\x1b[31m- " in coloured
    assert "\x1b[32m+ " in coloured


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
@pytest.mark.usefixtures("project")
def test_a_terminal_has_colours() -> None:
    """Where the answer is read at a terminal it has colours by itself, unless people don't want any."""
    lay({"app.bzl": "interpreter(quiet = True)\n"})
    for environment, is_coloured in (({"TERM": "xterm"}, True), ({"TERM": "dumb"}, False), ({"NO_COLOR": "1"}, False)):
        near, far = os.openpty()
        start("diff", "app.bzl", stdout=far, stderr=subprocess.DEVNULL, env={"TERM": "xterm", **environment}).wait(60)
        os.close(far)
        assert is_coloured == (b"\x1b[32m+ True" in os.read(near, 65536))
        os.close(near)


@pytest.mark.usefixtures("project")
def test_values_do_nothing_to_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    """Control characters and commands of a CI in values are shown, and nothing more."""
    lay({"app.bzl": 'interpreter(run_command = "\\x1b[2J\\n::error::x\\n##[error]x")\n'})

    said = diff(capfd, "app.bzl")

    assert "\x1b" not in said
    assert not [line for line in said.splitlines() if line.startswith(("::", "##["))]


@pytest.mark.usefixtures("project")
def test_api_takes_what_programs_have() -> None:
    """Files, revisions, evaluations and configs are compared with each other, and wrong types are findings."""
    evaluation = configlang.evaluate("app.bzl")
    config = evaluation.require()

    for side in ("app.bzl", Path("app.bzl"), "HEAD:app.bzl", evaluation, config):
        assert configlang.diff(side, evaluation).is_equal
        assert configlang.diff(config, side).is_equal
    found = configlang.diff(evaluation, "src/tool.bzl")
    (change,) = found.changes
    assert ("static_extension:fast", True, None) == (change.path, change.is_part, change.before)
    assert change.after is not None
    assert (("name", "fast"), ("init", "PyInit_fast")) == change.after.value
    assert ("json",) == tuple(output.name for output in found.outputs)
    assert not found.is_equal
    assert found == configlang.diff(evaluation, "src/tool.bzl")
    assert len({found, configlang.diff(evaluation, "src/tool.bzl")}) == 1
    for wrong in (3, None, b"app.bzl"):
        assert ["wrong-type"] == [finding.code for finding in configlang.diff(wrong, config).errors]  # type: ignore[arg-type]
    assert ["unknown-target"] == [finding.code for finding in configlang.diff("app.bzl", "app.bzl", target="x").errors]


# A repository that somebody else has made


def test_git_runs_nothing_of_a_repository(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Filters, text conversions, external diffs, hooks, pagers and monitors that its config names are not started."""
    marker = project.parent / "was-run"
    program = project.parent / "program"
    program.write_text(f"#!/bin/sh\ntouch '{marker}'\ncat\n")
    program.chmod(0o755)
    lay({".gitattributes": "*.bzl diff=x filter=x text=auto ident export-subst\nlib/* export-ignore\n"})
    commit()
    for key in ("diff.x.textconv", "diff.x.command", "filter.x.smudge", "filter.x.clean"):
        git("config", key, str(program))
    for key in ("diff.external", "core.fsmonitor", "core.pager", "core.sshCommand", "core.editor", "core.askPass"):
        git("config", key, str(program))
    for name in ("post-checkout", "reference-transaction", "post-index-change"):
        hook = project / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(program.read_text())
        hook.chmod(0o755)
    marker.unlink(missing_ok=True)

    assert diff(capfd, "HEAD:app.bzl", "app.bzl", code=0) == ""
    assert not marker.exists()
    # Another way to a revision would have.
    git("archive", "--output", str(project.parent / "archive.tar"), "HEAD")
    assert marker.exists()


def test_missing_objects_are_not_fetched(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """An object that a partial clone lacks is told, and no transport of the repository's choice is started for it."""
    marker = project.parent / "was-run"
    blob = git("rev-parse", "HEAD:lib/hard.bzl")
    (project / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    git("config", "core.repositoryFormatVersion", "1")
    git("config", "extensions.partialClone", "origin")
    git("config", "remote.origin.url", f"ext::touch {marker}")
    git("config", "remote.origin.promisor", "true")
    git("config", "protocol.ext.allow", "always")

    said = diff(capfd, "HEAD:app.bzl", "app.bzl")

    assert "error[bad-revision]" in said
    assert not marker.exists()
    subprocess.run(["git", "cat-file", "-p", blob], capture_output=True, check=False)
    assert marker.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no such pipes")
def test_git_that_hangs_is_ended(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe in the place of an object, for which git waits, keeps nobody."""
    monkeypatch.setattr(comparison_git, "TIMEOUT", 1)
    for number, revision in enumerate(("HEAD:lib/hard.bzl", "HEAD^{tree}")):
        name = git("rev-parse", revision)
        place = project / ".git" / "objects" / name[:2] / name[2:]
        place.unlink()
        os.mkfifo(place)
        folder = project.parent / str(number)
        folder.mkdir()
        found = lay_out(Revision("HEAD", "app.bzl"), str(folder))
        assert isinstance(found, configlang.Finding)
        assert found.code == "bad-revision"


def test_bare_repositories_have_revisions(
    project: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Where nothing is checked out, paths are from the top."""
    git("clone", "-q", "--bare", str(project), str(project.parent / "bare"))
    monkeypatch.chdir(project.parent / "bare")

    assert diff(capfd, "HEAD:src/tool.bzl", "../project/src/tool.bzl", code=0) == ""


def entry(mode: str, name: bytes, target: str) -> bytes:
    """Return an entry of a tree, as git keeps it."""
    return mode.encode() + b" " + name + b"\0" + bytes.fromhex(target)


def tree_of(*entries: bytes) -> str:
    """Write a tree that git itself would refuse to make, and return its name."""
    return git("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=b"".join(entries))


def test_odd_names_lead_nowhere(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Entries that lead out of the folder, are there twice, or that no file system takes, are left out."""
    blob = git("hash-object", "-w", "--stdin", data=b"interpreter(quiet = True)\n")
    link = git("hash-object", "-w", "--stdin", data=str(project.parent).encode())
    inner = tree_of(entry("100644", b"evil.bzl", blob))
    tree = tree_of(
        entry("40000", b"..", inner),
        entry("40000", b".git", inner),
        entry("100644", b"a\n\x1b[31m\xff.bzl", blob),
        entry("100644", b"app.bzl", blob),
        entry("120000", b"dir", link),
        entry("40000", b"dir", inner),
        entry("100644", b"n" * 300 + b".bzl", blob),
        entry("160000", b"sub.bzl", blob),
        entry("100644", b"twice.bzl", blob),
        entry("100644", b"twice.bzl", blob),
    )

    assert f"- True  ({tree}:app.bzl:1:21)" in diff(capfd, f"{tree}:app.bzl", "app.bzl")
    assert "sub.bzl" in diff(capfd, f"{tree}:sub.bzl", "app.bzl")
    assert [] == list(project.parent.rglob("evil.bzl"))
    assert "bad-revision" in diff(capfd, f"{tree}:../evil.bzl", "app.bzl")


def test_links_of_a_revision_stay_in_it(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A link in the revision is followed inside of it, and one that leads out is not there."""
    outside = project.parent / "outside.bzl"
    outside.write_text("x = True\n")
    lay({"real/x.bzl": "x = True\n"})
    Path("inner").symlink_to("real")
    Path("outer.bzl").symlink_to(outside)
    Path("up").symlink_to("real/../..")
    lay({"in.bzl": 'load("//inner:x.bzl", "x")\ninterpreter(quiet = x)\n'})
    for name, label in {"out": "//:outer.bzl", "over": "//up:outside.bzl"}.items():
        lay({f"{name}.bzl": f'load("{label}", "x")\ninterpreter(quiet = x)\n'})
    Path("main.bzl").symlink_to(outside)
    commit()

    assert diff(capfd, "in.bzl", code=0) == ""
    for name in ("out", "over"):
        said = diff(capfd, f"HEAD:{name}.bzl", "app.bzl", "--follow-symlinks")
        assert "error[file-not-found]" in said
        assert f"HEAD:{name}.bzl:1:6" in said
    assert "error[file-not-found]" in diff(capfd, "HEAD:main.bzl", "app.bzl")


def test_large_files_of_a_revision(project: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A file that is too large for a config is told so, and not read."""
    lay({"large.bzl": "#" * (17 << 20), "app.bzl": 'load("//:large.bzl", "x")\ninterpreter(quiet = x)\n'})
    commit()
    del project

    assert "HEAD:app.bzl:1:6: error[file-too-large]" in diff(capfd, "HEAD:app.bzl", "src/tool.bzl")


def test_project_file_around_the_folder_is_not_taken(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever can write where temporary folders are made has no say in a revision without a project file."""
    git("rm", "-q", "configlang.toml")
    lay({"x.bzl": 'load(":y.bzl", "y")\ninterpreter(quiet = y)\n', "y.bzl": "y = True\n"})
    commit()
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "configlang.toml").write_text("nonsense\n")
    monkeypatch.setattr(tempfile, "tempdir", str(shared))
    del project

    assert diff(capfd, "x.bzl", code=0) == ""


@pytest.mark.usefixtures("project")
def test_hostile_json(capfd: pytest.CaptureFixture[str]) -> None:
    """A JSON of any kind gives findings with places, and no traceback."""
    for text in (
        "[" * 100_000,
        '{"a": 1e999}',
        '{"interpreter_config": {"profile": "python", "quiet": ' + "9" * 10_000 + "}}",
        "\ufeff{}",
        "\x00",
    ):
        Path("a.json").write_text(text, encoding="utf-8")
        said = diff(capfd, "a.json", "app.bzl")
        assert "a.json:1:" in said
        assert "error[bad-json]" in said
    Path("a.json").write_bytes(b"\xff\xfe")
    assert "error[not-utf8]" in diff(capfd, "a.json", "app.bzl")
    assert "error[file-not-found]" in diff(capfd, "b.json", "app.bzl")
