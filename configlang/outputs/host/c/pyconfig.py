"""
The config as C for any host of CPython 3.8 and newer: a source file and its header over ``PyPreConfig``, ``PyConfig``.

C99 that is C++ as well. ``initialize`` takes all steps in the right order; the steps are functions of their own too,
for hosts that own their structs. Sources: PEP 587 and the page "Python Initialization Configuration" of CPython's docs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from configlang.cpython.targets import minor_of, show_versions
from configlang.outputs.backend import Backend, EmitOptions, Refusal
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.c import fragments as parts
from configlang.outputs.host.c import unit
from configlang.outputs.host.c.text import fill, wide
from configlang.outputs.host.plan import Plan, Setting
from configlang.schema.config import Config


def emit(config: Config, options: EmitOptions) -> str:
    """Return the source file; where it has no name, with the text of its header in the place of the include."""
    plan = hosts.plan(config)
    prefix = unit.prefix_of(options)
    include = f'#include "{options.name}.h"\n' if options.name else _header(config, options)
    body = "\n".join(
        [
            *unit.head(options, _purpose(config)),
            "",
            include,
            *_functions(config, plan),
        ]
    )
    return unit.finish_text(body, prefix, unit.WIDE)


def companions(config: Config, options: EmitOptions) -> dict[str, str]:
    """Return the header."""
    return {".h": unit.finish_text(_header(config, options), unit.prefix_of(options), unit.WIDE)}


def _purpose(config: Config) -> list[str]:
    versions = "3.8 or newer" if config.is_for_all_versions else show_versions(config.versions)
    return [f"Starts a Python interpreter in this program. C99 and C++, for CPython {versions}."]


def _header(config: Config, options: EmitOptions) -> str:
    guard = list(unit.version_guard(config, hosts.plan(config)))
    return unit.header(options, _purpose(config), _STEPS, guard)


_STEPS = """\
/* The steps one by one, for a host that owns its PyPreConfig and PyConfig and adds touches of its own:
 *
 *     PyPreConfig preconfig;
 *     PyConfig config;
 *     §PFX_fill_preconfig(&preconfig);
 *     ... Py_PreInitialize(&preconfig), or with arguments: Py_PreInitializeFromBytesArgs(&preconfig, argc, argv) ...
 *     §PFX_prepare(&host, &status);
 *     §PFX_fill_config(&config, &host, &status);
 *     ... Py_InitializeFromConfig(&config); PyConfig_Clear(&config), also after an error ...
 *     §PFX_finish(&host, &status);
 *
 * The fill functions call PyPreConfig_Init...Config and PyConfig_Init...Config themselves, so touches go after them.
 */
int §PFX_fill_preconfig(PyPreConfig *preconfig);

/* After preinitialisation, before initialisation: the modules that are linked in, variables of the environment. */
int §PFX_prepare(const §PFX_host *host, §PFX_status *status);

/* After preinitialisation. `config` is to be cleared with PyConfig_Clear whatever the result. */
int §PFX_fill_config(PyConfig *config, const §PFX_host *host, §PFX_status *status);

/* After initialisation, with the GIL held: what can only be set in a running interpreter. */
int §PFX_finish(const §PFX_host *host, §PFX_status *status);

/* Turns a PyStatus of the host's own calls into a status: §UPFX_OK, §UPFX_EXIT, or §UPFX_ERROR with `step` before
 * CPython's text. */
int §PFX_check(§PFX_status *status, PyStatus got, const char *step);
"""


def _functions(config: Config, plan: Plan) -> Iterator[str]:
    need = unit.needs(plan, has_old=minor_of(config.versions[0]) < minor_of("3.11"))
    yield unit.SYSTEM_HEADERS
    if need.finds_executable:
        yield unit.EXECUTABLE_HEADERS
    yield from unit.foundation(plan, need, unit.WIDE, check=parts.PYSTATUS, host_text=parts.HOST_TEXT_WIDE)
    yield _SET
    if any(setting.has_origin and isinstance(setting.value, str) for setting in plan.members):
        yield _SET_PATH
    yield from _list_functions(plan)
    escaped = fill(parts.ENCODE, **{"ESCAPED\n": parts.ENCODE_ESCAPED})
    set_variable = f"#ifndef _WIN32\n{escaped}#endif\n\n{parts.SET_VARIABLE_WIDE}"
    yield from unit.features(plan, unit.WIDE, add_modules=parts.ADD_MODULES, set_variable=set_variable)
    yield "\n".join(_fill_preconfig(config, plan))
    yield "\n".join(unit.prepare(plan, unit.WIDE, with_modules=True))
    yield "\n".join(_fill_config(config, plan, fills_program=need.fills_program))
    yield unit.finish(attrs.evolve(plan, has_dotted=need.runs_old_code), unit.WIDE)
    has_38 = "3.8" in config.versions
    after_run = parts.AFTER_RUN if has_38 else ""
    preinitialize = unit.preinitialize(plan, unit.WIDE)
    yield fill(_INITIALIZE, **{"AFTER_RUN\n": after_run, "PREINITIALIZE\n": preinitialize})
    yield unit.run(plan, has_38=has_38).rstrip("\n")
    yield ""


def _list_functions(plan: Plan) -> Iterator[str]:
    """Yield the functions that fill lists: one for lists as they are, one for paths with ``$ORIGIN``."""
    lists = [(setting.value, setting.is_path) for setting in plan.members if isinstance(setting.value, tuple)]
    if plan.search_paths:
        lists.append((plan.search_paths, True))
    expanding = [is_path and hosts.has_origin(items) for items, is_path in lists if items]
    if not all(expanding):
        yield _APPEND
    if any(expanding):
        yield _APPEND_PATHS


_SET = """\
static int §PFX_set(PyConfig *config, wchar_t **member, const wchar_t *text, const char *name, §PFX_status *status)
{
    return §PFX_check(status, PyConfig_SetString(config, member, text), name);
}

/* Sets a member to a text that may be missing, and frees it; missing text has its reason in the status already. */
static int §PFX_set_owned(PyConfig *config, wchar_t **member, wchar_t *text, const char *name, §PFX_status *status)
{
    const int result = text != NULL ? §PFX_set(config, member, text, name, status) : §UPFX_ERROR;
    free(text);
    return result;
}
"""

_SET_PATH = """\
/* Sets a member to a path with every $ORIGIN in it replaced. */
static int §PFX_set_path(PyConfig *config, wchar_t **member, const wchar_t *path, const wchar_t *origin,
                        const char *name, §PFX_status *status)
{
    wchar_t *text = §PFX_expand(path, origin);
    if (text == NULL) {
        return §PFX_fail(status, name, "out of memory");
    }
    return §PFX_set_owned(config, member, text, name, status);
}
"""

_APPEND = """\
static int §PFX_append(PyWideStringList *list, const wchar_t *const *items, size_t count, const char *name,
                      §PFX_status *status)
{
    int result = §UPFX_OK;
    size_t index;
    for (index = 0; result == §UPFX_OK && index < count; index++) {
        result = §PFX_check(status, PyWideStringList_Append(list, items[index]), name);
    }
    return result;
}
"""

_APPEND_PATHS = """\
/* Appends paths with every $ORIGIN in them replaced. */
static int §PFX_append_paths(PyWideStringList *list, const wchar_t *const *paths, size_t count, const wchar_t *origin,
                            const char *name, §PFX_status *status)
{
    int result = §UPFX_OK;
    size_t index;
    for (index = 0; result == §UPFX_OK && index < count; index++) {
        wchar_t *path = §PFX_expand(paths[index], origin);
        result = path != NULL ? §PFX_check(status, PyWideStringList_Append(list, path), name)
                              : §PFX_fail(status, name, "out of memory");
        free(path);
    }
    return result;
}
"""

_INITIALIZE = """\
int §PFX_initialize(const §PFX_host *host, §PFX_status *status)
{
    PyPreConfig preconfig;
    PyConfig config;
    PyStatus got;
    int result;
    if (Py_IsInitialized()) {
        return §PFX_fail(status, "starting Python", "it runs already");
    }
§AFTER_RUN
    §PFX_fill_preconfig(&preconfig);
§PREINITIALIZE
    result = §PFX_check(status, got, "preinitialising Python");
    if (result == §UPFX_OK) {
        result = §PFX_prepare(host, status);
    }
    if (result != §UPFX_OK) {
        return result;
    }
    result = §PFX_fill_config(&config, host, status);
    if (result == §UPFX_OK) {
        result = §PFX_check(status, Py_InitializeFromConfig(&config), "starting Python");
    }
    PyConfig_Clear(&config);
    return result == §UPFX_OK ? §PFX_finish(host, status) : result;
}
"""


def _fill_preconfig(config: Config, plan: Plan) -> Iterator[str]:
    yield "int §PFX_fill_preconfig(PyPreConfig *preconfig)"
    yield "{"
    yield f"    PyPreConfig_Init{_profile(plan)}Config(preconfig);"
    for setting in plan.pre:
        yield from unit.guarded(config, setting, [f"    preconfig->{setting.member} = {setting.value};"])
    yield "    return §UPFX_OK;"
    yield "}"
    yield ""


def _profile(plan: Plan) -> str:
    return "Isolated" if plan.is_isolated else "Python"


def _fill_config(config: Config, plan: Plan, *, fills_program: bool) -> Iterator[str]:
    texts = [setting for setting in plan.members if not isinstance(setting.value, int)]
    needs_origin = (
        any(setting.has_origin for setting in texts) or plan.fills_home or hosts.has_origin(plan.search_paths or ())
    )
    yield from _arrays(config, plan)
    yield "int §PFX_fill_config(PyConfig *config, const §PFX_host *host, §PFX_status *status)"
    yield "{"
    yield "    int result = §PFX_ok(status);"
    if needs_origin:
        yield "    wchar_t *origin = NULL;"
    yield f"    PyConfig_Init{_profile(plan)}Config(config);"
    for setting in plan.members:
        if isinstance(setting.value, int):
            older = None if setting.older is None else [f"    config->{setting.member} = {setting.older};"]
            yield from unit.guarded(config, setting, [f"    config->{setting.member} = {_number(setting)};"], older)
    if plan.search_paths is not None:
        yield "    config->module_search_paths_set = 1;"
    yield from _used(config, texts)
    if needs_origin:
        yield "    origin = §PFX_origin(host, status);"
        yield "    if (origin == NULL) {"
        yield "        return §UPFX_ERROR;"
        yield "    }"
    for setting in texts:
        if setting.member not in {"home", "executable"}:
            yield from unit.guarded(config, setting, _set_text(setting))
    yield from _overridable(plan, "home", "origin" if plan.fills_home else None)
    yield from _overridable(plan, "executable", None)
    if fills_program:
        yield from unit.step(
            '§PFX_set_owned(config, &config->program_name, §PFX_executable(status), "program_name", status)'
        )
    if plan.search_paths:
        yield from unit.step(_append_call("module_search_paths", plan.search_paths, is_path=True))
    yield from _argv(plan)
    if needs_origin:
        yield "    free(origin);"
    yield "    return result;"
    yield "}"
    yield ""


def _used(config: Config, texts: list[Setting]) -> Iterator[str]:
    """Yield statements that use the functions which only members call that not every CPython has."""
    names = {
        ("§PFX_append_paths" if setting.has_origin else "§PFX_append")
        if isinstance(setting.value, tuple)
        else ("§PFX_set_path" if setting.has_origin else "§PFX_set")
        for setting in texts
        if setting.value != () and unit.is_guarded(config, setting)
    }
    yield from (f"    (void){name};" for name in sorted(names))


def _number(setting: Setting) -> str:
    # hash_seed is an unsigned long, whose upper half has no plain literal in C99 on Windows.
    return f"{setting.value}UL" if setting.member == "hash_seed" else str(setting.value)


def _set_text(setting: Setting) -> list[str]:
    member = f"config->{setting.member}"
    if isinstance(setting.value, tuple):
        return unit.step(_append_call(setting.member, setting.value, is_path=setting.is_path)) if setting.value else []
    literal = wide(str(setting.value))
    if setting.has_origin:
        return unit.step(f'§PFX_set_path(config, &{member}, {literal}, origin, "{setting.member}", status)')
    return unit.step(f'§PFX_set(config, &{member}, {literal}, "{setting.member}", status)')


def _append_call(member: str, items: tuple[str, ...], *, is_path: bool) -> str:
    array = f"§PFX_{member}"
    count = f"sizeof {array} / sizeof {array}[0]"
    if is_path and hosts.has_origin(items):
        return f'§PFX_append_paths(&config->{member}, {array}, {count}, origin, "{member}", status)'
    return f'§PFX_append(&config->{member}, {array}, {count}, "{member}", status)'


def _arrays(config: Config, plan: Plan) -> Iterator[str]:
    for setting in plan.members:
        if isinstance(setting.value, tuple) and setting.value:
            yield from unit.guarded(config, setting, [*_array(f"§PFX_{setting.member}", setting.value)])
            yield ""
    if plan.search_paths:
        yield from _array("§PFX_module_search_paths", plan.search_paths)
        yield ""
    if plan.argv:
        yield from _array("§PFX_argv", plan.argv)
        yield ""


def _array(name: str, items: tuple[str, ...]) -> Iterator[str]:
    yield f"static const wchar_t *const {name}[] = {{"
    yield unit.rows(wide(item) for item in items)
    yield "};"


def _overridable(plan: Plan, member: str, otherwise: str | None) -> Iterator[str]:
    """Yield the lines that set what the host may set instead of the config."""
    setting = plan.member(member)
    yield f"    if (result == §UPFX_OK && host != NULL && (host->{member} != NULL || host->w{member} != NULL)) {{"
    yield f'        wchar_t *text = §PFX_host_text(host->{member}, host->w{member}, "{member}", status);'
    yield f'        result = §PFX_set_owned(config, &config->{member}, text, "{member}", status);'
    yield "    }"
    if setting is not None:
        inner = _set_text(setting)
    elif otherwise is not None:
        inner = unit.step(f'§PFX_set(config, &config->{member}, {otherwise}, "{member}", status)')
    else:
        return
    yield inner[0].replace("    if", "    else if", 1)
    yield from inner[1:]


def _argv(plan: Plan) -> Iterator[str]:
    if plan.argv is not None:
        if plan.argv:
            yield from unit.step(
                "§PFX_check(status, PyConfig_SetArgv(config, (Py_ssize_t)(sizeof §PFX_argv / sizeof §PFX_argv[0]),"
                '\n                                                  (wchar_t **)§PFX_argv), "argv")'
            )
        return
    yield "    if (result == §UPFX_OK && host != NULL && host->wargv != NULL) {"
    yield '        result = §PFX_check(status, PyConfig_SetArgv(config, host->argc, (wchar_t **)host->wargv), "argv");'
    yield "    }"
    yield "    else if (result == §UPFX_OK && host != NULL && host->argv != NULL) {"
    yield '        result = §PFX_check(status, PyConfig_SetBytesArgv(config, host->argc, (char **)host->argv), "argv");'
    yield "    }"


def _refuse(config: Config) -> Iterable[Refusal]:
    return hosts.refuse(config, name="c", is_c=True)


C = Backend(name="c", refuse=_refuse, emit=emit, companions=companions)
