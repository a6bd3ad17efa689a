"""Rules about what Windows alone does: a program without a console, and what lies beside the program."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.check.search_path import home_of, is_unset
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.texts import parts_of

_OF_STREAMS = (
    *("stdio_encoding", "stdio_errors", "buffered_stdio", "configure_c_stdio", "legacy_windows_stdio"),
    *("verbose", "import_time", "inspect", "interactive"),
)
"""The fields that are for the standard streams alone, or ask for something to be read or written there."""

_SWITCHES_HANDLER_ON = MEASURED.since("3.14")
"""The versions in which development mode switches the fault handler on in the isolated profile, too."""

_REPLACES_PATHS = MEASURED.since("3.11")
"""The versions in which a ``._pth`` file counts more than paths of the config, and no home keeps it out before."""


def _has_no_console(view: View) -> bool:
    host = view.config.host
    return view.target.is_windows and host is not None and not host.console


def _fault_handler(view: View) -> Iterator[Problem]:
    """Find a fault handler that has no ``sys.stderr`` to write to, which ends the start (faulthandler.c)."""
    if not _has_no_console(view):
        return
    source = "fault_handler"
    if view.given("fault_handler") is None:
        # Development mode decides.
        source = "development_mode"
        if not view.is_set_on(source):
            return
        if view.is_isolated_profile and not _SWITCHES_HANDLER_ON.covers(view.version):
            return
    elif not view.is_set_on("fault_handler"):
        return
    yield Problem(
        message=(
            f"`{source} = True`: `sys.stderr` is None in a program without a console, so that {CPYTHON} can't set up"
            " its fault handler, and does not start"
        ),
        paths=(f"interpreter.{source}", "host.console"),
        hint="set `fault_handler = False`, and call `faulthandler.enable(file)` once the program has a file for it",
    )


def _streams(view: View) -> Iterator[Problem]:
    """Where nobody passes a program streams that it can use, they are None (pylifecycle.c)."""
    if not _has_no_console(view):
        return
    for name in _OF_STREAMS:
        value = view.given(name)
        if value and name != "buffered_stdio":
            yield _without_streams(name, value)
    if view.is_set_off("buffered_stdio"):
        yield _without_streams("buffered_stdio", value=False)


def _without_streams(name: str, value: object) -> Problem:
    return Problem(
        message=(
            f"`{shown(name, value)}` has no effect: in a program without a console, `sys.stdin`, `sys.stdout` and"
            " `sys.stderr` are None"
        ),
        paths=(f"interpreter.{name}", "host.console"),
        hint="leave it unset, or have the program put streams of its own into `sys`",
    )


def _path_file(view: View) -> Iterator[Problem]:
    """Find `site` switched off where a file beside the program can switch it on, and replace the path (getpath)."""
    if not view.target.is_windows or not view.is_set_off("site_import"):
        return
    replaces = _REPLACES_PATHS.covers(view.version)
    # Up to 3.10 it is looked for beside the executable that the config names.
    if (replaces and home_of(view) is not None) or not (replaces or is_unset(view, "executable")):
        return
    stem = f"python3{view.version.minor}" if view.config.python is not None else "python3XX"
    yield Problem(
        message=(
            f"`site_import = False`: where `PROGRAM._pth` or `{stem}._pth` lies beside the program, {CPYTHON} takes"
            " `sys.path` from that file, and a line `import site` in it switches `site` on"
        ),
        paths=("interpreter.site_import",),
        severity=Severity.INFO,
        hint=(
            "set `home`: then the file is not read; or ship none"
            if replaces
            else "ship no such file: it is read whatever the config says"
        ),
    )


def _program_folder(view: View) -> Iterator[Problem]:
    """Windows has the folder of the program on the path that it computes, whatever is safe (getpath)."""
    if view.target.is_windows and view.is_set_on("safe_path") and view.search_paths is None:
        yield Problem(
            message=(
                f"`safe_path = True`: {CPYTHON} has the folder of the program on `sys.path` all the same, behind the"
                " standard library"
            ),
            paths=("interpreter.safe_path",),
            severity=Severity.INFO,
            hint="list the paths of the importer, and set `home`, where nothing beside the program may be imported",
        )


def _forbidden_folder(view: View) -> Iterator[Problem]:
    r"""Find a program in a folder that no file system of Windows has: getpath opens a file there (behind ``\``)."""
    name = next((each for each in ("executable", "program_name") if view.given(each) is not None), None)
    path = view.given(name) if name else None
    if not view.target.is_windows or not isinstance(path, str):
        return
    folder = "".join(part for part in parts_of(path) if isinstance(part, str)).rpartition("\\")[0]
    found = next((char for char in folder if char in _FORBIDDEN or char < " "), None)
    if found is not None:
        yield Problem(
            message=(
                f"`{name}`: no folder of Windows has `{found if found >= ' ' else ascii(found)[1:-1]}` in its name, and"
                f" {CPYTHON} does not start (OSError: Invalid argument)"
            ),
            paths=(f"interpreter.{name}",),
            hint="write the path of the program as it is on Windows",
        )


_FORBIDDEN = frozenset('<>"|?*')
"""The characters that no name of Windows has, beside those below the blank."""

RULES = (
    Rule(
        code="forbidden-folder",
        find=_forbidden_folder,
        needs=frozenset({"executable", "program_name"}),
        extent=MEASURED.since("3.14"),
    ),
    Rule(code="fault-handler-without-console", find=_fault_handler, needs=frozenset({"host"})),
    Rule(code="no-console", find=_streams, needs=frozenset({"host"})),
    Rule(code="path-file-beside", find=_path_file, needs=frozenset({"site_import"})),
    Rule(
        code="program-folder-on-path",
        find=_program_folder,
        needs=frozenset({"safe_path"}),
        extent=MEASURED.since("3.11"),
    ),
)
