"""
Rules about `-X` options in a config: which CPython acts on them, which refuses to start for them, what they fight with.

Of several options of one name the first acts. Names that CPython doesn't know are no mistake: `sys._xoptions` has them
for programs. But those that are nearly one of an option, or of a field, were meant for CPython.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from configlang.check.rule import Rule, View, default_of, once_for, shown
from configlang.cpython.builds import DEBUG, FREE_THREADED, has
from configlang.cpython.x_options import OPTIONS, Option, options_of
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import nearest
from configlang.schema.elsewhere import Meant, fold, meant
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS

_UNDECIDED = (None, -1)

_IDLE = {
    "dev": ("it acts on a parsed command line only", "set `development_mode`"),
    "utf8": ("it acts on a parsed command line only", "set `utf8_mode`"),
    "warn_default_encoding": (
        "it acts on a parsed command line only",
        "pass it in `argv` with `parse_argv` on, or set `PYTHONWARNDEFAULTENCODING` with `use_environment` on",
    ),
    "disable_remote_debug": ("it reads `disable-remote-debug`, with hyphens", "set `remote_debug = False`"),
    "showrefcount": ("only debug builds act on it", None),
    "showalloccount": ("only builds with `COUNT_ALLOCS` acted on it", None),
    "presite": ("only debug builds act on it", None),
    "pystats": ("only builds with statistics act on it", None),
    "tlbc": ("only free-threaded builds act on it", None),
}
"""Options that do nothing in a config of a release build, with the reason and what to do."""

_ACTING = {"showrefcount": DEBUG, "presite": DEBUG}
"""The builds that act on some of them."""

_SAME_AS_FIELD = {"dev": "development_mode", "utf8": "utf8_mode"}

_LOOKS_OFF = frozenset({"0", "off", "no", "false"})


def _member(view: View, field: str) -> int | str | None:
    """Return what the C member of a field holds when CPython comes to its options."""
    value = view.given(field)
    if value is not None:
        return int(value) if isinstance(value, bool) else value  # type: ignore[return-value]
    # PyInitConfig leaves nothing undecided: it has the defaults of the isolated profile alone.
    default = view.default(field)
    if default == -1 and not view.has_python_profile:
        return default_of(ARGUMENTS[field], view.version, is_isolated=True)
    return default


def _refused(view: View) -> Iterator[Problem]:
    """For a value that it can't read, CPython ends the start."""
    return (problem for problem in _find(view) if problem.code == "bad-x-option")


def _conflicting(view: View) -> Iterator[Problem]:
    """Of an option and the field of its meaning, one loses."""
    return (problem for problem in _find(view) if problem.code == "x-option-conflict")


def _without_effect(view: View) -> Iterator[Problem]:
    """Options find their field decided, belong to a later CPython, or act on a parsed command line only."""
    return (problem for problem in _find(view) if problem.code == "x-option-without-effect")


@once_for()
def _find(view: View) -> tuple[Problem, ...]:
    return tuple(_find_all(view))


def _find_all(view: View) -> Iterator[Problem]:
    seen, options = set(), options_of(view.version)
    for index, text in enumerate(view.config.interpreter.x_options or ()):
        name, equals, value = text.partition("=")
        if text in _SAME_AS_FIELD and (view.is_utf8 if text == "utf8" else view.is_on(_SAME_AS_FIELD[text])):
            # What it would do is done; programs look it up in `sys._xoptions`.
            pass
        elif name in _IDLE and name not in options and not _acts(view, name):
            reason, hint = _IDLE[name]
            yield _idle(index, f"`{text}` has no effect in a config: {reason}", hint)
        elif name in seen and name in options:
            yield _idle(index, f"`{text}` has no effect: the first option of a name acts", "leave one of them out")
        elif name in options:
            yield from _judge(view, index, text, value if equals else None)
        elif name not in _IDLE:
            yield from _judge_unknown(index, text)
        seen.add(name)


def _acts(view: View, name: str) -> bool:
    """Tell whether the build that is looked at acts on an option that others ignore."""
    return name in _ACTING and has(view.version, _ACTING[name])


def _judge_unknown(index: int, text: str) -> Iterator[Problem]:
    """Say what an option was meant as that no CPython has; most are a program's own."""
    name, _, value = text.partition("=")
    bare = re.sub(r"^-+X?\s*", "", name)
    field = meant(bare)
    option = bare if bare in _NAMES else nearest(bare, _NAMES, cutoff=_NEAR)
    severity = Severity.WARNING
    if option in _IDLE:
        hint = _IDLE[option][1]
    elif option is not None and (field is None or option != field.field.name):
        hint = f"the option is called `{option}`"
    elif field is not None and field.field.owner is None:
        hint = f"set the field: `{_setting(field, value)}`"
        severity = Severity.INFO if name.isalpha() and _is_word(name, field) else Severity.WARNING
    elif bare != name:
        hint = "write the name of an option of `-X`, without `-X`" if bare else None
    else:
        return
    problem = _idle(
        index, f"`{text}` has no effect: {CPYTHON} has no such option, and hands it to programs alone", hint
    )
    yield problem._replace(severity=severity)


_NAMES = frozenset({*OPTIONS, *_IDLE})
_NEAR = 0.8
"""How near a name must be to that of an option; a program's own may share some letters with one."""


def _is_word(name: str, found: Meant) -> bool:
    """Tell whether a name is a word of its own, such as `verbose`, which may be the option of a program, too."""
    words = (found.field.name, *found.field.aliases, *found.field.opposites)
    return {word for word in words if fold(word) == fold(name)} == {name}


def _setting(found: Meant, value: str) -> str:
    """Return how a field says what an option of its name was meant to say."""
    field = found.field
    if field.kind is Kind.BOOL:
        is_on = value.lower() not in _LOOKS_OFF
        return f"{field.name} = {is_on is not found.is_opposite}"
    if value.isdigit():
        return f"{field.name} = {value}"
    return shown(field.name, value) if value else f"{field.name} = ..."


def _judge(view: View, index: int, text: str, value: str | None) -> Iterator[Problem]:
    """Say what comes of an option that CPython knows in some version."""
    option = options_of(view.version)[text.partition("=")[0]]
    if not option.is_known(view.version):
        first, last = option.extent.first, option.extent.last
        versions = f"{first} alone" if last else f"{first} and later"
        yield _idle(index, f"`{text}` has no effect: {CPYTHON} has no such option", f"CPython {versions} has it")
        return
    field = option.field
    member = None if field is None else _member(view, field)
    wanted = option.read(value, view.version)
    if field is not None and member not in _UNDECIDED and not option.is_strong(view.version):
        if member != wanted:
            yield _decided(view, index, text, field)
    elif wanted is None:
        yield Problem(
            code="bad-x-option",
            message=f"`x_options`: {CPYTHON} refuses to start with `{text}`: wanted is {option.wanted}",
            paths=("interpreter.x_options",),
            hint="leave the option out, or set the field of that meaning",
            element=index,
        )
    else:
        yield from _acting(view, index, text, option, wanted)


def _acting(view: View, index: int, text: str, option: Option, wanted: int | str) -> Iterator[Problem]:
    """Say what is odd about an option that acts."""
    name, _, value = text.partition("=")
    field = option.field
    if name == "gil" and wanted == 0 and not has(view.version, FREE_THREADED):
        message = f"`x_options`: with `{text}`, {CPYTHON} starts in free-threaded builds only"
        yield _problem(index, message, hint="leave it out unless the host is linked with such a build")
    elif wanted == "":
        yield _idle(index, f"`{text}` has no effect: it names no folder", "set `pycache_prefix`")
    elif option.is_switch(view.version) and value.lower() in _LOOKS_OFF:
        message = f"`x_options`: `{text}` switches the option on: {CPYTHON} does not read what stands behind its name"
        yield _problem(index, message, hint="leave the option out")
    if field is None or view.given(field) is None or not option.is_strong(view.version):
        return
    if ARGUMENTS[field].exists_in(view.version) and _member(view, field) != wanted:
        said = shown(field, view.given(field))
        yield Problem(
            code="x-option-conflict",
            message=f"`{said}` has no effect: {CPYTHON} prefers the `{text}` of `x_options`",
            paths=(f"interpreter.{field}", "interpreter.x_options"),
            hint="let one of the two go",
            holds=str(bool(wanted)),
        )


def _decided(view: View, index: int, text: str, field: str) -> Problem:
    if view.given(field) is not None:
        said = shown(field, view.given(field))
        message = f"`x_options`: `{text}` has no effect: {CPYTHON} prefers `{said}`"
        return Problem(
            code="x-option-conflict",
            message=message,
            paths=("interpreter.x_options", f"interpreter.{field}"),
            hint="let one of the two go",
            element=index,
        )
    decider = "the isolated profile" if view.is_isolated_profile else "PyInitConfig"
    message = f"`x_options`: `{text}` has no effect: {decider} of {CPYTHON} has decided `{field}` already"
    return _problem(index, message, "interpreter.profile", hint=f"set `{field}`")


def _idle(index: int, what: str, hint: str | None) -> Problem:
    return _problem(index, f"`x_options`: {what}", hint=hint)


def _problem(index: int, message: str, *more: str, hint: str | None) -> Problem:
    return Problem(
        code="x-option-without-effect",
        message=message,
        paths=("interpreter.x_options", *more),
        hint=hint,
        element=index,
    )


RULES = (
    Rule(code="bad-x-option", find=_refused, needs=frozenset({"x_options"})),
    Rule(code="x-option-conflict", find=_conflicting, needs=frozenset({"x_options"})),
    Rule(code="x-option-without-effect", find=_without_effect, needs=frozenset({"x_options"})),
)
