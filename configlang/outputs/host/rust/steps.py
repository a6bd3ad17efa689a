"""The functions of a module that are always there: what the host calls, and the steps that a start takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from configlang.cpython.versions import Version
from configlang.outputs.host.conditions import Not, of_versions
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.host.presence import within
from configlang.outputs.host.rust.conditions import block, guarded
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part, statements
from configlang.outputs.layout import MOST_WRITTEN_OUT, array_rows, string
from configlang.schema.config import Config
from configlang.schema.texts import has_origin

_OVERRIDABLE = ("home", "executable")
"""The members that the host may set instead of the config."""


def steps(config: Config, plan: Plan, symbols: Mapping[str, str]) -> list[str]:
    """
    Return the functions in the order in which they are written.

    Args:
        config: The config.
        plan: What of it a host does, or every CPython does of that.
        symbols: The names of the functions that stand for C symbols.
    """
    return [
        part("initialize"),
        part("interpreter", RUN=statements("run_dispatch" if plan.is_dispatching else "run")),
        _preinitialize(config, plan),
        _prepare(plan, symbols),
        _fill(config, plan),
        _finish(config, plan),
    ]


# Preinitialisation


def _preinitialize(config: Config, plan: Plan) -> str:
    reads_host = _parses_argv(plan) and plan.argv is None
    kind = "host" if reads_host else "fixed" if _parses_argv(plan) else "plain"
    members = [
        guarded(config, setting, 4, partial(_assign, f"config.{setting.member}", setting.value)) for setting in plan.pre
    ]
    return part(
        "preinitialize",
        HOST=_host(is_used=reads_host),
        INITPRECONFIG=f"PyPreConfig_Init{plan.profile}Config",
        MEMBERS="".join(members),
        PREINITIALIZE=statements(f"preinitialize_{kind}"),
    )


def _parses_argv(plan: Plan) -> bool:
    """Tell whether preinitialisation reads the command line."""
    parses = next((setting.value for setting in plan.pre if setting.member == "parse_argv"), not plan.is_isolated)
    return bool(parses)


def _host(*, is_used: bool) -> str:
    """Return the name of the parameter for the host."""
    return "host" if is_used else "_host"


# What comes between preinitialisation and the start


def _prepare(plan: Plan, symbols: Mapping[str, str]) -> str:
    return part("prepare", HOST=_host(is_used=plan.prepares_origin), STEPS="".join(_prepare_steps(plan, symbols)))


def _prepare_steps(plan: Plan, symbols: Mapping[str, str]) -> Iterator[str]:
    if plan.drops_variables:
        yield statements("prepare_variables")
    if len(plan.modules) > MOST_WRITTEN_OUT:
        yield statements("prepare_modules")
    else:
        for name, init in plan.modules:
            yield statement(4, Node("add_module", (terminated(name), symbols.get(init, init)), "?"))
    if plan.prepares_origin:
        yield "    let origin = origin(host)?;\n"
    if plan.tcl_library is not None:
        yield _set_variable("TCL_LIBRARY", plan.tcl_library)
    if plan.terminfo == "dynamic":
        yield statements("prepare_terminfo")
    elif plan.terminfo is not None:
        yield _set_variable("TERMINFO_DIRS", plan.terminfo.removeprefix("static:"))
    if plan.extra_paths:
        if plan.prepares_origin:
            yield '    let origin = decode(origin.as_os_str(), "reading the origin")?;\n'
        yield statements("prepare_paths", ORIGIN="&origin" if plan.prepares_origin else "&[]")


def terminated(text: str) -> str:
    """Return the literal of a text with a NUL at its end."""
    return f'{string(text)[:-1]}\\0"'


def _set_variable(name: str, text: str) -> str:
    value = _lay(text, "&expand_os", "origin.as_os_str()", "OsStr::new")
    return statement(4, Node("set_variable", (f'"{name}"', value), "?"))


def _lay(text: str, expand: str, origin: str, plain: str) -> Node:
    """
    Return what makes a text at run time.

    Args:
        text: The text.
        expand: The function that puts its parts together. It reads the written form of the text, in which no literal
            part holds that of another one.
        origin: The folder of the executable, as that function takes it.
        plain: The function that takes a text without such parts.
    """
    return Node(expand, (string(text), origin)) if has_origin(text) else Node(plain, (string(text),))


# The members of PyConfig


def _fill(config: Config, plan: Plan) -> str:
    texts = [setting for setting in plan.members if not isinstance(setting.value, int)]
    return part(
        "fill",
        ORIGIN="".join(_fill_origin(config, plan, texts)),
        MEMBERS="".join((*_numbers(config, plan), *_texts(config, plan, texts))),
    )


def _fill_origin(config: Config, plan: Plan, texts: list[Setting]) -> Iterator[str]:
    users = [setting for setting in texts if setting.has_origin]
    is_home = plan.fills_home and plan.member("home") is None
    is_sure = is_home or plan.always_replaces_origin
    if not users and not is_home and not plan.replaces_origin:
        return
    if not is_sure and all(within(config, setting).conditions for setting in users):
        yield "    #[allow(unused_variables)]\n"
    yield '    let origin = decode(origin(host)?.as_os_str(), "reading the origin")?;\n'


def _numbers(config: Config, plan: Plan) -> Iterator[str]:
    for setting in plan.members:
        if isinstance(setting.value, int):
            member = f"(*config).{setting.member}"
            yield guarded(config, setting, 8, partial(_assign, member, setting.value))
            if setting.older is not None:
                yield block(8, Not(within(config, setting)), partial(_assign, member, setting.older))
    if plan.search_paths is not None:
        yield "        (*config).module_search_paths_set = 1;\n"


def _texts(config: Config, plan: Plan, texts: list[Setting]) -> Iterator[str]:
    for setting in texts:
        if setting.member not in _OVERRIDABLE:
            yield guarded(config, setting, 8, partial(_set_text, setting))
    yield _overridable(plan, "home", "            set!(config.home, origin);\n" if plan.fills_home else "")
    yield _overridable(plan, "executable", "")
    if plan.fills_home and plan.member("program_name") is None:
        yield statements("fill_program_name")
    for versions, paths in plan.paths_by_version:
        yield block(8, of_versions(versions), partial(_append_paths, paths))
    if not plan.paths_by_version:
        yield _append_paths(plan.search_paths or (), 8)
    yield statements("fill_args_host" if plan.argv is None else "fill_args_fixed")


def _append_paths(paths: Iterable[str], indent: int) -> str:
    return _append("module_search_paths", paths, indent)


def _append(member: str, texts: Iterable[str], indent: int) -> str:
    """Return what appends texts to a list; the more that are alike, by a loop over an array of them."""
    found = []
    for is_alike, alike in groupby(texts, has_origin):
        row = [*alike]
        if len(row) <= MOST_WRITTEN_OUT:
            found += [_set(indent, "append!", member, text) for text in row]
            continue
        start = " " * indent
        value = "expand(text, &origin)" if is_alike else "units(text)"
        call = Node("append!", (f"config.{member}", value), has_comma=False)
        rows = array_rows([string(text) for text in row], f"{start}    ")
        found += [f"{start}for text in &[\n", *(f"{each}\n" for each in rows)]
        found += [f"{start}] {{\n", statement(indent + 4, call), f"{start}}}\n"]
    return "".join(found)


def _assign(member: str, value: object, indent: int) -> str:
    return f"{' ' * indent}{member} = {value};\n"


def _set_text(setting: Setting, indent: int) -> str:
    if isinstance(setting.value, tuple):
        return _append(setting.member, setting.value, indent)
    return _set(indent, "set!", setting.member, str(setting.value))


def _set(indent: int, macro: str, member: str, text: str) -> str:
    value = _lay(text, "expand", "&origin", "units")
    return statement(indent, Node(macro, (f"config.{member}", value), has_comma=False))


def _overridable(plan: Plan, member: str, otherwise: str) -> str:
    """Return the statement that sets what the host may set instead of the config."""
    setting = plan.member(member)
    if setting is not None:
        otherwise = _set_text(setting, 12)
    if not otherwise:
        return statements("host_member", MEMBER=member)
    return statements("host_member_or", MEMBER=member, OTHERWISE=otherwise)


# What can only be done in a running interpreter


def _finish(config: Config, plan: Plan) -> str:
    uses_host = plan.sys_meipass or (plan.has_argvb and plan.argv is None)
    body = "".join(_finish_steps(plan))
    steps = f"    // SAFETY: this thread holds the GIL.\n    unsafe {{\n{body}    }}\n" if body else ""
    if plan.has_dotted and config.versions[0] < Version("3.12"):
        steps += statements("finish_dotted")
    return part("finish", HOST=_host(is_used=uses_host), STEPS=steps)


def _finish_steps(plan: Plan) -> Iterator[str]:
    if plan.extra_paths:
        yield statements("finish_paths")
    if plan.sys_frozen:
        yield '        set_sys("frozen\\0", ffi::PyBool_FromLong(1))?;\n'
    if plan.sys_meipass:
        yield '        let folder = decode(origin(host)?.as_os_str(), "reading the origin")?;\n'
        yield '        set_sys("_MEIPASS\\0", string(&folder))?;\n'
    if plan.has_argvb:
        yield '        set_sys("argvb\\0", argvb(&args(host)))?;\n' if plan.argv is None else statements("finish_argvb")
    if plan.drops_path_finder:
        yield '        run_code(DROP_PATH_FINDER, "switching the importer of files off")?;\n'
