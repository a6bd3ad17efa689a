"""What the schema says of one literal argument of a rule, before anything runs."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from configlang.findings.suggest import nearest
from configlang.schema.field import Place
from configlang.schema.freeze import ARGUMENTS
from configlang.schema.table import FIELDS
from configlang.schema.values import Converted, Problem, choice, convert_field, flag, show_type, text, text_list


def _variable_default(name: str, value: object) -> Converted:
    if value is None or isinstance(value, (str, bool, int)):
        return value, None
    return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a str, a bool or an int")


def _variable_values(name: str, value: object) -> Converted:
    if value is None or isinstance(value, list):
        return value, None
    return None, Problem("wrong-type", f"`{name}`: got {show_type(value)}, wanted is a list")


_RULES: dict[tuple[str, str], Callable[[str, object], Converted]] = {
    ("static_extension", "name"): text,
    ("static_extension", "init"): text,
    ("dynamic_extension", "name"): text,
    ("dynamic_extension", "path"): partial(text, is_path=True),
    ("dynamic_extension", "loader"): lambda name, value: choice(name, value, ("filesystem", "oxidized")),
    ("filesystem_importer", "paths"): partial(text_list, is_path=True),
    ("filesystem_importer", "mode"): lambda name, value: choice(name, value, ("replace", "prepend", "append")),
    ("filesystem_importer", "enabled"): flag,
    ("oxidized_importer", "embedded"): partial(text_list, is_path=True),
    ("oxidized_importer", "memory_mapped"): partial(text_list, is_path=True),
    ("oxidized_importer", "extensions"): partial(text, is_path=True),
    ("compatible_with", "python"): text,
    ("compatible_with", "targets"): text_list,
    ("variable", "name"): text,
    ("variable", "default"): _variable_default,
    ("variable", "values"): _variable_values,
    ("variable", "doc"): text,
}


def argument_problem(rule: str, argument: str, value: object) -> Problem | None:
    """Return what is wrong with a literal argument: an unknown field, or a value that the field does not admit."""
    if rule == "interpreter":
        field = ARGUMENTS.get(argument)
        if field is None:
            return unknown_field(argument)
        return convert_field(field, value)[1]
    check = _RULES.get((rule, argument))
    return check(argument, value)[1] if check else None


def unknown_field(name: str) -> Problem:
    """Say which field was meant: the other system's name for one, one that a rule of its own sets, or the nearest."""
    for field in FIELDS:
        if name in field.aliases and field.owner is None:
            owner = "CPython" if field.place is Place.CPYTHON else "pyembed"
            return Problem("unknown-field", f"`interpreter` has no field `{name}`", f"{owner} calls it `{field.name}`")
        if field.owner is not None and name in (field.name, *field.aliases):
            hint = f"that is what the rule `{field.owner}` sets"
            return Problem("unknown-field", f"`{name}` is not a field of `interpreter`", hint)
    aliases = {alias: field.name for field in FIELDS if field.owner is None for alias in field.aliases}
    best = nearest(name, [*ARGUMENTS, *aliases])
    hint = f"did you mean `{aliases.get(best, best)}`?" if best else "see the reference page of the fields"
    return Problem("unknown-field", f"`interpreter` has no field `{name}`", hint)
