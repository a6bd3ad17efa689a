"""The config object: frozen, compared by value, hashable, and silent about what is unset."""

from __future__ import annotations

import copy
import pickle
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings

from configlang.cpython.targets import Target, parse_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version, to_versions
from configlang.schema import config as config_module
from configlang.schema.config import Compatibility, Config, FilesystemImporter, OxidizedImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import FIELDS
from tests.hosted import configs_with_values

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
CLASSES = [value for value in vars(config_module).values() if isinstance(value, type) and attrs.has(value)]


def test_classes_are_the_public_ones() -> None:
    """The laws below are those of every class that a config is made of."""
    assert {
        "Compatibility",
        "Config",
        "DynamicExtension",
        "EnvironmentVariable",
        "FilesystemImporter",
        "Host",
        "HostValue",
        "InterpreterConfig",
        "OxidizedImporter",
        "StaticExtension",
        "SubInterpreter",
        "Target",
        "VirtualEnvironment",
    } == {each.__name__ for each in CLASSES}


@pytest.mark.parametrize("each", CLASSES, ids=lambda each: each.__name__)
def test_classes_are_frozen_and_slotted(each: type) -> None:
    """No attribute can be set, added or deleted, by anybody."""
    required = [field.name for field in attrs.fields(each) if field.default is attrs.NOTHING]
    more = {"remove": True} if each is config_module.EnvironmentVariable else {}
    instance = each(**{name: {"target": LINUX, "outputs": ("json",)}.get(name, "x") for name in required}, **more)
    (name, *_) = (field.name for field in attrs.fields(each))

    assert not hasattr(instance, "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(instance, name, "y")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        delattr(instance, name)
    with pytest.raises((attrs.exceptions.FrozenInstanceError, AttributeError)):
        instance.no_such_attribute = 1


@pytest.mark.parametrize("each", [each for each in CLASSES if each is not Target], ids=lambda each: each.__name__)
def test_classes_are_built_by_name(each: type) -> None:
    """No caller depends on the order of the fields, which is that of pyembed's structs and may grow."""
    with pytest.raises(TypeError):
        each("x")


@settings(max_examples=20)
@given(configs_with_values())
def test_equal_configs_are_one_key(config: Config) -> None:
    """A copy is equal, has the same hash and the same repr, and finds the same entry of a dict."""
    other = pickle.loads(pickle.dumps(config))  # noqa: S301 - pickled a line above

    assert config == other
    assert hash(config) == hash(other)
    assert repr(config) == repr(other)
    assert {config: 1}[copy.deepcopy(config)] == 1


@settings(max_examples=20)
@given(configs_with_values())
def test_any_change_makes_another_config(config: Config) -> None:
    """Configs that differ in one field are not equal, be it one of pyembed's or of CPython's alone."""
    interpreter = config.interpreter

    for changed in (
        attrs.evolve(interpreter, quiet=not interpreter.quiet),
        attrs.evolve(interpreter, verbose=3 if interpreter.verbose != 3 else 4),
        attrs.evolve(interpreter, safe_path=not interpreter.safe_path),
    ):
        assert config != attrs.evolve(config, interpreter=changed)
    assert config != attrs.evolve(config, python=None if config.python else str(config.versions[0]))


@settings(max_examples=20)
@given(configs_with_values())
def test_config_on_another_version_differs_in_that_alone(config: Config) -> None:
    """What is evaluated for a version, and for none, is otherwise the same."""
    version = config.versions[0]

    assert attrs.evolve(config, python=version) == config.on(version)
    assert attrs.evolve(config, python=None) == config.on(version).on(None)
    assert config.on(config.python) is config


@settings(max_examples=20)
@given(configs_with_values())
def test_repr_is_python(config: Config) -> None:
    """What is shown makes an equal config again."""
    assert config == eval(repr(config), dict(vars(config_module)))  # noqa: S307 - our own repr


def test_repr_shows_only_what_is_set() -> None:
    """Of some seventy fields people see those that say something; False, 0 and an empty tuple do."""
    config = Config(
        target=LINUX,
        interpreter=InterpreterConfig(isolated=False, argv=(), hash_seed=0),
        static_extensions=(StaticExtension(name="a", init="b"),),
        filesystem_importer=FilesystemImporter(mode="append", paths=("a",)),
        oxidized_importer=OxidizedImporter(),
    )

    assert repr(config) == (
        f"Config(target={LINUX!r}, interpreter=InterpreterConfig(argv=(), isolated=False, hash_seed=0), "
        "static_extensions=(StaticExtension(name='a', init='b'),), "
        "filesystem_importer=FilesystemImporter(paths=('a',), mode='append'), oxidized_importer=OxidizedImporter())"
    )
    assert repr(InterpreterConfig()) == "InterpreterConfig()"


def test_interpreter_has_the_fields_of_the_table() -> None:
    """The class and the table agree on names and order; only the profile has a default other than None."""
    fields = attrs.fields(InterpreterConfig)

    assert [field.name for field in FIELDS if field.owner is None] == [field.name for field in fields]
    assert {field.name: field.default for field in fields if field.default is not None} == {"profile": "python"}


@pytest.mark.parametrize(
    ("python", "meant", "versions", "is_for_all"),
    [
        (None, None, PYTHON_VERSIONS, True),
        ("3.9", None, ("3.9",), False),
        (None, Compatibility(python=">=3.13"), ("3.13", "3.14", "3.15"), False),
        ("3.13", Compatibility(python=">=3.13"), ("3.13",), False),
        (None, Compatibility(python=">=3.8"), PYTHON_VERSIONS, False),
        (None, Compatibility(targets=(LINUX.triple,)), PYTHON_VERSIONS, True),
    ],
)
def test_versions_are_those_that_must_be_served(
    python: str | None, meant: Compatibility | None, versions: tuple[str | Version, ...], is_for_all: bool
) -> None:
    """The version of whoever evaluates goes before those of the config, and all are meant where neither names any."""
    config = Config(target=LINUX, python=python, compatible_with=meant)

    assert (to_versions(versions), is_for_all) == (config.versions, config.is_for_all_versions)


@pytest.mark.parametrize(
    ("named", "triples"),
    [
        (None, [LINUX.triple]),
        ((), [LINUX.triple]),
        ((LINUX.triple,), [LINUX.triple]),
        (("aarch64-apple-ios", LINUX.triple), ["aarch64-apple-ios", LINUX.triple]),
    ],
)
def test_targets_are_those_that_must_be_served(named: tuple[str, ...] | None, triples: list[str]) -> None:
    """The targets that a config names are meant, in their order, and without any the one that it is evaluated for."""
    meant = None if named is None else Compatibility(targets=named)

    assert list(map(parse_target, triples)) == list(Config(target=LINUX, compatible_with=meant).targets)


def test_sources_are_no_part_of_a_config() -> None:
    """Nothing in a config says where it came from: that is beside it, in the evaluation."""
    text = Path(config_module.__file__).read_text(encoding="utf-8")

    assert "findings" not in text
    assert "Span" not in text
