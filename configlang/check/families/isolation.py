"""Rules about isolation: the user's surroundings, what keeps them out, and what lets them in all the same."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View, shown
from configlang.cpython.extents import Extent
from configlang.cpython.search_path import PROGRAM_IS_OF_ENVIRONMENT
from configlang.findings.problem import CPYTHON, Problem
from configlang.light.typed import NamedTuple
from configlang.outputs.table import Starter
from configlang.schema.table import ARGUMENTS

_OVERRULED = {
    "use_environment": (True, "no `PYTHON*` variable is read"),
    "user_site_directory": (True, "the user's site-packages stay away"),
    "safe_path": (False, "the folder of the script stays off `sys.path`"),
}
"""What isolation overrules: the value that it overrules, and what comes of that."""


def _overruled(view: View) -> Iterator[Problem]:
    """While `isolated` is on, CPython sets these itself (cpython#101471)."""
    if not view.is_isolated:
        return
    for name, (value, effect) in _OVERRULED.items():
        # Before there was `safe_path`, isolation did the same.
        if view.given(name) is value:
            switched = "off" if value else "on"
            yield Problem(
                message=(
                    f"`{shown(name, value)}` has no effect:"
                    f" {CPYTHON} switches it {switched} while `isolated` is on, so {effect}"
                ),
                paths=(f"interpreter.{name}", view.source("isolated")),
                hint="set `isolated = False` as well, or leave this one unset",
                holds=str(not value),
            )


def _safe_path(view: View) -> Iterator[Problem]:
    """From 3.11, `safe_path` decides about the head of ``sys.path``, and the isolated profile sets it to True."""
    is_left = view.is_isolated_profile and view.is_set_off("isolated") and view.given("safe_path") is None
    if is_left and (view.runs or view.is_on("parse_argv")):
        yield Problem(
            message=(
                "`isolated = False` does not put the program's folder on `sys.path`:"
                f" {CPYTHON} keeps `safe_path` on in the isolated profile"
            ),
            paths=("interpreter.isolated", "interpreter.profile"),
            hint="set `safe_path = False` as well, or `safe_path = True` where that is meant",
        )


def _user_site(view: View) -> Iterator[Problem]:
    """Without the module ``site``, nothing adds the user's packages."""
    if view.is_set_on("user_site_directory") and view.is_set_off("site_import") and not view.is_isolated:
        yield Problem(
            message=(
                "`user_site_directory = True` has no effect while `site_import` is off:"
                " the module `site` is what adds the user's site-packages"
            ),
            paths=("interpreter.user_site_directory", "interpreter.site_import"),
            hint="drop one of the two",
        )


_DECIDED = (
    (("utf8_mode",), "PYTHONUTF8"),
    (("development_mode",), "PYTHONDEVMODE"),
    (("hash_seed", "use_hash_seed"), "PYTHONHASHSEED"),
    (("tracemalloc",), "PYTHONTRACEMALLOC"),
)
"""What the isolated profile decides in every version, and the variables that come too late therefore."""


def _half_read(view: View) -> Iterator[Problem]:
    """Variables decide what is at -1, and the isolated profile leaves little there."""
    if not (view.is_isolated_profile and view.is_set_on("use_environment")) or view.is_isolated:
        return
    late = [f"`{name}`" for fields, name in _DECIDED if all(view.given(field) is None for field in fields)]
    if late:
        is_one = len(late) == 1
        yield Problem(
            message=(
                f"`use_environment = True` does not let {', '.join(late)} in:"
                f" the isolated profile has already decided what {'it sets' if is_one else 'they set'}"
            ),
            paths=("interpreter.use_environment", "interpreter.profile"),
            hint='take `profile = "python"` and switch off what is not wanted, or set those fields here',
        )


class _Overruling(NamedTuple):
    """A variable that beats a field which is set: these values of it, in these of the versions that have the field."""

    field: str
    values: tuple[bool | int, ...]
    variable: str
    extent: Extent = MEASURED.always

    def beats(self, view: View) -> bool:
        """Tell whether the variable would change what a config says."""
        value = view.given(self.field)
        is_there = ARGUMENTS[self.field].exists_in(view.version) and self.extent.covers(view.version)
        return value is not None and value in self.values and is_there


_OVERRULING = (
    _Overruling("buffered_stdio", (True,), "PYTHONUNBUFFERED"),
    _Overruling("code_debug_ranges", (True,), "PYTHONNODEBUGRANGES"),
    _Overruling("context_aware_warnings", (False, True), "PYTHON_CONTEXT_AWARE_WARNINGS"),
    _Overruling("import_time", (False,), "PYTHONPROFILEIMPORTTIME", extent=MEASURED.until("3.13")),
    _Overruling("inspect", (False,), "PYTHONINSPECT"),
    _Overruling("malloc_stats", (False,), "PYTHONMALLOCSTATS"),
    # A higher level wins here too, but only 0 says that nothing is to be left out.
    _Overruling("optimization_level", (0,), "PYTHONOPTIMIZE"),
    _Overruling("parser_debug", (False,), "PYTHONDEBUG"),
    _Overruling("safe_path", (False,), "PYTHONSAFEPATH"),
    _Overruling("thread_inherit_context", (False, True), "PYTHON_THREAD_INHERIT_CONTEXT"),
    _Overruling("use_frozen_modules", (False, True), "PYTHON_FROZEN_MODULES", extent=MEASURED.since("3.13")),
    _Overruling("user_site_directory", (True,), "PYTHONNOUSERSITE"),
    _Overruling("verbose", (False,), "PYTHONVERBOSE"),
    _Overruling("warn_default_encoding", (False,), "PYTHONWARNDEFAULTENCODING"),
    _Overruling("write_bytecode", (True,), "PYTHONDONTWRITEBYTECODE"),
)
"""Measured: every other field that is set wins over its variable."""


def _environment(view: View) -> Iterator[Problem]:
    """Most variables fill in what is unset; a few act on top of what is set."""
    if view.is_isolated or not view.is_on("use_environment"):
        return
    for each in _OVERRULING:
        if each.beats(view):
            yield Problem(
                message=(
                    f"`{shown(each.field, view.given(each.field))}` gives way to the variable `{each.variable}`:"
                    f" {CPYTHON} lets the environment overrule it"
                ),
                paths=(f"interpreter.{each.field}", view.source("use_environment")),
                hint="where the user must not change it, set `use_environment = False`",
            )


_NAMING = ("home", "executable", "program_name")
"""What names the Python of a program."""


def _foreign(view: View) -> Iterator[Problem]:
    """Two variables decide what the program is in getpath.py, which reads them whatever is isolated."""
    # Who says which Python it is, or that nothing gets in, means it.
    is_meant = any(view.given(name) for name in _NAMING) or (view.config.host is not None and view.config.host.sealed)
    if not is_meant or not view.is_isolated or not view.is_on("site_import"):
        return
    yield Problem(
        message=(
            "the variables `PYTHONEXECUTABLE` and `__PYVENV_LAUNCHER__` count in an isolated program, too: where one"
            f" names the interpreter of a virtual environment, {CPYTHON} imports the packages of that"
        ),
        paths=(view.source("isolated"),),
        hint=(
            "have the host remove both before the start (`std::env::remove_var`), or set `site_import = False`, which"
            " keeps the packages out"
        ),
    )


RULES = (
    Rule(code="isolated-overrules", find=_overruled, needs=frozenset(_OVERRULED)),
    Rule(code="safe-path-stays-on", find=_safe_path, needs=frozenset({"isolated"}), extent=MEASURED.since("3.11")),
    Rule(code="user-site-without-site", find=_user_site, needs=frozenset({"user_site_directory"})),
    Rule(code="environment-half-read", find=_half_read, needs=frozenset({"use_environment"})),
    Rule(
        code="environment-of-another",
        find=_foreign,
        needs=frozenset({*_NAMING, "host"}),
        extent=PROGRAM_IS_OF_ENVIRONMENT,
        starters=frozenset({Starter.PYEMBED}),
    ),
    Rule(code="environment-overrules", find=_environment, needs=frozenset(each.field for each in _OVERRULING)),
)
