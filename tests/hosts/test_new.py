"""
The projects of `configlang new`, built, run and tested as their READMEs say.

The command `configlang` that their builds call is the one of the checkout.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from configlang.cli.main import main
from configlang.scaffold.project import HOSTS
from tests.hosts import cargo, cpythons
from tests.hosts.cpythons import VERSIONS, link_for, require_cpython, require_tool
from tests.hosts.ffi import cargo_python, variables_for

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

Run = subprocess.CompletedProcess[str]
Build = Callable[..., Run]
"""Builds a project; the keyword arguments are variables of the environment."""

LOCKS = {
    "pyembed": cargo.EXAMPLE / "Cargo.lock",
    "pyo3": cargo.PROGRAMS / "ffi" / "Cargo.lock",
}
"""Locks of programs with the same dependencies, so that theirs are built already."""


@pytest.fixture(scope="module")
def configlang(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that runs the command of the checkout with the Python of the tests."""
    launcher = tmp_path_factory.mktemp("command") / "configlang"
    root, python = shlex.quote(str(cargo.ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


@pytest.fixture(autouse=True)
def _no_settings_of_the_developer(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Build without the variables that the builds heed, and without a configlang but the one that a test gives."""
    for name in ("CI", "CONFIGLANG", "APP_PYTHON_HOME", "CFLAGS", "LDFLAGS", "MAKEFLAGS", "MAKELEVEL", "PYTHON"):
        monkeypatch.delenv(name, raising=False)
    folders = os.environ["PATH"].split(os.pathsep)
    without = [folder for folder in folders if not os.path.exists(os.path.join(folder, "configlang"))]  # noqa: PTH110, PTH118
    monkeypatch.setenv("PATH", os.pathsep.join(without))
    link_for(request, monkeypatch)


def run(*command: str | Path, **variables: str | Path) -> Run:
    """Run a command and return how it ended."""
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def new(folder: Path, host: str) -> Path:
    """Make a project where there may be one of a run before."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    assert main(["new", str(folder), "--host", host]) == 0
    return folder


def lines_of_readme(project: Path, placeholder: str, folder: Path) -> list[str]:
    """Return what the README says that the program prints, which is built in a folder."""
    readme = (project / "README.md").read_text(encoding="utf-8")
    lines = re.findall(r"^[\w.]+: .*\)$", readme, re.MULTILINE)
    assert lines
    return [line.replace(placeholder, str(folder.resolve())) for line in lines]


def succeeded(done: Run) -> str:
    """Return what a command printed that must not fail."""
    assert done.returncode == 0, f"{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def heeds_the_config(project: Path, host: str, build: Build) -> None:
    """
    Assert what a build makes of its config, and of the generated code that is there.

    Args:
        project: A project that is built already, with a configlang.
        host: Its kind.
        build: Builds it. The variable CONFIGLANG is the command, and empty without one.
    """
    config, generated = project / "app.bzl", project / HOSTS[host].output
    good, fresh = config.read_text(encoding="utf-8"), generated.read_bytes()
    changed = good.replace("utf8_mode = True", "utf8_mode = False")

    # A change of the config is taken over; where CI is set, nothing is changed, and the build fails.
    config.write_text(changed, encoding="utf-8")
    done = build(CI="true")
    assert done.returncode != 0
    assert f"`{HOSTS[host].output}` is stale" in done.stdout + done.stderr
    assert fresh == generated.read_bytes()
    succeeded(build())
    assert fresh != generated.read_bytes()
    succeeded(build(CI="true"))

    # A mistake fails the build and is shown.
    config.write_text(good.replace("utf8_mode = True", 'utf8_mode = "yes"'), encoding="utf-8")
    done = build()
    assert done.returncode != 0
    assert re.search(r"app\.bzl:\d+:\d+: error\[wrong-type\]", done.stdout + done.stderr)

    # Without configlang the build says so and works, with what was committed.
    config.write_text(changed, encoding="utf-8")
    generated.write_bytes(fresh)
    done = build(CONFIGLANG="")
    succeeded(done)
    assert "Install configlang" in done.stdout + done.stderr
    assert fresh == generated.read_bytes()


def boots(project: Path, python: cpythons.CPython, configlang: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assert that the command of the README starts a built project, with every module that it declares."""
    monkeypatch.chdir(project)
    text = (project / "README.md").read_text(encoding="utf-8")
    command = next(line for line in text.splitlines() if line.startswith("$ configlang boot "))
    words = [*command.split()[2:], "--python", str(python.prefix), "--home", str(python.prefix), "--run"]
    printed = succeeded(run(configlang, *words))

    assert "stand-in" not in printed
    assert "not imported" not in printed
    assert "  program     exit code 0\n" in printed


# C with make


def make_arguments(project: Path, python: cpythons.CPython) -> list[str | Path]:
    """Return the command that builds a project of the kind `c`, without warnings of the compiler."""
    executable = python.executable or cargo.missing("needs an interpreter to ask")
    return [require_tool("make"), "-C", project, f"PYTHON={executable}", "CFLAGS=-Werror"]


@pytest.mark.parametrize("version", VERSIONS)
def test_c_project_works(version: str, configlang: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program prints a line of each module, tests pass, it boots, and it is built again when its config changes."""
    project = new(tmp_path / "hello-c", "c")
    make = make_arguments(project, require_cpython(version))
    succeeded(run(*make, CONFIGLANG=configlang))
    expected = lines_of_readme(project, "/.../build", project / "build")
    assert expected == succeeded(run(project / "build" / "hello-c")).splitlines()

    boots(project, require_cpython(version), configlang, monkeypatch)
    tests = succeeded(run(*make, "test", CONFIGLANG=configlang))
    assert {"drift: passed", "modules: passed"} <= set(tests.splitlines())
    without = succeeded(run(*make, "test"))
    assert {"drift: skipped: there is no configlang", "modules: passed"} <= set(without.splitlines())
    if version == VERSIONS[-1]:
        heeds_the_config(project, "c", lambda **variables: run(*make, **{"CONFIGLANG": configlang, **variables}))


# C with CMake


@pytest.mark.thorough
@pytest.mark.parametrize("version", VERSIONS)
def test_cmake_project_works(version: str, configlang: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program prints a line of each module, tests pass, it boots, and it is built again when its config changes."""
    python = require_cpython(version)
    project = new(tmp_path / "hello-cmake", "cmake")
    build = project / "build"
    cmake = require_tool("cmake")
    executable = python.executable or cargo.missing("needs an interpreter to ask")
    configure = (cmake, "-S", project, "-B", build, f"-DPython3_EXECUTABLE={executable}", "-DCMAKE_C_FLAGS=-Werror")
    test = (require_tool("ctest"), "--test-dir", build, "--no-tests=error", "--verbose")

    without = run(*configure)
    succeeded(without)
    assert "Install configlang" in without.stderr
    printed = succeeded(run(cmake, "--build", build, "--target", "run")).splitlines()
    expected = lines_of_readme(project, "/.../build", build)
    assert expected == [line for line in printed if line in expected]
    succeeded(run(cmake, "--build", build))
    assert expected == succeeded(run(build / "hello-cmake")).splitlines()
    assert re.search(r"drift .*Skipped", succeeded(run(*test)))
    boots(project, python, configlang, monkeypatch)

    succeeded(run(*configure, f"-DCONFIGLANG={configlang}"))
    tests = succeeded(run(*test))
    assert re.search(r"modules .*Passed", tests)
    assert re.search(r"drift .*Passed", tests)
    if version == VERSIONS[-1]:

        def rebuild(**variables: str) -> Run:
            """Build with the configlang that is chosen; without one CMake has to be told."""
            if "CONFIGLANG" in variables:
                return run(*configure, "-DCONFIGLANG=OFF")
            # CMake looks at CI when it runs.
            done = run(*configure, **variables)
            return run(cmake, "--build", build, **variables) if done.returncode == 0 else done

        heeds_the_config(project, "cmake", rebuild)


# Rust


def cargo_project(host: str, python: cargo.CPython, name: str = "hello") -> Path:
    """
    Make a cargo project, with the dependencies that are built already; tests of another file give another name.

    It lies where that of the run before lay, because cargo keeps what it has built for each place for ever.
    """
    project = new(cargo.target_folder(python) / "new" / f"{name}-{host}", host)
    lock = LOCKS[host].read_text(encoding="utf-8")
    other = "app" if host == "pyembed" else "ffi"
    (project / "Cargo.lock").write_text(lock.replace(f'name = "{other}"', f'name = "{project.name}"'), encoding="utf-8")
    return project


def works(host: str, python: cargo.CPython, build: Build, *, is_thorough: bool) -> None:
    """Assert that a cargo project prints what its README says, that its tests pass, and that it heeds its config."""
    project = cargo_project(host, python)
    folder = cargo.target_folder(python) / "debug"
    expected = lines_of_readme(project, "/.../target/debug", folder)
    assert expected == succeeded(build(command="run", folder=project)).splitlines()
    tests = succeeded(build(command="test", folder=project))
    assert {"test generated_file_is_up_to_date ... ok", "test program_prints_a_line_of_each_module ... ok"} <= set(
        tests.splitlines()
    )
    if is_thorough:
        heeds_the_config(project, host, lambda **variables: build(command="build", folder=project, **variables))


def is_tidy(host: str, python: cargo.CPython, build: Build) -> None:
    """Assert that rustfmt, whatever the name, and Clippy have nothing to say about a project."""
    project = cargo_project(host, python)
    longest = new(project.with_name("a" * 40), host)
    rustfmt = require_tool("rustfmt")
    for folder in (project, longest):
        sources = [folder / name for name in ("build.rs", "src/main.rs", "tests/drift.rs", "tests/modules.rs")]
        formatted = run(rustfmt, "--check", "--edition", "2024", "--color", "never", *sources)
        assert (0, "") == (formatted.returncode, formatted.stdout)

    require_tool("cargo-clippy")
    succeeded(build("--all-targets", "--", "-Dwarnings", command="clippy", folder=project))


def builder(python: cargo.CPython, variables: dict[str, str | Path]) -> Build:
    """Return a function that runs a cargo command in a project."""

    def build(*arguments: str, command: str, folder: Path, **more: str) -> Run:
        # An empty CI is the same to the build as none, and needs no other.
        chosen = {"CI": "", **variables, **more}
        return cargo.cargo(command, folder / "Cargo.toml", *arguments, python=python, variables=chosen, is_quiet=False)

    return build


def pyo3_builder(version: str, configlang: Path) -> tuple[cargo.CPython, Build]:
    """Return a CPython, and a function that runs cargo for it, with the settings of the other tests of PyO3."""
    found = require_cpython(version)
    python = cargo_python(found)
    folder = cargo.target_folder(python) / "ffi-cases"
    return python, builder(python, {**variables_for(found, folder), "CONFIGLANG": configlang})


@pytest.mark.thorough
@pytest.mark.parametrize("version", VERSIONS)
def test_pyo3_project_works(version: str, configlang: Path) -> None:
    """The program prints a line of each module, its tests pass, and it is built again when the config changes."""
    python, build = pyo3_builder(version, configlang)
    works("pyo3", python, build, is_thorough=version == VERSIONS[-1])


@pytest.mark.thorough
def test_pyo3_project_is_tidy(configlang: Path) -> None:
    """Clippy and rustfmt have nothing to say about the project."""
    python, build = pyo3_builder(VERSIONS[-1], configlang)
    is_tidy("pyo3", python, build)


@pytest.mark.thorough
@pytest.mark.parametrize("version", cargo.BOOTABLE)
def test_pyembed_project_works(version: str, configlang: Path) -> None:
    """As above; on CPython 3.11 this is so because main.rs sets the table that OxidizedFinder reads."""
    python = cargo.require_cpython(version)
    build = builder(python, {"CONFIGLANG": configlang})
    works("pyembed", python, build, is_thorough=version == cargo.BOOTABLE[-1])


@pytest.mark.thorough
def test_pyembed_project_is_tidy(configlang: Path) -> None:
    """Clippy and rustfmt have nothing to say about the project."""
    python = cargo.require_cpython(cargo.BOOTABLE[-1])
    is_tidy("pyembed", python, builder(python, {"CONFIGLANG": configlang}))


@pytest.mark.thorough
def test_pyembed_project_refuses_a_newer_cpython(configlang: Path) -> None:
    """A CPython that pyembed would corrupt is refused by the build, also where there is no configlang."""
    python = cargo.require_cpython("3.12", "3.13")
    project = cargo_project("pyembed", python)
    done = builder(python, {"CONFIGLANG": configlang})(command="check", folder=project, CONFIGLANG="")

    assert done.returncode == 101
    assert f"pyembed 0.24 is for CPython 3.8 to 3.11, and this is {python.version}" in done.stderr


@pytest.mark.parametrize("host", HOSTS)
def test_generated_code_is_that_of_the_readme(host: str, configlang: Path, tmp_path: Path) -> None:
    """The config of a new project has no findings, and the command of its README says that the code is up to date."""
    project = new(tmp_path / "hello-app", host)
    readme = (project / "README.md").read_text(encoding="utf-8")
    command = next(line[2:] for line in readme.splitlines() if line.startswith("$ configlang eval"))
    path = f"{configlang.parent}{os.pathsep}{os.environ['PATH']}"
    done = run("sh", "-c", f"cd {shlex.quote(str(project))} && {command} --check", PATH=path)

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
