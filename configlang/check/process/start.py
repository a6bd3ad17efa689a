"""What the rules over several configs of a process see, and how a finding is made of what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import attrs

from configlang.check.rule import Problem
from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Finding, Related
from configlang.findings.suggest import join_words
from configlang.outputs.table import Output, Starter
from configlang.schema.config import Config
from configlang.schema.origins import Origins


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


class Process(NamedTuple):
    """
    Several starts in one process.

    Attributes:
        starts: The starts in their order; one config may be started several times.
        versions: The CPython versions that all of them are meant for and the output serves.
        output: The output that all of them are meant for.
    """

    starts: Sequence[Start]
    versions: Sequence[Version]
    output: Output


class Told(NamedTuple):
    """
    Something that a rule has found in a process.

    Attributes:
        start: The config that it stands in.
        problem: What was found; of its paths the first that the config has is the place.
        related: What other places have to do with it: the message, the config, and the path.
    """

    start: Start
    problem: Problem
    related: Sequence[tuple[str, Start, str]] = ()


class ProcessRule(NamedTuple):
    """
    One thing that is known about several starts in one process.

    Attributes:
        code: The code of its findings, a key of the catalogue.
        find: Yields what is wrong with a process.
        starters: What it must be that brings CPython up; empty where anything.
    """

    code: str
    find: Callable[[Process], Iterable[Told]]
    starters: frozenset[Starter] = frozenset()

    def findings(self, process: Process) -> Iterator[Finding]:
        """Give what it finds."""
        if not self.starters or process.output.starter in self.starters:
            for told in self.find(process):
                yield _to_finding(self.code, told)


def _to_finding(code: str, told: Told) -> Finding:
    origins, problem = told.start.origins, told.problem
    first = next((origins[path] for path in problem.paths if path in origins), None)
    span = first.span(problem.element) if first else None
    others = [(message, other.origins[path].span()) for message, other, path in told.related if path in other.origins]
    return Finding(
        code=code,
        message=problem.message,
        span=span,
        stack=first.declaration.stack if first else (),
        severity=problem.severity,
        related=tuple(Related(message, place) for message, place in dict.fromkeys(others) if place != span),
        hint=problem.hint,
    )


def on(holding: Sequence[Version], versions: Sequence[Version]) -> str:
    """Return the versions that something holds for, as the middle of a sentence; empty where for all."""
    return "" if len(holding) == len(versions) else f" on CPython {show_versions(holding)}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: quoted, with `and` before the last."""
    return join_words([f"`{name}`" for name in names], "and")
