"""
Rules over several configs that one process starts, in their order: what an earlier one leaves to those behind it.

The table of built-in modules, the memory allocators and what PyO3 keeps belong to the process. ``Py_FinalizeEx`` leaves
the table alone and ``Py_RunMain`` empties it; pyembed makes it anew for each start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from configlang.check import process_memory, stdlib
from configlang.check.inittab import has_default_init, is_of_stdlib
from configlang.check.view import C_OUTPUTS, Problem
from configlang.findings.finding import Finding, Related, Severity
from configlang.schema.config import Config, StaticExtension
from configlang.schema.names import is_rust_path
from configlang.schema.origins import Origins
from configlang.schema.targets import minor_of, show_versions, versions_served

PROCESS_WARNINGS = (
    "process-allocators",
    "process-clash",
    "process-foreign-module",
    "process-no-common-python",
    "process-once",
    "process-one-interpreter",
    "process-pyo3",
    "process-sub-interpreters",
)
"""The codes of what is found here, which only a check of a process yields."""

_FINDS_IN_PACKAGES_SINCE = 11
"""The first minor version whose finder of built-in modules looks inside of packages (cpython#102700)."""

_OWN_GIL_SINCE = 12
"""The first minor version with sub-interpreters that have a GIL of their own (PEP 684)."""

_TABLE_IS_LOST = "3.8"
"""The version in which ``Py_RunMain`` frees the table and leaves the pointer to it."""


@attrs.frozen(kw_only=True)
class Start:
    """
    One start of a config in a process.

    Attributes:
        config: The config.
        origins: Where its values were declared.
        file: Its file, as people know it.
    """

    config: Config
    origins: Origins
    file: str

    @property
    def ends_with_run(self) -> bool:
        """Whether the config says what to run, which only ``Py_RunMain`` does; it finalises Python as well."""
        interpreter = self.config.interpreter
        return any(
            each is not None for each in (interpreter.run_command, interpreter.run_module, interpreter.run_filename)
        )

    def place(self) -> tuple[str, ...]:
        """Return the path of what stands for the whole config."""
        return ("interpreter.profile", *self.origins)[:2]


@attrs.frozen(kw_only=True)
class _Entry:
    """A module that an earlier start has left in the table."""

    extension: StaticExtension
    start: Start


def check_process(starts: Sequence[Start], output: str | None) -> list[Finding]:
    """
    Return what is wrong with starting configs one after another, or side by side, in one process.

    Args:
        starts: The starts in their order; one config may be started several times.
        output: The output that all of them are meant for.
    """
    apart = [*_no_common(starts, output)]
    if apart:
        return apart
    versions = [
        version for version in versions_served(output) if all(version in start.config.versions for start in starts)
    ]
    found = [*_allocators(starts, versions)]
    if output in C_OUTPUTS or output == "json":
        found += _tables(starts, versions, output)
    found += _once(starts, versions, output)
    found += _pyo3(starts, output)
    found += _side_by_side(starts, output)
    if output != "yaml":
        found += _sub_interpreters(starts, versions, output)
    return list(dict.fromkeys(found))


def _finding(
    code: str,
    start: Start,
    problem: Problem,
    related: Sequence[tuple[str, Start, str]] = (),
) -> Finding:
    """
    Make a finding.

    Args:
        code: The code.
        start: The config that it stands in.
        problem: What was found; of its paths the first that the config has is the place.
        related: What other places have to do with it: the message, the config, and the path.
    """
    first = next((start.origins[path] for path in problem.paths if path in start.origins), None)
    span = first.span(problem.element) if first else None
    others = [(message, other.origins[path].span()) for message, other, path in related if path in other.origins]
    return Finding(
        code=code,
        message=problem.message,
        span=span,
        stack=first.declaration.stack if first else (),
        severity=problem.severity,
        related=tuple(Related(message, place) for message, place in dict.fromkeys(others) if place != span),
        hint=problem.hint,
    )


def _on(holding: Sequence[str], versions: Sequence[str]) -> str:
    """Return the versions that something holds for, as the middle of a sentence; empty where for all."""
    return "" if len(holding) == len(versions) else f" on CPython {show_versions(holding)}"


def _and(names: Sequence[str]) -> str:
    quoted = [f"`{name}`" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _path(extension: StaticExtension) -> str:
    """Return the place of a module's function: the name, where it follows from that."""
    return f"static_extension:{extension.name}{'' if has_default_init(extension) else '.init'}"


# One libpython for all


def _no_common(starts: Sequence[Start], output: str | None) -> Iterator[Finding]:
    """Find configs for which there is no single CPython, and configs for several targets: a process has one of each."""
    served = versions_served(output)

    def versions(config: Config) -> tuple[str, ...]:
        return tuple(version for version in config.versions if version in served)

    def targets(config: Config) -> tuple[str, ...]:
        return (config.target.triple,)

    yield from _disjoint(starts, versions, "python", "CPython version", show_versions)
    yield from _disjoint(starts, targets, "targets", "target", ", ".join)


def _disjoint(
    starts: Sequence[Start],
    ask: Callable[[Config], tuple[str, ...]],
    argument: str,
    what: str,
    show: Callable[[Sequence[str]], str],
) -> Iterator[Finding]:
    """Find the first config that shares nothing with those before it; one that names nothing takes everything."""
    path = f"compatible_with.{argument}"
    common: tuple[str, ...] = ()
    before: list[Start] = []
    for start in starts:
        own = ask(start.config)
        if not own:
            continue
        if before and not set(common) & set(own):
            saying = [other for other in before if path in other.origins] or before
            files = _and(list(dict.fromkeys(other.file for other in saying)))
            message = (
                f"`{argument}`: a process has one {what}, and there is none that `{start.file}` ({show(own)}) and"
                f" {files} ({show(common)}) are meant for"
            )
            hint = "let the limits in `compatible_with` overlap, or start them in processes of their own"
            problem = Problem(message=message, paths=(path, *start.place()), hint=hint, severity=Severity.ERROR)
            related = [(f"`{other.file}` is meant for {show(ask(other.config))}", other, path) for other in saying]
            yield _finding("process-no-common-python", start, problem, related)
            return
        common = tuple(each for each in common if each in own) if before else own
        before.append(start)


# Memory


def _allocators(starts: Sequence[Start], versions: Sequence[str]) -> Iterator[Finding]:
    """Find a start with other allocators than the one before, whose memory CPython gives back to them."""
    switches: dict[tuple[int, int, bool], list[str]] = {}
    for version in versions:
        setters = 0
        held = process_memory.DEFAULT
        for number, start in enumerate(starts):
            wanted = process_memory.allocators_of(start.config.interpreter, held, minor_of(version))
            if number and process_memory.is_deadly(held, wanted, minor_of(version)):
                is_sure = minor_of(version) < process_memory.FORGETS_SINCE
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
                f" CPython gives some of the old memory back to the new allocators, and {crash}{_on(holding, versions)}"
            ),
            paths=(*paths, *second.place()),
            severity=Severity.ERROR if is_sure else Severity.WARNING,
            hint="set the same `allocator` in all configs of the process, and `development_mode` in all or none",
        )
        related = [(f"`{first.file}` chooses its allocators here", first, path) for path in paths]
        yield _finding("process-allocators", second, problem, related)


# The table of built-in modules


def _tables(starts: Sequence[Start], versions: Sequence[str], output: str | None) -> Iterator[Finding]:
    """Find what the modules of earlier starts do to later ones: `run` empties the table, finalising does not."""
    table: dict[str, _Entry] = {}
    for number, start in enumerate(starts):
        yield from _clashes(start, table, output)
        if number:
            yield from _foreign(start, table, versions, output)
        for extension in start.config.static_extensions:
            table.setdefault(extension.name, _Entry(extension=extension, start=start))
        if start.ends_with_run and output in C_OUTPUTS:
            table.clear()


def _clashes(start: Start, table: dict[str, _Entry], output: str | None) -> Iterator[Finding]:
    for extension in start.config.static_extensions:
        entry = table.get(extension.name)
        if entry is None or entry.extension.init == extension.init:
            continue
        first = entry.start.file
        left = (
            f"`{extension.name}`: `{first}` has left a module of this name from `{entry.extension.init}` in the table"
        )
        if output in C_OUTPUTS:
            why = f"so the generated code refuses to start `{start.file}`"
        else:
            why = (
                f"which a program that adds that of `{start.file}` finds first up to CPython 3.12; from 3.13 on it"
                " finds the last"
            )
        problem = Problem(
            message=f"{left} of built-in modules, {why}",
            paths=(_path(extension), f"static_extension:{extension.name}"),
            severity=Severity.ERROR if output in C_OUTPUTS else Severity.WARNING,
            hint="give the two modules names of their own, or make them from one function",
        )
        yield _finding(
            "process-clash", start, problem, [("the first of that name", entry.start, _path(entry.extension))]
        )


def _foreign(start: Start, table: dict[str, _Entry], versions: Sequence[str], output: str | None) -> Iterator[Finding]:
    """Find modules of earlier starts that can be imported in a later one, which does not declare them."""
    own = {extension.name for extension in start.config.static_extensions}
    plain: list[_Entry] = []
    for name, entry in table.items():
        if name in own:
            continue
        finding = _hiding(start, entry, versions, output)
        if finding is not None:
            yield finding
        elif _finding_versions(start, name, versions, output):
            plain.append(entry)
    if plain:
        names = [entry.extension.name for entry in plain]
        files = list(dict.fromkeys(entry.start.file for entry in plain))
        problem = Problem(
            message=(
                f"the interpreter of `{start.file}` finds {_and(names)} of {_and(files)} too, before files: nothing"
                " empties the table of built-in modules between the two"
            ),
            paths=start.place(),
            severity=Severity.INFO,
        )
        related = [
            (f"`{entry.extension.name}` is linked in here", entry.start, f"static_extension:{entry.extension.name}")
            for entry in plain
        ]
        yield _finding("process-foreign-module", start, problem, related)


def _finding_versions(start: Start, name: str, versions: Sequence[str], output: str | None) -> list[str]:
    """Return the versions in which an entry of another config is found by a name."""
    # The finder for the old versions is there where a config has modules to find with it.
    has_finder = output in C_OUTPUTS and any("." in extension.name for extension in start.config.static_extensions)
    return [
        version
        for version in versions
        if ("." not in name or has_finder or minor_of(version) >= _FINDS_IN_PACKAGES_SINCE)
        and name not in stdlib.preloaded(version)
    ]


def _hiding(start: Start, entry: _Entry, versions: Sequence[str], output: str | None) -> Finding | None:
    """Say of a module that it is in the place of one that the later config means."""
    name = entry.extension.name
    found = _finding_versions(start, name, versions, output)
    in_library = [version for version in found if name in stdlib.modules(version) or name in stdlib.submodules(version)]
    if not found:
        return None
    left = f"`{name}`: when `{start.file}` starts, the table of built-in modules still has that of `{entry.start.file}`"
    paths: tuple[str, ...] = ()
    severity = Severity.ERROR
    victim = next((each for each in start.config.dynamic_extensions if _is_within(each.name, name)), None)
    inner = next((each for each in start.config.static_extensions if _is_within(each.name, name)), None)
    run_module = start.config.interpreter.run_module
    if victim is not None and victim.name == name:
        paths = (f"dynamic_extension:{name}",)
        why = "which comes before files, so the shared library is never loaded"
    elif victim is not None or inner is not None:
        path = f"dynamic_extension:{victim.name}" if victim else f"static_extension:{inner.name if inner else ''}"
        paths, severity = (path,), Severity.WARNING
        why = f"which is no package, so `import {path.partition(':')[2]}` fails unless it sets a `__path__` itself"
    elif run_module is not None and _is_within(run_module, name):
        paths = ("interpreter.run_module",)
        why = "which comes before files, so `run_module` ends with exit code 1"
    elif in_library and not is_of_stdlib(entry.extension):
        paths, severity = start.place(), Severity.WARNING
        why = "which is imported in the place of the standard library's"
        found = in_library
    else:
        return None
    problem = Problem(
        message=f"{left}, {why}{_on(found, versions)}",
        paths=paths,
        severity=severity,
        hint="rename the module, or start the config that has it last",
    )
    return _finding(
        "process-foreign-module",
        start,
        problem,
        [(f"`{name}` is linked in here", entry.start, f"static_extension:{name}")],
    )


def _is_within(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}.")


# What works once


def _once(starts: Sequence[Start], versions: Sequence[str], output: str | None) -> Iterator[Finding]:
    """Find starts that can't be: a generated Rust module starts once, CPython 3.8 not after a run with modules."""
    if output not in C_OUTPUTS:
        return
    has_modules = False
    seen: set[str] = set()
    for number, start in enumerate(starts):
        if output == "rust-ffi" and start.file in seen:
            problem = Problem(
                message=(
                    f"`{start.file}` is started twice: `initialize` of the generated module works once in a process,"
                    " and its second call is an error"
                ),
                paths=start.place(),
                severity=Severity.ERROR,
                hint="let one interpreter do the work of both starts",
            )
            yield _finding("process-once", start, problem)
        seen.add(start.file)
        has_modules = has_modules or bool(start.config.static_extensions)
        later = starts[number + 1 :]
        if later and start.ends_with_run and has_modules and _TABLE_IS_LOST in versions:
            ending = "crashes" if output == "rust-ffi" else "is refused by the generated code"
            problem = Problem(
                message=(
                    f"`{start.file}` ends with `run`, with which CPython 3.8 frees the table of built-in modules for"
                    f" good where modules were added: the start of `{later[0].file}` behind it {ending} there"
                ),
                paths=("interpreter.run_command", "interpreter.run_module", "interpreter.run_filename"),
                severity=Severity.ERROR,
                hint="limit `compatible_with` to CPython 3.9 and later, or start this config last",
            )
            yield _finding("process-once", start, problem)


# PyO3


def _pyo3(starts: Sequence[Start], output: str | None) -> Iterator[Finding]:
    """Find what PyO3 keeps for the whole process and a second interpreter can't have."""
    if output == "rust-ffi":
        for start in starts[1:]:
            if start.file != starts[0].file:
                yield _kept_by_pyo3(starts[0], start)
        return
    first: dict[str, Start] = {}
    for start in starts:
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
                severity=Severity.WARNING,
                hint="import it in one of the two alone, or let one interpreter do the work of both",
            )
            yield _finding("process-pyo3", start, problem, _uses_of(other, extension.init))


def _uses_of(start: Start, init: str) -> list[tuple[str, Start, str]]:
    return [
        (f"`{start.file}` has it here", start, f"static_extension:{extension.name}.init")
        for extension in start.config.static_extensions
        if extension.init == init
    ]


def _kept_by_pyo3(first: Start, start: Start) -> Finding:
    problem = Problem(
        message=(
            f"`{start.file}` is started behind `{first.file}`: PyO3 keeps objects of the first interpreter for the"
            " whole process, such as interned names and the types of `datetime`, and Rust code that meets them in the"
            " second crashes or gets something else"
        ),
        paths=start.place(),
        severity=Severity.WARNING,
        hint="let one interpreter do the work of both starts, or start them in processes of their own",
    )
    return _finding("process-pyo3", start, problem)


# Side by side


def _side_by_side(starts: Sequence[Start], output: str | None) -> Iterator[Finding]:
    """Say what becomes of a start while the interpreter of another config lives."""
    first, second = starts[0].file, starts[1]
    twice = "a second start" if first == second.file else f"the start of `{second.file}`"
    if output in C_OUTPUTS:
        result = f'{twice} is refused ("it runs already")'
    elif output in {"rust", "rust-expr"}:
        result = f"{twice} waits in `MainPythonInterpreter::new`, on the same thread for ever"
    elif output == "json":
        result = f"{twice} changes nothing, though `Py_InitializeFromConfig` reports success"
    else:
        return
    problem = Problem(
        message=(
            f"side by side: while the interpreter of `{first}` lives, {result}; what can live beside it are"
            " sub-interpreters, which share its modules and have no config of their own"
        ),
        paths=second.place(),
        severity=Severity.INFO,
    )
    yield _finding("process-one-interpreter", second, problem)


def _sub_interpreters(starts: Sequence[Start], versions: Sequence[str], output: str | None) -> Iterator[Finding]:
    """Say which declared modules a sub-interpreter can't import, or only where they say that they can bear it."""
    old = [version for version in versions if minor_of(version) < _FINDS_IN_PACKAGES_SINCE]
    new = [version for version in versions if minor_of(version) >= _OWN_GIL_SINCE]
    for start in starts:
        config = start.config
        dotted = [extension for extension in config.static_extensions if "." in extension.name]
        if old and dotted and output in C_OUTPUTS:
            names = [extension.name for extension in dotted]
            problem = Problem(
                message=(
                    f"{_and(names)}: the generated finder of modules inside of packages is in the main interpreter"
                    f" only, so a sub-interpreter does not find them{_on(old, versions)}"
                ),
                paths=tuple(f"static_extension:{name}" for name in names),
                severity=Severity.INFO,
                hint="add the same finder to `sys.meta_path` of each sub-interpreter, or limit the versions",
            )
            yield _finding("process-sub-interpreters", start, problem)
        modules = [(f"static_extension:{each.name}", each.name) for each in config.static_extensions]
        modules += [(f"dynamic_extension:{each.name}", each.name) for each in config.dynamic_extensions]
        if new and modules:
            problem = Problem(
                message=(
                    f"{_and([name for _, name in modules])}: a sub-interpreter with a GIL of its own, which CPython has"
                    " from 3.12 on, imports only modules whose slot `Py_mod_multiple_interpreters` is"
                    " `Py_MOD_PER_INTERPRETER_GIL_SUPPORTED`"
                ),
                paths=tuple(path for path, _ in modules),
                severity=Severity.INFO,
            )
            yield _finding("process-sub-interpreters", start, problem)
