"""
Scripts one after another: `run_code` and `run_file` of generated C come back from whatever a script does.

A script prints and ends as with CPython's own program, whose `Py_RunMain` the tests run beside it; the interpreter goes
on and keeps nothing of the script.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from configlang import evaluate
from configlang.cpython.targets import host_target
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from tests.docs.pages import ROOT, blocks_of
from tests.emitting import emit_files
from tests.hosts import programs
from tests.hosts.cpythons import C_HOSTS, VERSIONS, CPython, link_flags, require_cpython
from tests.hosts.programs import Program
from tests.hosts.test_c_failures import QUIET, assert_clean
from tests.hosts.test_exits import ALONE, ENDINGS, build, start

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

MAIN = """\
#include <pthread.h>

#include "app.c"

static app_status status;

/* Runs what stands behind its first letter: the code of c, the file of f, whose path w makes wide. */
static void run(const char *script)
{
    wchar_t *path;
    int code;
    if (*script == 'w') {
        path = Py_DecodeLocale(script + 1, NULL);
        code = app_run_file("/not/there", path, &status);
        PyMem_RawFree(path);
    }
    else {
        code = *script == 'c' ? app_run_code(script + 1, &status) : app_run_file(script + 1, NULL, &status);
    }
    if (code != status.exit_code || PyErr_Occurred()) {
        abort();
    }
}

static void *in_a_thread(void *script)
{
    const PyGILState_STATE state = PyGILState_Ensure();
    run((const char *)script);
    PyGILState_Release(state);
    return NULL;
}

static long resident(void)
{
    long all, pages = 0;
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL || fscanf(file, "%ld %ld", &all, &pages) != 2) {
        abort();
    }
    fclose(file);
    return pages;
}

/* MANY THREADED SCRIPT...: starts Python, and runs each of the scripts, so many times. */
int main(int argc, char **argv)
{
    app_host host = {0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL};
    const int many = atoi(argv[1]);
    long before = 0;
    int round, index, code;
    char *names[] = {argv[3][0] == 'c' ? (char *)"-c" : argv[3] + 1, (char *)"word"};
    host.home = getenv("HOST_HOME");
    host.argc = 2;
    host.argv = names;
    if (app_initialize(&host, &status)) {
        fprintf(stderr, "%s\\n", status.message);
        return 99;
    }
    for (round = 0; round < many; round++) {
        for (index = 3; index < argc; index++) {
            if (*argv[2] == '1') {
                pthread_t thread;
                PyThreadState *state = PyEval_SaveThread();
                pthread_create(&thread, NULL, in_a_thread, argv[index]);
                pthread_join(thread, NULL);
                PyEval_RestoreThread(state);
            }
            else {
                run(argv[index]);
            }
        }
        if (round == many / 2) {
            before = resident();
        }
    }
    index = Py_FinalizeEx();
    code = status.exit_code;
    before = many > 1 ? resident() - before : 0;
    printf("back with %d, %d, %d, %ld: %s\\n", code, status.kind, index, before, status.message);
    return code & 255;
}
"""


@pytest.fixture(scope="module", params=VERSIONS)
def python(request: pytest.FixtureRequest) -> CPython:
    """Return one CPython after the other."""
    return require_cpython(request.param)


def make(folder: Path, python: CPython, output: str, *, flags: tuple[str, ...] = ("-g",)) -> Program:
    """Build the program that runs scripts."""
    folder.mkdir()
    interpreter = InterpreterConfig(profile="python", parse_argv=False, use_environment=False, write_bytecode=False)
    config = Config(target=host_target(), interpreter=interpreter)
    for name, contents in emit_files(config, output, folder / "app.c").items():
        (folder / name).write_text(str(contents), encoding="utf-8")
    (folder / "main.c").write_text(MAIN, encoding="utf-8")
    executable = folder / "host"
    programs.compile_main(
        folder, python, programs.COMPILERS["gcc"], [*flags, "-o", str(executable)], ["-pthread", *link_flags(python)]
    )
    return Program(executable=executable, python=python, outputs={"1": output})


def run(
    host: Program, *scripts: str, many: int = 1, threaded: bool = False, environment: Mapping[str, str] | None = None
) -> programs.Run:
    """Run scripts, each with the letter of its way before it."""
    return host.run(str(many), str(int(threaded)), *scripts, environment=environment, argv=False)


@pytest.fixture(scope="module")
def hosts(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Program]:
    """Return the program that runs scripts, and the one that leaves `Py_RunMain` alone."""
    folder = tmp_path_factory.mktemp(f"scripts-{python.version}")
    return make(folder / "ours", python, "c"), build(folder / "alone", python, ALONE)


@pytest.fixture(scope="module", params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Return the program that runs scripts: one for each CPython and output."""
    version, output = request.param
    return make(tmp_path_factory.mktemp("scripts") / "host", require_cpython(version), output)


def script_of(host: Program, way: str, text: str) -> str:
    """Return what the program takes for a text, written to a file where that is the way."""
    if way == "command":
        return f"c{text}"
    script = host.executable.parent / "script.py"
    script.write_text(text, encoding="utf-8")
    return f"f{script}"


MORE_ENDINGS = {
    "hook fails": "import sys\ndef hook(*error): {}['key']\nsys.excepthook = hook\n1 / 0",
    "hook fails at an interrupt": "import sys\ndef hook(*error): [][0]\nsys.excepthook = hook\nraise ValueError('x')",
    "audit forbids": """import sys
def hook(event, _):
    if event == 'sys.excepthook': raise RuntimeError
sys.addaudithook(hook)
1 / 0""",
    "group": "import sys\nif sys.version_info >= (3, 11): raise BaseExceptionGroup('x', [SystemExit(3)])\n1 / 0",
    "very large": "import sys\nif not (3, 12) <= sys.version_info < (3, 14): sys.exit(2 ** 80)",
    "no text": "class Mine:\n    def __str__(self): return 'm'\nraise SystemExit(Mine())",
    "path": "import sys; print(sys.path[0] if 'script' in sys.argv[0] else '')",
}


@pytest.mark.parametrize("way", ["command", "file"])
def test_ends_as_with_cpython(hosts: tuple[Program, Program], way: str) -> None:
    """Output, errors and exit code are those of CPython's own program, but for what it would leave for the end."""
    ours, alone = hosts
    wrong = []
    for name, text in {**ENDINGS, **MORE_ENDINGS}.items():
        if name in {"last", "globals"}:
            # A script that has ended leaves no frames behind; in the other host the report has left names.
            continue
        if (name, way) == ("syntax", "file") and ours.python.version in {"3.8", "3.9"}:
            # The line that ends too early has another end there.
            continue
        script = script_of(ours, way, text)
        if ours.python.version == "3.8":
            # Its program leaves a path as it is given.
            script = script.replace(f"{ours.executable.parent}/", "")
        got, want = run(ours, script), start(alone, way, text)
        out, _, back = got.stdout.partition("back with ")
        texts = (out, got.stderr), (want.stdout.partition("back with ")[0], want.stderr)
        folders = ours.executable.parent, alone.executable.parent
        told, said = (
            (*(text.replace(str(folder), "") for text in pair), run.code)
            for pair, folder, run in zip(texts, folders, (got, want), strict=True)
        )
        if told != said or int(back.split(",")[0]) & 255 != want.code:
            wrong.append((name, told, said, back))

    assert wrong == []


STATUSES = {
    "pass": "0, 0, 0, 0: ",
    "import sys; sys.exit()": "0, 2, 0, 0: ",
    "raise SystemExit(3)": "3, 2, 0, 0: ",
    "raise SystemExit('a text')": "1, 2, 0, 0: a text",
    "class Mine(Exception): pass\nraise Mine('ß')": "1, 1, 0, 0: Mine: ß",
    "import json; json.loads('')": (
        "1, 1, 0, 0: json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)"
    ),
    "raise ValueError": "1, 1, 0, 0: ValueError",
    "raise OSError(chr(0xdc80) + chr(0) + '.')": "1, 1, 0, 0: OSError: \\udc80 .",
    "class Mine(Exception):\n    def __str__(self): 1 / 0\nraise Mine": "1, 1, 0, 0: Mine: <no text>",
    "raise KeyboardInterrupt": "130, 3, 0, 0: KeyboardInterrupt",
    "import sys; sys.excepthook = lambda *_: sys.exit(8); 1 / 0": "8, 1, 0, 0: ZeroDivisionError: division by zero",
    "import sys; sys.stdout = type('Out', (), {'flush': lambda self: 1 / 0})()": (
        "120, 1, 0, 0: stdout can not be flushed: ZeroDivisionError: division by zero"
    ),
}
"""Codes, and what the status says: exit code, kind, what `Py_FinalizeEx` returned, growth, and the message."""


def test_status_says_how_it_ended(host: Program) -> None:
    """The status has the code, which way it was, and the exception as text."""
    got = {text: run(host, f"c{text}").stdout for text in STATUSES}
    missing = run(host, "f/not/there")

    wanted = {text: f"back with {status}\n" for text, status in STATUSES.items()}
    last = list(STATUSES)[-1]
    # What can't be flushed by the script can't be flushed at the end either.
    wanted[last] = wanted[last].replace("120, 1, 0", "120, 1, -1")
    assert got == wanted
    assert missing.stdout.startswith("back with 1, 1, 0, 0: FileNotFoundError: [Errno 2]")
    assert missing.stderr.startswith("FileNotFoundError: ")


def test_message_ends_with_a_whole_character(host: Program) -> None:
    """A text that is longer than its place is cut before a character that has no room, wherever that stands."""
    for char in "aß€🐍":
        for shift in range(4):
            out = run(host, f"craise ValueError({'x' * shift!r} + {char!r} * 600)").stdout
            text = out.partition(": ")[2].removesuffix("\n")
            size = len(text.encode())

            assert text == f"ValueError: {'x' * shift}".ljust(len(text), char)
            assert 511 - len(char.encode()) < size <= 511


def test_each_script_has_a_namespace_of_its_own(host: Program) -> None:
    """A name of one script is unknown to the next, and pickle finds the classes of each while it runs."""
    pickled = "cimport pickle\nclass A: pass\nassert type(pickle.loads(pickle.dumps(A()))) is A"
    outer = "cimport sys; sys.outer = sys.modules['__main__']; name = 1"
    again = "cimport sys; assert sys.modules['__main__'] is not sys.outer; print(sys.outer.name); name"
    names = "cprint(sorted(set(globals()) - {'__annotations__'}), __name__, __builtins__.__name__)"
    done = run(host, pickled, outer, names, again)

    fresh = ["__builtins__", "__doc__", "__loader__", "__name__", "__package__", "__spec__"]
    assert done.stdout == f"{fresh} __main__ builtins\n1\nback with 1, 1, 0, 0: NameError: name 'name' is not defined\n"


@pytest.mark.parametrize("way", ["command", "file"])
def test_main_and_path_are_restored(host: Program, way: str) -> None:
    """Whatever a script does, `__main__`, the search path and what is remembered of its failure are as before."""
    look = (
        "cimport sys, atexit; "
        "atexit.register(lambda: print(vars(sys.modules['__main__']).get('mine'), sys.path == sys.kept,"
        " [name for name in vars(sys) if name.startswith('last_')]))"
    )
    for ending in ("pass", "1 / 0", "(", "import sys; sys.exit(3)", "import sys; del sys.modules['__main__']"):
        script = script_of(host, way, f"mine = 1\n{ending}")
        done = run(host, "cimport sys; sys.kept = sys.path[:]", look, script)

        assert done.stdout.startswith("None True []\n"), (ending, done)


def test_any_thread_may_run_one(host: Program) -> None:
    """A script runs on a thread that Python did not make, and ends there as elsewhere."""
    for script, status in (("cimport sys; sys.exit(3)", "3, 2"), ("craise KeyboardInterrupt", "130, 3")):
        assert run(host, script, threaded=True).stdout.startswith(f"back with {status}, 0, 0:")


def test_scripts_leave_nothing(host: Program) -> None:
    """A thousand scripts, some of which fail, let neither the objects nor the memory of the process grow."""
    count = "import gc, sys; gc.collect(); sys.counts = getattr(sys, 'counts', []) + [len(gc.get_objects())]"
    told = "import atexit, sys; atexit.register(lambda: print(sys.counts[-1] - sys.counts[10]))"
    quiet = "import sys; sys.stderr = None"
    failing = "import sys\nclass A: pass\nheld = bytearray(100000)\ndef f(): return held\n1 / 0"
    scripts = [quiet, "x = [0] * 1000", failing, "import sys; sys.exit('text')", "(", count]
    file = script_of(host, "file", failing)
    done = run(host, f"c{told}", *(f"c{script}" for script in scripts), file, many=100)

    out, _, back = done.stdout.partition("back with ")
    assert len(set(out.splitlines())) == 1
    # Each round keeps one number, and one more function for the end.
    assert int(out.splitlines()[0]) <= 10 * 100
    # Pages: what fifty rounds hold is five megabytes.
    assert int(back.split(":")[0].split(",")[3]) < 1000


def test_sanitizers_find_nothing(host: Program, tmp_path: Path) -> None:
    """However a script ends, the generated code loses nothing, and touches nothing that is not its own."""
    version = host.python.version
    output = host.outputs["1"]
    checked = make(tmp_path / "checked", require_cpython(version), output, flags=("-g", "-fsanitize=address,undefined"))
    (tmp_path / "checked" / "lsan").write_text("leak:libpython\nleak:ld-linux\n")
    environment = {name: text.format(folder=tmp_path / "checked") for name, text in QUIET.items()}
    long = f"craise ValueError({'é' * 700!r})"
    scripts = [*(f"c{text}" for text in list(STATUSES)[:-2]), long, "f/not/there", "w/nor/there"]
    done = run(checked, *scripts, environment=environment)

    assert_clean(done)
    assert done.stdout.startswith("back with 1, 1, 0, 0: FileNotFoundError")


def test_page_of_scripts(python: CPython, tmp_path: Path) -> None:
    """The program that the guide shows runs scripts, and ends by the signal where one was interrupted."""
    blocks = {block.title: block.text for block in blocks_of(ROOT / "docs" / "how-to" / "run-scripts.md")}
    (tmp_path / "scripts.bzl").write_text(blocks["scripts.bzl"], encoding="utf-8")
    config = evaluate(tmp_path / "scripts.bzl").config
    assert config is not None
    for name, contents in emit_files(config, "c", tmp_path / "scripts.c").items():
        (tmp_path / name).write_text(str(contents), encoding="utf-8")
    (tmp_path / "main.c").write_text(blocks["main.c"], encoding="utf-8")
    program = tmp_path / "program"
    after = [str(tmp_path / "scripts.c"), *link_flags(python)]
    programs.compile_main(tmp_path, python, ["gcc", "-std=gnu99"], ["-o", str(program)], after)
    for name, text in {
        "one.py": "import sys; sys.exit(3)",
        "two.py": "1 / 0",
        "stop.py": "raise KeyboardInterrupt",
    }.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    def started(*names: str) -> tuple[int, str]:
        command = [str(program), str(python.prefix), *names]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    assert started("one.py", "two.py") == (0, "one.py: 3 \ntwo.py: 1 ZeroDivisionError: division by zero\n")
    assert started("stop.py", "one.py") == (-signal.SIGINT, "stop.py: 130 KeyboardInterrupt\n")
