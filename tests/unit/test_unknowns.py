"""What is asked of a value that the host passes is found wherever the value goes, and nothing else is."""

from __future__ import annotations

import pytest

from tests.unit.test_typecheck import cut, find_all

V = "v = host_value('v')\n"
L = "l = host_value('l', type = list[str])\n"

# A text with a question, what is underlined, and a near twin that is fine.
CASES = [
    (V + "x = 1 if v else 2", "v", V + "x = 1 if 'v' else 2"),
    (V + "if v:\n    pass", "v", V + "if len('v'):\n    pass"),
    (V + "x = v or 'a'", "v or 'a'", V + "x = 'a' or v"),
    (V + "x = not v", "not v", V + "x = not 'v'"),
    (V + "x = v == 'a'", "v == 'a'", V + "x = 'v' == 'a'"),
    (V + "x = 'a' in v", "'a' in v", V + "x = 'a' in ['v', 'a']"),
    (V + "x = v[1:]", "v[1:]", V + "x = [v][0]"),
    (V + "x = v.upper()", "v.upper()", V + "x = ', '.join([v])"),
    (V + "x = len(v)", "len(v)", V + "x = len([v])"),
    (V + "x = (v + '/a').split('/')", "(v + '/a').split('/')", V + "x = str(v) + '/a'"),
    (V + "x = '{}/a'.format(v) == 'a'", "'{}/a'.format(v) == 'a'", V + "x = '{}/a'.format(v)"),
    (V + "x = '%s/a' % v == 'a'", "'%s/a' % v == 'a'", V + "x = '%s/a' % v"),
    (V + "v = 'a'\nx = v == 'a'", None, V + "w = v"),
    (V + "a = {'v': v}\nx = a['v'] == 'b'", "a['v'] == 'b'", V + "a = {'v': v, 'w': 'w'}\nx = a['w'] == 'b'"),
    (L + "x = [a for a in l]", "l", "x = [a for a in ['l']]"),
    (V + "x = [a for a in [1] if v]", "v", V + "x = [v for a in [1] if a]"),
    (V + "def f(a):\n    return a == 'b'\nx = f(v)", "a == 'b'", V + "def f(a):\n    return a == 'b'\nx = f('v')"),
    ("f = lambda: host_value('v')\nx = f() == 'a'", "f() == 'a'", "f = lambda: host_value('v')\nx = f()"),
    ("def host_value(a):\n    return a\nx = host_value('v') == 'a'", None, V + "x = [v]"),
    (V + "x = v" + " + 'a'" * 400 + "\ny = x == 'b'", "x == 'b'", V + "x = v" + " + 'a'" * 400),
]


def told(text: str) -> list[str]:
    """Return what is underlined in a config."""
    whole = f"{text}\ninterpreter()"
    return [cut(whole, finding.span) for finding in find_all(whole) if finding.code == "host-value-asked"]


@pytest.mark.parametrize(("text", "marked", "twin"), CASES)
def test_question_is_found(text: str, marked: str | None, twin: str) -> None:
    """It is underlined, once, and what asks nothing of the value is left alone."""
    assert told(text) == ([] if marked is None else [marked])
    assert told(twin) == []
