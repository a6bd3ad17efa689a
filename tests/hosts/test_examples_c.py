"""
The examples in C and C++, docs/examples/c and docs/examples/cpp, built and run as their READMEs say.

The command `configlang` that their builds call is the one of the checkout.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts.cpythons import ROOT, VERSIONS, CPython, link_for, require_cpython, require_tool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

EXAMPLES = ROOT / "docs" / "examples"
WARNINGS = "-Wall -Wextra -Werror"

LINES_C = [
    "_speedups: C, linked into the executable (built-in)",
    "app._native: C, linked into the executable, in the package app (built-in)",
]
LINES_CPP = [line.replace(" C,", " C++,") for line in LINES_C]

FAILED = "app: Python did not start: starting Python: "
HINT = " (is the standard library below home, or where the paths lead?)"
NO_LIBRARY = {
    "old": f"{FAILED}failed to get the Python codec of the filesystem encoding{HINT}",
    "3.13": f"{FAILED}Failed to import encodings module{HINT}",
    "3.14": f"{FAILED}Failed to import encodings module{HINT}",
    "3.15": f"{FAILED}Failed to import encodings module{HINT}",
}
"""What the programs say where there is no standard library, by the version of CPython."""


@pytest.fixture(autouse=True)
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    link_for(request, monkeypatch)


Run = subprocess.CompletedProcess[str]


def run(*command: str | Path, **variables: str | Path) -> Run:
    """Run a command without the variables by which the machine could change it, and return how it ended."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "APP_", "LD_", "XDG_"))}
    environment = {**kept, **{name: str(value) for name, value in variables.items()}}
    return subprocess.run(
        command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False
    )


def succeed(*command: str | Path, **variables: str | Path) -> None:
    """Run a command that must not fail."""
    done = run(*command, **variables)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def last_line(text: str) -> str:
    """Return the last line of a text: CPython says more above it."""
    return text.splitlines()[-1]


@pytest.fixture(scope="module")
def configlang(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a program that runs the command of the checkout with the Python of the tests."""
    launcher = tmp_path_factory.mktemp("command") / "configlang"
    root, python = shlex.quote(str(ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


def copy_of(example: str, folder: Path) -> Path:
    """Copy an example, so that a test may change it."""
    ignored = shutil.ignore_patterns("__pycache__", "build")
    return Path(shutil.copytree(EXAMPLES / example, folder / example, ignore=ignored))


# C with CMake


def configure(source: Path, python: CPython, *options: str) -> Path:
    """Run the first step of CMake, again where it has run, and return the folder that it builds in."""
    chosen = [f"-DPython3_ROOT_DIR={python.prefix}"]
    if python.executable is not None:
        chosen = [f"-DPython3_EXECUTABLE={python.executable}"]
    build = source / "build"
    succeed(require_tool("cmake"), "-S", source, "-B", build, *chosen, *options, CFLAGS=WARNINGS)
    return build


@pytest.mark.parametrize("version", VERSIONS)
def test_c_example_runs(version: str, tmp_path: Path) -> None:
    """The program prints a line from each of its modules, then its arguments, and needs no configlang to be built."""
    python = require_cpython(version)
    build = configure(copy_of("c", tmp_path), python, "-DCONFIGLANG=OFF")
    succeed("cmake", "--build", build)
    done = run(build / "app", "one", "-O")

    assert (0, "") == (done.returncode, done.stderr)
    assert [*LINES_C, "arguments: one -O"] == done.stdout.splitlines()


@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1]}))
def test_c_example_tells_of_a_wrong_home(version: str, tmp_path: Path) -> None:
    """Where the standard library is not below the home, the program ends with the status's text and exit code."""
    build = configure(copy_of("c", tmp_path), require_cpython(version), "-DAPP_PYTHON_HOME=/nowhere")
    succeed("cmake", "--build", build)
    done = run(build / "app")

    assert (1, "") == (done.returncode, done.stdout)
    assert NO_LIBRARY.get(version, NO_LIBRARY["old"]) == last_line(done.stderr)


def test_c_example_checks_the_committed_output(configlang: Path, tmp_path: Path) -> None:
    """The committed files pass the test `drift`; a change of app.bzl fails it until the target `config` is built."""
    source = copy_of("c", tmp_path)
    build = configure(source, require_cpython(*reversed(VERSIONS)), f"-DCONFIGLANG={configlang}")
    drift = (require_tool("ctest"), "--test-dir", build, "-R", "drift", "--output-on-failure", "--no-tests=error")
    succeed(*drift)

    config = source / "app.bzl"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace('run_module = "app"', 'run_module = "other"'), encoding="utf-8")
    done = run(*drift)
    assert done.returncode != 0
    assert "`generated/python_config.c` is stale" in done.stdout

    succeed("cmake", "--build", build, "--target", "config")
    succeed(*drift)


# C++ with Meson


@pytest.fixture(scope="module")
def program(configlang: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Path]:
    """Return a function that builds, once, the C++ example for a CPython version, and returns the executable."""

    @cache
    def build(version: str, language: str) -> Path:
        python = require_cpython(version)
        if not (python.library / "pkgconfig" / "python3-embed.pc").exists():
            pytest.fail(f"{python.prefix} has no python3-embed.pc")
        require_tool("ninja")
        require_tool("pkg-config")
        source = copy_of("cpp", tmp_path_factory.mktemp(language))
        folder = source / "build"
        options = (
            f"--pkg-config-path={python.library / 'pkgconfig'}",
            f"-Dconfiglang={configlang}",
            f"-Dgenerated={language}",
            "-Dwerror=true",
        )
        succeed(require_tool("meson"), "setup", folder, source, *options)
        succeed("meson", "compile", "-C", folder)
        return folder / "app"

    return build


CPP = [*dict.fromkeys([(VERSIONS[0], "c"), (VERSIONS[-1], "cpp")])]
"""CPython versions that the C++ example is built for, and the languages that its generated source is compiled as."""


@pytest.mark.parametrize(("version", "language"), CPP)
def test_cpp_example_runs(version: str, language: str, program: Callable[[str, str], Path]) -> None:
    """The program prints a line from each of its modules, then its arguments; the output is C as well as C++."""
    done = run(program(version, language), "one", "-O")

    assert (0, "") == (done.returncode, done.stderr)
    assert [*LINES_CPP, "arguments: one -O"] == done.stdout.splitlines()


@pytest.mark.parametrize(("version", "language"), CPP)
def test_cpp_example_adds_to_the_config(
    version: str, language: str, program: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """What the program sets beside the generated code counts; a field that CPython lacks is left out there."""
    done = run(program(version, language), XDG_CACHE_HOME=tmp_path, APP_THREADS="3")
    threads = ["threads: 3"] if Version(version) >= Version("3.13") else []

    assert [*LINES_CPP, f"byte code: {tmp_path}/app", *threads] == done.stdout.splitlines()
    assert list(tmp_path.rglob("__main__*.pyc"))


@pytest.mark.parametrize(("version", "language"), CPP)
def test_cpp_example_takes_the_origin_at_run_time(
    version: str, language: str, program: Callable[[str, str], Path], tmp_path: Path
) -> None:
    """Where `$ORIGIN` is may be said when the program starts."""
    package = tmp_path / "lib" / "app"
    package.mkdir(parents=True)
    (package / "__init__.py").touch()
    (package / "__main__.py").write_text("print('from elsewhere')\n", encoding="utf-8")
    done = run(program(version, language), APP_ROOT=tmp_path)

    assert (0, "from elsewhere\n") == (done.returncode, done.stdout)


@pytest.mark.parametrize(("version", "language"), CPP)
def test_cpp_example_tells_of_a_wrong_home(version: str, language: str, program: Callable[[str, str], Path]) -> None:
    """Where the standard library is not below the home, the program ends with the status's text and exit code."""
    done = run(program(version, language), APP_PYTHON_HOME="/nowhere")

    assert (1, "") == (done.returncode, done.stdout)
    # It makes an exception of the status of its own call.
    assert NO_LIBRARY.get(version, NO_LIBRARY["old"]).removesuffix(HINT) == last_line(done.stderr)


@pytest.mark.parametrize("example", ["c", "cpp"])
def test_config_of_an_example_has_no_findings(example: str, configlang: Path) -> None:
    """The configs are ones to learn from: not even a warning is said about them."""
    done = run(configlang, "check", EXAMPLES / example / "app.bzl", "--format", "c")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(("example", "lines"), [("c", LINES_C), ("cpp", LINES_CPP)])
def test_readme_of_an_example_shows_what_it_prints(example: str, lines: list[str]) -> None:
    """The README of an example has the lines that these tests see."""
    readme = (EXAMPLES / example / "README.md").read_text(encoding="utf-8")

    assert "\n".join(lines) in readme
