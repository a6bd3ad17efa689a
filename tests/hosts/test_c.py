"""
Configs come alive in C: generated files are compiled against every CPython from 3.8 on, and started.

One program per CPython holds all the configs of this module; each test starts one of them and asks what came up.
"""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from configlang import evaluate
from configlang.cpython.versions import Version
from configlang.schema.config import Config
from tests.hosts import cpythons, programs
from tests.hosts.bootable import bootable_configs, differences
from tests.hosts.cpythons import C_HOSTS, VERSIONS, WITH_INITCONFIG, require_cpython, require_tool
from tests.hosts.host_configs import SHARED
from tests.hosts.programs import Program
from tests.hosts.test_literals import draw

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

RANDOM = 24
"""How many random configs are started on each CPython."""

BOTH = ("c", "c-initconfig")

CONFIGS = {
    **SHARED,
    "prepended": """
interpreter(utf8_mode = True)
filesystem_importer(paths = ["$ORIGIN/first", "$ORIGIN/second"], mode = "prepend")
""",
    "appended": """
interpreter(profile = "isolated", utf8_mode = True)
filesystem_importer(paths = ["$ORIGIN/first", "$ORIGIN/second"], mode = "append")
""",
    "modules": """
interpreter(profile = "isolated", utf8_mode = True)
static_extension("one", init = "PyInit_single")
static_extension("two", init = "PyInit_multi")
static_extension("pack.one", init = "PyInit_single")
static_extension("pack.two", init = "PyInit_multi")
static_extension("failing")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
}
"""The configs that tests start, by the name of the case."""


@cache
def _random_configs() -> tuple[Config, ...]:
    return tuple(draw(bootable_configs(), RANDOM))


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Config]:
    """Return all the configs by name."""
    folder = tmp_path_factory.mktemp("configs")
    found = {}
    for name, text in CONFIGS.items():
        (folder / f"{name}.bzl").write_text(text, encoding="utf-8")
        # Past the checker, which warns of some of what is tried here.
        config = evaluate(folder / f"{name}.bzl").unchecked
        assert config is not None
        found[name] = config
    return {**found, **{f"random_{index}": config for index, config in enumerate(_random_configs())}}


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, configs: dict[str, Config]) -> Callable[[str, str], Program]:
    """Return a function that builds, once, the program of a CPython version and an output."""

    @cache
    def build(version: str, output: str) -> Program:
        folder = tmp_path_factory.mktemp(f"{output}-{version}")
        return programs.build(folder, require_cpython(version), {name: (c, output) for name, c in configs.items()})

    return build


each_host = pytest.mark.parametrize(("version", "output"), C_HOSTS)


@pytest.fixture(params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, make: Callable[[str, str], Program]) -> Program:
    """Return a program: one for each CPython and output."""
    version, output = request.param
    return make(version, output)


def fresh(host: Program, *names: str) -> Path:
    """Make folders, which may exist, beside the program, which is what `$ORIGIN` means; return the place."""
    place = host.executable.parent
    for name in names:
        (place / name).mkdir(parents=True, exist_ok=True)
    return place


@each_host
def test_random_configs_come_up_as_said(
    make: Callable[[str, str], Program], configs: dict[str, Config], version: str, output: str
) -> None:
    """Each random config starts, and every member of both structs reads back as the config says it."""
    host = make(version, output)
    wrong = {}
    for name, config in configs.items():
        if name.startswith("random_"):
            run = host.run(name, "an argument", argv=not config.interpreter.parse_argv)
            report = run.came_up
            if found := differences(config, version, report, origin=str(host.executable.parent)):
                wrong[name] = (found, config.interpreter)
    assert wrong == {}


@pytest.mark.parametrize("version", WITH_INITCONFIG)
def test_outputs_for_c_agree(version: str, make: Callable[[str, str], Program], configs: dict[str, Config]) -> None:
    """PyConfig and PyInitConfig bring the same interpreter up from each config of the isolated profile."""
    one, other = make(version, "c"), make(version, "c-initconfig")
    compared = 0
    for name, config in configs.items():
        if name.startswith("random_") and config.interpreter.profile == "isolated":
            reports = []
            for host in (one, other):
                report = host.run(name, "an argument", argv=not config.interpreter.parse_argv).came_up
                report["configs"]["config"].pop("_config_init")
                report["configs"]["pre_config"].pop("_config_init")
                reports.append(ast.literal_eval(ascii(report).replace(str(host.executable.parent), "ORIGIN")))
            assert reports[0] == reports[1], config
            compared += 1
    assert compared > 0


@pytest.mark.parametrize(
    "compiler",
    [pytest.param(name, marks=() if name == "gcc" else pytest.mark.thorough) for name in programs.COMPILERS],
)
@pytest.mark.parametrize("version", VERSIONS)
def test_compilers_have_nothing_to_say(tmp_path: Path, configs: dict[str, Config], version: str, compiler: str) -> None:
    """C99 and C++17, gcc and clang: with -Wall -Wextra -Werror, optimised, every config compiles on every CPython."""
    outputs = BOTH if Version(version) >= Version("3.14") else ("c",)
    cases = {f"{name}_{o.replace('-', '_')}": (config, o) for name, config in configs.items() for o in outputs}
    programs.write_sources(tmp_path, cases)
    flags = ("-O1", "-c", "-o", str(tmp_path / "main.o"))
    programs.compile_main(tmp_path, require_cpython(version), programs.COMPILERS[compiler], flags)


def test_nothing_but_the_header_is_needed(tmp_path: Path, configs: dict[str, Config]) -> None:
    """A translation unit of the host's own includes the header alone, in C and in C++, and links with the source."""
    python = require_cpython("3.13", "3.12", "3.11", "3.10", "3.9", "3.8")
    programs.write_sources(tmp_path, {"embedded": (configs["nothing"], "c")})
    main = '#include "embedded.h"\nint main(void) { return embedded_initialize(NULL, NULL) ? 1 : embedded_run(); }\n'
    (tmp_path / "own.c").write_text(main)
    (tmp_path / "own.cpp").write_text(main)
    for compiler, source in (("gcc", "own.c"), ("g++", "own.cpp")):
        flags = [*programs.WARNINGS, *cpythons.compile_flags(python)]
        source_object = [require_tool("gcc"), "-std=c99", *flags, "-c", "embedded.c", "-o", "embedded.o"]
        subprocess.run(source_object, cwd=tmp_path, check=True)
        link = [require_tool(compiler), *flags, source, "embedded.o", "-o", "own", *cpythons.link_flags(python)]
        subprocess.run(link, cwd=tmp_path, check=True)
        done = subprocess.run(["./own"], cwd=tmp_path, input="raise SystemExit(5)", text=True, check=False)
        assert done.returncode == 5


# The command line


def test_host_passes_its_arguments_on(host: Program) -> None:
    """Without a fixed argv, sys.argv is what the host passes, as bytes or wide, non-ASCII intact."""
    want = ["nothing", "ß\U0001f40d", "", "-x"]

    assert host.run("nothing", *want[1:]).came_up["argv"] == want
    assert host.run("nothing", *want[1:], environment={"HOST_WIDE": "1"}).came_up["argv"] == want


def test_host_may_pass_nothing(host: Program) -> None:
    """A NULL host starts Python too, with an empty argument."""
    environment = {"NO_HOST": "1", "PATH": f"{host.python.prefix}/bin"}

    assert host.run("nothing", "x", environment=environment).came_up["argv"] == [""]


def test_arguments_that_are_no_text(host: Program, request: pytest.FixtureRequest) -> None:
    """Bytes that are no UTF-8 arrive as surrogate escapes; PyInitConfig, which can't take them, says so."""
    run = host.run("nothing", b"\xff\xfe")

    if "initconfig" in request.node.name:
        assert run.code == 101
        assert "argv" in run.stderr
    else:
        assert run.came_up["argv"] == ["nothing", "\udcff\udcfe"]


def test_fixed_arguments_win(host: Program) -> None:
    """The argv of the config counts, and not that of the host; sys.argvb has the same as bytes."""
    report = host.run("fixed_argv", "other").came_up

    assert report["argv"] == ["prog", "ß", "", "-x"]
    assert report["argvb"] == [b"prog", "ß".encode(), b"", b"-x"]


def test_exit_request_is_a_status(host: Program) -> None:
    """With a parsed command line, --version is an exit with 0, a wrong option one with 2, and no error."""
    version, wrong = host.run("command_line", "--version"), host.run("command_line", "--no-such-option")

    assert (version.code, version.stderr) == (100, "status 2: \n")
    assert version.stdout.startswith(f"Python {host.python.version}.")
    assert wrong.code == 102
    assert wrong.stderr.endswith("status 2: \n")


def test_run_returns_the_exit_code(host: Program) -> None:
    """The run function runs what the config says, finalises, and returns its exit code."""
    assert host.run("running", environment={"RUN": "1"}).code == 7


@pytest.mark.parametrize(
    ("case", "way"), [("workers", "spawn"), ("plain_workers", "spawn"), ("plain_workers", "forkserver")]
)
def test_workers_of_multiprocessing(host: Program, case: str, way: str) -> None:
    """A program that multiprocessing starts as a worker or a helper serves as one, whether it is frozen or not."""
    environment = {"CASE": case, "RUN": "1", "WAY": way, "PROGRAM": str(host.executable)}
    done = host.run(case, environment=environment, timeout=60)

    assert done.stdout == "from a worker\n0\n", done.stderr


def test_worker_that_python_itself_knows(host: Program) -> None:
    """Where Python reads the command line, it runs the code of a worker, and the mark behind that changes nothing."""
    done = host.run("command_line", "-c", "print('run')", "--multiprocessing-fork", environment={"RUN": "1"})

    assert (0, "run\n") == (done.code, done.stdout), done.stderr


def test_workers_may_be_switched_off(host: Program) -> None:
    """Without the dispatch, the mark of a worker is an argument like any other."""
    off = host.run("no_dispatch", "--multiprocessing-fork", environment={"RUN": "1"})

    assert off.stdout == "['no_dispatch', '--multiprocessing-fork']\n"


# Paths


def test_origin_is_the_folder_of_the_executable(host: Program) -> None:
    """Every $ORIGIN in a path becomes the folder of the program; other texts keep it."""
    origin = str(host.executable.parent)
    code = "import os; print(os.environ['TCL_LIBRARY'], os.environ['TERMINFO_DIRS'])"
    run = host.run("origin", code=code)
    config = run.came_up["configs"]["config"]

    assert config["pycache_prefix"] == f"{origin}/x{origin}/y"
    assert config["run_filename"] == origin
    assert config["run_command"] == "$ORIGIN"
    assert run.came_up["executable"] == f"{origin}/bin/ß"
    assert run.came_up["meipass"] == origin
    assert run.stdout == f"{origin}/tcl /a:/b\n"


def test_host_moves_the_origin(host: Program) -> None:
    """What the host passes as origin and executable counts before everything else."""
    run = host.run("origin", environment={"HOST_ORIGIN": "/els/where ß", "HOST_EXECUTABLE": "/bin/own"})

    assert run.came_up["meipass"] == "/els/where ß"
    assert run.came_up["executable"] == "/bin/own"


def test_config_fixes_the_origin(host: Program) -> None:
    """`origin` is taken as it is, and `exe` gives its folder; both yield to the host."""
    assert host.run("fixed_origin").came_up["meipass"] == "/somewhere/ß"
    assert host.run("fixed_origin", environment={"HOST_ORIGIN": "/x"}).came_up["meipass"] == "/x"
    report = host.run("fixed_exe").came_up
    assert report["meipass"] == "/opt/app"
    assert report["configs"]["config"]["program_name"] == "/opt/app/ß"


def test_missing_paths_are_filled(host: Program) -> None:
    """With set_missing_path_configuration, a home that nobody sets is the origin: no library there, no start."""
    run = host.run("fixed_exe", home=False)

    assert run.code == 101
    assert "encod" in run.stderr


def test_home_of_the_host_counts(host: Program) -> None:
    """The home of the host takes the place of that in the config."""
    is_on = Version(host.python.version) >= Version("3.15")
    report = host.run("isolated_home", environment={"PYTHONUTF8": str(int(not is_on))}).came_up

    assert report["configs"]["config"]["home"] == str(host.python.prefix)
    # Nothing of the environment leaks in, since preinitialisation comes before the first text.
    assert report["configs"]["pre_config"]["utf8_mode"] == int(is_on)
    assert report["stdout"][0] == "iso8859-1"


def computed(report: dict[str, Any]) -> list[str]:
    """Return what CPython computes of a path: the entries below its prefix, without site-packages."""
    return [entry for entry in report["path"] if "-packages" not in entry]


def test_paths_before_the_computed_ones(host: Program) -> None:
    """The mode "prepend" puts folders before all that CPython computes, and code of the user sees them already."""
    place = fresh(host, "first", "second", "user")
    (place / "user" / "sitecustomize.py").write_text("import sys\nsys.seen = list(sys.path)\nimport early\n")
    (place / "second" / "early.py").write_text("name = 'early'\n")
    plain = host.run("command_line").came_up
    run = host.run("prepended", environment={"PYTHONPATH": str(place / "user")}, code="import sys; print(sys.seen[:3])")

    assert computed(run.came_up)[:3] == [f"{place}/first", f"{place}/second", f"{place}/user"]
    assert computed(run.came_up)[3:] == computed(plain)
    assert run.stdout == f"['{place}/first', '{place}/second', '{place}/user']\n"


def test_paths_behind_the_computed_ones(host: Program) -> None:
    """The mode "append" puts folders behind what CPython computes, with site-packages still behind them."""
    place = fresh(host, "first", "second")
    plain, run = host.run("nothing").came_up, host.run("appended").came_up

    assert computed(run) == [*computed(plain), f"{place}/first", f"{place}/second"]
    packages = [index for index, entry in enumerate(run["path"]) if "-packages" in entry]
    assert all(index > run["path"].index(f"{place}/second") for index in packages)


def test_paths_where_site_is_off(host: Program) -> None:
    """Without `site`, which marks the moment, the paths are there once the start is over."""
    assert host.run("appended_without_site").came_up["path"][-1] == "/last"


def test_paths_of_a_second_start(host: Program) -> None:
    """After finalisation the same process starts the same config again, with the same path."""
    once = host.run("appended").came_up

    assert host.run("appended", environment={"TWICE": "1"}).came_up["path"] == once["path"]


def test_paths_of_a_sub_interpreter(host: Program) -> None:
    """A sub-interpreter has the folders too."""
    module = "_interpreters" if Version(host.python.version) >= Version("3.13") else "_xxsubinterpreters"
    code = f"""
import {module} as interpreters, os, sys
read, write = os.pipe()
child = interpreters.create()
script = "import sys, os; os.write(%d, ascii([sys.path.count(p) for p in %r]).encode())" % (write, sys.path)
interpreters.{"exec" if Version(host.python.version) >= Version("3.13") else "run_string"}(child, script)
print(os.read(read, 1000).decode())
"""
    run = host.run("appended", code=code)

    counts = ast.literal_eval(run.stdout)
    assert run.code == 0, run.stderr
    assert set(counts) == {1}


def test_importer_of_files_is_off(host: Program) -> None:
    """`enabled = False` leaves the finders of built-in and frozen modules alone."""
    run = host.run("importer_off", code="try:\n import string\nexcept ImportError as error: print(error)\n")

    assert run.came_up["hooks"] == 0
    assert "PathFinder" not in run.came_up["finders"]
    assert run.stdout == "No module named 'string'\n"


# Variables of the environment

SHOW_VARIABLES = """
import os, subprocess, sys
print(os.environ["CL_SET"], os.environ["PYTHONUSERBASE"], flush = True)
if os.name == "posix":
    subprocess.run(["/bin/sh", "-c", 'echo "$CL_SET $CL_PLACE"'], check = True)
"""


def test_variables_are_set_before_the_start(host: Program) -> None:
    """What the config says of variables is what Python finds, and what the processes that it starts find."""
    done = host.run("variables", code=SHOW_VARIABLES, environment={"CL_GONE": "the user's"})
    origin = host.origin

    assert {"CL_SET": "ß\U0001f40d", "CL_PLACE": f"{origin}/x", "CL_KEPT": "mine"} == done.came_up["environment"]
    assert f"ß\U0001f40d {origin}/user\nß\U0001f40d {origin}/x\n" == done.stdout


def test_variables_that_are_there_stay_where_the_config_says_so(host: Program) -> None:
    """What is set already is kept with `overwrite = False`, and else replaced."""
    given = {"CL_SET": "the user's", "CL_KEPT": "the user's"}
    found = host.run("variables", environment=given).came_up["environment"]

    assert ("ß\U0001f40d", "the user's") == (found["CL_SET"], found["CL_KEPT"])


def test_bytes_of_the_host_come_through_in_variables(host: Program) -> None:
    """A folder whose name is no text is the same in a variable, though Python can't decode it yet."""
    code = "import os; print(os.fsencode(os.environ['PYTHONUSERBASE']))"
    done = host.run("variables", code=code, environment={"HOST_ORIGIN": b"/els/where \xc3\x9f"})

    assert ast.literal_eval(done.stdout) == b"/els/where \xc3\x9f/user", done.stderr


def test_variables_come_before_preinitialisation(host: Program) -> None:
    """What Python and the C library read themselves counts: in preinitialisation, at the start, and later."""
    done = host.run("early_variables", code="import time; print(time.timezone)", environment={"PYTHONUTF8": "1"})
    report = done.came_up
    pre_config, config = (report["configs"][name] for name in ("pre_config", "config"))
    # PyInitConfig decides these by itself.
    read = (0, 1) if host.outputs["early_variables"] == "c" else (int(Version(report["version"]) >= Version("3.15")), 0)

    assert (*read, 2) == (pre_config["utf8_mode"], config["dev_mode"], config["optimization_level"])
    assert f"{host.origin}/first" in report["path"]
    assert "-10800\n" == done.stdout


def test_program_is_that_of_the_environment(host: Program) -> None:
    """The interpreter of a virtual environment is the program, whatever variables say, and isolated or not."""
    named = {"PYTHONEXECUTABLE": "/bin/other", "__PYVENV_LAUNCHER__": "/bin/other"}

    assert f"{host.origin}/venv/bin/python" == host.run("environment", environment=named).came_up["executable"]


# Modules


def test_modules_import(host: Program) -> None:
    """Linked-in modules import by their names, dotted ones on every version, single- and multi-phase."""
    place = fresh(host, "lib/pack")
    (place / "lib" / "pack" / "__init__.py").touch()
    code = "import one, two, pack.one, pack.two\nprint(one.who(), two.who(), pack.one.who(), pack.two.who())"
    run = host.run("modules", code=code)

    # A single-phase module has the name of its definition.
    assert run.stdout == "single two single pack.two\n", run.stderr


def test_init_function_that_fails(host: Program) -> None:
    """A module whose init function fails is an exception at its import, and no harm to the start."""
    run = host.run("modules", code="try:\n import failing\nexcept RuntimeError as error: print(error)")

    assert run.stdout == "this module never comes up\n"


def test_name_of_a_builtin_module(host: Program) -> None:
    """A module named like one of Python's own does not get into the table: the status names it."""
    run = host.run("builtin_clash")

    assert run.code == 101
    assert "time: Python has a built-in module of this name already" in run.stderr


def test_modules_of_a_second_start(host: Program) -> None:
    """A second start in one process does not list the modules twice."""
    report = host.run("modules", environment={"TWICE": "1"}).came_up

    assert [name for name in report["builtins"] if name in {"one", "pack.two"}] == ["one", "pack.two"]


# Attributes


def test_attributes_of_sys(host: Program) -> None:
    """sys.frozen, sys._MEIPASS and sys.argvb are set where the config says so, and only there."""
    report, plain = host.run("attributes", "ß"), host.run("nothing")

    assert report.came_up["frozen"] is True
    assert report.came_up["meipass"] == str(host.executable.parent)
    assert report.came_up["argvb"] == [b"attributes", "ß".encode()]
    assert [plain.came_up[name] for name in ("frozen", "meipass", "argvb")] == [None, None, None]


def test_terminfo_of_this_system(host: Program) -> None:
    """TERMINFO_DIRS gets folders of this system, and keeps what the user has set."""
    code = "import os; print(os.environ['TERMINFO_DIRS'])"

    assert "/usr/share/terminfo" in host.run("terminfo", code=code).stdout.strip().split(":")
    assert host.run("terminfo", code=code, environment={"TERMINFO_DIRS": "/mine"}).stdout == "/mine\n"


# Failures


def test_missing_library_is_a_status(host: Program) -> None:
    """A path without the standard library is an error with CPython's text, and the process lives on."""
    run = host.run("no_library")

    assert run.code == 101
    assert run.stderr.splitlines()[-1].startswith("status 1: starting Python: ")
    assert "encod" in run.stderr.splitlines()[-1]


def test_debug_allocator_takes_modules_and_hooks(host: Program) -> None:
    """With debug hooks on memory, modules and paths are taken in and given back without a complaint."""
    assert host.run("debug_memory", code="import two").code == 0


def test_environment_is_as_empty_as_said(host: Program) -> None:
    """The isolated profile keeps variables of the environment out."""
    environment = {"PYTHONUTF8": "0", "PYTHONPATH": "/leaked", "PYTHONHASHSEED": "1", "PYTHONVERBOSE": "1"}
    report = host.run("nothing", environment=environment).came_up

    assert "/leaked" not in report["path"]
    assert report["configs"]["config"]["verbose"] == 0
    assert report["configs"]["config"]["use_hash_seed"] == 0
