"""How Python says that a call has the wrong arguments."""

from __future__ import annotations

from collections.abc import Sequence


def surplus(function: str, required: int, taken: int, given: int) -> str:
    """Say that there are too many arguments; the object itself counts as one of each."""
    count = str(taken) if required == taken else f"from {required} to {taken}"
    plural = "" if taken == 1 else "s"
    return f"{function}() takes {count} positional argument{plural} but {given} were given"


def twice(function: str, name: str) -> str:
    """Say that an argument is given by its position and by its name."""
    return f"{function}() got multiple values for argument {name!r}"


def unexpected(function: str, name: str) -> str:
    """Say that there is no such argument."""
    return f"{function}() got an unexpected keyword argument {name!r}"


def missing(function: str, names: Sequence[str], *, are_named: bool = False) -> str:
    """Say which arguments are missing, those of one kind."""
    *others, last = map(repr, names)
    listed = f"{', '.join(others)}{',' if len(others) > 1 else ''} and {last}" if others else last
    arguments = f"{'keyword-only' if are_named else 'positional'} argument{'s' if others else ''}"
    return f"{function}() missing {len(names)} required {arguments}: {listed}"
