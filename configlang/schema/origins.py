"""Where the values of a config were declared: beside the config, and no part of what it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.findings.finding import Finding, Frame, Related, Span
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.light.typed import Any, Protocol


class Declaration(Protocol):
    """One call of a rule: plain values, and the way back to where each was written."""

    @property
    def rule(self) -> str:
        """The name of the rule."""

    @property
    def values(self) -> Mapping[str, Any]:
        """The arguments: scalars, lists of scalars, and ``{"type": name}`` for anything else."""

    @property
    def stack(self) -> tuple[Frame, ...]:
        """The calls that led to it, outermost first, without the place itself; empty at the top level."""

    def span(self, argument: str | None = None, element: int | None = None) -> Span:
        """Return the place of the call, of one argument, or of one element of a list argument."""


@records.frozen
class Origin:
    """Where a value of the config was declared: the argument of a declaration."""

    declaration: Declaration
    argument: str | None = None

    def span(self, element: int | None = None) -> Span:
        """Return the place of the value or of one of its elements."""
        return self.declaration.span(self.argument, element)


Origins = Mapping[str, Origin]
"""
By path: ``interpreter.isolated``, ``static_extension:app.fast`` (the name), ``static_extension:app.fast.init``,
``filesystem_importer.paths``.
"""


_IMPLIED = {"interpreter.executable": "virtual_environment.path"}
"""What a setting comes from that another one implies, where it isn't declared itself."""


class Declared(Origins):
    """The origins of what was declared. Each is made when it is asked for: of most of many modules nobody asks."""

    def __init__(self, parts: Mapping[str, Declaration]) -> None:
        """
        Keep the declarations.

        Args:
            parts: By the path of what they declare: ``interpreter``, ``static_extension:app.fast``.
        """
        self._parts = parts

    def __getitem__(self, path: str) -> Origin:
        """Return the origin of a path."""
        if ":" in path and path in self._parts:
            return Origin(self._parts[path], "name")
        part, _, argument = path.rpartition(".")
        declaration = self._parts.get(part)
        if declaration is not None and argument in declaration.values:
            return Origin(declaration, argument)
        if path in _IMPLIED:
            return self[_IMPLIED[path]]
        raise KeyError(path)

    def __iter__(self) -> Iterator[str]:
        """Give all paths, in the order of what they declare."""
        for path, declaration in self._parts.items():
            if ":" in path:
                yield path
            for argument in declaration.values:
                yield f"{path}.{argument}"

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


def to_finding(problem: Problem, origins: Origins, *, cpython: str = "CPython") -> Finding:
    """
    Return the finding about a problem, at the first of its settings that was declared.

    Args:
        problem: The problem, with its code.
        origins: Where the settings were declared, by the paths that the problem has for them.
        cpython: The CPython that it is about, as in ``CPython 3.8 to 3.10``.
    """
    known = [path for path in problem.paths if path in origins]
    if not known:
        return problem.at(None, cpython=cpython)
    first = origins[known[0]]
    others = [Related(f"`{_name(path)}` is set here", origins[path].span()) for path in known[1:]]
    return problem.at(
        first.span(problem.element),
        stack=first.declaration.stack,
        # The element at fault is shown; the list around it needs no note.
        related=tuple(other for other in others if other.span != first.span()),
        cpython=cpython,
    )


def _name(path: str) -> str:
    return path.partition(":")[2] or path.rpartition(".")[2]
