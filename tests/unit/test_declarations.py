"""From the engine's call stack to the place of a declaration."""

from __future__ import annotations

import re

import pytest

from configlang.findings.finding import Frame, Position, Span
from configlang.language.declarations import RecordedDeclaration, Sources, parse_stack, people_frames
from configlang.language.engine import Engine
from configlang.project.source import Source

MAIN = """\
def inner(name):
    rule(name, b = [1, name])

def outer():
    for name in ["x"]:
        inner(name)

outer()
rule("y")
"""


def stacks(text: str) -> list[str]:
    """Run a text in the real engine and return the call stack at each call of ``rule``."""
    seen: list[str] = []
    engine = Engine(200, lambda: None)
    internal = engine.parse("@stdlib//:internal.bzl", "def rule(*args, **kwargs):\n    _native(call_stack())\n")
    rules = engine.module({}, {"_native": seen.append})
    rules.run(internal)
    module = engine.module({"@stdlib//:internal.bzl": rules.freeze()})
    module.run(engine.parse("prelude", 'load("@stdlib//:internal.bzl", "rule")'))
    module.run(engine.parse("m0", text))
    return seen


def make_sources(text: str) -> Sources:
    """Return the sources of an evaluation of one file."""
    sources = Sources()
    sources.add("m0", Source("dir/app.bzl", None, text))
    return sources


def test_stack_of_the_engine_is_taken_apart() -> None:
    """The frames come outermost first, with 0-based lines, and those of the rules at the end."""
    through_functions, top_level = (parse_stack(text) for text in stacks(MAIN))

    assert through_functions[:3] == [("m0", 7, "<module>"), ("m0", 5, "outer"), ("m0", 1, "inner")]
    assert top_level[:1] == [("m0", 8, "<module>")]
    assert {"@stdlib//:internal.bzl"} == {module for module, _, _ in [*through_functions[3:], *top_level[1:]]}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("Traceback (most recent call last):\n  * m0:3, in <module>\n      f(1)", [("m0", 2, "<module>")]),
        ("  * @stdlib//:paths.bzl:12, in f\n      x", [("@stdlib//:paths.bzl", 11, "f")]),
        ("  * m0:3, in f\n      * m1:4, in g", [("m0", 2, "f")]),
        ("  * builtin, in f", []),
    ],
)
def test_stack_texts(text: str, expected: list[tuple[str, int, str]]) -> None:
    """Only lines of the form of a frame are frames; source lines are indented deeper and can't pass for one."""
    assert expected == parse_stack(text)


def test_frames_for_people_leave_out_the_rules() -> None:
    """People see their own files by their own names, and functions as such."""
    frames = parse_stack(stacks(MAIN)[0])

    assert (
        Frame("dir/app.bzl", 7, "the top level"),
        Frame("dir/app.bzl", 5, "`outer`"),
        Frame("dir/app.bzl", 1, "`inner`"),
    ) == people_frames(frames, make_sources(MAIN))


def test_declaration_knows_its_way_and_its_place() -> None:
    """The innermost frame is the place of the declaration, and the others are the way there."""
    values = {"a": "x", "b": [1, "x"], "c": None}
    declaration = RecordedDeclaration("rule", stacks(MAIN)[0], values, make_sources(MAIN))

    assert (Frame("dir/app.bzl", 7, "the top level"), Frame("dir/app.bzl", 5, "`outer`")) == declaration.stack
    assert Span.from_line("dir/app.bzl", 1, 4, 4) == declaration.span()
    assert Span.from_line("dir/app.bzl", 1, 9, 4) == declaration.span("a")
    assert Span.from_line("dir/app.bzl", 1, 20, 1) == declaration.span("b", 0)
    assert Span.from_line("dir/app.bzl", 1, 4, 4) == declaration.span("c")


def test_declaration_at_the_top_level_has_no_way() -> None:
    """Nothing led to a declaration that stands in the file itself."""
    declaration = RecordedDeclaration("rule", stacks(MAIN)[1], {"a": "y"}, make_sources(MAIN))

    assert declaration.stack == ()
    assert Span("dir/app.bzl", Position(8, 5), Position(8, 8)) == declaration.span("a")


def test_sources_are_found_by_both_names() -> None:
    """The engine's name and people's name lead to one file; others are unknown."""
    sources = make_sources("a\nb")
    sources.add("m1", Source("lib/b.bzl", None, "c"))

    assert sources.name("m1") == "lib/b.bzl"
    assert sources.has("m0")
    assert not sources.has("dir/app.bzl")
    found = sources.by_name("lib/b.bzl")
    assert found is not None
    assert found.text == "c"
    assert sources.by_name("m0") is None
    assert [source.name for _, source in sources.items()] == ["dir/app.bzl", "lib/b.bzl"]


def test_names_for_the_engine_cannot_be_mistaken_for_text() -> None:
    """Whatever a file is called, the engine's text about it has a name of our making."""
    assert re.search(r"^  \* m0:8, in <module>$", stacks(MAIN)[0], re.MULTILINE)
