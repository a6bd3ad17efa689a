"""What Windows alone does, as programs of Windows show it under Wine."""

from __future__ import annotations

from pathlib import PurePosixPath

from configlang.findings.finding import Severity
from tests.hosts.programs import Run
from tests.truth.cases.modules import QUICK, link, refuses
from tests.truth.claims import Claim, OnWindows
from tests.truth.members import member, pre_member

PATH_FILE = {"PROGRAM._pth": "PREFIX\\Lib\nPREFIX\\DLLs\nimport site\n"}
"""A file as in the embeddable package; `PREFIX` stands for the prefix of the CPython."""

OFF = 'interpreter(profile = "isolated", utf8_mode = True, site_import = False'
ASK_SITE = "import sys; print('site' in sys.modules)"
HIDDEN = 'host(outputs = ["c"], console = False)\ninterpreter(utf8_mode = True, '
SAFE = 'interpreter(utf8_mode = True, safe_path = True, home = "$ORIGIN/py")\n'
PATHS = """\
load("@stdlib//:paths.bzl", "stdlib_paths")
filesystem_importer(paths = stdlib_paths("$ORIGIN/py"))
"""


def has_site(run: Run) -> bool:
    """Tell whether `site` was imported."""
    return run.stdout == "True\n"


def has_no_handler(run: Run) -> bool:
    """Tell whether the start has failed for the fault handler."""
    return run.code == 101


def has_folder_of_program(run: Run) -> bool:
    """Tell whether the folder of the program is on the path though that is said to be safe."""
    report = run.came_up
    return member(run, "safe_path") == 1 and str(PurePosixPath(report["executable"]).parent) in report["path"]


CLAIMS: tuple[Claim, ...] = (
    OnWindows(
        code="silent-on-windows",
        bad="interpreter(pathconfig_warnings = True)",
        good='interpreter(pathconfig_warnings = False, home = "$ORIGIN/py")',
        last="3.10",
        home=False,
        claim=lambda run: run.code == 101 and "Could not find platform" not in run.stderr,
    ),
    OnWindows(
        code="utf8-mode-overruled",
        bad="interpreter(utf8_mode = True, legacy_windows_fs_encoding = True)",
        good="interpreter(utf8_mode = True)",
        claim=lambda run: pre_member(run, "utf8_mode") == 0 and run.came_up["filesystem"] == ["mbcs", "replace"],
    ),
    OnWindows(
        code="forbidden-folder",
        bad='interpreter(profile = "isolated", utf8_mode = True, executable = "C:\\\\a?b\\\\app.exe")',
        good='interpreter(profile = "isolated", utf8_mode = True, executable = "C:\\\\ab\\\\app.exe")',
        first="3.14",
        claim=lambda run: run.code == 101 and "error evaluating path" in run.stderr,
    ),
    OnWindows(
        code="forbidden-folder",
        name="of the name of the program",
        bad='interpreter(utf8_mode = True, program_name = "C:\\\\a\\x01\\\\app.exe")',
        good='interpreter(utf8_mode = True, program_name = "C:/a*/app.exe")',
        first="3.14",
        claim=lambda run: run.code == 101 and "error evaluating path" in run.stderr,
    ),
    OnWindows(code="name-taken", name="Windows", bad=link("winreg"), good=QUICK, claim=refuses),
    OnWindows(
        code="perf-unsupported",
        name="elsewhere than on Linux",
        bad="interpreter(perf_profiling = 1)",
        good="interpreter(perf_profiling = 0)",
        first="3.12",
        ask="import sys; print(getattr(sys, 'is_stack_trampoline_active', bool)())",
        claim=lambda run: member(run, "perf_profiling") == 1 and run.stdout == "False\n",
    ),
    OnWindows(
        code="terminfo-on-windows",
        bad='interpreter(terminfo_resolution = "static:/opt/terminfo")',
        good='interpreter(terminfo_resolution = "none")',
        output="rust",
        ask="import os\ntry: import curses\nexcept ImportError: print(os.environ.get('TERMINFO_DIRS'))",
        claim=lambda run: run.stdout == "/opt/terminfo\n",
    ),
    OnWindows(
        code="path-file-beside",
        severity=Severity.INFO,
        bad=f"{OFF})",
        good=f'{OFF}, home = "$ORIGIN/py", executable = "$ORIGIN/py/python.exe")',
        home=False,
        files=PATH_FILE,
        ask=ASK_SITE,
        claim=has_site,
    ),
    OnWindows(
        code="path-file-beside",
        name="beside a home",
        severity=Severity.INFO,
        bad=f'{OFF}, home = "$ORIGIN/py")',
        good=f'{OFF}, home = "$ORIGIN/py", executable = "$ORIGIN/py/python.exe")',
        last="3.10",
        home=False,
        files=PATH_FILE,
        ask=ASK_SITE,
        claim=has_site,
    ),
    OnWindows(
        code="program-folder-on-path",
        severity=Severity.INFO,
        bad=SAFE,
        good=PATHS + SAFE,
        first="3.11",
        home=False,
        claim=has_folder_of_program,
    ),
    OnWindows(
        code="fault-handler-without-console",
        severity=Severity.ERROR,
        bad=f"{HIDDEN}fault_handler = True)",
        good=f"{HIDDEN}fault_handler = False)",
        has_console=False,
        claim=has_no_handler,
    ),
    OnWindows(
        code="fault-handler-without-console",
        name="development mode",
        severity=Severity.ERROR,
        bad=f"{HIDDEN}development_mode = True)",
        good=f"{HIDDEN}development_mode = True, fault_handler = False)",
        has_console=False,
        claim=has_no_handler,
    ),
    OnWindows(
        code="fault-handler-without-console",
        name="isolated development mode",
        severity=Severity.ERROR,
        bad=f'{HIDDEN}profile = "isolated", development_mode = True)',
        good=f'{HIDDEN}profile = "isolated", development_mode = True, fault_handler = False)',
        first="3.14",
        has_console=False,
        claim=has_no_handler,
    ),
    OnWindows(
        code="no-console",
        severity=Severity.WARNING,
        bad=f'{HIDDEN}stdio_encoding = "latin-1")',
        good=f"{HIDDEN})",
        has_console=False,
        claim=lambda run: run.came_up["stdout"] is None and member(run, "stdio_encoding") in {"latin-1", "iso8859-1"},
    ),
)
