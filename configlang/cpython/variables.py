"""The variables of the environment that CPython reads: the field that each sets, and the versions that read it."""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.light.typed import NamedTuple

MEASURED = Measured("the variables of the environment that CPython reads", TO_3_15)


class Variable(NamedTuple):
    """
    A variable that CPython reads where it reads its environment.

    Attributes:
        fields: The fields of the config that say the same.
        extent: The versions that read it.
    """

    fields: tuple[str, ...]
    extent: Extent = MEASURED.always


_SINCE = {minor: MEASURED.since(f"3.{minor}") for minor in range(9, 16)}

VARIABLES = {
    "PYTHONASYNCIODEBUG": Variable(()),
    "PYTHONBREAKPOINT": Variable(()),
    "PYTHONCOERCECLOCALE": Variable(("coerce_c_locale",)),
    "PYTHONDEBUG": Variable(("parser_debug",)),
    "PYTHONDEVMODE": Variable(("development_mode",)),
    "PYTHONDONTWRITEBYTECODE": Variable(("write_bytecode",)),
    "PYTHONDUMPREFS": Variable(("dump_refs",)),
    "PYTHONFAULTHANDLER": Variable(("fault_handler",)),
    "PYTHONHASHSEED": Variable(("hash_seed", "use_hash_seed")),
    "PYTHONHOME": Variable(("home",)),
    "PYTHONINSPECT": Variable(("inspect",)),
    "PYTHONINTMAXSTRDIGITS": Variable(("int_max_str_digits",)),
    "PYTHONIOENCODING": Variable(("stdio_encoding", "stdio_errors")),
    "PYTHONMALLOC": Variable(("allocator",)),
    "PYTHONMALLOCSTATS": Variable(("malloc_stats",)),
    "PYTHONNODEBUGRANGES": Variable(("code_debug_ranges",), _SINCE[11]),
    "PYTHONNOUSERSITE": Variable(("user_site_directory",)),
    "PYTHONOPTIMIZE": Variable(("optimization_level",)),
    "PYTHONPATH": Variable(("python_path_env",)),
    "PYTHONPERFSUPPORT": Variable(("perf_profiling",), _SINCE[12]),
    "PYTHONPLATLIBDIR": Variable(("platlibdir",), _SINCE[9]),
    "PYTHONPROFILEIMPORTTIME": Variable(("import_time",)),
    "PYTHONPYCACHEPREFIX": Variable(("pycache_prefix",)),
    "PYTHONSAFEPATH": Variable(("safe_path",), _SINCE[11]),
    "PYTHONTRACEMALLOC": Variable(("tracemalloc",)),
    "PYTHONUNBUFFERED": Variable(("buffered_stdio",)),
    "PYTHONUTF8": Variable(("utf8_mode",)),
    "PYTHONVERBOSE": Variable(("verbose",)),
    "PYTHONWARNDEFAULTENCODING": Variable(("warn_default_encoding",), _SINCE[10]),
    "PYTHONWARNINGS": Variable(("warn_options",)),
    "PYTHON_CONTEXT_AWARE_WARNINGS": Variable(("context_aware_warnings",), _SINCE[14]),
    "PYTHON_CPU_COUNT": Variable(("cpu_count",), _SINCE[13]),
    "PYTHON_DISABLE_REMOTE_DEBUG": Variable(("remote_debug",), _SINCE[14]),
    "PYTHON_FROZEN_MODULES": Variable(("use_frozen_modules",), _SINCE[13]),
    "PYTHON_GIL": Variable(("enable_gil",), _SINCE[13]),
    "PYTHON_LAZY_IMPORTS": Variable(("lazy_imports",), _SINCE[15]),
    "PYTHON_PERF_JIT_SUPPORT": Variable(("perf_profiling",), _SINCE[13]),
    "PYTHON_PYMALLOC_HUGEPAGES": Variable(("pymalloc_hugepages",), _SINCE[15]),
    "PYTHON_THREAD_INHERIT_CONTEXT": Variable(("thread_inherit_context",), _SINCE[14]),
}
"""
By name. Not here are those of the program (``PROGRAM_VARIABLES``), those that the standard library asks for however
isolated the program is (``PYTHONUSERBASE``, ``PYTHONTZPATH``), and those of which only some builds know.
"""

READS_FAULT_HANDLER_LATE = MEASURED.since("3.14")
"""The versions to which ``PYTHONFAULTHANDLER`` counts where the field has been set to False by the isolated profile."""

LOADER = ("LD_", "DYLD_")
"""What the names of variables begin with that the dynamic loader reads, once, when a program begins."""
