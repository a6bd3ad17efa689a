"""
The table of built-in modules without configlang's own code in between: what CPython does with an entry.

The C that configlang generates refuses what would surprise and adds a finder. Other hosts, and readers of the output
`json`, get CPython as it is, which a program of its own shows here (tests/truth/table_program.py).
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from configlang.cpython import stdlib
from configlang.cpython.versions import Version
from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.truth import configs, table_program
from tests.truth.table_program import EXIT_1, NO_START, NOT_FOUND, OURS, THEIRS, TableProgram

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'


@pytest.fixture(scope="module")
def table(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> TableProgram:
    """Return the program that adds an entry."""
    return table_program.build(tmp_path_factory.mktemp(f"table-{python.version}"), python)


def codes(folder: Path, text: str, version: str, output: str = "json") -> set[str]:
    """Return the codes of what there is to say of a module with an init function of its own name."""
    evaluation = configs.evaluate_text(folder, HEAD + text, version, output)
    # Where the library is, is another matter.
    return {finding.code for finding in evaluation.findings} - {"library-by-chance"}


def entry(name: str) -> str:
    """Return the text of a config that links a module in."""
    return f'static_extension("{name}", init = "init_function")\n'


def test_entry_of_a_built_in_name(table: TableProgram) -> None:
    """CPython's own entry counts, on 3.13 and 3.14 the added one, except for what is made before."""
    version = Version(table.python.version)
    names = stdlib.built_in(version, "linux")
    expected = dict.fromkeys(names, THEIRS)
    if version.minor in {13, 14}:
        needed = stdlib.needed_to_start(version, "linux", has_site=True)
        expected = {name: NO_START if name in needed else OURS for name in names}
        expected |= {"sys": THEIRS, "builtins": THEIRS}

    assert expected == table.outcomes(names)


@pytest.mark.parametrize(("name", "late"), [("_io", "breaks-start"), ("gc", "shadows-stdlib"), ("sys", "name-taken")])
def test_entry_of_a_built_in_name_is_told(python: CPython, name: str, late: str, tmp_path: Path) -> None:
    """What is said of such an entry follows the version, where no generated code refuses it."""
    expected = late if Version(python.version).minor in {13, 14} else "name-taken"

    assert {expected} == codes(tmp_path, entry(name), python.version)


@pytest.mark.parametrize("has_site", [True, False])
def test_what_the_start_needs(table: TableProgram, *, has_site: bool) -> None:
    """Of all modules that the start imports, exactly those of the table can't have another in their place."""
    version = Version(table.python.version)
    needed = stdlib.needed_to_start(version, "linux", has_site=has_site)
    imported = table_program.imported(table.python, "import site" if has_site else "pass")
    outcomes = table.outcomes(imported | needed | {"nt"}, "site" if has_site else "no-site")

    assert needed == {name for name, outcome in outcomes.items() if outcome == NO_START}
    assert all(outcome in {OURS, THEIRS, NOT_FOUND, NO_START} for outcome in outcomes.values())


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("run_module", "colorsys", "import runpy"),
        ("run_command", "pass", "import linecache"),
        ("run_command", "pass", "import runpy"),
    ],
)
def test_what_a_program_needs(table: TableProgram, field: str, value: str, code: str) -> None:
    """Of all modules that running a program imports, exactly those of the table can't have another in their place."""
    version = Version(table.python.version)
    started = stdlib.needed_to_start(version, "linux", has_site=True) | stdlib.built_in(version, "linux")
    needed = stdlib.needed_to_run(version, field)
    imported = table_program.imported(table.python, code) - started
    outcomes = table.outcomes(imported | needed, f"{field}={value}")

    assert needed == {name for name, outcome in outcomes.items() if outcome == EXIT_1}


def test_names_that_nobody_else_can_have(table: TableProgram) -> None:
    """What CPython puts into `sys.modules` itself is never looked for; other modules of the library are."""
    version = Version(table.python.version)
    preloaded = stdlib.preloaded(version)
    others = {"collections.abc", "encodings.latin_1", "importlib.machinery", "json", "json.tool", "typing.io", "site"}
    outcomes = table.outcomes(preloaded | others, "finder")

    assert preloaded == {name for name, outcome in outcomes.items() if outcome == THEIRS}


@pytest.mark.parametrize(
    ("name", "code", "before"),
    [("pkg.fast", "unfound-in-package", NOT_FOUND), ("logging.handlers", "name-taken", THEIRS)],
)
def test_names_with_a_dot(table: TableProgram, name: str, code: str, before: str, tmp_path: Path) -> None:
    """Up to 3.10 CPython looks for no linked-in module inside of a package."""
    version = Version(table.python.version)
    is_old = version.minor <= 10
    told = codes(tmp_path, entry(name), table.python.full_version)

    assert {name: before if is_old else OURS} == table.outcomes([name])
    assert is_old == (code in told)
    assert "shadows-stdlib" not in told or (not is_old and before == THEIRS)


@pytest.mark.parametrize(("name", "outcome"), [("time", OURS), ("gc", OURS), ("_io", NO_START)])
@pytest.mark.parametrize("adds", [False, True])
def test_init_function_of_a_name_of_cpython(
    python: CPython, name: str, outcome: str, tmp_path: Path, *, adds: bool
) -> None:
    """A function of the program that is called like CPython's own takes its place, with an entry and without."""
    program = table_program.build(tmp_path, python, init=f"PyInit_{name}", adds=adds)
    # One that is bound to its own functions keeps to them, where it does not take the entry.
    takes_entry = adds and Version(python.version).minor in {13, 14}
    outcome = THEIRS if python.is_of_debian and not takes_entry else outcome

    assert {name: outcome} == program.outcomes([name])
    assert {"init-of-cpython"} == codes(tmp_path, f'static_extension("pkg.{name}")', python.version, "c")


def test_init_functions_of_cpython_are_known(python: CPython) -> None:
    """What libpython exports is what the table of built-in modules makes one expect."""
    library = python.library / f"libpython{python.version}.so"
    done = subprocess.run(["nm", "-D", "--defined-only", library], capture_output=True, text=True, check=True)
    exported = {line.split()[-1] for line in done.stdout.splitlines()}
    found = {name for name in exported if name.startswith("PyInit_")}
    known = stdlib.init_symbols(Version(python.version), "linux")

    assert known <= found if python.is_of_debian else known == found


def test_declaration_of_a_built_in_module_alone_changes_nothing(python: CPython, tmp_path: Path) -> None:
    """Where the program has no function of its own, the entry is CPython's, once."""
    text = HEAD + 'static_extension("time")\n'
    config = configs.unchecked(text, python.version)
    program = programs.build(tmp_path, python, {"plain": (config, "c")})

    run = program.run("plain", code="import time; print(time.sleep)")

    assert run.came_up["builtins"].count("time") == 1
    assert run.stdout == "<built-in function sleep>\n"
