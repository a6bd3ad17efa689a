"""Entries of the catalogue about what brings CPython up, and what it adds to a config."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_STRUCT = "https://docs.rs/pyembed/0.24.0/pyembed/struct.OxidizedPythonInterpreterConfig.html"
_MEASURED = "measured with pyembed 0.24 on CPython 3.10 and 3.11"
_SOURCE = "https://github.com/indygreg/PyOxidizer/blob/pyembed/0.24.0"
_RUST = ("--format", "rust")

EMBEDDER_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="implied-home",
        title="The folder of the executable is Python's home",
        severity=Severity.WARNING,
        explanation="""\
`set_missing_path_configuration`, which is on in pyembed unless it is set to
False, fills `program_name` with the executable and `home` with its folder. Where
neither is missing it does nothing, which is a warning.

Where nothing else says where the standard library is, pyembed's CPython looks for
it below that folder, in `lib/python3.X`, and fails to start if it is not there.
That is right for a program that ships its Python, and wrong for one that uses an
installed one. It is an info; set `home` or the search paths, or say which of the
two it is with True or False.
""",
        example="""\
interpreter(
    set_missing_path_configuration = True,
    home = "/opt/python",
    program_name = "/opt/app/app",
)
""",
        fixed='interpreter(home = "/opt/python", program_name = "/opt/app/app")\n',
        evidence=_STRUCT,
    ),
    Entry(
        code="oxidized-finder-crash",
        title="OxidizedFinder crashes CPython 3.11",
        severity=Severity.WARNING,
        explanation="""\
CPython 3.11 leaves its pointer `PyImport_FrozenModules` empty. OxidizedFinder
reads what it points to while the interpreter starts: a debug build panics, and a
release build dies of a segmentation fault.

Limit the config to older versions; or have the host point it to
`_PyImport_FrozenBootstrap` before the first interpreter starts, and silence this
with `# configlang: disable=oxidized-finder-crash`.
""",
        example="""\
compatible_with(python = ">=3.10,<3.12")
oxidized_importer(memory_mapped = ["$ORIGIN/packed.bin"])
""",
        options=_RUST,
        fixed="""\
compatible_with(python = ">=3.10,<3.11")
oxidized_importer(memory_mapped = ["$ORIGIN/packed.bin"])
""",
        fixed_options=_RUST,
        evidence=f"{_SOURCE}/python-oxidized-importer/src/python_resources.rs#L573-L600",
    ),
    Entry(
        code="no-packed-extensions",
        title="A place for a packed-resources file that is not written",
        severity=Severity.WARNING,
        explanation="""\
`extensions` of `oxidized_importer` says where the packed-resources file is at
run time that configlang writes. It writes one where a `dynamic_extension` has
the loader `oxidized`, and this config has none. A file that exists already is
named in `memory_mapped` or `embedded`.
""",
        example='oxidized_importer(extensions = "$ORIGIN/app.packed-resources")\n',
        fixed="""\
interpreter(set_missing_path_configuration = False)
oxidized_importer(memory_mapped = ["$ORIGIN/app.packed-resources"])
""",
        options=(*_RUST, "--python", "3.10"),
        fixed_options=(*_RUST, "--python", "3.10"),
    ),
    Entry(
        code="start-method-unused",
        title="Nothing sets the start method of multiprocessing",
        severity=Severity.WARNING,
        explanation="""\
pyembed leaves `multiprocessing_start_method` to OxidizedFinder, which calls
`set_start_method` when it imports `multiprocessing` itself, from packed
resources. A module that comes from files is none of its business. On Windows,
where there is but `spawn`, another method makes that import fail.

Call `multiprocessing.set_start_method` in the program.
""",
        example='interpreter(home = "/opt/python", multiprocessing_start_method = "spawn")\n',
        options=_RUST,
        fixed='interpreter(home = "/opt/python")\n',
        fixed_options=_RUST,
        evidence=_STRUCT,
    ),
    Entry(
        code="allocator-backend",
        title="The allocator serves nothing, or must be compiled in",
        explanation="""\
`allocator_backend` names a library, and the switches `allocator_raw`,
`allocator_mem`, `allocator_obj` and `allocator_pymalloc_arena` say what it
serves: one without the other has no effect, which is a warning.

jemalloc, mimalloc and snmalloc are cargo features of pyembed; without its feature
the start panics. That the feature must be on is an info. jemalloc does not build
for MSVC on Windows, which makes it an error there.
""",
        example='interpreter(home = "/opt/python", allocator_backend = "jemalloc")\n',
        options=(*_RUST, "--target", "x86_64-pc-windows-msvc"),
        fixed='interpreter(home = "/opt/python", allocator_backend = "rust")\n',
        fixed_options=_RUST,
        evidence=f"{_SOURCE}/pyembed/src/pyalloc.rs#L509-L593",
    ),
    Entry(
        code="modules-not-written",
        title="The file with the names of modules is never written",
        severity=Severity.WARNING,
        explanation="""\
pyembed writes the file that `write_modules_directory_env` asks for when the host
drops the interpreter. `run()` ends Python before that, and then it writes nothing.
The field works for hosts that run code through `with_gil` only.
""",
        example="""\
interpreter(
    home = "/opt/python",
    parse_argv = False,
    run_module = "app",
    write_modules_directory_env = "APP_MODULES",
)
""",
        options=_RUST,
        fixed='interpreter(home = "/opt/python", write_modules_directory_env = "APP_MODULES")\n',
        fixed_options=_RUST,
        evidence=f"{_SOURCE}/pyembed/src/interpreter.rs#L728-L745",
    ),
    Entry(
        code="terminfo-on-windows",
        title="Windows has no descriptions of terminals",
        severity=Severity.WARNING,
        explanation="""\
`terminfo_resolution = "static:..."` sets `TERMINFO_DIRS`, which the libraries for
readline and curses look at on Unix. The config is meant for Windows alone, where
nothing does.
""",
        example='interpreter(terminfo_resolution = "static:/usr/share/terminfo")\n',
        options=("--target", "x86_64-pc-windows-msvc"),
        fixed="interpreter()\n",
        evidence=_STRUCT,
    ),
    Entry(
        code="importer-off",
        title="With the importer of files off, this is out of reach",
        explanation="""\
`filesystem_importer(enabled = False)` takes the finder of files away once Python
has started. Without OxidizedFinder, built-in and frozen modules are all that is
left. A module in a shared library can't be imported, `run_module` finds neither
its module nor what it needs to look for it, and from CPython 3.13 `run_command`
fails too, because it imports `linecache`. Those are errors.

Folders in `paths` are looked into during the start alone, for which the standard
library is enough; another folder is a warning.
""",
        example="""\
interpreter(parse_argv = False, run_module = "app")
filesystem_importer(enabled = False)
""",
        fixed="""\
interpreter(parse_argv = False, run_module = "app")
filesystem_importer(enabled = True)
""",
        evidence="measured on CPython 3.8 to 3.14",
    ),
    Entry(
        code="origin-unused",
        title="Nothing is made from the folder of the executable",
        severity=Severity.WARNING,
        explanation="""\
`origin` says what `$ORIGIN` means, and `exe` which file gives it its default. No
path of the config has `$ORIGIN` in it, and no home, `sys._MEIPASS` or packed
resources come from there.
""",
        example='interpreter(home = "/opt/python", origin = "/opt/app")\n',
        options=("--format", "c"),
        fixed='interpreter(home = "$ORIGIN/python", origin = "/opt/app")\n',
        fixed_options=("--format", "c"),
        evidence=_STRUCT,
    ),
    Entry(
        code="workers-lost",
        title="Workers of multiprocessing do not come up",
        severity=Severity.WARNING,
        explanation="""\
A worker that `multiprocessing` spawns is the same program once more. Where
`sys.frozen` is set, it is told by the argument `--multiprocessing-fork`. A fixed
`argv` hides that from the program, which then runs again in each worker; and
while `parse_argv` is on, CPython takes it for an unknown option of its own.
Without `sys.frozen` there is no such mark to dispatch by.

`run()` of pyembed 0.24 hands the worker its arguments in a wrong form. There, set
`multiprocessing_auto_dispatch = False` and call `multiprocessing.freeze_support()`
at the start of the program. That is told where workers are spawned and not
forked: on Windows and macOS, or where the config asks for it.
""",
        example='interpreter(sys_frozen = True, run_module = "app", argv = ["app"], parse_argv = False)\n',
        fixed='interpreter(sys_frozen = True, run_module = "app", parse_argv = False)\n',
        evidence="https://docs.python.org/3/library/multiprocessing.html#multiprocessing.freeze_support",
    ),
)
