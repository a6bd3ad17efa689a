"""The root: which folder can be one, and that nothing outside of it is opened, however links are changed meanwhile."""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from configlang.project import root as root_module
from configlang.project.labels import Label, LabelError
from configlang.project.root import Root, check_root

LABEL = Label(is_stdlib=False, folder="lib/deep", file="a.bzl")
LINKS = pytest.mark.skipif(os.name == "nt", reason="symbolic links need a privilege on Windows")
BELOW = pytest.mark.skipif(not root_module._CAN_OPEN_BELOW, reason="this system opens files by their paths alone")


def read(root: Root, label: Label = LABEL) -> str:
    """Read the file that a label names."""
    with root, os.fdopen(root.open(label), encoding="utf-8") as file:
        return file.read()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Give a root with a file, and a folder outside with a file of the same path in it."""
    for name in ("root", "outside"):
        (tmp_path / name / "lib" / "deep").mkdir(parents=True)
        (tmp_path / name / "lib" / "deep" / "a.bzl").write_text(name)
    return tmp_path / "root", tmp_path / "outside"


def test_label_names_a_path_below_the_root() -> None:
    """A path is the root, the folders of the label and its file; it need not exist."""
    label = Label(is_stdlib=False, folder="a/b", file="c.bzl")

    assert str(Path("root", "a", "b", "c.bzl")) == Root("root", is_following_symlinks=False).path_of(label)


def test_file_is_opened(folders: tuple[Path, Path]) -> None:
    """Where nothing is a link, the file is the one of that path."""
    assert "root" == read(Root(str(folders[0]), is_following_symlinks=False))
    assert "root" == read(Root(str(folders[0]), is_following_symlinks=True))


@LINKS
@pytest.mark.parametrize("way", ["lib/deep/a.bzl", "lib/deep", "lib"])
def test_symlink_does_not_lead_out_of_the_root(way: str, folders: tuple[Path, Path]) -> None:
    """A link to the outside is refused, be it the file or a folder on the way, unless that is asked for."""
    root, outside = folders
    (root / way).rename(root / "moved")
    (root / way).symlink_to(outside / way)

    with pytest.raises(LabelError) as caught:
        read(Root(str(root), is_following_symlinks=False))

    assert caught.value.code == "load-outside-root"
    following = Root(str(root), is_following_symlinks=True)
    assert str(root / "lib" / "deep" / "a.bzl") == following.path_of(LABEL)
    assert "outside" == read(following)


@LINKS
def test_symlink_inside_the_root_is_followed(folders: tuple[Path, Path], tmp_path: Path) -> None:
    """A link is no reason to refuse: only where it leads counts. The root itself may be behind one."""
    root, _ = folders
    (root / "lib").rename(root / "real")
    (root / "lib").symlink_to("real")
    (root / "real" / "deep" / "a.bzl").rename(root / "other.bzl")
    (root / "real" / "deep" / "a.bzl").symlink_to(root / "other.bzl")
    (tmp_path / "linked").symlink_to("root")

    linked = Root(str(tmp_path / "linked"), is_following_symlinks=False)

    assert str(tmp_path / "linked" / "lib" / "deep" / "a.bzl") == linked.path_of(LABEL)
    assert "root" == read(linked)


@LINKS
def test_sibling_with_the_same_beginning_is_outside(tmp_path: Path) -> None:
    """A folder whose name starts like the root's is not below the root."""
    (tmp_path / "root").mkdir()
    (tmp_path / "root-other").mkdir()
    (tmp_path / "root-other" / "a.bzl").touch()
    (tmp_path / "root" / "a.bzl").symlink_to(tmp_path / "root-other" / "a.bzl")

    with pytest.raises(LabelError):
        read(Root(str(tmp_path / "root"), is_following_symlinks=False), Label(is_stdlib=False, folder="", file="a.bzl"))


def race(monkeypatch: pytest.MonkeyPatch, action: Callable[[int], None]) -> None:
    """Let something be done in the moment between the resolving of a path and its opening, each time (from 0)."""
    original, count = root_module._open_below, iter(range(100))

    def open_below(folder: int, path: str) -> int:
        action(next(count))
        return original(folder, path)

    monkeypatch.setattr(root_module, "_open_below", open_below)


@BELOW
@pytest.mark.parametrize("way", ["lib/deep/a.bzl", "lib/deep", "lib"])
def test_link_that_comes_late_does_not_lead_out(
    way: str, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link that takes the place of what was no link is refused like one that was there before."""
    root, outside = folders

    def put_link(count: int) -> None:
        if count == 0:
            (root / way).rename(root / "moved")
            (root / way).symlink_to(outside / way)

    race(monkeypatch, put_link)
    with pytest.raises(LabelError) as caught:
        read(Root(str(root), is_following_symlinks=False))

    assert caught.value.code == "load-outside-root"


@BELOW
@pytest.mark.parametrize("way", ["lib/deep/a.bzl", "lib/deep", "lib"])
def test_link_that_comes_late_and_stays_inside_is_followed(
    way: str, folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same link to a place inside is as good as one that was there before."""
    root, _ = folders

    def put_link(count: int) -> None:
        if count == 0:
            (root / way).rename(root / "moved")
            (root / way).symlink_to(root / "moved")

    race(monkeypatch, put_link)

    assert "root" == read(Root(str(root), is_following_symlinks=False))


@BELOW
def test_link_that_comes_and_goes_is_given_up(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is never there when the links are looked at gets nothing either, and the attempts have an end."""
    root, outside = folders
    opened = root_module._open_below
    attempts = []

    def open_below(folder: int, path: str) -> int:
        attempts.append(path)
        (root / "lib").rename(root / "moved")
        (root / "lib").symlink_to(outside / "lib")
        try:
            return opened(folder, path)
        finally:
            (root / "lib").unlink()
            (root / "moved").rename(root / "lib")

    monkeypatch.setattr(root_module, "_open_below", open_below)
    with pytest.raises(NotADirectoryError):
        read(Root(str(root), is_following_symlinks=False))

    assert [os.path.join("lib", "deep", "a.bzl")] * root_module._ATTEMPTS == attempts  # noqa: PTH118 - a text


@LINKS
def test_link_that_goes_while_it_is_read_is_looked_up_anew(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Python gives up on a path with a link that is none any more when it is to be read; the next look finds a way."""
    root, _ = folders
    real = Root(str(root), is_following_symlinks=False)
    original, count = os.path.realpath, iter(range(100))

    def realpath(path: str) -> str:
        if next(count) == 0:
            raise OSError(errno.EINVAL, "Invalid argument")
        return original(path)

    monkeypatch.setattr(os.path, "realpath", realpath)

    assert "root" == read(real)


@BELOW
def test_root_that_is_moved_stays_the_root(folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder that was opened at the beginning is the root to the end, whatever takes its name."""
    root, outside = folders

    def swap(count: int) -> None:
        if count == 0:
            root.rename(root.parent / "moved")
            root.symlink_to(outside)

    race(monkeypatch, swap)

    assert "root" == read(Root(str(root), is_following_symlinks=False))


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="this system does not tell what is open")
@pytest.mark.parametrize("label", [LABEL, Label(is_stdlib=False, folder="lib/none", file="a.bzl")])
def test_nothing_stays_open(label: Label, folders: tuple[Path, Path]) -> None:
    """Whether there is a file or not, no folder on the way stays open."""
    before = os.listdir("/proc/self/fd")  # noqa: PTH208 - as it is listed again
    root = Root(str(folders[0]), is_following_symlinks=False)
    if label is LABEL:
        read(root, label)
    else:
        with pytest.raises(FileNotFoundError):
            read(root, label)

    assert len(before) == len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - as above


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no FIFOs")
def test_fifo_is_opened_without_waiting(tmp_path: Path) -> None:
    """What is no file is opened at once, for the reader to refuse."""
    os.mkfifo(tmp_path / "a.bzl")
    root = Root(str(tmp_path), is_following_symlinks=False)
    with root:
        descriptor = root.open(Label(is_stdlib=False, folder="", file="a.bzl"))

    assert stat.S_ISFIFO(os.fstat(descriptor).st_mode)
    os.close(descriptor)


def test_folder_can_be_the_root(tmp_path: Path) -> None:
    """A folder of any name that is text can be the root, also behind a link."""
    (tmp_path / "ä b").mkdir()

    assert check_root(str(tmp_path / "ä b")) is None
    assert check_root(".") is None


@pytest.mark.parametrize("name", ["none", "file", "file/below", "nul\0", "link"])
def test_anything_else_is_no_root(name: str, tmp_path: Path) -> None:
    """What is no folder is refused, without a place, for it stands in no text."""
    (tmp_path / "file").touch()
    if name == "link" and os.name != "nt":
        (tmp_path / "link").symlink_to("none")
    finding = check_root(str(tmp_path / name))

    assert finding is not None
    assert ("bad-root", None) == (finding.code, finding.span)
    assert name in finding.message


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take no such names")
def test_name_that_is_no_text_is_no_root(tmp_path: Path) -> None:
    """A folder whose name is not UTF-8 is refused, for no output could name a file in it."""
    path = os.path.join(os.fsencode(tmp_path), b"\xff")  # noqa: PTH118 - bytes
    os.mkdir(path)  # noqa: PTH102 - bytes
    finding = check_root(os.fsdecode(path))

    assert finding is not None
    assert finding.code == "bad-root"
