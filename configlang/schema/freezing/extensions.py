"""Extension modules: those that are linked into the host, and those in shared libraries."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.config import DynamicExtension, StaticExtension
from configlang.schema.freezing.call import Call
from configlang.schema.names import LONGEST_PACKED_NAME, packed_path_problem


def freeze_static_extension(call: Call) -> StaticExtension | None:
    """Return a module that is linked into the host, its init function derived from its name where none is given."""
    if call.findings:
        return None
    name, init = call.values["name"], call.values["init"]
    return StaticExtension(name=name, init=init or f"PyInit_{name.split('.')[-1]}")


def freeze_dynamic_extension(call: Call) -> DynamicExtension | None:
    """Return a module in a shared library."""
    if call.values.get("loader") == "oxidized":
        _check_packed_entry(call)
    return None if call.findings else DynamicExtension(**call.values)


def _check_packed_entry(call: Call) -> None:
    """Refuse what a packed-resources file can't say, or not so that OxidizedFinder finds the library."""
    name, path = call.values.get("name"), call.values.get("path")
    problem = None if path is None else packed_path_problem(path, is_windows=call.target.is_windows)
    if problem is not None:
        hint = "write it relative to the folder of the executable, as in `lib/fast.so`"
        call.refuse(Problem(code="bad-packed-path", message=f"`path`: {problem}", paths=("path",), hint=hint))
    if name is not None and len(name) > LONGEST_PACKED_NAME:
        message = f"`name`: it is {len(name)} bytes long, and a packed-resources file takes 65,535"
        call.refuse(Problem(code="bad-packed-path", message=message, paths=("name",)))
