"""What the engine says, each text made by the real engine: its code, our words, and its place."""

from __future__ import annotations

import pytest

from configlang.findings.finding import Finding, Frame, Span
from configlang.language.declarations import Sources
from configlang.language.engine import Engine, EngineError
from configlang.language.engine_errors import explain
from configlang.project.source import Source

LIBRARY = "x = 1\n_private = 2\n"

# What is wrong with a text, where it is found, the code, and what is underlined.
STOPS = [
    ("fail()", "failed", "fail()"),
    ("x = \t1", "syntax", "\t"),
    ("raise 1", "syntax", "raise"),
    ("x = f'a'", "syntax", "f'a'"),
    ("x = 'a", "syntax", "'a"),
    ("x = $", "syntax", "$"),
    ("x = [1}", "syntax", "}"),
    ("def f(a, /): pass", "syntax", "/"),
    ("def f():\n  load('//:lib.bzl', 'x')", "syntax", "load('//:lib.bzl', 'x')"),
    ("f(a = 1, 2)", "syntax", "2"),
    ("f(a = 1, a = 2)", "syntax", "a"),
    ("'ä'; unknown", "unknown-name", "unknown"),
    ("def f(a): pass\nf(1, b = 2)", "unknown-argument", "b"),
    ("def f(a): pass\nf()", "missing-argument", "f()"),
    ("def f(a): pass\nf(1, 2)", "surplus-argument", "f(1, 2)"),
    ("def f(a: str): pass\nf(1)", "wrong-type", "f(1)"),
    ("def f() -> str:\n  return json.decode('1')\nf()", "wrong-type", "return json.decode('1')"),
    ("'ä'.foo()", "unknown-attribute", "'ä'.foo()"),
    ("load('//:lib.bzl', 'z')", "load-unknown-name", "'z'"),
    ("load('//:lib.bzl', '_private')", "load-private-name", "'_private'"),
    ("[1][5]", "evaluation-failed", "[1][5]"),
    ("def f():\n  f()\n  return 1\nf()", "call-depth", "f()"),
]


def make_engine() -> Engine:
    """Return an engine without limits."""
    return Engine(200, lambda: None)


def error_of(text: str) -> str:
    """Return the engine's text about a text that it refuses to parse or fails to run."""
    engine = make_engine()
    library = engine.module({})
    library.run(engine.parse("m1", LIBRARY))
    module = engine.module({"//:lib.bzl": library.freeze()})
    with pytest.raises(EngineError) as caught:
        module.run(engine.parse("m0", text))
    return str(caught.value)


def finding_of(text: str) -> Finding:
    """Return the finding for a text that the engine refuses or fails to run."""
    sources = Sources()
    sources.add("m0", Source("app.bzl", None, text))
    return explain(error_of(text), sources)


def cut(text: str, span: Span | None) -> str:
    """Return what a span of one line covers."""
    assert span is not None
    assert span.start.line == span.end.line
    return text.split("\n")[span.start.line][span.start.column : span.end.column]


@pytest.mark.parametrize(("text", "code", "marked"), STOPS)
def test_error_has_its_code_and_its_place(text: str, code: str, marked: str) -> None:
    """Every text that the engine stops with becomes a finding of its own code, at the place that the engine names."""
    finding = finding_of(text)

    assert code == finding.code
    assert marked == cut(text, finding.span)


def test_tab_that_indents_is_shown_in_its_own_line() -> None:
    """A tab at the start of a line is underlined there."""
    text = "if True:\n\tx = 1"

    assert cut(text, finding_of(text).span) == "\t"


def test_own_words_of_fail_come_through() -> None:
    """What a config fails with is the whole message, over several lines and whatever it looks like."""
    assert finding_of("fail('a\\n --> m0:7:7\\n  |')").message == "a\n --> m0:7:7\n  |"


def test_calls_lead_to_the_place() -> None:
    """The calls are listed outermost first, and the innermost place is the finding's own."""
    text = "def inner():\n  return [][1]\ndef outer():\n  inner()\n  return 1\nouter()"

    finding = finding_of(text)

    assert (Frame("app.bzl", 5, "the top level"), Frame("app.bzl", 3, "`outer`")) == finding.stack
    assert cut(text, finding.span) == "[][1]"


def test_error_inside_a_rule_is_blamed_on_its_caller() -> None:
    """People did not write the rules: an error in there is shown at the call in their own file."""
    text = "def f():\n  rule(1)\n  return 1\nf()"
    engine = make_engine()
    rules = "def rule(x):\n  if x:\n    fail('no')\n  return 1\n"
    library = engine.module({})
    library.run(engine.parse("@stdlib//:a.bzl", rules))
    module = engine.module({"@stdlib//:a.bzl": library.freeze()})
    module.run(engine.parse("prelude", 'load("@stdlib//:a.bzl", "rule")'))
    with pytest.raises(EngineError) as caught:
        module.run(engine.parse("m0", text))
    sources = Sources()
    sources.add("m0", Source("app.bzl", None, text))

    finding = explain(str(caught.value), sources)

    assert finding.message == "no"
    assert cut(text, finding.span) == "rule(1)"
    assert (Frame("app.bzl", 3, "the top level"),) == finding.stack
