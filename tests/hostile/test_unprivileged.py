"""Limits that bind whoever is not root: the command says in one line what is missing, and nothing of the config."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.cli.command import FINDINGS, OK, SURROUNDINGS
from tests.hosts.cargo import missing

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="becomes another user as Linux does")

ROOT = Path(__file__).parents[2]
NOBODY = 65534
GOOD = 'interpreter(isolated = True, set_missing_path_configuration = False)\nstatic_extension("fast")\n'


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """Give a folder of nobody's that holds what is needed to run the command, where nobody can run a Python."""
    if os.geteuid() != 0:
        missing("only root can become nobody")
    folder = Path(tempfile.mkdtemp(prefix="configlang-nobody-"))
    try:
        folder.chmod(0o755)
        packages = folder / "packages"
        packages.mkdir()
        shutil.copytree(ROOT / "configlang", packages / "configlang", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "stdlib_rules", packages / "configlang/stdlib_rules")
        for name in ("attr", "attrs", "starlark", "tomli"):
            for found in Path(sysconfig.get_path("platlib")).glob(name):
                shutil.copytree(found, packages / name, ignore=shutil.ignore_patterns("__pycache__"))
        work = folder / "work"
        work.mkdir()
        os.chown(work, NOBODY, NOBODY)
        (work / "good.bzl").write_text(GOOD)
        (work / "bad.bzl").write_text("interpreter(isolated = 1)\n")
        yield folder
    finally:
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def python(home: Path) -> str:
    """Give a Python that nobody can run, and that has the engine."""
    for candidate in (os.path.realpath(sys.executable), f"/usr/bin/python3.{sys.version_info.minor}"):
        try:
            done = run(home, candidate, "exec $PYTHON -m configlang check good.bzl")
        except OSError:
            continue
        if done.returncode == OK:
            return candidate
    return missing(f"needs a CPython 3.{sys.version_info.minor} that every user can run, as /usr/bin/python3")


def run(home: Path, python: str, line: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell as nobody."""
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(home / "packages"), "PYTHON": python}
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    return subprocess.run(
        ["bash", "-c", line],
        cwd=home / "work",
        env=environment,
        user=NOBODY,
        group=NOBODY,
        extra_groups=[],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("-u 1", "can't start the evaluating process: no further process may be started"),
        ("-n 5", "can't start the evaluating process: no further file may be opened"),
        ("-n 8", "can't start the evaluating process: no further file may be opened"),
        ("-f 0", "can't write `"),
    ],
)
@pytest.mark.parametrize("name", ["good.bzl", "bad.bzl"])
def test_what_nobody_may_not_is_named(home: Path, python: str, limit: str, reason: str, name: str) -> None:
    """One line says what is missing; a config that is wrong is still told where it can be, and never a good one."""
    new = f"{name}{limit.replace(' ', '')}"
    done = run(
        home, python, f"trap '' XFSZ; ulimit {limit} && exec $PYTHON -m configlang eval {name} --output c={new}.c"
    )

    if limit == "-f 0" and name == "bad.bzl":
        assert FINDINGS == done.returncode
        return
    assert SURROUNDINGS == done.returncode
    assert done.stderr.startswith("configlang: can't work here: ")
    assert reason in done.stderr
    assert 1 == done.stderr.count("\n")
    assert [] == [path.name for path in (home / "work").iterdir() if not path.name.endswith(".bzl")]


@pytest.mark.parametrize("limit", ["-u 2", "-n 12", "-v 30000", "-v 32000", "-v 34000", "-v 36000", "-v 60000"])
@pytest.mark.parametrize(("name", "code"), [("good.bzl", OK), ("bad.bzl", FINDINGS)])
def test_little_is_enough_or_named(home: Path, python: str, limit: str, name: str, code: int) -> None:
    """With little of something, a config is judged as with much, or one line says what is missing."""
    done = run(home, python, f"ulimit {limit} && exec $PYTHON -m configlang check {name}")

    assert done.returncode in {code, SURROUNDINGS}, done.stderr
    if done.returncode == SURROUNDINGS:
        assert done.stderr.startswith("configlang: can't work here: ")
        assert 1 == done.stderr.count("\n")


def test_little_memory_is_not_the_mistake_of_the_config(home: Path, python: str) -> None:
    """A config that ends within its limit where there is memory is not blamed for that there is none."""
    (home / "work" / "large.bzl").write_text(f"x = [0] * 20000000\n{GOOD}")

    enough, little = (
        run(home, python, f"ulimit -v {size} && exec $PYTHON -m configlang check large.bzl")
        for size in ("1000000", "150000")
    )

    assert OK == enough.returncode
    assert (SURROUNDINGS, "configlang: can't work here: there is no memory left\n") == (
        little.returncode,
        little.stderr,
    )
