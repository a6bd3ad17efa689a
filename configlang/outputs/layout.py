"""
Rust expressions, laid out as rustfmt lays them out with its default settings, in every edition.

Only the few shapes that a config needs: calls with one argument, ``vec!``, struct literals, and text that can't be
broken. A literal that is too long for any line stays where it is; there rustfmt leaves the whole item as it finds it.
The rules were found by comparison with rustfmt 1.8, which tests/hosts/test_literals.py repeats.
"""

from __future__ import annotations

from collections.abc import Sequence

from configlang.light import records

MAX_WIDTH = 100
"""rustfmt's ``max_width``."""
NESTED_WIDTH = 60
"""rustfmt's ``fn_call_width`` and ``array_width``: what brackets hold on one line, except for one unbreakable text."""

_STEP = "    "


@records.frozen
class Text:
    """An expression that is never broken."""

    text: str


@records.frozen
class Call:
    """A call or macro with one argument."""

    head: str
    argument: Expression
    has_trailing_comma: bool = True


@records.frozen
class Method:
    """A method call without arguments on a call: ``call.name()``."""

    receiver: Call
    name: str


@records.frozen
class Vec:
    """``vec![...]``."""

    items: Sequence[Expression]


@records.frozen
class Struct:
    """A struct literal, always broken: none here is as short as rustfmt's ``struct_lit_width``."""

    name: str
    fields: Sequence[tuple[str, Expression]]


@records.frozen
class Unsafe:
    """``unsafe { expression }``, always broken."""

    body: Expression


Expression = Text | Call | Method | Vec | Struct | Unsafe


def layout(expression: Expression, indent: str, before: int, after: int) -> str:
    """
    Return an expression laid out.

    Args:
        expression: The expression.
        indent: The indentation of the line that it starts in.
        before: How many columns of that line are taken before it, indentation included.
        after: How many columns must stay free behind it (a comma).
    """
    return _layout(expression, indent, MAX_WIDTH - before - after)


def _layout(expression: Expression, indent: str, width: int) -> str:
    """Lay out an expression whose first line has ``width`` columns, and whose other lines start at ``indent``."""
    if isinstance(expression, Text):
        return expression.text
    if isinstance(expression, Call):
        return _layout_call(expression, indent, width)
    if isinstance(expression, Method):
        return _layout_method(expression, indent, width)
    if isinstance(expression, Vec):
        return _layout_vec(expression, indent, width)
    if isinstance(expression, Struct):
        rows = [_row(f"{name}: ", value, indent) for name, value in expression.fields]
        return _enclose(f"{expression.name} {{", rows, indent, "}")
    deeper = indent + _STEP
    return _enclose("unsafe {", [deeper + layout(expression.body, deeper, len(deeper), 0)], indent, "}")


def _layout_call(call: Call, indent: str, width: int) -> str:
    room = width - len(f"{call.head}()")
    if not isinstance(call.argument, Text):
        room = min(room, NESTED_WIDTH)
    argument = _layout(call.argument, indent, room)
    if _fits(argument, room):
        return f"{call.head}({argument})"
    row = _row("", call.argument, indent)
    return _enclose(f"{call.head}(", [row if call.has_trailing_comma else row.removesuffix(",")], indent, ")")


def _layout_method(method: Method, indent: str, width: int) -> str:
    end = f".{method.name}()"
    receiver = _layout(method.receiver, indent, width - len(end))
    if "\n" not in receiver:
        return receiver + end
    receiver = _layout(method.receiver, indent, width)
    start = indent if "\n" in receiver else indent + _STEP
    return f"{receiver}\n{start}{end}"


def _layout_vec(vec: Vec, indent: str, width: int) -> str:
    room = min(width - len("vec![]"), NESTED_WIDTH)
    items = [_layout(item, indent, room) for item in vec.items]
    body = ", ".join(items)
    if _fits(body, room) and (len(items) < 2 or "\n" not in body):  # noqa: PLR2004 - one item may hang over
        return f"vec![{body}]"
    return _enclose("vec![", [_row("", item, indent) for item in vec.items], indent, "]")


def _fits(text: str, room: int) -> bool:
    return len(text.partition("\n")[0]) <= room


def _row(head: str, value: Expression, indent: str) -> str:
    """Lay out one row of something broken over several lines, with its comma."""
    start = indent + _STEP + head
    return f"{start}{layout(value, indent + _STEP, len(start), 1)},"


def _enclose(head: str, rows: Sequence[str], indent: str, end: str) -> str:
    return "\n".join([head, *rows, indent + end])
