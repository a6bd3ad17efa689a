"""Rules about what a config says of the place of the standard library: a home that is none, and nothing at all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from configlang.check.rule import Rule, View, shown
from configlang.check.search_path import home_of, is_unset, names_of, without_end
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.outputs.table import Starter
from configlang.schema.texts import starts_at_runtime, to_path

# What is inside of an installation

_INSIDE = (
    (r"(?:lib(?:32|64)?/python3\.\d+t?|Lib)(?:/.*)?$", "a folder of the standard library"),
    (r"(?:bin|Scripts)(?:/[^/]*)?$", "where programs lie"),
    (r"(?:DLLs|lib-dynload)$", "a folder of shared libraries"),
    (r"(?:site|dist)-packages$", "where packages are installed"),
    (r"python3\d+\.zip$", "the standard library itself"),
    (r"[^/]+\.(?:exe|dll|dylib|so(?:[.\d]*))$", "a file"),
)
"""What has no library below it in installations, by the last parts of its path, and what is there."""

_LIB = r"lib(?:32|64)?$"

_ENVIRONMENT = r"(?:\.?v(?:irtual)?env|\.?v(?:irtual)?envs/[^/]+|[^/]+-v?env)$"
"""What virtual environments are called."""


def _not_prefix(view: View) -> Iterator[Problem]:
    """Find homes that name something inside of an installation: CPython looks for the library below a prefix."""
    home = _searched_home(view)
    if home is None:
        return
    for end, what in _INSIDE:
        if match := _end(view, home, end):
            yield Problem(
                message=(
                    f"`{shown('home', view.given('home'))}` is {what}: {CPYTHON} looks for its standard library in"
                    f" `{_library(view, home)}`, and does not start where there is none"
                ),
                paths=("interpreter.home",),
                hint=f"home is the prefix above it: {_prefix_hint(view, home, match)}",
            )
            return


def _lib(view: View) -> Iterator[Problem]:
    """Find homes that are called as the folder above the library is; a program may have one of that name."""
    home = _searched_home(view)
    if home is not None and (match := _end(view, home, _LIB)):
        yield Problem(
            message=(
                f"`{shown('home', view.given('home'))}`: {CPYTHON} looks for its standard library in"
                f" `{_library(view, home)}`, and does not start where there is none"
            ),
            paths=("interpreter.home",),
            severity=Severity.INFO,
            hint=f"where `lib` is the folder with the library in it: {_prefix_hint(view, home, match)}",
        )


def _environment(view: View) -> Iterator[Problem]:
    """Find homes that are called as virtual environments are, which have no standard library."""
    home = _searched_home(view)
    if home is None or _end(view, home, _ENVIRONMENT) is None:
        return
    yield Problem(
        message=(
            f"`{shown('home', view.given('home'))}` is called as a virtual environment is, which has no standard"
            f" library: {CPYTHON} does not start with one as its home"
        ),
        paths=("interpreter.home",),
        hint=f"leave `home` unset, and {environment_hint(view, home)}",
    )


def is_called_environment(view: View, path: str) -> bool:
    """Tell whether a path is called as virtual environments are."""
    return _end(view, path, _ENVIRONMENT) is not None


def environment_hint(view: View, folder: str) -> str:
    """Return what has CPython use a virtual environment; the path must be absolute."""
    if view.is_pyembed:
        from configlang.schema.virtual import program_of

        program = program_of(folder, is_windows=view.target.is_windows)
        return f"set `{shown('executable', program)}`, which brings its packages in"
    return f'call `virtual_environment("{without_end(view, folder)}")`, which brings its packages in'


def _searched_home(view: View) -> str | None:
    """Return the home below which CPython looks for its library, None where it does not."""
    if view.search_paths is not None or is_unset(view, "home") or view.given("home") == "":
        return None
    home = home_of(view)
    return None if home is None else home.prefix


def _end(view: View, path: str, end: str) -> re.Match[str] | None:
    """Match the end of a path, whose beginning is of no interest."""
    text = "/".join(names_of(path, is_windows=view.target.is_windows))
    return re.compile(r"(?:^|/)(?P<end>" + end + ")").search(text)


def _library(view: View, home: str) -> str:
    """Return where CPython looks for the library, as people write it."""
    end = "\\Lib" if view.target.is_windows else f"/lib/python{_version(view)}"
    return without_end(view, home) + end


def _version(view: View) -> str:
    # What several versions have is told once.
    return str(view.version) if view.config.python is not None else "3.X"


def _prefix_hint(view: View, home: str, match: re.Match[str]) -> str:
    count = match["end"].count("/") + 1
    names = names_of(home, is_windows=view.target.is_windows)[:-count]
    separator = "\\" if view.target.is_windows else "/"
    return f"`{shown('home', to_path(separator.join(names) or separator))}`"


# Nothing


def _by_path(view: View) -> Iterator[Problem]:
    """Find isolated programs that say nothing of the library: `PATH` decides then all the same (getpath)."""
    oxidized = view.config.oxidized_importer
    has_packed = oxidized is not None and bool(oxidized.embedded or oxidized.memory_mapped)
    if not view.is_isolated or view.search_paths is not None or home_of(view) is not None or has_packed:
        return
    # Who writes False has decided that the host or CPython itself finds it.
    if view.given("set_missing_path_configuration") is not None:
        return
    if not is_unset(view, "executable") or _names_folder(view, "program_name"):
        return
    if any(not is_unset(view, name) for name in ("prefix", "base_prefix")):
        return
    where = (
        "from the folder of the program up; where the host passes no `argv`, it takes the `python3` that is first on"
        " `PATH` for the program, with its virtual environment and with `isolated`, too"
    )
    if view.target.is_windows:
        where = "beside the program, in `Lib`"
    yield Problem(
        message=f"nothing says where the standard library is: {CPYTHON} looks for it {where}",
        paths=("interpreter.profile",),
        severity=Severity.INFO,
        hint=(
            'set `home`, as in `home = "$ORIGIN"`, or `executable` to the path of an interpreter; where the host'
            " passes one of them, `set_missing_path_configuration = False` says so"
        ),
    )


def _names_folder(view: View, name: str) -> bool:
    value = view.given(name)
    return isinstance(value, str) and (
        starts_at_runtime(value) or "/" in value or (view.target.is_windows and bool(re.search(r"[\\:]", value)))
    )


def _bare_name(view: View) -> Iterator[Problem]:
    """Find names that CPython looks for on `PATH`, where most programs of people's are not."""
    name = view.given("program_name")
    if view.target.is_windows or not name or _names_folder(view, "program_name") or not is_unset(view, "executable"):
        return
    yield Problem(
        message=(
            f"`{shown('program_name', name)}` names no folder, so {CPYTHON} looks for it on `PATH`: where it is not"
            " there, `sys.executable` is empty, and `subprocess` and `multiprocessing` start no interpreter"
        ),
        paths=("interpreter.program_name",),
        hint='set `executable`, or begin the name with "$ORIGIN/"',
    )


RULES = (
    Rule(code="home-is-no-prefix", find=_not_prefix, needs=frozenset({"home"})),
    Rule(code="home-is-no-prefix", find=_lib, needs=frozenset({"home"})),
    Rule(code="home-is-environment", find=_environment, needs=frozenset({"home"})),
    Rule(code="library-by-chance", find=_by_path, starters=frozenset({Starter.GENERATED})),
    Rule(code="empty-executable", find=_bare_name, needs=frozenset({"program_name"})),
)
