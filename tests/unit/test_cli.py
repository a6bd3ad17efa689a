"""The command: exit codes, streams, files, and what it does when something goes wrong in itself."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, NoReturn

import pytest

from configlang import __version__
from configlang.cli.main import main

ROOT = Path(__file__).parents[2]
TARGET = ["--target", "x86_64-unknown-linux-gnu"]
GOOD = 'interpreter(isolated = True, set_missing_path_configuration = False)\nstatic_extension("fast")\n'
BAD = 'interpreter(isolated = "yes")\n'


@pytest.fixture(autouse=True)
def _in_a_folder_of_configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a good and a bad config, and without settings of the developer's own."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIGLANG_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("good.bzl").write_text(GOOD)
    Path("bad.bzl").write_text(BAD)


HEED_INTERRUPTS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a command that heeds interrupts, also where these tests run in the background of a shell, which does not."""


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - of Popen
    """Start the command as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    command = [sys.executable, "-S", "-c", HEED_INTERRUPTS, sys.executable, "-m", "configlang", *arguments]
    return subprocess.Popen(command, env=environment, **options)


def files() -> dict[str, bytes]:
    """Return the names of the files in the working folder that no test starts with, and what they hold."""
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.name not in {"good.bzl", "bad.bzl"}}


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
    """No news is good news."""
    assert main(["check", "good.bzl"]) == 0
    assert tuple(capfd.readouterr()) == ("", "")


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
        [],
        ["nope"],
        ["eval"],
        ["eval", "good.bzl", "--format", "cobol"],
        ["eval", "good.bzl", "--formt", "json"],
        ["eval", "good.bzl", "--form", "json"],
        ["eval", "good.bzl", "-D", "x"],
        ["eval", "good.bzl", "-D", "no-name=1"],
        ["eval", "good.bzl", "-D", "=1"],
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
        ["check"],
        ["check", "good.bzl", "--output", "a"],
    ],
)
def test_wrong_usage_exits_with_2(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A wrong command line ends with 2, one line about it, one line about help, and no file written."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    out, err = capfd.readouterr()
    assert caught.value.code == 2
    assert out == ""
    assert re.fullmatch(r"configlang: .+\nTry `configlang[ \w]* --help`\.\n", err)
    assert files() == {}


@pytest.mark.parametrize("arguments", [["--help"], ["eval", "--help"], ["check", "--help"], ["explain", "--help"]])
def test_help_is_a_result(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """Help that was asked for goes to stdout and is no failure."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)

    out, err = capfd.readouterr()
    assert caught.value.code == 0
    assert out.startswith("usage: configlang")
    assert err == ""


def test_version_is_that_of_the_package(capfd: pytest.CaptureFixture[str]) -> None:
    """One place says the version."""
    with pytest.raises(SystemExit) as caught:
        main(["--version"])

    assert caught.value.code == 0
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
    monkeypatch.setattr("configlang.cli.eval.evaluate_file", _break)

    assert main(["eval", "good.bzl"]) == 3
    out, err = capfd.readouterr()
    assert out == ""
    assert err == (
        "configlang: this is a bug in configlang: ZeroDivisionError: oops\n"
        "Please report it with the config file and this line; CONFIGLANG_DEBUG=1 shows the traceback.\n"
    )


def test_fault_of_our_own_has_a_traceback_for_developers(monkeypatch: pytest.MonkeyPatch) -> None:
    """CONFIGLANG_DEBUG=1 lets the exception through."""
    monkeypatch.setattr("configlang.cli.eval.evaluate_file", _break)
    monkeypatch.setenv("CONFIGLANG_DEBUG", "1")

    with pytest.raises(ZeroDivisionError):
        main(["eval", "good.bzl"])


def test_interrupt_exits_with_130(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is no fault of anybody: no noise."""

    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("configlang.cli.eval.evaluate_file", interrupt)

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
def test_interrupt_of_a_running_config_is_quiet() -> None:
    """Ctrl-C while a config runs ends the command with 130 and without a traceback."""
    Path("busy.bzl").write_text("x = [0 for a in range(9999) for b in range(9999) for c in range(9999)]\n")
    process = start("eval", "busy.bzl", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while not children.read_text().split() and process.poll() is None:
        pass

    process.send_signal(signal.SIGINT)

    assert process.communicate(timeout=60) == (b"", b"")
    assert process.returncode == 130


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


# Output files


def test_several_outputs_come_from_one_evaluation(capfd: pytest.CaptureFixture[str]) -> None:
    """Each --output gets its own format, and stdout stays empty."""
    options = ["--output", "json=a.json", "--output", "rust=a.rs", "--output", "b"]

    assert main(["eval", "good.bzl", "--format", "rust-expr", *options, *TARGET]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    found = files()
    assert {"a.json", "a.rs", "b"} == found.keys()
    assert json.loads(found["a.json"])["extra_extension_modules"]
    assert b"pub fn default_python_config" in found["a.rs"]
    assert b"pub fn" not in found["b"]


def test_stdout_and_output_hold_the_same(capfd: pytest.CaptureFixture[str]) -> None:
    """Where the text goes changes nothing in it."""
    for format_name in ("json", "rust", "rust-expr"):
        assert main(["eval", "good.bzl", "--format", format_name]) == 0
        assert main(["eval", "good.bzl", "--output", f"{format_name}=a"]) == 0
        assert Path("a").read_text() == capfd.readouterr().out


@pytest.mark.parametrize("order", [["json=a.json", "rust=none/a.rs"], ["rust=none/a.rs", "json=a.json"]])
def test_outputs_are_all_written_or_none(order: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """When one can't be written the others are as they were, and the exit code is 1."""
    Path("a.json").write_text("old")
    options = [option for path in order for option in ("--output", path)]

    assert main(["eval", "good.bzl", *options]) == 1
    assert "can't write `none/a.rs`: " in capfd.readouterr().err
    assert files() == {"a.json": b"old"}


def test_refused_output_keeps_the_others_back(capfd: pytest.CaptureFixture[str]) -> None:
    """When one format can't express the config, no file is written."""
    Path("prepends.bzl").write_text('filesystem_importer(paths = ["a"], mode = "prepend")\n')

    assert main(["eval", "prepends.bzl", "--output", "json=a.json", "--output", "rust=a.rs"]) == 1
    assert "error[not-expressible]" in capfd.readouterr().err
    assert {"prepends.bzl"} == files().keys()


def test_output_of_several_files() -> None:
    """An output for C is a source file and its header, which it names; both take part in `--check`."""
    arguments = ["eval", "good.bzl", "--format", "c", "--output", "my-host.c"]

    assert main(arguments) == 0
    written = files()
    assert set(written) == {"my-host.c", "my-host.h"}
    assert b'#include "my-host.h"\n' in written["my-host.c"]
    assert b"int my_host_initialize(" in written["my-host.h"]
    assert main([*arguments, "--check"]) == 0
    Path("my-host.h").write_text("old")
    assert main([*arguments, "--check"]) == 1


PACKED = """
oxidized_importer()
# configlang: disable=symbols-not-exported
dynamic_extension("fast", path = "$ORIGIN/lib/fast.so", loader = "oxidized")
interpreter(set_missing_path_configuration = False)
"""


def test_output_with_packed_resources(capfd: pytest.CaptureFixture[str]) -> None:
    """The packed-resources file stands beside each output; outputs of one name share it, and a check compares it."""
    Path("packed.bzl").write_text(PACKED, encoding="utf-8")
    arguments = ["eval", "packed.bzl", "--python", "3.10", "--output", "rust=host.rs", "--output", "json=host.json"]

    assert main(arguments) == 0
    assert sorted(path.name for path in Path().glob("host.*")) == ["host.json", "host.packed-resources", "host.rs"]
    packed = Path("host.packed-resources")
    assert packed.read_bytes().endswith(b"fastlib/fast.so")
    assert main([*arguments, "--check"]) == 0
    assert capfd.readouterr() == ("", "")
    packed.write_bytes(packed.read_bytes() + b"!")
    assert main([*arguments, "--check"]) == 1
    stale = "host.packed-resources: stale: it holds 76 bytes and would hold 75, other ones from byte 75 on\n"
    assert capfd.readouterr() == ("", stale)
    packed.unlink()
    assert main([*arguments, "--check"]) == 1
    assert capfd.readouterr() == ("", "host.packed-resources: stale: the file does not exist\n")


def test_packed_resources_are_all_written_or_none(capfd: pytest.CaptureFixture[str]) -> None:
    """Where their file can't be written, neither is the output that refers to it."""
    Path("packed.bzl").write_text(PACKED, encoding="utf-8")
    Path("host.packed-resources").mkdir()

    assert main(["eval", "packed.bzl", "--python", "3.10", "--output", "rust=host.rs"]) == 1
    assert capfd.readouterr().err == "configlang: can't write `host.packed-resources`: it is a directory\n"
    assert not Path("host.rs").exists()


def test_names_in_c_have_more_than_a_letter() -> None:
    """The stem `w` gives no `W_OK`, which POSIX has already."""
    assert main(["eval", "good.bzl", "--format", "c", "--output", "w.c"]) == 0
    assert b"W_PYTHON_CONFIG_OK" in files()["w.h"]
    assert b" W_OK" not in files()["w.h"]


@pytest.mark.parametrize(
    "outputs",
    [
        ["c=host.h"],
        ["c=host.c", "json=host.h"],
        ["c=host.c", "c-initconfig=host.cpp"],
    ],
)
def test_header_has_a_file_of_its_own(outputs: list[str], capfd: pytest.CaptureFixture[str]) -> None:
    """A header that would be written over another output, or over its own source, is wrong usage."""
    with pytest.raises(SystemExit) as ended:
        main(["eval", "good.bzl", *(part for output in outputs for part in ("--output", output))])

    assert ended.value.code == 2
    assert ".h" in capfd.readouterr().err
    assert files() == {}


def test_check_for_an_output(capfd: pytest.CaptureFixture[str]) -> None:
    """`check --format` reports what the output refuses too, without emitting; the default is rust."""
    Path("path.bzl").write_text('filesystem_importer(paths = ["a"], mode = "append")\n')

    assert main(["check", "path.bzl"]) == 1
    assert 'error[not-expressible]: `mode = "append"`' in capfd.readouterr().err
    assert main(["check", "path.bzl", "--format", "json"]) == 0
    assert main(["check", "path.bzl", "--format", "c"]) == 0


def test_bad_config_writes_nothing() -> None:
    """An old output stays when the config has an error."""
    Path("a.json").write_text("old")

    assert main(["eval", "bad.bzl", "--output", "a.json"]) == 1
    assert files() == {"a.json": b"old"}


def test_check_of_outputs(capfd: pytest.CaptureFixture[str]) -> None:
    """--check writes nothing: fresh files are no news, stale and missing ones are named and give exit code 1."""
    outputs = ["--output", "json=a.json", "--output", "rust=a.rs"]
    assert main(["eval", "good.bzl", *outputs]) == 0
    assert main(["eval", "good.bzl", *outputs, "--check"]) == 0
    assert tuple(capfd.readouterr()) == ("", "")
    Path("a.rs").unlink()
    Path("a.json").write_text("{}\n")

    assert main(["eval", "good.bzl", *outputs, "--check"]) == 1
    out, err = capfd.readouterr()
    assert out == ""
    assert "a.json: stale\n" in err
    assert "a.rs: stale: the file does not exist\n" in err
    assert files() == {"a.json": b"{}\n"}


# Findings as JSON


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
        "message": "`name`: CPython finds a built-in module by an ASCII name only",
        "file": "bad.bzl",
        "range": {"start": {"line": 2, "column": 22}, "end": {"line": 2, "column": 25}},
        "stack": [{"file": "bad.bzl", "line": 4, "function": "the top level"}],
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
    }


def test_finding_without_a_place_as_json(capfd: pytest.CaptureFixture[str]) -> None:
    """What is wrong outside the files has neither file nor range."""
    assert main(["check", "good.bzl", "-D", "x=1", "--message-format", "json"]) == 1
    assert (read_lines(capfd.readouterr().err)) == [
        {"code": "unknown-variable", "severity": "error", "message": "`-D x`: the config has no variable of this name"}
    ]


def test_no_findings_are_no_lines(capfd: pytest.CaptureFixture[str]) -> None:
    """A clean run prints no JSON, and no summary either."""
    assert main(["check", "good.bzl", "--message-format", "json"]) == 0
    assert capfd.readouterr().err == ""


def test_printed_text_is_json_too(capfd: pytest.CaptureFixture[str]) -> None:
    """A machine that reads stderr finds nothing there that is no JSON."""
    Path("prints.bzl").write_text("print('a\\nb', 1)\n")

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
    Path("prints.bzl").write_text("\ndef f():\n    print('hello', [1], sep = ', ')\n\nf()\n")

    assert main(["eval", "prints.bzl", *TARGET]) == 0
    out, err = capfd.readouterr()
    assert out.startswith("{")
    assert err == "prints.bzl:3: hello, [1]\n"


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
    assert is_coloured is ("\x1b[1;31merror[wrong-type]\x1b[0m" in capfd.readouterr().err)


def test_other_encodings_of_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    """A terminal that knows ASCII only gets escapes, and no traceback."""
    Path("bad.bzl").write_text("static_extension('ä')\n", encoding="utf-8")
    process = start("check", "bad.bzl", stderr=subprocess.PIPE, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})

    _, err = process.communicate(timeout=60)

    assert process.returncode == 1
    assert b"static_extension('\\xe4')" in err
    assert capfd.readouterr().out == ""


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
