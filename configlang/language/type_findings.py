"""What the type checker found, said of the argument at fault; and what it did not look for behind that."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cached_property

from configlang.findings.finding import Finding, Position, Span
from configlang.language.engine_texts import classify, split_error
from configlang.language.places import Places, around, called, literal_value
from configlang.language.remedies import remedied, unknown_argument
from configlang.language.suspicions import Weighed, weigh
from configlang.light import records
from configlang.schema.arguments import argument_problem, parameters_of
from configlang.schema.freezing.whole import problems_of
from configlang.schema.rules import RULES


class Explainer:
    """Explains what the checker found in one file."""

    def __init__(self, places: Places) -> None:
        self._places = places

    def weigh(self, found: Iterable[tuple[str, Position, Position]]) -> Weighed:
        """Return findings for the engine's errors (text, start, end)."""
        places = self._places
        weighed = Weighed([], [], [])
        for text, start, end in dict.fromkeys(found):
            if start.line < 0 or start.column < 0 or text.startswith("error: Internal error"):
                continue
            finding = classify(split_error(text)[1]).at(Span(places.source.name, start, end))
            self._sort(finding, weighed)
        weighed.errors[:] = [remedied(finding, places) for finding in weighed.errors]
        return weighed

    def add_literals(self, weighed: Weighed) -> list[Finding]:
        """
        Add what else is wrong with literal arguments of rules.

        The engine knows types alone, stops at the first mistake in a call, and runs nothing behind a mistake.

        Returns:
            Those that are sure whether the calls are made or not.
        """
        seen = {finding.span for finding in weighed.errors}
        seen |= {finding.span for _, finding in weighed.literals}
        found = [
            (call.lineno - 1, finding)
            for call in self._places.all_calls()
            if (function := called(call)) in RULES
            for finding in self._literal_mistakes(call, function)
            if finding.span not in seen
        ]
        sure = [finding for _, finding in found if finding.code in _OF_SHAPE]
        weighed.errors.extend(sure)
        weighed.literals.extend(each for each in found if each[1].code not in _OF_SHAPE)
        return sure

    def _literal_mistakes(self, call: ast.Call, function: str) -> Iterator[Finding]:
        """Find what the schema says of each literal argument of a rule called by its own name, and of all together."""
        places = self._places
        named: list[tuple[str | None, ast.expr, ast.keyword | None]] = [
            (_positional(function, index), argument, None) for index, argument in enumerate(call.args)
        ]
        named += [(keyword.arg, keyword.value, keyword) for keyword in call.keywords]
        written: dict[str, tuple[ast.expr, object]] = {}
        is_right = True
        for name, value, keyword in named:
            literal = literal_value(value)
            if name is None:
                is_right = False
            elif keyword is not None and name not in parameters_of(function):
                yield unknown_argument(function, name, literal).at(_name_span(places.node_span(keyword), name))
                is_right = False
            elif literal is ...:
                is_right = False
            elif literal is not None:
                written[name] = value, _plain(literal)
                if found := argument_problem(function, name, written[name][1]):
                    yield found.at(_element_span(places, value, found.element))
                    is_right = False
        if is_right and not RULES[function].takes_fields:
            for found in problems_of(function, {name: literal for name, (_, literal) in written.items()}):
                value = written[found.paths[0]][0]
                yield found.at(_element_span(places, value, found.element))

    def _sort(self, finding: Finding, weighed: Weighed) -> None:
        """Name the function and the parameter of a finding, and put it where it belongs."""
        places = self._places
        found = places.call_of(finding.span) if finding.span else None
        if finding.code == "unknown-name":
            weighed.errors.append(finding)
        elif found is not None and finding.code in _OF_SHAPE:
            shaped = self._of_shape(finding, *found)
            # The checker is mistaken in some methods of the language's own types.
            if isinstance(found[0].func, ast.Name):
                weighed.errors.append(shaped)
            else:
                self._suspect(shaped, weighed)
        elif found is not None and finding.code == "wrong-type" and found[2] is not None:
            self._sort_argument(finding, found[0], found[1], found[2], weighed)
        elif self._is_of_literal(finding):
            weighed.errors.append(finding)
        else:
            self._suspect(finding, weighed)

    def _is_of_literal(self, finding: Finding) -> bool:
        """Tell whether a finding is of a literal itself: an attribute of it, or what a function returns."""
        node = around(self._places, finding.span)[-1]
        kind = {"unknown-attribute": ast.Attribute, "wrong-type": ast.Return}.get(finding.code)
        value = getattr(node, "value", None) if kind is not None and isinstance(node, kind) else None
        return isinstance(value, ast.expr) and literal_value(value) is not ...

    def _suspect(self, finding: Finding, weighed: Weighed) -> None:
        if suspicion := weigh(finding, self._places):
            weighed.suspicions.append(suspicion)

    def _of_shape(
        self, finding: Finding, call: ast.Call, argument: str | int | None, value: ast.expr | None
    ) -> Finding:
        """Say that a call does not fit the parameters of its function."""
        function = called(call) or getattr(call.func, "attr", "")
        if finding.code == "unknown-argument" and isinstance(argument, str) and finding.span:
            literal = ... if value is None else literal_value(value)
            return unknown_argument(function, argument, literal).at(_name_span(finding.span, argument))
        span = self._places.node_span(call.func) if finding.code == "missing-argument" else finding.span
        return records.evolve(finding, message=f"`{function}`: {finding.message}", span=span)

    def _sort_argument(
        self, finding: Finding, call: ast.Call, argument: str | int | None, value: ast.expr, weighed: Weighed
    ) -> None:
        """Sort an argument of a wrong type: of a literal it is known, of anything else only inferred."""
        function = called(call)
        literal = literal_value(value)
        named = argument if isinstance(argument, str) else _positional(function, argument)
        problem = None
        if function in RULES and named is not None and literal is not ...:
            problem = argument_problem(function, named, _plain(literal))
        if problem is not None:
            finding = problem.at(_element_span(self._places, value, problem.element))
            if literal is None:
                # A rule hands over no None, so that freezing would not see it.
                weighed.errors.append(finding)
            else:
                weighed.literals.append((call.lineno - 1, finding))
            return
        prefix = f"`{named}`: " if named else ""
        finding = records.evolve(finding, message=prefix + finding.message, span=self._places.node_span(value))
        if literal is not ... and function in self._functions:
            weighed.errors.append(finding)
        else:
            self._suspect(finding, weighed)

    @cached_property
    def _functions(self) -> frozenset[str]:
        """The names of functions that people define in this file or load into it."""
        names: set[str] = set()
        for node in ast.walk(self._places.tree):
            if isinstance(node, ast.FunctionDef):
                names.add(node.name)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "load":
                names.update(str(each.value) for each in node.args if isinstance(each, ast.Constant))
                names.update(str(each.arg) for each in node.keywords)
        return frozenset(names)


_OF_SHAPE = frozenset({"unknown-argument", "unknown-field", "missing-argument", "surplus-argument"})
"""What is wrong with a call whatever its values are."""


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


def _plain(value: object) -> object:
    """Return a Python literal as the rules hand over a value."""
    if isinstance(value, (list, tuple)):
        return [_plain_scalar(element) for element in value]
    return _plain_scalar(value)


def _plain_scalar(value: object) -> object:
    if value is None or isinstance(value, (str, bool, int)):
        return value
    return {"type": type(value).__name__}
