"""What is surely not meant, although it is a config without an error: found in the syntax tree of its files."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from configlang.findings.finding import Finding, Severity
from configlang.language.glance import MUTATORS
from configlang.language.places import Placed, Places, called, scope_nodes
from configlang.language.remedies import foreign_system
from configlang.language.target_values import target_values
from configlang.schema.elsewhere import meant
from configlang.schema.rules import INPUTS, RULES


def oversights(places: Places, functions: Mapping[str, ast.FunctionDef], *, is_main: bool) -> list[Finding]:
    """
    Return what is surely not meant in a file.

    Args:
        places: The file.
        functions: What it loads of functions, by the names that they have in it.
        is_main: Whether it is the config, and no file that others load.
    """
    found = [*target_values(places), *_none_values(places, functions)]
    if is_main:
        found += [*_never_called(places), *_left_alone(places), *_comparisons(places)]
    return found


def functions_of(places: Places) -> dict[str, ast.FunctionDef]:
    """Return the functions at the top level of a file, by name."""
    return {node.name: node for node in places.tree.body if isinstance(node, ast.FunctionDef)}


def _finding(places: Places, code: str, message: str, node: Placed, hint: str | None) -> Finding:
    return Finding(code=code, message=message, span=places.node_span(node), severity=Severity.WARNING, hint=hint)


# Values that are None


def _none_values(places: Places, functions: Mapping[str, ast.FunctionDef]) -> Iterator[Finding]:
    """Find calls that return None where a value is meant."""
    empty = {name for name, node in {**functions, **functions_of(places)}.items() if not _returns_value(node)}
    for call in _used_calls(places.tree):
        if isinstance(call.func, ast.Attribute) and call.func.attr in MUTATORS:
            method = call.func.attr
            hint = f"let `{method}` stand in a line of its own, and use what it has changed"
            if method in {"append", "extend"}:
                hint += "; `a + [b]` makes a new list"
            yield _finding(
                places, "value-is-none", f"`{method}` changes what it is called on, and returns None", call, hint
            )
        elif called(call) in empty:
            message = f"`{called(call)}` returns nothing, so this value is None"
            yield _finding(places, "value-is-none", message, call, f"let `{called(call)}` end in `return ...`")


def _used_calls(tree: ast.Module) -> Iterator[ast.Call]:
    """Give the calls whose value is assigned, handed on, returned, joined or gone through."""
    for node in ast.walk(tree):
        values: list[ast.expr | None] = []
        if isinstance(node, (ast.Assign, ast.AugAssign, ast.Return, ast.keyword)):
            values = [node.value]
        elif isinstance(node, ast.Call):
            values = list(node.args)
        elif isinstance(node, ast.BinOp):
            values = [node.left, node.right]
        elif isinstance(node, (ast.For, ast.comprehension)):
            values = [node.iter]
        yield from (value for value in values if isinstance(value, ast.Call))


def _returns_value(function: ast.FunctionDef) -> bool:
    """Tell whether a function may return something else than None; one that ends in ``fail`` does not return."""
    last = function.body[-1]
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and called(last.value) == "fail":
        return True
    returns = [node for node in scope_nodes(function) if isinstance(node, ast.Return)]
    return any(node.value is not None and not _is_none(node.value) for node in returns)


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


# What nothing uses


def only_defines(places: Places) -> bool:
    """Tell whether a file has nothing but functions and values, as one has that others load."""
    statements = [node for node in places.tree.body if not _is_text(node)]
    return bool(statements) and all(_defines(node) for node in statements)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _defines(node: ast.stmt) -> bool:
    is_load = isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and called(node.value) == "load"
    return is_load or isinstance(node, (ast.FunctionDef, ast.Assign))


def _never_called(places: Places) -> Iterator[Finding]:
    """Find functions that would declare something and that nothing mentions."""
    functions = functions_of(places)
    declaring = _declaring(functions)
    mentioned = {node.id for node in ast.walk(places.tree) if isinstance(node, ast.Name)}
    for name in sorted(declaring - mentioned):
        start = places.node_span(functions[name]).start
        arguments = "..." if functions[name].args.args or functions[name].args.kwonlyargs else ""
        span = places.word_span(start.line, name)
        yield Finding(
            code="never-called",
            message=f"`{name}` would declare something, and nothing calls it",
            span=span,
            severity=Severity.WARNING,
            hint=f"call it: `{name}({arguments})`; if others load this file for it, check those",
        )


def _declaring(functions: Mapping[str, ast.FunctionDef]) -> set[str]:
    """Return the functions that call a rule which declares something, be it by way of others."""
    callers: dict[str, list[str]] = {}
    for name, function in functions.items():
        for node in ast.walk(function):
            if isinstance(node, ast.Call):
                callers.setdefault(called(node), []).append(name)
    declaring: set[str] = set()
    found = [*(RULES.keys() - INPUTS)]
    while found:
        more = {*callers.pop(found.pop(), ())} - declaring
        declaring |= more
        found += more
    return declaring


def _left_alone(places: Places) -> Iterator[Finding]:
    """Find names that are given a value at the top level, which nothing reads and which are those of settings."""
    read = {node.id for node in ast.walk(places.tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    for node in places.tree.body:
        target = node.targets[0] if isinstance(node, ast.Assign) else None
        if isinstance(node, ast.Assign) and isinstance(target, ast.Name) and target.id not in read:
            hint = _setting_hint(target.id, node.value.value if isinstance(node.value, ast.Constant) else ...)
            if hint is not None:
                message = f"`{target.id}` is given a value that nothing reads"
                yield _finding(places, "setting-unused", message, target, hint)


def _setting_hint(name: str, value: object) -> str | None:
    """Return how a setting is said that a name has, None where it is none."""
    is_c = foreign_system(name) is not None
    # What is written as settings are; `DEBUG` and `x` are names as any other.
    if not is_c and (not name.islower() or len(name) == 1):
        return None
    found = meant(name)
    if found is not None and found.field.owner is None:
        return f"it is an argument: `interpreter({found.field.name} = {found.value(value) or '...'})`"
    rule = found.field.owner if found is not None else next(_rules_with(name), None)
    if rule is not None:
        return f"it is an argument: `{rule}(...)`"
    return "`configlang explain foreign-name` says what is written here instead" if is_c else None


def _rules_with(parameter: str) -> Iterator[str]:
    return (name for name, rule in RULES.items() if parameter in rule.parameters and name not in INPUTS)


def _comparisons(places: Places) -> Iterator[Finding]:
    """Find statements that compute something and do nothing with it; the engine's own check sees some of them."""
    for node in ast.walk(places.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, (ast.Compare, ast.BinOp)):
            hint = "write one `=` to give it a name" if isinstance(node.value, ast.Compare) else "give it a name"
            yield _finding(places, "no-effect", "this makes a value that nobody uses", node.value, hint)
