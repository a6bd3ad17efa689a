"""Rules about switches: when they keep silent. What they claim is proven in tests/truth/cases/switches.py."""

from __future__ import annotations

import pytest

from configlang.check.families.switches import RULES
from tests.unit.check_helpers import problems

SCRIPT = {"skip_first_source_line": True}


@pytest.mark.parametrize(
    "fields",
    [
        {"development_mode": True},
        {"profile": "isolated", "development_mode": False},
        {"profile": "isolated", "development_mode": True, "fault_handler": False},
        {"development_mode": True, "allocator": "default"},
        {"development_mode": False, "allocator": "not-set"},
        {"allocator": "not-set"},
        {"malloc_stats": False, "allocator": "malloc"},
        {"dump_refs": False, "parser_debug": False, "show_ref_count": False},
        {"warn_default_encoding": False},
        {"install_signal_handlers": True},
        {"write_bytecode": False},
        {"buffered_stdio": False},
        {"use_frozen_modules": True},
        {"use_frozen_modules": False, "home": "/python"},
        {**SCRIPT, "run_filename": "app.bat"},
        # The command line may name a script.
        {**SCRIPT, "parse_argv": True},
        {**SCRIPT},
    ],
    ids=str,
)
def test_what_works_is_no_finding(fields: dict[str, object]) -> None:
    """Switches that do what they say, or say what holds anyway, are not remarked on."""
    assert [] == problems(RULES, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"parse_argv": False}, "there is no `run_filename`"),
        ({"profile": "isolated"}, "there is no `run_filename`"),
        ({"run_filename": "app.bat", "run_command": "pass"}, "`run_command` is read from its first line on"),
        ({"run_module": "app"}, "`run_module` is read from its first line on"),
    ],
    ids=str,
)
def test_skipped_line_needs_the_script_that_runs(fields: dict[str, object], reason: str) -> None:
    """The finding names what runs instead of a script, also where a script is named and loses."""
    found = problems(RULES, **SCRIPT, **fields)  # type: ignore[arg-type]

    assert [f"`skip_first_source_line = True` has no effect: {reason}"] == [problem.message for problem in found]


def test_statistics_of_malloc_do_not_crash() -> None:
    """Without pymalloc there is nothing to print, and so nothing to crash CPython 3.12."""
    found = problems(RULES, malloc_stats=True, allocator="malloc-debug")

    assert ["interpreter.allocator"] == [problem.paths[1] for problem in found]
