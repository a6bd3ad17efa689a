"""
Rust calls, laid out as rustfmt lays them out with its default settings, in every edition.

Only the shapes that ``rust-ffi`` writes: a statement that is a call of a function or macro, whose arguments are texts
or calls. A call fits one line if its arguments take ``NESTED_WIDTH`` columns, or if it has just one text; else each
argument has its own. A literal that is too long for any line stays where it is; there rustfmt leaves the statement.
"""

from __future__ import annotations

from configlang.light import records
from configlang.outputs.layout import MAX_WIDTH, NESTED_WIDTH

_STEP = 4


@records.frozen
class Node:
    """
    A call.

    Attributes:
        head: What is called; where that call is the one argument of another, with the head of that before it.
        arguments: Texts that are never broken, and calls.
        tail: What follows the closing parenthesis.
        has_comma: Whether the last of several lines of arguments ends in a comma; not in a macro.
    """

    head: str
    arguments: tuple[str | Node, ...]
    tail: str = ""
    has_comma: bool = records.field(default=True, kw_only=True)


def statement(indent: int, call: Node) -> str:
    """Return a call as a statement, with a newline at the end; of a ``let`` the call may have a line for itself."""
    start, laid = " " * indent, _lay(call, indent, 1)
    name, equals, head = call.head.partition(" = ")
    if equals and "\n" in laid:
        below = _lay(records.evolve(call, head=head), indent + _STEP, 1)
        if "\n" not in below:
            laid = f"{name} =\n{start}{' ' * _STEP}{below}"
    return f"{start}{laid};\n"


def _lay(node: str | Node, indent: int, after: int) -> str:
    """Lay out an expression that starts at a column, with some columns free behind it."""
    if isinstance(node, str):
        return node
    whole = _flat(node)
    inside = len(", ".join(map(_flat, node.arguments)))
    is_single = len(node.arguments) == 1 and isinstance(node.arguments[0], str)
    outer, _, inner = node.head.rpartition("(")
    if outer:
        # The call is all that another one is given, which has its parenthesis on the same line in any case.
        inside, is_single = inside + len(f"{inner}()"), False
    if indent + len(whole) + after <= MAX_WIDTH and (is_single or inside <= NESTED_WIDTH):
        return whole
    deeper = indent + _STEP
    rows = ",\n".join(" " * deeper + _lay(argument, deeper, 1) for argument in node.arguments)
    return f"{node.head}(\n{rows}{',' if node.has_comma else ''}\n{' ' * indent}){node.tail}"


def _flat(node: str | Node) -> str:
    if isinstance(node, str):
        return node
    return f"{node.head}({', '.join(map(_flat, node.arguments))}){node.tail}"
