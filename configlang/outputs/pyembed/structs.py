"""A config as pyembed's two structs: which value each of their fields has, and what they can't say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.findings.problem import Problem
from configlang.findings.suggest import enumerate_names
from configlang.outputs.served import refuse_unserved
from configlang.outputs.table import Output, Starter
from configlang.schema.config import Config, HostValue
from configlang.schema.field import Field, Kind, Place
from configlang.schema.table import ARGUMENTS, FIELDS
from configlang.schema.texts import has_origin, host_parts

Value = bool | int | str | tuple[str, ...]


def value_of(config: Config, field: Field) -> Value | None:
    """
    Return the value of a field of one of the structs, None where it is unset.

    The fields that rules of their own set are answered too, except ``packed_resources`` and
    ``extra_extension_modules``, which hold records and not plain values.
    """
    importer, oxidized = config.filesystem_importer, config.oxidized_importer
    if field.owner is None:
        value: Value | None = getattr(config.interpreter, field.name)
        return value
    if field.name == "filesystem_importer":
        return importer.enabled if importer else None
    if field.name == "module_search_paths":
        return importer.paths if importer and importer.mode == "replace" else None
    if field.name == "oxidized_importer":
        return True if oxidized else None
    # The inner argv: pyembed lets the outer one win, which is where the argument `argv` goes.
    return None


def narrow(field: Field, value: Value | None) -> Value | None:
    """Return a value as pyembed's type of the field holds it; None for what only CPython's own type can."""
    if value is None or field.place is Place.CPYTHON:
        return None
    if field.kind is Kind.BOOL:
        return value if isinstance(value, bool) else None
    if field.kind is Kind.LEVEL:
        return value if isinstance(value, int) and value < len(field.choices) else None
    if field.kind is Kind.CHOICE:
        is_known = isinstance(value, str) and all(
            choice.variant is not None for choice in field.choices if choice.value == value
        )
        return value if is_known else None
    return value


def beyond(config: Config) -> Iterator[tuple[Field, Value]]:
    """Return the fields, in order, that are set to what pyembed has no field or no value for."""
    for field in FIELDS:
        if field.owner is None:
            value = value_of(config, field)
            if value is not None and narrow(field, value) is None:
                yield field, value


def refuse(config: Config, output: Output) -> Iterator[Problem]:
    """List what pyembed can't do: what only CPython knows, the computed path kept, ``$ORIGIN`` where it stays text."""
    yield from _refuse_beyond(_without_host_values(config))
    yield from _refuse_variables(config, output)
    yield from _refuse_interpreters(config, output)
    yield from _refuse_environment(config)
    yield from _refuse_importer_mode(config)
    yield from _refuse_adoption(config)
    yield from _refuse_origin(config)
    yield from _refuse_host_values(config, output)
    yield from _refuse_python(config, output)


def _refuse_beyond(config: Config) -> Iterator[Problem]:
    for field, value in beyond(config):
        if field.place is Place.CPYTHON:
            message = f"`{field.name}`: pyembed has no such field"
        else:
            shown = f'"{value}"' if isinstance(value, str) else str(value)
            message = f"`{field.name}`: pyembed can't say {shown}"
        yield Problem(
            code="not-expressible",
            message=message,
            paths=(f"interpreter.{field.name}",),
            hint=f"the outputs `c` and `rust-ffi` can; for pyembed, {_instead(field)}",
        )


def _instead(field: Field) -> str:
    if field.place is Place.CPYTHON:
        return "leave it unset"
    if field.kind is Kind.BOOL:
        return "write True or False"
    if field.kind is Kind.LEVEL:
        return f"write 0 to {len(field.choices) - 1}"
    known = [choice.value for choice in field.choices if choice.variant is not None]
    return f"write {enumerate_names(known)}"


def _refuse_variables(config: Config, output: Output) -> Iterator[Problem]:
    for variable in config.environment_variables:
        what = "a document for PyOxy" if output.starter is Starter.PYOXY else "pyembed"
        own = f"have the host call `std::env::{'remove' if variable.remove else 'set'}_var` before the start"
        hint = "set it where the command is started" if output.starter is Starter.PYOXY else own
        yield Problem(
            code="not-expressible",
            message=f"`environment_variable`: {what} leaves `{variable.name}` as it is",
            paths=(f"environment_variable:{variable.name}",),
            hint=hint,
        )


def _refuse_interpreters(config: Config, output: Output) -> Iterator[Problem]:
    for interpreter in config.sub_interpreters:
        yield Problem(
            code="not-expressible",
            message=f"`sub_interpreter`: the output `{output.name}` can't start `{interpreter.name}`",
            paths=(f"sub_interpreter:{interpreter.name}",),
            hint="use one of the outputs `c`, `c-initconfig` and `rust-ffi`",
        )


def _refuse_environment(config: Config) -> Iterator[Problem]:
    if config.virtual_environment is not None:
        yield Problem(
            code="not-expressible",
            message="`virtual_environment`: pyembed lets variables of the environment choose another one",
            paths=("virtual_environment.path",),
            hint=(
                "set `executable` to the absolute path of its interpreter, and have the host remove `PYTHONEXECUTABLE`"
                " and `__PYVENV_LAUNCHER__` before the start"
            ),
        )


def _refuse_importer_mode(config: Config) -> Iterator[Problem]:
    importer = config.filesystem_importer
    if importer and importer.mode != "replace":
        yield Problem(
            code="not-expressible",
            message=f'`mode = "{importer.mode}"`: pyembed has no way to keep the path that CPython computes',
            paths=("filesystem_importer.mode",),
            hint='use mode = "replace" and list the standard library too, with stdlib_paths from @stdlib//:paths.bzl',
        )


def _refuse_adoption(config: Config) -> Iterator[Problem]:
    if config.host is not None and config.host.adopt:
        yield Problem(
            code="not-expressible",
            message="`adopt`: pyembed starts an interpreter of its own, and takes over none that runs already",
            paths=("host.adopt",),
            hint="the outputs `c`, `c-initconfig` and `rust-ffi` can",
        )


def _refuse_origin(config: Config) -> Iterator[Problem]:
    defaults = {value.name: value.default_texts for value in config.host_values}
    for field in FIELDS:
        if field.expands_origin:
            continue
        value = value_of(config, field)
        of_default = next((name for name in _host_parts(value) if any(map(has_origin, defaults.get(name, ())))), None)
        if has_origin(value) or of_default:
            where = f" in the default of `{of_default}`" if of_default else ""
            yield Problem(
                code="origin-not-expanded",
                message=f"`{field.name}`: pyembed takes `$ORIGIN`{where} here for the name of a folder",
                paths=(f"interpreter.{field.name}",),
                hint=(
                    "it expands $ORIGIN in the paths of the importers and in tcl_library;"
                    " set this field from the host's own code, or leave it unset"
                ),
            )


def _host_parts(value: Value | None) -> Iterator[str]:
    for text in value if isinstance(value, tuple) else (value,):
        yield from host_parts(text)


def _without_host_values(config: Config) -> Config:
    """Return a config without what is made of values of the host, of which more is said elsewhere."""
    if not config.host_values:
        return config
    from configlang.schema.host_values import without

    return without(config)


def _refuse_host_values(config: Config, output: Output) -> Iterator[Problem]:
    if not config.host_values:
        return
    from configlang.schema.host_values import uses

    for use in uses(config):
        part, _, name = use.path.partition(".")
        if part not in {"interpreter", "filesystem_importer"}:
            # What pyembed has nothing of is refused anyway.
            continue
        fault = _fault_of_host_values(config, output, name, use.names)
        if fault is not None:
            message, hint = fault
            yield Problem(code="not-expressible", message=f"`{name}`: {message}", paths=(use.path,), hint=hint)


def _fault_of_host_values(config: Config, output: Output, name: str, values: Sequence[str]) -> tuple[str, str] | None:
    """Return what an output can't make of values of the host in a field, and what to do."""
    field = ARGUMENTS.get(name)
    if field is not None and field.place is Place.CPYTHON:
        return "pyembed has no such field", "the outputs `c` and `rust-ffi` can; for pyembed, leave it unset"
    shown = f"`{'`, `'.join(values)}`"
    if output.starter is Starter.PYOXY:
        return f"a document for PyOxy takes no value of the host ({shown})", "write it out"
    if output.name == "rust-expr":
        # What is missing or out of range ends a function with an error, and an expression not at all.
        return (
            f"a literal takes no value of the host ({shown}), which may be missing",
            "use the output `rust`, whose function takes them",
        )
    (declared,) = (each for each in config.host_values if each.name == values[0])
    if declared.type == "int" and field is not None:
        return _fault_of_number(field, declared)
    return None


def _fault_of_number(field: Field, value: HostValue) -> tuple[str, str] | None:
    if field.kind is Kind.BOOL:
        return (
            f"pyembed has a bool here, and `{value.name}` is an int of the host",
            "declare it with `type = bool`, or use one of the outputs `c` and `rust-ffi`",
        )
    if value.default is not None and narrow(field, value.default) is None:
        return f"pyembed can't say {value.default}, the default of `{value.name}`", _instead(field)
    return None


def _refuse_python(config: Config, output: Output) -> Iterator[Problem]:
    claim = f"pyembed starts CPython {output.versions[0]} to {output.versions[-1]}"
    if config.python is not None:
        if not output.extent.covers(config.python):
            yield Problem(
                code="python-unsupported",
                message=f"{claim}; with {config.python} it compiles all the same, and corrupts memory",
                paths=("compatible_with.python",),
                hint="it reads PyConfig in the layout of 3.11, without a check",
            )
        return
    yield from refuse_unserved(
        config,
        output,
        claim=claim,
        hint=None,
        partial_hint='add "<3.12", or link the generated code with 3.11 or older only',
    )


def outer_fields() -> tuple[Field, ...]:
    """Return the fields of the outer struct in order, without ``interpreter_config``, which stands third."""
    return tuple(field for field in FIELDS if field.place is Place.OUTER)


def inner_fields() -> tuple[Field, ...]:
    """Return the fields of the inner struct in order."""
    return tuple(field for field in FIELDS if field.place is Place.INNER)


INTERPRETER_CONFIG_INDEX = 2
"""Where ``interpreter_config`` stands among the outer fields."""
