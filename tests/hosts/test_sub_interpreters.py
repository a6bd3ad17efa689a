"""Sub-interpreters of generated C: they start as the config says, run scripts, and end; the caller's state stays."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from configlang import evaluate
from configlang.cpython.versions import Version
from tests.docs.pages import ROOT, blocks_of
from tests.emitting import emit_files
from tests.hosts import interpreter_programs, programs
from tests.hosts.cpythons import C_HOSTS, link_flags, require_cpython
from tests.hosts.programs import Program
from tests.hosts.test_c_failures import QUIET, assert_clean

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

CONFIG = """
interpreter(profile = "isolated", utf8_mode = True, sys_frozen = True, sys_meipass = True, argv = ["prog", "ß"])
static_extension("one", init = "PyInit_single")
static_extension("two", init = "PyInit_multi")
static_extension("pack.two", init = "PyInit_multi")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
sub_interpreter("own")
sub_interpreter("Shared", gil = "shared")
sub_interpreter(
    "closed",
    gil = "shared",
    allow_fork = False,
    allow_exec = False,
    allow_threads = False,
    allow_daemon_threads = False,
    check_multi_interp_extensions = True,
)
"""

SITELESS = """
interpreter(profile = "isolated", utf8_mode = True, site_import = False)
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "append")
sub_interpreter("own")
"""

KINDS = ("own", "Shared", "closed")
END = ["main __main__", "finalised 0"]


@pytest.fixture(scope="module", params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program: one for each CPython and output."""
    version, output = request.param
    folder = tmp_path_factory.mktemp("interpreters")
    program = interpreter_programs.make(folder, require_cpython(version), output, CONFIG)
    (folder / "lib" / "pack").mkdir(parents=True)
    (folder / "lib" / "pack" / "__init__.py").write_text("", encoding="utf-8")
    return program


@pytest.fixture
def started(host: Program) -> Program:
    """Return the program where its CPython has such interpreters."""
    if Version(host.python.version) < Version("3.12"):
        pytest.skip("CPython has them from 3.12 on")
    return host


def run(host: Program, kind: str, *scripts: str) -> list[str]:
    """Run scripts in interpreters of a kind, and return the lines that were printed."""
    done = interpreter_programs.run(host, kind, *scripts)
    assert done.code == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_older_versions_answer_with_a_status(host: Program) -> None:
    """The code compiles with every version, and says where there are none; what has not started can't run or end."""
    if Version(host.python.version) >= Version("3.12"):
        pytest.skip("this one has them")

    assert run(host, "own", "print('ran')") == [
        "started 1 0 starting the sub-interpreter own: it needs CPython 3.12",
        "ran 1 1 running Python: there is no such sub-interpreter",
        "ended 1 ending a sub-interpreter: there is no such sub-interpreter",
        *END,
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_config_says_holds_in_each(started: Program, kind: str) -> None:
    """Attributes of sys, arguments, folders around the path and built-in modules are those of the main interpreter."""
    text = (
        "import sys; print(sys.frozen, sys._MEIPASS, sys.argv, sys.flags.utf8_mode, sys.path.count(sys.path[0]))\n"
        "print(sys.path[0], 'pack.two' in sys.builtin_module_names, __name__)"
    )
    folder = started.executable.parent
    wanted = [
        "started 0 1 ",
        f"True {folder} ['prog', 'ß'] 1 1",
        f"{folder}/lib True __main__",
        "ran 0 0 ",
        "ended 0 ",
    ]

    assert run(started, kind, text, text) == [*wanted, *wanted, *END]


@pytest.mark.parametrize("kind", KINDS)
def test_scripts_end_as_in_the_main_interpreter(started: Program, kind: str) -> None:
    """Exits, failures and interrupts come back, exit functions and threads are waited for, and files run too."""
    file = started.executable.parent / "script.py"
    file.write_text("import atexit, sys\natexit.register(print, 'at the end')\nsys.exit('ß')", encoding="utf-8")
    lines = run(started, kind, "import sys; sys.exit(3)", "1 / 0", "raise KeyboardInterrupt", str(file))

    assert [line for line in lines if not line.startswith(("started 0 1 ", "ended 0 "))] == [
        "ran 3 2 ",
        "ran 1 1 ZeroDivisionError: division by zero",
        "ran 130 3 KeyboardInterrupt",
        "ran 1 2 ß",
        "at the end",
        *END,
    ]


def ran(host: Program, kind: str, text: str) -> str:
    """Return what came of a script: its exit code, and how it ended."""
    return next(line for line in run(host, kind, text) if line.startswith("ran ")).removeprefix("ran ")


def test_settings_are_those_of_the_config(started: Program) -> None:
    """What an interpreter may do, and what it imports, goes by its settings, and unset ones by its GIL."""
    thread = "import threading; t = threading.Thread(target=print); t.start(); t.join()"
    daemon = "import threading; t = threading.Thread(target=print, daemon=True); t.start(); t.join()"
    program = "import os; os.execv('/bin/true', ['true'])"
    fork = "import os; os.fork()"

    command = "import subprocess; subprocess.run(['/bin/true'], check=True)"
    handler = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)"

    assert ran(started, "own", thread) == "0 0 "
    for kind in KINDS:
        assert ran(started, kind, handler).startswith("1 1 ValueError: signal only works in main thread")
        assert ran(started, kind, command) == "0 0 " or kind == "closed"
    assert ran(started, "own", daemon) == "1 1 RuntimeError: daemon threads are disabled in this (sub)interpreter"
    assert "not supported for isolated subinterpreters" in ran(started, "own", program)
    assert "not supported for isolated subinterpreters" in ran(started, "own", fork)
    assert "does not support loading in subinterpreters" in ran(started, "own", "import two")
    assert ran(started, "Shared", daemon) == "0 0 "
    assert ran(started, "Shared", "import two, one, pack.two") == "0 0 "
    assert interpreter_programs.run(started, "Shared", program).stdout == "started 0 1 \n"
    assert "not supported for isolated subinterpreters" in ran(started, "closed", thread)
    assert "not supported for isolated subinterpreters" in ran(started, "closed", fork)
    assert ran(started, "closed", "import two") == "0 0 "
    assert ("does not support loading" in ran(started, "closed", "import one")) is (started.python.version != "3.12")


BUSY = """
import mmap, os, sys, time
sys.setswitchinterval(1000)
with open("shared", "r+b") as file:
    memory = mmap.mmap(file.fileno(), 2)
memory[0] = 1
end = time.monotonic() + 3
while not memory[1] and time.monotonic() < end:
    pass
print("beside" if memory[1] else "alone")
"""

ANSWER = """
import mmap, time
with open("shared", "r+b") as file:
    memory = mmap.mmap(file.fileno(), 2)
while not memory[0]:
    time.sleep(0.01)
memory[1] = 1
"""


@pytest.mark.parametrize(("kind", "said"), [("own", "beside"), ("Shared", "alone")])
def test_one_with_a_gil_of_its_own_runs_beside_others(started: Program, kind: str, said: str) -> None:
    """While a script runs that lets nobody else in, the main interpreter goes on only where the GIL is not the same."""
    (started.executable.parent / "shared").write_bytes(bytes(2))

    assert said in run(started, kind, BUSY, ANSWER, "--beside")


def test_daemon_threads_are_told_of(started: Program) -> None:
    """Where one would abort the process, ending the interpreter is a status, and the interpreter stays."""
    text = "import threading, time; threading.Thread(target=time.sleep, args=(0.5,), daemon=True).start()"
    lines = run(started, "Shared", text)
    refused = ["ended 1 ending a sub-interpreter: a daemon thread still runs in it", "then 0"]

    is_late = Version(started.python.version) >= Version("3.14")
    assert lines == ["started 0 1 ", "ran 0 0 ", *(["ended 0 "] if is_late else refused), *END]


def test_paths_are_there_without_site(started: Program, tmp_path: Path) -> None:
    """Where nothing imports `site`, the folders around the path are put into each interpreter all the same."""
    program = interpreter_programs.make(tmp_path, started.python, started.outputs["output"], SITELESS)

    assert ran(program, "own", f"import sys; sys.exit(sys.path.count({str(tmp_path / 'lib')!r}))") == "1 2 "


def test_sanitizers_find_nothing(started: Program, tmp_path: Path) -> None:
    """The generated code loses nothing, and touches nothing that is not its own."""
    flags = ("-g", "-fsanitize=address,undefined")
    program = interpreter_programs.make(tmp_path, started.python, started.outputs["output"], CONFIG, flags=flags)
    (tmp_path / "lsan").write_text("leak:libpython\nleak:ld-linux\n", encoding="utf-8")
    environment = {name: text.format(folder=tmp_path) for name, text in QUIET.items()}
    for kind in ("Shared", "closed"):
        done = interpreter_programs.run(program, kind, "1 / 0", "import sys; sys.exit('ß')", environment=environment)

        assert_clean(done)
        assert done.stdout.splitlines()[-2:] == END


def test_page_of_sub_interpreters(started: Program, tmp_path: Path) -> None:
    """The program that the guide shows does what it shows."""
    if started.outputs["output"] != "c" or started.python.version == "3.12":
        pytest.skip("the page has the output c, and a config for 3.13 and later")
    blocks = {block.title: block.text for block in blocks_of(ROOT / "docs" / "how-to" / "sub-interpreters.md")}
    (tmp_path / "engine.bzl").write_text(blocks["engine.bzl"], encoding="utf-8")
    config = evaluate(tmp_path / "engine.bzl").config
    assert config is not None
    for name, contents in emit_files(config, "c", tmp_path / "engine.c").items():
        (tmp_path / name).write_text(str(contents), encoding="utf-8")
    (tmp_path / "main.c").write_text(blocks["main.c"], encoding="utf-8")
    program, after = tmp_path / "program", [str(tmp_path / "engine.c"), *link_flags(started.python)]
    programs.compile_main(tmp_path, started.python, ["gcc", "-std=c99"], ["-o", str(program)], after)
    command = [str(program), str(started.python.prefix)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, done.stderr) == (0, "the script ended with 3\n", "")
