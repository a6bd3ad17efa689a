"""Rules about what brings CPython up: the home and the allocators that pyembed sets, and what only it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, ON_PYEMBED, Rule, View
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.outputs.table import Starter

_PYEMBED = frozenset({Starter.PYEMBED})
"""A program that is linked with pyembed; PyOxy sets several things itself."""

# The home that is filled in


def _home(view: View) -> Iterator[Problem]:
    """Say where pyembed has CPython look for its library, where nothing in the config says it."""
    oxidized = view.config.oxidized_importer
    if view.search_paths is not None or (oxidized is not None and (oxidized.embedded or oxidized.memory_mapped)):
        return
    if view.given("home") is not None or view.given("set_missing_path_configuration") is not None:
        return
    yield Problem(
        message=(
            "`home` is unset, so pyembed takes the folder of the executable: the standard library must lie below it, or"
            " the start fails"
        ),
        paths=("interpreter.profile",),
        severity=Severity.INFO,
        hint=(
            "for a Python that is installed elsewhere, set `set_missing_path_configuration = False`, or `home`;"
            " True says that it lies there"
        ),
    )


def _nothing_missing(view: View) -> Iterator[Problem]:
    """Find the switch without a field to fill."""
    if view.is_set_on("set_missing_path_configuration") and None not in {
        view.given("home"),
        view.given("program_name"),
    }:
        yield Problem(
            message=(
                "`set_missing_path_configuration = True` has no effect: it fills `home` and `program_name`, and both"
                " are set"
            ),
            paths=("interpreter.set_missing_path_configuration", "interpreter.home", "interpreter.program_name"),
            hint="set it to False, or leave one of the two unset",
        )


# OxidizedFinder


def _oxidized_crash(view: View) -> Iterator[Problem]:
    """Find the importer, which reads a table that 3.11 has no more (python_resources.rs:573-600)."""
    if view.config.oxidized_importer is not None:
        yield Problem(
            message=(
                f"`oxidized_importer`: {CPYTHON} leaves `PyImport_FrozenModules` empty, which OxidizedFinder reads at"
                " the start: the program crashes unless its own code fills the pointer before"
            ),
            paths=("oxidized_importer.embedded",),
            hint='limit `compatible_with(python = "<3.11")`, or follow the comment in the generated file',
        )


def _nothing_packed(view: View) -> Iterator[Problem]:
    """Find a place for the file that configlang writes, where it has nothing to write."""
    oxidized = view.config.oxidized_importer
    if oxidized is not None and oxidized.extensions is not None and not view.config.packed_extensions:
        yield Problem(
            message=(
                f'`extensions = "{oxidized.extensions}"` has no effect: no `dynamic_extension` has the loader'
                " `oxidized`, so no packed-resources file is written"
            ),
            paths=("oxidized_importer.extensions",),
            hint="name a file that exists already in `memory_mapped`",
        )


def _start_method(view: View) -> Iterator[Problem]:
    """OxidizedFinder sets it while it imports ``multiprocessing``, and nothing else does."""
    method = view.given("multiprocessing_start_method")
    if method in {None, "auto", "none"}:
        return
    oxidized = view.config.oxidized_importer
    path = "interpreter.multiprocessing_start_method"
    shown = f'`multiprocessing_start_method = "{method}"`'
    if oxidized is None or not (oxidized.embedded or oxidized.memory_mapped):
        lacks = "which is off" if oxidized is None else "which has no packed resources to import it from"
        yield Problem(
            message=f"{shown} has no effect: OxidizedFinder sets it when it imports `multiprocessing`, {lacks}",
            paths=(path, "oxidized_importer.embedded"),
            hint="call `multiprocessing.set_start_method` in the program",
        )
    elif view.target.is_windows and method != "spawn":
        yield Problem(
            message=f"{shown}: Windows has no such method, and `import multiprocessing` raises ValueError",
            paths=(path,),
            hint='write "spawn", or leave it unset',
        )


# Allocators


_FEATURES = frozenset({"jemalloc", "mimalloc", "snmalloc"})
_DOMAINS = {"allocator_raw": True, "allocator_mem": False, "allocator_obj": False, "allocator_pymalloc_arena": False}
"""The switches of the domains, with what they are where nothing is set."""


def _backend(view: View) -> Iterator[Problem]:
    """Tell what must be compiled in; where it is not, ``MainPythonInterpreter::new`` panics (pyalloc.rs:509-593)."""
    backend = view.given("allocator_backend")
    path = "interpreter.allocator_backend"
    if backend == "jemalloc" and view.target.env == "msvc":
        yield Problem(
            message=f'`allocator_backend = "{backend}"`: pyembed has no jemalloc for {view.target.triple}, and panics',
            paths=(path,),
            hint='choose "mimalloc", or write "jemalloc" for other targets alone, by TARGET.env',
        )
    elif backend in _FEATURES:
        yield Problem(
            message=(
                f'`allocator_backend = "{backend}"`: pyembed has it where its cargo feature `allocator-{backend}` is'
                " on, and panics at the start where it is not"
            ),
            paths=(path,),
            severity=Severity.INFO,
            hint=f'in Cargo.toml: pyembed = {{ version = "0.24", features = ["allocator-{backend}"] }}',
        )


def _domains(view: View) -> Iterator[Problem]:
    """Find a domain without a backend, and a backend without a domain."""
    backend = view.given("allocator_backend")
    path = "interpreter.allocator_backend"
    if backend in {None, "default"}:
        for name, default in _DOMAINS.items():
            if view.given(name) is True and not default:
                yield Problem(
                    message=(
                        f"`{name} = True` has no effect: pyembed replaces nothing while `allocator_backend` is"
                        " `default`"
                    ),
                    paths=(f"interpreter.{name}", path),
                    severity=Severity.WARNING,
                    hint="choose a backend, or leave it unset",
                )
        return
    is_used = any(
        default if view.given(name) is None else view.given(name) is True for name, default in _DOMAINS.items()
    )
    if not is_used:
        yield Problem(
            message=f'`allocator_backend = "{backend}"` has no effect: no domain of memory is handed to it',
            paths=(path, "interpreter.allocator_raw"),
            severity=Severity.WARNING,
            hint="leave `allocator_raw` on, or switch another domain on",
        )


# What pyembed looks at, and when


def _modules_file(view: View) -> Iterator[Problem]:
    """Find what ends Python before pyembed does, which would write the file then (``Drop``)."""
    runs = view.runs[:1]
    if runs or view.is_pyoxy:
        who = f"`{runs[0]}` is run" if runs else "PyOxy runs a program"
        yield Problem(
            message=(
                f"`write_modules_directory_env`: no file is written: {who}, which ends Python, and pyembed writes the"
                " names of the modules only where it ends Python itself"
            ),
            paths=("interpreter.write_modules_directory_env", *(f"interpreter.{name}" for name in runs)),
            hint="have the program write `sorted(sys.modules)` at its end",
        )


def _terminfo(view: View) -> Iterator[Problem]:
    """Nothing reads the variable on Windows."""
    resolution = str(view.given("terminfo_resolution"))
    if resolution.startswith("static:") and all(target.is_windows for target in view.config.targets):
        yield Problem(
            message="`terminfo_resolution` has no effect: there are no descriptions of terminals on Windows",
            paths=("interpreter.terminfo_resolution",),
            hint="leave it unset",
        )


_HOME = "implied-home"

RULES = (
    Rule(code=_HOME, find=_home, starters=_PYEMBED),
    Rule(code=_HOME, find=_nothing_missing, needs=frozenset({"set_missing_path_configuration"})),
    Rule(
        code="oxidized-finder-crash",
        find=_oxidized_crash,
        needs=frozenset({"oxidized_importer"}),
        extent=MEASURED.between("3.11", "3.11"),
        starters=_PYEMBED,
    ),
    Rule(code="no-packed-extensions", find=_nothing_packed, needs=frozenset({"oxidized_importer"})),
    Rule(
        code="start-method-unused",
        find=_start_method,
        needs=frozenset({"multiprocessing_start_method"}),
        starters=_PYEMBED,
    ),
    Rule(code="allocator-backend", find=_backend, needs=frozenset({"allocator_backend"}), starters=_PYEMBED),
    Rule(
        code="allocator-backend",
        find=_domains,
        needs=frozenset({"allocator_backend", *_DOMAINS}),
        starters=ON_PYEMBED,
    ),
    Rule(
        code="modules-not-written",
        find=_modules_file,
        needs=frozenset({"write_modules_directory_env"}),
        starters=ON_PYEMBED,
    ),
    Rule(code="terminfo-on-windows", find=_terminfo, needs=frozenset({"terminfo_resolution"})),
)
