"""`configlang why --matrix`: fields by version, at a terminal and elsewhere."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from configlang.check.effective import Cause, Overruling, Value
from configlang.cli.main import main
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.findings.render import width_of
from configlang.why.matrix import folded, matrix
from configlang.why.terminal import show
from configlang.why.told import LEGEND, Held, Hindrance, Told
from tests.unit.cli_helpers import start

CONFIG = 'interpreter(profile = "isolated", use_environment = True)\n'


def told(name: str, *values: tuple[str, tuple[str, ...]], hindered: tuple[Version, ...] = ()) -> Told:
    """Return a field with values for versions."""
    held = tuple(
        Held(Value(text=text, source=Cause.PROFILE, versions=tuple(map(Version, versions))), "", None)
        for text, versions in values
    )
    overruling = Overruling(code="x", message="y", versions=hindered, paths=(), holds=None)
    return Told(name, held, (Hindrance(overruling, None, ()),) if hindered else (), is_set=False)


def test_cells_reach_over_versions_that_agree() -> None:
    """A field has a cell for each run of versions with the same value and the same findings."""
    whole = matrix(
        [
            told("a", ("1", ("3.8", "3.9", "3.10"))),
            told("b", ("1", ("3.8", "3.10")), ("2", ("3.9",))),
            told("c", ("1", ("3.8", "3.9", "3.10")), hindered=(Version("3.10"),)),
        ]
    )
    assert [[(cell.start, cell.width) for cell in row.cells] for row in whole.rows] == [
        [(0, 3)],
        [(0, 1), (1, 1), (2, 1)],
        [(0, 2), (2, 1)],
    ]
    assert folded(whole) == whole


def test_neighbours_that_agree_in_all_are_one_column() -> None:
    """What has one column for several versions has the same cells."""
    short = folded(matrix([told("a", ("1", ("3.8", "3.9"))), told("b", ("1", ("3.10",)), ("2", ("3.8", "3.9")))]))
    assert [[*map(str, column)] for column in short.columns] == [["3.8", "3.9"]]

    short = folded(
        matrix(
            [
                told("a", ("1", ("3.8", "3.9", "3.10", "3.11"))),
                told("b", ("2", ("3.8", "3.9")), ("1", ("3.10", "3.11"))),
            ]
        )
    )
    assert [[*map(str, column)] for column in short.columns] == [["3.8", "3.9"], ["3.10", "3.11"]]
    assert [[(cell.start, cell.width) for cell in row.cells] for row in short.rows] == [[(0, 2)], [(0, 1), (1, 1)]]


def test_part_of_a_minor_has_a_column() -> None:
    """Where something is told of some releases of a minor alone, it has a column for these and one for the others."""
    whole = matrix([told("a", ("1", ("3.11", "3.12")), hindered=(Version("3.12.3"),))])

    assert [*map(str, (column[0] for column in whole.columns))] == [
        "3.11",
        "3.12.0-3.12.2",
        "3.12.3-3.12.3",
        "3.12.4-3.12.x",
    ]
    assert [cell.width for cell in whole.rows[0].cells] == [2, 1, 1]


def test_letters_are_told_apart() -> None:
    """Nobody has the letter of another one."""
    assert len({each.letter for each in LEGEND}) == len({each.name for each in LEGEND}) == len(LEGEND)


@pytest.mark.parametrize("width", [20, 34, 40, 61, 80, 132, 400])
def test_lines_fit_the_terminal(width: int) -> None:
    """No line of the matrix is longer than the terminal is wide, as long as a name and one version have room."""
    versions = tuple(map(str, PYTHON_VERSIONS))
    fields = [
        told("quiet", ("x" * 300, versions)),
        told("verbose", *((version, (version,)) for version in versions)),
    ]
    text = show(matrix(fields), width, is_coloured=False).rpartition("\n\n")[0]

    assert max(map(len, text.split("\n"))) <= width
    for version in versions:
        assert re.search(rf"P {re.escape(version)}", text) or width < 80


def test_wide_characters_take_two_columns() -> None:
    """A value in characters that are two columns wide is cut where the columns end."""
    text = show(matrix([told("quiet", ("\u65e5" * 40, ("3.11",)))]), 40, is_coloured=False)

    row = text.split("\n")[1]
    assert row == f"quiet P {chr(0x65E5) * 15}.."
    assert width_of(row) == 40


def test_one_field(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """With FIELD the matrix has that field alone."""
    monkeypatch.chdir(tmp_path)
    Path("app.bzl").write_text(CONFIG)

    assert main(["why", "app.bzl", "use_environment", "--matrix", "--python", "3.12"]) == 0
    assert capfd.readouterr().out == (
        "                3.12\n"
        "use_environment O!False\n"
        "\n"
        "O  set by the config, and CPython overrules it\n"
        "!  a finding:\n"
        "   use_environment: isolated-overrules, on CPython 3.12\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo terminals are POSIX's")
@pytest.mark.parametrize("columns", [64, 118])
def test_terminal_says_how_wide_it_is(columns: int, tmp_path: Path) -> None:
    """The worker, which sees no terminal, writes lines for the one that its answer goes to, with colours."""
    import fcntl
    import pty
    import struct
    import termios

    (tmp_path / "app.bzl").write_text(CONFIG)
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    unset = {"COLUMNS": "", "NO_COLOR": "", "TERM": "xterm"}
    process = start("why", "app.bzl", "--matrix", cwd=tmp_path, stdout=theirs, env=unset)
    os.close(theirs)
    data = b""
    try:
        while chunk := os.read(ours, 65536):
            data += chunk
    except OSError:
        # Linux says so that the other side is closed.
        pass
    assert process.wait(60) == 0
    os.close(ours)

    text = data.decode().replace("\r\n", "\n")
    assert "\x1b[1;31mO\x1b[0m!False" in text
    lines = re.sub(r"\x1b\[[\d;]*m", "", text).rpartition("\n\n")[0].split("\n")
    assert columns - 12 < max(map(len, lines)) <= columns


def test_elsewhere_there_are_no_colours(tmp_path: Path) -> None:
    """What is piped is plain, unless colours are asked for."""
    (tmp_path / "app.bzl").write_text(CONFIG)
    for words, is_coloured in ((), False), (("--color", "always"), True):
        process = start("why", "app.bzl", "--matrix", *words, cwd=tmp_path, stdout=subprocess.PIPE)
        out, _ = process.communicate(timeout=60)
        assert (b"\x1b" in out) == is_coloured
