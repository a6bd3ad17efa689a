"""
Rules over several configs that one process starts, in their order: what an earlier one leaves to those behind it.

The table of built-in modules, the memory allocators and what PyO3 keeps belong to the process. ``Py_FinalizeEx`` leaves
the table alone and ``Py_RunMain`` takes what was added out of it; pyembed makes it anew for each start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import chain

from configlang.check.process import memory as process_memory
from configlang.check.process import table as process_table
from configlang.check.process.start import Process, ProcessRule, Start, Told, listed, on
from configlang.check.rule import MEASURED
from configlang.cpython.builds import BUILDS
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import Version, show_versions, split
from configlang.findings.finding import Finding, Related, Severity
from configlang.findings.problem import Problem
from configlang.light.typed import TypeVar
from configlang.outputs.table import Output, Starter
from configlang.schema.config import Config
from configlang.schema.names import is_rust_path

__all__ = ["Start", "check_process"]

_OWN_GIL = MEASURED.since("3.12")
"""The versions with sub-interpreters that have a GIL of their own (PEP 684)."""

_TABLE_IS_LOST = MEASURED.until("3.8")
"""The versions in which ``Py_RunMain`` frees the table and leaves the pointer to it."""


def check_process(starts: Sequence[Start], output: Output) -> list[Finding]:
    """
    Return what is wrong with starting configs one after another, or side by side, in one process.

    Args:
        starts: The starts in their order; one config may be started several times.
        output: The output that all of them are meant for.
    """
    common = [version for version in output.versions if all(version in start.config.versions for start in starts)]
    versions = [part for version in common for part in _parts(version, starts)]
    process = Process(starts, versions, output)
    first, *others = RULES
    # Where there can be no such process, nothing else is worth a word.
    apart = [*first.findings(process)]
    return apart or list(dict.fromkeys(finding for rule in others for finding in rule.findings(process)))


def _parts(minor: Version, starts: Sequence[Start]) -> tuple[Version, ...]:
    """Return what the configs mean of a minor, as far as one tells releases apart; in parts where names have dots."""
    meant = (release for start in starts for release in start.config.releases if release.bare == minor)
    version = next((release for release in meant if release != minor), minor)
    has_dotted = any("." in extension.name for start in starts for extension in start.config.static_extensions)
    return split(version, [patch for number, patch in FINDS_IN_PACKAGES.cuts if has_dotted and number == minor.minor])


def _is_over_pyo3(output: Output) -> bool:
    """Tell whether the generated code starts CPython through PyO3."""
    return output.is_generated and output.language == "Rust"


# One libpython for all


def _no_common(process: Process) -> Iterator[Told]:
    """Find configs for which there is no single CPython, and configs for several targets: a process has one of each."""
    starts, _, output = process

    def versions(config: Config) -> tuple[Version, ...]:
        return tuple(version for version in config.versions if output.extent.covers(version))

    def targets(config: Config) -> tuple[str, ...]:
        return (config.target.triple,)

    def builds(config: Config) -> tuple[str, ...]:
        return tuple(name for name, letters in BUILDS.items() if letters in config.builds)

    yield from _disjoint(starts, versions, "python", "CPython version", show_versions)
    yield from _disjoint(starts, builds, "builds", "build of CPython", ", ".join)
    yield from _disjoint(starts, targets, "targets", "target", ", ".join)


_T = TypeVar("_T")


def _disjoint(
    starts: Sequence[Start],
    ask: Callable[[Config], tuple[_T, ...]],
    argument: str,
    what: str,
    show: Callable[[Sequence[_T]], str],
) -> Iterator[Told]:
    """Find the first config that shares nothing with those before it; one that names nothing takes everything."""
    path = f"compatible_with.{argument}"
    common: tuple[_T, ...] = ()
    before: list[Start] = []
    for start in starts:
        own = ask(start.config)
        if not own:
            continue
        if before and not set(common) & set(own):
            saying = [other for other in before if path in other.origins] or before
            files = listed(list(dict.fromkeys(other.file for other in saying)))
            message = (
                f"`{argument}`: a process has one {what}, and there is none that `{start.file}` ({show(own)}) and"
                f" {files} ({show(common)}) are meant for"
            )
            hint = "let the limits in `compatible_with` overlap, or start them in processes of their own"
            notes = [other.notes(f"`{other.file}` is meant for {show(ask(other.config))}", path) for other in saying]
            related = tuple(chain(*notes))
            yield Told(start, Problem(message=message, paths=start.place(path), hint=hint, related=related))
            return
        common = tuple(each for each in common if each in own) if before else own
        before.append(start)


# Memory


def _allocators(process: Process) -> Iterator[Told]:
    """Find a start with other allocators than the one before, whose memory CPython gives back to them."""
    starts, versions, _ = process
    switches: dict[tuple[int, int, bool], list[Version]] = {}
    for version in versions:
        setters = 0
        held = process_memory.DEFAULT
        for number, start in enumerate(starts):
            wanted = process_memory.allocators_of(start.config.interpreter, held, version)
            if number and process_memory.is_deadly(held, wanted, version):
                is_sure = not process_memory.FORGETS.covers(version)
                switches.setdefault((setters, number, is_sure), []).append(version)
            if wanted != held or process_memory.names_allocators(start.config.interpreter):
                setters = number
            held = wanted
    for (earlier, later, is_sure), holding in switches.items():
        first, second = starts[earlier], starts[later]
        paths = tuple(f"interpreter.{name}" for name in ("allocator", "development_mode"))
        crash = "the process crashes, at this start or later" if is_sure else "a program of some size crashes"
        problem = Problem(
            message=(
                f"`allocator`: `{second.file}` does not take memory from where `{first.file}` has taken it before;"
                f" CPython gives some of the old memory back to the new allocators, and {crash}{on(holding, versions)}"
            ),
            paths=second.place(*paths),
            severity=Severity.ERROR if is_sure else Severity.WARNING,
            hint="set the same `allocator` in all configs of the process, and `development_mode` in all or none",
            related=first.notes(f"`{first.file}` chooses its allocators here", *paths),
        )
        yield Told(second, problem)


# What works once


def _started_twice(process: Process) -> Iterator[Told]:
    """Find configs whose generated Rust module starts a second time."""
    seen: set[str] = set()
    for start in process.starts:
        if _is_over_pyo3(process.output) and start.file in seen:
            problem = Problem(
                message=(
                    f"`{start.file}` is started twice: `initialize` of the generated module works once in a process,"
                    " and its second call is an error"
                ),
                paths=start.place(),
                hint="let one interpreter do the work of both starts",
            )
            yield Told(start, problem)
        seen.add(start.file)


def _table_lost(process: Process) -> Iterator[Told]:
    """Find starts behind a run with modules, which CPython 3.8 does not bear."""
    has_modules = False
    for number, start in enumerate(process.starts):
        has_modules = has_modules or bool(start.config.static_extensions)
        later = process.starts[number + 1 :]
        if later and start.ends_with_run and has_modules and any(map(_TABLE_IS_LOST.covers, process.versions)):
            ending = "crashes" if _is_over_pyo3(process.output) else "is refused by the generated code"
            problem = Problem(
                message=(
                    f"`{start.file}` ends with `run`, with which CPython 3.8 frees the table of built-in modules for"
                    f" good where modules were added: the start of `{later[0].file}` behind it {ending} there"
                ),
                paths=start.place("interpreter.run_command", "interpreter.run_module", "interpreter.run_filename"),
                hint="limit `compatible_with` to CPython 3.9 and later, or start this config last",
            )
            yield Told(start, problem)


def _shared_twice(process: Process) -> Iterator[Told]:
    """Find shared libraries that a later start imports again: what is static in them is as the first has left it."""
    seen: set[tuple[str, str]] = set()
    # Over PyO3 the second start is told already.
    for start in () if _is_over_pyo3(process.output) else process.starts:
        for extension in start.config.dynamic_extensions:
            if (extension.name, extension.path) not in seen:
                seen.add((extension.name, extension.path))
                continue
            problem = Problem(
                message=(
                    f"`{extension.name}`: the shared library stays loaded behind `Py_FinalizeEx`, with all that is"
                    " static in it; a module that can be initialised once alone, as that of numpy, fails at its import"
                    " behind the second start"
                ),
                paths=start.place(f"dynamic_extension:{extension.name}"),
                hint="let one interpreter do the work of all starts, or try whether it can be imported again",
            )
            yield Told(start, problem)


# PyO3


def _kept_by_pyo3(process: Process) -> Iterator[Told]:
    """Find starts in which generated Rust meets what PyO3 keeps of the first interpreter."""
    first, *others = process.starts
    for start in others:
        if _is_over_pyo3(process.output) and start.file != first.file:
            problem = Problem(
                message=(
                    f"`{start.file}` is started behind `{first.file}`: PyO3 keeps objects of the first interpreter for"
                    " the whole process, such as interned names and the types of `datetime`, and Rust code that meets"
                    " them in the second crashes or gets something else"
                ),
                paths=start.place(),
                hint="let one interpreter do the work of both starts, or start them in processes of their own",
            )
            yield Told(start, problem)


def _imported_twice(process: Process) -> Iterator[Told]:
    """Find functions that may be modules of PyO3 in several configs; over generated Rust all of it is told already."""
    if _is_over_pyo3(process.output):
        return
    first: dict[str, Start] = {}
    for start in process.starts:
        for extension in start.config.static_extensions:
            other = first.setdefault(extension.init, start)
            if other is start or not is_rust_path(extension.init):
                continue
            problem = Problem(
                message=(
                    f"`{extension.name}`: if `{extension.init}` is a module of PyO3, it can be imported in one of the"
                    f" interpreters of a process; PyO3 0.17, which pyembed has, answers with ImportError in that of"
                    f" `{start.file}` where that of `{other.file}` has imported it"
                ),
                paths=(f"static_extension:{extension.name}.init",),
                hint="import it in one of the two alone, or let one interpreter do the work of both",
                related=_uses_of(other, extension.init),
            )
            yield Told(start, problem)


def _uses_of(start: Start, init: str) -> tuple[Related, ...]:
    users = [extension.name for extension in start.config.static_extensions if extension.init == init]
    return start.notes(f"`{start.file}` has it here", *(f"static_extension:{name}.init" for name in users))


# Side by side


def _side_by_side(process: Process) -> Iterator[Told]:
    """Say what becomes of a start while the interpreter of another config lives."""
    starts, _, output = process
    first, second = starts[0].file, starts[1]
    twice = "a second start" if first == second.file else f"the start of `{second.file}`"
    if output.is_generated:
        result = f'{twice} is refused ("it runs already")'
    elif output.starter is Starter.PYEMBED:
        result = f"{twice} waits in `MainPythonInterpreter::new`, on the same thread for ever"
    elif output.starter is Starter.ANY:
        result = (
            f"{twice} makes no other: `Py_InitializeFromConfig` reports success, and replaces `sys.argv` and, from"
            " CPython 3.10, the search path, flags and options of the one that lives"
        )
    else:
        return
    problem = Problem(
        message=(
            f"side by side: while the interpreter of `{first}` lives, {result}; what can live beside it are"
            " sub-interpreters, which share its modules and have no config of their own"
        ),
        paths=second.place(),
    )
    yield Told(second, problem)


def _without_finder(process: Process) -> Iterator[Told]:
    """Say which declared modules a sub-interpreter does not find."""
    old = [version for version in process.versions if not FINDS_IN_PACKAGES.covers(version)]
    for start in process.starts:
        names = [extension.name for extension in start.config.static_extensions if "." in extension.name]
        if old and names:
            problem = Problem(
                message=(
                    f"{listed(names)}: the generated finder of modules inside of packages is in the main interpreter"
                    f" only, so a sub-interpreter does not find them{on(old, process.versions)}"
                ),
                paths=start.place(f"static_extension:{names[0]}"),
                hint="add the same finder to `sys.meta_path` of each sub-interpreter, or limit the versions",
            )
            yield Told(start, problem)


def _own_gil(process: Process) -> Iterator[Told]:
    """Say which declared modules a sub-interpreter imports only where they say that they can bear it."""
    new = [version for version in process.versions if _OWN_GIL.covers(version)]
    for start in process.starts:
        config = start.config
        modules = [(f"static_extension:{each.name}", each.name) for each in config.static_extensions]
        modules += [(f"dynamic_extension:{each.name}", each.name) for each in config.dynamic_extensions]
        if new and modules:
            problem = Problem(
                message=(
                    f"{listed([name for _, name in modules])}: a sub-interpreter with a GIL of its own, which CPython"
                    " has from 3.12 on, imports only modules whose slot `Py_mod_multiple_interpreters` is"
                    " `Py_MOD_PER_INTERPRETER_GIL_SUPPORTED`"
                ),
                paths=start.place(modules[0][0]),
            )
            yield Told(start, problem)


RULES = (
    ProcessRule("process-no-common-python", _no_common),
    ProcessRule("process-allocators", _allocators),
    ProcessRule("process-clash", process_table.clashes, frozenset({Starter.GENERATED, Starter.ANY})),
    ProcessRule("process-foreign-module", process_table.foreign, frozenset({Starter.GENERATED, Starter.ANY})),
    ProcessRule("process-once", _started_twice, frozenset({Starter.GENERATED})),
    ProcessRule("process-once", _table_lost, frozenset({Starter.GENERATED})),
    ProcessRule("process-shared-library", _shared_twice),
    ProcessRule("process-pyo3", _kept_by_pyo3, frozenset({Starter.GENERATED})),
    ProcessRule("process-pyo3", _imported_twice),
    ProcessRule("process-one-interpreter", _side_by_side),
    ProcessRule("process-sub-interpreters", _without_finder, frozenset({Starter.GENERATED})),
    ProcessRule("process-sub-interpreters", _own_gil, frozenset(Starter) - {Starter.PYOXY}),
)
"""The rules; where the first finds something, there is no such process, and the others don't look."""
