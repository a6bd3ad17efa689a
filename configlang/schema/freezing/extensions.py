"""Extension modules: those that are linked into the host, and those in shared libraries."""

from __future__ import annotations

from configlang.findings.problem import Problem
from configlang.schema.config import DynamicExtension, StaticExtension
from configlang.schema.freezing.call import Call
from configlang.schema.names import LONGEST_PACKED_NAME, init_problem, module_name_problem, packed_path_problem


def freeze_static_extension(call: Call) -> StaticExtension | None:
    """Return a module that is linked into the host, its init function derived from its name where none is given."""
    _check_module_name(call)
    init = call.values.get("init")
    if init is not None and (problem := init_problem(init)):
        hint = "give a C symbol (`PyInit_fast`) or, for Rust outputs, a path (`crate::fast::PyInit_fast`)"
        call.refuse(Problem(code="bad-init", message=f"`init`: {problem}", paths=("init",), hint=hint))
    if call.findings:
        return None
    name = call.values["name"]
    return StaticExtension(name=name, init=init or f"PyInit_{name.split('.')[-1]}")


def freeze_dynamic_extension(call: Call) -> DynamicExtension | None:
    """Return a module in a shared library."""
    _check_module_name(call)
    if call.values.get("loader") == "oxidized":
        _check_packed_entry(call)
    return None if call.findings else DynamicExtension(**call.values)


def _check_module_name(call: Call) -> None:
    name = call.values.get("name")
    if name is not None and (problem := module_name_problem(name)):
        call.refuse(Problem(code="bad-module-name", message=f"`name`: {problem}", paths=("name",)))


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
