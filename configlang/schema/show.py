"""Values of a config as people write them there."""

from __future__ import annotations


def show_value(value: object) -> str:
    """Return a value as people write it in a config."""
    if isinstance(value, str):
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(value, tuple):
        return f"[{', '.join(map(show_value, value))}]"
    return str(value)
