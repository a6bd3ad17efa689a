"""From problems to findings: at the first setting that was declared, with notes at the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
import pytest

from configlang.findings.finding import Frame, Position, Related, Span
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.origins import Declaration, Declared, Origin, to_finding

FRAME = Frame("app.bzl", 9, "the top level")


@attrs.frozen
class Made:
    """A declaration that shows in its places what they are the places of."""

    rule: str
    values: Mapping[str, Any] = attrs.field(factory=dict)
    stack: tuple[Frame, ...] = (FRAME,)

    def span(self, argument: str | None = None, element: int | None = None) -> Span:
        """Return a place whose file is named by rule, argument and element."""
        return place(*(str(part) for part in (self.rule, argument, element) if part is not None))


def place(*parts: str) -> Span:
    """Return the place of a part of a declaration."""
    return Span(" ".join(parts), Position(0, 0), Position(0, 1))


INTERPRETER = Made("interpreter")
EXTENSION = Made("static_extension", stack=())
ORIGINS = {
    "interpreter.home": Origin(INTERPRETER, "home"),
    "interpreter.x_options": Origin(INTERPRETER, "x_options"),
    "static_extension:app.fast": Origin(EXTENSION, "name"),
    "static_extension:app.fast.init": Origin(EXTENSION, "init"),
}


def test_problem_stands_at_the_first_setting_that_the_config_has() -> None:
    """What is not set has no place; what is set as well is pointed at, by the name that people know."""
    paths = ("interpreter.prefix", "interpreter.home", "static_extension:app.fast", "interpreter.x_options")
    finding = to_finding(Problem(code="prefix-ignored", message="it is so", paths=paths), ORIGINS)

    assert (place("interpreter", "home"), (FRAME,)) == (finding.span, finding.stack)
    expected = (
        Related("`app.fast` is set here", place("static_extension", "name")),
        Related("`x_options` is set here", place("interpreter", "x_options")),
    )
    assert expected == finding.related


def test_element_at_fault_is_the_place() -> None:
    """One element of a list is shown, and the list around it is no other place."""
    paths = ("interpreter.x_options", "interpreter.x_options")
    finding = to_finding(Problem(code="bad-x-option", message="it is so", paths=paths, element=2), ORIGINS)

    assert (place("interpreter", "x_options", "2"), ()) == (finding.span, finding.related)


def test_each_other_place_is_told_once() -> None:
    """A setting that a problem names twice, or knows a note for already, gets one note."""
    known = Related("`home` is set here", place("interpreter", "home"))
    paths = ("static_extension:app.fast.init", "interpreter.home", "interpreter.home")
    finding = to_finding(Problem(code="shared-init", message="it is so", paths=paths, related=(known,)), ORIGINS)

    assert ((known,), ()) == (finding.related, finding.stack)


def test_problem_of_no_setting_has_no_place() -> None:
    """What no declaration is to blame for is told all the same."""
    problem = Problem(code="prefix-ignored", message=f"{CPYTHON} does so", paths=("interpreter.prefix",))

    finding = to_finding(problem, ORIGINS, cpython="CPython 3.8")

    assert (None, "CPython 3.8 does so") == (finding.span, finding.message)
    assert finding == to_finding(problem, {}, cpython="CPython 3.8")


def test_origins_of_declarations_are_found_by_their_paths() -> None:
    """A part that a config has once has its arguments, one of several its name as well; nothing else is there."""
    single = Made("interpreter", {"profile": "python", "home": "/a"})
    fast = Made("static_extension", {"name": "fast", "init": "f"})
    below = Made("static_extension", {"name": "app.fast", "init": "g"})
    parts: dict[str, Declaration] = {
        "interpreter": single,
        "static_extension:fast": fast,
        "static_extension:app.fast": below,
    }
    expected = {
        "interpreter.profile": Origin(single, "profile"),
        "interpreter.home": Origin(single, "home"),
        "static_extension:fast": Origin(fast, "name"),
        "static_extension:fast.name": Origin(fast, "name"),
        "static_extension:fast.init": Origin(fast, "init"),
        "static_extension:app.fast": Origin(below, "name"),
        "static_extension:app.fast.name": Origin(below, "name"),
        "static_extension:app.fast.init": Origin(below, "init"),
    }

    origins = Declared(parts)

    assert (expected, [*expected], len(expected)) == ({**origins}, [*origins], len(origins))
    for missing in ("interpreter", "interpreter.prefix", "static_extension:app", "static_extension:app.init", "host.x"):
        assert missing not in origins


def test_name_of_a_module_comes_before_an_argument_of_its_package() -> None:
    """Where a path could be either, it is the module: its own paths go on behind it."""
    app = Made("static_extension", {"name": "app", "init": "f"})
    init = Made("static_extension", {"name": "app.init", "init": "g"})

    origins = Declared({"static_extension:app": app, "static_extension:app.init": init})

    assert Origin(init, "name") == origins["static_extension:app.init"]
    assert Origin(init, "init") == origins["static_extension:app.init.init"]
    with pytest.raises(KeyError):
        origins["static_extension:app.init.other"]
