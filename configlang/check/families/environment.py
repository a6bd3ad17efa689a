"""Rules about variables of the environment: who reads them, when, and what says the same."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import Rule, View, default_of
from configlang.cpython.search_path import PROGRAM_IS_OF_ENVIRONMENT, PROGRAM_VARIABLES
from configlang.cpython.variables import LOADER, READS_FAULT_HANDLER_LATE, VARIABLES, Variable
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import join_words, nearest
from configlang.schema.config import EnvironmentVariable
from configlang.schema.table import ARGUMENTS

_NEEDS = frozenset({"environment_variables"})

_CHILDREN = "the processes that the program starts do see it: silence this where it is for them"


def _set(view: View) -> Iterator[tuple[EnvironmentVariable, str, str]]:
    """Yield the variables that are set, with their names as CPython asks for them, and with their paths."""
    for variable in view.config.environment_variables:
        if variable.value is not None:
            name = variable.name.upper() if view.target.is_windows else variable.name
            yield variable, name, f"environment_variable:{variable.name}"


def _read(view: View) -> Iterator[tuple[str, str, Variable]]:
    """Yield the names, paths and facts of those that are set and that CPython would read."""
    for _, name, path in _set(view):
        known = VARIABLES.get(name)
        if known is not None:
            yield name, path, known


# What nobody reads


def _unread(view: View) -> Iterator[Problem]:
    """Find variables that this interpreter does not look at."""
    for name, path, known in _read(view):
        fields = _there(view, known)
        hint = f"set {_fields(fields)} instead; {_CHILDREN}" if fields else _CHILDREN
        closed = _what_closes(view)
        if not known.extent.covers(view.version):
            yield Problem(message=f"`{name}`: {CPYTHON} knows no such variable", paths=(path,), hint=_CHILDREN)
        elif closed is not None:
            setting, source = closed
            message = f"`{name}`: {CPYTHON} does not read it {setting}"
            yield Problem(message=message, paths=(path, source), hint=hint)
        elif is_late(view, name, known):
            message = f"`{name}`: {CPYTHON} does not look at it, since the profile has already decided what it sets"
            yield Problem(message=message, paths=(path, "interpreter.profile"), hint=hint)
        elif beaten := _beating(view, name, known):
            verb = "wins" if len(beaten) == 1 else "win"
            message = f"`{name}` has no effect: {_fields(beaten)} {verb} over it"
            paths = (path, *(f"interpreter.{field}" for field in beaten))
            yield Problem(message=message, paths=paths, hint=f"leave one of them out; {_CHILDREN}")


def _what_closes(view: View) -> tuple[str, str] | None:
    """Return what keeps CPython from its environment, in words and as a setting; None where nothing does."""
    if view.is_isolated:
        return "while `isolated` is on", view.source("isolated")
    if not view.is_on("use_environment"):
        return "while `use_environment` is off", view.source("use_environment")
    return None


def is_late(view: View, name: str, known: Variable) -> bool:
    """Tell whether a profile has decided what a variable sets, where it decides only what is undecided."""
    if not known.fields or not (view.is_isolated_profile or not view.has_python_profile):
        return False
    if name == "PYTHONFAULTHANDLER" and READS_FAULT_HANDLER_LATE.covers(view.version):
        return False
    fields = [ARGUMENTS[field] for field in known.fields if view.given(field) is None]
    defaults = [[default_of(field, view.version, is_isolated=each) for each in (False, True)] for field in fields]
    return any(python == _UNDECIDED != isolated for python, isolated in defaults)


_UNDECIDED = -1


def _beating(view: View, name: str, known: Variable) -> tuple[str, ...]:
    """Return the fields of a variable that are set, where they leave nothing of it."""
    if name in _ON_TOP or not known.fields:
        return ()
    given = tuple(field for field in known.fields if view.given(field) is not None)
    if name in {"PYTHONHASHSEED", "PYTHONMALLOC"}:
        return given
    return given if len(given) == len(_there(view, known)) else ()


_ON_TOP = frozenset(
    {
        "PYTHONDEBUG",
        "PYTHONDONTWRITEBYTECODE",
        "PYTHONDUMPREFS",
        "PYTHONINSPECT",
        "PYTHONMALLOCSTATS",
        "PYTHONNODEBUGRANGES",
        "PYTHONNOUSERSITE",
        "PYTHONOPTIMIZE",
        "PYTHONPROFILEIMPORTTIME",
        "PYTHONSAFEPATH",
        "PYTHONUNBUFFERED",
        "PYTHONVERBOSE",
        "PYTHONWARNDEFAULTENCODING",
        "PYTHONWARNINGS",
        "PYTHON_CONTEXT_AWARE_WARNINGS",
        "PYTHON_DISABLE_REMOTE_DEBUG",
        "PYTHON_FROZEN_MODULES",
        "PYTHON_GIL",
        "PYTHON_THREAD_INHERIT_CONTEXT",
    }
)
"""Variables that act on top of what is set; ``environment-overrules`` tells of that."""


# What a field says


def _said_by_field(view: View) -> Iterator[Problem]:
    """Find variables that CPython reads though the config could say the same to this interpreter alone."""
    if _what_closes(view) is not None:
        return
    for name, path, known in _read(view):
        fields = _there(view, known)
        if not fields or not known.extent.covers(view.version) or is_late(view, name, known):
            continue
        if _beating(view, name, known):
            continue
        others = ", or list the folders in `filesystem_importer`" if name == "PYTHONPATH" else ""
        yield Problem(
            message=f"`{name}`: {_fields(fields)} {'says' if len(fields) == 1 else 'say'} the same to this interpreter",
            paths=(path, *(f"interpreter.{field}" for field in fields)),
            hint=f"set {_fields(fields)}{others}; the variable is for the processes that the program starts, too",
        )


def _there(view: View, known: Variable) -> list[str]:
    """Return the fields of a variable that a CPython has."""
    return [field for field in known.fields if ARGUMENTS[field].exists_in(view.version)]


def _fields(names: list[str] | tuple[str, ...]) -> str:
    return join_words([f"`{name}`" for name in names], "and")


# What works in no case, or too well


def _of_loader(view: View) -> Iterator[Problem]:
    """Find variables of the dynamic loader, which has read them when a program runs."""
    if view.target.is_windows:
        return
    for _, name, path in _set(view):
        if name.startswith(LOADER):
            yield Problem(
                message=f"`{name}`: the dynamic loader read it when the program began, and looks at it no more",
                paths=(path,),
                hint=(f"link the program with an rpath, or set it where the program is started; {_CHILDREN}"),
            )


def _of_program(view: View) -> Iterator[Problem]:
    """Find the variables that say which program this is, in spite of the config."""
    for _, name, path in _set(view):
        if name in PROGRAM_VARIABLES:
            yield Problem(
                message=(
                    f"`{name}`: {CPYTHON} takes it for `sys.executable`, before `executable` and `program_name`, and"
                    " for what says which virtual environment this is"
                ),
                paths=(path, *(f"interpreter.{field}" for field in ("executable", "program_name"))),
                hint="set `executable`, or call `virtual_environment` where it is the interpreter of one",
            )


def _misspelt(view: View) -> Iterator[Problem]:
    """Find names that are nearly those of a variable of CPython's."""
    for _, name, path in _set(view):
        # Others have names of variables that begin like those of Python, too.
        meant = None if name in _KNOWN or not name.startswith("PYTHON") else nearest(name, _KNOWN, cutoff=0.88)
        if meant is not None:
            message = f"`{name}`: {CPYTHON} knows no such variable"
            yield Problem(message=message, paths=(path,), hint=f"did you mean `{meant}`?")


_KNOWN = (
    *VARIABLES,
    *PROGRAM_VARIABLES,
    "PYTHONCASEOK",
    "PYTHONDUMPREFSFILE",
    "PYTHONISOLATED",
    "PYTHONLEGACYWINDOWSFSENCODING",
    "PYTHONLEGACYWINDOWSSTDIO",
    "PYTHONSTARTUP",
    "PYTHONTHREADDEBUG",
    "PYTHONTZPATH",
    "PYTHONUSERBASE",
    "PYTHON_BASIC_REPL",
    "PYTHON_COLORS",
    "PYTHON_HISTORY",
    "PYTHON_JIT",
    "PYTHON_PRESITE",
    "PYTHON_TLBC",
)
"""Variables that CPython or its library reads, under whatever circumstances."""


def _empty(view: View) -> Iterator[Problem]:
    """Find empty values, which Windows has not."""
    if not view.target.is_windows:
        return
    for variable, _, path in _set(view):
        if variable.value == "":
            yield Problem(
                message=f"`{variable.name}`: Windows has no empty values, so the variable is removed",
                paths=(f"{path}.value",),
                hint="write `remove = True` where that is meant",
            )


RULES = (
    Rule(code="variable-unread", find=_unread, needs=_NEEDS),
    Rule(code="variable-unread", find=_misspelt, needs=_NEEDS),
    Rule(code="variable-has-field", find=_said_by_field, needs=_NEEDS),
    Rule(code="variable-of-loader", find=_of_loader, needs=_NEEDS),
    Rule(code="variable-names-program", find=_of_program, needs=_NEEDS, extent=PROGRAM_IS_OF_ENVIRONMENT),
    Rule(code="empty-variable", find=_empty, needs=_NEEDS),
)
