"""The config as JSON: what a program that reads it finds there."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang.cpython.targets import Target, parse_target
from configlang.outputs.backend import EmitOptions
from configlang.outputs.documents.json import emit
from configlang.outputs.pyembed import packed
from configlang.outputs.pyembed import structs as pyembed
from configlang.outputs.table import BY_NAME
from configlang.schema.config import (
    Compatibility,
    Config,
    EnvironmentVariable,
    Host,
    SubInterpreter,
    VirtualEnvironment,
)
from configlang.schema.field import Field, Kind
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.part import set_attributes
from configlang.schema.table import CPYTHON_FIELDS, FIELDS
from tests.hosted import configs_with_values
from tests.strategies import configs

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
WINDOWS = parse_target("x86_64-pc-windows-msvc") or LINUX
BESIDE = (
    "argv_text",
    "dynamic_extensions",
    "compatible_with",
    "host",
    "virtual_environment",
    "environment_variables",
    "sub_interpreters",
    "cpython",
    "host_values",
)
CONFIGS = {target: configs(target=target) for target in (LINUX, WINDOWS)}
UNKNOWN_TO_PYEMBED = {"allocator": ("mimalloc", "mimalloc-debug"), "coerce_c_locale": ("off", "auto")}


def read(config: Config, *, is_full: bool = False) -> dict[str, Any]:
    """Return what the JSON of a config says, and refuse keys that stand twice."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len(pairs) == len(dict(pairs))
        return dict(pairs)

    data: dict[str, Any] = json.loads(
        emit(config, EmitOptions(BY_NAME["json"], is_full=is_full)), object_pairs_hook=once
    )
    return data


def unpack(field: Field, value: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return the value of the config that JSON of pyembed's structs stands for."""
    if field.kind is Kind.LEVEL:
        return int(value)
    if field.kind is Kind.OS_STR_LIST:
        return tuple(
            bytes(item["Unix"]).decode() if "Unix" in item
            else b"".join(unit.to_bytes(2, "little") for unit in item["Windows"]).decode("utf-16-le")
            for item in value
        )  # fmt: skip
    return tuple(value) if isinstance(value, list) else value


@pytest.mark.parametrize("target", [LINUX, WINDOWS], ids=lambda target: target.os)
@settings(max_examples=25)
@given(drawn=st.data())
def test_every_value_comes_back(target: Target, drawn: st.DataObject) -> None:
    """A value that is set is in the JSON, as it is; one that is not set is not, nor one that pyembed can't hold."""
    config = drawn.draw(CONFIGS[target])
    data = read(config)

    for fields, part in ((pyembed.outer_fields(), data), (pyembed.inner_fields(), data["interpreter_config"])):
        for field in fields:
            if field.name not in {"packed_resources", "extra_extension_modules"}:
                value = pyembed.value_of(config, field)
                value = value if fits_pyembed(field, value) else None
                assert (value is not None) == (field.name in part)
                assert value is None or value == unpack(field, part[field.name])
    assert [(module.name, module.init) for module in config.static_extensions] == [
        (row["name"], row["init_func"]) for row in data.get("extra_extension_modules", ())
    ]
    oxidized = config.oxidized_importer
    expected = [{"memory": path} for path in oxidized.embedded] if oxidized else []
    mapped = oxidized.memory_mapped if oxidized else ()
    if oxidized and config.packed_extensions:
        if oxidized.extensions is None:
            expected.append({"memory_base64": base64.b64encode(packed.contents(config)).decode()})
        else:
            mapped += (oxidized.extensions,)
    expected += [{"memory_mapped_path": path} for path in mapped]
    assert expected == data.get("packed_resources", [])
    names = ("dynamic_extensions", "compatible_with", "host", "virtual_environment", "environment_variables")
    for name in (*names, "sub_interpreters"):
        assert plain(getattr(config, name)) == data.get(name)


def plain(part: object) -> object:
    """Return what a part of a config is in JSON; None where nothing of it is set."""
    if isinstance(part, tuple):
        return [plain(each) for each in part] or None
    if isinstance(part, Host):
        return {
            "outputs": [*part.outputs],
            **{name: value for name, value in set_attributes(part) if name != "outputs"},
        }
    if isinstance(part, VirtualEnvironment):
        return {"path": part.path}
    if isinstance(part, EnvironmentVariable):
        return {"name": part.name, **dict(set_attributes(part))}
    if isinstance(part, SubInterpreter):
        return {"name": part.name, "gil": part.gil, **dict(set_attributes(part))}
    if isinstance(part, Compatibility):
        targets = {"targets": [*part.targets]} if part.targets else {}
        python = {"python": part.python} if part.python is not None else {}
        return {**python, "versions": [*map(str, part.versions)], **targets}
    return {name: getattr(part, name) for name in ("name", "path", "loader")} if part else None


def fits_pyembed(field: Field, value: object) -> bool:
    """Tell whether pyembed's type of one of its fields has a value."""
    if field.kind is Kind.BOOL:
        return isinstance(value, bool)
    if field.kind is Kind.LEVEL:
        return value in {0, 1, 2}
    if field.kind is Kind.CHOICE:
        return isinstance(value, str) and value not in UNKNOWN_TO_PYEMBED.get(field.name, ())
    return True


@settings(max_examples=50)
@given(configs())
def test_what_pyembed_lacks_stands_beside_it(config: Config) -> None:
    """Under `cpython` stands, as it is, each value of a field of CPython's, and each that pyembed's can't hold."""
    interpreter, importer = config.interpreter, config.filesystem_importer
    expected: dict[str, object] = {
        field.name: getattr(interpreter, field.name)
        for field in FIELDS
        if field.owner is None and getattr(interpreter, field.name) is not None
        if field in CPYTHON_FIELDS or not fits_pyembed(field, getattr(interpreter, field.name))
    }
    if importer and importer.mode != "replace":
        expected["module_search_paths"] = {"mode": importer.mode, "paths": importer.paths}

    found = read(config).get("cpython", {})

    assert list(expected) == list(found)
    assert to_json(expected) == to_json(found)
    assert expected or "cpython" not in read(config)


def to_json(value: object) -> str:
    """Return JSON that tells apart what Python takes for equal, such as 1 and true."""
    return json.dumps(value, indent=1)


def test_plain_values_stand_beside_pyembed() -> None:
    """Whoever reads `cpython` needs no knowledge of Rust: argv is texts there, and a level is a number."""
    interpreter = InterpreterConfig(
        orig_argv=("app", "-v"), optimization_level=3, bytes_warning=4, verbose=2, allocator="mimalloc", safe_path=False
    )
    data = read(Config(target=LINUX, interpreter=interpreter))

    assert data == {
        "interpreter_config": {"profile": "python"},
        "cpython": {
            "allocator": "mimalloc",
            "bytes_warning": 4,
            "optimization_level": 3,
            "verbose": 2,
            "orig_argv": ["app", "-v"],
            "safe_path": False,
        },
    }


@settings(max_examples=25)
@given(configs_with_values())
def test_keys_stand_in_the_order_of_the_structs(config: Config) -> None:
    """People find a field where pyembed declares it, and what pyembed does not know comes last."""
    names = [field.name for field in pyembed.outer_fields()]
    names.insert(pyembed.INTERPRETER_CONFIG_INDEX, "interpreter_config")

    outer = list(read(config))
    inner = list(read(config)["interpreter_config"])

    assert [name for name in [*names, *BESIDE] if name in outer] == outer
    assert [field.name for field in pyembed.inner_fields() if field.name in inner] == inner


@settings(max_examples=25)
@given(configs())
def test_full_form_has_every_field(config: Config) -> None:
    """With --full nothing is left out, and what stands there without it stands there too."""
    full, short = read(config, is_full=True), read(config)

    assert {field.name for field in pyembed.outer_fields()} | {"interpreter_config"} == full.keys() - set(BESIDE)
    assert {field.name for field in pyembed.inner_fields()} == full["interpreter_config"].keys()
    assert {field.name for field in CPYTHON_FIELDS} | short.get("cpython", {}).keys() == full["cpython"].keys()
    for part in ("interpreter_config", "cpython"):
        for name, value in short.pop(part, {}).items():
            assert value == full[part][name]
    for name, value in short.items():
        assert value == full[name]


@settings(max_examples=25)
@given(configs_with_values())
def test_text_is_ascii_with_one_line_end_at_the_end(config: Config) -> None:
    """The text reads the same in any locale, on any system."""
    text = emit(config, EmitOptions(BY_NAME["json"]))

    assert text.isascii()
    assert text.endswith("}\n")
    assert "\r" not in text


@pytest.mark.parametrize(("length", "is_in_line"), [(58, True), (59, False)])
def test_list_is_in_line_up_to_a_hundred_characters(length: int, is_in_line: bool) -> None:
    """A list with its indentation, and without its key, is written on a line as far as a hundred characters go."""
    options = ("a" * 30, "b" * length)
    text = emit(
        Config(target=LINUX, interpreter=InterpreterConfig(warn_options=options)), EmitOptions(output=BY_NAME["json"])
    )

    assert (json.dumps(options) in text) is is_in_line
    assert (4 + len(json.dumps(options)) <= 100) is is_in_line


def test_profile_is_always_said() -> None:
    """Serde has no default for the profile, so it is never left out."""
    assert read(Config(target=LINUX)) == {"interpreter_config": {"profile": "python"}}


def test_unset_value_in_full_form_is_the_default_of_pyembed() -> None:
    """Where pyembed's type is no Option, null would not be read: its own default stands there."""
    data = read(Config(target=LINUX), is_full=True)

    for field in (*pyembed.outer_fields(), *pyembed.inner_fields()):
        part = data if field in pyembed.outer_fields() else data["interpreter_config"]
        expected: object = None if field.is_optional else field.default
        assert (expected if field.name != "packed_resources" else []) == part[field.name]
    assert {field.name: None for field in CPYTHON_FIELDS} == data["cpython"]


def test_value_that_pyembed_lacks_leaves_its_field_unset_in_full_form() -> None:
    """With --full, pyembed's field is null beside a value that stands under `cpython`, and never a nearby value."""
    data = read(Config(target=LINUX, interpreter=InterpreterConfig(verbose=2, coerce_c_locale="off")), is_full=True)

    assert (data["interpreter_config"]["verbose"], data["cpython"]["verbose"]) == (None, 2)
    assert (data["interpreter_config"]["coerce_c_locale"], data["cpython"]["coerce_c_locale"]) == (None, "off")
