"""`configlang new`: names, what is refused, all or nothing, and what the files of a project have in common."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path
from typing import NoReturn

import pytest

from configlang import evaluate, scaffold
from configlang.api import emit_files
from configlang.cli.main import main
from configlang.scaffold import project
from configlang.scaffold.names import name_problem, package_of

GOOD_NAMES = ("hello-app", "hello_app", "Hello", "a", "x86-64_demo", "a" * 40)
BAD_NAMES = {
    "": "starts with a letter",
    "1st": "starts with a letter",
    "-app": "starts with a letter",
    "_app": "starts with a letter",
    "grüße": "ASCII",
    "a b": "ASCII",
    "a.b": "ASCII",
    "a" * 41: "40 characters at most",
    "lambda": "a keyword of Python",
    "match": "a keyword of Rust or C",
    "register": "a keyword of Rust or C",
    "json": "the standard library has that module",
    "imp": "the standard library has that module",
    "concurrent": "the standard library has that module",
    "test": "the build has a file or a target of that name",
    "sitecustomize": "Python imports a module of that name by itself",
    "pyembed": "a crate of that name",
    "pyo3-build-config": "a crate of that name",
    "Makefile": "the build has a file or a target of that name",
    "stdlib": "the build has a file or a target of that name",
    "package-source": "the build has a file or a target of that name",
}

hosts = pytest.mark.parametrize("host", scaffold.HOSTS)


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder."""
    monkeypatch.chdir(tmp_path)


def new(*arguments: str) -> int:
    """Run the command and return its exit code, also where argparse ends it."""
    try:
        return main(["new", *arguments])
    except SystemExit as error:
        return int(error.code or 0)


def files_below(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by their paths in it."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# Names


@pytest.mark.parametrize("name", GOOD_NAMES)
def test_good_names_make_a_package(name: str) -> None:
    """A name that is accepted gives a Python package that can be imported."""
    assert name_problem(name) is None
    assert package_of(name).isidentifier()


@pytest.mark.parametrize("name", BAD_NAMES)
def test_bad_names_are_refused(name: str) -> None:
    """A name that is no good as a crate, a package, a target or a file is refused with the reason."""
    problem = name_problem(name)

    assert problem is not None
    assert BAD_NAMES[name] in problem


@hosts
def test_files_of_a_build_are_no_names(host: str) -> None:
    """A program of the name of a file or folder at the top of the project would clash with it in some layout."""
    tops = {path.split("/")[0] for _, path in project.templates(project.HOSTS[host])}

    assert {top for top in tops if name_problem(top) is None} == set()


# What is refused


def test_bad_name_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """The exit code is 2, the message names the name, and nothing is written."""
    assert new("json") == 2
    assert "NAME: `json` can't be the name of a project" in capsys.readouterr().err
    assert [*Path().iterdir()] == []


def test_project_goes_where_nothing_is(capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that holds something, a file and a link to nothing are refused, and stay as they are."""
    Path("full").mkdir()
    Path("full", "file").touch()
    Path("taken").touch()
    Path("loose").symlink_to("nowhere")

    assert new("full") == 2
    assert "`full`: the folder is there already, and not empty" in capsys.readouterr().err
    assert new("taken") == 2
    assert "`taken`: there is a file of that name" in capsys.readouterr().err
    assert new("loose") == 2
    assert new("no/where/hello") == 2
    assert "there is no folder `no/where`" in capsys.readouterr().err
    assert {"full", "full/file", "loose", "taken"} == {path.as_posix() for path in Path().rglob("*")}


def test_empty_folder_becomes_the_project() -> None:
    """A folder that is there and empty is taken, also by a path with a slash at its end."""
    Path("deep", "hello").mkdir(parents=True)

    assert new("deep/hello/") == 0
    assert [Path("deep/hello")] == [*Path("deep").iterdir()]
    assert Path("deep/hello/Cargo.toml").exists()


@pytest.mark.parametrize("function", ["_write", "_write_all"])
def test_failing_write_leaves_nothing(
    function: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a file can't be written, the message says why, the exit code says whose fault, and there is no trace."""
    for number, code, told in ((errno.EACCES, 1, "Permission denied"), (errno.ENOSPC, 4, "the disk is full")):

        def fail(*_: object, number: int = number) -> NoReturn:
            raise OSError(number, os.strerror(number))

        monkeypatch.setattr(project, function, fail)

        assert new("hello") == code
        assert f"can't write `hello`: {told}" in capsys.readouterr().err
        assert [*Path().iterdir()] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks of this kind")
def test_what_a_killed_run_leaves_is_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is killed leaves a folder of its own, which the next one there removes; what is not its stays."""
    with monkeypatch.context() as killed:
        killed.setattr(project, "_write_all", lambda *_: os._exit(9))
        if (child := os.fork()) == 0:
            new("hello")
            os._exit(0)
    assert os.waitpid(child, 0)[1] == 9 << 8
    assert {".lock", ".tree"} == {path.suffix for path in Path().iterdir()}
    Path(".configlang-0123456789abcdef.tree").mkdir()

    assert new("hello") == 0
    assert {".configlang-0123456789abcdef.tree", "hello"} == {path.name for path in Path().iterdir()}


def test_failing_last_step_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where only the last step fails, what was written before is removed."""

    def fail(*_: object) -> NoReturn:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", fail)

    assert new("hello") == 1
    assert [*Path().iterdir()] == []


# What is written


@hosts
def test_what_to_do_next_is_printed(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The commands that build and run the project go to stdout, with its name in them."""
    assert new("my app/hello", "--host", host) == 2
    Path("my app").mkdir()
    assert new("my app/hello", "--host", host) == 0
    printed = capsys.readouterr().out.splitlines()

    steps = ("cd 'my app/hello'", *project.HOSTS[host].steps)
    assert [f"    {step}" for step in steps] == [line for line in printed if line[:1] == " "]


def test_pyembed_is_the_default() -> None:
    """Without --host the project is one over pyembed."""
    Path("other").mkdir()
    new("hello")
    new("other/hello", "--host", "pyembed")

    assert files_below(Path("hello")) == files_below(Path("other/hello"))


def test_hosts_of_the_command_are_those_that_there_are() -> None:
    """The list for the help, which imports nothing, has the hosts of the table in their order."""
    assert scaffold.HOSTS == tuple(project.HOSTS)


@hosts
def test_layers_do_not_overlap(host: str) -> None:
    """No two layers of templates have the same file, so that their order means nothing."""
    paths = [path for _, path in project.templates(project.HOSTS[host])]

    assert sorted(set(paths)) == sorted(paths)


@hosts
def test_placeholders_are_filled_in(host: str) -> None:
    """Neither texts nor names of files keep a placeholder, and nothing that Python leaves behind is copied."""
    new("hello-app", "--host", host)
    files = files_below(Path("hello-app"))

    assert [] == [name for name, text in files.items() if "CL_" in name + text.decode("latin-1")]
    assert "lib/hello_app/__main__.py" in files
    assert not [name for name in files if name.endswith(".pyc")]


@hosts
def test_name_is_not_taken_for_a_placeholder(host: str) -> None:
    """A project that is called like a placeholder is like any other, but for its name."""
    names = set(project.values_of("", project.HOSTS[host]))

    for name in sorted(names):
        new(f"CL_{name}", "--host", host)
        new(f"QL_{name}", "--host", host)
        expected = {
            path.replace(f"QL_{name}", f"CL_{name}"): text.replace(f"QL_{name}".encode(), f"CL_{name}".encode())
            for path, text in files_below(Path(f"QL_{name}")).items()
        }
        assert expected == files_below(Path(f"CL_{name}"))


@hosts
def test_project_is_the_same_everywhere(host: str) -> None:
    """Two projects of a kind and name are the same: nothing of the folder around them is in them."""
    Path("other").mkdir()
    new("hello", "--host", host)
    new("other/hello", "--host", host)

    assert files_below(Path("hello")) == files_below(Path("other/hello"))


@hosts
def test_config_has_no_findings_and_its_output_is_there(host: str) -> None:
    """The config is clean on every CPython it is meant for, and the code that lies there is what is made of it."""
    new("hello", "--host", host)
    kind = project.HOSTS[host]
    evaluation = evaluate("hello/app.bzl", target=project.TARGET, outputs=(kind.format,))
    files = emit_files(
        evaluation.require(), kind.format, f"hello/{kind.output}", source="app.bzl", command=kind.command
    )

    assert evaluation.findings == ()
    expected = {name: text if isinstance(text, bytes) else text.encode() for name, text in files.items()}
    assert expected == {name: Path(name).read_bytes() for name in files}


@hosts
def test_a_config_around_it_means_nothing(host: str) -> None:
    """The project is its own root, whatever project it lies in."""
    Path("configlang.toml").write_text("[limits]\ndeclarations = 1\n", encoding="utf-8")

    assert new("hello", "--host", host) == 0
    assert evaluate("hello/app.bzl", target=project.TARGET).source_label == "app.bzl"


@hosts
def test_readme_has_every_file(host: str) -> None:
    """The table of the README names every file, or the folder that it lies in."""
    new("hello", "--host", host)
    readme = Path("hello/README.md").read_text(encoding="utf-8")
    table = readme[readme.index("| file |") : readme.index("## Run it")]
    named = re.findall(r"`([^`]+)`", table)
    missing = [
        name
        for name in files_below(Path("hello"))
        if not any(name == each or (each.endswith("/") and name.startswith(each)) for each in named)
    ]

    # The header comes as `.h` behind its source; what is not named needs no explanation.
    ordinary = {"README.md", ".gitignore", "Cargo.toml", "generated/python_config.h"}
    assert set() == set(missing) - ordinary
