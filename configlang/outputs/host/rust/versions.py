"""
What of a Rust module each CPython sees, by the cfgs of PyO3: ``Py_3_11`` is set for 3.11 and every later version.

A crate has them only where its build script calls ``pyo3_build_config::use_pyo3_cfgs()``. ``Py_3_8`` is not among those
of PyO3 0.30, so that it is named nowhere but in the check that there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from configlang.cpython.versions import PYTHON_VERSIONS, Run, Version, runs, show_versions
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part
from configlang.outputs.pyembed.rust import string
from configlang.schema.config import Config

_GUARDS = {
    "MS_WINDOWS": "windows",
    "Py_GIL_DISABLED": "Py_GIL_DISABLED",
    "Py_DEBUG": 'py_sys_config = "Py_DEBUG"',
    # PyO3 declares the member on macOS only.
    "__APPLE__": 'target_os = "macos"',
}
"""The conditions under which PyO3 declares a member, by the macro of CPython's headers."""


def build_script(config: Config, plan: Plan) -> str:
    """Return the item that refuses to compile without the cfgs, or for a CPython that the config is not meant for."""
    # Where there are no cfgs at all, one message is enough.
    guards = [
        "\n" + _refuse(f"all(any(Py_3_8, Py_3_9), {condition})", message)
        for condition, message in version_guards(config, plan)
    ]
    return part("build_script", GUARDS="".join(guards))


def _refuse(condition: str, message: str) -> str:
    return f"    #[cfg({condition})]\n" + statement(4, Node("compile_error!", (string(message),), has_comma=False))


def version_guards(config: Config, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield cfgs under which the module must not compile, with the reasons: versions, and members they lack."""
    for setting in (*plan.pre, *plan.members):
        first, last, is_value = setting.extent.first, setting.extent.last, setting.extent is not setting.field.extent
        what = f"{setting.field.name} = {setting.value}" if is_value else setting.field.name
        is_open = config.is_for_all_versions and not setting.is_moot
        if is_open and first is not None and setting.older is None:
            yield not_(since(first)), f"{what} needs CPython {first}; name the versions in compatible_with()"
        if is_open and last is not None:
            yield since(last.following), f"{what} ends with CPython {last}; name versions in compatible_with()"
        if setting.member == "enable_gil" and setting.value == 0:
            yield "not(Py_GIL_DISABLED)", "enable_gil = False needs a free-threaded build of CPython"
    if not config.is_for_all_versions:
        inside = _any(map(_run, runs(config.versions)))
        if inside:
            yield not_(inside), f"this config is meant for CPython {show_versions(config.versions)}"


def _run(run: Run) -> str:
    """Return the cfg of a run of versions, empty where all are in it."""
    low, high = run
    conditions = [since(low)] if low != PYTHON_VERSIONS[0] else []
    if high != PYTHON_VERSIONS[-1]:
        conditions.append(f"not({since(high.following)})")
    return all_of(conditions)


def since(version: Version) -> str:
    """Return the cfg of a version and all later ones."""
    return f"Py_3_{version.minor}"


def all_of(conditions: Iterable[str]) -> str:
    """Return the cfg for all of some conditions."""
    items = list(conditions)
    return f"all({', '.join(items)})" if len(items) > 1 else "".join(items)


def not_(condition: str) -> str:
    """Return the cfg for the contrary of one."""
    return condition[4:-1] if condition.startswith("not(") else f"not({condition})"


def _any(conditions: Iterable[str]) -> str:
    items = list(conditions)
    if "" in items:
        return ""
    return f"any({', '.join(items)})" if len(items) > 1 else "".join(items)


def cfgs(config: Config, setting: Setting) -> list[str]:
    """Return the conditions under which a member is there, among what the module compiles for."""
    conditions = []
    first, last, versions = setting.extent.first, setting.extent.last, config.versions
    is_open = config.is_for_all_versions and not setting.is_moot
    if first is not None and (setting.older is not None or (not is_open and min(versions) < first)):
        conditions.append(since(first))
    if last is not None and not is_open and max(versions) > last:
        conditions.append(f"not({since(last.following)})")
    if setting.guard is not None:
        conditions.append(_GUARDS[setting.guard])
    return conditions


def guarded(config: Config, setting: Setting, indent: int, lines: Callable[[int], str]) -> str:
    """Return the statements that set a member, which ``lines`` lays out, in a block where not every CPython has it."""
    conditions = cfgs(config, setting)
    return block(indent, all_of(conditions), lines) if conditions else lines(indent)


def block(indent: int, condition: str, lines: Callable[[int], str]) -> str:
    """Return statements in a block that is there under a condition; no block where there are none."""
    inner, start = lines(indent + 4), " " * indent
    return f"{start}#[cfg({condition})]\n{start}{{\n{inner}{start}}}\n" if inner else ""


def links(config: Config) -> Iterator[str]:
    """Yield the attributes that name the library of every CPython on Windows, and of the one that comes next."""
    next_one = PYTHON_VERSIONS[-1].following
    versions = [*config.versions, *((next_one,) if config.versions[-1] == PYTHON_VERSIONS[-1] else ())]
    for version in versions:
        minor = version.minor
        conditions = [since(version)] if version > PYTHON_VERSIONS[0] else []
        if version != next_one:
            conditions.append(f"not({since(version.following)})")
        if minor < 13:  # noqa: PLR2004 - the first one with free-threaded builds
            yield link(", ".join(conditions), f"python3{minor}")
        else:
            yield link(", ".join([*conditions, "not(Py_GIL_DISABLED)"]), f"python3{minor}")
            yield link(", ".join([*conditions, "Py_GIL_DISABLED"]), f"python3{minor}t")


def link(conditions: str, library: str) -> str:
    """Return the attribute that names a library of CPython on Windows where some conditions hold."""
    inside = f"all(windows, {conditions})", f'link(name = "{library}", kind = "raw-dylib")'
    row = ", ".join(inside)
    if len(row) <= _ATTRIBUTE_WIDTH:
        return f"#[cfg_attr({row})]\n"
    return "#[cfg_attr(\n    {},\n    {}\n)]\n".format(*inside)


_ATTRIBUTE_WIDTH = 70
"""rustfmt's ``attr_fn_like_width``: what the parentheses of an attribute hold on one line."""
