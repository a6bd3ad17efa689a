"""What the type checker found, said of the argument at fault; and what it did not look for behind that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import attrs

from configlang.findings.finding import Finding, Position, Span
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.language.engine_errors import classify, split_error
from configlang.language.places import Places, literal_value
from configlang.schema.arguments import argument_problem, parameters_of, unknown_field
from configlang.schema.rules import RULES


class Explainer:
    """Explains what the checker found in one file."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def findings(self, found: Iterable[tuple[str, Position, Position]]) -> list[Finding]:
        """Return findings for the engine's errors (text, start, end), and for the other mistakes in calls."""
        places = self._places
        findings = []
        for text, start, end in dict.fromkeys(found):
            if start.line < 0 or start.column < 0 or text.startswith("error: Internal error"):
                continue
            finding = classify(split_error(text)[1]).at(Span(places.source.name, start, end))
            findings.append(self._explain(finding, places))
        if findings:
            # The engine stops at the first mistake in a call, so that the others must be looked for.
            seen = {finding.span for finding in findings}
            findings += [finding for finding in self._literal_mistakes(places) if finding.span not in seen]
        return findings

    def _literal_mistakes(self, places: Places) -> Iterator[Finding]:
        """Find what the schema says of every literal argument of a rule that is called by its own name."""
        for call in places.all_calls():
            function = call.func.id if isinstance(call.func, ast.Name) else ""
            if function not in RULES:
                continue
            named: list[tuple[str | None, ast.expr, ast.keyword | None]] = [
                (_positional(function, index), argument, None) for index, argument in enumerate(call.args)
            ]
            named += [(keyword.arg, keyword.value, keyword) for keyword in call.keywords]
            for name, value, keyword in named:
                if name is None:
                    continue
                if keyword is not None and name not in parameters_of(function):
                    yield _unknown_argument(function, name).at(_name_span(places.node_span(keyword), name))
                    continue
                literal = literal_value(value)
                if literal is None or literal is ...:
                    continue
                if problem := argument_problem(function, name, _plain(literal)):
                    yield problem.at(_element_span(places, value, problem.element))

    def _explain(self, finding: Finding, places: Places) -> Finding:
        """Name the function and the parameter, and say what the schema says of a literal."""
        found = _enclosing_call(places, finding.span) if finding.span else None
        if found is None or finding.span is None:
            return finding
        call, argument, value = found
        function = call.func.id if isinstance(call.func, ast.Name) else ""
        is_rule = function in RULES
        if finding.code == "unknown-argument" and isinstance(argument, str):
            return _unknown_argument(function, argument).at(_name_span(finding.span, argument))
        if finding.code == "missing-argument":
            span = places.node_span(call.func)
            return attrs.evolve(finding, message=f"`{function or 'the function'}`: {finding.message}", span=span)
        if finding.code == "surplus-argument":
            return attrs.evolve(finding, message=f"`{function or 'the function'}`: {finding.message}")
        if finding.code == "wrong-type" and value is not None:
            span = places.node_span(value)
            if is_rule and argument is not None:
                literal = literal_value(value)
                name = argument if isinstance(argument, str) else _positional(function, argument)
                problem = None
                if literal is not ... and name is not None:
                    problem = argument_problem(function, name, _plain(literal))
                if problem is not None:
                    return problem.at(_element_span(places, value, problem.element))
            named = argument if isinstance(argument, str) else _positional(function, argument)
            prefix = f"`{named}`: " if named else ""
            return attrs.evolve(finding, message=prefix + finding.message, span=span)
        return finding


def _unknown_argument(function: str, argument: str) -> Problem:
    if function in RULES and RULES[function].takes_fields:
        return unknown_field(argument)
    hint = did_you_mean(argument, parameters_of(function)) if function in RULES else None
    where = f"`{function}`" if function else "the function"
    return Problem(code="unknown-argument", message=f"{where} has no parameter `{argument}`", hint=hint)


def _name_span(argument: Span, name: str) -> Span:
    """Return the place of the name at the start of an argument."""
    start = argument.start
    return Span.from_line(argument.file, start.line, start.column, len(name))


def _element_span(places: Places, value: ast.expr, element: int | None) -> Span:
    if element is not None and isinstance(value, (ast.List, ast.Tuple)):
        return places.node_span(value.elts[element])
    return places.node_span(value)


def _positional(function: str, index: str | int | None) -> str | None:
    # Fields have no order that anybody could rely on, and must be named.
    parameters = tuple(RULES[function].parameters) if function in RULES else ()
    return parameters[index] if isinstance(index, int) and index < len(parameters) else None


def _enclosing_call(places: Places, span: Span) -> tuple[ast.Call, str | int | None, ast.expr | None] | None:
    """Return the innermost call that a span lies in or is, with the argument (name or index) that it is."""
    best: tuple[int, ast.Call, str | int | None, ast.expr | None] | None = None
    for line in range(span.start.line, max(span.start.line - _MAX_CALL_LINES, -1), -1):
        for call in places.calls_at(line):
            for index, argument in enumerate(call.args):
                if places.node_span(argument) == span:
                    return call, index, argument
            for keyword in call.keywords:
                if places.node_span(keyword) == span:
                    return call, keyword.arg, keyword.value
            if places.node_span(call) == span:
                best = (line, call, None, None)
    return best[1:] if best else None


_MAX_CALL_LINES = 400
"""How far up the start of a call is looked for: `interpreter()` with all its fields, generously spaced."""


def _plain(value: object) -> object:
    """Return a Python literal as the rules hand over a value."""
    if isinstance(value, (list, tuple)):
        return [_plain_scalar(element) for element in value]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return {"type": type(value).__name__}
