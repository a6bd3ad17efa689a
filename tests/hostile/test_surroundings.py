"""Surroundings that don't let the command work: it says what is missing, by an exit code too, and changes nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from configlang.cli.command import SURROUNDINGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="closes, fills and limits things as Linux does")

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
GOOD = 'interpreter(isolated = True, set_missing_path_configuration = False)\nstatic_extension("fast")\n'
BUSY = "x = [0 for a in range(9999) for b in range(9999) for c in range(9999)]\n"
NATIVE = 'x = sorted(["a" * 100 + str(-n) for n in range(3000000)])\ny = [sorted(x) for n in range(1000)]\n'
"""One operation of the engine's takes seconds here."""


@pytest.fixture(autouse=True)
def _configs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("good.bzl").write_text(GOOD)
    Path("bad.bzl").write_text("interpreter(isolated = 1)\n")
    Path("busy.bzl").write_text(BUSY)
    Path("native.bzl").write_text(NATIVE)


def run(shell: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the shell in which ``$CL`` is the command."""
    environment = {**ENVIRONMENT, "CL": f"{sys.executable} -m configlang"}
    words = ["bash", "-c", shell]
    return subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)


def run_program(text: str) -> subprocess.CompletedProcess[str]:
    """Run a program in Python that uses the API."""
    words = [sys.executable, "-c", text]
    return subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("$CL eval good.bzl >&-", "standard output is closed"),
        ("$CL eval good.bzl <&- >&-", "standard output is closed"),
        ("$CL eval good.bzl >/dev/full", "can't write to standard output: No space left on device"),
        ("$CL why good.bzl >/dev/full", "can't write to standard output: No space left on device"),
        ("$CL explain >/dev/full", "can't write to standard output: No space left on device"),
        ("$CL --version >/dev/full", "can't write to standard output: No space left on device"),
        ("mkdir gone && cd gone && rmdir ../gone && $CL check x.bzl", "there is no working folder"),
        ("ulimit -n 5; $CL check good.bzl", "no further file may be opened"),
    ],
)
def test_what_is_missing_is_named(line: str, reason: str) -> None:
    """One line says what is missing; it is neither called a bug nor the config's mistake."""
    done = run(line)

    assert SURROUNDINGS == done.returncode
    assert "" == done.stdout
    assert done.stderr.startswith("configlang: can't work here: ")
    assert reason in done.stderr
    assert 1 == done.stderr.count("\n")


@pytest.mark.parametrize("streams", ["2>/dev/full", "2>&-", ">&- 2>&-"])
def test_findings_that_cannot_be_told_are_no_success(streams: str) -> None:
    """Where even standard error is closed or full, the exit code is all that there is to say."""
    assert SURROUNDINGS == run(f"$CL check bad.bzl {streams}").returncode


@pytest.mark.parametrize("streams", ["<&-", "<&- >&-", "<&- >&- 2>&-"])
def test_streams_that_are_not_needed_may_be_closed(streams: str) -> None:
    """A good config that has nothing to print is good whatever streams are closed."""
    done = run(f"$CL check good.bzl --format c {streams}")

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)


def test_full_disk_leaves_the_outputs_as_they_were(tmp_path: Path) -> None:
    """An output that is too large for what may be written is not written, nor any other."""
    Path("a.json").write_text("old")
    large = '[static_extension("m%d" % number) for number in range(3000)]\n'
    Path("large.bzl").write_text(large)
    before = set(tmp_path.iterdir())
    # The limit counts blocks of 1,024 bytes; going beyond it is an error where the signal is ignored.
    done = run("trap '' XFSZ; ulimit -f 16; $CL eval large.bzl --output c=a.c --output a.json --output rust-ffi=b.rs")

    assert SURROUNDINGS == done.returncode
    assert "configlang: can't work here: can't write `a." in done.stderr
    assert "old" == Path("a.json").read_text()
    assert before == set(tmp_path.iterdir())


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that these have."""
    try:
        children = [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*children, *(each for child in children for each in children_of(child))]


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that nobody has taken note of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("name", ["busy.bzl", "native.bzl"])
@pytest.mark.parametrize("program", ["the command", "a program with threads"])
def test_child_ends_with_its_parent(program: str, name: str) -> None:
    """Whoever kills the command, even by the signal that nothing outlives, ends the evaluation within a second."""
    arguments = ["-m", "configlang", "check", name, "--timeout", "3600"]
    if program != "the command":
        text = (
            "import threading, configlang; threading.Thread(target=threading.Event().wait, daemon=True).start();"
            f"configlang.evaluate({name!r}, limits={{'timeout': 3600}})"
        )
        arguments = ["-c", text]
    process = subprocess.Popen([sys.executable, *arguments], env=ENVIRONMENT)
    while not (children := children_of(process.pid)) and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    process.kill()
    process.wait(timeout=10)
    deadline = time.monotonic() + 5

    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert children
    assert not any(map(is_alive, children))


def test_somebody_ends_the_child() -> None:
    """A child that somebody asks to end is neither a bug nor a mistake in the config."""
    process = subprocess.Popen(
        [sys.executable, "-m", "configlang", "check", "busy.bzl"],
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        text=True,
    )
    while not (children := children_of(process.pid)) and process.poll() is None:
        time.sleep(0.01)
    time.sleep(0.5)
    os.kill(children[0], signal.SIGTERM)
    _, err = process.communicate(timeout=30)

    assert SURROUNDINGS == process.returncode
    assert "configlang: can't work here: the evaluating process was ended by SIGTERM\n" == err


def test_children_that_nobody_waits_for_may_be_ignored() -> None:
    """A program that ignores the end of its children, or waits for them elsewhere, evaluates all the same."""
    done = run_program(
        "import signal; signal.signal(signal.SIGCHLD, signal.SIG_IGN);"
        "import configlang; print(configlang.evaluate('good.bzl').config)"
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Config(")


def test_many_descriptors_may_be_open() -> None:
    """A program with more descriptors than `select` knows evaluates as any other."""
    done = run_program(
        "import os, resource; _, hard = resource.getrlimit(resource.RLIMIT_NOFILE);"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard));"
        "held = [os.open('/dev/null', os.O_RDONLY) for _ in range(1500)];"
        "import configlang; print(configlang.evaluate('good.bzl').config)"
    )

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("Config(")


RAISING = """
import os, signal, sys, threading, configlang

class Stop(Exception):
    pass

armed = False

def stop(*_):
    if armed:
        raise Stop

signal.signal(signal.SIGALRM, stop)
if sys.argv[1] == "threads":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
configlang.evaluate("good.bzl")
before = len(os.listdir("/proc/self/fd"))
stopped = 0
for step in range(60):
    signal.setitimer(signal.ITIMER_REAL, 0.0003 * (step + 1))
    try:
        try:
            armed = True
            configlang.evaluate("good.bzl")
        finally:
            armed = False
    except Stop:
        armed = False
        stopped += 1
    signal.setitimer(signal.ITIMER_REAL, 0)
children = open(f"/proc/self/task/{os.getpid()}/children").read().split()
print(stopped > 10, len(os.listdir("/proc/self/fd")) - before, len(children))
"""


@pytest.mark.parametrize(("program", "servers"), [("one thread", 0), ("threads", 1)])
def test_signal_handler_that_raises_leaks_nothing(program: str, servers: int) -> None:
    """A program whose signal handler raises, at whatever moment, is left without descriptors and processes of ours."""
    words = [sys.executable, "-c", RAISING, program]
    done = subprocess.run(words, env=ENVIRONMENT, capture_output=True, text=True, timeout=120, check=False)

    # Python itself prints what a handler raises within a callback, and goes on.
    assert f"True 0 {servers}\n" == done.stdout, done.stderr


SUB_INTERPRETER = """
import sys
try:
    import _interpreters as interpreters
except ImportError:
    import _xxsubinterpreters as interpreters
try:
    one = interpreters.create("legacy")
except TypeError:
    one = interpreters.create(isolated=False)
code = f"import sys; sys.path[:] = {sys.path!r}; import configlang; assert configlang.evaluate('good.bzl').config"
print(interpreters.run_string(one, code))
"""


def test_sub_interpreters_evaluate() -> None:
    """An interpreter that may not fork, and can't load the engine, has both done elsewhere."""
    done = run_program(SUB_INTERPRETER)

    assert (0, "None\n", "") == (done.returncode, done.stdout, done.stderr)


INTERRUPTED_IMPORT = """
import os, signal, sys

class Interrupting:
    def find_spec(self, name, *_):
        if name == "configlang.cli.main":
            os.kill(os.getpid(), signal.SIGINT)

signal.signal(signal.SIGINT, signal.default_int_handler)
sys.meta_path.insert(0, Interrupting())
sys.argv[1:] = ["check", "good.bzl"]
from configlang.__main__ import main
sys.exit(main())
"""


def test_interrupt_while_it_starts() -> None:
    """Ctrl-C before the command has come to anything is as silent as later."""
    done = run_program(INTERRUPTED_IMPORT)

    assert (130, "", "") == (done.returncode, done.stdout, done.stderr)


def test_working_folder_gives_no_modules() -> None:
    """The installed command runs nothing that happens to lie where it is called."""
    command = Path(sys.executable).with_name("configlang")
    if not command.exists():
        pytest.skip("the command is not installed beside this Python")
    for name in ("argparse", "attr", "enum", "json", "signal", "starlark", "typing", "configlang"):
        Path(f"{name}.py").write_text("raise SystemExit('taken from the working folder')\n")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    words = [str(command), "check", "good.bzl", "--format", "c"]
    done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)

    assert (0, "", "") == (done.returncode, done.stdout, done.stderr)
