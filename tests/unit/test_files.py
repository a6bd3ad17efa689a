"""Writing outputs: all or none, whole or not at all, and nothing that is right already."""

from __future__ import annotations

import errno
import os
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from configlang import files
from configlang.files import _at_work_in, compare
from configlang.surroundings import SurroundingsError
from configlang.worker.protocol import file_of

ROOT = Path(__file__).parents[2]

needs_links = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


def tree(folder: Path) -> dict[str, bytes | None]:
    """Return every path below a folder with the bytes of those that are files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def write_all(contents: Mapping[str, str | bytes]) -> str | None:
    """Write texts and bytes by path."""
    return files.write_all({path: file_of(each) for path, each in contents.items()})


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


@pytest.mark.parametrize("step", ["open", "fsync", "replace", "urandom"])
def test_failure_leaves_the_old_file_whole(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A failure, at whatever moment, leaves the old text and no rests; a full disk is said to be one."""
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail_with(number: int) -> Callable[..., NoReturn]:
        def fail(*_: object) -> NoReturn:
            raise OSError(number, os.strerror(number))

        return fail

    monkeypatch.setattr(f"configlang.files.os.{step}", fail_with(errno.EPERM))
    assert f"can't write `{path}`: Operation not permitted" == write_all({str(path): "new"})
    monkeypatch.setattr(f"configlang.files.os.{step}", fail_with(errno.ENOSPC))
    with pytest.raises(SurroundingsError, match=f"can't write `{re.escape(str(path))}`: the disk is full"):
        write_all({str(path): "new"})
    assert tree(tmp_path) == {"a": b"old"}


def test_interrupt_leaves_no_rests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in the middle is passed on, and the folder is as it was."""

    def interrupt(_: int) -> NoReturn:
        raise KeyboardInterrupt

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("configlang.files.os.fsync", interrupt)

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
    assert compare(str(path), "new") == "it is not a regular file"
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
            "it holds something else:",
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

    assert compare(str(tmp_path / "b"), "") == "the file does not exist"
    assert compare(str(tmp_path), "") == "it is a directory"
    assert "-\\xff" in (compare(str(tmp_path / "a"), "text\n") or "")


def test_file_that_differs_in_its_line_ends_only_is_stale(tmp_path: Path) -> None:
    """Files are compared byte by byte, and a difference that no diff shows is still told."""
    (tmp_path / "a").write_bytes(b"a\r\n")

    assert compare(str(tmp_path / "a"), "a\n") == "its lines end otherwise"


def test_bytes_are_written_and_compared(tmp_path: Path) -> None:
    """A file may hold any bytes; where others are in it, the first that differs is named."""
    path = str(tmp_path / "a")
    assert write_all({path: b"\xff\r\n\x00"}) is None

    assert (tmp_path / "a").read_bytes() == b"\xff\r\n\x00"
    assert compare(path, b"\xff\r\n\x00") is None
    assert compare(path, b"\xff\r\0") == "it holds 4 bytes and would hold 3, other ones from byte 2 on"


# Half-way


def test_what_was_replaced_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a file can't be put into place, those before it hold again what they held, or are gone again."""
    names = ["old", "new", "stuck"]
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "stuck").write_bytes(b"stuck")
    before = tree(tmp_path)
    replace = os.replace

    def stuck(source: str, target: str) -> None:
        if target.endswith("stuck"):
            raise OSError(16, "Device or resource busy")
        replace(source, target)

    monkeypatch.setattr("configlang.files.os.replace", stuck)
    problem = write_all({str(tmp_path / name): "changed" for name in names})

    assert f"can't write `{tmp_path / 'stuck'}`: Device or resource busy" == problem
    assert before == tree(tmp_path)


def test_file_that_stays_new_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even putting back fails, the message says which file is new already."""
    calls: list[str] = []
    replace = os.replace

    def first_only(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) > 1:
            raise OSError(1, "Operation not permitted")
        replace(source, target)

    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("configlang.files.os.replace", first_only)
    problem = write_all({str(tmp_path / name): "new" for name in "ab"})

    assert problem is not None
    assert f"`{tmp_path / 'a'}` is new already, and can't be put back: Operation not permitted" in problem


def test_old_file_is_kept_where_there_are_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system without links, what is to be put back is a copy."""

    def no_links(*_: object, **__: object) -> NoReturn:
        raise OSError(1, "Operation not permitted")

    def full(source: str, target: str) -> None:
        if target.endswith("b") and ".new." in source:
            raise OSError(28, "No space left on device")
        replace(source, target)

    replace = os.replace
    (tmp_path / "a").write_bytes(b"old")
    monkeypatch.setattr("configlang.files.os.link", no_links)
    monkeypatch.setattr("configlang.files.os.replace", full)

    with pytest.raises(SurroundingsError):
        write_all({str(tmp_path / name): "new" for name in "ab"})
    assert {"a": b"old"} == tree(tmp_path)


STEPPED = """
import os, signal, sys
from configlang import files
from configlang.worker.protocol import File
step = 0
def counted(call):
    def run(*arguments, **options):
        global step
        step += 1
        if step == int(sys.argv[1]):
            os.kill(os.getpid(), getattr(signal, sys.argv[2]))
        return call(*arguments, **options)
    return run
for name in ("open", "link", "replace", "unlink", "fsync", "fchmod", "close", "listdir"):
    setattr(os, name, counted(getattr(os, name)))
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
print(files.write_all({name: File(b"new " + name.encode()) for name in "abc"}), step)
"""
OLD = {"a": b"old a", "b": b"old b"}
NEW = {"a": b"new a", "b": b"new b", "c": b"new c"}


def end_at(step: int, name: str, folder: Path) -> int:
    """Send a signal to a run at its Nth call of the system, over old files; return its exit code."""
    folder.mkdir()
    for path, contents in OLD.items():
        (folder / path).write_bytes(contents)
    return subprocess.run(
        [sys.executable, "-c", STEPPED, str(step), name],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    ).returncode


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_signal_at_every_step_leaves_no_rests(name: str, tmp_path: Path) -> None:
    """A wish to end is heard at whatever step it comes, and leaves all old files or all new ones, and nothing else."""
    seen = set()
    for step in range(1, 200):
        folder = tmp_path / str(step)
        code = end_at(step, name, folder)
        if code == 0:
            break
        assert tree(folder) in (OLD, NEW), step
        seen.add(tree(folder) == NEW)
    else:
        pytest.fail("the run has no end")

    assert {False, True} == seen


@pytest.mark.skipif(os.name == "nt", reason="Windows has no locks of this kind")
def test_kill_at_every_step(tmp_path: Path) -> None:
    """A run that is killed, at whatever step, leaves each file whole, and the next one leaves none of its rests."""
    mixed = set()
    for step in range(1, 200):
        folder = tmp_path / str(step)
        code = end_at(step, "SIGKILL", folder)
        left = {name: contents for name, contents in tree(folder).items() if not name.startswith(".")}
        assert all(contents in {OLD.get(name), NEW[name]} for name, contents in left.items()), step
        assert OLD.keys() <= left.keys()
        mixed.add(tuple(name for name, contents in left.items() if contents == NEW[name]))
        assert write_all({str(folder / name): contents for name, contents in NEW.items()}) is None
        assert NEW == tree(folder) or code == 0
        if code == 0:
            break
    else:
        pytest.fail("the run has no end")

    assert {(), ("a",), ("a", "b"), ("a", "b", "c")} == mixed


def test_rests_of_a_run_at_work_stay(tmp_path: Path) -> None:
    """What another run has beside its outputs is not taken away while it is at work, nor what only looks like it."""
    other = tmp_path / ".configlang-0123456789abcdef.new.0"
    other.write_bytes(b"")
    with _at_work_in(str(tmp_path)) as folder:
        mine = folder.write(file_of(b"mine"), str(tmp_path / "x"), is_synced=True)
        assert write_all({str(tmp_path / "a"): "new"}) is None
        assert Path(mine).exists()

    assert {other.name: b"", "a": b"new"} == tree(tmp_path)


@needs_links
def test_link_in_the_way_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that was laid out beforehand, a link to some other file, is neither written through nor removed."""
    victim = tmp_path / "victim"
    victim.write_bytes(b"whole")
    monkeypatch.setattr("configlang.files.os.urandom", lambda _: bytes(8))
    (tmp_path / f".configlang-{'0' * 16}.new.0").symlink_to(victim)

    assert write_all({str(tmp_path / "a"): "new"}) is not None
    assert b"whole" == victim.read_bytes()


# What a replaced file keeps


@needs_modes
@pytest.mark.parametrize(("mode", "expected"), [(0o640, 0o640), (0o4755, 0o755), (0o2755, 0o755)])
def test_mode_is_kept_without_set_ids(mode: int, expected: int, tmp_path: Path) -> None:
    """A replaced file is as readable as before, and no program that runs as somebody else."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    path.chmod(mode)

    assert write_all({str(path): "new"}) is None
    assert expected == stat.S_IMODE(path.stat().st_mode)


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="this system has no extended attributes")
def test_extended_attributes_are_kept(tmp_path: Path) -> None:
    """What somebody has noted on a file is still noted."""
    path = tmp_path / "a"
    path.write_bytes(b"old")
    try:
        os.setxattr(path, "user.note", b"kept")
    except OSError:
        pytest.skip("this file system has no extended attributes")

    assert write_all({str(path): "new"}) is None
    assert b"kept" == os.getxattr(path, "user.note")
