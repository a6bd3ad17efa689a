"""What the rules over several configs of a process see, and how a finding is made of what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice

from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Finding, Related
from configlang.findings.problem import Problem
from configlang.findings.suggest import join_words
from configlang.light import records
from configlang.light.typed import NamedTuple
from configlang.outputs.table import Output, Starter
from configlang.schema.config import Config
from configlang.schema.origins import Origins, to_finding


@records.frozen(kw_only=True)
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

    def place(self, *paths: str) -> tuple[str, ...]:
        """Return the first of some paths that the config sets; where it sets none, what stands for the whole of it."""
        known = (path for path in (*paths, "interpreter.profile", *self.origins) if path in self.origins)
        return tuple(islice(known, 1))

    def notes(self, message: str, *paths: str) -> tuple[Related, ...]:
        """Return the places of those paths that the config sets, for what is wrong with another start."""
        return tuple(Related(message, self.origins[path].span()) for path in paths if path in self.origins)


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
        problem: What was found, without the code, which is the rule's.
    """

    start: Start
    problem: Problem


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
                yield _to_finding(told.start, told.problem._replace(code=self.code))


def _to_finding(start: Start, problem: Problem) -> Finding:
    finding = to_finding(problem, start.origins)
    # A note at the finding's own place says nothing: both configs call one macro.
    others = tuple(other for other in finding.related if other.span != finding.span)
    return records.evolve(finding, related=others)


def on(holding: Sequence[Version], versions: Sequence[Version]) -> str:
    """Return the versions that something holds for, as the middle of a sentence; empty where for all."""
    return "" if len(holding) == len(versions) else f" on CPython {show_versions(holding)}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: quoted, with `and` before the last."""
    return join_words([f"`{name}`" for name in names], "and")
