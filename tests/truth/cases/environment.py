"""Variables of the environment: which Python reads, when, and which come too late."""

from __future__ import annotations

from configlang.findings.finding import Severity
from tests.truth.claims import Case, Claim, OnWindows
from tests.truth.members import member, pre_member

ISOLATED = 'interpreter(profile = "isolated", utf8_mode = True)\n'
HALF = 'interpreter(profile = "isolated", isolated = False, use_environment = True, utf8_mode = True)\n'
OPTIMIZE = 'environment_variable("PYTHONOPTIMIZE", value = "2")'
SEED = 'environment_variable("PYTHONHASHSEED", value = "7")'

ASK_SITE = "import sys; print(sys.flags.no_user_site + getattr(sys.flags, 'safe_path', 0))"
"""Tells whether one of two variables was read, of which not every version knows one."""

LIBRARY = """
import _ctypes, ctypes, os, shutil
folder = os.environ.get("LD_LIBRARY_PATH")
if folder:
    os.makedirs(folder, exist_ok = True)
    shutil.copy(_ctypes.__file__, folder + "/libcl_of_test.so")
try:
    ctypes.CDLL("libcl_of_test.so")
    print("found")
except OSError:
    print("not found in", folder)
"""
"""Tells whether a library is found in the folder that the variable names, where it lies."""

CLAIMS: tuple[Claim, ...] = (
    Case(
        code="variable-unread",
        name="isolated",
        bad=ISOLATED + OPTIMIZE,
        good=OPTIMIZE,
        claim=lambda run: member(run, "optimization_level") == 0,
    ),
    Case(
        code="variable-unread",
        name="environment off",
        bad=f"interpreter(use_environment = False)\n{OPTIMIZE}",
        good=OPTIMIZE,
        claim=lambda run: member(run, "optimization_level") == 0,
    ),
    Case(
        code="variable-unread",
        name="older",
        bad='environment_variable("PYTHONSAFEPATH", value = "1")',
        good='environment_variable("PYTHONNOUSERSITE", value = "1")',
        ask=ASK_SITE,
        claim=lambda run: run.stdout == "0\n",
        last="3.10",
    ),
    Case(
        code="variable-unread",
        name="decided",
        bad=HALF + SEED,
        good=SEED,
        claim=lambda run: member(run, "use_hash_seed") == 0,
    ),
    Case(
        code="variable-unread",
        name="fault handler decided",
        bad=f'{HALF}environment_variable("PYTHONFAULTHANDLER", value = "1")',
        good='environment_variable("PYTHONFAULTHANDLER", value = "1")',
        claim=lambda run: member(run, "faulthandler") == 0,
        last="3.13",
    ),
    Case(
        code="variable-unread",
        name="field wins",
        bad='interpreter(utf8_mode = False)\nenvironment_variable("PYTHONUTF8", value = "1")',
        good='environment_variable("PYTHONUTF8", value = "1")',
        claim=lambda run: pre_member(run, "utf8_mode") == 0,
    ),
    Case(
        code="variable-unread",
        name="misspelt",
        bad='environment_variable("PYTHONOPTIMISE", value = "2")',
        good=OPTIMIZE,
        claim=lambda run: member(run, "optimization_level") == 0,
    ),
    Case(
        code="variable-has-field",
        severity=Severity.INFO,
        bad=OPTIMIZE,
        good="interpreter(optimization_level = 2)",
        ask="import os; print(os.environ.get('PYTHONOPTIMIZE'))",
        # The processes that the program starts would read it, too.
        claim=lambda run: member(run, "optimization_level") == 2 and run.stdout == "2\n",
    ),
    Case(
        code="variable-of-loader",
        bad='environment_variable("LD_LIBRARY_PATH", value = "$ORIGIN/libraries")',
        good='environment_variable("LD_LIBRARY_PATH", remove = True)',
        ask=LIBRARY,
        claim=lambda run: run.stdout.startswith("not found in /"),
    ),
    Case(
        code="variable-names-program",
        bad='interpreter(executable = "/own")\nenvironment_variable("PYTHONEXECUTABLE", value = "$ORIGIN/other")',
        good='interpreter(executable = "/own")\nenvironment_variable("PYTHONEXECUTABLE", remove = True)',
        environment={"PYTHONEXECUTABLE": "/of/the/user/other"},
        claim=lambda run: run.came_up["executable"].endswith("/other"),
        first="3.11",
    ),
    OnWindows(
        code="empty-variable",
        bad='environment_variable("CL_EMPTY", value = "")',
        good='environment_variable("CL_EMPTY", value = " ")',
        claim=lambda run: "CL_EMPTY" not in run.came_up["environment"],
    ),
)
