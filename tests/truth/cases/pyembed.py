"""What brings CPython up: what pyembed does with settings that are its own."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from configlang.findings.finding import Severity
from configlang.outputs.table import PACKED_SUFFIX
from tests.emitting import emit_files
from tests.hosts.cpythons import CPython
from tests.truth import configs
from tests.truth.claims import Claim, Embedded, Special, Unproven


@cache
def another_environment() -> Path:
    """Return a virtual environment of CPython 3.10 and 3.11, as far as CPython looks at one."""
    base = Path(tempfile.mkdtemp(prefix="environment-"))
    atexit.register(shutil.rmtree, base)
    folder = base / "of-another"
    for version in ("3.10", "3.11"):
        (folder / "lib" / f"python{version}" / "site-packages").mkdir(parents=True)
    (folder / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    return folder


NOT_STARTED = 3
"""The exit code of tests/rust/boot where pyembed does not start Python."""

MARK = ("--multiprocessing-fork", "pipe_handle=77")

ISOLATED = 'profile = "isolated", utf8_mode = True, '
HOME = "home = PREFIX, set_missing_path_configuration = False, "
SHOW_METHOD = "run_command = 'import multiprocessing as m; print(m.get_start_method())'"
SHOW_WORKER = "run_command = 'from multiprocessing import spawn; print(spawn.get_command_line(pipe_handle = 1))'"
METHOD = 'multiprocessing_start_method = "fork"'
SHOW_MODE = "run_command = 'import sys; print(int(sys.flags.dev_mode))'"


SHOW_ALLOCATORS = """
import ctypes
def owner(function):
    for line in open("/proc/self/maps"):
        fields = line.split()
        start, end = (int(text, 16) for text in fields[0].split("-"))
        if start <= function < end:
            return "libpython" if "libpython" in fields[-1] else "host"
def allocator(domain):
    found = (ctypes.c_void_p * 5)()
    ctypes.pythonapi.PyMem_GetAllocator(domain, found)
    return owner(found[1])
print(*map(allocator, range(3)))
"""
"""Tells of the domains raw, mem and obj whose functions give them memory."""


def allocators(fields: str) -> str:
    """Return a config with some switches of memory, which tells what came of them."""
    return f"interpreter({ISOLATED}{HOME}{fields}, run_command = {SHOW_ALLOCATORS!r})"


def linked(name: str) -> str:
    """Return a config with OxidizedFinder and a module that is linked in."""
    return f"""\
interpreter({ISOLATED}{HOME}site_import = False)
oxidized_importer()
static_extension("{name}", init = "PyInit__boot_multi")
"""


COUNT = """
import sys
for name in ("time", "oxidized_importer", "of_our_own"):
    if sys.builtin_module_names.count(name) > 1 or name == "of_our_own":
        print(sys.builtin_module_names.count(name), hasattr(__import__(name), "kind"))
        break
"""
"""Tells of the module that is linked in how often its name is in the table, and whether an import gets it."""


def files_beside_oxidized_finder(files: str) -> str:
    """Return a config with OxidizedFinder and a module in a file, which it imports."""
    return f"""\
interpreter({ISOLATED}{HOME}run_command = "import _json")
oxidized_importer()
filesystem_importer({files})
dynamic_extension("_json", path = "/nowhere/_json.so")
"""


def files_in(folder: Path) -> bool:
    """Tell whether pyembed has written a list of modules."""
    return any(folder.glob("modules-*"))


EXTENSIONS = 'oxidized_importer(extensions = "$ORIGIN/packed.bin")\n'


def writes_no_resources(python: CPython, folder: Path, text: str) -> bool:
    """Tell whether configlang writes no packed-resources file beside a config."""
    written = emit_files(configs.in_folder(folder, text, python), "json", folder / "config.json")
    return not [path for path in written if str(path).endswith(PACKED_SUFFIX)]


CLAIMS: tuple[Claim, ...] = (
    Embedded(
        code="allocator-conflict",
        severity=Severity.ERROR,
        bad=allocators('allocator_backend = "rust", allocator_pymalloc_arena = True, allocator_mem = True'),
        good=allocators('allocator_backend = "rust", allocator_pymalloc_arena = True'),
        claim=lambda done, _: done.returncode == NOT_STARTED,
    ),
    Embedded(
        code="implied-home",
        severity=Severity.INFO,
        bad=f"interpreter({ISOLATED}run_command = 'print()')",
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()')",
        claim=lambda done, _: done.returncode == NOT_STARTED and "codec of the filesystem encoding" in done.stderr,
    ),
    Embedded(
        code="oxidized-finder-crash",
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()')\noxidized_importer()",
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()')",
        claim=lambda done, _: done.returncode == -6 and "null pointer dereference" in done.stderr,
        first="3.11",
    ),
    Embedded(
        code="start-method-unused",
        bad=f'interpreter({ISOLATED}{HOME}{SHOW_METHOD}, multiprocessing_start_method = "spawn")',
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()')",
        claim=lambda done, _: done.stdout == "fork\n",
    ),
    Unproven(
        code="start-method-unused",
        name="Windows",
        bad=f'interpreter({METHOD})\noxidized_importer(memory_mapped = ["packed"])',
        good=f'interpreter({METHOD.replace("fork", "spawn")})\noxidized_importer(memory_mapped = ["packed"])',
        output="rust",
        target="x86_64-pc-windows-msvc",
        reason="pyembed is not built for Windows here; get_all_start_methods() is ['spawn'] there on 3.9 to 3.14",
    ),
    Embedded(
        code="allocator-backend",
        name="feature",
        severity=Severity.INFO,
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()', allocator_backend = \"mimalloc\")",
        good=f"interpreter({ISOLATED}{HOME}run_command = 'print()', allocator_backend = \"rust\")",
        claim=lambda done, _: done.returncode == 101 and "cargo build --features allocator-mimalloc" in done.stderr,
    ),
    Embedded(
        code="allocator-backend",
        name="domain without a backend",
        bad=allocators("allocator_mem = True"),
        good=allocators('allocator_mem = True, allocator_backend = "rust"'),
        claim=lambda done, _: done.stdout == "libpython libpython libpython\n",
    ),
    Embedded(
        code="allocator-backend",
        name="backend without a domain",
        bad=allocators('allocator_backend = "rust", allocator_raw = False'),
        good=allocators('allocator_backend = "rust"'),
        claim=lambda done, _: done.stdout == "libpython libpython libpython\n",
    ),
    Unproven(
        code="allocator-backend",
        name="jemalloc with MSVC",
        severity=Severity.ERROR,
        bad='interpreter(allocator_backend = "jemalloc")',
        good='interpreter(allocator_backend = "rust")',
        output="rust",
        target="x86_64-pc-windows-msvc",
        reason="MSVC only; read in pyalloc.rs of pyembed 0.24",
    ),
    Embedded(
        code="modules-not-written",
        bad=f"interpreter({ISOLATED}{HOME}run_command = 'print()', write_modules_directory_env = \"MODULES\")",
        good=f'interpreter({ISOLATED}{HOME}write_modules_directory_env = "MODULES")',
        environment={"MODULES": "FOLDER"},
        claim=lambda done, folder: done.returncode == 0 and not files_in(folder),
    ),
    Embedded(
        code="workers-lost",
        name="broken",
        bad=f'interpreter({ISOLATED}{HOME}run_command = "print(1)", sys_frozen = True,'
        " multiprocessing_auto_dispatch = True)",
        good=f'interpreter({ISOLATED}{HOME}run_command = "print(1)", sys_frozen = True,'
        " multiprocessing_auto_dispatch = False)",
        arguments=MARK,
        claim=lambda done, _: done.returncode == 1 and "'dict' object cannot be interpreted" in done.stderr,
    ),
    Embedded(
        code="workers-lost",
        name="unmarked",
        bad=f"interpreter({ISOLATED}{HOME}{SHOW_WORKER}, multiprocessing_auto_dispatch = True)",
        good=f"interpreter({ISOLATED}{HOME}{SHOW_WORKER}, multiprocessing_auto_dispatch = False, sys_frozen = True)",
        claim=lambda done, _: "'-c'" in done.stdout,
    ),
    Embedded(
        code="arguments-taken",
        bad=f'interpreter({HOME}run_command = "print(1)")',
        good=f'interpreter({HOME}run_command = "print(1)", parse_argv = False)',
        arguments=("--version",),
        claim=lambda done, _: done.returncode == 3 and done.stdout.startswith("Python "),
    ),
    Embedded(
        code="argv-changed",
        bad=f'interpreter({HOME}{SHOW_MODE}, parse_argv = True, argv = ["-c", "-X", "dev"])',
        good=f"interpreter({HOME}{SHOW_MODE}, parse_argv = False, development_mode = True)",
        claim=lambda done, _: done.stdout == "0\n",
    ),
    Embedded(
        code="importer-off",
        severity=Severity.ERROR,
        bad=files_beside_oxidized_finder("enabled = False"),
        good=files_beside_oxidized_finder("enabled = True"),
        environment={"BOOT_FILLS_FROZEN_MODULES": "1"},
        claim=lambda done, _: done.returncode == 1 and "No module named '_json'" in done.stderr,
    ),
    Embedded(
        code="name-taken",
        name="of CPython",
        severity=Severity.ERROR,
        bad=linked("time"),
        good=linked("of_our_own"),
        environment={"BOOT_FILLS_FROZEN_MODULES": "1"},
        snippet=COUNT,
        claim=lambda done, _: done.stdout == "2 False\n",
    ),
    Embedded(
        code="name-taken",
        name="of pyembed",
        severity=Severity.ERROR,
        bad=linked("oxidized_importer"),
        good=linked("of_our_own"),
        environment={"BOOT_FILLS_FROZEN_MODULES": "1"},
        snippet=COUNT,
        claim=lambda done, _: done.stdout == "2 False\n",
    ),
    Embedded(
        code="environment-of-another",
        severity=Severity.INFO,
        bad="start(utf8_mode = True)",
        good="start(utf8_mode = True, site_import = False)",
        environment={"PYTHONEXECUTABLE": str(another_environment() / "bin" / "python")},
        snippet="import sys; print(any('/of-another/' in path for path in sys.path))",
        claim=lambda done, _: done.stdout == "True\n",
        first="3.11",
    ),
    Special(
        code="no-packed-extensions",
        bad=EXTENSIONS,
        good=EXTENSIONS + 'dynamic_extension("fast", path = "lib/fast.so", loader = "oxidized")\n',
        output="json",
        happens=writes_no_resources,
    ),
)
