"""Writing outputs: all or none, whole or not at all, and nothing that is right already."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang.cli.files import compare, write_all

needs_links = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every path below a folder with the bytes of those that are files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_files_hold_their_texts(tmp_path: Path) -> None:
    """Each file holds its text as UTF-8, byte for byte, and nothing else is left in the folder."""
    problem = write_all({str(tmp_path / "a"): "ä\n", str(tmp_path / "b"): ""})

    assert problem is None
    assert {"a": "ä\n".encode(), "b": b""} == tree(tmp_path)


def test_old_file_is_replaced(tmp_path: Path) -> None:
    """A longer old text leaves nothing behind the new one."""
    (tmp_path / "a").write_bytes(b"old and longer")

    assert write_all({str(tmp_path / "a"): "new"}) is None
    assert tree(tmp_path) == {"a": b"new"}


def test_right_file_is_not_touched(tmp_path: Path) -> None:
    """A file that holds its text keeps its time stamp and its inode, so that no build sees a change."""
    path = tmp_path / "a"
    path.write_bytes(b"text")
    os.utime(path, ns=(1, 1))
    before = path.stat()

    assert write_all({str(path): "text"}) is None
    assert (before.st_mtime_ns, before.st_ino) == (path.stat().st_mtime_ns, path.stat().st_ino)


@pytest.mark.parametrize("old", ["tex", "text ", "TEXT"])
def test_nearly_right_file_is_replaced(old: str, tmp_path: Path) -> None:
    """Neither a beginning nor a longer text counts as right."""
    path = tmp_path / "a"
    path.write_text(old)

    assert write_all({str(path): "text"}) is None
    assert path.read_text() == "text"


@pytest.mark.parametrize("order", [("good", "bad"), ("bad", "good")])
@pytest.mark.parametrize("kind", ["no folder", "a file for a folder", "a folder"])
def test_all_or_none(kind: str, order: tuple[str, str], tmp_path: Path) -> None:
    """When one file can't be written none is, and the message names the one at fault."""
    bad = {"no folder": "none/b", "a file for a folder": "file/b", "a folder": "folder"}[kind]
    (tmp_path / "good").write_bytes(b"old")
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    before = tree(tmp_path)
    names = {"good": "good", "bad": bad}

    problem = write_all({str(tmp_path / names[which]): "new" for which in order})

    assert problem is not None
    assert problem.startswith(f"can't write `{tmp_path / bad}`: ")
    assert before == tree(tmp_path)


@needs_modes
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write everywhere")
def test_folder_without_permission(tmp_path: Path) -> None:
    """A folder that may not be written to stops the others as well."""
    (tmp_path / "locked").mkdir(mode=0o500)

    problem = write_all({str(tmp_path / "a"): "new", str(tmp_path / "locked" / "b"): "new"})

    assert problem is not None
    assert "ermission" in problem
    assert tree(tmp_path) == {"locked": None}


@pytest.mark.parametrize("step", ["write", "fsync", "replace"])
def test_failure_leaves_the_old_file_whole(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full, at whatever moment, leaves the old text and no rests."""
    (tmp_path / "a").write_bytes(b"old")

    def fail(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    if step == "write":
        monkeypatch.setattr("configlang.cli.files._write", fail)
    else:
        monkeypatch.setattr(f"configlang.cli.files.os.{step}", fail)

    problem = write_all({str(tmp_path / "a"): "new"})

    assert f"can't write `{tmp_path / 'a'}`: No space left on device" == problem
    assert tree(tmp_path) == {"a": b"old"}


def test_interrupt_leaves_no_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle is passed on, and the folder is as it was."""

    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("configlang.cli.files.os.fsync", interrupt)

    with pytest.raises(KeyboardInterrupt):
        write_all({str(tmp_path / "a"): "new"})
    assert tree(tmp_path) == {"a": b"old"}


@needs_links
def test_link_stays_a_link(tmp_path: Path) -> None:
    """What a link leads to is written, beside itself, and the link still leads there."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(Path("folder") / "real")

    assert write_all({str(tmp_path / "link"): "new"}) is None
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "folder" / "real").read_bytes() == b"new"
    assert [path.name for path in (tmp_path / "folder").iterdir()] == ["real"]


@needs_links
def test_dangling_link_is_filled(tmp_path: Path) -> None:
    """A link to a file that is not there yet makes that file."""
    (tmp_path / "link").symlink_to("real")

    assert write_all({str(tmp_path / "link"): "new"}) is None
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


@needs_modes
def test_modes_are_kept(tmp_path: Path) -> None:
    """A file that is replaced has the permissions that it had."""
    path = tmp_path / "a"
    path.touch()
    path.chmod(0o640)

    assert write_all({str(path): "new"}) is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


@needs_modes
def test_devices_are_not_replaced(tmp_path: Path) -> None:
    """A file put in the place of /dev/null or a FIFO would break the machine; reading one would wait for ever."""
    path = tmp_path / "fifo"
    os.mkfifo(path)

    assert write_all({str(path): "new"}) == f"can't write `{path}`: it is not a regular file"
    assert write_all({os.devnull: "new"}) == f"can't write `{os.devnull}`: it is not a regular file"
    assert compare(str(path), "new") == f"{path}: stale: it is not a regular file"
    assert stat.S_ISFIFO(path.stat().st_mode)


@settings(max_examples=30)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_written_files_are_up_to_date(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """What was just written is what should be there, whatever it holds."""
    path = str(tmp_path_factory.mktemp("written") / "a")

    assert write_all({path: text}) is None
    assert compare(path, text) is None


def test_difference_is_short_and_names_the_file(tmp_path: Path) -> None:
    """A stale file shows what would change, and no more than a screenful of it."""
    path = tmp_path / "a"
    path.write_bytes(b"same\nold\n")

    assert compare(str(path), "same\nnew\n") == "\n".join(
        [
            f"{path}: stale",
            f"--- {path}",
            f"+++ {path} (as it would be written)",
            "@@ -1,2 +1,2 @@",
            " same",
            "-old",
            "+new",
        ]
    )
    path.write_text("old\n" * 500)
    difference = compare(str(path), "new\n" * 500)
    assert difference is not None
    assert difference.count("\n") == 21
    assert difference.endswith("... and 983 more lines")


def test_missing_or_unreadable_file_is_stale(tmp_path: Path) -> None:
    """A file that is not there is as stale as one with another text, and so is one that is no UTF-8."""
    (tmp_path / "a").write_bytes(b"\xff\n")

    assert compare(str(tmp_path / "b"), "") == f"{tmp_path / 'b'}: stale: the file does not exist"
    assert compare(str(tmp_path), "") == f"{tmp_path}: stale: it is a directory"
    assert "-\\xff" in (compare(str(tmp_path / "a"), "text\n") or "")


def test_file_that_differs_in_its_line_ends_only_is_stale(tmp_path: Path) -> None:
    """Files are compared byte by byte, and a difference that no diff shows is still told."""
    (tmp_path / "a").write_bytes(b"a\r\n")

    assert (compare(str(tmp_path / "a"), "a\n") or "").startswith(f"{tmp_path / 'a'}: stale")


def test_bytes_are_written_and_compared(tmp_path: Path) -> None:
    """A file may hold any bytes; where others are in it, the first that differs is named."""
    path = str(tmp_path / "a")
    assert write_all({path: b"\xff\r\n\x00"}) is None

    assert (tmp_path / "a").read_bytes() == b"\xff\r\n\x00"
    assert compare(path, b"\xff\r\n\x00") is None
    assert compare(path, b"\xff\r\0") == f"{path}: stale: it holds 4 bytes and would hold 3, other ones from byte 2 on"
