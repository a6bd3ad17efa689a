"""What a config says beside what CPython came up with, member by member."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from configlang.boot.record import Difference, Module
from configlang.boot.start import Seen
from configlang.cpython.builds import Python
from configlang.cpython.command_line import Program, meant
from configlang.cpython.versions import Version
from configlang.light.typed import Any
from configlang.outputs.host.plan import Plan, Setting
from configlang.schema.config import Config
from configlang.schema.field import Field, Kind
from configlang.schema.texts import expand

_SHOWN = 4
"""How many elements of a list are shown before it is cut."""


def compare(config: Config, plan: Plan, seen: Seen, *, python: Python, origin: str) -> tuple[Difference, ...]:
    """
    Return what differs, one difference a field.

    Nothing is said of a member that the CPython lacks, and of values below 0, with which a config leaves a decision to
    CPython. A list may have become longer: what the config says must be in it, in order.

    Args:
        config: The config.
        plan: What a host does with it.
        seen: What it came up with.
        python: What came up.
        origin: What ``$ORIGIN`` meant.
    """
    found: dict[str, Difference] = {}
    for struct, settings in (("pre_config", plan.pre), ("config", plan.members)):
        for setting in settings:
            members = seen.configs.get(struct, {})
            if setting.member in members and setting.field.name not in found:
                difference = _compare(config, setting, members, python=python, origin=origin)
                if difference is not None:
                    found[setting.field.name] = difference
    return (
        *found.values(),
        *_compare_lists(config, plan, seen, python=python, origin=origin),
        *_compare_environment(plan, seen, origin=origin),
        *_compare_prefix(config, seen, python=python, origin=origin),
    )


def _compare(
    config: Config, setting: Setting, members: Mapping[str, Any], *, python: Python, origin: str
) -> Difference | None:
    field, got = setting.field, members[setting.member]
    path, said = f"interpreter.{field.name}", show(getattr(config.interpreter, field.name))
    want = _wanted(setting, python)
    if want is None or (isinstance(want, int) and want < 0) or _is_left_open(setting.member, want, members):
        return None
    if isinstance(want, tuple):
        if isinstance(got, list):
            expanded = [expand(text, origin) for text in want]
            return _compare_list(field.name, path, expanded, got, same=_same(python) if setting.is_path else None)
        return None
    expected = expand(want, origin) if isinstance(want, str) else want
    if _is_same(expected, got, setting, python):
        return None
    return Difference(field=field.name, path=path, said=said, got=_show_as(field, got))


def _wanted(setting: Setting, python: Python) -> int | str | tuple[str, ...] | None:
    """Return what a CPython is told; None where it is told nothing."""
    return setting.value if setting.condition.holds(python) else setting.older


def _is_left_open(member: str, want: object, members: Mapping[str, Any]) -> bool:
    """Tell whether the locale decides, where it is read; CPython then replaces the value by what came of it."""
    return member == "coerce_c_locale" and want == 1 and bool(members.get("configure_locale"))


def _is_same(want: int | str, got: object, setting: Setting, python: Python) -> bool:
    if want == got:
        return True
    if setting.field.kind is Kind.BOOL and setting.field.maximum is None:
        # CPython 3.10 to 3.12 note with a 2 in parse_argv that the command line is parsed.
        return isinstance(got, int) and bool(want) == bool(got)
    if not isinstance(want, str) or not isinstance(got, str):
        return False
    if setting.member.endswith("_encoding"):
        # CPython writes the names of codecs in its own way.
        return _codec(want) == _codec(got)
    return setting.is_path and _same(python)(want, got)


def _codec(name: str) -> str:
    return name.casefold().replace("_", "-")


def _same(python: Python) -> Callable[[str, str], bool]:
    """Return what tells whether two paths are equal for a CPython."""
    return _is_same_on_windows if python.target.is_windows and os.name != "nt" else _is_same_path


def _is_same_path(want: str, got: str) -> bool:
    """Tell whether two paths are equal once they are absolute: CPython makes some of them so."""
    return want == got or (bool(want) and os.path.abspath(want) == os.path.abspath(got))


def _is_same_on_windows(want: str, got: str) -> bool:
    """Tell whether two paths of Windows are equal, as far as their texts say."""
    import ntpath

    return want == got or (bool(want) and ntpath.normcase(ntpath.normpath(want)) == ntpath.normcase(got))


def _compare_lists(config: Config, plan: Plan, seen: Seen, *, python: Python, origin: str) -> Iterator[Difference]:
    """Yield what differs in the lists that are no members of a plan's settings: paths and the command line."""
    paths = [expand(text, origin) for text in plan.search_paths or plan.extra_paths]
    got_paths = seen.sys.get("path") if plan.search_paths is None else _member(seen, "module_search_paths")
    if isinstance(got_paths, list):
        where = "filesystem_importer.paths"
        difference = _compare_list("paths", where, paths, [str(each) for each in got_paths], same=_same(python))
        if difference is not None:
            yield difference
    argv, is_parsed = seen.sys.get("argv"), bool(_member(seen, "parse_argv"))
    if plan.argv is not None and argv != list(meant_argv(config, plan.argv, python.version, is_parsed=is_parsed)):
        yield Difference(field="argv", path="interpreter.argv", said=show(plan.argv), got=show(argv))


def _compare_environment(plan: Plan, seen: Seen, *, origin: str) -> Iterator[Difference]:
    """Yield the variables of the environment that are not what the config makes of them."""
    for variable in plan.variables:
        got = seen.environment.get(variable.name)
        want = None if variable.value is None else expand(variable.value, origin)
        # What was there stays where the config says so.
        if got != want and (variable.overwrites or got is None):
            path = f"environment_variable:{variable.name}"
            said = "that it is removed" if variable.value is None else show(variable.value)
            yield Difference(field=variable.name, path=path, said=said, got="none" if got is None else show(got))


def _compare_prefix(config: Config, seen: Seen, *, python: Python, origin: str) -> Iterator[Difference]:
    """Yield the virtual environment, where it is not what came up."""
    if config.virtual_environment is not None:
        path, got = config.virtual_environment.path, str(seen.sys.get("prefix"))
        if not _same(python)(expand(path, origin), got):
            where = "virtual_environment.path"
            yield Difference(field="virtual_environment", path=where, said=show(path), got=f"the prefix {show(got)}")


def meant_argv(config: Config, argv: Sequence[str], version: Version, *, is_parsed: bool) -> tuple[str, ...]:
    """Return what ``sys.argv`` is to be before the program runs, of a command line that a config fixes."""
    if not is_parsed:
        return tuple(argv) or ("",)
    interpreter = config.interpreter
    fields = ("run_command", "run_module", "run_filename")
    name = next((field for field in fields if getattr(interpreter, field) is not None), None)
    text = None if name is None else getattr(interpreter, name)
    return meant(argv, Program(field=name, text=text, is_asked=interpreter.parse_argv is not None), version)


def _member(seen: Seen, name: str) -> object:
    return seen.configs.get("config", {}).get(name)


def _compare_list(
    field: str, path: str, want: Sequence[str], got: Sequence[str], *, same: Callable[[str, str], bool] | None
) -> Difference | None:
    """Require all of a list to be in another one, in order; `same` tells of paths whether they are equal."""
    rest = iter(got)
    for index, text in enumerate(want):
        if not any(same(text, each) if same else text == each for each in rest):
            return Difference(field=field, path=path, said=show(text), got=show(tuple(got)), element=index)
    return None


# Modules


def modules_of(config: Config, seen: Seen) -> tuple[Module, ...]:
    """Return what came of each declared module."""
    static = [extension.name for extension in config.static_extensions]
    names = [*static, *(extension.name for extension in config.dynamic_extensions)]
    unreached = {"error": "the interpreter ended before it was imported"}
    results = {name: seen.imports.get(name, unreached) for name in names}
    return tuple(
        Module(
            name=name,
            is_static=name in static,
            is_stand_in=name in seen.stand_ins,
            origin=_text(result, "origin"),
            loader=_text(result, "loader"),
            error=_text(result, "error"),
        )
        for name, result in results.items()
    )


def _text(found: Mapping[str, Any], key: str) -> str | None:
    value = found.get(key)
    return None if value is None else str(value)


def compare_modules(config: Config, modules: Iterable[Module], *, python: Python, origin: str) -> Iterator[Difference]:
    """Yield the modules that came from elsewhere than where they are declared: another one of the name goes before."""
    paths = {extension.name: extension.path for extension in config.dynamic_extensions}
    for module in modules:
        if module.error is not None:
            continue
        got = show(module.origin)
        if module.is_static and module.origin != "built-in":
            path = f"static_extension:{module.name}"
            yield Difference(field=module.name, path=path, said="a module that is linked in", got=f"that of {got}")
        elif not module.is_static:
            said = expand(paths[module.name], origin)
            if not _is_same_file(said, module.origin or "", python):
                path = f"dynamic_extension:{module.name}.path"
                yield Difference(field=module.name, path=path, said=show(paths[module.name]), got=got)


def _is_same_file(said: str, got: str, python: Python) -> bool:
    same = _same(python)
    return same(said, got) if same is _is_same_on_windows else os.path.realpath(said) == os.path.realpath(got)


# Values as a config has them


def show(value: object) -> str:
    """Return a value as it is written in a config; a long list is cut."""
    if value is None or isinstance(value, bool | int):
        return str(value)
    if isinstance(value, tuple | list):
        shown = [show(each) for each in value[:_SHOWN]]
        return f"[{', '.join([*shown, '...'] if len(value) > _SHOWN else shown)}]"
    return json.dumps(str(value), ensure_ascii=not str(value).isprintable())


def _show_as(field: Field, got: object) -> str:
    """Return what a C member holds as the value of its field."""
    for choice in field.choices:
        if choice.c_value == got and field.kind is Kind.CHOICE:
            return show(choice.value)
    if field.kind is Kind.BOOL and got in (0, 1):
        return str(bool(got))
    return show(got)
