"""
Where in a text an argument stands.

The engine knows the line of every call but no column of an argument; CPython's own parser does, and reads every
Starlark text that the engine reads. Files are parsed on demand, when there is something to say about them.
"""

from __future__ import annotations

import ast
import re
import warnings
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, takewhile

from configlang.findings.finding import Position, Span
from configlang.language.logical_lines import statement_starts
from configlang.light.typed import Any
from configlang.project.source import Source

_TOGETHER = 16
"""Statements that are parsed at once where one of them is asked for."""

Placed = ast.expr | ast.stmt | ast.keyword
"""The nodes of CPython's syntax tree that know where they stand."""


class Places:
    """Finds spans in one source text."""

    def __init__(self, source: Source) -> None:
        """Parse nothing yet."""
        self.source = source
        self._tree: ast.Module | None = None
        self._calls: dict[int, list[ast.Call]] | None = None
        self._starts: list[int] | None = None
        self._calls_from: dict[int, dict[int, list[ast.Call]]] = {}
        self._alike: dict[tuple[int, str], _Alike] = {}
        self._ends: dict[int, list[int]] = {}
        self._elements: dict[ast.expr, int] = {}
        self._children: dict[ast.AST, list[tuple[Span, Placed]]] = {}
        self._by_span: dict[Span, tuple[ast.Call, str | int | None, ast.expr | None]] | None = None
        self._names: frozenset[str] | None = None
        self._names_in: dict[ast.AST, frozenset[str]] = {}

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
        found = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.source.line(line) or "")
        return Span.from_line(self.source.name, line, found.start() if found else 0, len(word))

    def calls_at(self, line: int) -> list[ast.Call]:
        """Return the calls that start in a line (0-based), outermost first."""
        calls = self._calls if self._calls is not None else self._calls_around(line)
        return calls.get(line, [])

    def all_calls(self) -> Iterator[ast.Call]:
        """Give every call of the file."""
        for calls in self._calls_by_line().values():
            yield from calls

    def _calls_by_line(self) -> dict[int, list[ast.Call]]:
        if self._calls is None:
            self._calls = _calls_in(self.tree)
        return self._calls

    def _calls_around(self, line: int) -> dict[int, list[ast.Call]]:
        """Return the calls of the statements around a line: a file may have a hundred thousand others."""
        if self._starts is None:
            # A few at once, so that it takes no longer where all of them are asked for.
            self._starts = statement_starts(self.source.text, self.source.lines)[::_TOGETHER]
        index = bisect_right(self._starts, line)
        if index not in self._calls_from:
            start = self._starts[index - 1] if index else 0
            end = self._starts[index] if index < len(self._starts) else None
            tree = parse_quietly("\n".join(self.source.lines[start:end]))
            if tree is None:
                # What the engine refuses is split as it is meant at best.
                return self._calls_by_line()
            self._calls_from[index] = _calls_in(ast.increment_lineno(tree, start))
        return self._calls_from[index]

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
        alike = self._alike.get((line, function))
        if alike is None:
            calls = self.calls_at(line)
            named = [call for call in calls if called(call) == function] or calls
            alike = self._alike[line, function] = _Alike(named)
        return alike.find(arguments)

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
        if element is not None and isinstance(value, (ast.List, ast.Tuple)) and element < self._written_elements(value):
            return self.node_span(value.elts[element])
        return self.node_span(value)

    def _written_elements(self, value: ast.List | ast.Tuple) -> int:
        """Return how many elements of a list stand where their index says: those before one with a star."""
        if value not in self._elements:
            stars = (index for index, node in enumerate(value.elts) if isinstance(node, ast.Starred))
            self._elements[value] = next(stars, len(value.elts))
        return self._elements[value]

    def node_span(self, node: Placed) -> Span:
        """Return the span of a node; CPython counts columns in UTF-8 bytes and lines from 1."""
        end_line = node.end_lineno or node.lineno
        end_offset = node.end_col_offset or node.col_offset
        start = Position(node.lineno - 1, self._column(node.lineno - 1, node.col_offset))
        return Span(self.source.name, start, Position(end_line - 1, self._column(end_line - 1, end_offset)))

    def child_with(self, node: ast.AST, span: Span) -> Placed | None:
        """Return the node right below another that holds a place, None where there is none."""
        if node not in self._children:
            # No two of them overlap, but they are not always in the order of the text.
            placed = [(self.node_span(child), child) for child in _placed_children(node)]
            self._children[node] = sorted(placed, key=lambda each: each[0].start)
        children = self._children[node]
        index = bisect_right(children, span.start, key=lambda each: each[0].start)
        # An empty place may stand between two.
        for inside, child in children[max(index - 2, 0) : index]:
            if holds(inside, span):
                return child
        return None

    def call_of(self, span: Span) -> tuple[ast.Call, str | int | None, ast.expr | None] | None:
        """Return the call that a place is, or is an argument of, with the argument: its name or index, its value."""
        if self._by_span is None:
            self._by_span = {}
            calls = {self.node_span(call): (call, None, None) for call in self.all_calls()}
            for call in self.all_calls():
                for index, value in enumerate(call.args):
                    self._by_span[self.node_span(value)] = call, index, value
                for keyword in call.keywords:
                    self._by_span[self.node_span(keyword)] = call, keyword.arg, keyword.value
            self._by_span = {**calls, **self._by_span}
        return self._by_span.get(span)

    def names_in(self, node: ast.AST, parts: Callable[[ast.AST], Iterable[ast.AST]]) -> frozenset[str]:
        """Return the names in some parts of a node, which are the same whenever it is asked."""
        if node not in self._names_in:
            found = (each for part in parts(node) for each in ast.walk(part))
            self._names_in[node] = frozenset(each.id for each in found if isinstance(each, ast.Name))
        return self._names_in[node]

    def names_with(self, predeclared: Iterable[str]) -> frozenset[str]:
        """Return the names that the file gives to something, and those that it finds given."""
        if self._names is None:
            self._names = frozenset((*_given_names(self.tree), *predeclared))
        return self._names

    def _column(self, line: int, offset: int) -> int:
        text = self.source.line(line) or ""
        if text.isascii():
            return offset
        if line not in self._ends:
            # Counted once: a line may be as long as the file, and much may be said of it.
            self._ends[line] = [*accumulate(len(char.encode("utf-8")) for char in text)]
        return bisect_right(self._ends[line], offset)


def _calls_in(tree: ast.Module) -> dict[int, list[ast.Call]]:
    """Return the calls by the lines (0-based) that they start in, outermost first."""
    calls: dict[int, list[ast.Call]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            calls.setdefault(node.lineno - 1, []).append(node)
    return calls


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
        child = places.child_with(path[-1], span)
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


def _given_names(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.FunctionDef):
            yield node.name


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
        return _literal(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return ...


def _literal(node: ast.expr) -> object:
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, (ast.List, ast.Tuple)):
        values = [_literal(element) for element in node.elts]
        if ... in values:
            return ...
        return values if isinstance(node, ast.List) else tuple(values)
    # This makes objects in a circle, which stay where nobody collects them; what is above is written by the thousand.
    return ast.literal_eval(node)


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


class _Alike:
    """Calls that start in one line, by their literal arguments: a line may hold all the calls of a file."""

    def __init__(self, calls: Sequence[ast.Call]) -> None:
        """Look at none yet."""
        self._calls = calls
        # By the names of the arguments that are literals, and then by the values: the first such call.
        self._first: dict[tuple[str, ...], dict[Hashable, int]] | None = None
        self._last: tuple[Mapping[str, Any], ast.Call] | None = None

    def find(self, arguments: Mapping[str, Any] | None) -> ast.Call | None:
        """Return the first call whose literal arguments are those given, else the first; None where there is none."""
        if arguments is None or len(self._calls) <= 1:
            return self._calls[0] if self._calls else None
        if self._last is None or self._last[0] is not arguments:
            # Much may be said of one call, whose arguments may be long lists.
            self._last = arguments, self._calls[self._index_of(arguments)]
        return self._last[1]

    def _index_of(self, arguments: Mapping[str, Any]) -> int:
        if self._first is None:
            self._first = {}
            for index, call in enumerate(self._calls):
                written = _literals_of(call, list(arguments))
                names = tuple(written)
                if names in self._first or len(self._first) < _MOST_FORMS:
                    self._first.setdefault(names, {}).setdefault(tuple(written.values()), index)
        found = [
            by_value.get(tuple([_given_value(arguments.get(name)) for name in names]))
            for names, by_value in self._first.items()
        ]
        return min((index for index in found if index is not None), default=0)


_MOST_FORMS = 100
"""Sets of arguments that calls in one line are told apart by."""


def _literals_of(call: ast.Call, parameters: Sequence[str]) -> dict[str, Hashable]:
    """Return the arguments of a call that are literals, by the names of their parameters; ordered by these."""
    named = [(keyword.arg, keyword.value) for keyword in call.keywords if keyword.arg is not None]
    plain = takewhile(lambda node: not isinstance(node, ast.Starred), call.args)
    found = {
        name: _literal_value_of(literal)
        for name, node in [*zip(parameters, plain), *named]  # noqa: B905 - one of the two is longer
        if (literal := literal_value(node)) is not ...
    }
    return {name: found[name] for name in sorted(found)}


def _literal_value_of(literal: object) -> Hashable:
    """Return a literal for being compared with a value that a rule has handed over."""
    if isinstance(literal, (list, tuple)):
        return tuple([_literal_value_of(each) for each in literal])
    is_plain = literal is None or isinstance(literal, (str, bool)) or (isinstance(literal, int) and abs(literal) < _BIG)
    return literal if is_plain else ...


def _given_value(value: object) -> Hashable:
    """Likewise for such a value, in which only the type stands for what has no plain form."""
    if isinstance(value, list):
        return tuple([_given_value(each) for each in value])
    return ... if isinstance(value, dict) else value


_BIG = 1 << 64
"""What the rules hand over no int from."""
