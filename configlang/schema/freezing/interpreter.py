"""How the interpreter starts."""

from __future__ import annotations

from configlang.schema.freezing.call import Call
from configlang.schema.interpreter import InterpreterConfig


def freeze_interpreter(call: Call) -> InterpreterConfig:
    """Return the fields; those that are wrong are left at their defaults."""
    return InterpreterConfig(**call.values)
