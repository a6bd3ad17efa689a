"""Extension modules: those that are linked into the host, and those in shared libraries."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.freezing.call import Call
from configlang.schema.names import LONGEST_PACKED_NAME, packed_path_problem


def settle_static_extension(call: Call) -> None:
    """Derive the init function from the name of the module where none is given."""
    if not call.findings and call.values["init"] is None:
        call.values["init"] = f"PyInit_{call.values['name'].split('.')[-1]}"


def settle_dynamic_extension(call: Call) -> None:
    """Refuse what a packed-resources file can't say, or not so that OxidizedFinder finds the library."""
    if call.values.get("loader") != "oxidized":
        return
    name, path = call.values.get("name"), call.values.get("path")
    problem = None
    if path is not None and call.target is not None:
        problem = packed_path_problem(path, is_windows=call.target.is_windows)
    if problem is not None:
        hint = "write it relative to the folder of the executable, as in `lib/fast.so`"
        call.refuse(Problem(code="bad-packed-path", message=f"`path`: {problem}", paths=("path",), hint=hint))
    if name is not None and len(name) > LONGEST_PACKED_NAME:
        message = f"`name`: it is {len(name)} bytes long, and a packed-resources file takes 65,535"
        call.refuse(Problem(code="bad-packed-path", message=message, paths=("name",)))
