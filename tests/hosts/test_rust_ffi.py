"""
Configs come alive in Rust: generated modules are compiled against PyO3 and every CPython from 3.8 on, and started.

One program per CPython, tests/rust/ffi, holds all the configs of this file; each test starts one of them and asks what
came up. The program is compiled with warnings as errors.
"""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang import Severity, check_process, emit, evaluate
from configlang.compiler import emit_with_findings
from configlang.outputs.backend import EmitOptions
from configlang.schema.config import Config
from tests import strategies
from tests.docs.pages import blocks_of
from tests.hosts import cargo, cpythons, programs
from tests.hosts.bootable import EVERY_VERSION, bootable_configs, differences
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.host_configs import SHARED
from tests.hosts.programs import Program, Run
from tests.hosts.test_literals import draw

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

CRATE = cargo.PROGRAMS / "ffi"
EXAMPLE = cargo.ROOT / "docs" / "examples" / "pyo3"
PAGE = cargo.ROOT / "docs" / "how-to" / "pyo3.md"
RANDOM_STARTED = 12
"""How many random configs are started on each CPython."""
RANDOM_COMPILED = 60
"""How many random configs, of all fields and texts, are compiled."""

CONFIGS = {
    **SHARED,
    "every_version": """
compatible_with(python = ">=3.8")
interpreter(
    profile = "isolated",
    utf8_mode = True,
    safe_path = True,  # configlang: disable=unavailable-field
    int_max_str_digits = 5000,  # configlang: disable=unavailable-field
    cpu_count = 3,  # configlang: disable=unavailable-field
    dump_refs_file = "$ORIGIN/not/written",  # configlang: disable=unavailable-field
    import_time = False,
    hash_seed = 4294967295,
    run_command = "print('\\\\u00df \\\\\\\\ \\\\U0001f40d \\"')",
)
""",
    "running_exe": """
interpreter(profile = "isolated", utf8_mode = True, set_missing_path_configuration = True)
""",
    "replaced": """
interpreter(profile = "isolated", utf8_mode = True, site_import = False)
filesystem_importer(paths = ["$ORIGIN", "$ORIGIN/lib-dynload", "/ß"])
""",
    "prepended": """
interpreter(utf8_mode = True)
filesystem_importer(paths = ["$ORIGIN/first", "/second"], mode = "prepend")
""",
    "appended": """
interpreter(profile = "isolated", utf8_mode = True)
filesystem_importer(paths = ["$ORIGIN/first", "/second"], mode = "append")
""",
    "modules": """
interpreter(profile = "isolated", utf8_mode = True)
static_extension("one", init = "PyInit_single")
static_extension("two", init = "PyInit_multi")
static_extension("pack.one", init = "PyInit_single")
static_extension("pack.two", init = "crate::native::by_path")
static_extension("native")
static_extension("failing")
filesystem_importer(paths = ["$ORIGIN/modules"], mode = "prepend")
""",
    "natives": 'interpreter(profile = "isolated", utf8_mode = True)\nstatic_extension("native")',
    "more_natives": """
interpreter(profile = "isolated", utf8_mode = True)
static_extension("native")
static_extension("one", init = "PyInit_single")
""",
    "fixed_options": 'interpreter(argv = ["prog", "-X", "utf8", "-B", "-c", "import sys; sys.exit(9)", "ß"])',
}
"""The configs that tests start, by the name of the case."""


@cache
def _random_configs() -> tuple[Config, ...]:
    return tuple(draw(bootable_configs(), RANDOM_STARTED))


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


def write_cases(folder: Path, configs: Mapping[str, Config]) -> None:
    """Write what tests/rust/README.md asks for; what is there already is left alone, so that cargo has less to do."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, config in configs.items():
        write(folder / f"{name}.rs", emit(config, "rust-ffi", source=f"{name}.bzl", command="configlang eval"))
    modules = "".join(f'pub mod {name} {{\n    include!("{name}.rs");\n}}\n' for name in configs)
    arms = "".join(f'        "{name}" => start!({name}),\n' for name in configs)
    start = f"pub fn start(name: &str) -> super::Started {{\n    match name {{\n{arms}"
    write(folder / "cases.rs", f'{modules}\n{start}        _ => panic!("no such case: {{name}}"),\n    }}\n}}\n')
    write(folder / "report.py", programs.REPORT)


def write(path: Path, text: str) -> None:
    """Write a text where the file does not have it already."""
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8", newline="")


def variables_for(python: cpythons.CPython, cases: Path) -> dict[str, str | Path]:
    """Return what a build of the crate for a CPython needs to know; PyO3 starts no interpreter."""
    folder = cargo.target_folder(cargo_python(python))
    folder.mkdir(parents=True, exist_ok=True)
    write(
        folder / "pyo3-config.txt",
        f"implementation=CPython\nversion={python.version}\nshared={'true' if python.is_shared else 'false'}\n"
        f"lib_name={python.library_name}\nlib_dir={python.library}\npointer_width=64\n",
    )
    return {"FFI_CASES": cases, "FFI_INCLUDE": python.include, "PYO3_CONFIG_FILE": folder / "pyo3-config.txt"}


def cargo_python(python: cpythons.CPython) -> cargo.CPython:
    """Return a CPython as the helpers of cargo take it."""
    executable = python.executable or Path(sys.executable)
    return cargo.CPython(
        version=python.version, executable=executable, prefix=str(python.prefix), include=str(python.include)
    )


@pytest.fixture(scope="module")
def make(configs: dict[str, Config]) -> Callable[[str], Program]:
    """Return a function that builds, once, the program of a CPython version."""

    @cache
    def build(version: str) -> Program:
        cargo.require_tool("cargo")
        python = require_cpython(version)
        folder = cargo.target_folder(cargo_python(python))
        write_cases(folder / "ffi-cases", configs)
        variables = variables_for(python, folder / "ffi-cases")
        done = cargo.cargo("build", CRATE / "Cargo.toml", python=cargo_python(python), variables=variables)
        assert done.returncode == 0, done.stderr[-8000:]
        return Program(executable=folder / "debug" / "ffi", python=python)

    return build


@pytest.fixture(params=VERSIONS)
def host(request: pytest.FixtureRequest, make: Callable[[str], Program]) -> Program:
    """Return a program: one for each CPython."""
    return make(request.param)


def run(host: Program, case: str, *arguments: str | bytes, **variables: str | bytes | Path) -> Run:
    """Start a case with variables of the environment."""
    code = variables.pop("CODE", None)
    environment = {name: str(value) if isinstance(value, Path) else value for name, value in variables.items()}
    return host.run(case, *arguments, code=None if code is None else str(code), environment=environment)


# The whole config


def test_random_configs_come_up_as_said(host: Program, configs: dict[str, Config]) -> None:
    """Each random config starts, and every member of both structs reads back as the config says it."""
    wrong = {}
    for name, config in configs.items():
        if name.startswith("random_"):
            done = host.run(name, "an argument", argv=not config.interpreter.parse_argv, environment={"NO_ARGV": "1"})
            report = done.came_up
            if found := differences(config, host.python.version, report, origin=str(host.executable.parent)):
                wrong[name] = (found, config.interpreter)
    assert wrong == {}


def test_fields_of_some_versions_come_up_there(host: Program, configs: dict[str, Config]) -> None:
    """A field that only some CPythons have is set there, and the module compiles on the others too."""
    report = run(host, "every_version").came_up

    found = differences(configs["every_version"], host.python.version, report, origin=str(host.executable.parent))
    assert found == []


@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1]}))
def test_rust_and_c_agree(
    make: Callable[[str], Program], configs: dict[str, Config], tmp_path: Path, version: str
) -> None:
    """The outputs rust-ffi and c bring the same interpreter up from each random config."""
    rust = make(version)
    shared = {name: config for name, config in configs.items() if name.startswith("random_")}
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


def test_workers_of_multiprocessing(host: Program, tmp_path: Path) -> None:
    """A frozen program that multiprocessing starts as a worker serves as one."""
    # Its first argument, which multiprocessing gives a frozen program, is for Python and not the name of a case.
    starter = tmp_path / "starter"
    starter.write_text(f'#!/bin/sh\nunset REPORT\nexec {host.executable} workers "$@"\n')
    starter.chmod(0o755)
    done = run(host, "workers", RUN="1", PROGRAM=starter)

    assert done.stdout == "from a worker\n0\n", done.stderr


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

KEPT = """
import native
class Kept:
    a_name_that_is_kept = 42
print(native.add(1, 2), native.kept(Kept))
"""


def second_start(first: str, second: str, version: str) -> set[str]:
    """Return the codes of warnings and errors about starting two of the configs in one process."""
    texts = (f"{CONFIGS[name]}\n# {name}\n" for name in (first, second))
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder, f"{name}.bzl") for name in ("first", "second")[: 1 + (first != second)]]
        for file, text in zip(files, texts, strict=False):
            file.write_text(text, encoding="utf-8")
        evaluations = [evaluate(file, python=version, outputs=("rust-ffi",)) for file in (files[0], files[-1])]
        found = check_process(evaluations, output="rust-ffi")
    return {finding.code for finding in found if finding.severity is not Severity.INFO}


def test_same_module_starts_once(host: Program) -> None:
    """After the end of Python, the module of the same config can't start it again; it is reported."""
    done = run(host, "more_natives", THEN="more_natives")

    assert (done.code, done.stderr) == (101, "then: starting Python: it was tried in this process before\n")
    assert {"process-once"} == second_start("more_natives", "more_natives", host.python.version)


def test_other_module_starts_behind(host: Program) -> None:
    """That of another config can: PyO3 does not notice, and its modules are there in both; it is reported."""
    done = run(host, "more_natives", THEN="natives", CODE="import native; print(native.add(1, 2))")

    assert (done.code, done.stdout) == (0, "3\n3\n"), done.stderr
    assert {"process-pyo3"} == second_start("more_natives", "natives", host.python.version)


def test_what_pyo3_keeps_is_dead_behind(make: Callable[[str], Program]) -> None:
    """A name that PyO3 has kept from the first interpreter is something else in the second, on 3.14."""
    once = run(make("3.14"), "natives", CODE=KEPT)
    done = run(make("3.14"), "more_natives", THEN="natives", CODE=KEPT)

    assert once.stdout == "3 42\n", once.stderr
    assert (done.code, done.stdout) != (0, "3 42\n3 42\n")


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
    report = run(host, "isolated_home", PYTHONUTF8="1").came_up

    assert report["configs"]["config"]["home"] == str(host.python.prefix)
    # Nothing of the environment leaks in, since preinitialisation comes before the first text.
    assert report["configs"]["pre_config"]["utf8_mode"] == 0
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
    computed = [entry for entry in plain["path"] if "site-packages" not in entry]

    assert report["path"] == [*computed, "/a/first", "/second", *plain["path"][len(computed) :]]


def test_paths_where_site_is_off(host: Program) -> None:
    """Without `site`, which marks the moment, the paths are there once the start is over."""
    assert run(host, "appended_without_site").came_up["path"][-1] == "/last"


def test_paths_of_a_sub_interpreter(host: Program) -> None:
    """A sub-interpreter has the folders too, once."""
    is_new = host.python.version in {"3.13", "3.14"}
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


# Modules


def test_modules_import(host: Program, tmp_path: Path) -> None:
    """Linked-in modules import, dotted ones on every version: by symbol, by Rust path, and PyO3's own."""
    (tmp_path / "modules" / "pack").mkdir(parents=True)
    (tmp_path / "modules" / "pack" / "__init__.py").touch()
    code = "import one, two, pack.one, pack.two, native; print(two.who(), pack.two.who(), native.add(40, 2))"
    done = run(host, "modules", CODE=code, HOST_ORIGIN=tmp_path)

    assert (done.code, done.stdout) == (0, "two pack.two 42\n"), done.stderr
    assert {"one", "two", "pack.one", "pack.two", "native"} <= set(done.came_up["builtins"])


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


# The source


@pytest.fixture(scope="module")
def sources(configs: dict[str, Config]) -> dict[str, Config]:
    """Return configs to compile on any CPython: those that are started, and random ones of all fields and texts."""
    drawn = draw(strategies.configs().map(for_every_version).filter(is_compiled), RANDOM_COMPILED)
    return {**configs, **{f"drawn_{index}": config for index, config in enumerate(drawn)}}


def for_every_version(config: Config) -> Config:
    """Return a config as one that is meant for all CPythons, where fields that not all have are left out."""
    return attrs.evolve(config, python=None, compatible_with=EVERY_VERSION)


def is_compiled(config: Config) -> bool:
    """Tell whether the output takes a config, and all builds of CPython do."""
    text, _ = emit_with_findings(config, {}, "rust-ffi", EmitOptions())
    return text is not None and config.interpreter.enable_gil is not False


@pytest.mark.parametrize("edition", ["2018", "2021", "2024"])
def test_rustfmt_changes_nothing(edition: str, sources: dict[str, Config], tmp_path: Path) -> None:
    """The modules are laid out as rustfmt does it in each edition."""
    write_cases(tmp_path, sources)
    command = [cargo.require_tool("rustfmt"), "--check", "--edition", edition, "--color", "never"]
    done = subprocess.run(
        [*command, *(tmp_path / f"{name}.rs" for name in sources)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


CLIPPY = [("2018", "3.8"), ("2021", "3.11"), ("2024", "3.14")]


@pytest.mark.parametrize(("edition", "version"), CLIPPY if cargo.IS_EVERY else [("2018", VERSIONS[-1])])
def test_clippy_has_nothing_to_say(edition: str, version: str, sources: dict[str, Config], tmp_path: Path) -> None:
    """Neither rustc nor clippy warns about the modules, in a crate of each edition, for CPythons old and new."""
    cargo.require_tool("cargo-clippy")
    done = clippy(require_cpython(version), edition, sources, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


USE_CFGS = "pyo3_build_config::use_pyo3_cfgs();"


def write_project(folder: Path, edition: str, build: str = USE_CFGS) -> None:
    """Write a cargo project with the dependencies of the crate, and what its build script does."""
    for name in ("Cargo.toml", "Cargo.lock"):
        # Of another name than the crate: cargo would take what it has built of one for the other.
        text = (CRATE / name).read_text(encoding="utf-8").replace('name = "ffi"', 'name = "scratch"')
        text = re.sub(r"(?m)^rust-version = .*\n", "", text)
        write(folder / name, re.sub(r"(?m)^edition = .*$", f'edition = "{edition}"', text))
    write(folder / "build.rs", f"fn main() {{\n    {build}\n}}\n")


def clippy(
    python: cpythons.CPython, edition: str, sources: Mapping[str, Config], folder: Path, *options: str
) -> subprocess.CompletedProcess[str]:
    """Run clippy on a crate that has the modules as files of its own; nothing is linked."""
    (folder / "src" / "cases").mkdir(parents=True)
    write_project(folder, edition)
    for name, config in sources.items():
        write(folder / "src" / "cases" / f"{name}.rs", emit(config, "rust-ffi"))
    write(folder / "src" / "cases" / "mod.rs", "".join(f"pub mod {name};\n" for name in sources))
    calls = "".join(f"    let _ = cases::{name}::initialize(&Default::default());\n" for name in sources)
    write(folder / "src" / "main.rs", CONSUMER + f"fn main() {{\n{calls}}}\n")
    variables = variables_for(python, folder)
    return cargo.cargo(
        "clippy", folder / "Cargo.toml", *options, "--", "-Dwarnings", python=cargo_python(python), variables=variables
    )


INIT_FUNCTION = 'pub unsafe extern "C" fn {}() -> *mut pyo3::ffi::PyObject {{ std::ptr::null_mut() }}'
CONSUMER = """
mod cases;

#[allow(dead_code, non_snake_case)]
mod inits {
    INITS
}

#[allow(dead_code)]
mod native {
    BY_PATH
}

""".replace("INITS", "\n    ".join(INIT_FUNCTION.format(f"PyInit_case_{i}") for i in range(10))).replace(
    "BY_PATH", INIT_FUNCTION.format("by_path")
)


def check_alone(text: str, build: str, folder: Path, python: cpythons.CPython) -> list[str]:
    """Compile one module in a crate with a build script; return what `compile_error!` says."""
    (folder / "src").mkdir(parents=True)
    write_project(folder, "2021", build)
    write(folder / "src" / "python_config.rs", text)
    main = "mod python_config;\n\nfn main() {\n    let _ = python_config::initialize(&Default::default());\n}\n"
    write(folder / "src" / "main.rs", main)
    variables = variables_for(python, folder)
    done = cargo.cargo("check", folder / "Cargo.toml", python=cargo_python(python), variables=variables)
    return [line.removeprefix("error: ") for line in done.stderr.splitlines() if line.startswith("error: ")]


def test_missing_build_script_is_an_error(tmp_path: Path) -> None:
    """Without the cfgs of PyO3, by which members are chosen, the module does not compile and says what to add."""
    (tmp_path / "app.bzl").write_text('compatible_with(python = ">=3.11")\ninterpreter(safe_path = True)\n')
    text = emit(evaluate(tmp_path / "app.bzl").require(), "rust-ffi")
    errors = check_alone(text, "", tmp_path / "crate", require_cpython("3.14"))

    assert errors[0].startswith("build.rs must call `pyo3_build_config::use_pyo3_cfgs();`"), errors
    assert not any("meant for" in error for error in errors)


@pytest.mark.parametrize(
    ("source", "version", "error"),
    [
        ('compatible_with(python = "<3.12")', "3.14", "this config is meant for CPython 3.8-3.11"),
        ('compatible_with(python = "!=3.11")', "3.11", "this config is meant for CPython 3.8-3.10, 3.12-3.14"),
        ('compatible_with(python = ">=3.9")', "3.8", "this config is meant for CPython 3.9-3.14"),
        (
            "interpreter(cpu_count = 3)",
            "3.11",
            "cpu_count needs CPython 3.13; name the versions in compatible_with()",
        ),
        ("interpreter(enable_gil = False)", "3.14", "enable_gil = False needs a free-threaded build of CPython"),
    ],
)
def test_other_versions_are_an_error(source: str, version: str, error: str, tmp_path: Path) -> None:
    """The module does not compile for a CPython that the config is not meant for, or that lacks a field of it."""
    (tmp_path / "app.bzl").write_text(source)
    text = emit(evaluate(tmp_path / "app.bzl").require(), "rust-ffi")
    python = require_cpython(version)

    assert error in check_alone(text, USE_CFGS, tmp_path / "crate", python)


@pytest.mark.parametrize("target", ["x86_64-pc-windows-gnu", "aarch64-apple-darwin"][: 2 if cargo.IS_EVERY else 1])
def test_other_platforms_compile(target: str, sources: dict[str, Config], tmp_path: Path) -> None:
    """What only Windows or macOS see compiles without a warning, where rustup has that target."""
    installed = subprocess.run(
        [cargo.require_tool("rustc"), "--print", "target-libdir", "--target", target],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    if not Path(installed).is_dir():
        pytest.skip(f"needs `rustup target add {target}`")
    done = clippy(require_cpython("3.14"), "2021", sources, tmp_path, "--target", target)

    assert (done.returncode, done.stderr) == (0, "")


# The documentation


@pytest.fixture
def command(tmp_path: Path) -> Path:
    """Return a program `configlang` that runs the command of the checkout with the Python of the tests."""
    launcher = tmp_path / "bin" / "configlang"
    launcher.parent.mkdir()
    root, python = shlex.quote(str(cargo.ROOT)), shlex.quote(sys.executable)
    launcher.write_text(f'#!/bin/sh\nPYTHONPATH={root} exec {python} -m configlang "$@"\n', encoding="utf-8")
    launcher.chmod(0o755)
    return launcher


@pytest.mark.parametrize("version", ["3.9", "3.13"] if cpythons.IS_EVERY else ["3.13"])
def test_example_runs(version: str, command: Path) -> None:
    """The example over PyO3 0.30 prints what its README says, from Rust, C and Python, and exits with 0."""
    python = cargo.require_cpython(version)
    variables = {"CONFIGLANG": command}
    done = cargo.cargo("run", EXAMPLE / "Cargo.toml", "--", "one", "two", python=python, variables=variables)

    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith(f"Python {version}.")
    assert done.stdout.splitlines()[1:] == [
        "_native: Rust with PyO3, linked into the executable (built-in)",
        "greeter._speedups: C, linked into the executable (built-in)",
        "arguments: one two",
    ]


def test_example_is_tidy(command: Path) -> None:
    """Clippy and rustfmt have nothing to say about the example."""
    cargo.require_tool("cargo-clippy")
    python = cargo.require_cpython("3.13")
    variables = {"CONFIGLANG": command}
    done = cargo.cargo("clippy", EXAMPLE / "Cargo.toml", "--", "-Dwarnings", python=python, variables=variables)
    files = [EXAMPLE / name for name in ("build.rs", "src/main.rs", "src/native.rs")]
    line: list[str | Path] = [cargo.require_tool("rustfmt"), "--check", "--edition", "2024", "--color", "never", *files]
    formatted = subprocess.run(line, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")
    assert formatted.stdout == ""


def test_project_of_the_page_compiles(command: Path, tmp_path: Path) -> None:
    """The files of the how-to make a crate that compiles."""
    folder = tmp_path / "page"
    (folder / "src").mkdir(parents=True)
    for block in blocks_of(PAGE):
        if block.title and not (folder / block.title).exists():
            write(folder / block.title, block.text)
    manifest = (folder / "Cargo.toml").read_text(encoding="utf-8")
    # The lock of the example, which has the crate cc as well.
    package = '[package]\nname = "page"\nversion = "0.1.0"\nedition = "2024"\n\n'
    (folder / "Cargo.toml").write_text(f'{package}{manifest}cc = "1"\n\n[workspace]\n', encoding="utf-8")
    lock = (EXAMPLE / "Cargo.lock").read_text(encoding="utf-8")
    write(folder / "Cargo.lock", lock.replace('name = "pyo3-host"', 'name = "page"'))
    variables = {"PATH": f"{command.parent}{os.pathsep}{os.environ['PATH']}"}
    done = cargo.cargo("check", folder / "Cargo.toml", python=cargo.require_cpython("3.13"), variables=variables)

    assert (done.returncode, done.stderr) == (0, "")
