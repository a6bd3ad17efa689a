"""
Where in a text an argument stands.

The engine knows the line of every call but no column of an argument; CPython's own parser does, and reads every
Starlark text that the engine reads. Files are parsed on demand, when there is something to say about them.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from configlang.findings.finding import Position, Span
from configlang.project.source import Source

Placed = ast.expr | ast.stmt | ast.keyword
"""The nodes of CPython's syntax tree that know where they stand."""


class Places:
    """Finds spans in one source text."""

    def __init__(self, source: Source) -> None:
        """Parse nothing yet."""
        self.source = source
        self._tree: ast.Module | None = None
        self._calls: dict[int, list[ast.Call]] | None = None

    @property
    def tree(self) -> ast.Module:
        """CPython's syntax tree of the text; an empty one where it can't parse that."""
        if self._tree is None:
            self._tree = parse_quietly(self.source.text) or ast.Module([], [])
        return self._tree

    def line_span(self, line: int) -> Span:
        """Return the span of a line's text without its indentation (0-based line)."""
        text = self.source.line(line) or ""
        stripped = text.strip()
        start = len(text) - len(text.lstrip())
        return Span.from_line(self.source.name, line, start, len(stripped))

    def word_span(self, line: int, word: str) -> Span:
        """Return the span of the first mention of a word in a line (0-based)."""
        column = (self.source.line(line) or "").find(word)
        return Span.from_line(self.source.name, line, max(column, 0), len(word))

    def calls_at(self, line: int) -> list[ast.Call]:
        """Return the calls that start in a line (0-based), outermost first."""
        return self._calls_by_line().get(line, [])

    def all_calls(self) -> Iterator[ast.Call]:
        """Give every call of the file."""
        for calls in self._calls_by_line().values():
            yield from calls

    def _calls_by_line(self) -> dict[int, list[ast.Call]]:
        if self._calls is None:
            self._calls = {}
            for node in ast.walk(self.tree):
                if isinstance(node, ast.Call):
                    self._calls.setdefault(node.lineno - 1, []).append(node)
        return self._calls

    def load_spans(self) -> Mapping[tuple[str, str | None], Span]:
        """Return the places of the labels in loads, by the label and None, and of what is loaded, by label and name."""
        spans: dict[tuple[str, str | None], Span] = {}
        for statement in self.tree.body:
            call = statement.value if isinstance(statement, ast.Expr) else None
            if not isinstance(call, ast.Call) or called(call) != "load":
                continue
            nodes = [*call.args, *(keyword.value for keyword in call.keywords)]
            label = _text_of(nodes[0]) if nodes else None
            if label is None:
                continue
            spans.setdefault((label, None), self.node_span(nodes[0]))
            for node in nodes[1:]:
                if (name := _text_of(node)) is not None:
                    spans.setdefault((label, name), self.node_span(node))
        return spans

    def find_call(self, line: int, function: str, arguments: Mapping[str, Any] | None = None) -> ast.Call | None:
        """
        Return the call of a function that starts in a line.

        A call by another name counts where none has this one. Of several on one line it is the first whose literal
        arguments are those given.
        """
        calls = self.calls_at(line)
        named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == function] or calls
        for call in named:
            if arguments is not None and len(named) > 1 and not _could_be(call, arguments):
                continue
            return call
        return named[0] if named else None

    def call_span(self, line: int, function: str, arguments: Mapping[str, Any] | None = None) -> Span:
        """Return the span of the name of the called function, or of the line where no such call is found."""
        call = self.find_call(line, function, arguments)
        return self.node_span(call.func) if call else self.line_span(line)

    def argument_span(
        self, line: int, function: str, arguments: Mapping[str, Any], argument: str, element: int | None = None
    ) -> Span:
        """
        Return the span of one argument of a call, or of one element of a list literal.

        Args:
            line: Where the call starts, 0-based.
            function: The name of the function.
            arguments: All arguments with their values, in the order of the parameters.
            argument: The name of the parameter.
            element: The index of the list element.

        Where the argument is not written out at the call (a default, ``**kwargs``), the span is that of the nearest
        thing that is: the starred argument, else the name of the function.
        """
        call = self.find_call(line, function, arguments)
        if call is None:
            return self.line_span(line)
        value = _written_argument(call, argument, list(arguments))
        if value is None:
            return self.node_span(call.func)
        if element is not None and isinstance(value, (ast.List, ast.Tuple)):
            before = value.elts[: element + 1]
            if element < len(value.elts) and not any(isinstance(node, ast.Starred) for node in before):
                return self.node_span(value.elts[element])
        return self.node_span(value)

    def node_span(self, node: Placed) -> Span:
        """Return the span of a node; CPython counts columns in UTF-8 bytes and lines from 1."""
        end_line = node.end_lineno or node.lineno
        end_offset = node.end_col_offset or node.col_offset
        start = Position(node.lineno - 1, self._column(node.lineno - 1, node.col_offset))
        return Span(self.source.name, start, Position(end_line - 1, self._column(end_line - 1, end_offset)))

    def _column(self, line: int, offset: int) -> int:
        text = self.source.line(line) or ""
        return offset if text.isascii() else len(text.encode("utf-8")[:offset].decode("utf-8", "ignore"))


def parse_quietly(text: str) -> ast.Module | None:
    """Return CPython's syntax tree of a text, or None where it can't parse it."""
    with warnings.catch_warnings():
        # Python warns of escapes that it means to refuse some day; Starlark takes them.
        warnings.simplefilter("ignore")
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def around(places: Places, span: Span | None) -> tuple[ast.AST, ...]:
    """Return the nodes around a place, outermost first; the last is the smallest that holds it."""
    path: list[ast.AST] = [places.tree]
    while span is not None:
        inside = (child for child in _placed_children(path[-1]) if holds(places.node_span(child), span))
        child = next(inside, None)
        if child is None:
            break
        path.append(child)
    return tuple(path)


def _placed_children(node: ast.AST) -> Iterator[Placed]:
    """Give the nodes right below another that have a place: parameters and clauses have none."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, (ast.expr, ast.stmt, ast.keyword)):
            yield child
        else:
            yield from _placed_children(child)


def holds(outer: Span, inner: Span) -> bool:
    """Tell whether a place lies inside of another."""
    return outer.start <= inner.start and inner.end <= outer.end


def scope_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    """Give the nodes of a file or a function, without those of the functions in it."""
    for child in ast.iter_child_nodes(scope):
        if not isinstance(child, ast.FunctionDef):
            yield child
            yield from scope_nodes(child)


def called(call: ast.Call) -> str:
    """Return the name of the function that is called, empty where it has none of its own."""
    return call.func.id if isinstance(call.func, ast.Name) else ""


def literal_value(node: ast.expr) -> object:
    """Return the value of a literal (scalars and lists), or Ellipsis where the node is none."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ...


def _text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _written_argument(call: ast.Call, argument: str, parameters: Sequence[str]) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == argument:
            return keyword.value
    index = parameters.index(argument) if argument in parameters else len(call.args)
    for position, node in enumerate(call.args):
        if position == index or isinstance(node, ast.Starred):
            return node
    for keyword in call.keywords:
        if keyword.arg is None:
            return keyword.value
    return None


def _could_be(call: ast.Call, arguments: Mapping[str, Any]) -> bool:
    for name, value in arguments.items():
        node = _written_argument(call, name, list(arguments))
        if node is None or isinstance(node, ast.Starred):
            continue
        literal = literal_value(node)
        if literal is not ... and not isinstance(value, dict) and literal != value:
            return False
    return True
