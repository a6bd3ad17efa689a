"""
How a program ends: `run` of generated code comes back with what CPython ends the process with.

Each ending is run twice: with the generated code, and with the same code whose `Py_RunMain` is left alone. What both
print and end with is the same, but for what is said here.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import attrs
import pytest

from configlang.cpython.targets import host_target
from configlang.cpython.versions import Version
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from configlang.schema.interpreter import InterpreterConfig
from tests.hosts import programs
from tests.hosts.cpythons import VERSIONS, CPython, require_cpython
from tests.hosts.programs import Program, Run

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

ALONE = "#include <Python.h>\n#define PySys_AddAuditHook(hook, data) ((void)(hook), 0)\n"
"""A header that leaves `Py_RunMain` alone."""

ENDINGS = {
    "nothing": "pass",
    "prints": "import sys; print(__name__, __file__ if 'script' in sys.argv[0] else '', sys.argv[1:])",
    "globals": "print(sorted(set(globals()) - {'__file__', '__cached__', '__annotations__'}))",
    "frames": "import sys\nf = sys._getframe()\nprint(getattr(f.f_back, 'f_lineno', 0), f.f_code.co_filename)",
    "frames of a function": "import traceback\ndef f():\n    traceback.print_stack()\nf()",
    "exit": "import sys; sys.exit()",
    "code": "import sys; sys.exit(3)",
    "zero": "import sys; sys.exit(0)",
    "negative": "import sys; sys.exit(-1)",
    "large": "import sys; sys.exit(2 ** 40 + 5)",
    "true": "import sys; sys.exit(True)",
    "none": "raise SystemExit(None)",
    "text": "import sys; print('out'); sys.exit('a text')",
    "float": "raise SystemExit(2.5)",
    "tuple": "raise SystemExit(1, 2)",
    "nested": "raise SystemExit(SystemExit(7))",
    "class": "raise SystemExit",
    "subclass": "class Mine(SystemExit): pass\nraise Mine(9)",
    "no code": "class Mine(SystemExit):\n    code = property()\nraise Mine",
    "failure": "def f():\n    1 / 0\nf()",
    "cause": "try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    raise ValueError('x') from error",
    "syntax": "x = (",
    "indented": "  print('indented')",
    "escape": "x = '\\d'; print('warned')",
    "hook": "import sys\nsys.excepthook = lambda *error: print('hook', error[0].__name__)\n1 / 0",
    "hook exits": "import sys\ndef hook(*error): sys.exit(8)\nsys.excepthook = hook\n1 / 0",
    "no hook": "import sys\ndel sys.excepthook\n1 / 0",
    "exit hook": "import atexit, sys\natexit.register(print, 'exit hook')\nsys.exit(6)",
    "exit hook that exits": "import atexit, sys\natexit.register(sys.exit, 9)\nprint('end')",
    "thread": "import threading, time\nthreading.Thread(target=lambda: (time.sleep(0.1), print('thread'))).start()",
    "thread exits": "import threading, sys\nthreading.Thread(target=sys.exit, args=(5,)).start()",
    "last": "import atexit, sys\natexit.register(lambda: print(sys.last_type, sys.last_value))\n1 / 0",
    "pickle": "import pickle\nclass A: pass\nprint(type(pickle.loads(pickle.dumps(A()))))",
    "closed": "import sys\nprint('x')\nsys.stdout.close()\nsys.exit(3)",
    "audit": "import sys\nsys.addaudithook(lambda event, args: 'cpython' in event and print(event))\nsys.exit(2)",
}

UNLIKE = {"interrupt": "raise KeyboardInterrupt"}
"""What CPython ends with a signal, and the generated code with a code."""


@pytest.fixture(scope="module", params=VERSIONS)
def python(request: pytest.FixtureRequest) -> CPython:
    """Return one CPython after the other."""
    return require_cpython(request.param)


def build(folder: Path, python: CPython, header: str) -> Program:
    """Build the program that takes a command line of CPython, with a header before everything."""
    folder.mkdir()
    (folder / "before.h").write_text(header, encoding="utf-8")
    usual = InterpreterConfig(profile="python", parse_argv=True, use_environment=False, write_bytecode=False)
    configs = {
        name: Config(target=host_target(), interpreter=attrs.evolve(usual, inspect=inspect))
        for name, inspect in (("parsed", None), ("inspecting", True))
    }
    configs["worker"] = Config(target=host_target(), interpreter=attrs.evolve(usual, parse_argv=False))
    cases = {name: (config, "c") for name, config in configs.items()}
    if Version(python.version) in BY_NAME["c-initconfig"].versions:
        cases["init"] = (configs["parsed"], "c-initconfig")
    return programs.build(folder, python, cases, flags=["-include", str(folder / "before.h")])


@pytest.fixture(scope="module")
def hosts(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> tuple[Program, Program]:
    """Return the program with the generated code, and the one that leaves `Py_RunMain` alone."""
    folder = tmp_path_factory.mktemp(f"exits-{python.version}")
    return build(folder / "ours", python, ""), build(folder / "alone", python, ALONE)


def start(host: Program, way: str, text: str, case: str = "parsed") -> Run:
    """Run a text as a command, a file, a module or what standard input has."""
    folder = host.executable.parent
    for name in ("script.py", "module_of_that.py"):
        (folder / name).write_text(text, encoding="utf-8")
    words = {"command": ("-c", text), "file": ("script.py",), "module": ("-m", "module_of_that"), "stdin": ("-",)}
    return host.run(case, *words[way], "word", environment={"RUN": "1", "BACK": "1"}, stdin=text)


@pytest.mark.parametrize("way", ["command", "file", "module", "stdin"])
def test_ends_as_with_cpython(hosts: tuple[Program, Program], way: str) -> None:
    """Output, errors and exit code are those of CPython, and the call has returned with that code."""
    ours, alone = hosts
    wrong = []
    for name, text in ENDINGS.items():
        if (name, way) == ("syntax", "stdin") and ours.python.version in ("3.8", "3.9"):
            # The line that ends too early has another number there.
            continue
        got, want = start(ours, way, text), start(alone, way, text)
        out, _, back = got.stdout.partition("back with ")
        texts = (out, got.stderr), (want.stdout.partition("back with ")[0], want.stderr)
        folders = ours.executable.parent, alone.executable.parent
        told, said = (
            (*(text.replace(str(folder), "") for text in pair), run.code)
            for pair, folder, run in zip(texts, folders, (got, want), strict=True)
        )
        if told != said or not back or int(back.split(",")[0]) & 255 != want.code or back.strip()[-1] != "0":
            wrong.append((name, told, said, back))

    assert wrong == []


@pytest.mark.parametrize("way", ["command", "file", "module", "stdin"])
def test_interrupt_comes_back_with_a_code(hosts: tuple[Program, Program], way: str) -> None:
    """What CPython ends with a signal is shown as there, and comes back as 130."""
    ours, alone = hosts
    got, want = start(ours, way, UNLIKE["interrupt"]), start(alone, way, UNLIKE["interrupt"])

    assert want.code == -signal.SIGINT
    assert (got.code, got.stdout) == (130, "back with 130, 0\n")
    assert "KeyboardInterrupt" in got.stderr


@pytest.mark.parametrize("way", ["command", "file", "module", "stdin"])
def test_initconfig_comes_back_too(hosts: tuple[Program, Program], way: str) -> None:
    """The other output in C has the same end."""
    ours, _ = hosts
    if Version(ours.python.version) not in BY_NAME["c-initconfig"].versions:
        pytest.skip("CPython has PyInitConfig from 3.14 on")
    codes = {
        name: start(ours, way, ENDINGS[name], "init").stdout for name in ("nothing", "code", "failure", "exit hook")
    }

    assert codes["nothing"] == "back with 0, 0\n"
    assert codes["code"] == "back with 3, 0\n"
    assert codes["failure"] == "back with 1, 0\n"
    assert codes["exit hook"] == "exit hook\nback with 6, 0\n"
    assert start(ours, way, UNLIKE["interrupt"], "init").stdout == "back with 130, 0\n"


@pytest.mark.parametrize(
    "name", ["code", "text", "none", "large", "failure", "hook", "hook exits", "no hook", "closed", "audit"]
)
def test_worker_ends_as_with_cpython(hosts: tuple[Program, Program], name: str) -> None:
    """A process that multiprocessing has started comes back with what CPython ends it with, and says the same."""
    ours, alone = hosts
    text = f"if 0: from multiprocessing.spawn import spawn_main\n{ENDINGS[name]}"
    got, want = start(ours, "command", text, "worker"), start(alone, "command", text)
    out, _, back = got.stdout.partition("back with ")
    wanted = want.stdout.partition("back with ")[0].replace("cpython.run_command\n", "")
    shown, told = (
        [line for line in run.stderr.splitlines() if "File" not in line and not line.startswith("    ")]
        for run in (got, want)
    )

    assert (out, shown, got.code) == (wanted, told, want.code)
    assert int(back.split(",")[0]) & 255 == want.code


@pytest.mark.parametrize("way", ["command", "file", "module"])
def test_inspect_goes_on_as_with_cpython(hosts: tuple[Program, Program], way: str) -> None:
    """With `inspect` an exit is shown and is none, and the call comes back where there is no prompt."""
    runs = [start(host, way, ENDINGS["code"], "inspecting") for host in hosts]

    assert {(run.code, run.stdout, "SystemExit: 3" in run.stderr) for run in runs} == {(1, "back with 1, 0\n", True)}
