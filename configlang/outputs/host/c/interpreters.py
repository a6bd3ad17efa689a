"""The functions that start sub-interpreters: one for each kind, after whose name it is called."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from configlang.schema.config import SubInterpreter


def starts(prefix: str, interpreters: Iterable[SubInterpreter]) -> dict[str, Callable[[], str]]:
    """Return what makes the functions, by their names without the prefix."""
    return {f"start_{each.name}": partial(_start, prefix, each) for each in interpreters}


def declarations(prefix: str, interpreters: Iterable[SubInterpreter]) -> Iterator[str]:
    """Yield the lines that declare the functions."""
    yield from (f"{_declaration(prefix, each)};" for each in interpreters)


def _declaration(prefix: str, interpreter: SubInterpreter) -> str:
    parameters = f"const {prefix}_host *host, PyThreadState **state, {prefix}_status *status"
    return f"int {prefix}_start_{interpreter.name}({parameters})"


def _start(prefix: str, interpreter: SubInterpreter) -> str:
    gil = f"PyInterpreterConfig_{'OWN' if interpreter.has_own_gil else 'SHARED'}_GIL"
    switches = [*((name, int(value)) for name, value in interpreter.settings.items()), ("gil", gil)]
    lines = "".join(f"        config.{name} = {value};\n" for name, value in switches)
    return f"""\
{_declaration(prefix, interpreter)}
{{
    static const char step[] = "starting the sub-interpreter {interpreter.name}";
    *state = NULL;
#if PY_VERSION_HEX >= 0x030c0000
    {{
        PyInterpreterConfig config;
        memset(&config, 0, sizeof config);
{lines}\
        return {prefix}_start_interpreter(&config, host, state, step, status);
    }}
#else
    (void)host;
    return {prefix}_fail(status, step, "it needs CPython 3.12");
#endif
}}
"""
