"""Rules about single switches: those that do nothing, less than they say, or the same as another one."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.cpython.builds import DEBUG, has
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.table import ARGUMENTS


def _development_mode(view: View) -> Iterator[Problem]:
    """Development mode switches on what is undecided, and the isolated profile has decided the fault handler."""
    if view.is_set_on("development_mode") and view.is_isolated_profile and view.given("fault_handler") is None:
        yield Problem(
            message=(
                "`development_mode = True` leaves the fault handler off:"
                f" the isolated profile of {CPYTHON} has decided it already"
            ),
            paths=("interpreter.development_mode", "interpreter.profile"),
            hint="set `fault_handler = True` as well, or False where that is meant",
        )


def _allocator_overruled(view: View) -> Iterator[Problem]:
    """To development mode, allocators that are named as not set are for it to choose."""
    if view.given("allocator") == "not-set" and view.is_set_on("development_mode"):
        yield Problem(
            message='`allocator = "not-set"` is overruled: `development_mode = True` puts debug hooks on memory',
            paths=("interpreter.allocator", "interpreter.development_mode"),
            hint='leave `allocator` unset, or set it to "default" where no hooks are wanted',
            holds='"debug"',
        )


_WITHOUT_PYMALLOC = frozenset({"malloc", "malloc-debug"})


def _malloc_stats_crash(view: View) -> Iterator[Problem]:
    """Early releases of 3.12 print the statistics when their interpreter is gone (cpython#111499)."""
    if view.is_set_on("malloc_stats") and view.given("allocator") not in _WITHOUT_PYMALLOC:
        yield Problem(
            message=f"`malloc_stats = True` crashes {CPYTHON} at exit",
            paths=("interpreter.malloc_stats",),
            hint="leave it unset for 3.12, or take the latest 3.12 and silence this",
        )


def _malloc_stats_silent(view: View) -> Iterator[Problem]:
    """Only pymalloc and mimalloc count what they give."""
    allocator = view.given("allocator")
    if view.is_set_on("malloc_stats") and allocator in _WITHOUT_PYMALLOC:
        yield Problem(
            message=f'`malloc_stats = True` prints nothing: `allocator = "{allocator}"` keeps no statistics',
            paths=("interpreter.malloc_stats", "interpreter.allocator"),
            hint='leave `allocator` unset, or set it to "py-malloc"',
            holds="False",
        )


_DEBUG = "debug builds"
_DEBUG_BUILDS = {
    "dump_refs": "builds with `Py_TRACE_REFS`",
    "dump_refs_file": "builds with `Py_TRACE_REFS`",
    "parser_debug": _DEBUG,
    "run_presite": _DEBUG,
    "show_alloc_count": "builds with `COUNT_ALLOCS`",
    "show_ref_count": _DEBUG,
}
"""What a release build ignores, and which builds act on it."""


def _kind(view: View) -> str:
    """Return what kind of build is looked at."""
    return "a debug build" if has(view.version, DEBUG) else "a release build"


def _debug_build(view: View) -> Iterator[Problem]:
    """Release builds take these fields and do nothing."""
    for name, builds in _DEBUG_BUILDS.items():
        acts = builds == _DEBUG and has(view.version, DEBUG)
        if view.given(name) and not acts and ARGUMENTS[name].exists_in(view.version):
            yield Problem(
                message=f"`{shown(name, view.given(name))}` has no effect in {_kind(view)}: {builds} act on it alone",
                paths=(f"interpreter.{name}",),
                hint="leave it unset unless the host is linked with such a build",
                holds="False" if view.given(name) is True else "unset",
            )


def _warn_default_encoding(view: View) -> Iterator[Problem]:
    """CPython overwrites the member by what it has read of command line and environment."""
    if view.is_set_on("warn_default_encoding"):
        yield Problem(
            message="`warn_default_encoding = True` has no effect: CPython overwrites it by what the command line says",
            paths=("interpreter.warn_default_encoding",),
            hint=(
                "pass `-X warn_default_encoding` in `argv` with `parse_argv` on,"
                " or set `PYTHONWARNDEFAULTENCODING` with `use_environment` on"
            ),
            holds="False",
        )


def _sys_path_0(view: View) -> Iterator[Problem]:
    """CPython keeps there what it has itself put at the head of the path."""
    if view.given("sys_path_0") is not None:
        yield Problem(
            message="`sys_path_0` has no effect: CPython fills it in when it runs a program, and reads it never before",
            paths=("interpreter.sys_path_0",),
            hint="put the folder into `filesystem_importer(paths = ...)`",
            holds="unset",
        )


def _signal_handlers(view: View) -> Iterator[Problem]:
    """On its import, ``signal`` installs the handler of Ctrl-C if nobody else has one (cpython#111400)."""
    if view.is_set_off("install_signal_handlers"):
        yield Problem(
            message=(
                "`install_signal_handlers = False` does not last:"
                " the first `import signal`, by asyncio for one, takes Ctrl-C over"
            ),
            paths=("interpreter.install_signal_handlers",),
            hint="where the host has a handler of its own for it, install that one before CPython starts",
        )


def _pycache_prefix(view: View) -> Iterator[Problem]:
    """Without `write_bytecode`, `.pyc` files are still looked for below the prefix."""
    if view.given("pycache_prefix") is not None and view.is_set_off("write_bytecode"):
        yield Problem(
            message="`pycache_prefix` is only read while `write_bytecode` is off: nothing is written there",
            paths=("interpreter.pycache_prefix", "interpreter.write_bytecode"),
            hint="fine where the files are shipped; else drop one of the two",
        )


def _buffered_stdio(view: View) -> Iterator[Problem]:
    """CPython sets up C's own streams only where `configure_c_stdio` is on."""
    if view.is_set_off("buffered_stdio") and not view.is_on("configure_c_stdio"):
        yield Problem(
            message="`buffered_stdio = False` leaves C's own streams buffered while `configure_c_stdio` is off",
            paths=("interpreter.buffered_stdio", view.source("configure_c_stdio")),
            hint="set `configure_c_stdio = True` if C code writes to stdout, or its lines come late",
        )


def _frozen_modules(view: View) -> Iterator[Problem]:
    """Frozen modules come from libpython, whatever lies in the folders."""
    has_own_library = view.search_paths or view.given("home") is not None
    if view.is_set_on("use_frozen_modules") and has_own_library:
        library = "filesystem_importer.paths" if view.search_paths else "interpreter.home"
        yield Problem(
            message=(
                "`use_frozen_modules = True` hides changes to `os`, `site`, `codecs` and their like"
                " in the host's own copy of the standard library"
            ),
            paths=("interpreter.use_frozen_modules", library),
            hint="fine for a copy that is as it came; else set it to False",
        )


def _skipped_line(view: View) -> Iterator[Problem]:
    """Only scripts have a first line that is skipped; a parsed command line may name one."""
    if not view.is_set_on("skip_first_source_line"):
        return
    runs = view.runs
    if runs[:1] == ("run_filename",) or (not runs and view.is_on("parse_argv")):
        return
    other = f"`{runs[0]}` is read from its first line on" if runs else "there is no `run_filename`"
    yield Problem(
        message=f"`skip_first_source_line = True` has no effect: {other}",
        paths=("interpreter.skip_first_source_line", *(f"interpreter.{name}" for name in runs[:1])),
        hint="it serves scripts with a foreign first line, which `run_filename` names",
        holds="False",
    )


RULES = (
    Rule(
        code="partial-development-mode",
        find=_development_mode,
        needs=frozenset({"development_mode"}),
        extent=MEASURED.until("3.13"),
    ),
    Rule(code="allocator-overruled", find=_allocator_overruled, needs=frozenset({"allocator"})),
    Rule(
        code="malloc-stats-crash",
        find=_malloc_stats_crash,
        needs=frozenset({"malloc_stats"}),
        extent=MEASURED.between("3.12", "3.12.3"),
    ),
    Rule(code="malloc-stats-silent", find=_malloc_stats_silent, needs=frozenset({"malloc_stats"})),
    Rule(code="debug-build-only", find=_debug_build, needs=frozenset(_DEBUG_BUILDS)),
    Rule(
        code="never-takes-effect",
        find=_warn_default_encoding,
        needs=frozenset({"warn_default_encoding"}),
        extent=MEASURED.since("3.10"),
    ),
    Rule(code="never-takes-effect", find=_sys_path_0, needs=frozenset({"sys_path_0"}), extent=MEASURED.since("3.13")),
    Rule(code="signal-handler-comes-back", find=_signal_handlers, needs=frozenset({"install_signal_handlers"})),
    Rule(code="pycache-prefix-read-only", find=_pycache_prefix, needs=frozenset({"pycache_prefix"})),
    Rule(code="c-streams-stay-buffered", find=_buffered_stdio, needs=frozenset({"buffered_stdio"})),
    Rule(
        code="frozen-modules-hide-changes",
        find=_frozen_modules,
        needs=frozenset({"use_frozen_modules"}),
        extent=MEASURED.since("3.11"),
    ),
    Rule(code="skip-line-without-script", find=_skipped_line, needs=frozenset({"skip_first_source_line"})),
)
