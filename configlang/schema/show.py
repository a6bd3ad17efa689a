"""How the classes of a config are shown: what is set, and nothing else."""

from __future__ import annotations

import attrs


def show_set(instance: attrs.AttrsInstance) -> str:
    """
    Return a ``repr`` of the attributes that differ from their defaults, in order.

    It is Python, and makes an equal object again.
    """
    shown = []
    for field in attrs.fields(type(instance)):
        value, default = getattr(instance, field.name), field.default
        if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
            default = default.factory()
        if value != default:
            shown.append(f"{field.name}={value!r}")
    return f"{type(instance).__name__}({', '.join(shown)})"
