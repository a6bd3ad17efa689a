"""The generated index of the families of rules: what each of them is about."""

from __future__ import annotations

import importlib
import pkgutil

from configlang.check import families
from configlang.check.rule import Rule


def index_module() -> str:
    """Return the source of the module that says of each family, without importing it, what it is about."""
    lines = [
        '"""',
        "What each family of rules is about, so that those are imported that may say something of a config.",
        "",
        "Made by tools/generate.py from the families (configlang/check/families): change those and run it again.",
        '"""',
        "",
        "from __future__ import annotations",
        "",
        "Concern = tuple[tuple[str, ...], tuple[str, ...]]",
        '"""',
        "The fields and parts of a config of which one must be set, as rules name what they need, and the names of the",
        "starters of which its output must have one; either may be empty, and then anything does.",
        '"""',
        "",
        "FAMILIES: dict[str, tuple[Concern, ...]] = {",
    ]
    for name, rules in all_families().items():
        lines.append(f'    "{name}": (')
        for starters, needs in _concerns(rules).items():
            lines += ["        (", *_tuple(needs), *_tuple(starters), "        ),"]
        lines.append("    ),")
    return "\n".join([*lines, "}", ""])


def all_families() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the family that has them."""
    modules = {
        each.name: importlib.import_module(f"{families.__name__}.{each.name}")
        for each in pkgutil.iter_modules(families.__path__)
    }
    # What sees a config once, and not as one CPython takes it, is asked of every config.
    return {name: module.RULES for name, module in modules.items() if hasattr(module, "RULES")}


def _concerns(rules: tuple[Rule, ...]) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Return what rules need by the starters that they are for, nothing where one of them needs nothing."""
    needs: dict[tuple[str, ...], set[str]] = {}
    are_for_all: set[tuple[str, ...]] = set()
    for rule in rules:
        starters = tuple(sorted(each.name for each in rule.starters))
        needs.setdefault(starters, set()).update(rule.needs)
        if not rule.needs:
            are_for_all.add(starters)
    return {starters: () if starters in are_for_all else tuple(sorted(needs[starters])) for starters in sorted(needs)}


def _tuple(names: tuple[str, ...]) -> list[str]:
    """Return a tuple as it is formatted here."""
    if not names:
        return ["            (),"]
    quoted = [f'"{name}"' for name in names]
    line = f"            ({', '.join(quoted)}{',' if len(names) == 1 else ''}),"
    if len(line) <= _WIDTH:
        return [line]
    return ["            (", *(f"                {name}," for name in quoted), "            ),"]


_WIDTH = 120
