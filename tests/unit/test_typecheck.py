"""What is found before anything runs: every mistake of a file at once, each at the argument that makes it."""

from __future__ import annotations

import pytest

from configlang.cpython.targets import host_target
from configlang.findings.finding import Finding, Span
from configlang.language.runtime import Run
from configlang.language.task import Task
from configlang.schema.freeze import freeze


def check(text: str) -> list[tuple[str, str, str]]:
    """Return code, marked text and message of each error in a config, in the order of their places."""
    return [(finding.code, cut(text, finding.span), finding.message) for finding in find(text)]


def find(text: str) -> list[Finding]:
    """Return the errors in a config that the language stage finds, in the order of their places."""
    return [finding for finding in find_all(text) if finding.is_error]


def find_all(text: str) -> list[Finding]:
    """Return all that the language stage finds in a config, and what freezing does, in the order of their places."""
    target = {"triple": "x86_64-unknown-linux-gnu", "arch": "x86_64", "os": "linux", "env": "gnu"}
    run = Run(Task(path="-", text=text, root=".", target=target), lambda: None, lambda _: None)
    run.evaluate()
    findings = [*run.findings, *(finding for each in run.evaluated for finding in each.findings)]
    findings = [*dict.fromkeys(findings), *freeze(run.declarations, host_target(), None).findings]
    return sorted(findings, key=lambda finding: finding.span or Span.from_line("", 0))


def cut(text: str, span: Span | None) -> str:
    """Return what a span covers."""
    assert span is not None
    lines = text.split("\n")[span.start.line : span.end.line + 1]
    lines[-1] = lines[-1][: span.end.column]
    lines[0] = lines[0][span.start.column :]
    return "\n".join(lines)


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("interpreter(isolated = 'yes')", "wrong-type", "'yes'"),
        ("interpreter(isolatd = True)", "unknown-field", "isolatd"),
        ("interpreter(hash_seed = -1, isolated = 1)", "out-of-range", "-1"),
        ("interpreter('isolated')", "surplus-argument", "'isolated'"),
        ("static_extension(nme = 'x')", "unknown-argument", "nme"),
        ("static_extension()", "missing-argument", "static_extension"),
        ("static_extension('a', 'b', 'c')", "surplus-argument", "'c'"),
        ("static_extension(1)", "wrong-type", "1"),
        ("filesystem_importer(paths = 'lib')", "wrong-type", "'lib'"),
        ("filesystem_importer(('lib', None))", "wrong-type", "None"),
        ("compatible_with(targets = 1)", "wrong-type", "1"),
        ("variable('v', default = 1.5)", "wrong-type", "1.5"),
        ("unknown()", "unknown-name", "unknown"),
    ],
)
@pytest.mark.parametrize(
    "frame",
    ["{}", "\n\n{}\n", "if True:\n    {}", "def f():\n    {}\n", "for x in []:\n    'ä'; {}", "x = [{} for y in []]"],
)
def test_mistake_is_found_wherever_the_call_stands(text: str, code: str, marked: str, frame: str) -> None:
    """The same mistake has the same code and the same place at the top level, in blocks and in functions."""
    found = check(frame.format(text))

    assert (code, marked) in [(code, marked) for code, marked, _ in found]


def test_all_mistakes_of_a_call_are_found() -> None:
    """The engine stops at the first mistake in a call; people see each."""
    text = "interpreter(\n    isolatd = True,\n    verbose = 'x',\n    hash_seed = -1,\n    argv = ['a', 1],\n)"

    assert [row[:2] for row in check(text)] == [
        ("unknown-field", "isolatd"),
        ("wrong-type", "'x'"),
        ("out-of-range", "-1"),
        ("wrong-type", "1"),
    ]


def test_all_mistakes_of_a_file_are_found() -> None:
    """One mistake hides no other, whatever their kinds and wherever they stand."""
    text = "unknown()\ndef f():\n    static_extension(1)\n    'a'.nope()\nf(1)\nstatic_extension(nme = 'x')\n"

    assert [code for code, _, _ in check(text)] == [
        "unknown-name",
        "wrong-type",
        "unknown-attribute",
        "surplus-argument",
        "unknown-argument",
    ]


def test_what_is_predeclared_and_no_rule_is_left_to_the_engine() -> None:
    """``print`` has parameters that no record names, and a mistake elsewhere makes none of its arguments wrong."""
    assert [row[:2] for row in check("print('a', sep = '-')\nstatic_extension(1)\n")] == [("wrong-type", "1")]


def test_mistake_is_reported_once() -> None:
    """What both the engine and the schema see is one finding."""
    assert len(check("def f():\n    interpreter(isolated = 'yes')\n")) == 1


def test_message_names_the_argument_and_both_types() -> None:
    """A message says the field first, then what was got and what is wanted."""
    assert check("interpreter(isolated = 'yes')") == [
        ("wrong-type", "'yes'", '`isolated`: got the str "yes", wanted is True or False')
    ]


def test_literals_in_calls_not_made_are_checked_only_beside_a_mistake() -> None:
    """A config without a mistake for the engine runs; what its values are is looked at then, whoever made them."""
    text = "def f():\n    static_extension('a-b')\n"

    assert check(text) == []
    assert [row[:2] for row in check(f"{text}static_extension(nme = 'x')")] == [
        ("bad-module-name", "'a-b'"),
        ("unknown-argument", "nme"),
    ]


def test_mistakes_of_types_hide_none_of_values() -> None:
    """What is wrong with the value of one argument is told beside the wrong type of another, computed ones as well."""
    text = (
        "static_extension('a' + '-b')\nfilesystem_importer(paths = 'lib')\ncompatible_with(python = '>=3.' + '999')\n"
    )

    assert [row[:2] for row in check(text)] == [
        ("bad-module-name", "'a' + '-b'"),
        ("wrong-type", "'lib'"),
        ("bad-specifier", "'>=3.' + '999'"),
    ]


# What only looks wrong


@pytest.mark.parametrize(
    "text",
    [
        "print('abc'[None:None:-1], [1, 2][None:None:None], (1, 2)[:None])",
        "x = [1, 2]\nprint(x.index(2, 0), x.index(2, 0, 2), x.index(2, None))",
        "print(None == 'a', None != False, 1 == 1.0, [1] == ['a'])",
        "NONE = None\nprint(NONE and NONE[0], not NONE or NONE[0])",
        "EXTRA = None\ndef f():\n    if EXTRA != None:\n        return EXTRA + ['a']\n    return []\nf()",
        "EXTRA = None\ndef f(paths: list[str]):\n    pass\nf(EXTRA) if EXTRA else None",
        "EXTRA = None\nx = [y.upper() for y in ['a'] if EXTRA and EXTRA.upper()]",
        "x = [1]\ny = x\ny.append('a')\nprint(x[1].upper())",
        "x = {}\ndef put(to, value):\n    to['a'] = value\nput(x, 'b')\nprint(x['a'] + 'c')",
    ],
)
def test_valid_starlark_is_not_suspected(text: str) -> None:
    """What the run gets past, and where the checker is known to be mistaken, nothing is said."""
    assert find_all(f"{text}\nstatic_extension('z')") == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("if TARGET.os == 'emscripten':\n    x = 1 + 'a'", "1 + 'a'"),
        ("def f(x: list[int]):\n    return x.upper\n", "upper"),
        ("def f():\n    return 5()", "5()"),
        ("x = 5\nif x == 'a':\n    pass", "'a'"),
        ("x = 3 in ['a']", "3 in ['a']"),
        ("x = [str(y) for y in []] + [y for y in 5]", None),
    ],
)
def test_what_the_run_leaves_open_is_a_suspicion(text: str, marked: str | None) -> None:
    """What may be wrong where nothing runs, or a comparison that never holds, is a warning of its own code."""
    found = find_all(f"{text}\nstatic_extension('z')")

    if marked is None:
        assert [finding.code for finding in found] == ["evaluation-failed"]
    else:
        assert [(f.code, f.is_error, cut(text, f.span)) for f in found] == [("suspicious-type", False, marked)]


def test_failure_of_the_run_stands_where_it_was_suspected() -> None:
    """The engine names the whole call, and the checker the argument or the name in it."""
    text = "def f(x: str):\n    pass\nx = [1]\nf(x[0])\n"

    assert [row[:2] for row in check(text)] == [("wrong-type", "x[0]")]


def test_functions_of_people_are_checked_too() -> None:
    """Annotations of a config's own functions hold, for calls by name and by position."""
    text = "def f(name: str, level: int = 0):\n    pass\nf(1)\nf('a', level = '2')\n"

    assert [row[:2] for row in check(text)] == [("wrong-type", "1"), ("wrong-type", "'2'")]


def test_column_of_a_mistake_behind_wide_characters() -> None:
    """Columns count code points also where the engine's own count goes through our wrapping."""
    assert [row[:2] for row in check("interpreter(run_module = '🐍ä', quiet = 'é')")] == [("wrong-type", "'é'")]


@pytest.mark.parametrize(
    "text",
    [
        'load("@stdlib//:paths.bzl", "stdlib_paths")\nstdlib_paths("a", python = 3)',
        'load("@stdlib//:paths.bzl",\n    "stdlib_paths",  # a comment with ) and "\n)\nstdlib_paths("a", python = 3)',
        'load("@stdlib//:paths.bzl", other = "stdlib_paths")\nother("a", python = 3)',
        '"""doc"""\n\nload("@stdlib//:paths.bzl", "stdlib_paths")\nx = """\nload(\n"""\nstdlib_paths("a", python = 3)',
    ],
)
def test_loads_of_any_form_leave_the_places_right(text: str) -> None:
    """Loads are taken out before the check, without a line or a column moving."""
    assert [row[:2] for row in check(text)] == [("wrong-type", "3")]


def test_text_over_several_lines_keeps_its_meaning() -> None:
    """The check indents the file; a string over several lines may not become another one by that."""
    text = 'interpreter(run_command = """\nimport x\n  y\n""", hash_seed = "a")\n'

    assert [row[:2] for row in check(text)] == [("wrong-type", '"a"')]


@pytest.mark.parametrize(
    "text",
    [
        "x = 1\nx = 'a'\ninterpreter(run_module = x)",
        "x = []\nfor y in [1, 'a']:\n    x.append(str(y))\ninterpreter(argv = x)",
        "interpreter(argv = ['a'] + [str(1)], home = None)",
        "interpreter(**{'isolated': True})",
        "f = lambda: 1\ndef g():\n    return f()\ng()",
        "x = {}\nx['a'] = 1\nx.update(b = 'c')",
        "print(1, 'a', None, sep = '-')",
        "variable('v', default = 1) + 1",
        "filesystem_importer(paths = None if TARGET.os == 'windows' else ['a'])",
        "def f(*args, **kwargs):\n    return args[0] if args else kwargs.get('a')\nf(1, a = 2)",
        "[static_extension(x) for x in ['a', 'b'] if x != 'a']",
        "if TARGET.python == '3.11':\n    x = 1\nelse:\n    x = 'a'\nstr(x)",
    ],
)
def test_right_configs_pass(text: str) -> None:
    """The check refuses nothing that runs."""
    assert check(text) == []
