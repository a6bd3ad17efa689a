"""
What the type checker finds, weighed: what is surely wrong, and what only looks so.

The checker infers types from the text and knows neither what is run nor with which values, so valid Starlark may look
wrong to it. Therefore only these findings stop a config before it is run: names that nothing defines, and calls that
don't fit the function that they name. What a literal argument of a rule may not be is said by freezing, should the call
be made. All else is a suspicion, which the run confirms by failing there, refutes by getting past it, or leaves open.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable, Iterator

from configlang.findings.finding import Finding, Severity
from configlang.language.places import Places, around, holds
from configlang.light import records
from configlang.light.typed import NamedTuple


class Weighed(NamedTuple):
    """
    What was found in one file.

    Attributes:
        errors: What is surely wrong.
        literals: What is wrong with literal arguments of rules, with the line (0-based) that each call starts in.
        suspicions: What the run may confirm or refute.
    """

    errors: list[Finding]
    literals: list[tuple[int, Finding]]
    suspicions: list[Suspicion]


class Suspicion(NamedTuple):
    """
    Something that looks wrong to the checker.

    Attributes:
        finding: The warning.
        is_fatal: Whether the run fails there if it is right; a comparison that is always false fails nothing.
        is_always_run: Whether a file that comes to its end has been there.
    """

    finding: Finding
    is_fatal: bool
    is_always_run: bool


class Ran(NamedTuple):
    """
    What became of a file when it was run.

    Attributes:
        is_finished: Whether it came to its end.
        failures: Where the run failed, be it in this file or another.
        calls: The lines (0-based) of this file with calls of rules that were made.
    """

    is_finished: bool
    failures: Collection[Finding]
    calls: Collection[int]


def settle(weighed: Weighed, ran: Ran) -> list[Finding]:
    """Return what is still to be said of a file when it has been run; freezing says what is wrong in calls made."""
    findings = [finding for line, finding in weighed.literals if line not in ran.calls]
    for suspicion in weighed.suspicions:
        is_refuted = suspicion.is_fatal and suspicion.is_always_run and ran.is_finished
        is_confirmed = any(_has_met(failure, suspicion) for failure in ran.failures)
        if not is_refuted and not is_confirmed:
            findings.append(suspicion.finding)
    return findings


def sharpen(failure: Finding, suspicions: Iterable[Suspicion]) -> Finding:
    """Return a failure of the run at the place where it was suspected, which is that of an argument or a name."""
    met = [each.finding.span for each in suspicions if each.is_fatal and _has_met(failure, each)]
    inside = [span for span in met if span and failure.span and holds(failure.span, span)]
    return records.evolve(failure, span=inside[0]) if len(inside) == 1 else failure


def _has_met(failure: Finding, suspicion: Suspicion) -> bool:
    """Tell whether a run failed at a statement that was suspected, as far as lines tell."""
    at, span = failure.span, suspicion.finding.span
    if at is None or span is None or at.file != span.file:
        return False
    return at.start.line <= span.start.line <= at.end.line


def weigh(finding: Finding, places: Places) -> Suspicion | None:
    """
    Return a finding of the checker's as a suspicion, None where the checker is known to be mistaken.

    Measured with the conformance tests of the language: it knows no None as a bound, neither of a slice nor of
    ``index``, takes 1 and 1.0 for different things, and does not see that a value has been compared with None before.
    """
    nodes = around(places, finding.span)
    if _is_bound(nodes) or _is_guarded(nodes, finding.message, places):
        return None
    comparison = next((node for node in nodes[-2:] if isinstance(node, ast.Compare)), None)
    is_fatal, message = True, finding.message
    if comparison is not None and isinstance(comparison.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
        if isinstance(comparison.ops[0], (ast.Eq, ast.NotEq)):
            kinds = {_kind(name) for name in re.findall("of type (.*), wanted is (.*)", message)[0]}
            if len(kinds) == 1 or "None" in kinds or kinds <= {"int", "float"}:
                return None
            message = f"{message}, so the two are never equal"
        is_fatal = False
    doubt = records.evolve(
        finding,
        code="suspicious-type",
        severity=Severity.WARNING,
        message=message,
        hint=finding.hint or "where it is right as it stands, silence this",
    )
    is_always_run = len(nodes) > 1 and not any(isinstance(node, _SOMETIMES) for node in nodes)
    return Suspicion(doubt, is_fatal, is_always_run)


_SOMETIMES = (
    ast.FunctionDef,
    ast.Lambda,
    ast.If,
    ast.For,
    ast.IfExp,
    ast.BoolOp,
    ast.ListComp,
    ast.DictComp,
)
"""What may leave out parts of itself."""


def _kind(type_name: str) -> str:
    """Return a type without the types of its elements: what is in them may change without the checker seeing it."""
    return type_name.partition("[")[0]


def _is_bound(nodes: tuple[ast.AST, ...]) -> bool:
    """Tell whether a place is a bound of a slice, or an argument of ``index`` behind the first."""
    node = nodes[-1]
    for parent in nodes[-3:]:
        if isinstance(parent, ast.Slice):
            return isinstance(node, ast.Constant) and node.value is None
        if isinstance(parent, ast.Call) and isinstance(parent.func, ast.Attribute) and parent.func.attr == "index":
            return node in parent.args[1:3]
    return False


def _is_guarded(nodes: tuple[ast.AST, ...], message: str, places: Places) -> bool:
    """Tell whether a value that looks like None has a name that a condition near it asks about."""
    if not re.search(r"\bNone\b", message):
        return False
    scopes = [node for node in nodes if isinstance(node, (ast.Module, ast.FunctionDef, ast.Lambda))]
    return not places.names_in(scopes[-1], _tests).isdisjoint(_names(nodes[-1]))


def _tests(scope: ast.AST) -> Iterator[ast.AST]:
    """Give the conditions in a scope."""
    for node in ast.walk(scope):
        if isinstance(node, (ast.If, ast.IfExp)):
            yield node.test
        elif isinstance(node, ast.BoolOp):
            yield from node.values
        elif isinstance(node, ast.comprehension):
            yield from node.ifs


def _names(node: ast.AST) -> set[str]:
    return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
