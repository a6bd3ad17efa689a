"""Why CPython did not find its standard library: which folders it looked in, and who sent it there."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from configlang.findings.problem import Problem
from configlang.outputs.host.plan import Plan
from configlang.schema.texts import expand

LOST = ("Failed to import encodings module", "failed to get the Python codec of the filesystem encoding")
"""What CPython 3.13 and newer, and what older ones say where they do not find their library."""

HINT = "the usual reason is that the standard library is not where `home` or the paths say"
"""What that means where nothing more is known."""


def is_lost(problem: Problem | None) -> bool:
    """Tell whether a problem is that of a library which was not found."""
    return problem is not None and any(text in problem.message for text in LOST)


def explained(problem: Problem, searched: Sequence[str]) -> Problem:
    """Add the folders and archives that CPython looked in."""
    return problem._replace(message="\n    ".join([problem.message, "it looked in:", *(searched or ["no folder"])]))


def environment_of(plan: Plan, origin: str, environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment as the host leaves it to CPython."""
    changed = dict(environment)
    for each in plan.variables:
        if each.value is None:
            changed.pop(each.name, None)
        elif each.overwrites or each.name not in changed:
            changed[each.name] = expand(each.value, origin)
    return changed


def variable(plan: Plan, environment: Mapping[str, str]) -> str | None:
    """Return the variable that sends CPython elsewhere, None where none does or none is read."""
    if plan.member("home") is not None or not _reads_environment(plan):
        return None
    return next((name for name in ("PYTHONHOME", "PYTHONPLATLIBDIR") if environment.get(name)), None)


def _reads_environment(plan: Plan) -> bool:
    settings = {setting.member: setting.value for setting in plan.members}
    if settings.get("isolated", int(plan.is_isolated)):
        return False
    return bool(settings.get("use_environment", int(not plan.is_isolated)))


def blamed(problem: Problem, plan: Plan, origin: str, environment: Mapping[str, str], *, home: str | None) -> Problem:
    """
    Say what sent CPython away from its library, where that is not what the config says of home and prefix.

    Args:
        problem: That it was not found.
        plan: What the host does.
        origin: What ``$ORIGIN`` meant.
        environment: The variables that CPython saw.
        home: The home that was passed, or None.
    """
    name = variable(plan, environment) if home is None else None
    if name is not None:
        folder = environment[name]
        what = ", a virtual environment, which holds no standard library" if _is_virtual(folder) else ""
        cause = f"the variable {name} of the environment says {folder}{what}"
        hint = f"unset {name}, or set `use_environment = False`, so that the program does not read it"
    elif home is not None and _is_virtual(home):
        cause = f"the home of the host is {home}, a virtual environment, which holds no standard library"
        hint = f'pass none, and call `virtual_environment("{home}")`'
    elif (around := _environment_around(plan, origin)) is not None:
        cause = f"the executable lies in {around}, a virtual environment, whose pyvenv.cfg says where to look"
        hint = "make the environment anew, with the CPython that the program is linked with"
    else:
        return problem._replace(hint=problem.hint or HINT)
    return problem._replace(message=f"{problem.message}\n    {cause}", hint=hint)


def _is_virtual(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, "pyvenv.cfg"))


def _environment_around(plan: Plan, origin: str) -> str | None:
    """Return the virtual environment that the executable of a config lies in."""
    setting = plan.member("executable") or plan.member("program_name")
    if setting is None:
        return None
    folder = os.path.dirname(expand(str(setting.value), origin))
    return next((each for each in (folder, os.path.dirname(folder)) if each and _is_virtual(each)), None)
