"""
Configs come alive in Rust: generated modules are compiled against PyO3 and every CPython from 3.8 on, and started.

Each test starts a config and asks what came up. All stand in this file, so that one process builds the program and
starts it.
"""

from __future__ import annotations

import ast
import re
import sys
from pathlib import Path

import pytest

from configlang.cpython.versions import Version
from tests.hosts import programs
from tests.hosts.bootable import differences
from tests.hosts.cpythons import FOUND, VERSIONS, require_cpython, require_tool
from tests.hosts.ffi import CONFIGS, all_configs, make, run
from tests.hosts.programs import Program
from tests.hosts.test_exits import ENDINGS, UNLIKE, start
from tests.truth.cases import process
from tests.truth.claims import KINDS, ProcessRust

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]


@pytest.fixture(params=VERSIONS)
def host(request: pytest.FixtureRequest) -> Program:
    """Return a program: one for each CPython."""
    return make(request.param)


# The whole config


def test_random_configs_come_up_as_said(host: Program) -> None:
    """Each random config starts, and every member of both structs reads back as the config says it."""
    wrong = {}
    for name, config in all_configs().items():
        if name.startswith("random_"):
            done = host.run(name, "an argument", argv=not config.interpreter.parse_argv, environment={"NO_ARGV": "1"})
            report = done.came_up
            if found := differences(config, host.python.version, report, origin=str(host.executable.parent)):
                wrong[name] = (found, config.interpreter)
    assert wrong == {}


def test_fields_of_some_versions_come_up_there(host: Program) -> None:
    """A field that only some CPythons have is set there, and the module compiles on the others too."""
    report = run(host, "every_version").came_up

    found = differences(all_configs()["every_version"], host.python.version, report, origin=str(host.executable.parent))
    assert found == []


@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1]}))
def test_rust_and_c_agree(tmp_path: Path, version: str) -> None:
    """The outputs rust-ffi and c bring the same interpreter up from each random config."""
    rust = make(version)
    shared = {name: config for name, config in all_configs().items() if name.startswith("random_")}
    c = programs.build(tmp_path, rust.python, {name: (config, "c") for name, config in shared.items()})
    for name, config in shared.items():
        reports = []
        for host in (rust, c):
            environment = {"HOST_ORIGIN": "/the/origin", "HOST_EXECUTABLE": "/the/program", "NO_ARGV": "1"}
            argv = not config.interpreter.parse_argv and config.interpreter.argv is None
            report = host.run(name, "an argument", argv=argv, environment=environment).came_up
            reports.append(ast.literal_eval(ascii(report).replace(str(host.executable.parent), "HERE")))
        assert reports[0] == reports[1], config


# The command line


def test_host_passes_its_arguments_on(host: Program) -> None:
    """Without a fixed argv, sys.argv is what the host passes, non-ASCII intact; bytes that are no text survive."""
    report = run(host, "attributes", "ß", "", "-c", b"a\xffb").came_up

    assert report["argv"] == ["attributes", "ß", "", "-c", "a\udcffb"]
    assert report["argvb"] == [b"attributes", "ß".encode(), b"", b"-c", b"a\xffb"]


def test_arguments_of_the_process_are_the_default(host: Program) -> None:
    """A host that passes no arguments leaves those of the process to Python."""
    report = host.run("attributes", "one", argv=False).came_up

    assert report["argv"] == [str(host.executable), "attributes", "one"]


def test_fixed_arguments_win(host: Program) -> None:
    """The argv of the config counts, and not that of the host; sys.argvb has the same as bytes."""
    report = run(host, "fixed_argv", "other").came_up

    assert report["argv"] == ["prog", "ß", "", "-x"]
    assert report["argvb"] == [b"prog", "ß".encode(), b"", b"-x"]


@pytest.mark.parametrize("way", ["command", "file", "module", "stdin"])
def test_run_comes_back_with_the_exit_code(host: Program, way: str) -> None:
    """However a program ends, `run` returns what CPython would end the process with, and says on stderr the same."""
    wanted = {
        "nothing": (0, ""),
        "code": (3, ""),
        "text": (1, "a text\n"),
        "none": (0, ""),
        "failure": (1, "ZeroDivisionError"),
        "hook exits": (8, ""),
        "exit hook": (6, ""),
    }
    got = {name: start(host, way, ENDINGS[name]) for name in wanted}
    interrupted = start(host, way, UNLIKE["interrupt"])

    for name, (code, text) in wanted.items():
        assert got[name].stdout.endswith(f"back with {code}\n"), (name, got[name])
        assert got[name].code == code
        assert text in got[name].stderr
    assert (interrupted.code, "KeyboardInterrupt" in interrupted.stderr) == (130, True)


@pytest.mark.parametrize("place", ["SCRIPTS", "SCRIPTS_ON_A_THREAD"])
def test_scripts_come_back(host: Program, tmp_path: Path, place: str) -> None:
    """One script after another comes back with its code, its kind and its exception as text, on any thread."""
    (tmp_path / "script.py").write_text("import sys\nprint(__file__[-9:], sys.path[0] == sys.own)\nname")
    scripts = [
        "cname = 1; print(__name__, __builtins__.__name__)",
        f"cimport sys; sys.own = {str(tmp_path)!r}; name",
        f"f{tmp_path / 'script.py'}",
        "cimport sys; sys.exit()",
        "craise SystemExit(2 ** 40 + 5)",
        "cprint('ß'); raise SystemExit('ß')",
        "craise KeyboardInterrupt",
        "cx = (",
        "f/not/there",
        "cimport sys; sys.excepthook = lambda *_: sys.exit(8); raise ValueError(chr(0xdc80))",
    ]
    done = run(host, "attributes", *scripts, **{"SCRIPTS": "1", place: "1"})
    lines = done.stdout.splitlines()

    assert lines[:2] == ["__main__ builtins", "0, Done: "]
    assert lines[2] == "1, Failed: NameError: name 'name' is not defined"
    assert lines[3:5] == ["script.py False", "1, Failed: NameError: name 'name' is not defined"]
    assert lines[5:10] == ["0, Exited: ", "5, Exited: ", "ß", "1, Exited: ß", "130, Interrupted: KeyboardInterrupt"]
    assert lines[10].startswith("1, Failed: SyntaxError: ")
    assert lines[11].startswith("1, Failed: FileNotFoundError: [Errno 2] No such file or directory: ")
    assert lines[12:] == ["8, Failed: ValueError: \\udc80"]
    assert done.code == 0
    assert [line for line in done.stderr.splitlines() if line.startswith(("ß", "KeyboardInterrupt"))] == [
        "ß",
        "KeyboardInterrupt",
    ]


def test_fixed_arguments_are_parsed(host: Program) -> None:
    """A fixed argv that is parsed counts from preinitialisation on, whatever the host passes."""
    done = run(host, "fixed_options", "-X", "utf8=0", RUN="1", LC_ALL="C.UTF-8")

    assert done.code == 9, done.stderr
    assert done.report is not None
    assert not done.report["configs"]["config"]["write_bytecode"]
    assert done.report["configs"]["pre_config"]["utf8_mode"] == 1


def test_exit_request_is_an_error_without_a_failure(host: Program) -> None:
    """With a parsed command line, --version is an exit with 0, a wrong option one with 2, and no failure."""
    version, wrong = run(host, "command_line", "--version"), run(host, "command_line", "--wrong")

    assert (version.code, wrong.code) == (100, 102)
    assert version.stdout == f"Python {host.python.full_version}\n"
    assert "status 2: " in version.stderr
    assert "status 2: " in wrong.stderr


def test_run_returns_the_exit_code(host: Program) -> None:
    """`run` does what the config says, finalises, and returns its exit code."""
    assert run(host, "running", RUN="1").code == 7


def test_strings_of_python_survive(host: Program) -> None:
    """A text with quotes, backslashes and characters beyond ASCII reaches Python as it is."""
    assert run(host, "every_version", RUN="1").stdout == 'ß \\ \U0001f40d "\n'


@pytest.mark.parametrize(
    ("case", "way"), [("workers", "spawn"), ("plain_workers", "spawn"), ("plain_workers", "forkserver")]
)
def test_workers_of_multiprocessing(host: Program, tmp_path: Path, case: str, way: str) -> None:
    """A program that multiprocessing starts as a worker or a helper serves as one, whether it is frozen or not."""
    # Its first argument, which multiprocessing gives a frozen program, is for Python and not the name of a case.
    starter = tmp_path / "starter"
    starter.write_text(f'#!/bin/sh\nunset REPORT\nexec {host.executable} {case} "$@"\n')
    starter.chmod(0o755)
    done = run(host, case, RUN="1", WAY=way, PROGRAM=starter)

    assert done.stdout == "from a worker\n0\n", done.stderr


def test_worker_that_python_itself_knows(host: Program) -> None:
    """Where Python reads the command line, it runs the code of a worker, and the mark behind that changes nothing."""
    done = run(host, "command_line", "-c", "print('run')", "--multiprocessing-fork", RUN="1")

    assert (0, "run\n") == (done.code, done.stdout), done.stderr


def test_workers_may_be_switched_off(host: Program) -> None:
    """Without the dispatch, the mark of a worker is an argument like any other."""
    assert (
        run(host, "no_dispatch", "--multiprocessing-fork", RUN="1").stdout
        == "['no_dispatch', '--multiprocessing-fork']\n"
    )


# PyO3


def test_every_thread_may_attach(host: Program) -> None:
    """After the start no thread holds the GIL: other threads and the main one attach by turns, and `run` follows."""
    done = run(host, "running", THREADS="1", RUN="1")

    assert (done.code, done.stdout) == (7, f"12497500 {[sum(range(n * 1000)) for n in range(4)]}\n"), done.stderr


def test_run_within_attach_is_refused(host: Program) -> None:
    """Within Python::attach, `run` and `finalize` run nothing, say so, and return 1."""
    for ending in ({"RUN": "1"}, {}):
        done = run(host, "running", NESTED="1", **ending)

        assert done.code == 201
        assert "within Python::attach" in done.stderr


def test_second_start_is_an_error(host: Program) -> None:
    """A second call of `initialize` in a process is an error and leaves the interpreter alone."""
    done = run(host, "running", AGAIN="1", RUN="1")

    assert done.stderr == "again: starting Python: it was tried in this process before\n"
    assert done.code == 7


def test_start_behind_pyo3_is_an_error(host: Program) -> None:
    """Where Python::initialize of PyO3 has started Python, `initialize` is an error."""
    done = run(host, "nothing", EARLY="1", PYTHONHOME=host.python.prefix)

    assert (done.code, done.stderr) == (101, "status 1: starting Python: it runs already\n")


# A second config in the process

CLAIMS = [claim for claim in process.CLAIMS if isinstance(claim, ProcessRust)]
NAMES = {text: name for name, text in CONFIGS.items()}


@pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.id)
def test_finding_is_true(host: Program, claim: ProcessRust) -> None:
    """What a finding about several configs says happens where it holds, and nowhere else."""
    runs = {}
    for kind in KINDS:
        first, *others = (NAMES[text] for text in claim.texts(kind))
        runs[kind] = run(host, first, CODE=claim.snippet, **({"THEN": others[0]} if others else {}))

    assert claim.claim(runs["bad"]) is claim.holds_for(Version(host.python.version)), runs["bad"]
    assert not claim.claim(runs["good"]), runs["good"]


def test_other_module_starts_behind(host: Program) -> None:
    """The module of another config starts behind: PyO3 does not notice, and its modules are there in both."""
    done = run(host, "more_natives", THEN="natives", CODE="import native; print(native.add(1, 2))")

    assert (done.code, done.stdout) == (0, "3\n3\n"), done.stderr


# Paths


def test_origin_is_the_folder_of_the_executable(host: Program) -> None:
    """Every $ORIGIN in a path becomes the folder of the program; other texts keep it."""
    origin = str(host.executable.parent)
    done = run(host, "origin", CODE="import os; print(os.environ['TCL_LIBRARY'], os.environ['TERMINFO_DIRS'])")
    config = done.came_up["configs"]["config"]

    assert config["pycache_prefix"] == f"{origin}/x{origin}/y"
    assert config["run_filename"] == origin
    assert config["run_command"] == "$ORIGIN"
    assert done.came_up["executable"] == f"{origin}/bin/ß"
    assert done.came_up["meipass"] == origin
    assert done.stdout == f"{origin}/tcl /a:/b\n"


def test_host_moves_the_origin(host: Program) -> None:
    """What the host passes as origin and executable counts first; bytes that are no text survive."""
    code = "import os; print(os.fsencode(os.environ['TCL_LIBRARY']))"
    done = run(host, "origin", HOST_ORIGIN=b"/els/where \xff", HOST_EXECUTABLE=b"/bin/\xfe", CODE=code)

    assert done.came_up["meipass"] == "/els/where \udcff"
    assert done.came_up["configs"]["config"]["pycache_prefix"] == "/els/where \udcff/x/els/where \udcff/y"
    assert done.came_up["executable"] == "/bin/\udcfe"
    assert ast.literal_eval(done.stdout) == b"/els/where \xff/tcl"


def test_config_fixes_the_origin(host: Program) -> None:
    """`origin` is taken as it is, and `exe` gives its folder; both yield to the host."""
    assert run(host, "fixed_origin").came_up["meipass"] == "/somewhere/ß"
    assert run(host, "fixed_origin", HOST_ORIGIN="/x").came_up["meipass"] == "/x"
    report = run(host, "fixed_exe").came_up
    assert report["meipass"] == "/opt/app"
    assert report["configs"]["config"]["program_name"] == "/opt/app/ß"


NO_LIBRARY = "status 1: starting Python: (init_fs_encoding: failed to get|Failed to import encodings)"
"""What an error says where Python finds no standard library; 3.13 names no function."""


def test_missing_paths_are_filled(host: Program) -> None:
    """With set_missing_path_configuration, an unset home is the origin, and an unset program name the executable."""
    assert run(host, "running_exe").came_up["configs"]["config"]["program_name"] == str(host.executable)
    done = host.run("running_exe", home=False)

    assert done.code == 101
    assert re.search(NO_LIBRARY, done.stderr)


def test_home_of_the_host_counts(host: Program) -> None:
    """The home of the host takes the place of that in the config."""
    is_on = Version(host.python.version) >= Version("3.15")
    report = run(host, "isolated_home", PYTHONUTF8=str(int(not is_on))).came_up

    assert report["configs"]["config"]["home"] == str(host.python.prefix)
    # Nothing of the environment leaks in, since preinitialisation comes before the first text.
    assert report["configs"]["pre_config"]["utf8_mode"] == int(is_on)
    assert report["stdout"][0] == "iso8859-1"


def test_path_is_replaced(host: Program) -> None:
    """`paths` become the whole of sys.path."""
    library = host.python.prefix / "lib" / f"python{host.python.version}"
    report = run(host, "replaced", HOST_ORIGIN=library).came_up

    assert report["path"] == [str(library), f"{library}/lib-dynload", "/ß"]


def test_paths_before_the_computed_ones(host: Program, tmp_path: Path) -> None:
    """`mode = "prepend"` puts folders before all that CPython computes, and code of the user sees them already."""
    for name in ("first", "user"):
        (tmp_path / name).mkdir()
    (tmp_path / "user" / "sitecustomize.py").write_text("import sys\nsys.seen = list(sys.path)\nimport early\n")
    (tmp_path / "first" / "early.py").write_text("name = 'early'\n")
    variables = {"PYTHONPATH": str(tmp_path / "user"), "HOST_ORIGIN": str(tmp_path)}
    plain = run(host, "command_line", HOST_ORIGIN=tmp_path).came_up
    done = run(host, "prepended", CODE="import sys; print(sys.seen[:3])", **variables)

    assert done.came_up["path"][:3] == [f"{tmp_path}/first", "/second", f"{tmp_path}/user"]
    assert done.came_up["path"][3:] == plain["path"]
    assert done.stdout == f"['{tmp_path}/first', '/second', '{tmp_path}/user']\n"


def test_paths_behind_the_computed_ones(host: Program) -> None:
    """`mode = "append"` puts folders behind what CPython computes, with site-packages still behind them."""
    plain, report = run(host, "nothing").came_up, run(host, "appended", HOST_ORIGIN="/a").came_up
    computed = [entry for entry in plain["path"] if "-packages" not in entry]

    assert report["path"] == [*computed, "/a/first", "/second", *plain["path"][len(computed) :]]


def test_paths_where_site_is_off(host: Program) -> None:
    """Without `site`, which marks the moment, the paths are there once the start is over."""
    assert run(host, "appended_without_site").came_up["path"][-1] == "/last"


def test_paths_of_a_sub_interpreter(host: Program) -> None:
    """A sub-interpreter has the folders too, once."""
    is_new = Version(host.python.version) >= Version("3.13")
    code = f"""
import {"_interpreters" if is_new else "_xxsubinterpreters"} as interpreters, os, sys
read, write = os.pipe()
child = interpreters.create()
script = "import sys, os; os.write(%d, ascii([sys.path.count(p) for p in %r]).encode())" % (write, sys.path)
interpreters.{"exec" if is_new else "run_string"}(child, script)
print(os.read(read, 1000).decode())
"""
    done = run(host, "appended", CODE=code)

    assert done.code == 0, done.stderr
    assert set(ast.literal_eval(done.stdout)) == {1}


def test_importer_of_files_is_off(host: Program) -> None:
    """`enabled = False` leaves the finders of built-in and frozen modules alone."""
    done = run(host, "importer_off", CODE="try:\n import string\nexcept ImportError as error: print(error)\n")

    assert done.came_up["hooks"] == 0
    assert "PathFinder" not in done.came_up["finders"]
    assert done.stdout == "No module named 'string'\n"


# Variables of the environment

SHOW_VARIABLES = """
import os, subprocess, sys
print(os.environ["CL_SET"], os.environ["PYTHONUSERBASE"], flush = True)
if os.name == "posix":
    subprocess.run(["/bin/sh", "-c", 'echo "$CL_SET $CL_PLACE"'], check = True)
"""


def test_variables_are_set_before_the_start(host: Program) -> None:
    """What the config says of variables is what Python finds, and what the processes that it starts find."""
    done = run(host, "variables", CODE=SHOW_VARIABLES, CL_GONE="the user's")
    origin = host.origin

    assert {"CL_SET": "ß\U0001f40d", "CL_PLACE": f"{origin}/x", "CL_KEPT": "mine"} == done.came_up["environment"]
    assert f"ß\U0001f40d {origin}/user\nß\U0001f40d {origin}/x\n" == done.stdout


def test_variables_that_are_there_stay_where_the_config_says_so(host: Program) -> None:
    """What is set already is kept with `overwrite = False`, and else replaced."""
    given = {"CL_SET": "the user's", "CL_KEPT": "the user's"}
    found = run(host, "variables", **given).came_up["environment"]

    assert ("ß\U0001f40d", "the user's") == (found["CL_SET"], found["CL_KEPT"])


def test_bytes_of_the_host_come_through_in_variables(host: Program) -> None:
    """A folder whose name is no text is the same in a variable, though Python can't decode it yet."""
    code = "import os; print(os.fsencode(os.environ['PYTHONUSERBASE']))"
    done = run(host, "variables", CODE=code, HOST_ORIGIN=b"/els/where \xc3\x9f\xff")

    assert ast.literal_eval(done.stdout) == b"/els/where \xc3\x9f\xff/user", done.stderr


def test_variables_come_before_preinitialisation(host: Program) -> None:
    """What Python and the C library read themselves counts: in preinitialisation, at the start, and later."""
    done = run(host, "early_variables", CODE="import time; print(time.timezone)", PYTHONUTF8="1")
    report = done.came_up
    pre_config, config = (report["configs"][name] for name in ("pre_config", "config"))

    assert (0, 1, 2) == (pre_config["utf8_mode"], config["dev_mode"], config["optimization_level"])
    assert f"{host.origin}/first" in report["path"]
    assert "-10800\n" == done.stdout


def test_program_is_that_of_the_environment(host: Program) -> None:
    """The interpreter of a virtual environment is the program, whatever variables say, and isolated or not."""
    named = {"PYTHONEXECUTABLE": "/bin/other", "__PYVENV_LAUNCHER__": "/bin/other"}

    assert f"{host.origin}/venv/bin/python" == run(host, "environment", **named).came_up["executable"]


# Modules


def test_modules_import(host: Program, tmp_path: Path) -> None:
    """Linked-in modules import, dotted ones on every version: by symbol, by Rust path, and PyO3's own."""
    (tmp_path / "modules" / "pack").mkdir(parents=True)
    (tmp_path / "modules" / "pack" / "__init__.py").touch()
    code = "import one, two, pack.one, pack.two, native; print(two.who(), pack.two.who(), native.add(40, 2))"
    done = run(host, "modules", CODE=code, HOST_ORIGIN=tmp_path)

    assert (done.code, done.stdout) == (0, "two pack.two 42\n"), done.stderr
    assert {"one", "two", "pack.one", "pack.two", "native"} <= set(done.came_up["builtins"])


def test_many_modules_and_paths_come_from_tables(host: Program) -> None:
    """What stands in tables because there is much of it comes up in its order, as what stands in statements does."""
    library = host.python.prefix / "lib" / f"python{host.python.version}"
    code = "import many_0, many_1, many_149; print(many_0.who(), many_1.who(), many_149.who())"
    done = run(host, "many", CODE=code, HOST_ORIGIN=library)

    assert (done.code, done.stdout) == (0, "many_0 many_1 many_149\n"), done.stderr
    assert {f"many_{number}" for number in range(150)} <= set(done.came_up["builtins"])
    below = [str(library / str(number)) for number in range(120)]
    assert done.came_up["path"] == [
        str(library),
        f"{library}/lib-dynload",
        *below,
        *(f"/{number}" for number in range(120)),
    ]


def test_many_texts_come_from_arrays(host: Program, tmp_path: Path) -> None:
    """So do arguments, and folders before the computed ones."""
    report = run(host, "many_around", HOST_ORIGIN=tmp_path).came_up

    assert report["argv"] == ["prog", *(f"argument {number}" for number in range(120))]
    assert report["path"][:120] == [f"{tmp_path}/{number}" for number in range(120)]


def test_init_function_that_fails(host: Program) -> None:
    """A module whose init function fails is an exception at its import, and no harm to the start."""
    done = run(host, "modules", CODE="try:\n import failing\nexcept RuntimeError as error: print(error)")

    assert (done.code, done.stdout) == (0, "this module never comes up\n"), done.stderr


def test_name_of_a_builtin_module(host: Program) -> None:
    """A module named like one of Python's own does not get into the table: the error names it."""
    done = run(host, "builtin_clash")

    assert (done.code, done.stderr) == (101, "status 1: time: Python has a built-in module of this name already\n")


# The rest


def test_attributes_of_sys(host: Program) -> None:
    """sys.frozen, sys._MEIPASS and sys.argvb are set where the config says so, and only there."""
    report, plain = run(host, "attributes", HOST_ORIGIN="/o").came_up, run(host, "nothing").came_up

    assert (report["frozen"], report["meipass"], report["argvb"]) == (True, "/o", [b"attributes"])
    assert (plain["frozen"], plain["meipass"], plain["argvb"]) == (None, None, None)


def test_terminfo_of_this_system(host: Program) -> None:
    """TERMINFO_DIRS gets folders of this system, and keeps what the user has set."""
    code = "import os; print(os.environ['TERMINFO_DIRS'])"

    assert "/usr/share/terminfo" in run(host, "terminfo", CODE=code).stdout
    assert run(host, "terminfo", CODE=code, TERMINFO_DIRS="/own").stdout == "/own\n"


def test_missing_library_is_an_error(host: Program) -> None:
    """A path without the standard library is an error with the step, and CPython's function and text."""
    done = run(host, "no_library")

    assert done.code == 101
    assert re.search(NO_LIBRARY, done.stderr)


def test_debug_allocator_takes_modules_and_hooks(host: Program) -> None:
    """With debug hooks on memory, modules and paths are taken in and given back without a complaint."""
    done = run(host, "debug_memory", CODE="import two; print(two.who())")

    assert (done.code, done.stdout) == (0, "two\n"), done.stderr


@pytest.mark.thorough
@pytest.mark.parametrize(("case", "code"), [("modules", 0), ("fixed_argv", 0), ("no_library", 101)])
def test_valgrind_finds_nothing(case: str, code: int) -> None:
    """Valgrind sees no block of the generated code lost, and none read or written wrongly."""
    require_tool("valgrind")
    wrapper = ("valgrind", "--error-exitcode=77", "--leak-check=full", "--show-leak-kinds=definite", "-q")

    # It knows the machine's own C library, and not what some CPythons bring along.
    version = next(each for each in reversed(FOUND) if not require_cpython(each).is_of_debian)
    done = make(version).run(case, "ß", wrapper=wrapper)

    blamed = [line for line in done.stderr.splitlines() if "ffi::cases" in line]
    assert [line for line in blamed if line.startswith("==")] == []
    # Valgrind may have something to say of CPython.
    assert done.code in {code, 77}, done.stderr
