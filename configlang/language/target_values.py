"""Comparisons that never hold: parts of the target with texts that they never are."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from configlang.cpython.targets import SYSTEMS, part_problem
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.findings.finding import Finding, Severity
from configlang.findings.suggest import did_you_mean
from configlang.language.places import Placed, Places, called, scope_nodes


def target_values(places: Places) -> Iterator[Finding]:
    """Find texts that a part of ``TARGET`` is compared with and never is."""
    constants = _constants(places.tree)
    for scope, parts in _scopes(places.tree):
        for node in scope_nodes(scope):
            for part, text in _compared(node, parts, constants):
                problem = _value_problem(part, str(text.value), is_inside=_is_inside(node))
                if problem is not None:
                    yield _never(places, text, *problem)
            for other, message, hint in _of_version(node, parts):
                yield _never(places, other, message, hint)


def _never(places: Places, node: Placed, message: str, hint: str | None) -> Finding:
    span = places.node_span(node)
    return Finding(code="target-never-so", message=message, span=span, severity=Severity.WARNING, hint=hint)


def _of_version(node: ast.AST, parts: Mapping[str, str]) -> Iterator[tuple[ast.expr, str, str | None]]:
    """Find what the version is compared with and never is: no version at all, a text, a tuple of other than two."""
    if not isinstance(node, ast.Compare):
        return
    left, right = node.left, node.comparators[0]
    for one, other in ((left, right), (right, left)):
        part = _part(one, parts)
        is_in = isinstance(node.ops[0], (ast.In, ast.NotIn)) and isinstance(other, (ast.List, ast.Tuple))
        for value in other.elts if is_in and isinstance(other, (ast.List, ast.Tuple)) else [other]:
            if part == "python" and isinstance(value, ast.Constant) and value.value is None:
                hint = "a config for which none is chosen is evaluated for each that it is for"
                yield value, "`TARGET.python` is never None: there is always a version", hint
            elif part == "version" and isinstance(value, ast.Constant) and isinstance(value.value, str):
                yield value, "`TARGET.version` is a tuple, and no text", "write a tuple such as (3, 12)"
            elif part == "version" and isinstance(value, ast.Tuple) and len(value.elts) != _NUMBERS:
                yield value, "`TARGET.version` has two numbers, as in (3, 12), and no patch number", None


_NUMBERS = 2
"""Of a version."""


def _value_problem(part: str, value: str, *, is_inside: bool) -> tuple[str, str | None] | None:
    """Return what is wrong with a text that a part is compared with or looked through for, and what to write."""
    if part == "python":
        known = [str(version) for version in PYTHON_VERSIONS]
        if value in known or is_inside:
            return None
        return f'`TARGET.python` is never "{value}"', f"it is one of {', '.join(known)}"
    # A piece of a text may be a piece of several values.
    if is_inside and (part != "os" or any(value in system for system in SYSTEMS)):
        return None
    instead = part_problem(part, value)
    if instead is None:
        return None
    hint: str | None = f'write "{instead}"' if instead else None
    if hint is None and part == "os":
        hint = did_you_mean(value, SYSTEMS) or f"it is one of {', '.join(SYSTEMS)}"
    return f'`TARGET.{part}` {"never holds" if is_inside else "is never"} "{value}"', hint


def _is_inside(node: ast.AST) -> bool:
    """Tell whether a text is looked for in a part, and not compared with the whole of it."""
    if isinstance(node, ast.Call):
        return True
    return isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.In, ast.NotIn)) and _is_text(node.left)


_LOOKS_INSIDE = ("startswith", "endswith", "find", "count")


def _compared(
    node: ast.AST, parts: Mapping[str, str], constants: Mapping[str, ast.expr]
) -> Iterator[tuple[str, ast.Constant]]:
    """Give the parts of the target that a node compares, each with a text that it compares it with."""
    if isinstance(node, ast.Compare) and isinstance(node.ops[0], (ast.Eq, ast.NotEq, ast.In, ast.NotIn)):
        left, right = node.left, node.comparators[0]
        for one, other in ((left, right), (right, left)):
            if part := _part(one, parts):
                yield from ((part, text) for text in _texts(other, constants))
    elif isinstance(node, ast.Subscript) and (part := _part(node.slice, parts)):
        yield from ((part, text) for text in _texts(node.value, constants))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
        if node.func.attr == "get" and (part := _part(node.args[0], parts)):
            yield from ((part, text) for text in _texts(node.func.value, constants))
        elif node.func.attr in _LOOKS_INSIDE and (part := _part(node.func.value, parts)):
            yield from ((part, text) for text in _texts(node.args[0], constants))


def _part(node: ast.expr, parts: Mapping[str, str]) -> str | None:
    """Return the part of the target that an expression is, None for another one."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return node.attr if parts.get(node.value.id, node.value.id) == "TARGET" else None
    found = parts.get(node.id) if isinstance(node, ast.Name) else None
    return found if found != "TARGET" else None


def _texts(node: ast.expr, constants: Mapping[str, ast.expr]) -> Iterator[ast.Constant]:
    """Give the texts that an expression is, or holds as a list, a tuple or a dict."""
    if isinstance(node, ast.Name):
        node = constants.get(node.id, node)
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    elements = node.elts if isinstance(node, (ast.List, ast.Tuple)) else node.keys if isinstance(node, ast.Dict) else ()
    for element in elements:
        if isinstance(element, ast.Constant) and isinstance(element.value, str):
            yield element


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the names at the top level that are given one value, and that."""
    values: dict[str, list[ast.expr]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            values.setdefault(node.targets[0].id, []).append(node.value)
    return {name: each[0] for name, each in values.items() if len(each) == 1}


def _scopes(tree: ast.Module) -> Iterator[tuple[ast.AST, dict[str, str]]]:
    """
    Give the top level and each function, with the names that stand for parts of the target there.

    A parameter stands for one where some call hands it over; ``TARGET`` stands for the whole.
    """
    outer = _named(tree, {})
    yield tree, outer
    functions = {node.name: node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    handed: dict[str, dict[str, str]] = {name: {} for name in functions}
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        function = functions.get(called(call))
        if function is None:
            continue
        named = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        named.update(zip((each.arg for each in function.args.args), call.args, strict=False))
        for name, value in named.items():
            if part := _whole_or_part(value, outer):
                handed[function.name][name] = part
    for name, function in functions.items():
        hidden = {each.arg for each in (*function.args.args, *function.args.kwonlyargs)}
        around = {each: part for each, part in outer.items() if each not in hidden}
        yield function, _named(function, {**around, **handed[name]})


def _named(scope: ast.AST, known: dict[str, str]) -> dict[str, str]:
    """Return the names that stand for parts of the target in a scope, with those that are known before."""
    for node in scope_nodes(scope):
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if (
            isinstance(node, ast.Assign)
            and isinstance(target, ast.Name)
            and (part := _whole_or_part(node.value, known))
        ):
            known[target.id] = part
    return known


def _whole_or_part(node: ast.expr, parts: Mapping[str, str]) -> str | None:
    if isinstance(node, ast.Name) and parts.get(node.id, node.id) == "TARGET":
        return "TARGET"
    return _part(node, parts)
