"""Which statement a run died in, as far as the text alone tells."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from configlang.findings.finding import Finding, Span
from configlang.language.places import Placed, Places, called, literal_value
from configlang.project.source import STDIN_NAME, Source, read_source
from configlang.schema.rules import RULES

_MOST_TEXT = 1 << 20
"""Characters that CPython's parser reads in a second or two; in a longer text no place is looked for."""

_OURS = frozenset({*RULES, "TARGET", "stdlib_paths"})
"""Functions of ours, which do little with what is written out for them, and a value."""


def blamed(source: Source) -> Span:
    """
    Return the one statement of a file that can have cost the time or memory of a run, or have made a deep value.

    The engine tells nobody where it sits in one of its own functions. But to hand literals to rules, to define
    functions and to load them costs next to nothing: where all statements but one do no more, it is that one.

    Args:
        source: The file whose top level was run.

    Returns:
        Its place; that of the file where there are several or none.
    """
    return (len(source.text) <= _MOST_TEXT and _only_costly(Places(source))) or Span.from_line(source.name, 0)


def blamed_in(file: str) -> Span:
    """Return the same of a file of which nothing but the name is known; its own place where it can't be read."""
    source = None if file == STDIN_NAME else read_source(file, file)
    return Span.from_line(file, 0) if source is None or isinstance(source, Finding) else blamed(source)


def _only_costly(places: Places) -> Span | None:
    ours = _OURS - {name for node in ast.walk(places.tree) for name in _names_bound(node)}
    costly = [node for statement in places.tree.body for node in _costly(statement, ours)]
    return places.node_span(costly[0]) if len(costly) == 1 else None


def _names_bound(node: ast.AST) -> Iterator[str]:
    """Give the names that a node makes stand for something of people's."""
    if isinstance(node, ast.FunctionDef):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        yield node.id
    elif isinstance(node, ast.Call) and called(node) == "load" and not _is_of_stdlib(node):
        yield from (str(each.value) for each in node.args[1:] if isinstance(each, ast.Constant))
        yield from (each.arg for each in node.keywords if each.arg is not None)


def _is_of_stdlib(load: ast.Call) -> bool:
    """Tell whether a load takes functions of ours, under their own names."""
    label = literal_value(load.args[0]) if load.args else None
    return isinstance(label, str) and label.startswith("@stdlib//") and not load.keywords


def _costly(statement: ast.stmt, ours: frozenset[str]) -> Iterator[Placed]:
    """Give what may cost much in a statement; of one that others stand in, what does so of those."""
    if isinstance(statement, (ast.If, ast.For)):
        yield from _unless_small([statement.test if isinstance(statement, ast.If) else statement.iter], ours)
        for inner in (*statement.body, *statement.orelse):
            yield from _costly(inner, ours)
    elif isinstance(statement, ast.FunctionDef):
        given = [*statement.args.defaults, *filter(None, statement.args.kw_defaults)]
        kinds = [each.annotation for each in ast.walk(statement.args) if isinstance(each, ast.arg)]
        yield from _unless_small([*given, *filter(None, [*kinds, statement.returns])], ours)
    elif isinstance(statement, (ast.Expr, ast.Assign)):
        is_load = isinstance(statement.value, ast.Call) and called(statement.value) == "load"
        if not is_load and not _is_small(statement.value, ours):
            yield statement
    elif not isinstance(statement, ast.Pass):
        yield statement


def _unless_small(values: Iterable[ast.expr], ours: frozenset[str]) -> Iterator[Placed]:
    return (value for value in values if not _is_small(value, ours))


def _is_small(value: ast.expr, ours: frozenset[str]) -> bool:
    """Tell whether a value is no larger than what is written, and made in no more time; of a name nothing is known."""
    if isinstance(value, ast.Call):
        given = [*value.args, *(each.value for each in value.keywords)]
        return called(value) in ours and all(_is_small(each, ours) for each in given)
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, ast.Add) and _is_small(value.left, ours) and _is_small(value.right, ours)
    if isinstance(value, ast.Compare):
        return all(_is_small(each, ours) for each in (value.left, *value.comparators))
    if isinstance(value, ast.Attribute):
        return isinstance(value.value, ast.Name) and value.value.id in ours
    is_type = isinstance(value, ast.Name) and value.id in {"bool", "int", "str"}
    return is_type or literal_value(value) is not ...
