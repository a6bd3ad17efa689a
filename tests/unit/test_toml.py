"""The project file: what may stand in it, and what is said of everything else."""

from __future__ import annotations

import math
import os
from pathlib import Path

import pytest

from configlang.findings.finding import Finding, Span
from configlang.project.limits import Limits
from configlang.project.toml import Project, override, read_project


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def read(text: str) -> tuple[Limits, list[Finding]]:
    """Read a project file of a text."""
    Path("configlang.toml").write_text(text, encoding="utf-8")
    project, findings = read_project(".")
    return project.limits, findings


def refuse(text: str) -> Finding:
    """Read a project file of a text with one mistake."""
    _, (finding,) = read(text)
    return finding


def test_no_file_sets_nothing() -> None:
    """Without a project file the limits are the defaults."""
    assert (Project(), []) == read_project(".")


def test_empty_file_marks_the_root_alone() -> None:
    """An empty file sets nothing either."""
    assert (Limits(), []) == read("")


def test_limits_are_read() -> None:
    """Each limit that the file sets takes the place of its default."""
    assert (Limits(timeout=2.5, memory=7), []) == read("[limits]\ntimeout = 2.5\nmemory = 7\n")
    assert (Limits(timeout=3.0), []) == read("limits.timeout = 3\n")


@pytest.mark.parametrize(
    ("text", "message", "place", "hint"),
    [
        ("[limit]\ntimeout = 1\n", "there is no table `limit`", (0, 1, 5), "did you mean `limits`?"),
        ("# limit\n[[configs]]\n", "there is no table `configs`", (1, 2, 7), "did you mean `config`?"),
        ("a = 1\n", "there is no key `a`", (0, 0, 1), None),
        ("timeout = 3\n", "there is no key `timeout`", (0, 0, 7), "write it below [limits]"),
        ("[limits]\n# timeot\ntimeot = 3\n", "there is no limit `timeot`", (2, 0, 6), "did you mean `timeout`?"),
        ("limits = 3\n", "`limits` must be a table: [limits]", (0, 0, 6), None),
        ("[[limits]]\n", "`limits` must be a table: [limits]", (0, 2, 6), None),
        ("[limits]\ntimeout = nan\n", "the limit `timeout` is nan; wanted is a number above 0", (1, 0, 7), None),
        ("[limits]\ntimeout = inf\n", "the limit `timeout` is inf; wanted is at most 1,000,000,000", (1, 0, 7), None),
        ("[limits]\ntimeout = -inf\n", "the limit `timeout` is -inf; wanted is a number above 0", (1, 0, 7), None),
        ("[limits]\ntimeout = 1e400\n", "the limit `timeout` is inf; wanted is at most 1,000,000,000", (1, 0, 7), None),
        ("[limits]\nmemory = 0\n", "the limit `memory` is 0; wanted is a number above 0", (1, 0, 6), None),
        (
            f"[limits]\nmemory = {'9' * 99}\n",
            "the limit `memory` is a number of more digits; wanted is at most 1,000,000,000",
            (1, 0, 6),
            None,
        ),
        ("[limits]\nmemory = 1.5\n", "the limit `memory` is 1.5; wanted is a whole number", (1, 0, 6), None),
        ("[limits]\nmemory = []\n", "the limit `memory` is a list; wanted is a number above 0", (1, 0, 6), None),
        ("[limits]\nmemory = {}\n", "the limit `memory` is a table; wanted is a number above 0", (1, 0, 6), None),
        (
            "[limits]\nmemory = 1979-05-27\n",
            "the limit `memory` is 1979-05-27; wanted is a number above 0",
            (1, 0, 6),
            None,
        ),
    ],
)
def test_mistake_is_told_at_its_key(text: str, message: str, place: tuple[int, int, int], hint: str | None) -> None:
    """A key that there is not and a value that makes no sense are found where the key stands, and nowhere else."""
    finding = refuse(text)

    assert message == finding.message
    assert hint == finding.hint
    assert finding.code == "bad-project-file"
    assert Span.from_line("configlang.toml", *place) == finding.span


def test_mistakes_are_told_together() -> None:
    """A project file with several mistakes has all of them told."""
    _, findings = read("a = 'timeout'\n[limits]\ntimeout = 'x'\nmemry = 3\n[b]\n")

    assert [0, 4, 3, 2] == [finding.span.start.line for finding in findings if finding.span]


@pytest.mark.parametrize("table", ["", "[limits]\n"])
def test_many_unknown_keys_are_counted(table: str) -> None:
    """Of thousands of keys that mean nothing the first are told, and the others are one finding."""
    _, findings = read(table + "".join(f"k{number} = 1\n" for number in range(60_000)))

    assert 21 == len(findings)
    assert "there are 59980 further keys here that mean nothing" == findings[-1].message
    assert findings[-1].span is not None
    assert (20 + bool(table)) == findings[-1].span.start.line


def test_long_names_are_cut() -> None:
    """A message holds no more of a name than people read."""
    assert f"there is no key `{'k' * 57}...`" == refuse("k" * 5_000 + " = 1\n").message


@pytest.mark.parametrize("kind", ["folder", "link", "FIFO", "device"])
def test_what_is_no_file_is_not_overlooked(kind: str) -> None:
    """A project file that can't be read is told, and never taken for none; no FIFO is waited for."""
    path = Path("configlang.toml")
    if kind == "folder":
        path.mkdir()
    elif os.name == "nt":
        pytest.skip("POSIX only")
    elif kind == "link":
        path.symlink_to("nowhere")
    elif kind == "FIFO":
        os.mkfifo(path)
    else:
        path.symlink_to("/dev/zero")
    project, (finding,) = read_project(".")

    assert Project() == project
    assert ("file-not-found" if kind == "link" else "file-unreadable") == finding.code
    assert Span.from_line("configlang.toml", 0) == finding.span


def test_large_file_is_not_read() -> None:
    """A project file has a bound, behind which it is one finding."""
    assert "`configlang.toml` is larger than 1 MiB, the limit for one file" == refuse("#" * 1024 * 1024 + "\n").message
    assert (Limits(), []) == read("#" * 1024 * 1024)


def test_other_encodings_are_refused() -> None:
    """A byte that is not UTF-8 is told at its place."""
    Path("configlang.toml").write_bytes(b"[limits]\n# \xff\n")
    _, (finding,) = read_project(".")

    assert finding.code == "not-utf8"
    assert Span.from_line("configlang.toml", 1, 2) == finding.span


VALUES: list[object] = ["3", None, True, math.nan, math.inf, 1 << 20_000, -1 << 20_000, [1], {}, b"1", "\udcff"]


@pytest.mark.parametrize("value", VALUES, ids=range(len(VALUES)))
def test_any_value_from_python_is_judged(value: object) -> None:
    """Limits that come from a program have no place, and whatever they are is a finding."""
    limits, (finding,) = override(Limits(), {"memory": value})

    assert Limits() == limits
    assert finding.code == "bad-project-file"
    assert finding.span is None
    assert finding.message.startswith("the limit `memory` is ")
    assert len(finding.message) < 150
