"""
The checker against real sub-interpreters, by random settings: what it lets pass starts and runs scripts.

What it calls failing does not start. The others run a script that tries what the settings are about, and ends by an
exit code of its own: what is let in works, what is not raises, and each linked-in module is imported where nothing is
said of that.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import strategies as st

from configlang import Finding, evaluate
from configlang.cpython.versions import Version
from configlang.schema.config import SubInterpreter
from tests.hosts import interpreter_programs
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.programs import Program
from tests.hosts.test_literals import draw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

DRAWN = 40
"""How many kinds of interpreters are started on each CPython."""

HAVING = [version for version in VERSIONS if Version(version) >= Version("3.12")]

HEAD = """\
compatible_with(python = ">=3.12")
interpreter(profile = "isolated", utf8_mode = True, home = "$ORIGIN")
static_extension("one", init = "PyInit_single")
static_extension("two", init = "PyInit_multi")
"""

SCRIPT = """\
import os, sys, threading

def tried(act):
    try:
        act()
    except Exception as error:
        return type(error).__name__
    return "done"

def begin(daemon):
    thread = threading.Thread(target=int, daemon=daemon)
    thread.start()
    thread.join()

print(ascii({
    "allow_exec": tried(lambda: os.execv("/nowhere", ["nowhere"])),
    "allow_fork": "" if MAY_FORK else tried(os.fork),
    "allow_threads": tried(lambda: begin(False)),
    "allow_daemon_threads": tried(lambda: begin(True)),
    "one": tried(lambda: __import__("one")),
    "two": tried(lambda: __import__("two")),
}))
sys.exit(CODE)
"""

REFUSED = "RuntimeError"
LET = {"allow_exec": "FileNotFoundError", "allow_threads": "done", "allow_daemon_threads": "done"}
"""What comes of what is tried where the settings let it in."""


@cache
def kinds() -> dict[str, SubInterpreter]:
    """Return the kinds of a run, by name, the plain ones first."""
    switches = dict.fromkeys(SubInterpreter(name="x").settings, st.none() | st.booleans())
    plain = [SubInterpreter(name="x"), SubInterpreter(name="x", gil="shared")]
    drawn = draw(
        st.builds(SubInterpreter, name=st.just("x"), gil=st.sampled_from(("own", "shared")), **switches), DRAWN
    )
    return {f"kind_{index}": kind for index, kind in enumerate([*plain, *drawn])}


def text() -> str:
    """Return the config with all kinds."""
    calls = []
    for name, kind in kinds().items():
        given = {setting: getattr(kind, setting) for setting in kind.settings}
        rows = "".join(f", {setting} = {value}" for setting, value in given.items() if value is not None)
        calls.append(f'sub_interpreter("{name}", gil = "{kind.gil}"{rows})\n')
    return HEAD + "".join(calls)


def said_of(findings: tuple[Finding, ...], name: str) -> set[str]:
    """Return the codes of what is said of a kind."""
    return {finding.code for finding in findings if f"`{name}`" in finding.message}


@pytest.fixture(scope="module", params=HAVING)
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return a program with all kinds, for a CPython that has sub-interpreters with settings."""
    return interpreter_programs.make(tmp_path_factory.mktemp("kinds"), require_cpython(request.param), "c", text())


@pytest.fixture
def findings(host: Program, tmp_path: Path) -> tuple[Finding, ...]:
    """Return what the checker says for that CPython."""
    (tmp_path / "app.bzl").write_text(text(), encoding="utf-8")
    return evaluate(tmp_path / "app.bzl", python=host.python.full_version, outputs=("c",)).findings


def test_what_the_checker_says_is_so(host: Program, findings: tuple[Finding, ...]) -> None:
    """A kind starts where it is not said to fail, ends by the code of its script, and lets in what it says."""
    wrong = [
        (name, kind, line)
        for code, (name, kind) in enumerate(kinds().items(), 3)
        for line in untrue(host, name, kind, code, said_of(findings, name))
    ]

    assert wrong == []


def untrue(host: Program, name: str, kind: SubInterpreter, code: int, said: set[str]) -> Iterator[str]:
    """Start a kind with a script, and yield what shows that it is not as it says, and as is said of it."""
    settings = kind.settings
    script = SCRIPT.replace("MAY_FORK", str(settings["allow_fork"])).replace("CODE", str(code))
    lines = interpreter_programs.run(host, name, script).stdout.splitlines()
    has_started = lines[0].startswith("started 0 1 ")
    if has_started is ("sub-interpreter-fails" in said):
        yield f"{lines[0]}, and said is {sorted(said)}"
    if not has_started:
        return
    if f"ran {code} 2 " not in lines or "ended 0 " not in lines:
        yield " | ".join(lines)
        return
    answers = ast.literal_eval(lines[1])
    for setting, let in LET.items():
        may = settings[setting] and (setting != "allow_daemon_threads" or settings["allow_threads"])
        if answers[setting] != (let if may else REFUSED):
            yield f"{setting}: {answers[setting]}"
    if not settings["allow_fork"] and answers["allow_fork"] != REFUSED:
        yield f"allow_fork: {answers['allow_fork']}"
    are_imported = answers["one"] == answers["two"] == "done"
    if are_imported is ("modules-in-sub-interpreters" in said):
        yield f"modules: {answers['one']}, {answers['two']}, and said is {sorted(said)}"


def test_draws_are_of_both_kinds(findings: tuple[Finding, ...]) -> None:
    """The draws hold kinds that start and kinds that don't, so that both laws are tried."""
    failing = [name for name in kinds() if "sub-interpreter-fails" in said_of(findings, name)]

    assert 0 < len(failing) < len(kinds())
