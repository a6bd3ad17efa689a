"""
The config as JSON.

pyembed's serde reads it as ``OxidizedPythonInterpreterConfig``. What serde has no form for stands beside that under
names that it ignores: ``packed_resources``, ``extra_extension_modules``, ``argv_text`` (``argv`` as texts),
``dynamic_extensions``, ``compatible_with``, ``host``, ``virtual_environment``, ``environment_variables``,
``host_values``, ``sub_interpreters`` and ``cpython``. What is made of values of the host is unset but for there, since
it is known at run time alone. Keys come in the order of the structs. The text is ASCII, so that it reads the same in
any locale.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from json.encoder import encode_basestring_ascii as quote

from configlang.findings.problem import Problem
from configlang.outputs.backend import BackEnd, EmitOptions
from configlang.outputs.pyembed import packed
from configlang.outputs.pyembed import structs as pyembed
from configlang.outputs.table import Output
from configlang.schema.config import Config, EnvironmentVariable, Host, SubInterpreter
from configlang.schema.field import Field, Kind, Place
from configlang.schema.table import FIELDS

Members = list[tuple[str, str]]
"""Keys with the JSON text of their values, in order."""


def emit(config: Config, options: EmitOptions) -> str:
    """Return the JSON text of a config."""
    config, of_host = _host_values(config)
    members = _fields(config, pyembed.outer_fields(), options)
    inner = _object(_fields(config, pyembed.inner_fields(), options), 1)
    position = sum(
        1 for field in pyembed.outer_fields()[: pyembed.INTERPRETER_CONFIG_INDEX] if _has(members, field.name)
    )
    members.insert(position, ("interpreter_config", inner))
    members += _beside(config, options)
    members += of_host
    return _object(members, 0) + "\n"


def _host_values(config: Config) -> tuple[Config, Members]:
    """Return a config without what is made of values of the host, and what is told of those."""
    if not config.host_values:
        return config, []
    from configlang.outputs.documents import host_values
    from configlang.schema.host_values import without

    members: Members = [("values", _rows([_object(each, 3) for each in host_values.declared(config)], 2))]
    settings: Members = [
        (path, parts if isinstance(parts, str) else _list(parts, 3)) for path, parts in host_values.settings(config)
    ]
    if settings:
        members.append(("settings", _object(settings, 2)))
    return without(config), [("host_values", _object(members, 1))]


def _has(members: Members, name: str) -> bool:
    return any(key == name for key, _ in members)


def _fields(config: Config, fields: Iterable[Field], options: EmitOptions) -> Members:
    members: Members = []
    for field in fields:
        if field.name == "packed_resources":
            rows = _packed_resources(config, options)
            if rows or options.is_full:
                members.append((field.name, _rows(rows)))
        elif field.name == "extra_extension_modules":
            rows = [
                f'{{"name": {quote(extension.name)}, "init_func": {quote(extension.init)}}}'
                for extension in config.static_extensions
            ]
            if rows or options.is_full:
                members.append((field.name, _rows(rows) if rows else "null"))
        else:
            value = pyembed.narrow(field, pyembed.value_of(config, field))
            if value is None and options.is_full:
                value = None if field.is_optional else field.default
                members.append((field.name, "null" if value is None else _value(field, value, config)))
            elif value is not None:
                members.append((field.name, _value(field, value, config)))
    return members


def _value(field: Field, value: pyembed.Value, config: Config) -> str:
    if isinstance(value, tuple):
        if field.kind is Kind.OS_STR_LIST and field.place is not Place.CPYTHON:
            return _list([_os_string(item, is_windows=config.target.is_windows) for item in value], 2)
        return _list([quote(item) for item in value], 2)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        # pyembed's levels are enums that serde reads from strings.
        return f'"{value}"' if field.kind is Kind.LEVEL and value < len(field.choices) else str(value)
    return quote(value)


def _os_string(text: str, *, is_windows: bool) -> str:
    """Return serde's form of an OsString: the units of the target's own encoding."""
    if is_windows:
        data = text.encode("utf-16-le")
        units = [data[index] | data[index + 1] << 8 for index in range(0, len(data), 2)]
        return f'{{"Windows": {units}}}'
    return f'{{"Unix": {list(text.encode("utf-8"))}}}'


def _packed_resources(config: Config, options: EmitOptions) -> list[str]:
    embedded = config.oxidized_importer.embedded if config.oxidized_importer else ()
    rows = [f'{{"memory": {quote(path)}}}' for path in embedded]
    if packed.is_embedded(config):
        name = packed.file_name(options)
        if name is None:
            data = base64.b64encode(packed.contents(config)).decode("ascii")
            rows.append(f'{{"memory_base64": "{data}"}}')
        else:
            rows.append(f'{{"memory": {quote(name)}}}')
    return rows + [f'{{"memory_mapped_path": {quote(path)}}}' for path in packed.mapped_paths(config)]


def _beside(config: Config, options: EmitOptions) -> Members:
    members: Members = []
    for field in pyembed.outer_fields():
        if field.kind is Kind.OS_STR_LIST and isinstance(value := pyembed.value_of(config, field), tuple):
            # serde's form of it is for Rust alone.
            members.append((f"{field.name}_text", _list([quote(item) for item in value], 1)))
    if config.dynamic_extensions:
        rows = [
            f'{{"name": {quote(module.name)}, "path": {quote(module.path)}, "loader": {quote(module.loader)}}}'
            for module in config.dynamic_extensions
        ]
        members.append(("dynamic_extensions", _rows(rows)))
    meant = config.compatible_with
    if meant:
        parts: Members = [("python", quote(meant.python))] if meant.python else []
        parts.append(("versions", _inline([quote(str(version)) for version in meant.versions])))
        if meant.builds:
            parts.append(("builds", _inline([quote(build) for build in meant.builds])))
        if meant.targets:
            parts.append(("targets", _inline([quote(target) for target in meant.targets])))
        members.append(("compatible_with", _object(parts, 1)))
    if config.host:
        members.append(("host", _object(_host(config.host), 1)))
    if config.virtual_environment:
        members.append(("virtual_environment", _object([("path", quote(config.virtual_environment.path))], 1)))
    if config.environment_variables:
        members.append(("environment_variables", _rows([_variable(each) for each in config.environment_variables])))
    if config.sub_interpreters:
        members.append(("sub_interpreters", _rows([_sub_interpreter(each) for each in config.sub_interpreters])))
    if cpython := _cpython(config, options):
        members.append(("cpython", _object(cpython, 1)))
    return members


def _host(host: Host) -> Members:
    members: Members = [("outputs", _inline([quote(name) for name in host.outputs]))]
    if host.libpython:
        members.append(("libpython", quote(host.libpython)))
    members += [(name, "true") for name in ("plugin", "adopt", "sealed") if getattr(host, name)]
    if not host.console:
        members.append(("console", "false"))
    return members


def _variable(variable: EnvironmentVariable) -> str:
    """Return a variable as an object on one line: what becomes of it, and whether that is only where it is unset."""
    what = '"remove": true' if variable.value is None else f'"value": {quote(variable.value)}'
    kept = "" if variable.overwrite else ', "overwrite": false'
    return f'{{"name": {quote(variable.name)}, {what}{kept}}}'


def _sub_interpreter(interpreter: SubInterpreter) -> str:
    """Return a sub-interpreter as an object on one line, with the switches that are set."""
    members = [f'"name": {quote(interpreter.name)}', f'"gil": {quote(interpreter.gil)}']
    given = {name: getattr(interpreter, name) for name in interpreter.settings}
    members += [f'"{name}": {"true" if value else "false"}' for name, value in given.items() if value is not None]
    return f"{{{', '.join(members)}}}"


def _cpython(config: Config, options: EmitOptions) -> Members:
    """Return what pyembed has no field or no value for, under the names of the fields."""
    set_beyond = dict(pyembed.beyond(config))
    members: Members = []
    for field in FIELDS:
        if field in set_beyond:
            members.append((field.name, _value(field, set_beyond[field], config)))
        elif options.is_full and field.place is Place.CPYTHON:
            members.append((field.name, "null"))
    importer = config.filesystem_importer
    if importer and importer.mode != "replace":
        paths: Members = [
            ("mode", quote(importer.mode)),
            ("paths", _list([quote(path) for path in importer.paths or ()], 3)),
        ]
        members.append(("module_search_paths", _object(paths, 2)))
    return members


# The writers. `json.dumps` with an indent runs in Python and is several times slower than these joins.


def _object(members: Members, depth: int) -> str:
    if not members:
        return "{}"
    indent = "  " * (depth + 1)
    body = f",\n{indent}".join(f'"{key}": {value}' for key, value in members)
    return f"{{\n{indent}{body}\n{'  ' * depth}}}"


def _list(items: list[str], depth: int) -> str:
    flat = _inline(items)
    if len(flat) <= 100 - 2 * depth:
        return flat
    indent = "  " * (depth + 1)
    body = f",\n{indent}".join(items)
    return f"[\n{indent}{body}\n{'  ' * depth}]"


def _rows(items: list[str], depth: int = 1) -> str:
    """Return a list of records, one a line."""
    if not items:
        return "[]"
    indent = "  " * (depth + 1)
    return f"[\n{indent}" + f",\n{indent}".join(items) + f"\n{'  ' * depth}]"


def _inline(items: list[str]) -> str:
    return f"[{', '.join(items)}]"


def _refuse(config: Config, output: Output) -> Iterable[Problem]:
    # JSON is read by programs other than pyembed too, so it says whatever a config can hold.
    del config, output
    return ()


BACK_ENDS = {"json": BackEnd(_refuse, emit, packed.companions)}
