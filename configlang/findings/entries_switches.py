"""Entries of the catalogue about switches that do nothing, or less than they say."""

from __future__ import annotations

from configlang.findings.entry import Entry
from configlang.findings.finding import Severity

_MEASURED = "measured on CPython 3.8 to 3.14"
_CONFIG = "https://docs.python.org/3/c-api/init_config.html"

SWITCH_ENTRIES: tuple[Entry, ...] = (
    Entry(
        code="partial-development-mode",
        severity=Severity.WARNING,
        title="The development mode leaves the fault handler off",
        explanation="""\
The development mode shows all warnings, puts debug hooks on memory, makes
asyncio debug itself, and switches the fault handler on, the last only where
nothing has decided about it. Up to CPython 3.13 the profile `isolated` has: it
sets the fault handler to 0, and a crash prints no Python stack.

Set `fault_handler = True` as well, or False where that is meant.
""",
        example='interpreter(profile = "isolated", development_mode = True, utf8_mode = True)\n',
        fixed="""\
interpreter(
    profile = "isolated",
    development_mode = True,
    fault_handler = True,
    utf8_mode = True,
)
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="malloc-stats-crash",
        severity=Severity.WARNING,
        title="CPython 3.12 may crash at exit with malloc_stats",
        explanation="""\
Releases of CPython 3.12 before June 2024 print the statistics when the
interpreter that they are about is gone, and end with a segmentation fault:
after the program has run, but with a bad exit code. The `python` command does
the same with `PYTHONMALLOCSTATS`.

Leave it unset for 3.12, or take its latest release and silence this with
`# configlang: disable=malloc-stats-crash`.
""",
        example="interpreter(malloc_stats = True)\n",
        fixed="""\
compatible_with(python = ">=3.13")
interpreter(malloc_stats = True)
""",
        evidence="https://github.com/python/cpython/issues/111499",
    ),
    Entry(
        code="malloc-stats-silent",
        severity=Severity.WARNING,
        title="There are no statistics about this allocator",
        explanation="""\
`malloc_stats` prints what pymalloc, or mimalloc from CPython 3.13, has counted.
With `allocator` set to `malloc` or `malloc-debug` neither is in use, and
nothing is printed.
""",
        example='interpreter(allocator = "malloc", malloc_stats = True)\n',
        fixed='interpreter(allocator = "malloc")\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="debug-build-only",
        severity=Severity.WARNING,
        title="Release builds of CPython ignore this",
        explanation="""\
`show_ref_count`, `parser_debug` and `run_presite` act in debug builds of
CPython, `dump_refs` and `dump_refs_file` in builds with `Py_TRACE_REFS`, and
`show_alloc_count` in builds of CPython 3.8 with `COUNT_ALLOCS`. The builds
that people install are none of these: they take the fields and do nothing.

Leave them unset. Where the host is linked with such a build, silence this with
`# configlang: disable=debug-build-only`.
""",
        example="interpreter(show_ref_count = True)\n",
        fixed="interpreter(show_ref_count = False)\n",
        evidence="https://docs.python.org/3/using/configure.html#debug-build",
    ),
    Entry(
        code="never-takes-effect",
        severity=Severity.WARNING,
        title="CPython fills this field in itself",
        explanation="""\
CPython overwrites `warn_default_encoding` by what it finds on the command line
and in the environment, where only `-X warn_default_encoding` and
`PYTHONWARNDEFAULTENCODING` count; the same option in `x_options` does not.
`sys_path_0` is where CPython keeps what it has put at the head of `sys.path`;
it never reads what a config says there.
""",
        example="interpreter(warn_default_encoding = True)\n",
        fixed='interpreter(argv = ["app", "-X", "warn_default_encoding"], parse_argv = True)\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="signal-handler-comes-back",
        severity=Severity.INFO,
        title="The first import of signal takes Ctrl-C over",
        explanation="""\
`install_signal_handlers = False` leaves all signals to the host, until
something imports the module `signal`: that installs Python's handler of
`SIGINT` if the signal has its default action. asyncio, subprocess and many
packages import it.

Install the host's own handler before CPython starts: a signal with a handler
is left alone. If nothing is to interrupt the program, ignoring the signal does
as well.
""",
        example="interpreter(install_signal_handlers = False)\n",
        fixed="interpreter(install_signal_handlers = True)\n",
        evidence="https://github.com/python/cpython/issues/111400",
    ),
    Entry(
        code="pycache-prefix-read-only",
        severity=Severity.INFO,
        title="pycache_prefix is only read",
        explanation="""\
With `write_bytecode = False` CPython writes no `.pyc` files. It still looks
for them, and with `pycache_prefix` it looks below that folder, and no longer
in the `__pycache__` beside each source file.

That is right where the tree of `.pyc` files is shipped; else one of the two
settings is a leftover.
""",
        example='interpreter(pycache_prefix = "/var/cache/app", write_bytecode = False)\n',
        fixed='interpreter(pycache_prefix = "/var/cache/app")\n',
        evidence=_MEASURED,
    ),
    Entry(
        code="c-streams-stay-buffered",
        severity=Severity.INFO,
        title="C's own streams stay buffered",
        explanation="""\
`buffered_stdio = False` takes the buffer from `sys.stdout` and `sys.stderr`.
C code writes to streams of its own, which CPython sets up to match only while
`configure_c_stdio` is on; in the profile `isolated` it is off. What a C
library prints then appears later than what Python printed after it.

Set `configure_c_stdio = True` where C code of the host or of its libraries
writes to stdout.
""",
        example='interpreter(profile = "isolated", buffered_stdio = False, utf8_mode = True)\n',
        fixed="""\
interpreter(
    profile = "isolated",
    buffered_stdio = False,
    configure_c_stdio = True,
    utf8_mode = True,
)
""",
        evidence=_CONFIG,
    ),
    Entry(
        code="frozen-modules-hide-changes",
        severity=Severity.INFO,
        title="Changes to os, site and their like are not seen",
        explanation="""\
From CPython 3.11 the modules of the start are frozen into libpython, and
`use_frozen_modules = True` takes them from there. In a host with a copy of the
standard library of its own, what is changed in the files of those modules does
nothing; only `__file__` still points there.

Set it to False where the copy differs from what libpython was built with.
""",
        example="""\
compatible_with(python = ">=3.11")
interpreter(home = "/opt/app/python", use_frozen_modules = True)
""",
        fixed="""\
compatible_with(python = ">=3.11,<3.13")
interpreter(home = "/opt/app/python", use_frozen_modules = False)
""",
        evidence=_MEASURED,
    ),
    Entry(
        code="skip-line-without-script",
        severity=Severity.WARNING,
        title="There is no script whose first line could be skipped",
        explanation="""\
`skip_first_source_line` acts on the script of `run_filename`, or on one that
CPython finds on a parsed command line. `run_command` and `run_module` are
compiled from their first line on.
""",
        example='interpreter(parse_argv = False, run_module = "app", skip_first_source_line = True)\n',
        fixed='interpreter(parse_argv = False, run_module = "app")\n',
        evidence=_MEASURED,
    ),
)
