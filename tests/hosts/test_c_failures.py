"""
Generated C when something goes wrong: every failure is a status, and nothing of its own is lost or touched twice.

The generated files are compiled with the address sanitizer, and with `malloc` and `calloc` of theirs replaced by ones
that fail at a chosen call. The Python library itself takes its memory as ever.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from configlang import Config, evaluate
from tests.hosts import cpythons, programs
from tests.hosts.cpythons import C_HOSTS, require_cpython, require_tool
from tests.hosts.host_configs import SHARED, VALUES_PASSED
from tests.hosts.programs import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

CONFIGS = {
    "everything": """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    executable = "$ORIGIN/bin/ß",
    pycache_prefix = "$ORIGIN/pyc",
    sys_frozen = True,
    sys_meipass = True,
    argvb = True,
    tcl_library = "$ORIGIN/tcl",
    warn_options = ["ignore"],
    write_bytecode = False,
)
static_extension("two", init = "PyInit_multi")
static_extension("pack.two", init = "PyInit_multi")
filesystem_importer(paths = ["$ORIGIN/lib", "plain"], mode = "append")
environment_variable("CL_PLACE", value = "$ORIGIN/x")
environment_variable("CL_SET", value = "ß", overwrite = False)
environment_variable("CL_GONE", remove = True)
""",
    "replaced": """
interpreter(profile = "isolated", utf8_mode = True)
filesystem_importer(paths = ["$ORIGIN/lib", "/nowhere"])
""",
    "values": SHARED["values"],
}

WRAPPERS = """\
/* Fails at the call of a number; without one, counts the calls. */
static long calls, failing = -1;
static int fails(void)
{
    if (failing < 0) failing = getenv("FAIL_AT") != NULL ? atol(getenv("FAIL_AT")) : 0;
    return ++calls == failing;
}
static void *failing_malloc(size_t size) { return fails() ? NULL : malloc(size); }
static void *failing_calloc(size_t count, size_t size) { return fails() ? NULL : calloc(count, size); }
static void *failing_realloc(void *old, size_t size) { return fails() ? NULL : realloc(old, size); }
#define malloc failing_malloc
#define calloc failing_calloc
#define realloc failing_realloc
"""
"""Stands before the generated files, behind the headers that they include."""

HEADERS = "#include <Python.h>\n#include <stdint.h>\n#include <stdio.h>\n#include <stdlib.h>\n#include <string.h>\n\n"


QUIET = {
    # The Python library keeps memory for ever, here in a program that it does not know the end of.
    "LSAN_OPTIONS": "suppressions={folder}/lsan:print_suppressions=0",
    "ASAN_OPTIONS": "detect_leaks=1:exitcode=66",
    "PYTHONMALLOC": "malloc",
}


def read(file: Path) -> Config:
    """Return the config of a file, past the checker, which warns of what fails here on purpose."""
    config = evaluate(file).unchecked
    assert config is not None
    return config


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Program]:
    """Return a function that builds, once, the program of a CPython version and an output."""

    @cache
    def build(version: str, output: str) -> Program:
        folder = tmp_path_factory.mktemp(f"{output}-{version}")
        cases = {}
        for name, text in CONFIGS.items():
            (folder / f"{name}.bzl").write_text(text, encoding="utf-8")
            cases[name] = (read(folder / f"{name}.bzl"), output)
        (folder / "lsan").write_text("leak:libpython\nleak:ld-linux\nleak:wide_arguments\n")
        python = require_cpython(version)
        programs.write_sources(folder, cases)
        main = (folder / "main.c").read_text(encoding="utf-8")
        (folder / "main.c").write_text(HEADERS + WRAPPERS + main, encoding="utf-8")
        flags = ["-g", "-fsanitize=address,undefined", "-o", str(folder / "host")]
        programs.compile_main(folder, python, programs.COMPILERS["gcc"], flags, cpythons.link_flags(python))
        return Program(executable=folder / "host", python=python)

    return build


@pytest.fixture(params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, make: Callable[[str, str], Program]) -> Program:
    """Return a program: one for each CPython and output."""
    version, output = request.param
    return make(version, output)


def run(
    host: Program,
    case: str,
    *,
    fail_at: int = 0,
    home: bool | str = True,
    wide: bool = False,
    passed: Mapping[str, str] | None = None,
) -> programs.Run:
    """Start a case with the sanitizers listening."""
    environment = {name: text.format(folder=host.executable.parent) for name, text in QUIET.items()}
    environment.update({"FAIL_AT": str(fail_at), **(passed or {})})
    if wide:
        environment["HOST_WIDE"] = "1"
    return host.run(case, "ß", home=home, environment=environment)


def assert_clean(done: programs.Run) -> None:
    """Assert that no sanitizer has said anything."""
    assert "Sanitizer" not in done.stderr, done.stderr[-3000:]
    assert "runtime error" not in done.stderr, done.stderr[-3000:]


def test_success_is_clean(host: Program) -> None:
    """A start with every feature neither leaks nor touches what is not its own."""
    for wide in (False, True):
        done = run(host, "everything", wide=wide)
        assert_clean(done)
        assert done.code == 0, done.stderr[-3000:]


def test_missing_library_is_clean(host: Program) -> None:
    """A start that fails for want of the standard library is a status, and clean."""
    done = run(host, "replaced")

    assert_clean(done)
    assert done.code == 101
    assert "starting Python" in done.stderr


def test_wrong_home_is_clean(host: Program) -> None:
    """A home without a standard library is a status, and clean."""
    done = run(host, "everything", home="/nowhere")

    assert_clean(done)
    assert done.code == 101
    assert "starting Python" in done.stderr


def test_memory_may_end_anywhere(host: Program) -> None:
    """Whichever piece of memory is refused: a status says that memory is out, and nothing is lost."""
    outcomes = []
    for fail_at in range(1, 200):
        done = run(host, "everything", fail_at=fail_at)
        assert_clean(done)
        if done.code == 0:
            break
        assert done.code == 101, done.stderr[-2000:]
        assert "status 1: " in done.stderr
        outcomes.append(done.stderr)
    assert 5 < len(outcomes) < 199
    # Within the hook it is a Python exception, of which CPython tells no more than where it came up.
    at_import = "starting Python: Failed to import the site module"
    assert [text for text in outcomes if "out of memory" not in text and at_import not in text] == []
    assert sum(at_import in text for text in outcomes) == len(["$ORIGIN/lib", "plain"])


@pytest.mark.parametrize("passed", [VALUES_PASSED, {}], ids=["passed", "defaults"])
def test_memory_may_end_among_values_of_the_host(host: Program, passed: Mapping[str, str]) -> None:
    """The same for what texts are made of: all is passed, or nothing."""
    count = 0
    for fail_at in range(1, 200):
        done = run(host, "values", fail_at=fail_at, passed=passed)
        assert_clean(done)
        if done.code == 0:
            break
        assert done.code == 101, done.stderr[-2000:]
        assert "out of memory" in done.stderr or "Failed to import the site module" in done.stderr
        count += 1
    assert 10 < count < 199


@pytest.mark.thorough
def test_valgrind_finds_nothing(tmp_path: Path) -> None:
    """Valgrind sees no block of the generated code lost, and none read or written wrongly."""
    require_tool("valgrind")
    python = require_cpython("3.13", "3.12", "3.11")
    cases = {}
    for name, text in CONFIGS.items():
        (tmp_path / f"{name}.bzl").write_text(text, encoding="utf-8")
        cases[name] = (read(tmp_path / f"{name}.bzl"), "c")
    program = programs.build(tmp_path, python, cases, flags=("-g",))
    wrapper = ("valgrind", "--error-exitcode=77", "--leak-check=full", "--show-leak-kinds=definite", "-q")
    environment = {"PYTHONMALLOC": "malloc"}
    good = program.run("everything", "ß", environment=environment, wrapper=wrapper)
    bad = program.run("replaced", environment=environment, wrapper=wrapper)

    for done, code in ((good, 0), (bad, 101)):
        blamed = [line for line in done.stderr.splitlines() if "everything" in line or "replaced" in line]
        assert [line for line in blamed if line.startswith("==")] == []
        assert done.code in {code, 77}
