"""
The config as C over ``PyInitConfig`` (PEP 741), for CPython 3.14 and newer: options by name, texts in UTF-8.

The contract is that of the output ``c``. What was measured on 3.14: ``SetInt`` refuses every negative value of an
unsigned member, so that nothing can be left to CPython; ``hash_seed`` turns ``use_hash_seed`` on and so comes before
it; ``AddModule`` keeps the pointer to the name; after an exit request both ``GetExitCode`` and ``GetError`` answer.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from configlang.cpython.targets import show_versions, versions_served
from configlang.findings.finding import Severity
from configlang.outputs.backend import Backend, EmitOptions, Refusal
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.c import fragments as parts
from configlang.outputs.host.c import unit
from configlang.outputs.host.c.text import fill, narrow
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.served import refuse_unserved
from configlang.schema.config import Config
from configlang.schema.field import Field, Place
from configlang.schema.table import FIELDS

FIRST = versions_served("c-initconfig")[0]
"""The first CPython with PyInitConfig."""

_SIGNED = frozenset({"allocator", "cpu_count", "thread_inherit_context", "context_aware_warnings"})
"""The members that ``SetInt`` takes negative values for."""

_UNDECIDED = -1


def emit(config: Config, options: EmitOptions) -> str:
    """Return the source file; where it has no name, with the text of its header in the place of the include."""
    plan = _plan(config)
    prefix = unit.prefix_of(options)
    include = f'#include "{options.name}.h"\n' if options.name else _header(config, options)
    body = "\n".join([*unit.head(options, _purpose(config)), "", include, *_functions(config, plan)])
    return unit.finish_text(body, prefix, unit.UTF8)


def companions(config: Config, options: EmitOptions) -> dict[str, str]:
    """Return the header."""
    return {".h": unit.finish_text(_header(config, options), unit.prefix_of(options), unit.UTF8)}


def _plan(config: Config) -> Plan:
    """Return what the host does; the ``python`` profile as the values that tell it from PyInitConfig's own."""
    plan = hosts.plan(config)
    # What ended before has been reported: as an error, or for the CPythons that lack it.
    plan = attrs.evolve(plan, members=tuple(setting for setting in plan.members if setting.until is None))
    if plan.is_isolated:
        return plan
    taken = {setting.member for setting in (*plan.pre, *plan.members)}
    more = [
        Setting(field=field, member=member, value=python)
        for field, member, python, _ in _differing()
        if python != _UNDECIDED and member not in taken
    ]
    return attrs.evolve(plan, members=(*more, *plan.members))


def _differing() -> Iterator[tuple[Field, str, int, int]]:
    """Yield the fields, with their members, in which the two profiles differ on the first CPython with PyInitConfig."""
    for field in FIELDS:
        if field.owner is not None or field.place is Place.OUTER:
            continue
        python, isolated = field.python_default, field.isolated_default
        if field.later_defaults is not None:
            _, python, isolated = field.later_defaults
        if isinstance(python, int) and isinstance(isolated, int) and python != isolated:
            yield field, field.c_members[-1].partition(".")[2], python, isolated


def _purpose(config: Config) -> list[str]:
    versions = f"{FIRST} or newer" if config.is_for_all_versions else show_versions(_versions(config))
    return [f"Starts a Python interpreter in this program. C99 and C++, for CPython {versions}, over PyInitConfig."]


def _versions(config: Config) -> list[str]:
    return [version for version in config.versions if version in versions_served("c-initconfig")]


def _header(config: Config, options: EmitOptions) -> str:
    guard = list(unit.version_guard(config, _plan(config), FIRST))
    if config.is_for_all_versions:
        guard = [f"#if PY_VERSION_HEX < {unit.hex_of(FIRST)}", f'#error "PyInitConfig needs CPython {FIRST}"', "#endif"]
    return unit.header(options, _purpose(config), _STEPS, guard)


_STEPS = """\
/* The steps one by one, for a host that owns its PyInitConfig and adds touches of its own:
 *
 *     §PFX_prepare(&host, &status);
 *     PyInitConfig *config = PyInitConfig_Create();
 *     §PFX_fill(config, &host, &status);
 *     ... Py_InitializeFromInitConfig(config); PyInitConfig_Free(config), also after an error ...
 *     §PFX_finish(&host, &status);
 */

/* Variables of the environment, and what extends the computed path. */
int §PFX_prepare(const §PFX_host *host, §PFX_status *status);

/* Sets the options, and adds the modules that are linked in. */
int §PFX_fill(PyInitConfig *config, const §PFX_host *host, §PFX_status *status);

/* After initialisation, with the GIL held: what can only be set in a running interpreter. */
int §PFX_finish(const §PFX_host *host, §PFX_status *status);
"""


def _functions(config: Config, plan: Plan) -> Iterator[str]:
    need = unit.needs(plan, has_old=False)
    lists = _lists(plan)
    yield unit.SYSTEM_HEADERS
    if need.finds_executable:
        yield unit.EXECUTABLE_HEADERS
    host_text = fill(parts.ENCODE, **{"ESCAPED\n": ""}) + "\n" + parts.HOST_TEXT_UTF8
    yield from unit.foundation(plan, need, unit.UTF8, check=_CHECK, host_text=host_text)
    yield _SET_OWNED
    if any(setting.has_origin for setting in plan.members):
        yield _SET_PATH
    if hosts.has_origin(lists.get("module_search_paths", ())):
        yield _SET_PATHS
    if plan.argv is None:
        yield _SET_WIDE_ARGV
    yield from unit.features(plan, unit.UTF8, add_modules=_ADD_MODULES, set_variable=parts.SET_VARIABLE_UTF8)
    yield from _arrays(lists)
    first = []
    if _preinitializes(config, plan):
        settings = "".join(_preconfig_lines(config))
        preinitialize = unit.preinitialize(plan, unit.UTF8)
        yield fill(_PREINITIALIZE, **{"SETTINGS\n": settings, "PREINITIALIZE\n": preinitialize})
        first = unit.step("§PFX_preinitialize(host, status)")
    yield "\n".join(unit.prepare(plan, unit.UTF8, with_modules=False, first=first))
    yield "\n".join(_fill(plan, lists, fills_program=need.fills_program))
    yield unit.finish(attrs.evolve(plan, has_dotted=False), unit.UTF8)
    yield _INITIALIZE
    yield unit.run(plan).rstrip("\n")
    yield ""


def _lists(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Return the options that are lists, with their items."""
    lists = {setting.member: setting.value for setting in plan.members if isinstance(setting.value, tuple)}
    if plan.search_paths is not None:
        lists["module_search_paths"] = plan.search_paths
    if plan.argv is not None:
        lists["argv"] = plan.argv
    return lists


def _arrays(lists: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the items of the lists."""
    for name, items in lists.items():
        if items:
            yield f"static const char *const §PFX_{name}[] = {{\n{unit.rows(map(narrow, items))}\n}};\n"


def _expands_text(plan: Plan) -> bool:
    return any(setting.has_origin for setting in plan.members)


_CHECK = """\
/* Turns what a function of PyInitConfig has returned into a status. */
static int §PFX_check(PyInitConfig *config, int failed, const char *step, §PFX_status *status)
{
    const char *text = NULL;
    int exit_code = 0;
    if (failed == 0) {
        return §UPFX_OK;
    }
    /* An exit request is an error as well, so it is asked for first. */
    if (PyInitConfig_GetExitCode(config, &exit_code)) {
        return §PFX_exit(status, exit_code);
    }
    PyInitConfig_GetError(config, &text);
    return §PFX_explain(status, step, text);
}
"""

_SET_OWNED = """\
/* Sets an option to a text that may be missing, and frees it; missing text has its reason in the status already. */
static int §PFX_set_owned(PyInitConfig *config, const char *name, char *text, §PFX_status *status)
{
    const int result =
        text != NULL ? §PFX_check(config, PyInitConfig_SetStr(config, name, text), name, status) : §UPFX_ERROR;
    free(text);
    return result;
}
"""

_SET_PATH = """\
/* Sets an option to a path with every $ORIGIN in it replaced. */
static int §PFX_set_path(PyInitConfig *config, const char *name, const char *path, const char *origin,
                        §PFX_status *status)
{
    char *text = §PFX_expand(path, origin);
    return text != NULL ? §PFX_set_owned(config, name, text, status) : §PFX_fail(status, name, "out of memory");
}
"""

_SET_PATHS = """\
/* Sets an option to a list of paths with every $ORIGIN in them replaced. */
static int §PFX_set_paths(PyInitConfig *config, const char *name, const char *const *paths, size_t count,
                         const char *origin, §PFX_status *status)
{
    char **expanded = (char **)calloc(count, sizeof *expanded);
    int result = expanded != NULL ? §UPFX_OK : §PFX_fail(status, name, "out of memory");
    size_t index;
    for (index = 0; result == §UPFX_OK && index < count; index++) {
        expanded[index] = §PFX_expand(paths[index], origin);
        if (expanded[index] == NULL) {
            result = §PFX_fail(status, name, "out of memory");
        }
    }
    if (result == §UPFX_OK) {
        result = §PFX_check(config, PyInitConfig_SetStrList(config, name, count, expanded), name, status);
    }
    for (index = 0; expanded != NULL && index < count; index++) {
        free(expanded[index]);
    }
    free(expanded);
    return result;
}
"""

_SET_WIDE_ARGV = """\
/* Sets the command line to wide texts. */
static int §PFX_set_argv(PyInitConfig *config, const §PFX_host *host, §PFX_status *status)
{
    const size_t count = (size_t)host->argc;
    char **items = (char **)calloc(count + 1, sizeof *items);
    int result = items != NULL ? §UPFX_OK : §PFX_fail(status, "argv", "out of memory");
    size_t index;
    for (index = 0; result == §UPFX_OK && index < count; index++) {
        items[index] = §PFX_utf8(host->wargv[index], "argv", status);
        if (items[index] == NULL) {
            result = §UPFX_ERROR;
        }
    }
    if (result == §UPFX_OK) {
        result = §PFX_check(config, PyInitConfig_SetStrList(config, "argv", count, items), "argv", status);
    }
    for (index = 0; items != NULL && index < count; index++) {
        free(items[index]);
    }
    free(items);
    return result;
}
"""

_TAKE_ARGV = """\
    if (result == §UPFX_OK && host != NULL && host->wargv != NULL) {
        result = §PFX_set_argv(config, host, status);
    }
    else if (result == §UPFX_OK && host != NULL && host->argv != NULL) {
        result = §PFX_check(config, PyInitConfig_SetStrList(config, "argv", (size_t)host->argc, (char **)host->argv),
                           "argv", status);
    }"""

_ADD_MODULES = """\
/* Adds the modules of the host. Those that an earlier start has left in the table of built-in modules stay. */
static int §PFX_add_modules(PyInitConfig *config, §PFX_status *status)
{
    int result = §UPFX_OK;
    size_t index;
    for (index = 0; result == §UPFX_OK && index < sizeof §PFX_modules / sizeof §PFX_modules[0]; index++) {
        const char *name = §PFX_modules[index].name;
        const struct _inittab *entry = PyImport_Inittab;
        while (entry->name != NULL && strcmp(entry->name, name) != 0) {
            entry++;
        }
        if (entry->name == NULL) {
            /* The name is kept, and not copied: it is a literal. */
            result = §PFX_check(config, PyInitConfig_AddModule(config, name, §PFX_modules[index].init), name, status);
        }
        else if (entry->initfunc != §PFX_modules[index].init) {
            result = §PFX_fail(status, name, "Python has a built-in module of this name already");
        }
    }
    return result;
}
"""

_PREINITIALIZE = """\
/* CPython 3.14 takes memory for modules and hooks from the allocator of the moment, and gives it back to the one that
 * the start sets: what it crashes over where that one has debug hooks. So the allocator is set before anything else. */
static int §PFX_preinitialize(const §PFX_host *host, §PFX_status *status)
{
    PyPreConfig preconfig;
    PyStatus got;
    PyPreConfig_InitIsolatedConfig(&preconfig);
§SETTINGS
§PREINITIALIZE
    if (PyStatus_IsExit(got)) {
        return §PFX_exit(status, got.exitcode);
    }
    if (PyStatus_Exception(got)) {
        return §PFX_explain(status, "preinitialising Python", got.err_msg);
    }
    return §UPFX_OK;
}
"""

_INITIALIZE = """\
int §PFX_initialize(const §PFX_host *host, §PFX_status *status)
{
    PyInitConfig *config;
    int result;
    if (Py_IsInitialized()) {
        return §PFX_fail(status, "starting Python", "it runs already");
    }
    result = §PFX_prepare(host, status);
    if (result != §UPFX_OK) {
        return result;
    }
    config = PyInitConfig_Create();
    if (config == NULL) {
        return §PFX_fail(status, "starting Python", "out of memory");
    }
    result = §PFX_fill(config, host, status);
    if (result == §UPFX_OK) {
        result = §PFX_check(config, Py_InitializeFromInitConfig(config), "starting Python", status);
    }
    PyInitConfig_Free(config);
    return result == §UPFX_OK ? §PFX_finish(host, status) : result;
}
"""


_DEBUG_ALLOCATORS = frozenset({"debug", "malloc-debug", "py-malloc-debug", "mimalloc-debug"})
"""The values of ``allocator`` that have debug hooks."""


def _preinitializes(config: Config, plan: Plan) -> bool:
    """Tell whether memory is taken before the start that an allocator with debug hooks may have to give back."""
    interpreter = config.interpreter
    may_debug = interpreter.allocator in _DEBUG_ALLOCATORS or bool(interpreter.development_mode)
    reads_environment = interpreter.use_environment or (interpreter.use_environment is None and not plan.is_isolated)
    may_debug = may_debug or (interpreter.allocator is None and bool(reads_environment))
    return may_debug and bool(plan.modules or plan.extra_paths)


def _preconfig_lines(config: Config) -> Iterator[str]:
    """Yield the lines that set the members of PyPreConfig as PyInitConfig will, where it has them."""
    plan = hosts.plan(config)
    values = {setting.member: setting.value for setting in plan.pre}
    if not plan.is_isolated:
        for field, member, python, _ in _differing():
            if python != _UNDECIDED and any(path.startswith("PyPreConfig.") for path in field.c_members):
                values.setdefault(member, python)
    yield from (f"    preconfig.{member} = {value};\n" for member, value in values.items())


def _fill(plan: Plan, lists: dict[str, tuple[str, ...]], *, fills_program: bool) -> Iterator[str]:
    needs_origin = _expands_text(plan) or plan.fills_home or hosts.has_origin(lists.get("module_search_paths", ()))
    yield "int §PFX_fill(PyInitConfig *config, const §PFX_host *host, §PFX_status *status)"
    yield "{"
    yield "    int result = §PFX_ok(status);"
    if needs_origin:
        yield "    char *origin = §PFX_origin(host, status);"
        yield "    if (origin == NULL) {"
        yield "        return §UPFX_ERROR;"
        yield "    }"
    yield from _options(plan)
    yield from _overridable(plan, "home", "origin" if plan.fills_home else None)
    yield from _overridable(plan, "executable", None)
    if fills_program:
        yield from unit.step('§PFX_set_owned(config, "program_name", §PFX_executable(status), status)')
    for name, items in lists.items():
        yield from _set_list(name, items, is_path=name == "module_search_paths")
    if plan.argv is None:
        yield _TAKE_ARGV
    if plan.modules:
        yield from unit.step("§PFX_add_modules(config, status)")
    if needs_origin:
        yield "    free(origin);"
    yield "    return result;"
    yield "}"
    yield ""


def _options(plan: Plan) -> Iterator[str]:
    """Yield the lines that set ints and texts."""
    done: set[str] = set()
    for setting in (*plan.pre, *plan.members):
        if isinstance(setting.value, int) and setting.member not in done:
            # PyInitConfig hands what both structs have to both.
            done.add(setting.member)
            yield from _optional(setting, _set_int(setting))
    for setting in plan.members:
        if isinstance(setting.value, str) and setting.member not in {"home", "executable"}:
            yield from _optional(setting, _set_text(setting.member, setting.value, is_path=setting.is_path))


def _set_int(setting: Setting) -> list[str]:
    name = setting.member
    return unit.step(f'§PFX_check(config, PyInitConfig_SetInt(config, "{name}", {setting.value}), "{name}", status)')


def _set_text(name: str, text: str, *, is_path: bool) -> list[str]:
    if is_path and hosts.ORIGIN in text:
        return unit.step(f'§PFX_set_path(config, "{name}", {narrow(text)}, origin, status)')
    return unit.step(f'§PFX_check(config, PyInitConfig_SetStr(config, "{name}", {narrow(text)}), "{name}", status)')


def _set_list(name: str, items: tuple[str, ...], *, is_path: bool) -> list[str]:
    array = f"§PFX_{name}"
    count = f"sizeof {array} / sizeof {array}[0]"
    if is_path and hosts.has_origin(items):
        return unit.step(f'§PFX_set_paths(config, "{name}", {array}, {count}, origin, status)')
    pointer = f"(char **){array}" if items else "NULL"
    call = f'PyInitConfig_SetStrList(config, "{name}", {count if items else 0}, {pointer})'
    return unit.step(f'§PFX_check(config, {call}, "{name}", status)')


def _optional(setting: Setting, lines: list[str]) -> list[str]:
    """Skip an option that the build of CPython lacks, which goes by its name being known."""
    if setting.guard is None:
        return lines
    test = f'PyInitConfig_HasOption(config, "{setting.member}")'
    out = [f"    if (result == §UPFX_OK && {test}) {{", *lines[1:]]
    if setting.member == "enable_gil" and setting.value == 0:
        out += [
            "    else if (result == §UPFX_OK) {",
            '        result = §PFX_fail(status, "enable_gil", "False needs a free-threaded build of CPython");',
            "    }",
        ]
    return out


def _overridable(plan: Plan, member: str, otherwise: str | None) -> Iterator[str]:
    """Yield the lines that set what the host may set instead of the config."""
    setting = plan.member(member)
    yield f"    if (result == §UPFX_OK && host != NULL && (host->{member} != NULL || host->w{member} != NULL)) {{"
    yield f'        char *text = §PFX_host_text(host->{member}, host->w{member}, "{member}", status);'
    yield f'        result = §PFX_set_owned(config, "{member}", text, status);'
    yield "    }"
    if setting is not None:
        lines = _set_text(member, str(setting.value), is_path=True)
    elif otherwise is not None:
        lines = unit.step(
            f'§PFX_check(config, PyInitConfig_SetStr(config, "{member}", {otherwise}), "{member}", status)'
        )
    else:
        return
    yield lines[0].replace("    if", "    else if", 1)
    yield from lines[1:]


# What can't be said


def _refuse(config: Config) -> Iterator[Refusal]:
    yield from hosts.refuse(config, name="c-initconfig", is_c=True)
    hint = "use the output `c`, which serves CPython 3.8 and later"
    claim = f"the output `c-initconfig` is for CPython {FIRST} and later"
    yield from refuse_unserved(config, "c-initconfig", claim=claim, hint=hint, partial_hint=hint)
    plan = hosts.plan(config)
    for setting in (*plan.pre, *plan.members):
        if isinstance(setting.value, int) and setting.value < 0 and setting.member not in _SIGNED:
            yield Refusal(
                path=f"interpreter.{setting.field.name}",
                code="not-expressible",
                message=f"`{setting.field.name}`: PyInitConfig refuses {setting.value}, which leaves it to CPython",
                hint="say what it should be, or use the output `c`",
            )
        if setting.until is not None and config.is_for_all_versions:
            yield Refusal(
                path=f"interpreter.{setting.field.name}",
                code="not-expressible",
                message=f"`{setting.field.name}`: CPython has it up to {setting.until}, and PyInitConfig from {FIRST}",
                hint="leave it unset",
            )
    if not plan.is_isolated:
        yield from _refuse_undecided(plan)


def _refuse_undecided(plan: Plan) -> Iterator[Refusal]:
    taken = {setting.member for setting in (*plan.pre, *plan.members)}
    lost = [
        f"`{field.name}` stays {_words(field, isolated)}"
        for field, member, python, isolated in _differing()
        if python == _UNDECIDED and member not in taken
    ]
    if lost:
        yield Refusal(
            path="interpreter.profile",
            code="profile-cut-short",
            message=(
                'the profile "python" leaves these to environment, options and locale, which PyInitConfig can\'t: '
                + ", ".join(lost)
            ),
            hint='set each of them, or use the output `c`, or the profile "isolated", which decides them the same way',
            severity=Severity.WARNING,
        )


def _words(field: Field, value: int) -> str:
    for choice in field.choices:
        if choice.c_value == value:
            return f'"{choice.value}"'
    if field.name in {"int_max_str_digits", "perf_profiling"}:
        return str(value)
    return "True" if value else "False"


C_INITCONFIG = Backend(name="c-initconfig", refuse=_refuse, emit=emit, companions=companions)
