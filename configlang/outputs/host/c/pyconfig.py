"""
The config as C for any host of CPython 3.8 and newer: a source file and its header over ``PyPreConfig``, ``PyConfig``.

C99 that is C++ as well. ``initialize`` takes all steps in the right order; the steps are functions of their own too,
for hosts that own their structs. Sources: PEP 587 and the page "Python Initialization Configuration" of CPython's docs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from configlang.cpython.versions import Version
from configlang.outputs.backend import BackEnd, EmitOptions
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.c import host_values
from configlang.outputs.host.c.conditions import guarded, note_newer, to_c, version_guard
from configlang.outputs.host.c.interpreters import starts
from configlang.outputs.host.c.text import wide
from configlang.outputs.host.c.unit import Unit, lines_of
from configlang.outputs.host.conditions import of_versions
from configlang.outputs.host.plan import FromHost, Plan, Setting
from configlang.outputs.host.presence import meant_and_measured, within
from configlang.outputs.table import HEADER_SUFFIX
from configlang.schema.config import Config
from configlang.schema.texts import AT_ORIGIN, has_parts

_HELPERS = """
    gil ok cut fail exit check_version refuse_running share_python explain pyconfig/check raised execute handle
    program script script_names ended pyconfig/is_early pyconfig/decode_early pyconfig/host_text host_passed in_range
    executable origin expand value_at count expand_values add_value values
    pyconfig/set pyconfig/set_owned pyconfig/set_path pyconfig/append pyconfig/append_paths modules pyconfig/add_modules
    paths add_folder extend_path path_hook utf8 widen put_variable set_variable set_path_variable find_terminfo set_sys
    argvb set_environment pyconfig/fill_preconfig pyconfig/host_preconfig prepare
"""
_STEPS = """
    pyconfig/fill_config finish pyconfig/initialize is_worker run_worker awaits_program show_failure program_hook run
    run_script run_code run_file start_interpreter run_code_in run_file_in end_interpreter
    acquire release finalize want pyconfig/want_text pyconfig/want_list pyconfig/wanted running create_module
    execute_module late_modules late_paths difference_text differing differences adopt
"""
"""What stands before the lists of a config and behind them, in the order of the file."""


def emit(config: Config, options: EmitOptions) -> str:
    """Return the source file; where it has no name, with the text of its header in the place of the include."""
    plan = hosts.plan(config, options.variants)
    unit = _unit(config, plan, options)
    unit.values.update(_fills(config, plan, unit))
    helpers = {
        **unit.functions(_HELPERS),
        **_arrays(plan, unit),
        **unit.functions(_STEPS),
        **starts(unit.prefix, plan.sub_interpreters),
    }
    return unit.source(_header(config, plan, unit), helpers, note_newer(config))


def companions(config: Config, options: EmitOptions) -> dict[str, str]:
    """Return the header."""
    plan = hosts.plan(config, options.variants)
    return {HEADER_SUFFIX: _header(config, plan, _unit(config, plan, options))}


def _unit(config: Config, plan: Plan, options: EmitOptions) -> Unit:
    versions = meant_and_measured(config)
    purpose = [f"Starts a Python interpreter in this program. C99 and C++, for CPython {versions}."]
    unit = Unit(options, plan, purpose=purpose, is_wide=True)
    has_38 = Version("3.8") in config.versions
    unit.choices.update(
        PREINITIALIZING=False,
        APPENDING=bool(plan.modules),
        DOTTED=plan.has_dotted and config.versions[0] < Version("3.12"),
        FROM38=has_38,
        ONCE=has_38 and bool(plan.modules),
        FILLING=plan.fills_origin,
    )
    return unit


def _header(config: Config, plan: Plan, unit: Unit) -> str:
    return unit.header("pyconfig/steps.h", list(version_guard(config, plan)))


def _fills(config: Config, plan: Plan, unit: Unit) -> dict[str, str]:
    """Return the lines that set members, by the name of their placeholder."""
    ints = [setting for setting in plan.members if isinstance(setting.value, int)]
    texts = [setting for setting in plan.members if not isinstance(setting.value, int) and setting.value != ()]
    others = [setting for setting in texts if setting.member not in {"home", "executable"}]
    return {
        "PRECONFIG": lines_of(line for setting in plan.pre for line in _set_int(config, setting, "preconfig")),
        "PRENUMBERS": _from_host(config, plan.pre_from_host, "preconfig", unit),
        "INTS": lines_of(line for setting in ints for line in _set_int(config, setting, "config"))
        + _from_host(config, plan.from_host, "config", unit),
        "USED": lines_of(_used(config, texts, (*plan.pre_from_host, *plan.from_host), unit)),
        "TEXTS": lines_of(
            line
            for setting in others
            for line in guarded(config, setting, unit.step(_text_call(setting, unit)).splitlines())
        ),
        "HOME": _otherwise(plan, "home", unit),
        "EXECUTABLE": _otherwise(plan, "executable", unit),
        "WANTED": lines_of(_wanted(config, plan, unit)) if plan.is_adopting else "",
        "SEARCHPATHS": unit.step(_append_call("module_search_paths", _search_paths(plan), unit))
        if plan.search_paths
        else "",
    }


def _set_int(config: Config, setting: Setting, struct: str) -> list[str]:
    older = None if setting.older is None else [f"    {struct}->{setting.member} = {setting.older};"]
    # hash_seed is an unsigned long, whose upper half has no plain literal in C99 on Windows.
    suffix = "UL" if setting.member == "hash_seed" else ""
    return guarded(config, setting, [f"    {struct}->{setting.member} = {setting.value}{suffix};"], older)


def _from_host(config: Config, numbers: Iterable[FromHost], struct: str, unit: Unit) -> str:
    """Return the lines that set the numbers which the host has passed."""
    lines: list[str] = []
    for number in numbers:
        member = number.setting.member
        kind = "unsigned long" if member == "hash_seed" else "int"
        seed = [f"            {struct}->use_hash_seed = 1;"] if member == "hash_seed" else []
        lines += guarded(
            config,
            number.setting,
            [
                *host_values.take(number, unit.prefix),
                f"        if (result == {unit.prefix.upper()}_OK) {{",
                f"            {struct}->{member} = ({kind})*host->{number.name};",
                *seed,
                "        }",
                "    }",
            ],
        )
    return lines_of(lines)


def _used(config: Config, texts: list[Setting], numbers: Iterable[FromHost], unit: Unit) -> Iterator[str]:
    """Yield statements that use the functions which only members call that not every CPython has."""
    calls = {_text_call(setting, unit) for setting in texts if within(config, setting).conditions}
    names = {call.partition("(")[0] for call in calls}
    if any(within(config, number.setting).conditions for number in numbers):
        names.add(f"{unit.prefix}_in_range")
    yield from (f"    (void){name};" for name in sorted(names))


def _text_call(setting: Setting, unit: Unit) -> str:
    if isinstance(setting.value, tuple):
        return _append_call(setting.member, setting.value, unit)
    function, origin = ("set_path", "origin, ") if setting.has_parts else ("set", "")
    member = f"&config->{setting.member}, {wide(str(setting.value))}"
    return f'{unit.prefix}_{function}(config, {member}, {origin}"{setting.member}", status)'


def _append_call(member: str, items: tuple[str, ...], unit: Unit) -> str:
    array = f"{unit.prefix}_{member}"
    function, origin = ("append_paths", "origin, ") if any(map(has_parts, items)) else ("append", "")
    lists = f"&config->{member}, {array}, sizeof {array} / sizeof {array}[0]"
    return f'{unit.prefix}_{function}({lists}, {origin}"{member}", status)'


def _wanted(config: Config, plan: Plan, unit: Unit) -> Iterator[str]:
    """Yield the lines that note what is wanted of a running interpreter."""
    for setting in plan.compared:
        struct = "preconfig" if setting in plan.pre else "config"
        member = f"{struct}.{setting.member}"
        call = f'want(wanted, "{setting.member}", PyLong_FromLongLong((long long){member}))'
        if isinstance(setting.value, tuple):
            call = f'want_list(wanted, "{setting.member}", &{member})'
        elif isinstance(setting.value, str):
            call = f'want_text(wanted, "{setting.member}", {member})'
        lines = unit.want(call)
        yield from guarded(config, setting, lines, lines if setting.older is not None else None)
    for name in plan.compared_anyway:
        struct = "preconfig" if name == "utf8_mode" else "config"
        yield from unit.want(f'want(wanted, "{name}", PyLong_FromLongLong((long long){struct}.{name}))')
    for name in plan.compared_lists:
        yield from unit.want(f'want_list(wanted, "{name}", &config.{name})')
    yield from unit.want_from_host(plan)


def _otherwise(plan: Plan, member: str, unit: Unit) -> str:
    """Return the lines that set what the host may set, where it did not."""
    setting = plan.member(member)
    if setting is not None:
        return unit.step(_text_call(setting, unit), keyword="else if")
    if member == "home" and plan.fills_home:
        if plan.is_hosted:
            at_origin = f"&config->{member}, {wide(AT_ORIGIN)}, origin"
            call = f'{unit.prefix}_set_path(config, {at_origin}, "{member}", status)'
            return unit.step(call, keyword="else if")
        call = f'{unit.prefix}_set(config, &config->{member}, origin, "{member}", status)'
        return unit.step(call, keyword="else if")
    return ""


def _arrays(plan: Plan, unit: Unit) -> dict[str, Callable[[], str]]:
    """Return what makes the arrays of lists, by the name of the list."""
    lists = {setting.member: setting.value for setting in plan.members if isinstance(setting.value, tuple)}
    lists["module_search_paths"] = plan.search_paths or ()
    lists["argv"] = plan.argv or ()
    arrays: dict[str, Callable[[], str]] = {name: partial(unit.array, name, items) for name, items in lists.items()}
    if plan.paths_by_version:
        pieces = [(to_c(of_versions(versions)), paths) for versions, paths in plan.paths_by_version]
        arrays["module_search_paths"] = partial(unit.array_of_pieces, "module_search_paths", pieces)
    return arrays


def _search_paths(plan: Plan) -> tuple[str, ...]:
    """Return what replaces the computed path, for whatever version."""
    return tuple(path for _, paths in plan.paths_by_version for path in paths) or plan.search_paths or ()


BACK_ENDS = {"c": BackEnd(hosts.refuse, emit, companions, has_conditions=True)}
