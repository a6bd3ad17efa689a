"""What pyembed's structs can hold of a config, and what is said about the rest."""

from __future__ import annotations

import re
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import Target
from configlang.outputs.pyembed import structs as pyembed
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.field import Kind, Place
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import CPYTHON_FIELDS
from tests.strategies import ARGUMENTS, PYEMBED_ARGUMENTS, configs, interpreters, values, wide_ints

RUST = BY_NAME["rust"]
LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
WIDE = [field for field in PYEMBED_ARGUMENTS if field.kind is not Kind.INT and field.maximum is not None]
NAMES = {"True": True, "False": False, "0": 0, "1": 1, "2": 2}
"""What stands for itself in a hint, and for no text."""
LACKED = [(field, c.value) for field in PYEMBED_ARGUMENTS for c in field.choices if c.variant is None]


@given(st.data())
def test_pyembeds_values_stay_as_they_are(data: st.DataObject) -> None:
    """A value that pyembed's type of a field has is not touched."""
    field = data.draw(st.sampled_from(PYEMBED_ARGUMENTS))
    value = data.draw(values(field, is_for_pyembed=True))

    assert value is pyembed.narrow(field, value)


@given(st.data())
def test_wider_values_are_no_values_of_pyembed(data: st.DataObject) -> None:
    """An int that no bool and no variant stands for is nothing to pyembed, and never a nearby value."""
    field = data.draw(st.sampled_from(WIDE))

    assert pyembed.narrow(field, data.draw(wide_ints(field))) is None


@given(st.data())
def test_fields_of_cpython_are_nothing_to_pyembed(data: st.DataObject) -> None:
    """A field that pyembed lacks has no value there."""
    field = data.draw(st.sampled_from(CPYTHON_FIELDS))

    assert pyembed.narrow(field, data.draw(values(field))) is None


def test_choices_without_a_variant_are_no_values_of_pyembed() -> None:
    """The choices that pyembed's enums lack are nothing to pyembed."""
    assert len(LACKED) == 4
    assert [pyembed.narrow(field, value) for field, value in LACKED] == [None] * 4


@given(interpreters())
def test_beyond_is_what_is_set_and_not_narrow(interpreter: InterpreterConfig) -> None:
    """Each set field is either pyembed's or beyond it; what is beyond comes in the order of the table."""
    beyond = list(pyembed.beyond(Config(target=LINUX, interpreter=interpreter)))

    expected = [
        (field, value)
        for field in ARGUMENTS
        if (value := getattr(interpreter, field.name)) is not None and pyembed.narrow(field, value) is None
    ]
    assert expected == beyond
    assert {"profile"}.isdisjoint(field.name for field, _ in beyond)


@given(configs())
def test_refusals_are_what_is_beyond(config: Config) -> None:
    """What is beyond pyembed is refused once, under its own path, so that people see it at its argument."""
    config = attrs.evolve(config, filesystem_importer=None)

    refused = [refusal for refusal in pyembed.refuse(config, RUST) if refusal.code == "not-expressible"]

    fields = [f"interpreter.{field.name}" for field, _ in pyembed.beyond(config)]
    variables = [f"environment_variable:{each.name}" for each in config.environment_variables]
    kinds = [f"sub_interpreter:{each.name}" for each in config.sub_interpreters]
    environments = ["virtual_environment.path"] * (config.virtual_environment is not None)
    adoptions = ["host.adopt"] * bool(config.host and config.host.adopt)
    expected = [*fields, *variables, *kinds, *environments, *adoptions]
    assert [(path,) for path in expected] == [each.paths for each in refused]


@given(interpreters(is_for_pyembed=True))
def test_pyembeds_values_are_not_refused(interpreter: InterpreterConfig) -> None:
    """Nothing that pyembed can say is called inexpressible."""
    refusals = pyembed.refuse(Config(target=LINUX, interpreter=interpreter), RUST)

    assert [refusal for refusal in refusals if refusal.code == "not-expressible"] == []


@pytest.mark.parametrize(
    ("name", "value"),
    [(field.name, field.maximum) for field in WIDE] + [(field.name, value) for field, value in LACKED],
)
def test_hint_of_a_refused_value_helps(name: str, value: Any) -> None:  # noqa: ANN401 - whatever a field holds
    """Whoever writes one of the values that the hint names is refused no more."""
    (refusal,) = pyembed.refuse(Config(target=LINUX, interpreter=InterpreterConfig(**{name: value})), RUST)
    words = re.findall(r"\"?([\w-]+)\"?(?=,| or|$)", (refusal.hint or "").partition("write ")[2])
    named: list[Any] = [NAMES.get(word, word) for word in words]

    assert named
    for other in named:
        assert [] == list(pyembed.refuse(Config(target=LINUX, interpreter=InterpreterConfig(**{name: other})), RUST))


def test_fields_of_pyembed_are_all_but_cpythons() -> None:
    """The random configs for pyembed set each of its fields, and none that it lacks."""
    assert [field for field in ARGUMENTS if field.place is Place.CPYTHON] == list(CPYTHON_FIELDS)
    assert [*PYEMBED_ARGUMENTS, *CPYTHON_FIELDS] == list(ARGUMENTS)
