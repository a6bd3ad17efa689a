"""
Values of the host in the function for pyembed: what is passed is in the config, and in the Python that starts.

Configs that are cut apart by chance are compared by tests/rust/literals, and tests/rust/values starts some.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import attrs
import pytest

from configlang import evaluate
from configlang.cpython.targets import host_target
from configlang.schema.config import Config, FilesystemImporter, HostValue
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.table import CPYTHON_FIELDS
from configlang.schema.texts import HostPart, to_path, to_text
from tests import seen, strategies
from tests.emitting import emit
from tests.hosted import HOSTABLE, Hosted, hosted_configs
from tests.hosts import cargo, passing
from tests.hosts.test_literals import CONSUMER, LITERALS, draw, each_edition, write

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]

RANDOM_CONFIGS = 100
VALUES = cargo.PROGRAMS / "values"
EXPANDED = "the host passed `$ORIGIN`, which pyembed would take for a folder here"


# What comes of any config


@pytest.fixture(scope="module")
def drawn() -> list[Hosted]:
    """Return random configs, and one with long lists, with what a host must pass to get each."""
    return [many_texts(), *draw(hosted_configs(strategies.pyembed_configs()), RANDOM_CONFIGS)]


def many_texts() -> Hosted:
    """Return a config with more texts of each kind in its lists than are written out."""

    def config(folder: str, *values: HostValue) -> Config:
        paths = (*(f"{folder}/{index}" for index in range(150)), *(f"/plain/{index}" for index in range(150)))
        return Config(
            target=host_target(),
            interpreter=InterpreterConfig(warn_options=tuple(to_text(f"ignore:{folder}") for _ in range(101))),
            filesystem_importer=FilesystemImporter(paths=tuple(map(to_path, paths))),
            host_values=values,
        )

    value = HostValue(name="folder")
    hosted = config(HostPart("folder").written, value)
    return Hosted(config=hosted, whole=config("/a folder"), passed={"folder": "/a folder"}, fields=())


@pytest.fixture(scope="module")
def sources(drawn: list[Hosted], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of what tests/rust/literals compiles: each function, what is passed to it, and the JSON."""
    folder = tmp_path_factory.mktemp("hosted") / "cases"
    folder.mkdir()
    modules, table = [], []
    for index, each in enumerate(drawn):
        name = f"hosted_{index}"
        write(folder / f"{name}.rs", emit(each.config, "rust"))
        write(folder / f"{name}.json", emit(each.whole, "json"))
        passed = "".join(f"        {name}: {literal},\n" for name, literal in each.passed_in_rust())
        modules.append(
            f'mod {name} {{\n    include!("{name}.rs");\n}}\n'
            f"fn pass_{name}() -> pyembed::OxidizedPythonInterpreterConfig<'static> {{\n"
            f"    let host = {name}::HostValues {{\n{passed}    }};\n"
            f"    {name}::default_python_config(&host).unwrap()\n}}\n"
        )
        table.append(f'    ("{name}", pass_{name}, include_str!("{name}.json")),\n')
    write(folder / "cases.rs", "".join([*modules, "pub const CASES: &[super::Case] = &[\n", *table, "];\n"]))
    return folder


def test_what_is_passed_makes_the_same_config(drawn: list[Hosted], sources: Path) -> None:
    """A config of which pieces are passed is, field by field, the config with these pieces written in it."""
    python = cargo.require_cpython("3.11")
    done = cargo.cargo("run", LITERALS / "Cargo.toml", python=python, variables={"LITERALS_DIR": sources})
    assert done.returncode == 0, done.stderr
    reports = [json.loads(line) for line in done.stdout.split("\n")[:-1]]

    assert len(reports) == len(drawn) > RANDOM_CONFIGS
    assert [report for report in reports if not report["equal"]] == []
    seen.record("compiled", "rust", python.full_version)


def test_sample_covers_every_kind(drawn: list[Hosted]) -> None:
    """Among the configs each type is passed and left to its default, and each field that can be is made of values."""
    types = {(value.type, value.name in each.passed) for each in drawn for value in each.config.host_values}
    fields = {name for each in drawn for name in each.fields}

    assert types == {(kind, is_passed) for kind in ("str", "list[str]", "int", "bool") for is_passed in (True, False)}
    assert fields == {*HOSTABLE, "module_search_paths"} - {field.name for field in CPYTHON_FIELDS}


@each_edition
def test_function_is_laid_out_as_by_rustfmt(edition: str, sources: Path) -> None:
    """The files pass rustfmt --check in each edition."""
    command: list[str | Path] = [cargo.require_tool("rustfmt"), "--check", "--edition", edition, "--color", "never"]
    done = subprocess.run(
        [*command, *sources.glob("hosted_*.rs")], capture_output=True, text=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stdout) == (0, "")


@each_edition
def test_function_passes_clippy(edition: str, sources: Path, tmp_path: Path) -> None:
    """Neither rustc nor clippy warns about the function in a host of each edition."""
    cargo.require_tool("cargo-clippy")
    manifest = (LITERALS / "Cargo.toml").read_text(encoding="utf-8")
    write(tmp_path / "Cargo.toml", re.sub(r"(?m)^edition = .*$", f'edition = "{edition}"', manifest))
    shutil.copy(LITERALS / "Cargo.lock", tmp_path)
    (tmp_path / "src").mkdir()
    write(tmp_path / "src" / "main.rs", CONSUMER)
    done = cargo.cargo(
        "clippy",
        tmp_path / "Cargo.toml",
        "--",
        "-Dwarnings",
        python=cargo.require_cpython("3.11"),
        variables={"LITERALS_DIR": sources},
    )

    assert (done.returncode, done.stderr) == (0, "")


# What starts


CONFIGS = {
    "values": """
data = host_value("data", default = "$ORIGIN/data", doc = "Where its data are. */ \\\\")
mods = host_value("mods", type = list[str], required = False)
interpreter(
    profile = "isolated",
    utf8_mode = True,
    home = host_value("home_folder", required = False),
    set_missing_path_configuration = False,
    optimization_level = host_value("level", type = int, default = 1),
    write_bytecode = host_value("writes", type = bool, required = False),
    parse_argv = host_value("parses", type = bool, default = False),
    pycache_prefix = host_value("cache", required = False),
    program_name = host_value("program", required = False),
    run_command = host_value("code") + "  # $ORIGIN",
    tcl_library = "$ORIGIN/tcl/" + host_value("tcl", required = False),
    warn_options = host_value("warnings", type = list[str], default = ["ignore", "default::UserWarning"]),
    x_options = ["user=" + host_value("user", required = False)],
    hash_seed = host_value("seed", type = int, required = False),
)
filesystem_importer(paths = [data + "/py", "/fixed/$OR" + host_value("end", default = "x")] + mods + LIBRARY)
""",
    "unused": """
host_value("nothing", type = bool, required = False)
interpreter(profile = "isolated", utf8_mode = True)
""",
}
HEAD = """
load("@stdlib//:paths.bzl", "stdlib_paths")

PREFIX = variable("prefix", doc = "Where the linked Python is installed.")
LIBRARY = stdlib_paths(PREFIX)
"""

CODE = """\
import os, sys, warnings
print(ascii({
    'argv': sys.argv, 'cache': sys.pycache_prefix, 'executable': sys.executable, 'flags': [
        sys.flags.optimize, sys.flags.dont_write_bytecode, sys.flags.hash_randomization],
    'path': sys.path, 'prefix': sys.prefix, 'tcl': os.environ.get('TCL_LIBRARY'), 'warnings': sys.warnoptions,
    'x': sys._xoptions,
}))"""


@attrs.frozen(kw_only=True)
class Program:
    """
    The program with all configs.

    Attributes:
        executable: Its file.
        python: The CPython in it.
    """

    executable: Path
    python: cargo.CPython

    def start(self, **passed: str) -> subprocess.CompletedProcess[bytes]:
        """Start the config with values, beside the code and the home."""
        given = {"code": CODE, "home_folder": self.python.prefix, **passed}
        variables = {os.fsencode(f"VALUE_{name}"): os.fsencode(text) for name, text in given.items()}
        return subprocess.run(
            [self.executable, "values", "-B"],
            env={b"LC_ALL": b"C.UTF-8", b"HOST_ORIGIN": b"/origin", **variables},
            capture_output=True,
            check=False,
        )

    def ask(self, **passed: str) -> Any:  # noqa: ANN401 - what Python says
        """Return what Python says of itself."""
        done = self.start(**passed)
        assert done.returncode == 0, done.stderr
        return ast.literal_eval(done.stdout.decode())

    def refusal(self, **passed: str) -> str:
        """Return what the function says to values that have no place in the config."""
        done = self.start(**passed)
        assert done.returncode == 3, done.stderr
        return done.stderr.decode().removesuffix("\n")


@pytest.fixture(scope="module", params=cargo.BOOTABLE)
def program(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Program:
    """Build the program for a CPython."""
    python = cargo.require_cpython(request.param)
    folder = tmp_path_factory.mktemp("values")
    modules, table = [], []
    for name, text in CONFIGS.items():
        (folder / f"{name}.bzl").write_text(HEAD + text, encoding="utf-8")
        config = evaluate(folder / f"{name}.bzl", variables={"prefix": python.prefix}, python=python.version).require()
        write(folder / f"{name}.rs", emit(config, "rust"))
        modules.append(
            f'mod {name} {{\n    include!("{name}.rs");\n}}\n'
            f"fn pass_{name}() -> Result<pyembed::OxidizedPythonInterpreterConfig<'static>, String> {{\n"
            f"    let mut host = {name}::HostValues::default();\n"
            f"{passing.in_rust(config).replace('std::env::var_os', 'super::given')}"
            f"    {name}::default_python_config(&host).map_err(|error| error.to_string())\n}}\n"
        )
        table.append(f'    ("{name}", pass_{name}),\n')
    write(folder / "cases.rs", "".join([*modules, "pub const CASES: &[super::Case] = &[\n", *table, "];\n"]))
    done = cargo.cargo("build", VALUES / "Cargo.toml", python=python, variables={"VALUES_DIR": folder})
    assert done.returncode == 0, done.stderr
    # Another test may build it for other cases.
    executable = shutil.copy(cargo.target_folder(python) / "debug" / "values", folder / "program")
    return Program(executable=Path(executable), python=python)


def test_defaults_hold_where_nothing_is_passed(program: Program) -> None:
    """A host that passes none gets the defaults, with $ORIGIN in them, and what has none stays unset."""
    said = program.ask()

    assert said["path"][:2] == ["/origin/data/py", "/fixed/$ORx"]
    assert said["path"][2].startswith(program.python.prefix)
    assert (said["cache"], said["tcl"], said["x"]) == (None, None, {})
    assert said["flags"] == [1, 0, 1]
    assert said["warnings"] == ["ignore", "default::UserWarning"]
    assert said["argv"] == ["values", "-B"]
    seen.record("run", "rust", program.python.full_version)


def test_what_is_passed_counts(program: Program) -> None:
    """What the host passes takes the place of the marks, in texts, lists and numbers, as it is."""
    said = program.ask(
        data="/d \u00df",
        mods="/m 1:/m/$HOST{data}",
        level="2",
        writes="0",
        cache="/c/$ORIGIN/$HOST{data}",
        tcl="8.6",
        warnings="error",
        user="$ORIGIN",
        seed="0",
    )

    assert said["path"][:4] == ["/d \u00df/py", "/fixed/$ORx", "/m 1", "/m/$HOST{data}"]
    assert (said["cache"], said["tcl"]) == ("/c/$ORIGIN/$HOST{data}", "/origin/tcl/8.6")
    assert (said["flags"], said["x"], said["warnings"]) == ([2, 1, 0], {"user": "$ORIGIN"}, ["error"])


def test_host_decides_how_preinitialisation_goes(program: Program) -> None:
    """A number that both structs have gets into both: here, whether Python reads the command line."""
    assert program.ask(parses="1")["flags"][1] == 1


@pytest.mark.parametrize(
    ("name", "text", "refused"),
    [
        ("seed", "4294967296", "seed: the host passed a number that is out of range"),
        ("seed", "-1", "seed: the host passed a number that is out of range"),
        ("level", "3", "level: the host passed a number that is out of range"),
        ("data", "a\u2400b", "data: the host passed a text with a NUL in it"),
        ("mods", "/m:\u2400", "mods: the host passed a text with a NUL in it"),
        ("user", "\udcff", "x_options: the host passed a text that is not Unicode"),
        ("data", "/\udcff", "module_search_paths: the host passed a text that is not Unicode"),
        ("data", "/$ORIGIN", f"module_search_paths: {EXPANDED}"),
        ("end", "IGINAL", f"module_search_paths: {EXPANDED}"),
        ("mods", "/$ORIGIN", f"module_search_paths: {EXPANDED}"),
        ("tcl", "$ORIGIN", f"tcl_library: {EXPANDED}"),
    ],
)
def test_what_has_no_place_is_an_error(program: Program, name: str, text: str, refused: str) -> None:
    """What pyembed can't hold, or would change, is an error that names the value or the field, and no start."""
    assert program.refusal(**{name: text}) == refused


def test_missing_value_is_an_error(program: Program) -> None:
    """What must be passed and is not is an error before Python knows of it."""
    done = subprocess.run([program.executable, "values"], env={}, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (3, "code: the host must pass a value\n")


def test_path_that_is_no_unicode_is_taken_as_it_is(program: Program) -> None:
    """In a path that pyembed does not look through, any text of the operating system is taken."""
    assert program.ask(cache="/\udcff")["cache"] == "/\udcff"
