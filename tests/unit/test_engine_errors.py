"""What the engine says, each text made by the real engine: its code, our words, and its place."""

from __future__ import annotations

import pytest

from configlang.findings.finding import Finding, Frame, Span
from configlang.findings.problem import Problem
from configlang.language.declarations import Sources
from configlang.language.engine import Engine, EngineError
from configlang.language.engine_errors import _COMPILED, classify, explain, split_error
from configlang.project.source import Source

LIBRARY = "x = 1\n_private = 2\n"

# What is wrong with a text, where it is found, the code, and what is underlined.
STOPS = [
    ("fail()", "failed", "fail()"),
    ("fail('it', 1)", "failed", "fail('it', 1)"),
    ("x = \t1", "syntax", "\t"),
    ("while True: pass", "syntax", "while"),
    ("import x", "syntax", "import"),
    ("from a import b", "syntax", "from"),
    ("class A: pass", "syntax", "class"),
    ("try: pass", "syntax", "try"),
    ("raise 1", "syntax", "raise"),
    ("except: pass", "syntax", "except"),
    ("finally: pass", "syntax", "finally"),
    ("x = 1 is 2", "syntax", "is"),
    ("with a: pass", "syntax", "with"),
    ("x = f'a'", "syntax", "f'a'"),
    ("x = 'a", "syntax", "'a"),
    ("x = $", "syntax", "$"),
    ("x = 017", "syntax", "017"),
    ("x = [1}", "syntax", "}"),
    ("def f(a, /): pass", "syntax", "/"),
    ("def f():\n  load('//:lib.bzl', 'x')", "syntax", "load('//:lib.bzl', 'x')"),
    ("return 1", "syntax", "return 1"),
    ("break", "syntax", "break"),
    ("continue", "syntax", "continue"),
    ("f(a = 1, 2)", "syntax", "2"),
    ("f(a = 1, a = 2)", "syntax", "a"),
    ("'ä'; unknown", "unknown-name", "unknown"),
    ("def f(a): pass\nf(1, b = 2)", "unknown-argument", "b"),
    ("def f(a): pass\nf()", "missing-argument", "f()"),
    ("def f(*, a): pass\nf()", "missing-argument", "f()"),
    ("def f(a): pass\nf(1, 2)", "surplus-argument", "f(1, 2)"),
    ("def f(a: str): pass\nf(1)", "wrong-type", "f(1)"),
    ("def f() -> str:\n  return json.decode('1')\nf()", "wrong-type", "return json.decode('1')"),
    ("'ä'.foo()", "unknown-attribute", "'ä'.foo()"),
    ("load('//:lib.bzl', 'z')", "load-unknown-name", "'z'"),
    ("load('//:lib.bzl', '_private')", "load-private-name", "'_private'"),
    ("[1][5]", "evaluation-failed", "[1][5]"),
    ("def f():\n  f()\n  return 1\nf()", "call-depth", "f()"),
]
# The same for what the type checker finds, which it does inside functions only.
CHECKS = [
    ("def g(): return unknown", "unknown-name"),
    ("def f(a): pass\ndef g():\n  f(1, b = 2)", "unknown-argument"),
    ("def f(a): pass\ndef g():\n  f()", "missing-argument"),
    ("def f(a): pass\ndef g():\n  f(1, 2)", "surplus-argument"),
    ("def f(a: str): pass\ndef g():\n  f(1)", "wrong-type"),
    ("def f() -> str:\n  return 1", "wrong-type"),
    ("def g():\n  'a'.foo()", "unknown-attribute"),
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


def check_of(text: str) -> str:
    """Return the one error that the type checker finds in a text."""
    engine = make_engine()
    errors, _ = engine.typecheck(engine.parse("m0", text), {})
    (error,) = errors
    return str(error)


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


@pytest.mark.parametrize(("text", "code"), CHECKS)
def test_what_the_checker_finds_has_its_code(text: str, code: str) -> None:
    """The checker words the same mistakes differently; their codes are those of the run."""
    assert code == classify(split_error(check_of(text))[1]).code


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return what the engine says about every sample, without frames, places and snippets."""
    errors = [error_of(text) for text, _, _ in STOPS] + [check_of(text) for text, _ in CHECKS]
    return [split_error(error)[1] for error in errors]


def test_no_message_speaks_of_the_inside(texts: list[str]) -> None:
    """Neither the names that the engine gets for files, nor its places and snippets, nor its tags reach people."""
    for text in texts:
        problem = classify(text)
        for inside in ("m0", "-->", "\n", "error:", "Parse error"):
            assert inside not in problem.message
            assert problem.hint is None or inside not in problem.hint


def test_every_pattern_is_made_by_the_engine(texts: list[str]) -> None:
    """No pattern waits for a text that the engine does not write: each is the first to match one of the samples."""
    plain = [text.partition(", did you mean")[0] for text in texts]
    first = {next((row[0] for row in _COMPILED if row[0].match(text)), None) for text in plain}

    assert [pattern.pattern for pattern, *_ in _COMPILED if pattern not in first] == []


def test_tab_that_indents_is_shown_in_its_own_line() -> None:
    """A tab at the start of a line is underlined there."""
    text = "if True:\n\tx = 1"

    assert cut(text, finding_of(text).span) == "\t"


def test_suggestion_of_the_engine_counts_when_it_is_near() -> None:
    """The engine suggests ``bool`` for ``foo``; only a name that looks like the wrong one is passed on."""
    assert finding_of("stuct()").hint == "did you mean `struct`?"
    assert finding_of("foo()").hint is None


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


def test_unknown_text_stays_as_it_is() -> None:
    """What no pattern knows is shown in the engine's words: nothing is lost."""
    unknown = Problem(code="evaluation-failed", message="Something new in `f`")
    assert unknown == classify("Something new in m0.f")
    assert split_error("error: Something new") == ([], "Something new", None)
