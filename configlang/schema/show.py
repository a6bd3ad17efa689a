"""What is set in the classes of a config: that is what is shown of them, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs


def show_set(instance: object) -> str:
    """
    Return a ``repr`` of the attributes that are set, in order.

    It is Python, and makes an equal object again.
    """
    shown = [f"{name}={value!r}" for name, value in set_attributes(instance)]
    return f"{type(instance).__name__}({', '.join(shown)})"


def show_value(value: object) -> str:
    """Return a value as people write it in a config."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(show_value, value))}]"
    return str(value)


def set_attributes(instance: object) -> Iterator[tuple[str, object]]:
    """Give the names and values of the attributes that differ from their defaults, in order."""
    each: type[Any] = type(instance)
    if each not in _defaults:
        _defaults[each] = [
            # What is made anew for each object is frozen as well, so that one is as good as another.
            (field.name, field.default.factory() if isinstance(field.default, attrs.Factory) else field.default)  # type: ignore[arg-type]
            for field in attrs.fields(each)
        ]
    for name, default in _defaults[each]:
        value = getattr(instance, name)
        if value != default:
            yield name, value


_defaults: dict[type, list[tuple[str, object]]] = {}
"""Per class the names of its attributes with their defaults, in order."""
