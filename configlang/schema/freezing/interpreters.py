"""Sub-interpreters that generated code can start."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.freezing.call import Call
from configlang.schema.names import is_identifier


def settle_sub_interpreter(call: Call) -> None:
    """Refuse a name that no function can have."""
    name = call.values.get("name")
    if name is not None and not is_identifier(name):
        message = f'`name`: "{name}" is not an identifier, and a function is called after it'
        hint = "take letters of ASCII, digits and `_`, as in `worker`"
        call.refuse(Problem(code="bad-sub-interpreter", message=message, paths=("name",), hint=hint))
