#!/usr/bin/env python3
"""
Run a task of the project, from a bare checkout and with nothing but Python 3.10 or newer.

The first run makes a virtual environment (``.venv`` in the checkout, or the folder that CONFIGLANG_VENV names) and
installs the project into it, editable, with what the task needs. Later runs use it as it is, until pyproject.toml, the
place of the checkout or the running Python changes. The exit code is that of the task, or 2 where no environment
can be made.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

# An older Python must get this far, to say so: hence no syntax in this file that Python 3.6 cannot parse.
if sys.version_info < (3, 10):  # noqa: UP036
    sys.stderr.write("dev.py: needs Python 3.10 or newer, and this is {}.{}\n".format(*sys.version_info[:2]))
    raise SystemExit(2)

ROOT = Path(__file__).resolve().parent
VENV = Path(os.environ.get("CONFIGLANG_VENV") or ROOT / ".venv").absolute()
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
# Marks an environment that this script made, and what from. Others are never touched.
STAMP = VENV / "configlang-dev.json"


class Task(NamedTuple):
    """What a task does (for the help), the extras of pyproject.toml that it needs, and its command lines."""

    doc: str
    extras: "tuple[str, ...]"
    commands: "tuple[tuple[str, ...], ...]"


# What people write in C; all other C is generated.
C = ("configlang/**/*.[ch]", "docs/examples/*/src/*.[ch]", "tests/c/*.[ch]", "tests/rust/*/src/*.[ch]")
C_FILES = tuple(sorted(path.relative_to(ROOT).as_posix() for pattern in C for path in ROOT.glob(pattern)))

LINT = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("codespell",),
    ("clang-format", "--dry-run", "--Werror", *C_FILES),
)
TYPES = (("mypy",),)
DRIFT = (("python", "tools/generate.py", "--check"),)
DOCS = (("zensical", "build", "--strict", "--clean"),)
# loadfile keeps the tests of a file, which share what they build, in one process; the order of the
# files is that of tests/conftest.py.
PYTEST = ("pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
TEST = ((*PYTEST, "-m", "not thorough"),)
# What starts under Wine, and what is compiled for other platforms, are tasks of their own.
WINDOWS, CROSS = "tests/windows", "tests/cross"
TEST_ALL = ((*PYTEST, "--ignore", WINDOWS, "--ignore", CROSS),)
TEST_NAMED = (PYTEST,)
TEST_WINDOWS = ((*PYTEST, WINDOWS),)
TEST_CROSS = ((*PYTEST, CROSS),)
SOAK = (("python", "tests/hostile/soak.py"),)
MUTANTS = (("python", "-m", "tools.mutants"),)

TASKS = {
    "example": Task(
        "print the Rust that configlang makes of the example in the README",
        (),
        (("configlang", "eval", "docs/examples/readme/app.bzl", "--format", "rust"),),
    ),
    "test": Task(
        "run the tests that are quick, on all cores; ARGS go to pytest, and then all may run", ("test",), TEST
    ),
    "test-all": Task(
        "run all tests, on every CPython that is found, as CI does; ARGS go to pytest", ("test",), TEST_ALL
    ),
    "test-windows": Task("run the tests that start programs of Windows, under Wine", ("test",), TEST_WINDOWS),
    "test-cross": Task(
        "compile generated C for other platforms, and start it under qemu", ("cross", "test"), TEST_CROSS
    ),
    "lint": Task("ruff check, ruff format --check, codespell, clang-format", ("dev",), LINT),
    "types": Task("mypy", ("dev", "docs", "test"), TYPES),
    "drift": Task("check that the generated files are up to date", ("test",), DRIFT),
    "docs": Task("build the documentation into site/", ("docs",), DOCS),
    "mutants": Task("put faults in, and tell which no test notices (--help)", ("dev", "test"), MUTANTS),
    "soak": Task("run the command where little holds, for a long time (--help)", ("test",), SOAK),
    "all": Task("lint, types, drift, docs, test-all", ("dev", "docs", "test"), LINT + TYPES + DRIFT + DOCS + TEST_ALL),
    "run": Task("run ARGS, any command of the environment", ("dev", "docs", "test"), ((),)),
}
# Those whose tests use every CPython that is found.
EVERY = ("all", "test-all")
TAKES_ARGUMENTS = ("mutants", "run", "soak", "test", "test-all")


def main() -> int:
    """Run the task that the command line names, and return its exit code."""
    name, arguments = parse_command_line()
    task = TASKS[name]
    prepare(set(task.extras))
    if name in EVERY:
        os.environ["CONFIGLANG_EVERY_PYTHON"] = "1"
    failed = {}
    # Who names tests wants just those.
    for command in TEST_NAMED if name == "test" and arguments else task.commands:
        code = run(*command, *arguments)
        if code != 0:
            failed[" ".join(command[:3])] = code
    if failed and len(task.commands) > 1:
        sys.stderr.write(f"dev.py: failed: {', '.join(failed)}\n")
    if name == "test" and not arguments:
        sys.stderr.write("dev.py: these were the quick tests; `python3 dev.py test-all` runs all, as CI does\n")
    return next(iter(failed.values()), 0)


def parse_command_line() -> "tuple[str, list[str]]":
    """Return the name of the task and its further arguments."""
    parser = argparse.ArgumentParser(
        usage="python3 dev.py TASK [ARGS...]",
        description="tasks:\n" + "\n".join(f"  {name:12} {task.doc}" for name, task in TASKS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("task", choices=TASKS, metavar="TASK", help=argparse.SUPPRESS)
    parser.add_argument("arguments", nargs=argparse.REMAINDER, metavar="ARGS", help=argparse.SUPPRESS)
    parsed = parser.parse_args()
    if parsed.arguments and parsed.task not in TAKES_ARGUMENTS:
        parser.error(f"{parsed.task} takes no arguments")
    if parsed.task == "run" and not parsed.arguments:
        parser.error("run what?")
    return parsed.task, parsed.arguments


def run(program: str, *arguments: str) -> int:
    """Run a command of the environment in the root of the checkout, and return its exit code."""
    environment = make_environment()
    found = shutil.which(program, path=environment["PATH"])
    if found is None:
        give_up(f"there is no command {program}")
    return subprocess.run([found, *arguments], cwd=ROOT, env=environment, check=False).returncode


def make_environment() -> "dict[str, str]":
    """Return the variables of an activated environment, without those that lead Python out of it or slow it down."""
    # Tests start thousands of Pythons, each of which would compile all that it imports.
    others = ("PYTHONDONTWRITEBYTECODE", "PYTHONHOME", "PYTHONPATH")
    environment = {key: value for key, value in os.environ.items() if key not in others}
    # The Material theme prints a notice about the future of its project at each build.
    environment["NO_MKDOCS_2_WARNING"] = "1"
    environment["VIRTUAL_ENV"] = str(VENV)
    environment["PATH"] = os.pathsep.join([str(BIN), os.environ.get("PATH", os.defpath)])
    return environment


def prepare(extras: "set[str]") -> None:
    """Make the environment, or bring it up to date, so that it has at least these extras."""
    home = {"checkout": str(ROOT), "python": sys.base_prefix, "version": list(sys.version_info[:2])}
    stamp = read_stamp()
    if stamp.get("home") != home or not PYTHON.exists():
        create(home)
        stamp = {"home": home}
    digest = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    installed = set(stamp.get("extras", ()))
    if stamp.get("pyproject") == digest and extras <= installed:
        return
    # What earlier tasks needed stays, so that tasks in turn don't take each other's tools away.
    installed |= extras
    requirement = f".[{','.join(sorted(installed))}]" if installed else "."
    install("--editable", requirement)
    write_stamp({"home": home, "pyproject": digest, "extras": sorted(installed)})


def create(home: "dict[str, Any]") -> None:
    """Make an empty environment in the place of one that this script made, or where there is nothing."""
    for module in ("venv", "ensurepip"):
        if importlib.util.find_spec(module) is None:
            give_up(f"{sys.executable} has no module {module} (Debian and Ubuntu: apt install python3-venv)")
    if BIN in Path(sys.executable).parents:
        give_up(f"{VENV} must be made anew: start this with a Python from outside of it")
    if STAMP.exists():
        shutil.rmtree(VENV)
    elif VENV.exists() and any(VENV.iterdir()):
        give_up(f"{VENV} was not made by dev.py: move it away, or name another folder in CONFIGLANG_VENV")
    VENV.mkdir(parents=True, exist_ok=True)
    # Comes first, so that what an interrupted run leaves behind is known as ours. Without a home it is made anew.
    write_stamp({})
    sys.stderr.write(f"dev.py: making a virtual environment in {VENV}\n")
    call(sys.executable, "-m", "venv", str(VENV))
    # The first pip that installs an editable project without a setup.py; Python 3.10.0 comes with an older one.
    install("pip>=21.3")
    write_stamp({"home": home})


def install(*arguments: str) -> None:
    """Let pip install something into the environment."""
    call(str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", *arguments)


def call(*command: str) -> None:
    """Run a step of the preparation; its output is shown only when it fails, which ends this script."""
    done = subprocess.run(
        command, cwd=ROOT, env=make_environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    if done.returncode != 0:
        sys.stderr.write(done.stdout.decode(errors="replace"))
        give_up("this failed: " + " ".join(command))


def read_stamp() -> "dict[str, Any]":
    """Return what the environment was made from, empty if there is none or its making was interrupted."""
    try:
        return dict(json.loads(STAMP.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def write_stamp(stamp: "dict[str, Any]") -> None:
    """Note what the environment was made from."""
    STAMP.write_text(json.dumps(stamp, indent=2) + "\n", encoding="utf-8")


def give_up(message: str) -> NoReturn:
    """End with one line and exit code 2."""
    sys.stderr.write(f"dev.py: {message}\n")
    raise SystemExit(2)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
