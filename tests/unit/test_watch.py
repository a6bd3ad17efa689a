"""``watch``: a command is done again when something changes that it depends on, and at no other time."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import configlang
from configlang.cli.watch import parse

ROOT = Path(configlang.__file__).parent.parent
GOOD = 'interpreter(profile = "isolated", utf8_mode = True, home = "/x")\n'
BAD = "interpreter(homee = 3)\n"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="POSIX only")


class Watch:
    """A ``watch`` at work, whose standard error is a file."""

    def __init__(self, folder: Path, *words: str) -> None:
        """Start it."""
        self._log = folder.parent / "log"
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        with self._log.open("wb") as stream:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "configlang", "watch", *words],
                cwd=folder,
                stdout=stream,
                stderr=stream,
                env=environment,
            )

    def text(self) -> str:
        """Return what it has said so far."""
        return self._log.read_text(encoding="utf-8")

    def wait_for(self, text: str, times: int = 1) -> None:
        """Wait until it has said something so often; where it does not, the test's own limit ends this."""
        deadline = time.monotonic() + 30
        while self.text().count(text) < times:
            assert self.process.poll() is None, self.text()
            assert time.monotonic() < deadline, self.text()
            time.sleep(0.05)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a config, alone in it."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / "configlang.toml").write_text("")
    (folder / "app.bzl").write_text(GOOD)
    return folder


@pytest.fixture
def watch(folder: Path) -> Iterator[Watch]:
    """Give a watch over it that prints a word when all is well."""
    one = Watch(folder, "check", "--", sys.executable, "-c", "print('clean')")
    one.wait_for("clean")
    yield one
    one.process.kill()
    one.process.wait()


def test_a_change_starts_it_again(folder: Path, watch: Watch) -> None:
    """Each change is told with the file, and the program runs only where the config is clean."""
    (folder / "app.bzl").write_text(BAD)
    watch.wait_for("unknown-field")
    assert "app.bzl has changed" in watch.text()
    assert 1 == watch.text().count("clean")
    (folder / "app.bzl").write_text(GOOD)
    watch.wait_for("clean", 2)


def test_what_changes_nothing_starts_nothing(folder: Path, watch: Watch) -> None:
    """A file that is saved as it was, one that nothing reads, and another time stamp are no change."""
    (folder / "app.bzl").write_text(GOOD)
    (folder / "note.txt").write_text("x")
    (folder / "app.bzl").touch()
    (folder / ".app.bzl.swp").write_text("x")
    (folder / "app.bzl").write_text(BAD)
    watch.wait_for("unknown-field")
    assert 1 == watch.text().count("has changed")


def test_editors_that_rename(folder: Path, watch: Watch) -> None:
    """A file that is written beside and put into its place is a change, each time."""
    for times in (1, 2):
        (folder / "new~").write_text(BAD)
        (folder / "new~").replace(folder / "app.bzl")
        watch.wait_for("unknown-field", times)
        (folder / "new~").write_text(GOOD)
        (folder / "new~").replace(folder / "app.bzl")
        watch.wait_for("clean", times + 1)


def test_folders_that_appear(folder: Path, watch: Watch) -> None:
    """A config in a new folder is found, and one that goes with its folder is missed no more."""
    (folder / "sub" / "deep").mkdir(parents=True)
    time.sleep(0.3)
    (folder / "sub" / "deep" / "b.bzl").write_text(BAD)
    watch.wait_for("sub/deep/b.bzl:1")
    (folder / "sub" / "deep" / "b.bzl").unlink()
    watch.wait_for("clean", 2)


def test_a_load_that_was_missing(folder: Path, watch: Watch) -> None:
    """A file that was looked for in vain starts it once it is there, in a folder that was not there either."""
    (folder / "app.bzl").write_text('load("//lib:home.bzl", "HOME")\n' + GOOD.replace('"/x"', "HOME"))
    watch.wait_for("file-not-found")
    (folder / "lib").mkdir()
    (folder / "lib" / "home.bzl").write_text('HOME = "/y"\n')
    watch.wait_for("clean", 2)


def test_an_interrupt_ends_it(watch: Watch) -> None:
    """Ctrl-C ends it, with the exit code of an interrupt and without a word."""
    before = watch.text()
    watch.process.send_signal(signal.SIGINT)
    # Python ends itself by the signal where it comes amid what can't be left otherwise; shells tell no difference.
    assert watch.process.wait() in {130, -signal.SIGINT}
    assert before == watch.text()


def test_generate_is_not_started_by_itself(folder: Path) -> None:
    """What a run writes is no change; what somebody else does to its files is."""
    (folder / "configlang.toml").write_text('[[config]]\nfile = "app.bzl"\noutputs = { json = "gen/app.json" }\n')
    one = Watch(folder, "generate")
    try:
        one.wait_for("wrote gen/app.json")
        (folder / "gen" / "app.json").write_text("{}")
        one.wait_for("wrote gen/app.json", 2)
        (folder / "app.bzl").write_text(GOOD.replace("/x", "/y"))
        one.wait_for("wrote gen/app.json", 3)
        assert 2 == one.text().count("has changed")
    finally:
        one.process.kill()
        one.process.wait()


def test_words(capfd: pytest.CaptureFixture[str]) -> None:
    """The command is ``check`` where none is named; what can't be watched is told at once."""
    assert (["check"], []) == parse([])
    assert (["check", "app.bzl"], ["make", "-k"]) == parse(["app.bzl", "--", "make", "-k"])
    assert (["generate", "--json"], []) == parse(["generate", "--json"])
    for words, message in (
        (["new", "x"], "new can't be done again and again"),
        (["check", "-"], "standard input is no file that could change"),
        (["check", "--frmat", "c"], "check has no option `--frmat`; did you mean `--format`?"),
        (["--"], "behind -- stands the program that is run"),
    ):
        with pytest.raises(SystemExit):
            parse(words)
        assert message in capfd.readouterr().err
