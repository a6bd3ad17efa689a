"""Where a run died: the one statement that can be to blame, and no place where there may be two."""

from __future__ import annotations

from pathlib import Path

import pytest

from configlang.findings.finding import Finding, Span
from configlang.language.blame import blamed_in
from configlang.project.source import STDIN_NAME, read_source

CHEAP = """\
load("@stdlib//:paths.bzl", "stdlib_paths")
load(":other.bzl", "helper")
compatible_with(python = ">=3.11", targets = ["x86_64-unknown-linux-gnu"])
interpreter(utf8_mode = TARGET.os != "windows")
LIMIT = 5
def later(x = 1, y: str = "a") -> str:
    return max(range(2000000000))
filesystem_importer(paths = ["$ORIGIN/lib"] + stdlib_paths("$ORIGIN", python = "3.11"))
if TARGET.os == "linux":
    static_extension("fast")
for name in ["a", "b"]:
    pass
"""


def blame(folder: Path, text: str) -> str | None:
    """Return the text that is to blame, None where that is not known."""
    file = folder / "app.bzl"
    file.write_text(text, encoding="utf-8")
    span = blamed_in(str(file))
    if span == Span.from_line(str(file), 0):
        return None
    source = read_source(str(file), "app.bzl")
    assert not isinstance(source, Finding)
    assert span.start.line == span.end.line
    return (source.line(span.start.line) or "")[span.start.column : span.end.column]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x = max(range(2000000000))\n", "x = max(range(2000000000))"),
        ("later()\n", "later()"),
        ("helper('x')\n", "helper('x')"),
        ("static_extension('a' * 2000000000)\n", "static_extension('a' * 2000000000)"),
        ("if TARGET.os == 'linux':\n    x = [0] * 2000000000\n", "x = [0] * 2000000000"),
        ("def f(x = max(range(2000000000))): pass\n", "max(range(2000000000))"),
        ("def f(x: later()): pass\n", "later()"),
        ("x = LIMIT\n", "x = LIMIT"),
    ],
)
def test_only_statement_that_does_anything_is_blamed(tmp_path: Path, text: str, expected: str) -> None:
    """Among rules with literals, definitions and loads, the place is that of what computes."""
    assert expected == blame(tmp_path, CHEAP + text)


@pytest.mark.parametrize(
    "text",
    [
        CHEAP,
        CHEAP + "x = max(range(2000000000))\ny = max(range(2))\n",
        CHEAP + "x = [0] * 3\nfilesystem_importer(paths = x)\n",
        "def interpreter(**given): pass\ninterpreter(utf8_mode = True)\nx = max(range(2))\n",
        'load(":other.bzl", "stdlib_paths")\nx = stdlib_paths("a")\ny = max(range(2))\n',
        'load(":other.bzl", interpreter = "host")\ninterpreter(utf8_mode = True)\ny = max(range(2))\n',
        "TARGET = helper()\nif TARGET.os == 'linux': pass\n",
        "for i in range(3):\n    x = max(range(i))\n",
        "x = [\n",
    ],
)
def test_nothing_is_blamed_where_it_may_be_another(tmp_path: Path, text: str) -> None:
    """With two that compute, with names that may be anything, and in a text that can't be read, there is no place."""
    assert blame(tmp_path, text) is None


@pytest.mark.parametrize("name", ["gone.bzl", ".", STDIN_NAME])
def test_file_that_is_gone_is_its_own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Neither a file that is not there nor a folder nor standard input is looked into."""
    monkeypatch.chdir(tmp_path)

    assert Span.from_line(name, 0) == blamed_in(name)


def test_long_text_is_not_looked_into(tmp_path: Path) -> None:
    """What CPython's parser would take long to read has the place of its file."""
    assert blame(tmp_path, "x = max(range(2000000000))\n" + "#" * (1 << 20)) is None
