"""Answers that are remembered: when they are given again, when not, and how they are kept."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from configlang.cache import answers, looks
from configlang.cache import folder as kept_in
from configlang.cache.answers import MAGIC, digest, place, question
from configlang.worker import process
from configlang.worker.process import InternalError
from tests.unit.cache_helpers import Counted, Said, at, entries, run
from tests.unit.cli_helpers import BAD, GOOD, ROOT


@pytest.fixture
def hits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counted]:
    """Work in a folder of configs, with a cache beside it, and count what is taken from that."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "good.bzl").write_text(GOOD)
    (project / "bad.bzl").write_text(BAD)
    with at(project, tmp_path / "cache"):
        yield Counted(monkeypatch)


ASKED = [
    ["eval", "good.bzl"],
    ["eval", "good.bzl", "--output", "c=out.c", "--output", "json=out.json", "--python", "3.12"],
    ["eval", "bad.bzl", "--report", "json=findings.json"],
    ["eval", "none.bzl"],
    ["check"],
    ["check", "good.bzl", "bad.bzl", "--message-format", "json"],
    ["why", "good.bzl", "isolated"],
    ["deps"],
    ["deps", "--reverse", "good.bzl", "none.bzl", "--json"],
    ["explain", "wrong-type"],
    ["explain", "no-such-thing"],
    ["help", "eval"],
    ["completion", "bash"],
    ["--help"],
    ["boot", "--help"],
]


@pytest.mark.parametrize("words", ASKED)
def test_second_answer_is_the_first_one(words: list[str], hits: Counted) -> None:
    """Nothing has changed: streams, files and exit code are the same, and no worker was asked."""
    first = run(*words)
    second = run(*words)

    assert first == second
    assert hits.hits == 1


def test_output_that_was_changed_is_written_again(hits: Counted) -> None:
    """What outputs hold is compared, be the answer remembered or not; one that is right keeps its time stamp."""
    words = ["eval", "good.bzl", "--output", "out.json", "--format", "json"]
    first = run(*words)
    Path("out.json").write_text("something else")
    os.utime("good.bzl", (1, 1))

    assert run(*words) == first
    os.utime("out.json", (1, 1))
    assert run(*words) == first
    assert Path("out.json").stat().st_mtime == 1
    assert hits.hits == 2


def test_stale_output_is_told_of_as_it_is_now(hits: Counted) -> None:
    """A comparison with outputs depends on what these hold."""
    run("eval", "good.bzl", "--output", "out.c", "--python", "3.12")
    words = ["eval", "good.bzl", "--output", "out.c", "--python", "3.12", "--check"]
    told = [run(*words).code, run(*words).code]
    Path("out.c").write_text("something else")
    told += [run(*words).code, run(*words).code]
    Path("out.c").unlink()
    told.append(run(*words).code)

    assert told == [0, 0, 1, 1, 1]
    assert hits.hits == 2


def _edit(path: str, text: str) -> Callable[[], object]:
    return lambda: Path(path).write_text(text)


def _turn_link() -> None:
    Path("link.bzl").unlink()
    Path("link.bzl").symlink_to("bad.bzl")


def _turn_folder() -> None:
    Path("../two").mkdir()
    _edit("../two/lib.bzl", 'ext = "a"\n')()
    shutil.rmtree("lib")
    Path("lib").symlink_to("../two")


def _make_file() -> None:
    Path("folder.bzl").rmdir()
    _edit("folder.bzl", GOOD)()


def _make_folder(path: str) -> Callable[[], object]:
    def make() -> None:
        Path(path).unlink()
        Path(path).mkdir()

    return make


def _add_below() -> None:
    Path("deep/deeper").mkdir()
    _edit("deep/deeper/new.bzl", BAD)()


LAID = {
    "lib.bzl": 'ext = "a"\n',
    "loads.bzl": 'load(":lib.bzl", "ext")\nstatic_extension(ext)\n',
    "lost.bzl": 'load(":gone.bzl", "ext")\n',
    "lib/lib.bzl": 'ext = "a"\n',
    "labels.bzl": 'load("//lib:lib.bzl", "ext")\nstatic_extension(ext)\n',
    "root": "",
}
CHANGES: dict[str, tuple[list[str], list[str], Callable[[], object]]] = {
    "config": (["eval", "good.bzl"], [], _edit("good.bzl", BAD)),
    "loaded file": (["eval", "loads.bzl"], ["loads.bzl", "lib.bzl"], _edit("lib.bzl", 'ext = "other"\n')),
    "file that was not there": (["eval", "lost.bzl"], ["lost.bzl"], _edit("gone.bzl", 'ext = "a"\n')),
    "name near the one that is not there": (["eval", "goof.bzl"], [], _edit("goo.bzl", GOOD)),
    "project file": (["eval", "good.bzl"], [], _edit("configlang.toml", "[limits]\ncall_depth = 0\n")),
    "project file above": (["eval", "good.bzl"], [], _edit("../configlang.toml", "nonsense = 1\n")),
    "config in the folder": (["check"], [], _edit("new.bzl", BAD)),
    "config in a folder below": (["check", "good.bzl", "deep"], [], _add_below),
    "config that goes": (["check"], [], lambda: Path("bad.bzl").unlink()),
    "link": (["eval", "link.bzl"], [], _turn_link),
    "link that leads out": (["eval", "labels.bzl"], ["labels.bzl", "lib/lib.bzl"], _turn_folder),
    "folder in the place of a file": (["eval", "good.bzl"], [], _make_folder("good.bzl")),
    "file in the place of a folder": (["eval", "folder.bzl"], [], _make_file),
    "root": (["eval", "good.bzl", "--root", "root"], ["root"], _make_folder("root")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_change_is_seen(name: str, hits: Counted) -> None:
    """What an answer came of has changed, so there is another one, which is that of a run without a memory."""
    words, laid, change = CHANGES[name]
    for folder in ("lib", "deep", "folder.bzl"):
        Path(folder).mkdir()
    _edit("deep/one.bzl", GOOD)()
    Path("link.bzl").symlink_to("good.bzl")
    for path in laid:
        _edit(path, LAID[path])()
    before = run(*words)
    assert len(entries()) == 1
    change()

    after = run(*words)

    assert (after.code, after.stdout, after.stderr) != (before.code, before.stdout, before.stderr)
    with at(Path.cwd(), os.devnull):
        assert run(*words) == after
    assert hits.hits == 0


@pytest.mark.parametrize("name", ["NO_COLOR", "TERM", "COLUMNS", "CONFIGLANG_ANYTHING"])
def test_environment_is_part_of_the_question(name: str, hits: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may show in an answer belongs to what was asked; what does not, as the time stamp, doesn't."""
    run("check", "good.bzl")
    monkeypatch.setenv("SOMETHING_ELSE", "1")
    run("check", "good.bzl")
    assert hits.hits == 1
    monkeypatch.setenv(name, "17")
    run("check", "good.bzl")

    assert hits.hits == 1


def test_folder_is_part_of_the_question(hits: Counted) -> None:
    """The same words in another folder are another question."""
    run("check", "good.bzl")
    Path("other").mkdir()
    shutil.copy("good.bzl", "other/good.bzl")
    os.chdir("other")
    run("check", "good.bzl")

    assert hits.hits == 0


def test_standard_input_is_compared(hits: Counted) -> None:
    """A config that comes through a pipe is read to be compared, and what was read then is evaluated."""
    good = run("eval", "-", stdin=GOOD.encode())
    assert run("eval", "-", stdin=GOOD.encode()) == good
    assert hits.hits == 1
    bad = run("eval", "-", stdin=BAD.encode())
    longer = run("eval", "-", stdin=BAD.encode() + b'static_extension("more")\n')
    part = run("eval", "-", stdin=GOOD.encode()[:40])

    assert hits.hits == 1
    with at(Path.cwd(), os.devnull):
        assert run("eval", "-", stdin=BAD.encode()) == bad
        assert run("eval", "-", stdin=BAD.encode() + b'static_extension("more")\n') == longer
        assert run("eval", "-", stdin=GOOD.encode()[:40]) == part


@pytest.mark.usefixtures("hits")
def test_library_that_changes_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Another engine may have another answer, be it in the place of this one or before it."""
    run("check", "good.bzl")
    (tmp_path / "first" / "starlark").mkdir(parents=True)
    _, _, _, _, _, *looked = looks.unpack(entries()[0].read_bytes(), len(MAGIC) + 8)
    assert any(path.endswith(b".so") for kind, path in zip(looked[::3], looked[1::3], strict=True) if kind == b"state")
    monkeypatch.setattr(sys, "path", [str(tmp_path / "first"), *sys.path])
    asked = question(["check", "good.bzl"])

    assert asked is not None
    assert asked.recall() is None


# What is never remembered


@pytest.mark.usefixtures("hits")
def test_limit_is_not_remembered() -> None:
    """A run that came to a limit may come further another time; one that comes to its end is remembered."""
    Path("deep.bzl").write_text("def f(n):\n    return f(n + 1)\nf(0)\n")
    # It keeps nothing, so that memory is no limit that it comes to before.
    Path("long.bzl").write_text("[0 for x in range(100000) for y in range(100000) if False]\n")
    Path("much.bzl").write_text('[static_extension("a%d" % n) for n in range(101000)]\n')
    Path("large.bzl").write_text("#" * (17 << 20))
    told = [run("eval", f"{name}.bzl", "--timeout", "1") for name in ("deep", "long", "much", "large")]
    told.append(run("check", "good.bzl", "long.bzl", "--timeout", "1"))

    assert [each.code for each in told] == [1] * 5
    assert [code in each.stderr for code, each in zip((b"call-depth", b"timeout"), told, strict=False)] == [True] * 2
    assert entries() == []


@pytest.mark.usefixtures("hits")
def test_wrong_usage_is_not_remembered() -> None:
    """Exit code 2 leaves nothing."""
    assert run("eval", "good.bzl", "--formt", "c").code == 2
    assert run("eval", "good.bzl", "--output", "good.bzl").code == 2
    assert entries() == []


@pytest.mark.usefixtures("hits")
def test_bug_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 3 leaves nothing."""

    def fail(_: object) -> None:
        raise InternalError("of a test")

    monkeypatch.setattr(process, "ask", fail)

    assert run("check", "good.bzl").code == 3
    assert entries() == []


def test_nothing_is_remembered_where_that_is_not_wanted(hits: Counted) -> None:
    """``--no-cache`` neither takes nor leaves an answer, and says nothing of itself."""
    plain = run("check", "good.bzl", "--no-cache")
    assert entries() == []
    assert run("check", "good.bzl") == plain
    assert run("check", "good.bzl", "--no-cache") == plain
    assert hits.hits == 0


# What is kept, and where


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "truncated": lambda data: data[: len(data) // 2],
    "empty": lambda _: b"",
    "longer": lambda data: data + b"\0",
    "a bit": lambda data: data[:-3] + bytes([data[-3] ^ 1]) + data[-2:],
    "foreign": lambda _: b"\x7fELF" * 100,
    "no parts": lambda _: MAGIC + digest(b"\xff" * 50) + b"\xff" * 50,
    "too few parts": lambda _: MAGIC + digest(looks.pack([b"a"])) + looks.pack([b"a"]),
}


@pytest.mark.parametrize("name", DAMAGE)
def test_damaged_answer_is_none(name: str, hits: Counted) -> None:
    """What is not whole is not trusted, and is replaced by a whole one."""
    first = run("eval", "good.bzl")
    (entry,) = entries()
    entry.write_bytes(DAMAGE[name](entry.read_bytes()))

    assert run("eval", "good.bzl") == first
    assert hits.hits == 0
    assert run("eval", "good.bzl") == first
    assert hits.hits == 1


def test_answer_to_another_question_is_none(hits: Counted) -> None:
    """Where two questions have one name, the whole question decides."""
    run("eval", "bad.bzl")
    (other,) = entries()
    good = run("eval", "good.bzl")
    (entry,) = set(entries()) - {other}
    shutil.copy(other, entry)

    assert run("eval", "good.bzl") == good
    assert hits.hits == 0


@pytest.mark.usefixtures("hits")
def test_kept_for_this_user_alone() -> None:
    """Neither folder nor files are anybody else's to read, whatever the umask."""
    before = os.umask(0)
    try:
        run("check", "good.bzl")
    finally:
        os.umask(before)
    folder = Path(str(place()))

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()} == {0o600}


@pytest.mark.parametrize("kind", ["writable by others", "link", "file", "device", "unwritable"])
def test_folder_that_is_no_good_is_not_used(kind: str, hits: Counted, tmp_path: Path) -> None:
    """Where somebody else may write, or nobody can, every run works as without a memory, and says nothing of it."""
    cache = tmp_path / "cache"
    run("check", "bad.bzl")
    first = run("check", "good.bzl")
    if kind == "writable by others":
        cache.chmod(0o777)
    else:
        cache.rename(tmp_path / "moved")
    if kind == "link":
        cache.symlink_to(tmp_path / "moved")
    elif kind == "file":
        cache.write_text("mine")
    elif kind == "device":
        cache.symlink_to(os.devnull)
    elif kind == "unwritable":
        os.environ["CONFIGLANG_CACHE_DIR"] = "/proc/nowhere/cache"

    assert run("check", "good.bzl") == first
    assert run("check", "good.bzl") == first
    assert hits.hits == 0
    if kind == "file":
        assert cache.read_text() == "mine"


def test_entry_that_is_a_link_is_not_followed(hits: Counted, tmp_path: Path) -> None:
    """Neither reading nor writing goes along a link; the link is replaced."""
    run("check", "good.bzl")
    (entry,) = entries()
    entry.rename(tmp_path / "elsewhere")
    entry.symlink_to(tmp_path / "elsewhere")
    before = (tmp_path / "elsewhere").read_bytes()
    run("check", "good.bzl")

    assert hits.hits == 0
    assert not entry.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == before


def test_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable of ours is first, then where the system keeps such things; without a home there is no place."""
    monkeypatch.delenv("CONFIGLANG_CACHE_DIR")
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.setenv("XDG_CACHE_HOME", "/home/me/caches")
    assert place() == "/home/me/caches/configlang"
    monkeypatch.setenv("XDG_CACHE_HOME", "not/absolute")
    assert place() == "/home/me/.cache/configlang"
    monkeypatch.delenv("HOME")
    assert place() is None
    monkeypatch.setenv("CONFIGLANG_CACHE_DIR", "/elsewhere")
    assert place() == "/elsewhere"


def test_home_is_not_needed(tmp_path: Path) -> None:
    """Without HOME, or with one that is not there, the command works and makes nothing."""
    (tmp_path / "good.bzl").write_text(GOOD)
    for home in ({}, {"HOME": str(tmp_path / "none")}):
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **home}
        command = [sys.executable, "-m", "configlang", "check", "good.bzl", "--format", "c"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["good.bzl"]


def test_there_is_room_for_so_much(hits: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest answers go where there would be too many, and the newest stay."""
    run("check", "good.bzl")
    (entry,) = entries()
    limit = 10 * entry.stat().st_size
    monkeypatch.setattr(kept_in, "LIMIT", limit)
    monkeypatch.setattr(kept_in, "_ROOM", limit // 4)
    for number in range(24):
        run("check", "good.bzl", "-D", f"n={number:02}")
        os.utime(entries()[0], None)
        assert sum(path.stat().st_size for path in entries()) <= limit

    assert len(entries()) >= 6
    before = hits.hits
    run("check", "good.bzl", "-D", "n=23")
    assert hits.hits == before + 1


@pytest.mark.usefixtures("hits")
def test_half_written_files_of_killed_runs_go(tmp_path: Path) -> None:
    """What was left long ago is taken away when the folder is looked through; what somebody writes now stays."""
    run("check", "good.bzl")
    old, new = (tmp_path / "cache" / f"{name * 16}.new" for name in "ab")
    for path in (old, new):
        path.write_text("half")
    os.utime(old, (1, 1))
    (tmp_path / "cache" / "written").unlink()
    run("check", "bad.bzl")

    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.usefixtures("hits")
def test_failing_disk_is_no_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An answer that can't be kept is an answer; nothing half-written is left."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)

    assert run("check", "good.bzl", "--format", "c").code == 0
    assert entries() == []
    assert [*(tmp_path / "cache").glob("*.new")] == []


def test_runs_at_once_and_killed_runs_do_no_harm(hits: Counted) -> None:
    """Of many runs of one question, some killed at any moment, each that ends has the answer, and so has the next."""
    with at(Path.cwd(), os.devnull):
        wanted = run("eval", "good.bzl")
    command = [sys.executable, "-m", "configlang", "eval", "good.bzl"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    for round_ in range(3):
        started = [subprocess.Popen(command, env=env, stdout=subprocess.PIPE) for _ in range(4)]
        try:
            started[0].wait(0.05 + 0.1 * round_)
        except subprocess.TimeoutExpired:
            started[0].send_signal(signal.SIGKILL)
        outputs = [each.communicate()[0] for each in started]
        assert [wanted.stdout] * 3 == outputs[1:]
    run("eval", "good.bzl")

    assert run("eval", "good.bzl") == wanted
    assert hits.hits >= 1


SINKS = {
    "closed": "exec >&-",
    "full": "exec > /dev/full",
    "closed both": "exec >&- 2>&-",
    "nobody reads": "exec > >(exec true); sleep 0.3",
}


@pytest.mark.usefixtures("hits")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("name", SINKS)
def test_result_that_nobody_takes(name: str) -> None:
    """Where a result can't be written, an answer that is remembered ends as any other."""
    run("eval", "good.bzl")
    command = f'{SINKS[name]}; exec "$0" -m configlang eval good.bzl "$@"'
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    told = []
    for words in ([], [], ["--no-cache"]):
        done = subprocess.run(
            ["bash", "-c", command, sys.executable, *words], env=env, stderr=subprocess.PIPE, check=False
        )
        told.append((done.returncode, done.stderr))

    assert told[0] == told[1] == told[2]
    assert told[0][0] == (0 if name == "nobody reads" else 4)


# The command


def test_cache_tells_of_itself_and_is_cleared(hits: Counted, tmp_path: Path) -> None:
    """``cache info`` counts what is remembered, and ``cache clear`` takes that away and nothing else."""
    assert b"not there yet" in run("cache", "info").stdout
    run("check", "good.bzl")
    run("check", "bad.bzl")
    told = run("cache", "info").stdout.decode()
    assert f"folder: {tmp_path / 'cache'}\nanswers: 2\n" in told
    (tmp_path / "cache" / "mine.txt").write_text("mine")

    assert run("cache", "clear").stdout == b"forgot 2 answers\n"
    assert [path.name for path in (tmp_path / "cache").iterdir()] == ["mine.txt"]
    assert run("cache", "clear").stdout == b"forgot 0 answers\n"
    run("check", "good.bzl")
    assert hits.hits == 0


def test_cache_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where there is no place, the command says so."""
    monkeypatch.chdir(tmp_path)
    for name in ("CONFIGLANG_CACHE_DIR", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)

    assert run("cache", "info").stdout == run("cache", "clear").stdout
    assert b"nothing is remembered" in run("cache", "info").stdout


# Whatever changes

TEXTS = {
    "app.bzl": (GOOD, BAD, 'load("//lib:x.bzl", "a")\nstatic_extension(a)\n', "print(TARGET.os)\nfail(1)\n"),
    "lib/x.bzl": ('a = "one"\n', 'load(":y.bzl", "b")\na = b\n', "a = 1\n"),
    "lib/y.bzl": ('b = "two"\n', "c = 1\n"),
    "configlang.toml": (
        "",
        "[limits]\ndeclarations = 1\n",
        '[[config]]\nfile = "app.bzl"\noutputs = ["c"]\n',
        "x = 1\n",
    ),
    "../configlang.toml": ("", "nonsense"),
    "other.bzl": (GOOD, BAD),
    "out.json": ("{}",),
}
COMMANDS = (
    ("eval", "app.bzl"),
    ("eval", "app.bzl", "--output", "json=out.json", "--report", "json=found.json"),
    ("eval", "app.bzl", "--output", "json=out.json", "--check"),
    ("check",),
    ("check", "app.bzl", "other.bzl", "--strict"),
    ("why", "app.bzl", "isolated"),
    ("deps",),
    ("deps", "--reverse", "lib/x.bzl", "configlang.toml"),
)
Change = tuple[str, str | None]
CHANGE = st.sampled_from(
    [(path, text) for path, texts in TEXTS.items() for text in (*texts, None)]
    + [("app.bzl", "-> other.bzl"), ("lib", "-> ../two"), ("lib/y.bzl", "-> x.bzl"), ("lib/y.bzl", "/")]
)


def _apply(root: Path, change: Change) -> None:
    name, text = change
    path = root / name
    path.parent.mkdir(exist_ok=True)
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    elif path.is_symlink() or path.exists():
        path.unlink()
    if text is None:
        return
    if text == "/":
        path.mkdir()
    elif text.startswith("-> "):
        path.symlink_to(text[3:])
    else:
        path.write_text(text)


@settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow])
@given(
    first=st.tuples(*(st.sampled_from((*texts, None)) for texts in TEXTS.values())),
    steps=st.lists(st.tuples(st.sampled_from(COMMANDS), CHANGE), min_size=3, max_size=5),
)
def test_memory_makes_no_difference(first: tuple[str | None, ...], steps: list[tuple[tuple[str, ...], Change]]) -> None:
    """Whatever happens to a project, a run that may remember shows and writes what one shows that may not."""
    with tempfile.TemporaryDirectory() as temporary:
        roots = {Path(temporary, "one", "project"): f"{temporary}/cache", Path(temporary, "two", "project"): os.devnull}
        for root in roots:
            root.mkdir(parents=True)
            (root.parent / "two").mkdir()
            (root.parent / "two" / "x.bzl").write_text(TEXTS["lib/x.bzl"][0])
            for change in zip(TEXTS, first, strict=True):
                _apply(root, change)
        for words, change in steps:
            for is_changing in (True, False):
                told: list[Said] = []
                for root, cache in roots.items():
                    with at(root, cache):
                        told.append(run(*words))
                    if is_changing:
                        _apply(root, change)
                assert told[0] == told[1]


def test_seed_of_digests_fits_into_a_long_of_any_system() -> None:
    """CPython takes the seed as a C long, which has 32 bits on Windows."""
    assert -(2**31) <= answers._SEED < 2**31


def test_path_that_the_system_does_not_resolve_is_made_absolute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows raises an error for a path that is too long; the path is then told as it is."""

    def refuse(path: str) -> str:
        raise OSError(path)

    monkeypatch.setattr(os.path, "realpath", refuse)

    assert os.path.join(os.getcwd(), "long") == looks.realpath("long")  # noqa: PTH109, PTH118 - as it does
