"""A config as plain data and back: nothing is lost, and nothing is there that JSON does not carry."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import attrs
import pytest
from hypothesis import given, settings

from configlang.api import evaluate
from configlang.cpython.targets import host_target
from configlang.outputs import emit as emitting
from configlang.outputs.backend import EmitOptions
from configlang.outputs.table import BY_NAME, NO_FILE
from configlang.schema.codec import config_from_data, config_to_data
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.texts import parts_of
from tests.golden.test_golden import RUNS, Run
from tests.hosted import configs_with_values


def is_plain(data: object) -> bool:
    """Tell whether data is made of JSON's own types, and of no subclass of one."""
    if type(data) is dict:
        return all(type(key) is str and is_plain(value) for key, value in data.items())
    if type(data) is list:
        return all(map(is_plain, data))
    return type(data) in {str, int, float, bool, type(None)}


def come_back(config: Config) -> Config:
    """Return what a config is on the other side, having asked its data whether it is plain."""
    data = config_to_data(config)
    assert is_plain(data)
    return config_from_data(json.loads(json.dumps(data)))


def emit(config: Config, *, full: bool = False) -> str:
    """Return the config as JSON, whatever is wrong with it."""
    options = EmitOptions(output=BY_NAME["json"], is_full=full)
    return str(emitting.emit(config, options).files[NO_FILE])


def assert_same(config: Config, other: Config) -> None:
    """Hold that nobody can tell two configs apart."""
    assert config == other
    assert hash(config) == hash(other)
    assert repr(config) == repr(other)
    assert texts_of(config) == texts_of(other)


def texts_of(config: Config) -> list[tuple[Any, ...]]:
    """Return the parts of the paths of a config, which no comparison of texts sees."""
    importer, finder = config.filesystem_importer, config.oxidized_importer
    paths = [getattr(config.interpreter, field.name) for field in attrs.fields(InterpreterConfig)]
    paths += [each.path for each in config.dynamic_extensions]
    paths += (importer and importer.paths) or ()
    paths += (*finder.memory_mapped, finder.extensions) if finder else ()
    return [(type(path), parts_of(path)) for path in paths if isinstance(path, str)]


@given(configs_with_values())
def test_config_comes_back(config: Config) -> None:
    """Whatever a config holds, its data holds all of it: value, hash, look and parts of paths."""
    assert_same(config, come_back(config))


@settings(max_examples=20)
@given(configs_with_values())
def test_outputs_are_the_same(config: Config) -> None:
    """What is emitted from a config that went to and fro is what it was, to the character."""
    assert emit(config, full=True) == emit(come_back(config), full=True)


def options_of(run: Run) -> dict[str, Any]:
    """Return how a run of a golden evaluates its config."""
    words = iter(run.arguments[2:])
    options: dict[str, Any] = {"variables": {}}
    for word in words:
        if word == "-D":
            name, _, value = next(words).partition("=")
            options["variables"][name] = value
        elif word in {"--target", "--python"}:
            options[word.removeprefix("--")] = next(words)
    return options


EVALUATIONS = {(run.folder / run.arguments[1], str(options_of(run))): run for run in RUNS if run.arguments[0] == "eval"}


@pytest.mark.parametrize("run", EVALUATIONS.values(), ids=lambda run: run.name)
def test_golden_comes_back(run: Run) -> None:
    """The config of every golden that has one comes back, and gives the same text."""
    config = evaluate(run.folder / run.arguments[1], **options_of(run)).unchecked
    if config is not None:
        assert_same(config, come_back(config))
        assert emit(config) == emit(come_back(config))


def test_data_has_what_is_set() -> None:
    """Of each part there is what is set alone, under its name, in words that people know."""
    config = Config(
        target="x86_64-unknown-linux-gnu",
        python="3.11",
        interpreter=InterpreterConfig(
            profile="isolated", home="$ORIGIN/python", run_command="$ORIGIN", argv=(), quiet=False, bytes_warning=3
        ),
        static_extensions=(StaticExtension(name="a", init="PyInit_a"),),
        dynamic_extensions=(DynamicExtension(name="b", path="$ORIGIN/b.so"),),
        filesystem_importer=FilesystemImporter(),
        oxidized_importer=OxidizedImporter(memory_mapped=("a", "$ORIGIN/b")),
        compatible_with=Compatibility(python=">=3.11,<3.13"),
    )

    assert config_to_data(config) == {
        "target": "x86_64-unknown-linux-gnu",
        "python": "3.11",
        "interpreter": {
            "argv": [],
            "profile": "isolated",
            "bytes_warning": 3,
            "home": {"written": "$ORIGIN/python"},
            "quiet": False,
            "run_command": "$ORIGIN",
        },
        "static_extensions": [{"name": "a", "init": "PyInit_a"}],
        "dynamic_extensions": [{"name": "b", "path": {"written": "$ORIGIN/b.so"}}],
        "filesystem_importer": {},
        "oxidized_importer": {"memory_mapped": ["a", {"written": "$ORIGIN/b"}]},
        "compatible_with": {"python": ">=3.11,<3.13", "versions": ["3.11", "3.12"]},
    }
    assert_same(config, come_back(config))


def test_smallest_config_is_its_target() -> None:
    """A config that declares nothing is a triple; that of this machine is one, too."""
    config = Config(target=host_target())

    assert config_to_data(config) == {"target": host_target().triple}
    assert_same(config, come_back(config))


def test_importing_it_brings_no_table() -> None:
    """Who sends or gets configs starts without the field table and the classes, until there is a config."""
    code = """if True:
        import sys, configlang.schema.codec
        names = ("config", "interpreter", "table", "values")
        print([name for name in names if f"configlang.schema.{name}" in sys.modules])
    """
    found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert found.stdout == "[]\n"
