"""The items that a module has where something uses them, each by the name that it defines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.light.patterns import pattern
from configlang.outputs.host.conditions import Since, before
from configlang.outputs.host.plan import Plan
from configlang.outputs.host.python import program, snippet
from configlang.outputs.host.reach import reach
from configlang.outputs.host.rust import host_values
from configlang.outputs.host.rust.adoption import late_paths
from configlang.outputs.host.rust.conditions import link, links, to_cfg
from configlang.outputs.host.rust.part import part, statements
from configlang.outputs.host.rust.steps import terminated
from configlang.outputs.layout import (
    MOST_WRITTEN_OUT,
    NESTED_WIDTH,
    Array,
    Call,
    Expression,
    Text,
    Vec,
    collected,
    layout,
    string,
    table_rows,
)
from configlang.schema.config import Config

NAMES = pattern(r"(?<![\w.:])([a-z_]\w*(?=!?\()|[A-Z]\w*(?!\w|::))")
"""
The names that Rust code uses: functions and macros where they are called, so that a variable of such a name is none,
and all that begin with a capital. No member of something, and no part of the path of an init function.
"""


def choose(
    helpers: Mapping[str, Callable[[], str]], steps: Iterable[str], sure_steps: Iterable[str]
) -> tuple[list[str], list[str]]:
    """
    Return the helpers that steps need: the macros, which must be written before their calls, and the others.

    Args:
        helpers: All of them.
        steps: The steps of the module.
        sure_steps: What every CPython and platform has of them. A helper that these do without may go unused.
    """
    used, sure = reach(helpers, steps, NAMES), reach(helpers, sure_steps, NAMES)
    chosen = [text if name in sure else _allow_unused(text) for name, text in used.items()]
    return [text for text in chosen if _is_macro(text)], [text for text in chosen if not _is_macro(text)]


def _is_macro(text: str) -> bool:
    return "\nmacro_rules!" in text


def _allow_unused(text: str) -> str:
    kind = "unused_macros" if _is_macro(text) else "dead_code"
    return re.sub(r"(?m)^(?=(?:unsafe )?fn |macro_rules!|const )", f"#[allow({kind})]\n", text)


def helpers(config: Config, plan: Plan, symbols: Mapping[str, str]) -> dict[str, Callable[[], str]]:
    """Return what makes each helper, by the name that it defines, in the order in which they are written."""
    is_first = PYTHON_VERSIONS[0] in config.versions
    return {
        "check": partial(part, "check"),
        "Config": partial(part, "config", INITCONFIG=f"PyConfig_Init{plan.profile}Config"),
        "set": partial(part, "set"),
        "append": partial(part, "append"),
        "args": partial(part, "args") if plan.argv is None else partial(_list, "args_fixed", plan.argv),
        "origin": partial(_place, "origin", plan.fixed_origin),
        "executable": partial(_place, "executable", plan.fixed_executable),
        "expand": partial(part, "expand"),
        "expand_os": partial(part, "expand_os"),
        "Value": partial(part, "value"),
        "values": partial(host_values.values_of, plan),
        "expand_values": partial(part, "expand_values"),
        "expand_values_os": partial(part, "expand_values_os"),
        "parts": partial(part, "parts"),
        "host_passed": partial(host_values.needed, plan.host_values),
        "in_range": partial(part, "in_range"),
        "units": partial(part, "units"),
        "wide": partial(part, "wide"),
        "decode": partial(part, "decode"),
        "narrow": partial(part, "narrow"),
        "MODULES": partial(_modules, plan, symbols),
        "InitFunction": partial(part, "init_function"),
        "add_module": partial(part, "add_module"),
        "set_variable": partial(part, "set_variable"),
        "MINOR": lambda: part("minor", COUNT="".join(_count_of_versions())),
        "check_version": partial(part, "check_version"),
        "share_python": partial(part, "share_python"),
        "put_variable": partial(part, "put_variable"),
        "find_terminfo": partial(part, "find_terminfo"),
        "extend_path": partial(_extend_path, plan, is_first=is_first),
        "AuditHook": partial(part, "audit_hook"),
        "PySys_AddAuditHook": lambda: part("add_audit_hook", LINKS="".join(links(config))),
        "_PyInterpreterState_Get": _interpreter_state_get,
        "extra_paths": partial(_list, "extra_paths", plan.extra_paths),
        "set_sys": partial(part, "set_sys"),
        "argvb": partial(part, "argvb"),
        "is_worker": partial(part, "is_worker"),
        "item": partial(part, "item"),
        "text_of": partial(part, "text_of"),
        "run_worker": partial(part, "run_worker"),
        "RUN_WORKER": partial(_code, "RUN_WORKER", "worker", "Serves as a process of multiprocessing."),
        "run_main": partial(part, "run_main"),
        "prepared": partial(part, "prepared"),
        "show_failure": partial(part, "show_failure"),
        "PROGRAM": lambda: part(
            "python_code",
            NAME="PROGRAM",
            PURPOSE="Runs the program, and shows how it failed.",
            CODE=program(skips_first_line=plan.skips_first_line),
        ),
        "run_script": partial(part, "run_script"),
        "script_names": partial(part, "script_names"),
        "SCRIPT": partial(_code, "SCRIPT", "script", "Begins and ends a script, beside the functions of a program."),
        "ended": partial(part, "ended"),
        "handle": partial(part, "handle"),
        "run_step": partial(part, "run_step"),
        "want_text": partial(part, "want_text"),
        "want_list": partial(part, "want_list"),
        "running": partial(part, "running"),
        "PyConfig_Get": lambda: part("config_get", LINKS="".join(links(config))),
        "configs_as_dict": partial(part, "configs_as_dict"),
        "_Py_GetConfigsAsDict": lambda: part("py_get_configs_as_dict", LINKS="".join(links(config))),
        "late_paths": partial(late_paths, plan),
        "late_modules": partial(part, "late_modules"),
        "has_module": partial(part, "has_module"),
        "create_module": partial(part, "create_module"),
        "execute_module": partial(part, "execute_module"),
        "ADOPTION": partial(
            _code, "ADOPTION", "adopt", "Compares a running interpreter with the config, and adds what it can."
        ),
        "DROP_PATH_FINDER": partial(
            _code,
            "DROP_PATH_FINDER",
            "drop_path_finder",
            "Switches the importer of files off: only the finders of built-in and frozen modules stay.",
        ),
        "DOTTED_FINDER": partial(
            _code,
            "DOTTED_FINDER",
            "dotted_finder",
            "Finds linked-in modules with a dot in their name, which CPython refuses before 3.11.4.",
        ),
        "start_interpreter": partial(part, "start_interpreter"),
        "refuse_daemons": partial(part, "refuse_daemons"),
        "DAEMONS": partial(_code, "DAEMONS", "daemons", "Tells whether threads run that nobody waits for at the end."),
        "execute": partial(part, "execute"),
        "raised": partial(part, "raised"),
        "string": partial(part, "string"),
    }


def _interpreter_state_get() -> str:
    return part("interpreter_state_get", LINKS=link([before(Version("3.9"))], "python38"))


def _count_of_versions() -> Iterator[str]:
    """Yield the terms that count the versions, up to the one that comes next."""
    yield f"{PYTHON_VERSIONS[0].minor}"
    for version in (*PYTHON_VERSIONS[1:], PYTHON_VERSIONS[-1].following):
        yield f"\n    + cfg!({to_cfg(Since(version))}) as u32"


_MODULES_WIDTH = 54
"""What has room on the line of the table of modules, besides what declares it."""


def _modules(plan: Plan, symbols: Mapping[str, str]) -> str:
    rows = [(terminated(name), symbols.get(init, init)) for name, init in plan.modules]
    inside = ", ".join(f"({name}, {init})" for name, init in rows)
    if len(inside) <= _MODULES_WIDTH:
        return part("modules", ROWS=f"[{inside}]")
    # The parentheses of a single row don't count.
    if len(inside) <= NESTED_WIDTH + (2 if len(rows) == 1 else 0):
        return part("modules", ROWS=f"[{inside}]").replace("= &[", "=\n    &[", 1)
    lines = "".join(f"{row}\n" for row in table_rows(rows, "    "))
    return part("modules", ROWS=f"[\n{lines}]")


def _list(name: str, texts: Sequence[str]) -> str:
    literals = [string(text) for text in texts]
    items: Expression = Vec([Call("String::from", Text(literal)) for literal in literals])
    if len(literals) > MOST_WRITTEN_OUT:
        items = collected(Array(literals), "|text| String::from(*text)")
    return part(name, TEXTS=f"    {layout(items, '    ', 4, 0)}\n")


def _place(name: str, fixed: str | None) -> str:
    """Return the function that finds a path at run time, or gives the one that the config fixes."""
    if fixed is None:
        return part(name)
    value = layout(Call("Ok", Call("PathBuf::from", Text(string(fixed)))), "    ", 4, 0)
    return part(f"{name}_fixed", PATH=f"    {value}\n")


def _extend_path(plan: Plan, *, is_first: bool) -> str:
    return part(
        "extend_path",
        EXTEND=statements("extend_path_prepend" if plan.is_prepending else "extend_path_append"),
        NEW="        #[cfg(Py_3_9)]\n" if is_first else "",
        OLD=statements("interpreter_38") if is_first else "",
    )


def _code(name: str, file: str, purpose: str) -> str:
    return part("python_code", NAME=name, PURPOSE=purpose, CODE=snippet(file))
