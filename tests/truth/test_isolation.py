"""Isolation: what CPython really switches off, and what reaches it in spite of the config."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from configlang import evaluate
from tests.hosts.cpythons import require_cpython
from tests.hosts.programs import Program, Run
from tests.truth import truth
from tests.truth.members import member, pre_member
from tests.truth.truth import VERSIONS, Case

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

SHOW_HEAD = "import sys; print('head', repr(sys.path[0]))"
"""What a program tells of the head of its path: the working folder, which is written as nothing, or not."""

VARIABLES = {
    "PYTHONDEBUG": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONINSPECT": "1",
    "PYTHONMALLOCSTATS": "1",
    "PYTHONNOUSERSITE": "1",
    "PYTHONOPTIMIZE": "2",
    "PYTHONUNBUFFERED": "1",
    "PYTHONVERBOSE": "1",
}

SETTINGS = {
    "buffered_stdio": True,
    "inspect": False,
    "malloc_stats": False,
    "optimization_level": 0,
    "parser_debug": False,
    "user_site_directory": True,
    "verbose": False,
    "write_bytecode": True,
}
"""What the variables overrule, in every version."""


def interpreter(use_environment: object, **fields: object) -> str:
    """Write a config that reads the environment or not, and sets some fields."""
    arguments = ", ".join(
        f"{name} = {value!r}" for name, value in {"use_environment": use_environment, **fields}.items()
    )
    return f"interpreter({arguments})"


def is_overruled(run: Run, **fields: int) -> bool:
    """Tell whether some members are what the environment says."""
    return all(member(run, name) == value for name, value in fields.items())


def overruled(row: tuple[str, str, str, int, str, str]) -> Case:
    """Make the case of one row of `OVERRULED`; `use_environment = False` keeps the variable out."""
    variable, value, setting, becomes, first, last = row
    return Case(
        code="environment-overrules",
        name=setting.replace(" ", ""),
        bad=f"interpreter({setting})",
        good=f"interpreter(use_environment = False, {setting})",
        environment={variable: value},
        claim=lambda run: member(run, setting.partition(" ")[0]) == becomes,
        first=first,
        last=last,
    )


OVERRULED = (
    ("PYTHONPROFILEIMPORTTIME", "1", "import_time = False", 1, "3.8", "3.13"),
    ("PYTHONWARNDEFAULTENCODING", "1", "warn_default_encoding = False", 1, "3.10", "3.14"),
    ("PYTHONSAFEPATH", "1", "safe_path = False", 1, "3.11", "3.14"),
    ("PYTHONNODEBUGRANGES", "1", "code_debug_ranges = True", 0, "3.11", "3.14"),
    ("PYTHON_FROZEN_MODULES", "off", "use_frozen_modules = True", 0, "3.13", "3.14"),
    ("PYTHON_FROZEN_MODULES", "on", "use_frozen_modules = False", 1, "3.13", "3.14"),
    ("PYTHON_THREAD_INHERIT_CONTEXT", "1", "thread_inherit_context = False", 1, "3.14", "3.14"),
    ("PYTHON_CONTEXT_AWARE_WARNINGS", "0", "context_aware_warnings = True", 0, "3.14", "3.14"),
)
"""Fields that give way in some versions: the variable, the setting, what the member becomes, first and last version."""

CASES = (
    Case(
        code="isolated-overrules",
        name="use_environment",
        bad="interpreter(utf8_mode = True, isolated = True, use_environment = True)",
        good="interpreter(utf8_mode = True, use_environment = True)",
        environment={"PYTHONPATH": "/leaked"},
        claim=lambda run: "/leaked" not in run.came_up["path"],
    ),
    Case(
        code="isolated-overrules",
        name="user_site_directory",
        bad='interpreter(profile = "isolated", utf8_mode = True, user_site_directory = True)',
        good='interpreter(profile = "isolated", isolated = False, utf8_mode = True, user_site_directory = True)',
        claim=lambda run: member(run, "user_site_directory") == 0,
    ),
    Case(
        code="isolated-overrules",
        name="safe_path",
        bad=f"interpreter(isolated = True, safe_path = False, parse_argv = False, run_command = {SHOW_HEAD!r})",
        good=f"interpreter(isolated = False, safe_path = False, parse_argv = False, run_command = {SHOW_HEAD!r})",
        is_running=True,
        claim=lambda run: member(run, "safe_path") == 1 and "head" in run.stdout and "head ''" not in run.stdout,
        first="3.11",
    ),
    Case(
        code="safe-path-stays-on",
        bad=f'interpreter(profile = "isolated", isolated = False, utf8_mode = True, run_command = {SHOW_HEAD!r})',
        good=(
            'interpreter(profile = "isolated", isolated = False, safe_path = False, utf8_mode = True,'
            f" run_command = {SHOW_HEAD!r})"
        ),
        is_running=True,
        claim=lambda run: "head" in run.stdout and "head ''" not in run.stdout,
        first="3.11",
    ),
    Case(
        code="user-site-without-site",
        bad="interpreter(site_import = False, user_site_directory = True)",
        good="interpreter(user_site_directory = True)",
        ask="import sys; print(sys.flags.no_user_site, 'site' in sys.modules)",
        claim=lambda run: run.stdout == "0 False\n",
    ),
    Case(
        code="environment-half-read",
        bad='interpreter(profile = "isolated", isolated = False, use_environment = True)',
        good="interpreter(use_environment = True)",
        environment={
            "PYTHONDEVMODE": "1",
            "PYTHONHASHSEED": "7",
            "PYTHONTRACEMALLOC": "3",
            "PYTHONUTF8": "1",
            "PYTHONOPTIMIZE": "1",
        },
        claim=lambda run: (
            is_overruled(run, dev_mode=0, use_hash_seed=0, tracemalloc=0, optimization_level=1)
            and pre_member(run, "utf8_mode") == 0
        ),
    ),
    Case(
        code="environment-overrules",
        name="all versions",
        bad=interpreter(None, **SETTINGS),
        good=interpreter(use_environment=False, **SETTINGS),
        environment=VARIABLES,
        # CPython 3.12.1 crashes at exit with the statistics that this asks for.
        ask="import os; os._exit(0)",
        claim=lambda run: is_overruled(
            run,
            buffered_stdio=0,
            inspect=1,
            malloc_stats=1,
            optimization_level=2,
            parser_debug=1,
            user_site_directory=0,
            verbose=1,
            write_bytecode=0,
        ),
    ),
    *map(overruled, OVERRULED),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_finding_is_true(program: Program, case: Case, tmp_path: Path) -> None:
    """What the finding claims happens in the CPythons that it names, and neither elsewhere nor in the twin."""
    truth.assert_true(program, case, CASES.index(case), tmp_path)


def test_each_overruled_field_is_named(tmp_path: Path) -> None:
    """Where several fields give way to the environment, each has a finding of its own, at its own place."""
    file = tmp_path / "app.bzl"
    file.write_text(interpreter(None, **SETTINGS), encoding="utf-8")

    findings = truth.found(evaluate(file), "environment-overrules")

    assert sorted(SETTINGS) == sorted(finding.message.split("`")[1].split(" = ")[0] for finding in findings)
    assert len(SETTINGS) == len({finding.span for finding in findings})


FREE = {
    "development_mode": ("False", "PYTHONDEVMODE", "dev_mode", 0),
    "fault_handler": ("False", "PYTHONFAULTHANDLER", "faulthandler", 0),
    "hash_seed": ("7", "PYTHONHASHSEED", "hash_seed", 7),
    "tracemalloc": ("False", "PYTHONTRACEMALLOC", "tracemalloc", 0),
    "pycache_prefix": ('"mine"', "PYTHONPYCACHEPREFIX", "pycache_prefix", "mine"),
}
"""Fields that keep their word: the value, the variable, the member and what it must be."""


@pytest.fixture(scope="module", params=VERSIONS)
def free_program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program of a CPython with one config in which nothing gives way."""
    python = require_cpython(request.param)
    folder = tmp_path_factory.mktemp(f"free-{python.version}")
    text = f"interpreter({', '.join(f'{name} = {row[0]}' for name, row in FREE.items())})"
    case = Case(code="environment-overrules", bad=text, good=text, claim=bool)
    assert truth.found(truth.evaluate_text(folder, text, python.version, "c"), case.code) == []
    return truth.build(folder, python, [case])


def test_other_fields_win_over_their_variables(free_program: Program) -> None:
    """The finding is silent about fields that beat the environment, and rightly so."""
    environment = {variable: "1" for _, variable, _, _ in FREE.values()}

    run = free_program.run("bad_0", environment=environment)

    assert {name: row[3] for name, row in FREE.items()} == {name: member(run, row[2]) for name, row in FREE.items()}
