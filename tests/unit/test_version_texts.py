"""The text of a version is followed wherever it goes, and found where it is compared by an order that texts lack."""

from __future__ import annotations

import pytest

from configlang.language.by_version import looks_at_version, takes_text
from tests.unit.test_typecheck import cut, find_all

V = "v = TARGET.python\n"

# A text with a comparison, what is underlined, and a near twin that is fine.
CASES = [
    ("x = TARGET.python >= '3.9'", "TARGET.python >= '3.9'", "x = TARGET.version >= (3, 9)"),
    ("x = '3.9' < TARGET.python", "'3.9' < TARGET.python", "x = '3.9' == TARGET.python"),
    (V + "x = v > '3.9'", "v > '3.9'", V + "x = v != '3.9'"),
    (V + "w = v\nx = w > '3.9'", "w > '3.9'", V + "w = 'a'\nx = w > '3.9'"),
    (V + "a, b = v, 'a'\nx = a > '3.9'", "a > '3.9'", V + "a, b = v, 'a'\nx = b > '3.9'"),
    (V + "v = int(v[2:])\nx = v > 9", None, V + "x = v[2:] in ['9']"),
    (V + "x = v[2:] > '9'", "v[2:] > '9'", V + "x = int(v[2:]) > 9"),
    (V + "x = v.split('.')[1] > '9'", "v.split('.')[1] > '9'", V + "x = int(v.split('.')[1]) > 9"),
    (V + "x = v.split('.') > ['3']", "v.split('.') > ['3']", V + "x = [int(p) for p in v.split('.')] > [3]"),
    (V + "x = v.replace('.', '') > '39'", "v.replace('.', '') > '39'", V + "x = len(v.replace('.', '')) > 3"),
    (V + "x = 'py' + v > 'py3'", "'py' + v > 'py3'", V + "x = 'py' + v + '.zip'"),
    (V + "x = '{}'.format(v) > '3'", "'{}'.format(v) > '3'", "x = '{}'.format(TARGET.os) > '3'"),
    (V + "x = 'p%s' % v > 'p3'", "'p%s' % v > 'p3'", V + "x = 'p%s' % v == 'p3'"),
    (V + "x = str(v) > '3'", "str(v) > '3'", V + "x = str(1) > '0'"),
    (V + "x = max(v, '3.9')", "max(v, '3.9')", V + "x = max(len(v), 3)"),
    (V + "x = min([v, '3.9'])", "min([v, '3.9'])", V + "x = min([3, 4])"),
    (V + "x = sorted([v, '3.9'])", "sorted([v, '3.9'])", V + "x = sorted([v, '3.9'], key = len)"),
    (V + "def f(a):\n    return a > '3'\nx = f(v)", "a > '3'", V + "def f(a):\n    return a > '3'\nx = f('a')"),
    (
        V + "def f(b, a):\n    return a > '3'\nx = f(1, a = v)",
        "a > '3'",
        V + "def f(b, a):\n    return a > '3'\nx = f(v, a = 'a')",
    ),
    (
        "def f(a = TARGET.python):\n    return a > '3'\nx = f()",
        "a > '3'",
        "def f(a = TARGET.os):\n    return a > '3'\nx = f()",
    ),
    (
        "def f(a):\n    return a.python > '3'\nx = f(TARGET)",
        "a.python > '3'",
        "def f(a):\n    return a.os > '3'\nx = f(TARGET)",
    ),
    (
        "def f(*a):\n    return a[0] > '3'\nx = f(TARGET.python)",
        "a[0] > '3'",
        "def f(*a):\n    return len(a) > 3\nx = f(TARGET.python)",
    ),
    (
        "def f(**a):\n    return a['p'] > '3'\nx = f(p = TARGET.python)",
        "a['p'] > '3'",
        "def f(**a):\n    return a['q'] > 3\nx = f(p = TARGET.python, q = 4)",
    ),
    (V + "def f(a):\n    return a > '3'\nx = f(*[v])", "a > '3'", V + "def f(a):\n    return a > '3'\nx = f(*['v'])"),
    (
        V + "def f(a):\n    return a > '3'\nx = f(**{'a': v})",
        "a > '3'",
        V + "def f(a):\n    return a > '3'\nx = f(**{'a': 'v'})",
    ),
    ("def f():\n    return TARGET.python\nx = f() > '3'", "f() > '3'", "def f():\n    return TARGET.os\nx = f() > '3'"),
    (
        "def f(a):\n    return g(a)\ndef g(a):\n    return a\nx = f(TARGET.python) > '3'",
        "f(TARGET.python) > '3'",
        "def f(a):\n    return g(a)\ndef g(a):\n    return len(a)\nx = f(TARGET.python) > 3",
    ),
    ("def f():\n    return v > '3'\n" + V + "x = f()", "v > '3'", "def f(v):\n    return v > '3'\n" + V + "x = f('a')"),
    (V + "f = lambda a: a > '3'\nx = f(v)", "a > '3'", V + "f = lambda a: a > '3'\nx = f('a')"),
    (
        V + "def f(g):\n    return g(v)\nx = f(lambda a: a > '3')",
        "a > '3'",
        V + "def f(g):\n    return g(v)\nx = f(lambda a: a == '3')",
    ),
    (
        V + "def f(a):\n    return a > '3'\nx = map(f, [v])",
        "a > '3'",
        V + "def f(a):\n    return a > '3'\nx = map(f, ['a'])",
    ),
    (
        V + "def f(a):\n    return a > '3'\nx = partial(f, v)()",
        "a > '3'",
        V + "def f(a):\n    return a > '3'\nx = partial(f, 'a')()",
    ),
    (V + "s = struct(a = v, b = 'b')\nx = s.a > '3'", "s.a > '3'", V + "s = struct(a = v, b = 'b')\nx = s.b > '3'"),
    (
        V + "R = record(a = str, b = str)\ns = R(a = v, b = 'b')\nx = s.a > '3'",
        "s.a > '3'",
        V + "R = record(a = str, b = str)\ns = R(a = v, b = 'b')\nx = s.b > '3'",
    ),
    (V + "d = {'a': v, 'b': 'b'}\nx = d['a'] > '3'", "d['a'] > '3'", V + "d = {'a': v, 'b': 'b'}\nx = d['b'] > '3'"),
    (
        V + "d = {'a': v, 'b': 'c'}\nx = d.get('a') > '3'",
        "d.get('a') > '3'",
        V + "d = {'a': v, 'b': 'c'}\nx = d.get('b') > '3'",
    ),
    (V + "d = {'a': v}\nx = d.get('a') > '3'", "d.get('a') > '3'", V + "d = {v: 4}\nx = d[v] > 3"),
    (V + "d = {}\nd['a'] = v\nx = d['a'] > '3'", "d['a'] > '3'", V + "d = {}\nd['a'] = 'a'\nx = d['a'] > '3'"),
    (V + "d = []\nd.append(v)\nx = d[0] > '3'", "d[0] > '3'", V + "d = []\nd.append('a')\nx = d[0] > '3'"),
    (V + "x = [e > '3' for e in [v]]", "e > '3'", V + "x = [e > '3' for e in ['a']]"),
    (V + "x = [e > '3' for k, e in {'a': v}.items()]", "e > '3'", V + "x = [k > '3' for k, e in {'a': v}.items()]"),
    (V + "x = [e > '3' for i, e in enumerate([v])]", "e > '3'", V + "x = [i > 3 for i, e in enumerate([v])]"),
    (V + "x = [e > '3' for i, e in zip([1], [v])]", "e > '3'", V + "x = [i > 3 for i, e in zip([1], [v])]"),
    ("for e in [TARGET.python]:\n    e > '3'", "e > '3'", "for e in [TARGET.python]:\n    len(e) > 3"),
    (
        V + "if TARGET.os == 'linux':\n    w = v\nelse:\n    w = 'a'\nx = w > '3'",
        "w > '3'",
        V + "if TARGET.os == 'linux':\n    w = 'b'\nelse:\n    w = 'a'\nx = w > '3'",
    ),
    (
        V + "x = (v if TARGET.os == 'linux' else 'a') > '3'",
        "(v if TARGET.os == 'linux' else 'a') > '3'",
        V + "x = ('b' if v == '3' else 'a') > '3'",
    ),
    (V + "x = ('' or v) > '3'", "('' or v) > '3'", V + "x = v == '3' or 'a' > 'b'"),
    ("x = getattr(TARGET, 'python') > '3'", "getattr(TARGET, 'python') > '3'", "x = getattr(TARGET, 'os') > '3'"),
    (V + "x = list(reversed([v]))[0] > '3'", "list(reversed([v]))[0] > '3'", V + "x = len(list(reversed([v]))) > 3"),
]


def told(text: str) -> list[str]:
    """Return what is underlined for its comparisons in a config of that text."""
    whole = f"{text}\ninterpreter()"
    return [cut(whole, finding.span).strip("()") for finding in find_all(whole) if finding.code == "version-as-text"]


@pytest.mark.parametrize(("text", "marked", "twin"), CASES)
def test_text_is_found_where_it_went(text: str, marked: str | None, twin: str) -> None:
    """A comparison of the text by its order is found at its place, and nothing is said of a near twin."""
    assert ([] if marked is None else [marked.strip("()")]) == told(text)
    assert [] == told(twin)


def test_what_is_hard_to_follow_is_left_alone() -> None:
    """Functions that call themselves end, and so do values that grow with each call."""
    text = "def f(a, n):\n    return a if n == 0 else f([a], n - 1)\nx = len(f(TARGET.python, 3)) > 3"

    assert [] == [mark for mark in told(text) if "len" in mark]


def test_calls_of_methods_may_be_chained() -> None:
    """What a method is called on is looked at once, however many there are in a row."""
    assert told(f"v = TARGET.python{'.strip()' * 60}\nx = v > '3'") == ["v > '3'"]


@pytest.mark.parametrize(
    ("text", "is_looked_at", "is_text"),
    [
        ("interpreter()", False, False),
        ("x = TARGET.os", False, False),
        ("x = TARGET . arch + TARGET.env + TARGET.triple", False, False),
        ("x = TARGET.free_threaded or TARGET.debug", False, False),
        ("# TARGET.python\nx = 'TARGET' + \"TARGET.version\" + TARGET.os", False, False),
        ('"""TARGET is\nTARGET.python"""', False, False),
        ("x = '#' + TARGET.python", True, True),
        ("x = 'it\\'s' + TARGET.python", True, True),
        ("x = TARGET.version", True, False),
        ("x = TARGET.python", True, True),
        ("x = (TARGET\n    .version)", True, False),
        ("f(TARGET)", True, True),
        ("x = MY_TARGET", False, False),
        ("x = TARGET.pythons", True, False),
    ],
)
def test_look_at_the_version_is_seen_in_the_text(text: str, *, is_looked_at: bool, is_text: bool) -> None:
    """Each mention counts that may be of the version, and none in texts and comments."""
    assert is_looked_at is looks_at_version(text, [])
    assert is_text is takes_text(text)


def test_target_that_is_loaded_under_another_name_counts() -> None:
    """Who loads it as something else can do with it what nobody sees."""
    assert looks_at_version("load('@stdlib//:inputs.bzl', T = 'TARGET')", ["TARGET"])
    assert not looks_at_version("load('@stdlib//:inputs.bzl', T = 'TARGETS')", ["TARGETS"])
