"""The functions of a module that takes over an interpreter that runs already."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from configlang.outputs.host.conditions import Not
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.host.presence import within
from configlang.outputs.host.rust.conditions import block, guarded
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part, statements
from configlang.schema.config import Config


def adoption(config: Config, plan: Plan) -> list[str]:
    """Return what the host calls, what it gets back, and what depends on the config of what that uses."""
    share = statements("adopt_plugin") if plan.is_plugin else ""
    wanted, first = "".join(_wanted(config, plan)), str(plan.is_prepending).lower()
    modules = "late_modules(py)?" if plan.modules else "(0, Vec::<String>::new(), py.None(), py.None())"
    host = "host" if plan.pre_from_host or plan.from_host else "_host"
    return [
        part("adopt", SHARE=share),
        part("difference"),
        part("differences", HOST=host, WANTED=wanted, FIRST=first, MODULES=modules),
    ]


def _wanted(config: Config, plan: Plan) -> Iterator[str]:
    for setting in plan.compared:
        lines = partial(_want, setting, is_early=setting in plan.pre)
        yield guarded(config, setting, 8, lines)
        if setting.older is not None:
            yield block(8, Not(within(config, setting)), lines)
    for name in plan.compared_anyway:
        if name != "utf8_mode":
            yield _set_item(name, f"(*config).{name} as i64", 8)
        elif plan.is_isolated:
            yield f'        wanted.set_item("{name}", 0)?;\n'
    for name in plan.compared_lists:
        yield f"        want_list!(wanted, config.{name});\n"
    for number in (*plan.pre_from_host, *plan.from_host):
        yield f"        if let Some(value) = host.{number.name} {{\n"
        value = "i64::from(value)" if number.is_flag else "value"
        yield _set_item(number.setting.member, value, 12) + "        }\n"
    if plan.sys_frozen:
        yield '        wanted.set_item("sys.frozen", true)?;\n'
    if plan.drops_path_finder:
        yield '        wanted.set_item("filesystem_importer", 0)?;\n'


def _want(setting: Setting, indent: int, *, is_early: bool) -> str:
    start, name = " " * indent, setting.member
    if isinstance(setting.value, tuple):
        return f"{start}want_list!(wanted, config.{name});\n"
    if isinstance(setting.value, str):
        return f"{start}want_text!(wanted, config.{name});\n"
    return _set_item(name, str(setting.value) if is_early else f"(*config).{name} as i64", indent)


def _set_item(name: str, value: str, indent: int) -> str:
    return statement(indent, Node("wanted.set_item", (f'"{name}"', value), "?"))


def late_paths(plan: Plan) -> str:
    """Return the function that gives the folders around the path that Python computes."""
    if not plan.extra_paths:
        return part("late_paths", HOST="_host", PATHS=statements("late_paths_none"))
    if plan.prepares_origin and plan.is_hosted:
        return part("late_paths", HOST="host", PATHS=statements("late_paths_hosted"))
    if plan.prepares_origin:
        return part("late_paths", HOST="host", PATHS=statements("late_paths_origin"))
    return part("late_paths", HOST="_host", PATHS=statements("late_paths_some"))
