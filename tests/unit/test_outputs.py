"""What holds for every output of the table: nothing that a config says is dropped without a word."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Literal

import attrs
import pytest
from hypothesis import given, settings

from configlang.cpython.targets import Target
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.findings.finding import Severity
from configlang.outputs.backend import Contents, EmitOptions
from configlang.outputs.emit import emit, refuse
from configlang.outputs.table import OUTPUTS, Output
from configlang.schema.config import (
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
)
from configlang.schema.field import Field, Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.rules import RULES
from configlang.schema.texts import Part, part_written, parts_of, to_path
from tests.emitting import meant_for
from tests.strategies import ARGUMENTS, configs

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")

ONLY_CHECKED = {
    "compatible_with": "it says what a config is checked for",
    "dynamic_extension": "a library in a file is found by its place, which is checked; the host has no part in it",
}
"""What a config declares and no output has to show, and why."""

every_output = pytest.mark.parametrize("output", OUTPUTS, ids=lambda output: output.name)


ALIKE = {
    "multiprocessing_start_method": {"none", "auto"},
}
"""Values of a field that an output need not tell apart: without OxidizedFinder, nothing sets a start method."""


def files_of(config: Config, output: Output) -> dict[str, Contents]:
    """Return the files of a config; none where it is refused."""
    return emit(config, EmitOptions(output), "app.x").files


def errors_of(config: Config, output: Output) -> list[str]:
    """Return the paths of what an output refuses in a config."""
    return [path for refusal in refuse(config, output) if refusal.is_error for path in refusal.paths]


# Fields


def samples(field: Field) -> list[Any]:
    """Return values of a field: each that there is, or some."""
    if field.kind is Kind.BOOL:
        return [False, True, *([field.maximum] if field.maximum else [])]
    if field.kind is Kind.INT:
        return [field.minimum, field.maximum or 7]
    if field.kind is Kind.LEVEL:
        return list(range(len(field.choices)))
    if field.kind is Kind.CHOICE:
        words = [f"{choice.value}x" if choice.value.endswith(":") else choice.value for choice in field.choices]
        return [*words, *([field.maximum] if field.maximum else [])]
    return ["/some/text"] if field.kind in {Kind.STR, Kind.PATH} else [("/some/text",)]


@every_output
@pytest.mark.parametrize("field", ARGUMENTS, ids=lambda field: field.name)
def test_no_field_is_dropped(field: Field, output: Output) -> None:
    """Each value of a field changes the output or is refused, but for one at most: that which holds anyway."""
    # Something must ask for the folder of the executable, or its fields say nothing.
    base = InterpreterConfig(sys_meipass=None if field.name == "sys_meipass" else True)
    unset = files_of(Config(target=LINUX, interpreter=base), output)
    same = []
    for value in samples(field):
        config = Config(target=LINUX, interpreter=attrs.evolve(base, **{field.name: value}))
        emitted = emit(config, EmitOptions(output), "app.x")
        if emitted.files == unset:
            same.append(value)
        # A value that is refused is refused by name.
        errors = {each.paths for each in emitted.refusals if each.is_error}
        assert errors <= {(f"interpreter.{field.name}",)}

    assert len(same) <= 1 or set(same) == ALIKE.get(field.name)
    assert not any(isinstance(value, tuple) or str(value).startswith("/") for value in same)


# Modules and importers, with their paths


def parts(config: Config) -> Iterator[tuple[str, Config]]:
    """Yield the path of everything that a config declares beside fields, and the config without it."""
    for rule in ("static_extension", "dynamic_extension"):
        modules = getattr(config, f"{rule}s")
        for index, module in enumerate(modules):
            less = {f"{rule}s": modules[:index] + modules[index + 1 :]}
            is_packed = rule == "dynamic_extension" and module.loader == "oxidized"
            yield f"{'packed' if is_packed else rule}:{module.name}", attrs.evolve(config, **less)
    for rule, names in (("filesystem_importer", ("paths",)), ("oxidized_importer", ("embedded", "memory_mapped"))):
        importer = getattr(config, rule)
        for name in names if importer is not None else ():
            paths = getattr(importer, name) or ()
            # A mode that adds needs something to add.
            is_needed = name == "paths" and importer.mode != "replace" and len(paths) == 1
            for index in range(0 if is_needed else len(paths)):
                changed = attrs.evolve(importer, **{name: paths[:index] + paths[index + 1 :]})
                yield f"{rule}.{name}", attrs.evolve(config, **{rule: changed})
    if config.filesystem_importer is not None:
        importer = config.filesystem_importer
        yield (
            "filesystem_importer.enabled",
            attrs.evolve(config, filesystem_importer=attrs.evolve(importer, enabled=not importer.enabled)),
        )
    if config.host is not None and config.host.adopt:
        yield "host.adopt", attrs.evolve(config, host=attrs.evolve(config.host, adopt=False))
    if config.virtual_environment is not None:
        yield "virtual_environment.path", attrs.evolve(config, virtual_environment=None)
    for index, variable in enumerate(config.environment_variables):
        others = config.environment_variables[:index] + config.environment_variables[index + 1 :]
        yield f"environment_variable:{variable.name}", attrs.evolve(config, environment_variables=others)
    for index, interpreter in enumerate(config.sub_interpreters):
        kinds = config.sub_interpreters[:index] + config.sub_interpreters[index + 1 :]
        yield f"sub_interpreter:{interpreter.name}", attrs.evolve(config, sub_interpreters=kinds)
    if config.oxidized_importer is not None:
        # A library for it goes with it.
        files = tuple(each for each in config.dynamic_extensions if each.loader == "filesystem")
        yield "oxidized_importer", attrs.evolve(config, oxidized_importer=None, dynamic_extensions=files)


@every_output
@settings(max_examples=20)
@given(config=configs())
def test_no_declaration_is_dropped(output: Output, config: Config) -> None:
    """Each module, importer and path of a config changes the output, or the output refuses the config with it."""
    # Fields have a test of their own, and most outputs refuse some.
    config = attrs.evolve(config, python=None, interpreter=InterpreterConfig(), compatible_with=None)
    config = without_refused(config, output)
    files = files_of(config, output)
    assert files
    for path, less in parts(config):
        if path.partition(":")[0] not in ONLY_CHECKED:
            assert files != files_of(less, output), path


def without_refused(config: Config, output: Output) -> Config:
    """Return a config without the parts that an output refuses it for."""
    if config.filesystem_importer is not None and "filesystem_importer.mode" in errors_of(config, output):
        config = attrs.evolve(config, filesystem_importer=attrs.evolve(config.filesystem_importer, mode="replace"))
    while errors := errors_of(config, output):
        # Taking it out must help, or the refusal was for something else than it says.
        config = next(less for _, less in parts(config) if len(errors_of(less, output)) < len(errors))
    return config


# Parts of paths


def with_field(field: Field, path: str) -> Config:
    """Return a config with a path in a field; something asks for the folder of the executable there."""
    values: dict[str, Any] = {"sys_meipass": True, field.name: path}
    return Config(target=LINUX, interpreter=InterpreterConfig(**values))


MODES: Any = RULES["filesystem_importer"].parameters["mode"].choices


def with_search_path(mode: Literal["replace", "prepend", "append"], path: str) -> Config:
    """Return a config with a path for the importer of files."""
    return Config(target=LINUX, filesystem_importer=FilesystemImporter(paths=("/lib", path), mode=mode))


def with_mapped(path: str) -> Config:
    """Return a config with a packed-resources file that is mapped."""
    return Config(target=LINUX, oxidized_importer=OxidizedImporter(memory_mapped=(path,)))


def with_written(path: str) -> Config:
    """Return a config with a packed-resources file that configlang writes, to be mapped from a path."""
    packed = DynamicExtension(name="a", path="a.so", loader="oxidized")
    return Config(
        target=LINUX, dynamic_extensions=(packed,), oxidized_importer=OxidizedImporter(extensions=path, embedded=("x",))
    )


PLACES: dict[str, Callable[[str], Config]] = {
    **{f"interpreter.{field.name}": partial(with_field, field) for field in ARGUMENTS if field.kind is Kind.PATH},
    **{f"filesystem_importer.{mode}": partial(with_search_path, mode) for mode in MODES},
    "oxidized_importer.memory_mapped": with_mapped,
    "oxidized_importer.extensions": with_written,
}
"""Where a config has paths that the host reads, each as what puts one there."""

REFUSED_AS = {
    "filesystem_importer.prepend": "filesystem_importer.mode",
    "filesystem_importer.append": "filesystem_importer.mode",
    "oxidized_importer.extensions": "oxidized_importer.embedded",
}
"""What an output names instead where it has no such paths at all."""


@every_output
@pytest.mark.parametrize("place", PLACES)
def test_no_part_of_a_path_is_dropped(place: str, output: Output) -> None:
    """Each part of a path, literal or not, changes the output, or the output refuses the path by its name."""
    path, put = "a$ORIGIN/b$ORIGIN", PLACES[place]
    parts = parts_of(to_path(path))
    files, errors = files_of(put(path), output), errors_of(put(path), output)
    less = [files_of(put(written(parts[:index] + parts[index + 1 :])), output) for index in range(len(parts))]

    assert bool(files) is not bool(errors)
    assert {place, REFUSED_AS.get(place)} & {*errors} if errors else files not in less


def written(parts: tuple[Part, ...]) -> str:
    """Return a path as people write it."""
    return "".join(map(part_written, parts))


# Versions


@every_output
def test_unserved_versions_are_refused(output: Output) -> None:
    """A config for versions that an output does not serve alone is refused, one for others as well is warned of."""
    unserved = tuple(version for version in PYTHON_VERSIONS if version not in output.versions)
    if not unserved:
        return
    for versions, severity in ((unserved, Severity.ERROR), (PYTHON_VERSIONS, Severity.WARNING)):
        meant = meant_for(versions)
        refusals = refuse(Config(target=LINUX, compatible_with=meant), output)
        assert [severity] == [each.weight for each in refusals if each.code == "python-unsupported"]
