"""Variables of the environment that the host sets or removes before the start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.schema.freezing.call import Call
from configlang.schema.freezing.together import repeated


def settle_environment_variable(call: Call) -> None:
    """Refuse what no system takes for a name, and a call that says both what a variable becomes and that it goes."""
    values = call.values
    name, value, is_removed = values.get("name"), values.get("value"), values.get("remove")
    if name == "" or (name is not None and "=" in name):
        fault = "it is empty" if not name else f'"{name}" has a `=` in it, with which a name ends'
        hint = "give the name alone, and what it becomes as `value`" if name else None
        _refuse(call, "name", f"{fault}, and no variable can have such a name", hint)
    if "value" not in values or "remove" not in values:
        return
    if value is not None and is_removed:
        _refuse(call, "remove", "the variable has a `value` as well, and can't be set and removed", "leave out one")
    elif value is None and not is_removed:
        hint = 'write `value = "..."` to set it, or `remove = True`'
        _refuse(call, "value", "nothing says what is to become of the variable", hint, place="name")
    elif is_removed and values.get("overwrite") is False:
        hint = "leave out `overwrite`, which is about variables that are set"
        _refuse(call, "overwrite", "a variable that is removed can't keep what it has", hint)


def _refuse(call: Call, argument: str, what: str, hint: str | None, *, place: str | None = None) -> None:
    message = f"`{argument}`: {what}"
    call.refuse(Problem(code="bad-environment-variable", message=message, paths=(place or argument,), hint=hint))


def repeated_variables(calls: Iterable[Call]) -> Iterator[Finding]:
    """Report each declaration but the first of a variable; to Windows, names are one whose letters differ in case."""
    return repeated("duplicate-environment-variable", calls, "the variable", _known_as)


def _known_as(call: Call) -> str:
    name: str = call.values["name"]
    return name.upper() if call.target is not None and call.target.is_windows else name
