"""No config can hang, crash or exhaust the tool: each ends as one finding, by the real command."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import attrs
import pytest

from tests.hostile.cases import AMOUNT, DEEP, MANY, MEMORY, TIME, VALUES
from tests.measured import run_measured

pytestmark = pytest.mark.skipif(os.name == "nt", reason="limits of memory need POSIX")

_HEED_INTERRUPTS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a command that heeds interrupts, also where this process was started in the background of a shell."""


@attrs.frozen
class Ended:
    """How a run of the command ended: exit code, findings, other lines of stderr, stdout, most memory (MiB)."""

    code: int
    findings: list[dict[str, Any]]
    stray: list[str]
    stdout: str
    memory: float


def check(folder: Path, text: str | None, *options: str, file: str = "app.bzl") -> Ended:
    """Run ``configlang check`` over a text and wait for it as a shell would."""
    if text is not None:
        (folder / file).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "configlang", "check", file, "--message-format", "json", *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ran = run_measured(command, folder, environment)
    lines = ran.stderr.splitlines()
    findings = [json.loads(line) for line in lines if line.startswith("{")]
    stray = [line for line in lines if not line.startswith("{")]
    return Ended(ran.code, findings, stray, ran.stdout, ran.memory)


def codes_of(ended: Ended) -> list[str]:
    """Return the codes of the errors, after holding what is true of every end."""
    assert (ended.code, ended.stray, ended.stdout) == (1, [], "")
    return [finding["code"] for finding in ended.findings if finding["severity"] == "error"]


@pytest.mark.parametrize("name", DEEP)
def test_deep_text_is_refused_at_its_line(tmp_path: Path, name: str) -> None:
    """A text that is nested too deeply never reaches the engine, and the finding names a line."""
    ended = check(tmp_path, DEEP[name])

    assert ["too-deep"] == codes_of(ended)
    assert "range" in ended.findings[0]


@pytest.mark.parametrize("name", VALUES)
def test_value_that_kills_the_engine_is_a_finding(tmp_path: Path, name: str) -> None:
    """The engine's death is one finding that names the file, and the command lives on."""
    # In a loaded file, because the engine freezes that, which is one more way to die.
    (tmp_path / "lib.bzl").write_text(VALUES[name])

    ended = check(tmp_path, 'load("//:lib.bzl", "x")\n', "--timeout", "60")

    (code,) = codes_of(ended)
    assert code in {"engine-crash", "memory-limit", "call-depth"}
    assert ended.findings[-1]["file"] == "lib.bzl"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("core")] == []


@pytest.mark.parametrize("name", MEMORY)
def test_memory_has_a_limit_that_holds(tmp_path: Path, name: str) -> None:
    """However memory is taken, the run ends at the limit, and the process never had more than that and a little."""
    limit = 256

    ended = check(tmp_path, MEMORY[name], "--memory-limit", str(limit), "--timeout", "30")

    assert ["memory-limit"] == codes_of(ended)
    assert ended.memory < limit + 150


@pytest.mark.parametrize("stack", ["1", "full"])
def test_end_of_memory_is_told_where_rust_shows_stacks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stack: str
) -> None:
    """Someone who works on a Rust host has panics show their stack, for which the engine has no memory then."""
    monkeypatch.setenv("RUST_BACKTRACE", stack)

    ended = check(tmp_path, MEMORY["slow_growth"], "--memory-limit", "256", "--timeout", "2")

    assert ["memory-limit"] == codes_of(ended)


@pytest.mark.parametrize("name", TIME)
def test_time_has_a_limit_that_holds(tmp_path: Path, name: str) -> None:
    """However time is spent, in the language or in one native call, the run ends at the limit."""
    ended = check(tmp_path, TIME[name], "--timeout", "1")

    assert ["timeout"] == codes_of(ended)


def test_loop_is_blamed_at_its_line(tmp_path: Path) -> None:
    """Where the engine can be interrupted, the finding names the line that was running."""
    ended = check(tmp_path, TIME["loop"], "--timeout", "1")

    assert ["timeout"] == codes_of(ended)
    assert ended.findings[0]["range"]["start"]["line"] == 2


@pytest.mark.parametrize(
    ("text", "options", "code"),
    [
        (TIME["max_of_range"], ("--timeout", "1"), "timeout"),
        (MEMORY["list_product"], ("--memory-limit", "256"), "memory-limit"),
        (VALUES["huge_list"], (), "engine-crash"),
    ],
    ids=["max_of_range", "list_product", "huge_list"],
)
def test_native_call_is_blamed_at_its_statement(tmp_path: Path, text: str, options: tuple[str, ...], code: str) -> None:
    """Where it can't be interrupted, the finding names the one statement that does more than to declare literals."""
    ended = check(tmp_path, f'interpreter(run_module = "app")\nLIMIT = 5\n{text}static_extension("fast")\n', *options)

    assert [code] == codes_of(ended)
    assert (3, 1) == tuple(ended.findings[0]["range"]["start"].values())


@pytest.mark.parametrize("name", AMOUNT)
def test_amounts_have_limits(tmp_path: Path, name: str) -> None:
    """Declarations, their size, output and calls are bounded by what the project file says."""
    text, code = AMOUNT[name]
    (tmp_path / "configlang.toml").write_text(
        "[limits]\ndeclarations = 2000\ndeclared_size = 1\nprinted_size = 100\ncall_depth = 50\n"
    )

    assert [code] == codes_of(check(tmp_path, text))


_FEW = 20


@pytest.mark.thorough
@pytest.mark.parametrize("name", MANY)
def test_much_of_one_kind_is_told_as_little_of_it(tmp_path: Path, name: str) -> None:
    """However much there is of something, the default limits suffice, and it is judged as a few of the kind are."""
    make, most = MANY[name]

    few, many = (check(tmp_path, make(count)) for count in (_FEW, most))

    assert few.code == many.code
    assert _kinds(few) == _kinds(many)


def _kinds(ended: Ended) -> set[tuple[str, str]]:
    """Return the codes of what was found, with their severities, without what says that there is more."""
    return {(each["code"], each["severity"]) for each in ended.findings} - {("report-cut", "info")}


@pytest.mark.thorough
def test_three_million_paths_have_an_end(tmp_path: Path) -> None:
    """What may be too much for the default limits is one finding then, and takes no more than they let."""
    ended = check(tmp_path, 'filesystem_importer(paths = ["/lib/%d" % i for i in range(3000000)])\n')

    assert ended.code == 0 or codes_of(ended) in (["timeout"], ["memory-limit"])
    assert ended.findings[-1]["file"] == "app.bzl"
    assert ended.memory < 1024 + 150


def test_default_limit_of_declarations_holds(tmp_path: Path) -> None:
    """100,001 written-out declarations are one finding."""
    text = "\n".join(f'static_extension("m{i}")' for i in range(100_001))

    (code,) = codes_of(check(tmp_path, text, "--timeout", "100"))

    assert code == "too-many-declarations"


def test_huge_file_is_not_read(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size."""
    ended = check(tmp_path, "# x\n" * 13_000_000)

    assert ["file-too-large"] == codes_of(ended)
    assert ended.memory < 250


def test_device_is_not_read(tmp_path: Path) -> None:
    """A device without an end is refused for what it is."""
    assert ["file-unreadable"] == codes_of(check(tmp_path, None, file="/dev/zero"))


def test_fifo_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused for what it is."""
    os.mkfifo(tmp_path / "pipe")

    assert ["file-unreadable"] == codes_of(check(tmp_path, None, file="pipe"))


def test_folder_is_not_a_config(tmp_path: Path) -> None:
    """A folder is refused for what it is."""
    ended = check(tmp_path, None, file=".")
    assert (2, []) == (ended.code, ended.findings)
    assert "there is no *.bzl file in `.`" in ended.stray[0]


def test_hostile_library_is_named(tmp_path: Path) -> None:
    """When a loaded file is at fault, the finding names that file."""
    (tmp_path / "lib.bzl").write_text(TIME["max_of_range"])

    ended = check(tmp_path, 'load("//:lib.bzl", "x")\n', "--timeout", "1")

    assert ["timeout"] == codes_of(ended)
    assert ended.findings[0]["file"] == "lib.bzl"


def test_interrupt_ends_quietly(tmp_path: Path) -> None:
    """Ctrl-C ends the command and the evaluating process with 130 and no word."""
    (tmp_path / "app.bzl").write_text('print("started")\n' + TIME["max_of_range"])
    command = [sys.executable, "-S", "-c", _HEED_INTERRUPTS, sys.executable]
    command += ["-m", "configlang", "check", "app.bzl", "--timeout", "60"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    process = subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, start_new_session=True
    )
    # The evaluating process is a child of the command's; it is there once the command has forked.
    while process.poll() is None and not children_of(process.pid):
        threading.Event().wait(0.02)
    os.killpg(process.pid, signal.SIGINT)
    stdout, stderr = process.communicate(timeout=60)

    assert (process.returncode, stdout, stderr) == (130, b"", b"")


def children_of(pid: int) -> list[str]:
    """Return the children of a process, where the system tells."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return path.read_text().split() if path.exists() else ["unknown"]
