"""Rules about isolation: when they keep silent. What they claim is proven in tests/truth/cases/isolation.py."""

from __future__ import annotations

import pytest

from configlang.check.families.isolation import RULES
from tests.unit.check_helpers import messages, problems


@pytest.mark.parametrize(
    "fields",
    [
        {"isolated": True, "use_environment": False, "user_site_directory": False, "safe_path": True},
        {"profile": "isolated", "isolated": False, "safe_path": True, "parse_argv": True},
        # Nothing runs, so that no head of the path is computed.
        {"profile": "isolated", "isolated": False},
        {"profile": "isolated", "isolated": True},
        {"site_import": False},
        {"site_import": False, "user_site_directory": False},
        {"use_environment": True},
        {"use_environment": True, "write_bytecode": False, "verbose": 2, "optimization_level": 2, "safe_path": True},
        {"use_environment": False, "write_bytecode": True},
        {"isolated": True, "write_bytecode": True},
    ],
    ids=str,
)
def test_what_works_is_no_finding(fields: dict[str, object]) -> None:
    """Settings that agree with each other, or with what holds anyway, are not remarked on."""
    assert [] == problems(RULES, **fields)  # type: ignore[arg-type]


def test_isolation_is_the_only_reason_where_there_are_two() -> None:
    """With isolation on and `site` off, the user's site-packages are missed once."""
    found = problems(RULES, isolated=True, site_import=False, user_site_directory=True)

    assert ["interpreter.isolated"] == [problem.paths[1] for problem in found]


def test_variables_that_a_field_decides_are_not_missed() -> None:
    """A field that the config sets needs no variable, and with all of them set there is nothing to say."""
    fields: dict[str, object] = {"profile": "isolated", "isolated": False, "use_environment": True}

    one = messages(RULES, **fields, utf8_mode=True, development_mode=False, use_hash_seed=False)
    none = messages(RULES, **fields, utf8_mode=True, development_mode=False, hash_seed=1, tracemalloc=False)

    assert ["PYTHONTRACEMALLOC"] == [message.split("`")[3] for message in one]
    assert one[0].endswith("has already decided what it sets")
    assert [] == none
