"""Rules about the virtual environment of a config: what keeps it from being used, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from configlang.cache import looks
from configlang.check.environments import FILE, Environment, environment_of, is_of, needs_library_beside
from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.texts import parts_of
from configlang.schema.virtual import program_of

_NEEDS = frozenset({"virtual_environment"})
_PATH = "virtual_environment.path"


def _folder(view: View) -> str | None:
    return view.config.virtual_environment.path if view.config.virtual_environment else None


# What the config says against it


def _contradicted(view: View) -> Iterator[Problem]:
    """Find settings with which CPython uses no environment, or another one."""
    folder = _folder(view)
    if folder is None:
        return
    program = program_of(folder, is_windows=view.target.is_windows)
    if view.given("executable") not in {None, program}:
        yield _against(view, "executable", f"it says which program this is, and the environment does so by `{program}`")
    if view.is_set_off("site_import"):
        yield _against(view, "site_import", "the module `site` is what adds the packages of an environment")


def _against(view: View, name: str, why: str) -> Problem:
    return Problem(
        message=f"`{shown(name, view.given(name))}` and `virtual_environment`: {why}",
        paths=(f"interpreter.{name}", _PATH),
        hint="leave one of the two out",
    )


def _prefixes(view: View) -> Iterator[Problem]:
    """Find prefixes that are taken for those of the installation; later versions ignore or refuse them anyway."""
    for name in ("prefix", "exec_prefix") if _folder(view) is not None else ():
        if view.given(name) is not None and view.given(f"base_{name}") is None:
            why = f"{CPYTHON} finds the prefixes of an environment itself, and takes this for `sys.base_{name}`"
            yield _against(view, name, why)._replace(severity=Severity.WARNING)


def _relative(view: View) -> Iterator[Problem]:
    """Find paths that say another folder wherever the program is started."""
    folder = _folder(view)
    if folder is None:
        return
    first = next(iter(parts_of(folder)), "")
    absolute = r"[A-Za-z]:[/\\]|[/\\]{2}" if view.target.is_windows else "/"
    if isinstance(first, str) and not re.match(absolute, first):
        yield Problem(
            message=(
                f"`path`: `{folder}` is relative to the folder that the program is started in, and from 3.14 on"
                " CPython sees no environment there"
            ),
            paths=(_PATH,),
            hint=f'write an absolute path, or one below the program: "$ORIGIN/{folder}"',
        )


def _workers(view: View) -> Iterator[Problem]:
    """Find homes that leave the workers of Windows a program that can't find its library."""
    if not view.target.is_windows or _folder(view) is None:
        return
    if view.given("home") is not None and view.given("base_executable") is None:
        yield Problem(
            message=(
                "`home` and `virtual_environment`: processes that `multiprocessing` spawns on Windows are then started"
                " from the environment, where there is no Python"
            ),
            paths=("interpreter.home", _PATH),
            hint="set `base_executable` to the python.exe below `home` as well, or leave `home` out",
        )


# What is wrong with it


def _none(view: View) -> Iterator[Problem]:
    """Find folders that are no environment."""
    found = environment_of(view)
    if found is not None and found.values is None:
        yield Problem(
            message=f"`{found.folder}` has no {FILE}, so {CPYTHON} takes it for no environment, and says nothing",
            paths=(_PATH,),
            hint=f"make one there: python -m venv {found.folder}",
        )


def _of_other(view: View) -> Iterator[Problem]:
    """Find environments of another version than that of libpython, where it is known."""
    found = environment_of(view)
    numbers = found.version if found else None
    # Where the config is for whatever version, nobody has said that it is not that of the environment.
    if found is None or numbers is None or view.config.is_for_all_versions or is_of(view.version, numbers):
        return
    text, keeps_library = ".".join(map(str, numbers)), view.given("home") is not None or view.search_paths is not None
    if numbers[1] != view.version.minor:
        fails = _KNOWS_ENVIRONMENTS.covers(view.version) and not keeps_library
        what = "does not start with it" if fails else "starts without its packages, and says nothing"
        yield Problem(
            message=f"`{found.folder}` is an environment of CPython {text}: {CPYTHON} {what}",
            paths=(_PATH,),
            severity=Severity.ERROR if fails else None,
            hint=_ANEW,
        )
    elif not keeps_library:
        yield Problem(
            message=(
                f"`{found.folder}` is an environment of CPython {text}: {CPYTHON} takes the standard library of that"
                " release"
            ),
            paths=(_PATH,),
            hint=f"{_ANEW}, or set `home` to the prefix of the own library",
        )


_ANEW = "make it anew, with the CPython that the program is linked with"
_KNOWS_ENVIRONMENTS = MEASURED.since("3.14")
"""The versions that compute their paths from ``pyvenv.cfg``; before, ``site`` alone reads it."""


def _moved(view: View) -> Iterator[Problem]:
    """Find environments whose installation is gone."""
    found = environment_of(view)
    home = (found.values or {}).get("home") if found else None
    if found is None or not home or looks.isdir(home):
        return
    if view.given("home") is None and view.search_paths is None:
        yield Problem(
            message=(
                f"`{found.folder}` was made from a Python in `{home}`, which is not there: {CPYTHON} finds its standard"
                " library elsewhere, or does not start"
            ),
            paths=(_PATH,),
            hint=_ANEW,
        )


def _without_program(view: View) -> Iterator[Problem]:
    """Find environments without an interpreter: this program needs none, and those that it starts do."""
    found = environment_of(view)
    if found is None or found.values is None or view.target.is_windows:
        return
    if not looks.isfile(found.program):
        yield _lost(found, "is not there")
    elif needs_library_beside(found.program):
        yield _lost(found, "is a copy that looks for its libpython beside itself, where it is not")


def _lost(found: Environment, why: str) -> Problem:
    return Problem(
        message=(
            f"`{found.program}` {why}: the program starts, and no worker of `multiprocessing` does, nor anything else"
            " that `sys.executable` is asked for"
        ),
        paths=(_PATH,),
        hint="make the environment anew, with links and not with copies",
    )


def _sharing(view: View) -> Iterator[Problem]:
    """Find environments that let in the packages of the installation that they were made from."""
    found = environment_of(view)
    said = (found.values or {}).get(_SHARES, "") if found else ""
    if found is not None and said.lower() == "true":
        yield Problem(
            message=f"`{found.folder}` shares packages: those of the Python that it was made from are imported, too",
            paths=(_PATH,),
            severity=Severity.INFO,
            hint=f"if not meant, make it anew without `--system-site-packages`, or write `{_SHARES} = false`",
        )


_SHARES = "include-system-site-packages"

RULES = (
    Rule(code="environment-contradicted", find=_contradicted, needs=_NEEDS),
    Rule(code="environment-contradicted", find=_prefixes, needs=_NEEDS, extent=MEASURED.until("3.10")),
    Rule(code="relative-environment", find=_relative, needs=_NEEDS),
    Rule(code="workers-lost", find=_workers, needs=_NEEDS),
    Rule(code="no-environment", find=_none, needs=_NEEDS),
    Rule(code="environment-of-other-python", find=_of_other, needs=_NEEDS),
    Rule(code="environment-broken", find=_moved, needs=_NEEDS),
    Rule(code="environment-broken", find=_without_program, needs=_NEEDS),
    Rule(code="environment-shared", find=_sharing, needs=_NEEDS),
)
