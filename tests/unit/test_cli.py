"""The command: exit codes, streams, options, and what it does when something goes wrong in itself."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from configlang import __version__
from configlang.cli.main import main
from tests.unit.cli_helpers import BAD, GOOD, ROOT, TARGET, files, lay_configs, start


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_configs(tmp_path, monkeypatch)


# Exit codes and streams


def test_good_config_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    """The result goes to stdout and nothing to stderr; the exit code is 0."""
    assert main(["eval", "good.bzl", *TARGET]) == 0
    out, err = capfd.readouterr()
    assert json.loads(out)["interpreter_config"]["isolated"] is True
    assert err == ""


def test_bad_config_prints_nothing_but_findings(capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong goes to stderr and nothing to stdout; the exit code is 1."""
    assert main(["eval", "bad.bzl"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("bad.bzl:1:24: error[wrong-type]: ")
    assert err.endswith("1 error\n")


def test_check_prints_nothing_of_a_good_config(capfd: pytest.CaptureFixture[str]) -> None:
    """No news is good news; only where nobody says what is made of a config, one line tells so."""
    assert main(["check", "good.bzl", "--format", "c"]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    assert main(["check", "good.bzl"]) == 0
    told = "good.bzl: checked for CPython alone: host() or --format tells what is made of it\n"
    assert tuple(capfd.readouterr()) == ("", told)


def test_check_takes_several_files(capfd: pytest.CaptureFixture[str]) -> None:
    """One bad config does not keep the others from being looked at; findings come in the order of the files."""
    Path("worse.bzl").write_text("x = (\n")

    assert main(["check", "bad.bzl", "good.bzl", "worse.bzl"]) == 1
    found = re.findall(r"^(\w+\.bzl):\d+:\d+: error", capfd.readouterr().err, re.MULTILINE)
    assert found == ["bad.bzl", "worse.bzl"]


def test_warning_is_no_failure(capfd: pytest.CaptureFixture[str]) -> None:
    """A config with a warning is printed, and the exit code is 0."""
    Path("warns.bzl").write_text(f'compatible_with(python = ">=3.11")\n{GOOD}')

    assert main(["eval", "warns.bzl", "--format", "rust-expr", *TARGET]) == 0
    out, err = capfd.readouterr()
    assert "OxidizedPythonInterpreterConfig" in out
    assert "warning[python-unsupported]" in err
    assert err.endswith("1 warning\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["eval"],
        ["eval", "good.bzl", "--format", "cobol"],
        ["eval", "good.bzl", "--formt", "json"],
        ["eval", "good.bzl", "--form", "json"],
        ["eval", "good.bzl", "-D", "x"],
        ["eval", "good.bzl", "-D", "no-name=1"],
        ["eval", "good.bzl", "-D", "=1"],
        ["eval", "good.bzl", "-D", "a=1", "-D", "b=1", "-D", "a=2"],
        ["eval", "good.bzl", "extra.bzl"],
        ["eval", "good.bzl", "--check"],
        ["eval", "good.bzl", "--output", ""],
        ["eval", "good.bzl", "--output", "json="],
        ["eval", "good.bzl", "--output", "rust=host.packed-resources"],
        ["eval", "good.bzl", "--output", "json=a", "--output", "rust=./a"],
        ["eval", "good.bzl", "--output", "./good.bzl"],
        ["eval", "good.bzl", "--timeout", "0"],
        ["eval", "good.bzl", "--timeout", "soon"],
        ["eval", "good.bzl", "--memory-limit", "1.5"],
        ["eval", "good.bzl", "--message-format", "xml"],
        ["check", "good.bzl", "--output", "a"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong command line ends with 2, one line about it, one line about help, and no file written."""
    code = main(arguments)

    out, err = capfd.readouterr()
    assert code == 2
    assert out == ""
    assert re.fullmatch(r"configlang: .+\nTry `configlang[ \w]* --help`\.\n", err)
    assert files() == {}


@pytest.mark.parametrize("arguments", [["--help"], ["eval", "--help"], ["check", "--help"], ["explain", "--help"]])
def test_help_is_a_result(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Help that was asked for goes to stdout and is no failure."""
    code = main(arguments)

    out, err = capfd.readouterr()
    assert code == 0
    assert out.startswith("usage: configlang")
    assert err == ""


def test_version_is_that_of_the_package(capfd: pytest.CaptureFixture[str]) -> None:
    """One place says the version."""
    code = main(["--version"])

    assert code == 0
    assert capfd.readouterr().out == f"configlang {__version__}\n"


@pytest.mark.parametrize(
    "arguments", [["eval", "none.bzl"], ["check", "none.bzl"], ["eval", "."], ["check", "a/b.bzl"]]
)
def test_file_that_is_not_there_is_a_finding(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A missing file is reported like any other mistake: with its name, as it was given."""
    assert main(arguments) == 1
    assert capfd.readouterr().err.startswith(f"{arguments[1]}:1:1: error[file-")


@pytest.mark.parametrize(("option", "code"), [("--python", "unknown-python"), ("--target", "unknown-target")])
def test_unknown_choice_is_a_finding_without_a_place(option: str, code: str, capfd: pytest.CaptureFixture[str]) -> None:
    """A version or target that does not exist is no mistake of the file."""
    assert main(["check", "good.bzl", option, "nope"]) == 1
    assert capfd.readouterr().err.startswith(f"error[{code}]: `nope` ")


# Faults of our own


def test_fault_of_our_own_exits_with_3(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A bug says that it is one, what to report, and shows no traceback."""
    monkeypatch.setattr("configlang.worker.process._start", _break)

    assert main(["eval", "good.bzl"]) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "configlang: this is a bug in configlang: ZeroDivisionError: oops\n"
        "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback.\n"
    )


def test_fault_of_our_own_has_a_traceback_for_developers(monkeypatch: pytest.MonkeyPatch) -> None:
    """CONFIGLANG_DEBUG=1 lets the exception through."""
    monkeypatch.setattr("configlang.worker.process._start", _break)
    monkeypatch.setenv("CONFIGLANG_DEBUG", "1")

    with pytest.raises(ZeroDivisionError):
        main(["eval", "good.bzl"])


def test_interrupt_exits_with_130(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no fault of anybody: no noise."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("configlang.worker.process._start", interrupt)

    assert main(["eval", "good.bzl"]) == 130
    assert tuple(capfd.readouterr()) == ("", "")


def _break(*_: object) -> NoReturn:
    raise ZeroDivisionError("oops")


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise on Windows")
def test_closed_pipe_ends_quietly() -> None:
    """A reader that has seen enough is no reason for a word."""
    Path("large.bzl").write_text('[static_extension("m%d" % number) for number in range(5000)]\n')
    reading, writing = os.pipe()
    process = start("eval", "large.bzl", stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    os.close(reading)

    _, err = process.communicate(timeout=60)

    assert err == b""
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="this system does not list children")
@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143), ("SIGHUP", 129)])
def test_wish_to_end_is_heeded_quietly(name: str, code: int) -> None:
    """Ctrl-C, and who asks a running config to end, gets no traceback, no file, and an exit code that tells."""
    Path("busy.bzl").write_text("x = [0 for a in range(9999) for b in range(9999) for c in range(9999)]\n")
    before = set(Path().iterdir())
    process = start("eval", "busy.bzl", "--output", "out.json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not children.read_text().split() and process.poll() is None:
        pass

    process.send_signal(getattr(signal, name))

    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == code
    assert before == set(Path().iterdir())


# Input


def test_dash_is_standard_input() -> None:
    """A config may come through a pipe; findings name it as that."""
    process = start("eval", "-", *TARGET, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    out, err = process.communicate(GOOD.encode(), timeout=60)
    assert err == b""
    assert json.loads(out)["extra_extension_modules"] == [{"name": "fast", "init_func": "PyInit_fast"}]

    process = start("check", "-", stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    _, err = process.communicate(BAD.encode(), timeout=60)
    assert process.returncode == 1
    assert err.decode().splitlines()[:3] == [
        '<stdin>:1:24: error[wrong-type]: `isolated`: got the str "yes", wanted is True or False',
        "  |",
        '1 | interpreter(isolated = "yes")',
    ]


def test_files_are_named_as_they_were_given(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Whatever way leads to a file, messages have it in that spelling."""
    (tmp_path / "sub").mkdir()
    for name in ("./bad.bzl", "sub/../bad.bzl", str(tmp_path / "bad.bzl")):
        assert main(["check", name]) == 1
        assert capfd.readouterr().err.startswith(f"{name}:1:24: ")


def test_odd_file_names_are_shown_safely(capfd: pytest.CaptureFixture[str]) -> None:
    """A file name can't move the cursor of a terminal or forge a line."""
    name = "a\x1b[2J\n.bzl"
    Path(name).write_text(BAD)

    assert main(["check", name]) == 1
    err = capfd.readouterr().err
    assert "\x1b" not in err
    assert err.startswith("a\\x1b[2J")


# Options


def test_variables_targets_and_versions_reach_the_config(capfd: pytest.CaptureFixture[str]) -> None:
    """What the command line says is what the config sees."""
    Path("asks.bzl").write_text(
        "interpreter(x_options = [variable('a'), str(variable('b', default = 0)), TARGET.triple, str(TARGET.python)])\n"
    )

    arguments = ["-D", "a=x=y", "-D", "b=7", "--target", "aarch64-apple-darwin", "--python", "3.10"]
    assert main(["eval", "asks.bzl", *arguments]) == 0
    expected = ["x=y", "7", "aarch64-apple-darwin", "3.10"]
    assert expected == json.loads(capfd.readouterr().out)["interpreter_config"]["x_options"]


def test_header_has_the_command_that_makes_the_file_again(capfd: pytest.CaptureFixture[str]) -> None:
    """What the header says, run where the root is, gives the same text; odd values are quoted for a shell."""
    Path("asks.bzl").write_text("interpreter(run_command = variable('code', default = ''))\n")
    arguments = ["asks.bzl", "--format", "rust", "-D", "code=print('x'); 1", *TARGET, "--python", "3.11"]

    assert main(["eval", *arguments]) == 0
    out = capfd.readouterr().out
    assert ["configlang", "eval", *arguments] == shlex.split(out.split("\n")[2].removeprefix("// "))


def test_header_has_what_the_root_is_found_by(capfd: pytest.CaptureFixture[str]) -> None:
    """The command is as it must be given in the root: that is the root, and links that were followed are again."""
    Path("sub").mkdir()
    Path("sub/app.bzl").touch()

    assert main(["eval", "sub/app.bzl", "--root", ".", "--follow-symlinks", "--format", "rust"]) == 0
    command = shlex.split(capfd.readouterr().out.split("\n")[2].removeprefix("// "))
    assert command == ["configlang", "eval", "sub/app.bzl", "--format", "rust", "--root", ".", "--follow-symlinks"]


def test_full_writes_what_is_unset(capfd: pytest.CaptureFixture[str]) -> None:
    """--full changes JSON only."""
    assert main(["eval", "good.bzl", "--full"]) == 0
    assert json.loads(capfd.readouterr().out)["tcl_library"] is None


def test_root_decides_where_labels_start(capfd: pytest.CaptureFixture[str]) -> None:
    """--root, else the folder of the project file, else the config's own."""
    Path("lib").mkdir()
    Path("lib/a.bzl").write_text("A = 'found'\n")
    Path("sub").mkdir()
    Path("sub/app.bzl").write_text('load("//lib:a.bzl", "A")\ninterpreter(run_module = A)\n')

    assert main(["check", "sub/app.bzl"]) == 1
    assert "`sub/lib/a.bzl` does not exist" in capfd.readouterr().err
    assert main(["check", "sub/app.bzl", "--root", "."]) == 0
    Path("configlang.toml").touch()
    assert main(["check", "sub/app.bzl"]) == 0


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
def test_loads_leave_the_root_on_request_only(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """A link out of the root is refused at its load, unless --follow-symlinks is given."""
    (tmp_path / "root").mkdir()
    Path("a.bzl").write_text("A = 'found'\n")
    Path("root/a.bzl").symlink_to(tmp_path / "a.bzl")
    Path("root/app.bzl").write_text('load(":a.bzl", "A")\ninterpreter(run_module = A)\n')

    assert main(["check", "root/app.bzl"]) == 1
    assert capfd.readouterr().err.startswith("root/app.bzl:1:6: error[load-outside-root]: ")
    assert main(["check", "root/app.bzl", "--follow-symlinks"]) == 0


def test_no_home_is_needed() -> None:
    """The command runs without HOME and writes nothing beside its output."""
    environment = {
        name: value for name, value in os.environ.items() if name in {"PATH", "SYSTEMROOT", "LD_LIBRARY_PATH"}
    }
    process = subprocess.run(
        [sys.executable, "-m", "configlang", "eval", "good.bzl", "--output", "a.json"],
        env={**environment, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        check=False,
    )

    assert (process.returncode, process.stdout, process.stderr) == (0, b"", b"")
    assert {"a.json"} == files().keys()
