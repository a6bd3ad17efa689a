"""
Virtual environments come alive: what `virtual_environment` says works in each, on every CPython, with packages in it.

Each environment has a package in Python, one in C, and a `.pth` file with a folder of modules in it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang.cpython.targets import host_target
from configlang.schema.config import Config, EnvironmentVariable, HostValue, VirtualEnvironment
from configlang.schema.interpreter import InterpreterConfig
from tests.hosts import programs
from tests.hosts.cpythons import VERSIONS, WITH_INITCONFIG, CPython, compile_flags, require_cpython, require_tool
from tests.hosts.programs import Program, Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

MAKERS: Mapping[str, tuple[str, ...]] = {
    "venv": ("{python}", "-m", "venv", "--without-pip", "{folder}"),
    "copies": ("{python}", "-m", "venv", "--without-pip", "--copies", "{folder}"),
    "virtualenv": (sys.executable, "-m", "virtualenv", "--quiet", "--no-seed", "--python", "{python}", "{folder}"),
    "uv": (
        sys.executable,
        "-m",
        "uv",
        "venv",
        "--quiet",
        "--offline",
        "--no-config",
        "--python",
        "{python}",
        "{folder}",
    ),
}
"""What makes environments, by the name of the case."""

COMPILED = """\
#include <Python.h>
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef def = {PyModuleDef_HEAD_INIT, "_fast", NULL, 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit__fast(void) { return PyModuleDef_Init(&def); }
"""

IMPORTS = """
import sys
import pure_package, compiled_package._fast, of_path_file
told = [sys.prefix, sys.base_prefix, *(m.__file__ for m in (pure_package, compiled_package._fast, of_path_file))]
"""

WORKER = IMPORTS + "def tell():\n    print(told, flush = True)\n"

PROGRAM = """
import multiprocessing, worker_module
worker_module.tell()
worker = multiprocessing.get_context("spawn").Process(target = worker_module.tell)
worker.start()
worker.join(60)
print(worker.exitcode)
"""


def make(kind: str, python: CPython, folder: Path) -> Path:
    """Make an environment with packages in it."""
    assert python.executable is not None
    command = [part.format(python=python.executable, folder=folder) for part in MAKERS[kind]]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    packages = folder / "lib" / f"python{python.version}" / "site-packages"
    packages.mkdir(parents=True, exist_ok=True)
    for name in ("pure_package", "compiled_package"):
        (packages / name).mkdir()
        (packages / name / "__init__.py").touch()
    (packages / "worker_module.py").write_text(WORKER, encoding="utf-8")
    (folder / "more").mkdir()
    (folder / "more" / "of_path_file.py").touch()
    (packages / "more.pth").write_text(f"{folder / 'more'}\n", encoding="utf-8")
    source = folder / "fast.c"
    source.write_text(COMPILED, encoding="utf-8")
    library = packages / "compiled_package" / "_fast.so"
    compiler: list[str | Path] = [
        require_tool("gcc"),
        "-shared",
        "-fPIC",
        *compile_flags(python),
        source,
        "-o",
        library,
    ]
    subprocess.run(compiler, check=True)
    return folder


def config_of(folder: Path, profile: str) -> Config:
    """Return the config of a program that uses an environment and starts a worker."""
    return Config(
        target=host_target(),
        interpreter=InterpreterConfig(
            profile=profile,  # type: ignore[arg-type]
            utf8_mode=True,
            parse_argv=False,
            multiprocessing_auto_dispatch=False,
            run_command=PROGRAM,
        ),
        virtual_environment=VirtualEnvironment(path=str(folder)),
        environment_variables=(EnvironmentVariable(name="CL_OF_TEST", value="$ORIGIN"),),
    )


Build = Callable[[str], tuple[Program, Mapping[str, Path]]]


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Return a function that makes, once, the environments of a CPython, and the program that uses them."""

    @cache
    def made(version: str) -> tuple[Program, Mapping[str, Path]]:
        python, folder = require_cpython(version), tmp_path_factory.mktemp(f"environments-{version}")
        folders = {kind: make(kind, python, folder / kind) for kind in MAKERS}
        outputs = ("c", "c-initconfig") if version in WITH_INITCONFIG else ("c",)
        cases = {
            f"{kind}_{profile}_{number}": (config_of(path, profile), output)
            for kind, path in folders.items()
            for profile in ("isolated", "python")
            for number, output in enumerate(outputs)
        }
        return programs.build(folder, python, cases), folders

    return made


def cases_of(program: Program, kind: str) -> list[str]:
    """Return the cases of an environment."""
    return [name for name in program.outputs if name.startswith(f"{kind}_")]


def told(run: Run) -> list[str]:
    """Return the lines of a run that must not have failed."""
    assert run.code == 0, run.stderr[-2000:]
    return run.stdout.splitlines()


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("version", VERSIONS)
def test_environment_is_seen(build: Build, version: str, kind: str) -> None:
    """The prefix is that of the environment, and what lies in it is imported, whatever variables name another one."""
    program, folders = build(version)
    others = {"PYTHONEXECUTABLE": str(folders["uv" if kind == "venv" else "venv"] / "bin" / "python")}
    others["__PYVENV_LAUNCHER__"] = others["PYTHONEXECUTABLE"]
    cases = cases_of(program, kind)
    assert cases
    for name in cases:
        run = program.run(name, home=False, code=IMPORTS + "print(told)", environment=others)
        prefix, base, *files = ast.literal_eval(told(run)[0])

        assert (prefix, base) == (str(folders[kind]), str(program.python.prefix))
        assert {True} == {file.startswith(f"{folders[kind]}/") for file in files}
        assert run.came_up["executable"] == str(folders[kind] / "bin" / "python")


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize("version", VERSIONS)
def test_workers_see_the_same(build: Build, version: str, kind: str) -> None:
    """A process that `multiprocessing` spawns has the same prefix and packages."""
    program, folders = build(version)
    for name in cases_of(program, kind):
        run = program.run(name, home=False, environment={"RUN": "1"}, timeout=60)
        if kind == "copies" and is_beside(folders[kind]):
            # What `environment-broken` says: the worker does not find its libpython. The program may die of that.
            assert "error while loading shared libraries" in run.stderr
            assert "0" not in run.stdout.splitlines()
            continue
        own, of_worker, code = told(run)
        assert (own, "0") == (of_worker, code)


def is_beside(folder: Path) -> bool:
    """Tell whether the interpreter of an environment looks for its libpython beside itself."""
    done = subprocess.run([require_tool("readelf"), "-d", folder / "bin" / "python"], capture_output=True, check=True)
    return b"$ORIGIN" in done.stdout


@pytest.mark.parametrize("version", VERSIONS)
def test_host_may_choose_the_environment(build: Build, version: str, tmp_path: Path) -> None:
    """A value of the host may be a part of the path; nobody passes one here, so that it is its default."""
    _, folders = build(version)
    place = HostValue(name="place", default=str(folders["uv"].parent))
    config = attrs.evolve(
        config_of(folders["uv"], "isolated"),
        virtual_environment=VirtualEnvironment(path=f"{place.text}/uv"),
        host_values=(place,),
    )
    program = programs.build(tmp_path, require_cpython(version), {"chosen": (config, "c")})

    assert str(folders["uv"]) == program.run("chosen", home=False).came_up["prefix"]
