"""
Conditions as cfgs, those of PyO3 among them, and what they stand before.

``Py_3_11`` is set for 3.11 and every later version. A crate has such cfgs only where its build script calls
``pyo3_build_config::use_pyo3_cfgs()``. ``Py_3_8`` is not among those of PyO3 0.30, so that it is named nowhere but in
the check that there are any.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from configlang.cpython.builds import FREE_THREADED, HAS_FREE_THREADED, WINDOWS
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.outputs.host.conditions import All, Condition, Has, Not, Since, before
from configlang.outputs.host.plan import Plan, Setting
from configlang.outputs.host.presence import (
    Refusal,
    refuse_build,
    refuse_later,
    refuse_other_builds,
    refuse_others,
    refuse_versions,
    within,
)
from configlang.outputs.host.rust.layout import Node, statement
from configlang.outputs.host.rust.part import part
from configlang.outputs.layout import string
from configlang.schema.config import Config

_ALWAYS = "all()"
_NEVER = "any()"


def to_cfg(condition: Condition) -> str:
    """Return a condition as a cfg, which is ``all()`` where it always holds, and ``any()`` where it never does."""
    if isinstance(condition, Since):
        return f"Py_3_{condition.version.minor}" if condition.version > PYTHON_VERSIONS[0] else _ALWAYS
    if isinstance(condition, Has):
        return condition.trait.cfg
    if isinstance(condition, Not):
        return _contrary(to_cfg(condition.condition))
    parts = [to_cfg(part) for part in condition.conditions]
    if isinstance(condition, All):
        return _join("all", parts, neutral=_ALWAYS, deciding=_NEVER)
    return _join("any", parts, neutral=_NEVER, deciding=_ALWAYS)


def _contrary(cfg: str) -> str:
    if cfg in {_ALWAYS, _NEVER}:
        return _NEVER if cfg == _ALWAYS else _ALWAYS
    return cfg[4:-1] if cfg.startswith("not(") else f"not({cfg})"


def _join(word: str, cfgs: Iterable[str], *, neutral: str, deciding: str) -> str:
    """Return several cfgs as one, without those that decide nothing."""
    parts = [cfg for cfg in cfgs if cfg != neutral]
    if deciding in parts:
        return deciding
    return parts[0] if len(parts) == 1 else f"{word}({', '.join(parts)})"


def build_script(config: Config, plan: Plan) -> str:
    """Return the item that refuses to compile without the cfgs, or for a CPython that the config is not meant for."""
    guards = [
        "\n" + _refuse(cfg, refusal.message)
        for refusal in refusals(config, plan)
        if (cfg := to_cfg(refusal.condition)) != _NEVER
    ]
    return part("build_script", GUARDS="".join(guards))


def _refuse(cfg: str, message: str) -> str:
    # Where there are no cfgs at all, one message is enough.
    attribute = f"    #[cfg(all(any(Py_3_8, Py_3_9), {cfg}))]\n"
    return attribute + statement(4, Node("compile_error!", (string(message),), has_comma=False))


def refusals(config: Config, plan: Plan) -> Iterator[Refusal]:
    """Yield why the module must not compile: versions and builds that the config is not meant for, or lack members."""
    for setting in (*plan.pre, *plan.members):
        yield from refuse_versions(config, setting)
        yield from refuse_build(setting)
    yield from refuse_others(config)
    yield from refuse_other_builds(config)
    yield from refuse_later(plan)


def guarded(config: Config, setting: Setting, indent: int, lines: Callable[[int], str]) -> str:
    """Return the statements that set a member, which ``lines`` lays out, in a block where not every CPython has it."""
    condition = within(config, setting)
    return block(indent, condition, lines) if condition.conditions else lines(indent)


def block(indent: int, condition: Condition, lines: Callable[[int], str]) -> str:
    """Return statements in a block that is there under a condition; no block where there are none."""
    inner, start = lines(indent + 4), " " * indent
    return f"{start}#[cfg({to_cfg(condition)})]\n{start}{{\n{inner}{start}}}\n" if inner else ""


def links(config: Config) -> Iterator[str]:
    """Yield the attributes that name the library of every CPython on Windows, and of the one that comes next."""
    next_one = PYTHON_VERSIONS[-1].following
    versions = [*config.versions, *((next_one,) if config.versions[-1] == PYTHON_VERSIONS[-1] else ())]
    for version in versions:
        conditions: list[Condition] = [Since(version)]
        if version != next_one:
            conditions.append(before(version.following))
        name = f"python3{version.minor}"
        if HAS_FREE_THREADED.covers(version):
            yield link([*conditions, Not(Has(FREE_THREADED))], name)
            yield link([*conditions, Has(FREE_THREADED)], f"{name}t")
        else:
            yield link(conditions, name)


def link(conditions: Iterable[Condition], library: str) -> str:
    """Return the attribute that names a library of CPython on Windows under some conditions."""
    inside = to_cfg(All([Has(WINDOWS), *conditions])), f'link(name = "{library}", kind = "raw-dylib")'
    row = ", ".join(inside)
    if len(row) <= _ATTRIBUTE_WIDTH:
        return f"#[cfg_attr({row})]\n"
    return "#[cfg_attr(\n    {},\n    {}\n)]\n".format(*inside)


_ATTRIBUTE_WIDTH = 70
"""rustfmt's ``attr_fn_like_width``: what the parentheses of an attribute hold on one line."""
