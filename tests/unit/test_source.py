"""Reading a file: whole, strictly, and without waiting for anything."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.findings.finding import Finding, Position, Span
from configlang.project.source import Source, read_source

BLAME = Span.from_line("app.bzl", 3, 5, 10)


def read(path: Path) -> Source:
    """Read a file that can be read."""
    source = read_source(str(path), "app.bzl")
    assert isinstance(source, Source)
    return source


def refuse(path: Path, blame: Span | None = None, limit: int = 1) -> Finding:
    """Read a file that can't be read."""
    finding = read_source(str(path), "app.bzl", blame=None if blame is None else lambda: blame, limit=limit)
    assert isinstance(finding, Finding)
    return finding


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    """Nothing of a plain text is changed: no line ends, no blanks, no characters outside ASCII."""
    path = tmp_path / "a.bzl"
    path.write_bytes("ä = 1 \n\n\t\x0c\u2028🐍".encode())

    assert read(path).text == "ä = 1 \n\n\t\x0c\u2028🐍"


def test_empty_file_is_a_text(tmp_path: Path) -> None:
    """A file without a byte is the empty text, with one empty line."""
    path = tmp_path / "a.bzl"
    path.touch()

    source = read(path)

    assert source.text == ""
    assert source.line(0) == ""
    assert source.line(1) is None


def test_windows_files_read_like_others(tmp_path: Path) -> None:
    """A byte order mark and carriage returns before line feeds carry no meaning, and leave no trace in columns."""
    path = tmp_path / "a.bzl"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\nb = 2\r\n")

    source = read(path)

    assert source.text == "a = 1\nb = 2\n"
    assert source.line(1) == "b = 2"


def test_byte_order_mark_counts_at_the_start_only(tmp_path: Path) -> None:
    """Inside a text the same character is text, for the engine to judge."""
    path = tmp_path / "a.bzl"
    path.write_bytes("a = '\ufeff'".encode())

    assert read(path).text == "a = '\ufeff'"


def test_lone_carriage_return_is_refused(tmp_path: Path) -> None:
    """CPython and the engine disagree on whether it ends a line, so that no position would be right."""
    path = tmp_path / "a.bzl"
    path.write_bytes("a = 1\nä\rb = 2\r\n".encode())

    finding = refuse(path)

    assert finding.code == "syntax"
    assert finding.span is not None
    assert Position(1, 1) == finding.span.start


def test_missing_file(tmp_path: Path) -> None:
    """A file that is not there is blamed on the load that wants it, or else on itself."""
    finding = refuse(tmp_path / "a.bzl", BLAME)

    assert finding.code == "file-not-found"
    assert finding.span == BLAME
    assert Span.from_line("app.bzl", 0) == refuse(tmp_path / "a.bzl").span


def test_folder_in_place_of_a_file(tmp_path: Path) -> None:
    """A folder can't be read, and the message says that it is one."""
    finding = refuse(tmp_path, BLAME)

    assert finding.code == "file-unreadable"
    assert "director" in finding.message
    assert finding.span == BLAME


def test_path_through_a_file_is_no_fault_of_ours(tmp_path: Path) -> None:
    """Where a folder of the path is a file, the file can't be read."""
    (tmp_path / "a").touch()

    assert refuse(tmp_path / "a" / "b.bzl").code == "file-unreadable"


def test_name_that_no_system_takes(tmp_path: Path) -> None:
    """A NUL in a path, and a name longer than any file system allows, are findings like every other."""
    assert refuse(tmp_path / "a\0b").code == "file-unreadable"
    assert refuse(tmp_path / ("a" * 5000)).code == "file-unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_fifo_is_refused_without_waiting(tmp_path: Path) -> None:
    """A FIFO that nobody writes to does not hang the tool."""
    os.mkfifo(tmp_path / "a.bzl")

    assert refuse(tmp_path / "a.bzl").code == "file-unreadable"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no /dev/zero")
def test_device_is_refused_without_reading() -> None:
    """A device that never ends is not read at all."""
    finding = refuse(Path("/dev/zero"))

    assert finding.code == "file-unreadable"
    assert "regular file" in finding.message


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_file_without_permission(tmp_path: Path) -> None:
    """A file that may not be read says so, in the system's words."""
    path = tmp_path / "a.bzl"
    path.touch(mode=0)

    finding = refuse(path)

    assert finding.code == "file-unreadable"
    assert "ermission" in finding.message


def test_size_has_a_limit(tmp_path: Path) -> None:
    """A file of just the limit is read, and one of a byte more is not."""
    path = tmp_path / "a.bzl"
    path.write_bytes(b"#" * 1024 * 1024)
    assert read_source(str(path), "a.bzl", limit=1).__class__ is Source
    with path.open("ab") as file:
        file.write(b"#")

    finding = refuse(path, BLAME)

    assert finding.code == "file-too-large"
    assert "1 MiB" in finding.message
    assert finding.span == BLAME


@pytest.mark.parametrize("path", ["a.bzl", "-"])
def test_nothing_is_as_large_as_the_limit(path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that no memory could hold does no harm to a file, or to standard input, that is within it."""
    monkeypatch.chdir(tmp_path)
    data = b"#\n" * 1024 * 1024
    Path("a.bzl").write_bytes(data)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))

    source = read_source(path, path, limit=1_000_000_000)

    assert isinstance(source, Source)
    assert data.decode() == source.text


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [
        (b"\xff", 0, 0),
        (b"a = 1\nb = '\xe4'\n", 1, 5),
        ("ä = '".encode() + b"\xc3'", 0, 5),
        (b"a\n" + b"\xed\xa0\x80", 1, 0),
    ],
)
def test_other_encodings_are_refused(data: bytes, line: int, column: int, tmp_path: Path) -> None:
    """The first byte that is not UTF-8 is named with its place, counted in characters."""
    path = tmp_path / "a.bzl"
    path.write_bytes(data)

    finding = refuse(path)

    assert finding.code == "not-utf8"
    assert Span.from_line("app.bzl", line, column) == finding.span


def test_standard_input_is_a_source(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads standard input, as bytes, so that no locale decides over its encoding."""
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO("ä\r\n".encode())))

    source = read_source("-", "<stdin>")

    assert isinstance(source, Source)
    assert source.text == "ä\n"
    assert source.path is None
    assert source.name == "<stdin>"


def test_lines_are_counted_as_the_engine_counts_them() -> None:
    """Only a line feed ends a line: form feeds, vertical tabs and the separators of Unicode do not."""
    source = Source("a.bzl", None, "a\x0cb\x0bc\x1cd\u2028e\x85f\ng")

    assert source.line(0) == "a\x0cb\x0bc\x1cd\u2028e\x85f"
    assert source.line(1) == "g"


@given(st.text(st.characters(exclude_characters="\r", exclude_categories=["Cs"])))
def test_lines_make_up_the_text(text: str) -> None:
    """The lines, put together, are the text again, and there is none before the first or behind the last."""
    source = Source("a.bzl", None, text)
    count = text.count("\n") + 1

    assert text == "\n".join(source.line(number) or "" for number in range(count))
    assert source.line(-1) is None
    assert source.line(count) is None


def test_source_of_another_process_is_read_again(tmp_path: Path) -> None:
    """A source that comes without its text takes it from the file; where that is gone it is empty."""
    path = tmp_path / "a.bzl"
    path.write_bytes(b"a\r\nb\n")

    assert Source("a.bzl", str(path)).text == "a\nb\n"
    assert Source("a.bzl", str(path)).line(1) == "b"
    path.unlink()
    assert Source("a.bzl", str(path)).text == ""


# Names of files that are not there


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("lib/hardning.bzl", "did you mean `lib/hardening.bzl`?"),
        ("lib/hardening", "did you mean `lib/hardening.bzl`?"),
        ("libs/hardening.bzl", "there is no folder `libs`; did you mean `lib/hardening.bzl`?"),
        ("libs/other.bzl", "there is no folder `libs`; did you mean `lib`?"),
        ("nowhere/x.bzl", "there is no folder `nowhere`"),
        ("lib/unlike.txt", None),
        ("ap.bzl", "did you mean `app.bzl`?"),
    ],
)
def test_file_that_was_meant(asked: str, hint: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The nearest name in the folder that was looked into is named, or the folder that was meant."""
    monkeypatch.chdir(tmp_path)
    Path("lib").mkdir()
    Path("lib/hardening.bzl").touch()
    Path("app.bzl").touch()

    found = read_source(asked, asked)

    assert isinstance(found, Finding)
    assert (found.code, found.hint) == ("file-not-found", hint)


def test_no_name_of_a_large_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder with very many files nobody looks for another name, so that no order of them shows."""
    monkeypatch.chdir(tmp_path)
    for number in range(1001):
        Path(f"config{number}.bzl").touch()

    found = read_source("config.bz", "config.bz")

    assert isinstance(found, Finding)
    assert found.hint is None
