"""What the engine says, each text made by the real engine: its code and our words."""

from __future__ import annotations

import pytest

from configlang.findings.problem import Problem
from configlang.language.engine import EngineError
from configlang.language.engine_texts import COMPILED, classify, split_error
from tests.unit.test_engine_errors import error_of, make_engine

# What the parser refuses or the run fails with, and what is said of it.
STOPS = [
    ("x = \t1", "syntax", "a tab indents this line"),
    ("while True: pass", "syntax", "`while` is not in the language"),
    ("import x", "syntax", "`import` is not in the language"),
    ("from a import b", "syntax", "`from` is not in the language"),
    ("class A: pass", "syntax", "`class` is not in the language"),
    ("try: pass", "syntax", "`try` is not in the language"),
    ("raise 1", "syntax", "`raise` is not in the language"),
    ("except: pass", "syntax", "`except` is not in the language"),
    ("finally: pass", "syntax", "`finally` is not in the language"),
    ("x = 1 is 2", "syntax", "`is` is not in the language"),
    ("assert x", "syntax", "`assert` is not in the language"),
    ("with a: pass", "syntax", "`with` is not in the language"),
    ("del x", "syntax", "`del` is not in the language"),
    ("global x", "syntax", "`global` is not in the language"),
    ("nonlocal x", "syntax", "`nonlocal` is not in the language"),
    ("yield x", "syntax", "`yield` is not in the language"),
    ("x = f'a'", "syntax", "f-strings are not in the language"),
    ("x = 'a", "syntax", "the string is not closed"),
    ("x = '\\u12'", "syntax", "`\\u12'` is no escape sequence"),
    ("x = $", "syntax", "`$` can't stand here"),
    ("x = 017", "syntax", "`017` starts with 0"),
    ("x = [1}", "syntax", "unexpected symbol '}'; wanted is `,`, `]` or `for`"),
    ("if True:\n    x = 1\n  y = 2", "syntax", "incorrect indentation"),
    ("def f(a, /): pass", "syntax", "positional-only parameters are not in the language"),
    ("def f():\n  load('//:lib.bzl', 'x')", "syntax", "`load` stands at the top level of a file only"),
    ("return 1", "syntax", "`return` stands in a function only"),
    ("break", "syntax", "`break` stands in a `for` loop only"),
    ("continue", "syntax", "`continue` stands in a `for` loop only"),
    ("f(a = 1, 2)", "syntax", "a positional argument stands behind a named one"),
    ("f(a = 1, a = 2)", "syntax", "the argument is given twice"),
    ("f() = 1", "syntax", "nothing can be assigned to this"),
    ("as = 1", "syntax", "`as` is a reserved word"),
    ("unknown", "unknown-name", "`unknown` is not defined"),
    ("f(1, b = 2)", "unknown-argument", "there is no parameter `b`"),
    ("f()", "missing-argument", "the argument `a` is missing"),
    ("k()", "missing-argument", "the argument `a` is missing"),
    ("f(1, 2)", "surplus-argument", "1 positional argument(s) too many"),
    ("len(*[1, 2])", "evaluation-failed", "got 2 positional arguments, wanted is 1"),
    ("f(1, **{'a': 1})", "evaluation-failed", "`a` is given twice"),
    ("f(**5)", "evaluation-failed", "what stands behind `**` is no dict"),
    ("f(*5)", "evaluation-failed", "what stands behind `*` is no list"),
    ("t(1)", "wrong-type", "got a value of type int, wanted is str"),
    ("r()", "wrong-type", "got a value of type int, wanted is str"),
    ("range('a')", "wrong-type", "got a value of type str, wanted is int"),
    ("3 in 'abc'", "wrong-type", "got a value of type int, wanted is str"),
    ("[1]['a']", "wrong-type", "got a value of type str, wanted is int"),
    ("'a'.foo()", "unknown-attribute", "str has no attribute `foo`"),
    ("None.foo", "unknown-attribute", "None has no attribute `foo`"),
    ("getattr(struct(a = 1), 'b')", "unknown-attribute", "struct has no attribute `b`"),
    ("load('//:lib.bzl', 'z')", "load-unknown-name", "the loaded file does not define `z`"),
    ("load('//:lib.bzl', '_private')", "load-private-name", "`_private` is private to its file"),
    ("fail('it', 1)", "failed", "it 1"),
    ("fail()", "failed", "the config stops here, without a word"),
    ("o()", "call-depth", "too many calls stand inside one another"),
    ("5()", "evaluation-failed", "an int can't be called"),
    ("[x for x in None]", "evaluation-failed", "None has no elements to go through"),
    ("len(1)", "evaluation-failed", "an int has no length"),
    ("len.a = 1", "evaluation-failed", "`a` can't be set: a function stays as it was made"),
    ("None[0]", "evaluation-failed", "None has no elements for `[...]` to take"),
    ("5[1:]", "evaluation-failed", "an int has no parts for `[:]` to take"),
    ("'a' in 5", "evaluation-failed", "`in` can't look for a str in an int"),
    ("1 < 'a'", "evaluation-failed", "an int and a str can't be put in order"),
    ("sorted(['a', 1])", "evaluation-failed", "an int and a str can't be put in order"),
    ("'%d' % 'a'", "evaluation-failed", "`%d` does not format a str"),
    ("'a' + [1]", "evaluation-failed", "`+` can't join a str and a list"),
    ("[1] + 'a'", "evaluation-failed", "`+` can't join a list and a str"),
    ("'a' + 1", "evaluation-failed", "`+` can't join a str and an int"),
    ("1 + 'a'", "evaluation-failed", "`+` can't join an int and a str"),
    ("{} + {}", "evaluation-failed", "`+` can't join dicts"),
    ("[1] + (1,)", "evaluation-failed", "`+` can't join a list and a tuple"),
    ("None + 1", "evaluation-failed", "`+` does not work on None and an int"),
    ("-'a'", "evaluation-failed", "`-` does not work on a str"),
    ("1 // 0", "evaluation-failed", "this divides by zero"),
    ("1.5 // 0.0", "evaluation-failed", "this divides by zero"),
    ("1 % 0", "evaluation-failed", "this divides by zero"),
    ("[1][5]", "evaluation-failed", "there is no element 5"),
    ("{'a': 1}['b']", "evaluation-failed", 'there is no key "b"'),
    ("{}.pop('b')", "evaluation-failed", 'there is no key "b"'),
    ("(1,)[0] = 2", "evaluation-failed", "this can't be changed"),
    ("m()", "evaluation-failed", "this changes what a loop is going through"),
    ("{[]: 1}", "evaluation-failed", "a list can't be the key of a dict"),
    ("{'a': 1, 'a': 2}", "evaluation-failed", 'the key "a" stands twice in this dict'),
    ("a, b = 1, 2, 3", "evaluation-failed", "there are 3 values for 2 names"),
    ("int('x')", "evaluation-failed", '"x" is no whole number'),
    ("int('x', 16)", "evaluation-failed", '"x" is no whole number in base 16'),
    ("COLORS('blue')", "evaluation-failed", '"blue" is no element of enum("red")'),
    ("v()", "evaluation-failed", "`y` has no value yet"),
    ("'%s %s' % (1,)", "evaluation-failed", "the format has more places than values"),
    ("'{} {}'.format(1)", "evaluation-failed", "the format has more places than values"),
    ("'%s' % (1, 2)", "evaluation-failed", "the format has fewer places than values"),
]
DEFINED = """
COLORS = enum("red")
def f(a): pass
def k(*, a): pass
def t(a: str): pass
def r() -> str:
    return json.decode("1")
def o():
    o()
    return 1
def m():
    x = [1]
    for y in x:
        x.append(y)
def v():
    z = y
    y = 1
"""

# What the type checker finds, which it does inside of functions only.
CHECKS = [
    ("unknown", "unknown-name", "`unknown` is not defined"),
    ("f(1, b = 2)", "unknown-argument", "there is no parameter `b`"),
    ("f()", "missing-argument", "the argument `a` is missing"),
    ("len()", "missing-argument", "an argument is missing"),
    ("f(1, 2)", "surplus-argument", "one positional argument too many"),
    ("t(1)", "wrong-type", "got a value of type int, wanted is str"),
    ("'a'.foo()", "unknown-attribute", "str has no attribute `foo`"),
    ("3 in ['a']", "evaluation-failed", "`in` looks for an int in a list[str]"),
    ("1 + 'a'", "evaluation-failed", "`+` does not work on an int and a str"),
    ("-'a'", "evaluation-failed", "`-` does not work on a str"),
    ("[1]['a']", "evaluation-failed", "`[...]` of a list[int] takes no str"),
    ("5[1:]", "evaluation-failed", "an int has no parts for `[:]` to take"),
    ("[x for x in 5]", "evaluation-failed", "an int has no elements to go through"),
    ("5()", "evaluation-failed", "an int can't be called"),
    ("{}.get()", "evaluation-failed", "the arguments don't fit the function"),
]


def text_of_run(text: str) -> str:
    """Return what the engine says of a text that it refuses to parse or fails to run."""
    engine = make_engine()
    try:
        engine.parse("m0", text)
    except EngineError as error:
        return split_error(str(error))[1]
    return split_error(error_of(DEFINED + text))[1]


def text_of_check(text: str) -> str:
    """Return what the type checker says of an expression."""
    engine = make_engine()
    ast = engine.parse("m0", f"def f(a): pass\ndef t(a: str): pass\ndef g():\n  return {text}\n")
    ((error),) = engine.typecheck(ast, {})[0]
    return split_error(str(error))[1]


@pytest.mark.parametrize(("text", "code", "message"), STOPS)
def test_what_stops_the_engine_is_said_in_words(text: str, code: str, message: str) -> None:
    """Every text that the engine stops with has a code, and says what is wrong in words of this language."""
    problem = classify(text_of_run(text))

    assert (code, message) == (problem.code, problem.message)


@pytest.mark.parametrize(("text", "code", "message"), CHECKS)
def test_what_the_checker_finds_is_said_in_words(text: str, code: str, message: str) -> None:
    """The checker words the same mistakes differently; their codes and words are those of the run."""
    problem = classify(text_of_check(text))

    assert (code, message) == (problem.code, problem.message)


@pytest.fixture(scope="module")
def texts() -> list[str]:
    """Return what the engine says about every sample, without frames, places and snippets."""
    return [text_of_run(text) for text, *_ in STOPS] + [text_of_check(text) for text, *_ in CHECKS]


def test_no_message_speaks_of_the_inside(texts: list[str]) -> None:
    """Neither the names that the engine gets for files, nor its places, its tags and its types reach people."""
    for text in texts:
        problem = classify(text)
        for inside in ("m0", "-->", "\n", "error:", "Parse error", "NoneType", "Operation"):
            assert inside not in problem.message
            assert problem.hint is None or inside not in problem.hint


def test_every_pattern_is_made_by_the_engine(texts: list[str]) -> None:
    """No pattern waits for a text that the engine does not write: each is the first to match one of the samples."""
    plain = [text.partition(", did you mean")[0] for text in texts]
    first = {next((pattern for pattern, _ in COMPILED if pattern.match(text)), None) for text in plain}

    assert [pattern.pattern for pattern, _ in COMPILED if pattern not in first] == []


def test_suggestion_of_the_engine_counts_when_it_is_near() -> None:
    """The engine suggests ``bool`` for ``foo``; only a name that looks like the wrong one is passed on."""
    assert "did you mean `struct`?" == classify(text_of_run("stuct()")).hint
    assert classify(text_of_run("foo()")).hint is None


def test_unknown_text_stays_as_it_is() -> None:
    """What no pattern knows is shown in the engine's words: nothing is lost."""
    unknown = Problem(code="evaluation-failed", message="Something new in `f`")

    assert unknown == classify("Something new in m0.f")
    assert ([], "Something new", None) == split_error("error: Something new")
