"""
The members of CPython's ``PyPreConfig`` and ``PyConfig`` that pyembed has no field for.

Sources: the headers of CPython 3.8 to 3.15 for members, versions and guards; the page "Python Initialization
Configuration" of CPython's C API docs for their meaning. The defaults per profile and the traps were measured by
starting CPython 3.8 to 3.15 with each of them. Private members (whose names start with ``_``) are left out.
"""

from __future__ import annotations

from functools import partial

from configlang.cpython.builds import APPLE, DEBUG, FREE_THREADED
from configlang.schema.field import MEASURED, Field, Group, Kind, Place

_flag = partial(Field, place=Place.CPYTHON, kind=Kind.BOOL)
_number = partial(Field, place=Place.CPYTHON, kind=Kind.INT)
_text = partial(Field, place=Place.CPYTHON, kind=Kind.STR)
_path = partial(Field, place=Place.CPYTHON, kind=Kind.PATH)

_INT_MAX = 2**31 - 1

# By name.
CPYTHON_FIELDS: tuple[Field, ...] = (
    _flag(
        name="code_debug_ranges",
        group=Group.COMPILED,
        extent=MEASURED.since("3.11"),
        c_members=("PyConfig.code_debug_ranges",),
        python_default=1,
        isolated_default=1,
        doc=(
            "True keeps column positions in code objects, by which tracebacks mark the part of a line."
            " False makes code objects and `.pyc` files smaller."
        ),
        aliases=("debug_ranges",),
        opposites=("no_debug_ranges",),
    ),
    _flag(
        name="context_aware_warnings",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.14"),
        c_members=("PyConfig.context_aware_warnings",),
        python_default=0,
        isolated_default=0,
        doc="True makes `warnings.catch_warnings` act on the current context only, and not on the whole process.",
        aliases=("contextvar_warnings",),
        traps=("Unset, it is on in free-threaded builds and off in all others.",),
    ),
    # Any negative number means "not set"; CPython then counts the processors.
    _number(
        name="cpu_count",
        group=Group.PROCESSES,
        extent=MEASURED.since("3.13"),
        minimum=-1,
        maximum=_INT_MAX,
        c_members=("PyConfig.cpu_count",),
        python_default=-1,
        isolated_default=-1,
        doc="What `os.cpu_count()` and `os.process_cpu_count()` answer; -1 is what the operating system says.",
        aliases=("cpus", "python_cpu_count"),
        traps=("0 is ignored silently.",),
    ),
    _path(
        name="dump_refs_file",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.11"),
        c_members=("PyConfig.dump_refs_file",),
        doc="The file that the objects still alive at exit are listed in, as `dump_refs` does on stderr.",
        aliases=("dumprefsfile",),
        traps=("It does nothing in release builds of CPython.",),
    ),
    _flag(
        name="enable_gil",
        group=Group.PROCESSES,
        extent=MEASURED.since("3.13"),
        guard=FREE_THREADED,
        elsewhere=True,
        is_needed=True,
        c_members=("PyConfig.enable_gil",),
        python_default=-1,
        isolated_default=-1,
        doc=(
            "True keeps the GIL on in a free-threaded build, and False keeps it off."
            " Unset, it is off until a module that needs it is imported."
        ),
        aliases=("gil",),
        traps=("Only free-threaded builds of CPython have the member; in any other the GIL is on.",),
    ),
    _number(
        name="int_max_str_digits",
        group=Group.PROCESSES,
        extent=MEASURED.since("3.12"),
        minimum=-1,
        maximum=_INT_MAX,
        c_members=("PyConfig.int_max_str_digits",),
        python_default=-1,
        isolated_default=4300,
        doc=(
            "The largest number of digits in a conversion between int and str; 0 is no limit."
            " -1 lets environment and options decide, and is else CPython's own 4300."
        ),
        aliases=("int_max_digits", "max_str_digits"),
        traps=("CPython takes 1 to 639 here, which it refuses everywhere else.",),
    ),
    _number(
        name="lazy_imports",
        group=Group.COMPILED,
        extent=MEASURED.since("3.15"),
        minimum=-1,
        maximum=2,
        c_members=("PyConfig.lazy_imports",),
        python_default=-1,
        isolated_default=-1,
        doc=(
            "1 makes every import at the top of a module lazy: it is done when the name is first used (PEP 810)."
            " 2 leaves that to the modules, as does -1, which lets the option and `PYTHON_LAZY_IMPORTS` decide before."
        ),
        aliases=("lazy",),
        traps=(
            "CPython does not start with 0.",
            "With 1, a module that is missing fails where it is first used, and not where it is imported.",
        ),
    ),
    Field(
        name="orig_argv",
        group=Group.RUNNING,
        place=Place.CPYTHON,
        kind=Kind.OS_STR_LIST,
        extent=MEASURED.since("3.10"),
        c_members=("PyConfig.orig_argv",),
        doc=(
            "The value of `sys.orig_argv`, the command line before anything was taken out of it."
            " Unset, CPython copies `argv`."
        ),
        aliases=("original_argv", "sys_orig_argv"),
    ),
    _number(
        name="perf_profiling",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.12"),
        minimum=0,
        maximum=2,
        c_members=("PyConfig.perf_profiling",),
        python_default=-1,
        isolated_default=0,
        doc=(
            "1 makes Python functions visible to the Linux profiler `perf` through a map file,"
            " 2 through a JIT dump that needs no frame pointers, 0 not at all."
        ),
        aliases=("perf", "perf_support"),
        traps=("On CPython 3.12, 2 does no more than 1.",),
    ),
    _text(
        name="platlibdir",
        group=Group.PLACES,
        extent=MEASURED.since("3.9"),
        c_members=("PyConfig.platlibdir",),
        doc=(
            "The name of the folder below a prefix that holds the library of the platform: `lib`, or `lib64` on Fedora"
            " and SUSE. Unset, it is that of CPython's build."
        ),
        aliases=("lib_dir", "sys_platlibdir"),
        traps=(
            "With another name than the build's, CPython does not find its standard library; empty, only up to 3.10.",
        ),
    ),
    _flag(
        name="pymalloc_hugepages",
        group=Group.MEMORY,
        extent=MEASURED.since("3.15"),
        c_members=("PyConfig.pymalloc_hugepages",),
        python_default=0,
        isolated_default=0,
        doc="True makes pymalloc take its arenas from huge pages, where the system has some set aside.",
        aliases=("hugepages", "python_pymalloc_hugepages"),
    ),
    _flag(
        name="remote_debug",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.14"),
        c_members=("PyConfig.remote_debug",),
        python_default=-1,
        isolated_default=-1,
        doc="False keeps other processes from running code in this one through `sys.remote_exec` (PEP 768).",
        aliases=("remote_debugging",),
        opposites=("disable_remote_debug",),
        traps=("Unset means on.",),
    ),
    _text(
        name="run_presite",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.13"),
        guard=DEBUG,
        c_members=("PyConfig.run_presite",),
        doc="The dotted name of a module to import before `site`.",
        aliases=("presite",),
        traps=("Only debug builds of CPython have the member.",),
    ),
    _flag(
        name="safe_path",
        group=Group.ISOLATION,
        extent=MEASURED.since("3.11"),
        c_members=("PyConfig.safe_path",),
        python_default=0,
        isolated_default=1,
        doc="True keeps the folder of the script, or the working folder, from the head of `sys.path`.",
        aliases=("safepath",),
        traps=("False has no effect while `isolated` is on.",),
    ),
    _flag(
        name="show_alloc_count",
        group=Group.DIAGNOSIS,
        extent=MEASURED.until("3.8"),
        c_members=("PyConfig.show_alloc_count",),
        python_default=0,
        isolated_default=0,
        doc="True prints counts of allocations at exit. CPython must have been built with `COUNT_ALLOCS`.",
        aliases=("showalloccount",),
        traps=("It does nothing in release builds of CPython.",),
    ),
    _path(
        name="stdlib_dir",
        group=Group.PLACES,
        extent=MEASURED.since("3.11"),
        c_members=("PyConfig.stdlib_dir",),
        doc="The folder of the standard library, `sys._stdlib_dir`. Unset, CPython computes it.",
        aliases=("sys_stdlib_dir",),
        traps=("CPython 3.11 and 3.12 overwrite it by what they compute, which is None beside module search paths.",),
    ),
    _text(
        name="sys_path_0",
        group=Group.PLACES,
        extent=MEASURED.since("3.13"),
        c_members=("PyConfig.sys_path_0",),
        doc="What CPython has put at the head of `sys.path`; it sets the member itself when it runs a program.",
        aliases=("sys_path_head",),
        traps=("Set here, it has no effect.",),
    ),
    _flag(
        name="thread_inherit_context",
        group=Group.PROCESSES,
        extent=MEASURED.since("3.14"),
        c_members=("PyConfig.thread_inherit_context",),
        python_default=0,
        isolated_default=0,
        doc="True starts a `threading.Thread` with a copy of its creator's context, False with an empty one.",
        aliases=("thread_context",),
        traps=("Unset, it is on in free-threaded builds and off in all others.",),
    ),
    _flag(
        name="tlbc_enabled",
        group=Group.PROCESSES,
        extent=MEASURED.since("3.14"),
        guard=FREE_THREADED,
        c_members=("PyConfig.tlbc_enabled",),
        python_default=1,
        isolated_default=1,
        doc="True gives each thread a copy of the bytecode to specialise, which is faster and takes more memory.",
        aliases=("thread_local_bytecode", "tlbc"),
        traps=("Only free-threaded builds of CPython have the member.",),
    ),
    _flag(
        name="use_frozen_modules",
        group=Group.COMPILED,
        extent=MEASURED.since("3.11"),
        c_members=("PyConfig.use_frozen_modules",),
        python_default=1,
        isolated_default=1,
        debug_default=0,
        doc=(
            "True takes the modules of the start (`os`, `site`, `codecs` ...) from CPython's binary and not from files,"
            " which is faster."
        ),
        aliases=("frozen_modules",),
        traps=("True hides changes to those modules in a copy of the standard library.",),
    ),
    _flag(
        name="use_hash_seed",
        group=Group.PROCESSES,
        c_members=("PyConfig.use_hash_seed",),
        python_default=-1,
        isolated_default=0,
        doc=(
            "False takes a random seed for the hashes of str and bytes whatever `PYTHONHASHSEED` says."
            " Unset, it is True where `hash_seed` is set."
        ),
        opposites=("hash_randomization",),
        traps=("True without a `hash_seed` turns randomisation off.",),
    ),
    _flag(
        name="use_system_logger",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.14"),
        guard=APPLE,
        c_members=("PyConfig.use_system_logger",),
        python_default=0,
        isolated_default=0,
        doc="True sends stdout and stderr to the system log of Apple's platforms.",
        aliases=("system_logger",),
        traps=("Unset, it is on on iOS.", "CPython 3.13 has the member in one patch release only (cpython#130940)."),
    ),
    _flag(
        name="warn_default_encoding",
        group=Group.DIAGNOSIS,
        extent=MEASURED.since("3.10"),
        c_members=("PyConfig.warn_default_encoding",),
        python_default=0,
        isolated_default=0,
        doc="True warns where a file is opened without an encoding (PEP 597).",
        aliases=("encoding_warning", "warn_encoding"),
        traps=("CPython overwrites it: only the option `-X warn_default_encoding` and its variable act.",),
    ),
)
