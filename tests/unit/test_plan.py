"""What hosts without pyembed can't do: each such setting is refused at its place, and nothing else is."""

from __future__ import annotations

import pytest

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.outputs.emit import back_end_of
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config, OxidizedImporter, StaticExtension
from configlang.schema.interpreter import InterpreterConfig

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")

Told = list[tuple[str, tuple[str, ...]]]


def told(config: Config, output: str) -> Told:
    """Return the code and the settings of each refusal."""
    refusals = back_end_of(BY_NAME[output]).refuse(config, BY_NAME[output])
    return [(problem.code, problem.paths) for problem in refusals]


def of_fields(output: str, **fields: object) -> Told:
    """Return the same for a config of some fields of the isolated profile."""
    interpreter = InterpreterConfig(**{"profile": "isolated", **fields})  # type: ignore[arg-type]
    return told(Config(target=LINUX, python=Version("3.14"), interpreter=interpreter), output)


@pytest.mark.parametrize("output", ["c", "c-initconfig", "rust-ffi"])
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("allocator_backend", "rust", "not-expressible"),
        ("allocator_backend", "default", None),
        ("allocator_raw", False, "not-expressible"),
        ("allocator_raw", True, None),
        ("allocator_mem", True, "not-expressible"),
        ("allocator_mem", False, None),
        ("multiprocessing_start_method", "spawn", "not-expressible"),
        ("multiprocessing_start_method", "auto", None),
        ("multiprocessing_start_method", "none", None),
        ("write_modules_directory_env", "MODULES", "not-expressible"),
        ("exe", "$ORIGIN/app", "origin-not-expanded"),
        ("exe", "/opt/app", None),
        ("origin", "$ORIGIN", "origin-not-expanded"),
        ("origin", "/opt/app", None),
        ("python_path_env", "$ORIGIN/lib", "origin-not-expanded"),
        ("python_path_env", "/opt:$ORIGIN/lib", "origin-not-expanded"),
        ("python_path_env", "/opt:/lib", None),
        ("home", "$ORIGIN", None),
    ],
)
def test_field_that_a_host_cannot_do(output: str, name: str, value: object, code: str | None) -> None:
    """What only pyembed does, and a folder made from itself, is refused; a value that asks for nothing is not."""
    assert ([] if code is None else [(code, (f"interpreter.{name}",))]) == of_fields(output, **{name: value})


@pytest.mark.parametrize("output", ["c", "c-initconfig", "rust-ffi"])
def test_oxidized_finder_is_of_pyembed(output: str) -> None:
    """OxidizedFinder is refused at what it is to find."""
    interpreter = InterpreterConfig(profile="isolated")
    found = [
        told(Config(target=LINUX, python=Version("3.14"), interpreter=interpreter, oxidized_importer=importer), output)
        for importer in (OxidizedImporter(embedded=("a",)), OxidizedImporter(embedded=("a",), memory_mapped=("b",)))
    ]

    assert [
        [("not-expressible", ("oxidized_importer.embedded",))],
        [("not-expressible", ("oxidized_importer.memory_mapped",))],
    ] == found


@pytest.mark.parametrize(("output", "is_refused"), [("c", True), ("c-initconfig", True), ("rust-ffi", False)])
def test_rust_path_is_for_rust(output: str, *, is_refused: bool) -> None:
    """C can't follow a Rust path; Rust can, and a symbol will do for both."""
    extensions = (StaticExtension(name="a", init="crate::a::init"), StaticExtension(name="b", init="PyInit_b"))
    config = Config(
        target=LINUX,
        python=Version("3.14"),
        interpreter=InterpreterConfig(profile="isolated"),
        static_extensions=extensions,
    )

    assert ([("not-expressible", ("static_extension:a.init",))] if is_refused else []) == told(config, output)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        # PyInitConfig leaves nothing open.
        ({"int_max_str_digits": -1}, [("not-expressible", ("interpreter.int_max_str_digits",))]),
        ({"int_max_str_digits": 0}, []),
        # The isolated profile is the only one that it knows the defaults of.
        ({"profile": "python"}, [("profile-cut-short", ("interpreter.profile",))]),
    ],
)
def test_pyinitconfig_decides_everything(fields: dict[str, object], expected: Told) -> None:
    """What leaves a decision to CPython is refused for PyInitConfig, and for no other output."""
    assert expected == of_fields("c-initconfig", **fields)
    assert [] == of_fields("c", **fields)


def test_field_that_ended_before_there_was_a_pyinitconfig() -> None:
    """A field that no CPython with PyInitConfig has is refused where the config names no versions."""
    interpreter = InterpreterConfig(profile="isolated", show_alloc_count=True)

    assert ("not-expressible", ("interpreter.show_alloc_count",)) in told(
        Config(target=LINUX, interpreter=interpreter), "c-initconfig"
    )
