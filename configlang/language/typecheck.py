"""
The engine's type checker, made to see the whole file and to speak of the argument at fault.

The checker looks into function bodies only. So a file's statements are also checked inside a function: indented by
one, below one line that loads what they use; positions come back by subtracting that line and that column.
"""

from __future__ import annotations

import ast as python_ast
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from configlang.findings.finding import Finding, Position, Span
from configlang.findings.suggest import did_you_mean
from configlang.language.engine import Ast, Engine, EngineError, Interface
from configlang.language.engine_errors import classify, split_error
from configlang.language.places import Places, literal_value

ArgumentCheck = Callable[[str, str, object], Any]
"""Says what is wrong with a literal argument of a rule: (rule, argument, plain value) to a problem or None."""

_LOAD = re.compile(
    r"""^load\s*\((?:[^()"'\#]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*)*\)""",
    re.MULTILINE,
)


class TypeChecker:
    """Checks the files of one evaluation, each against the interfaces of those that it loads."""

    def __init__(
        self, engine: Engine, prelude: tuple[str, Interface], predeclared: Sequence[str], check_argument: ArgumentCheck
    ) -> None:
        """
        Set up for one evaluation.

        Args:
            engine: The engine.
            prelude: The label and the interface of the predeclared rules.
            predeclared: Their names.
            check_argument: What the schema says of literal arguments.
        """
        self._engine = engine
        self._prelude = prelude
        self._predeclared = predeclared
        self._check_argument = check_argument
        self._prelude_load = f'load("{prelude[0]}", {", ".join(map(_quote, predeclared))})'

    def check_main(self, ast: Ast, places: Places, loads: Mapping[str, Interface]) -> list[Finding]:
        """Return what is wrong in a file that nobody loads."""
        return self._findings(self._check_wrapped(ast, places, loads), places)

    def check_loaded(
        self, ast: Ast, places: Places, loads: Mapping[str, Interface]
    ) -> tuple[list[Finding], Interface]:
        """Return what is wrong in a file that others load, and the interface that they see."""
        text = f"{self._prelude_load}\n{places.source.text}"
        plain = self._engine.parse("m", text)
        errors, interface = self._engine.typecheck(plain, self._with_prelude(loads))
        found = [_position(error, lines=1, columns=0) for error in errors]
        return self._findings([*found, *self._check_wrapped(ast, places, loads)], places), interface

    def _check_wrapped(
        self, ast: Ast, places: Places, loads: Mapping[str, Interface]
    ) -> list[tuple[str, Position, Position]]:
        head = [self._prelude_load]
        for load in ast.loads():
            names = [f"{local} = {_quote(theirs)}" for local, theirs in load.symbols.items()]
            head.append(f"load({', '.join([_quote(load.module_id), *names])})")
        body = _LOAD.sub(lambda match: "pass" + "\n" * match[0].count("\n"), places.source.text)
        lines = ["; ".join(head) + "\ndef __top__():", *(f" {line}" for line in body.split("\n")), " pass", ""]
        try:
            wrapped = self._engine.parse("m", "\n".join(lines))
        except EngineError:
            # A statement that only a top level may hold, such as a load in an unusual place: the run will tell.
            return []
        errors, _ = self._engine.typecheck(wrapped, self._with_prelude(loads))
        return [_position(error, lines=2, columns=1) for error in errors]

    def _with_prelude(self, loads: Mapping[str, Interface]) -> dict[str, Interface]:
        return {**loads, self._prelude[0]: self._prelude[1]}

    def _findings(self, found: list[tuple[str, Position, Position]], places: Places) -> list[Finding]:
        findings = []
        for text, start, end in dict.fromkeys(found):
            if start.line < 0 or start.column < 0:
                continue
            code, message, hint = classify(split_error(text)[1])
            if text.startswith("error: Internal error"):
                continue
            span = Span(places.source.name, start, end)
            findings.append(self._explain(Finding(code=code, message=message, span=span, hint=hint), places))
        if findings:
            # The engine stops at the first mistake in a call, so that the others must be looked for.
            seen = {finding.span for finding in findings}
            findings += [finding for finding in self._literal_mistakes(places) if finding.span not in seen]
        return findings

    def _literal_mistakes(self, places: Places) -> Iterator[Finding]:
        """Find what the schema says of every literal argument of a rule that is called by its own name."""
        for call in places.all_calls():
            function = call.func.id if isinstance(call.func, python_ast.Name) else ""
            if function not in self._predeclared:
                continue
            named: list[tuple[str | None, python_ast.expr, python_ast.keyword | None]] = [
                (_positional(function, index), argument, None) for index, argument in enumerate(call.args)
            ]
            named += [(keyword.arg, keyword.value, keyword) for keyword in call.keywords]
            for name, value, keyword in named:
                if name is None:
                    continue
                if keyword is not None and not self._has_parameter(function, name):
                    start = places.node_span(keyword).start
                    span = Span(places.source.name, start, Position(start.line, start.column + len(name)))
                    evolved = {"code": "unknown-argument", **self._unknown_argument(function, name), "span": span}
                    yield Finding(**evolved)
                    continue
                literal = literal_value(value)
                if literal is None or literal is ...:
                    continue
                if problem := self._check_argument(function, name, _plain(literal)):
                    yield Finding(
                        code=problem.code,
                        message=problem.message,
                        hint=problem.hint,
                        span=_element_span(places, value, problem.element),
                    )

    def _has_parameter(self, function: str, name: str) -> bool:
        if function == "interpreter":
            problem = self._check_argument(function, name, None)
            return problem is None or problem.code != "unknown-field"
        return name in RULE_PARAMETERS.get(function, ())

    def _explain(self, finding: Finding, places: Places) -> Finding:
        """Name the function and the parameter, and say what the schema says of a literal."""
        import attrs

        assert finding.span is not None
        found = _enclosing_call(places, finding.span)
        if found is None:
            return finding
        call, argument, value = found
        function = call.func.id if isinstance(call.func, python_ast.Name) else ""
        is_rule = function in self._predeclared
        if finding.code == "unknown-argument" and isinstance(argument, str):
            name_span = Span(
                finding.span.file,
                finding.span.start,
                Position(finding.span.start.line, finding.span.start.column + len(argument)),
            )
            return attrs.evolve(finding, **self._unknown_argument(function, argument), span=name_span)
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
                    problem = self._check_argument(function, name, _plain(literal))
                if problem is not None:
                    span = _element_span(places, value, problem.element)
                    return attrs.evolve(
                        finding, code=problem.code, message=problem.message, hint=problem.hint, span=span
                    )
            named = argument if isinstance(argument, str) else _positional(function, argument)
            prefix = f"`{named}`: " if named else ""
            return attrs.evolve(finding, message=prefix + finding.message, span=span)
        return finding

    def _unknown_argument(self, function: str, argument: str) -> dict[str, Any]:
        known = RULE_PARAMETERS.get(function, ())
        if function == "interpreter":
            problem = self._check_argument(function, argument, None)
            return {"code": "unknown-field", "message": problem.message, "hint": problem.hint}
        hint = did_you_mean(argument, known) if known else None
        where = f"`{function}`" if function else "the function"
        return {"message": f"{where} has no parameter `{argument}`", "hint": hint}


RULE_PARAMETERS: dict[str, tuple[str, ...]] = {
    "static_extension": ("name", "init"),
    "dynamic_extension": ("name", "path", "loader"),
    "filesystem_importer": ("paths", "mode", "enabled"),
    "oxidized_importer": ("embedded", "memory_mapped"),
    "compatible_with": ("python", "targets"),
    "variable": ("name", "default", "values", "doc"),
}
"""The parameters of the rules in order; those of ``interpreter`` are the field table's."""


def _element_span(places: Places, value: python_ast.expr, element: int | None) -> Span:
    if element is not None and isinstance(value, (python_ast.List, python_ast.Tuple)):
        return places.node_span(value.elts[element])
    return places.node_span(value)


def _positional(function: str, index: str | int | None) -> str | None:
    parameters = RULE_PARAMETERS.get(function, ())
    return parameters[index] if isinstance(index, int) and index < len(parameters) else None


def _position(error: Any, *, lines: int, columns: int) -> tuple[str, Position, Position]:  # noqa: ANN401 - the engine's own type
    span = error.span.span if error.span else None
    if span is None:
        return str(error), Position(0, 0), Position(0, 0)
    begin, end = span.begin, span.end
    return (
        str(error),
        Position(begin.line - lines, begin.column - columns),
        Position(end.line - lines, max(end.column - columns, 0)),
    )


def _enclosing_call(
    places: Places, span: Span
) -> tuple[python_ast.Call, str | int | None, python_ast.expr | None] | None:
    """Return the innermost call that a span lies in or is, with the argument (name or index) that it is."""
    best: tuple[int, python_ast.Call, str | int | None, python_ast.expr | None] | None = None
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


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
