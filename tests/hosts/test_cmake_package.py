"""The package for CMake: projects that call configlang_generate(), built as their users do, and Meson's depfile."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from configlang import __version__
from tests.hosts.cpythons import ROOT, VERSIONS, link_for, require_cpython, require_tool

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
    pytest.mark.thorough,
]

GENERATORS = {"Ninja": "ninja", "Unix Makefiles": "make"}
"""The program that each generator of CMake makes the files of."""

CONFIG = """
load("//lib:text.bzl", "TEXT")
greeting = variable("greeting", default = "hello")
interpreter(
    profile = "isolated",
    utf8_mode = True,
    set_missing_path_configuration = False,
    run_command = "print('{} {}')".format(greeting, TEXT),
)
"""
MAIN = """
#include "app.h"

int main(int argc, char **argv)
{
    app_host host = {0};
    app_status status;

    host.argc = argc;
    host.argv = argv;
    host.home = APP_PYTHON_HOME;
    if (app_initialize(&host, &status) != APP_OK) {
        return status.exit_code;
    }
    return app_run();
}
"""
PROGRAM = """
cmake_minimum_required(VERSION 3.20)
project(app LANGUAGES C)
find_package(Python3 3.8 REQUIRED COMPONENTS Interpreter Development.Embed)
find_package(Configlang 0.1 REQUIRED)
add_executable(app main.c)
configlang_generate(app app.bzl DEFINES "greeting=good day")
target_compile_definitions(app PRIVATE "APP_PYTHON_HOME=\\"${APP_PYTHON_HOME}\\"")
target_link_libraries(app PRIVATE Python3::Python)
"""
LIBRARY = """
cmake_minimum_required(VERSION 3.20)
project(app LANGUAGES NONE)
find_package(Configlang 0.1 REQUIRED)
add_custom_target(app ALL)
configlang_generate(app app.bzl CALL)
"""
MESON = """
project('app', 'c', meson_version: '>=1.0')
config = custom_target(
  input: 'app.bzl',
  output: ['app.c', 'app.h'],
  depfile: 'app.d',
  command: [find_program('configlang'), 'eval', '@INPUT@', '--format', 'c', '--output', '@OUTPUT0@',
            '--depfile', '@DEPFILE@'],
  build_by_default: true,
)
"""


@pytest.fixture(autouse=True)
def _links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    link_for(request, monkeypatch)


@pytest.fixture(autouse=True)
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have the command of the checkout on PATH, and a project beside it; return the command."""
    folder = tmp_path / "bin"
    folder.mkdir()
    launcher = folder / "configlang"
    root, python = shlex.quote(str(ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
    source = tmp_path / "the source"
    (source / "lib").mkdir(parents=True)
    monkeypatch.chdir(source)
    for name, text in {"configlang.toml": "", "lib/text.bzl": 'TEXT = "world"\n', "app.bzl": CONFIG}.items():
        Path(name).write_text(text, encoding="utf-8")
    return launcher


Run = subprocess.CompletedProcess[str]


def run(*words: str | Path) -> Run:
    """Run a command, and return how it ended, with all that it printed."""
    return subprocess.run(
        words,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def succeed(*words: str | Path) -> str:
    """Run a command that must not fail, and return what it printed."""
    done = run(*words)
    assert done.returncode == 0, done.stdout[-4000:]
    return done.stdout


def configure(text: str, *options: str | Path) -> Run:
    """Run the first step of CMake for a project."""
    require_tool("cmake")
    Path("CMakeLists.txt").write_text(text, encoding="utf-8")
    folder = succeed("configlang", "cmake-dir").strip()
    return run("cmake", "-B", "build", f"-DConfiglang_DIR={folder}", *options)


def newer(path: str, text: str | None = None) -> None:
    """Change or touch a file, so that it is newer than all that was made."""
    if text is not None:
        Path(path).write_text(text, encoding="utf-8")
    latest = max(each.stat().st_mtime for each in Path().rglob("*"))
    os.utime(path, (latest + 2, latest + 2))
    # What is made now must not be older than that.
    while not (latest + 2 < Path(shutil.copy(path, "clock")).stat().st_mtime):
        pass


@pytest.mark.parametrize("generator", GENERATORS)
def test_build_makes_what_has_changed(generator: str) -> None:
    """The program starts as the config says; a change of what it loads is built, and the same text compiles nothing."""
    require_tool(GENERATORS[generator])
    python = require_cpython(*reversed(VERSIONS))
    chosen = f"-DPython3_ROOT_DIR={python.prefix}"
    if python.executable is not None:
        chosen = f"-DPython3_EXECUTABLE={python.executable}"
    Path("main.c").write_text(MAIN, encoding="utf-8")
    done = configure(PROGRAM, "-G", generator, chosen, f"-DAPP_PYTHON_HOME={python.prefix}")
    assert done.returncode == 0, done.stdout

    first = succeed("cmake", "--build", "build")
    assert "Making app.c of app.bzl" in first
    assert "Building C object" in first
    assert succeed("build/app") == "good day world\n"

    for path in ("lib/text.bzl", "app.bzl"):
        newer(path)
        touched = succeed("cmake", "--build", "build")
        assert "Making app.c" in touched
        assert "Building" not in touched
        nothing = succeed("cmake", "--build", "build")
        assert "Making" not in nothing
        assert "Building" not in nothing

    newer("lib/text.bzl", 'TEXT = "all"\n')
    changed = succeed("cmake", "--build", "build")
    assert "Making app.c" in changed
    # The header is as it was, and main.c with it.
    assert "main.c.o" not in changed
    assert succeed("build/app") == "good day all\n"

    newer("app.bzl", CONFIG + "interpreter(utf8_mod = True)\n")
    broken = run("cmake", "--build", "build")
    assert broken.returncode != 0
    assert f"{Path.cwd()}/app.bzl:10:" in broken.stdout
    newer("app.bzl", CONFIG)
    succeed("cmake", "--build", "build")
    assert succeed("build/app") == "good day all\n"


CROSS = {
    ("Linux", "aarch64"): "aarch64-unknown-linux-gnu",
    ("Linux", "armv7l"): "armv7-unknown-linux-gnueabihf",
    ("Linux", "x86_64"): "x86_64-unknown-linux-gnu",
    ("Darwin", "arm64"): "aarch64-apple-darwin",
    ("Windows", "AMD64"): "x86_64-pc-windows-msvc",
    ("FreeBSD", "amd64"): "x86_64-unknown-freebsd",
}
"""What is built, as CMake says it, and as a target triple."""
TARGET = 'print(TARGET.triple)\ninterpreter(profile = "isolated", utf8_mode = True, home = "/opt/python")\n'


@pytest.mark.parametrize(("system", "processor"), CROSS)
def test_target_is_what_cmake_builds(system: str, processor: str) -> None:
    """The config is evaluated for the system that the toolchain file names."""
    require_tool("ninja")
    Path("app.bzl").write_text(TARGET, encoding="utf-8")
    options = (f"-DCMAKE_SYSTEM_NAME={system}", f"-DCMAKE_SYSTEM_PROCESSOR={processor}")
    done = configure(LIBRARY.replace(" CALL", ""), "-G", "Ninja", *options)
    assert done.returncode == 0, done.stdout

    assert CROSS[system, processor] in succeed("cmake", "--build", "build")


def test_arguments_reach_the_command() -> None:
    """NAME, OUTPUT, PYTHON and TARGET are those of the command; a file in DEPENDS has the config made again."""
    require_tool("ninja")
    Path("app.bzl").write_text(TARGET, encoding="utf-8")
    call = "NAME other OUTPUT c-initconfig PYTHON 3.14 TARGET aarch64-apple-darwin DEPENDS more.txt"
    Path("more.txt").touch()
    done = configure(LIBRARY.replace("CALL", call), "-G", "Ninja")
    assert done.returncode == 0, done.stdout

    assert "aarch64-apple-darwin" in succeed("cmake", "--build", "build")
    source = Path("build/app-other-configlang/other.c").read_text(encoding="utf-8")
    assert "other_initialize" in source
    assert "PyInitConfig" in source
    assert "Making" not in succeed("cmake", "--build", "build")
    newer("more.txt")
    assert "Making" in succeed("cmake", "--build", "build")


WRONG: dict[str, str] = {
    "PYHTON 3.12": "there is no argument `PYHTON 3.12`",
    "OUTPUT rust": "OUTPUT is `rust`; there are c and c-initconfig",
    "NAME a/b": "NAME is `a/b`",
    "NAME": "without a value: NAME",
}
"""What is said of wrong arguments."""


@pytest.mark.parametrize("call", WRONG)
def test_wrong_arguments_stop_cmake(call: str) -> None:
    """What the function can't do is said before anything is built."""
    done = configure(LIBRARY.replace("CALL", call))

    assert done.returncode != 0
    assert WRONG[call] in " ".join(done.stdout.split())


def test_unknown_system_wants_a_target() -> None:
    """Where the triple can't be derived for another machine, it is asked for."""
    done = configure(LIBRARY.replace("CALL", ""), "-DCMAKE_SYSTEM_NAME=Haiku", "-DCMAKE_SYSTEM_PROCESSOR=m68k")

    assert done.returncode != 0
    assert "give TARGET" in done.stdout


def test_missing_command_is_said() -> None:
    """Without a command that works, find_package fails and says what to do."""
    missing = configure(LIBRARY, "-DCONFIGLANG=OFF")
    assert missing.returncode != 0
    assert "There is no command `configlang`" in " ".join(missing.stdout.split())

    broken = configure(LIBRARY, "-DCONFIGLANG=/nowhere/configlang")
    assert broken.returncode != 0
    assert "/nowhere/configlang --version does not work" in " ".join(broken.stdout.split())


def test_command_of_another_version_is_refused(command: Path) -> None:
    """The package takes no command that may know other options."""
    command.rename(command.with_name("real"))
    command.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && exec echo configlang 9.9.9\nexec "$0/../real" "$@"\n'.replace(
            '"$0/../real"', shlex.quote(str(command.with_name("real")))
        ),
        encoding="utf-8",
    )
    command.chmod(0o755)
    done = configure(LIBRARY)

    assert done.returncode != 0
    assert "is configlang 9.9.9, and" in " ".join(done.stdout.split())


@pytest.mark.parametrize(
    ("wanted", "is_found"),
    [
        ("", True),
        ("0", True),
        ("0.1", True),
        (f"{__version__} EXACT", True),
        ("0.0.9", False),
        ("9.0", False),
        ("0.1...<1", True),
        ("0.0...0.1.0", True),
        ("0.2...1", False),
    ],
)
def test_version_is_compared(wanted: str, is_found: bool) -> None:
    """Of a version before 1.0.0, only the same minor version will do."""
    done = configure(LIBRARY.replace("Configlang 0.1", f"Configlang {wanted}").replace(" CALL", ""))

    assert is_found == (done.returncode == 0), done.stdout


def test_installed_package_is_found_by_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: Path) -> None:
    """Where a wheel puts the files for CMake, they are found with the command, and take that one."""
    folder = tmp_path / "share" / "cmake" / "Configlang"
    shutil.copytree(ROOT / "configlang" / "cmake", folder)
    require_tool("cmake")
    Path("CMakeLists.txt").write_text(LIBRARY.replace(" CALL", ""), encoding="utf-8")
    monkeypatch.delenv("CMAKE_PREFIX_PATH", raising=False)
    succeed("cmake", "-B", "build")

    cache = Path("build/CMakeCache.txt").read_text(encoding="utf-8")
    assert f"Configlang_DIR:PATH={folder}" in cache
    assert f"CONFIGLANG:FILEPATH={command}" in cache


def test_meson_follows_the_depfile() -> None:
    """With a depfile, Meson builds again after a change of a loaded file, and not otherwise."""
    for tool in ("meson", "ninja"):
        require_tool(tool)
    Path("meson.build").write_text(MESON, encoding="utf-8")
    succeed("meson", "setup", "build")
    succeed("ninja", "-C", "build")
    assert "no work to do" in succeed("ninja", "-C", "build")

    newer("lib/text.bzl", 'TEXT = "all"\n')
    assert "Generating" in succeed("ninja", "-C", "build")
    assert "hello all" in Path("build/app.c").read_text(encoding="utf-8")
    assert "no work to do" in succeed("ninja", "-C", "build")

    newer("app.bzl", CONFIG + "interpreter(utf8_mod = True)\n")
    broken = run("ninja", "-C", "build")
    assert broken.returncode != 0
    assert "app.bzl:10:" in broken.stdout
