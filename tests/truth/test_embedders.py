"""What brings CPython up: what the generated C and pyembed really do with settings that are theirs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

from configlang import Severity, evaluate
from configlang.check.families import embedders
from tests.hosts import cargo
from tests.hosts.boot import HEAD, Host, make_host
from tests.hosts.cpythons import require_cpython
from tests.hosts.programs import Program
from tests.truth import truth
from tests.truth.truth import VERSIONS, Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

UNPROVEN = {
    "no-packed-extensions": "what configlang itself writes",
    "terminfo-on-windows": "Windows only",
}
"""Codes without a case, and why."""

UNPROVEN_PARTS = {
    "allocator-backend": (
        "that a switch does nothing while the backend is `default` (pyalloc.rs:503 of pyembed 0.24 makes no allocator"
        " then, and interpreter.rs:157 looks at the switches if there is one), that a backend without a switch serves"
        " nothing, which shows in no answer of the interpreter, and MSVC"
    ),
    "start-method-unused": "the packed resources without `multiprocessing`, and Windows",
}
"""Rules that share their code with proven ones."""

# Through C


def start(fields: str, *, parse_argv: str = "False", more: str = "") -> str:
    """Return a config in the profile `python`."""
    return f"interpreter(utf8_mode = True, parse_argv = {parse_argv}, {fields})\n{more}"


def disabled(paths: str = "") -> str:
    """Return the call that switches the importer of files off."""
    return f"filesystem_importer({paths}enabled = False)"


FOLDER = 'paths = ["$ORIGIN/modules"], mode = "prepend", '
JSON = 'dynamic_extension("_json", path = "/nowhere/_json.so")\n'
MARK = ("--multiprocessing-fork", "pipe_handle=77")

CASES = (
    Case(
        code="implied-home",
        bad=start('home = "/host/passes/it", program_name = "/named/prog", set_missing_path_configuration = True'),
        good=start('home = "/host/passes/it", set_missing_path_configuration = True'),
        claim=lambda run: run.came_up["configs"]["config"]["program_name"] == "/named/prog",
    ),
    Case(
        code="importer-off",
        name="extension",
        bad=start("", more=JSON + disabled()),
        good=start("", more=JSON),
        ask="import _json",
        claim=lambda run: run.code == 92 and "No module named '_json'" in run.stderr,
    ),
    Case(
        code="importer-off",
        name="module",
        bad=start('run_module = "program"', more=disabled()),
        good=start('run_module = "program"'),
        is_running=True,
        claim=lambda run: run.code == 1 and "No module named" in run.stderr,
    ),
    Case(
        code="importer-off",
        name="command",
        bad=start("run_command = \"print('the command')\"", more=disabled()),
        good=start("run_command = \"print('the command')\""),
        is_running=True,
        first="3.13",
        claim=lambda run: run.code == 1 and "No module named 'linecache'" in run.stderr,
    ),
    Case(
        code="importer-off",
        name="paths",
        bad=start("", more=disabled(FOLDER)),
        good=start("", more=f"filesystem_importer({FOLDER})"),
        ask="import beside",
        claim=lambda run: run.code == 92 and "No module named 'beside'" in run.stderr,
    ),
    Case(
        code="origin-not-expanded",
        name="argv",
        bad=start('argv = ["$ORIGIN/prog"]'),
        good=start('argv = ["/opt/prog"]'),
        claim=lambda run: run.came_up["argv"] == ["$ORIGIN/prog"],
    ),
    Case(
        code="origin-not-expanded",
        name="x-option",
        bad=start('x_options = ["pycache_prefix=$ORIGIN/cache"]'),
        good=start('pycache_prefix = "$ORIGIN/cache"'),
        claim=lambda run: run.came_up["configs"]["config"]["pycache_prefix"] == "$ORIGIN/cache",
    ),
    Case(
        code="origin-not-expanded",
        name="terminfo",
        bad=start('terminfo_resolution = "static:$ORIGIN/terminfo"'),
        good=start('terminfo_resolution = "static:/opt/terminfo"'),
        ask="import os; print(os.environ['TERMINFO_DIRS'])",
        claim=lambda run: run.stdout == "$ORIGIN/terminfo\n",
    ),
    Case(
        code="origin-unused",
        name="origin",
        bad=start('origin = "/elsewhere"'),
        good=start('origin = "/elsewhere", sys_meipass = True'),
        claim=lambda run: "/elsewhere" not in repr(run.came_up),
    ),
    Case(
        code="origin-unused",
        name="exe",
        bad=start('exe = "/elsewhere/prog"'),
        good=start('exe = "/elsewhere/prog"', more='filesystem_importer(paths = ["$ORIGIN/lib"], mode = "append")'),
        claim=lambda run: "/elsewhere" not in repr(run.came_up),
    ),
    Case(
        code="workers-lost",
        name="parsed",
        bad=start("sys_frozen = True, run_command = 'print()'", parse_argv="None"),
        good=start("sys_frozen = True, run_command = 'print()'"),
        arguments=MARK,
        is_running=True,
        claim=lambda run: run.code == 102 and "nknown option" in run.stderr,
    ),
    Case(
        code="workers-lost",
        name="fixed",
        bad=start('sys_frozen = True, run_module = "program", argv = ["program"]'),
        good=start('sys_frozen = True, run_module = "program"'),
        arguments=MARK,
        is_running=True,
        claim=lambda run: run.stdout == "the program\n",
    ),
)


@pytest.fixture(scope="module", params=VERSIONS)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with both configs of every case."""
    python = require_cpython(request.param)
    folder = tmp_path_factory.mktemp(f"truth-{python.version}")
    (folder / "program.py").write_text("print('the program')\n", encoding="utf-8")
    (folder / "modules").mkdir()
    (folder / "modules" / "beside.py").touch()
    return truth.build(folder, python, CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    truth.assert_true(program, case, CASES.index(case), tmp_path)


# Through pyembed


Done = subprocess.CompletedProcess[str]

ISOLATED = 'profile = "isolated", utf8_mode = True, '
HOME = "home = PREFIX, set_missing_path_configuration = False, "
SHOW_METHOD = "run_command = 'import multiprocessing as m; print(m.get_start_method())'"
SHOW_WORKER = "run_command = 'from multiprocessing import spawn; print(spawn.get_command_line(pipe_handle = 1))'"
SHOW_MODE = "run_command = 'import sys; print(int(sys.flags.dev_mode))'"


@attrs.frozen(kw_only=True)
class Embedded:
    """
    One claim about pyembed.

    Attributes:
        code: The code of the finding.
        severity: Its severity.
        bad: The text of a config that has it, below `HEAD`.
        good: The text of a near twin that does not.
        claim: Tells of a run whether what the finding says has happened.
        arguments: The command line of both runs.
        environment: Variables of both runs; `FOLDER` stands for that of the test.
        versions: The versions that it holds for.
        name: What tells it from others of its code.
    """

    code: str
    severity: Severity = Severity.WARNING
    bad: str
    good: str
    claim: Callable[[Done, Path], bool]
    arguments: tuple[str, ...] = ()
    environment: tuple[tuple[str, str], ...] = ()
    versions: tuple[str, ...] = cargo.BOOTABLE
    name: str = ""


def files_in(folder: Path) -> bool:
    """Tell whether pyembed has written a list of modules."""
    return any(folder.glob("modules-*"))


EMBEDDED = (
    Embedded(
        code="oxidized-finder-crash",
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()')\noxidized_importer()",
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()')",
        claim=lambda done, _: done.returncode == -6 and "null pointer dereference" in done.stderr,
        versions=("3.11",),
    ),
    Embedded(
        code="start-method-unused",
        bad=f'interpreter({ISOLATED}{HOME}{SHOW_METHOD}, multiprocessing_start_method = "spawn")',
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()')",
        claim=lambda done, _: done.stdout == "fork\n",
    ),
    Embedded(
        code="allocator-backend",
        name="feature",
        severity=Severity.INFO,
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()', allocator_backend = \"mimalloc\")",
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()', allocator_backend = \"rust\")",
        claim=lambda done, _: done.returncode == 101 and "cargo build --features allocator-mimalloc" in done.stderr,
    ),
    Embedded(
        code="modules-not-written",
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()', write_modules_directory_env = \"MODULES\")",
        good=f'interpreter({ISOLATED}{HOME}write_modules_directory_env = "MODULES")',
        environment=(("MODULES", "FOLDER"),),
        claim=lambda done, folder: done.returncode == 0 and not files_in(folder),
    ),
    Embedded(
        code="workers-lost",
        name="broken",
        bad=f'interpreter({ISOLATED}{HOME}run_command = "print(1)", sys_frozen = True,'
        " multiprocessing_auto_dispatch = True)",
        good=f'interpreter({ISOLATED}{HOME}run_command = "print(1)", sys_frozen = True,'
        " multiprocessing_auto_dispatch = False)",
        arguments=MARK,
        claim=lambda done, _: done.returncode == 1 and "'dict' object cannot be interpreted" in done.stderr,
    ),
    Embedded(
        code="workers-lost",
        name="unmarked",
        bad=f"interpreter({ISOLATED}{HOME}{SHOW_WORKER}, multiprocessing_auto_dispatch = True)",
        good=f"interpreter({ISOLATED}{HOME}{SHOW_WORKER}, multiprocessing_auto_dispatch = False, sys_frozen = True)",
        claim=lambda done, _: "'-c'" in done.stdout,
    ),
    Embedded(
        code="arguments-taken",
        bad=f'interpreter({HOME}run_command = "print(1)")',
        good=f'interpreter({HOME}run_command = "print(1)", parse_argv = False)',
        arguments=("--version",),
        claim=lambda done, _: done.returncode == 3 and done.stdout.startswith("Python "),
    ),
    Embedded(
        code="argv-changed",
        bad=f'interpreter({HOME}{SHOW_MODE}, parse_argv = True, argv = ["-c", "-X", "dev"])',
        good=f"interpreter({HOME}{SHOW_MODE}, parse_argv = False, development_mode = True)",
        claim=lambda done, _: done.stdout == "0\n",
    ),
)


@pytest.fixture(params=cargo.BOOTABLE)
def host(request: pytest.FixtureRequest, tmp_path: Path) -> Host:
    """Return the program of tests/rust/boot, linked with one CPython after the other."""
    return make_host(request.param, tmp_path)


def severities(host: Host, text: str, code: str) -> list[Severity]:
    """Return how bad the findings of a code are in a config that is checked for Rust."""
    file = host.folder / "checked.bzl"
    file.write_text(HEAD + text, encoding="utf-8")
    variables = {"prefix": host.python.prefix, "folder": str(host.folder)}
    found = evaluate(file, variables=variables, python=host.python.version, outputs=("rust",)).findings
    return [finding.severity for finding in found if finding.code == code]


@pytest.mark.xdist_group("cargo")
@pytest.mark.parametrize("case", EMBEDDED, ids=lambda case: "-".join(filter(None, (case.code, case.name))))
def test_finding_is_true_of_pyembed(host: Host, case: Embedded) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    holds = host.python.version in case.versions
    runs: list[Any] = []
    for text in (case.bad, case.good):
        folder = host.folder / str(len(runs))
        folder.mkdir()
        environment = {name: value.replace("FOLDER", str(folder)) for name, value in case.environment}
        # A config that runs nothing reads its program from stdin, unless there is a snippet.
        snippet = None if "run_command" in text else "print()"
        done = host.run(text, *case.arguments, snippet=snippet, environment=environment)
        runs.append((done, folder))

    assert severities(host, case.bad, case.code) == ([case.severity] if holds else [])
    assert severities(host, case.good, case.code) == []
    assert case.claim(*runs[0]) is holds, runs[0]
    assert not case.claim(*runs[1]), runs[1]


@pytest.mark.xdist_group("cargo")
def test_oxidized_finder_finds_no_files(host: Host) -> None:
    """With the importer of files off, OxidizedFinder does not stand in for it, which is an error."""
    # The declaration leaves no trace in Rust. On 3.11, OxidizedFinder does not come up.
    oxidized = "oxidized_importer()\n" if host.python.version != "3.11" else ""
    text = f"interpreter({ISOLATED}{HOME}run_command = 'import _json')\n{oxidized}"

    runs = [host.run(text + more) for more in (disabled(), "")]
    found = [severities(host, JSON + text + more, "importer-off") for more in (disabled(), "")]

    assert [[Severity.ERROR], []] == found
    assert [1, 0] == [done.returncode for done in runs], runs
    assert "No module named '_json'" in runs[0].stderr


def test_every_rule_is_proven() -> None:
    """No rule of the family goes without a case or a reason."""
    proven = {case.code for case in (*CASES, *EMBEDDED)}
    codes = {rule.code for rule in embedders.RULES}

    assert codes - proven == set(UNPROVEN)
    assert set(UNPROVEN_PARTS) <= codes & proven
