"""
The config as C over ``PyInitConfig`` (PEP 741), for CPython 3.14 and newer: options by name, texts in UTF-8.

The contract is that of the output ``c``. What was measured on 3.14: ``SetInt`` refuses every negative value of an
unsigned member, so that nothing can be left to CPython; ``hash_seed`` turns ``use_hash_seed`` on and so comes before
it; ``AddModule`` keeps the pointer to the name; after an exit request both ``GetExitCode`` and ``GetError`` answer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from configlang.cpython.versions import Version
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.outputs.backend import BackEnd, EmitOptions
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.c import host_values
from configlang.outputs.host.c.conditions import note_newer, refuse, version_guard
from configlang.outputs.host.c.interpreters import starts
from configlang.outputs.host.c.text import narrow
from configlang.outputs.host.c.unit import Unit, lines_of
from configlang.outputs.host.conditions import before
from configlang.outputs.host.plan import FromHost, Plan, Setting
from configlang.outputs.host.presence import Refusal, meant_and_measured
from configlang.outputs.served import refuse_unserved
from configlang.outputs.table import HEADER_SUFFIX, Output
from configlang.schema.config import Config
from configlang.schema.field import Field, Place
from configlang.schema.table import FIELDS
from configlang.schema.texts import AT_ORIGIN, has_parts

_SIGNED = frozenset({"allocator", "cpu_count", "thread_inherit_context", "context_aware_warnings", "lazy_imports"})
"""The members that ``SetInt`` takes negative values for."""

_UNDECIDED = -1


_HELPERS = """
    gil ok cut fail exit check_version refuse_running share_python explain initconfig/check raised
    execute handle program script script_names ended utf8 initconfig/host_text host_passed in_range executable origin
    expand value_at count expand_values add_value values
    initconfig/set_owned initconfig/set_path initconfig/set_paths initconfig/set_argv modules initconfig/add_modules
    paths add_folder extend_path path_hook widen put_variable set_variable set_path_variable find_terminfo set_sys argvb
"""
_STEPS = """
    set_environment initconfig/preinitialize prepare initconfig/fill finish initconfig/initialize is_worker run_worker
    awaits_program show_failure program_hook run run_script run_code run_file start_interpreter run_code_in run_file_in
    end_interpreter
    acquire release finalize want initconfig/want_option initconfig/wanted running create_module execute_module
    late_modules late_paths difference_text differing differences adopt
"""
"""What stands before the lists of a config and behind them, in the order of the file."""


def emit(config: Config, options: EmitOptions) -> str:
    """Return the source file; where it has no name, with the text of its header in the place of the include."""
    plan = _plan(config)
    unit = _unit(config, plan, options)
    lists = _lists(plan)
    unit.values.update(
        PRECONFIG="".join(_preconfig_lines(config)),
        OPTIONS="".join(_options(plan, unit)),
        HOME=_otherwise(plan, "home", unit),
        EXECUTABLE=_otherwise(plan, "executable", unit),
        WANTED=lines_of(_wanted(plan, unit)) if plan.is_adopting else "",
        LISTS="".join(unit.step(_list_call(name, items, unit)) for name, items in lists.items()),
    )
    arrays = {name: partial(unit.array, name, items) for name, items in lists.items()}
    helpers: dict[str, Callable[[], str]] = {
        **unit.functions(_HELPERS),
        **arrays,
        **unit.functions(_STEPS),
        **starts(unit.prefix, plan.sub_interpreters),
    }
    return unit.source(_header(config, plan, unit), helpers, note_newer(config))


def companions(config: Config, options: EmitOptions) -> dict[str, str]:
    """Return the header."""
    plan = _plan(config)
    return {HEADER_SUFFIX: _header(config, plan, _unit(config, plan, options))}


def _plan(config: Config) -> Plan:
    """Return what the host does; the ``python`` profile as the values that tell it from PyInitConfig's own."""
    plan = hosts.plan(config)
    # What ended before has been reported: as an error, or for the CPythons that lack it.
    plan = records.evolve(plan, members=tuple(setting for setting in plan.members if setting.extent.last is None))
    if plan.is_isolated:
        return plan
    taken = {setting.member for setting in (*plan.pre, *plan.members)}
    more = [
        Setting(field=field, member=member, value=python, extent=field.extent)
        for field, member, python, _ in _differing()
        if python != _UNDECIDED and member not in taken
    ]
    return records.evolve(plan, members=(*more, *plan.members))


def _differing() -> Iterator[tuple[Field, str, int, int]]:
    """Yield the fields, with their members, in which the two profiles differ on the first CPython with PyInitConfig."""
    for field in FIELDS:
        if field.owner is not None or field.place is Place.OUTER:
            continue
        python, isolated = field.defaults_in(_FIRST)
        if isinstance(python, int) and isinstance(isolated, int) and python != isolated:
            yield field, field.c_members[-1].partition(".")[2], python, isolated


def _unit(config: Config, plan: Plan, options: EmitOptions) -> Unit:
    versions = meant_and_measured(config, options.output.versions[0])
    purpose = [
        f"Starts a Python interpreter in this program, over PyInitConfig. C99 and C++, for CPython {versions}.",
    ]
    unit = Unit(options, plan, purpose=purpose, is_wide=False)
    unit.choices.update(
        PREINITIALIZING=preinitializes(config),
        APPENDING=False,
        ADDING=bool(plan.modules),
        DOTTED=False,
        ONCE=False,
        FILLING=plan.fills_origin,
    )
    return unit


def _header(config: Config, plan: Plan, unit: Unit) -> str:
    first = unit.options.output.versions[0]
    if config.is_for_all_versions:
        guards = refuse([Refusal(before(first), f"PyInitConfig needs CPython {first}")])
    else:
        guards = version_guard(config, plan, first)
    return unit.header("initconfig/steps.h", list(guards))


def _lists(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the options that are lists, with their items."""
    lists = {setting.member: setting.value for setting in plan.members if isinstance(setting.value, tuple)}
    if plan.search_paths is not None:
        lists["module_search_paths"] = plan.search_paths
    if plan.argv is not None:
        lists["argv"] = plan.argv
    return lists


_FIRST = Version("3.14")
"""The first CPython with PyInitConfig."""

_DEBUG_ALLOCATORS = frozenset({"debug", "malloc-debug", "py-malloc-debug", "mimalloc-debug"})
"""The values of ``allocator`` that have debug hooks."""


def preinitializes(config: Config) -> bool:
    """Tell whether memory is taken before the start that an allocator with debug hooks may have to give back."""
    interpreter = config.interpreter
    may_debug = interpreter.allocator in _DEBUG_ALLOCATORS or bool(interpreter.development_mode)
    is_isolated = interpreter.profile == "isolated"
    reads_environment = interpreter.use_environment or (interpreter.use_environment is None and not is_isolated)
    may_debug = may_debug or (interpreter.allocator is None and bool(reads_environment))
    importer = config.filesystem_importer
    is_extending = importer is not None and importer.mode != "replace" and bool(importer.paths)
    return may_debug and bool(config.static_extensions or is_extending)


def _preconfig_lines(config: Config) -> Iterator[str]:
    """Yield the lines that set the members of PyPreConfig as PyInitConfig will, where it has them."""
    plan = hosts.plan(config)
    values = {setting.member: setting.value for setting in plan.pre}
    if not plan.is_isolated:
        for field, member, python, _ in _differing():
            if python != _UNDECIDED and any(path.startswith("PyPreConfig.") for path in field.c_members):
                values.setdefault(member, python)
    yield from (f"    preconfig.{member} = {value};\n" for member, value in values.items())


def _options(plan: Plan, unit: Unit) -> Iterator[str]:
    """Yield the lines that set ints and texts."""
    done: set[str] = set()
    for setting in (*plan.pre, *plan.members):
        if isinstance(setting.value, int) and setting.member not in done:
            # PyInitConfig hands what both structs have to both.
            done.add(setting.member)
            call = f'PyInitConfig_SetInt(config, "{setting.member}", {setting.value})'
            yield _optional(setting, f'{unit.prefix}_check(config, {call}, "{setting.member}", status)', unit)
    taken: set[str] = set()
    for number in (*plan.pre_from_host, *plan.from_host):
        if number.setting.member not in taken:
            taken.add(number.setting.member)
            yield _from_host(number, unit)
    for setting in plan.members:
        if isinstance(setting.value, str) and setting.member not in {"home", "executable"}:
            yield _optional(setting, _text_call(setting, setting.value, unit), unit)


def _from_host(number: FromHost, unit: Unit) -> str:
    """Return the lines that set a number which the host has passed."""
    member = number.setting.member
    options = [(member, f"(int64_t)*host->{number.name}")]
    if member == "hash_seed":
        options.append(("use_hash_seed", "1"))
    lines = [*host_values.take(number, unit.prefix)]
    for option, value in options:
        call = f'{unit.prefix}_check(config, PyInitConfig_SetInt(config, "{option}", {value}), "{option}", status)'
        lines += ["    " + line for line in unit.step(call).splitlines()]
    return lines_of([*lines, "    }"])


def _text_call(setting: Setting, text: str, unit: Unit) -> str:
    name = setting.member
    if setting.has_parts:
        return f'{unit.prefix}_set_path(config, "{name}", {narrow(text)}, origin, status)'
    return f'{unit.prefix}_check(config, PyInitConfig_SetStr(config, "{name}", {narrow(text)}), "{name}", status)'


def _list_call(name: str, items: tuple[str, ...], unit: Unit) -> str:
    array = f"{unit.prefix}_{name}"
    count = f"sizeof {array} / sizeof {array}[0]" if items else "0"
    if any(map(has_parts, items)):
        return f'{unit.prefix}_set_paths(config, "{name}", {array}, {count}, origin, status)'
    pointer = f"(char **){array}" if items else "NULL"
    call = f'PyInitConfig_SetStrList(config, "{name}", {count}, {pointer})'
    return f'{unit.prefix}_check(config, {call}, "{name}", status)'


def _optional(setting: Setting, call: str, unit: Unit) -> str:
    """Skip an option that the build or the version of CPython lacks, which goes by its name being known."""
    came_later = setting.field.extent.first is not None and setting.field.extent.first > _FIRST
    if setting.field.guard is None and not came_later:
        return unit.step(call)
    lines = unit.step(call, condition=f' && PyInitConfig_HasOption(config, "{setting.member}")')
    if setting.needed is not None:
        needed = f'"{setting.member}", "{bool(setting.value)} needs {setting.needed.kind}"'
        lines += unit.step(f"{unit.prefix}_fail(status, {needed})", keyword="else if")
    return lines


def _wanted(plan: Plan, unit: Unit) -> Iterator[str]:
    """Yield the lines that note what is wanted of a running interpreter."""
    kinds = {setting.member: setting.value for setting in plan.compared}
    kinds |= dict.fromkeys(plan.compared_anyway, 0) | dict.fromkeys(plan.compared_lists, ())
    for name, value in kinds.items():
        kind = "l" if isinstance(value, tuple) else "s" if isinstance(value, str) else "i"
        yield from unit.want(f"want_option(wanted, config, \"{name}\", '{kind}')")
    yield from unit.want_from_host(plan)


def _otherwise(plan: Plan, member: str, unit: Unit) -> str:
    """Return the lines that set what the host may set, where it did not."""
    setting = plan.member(member)
    if setting is not None:
        return unit.step(_text_call(setting, str(setting.value), unit), keyword="else if")
    if member == "home" and plan.fills_home:
        if plan.is_hosted:
            call = f'{unit.prefix}_set_path(config, "{member}", {narrow(AT_ORIGIN)}, origin, status)'
            return unit.step(call, keyword="else if")
        call = f'PyInitConfig_SetStr(config, "{member}", origin)'
        return unit.step(f'{unit.prefix}_check(config, {call}, "{member}", status)', keyword="else if")
    return ""


# What can't be said


def _refuse(config: Config, output: Output) -> Iterator[Problem]:
    yield from hosts.refuse(config, output)
    hint = "use the output `c`, which serves CPython 3.8 and later"
    claim = f"the output `c-initconfig` is for CPython {output.versions[0]} and later"
    yield from refuse_unserved(config, output, claim=claim, hint=hint, partial_hint=hint)
    plan = hosts.plan(config)
    for setting in (*plan.pre, *plan.members):
        if isinstance(setting.value, int) and setting.value < 0 and setting.member not in _SIGNED:
            yield Problem(
                code="not-expressible",
                message=f"`{setting.field.name}`: PyInitConfig refuses {setting.value}, which leaves it to CPython",
                paths=(f"interpreter.{setting.field.name}",),
                hint="say what it should be, or use the output `c`",
            )
        if setting.extent.last is not None and config.is_for_all_versions:
            yield Problem(
                code="not-expressible",
                message=(
                    f"`{setting.field.name}`: CPython has it up to {setting.extent.last}, and PyInitConfig from"
                    f" {output.versions[0]}"
                ),
                paths=(f"interpreter.{setting.field.name}",),
                hint="leave it unset",
            )
    if not plan.is_isolated:
        yield from _refuse_undecided(plan)


def _refuse_undecided(plan: Plan) -> Iterator[Problem]:
    taken = {setting.member for setting in (*plan.pre, *plan.members)}
    lost = [
        f"`{field.name}` stays {_words(field, isolated)}"
        for field, member, python, isolated in _differing()
        if python == _UNDECIDED and member not in taken
    ]
    if lost:
        yield Problem(
            code="profile-cut-short",
            message=(
                'the profile "python" leaves these to environment, options and locale, which PyInitConfig can\'t: '
                + ", ".join(lost)
            ),
            paths=("interpreter.profile",),
            hint='set each of them, or use the output `c`, or the profile "isolated", which decides them the same way',
        )


def _words(field: Field, value: int) -> str:
    for choice in field.choices:
        if choice.c_value == value:
            return f'"{choice.value}"'
    if field.name in {"int_max_str_digits", "perf_profiling"}:
        return str(value)
    return "True" if value else "False"


BACK_ENDS = {"c-initconfig": BackEnd(_refuse, emit, companions)}
