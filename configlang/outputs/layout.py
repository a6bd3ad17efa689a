"""
Rust expressions, laid out as rustfmt lays them out with its default settings, in every edition.

Only the few shapes that a config needs: calls with one argument, ``vec!``, struct literals, and text that can't be
broken. A literal that is too long for any line stays where it is; there rustfmt leaves the whole item as it finds it.
The rules were found by comparison with rustfmt 1.8, which tests/hosts/test_literals.py repeats.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from configlang.light import records
from configlang.light.patterns import pattern

MAX_WIDTH = 100
"""rustfmt's ``max_width``."""
NESTED_WIDTH = 60
"""rustfmt's ``fn_call_width`` and ``array_width``: what brackets hold on one line, except for one unbreakable text."""

SHORT_ELEMENT = 10
"""rustfmt's ``short_array_element_width_threshold``: an array of nothing longer has many elements in a line."""

MOST_WRITTEN_OUT = 100
"""
Elements of a list that stand in expressions of their own; more become the rows of a table, and one expression for all.

rustc 1.95 at ``-O2`` takes 0.4 seconds for 100 modules as struct literals, and 3.8 for 500, 12 for 1,000, 42 (and
925 MiB) for 2,000, for what it makes of each may unwind into what it made of all before. As a table 10,000 take 1.1
seconds and 210 MiB. Texts in ``vec!`` are as bad: 0.2 seconds for 100, 2.9 for 500.
"""

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
    """
    A struct literal, always broken: none here is as short as rustfmt's ``struct_lit_width``.

    A field whose value is a variable of its name stands there once.
    """

    name: str
    fields: Sequence[tuple[str, Expression]]


@records.frozen
class Unsafe:
    """``unsafe { expression }``, always broken."""

    body: Expression


@records.frozen
class Array:
    """An array of many texts, always broken."""

    items: Sequence[str]


@records.frozen
class Chain:
    """Calls of methods one after another, always broken; a call may go on in lines indented from its first."""

    receiver: Text | Array
    calls: Sequence[str]


Expression = Text | Call | Method | Vec | Struct | Unsafe | Array | Chain


def collected(items: Text | Array, make: str) -> Chain:
    """Return what makes a ``Vec`` of what stands in an array or a table, by a closure that makes one element."""
    return Chain(items, [".iter()", f".map({make})", ".collect()"])


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
        rows = [_row("" if value == Text(name) else f"{name}: ", value, indent) for name, value in expression.fields]
        return _enclose(f"{expression.name} {{", rows, indent, "}")
    if isinstance(expression, Array):
        return _enclose("[", array_rows(expression.items, indent + _STEP), indent, "]")
    if isinstance(expression, Chain):
        return _layout_chain(expression, indent)
    deeper = indent + _STEP
    return _enclose("unsafe {", [deeper + layout(expression.body, deeper, len(deeper), 0)], indent, "}")


def _layout_call(call: Call, indent: str, width: int) -> str:
    room = width - len(f"{call.head}()")
    if not isinstance(call.argument, Text):
        room = min(room, NESTED_WIDTH)
    argument = "" if isinstance(call.argument, Chain) else _layout(call.argument, indent, room)
    if argument and _fits(argument, room):
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


def _layout_chain(chain: Chain, indent: str) -> str:
    receiver = _layout(chain.receiver, indent, MAX_WIDTH)
    start = f"\n{indent if isinstance(chain.receiver, Array) else indent + _STEP}"
    return receiver + "".join(start + call.replace("\n", start) for call in chain.calls)


def array_rows(items: Sequence[str], indent: str) -> list[str]:
    """Return the rows of an array of many texts, each with its comma."""
    if any(len(item) > SHORT_ELEMENT for item in items):
        return [f"{indent}{item}," for item in items]
    rows = [indent + items[0]]
    for item in items[1:]:
        if len(rows[-1]) + len(f", {item},") > MAX_WIDTH:
            rows[-1] += ","
            rows.append(indent + item)
        else:
            rows[-1] += f", {item}"
    rows[-1] += ","
    return rows


def table_rows(rows: Iterable[tuple[str, str]], indent: str) -> Iterator[str]:
    """Give the lines of rows of two texts."""
    for first, second in rows:
        inside = f"{first}, {second}"
        if len(inside) <= NESTED_WIDTH:
            yield f"{indent}({inside}),"
        else:
            yield from (f"{indent}(", f"{indent}{_STEP}{first},", f"{indent}{_STEP}{second},", f"{indent}),")


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


_PLAIN = pattern(r"[ !#-\[\]-~]*")


def string(text: str) -> str:
    """
    Return a Rust string literal for any text.

    Ordinary and not raw, so that no text can end it early. Everything but printable ASCII is escaped: rustc refuses
    bidirectional controls in a literal, and no editor can damage what it does not see.
    """
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    return (
        '"'
        + "".join(_ESCAPES.get(char) or (char if " " <= char <= "~" else f"\\u{{{ord(char):x}}}") for char in text)
        + '"'
    )


_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
