"""
Where the text of a version is compared as if texts had the order of versions.

``TARGET.python`` is followed through all files (``flow.py``).
"""

from __future__ import annotations

import ast
from collections.abc import Mapping

from configlang.findings.finding import Finding
from configlang.language.flow import NOTHING, File, Value, Walk, among, follow, is_plain
from configlang.language.places import Places

_TARGET: Value = frozenset({("python",)})

_ORDERS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


def comparisons(files: Mapping[str, File]) -> list[Finding]:
    """
    Return the comparisons of the text of the version by its order.

    Args:
        files: All files by some name, each behind those that it loads.
    """
    flow = follow(files, _Walk)
    # Nobody compares versions in an expression that is as long as a file.
    return [_finding(files[file].places, node) for file, node, _ in flow.found.values()] if flow else []


def _finding(places: Places, node: ast.expr) -> Finding:
    hint = "compare `TARGET.version`, a tuple such as (3, 12)"
    if isinstance(node, ast.Compare):
        sign = _ORDERS[type(node.ops[0])]
        for constant, text in (
            (node.comparators[0], "TARGET.version {sign} {number}"),
            (node.left, "{number} {sign} TARGET.version"),
        ):
            numbers = (
                constant.value.split(".")
                if isinstance(constant, ast.Constant) and isinstance(constant.value, str)
                else []
            )
            if len(numbers) > 1 and all(map(str.isdecimal, numbers)):
                number = f"({int(numbers[0])}, {int(numbers[1])})"
                hint = f"compare the tuple: `{text.format(sign=sign, number=number)}`"
    return Finding(
        code="version-as-text",
        message='`TARGET.python` is compared as a text here, in which "3.10" comes before "3.9"',
        span=places.node_span(node),
        hint=hint,
    )


class _Walk(Walk):
    """Follows the text of the version, and notes where its order counts."""

    def free(self, name: str) -> Value:
        """Begin at ``TARGET``."""
        return _TARGET if name == "TARGET" else NOTHING

    def asked(self, operand: ast.expr, value: Value, node: ast.AST | None) -> None:
        """Note a comparison by the order."""
        del operand
        if isinstance(node, ast.Compare) and any(type(each) in _ORDERS for each in node.ops):
            is_number = any(map(_is_number, (node.left, *node.comparators)))
            if any(map(is_plain, value)) and not is_number:
                self.note(node)

    def built_in(self, node: ast.Call, name: str, arguments: list[Value], named: Mapping[str | None, Value]) -> Value:
        """Note what goes by the order."""
        if name in {"max", "min", "sorted"} and "key" not in named and any(map(is_plain, among(arguments))):
            self.note(node)
        return super().built_in(node, name, arguments, named)


def _is_number(node: ast.expr) -> bool:
    """Tell whether an expression is a number or made of numbers, with which no text is compared."""
    if isinstance(node, (ast.Tuple, ast.List)):
        return bool(node.elts) and all(map(_is_number, node.elts))
    return isinstance(node, ast.Constant) and isinstance(node.value, (int, float))
