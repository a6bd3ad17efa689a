"""Switches: those that really do nothing, or less than they say."""

from __future__ import annotations

from pathlib import Path

from tests.hosts.cpythons import CPython
from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim
from tests.truth.members import member, pre_member

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
is_written = os.path.exists(cached.__spec__.cached)
import py_compile
py_compile.compile("source/cached.py")
write("x = 2")
sys.path_importer_cache.clear()
del sys.modules["cached"]
import cached
os.unlink(cached.__spec__.cached)
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

DEBUG_HOOKS = 2
"""What `PyPreConfig.allocator` holds for the allocators of the build with debug hooks."""

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
        ("dump_refs", None),
        ("parser_debug", None),
        ("show_alloc_count", "3.8"),
        ("show_ref_count", None),
    )
)

CLAIMS: tuple[Claim, ...] = (
    Case(
        code="partial-development-mode",
        bad='interpreter(profile = "isolated", utf8_mode = True, development_mode = True)',
        good='interpreter(profile = "isolated", utf8_mode = True, development_mode = True, fault_handler = True)',
        ask="import faulthandler; print(faulthandler.is_enabled())",
        claim=lambda run: member(run, "dev_mode") == 1 and run.stdout == "False\n",
        last="3.13",
    ),
    Case(
        code="allocator-overruled",
        bad='interpreter(allocator = "not-set", development_mode = True)',
        good='interpreter(allocator = "default", development_mode = True)',
        claim=lambda run: pre_member(run, "allocator") == DEBUG_HOOKS,
    ),
    Case(
        code="malloc-stats-crash",
        bad="interpreter(malloc_stats = True)",
        good="interpreter(malloc_stats = False)",
        claim=lambda run: run.code < 0,
        # Where cpython#111499 was mended, in June 2024.
        first="3.12",
        last="3.12.3",
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


def lay_out(folder: Path, _python: CPython) -> None:
    """Write the script that a config runs."""
    (folder / "skipping.py").write_text(SCRIPT, encoding="utf-8")
