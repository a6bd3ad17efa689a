"""The functions of a module that are always there: what the host calls, and the steps that a start takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby

from configlang.cpython.versions import Version
from configlang.outputs.host.conditions import Not, of_versions
from configlang.outputs.host.plan import Plan, Setting, Variable
from configlang.outputs.host.presence import within
from configlang.outputs.host.rust import host_values
from configlang.outputs.host.rust.adoption import adoption
from configlang.outputs.host.rust.conditions import block, guarded
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part, statements
from configlang.outputs.layout import MOST_WRITTEN_OUT, array_rows, string
from configlang.schema.config import Config
from configlang.schema.texts import AT_ORIGIN, has_parts, in_generated_code

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
        part(
            "initialize",
            VERSION=statements("initialize_plugin") if plan.is_plugin or plan.is_adopting else "",
            ENVIRONMENT=statements("set_environment") if plan.variables else "",
            RUNS=string(plan.runs_already),
        ),
        part("interpreter", RUN=statements("run_dispatch" if plan.is_dispatching else "run")),
        part("scripts"),
        *([_environment(plan)] if plan.variables else ()),
        _preinitialize(config, plan),
        _prepare(plan, symbols),
        _fill(config, plan),
        _finish(config, plan),
        *_interpreters(plan),
        *(adoption(config, plan) if plan.is_adopting else ()),
    ]


# What comes first


def _environment(plan: Plan) -> str:
    name = "values" if plan.is_hosted else "origin"
    origin = f"    let {name} = {name}(host)?;\n" if plan.sets_paths else ""
    steps = "".join(_set_variable(variable, is_hosted=plan.is_hosted) for variable in plan.variables)
    return part("set_environment", HOST=_host(is_used=plan.sets_paths), STEPS=origin + steps)


# Preinitialisation


def _preinitialize(config: Config, plan: Plan) -> str:
    parses = _parses_argv(plan)
    kind = ("host" if plan.argv is None else "fixed") if parses else "plain"
    needs = any(value.must_be_passed for value in plan.host_values)
    reads_host = (parses and plan.argv is None) or needs or bool(plan.pre_from_host)
    members = [
        guarded(config, setting, 4, partial(_assign, f"config.{setting.member}", setting.value)) for setting in plan.pre
    ]
    members += [
        guarded(config, number.setting, 4, partial(host_values.take, f"config.{number.setting.member}", number))
        for number in plan.pre_from_host
    ]
    return part(
        "preinitialize",
        NEEDED="    host_passed(host)?;\n" if needs else "",
        HOST=_host(is_used=reads_host),
        INITPRECONFIG=f"PyPreConfig_Init{plan.profile}Config",
        MEMBERS="".join(members),
        PREINITIALIZE=statements(f"preinitialize_{kind}"),
    )


def _parses_argv(plan: Plan) -> bool:
    """Tell whether preinitialisation may read the command line."""
    if any(number.setting.member == "parse_argv" for number in plan.pre_from_host):
        return True
    parses = next((setting.value for setting in plan.pre if setting.member == "parse_argv"), not plan.is_isolated)
    return bool(parses)


def _host(*, is_used: bool) -> str:
    """Return the name of the parameter for the host."""
    return "host" if is_used else "_host"


# What comes between preinitialisation and the start


def _prepare(plan: Plan, symbols: Mapping[str, str]) -> str:
    return part("prepare", HOST=_host(is_used=plan.prepares_origin), STEPS="".join(_prepare_steps(plan, symbols)))


def _prepare_steps(plan: Plan, symbols: Mapping[str, str]) -> Iterator[str]:
    if plan.is_plugin:
        yield statements("prepare_plugin")
    for variable in plan.dropped:
        yield _set_variable(variable)
    if len(plan.modules) > MOST_WRITTEN_OUT:
        yield statements("prepare_modules")
    else:
        for name, init in plan.modules:
            yield statement(4, Node("add_module", (terminated(name), symbols.get(init, init)), "?"))
    if plan.prepares_origin:
        yield f"    let {'values = values' if plan.is_hosted else 'origin = origin'}(host)?;\n"
    if plan.tcl_library is not None:
        yield _set_variable(Variable(name="TCL_LIBRARY", value=plan.tcl_library), is_hosted=plan.is_hosted)
    if plan.terminfo == "dynamic":
        yield statements("prepare_terminfo")
    elif plan.terminfo is not None:
        yield _set_variable(Variable(name="TERMINFO_DIRS", value=plan.terminfo.removeprefix("static:")))
    if plan.extra_paths:
        yield from _prepare_paths(plan)


def _prepare_paths(plan: Plan) -> Iterator[str]:
    if plan.is_hosted:
        yield statements("prepare_paths_hosted", GIVEN="&values" if plan.prepares_origin else "&[]")
        return
    if plan.prepares_origin:
        yield '    let origin = decode(origin.as_os_str(), "reading the origin")?;\n'
    yield statements("prepare_paths", ORIGIN="&origin" if plan.prepares_origin else "&[]")


def terminated(text: str) -> str:
    """Return the literal of a text with a NUL at its end."""
    return f'{string(text)[:-1]}\\0"'


def _set_variable(variable: Variable, *, is_hosted: bool = False) -> str:
    overwrites = "true" if variable.overwrites else "false"
    if is_hosted and has_parts(variable.value):
        text = string(in_generated_code(str(variable.value)))
        call = statement(8, Node("set_variable", (string(variable.name), "Some(&value)", overwrites), "?"))
        return f"    if let Some(value) = expand_values_os({text}, &values) {{\n{call}    }}\n"
    value: Node | str = "None"
    if variable.value is not None:
        laid = _lay(variable.value, "&expand_os", "origin.as_os_str()", "OsStr::new")
        value = Node(f"Some({laid.head}", laid.arguments, ")")
    return statement(4, Node("set_variable", (string(variable.name), value, overwrites), "?"))


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
    return Node(expand, (string(text), origin)) if has_parts(text) else Node(plain, (string(text),))


# The members of PyConfig


def _fill(config: Config, plan: Plan) -> str:
    texts = [setting for setting in plan.members if not isinstance(setting.value, int)]
    return part(
        "fill",
        ORIGIN="".join(_fill_origin(config, plan, texts)),
        MEMBERS="".join((*_numbers(config, plan), *_texts(config, plan, texts))),
    )


def _fill_origin(config: Config, plan: Plan, texts: list[Setting]) -> Iterator[str]:
    users = [setting for setting in texts if setting.has_parts]
    is_home = plan.fills_home and plan.member("home") is None
    is_sure = is_home or plan.always_replaces_origin
    if not users and not is_home and not plan.replaces_origin:
        return
    if not is_sure and all(within(config, setting).conditions for setting in users):
        yield "    #[allow(unused_variables)]\n"
    if plan.is_hosted:
        yield "    let values = values(host)?;\n"
    else:
        yield '    let origin = decode(origin(host)?.as_os_str(), "reading the origin")?;\n'


def _numbers(config: Config, plan: Plan) -> Iterator[str]:
    for setting in plan.members:
        if isinstance(setting.value, int):
            member = f"(*config).{setting.member}"
            yield guarded(config, setting, 8, partial(_assign, member, setting.value))
            if setting.older is not None:
                yield block(8, Not(within(config, setting)), partial(_assign, member, setting.older))
    for number in plan.from_host:
        member = f"(*config).{number.setting.member}"
        yield guarded(config, number.setting, 8, partial(host_values.take, member, number))
    if plan.search_paths is not None:
        yield "        (*config).module_search_paths_set = 1;\n"


def _texts(config: Config, plan: Plan, texts: list[Setting]) -> Iterator[str]:
    for setting in texts:
        if setting.member not in _OVERRIDABLE:
            yield guarded(config, setting, 8, partial(_set_text, setting, plan.is_hosted))
    at_origin = "            set!(config.home, origin);\n"
    if plan.is_hosted:
        at_origin = _set(12, "set!", "home", AT_ORIGIN, is_hosted=True)
    yield _overridable(plan, "home", at_origin if plan.fills_home else "")
    yield _overridable(plan, "executable", "")
    if plan.fills_home and plan.member("program_name") is None:
        yield statements("fill_program_name")
    for versions, paths in plan.paths_by_version:
        yield block(8, of_versions(versions), partial(_append_paths, paths, plan.is_hosted))
    if not plan.paths_by_version:
        yield _append_paths(plan.search_paths or (), plan.is_hosted, 8)
    yield statements("fill_args_host" if plan.argv is None else "fill_args_fixed")


def _append_paths(paths: Iterable[str], is_hosted: bool, indent: int) -> str:  # noqa: FBT001 - bound by position
    return _append("module_search_paths", paths, indent, is_hosted=is_hosted)


def _append(member: str, texts: Iterable[str], indent: int, *, is_hosted: bool) -> str:
    """Return what appends texts to a list; the more that are alike, by a loop over an array of them."""
    found = []
    for is_alike, alike in groupby(texts, has_parts):
        row = [*alike]
        if len(row) <= MOST_WRITTEN_OUT:
            found += [_set(indent, "append!", member, text, is_hosted=is_hosted) for text in row]
            continue
        start = " " * indent
        if is_alike and is_hosted:
            rows = array_rows([string(in_generated_code(text)) for text in row], f"{start}    ")
            found += [f"{start}for text in &[\n", *(f"{each}\n" for each in rows), f"{start}] {{\n"]
            found += [_each(indent + 4, "append!", member, "text"), f"{start}}}\n"]
            continue
        value = "expand(text, &origin)" if is_alike else "units(text)"
        call = Node("append!", (f"config.{member}", value), has_comma=False)
        rows = array_rows([string(text) for text in row], f"{start}    ")
        found += [f"{start}for text in &[\n", *(f"{each}\n" for each in rows)]
        found += [f"{start}] {{\n", statement(indent + 4, call), f"{start}}}\n"]
    return "".join(found)


def _assign(member: str, value: object, indent: int) -> str:
    return f"{' ' * indent}{member} = {value};\n"


def _set_text(setting: Setting, is_hosted: bool, indent: int) -> str:  # noqa: FBT001 - bound by position
    if isinstance(setting.value, tuple):
        return _append(setting.member, setting.value, indent, is_hosted=is_hosted)
    return _set(indent, "set!", setting.member, str(setting.value), is_hosted=is_hosted)


def _each(indent: int, macro: str, member: str, text: str) -> str:
    """Return what takes each text that comes of one with values of the host."""
    start = " " * indent
    call = Node("for text in expand_values", (text, "&values", string(member)), "? {")
    head = statement(indent, call)[:-2]
    return f"{head}\n{start}    {macro}(config.{member}, text);\n{start}}}\n"


def _set(indent: int, macro: str, member: str, text: str, *, is_hosted: bool) -> str:
    if is_hosted and has_parts(text):
        return _each(indent, macro, member, string(in_generated_code(text)))
    value = _lay(text, "expand", "&origin", "units")
    return statement(indent, Node(macro, (f"config.{member}", value), has_comma=False))


def _overridable(plan: Plan, member: str, otherwise: str) -> str:
    """Return the statement that sets what the host may set instead of the config."""
    setting = plan.member(member)
    if setting is not None:
        otherwise = _set_text(setting, plan.is_hosted, 12)
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
        yield '        run_step(DROP_PATH_FINDER, "switching the importer of files off")?;\n'


# Sub-interpreters


def _interpreters(plan: Plan) -> Iterator[str]:
    if plan.sub_interpreters:
        yield part("sub_interpreter")
    for interpreter in plan.sub_interpreters:
        gil = f"ffi::PyInterpreterConfig_{'OWN' if interpreter.has_own_gil else 'SHARED'}_GIL"
        switches = [*((name, int(value)) for name, value in interpreter.settings.items()), ("gil", gil)]
        rows = "".join(f"            {name}: {value},\n" for name, value in switches)
        config = f"ffi::PyInterpreterConfig {{\n{rows}        }}"
        yield part("start", INTERPRETER=interpreter.name, STARTNAME=f"start_{interpreter.name}", CONFIG=config)
