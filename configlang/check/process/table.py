"""
Rules over the table of built-in modules, which belongs to the process: what an earlier start leaves in it.

``Py_FinalizeEx`` leaves the table alone and ``Py_RunMain`` takes what was added out of it. pyembed makes it anew for
each start, so nothing of this is for its outputs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from configlang.check.inittab import is_of_stdlib, place_of_init
from configlang.check.process.start import Process, Start, Told, listed, on
from configlang.cpython import stdlib
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import Version
from configlang.findings.finding import Related, Severity
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.outputs.table import Output
from configlang.schema.config import StaticExtension


@records.frozen(kw_only=True)
class _Entry:
    """A module that an earlier start has left in the table."""

    extension: StaticExtension
    start: Start


def _walk(process: Process) -> Iterator[tuple[Start, dict[str, _Entry]]]:
    """Give each start and the table that it meets, by name: `run` takes them out, finalising does not."""
    table: dict[str, _Entry] = {}
    for start in process.starts:
        yield start, table
        for extension in start.config.static_extensions:
            table.setdefault(extension.name, _Entry(extension=extension, start=start))
        if start.ends_with_run and process.output.is_generated:
            table.clear()


def clashes(process: Process) -> Iterator[Told]:
    """Find modules whose name an earlier start has given to another."""
    output = process.output
    for start, table in _walk(process):
        for extension in start.config.static_extensions:
            entry = table.get(extension.name)
            if entry is None or entry.extension.init == extension.init:
                continue
            first = entry.start.file
            left = f"`{extension.name}`: `{first}` has left a module of this name from `{entry.extension.init}`"
            if output.is_generated:
                why = f"so the generated code refuses to start `{start.file}`"
            else:
                why = (
                    f"which a program that adds that of `{start.file}` finds first up to CPython 3.12; from 3.13 on it"
                    " finds the last"
                )
            problem = Problem(
                message=f"{left} in the table of built-in modules, {why}",
                paths=start.place(place_of_init(extension), f"static_extension:{extension.name}"),
                severity=Severity.ERROR if output.is_generated else Severity.WARNING,
                hint="give the two modules names of their own, or make them from one function",
                related=entry.start.notes("the first of that name", place_of_init(entry.extension)),
            )
            yield Told(start, problem)


def foreign(process: Process) -> Iterator[Told]:
    """Find modules of earlier starts that can be imported in a later one, which does not declare them."""
    for start, table in _walk(process):
        yield from _foreign(start, table, process.versions, process.output)


def _foreign(start: Start, table: dict[str, _Entry], versions: Sequence[Version], output: Output) -> Iterator[Told]:
    own = {extension.name for extension in start.config.static_extensions}
    plain: list[_Entry] = []
    for name, entry in table.items():
        if name in own:
            continue
        hiding = _hiding(start, entry, versions, output)
        if hiding is not None:
            yield hiding
        elif _finding_versions(start, name, versions, output):
            plain.append(entry)
    if plain:
        names = [entry.extension.name for entry in plain]
        files = list(dict.fromkeys(entry.start.file for entry in plain))
        problem = Problem(
            message=(
                f"the interpreter of `{start.file}` finds {listed(names)} of {listed(files)} too, before files: nothing"
                f" takes {'it' if len(plain) == 1 else 'them'} out of the table of built-in modules between the two"
            ),
            paths=start.place(),
            severity=Severity.INFO,
            related=tuple(chain(*map(_note_of, plain))),
        )
        yield Told(start, problem)


def _note_of(entry: _Entry) -> tuple[Related, ...]:
    name = entry.extension.name
    return entry.start.notes(f"`{name}` is linked in here", f"static_extension:{name}")


def _finding_versions(start: Start, name: str, versions: Sequence[Version], output: Output) -> list[Version]:
    """Return the versions in which an entry of another config is found by a name."""
    # The finder for the old versions is there where a config has modules to find with it.
    has_finder = output.is_generated and any("." in extension.name for extension in start.config.static_extensions)
    return [
        version
        for version in versions
        if ("." not in name or has_finder or FINDS_IN_PACKAGES.covers(version))
        and name not in stdlib.preloaded(version)
    ]


def _hiding(start: Start, entry: _Entry, versions: Sequence[Version], output: Output) -> Told | None:
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
        message=f"{left}, {why}{on(found, versions)}",
        paths=paths,
        severity=severity,
        hint="rename the module, or start the config that has it last",
        related=_note_of(entry),
    )
    return Told(start, problem)


def _is_within(name: str, parent: str) -> bool:
    return name == parent or name.startswith(f"{parent}.")
