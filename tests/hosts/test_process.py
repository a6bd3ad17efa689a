"""
Several configs in one process: what `check --process` says of them happens in real interpreters.

One program per CPython and output holds all the configs of this file. What each finding claims is held by
tests/truth/cases/process.py; here is what goes on around it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang import Evaluation, Finding, Severity, check_process, evaluate
from tests.emitting import emit
from tests.hosts import cargo, process_program
from tests.hosts.boot import build_boot
from tests.hosts.cpythons import C_HOSTS, require_cpython
from tests.hosts.process_program import BUSY, IT_RUNS, LOST, TAKEN, ProcessProgram, importing

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'

CONFIGS = {
    "plain": HEAD,
    "first": f"""{HEAD}
static_extension("mod", init = "PyInit_one")
static_extension("single", init = "PyInit_single")
static_extension("json", init = "PyInit_one")
static_extension("pack", init = "PyInit_one")
""",
    "second": f'{HEAD}static_extension("mod", init = "PyInit_two")\n',
    "same": f'{HEAD}static_extension("mod", init = "PyInit_one")\n',
    "inner": f"""{HEAD}
static_extension("pack.mod", init = "PyInit_two")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
    "files": f"""{HEAD}
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
    "ending": """
interpreter(profile = "isolated", utf8_mode = True, run_command = "import mod")
static_extension("mod", init = "PyInit_one")
""",
    "running": """
interpreter(profile = "isolated", utf8_mode = True, run_module = "pack.main")
filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")
""",
    "bearing": f"""{HEAD}
static_extension("bearing", init = "PyInit_bearing")
static_extension("two", init = "PyInit_two")
static_extension("single", init = "PyInit_single")
""",
    "malloc": 'interpreter(profile = "isolated", utf8_mode = True, allocator = "malloc")\n',
    "debug": 'interpreter(profile = "isolated", utf8_mode = True, allocator = "debug")\n',
    "development": 'interpreter(profile = "isolated", utf8_mode = True, development_mode = True)\n',
    "locale": 'interpreter(profile = "isolated", utf8_mode = False, configure_locale = True)\n',
}
"""The configs, by the name of their function in the program."""


@attrs.frozen(kw_only=True)
class Host:
    """
    A program with all the configs.

    Attributes:
        program: The program.
        output: The output that its configs were made by.
        evaluations: Its configs, evaluated for that CPython, by name.
    """

    program: ProcessProgram
    output: str
    evaluations: dict[str, Evaluation]

    def do(self, *steps: str, locale: str = "C.UTF-8") -> list[str]:
        """Do some steps in one process, and return what came of them."""
        return self.program.do(*steps, locale=locale)

    def found(self, *names: str) -> list[Finding]:
        """Return what a check of a process finds in configs, in the order in which they are started."""
        return list(check_process([self.evaluations[name] for name in names], output=self.output))

    def codes(self, *names: str) -> set[tuple[str, str]]:
        """Return the codes and severities of that, without remarks."""
        found = self.found(*names)
        return {(each.code, each.severity.value) for each in found if each.severity.value != "info"}

    def is_before(self, minor: int) -> bool:
        """Tell whether the CPython is older than a minor version."""
        return int(self.program.python.version.partition(".")[2]) < minor


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Host]:
    """Return a function that builds, once, the program of a CPython version and an output."""

    @cache
    def build(version: str, output: str) -> Host:
        python = require_cpython(version)
        folder = tmp_path_factory.mktemp(f"process-{output}-{version}")
        evaluations = {}
        for name, text in CONFIGS.items():
            (folder / f"{name}.bzl").write_text(text, encoding="utf-8")
            evaluations[name] = evaluate(folder / f"{name}.bzl", python=version, outputs=(output,))
        configs = {name: each.require() for name, each in evaluations.items()}
        program = process_program.build(folder, python, output, configs)
        return Host(program=program, output=output, evaluations=evaluations)

    return build


@pytest.fixture(params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, make: Callable[[str, str], Host]) -> Host:
    """Return a program: one for each CPython and output."""
    return make(*request.param)


# The table of built-in modules


@pytest.mark.parametrize("name", ["first", "same", "inner"])
def test_one_config_may_be_started_twice(host: Host, name: str) -> None:
    """After finalisation the same config starts again, and its modules are there."""
    lines = host.do(f"start:{name}", importing("mod"), "finalize", f"start:{name}", importing("mod"), "finalize")

    assert set() == host.codes(name, name)
    assert lines[: len(lines) // 2] == lines[len(lines) // 2 :]
    assert len(lines) == 4


def test_other_function_of_one_name_is_refused(host: Host) -> None:
    """A second module of one name keeps the second config from starting; the same module does not."""
    assert {("process-clash", "error")} <= host.codes("same", "second")
    assert ["finalized 0", TAKEN] == host.do("start:same", "finalize", "start:second")
    assert set() == host.codes("same", "same")


def test_run_empties_the_table(host: Host) -> None:
    """A config that ends with `run` leaves nothing behind, but on 3.8, where nothing starts behind it."""
    lines = host.do("start:ending", "run:ending", "start:second", importing("mod"), "finalize")
    is_lost = host.is_before(9)

    assert host.codes("ending", "second") == ({("process-once", "error")} if is_lost else set())
    assert lines[:2] == (["run 0", LOST] if is_lost else ["run 0", "two"])


def test_nothing_starts_behind_a_run_on_38(host: Host) -> None:
    """On 3.8 that goes for the same config, and for one without modules; a run without modules does no harm."""
    is_lost = host.is_before(9)

    for name in ("ending", "plain"):
        assert {each.code for each in host.found("ending", name)} >= ({"process-once"} if is_lost else set())
        assert (LOST in host.do("start:ending", "run:ending", f"start:{name}")) is is_lost
    assert ["run 0", "one", "finalized 0"] == host.do(
        "start:plain", "run:plain", "start:same", importing("mod"), "finalize"
    )


def test_modules_stay_for_the_next(host: Host) -> None:
    """A module of the first config can be imported in the second, and is there in the place of the library's."""
    before, between = ("start:first", "finalize"), ("start:plain",)
    imports = [importing(name) for name in ("mod", "single", "json")]

    found = {each.severity.value: each for each in host.found("first", "plain") if "foreign" in each.code}
    assert "`mod`, `pack` and `single`" in found["info"].message
    assert "`json`" in found["warning"].message
    assert ["finalized 0", "one", "single", "one", "finalized 0"] == host.do(*before, *between, *imports, "finalize")
    assert ["ModuleNotFoundError", "ModuleNotFoundError", "another", "finalized 0"] == host.do(
        *between, *imports, "finalize"
    )


def test_module_hides_a_package(host: Host) -> None:
    """A module of the first config in the place of a package of the second: what is inside can't be imported."""
    assert {("process-foreign-module", "warning")} == host.codes("first", "inner")
    assert ["ModuleNotFoundError", "finalized 0"] == host.do(
        "start:first", "finalize", "start:inner", importing("pack.mod"), "finalize"
    )[1:]
    assert ["two", "finalized 0"] == host.do("start:inner", importing("pack.mod"), "finalize")


def test_module_keeps_a_program_from_running(host: Host) -> None:
    """`run_module` names something inside of a module of the first config, and ends with exit code 1."""
    assert {("process-foreign-module", "error")} <= host.codes("first", "running")
    assert ["finalized 0", "run 1"] == host.do("start:first", "finalize", "start:running", "run:running")
    assert ["main", "run 0"] == host.do("start:running", "run:running")


def test_dotted_names_stay_where_they_are_found(host: Host) -> None:
    """A module inside of a package stays as well, but up to 3.10 only the config that declares it finds it."""
    kind = "file" if host.is_before(11) else "two"

    assert bool([each for each in host.found("inner", "files") if "foreign" in each.code]) is (kind == "two")
    assert ["finalized 0", kind, "finalized 0"] == host.do(
        "start:inner", "finalize", "start:files", importing("pack.mod"), "finalize"
    )


# Memory and encodings

PAIRS = ["plain plain", "plain malloc", "plain debug", "malloc malloc", "malloc debug", "debug development"]


@pytest.mark.parametrize("pair", PAIRS)
def test_switch_of_allocators(host: Host, pair: str) -> None:
    """A process dies of just those switches of the allocators that are reported, when it starts both in turn."""
    names = pair.split() * 3
    turns = [step for name in names for step in (f"start:{name}", BUSY, "finalize")]
    codes = host.codes(*names)

    assert codes in (set(), {("process-allocators", "error" if host.is_before(12) else "warning")})
    assert ("killed" in host.do(*turns)) is bool(codes)


def test_each_start_has_its_own_encoding(host: Host) -> None:
    """UTF-8 mode and the locale of one config do not stay for the next."""
    ask = "code:import sys; print(sys.flags.utf8_mode, sys.getfilesystemencoding())"
    steps = [step for name in ("plain", "locale", "plain") for step in (f"start:{name}", ask, "finalize")]

    assert set() == host.codes("plain", "locale", "plain")
    assert ["1 utf-8", "0 ascii", "1 utf-8"] == host.do(*steps, locale="C")[::2]


# Side by side


def test_one_interpreter_at_a_time(host: Host) -> None:
    """While one lives, the start of another config is refused; CPython itself does nothing and reports success."""
    assert "process-one-interpreter" in {each.code for each in host.found("same", "plain")}
    assert [IT_RUNS, "exception 0", "one", "finalized 0"] == host.do(
        "start:same", "start:plain", "plainly", importing("mod"), "finalize"
    )


def test_modules_are_added_before_the_start(host: Host) -> None:
    """A module that is added while an interpreter lives ends the process from 3.12 on, and is not there before."""
    lines = host.do("start:plain", "append", importing("late"), "finalize")

    assert lines == (["appended 0", "ImportError", "finalized 0"] if host.is_before(12) else ["killed"])


def test_sub_interpreter_imports_all_modules(host: Host) -> None:
    """A sub-interpreter that shares the GIL imports modules of every kind."""
    names = ("bearing", "two", "single")

    assert ["one", "two", "single", "finalized 0"] == host.do(
        "start:bearing", "sub", *map(importing, names), "end", "finalize"
    )


def test_sub_interpreter_with_its_own_gil(host: Host) -> None:
    """One with a GIL of its own imports only modules that say that they can bear it."""
    remarks = [each.message for each in host.found("bearing", "bearing") if each.code == "process-sub-interpreters"]
    if host.is_before(12):
        assert remarks == []
        return
    names = ("bearing", "two", "single")
    imports = [*map(importing, names)]

    assert "`bearing`, `single` and `two`" in remarks[0]
    # In 3.12 a single-phase module gets through unless the main interpreter has it.
    assert ["one", "ImportError", "ImportError", "finalized 0"] == host.do(
        "start:bearing", *imports, "own", *imports, "end", "finalize"
    )[3:]


def test_sub_interpreter_lacks_the_finder(host: Host) -> None:
    """Up to 3.11.3, a module inside of a package is found in the main interpreter alone."""
    codes = [each for each in host.found("inner", "inner") if "finder" in each.message]
    # The 3.11 that is tried is a later one; what is said of the minor is said of its first releases.
    kind = "file" if host.is_before(11) else "two"

    assert bool(codes) is host.is_before(12)
    assert ["two", kind, "finalized 0"] == host.do(
        "start:inner", importing("pack.mod"), "sub", importing("pack.mod"), "end", "finalize"
    )


# pyembed, which makes the table anew for each start

PYEMBED_HEAD = """
interpreter(
    profile = "isolated",
    utf8_mode = True,
    home = variable("home"),
    set_missing_path_configuration = False,
    ALLOCATOR
)
"""

ASK = """
import importlib, sys
def kind(name):
    try: return importlib.import_module(name).kind
    except Exception as error: return type(error).__name__
print([kind(name) for name in ("mod", "other", "rust")], sys.builtin_module_names.count("mod"))
"""


@pytest.fixture(params=cargo.BOOTABLE)
def boot(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[..., tuple[list[str], set[str]]]:
    """Return a function that starts two configs in one process, and gives what they print and the codes found."""
    python = cargo.require_cpython(request.param)
    program = build_boot(python)

    def start(*texts: str, allocators: tuple[str, str] = ("", "")) -> tuple[list[str], set[str]]:
        evaluations = []
        for number, (text, allocator) in enumerate(zip(texts, allocators, strict=True)):
            file = tmp_path / f"{number}.bzl"
            file.write_text(PYEMBED_HEAD.replace("ALLOCATOR", allocator) + text, encoding="utf-8")
            variables = {"home": python.prefix}
            each = evaluate(file, python=python.version, variables=variables, outputs=("rust",))
            file.with_suffix(".json").write_text(emit(each.require(), "json"), encoding="utf-8")
            evaluations.append(each)
        (tmp_path / "ask.py").write_text(ASK, encoding="utf-8")
        done = subprocess.run(
            [program, tmp_path / "0.json", tmp_path / "ask.py"],
            env={"LC_ALL": "C.UTF-8", "BOOT_THEN": str(tmp_path / "1.json")},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        found = check_process(evaluations, output="rust")
        codes = {each.code for each in found if each.severity is not Severity.INFO}
        return [*done.stdout.splitlines(), *(["killed"] if done.returncode < 0 else [])], codes

    return start


SINGLE = 'static_extension("mod", init = "PyInit__boot_single")\n'
MULTI = 'static_extension("mod", init = "PyInit__boot_multi")\n'
OTHER = 'static_extension("other", init = "PyInit__boot_multi")\n'
RUST = 'static_extension("rust", init = "crate::native::init")\n'


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
def test_pyembed_makes_the_table_anew(boot: Callable[..., tuple[list[str], set[str]]]) -> None:
    """Another module under the same name is that of each config, nothing is listed twice, and nothing stays."""
    lines, codes = boot(SINGLE + OTHER, MULTI)

    assert codes == set()
    assert lines == [
        "['single-phase', 'multi-phase', 'ModuleNotFoundError'] 1",
        "['multi-phase', 'ModuleNotFoundError', 'ModuleNotFoundError'] 1",
    ]


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
def test_pyo3_modules_of_pyembed_import_once(boot: Callable[..., tuple[list[str], set[str]]]) -> None:
    """A module of PyO3 0.17 in both configs is an ImportError in the second."""
    lines, codes = boot(RUST, RUST)

    assert codes == {"process-pyo3"}
    assert [line.split("'")[-2] for line in lines] == ["PyO3", "ImportError"]


@pytest.mark.xdist_group("cargo")
@pytest.mark.thorough
def test_allocators_of_pyembed(boot: Callable[..., tuple[list[str], set[str]]]) -> None:
    """A switch of the allocators ends a process with pyembed as well."""
    lines, codes = boot(MULTI, MULTI, allocators=("", 'allocator = "debug",'))

    assert codes == {"process-allocators"}
    assert lines[1:] == ["killed"]
