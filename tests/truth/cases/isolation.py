"""Isolation: what CPython really switches off, and what reaches it in spite of the config."""

from __future__ import annotations

from tests.hosts.programs import Run
from tests.truth.claims import Case, Claim
from tests.truth.members import member, pre_member

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


def overruled(row: tuple[str, str, str, int, str | None, str | None]) -> Case:
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


OVERRULED: tuple[tuple[str, str, str, int, str | None, str | None], ...] = (
    ("PYTHONPROFILEIMPORTTIME", "1", "import_time = False", 1, None, "3.13"),
    ("PYTHONWARNDEFAULTENCODING", "1", "warn_default_encoding = False", 1, "3.10", None),
    ("PYTHONSAFEPATH", "1", "safe_path = False", 1, "3.11", None),
    ("PYTHONNODEBUGRANGES", "1", "code_debug_ranges = True", 0, "3.11", None),
    ("PYTHON_FROZEN_MODULES", "off", "use_frozen_modules = True", 0, "3.13", None),
    ("PYTHON_FROZEN_MODULES", "on", "use_frozen_modules = False", 1, "3.13", None),
    ("PYTHON_THREAD_INHERIT_CONTEXT", "1", "thread_inherit_context = False", 1, "3.14", None),
    ("PYTHON_CONTEXT_AWARE_WARNINGS", "0", "context_aware_warnings = True", 0, "3.14", None),
)
"""Fields that give way in some versions: the variable, the setting, what the member becomes, first and last version."""

CLAIMS: tuple[Claim, ...] = (
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
        claim=lambda run: "head" in run.stdout and "head ''" not in run.stdout,
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
            and pre_member(run, "utf8_mode") == (run.came_up["version"] == "3.15")
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
