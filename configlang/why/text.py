"""What is told of fields as text for a terminal: one of them, or all as a table."""

from __future__ import annotations

from collections.abc import Iterable

from configlang.check.effective import Value
from configlang.cpython.versions import show_versions
from configlang.schema.origins import Origin
from configlang.why.told import Told, place


def one_field(field: Told) -> str:
    """Return what is told of one field."""
    lines = []
    for value, reason, origin in field.held:
        lines.append(f"{field.name} = {value.text}" if _is_value(value) else f"{field.name}: {value.text}")
        lines.append(f"  {reason}")
        if len(field.held) > 1:
            lines[-1] += f", on CPython {show_versions(value.versions)}"
        if field.is_varying:
            lines += _stack(origin)
    if field.is_set and not field.is_varying:
        lines += _stack(field.held[0].origin)
    for overruling, _, others in field.hindrances:
        on = f", on CPython {show_versions(overruling.versions)}" if field.is_varying else ""
        lines.append(f"  {overruling.code}: {overruling.message}{on}")
        lines += [f"    {path.rpartition('.')[2]}: {place(span)}" for path, span in others]
    return "\n".join(lines) + "\n"


def _stack(origin: Origin | None) -> list[str]:
    frames = origin.declaration.stack if origin else ()
    return [f"  in the call of {frame.function} at {frame.file}:{frame.line + 1}" for frame in frames]


def _is_value(value: Value) -> bool:
    return value.text[0] in '"[-0123456789' or value.text in {"True", "False"}


_WIDEST = 40


def table(fields: Iterable[Told]) -> str:
    """Return a row for each field and value."""
    rows = []
    for field in fields:
        for value, reason, _ in field.held:
            text = value.text if len(value.text) <= _WIDEST else value.text[: _WIDEST - 3] + "..."
            on = f", on CPython {show_versions(value.versions)}" if len(field.held) > 1 else ""
            codes = ", ".join(dict.fromkeys(each.overruling.code for each in field.hindrances))
            rows.append((field.name, text, f"{reason}{on}{f' ({codes})' if codes else ''}"))
    widths = [max(len(row[column]) for row in rows) for column in (0, 1)]
    return "".join(f"{name:{widths[0]}}  {text:{widths[1]}}  {reason}\n" for name, text, reason in rows)
