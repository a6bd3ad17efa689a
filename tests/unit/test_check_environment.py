"""Rules about variables of the environment: what they keep silent about, and what they name."""

from __future__ import annotations

import pytest

from configlang import EnvironmentVariable
from configlang.check.families.environment import RULES
from configlang.cpython.variables import VARIABLES
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import ARGUMENTS
from tests.unit.check_helpers import problems_of

LINUX = "x86_64-unknown-linux-gnu"
WINDOWS = "x86_64-pc-windows-msvc"


def found(
    name: str,
    *,
    target: str = LINUX,
    output: str = "c",
    value: str | None = "1",
    version: str = "3.14",
    **fields: object,
) -> set[str]:
    """Return the codes of what is said of a config with one variable, which is removed where it has no value."""
    variable = EnvironmentVariable(name=name, value=value, remove=value is None)
    interpreter = InterpreterConfig(**fields)  # type: ignore[arg-type]
    config = Config(target=target, interpreter=interpreter, environment_variables=(variable,))
    return {problem.code for problem in problems_of(RULES, config, version=version, output=output)}


@pytest.mark.parametrize(
    "name", ["TZ", "SSL_CERT_FILE", "PYTHONUSERBASE", "PYTHONSTARTUP", "PYTHON_KEYRING_BACKEND", "LDFLAGS"]
)
def test_variables_of_others_are_no_finding(name: str) -> None:
    """What CPython does not look at, or no field says, is set without a word."""
    assert set() == found(name)
    assert set() == found(name, profile="isolated")


@pytest.mark.parametrize("name", ["PYTHONUTF8", "PYTHONEXECUTABLE", "LD_LIBRARY_PATH", "PYTHONUTF"])
def test_what_is_removed_is_no_finding(name: str) -> None:
    """A variable may be taken away from this interpreter and others whatever it is."""
    assert set() == found(name, value=None)
    assert set() == found(name, value=None, profile="isolated")


def test_variables_that_act_on_top_are_no_more_than_said_by_a_field() -> None:
    """A field that gives way to its variable does not keep it from being read."""
    assert {"variable-has-field"} == found("PYTHONDONTWRITEBYTECODE", write_bytecode=True)
    assert {"variable-unread"} == found("PYTHONHASHSEED", hash_seed=3)
    assert {"variable-has-field"} == found("PYTHONIOENCODING", value="utf-8:replace", stdio_encoding="utf-8")


def test_windows_knows_names_in_any_case() -> None:
    """There, names are one whose letters differ in case; the dynamic loader of others has no say."""
    assert set() == found("pythonutf8")
    assert {"variable-has-field"} == found("PythonUtf8", target=WINDOWS)
    assert set() == found("LD_LIBRARY_PATH", target=WINDOWS)
    assert {"variable-of-loader"} == found("DYLD_LIBRARY_PATH", target="aarch64-apple-darwin")


def test_empty_values_are_for_others_than_windows() -> None:
    """A value that is empty, or not, is a finding where Windows alone is meant."""
    assert set() == found("PAGER", value="")
    assert {"empty-variable"} == found("PAGER", value="", target=WINDOWS)
    assert set() == found("PAGER", value="$ORIGIN", target=WINDOWS)


def test_initconfig_decides_as_the_isolated_profile_does() -> None:
    """PyInitConfig leaves nothing undecided, so that a variable comes too late in either profile."""
    assert {"variable-unread"} == found("PYTHONDEVMODE", output="c-initconfig")
    assert {"variable-has-field"} == found("PYTHONOPTIMIZE", output="c-initconfig")


def test_table_names_fields_that_there_are() -> None:
    """Each variable sets arguments of `interpreter`."""
    assert [] == [name for name, variable in VARIABLES.items() if not set(variable.fields) <= set(ARGUMENTS)]
