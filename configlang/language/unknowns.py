"""
What a config can't ask of a value that the host passes at run time.

Such a value is a text that stands for another one, so that a condition, a comparison or a method of it would go by that
text: the config would mean the same whatever the host passes. What comes of a call of ``host_value`` is followed
through all files (``flow.py``).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from configlang.findings.finding import Finding
from configlang.language.flow import TEXT, File, Value, Walk, follow
from configlang.language.places import Places, called

_RULE = "host_value"


def unknowns(files: Mapping[str, File]) -> list[Finding]:
    """
    Return a finding for each question that is asked of a value of the host.

    Args:
        files: All files by some name, each behind those that it loads.
    """
    flow = follow(files, _Walk)
    if flow is None:
        return []
    return [_finding(files[file].places, place, asking) for file, place, asking in flow.found.values()]


def _finding(places: Places, place: ast.expr, asking: ast.AST | None) -> Finding:
    what, hint = _question(asking)
    message = f"{what} a value of the host goes by the text that stands for it, not by what the host passes"
    return Finding(code="host-value-asked", message=message, span=places.node_span(place), hint=hint)


class _Walk(Walk):
    """Follows values of the host, and notes what is asked of them."""

    def asked(self, operand: ast.expr, value: Value, node: ast.AST | None) -> None:
        """Note a question, as a whole where that is an expression."""
        is_harmless = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and called(node) not in _ASKING
        if () in value and not is_harmless:
            self.note(node if isinstance(node, ast.expr) else operand, node)

    def built_in(self, node: ast.Call, name: str, arguments: list[Value], named: Mapping[str | None, Value]) -> Value:
        """Begin at the rule."""
        return TEXT if name == _RULE else super().built_in(node, name, arguments, named)


_OTHERWISE = "let the program decide, and pass what follows from that; or use a `variable`, which is known by now"
_ASKING = {"len": "the length of", "int": "a number made of", "bool": "the truth of", "hash": "the hash of"}
"""The functions that ask something, and how that is called."""


def _question(node: ast.AST | None) -> tuple[str, str]:
    """Return how that is called which a node asks, None being a condition, and what to do instead."""
    if isinstance(node, ast.Compare):
        return "a comparison with", _OTHERWISE
    if isinstance(node, ast.Subscript):
        return "a piece of", "join the whole value with other texts"
    if isinstance(node, (ast.For, ast.comprehension)):
        return "going through", "a list of the host's is joined with other lists by `+`, whole"
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        method = node.func.attr
        hint = f"let the program pass the text as `{method}` would leave it"
        if method == "format":
            hint = "join texts by `+`, or write the value among the arguments of `format`"
        return f"`{method}` of", hint
    if isinstance(node, ast.Call):
        return _ASKING[called(node)], _OTHERWISE
    is_or = isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or)
    return "a condition on", "give `host_value` a `default`" if is_or else _OTHERWISE
