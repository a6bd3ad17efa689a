"""What brings CPython up: what generated C does with settings that are its own."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.cpythons import CPython
from tests.truth.claims import Case, Claim


def start(fields: str, *, parse_argv: str = "False", more: str = "") -> str:
    """Return a config in the profile `python`."""
    return f"interpreter(utf8_mode = True, parse_argv = {parse_argv}, {fields})\n{more}"


def disabled(paths: str = "") -> str:
    """Return the call that switches the importer of files off."""
    return f"filesystem_importer({paths}enabled = False)"


FOLDER = 'paths = ["$ORIGIN/modules"], mode = "prepend", '
JSON = 'dynamic_extension("_json", path = "/nowhere/_json.so")\n'
MARK = ("--multiprocessing-fork", "pipe_handle=77")

CLAIMS: tuple[Claim, ...] = (
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
        ask="import _lsprof",
        claim=lambda run: run.code == 92 and "No module named '_lsprof'" in run.stderr,
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
        last="3.14",
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


def lay_out(folder: Path, _python: CPython) -> None:
    """Write what the configs run and import."""
    (folder / "program.py").write_text("print('the program')\n", encoding="utf-8")
    (folder / "modules").mkdir()
    (folder / "modules" / "beside.py").touch()
