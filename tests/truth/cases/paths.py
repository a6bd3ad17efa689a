"""Paths: where CPython really looks for modules and for its own library."""

from __future__ import annotations

from pathlib import Path

import attrs

from configlang.findings.finding import Severity
from tests.hosts.cpythons import CPython, require_cpython
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim, Embedded

HEAD = """\
load("@stdlib//:paths.bzl", "stdlib_paths")

def start(**fields):
    interpreter(profile = "isolated", utf8_mode = True, **fields)

PY = "$ORIGIN/py"
COPY = "$ORIGIN/copy"
EXTRA = "$ORIGIN/extra"
LIB = stdlib_paths(PY)
OTHER = stdlib_paths("$ORIGIN/other", python = "3.14" if TARGET.python == "3.8" else "3.8")

"""
"""
What every config begins with. Beside the program lie ``py``, the prefix of the CPython, ``other``, that of another
version, ``copy``, the library alone, ``extra`` with a module ``extramod``, and ``venv``, a virtual environment.
"""


def lay_out(folder: Path, python: CPython) -> None:
    """Put into the folder of a program what `HEAD` says."""
    (folder / "py").symlink_to(python.prefix)
    (folder / "copy").symlink_to(python.prefix / "lib" / f"python{python.version}")
    (folder / "other").symlink_to(require_cpython("3.14" if python.version == "3.8" else "3.8").prefix)
    (folder / "extra").mkdir()
    # As the module venv makes one.
    (folder / "venv" / "bin").mkdir(parents=True)
    (folder / "venv" / "pyvenv.cfg").write_text(f"home = {python.prefix / 'bin'}\n", encoding="utf-8")
    (folder / "venv" / "bin" / "python3").symlink_to(python.prefix / "bin" / "python3")
    (folder / "extra" / "extramod.py").write_text("print('extra')\n", encoding="utf-8")


def did_not_start(run: Run) -> bool:
    """Tell whether CPython refused to start."""
    return run.code == 101 and run.report is None


def has_path(run: Run, *, start: str = "", end: str = "") -> bool:
    """Tell whether a path that starts and ends so is on ``sys.path``."""
    return any(path.startswith(start) and path.endswith(end) for path in run.came_up["path"])


SEARCH_PATH = (
    Case(
        code="no-standard-library",
        name="empty",
        bad="start()\nfilesystem_importer(paths = [])",
        good="start()\nfilesystem_importer(paths = LIB)",
        claim=did_not_start,
    ),
    Case(
        code="no-standard-library",
        name="prefix",
        severity=Severity.WARNING,
        bad="start(home = PY)\nfilesystem_importer(paths = [PY])",
        good="start(home = PY)\nfilesystem_importer(paths = LIB)",
        claim=did_not_start,
    ),
    Case(
        code="no-standard-library",
        name="above",
        severity=Severity.WARNING,
        bad='start(home = PY)\nfilesystem_importer(paths = [PY + "/lib"])',
        good="start(home = PY)\nfilesystem_importer(paths = LIB)",
        claim=did_not_start,
    ),
    Case(
        code="unseen-standard-library",
        bad="start()\nfilesystem_importer(paths = [EXTRA])",
        good="start()\nfilesystem_importer(paths = [EXTRA] + LIB)",
        claim=did_not_start,
    ),
    Case(
        code="unseen-standard-library",
        name="instead-of-prepend",
        bad="start()\nfilesystem_importer(paths = [EXTRA])",
        good='start()\nfilesystem_importer(paths = [EXTRA], mode = "prepend")',
        claim=did_not_start,
    ),
    Case(
        code="wrong-standard-library",
        bad="start(site_import = False)\nfilesystem_importer(paths = OTHER)",
        good="start(site_import = False)\nfilesystem_importer(paths = LIB)",
        ask="import _lsprof",
        claim=lambda run: did_not_start(run) or "No module named '_lsprof'" in run.stderr,
    ),
    Case(
        code="duplicate-path",
        bad='start()\nfilesystem_importer(paths = LIB + [EXTRA, EXTRA + "/"])',
        good='start()\nfilesystem_importer(paths = LIB + [EXTRA, EXTRA + "/extra"])',
        ask="import sys; print(sum(path.rstrip('/').endswith('/extra') for path in sys.path))",
        claim=lambda run: run.stdout == "1\n",
    ),
    Case(
        code="python-path-ignored",
        name="paths",
        bad='interpreter(python_path_env = "/leaked")\nfilesystem_importer(paths = LIB)',
        good='interpreter(python_path_env = "/leaked")',
        claim=lambda run: not has_path(run, start="/leaked"),
    ),
    Case(
        code="python-path-ignored",
        name="isolated",
        bad='start(python_path_env = "/leaked")',
        good='start(python_path_env = "/leaked", isolated = False, use_environment = True)',
        claim=lambda run: not has_path(run, start="/leaked"),
        first="3.11",
    ),
    Case(
        code="python-path-ignored",
        name="use_environment",
        bad='interpreter(python_path_env = "/leaked", use_environment = False)',
        good='interpreter(python_path_env = "/leaked")',
        claim=lambda run: not has_path(run, start="/leaked"),
        first="3.11",
    ),
    Case(
        code="python-path-ignored",
        name="environment",
        bad="interpreter(use_environment = True)\nfilesystem_importer(paths = LIB)",
        good='interpreter(use_environment = True)\nfilesystem_importer(paths = [EXTRA], mode = "prepend")',
        environment={"PYTHONPATH": "/leaked"},
        claim=lambda run: not has_path(run, start="/leaked"),
    ),
    Case(
        code="site-packages-added",
        bad="start()\nfilesystem_importer(paths = LIB)",
        good="start(home = PY)\nfilesystem_importer(paths = LIB)",
        home=False,
        ask="import site; print(site.getsitepackages()[0])",
        claim=lambda run: run.stdout.endswith("-packages\n") and "/py/" not in run.stdout,
    ),
    Case(
        code="site-packages-added",
        name="without-site",
        bad="start()\nfilesystem_importer(paths = LIB)",
        good="start(site_import = False)\nfilesystem_importer(paths = LIB)",
        home=False,
        ask="import sys; print('site' in sys.modules)",
        claim=lambda run: run.stdout == "True\n",
    ),
)

TEXTS = (
    Case(
        code="relative-path",
        name="paths",
        bad='start(site_import = False)\nfilesystem_importer(paths = LIB + ["extra"])',
        good="start(site_import = False)\nfilesystem_importer(paths = LIB + [EXTRA])",
        claim=lambda run: "extra" in run.came_up["path"],
    ),
    Case(
        code="relative-path",
        name="home",
        bad='start(home = "py")',
        good="start(home = PY)",
        home=False,
        claim=lambda run: run.came_up["prefix"] == "py",
    ),
    Case(
        code="relative-path",
        name="paths made absolute",
        bad='start()\nfilesystem_importer(paths = LIB + ["extra"])',
        good='start()\nfilesystem_importer(paths = LIB + ["/extra"])',
        claim=lambda run: has_path(run, end="/extra") and "/extra" not in run.came_up["path"],
    ),
    Case(
        code="relative-path",
        name="executable",
        bad='start(executable = "bin/app")',
        good='start(executable = "$ORIGIN/bin/app")',
        claim=lambda run: run.came_up["executable"] == "bin/app",
    ),
    Case(
        code="relative-path",
        name="pycache_prefix",
        bad='start(pycache_prefix = "cache")',
        good='start(pycache_prefix = "$ORIGIN/cache")',
        ask="import importlib.util; print(importlib.util.cache_from_source('/a.py'))",
        claim=lambda run: run.stdout.startswith("cache/"),
    ),
    Case(
        code="relative-path",
        name="python_path_env",
        bad='interpreter(site_import = False, python_path_env = "/one:extra")',
        good='interpreter(site_import = False, python_path_env = "/one:/extra")',
        # From 3.11 the start makes it absolute.
        claim=lambda run: has_path(run, end="extra") and "/extra" not in run.came_up["path"],
    ),
    Case(
        code="odd-origin",
        name="word",
        bad='start()\nfilesystem_importer(paths = LIB + ["$ORIGINAL/x"])',
        good='start()\nfilesystem_importer(paths = LIB + ["$ORIGIN-AL/x"])',
        claim=lambda run: has_path(run, end="AL/x") and not has_path(run, end="-AL/x"),
    ),
    Case(
        code="odd-origin",
        name="braces",
        bad='start(executable = "${ORIGIN}/app")',
        good='start(executable = "$ORIGIN/app")',
        claim=lambda run: run.came_up["executable"] == "${ORIGIN}/app",
    ),
    Case(
        code="odd-origin",
        name="case",
        bad='start(executable = "$origin/app")',
        good='start(executable = "$ORIGIN/app")',
        claim=lambda run: run.came_up["executable"] == "$origin/app",
    ),
    Case(
        code="odd-origin",
        name="middle",
        bad='start(executable = "/opt/$ORIGIN/app")',
        good='start(executable = "$ORIGIN/opt/app")',
        claim=lambda run: run.came_up["executable"].startswith("/opt//"),
    ),
    Case(
        code="wrong-separator",
        bad='interpreter(python_path_env = "/one;/two")',
        good='interpreter(python_path_env = "/one:/two")',
        claim=lambda run: "/one;/two" in run.came_up["path"],
    ),
)

EMPTY = (
    Case(
        code="empty-path",
        name="home",
        severity=Severity.ERROR,
        bad='start(home = "" if TARGET.python in ["3.8", "3.9", "3.10"] else PY)',
        good='start(home = "" if TARGET.python in ["3.8", "3.9", "3.10"] else PY)\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=did_not_start,
        last="3.10",
    ),
    *(
        Case(
            code="empty-path",
            name=f"{name} is unset",
            severity=Severity.INFO,
            bad=f'start({name} = "")\nfilesystem_importer(paths = LIB)',
            good=f'start({name} = "/x")\nfilesystem_importer(paths = LIB)',
            home=False,
            ask=f"import sys; print(repr({asked}))",
            claim=lambda run: run.code == 0 and run.stdout not in {"'/x'\n", "'/'\n"},
            first=first,
        )
        for name, asked, first in (
            ("home", "sys.prefix", "3.11"),
            ("program_name", "sys.executable", None),
            ("executable", "sys.executable", None),
            ("base_executable", "sys._base_executable", None),
            ("prefix", "sys.prefix", None),
            ("exec_prefix", "sys.exec_prefix", None),
        )
    ),
    Case(
        code="empty-path",
        name="pycache_prefix",
        severity=Severity.WARNING,
        bad='start(pycache_prefix = "")',
        good='start(pycache_prefix = "/cache")',
        ask="import importlib.util; print(importlib.util.cache_from_source('/x/a.py'))",
        claim=lambda run: run.stdout.startswith("x/a."),
    ),
    Case(
        code="empty-path",
        name="listed",
        severity=Severity.WARNING,
        bad='start(site_import = False)\nfilesystem_importer(paths = LIB + [""])',
        good='start(site_import = False)\nfilesystem_importer(paths = LIB + ["/extra"])',
        ask="import sys; print(repr(sys.path[-1]))",
        claim=lambda run: run.stdout == "''\n",
    ),
)

PLACE = (
    *(
        Case(
            code="home-is-no-prefix",
            name=f"{name} with paths",
            bad=f"start(home = {home})",
            good=f"start(home = {home})\nfilesystem_importer(paths = LIB)",
            home=False,
            claim=did_not_start,
        )
        for name, home in (
            ("library", 'PY + "/lib/python" + TARGET.python'),
            ("bin", 'PY + "/bin"'),
            ("lib", 'PY + "/lib"'),
        )
    ),
    Case(
        code="home-is-no-prefix",
        name="interpreter",
        bad='start(home = PY + "/bin/python3")',
        good="start(home = PY)",
        home=False,
        claim=did_not_start,
    ),
    Case(
        code="home-is-environment",
        bad='start(home = "$ORIGIN/venv")',
        good='start(executable = "$ORIGIN/venv/bin/python3")',
        home=False,
        claim=did_not_start,
    ),
    Case(
        code="library-by-chance",
        bad="start()",
        good='start(executable = PY + "/bin/python3")',
        home=False,
        argv=False,
        environment={"PATH": "venv/bin"},
        claim=lambda run: run.came_up["prefix"].endswith("venv"),
    ),
    Case(
        code="empty-executable",
        bad='start(program_name = "app", home = PY)',
        good='start(program_name = "$ORIGIN/app", home = PY)',
        home=False,
        claim=lambda run: run.came_up["executable"] == "",
    ),
)

LIBRARY = (
    Case(
        code="prefix-ignored",
        name="prefix",
        bad='start(home = PY, prefix = "/nowhere")',
        good='start(prefix = "/nowhere")\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=lambda run: run.came_up["prefix"].endswith("/py"),
        first="3.11",
    ),
    Case(
        code="prefix-ignored",
        name="exec_prefix",
        bad='start(home = PY + ":" + PY, exec_prefix = "/nowhere")',
        good='start(home = PY + ":/nowhere", exec_prefix = "/nowhere")',
        home=False,
        ask="import sys; print(sys.exec_prefix)",
        claim=lambda run: run.stdout.endswith("/py\n"),
        first="3.11",
    ),
    Case(
        code="prefix-ignored",
        name="filled-home",
        bad='start(prefix = "/nowhere", set_missing_path_configuration = True)\nfilesystem_importer(paths = LIB)',
        good='start(prefix = "/nowhere", set_missing_path_configuration = False)\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=lambda run: run.came_up["prefix"] != "/nowhere",
        first="3.11",
    ),
    Case(
        code="prefix-moves-library",
        name="prefix",
        bad='start(prefix = "/nowhere")',
        good='start(prefix = "/nowhere")\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=did_not_start,
        first="3.11",
    ),
    Case(
        code="prefix-moves-library",
        name="exec_prefix",
        bad='start(prefix = PY, exec_prefix = "/nowhere")',
        good='start(prefix = PY, exec_prefix = "/nowhere")\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=lambda run: has_path(run, start="/nowhere/", end="/lib-dynload"),
        first="3.11",
    ),
    Case(
        code="prefix-moves-library",
        name="base_prefix",
        bad='start(home = PY, base_prefix = "/nowhere")',
        good="start(home = PY, base_prefix = PY)",
        home=False,
        claim=did_not_start,
        first="3.14",
    ),
    Case(
        code="prefix-moves-library",
        name="base_exec_prefix",
        bad='start(home = PY, base_exec_prefix = "/nowhere")',
        good='start(home = PY, base_exec_prefix = "/nowhere")\nfilesystem_importer(paths = LIB)',
        home=False,
        claim=lambda run: has_path(run, start="/nowhere/", end="/lib-dynload"),
        first="3.14",
    ),
    Case(
        code="stdlib-dir-ignored",
        bad="start(home = PY, stdlib_dir = COPY)",
        good='start(home = PY)\nfilesystem_importer(paths = [COPY, COPY + "/lib-dynload"])',
        home=False,
        ask="import json, sys; print(sys._stdlib_dir, json.__file__)",
        claim=lambda run: run.code == 0 and "/copy/" not in run.stdout,
        first="3.11",
        last="3.12",
    ),
    Case(
        code="platlibdir-moves-library",
        bad='start(home = PY, platlibdir = "lib64")',
        good='start(home = PY, platlibdir = "lib")',
        home=False,
        claim=did_not_start,
        first="3.9",
    ),
    Case(
        code="platlibdir-moves-library",
        name="empty",
        bad='start(home = PY, platlibdir = "")',
        good="start(home = PY)",
        home=False,
        claim=did_not_start,
        first="3.9",
        last="3.10",
    ),
)

OTHERS = (
    Embedded(
        code="origin-not-expanded",
        name="python_path_env",
        severity=Severity.ERROR,
        bad='start(profile = "python", python_path_env = "$ORIGIN/extra")',
        good='start(profile = "python")\nfilesystem_importer(paths = ["$ORIGIN/extra"] + stdlib_paths(PREFIX))',
        snippet="import sys; print(sys.path[0])",
        claim=lambda done, _: done.stdout.endswith("$ORIGIN/extra\n"),
    ),
)

CLAIMS: tuple[Claim, ...] = (
    *(attrs.evolve(case, head=HEAD) for case in (*SEARCH_PATH, *TEXTS, *EMPTY, *PLACE, *LIBRARY)),
    *OTHERS,
)
