"""Switches: those that really do nothing, or less than they say."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from configlang.cpython.targets import minor_of
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Program, Run
from tests.truth import truth
from tests.truth.members import member
from tests.truth.truth import Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

MENDED = 4
"""The first patch release of CPython 3.12 that may have cpython#111499 mended, in June 2024."""

SHOW_SIGNAL = """
def is_caught():
    for line in open("/proc/self/status"):
        if line.startswith("SigCgt:"):
            return int(line.split()[1], 16) >> 1 & 1
before = is_caught()
import signal
print(before, is_caught())
"""
"""Tells whether SIGINT has a handler, before and after the import of `signal`."""

SHOW_CACHE = """
import os, sys
os.makedirs("source", exist_ok=True)
def write(text):
    with open("source/cached.py", "w") as file:
        file.write(text)
    os.utime("source/cached.py", (1e9, 1e9))
write("x = 1")
sys.path.insert(0, "source")
import cached
is_written = os.path.exists(cached.__cached__)
import py_compile
py_compile.compile("source/cached.py")
write("x = 2")
sys.path_importer_cache.clear()
del sys.modules["cached"]
import cached
os.unlink(cached.__cached__)
print(is_written, cached.x)
"""
"""Tells whether an import has left a file below the prefix, and which of source and older file counts."""

SHOW_ORDER = """
import ctypes, os
library = ctypes.CDLL(None)
library.printf(b"C")
os.write(1, b"P")
library.fflush(None)
"""
"""Prints through C and then past it."""

SCRIPT = "1 / 0\nprint('second line')\n"


def is_silent(run: Run, name: str) -> bool:
    """Tell whether a switch has arrived on and nothing came of it."""
    return member(run, name) == 1 and not run.stderr


DEBUG_BUILDS = tuple(
    Case(
        code="debug-build-only",
        name=name,
        bad=f"interpreter({name} = True)",
        good=f"interpreter({name} = False)",
        claim=lambda run, name=name: is_silent(run, name),  # type: ignore[misc]
        last=last,
    )
    for name, last in (
        ("dump_refs", "3.14"),
        ("parser_debug", "3.14"),
        ("show_alloc_count", "3.8"),
        ("show_ref_count", "3.14"),
    )
)

CASES = (
    Case(
        code="partial-development-mode",
        bad='interpreter(profile = "isolated", utf8_mode = True, development_mode = True)',
        good='interpreter(profile = "isolated", utf8_mode = True, development_mode = True, fault_handler = True)',
        ask="import faulthandler; print(faulthandler.is_enabled())",
        claim=lambda run: member(run, "dev_mode") == 1 and run.stdout == "False\n",
        last="3.13",
    ),
    Case(
        code="malloc-stats-crash",
        bad="interpreter(malloc_stats = True)",
        good="interpreter(malloc_stats = False)",
        claim=lambda run: run.code < 0,
        first="3.12",
        last="3.12",
    ),
    Case(
        code="malloc-stats-silent",
        bad='interpreter(allocator = "malloc", malloc_stats = True)',
        good='interpreter(allocator = "py-malloc", malloc_stats = True)',
        # The twin crashes on CPython 3.12.1.
        claim=lambda run: run.code == 0 and not run.stderr,
    ),
    *DEBUG_BUILDS,
    Case(
        code="debug-build-only",
        name="run_presite",
        bad='interpreter(run_presite = "colorsys")',
        # Its module is imported before `site` in every build.
        good='interpreter(warn_options = ["error::colorsys.Unknown"])',
        ask="import sys; print(sys.version_info >= (3, 13), 'colorsys' in sys.modules)",
        claim=lambda run: run.stdout == "True False\n",
        first="3.13",
    ),
    Case(
        code="never-takes-effect",
        name="warn_default_encoding",
        bad='interpreter(argv = ["app"], warn_default_encoding = True)',
        good='interpreter(argv = ["app", "-X", "warn_default_encoding"])',
        claim=lambda run: member(run, "warn_default_encoding") == 0,
        first="3.10",
    ),
    Case(
        code="never-takes-effect",
        name="sys_path_0",
        bad='interpreter(sys_path_0 = "/head", run_command = "import sys; print(sys.path)")',
        good="""\
filesystem_importer(paths = ["/head"], mode = "prepend")
interpreter(run_command = "import sys; print(sys.path)")
""",
        is_running=True,
        claim=lambda run: "sys_path_0" in run.came_up["configs"]["config"] and "/head" not in run.stdout,
        first="3.13",
    ),
    Case(
        code="signal-handler-comes-back",
        bad="interpreter(install_signal_handlers = False)",
        good="interpreter(install_signal_handlers = True)",
        ask=SHOW_SIGNAL,
        claim=lambda run: run.stdout == "0 1\n",
    ),
    Case(
        code="pycache-prefix-read-only",
        bad='interpreter(pycache_prefix = "cache", write_bytecode = False)',
        good='interpreter(pycache_prefix = "cache")',
        ask=SHOW_CACHE,
        claim=lambda run: run.stdout == "False 1\n",
    ),
    Case(
        code="c-streams-stay-buffered",
        bad='interpreter(profile = "isolated", utf8_mode = True, buffered_stdio = False)',
        good='interpreter(profile = "isolated", utf8_mode = True, buffered_stdio = False, configure_c_stdio = True)',
        ask=SHOW_ORDER,
        claim=lambda run: run.stdout == "PC",
    ),
    Case(
        code="frozen-modules-hide-changes",
        bad='interpreter(home = "/nowhere", use_frozen_modules = True)',
        good='interpreter(home = "/nowhere", use_frozen_modules = False)',
        ask="import os; print('Frozen' in str(os.__spec__.loader))",
        claim=lambda run: run.stdout == "True\n",
        first="3.11",
    ),
    Case(
        code="skip-line-without-script",
        bad=f"interpreter(run_command = {SCRIPT!r}, skip_first_source_line = True)",
        good='interpreter(run_filename = "skipping.py", skip_first_source_line = True)',
        is_running=True,
        claim=lambda run: "ZeroDivisionError" in run.stderr and "second" not in run.stdout,
    ),
)


@pytest.fixture(scope="module")
def program(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with both configs of every case."""
    folder = tmp_path_factory.mktemp(f"truth-{python.version}")
    (folder / "skipping.py").write_text(SCRIPT, encoding="utf-8")
    return truth.build(folder, python, CASES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    python = program.python
    if case.code == "malloc-stats-crash" and python.version == "3.12" and int(python.full_version[5:]) >= MENDED:
        pytest.skip("this release of CPython 3.12 is past cpython#111499")
    truth.assert_true(program, case, CASES.index(case), tmp_path)


def test_release_build_lists_no_references(python: CPython, tmp_path: Path) -> None:
    """`dump_refs_file` names a file that a release build never writes, although its finding is no case with a twin."""
    if minor_of(python.version) < minor_of("3.11"):
        pytest.skip("the field came with CPython 3.11")
    file = tmp_path / "references"
    text = f'interpreter(dump_refs_file = "{file}")'
    case = Case(code="debug-build-only", bad=text, good="interpreter()", claim=bool)
    program = truth.build(tmp_path, python, [case])

    found = truth.found(truth.evaluate_text(tmp_path, text, python.version, "c"), case.code)

    assert [("debug-build-only", 0)] == [(finding.code, program.run("bad_0").code) for finding in found]
    assert not file.exists()
