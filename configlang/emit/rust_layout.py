"""
Rust expressions, laid out as rustfmt lays them out with its default settings.

Only the few shapes that a config needs: calls with one argument, ``vec!``, struct literals, and text that can't be
broken. A literal that is too long for any line stays where it is, as rustfmt leaves it.
"""

from __future__ import annotations

from collections.abc import Sequence

import attrs

MAX_WIDTH = 100
"""rustfmt's ``max_width``."""
CALL_WIDTH = 60
"""rustfmt's ``fn_call_width`` and ``array_width``: what may stand between one pair of brackets on one line."""
STRUCT_WIDTH = 18
"""rustfmt's ``struct_lit_width``, less than any literal here needs: struct literals are always broken."""

_STEP = "    "


@attrs.frozen
class Text:
    """An expression that is never broken."""

    text: str


@attrs.frozen
class Call:
    """A call or macro with one argument; ``close`` ends it and ``tail`` follows (``.unwrap()``)."""

    head: str
    argument: Expression
    has_trailing_comma: bool = True


@attrs.frozen
class Vec:
    """``vec![...]``."""

    items: Sequence[Expression]


@attrs.frozen
class Struct:
    """A struct literal, always broken."""

    name: str
    fields: Sequence[tuple[str, Expression]]


@attrs.frozen
class Unsafe:
    """``unsafe { expression }``."""

    body: Expression


Expression = Text | Call | Vec | Struct | Unsafe


def flat(expression: Expression) -> str | None:
    """Return an expression on one line, or None where it must be broken whatever its width."""
    if isinstance(expression, Text):
        return expression.text
    if isinstance(expression, Call):
        inner = flat(expression.argument)
        return None if inner is None or len(inner) > CALL_WIDTH else f"{expression.head}({inner})"
    if isinstance(expression, Vec):
        items = [flat(item) for item in expression.items]
        if any(item is None for item in items):
            return None
        body = ", ".join(item for item in items if item is not None)
        return None if len(body) > CALL_WIDTH else f"vec![{body}]"
    if isinstance(expression, Unsafe):
        return None
    return f"{expression.name} {{}}" if not expression.fields else None


def layout(expression: Expression, indent: str, before: int, after: int) -> str:
    """
    Return an expression laid out.

    Args:
        expression: The expression.
        indent: The indentation of the line that it starts in.
        before: How many columns of that line are taken before it, indentation included.
        after: How many columns must stay free behind it (a comma).
    """
    one_line = flat(expression)
    if one_line is not None and before + len(one_line) + after <= MAX_WIDTH:
        return one_line
    if isinstance(expression, Text):
        return expression.text
    if isinstance(expression, Struct):
        return _layout_struct(expression, indent)
    if isinstance(expression, Vec):
        return _layout_vec(expression, indent)
    if isinstance(expression, Unsafe):
        deeper = indent + _STEP
        return f"unsafe {{\n{deeper}{layout(expression.body, deeper, len(deeper), 0)}\n{indent}}}"
    argument = expression.argument
    if not isinstance(argument, Text):
        # rustfmt lets a last argument with brackets of its own hang over: f(g(\n    x,\n)).
        return f"{expression.head}({_broken(argument, indent)})"
    comma = "," if expression.has_trailing_comma else ""
    return f"{expression.head}(\n{indent}{_STEP}{argument.text}{comma}\n{indent})"


def _broken(expression: Expression, indent: str) -> str:
    return layout(expression, indent, MAX_WIDTH, 0)


def _layout_vec(vec: Vec, indent: str) -> str:
    if len(vec.items) == 1 and not isinstance(vec.items[0], Text):
        return f"vec![{_broken(vec.items[0], indent)}]"
    deeper = indent + _STEP
    lines = [f"{deeper}{layout(item, deeper, len(deeper), 1)}," for item in vec.items]
    return "vec![\n" + "\n".join(lines) + f"\n{indent}]"


def _layout_struct(struct: Struct, indent: str) -> str:
    deeper = indent + _STEP
    lines = [
        f"{deeper}{name}: {layout(value, deeper, len(deeper) + len(name) + 2, 1)}," for name, value in struct.fields
    ]
    return f"{struct.name} {{\n" + "\n".join(lines) + f"\n{indent}}}"
