"""The tables ``[[config]]``: what they stand for, and what is said of those that stand for nothing."""

from __future__ import annotations

import pytest

from configlang.findings.finding import Finding
from configlang.project.document import Document, read_document
from configlang.project.entries import Entry, read_entries
from configlang.project.source import Source


def read(text: str) -> tuple[list[Entry], list[Finding]]:
    """Read the entries of a project file of a text."""
    document = read_document(Source("configlang.toml", None, text))
    assert isinstance(document, Document), document
    return read_entries(document)


def entries(text: str) -> list[Entry]:
    """Return the entries of a text without a mistake."""
    found, wrong = read(f"[[config]]\n{text}\n")
    assert [] == wrong
    return found


def test_a_table_is_an_entry() -> None:
    """Each setting is taken as it stands, and knows its place."""
    (entry,) = entries(
        'file = "./sub//app.bzl"\ntarget = "x86_64-unknown-linux-gnu"\npython = "3.12"\n'
        'variables = { release = true, level = 2, name = "x" }\noutputs = { c = "gen/app.c", json = "gen/app.json" }'
    )

    assert "sub/app.bzl" == entry.file
    assert ("x86_64-unknown-linux-gnu", "3.12") == (entry.target, entry.python)
    assert {"release": True, "level": 2, "name": "x"} == entry.variables
    assert {"c": "gen/app.c", "json": "gen/app.json"} == {name: made.path for name, made in entry.outputs.items()}
    assert (3, 0, 6) == _place(entry.spans["python"])
    assert (4, 14, 21) == _place(entry.spans["$release"])
    assert (5, 12, 13) == _place(entry.outputs["c"].span)


def test_a_list_of_outputs_has_no_paths() -> None:
    """Names alone say what the config is checked for."""
    (entry,) = entries('file = "app.bzl"\noutputs = ["c", "json"]')
    assert {"c": None, "json": None} == {name: made.path for name, made in entry.outputs.items()}


def test_a_matrix_is_each_combination() -> None:
    """Targets, versions and values are combined in the order of the file, each with a path of its own."""
    found = entries(
        'file = "app.bzl"\noutputs = { json = "gen/{file}/{os}/{python}/{edition}-{debug}.json" }\n'
        "variables = { debug = false }\n[config.matrix]\n"
        'target = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc"]\npython = ["3.11", "3.12"]\n'
        'variables.edition = ["free", "pro"]'
    )
    combinations = [(each.target, each.python, each.variables["edition"]) for each in found]

    assert 8 == len(set(combinations))
    assert ("x86_64-unknown-linux-gnu", "3.11", "free") == combinations[0]
    assert "gen/app/linux/3.11/free-false.json" == found[0].outputs["json"].path
    assert "gen/app/windows/3.12/pro-false.json" == found[-1].outputs["json"].path
    assert {"debug": False, "edition": "free"} == found[0].variables


def test_braces_are_written_twice() -> None:
    """Two braces stand for one."""
    (entry,) = entries('file = "app.bzl"\noutputs = { json = "gen/{{a}}.json" }')
    assert "gen/{a}.json" == entry.outputs["json"].path


_FILE = 'file = "app.bzl"\n'
_WRONG = [
    ("", '`file` must be the path of a config file below this folder, as in "app.bzl"', (0, 2, 8)),
    ("file = 3", '`file` must be the path of a config file below this folder, as in "app.bzl"', (1, 0, 4)),
    ('file = "/app.bzl"', "`file`: `/app.bzl` leads out of this folder; wanted is a path below", (1, 0, 4)),
    ('file = "a/../../b.bzl"', "`file`: `a/../../b.bzl` leads out of this folder", (1, 0, 4)),
    ('file = "a\\\\b.bzl"', "`file` is 'a\\\\b.bzl'; wanted is a path below this folder", (1, 0, 4)),
    ('file = ""', "`file` is ''; wanted is a path below this folder", (1, 0, 4)),
    (f"{_FILE}outputs = 3", "`outputs` must be a list of names", (2, 0, 7)),
    (f'{_FILE}outputs = ["x"]', "`outputs`: there is no output 'x'", (2, 11, 14)),
    (f"{_FILE}outputs = {{ c = 3 }}", "`outputs`: c is 3; wanted is a path", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "../a.c" }}', "`outputs.c`: `../a.c` leads out of this folder", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "C:/a.c" }}', "`outputs.c`: `C:/a.c` leads out of this folder", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = ".git/a.c" }}', "`outputs.c`: `.git/a.c` lies in a folder of git", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "a.json" }}', "`outputs`: c is C, and `a.json` has the name of something", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "a.h" }}', "`outputs`: `a.h` comes with c; name its main file", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "{{x}}.c" }}', "`outputs`: c: `{x}` stands for nothing", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "{{os}}.c" }}', "`{os}` stands for nothing: this config has no `os`", (2, 12, 13)),
    (f'{_FILE}outputs = {{ c = "a{{.c" }}', "there is a single `{` in the path", (2, 12, 13)),
    (f"{_FILE}target = 3", "`target` is 3; wanted is a text", (2, 0, 6)),
    (f"{_FILE}python = 3.12", "`python` is 3.12; wanted is a text", (2, 0, 6)),
    (f"{_FILE}variables = 3", "`variables` is 3; wanted is a table of texts, numbers, true and", (2, 0, 9)),
    (f"{_FILE}variables = {{ a = 1.5 }}", "`a` is 1.5; wanted is a text, a whole number, true or", (2, 14, 15)),
    (f"{_FILE}matrix = 3", "`matrix` is 3; wanted is a table", (2, 0, 6)),
    (f"{_FILE}matrix = {{ pyhton = [] }}", "a matrix has no key `pyhton`", (2, 11, 17)),
    (f"{_FILE}matrix = {{ python = 3 }}", "`python` is 3; wanted is a list", (2, 11, 17)),
    (f"{_FILE}matrix = {{ python = [] }}", "`python`: the list is empty, so that there is no combination", (2, 11, 17)),
    (f"{_FILE}matrix = {{ python = [3.11] }}", "`python` has 3.11; wanted is a text", (2, 21, 25)),
    (f'{_FILE}matrix = {{ python = ["3.11", "3.11"] }}', "`python` has '3.11' twice", (2, 29, 35)),
    (
        f'{_FILE}python = "3.11"\nmatrix = {{ python = ["3.12"] }}',
        "`python` stands in the matrix and beside",
        (3, 11, 17),
    ),
    (
        f"{_FILE}variables.a = 1\nmatrix.variables.a = [2]",
        "the variable `a` stands in the matrix and beside",
        (3, 17, 18),
    ),
    (f"{_FILE}matrix.variables = 3", "`variables` is 3; wanted is a table of lists", (2, 7, 16)),
    (f"{_FILE}otputs = []", "a config has no key `otputs`", (2, 0, 6)),
    (
        f'{_FILE}outputs = {{ c = "a.c" }}\nmatrix = {{ python = ["3.11", "3.12"] }}',
        "`outputs`: c goes to `a.c` for several combinations of the matrix",
        (2, 12, 13),
    ),
    (
        f'{_FILE}outputs = {{ c = "a.c" }}\n[[config]]\nfile = "b.bzl"\noutputs = {{ c-initconfig = "a.c" }}',
        "`outputs`: c-initconfig goes to `a.c`, as another output does",
        (5, 12, 24),
    ),
]


@pytest.mark.parametrize(("text", "message", "place"), _WRONG, ids=range(len(_WRONG)))
def test_what_means_nothing_is_told_at_its_place(text: str, message: str, place: tuple[int, int, int]) -> None:
    """A wrong value is one finding at the key or element that is wrong, and such a table stands for nothing."""
    _, (finding,) = read(f"[[config]]\n{text}\n")

    assert "bad-project-file" == finding.code
    assert message in finding.message
    assert place == _place(finding.span)


def test_all_mistakes_are_told_in_one_run() -> None:
    """Several tables with several mistakes each are told at once."""
    _, wrong = read('[[config]]\ntarget = 3\npython = 3\n[[config]]\nfile = 3\noutputs = ["x"]\n')
    assert 5 == len(wrong)


def test_too_many_entries_are_no_work() -> None:
    """A matrix of millions is refused before any of them is made."""
    values = ", ".join(map(str, range(200)))
    _, wrong = read(
        f'[[config]]\nfile = "a.bzl"\n[config.matrix.variables]\na = [{values}]\nb = [{values}]\nc = [{values}]\n'
    )
    assert ["the project has more than 10,000 entries with this one"] == [each.message for each in wrong]


def _place(span: object) -> tuple[int, int, int]:
    start, end = span.start, span.end  # type: ignore[attr-defined]
    return start.line, start.column, end.column
