"""What the rules over several configs of a process see: a start, and how a finding is made of what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from configlang.check.rule import Problem
from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Finding, Related
from configlang.findings.suggest import join_words
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


def make_finding(
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


def on(holding: Sequence[Version], versions: Sequence[Version]) -> str:
    """Return the versions that something holds for, as the middle of a sentence; empty where for all."""
    return "" if len(holding) == len(versions) else f" on CPython {show_versions(holding)}"


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them: quoted, with `and` before the last."""
    return join_words([f"`{name}`" for name in names], "and")
