"""
Rules about warning filters: those that CPython can't read, and those that don't go with `bytes_warning`.

In the order of the list the last filter that matches a warning wins, and all of the list come after the one that
`bytes_warning` adds.
"""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import Rule, View, once_for, shown
from configlang.cpython.versions import Version
from configlang.cpython.warn_options import ACTIONS, CATEGORIES, HAS_ENCODING_WARNING, NO_CLASSES, PARTS
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import did_you_mean
from configlang.light.typed import NamedTuple

_FATAL_HINT = "name a class of warnings, or leave the category empty"

_NONE, _WARN, _RAISE = range(3)
"""The levels of `bytes_warning`."""


class Filter(NamedTuple):
    """A filter as CPython reads it; what it leaves empty matches everything."""

    action: str
    message: str
    category: str
    module: str
    line: str

    @property
    def takes_bytes_warnings(self) -> bool:
        """Whether it matches every `BytesWarning`."""
        return self.category in {"", "Warning", "BytesWarning"} and not (self.message or self.module or self.line)


class Unread(NamedTuple):
    """Why CPython can't read a filter, and what to do."""

    reason: str
    hint: str | None = None
    is_fatal: bool = False


def read_filter(text: str, version: Version) -> Filter | Unread:
    """Read a filter the way that a CPython version does."""
    parts = [part.strip() for part in text.split(":")]
    if len(parts) > PARTS:
        return Unread(f"it has {len(parts)} fields, and five are the most", "a colon can't be part of a message")
    action, message, category, module, line = [*parts, *[""] * (PARTS - len(parts))]
    found = next((name for name in ACTIONS if name.startswith(action)), None)
    if found is None:
        return Unread(f"there is no action `{action}`", _action_hint(action))
    if unread := _check_category(category, version):
        return unread
    if line and not _is_line(line):
        return Unread(f"`{line}` is no line number")
    return Filter("always" if found == "all" else found, message, category.removeprefix("builtins."), module, line)


def _action_hint(action: str) -> str | None:
    if action.startswith("-W"):
        return "leave out the `-W`, which is the command line's"
    if "," in action:
        return "make several items of it: the comma belongs to `PYTHONWARNINGS`"
    return did_you_mean(action, ACTIONS)


def _check_category(category: str, version: Version) -> Unread | None:
    module, dot, name = category.rpartition(".")
    if dot and not module:
        return Unread(f"`{category}` has no module before the dot", _FATAL_HINT, is_fatal=True)
    if dot and module != "builtins":
        # Any module with a name may be there when CPython starts.
        return None if "" not in module.split(".") else Unread(f"`{module}` is no name of a module")
    if name == "EncodingWarning" and not HAS_ENCODING_WARNING.covers(version):
        return Unread("the category `EncodingWarning` came with 3.10", "limit `compatible_with` to 3.10 and later")
    if name in CATEGORIES or not category:
        return None
    if name in NO_CLASSES:
        return Unread(f"`{name}` is no class", _FATAL_HINT, is_fatal=True)
    hint = did_you_mean(name, CATEGORIES) or "a category that is not built in is named with its module"
    return Unread(f"there is no category `{category}`", hint)


def _is_line(text: str) -> bool:
    try:
        return int(text) >= 0
    except ValueError:
        return False


@once_for(HAS_ENCODING_WARNING)
def _read(view: View) -> tuple[tuple[int, str, Filter | Unread], ...]:
    given = view.config.interpreter.warn_options or ()
    return tuple([(index, text, read_filter(text, view.version)) for index, text in enumerate(given)])


def _dropped(view: View) -> Iterator[Problem]:
    """CPython's module ``warnings`` drops a filter that it can't read, with a line on stderr."""
    return (problem for problem in _unread(view) if problem.severity is Severity.WARNING)


def _fatal(view: View) -> Iterator[Problem]:
    """For a category that is no class, the import of ``warnings`` itself fails."""
    return (problem for problem in _unread(view) if problem.severity is Severity.ERROR)


@once_for(HAS_ENCODING_WARNING)
def _unread(view: View) -> tuple[Problem, ...]:
    return tuple(_find_unread(view))


def _find_unread(view: View) -> Iterator[Problem]:
    for index, text, read in _read(view):
        if not isinstance(read, Unread):
            continue
        what = "drops the filter with a line on stderr"
        if read.is_fatal:
            what = "can't import its module `warnings` any more, which most others need"
        yield Problem(
            message=f"`warn_options`: `{text}`: {read.reason}, so {CPYTHON} {what}",
            paths=("interpreter.warn_options",),
            severity=Severity.ERROR if read.is_fatal else Severity.WARNING,
            hint=read.hint or "the form is `action:message:category:module:line`",
            element=index,
        )


def _bytes_level(view: View) -> int:
    given = view.given("bytes_warning")
    return {"warn": _WARN, None: _NONE, "none": _NONE}.get(given, _RAISE)  # type: ignore[call-overload, no-any-return]


def _bytes(view: View) -> Iterator[Problem]:
    """`bytes_warning` has the warnings issued, and filters decide their fate: the last that matches wins."""
    level = _bytes_level(view)
    filters = [(index, text, read) for index, text, read in _read(view) if isinstance(read, Filter)]
    if level == _NONE:
        for index, text, read in filters:
            if read.category == "BytesWarning" and read.action != "ignore":
                yield _mismatch(index, f"`{text}` has no effect: no `BytesWarning` is issued without `bytes_warning`")
        return
    last = next((row for row in reversed(filters) if row[2].takes_bytes_warnings), None)
    if last is None:
        return
    index, text, read = last
    said = shown("bytes_warning", view.given("bytes_warning"))
    if level == _RAISE and read.action != "error":
        yield _mismatch(index, f"`{text}` undoes `{said}`: the filters of the list come last, so nothing is raised")
    elif read.action == "ignore":
        yield _mismatch(index, f"`{text}` undoes `{said}`: the filters of the list come last, so nothing is shown")


def _mismatch(index: int, what: str) -> Problem:
    return Problem(
        message=f"`warn_options`: {what}",
        paths=("interpreter.warn_options", "interpreter.bytes_warning"),
        hint='let the two say the same: `bytes_warning = "raise"` alone is enough to have it raised',
        element=index,
    )


RULES = (
    Rule(code="bad-warn-option", find=_dropped, needs=frozenset({"warn_options"})),
    Rule(code="fatal-warn-option", find=_fatal, needs=frozenset({"warn_options"})),
    Rule(code="bytes-warning-mismatch", find=_bytes, needs=frozenset({"warn_options"})),
)
