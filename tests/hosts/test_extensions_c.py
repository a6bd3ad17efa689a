"""
Every way that a module in C has into a host in C: linked in, from an archive too, and as a file.

One program per CPython and output holds the configs of this file. Modules in files need none of their own: nothing in
the generated code comes of them.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang import Config, Evaluation, StaticExtension, evaluate
from configlang.cpython.inittab import LAST_WINS
from configlang.schema.part import make as make_part
from tests.emitting import emit
from tests.hosts import cpythons, extensions, programs
from tests.hosts.cpythons import C_HOSTS, VERSIONS, require_cpython, require_tool
from tests.hosts.extensions import FILE_CASES, FileCase, built_in, not_found
from tests.hosts.programs import Program

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'
FILES = HEAD + 'filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")\n'

LINKED = {
    "fast": ("PyInit_multi", "fast"),
    "slow": ("PyInit_single", "single"),
    "pkg.fast": ("PyInit_multi", "pkg.fast"),
    "pkg.slow": ("PyInit_single", "single"),
    "pkg.single": ("PyInit_single", "single"),
    "archived": ("PyInit_archived_multi", "archived"),
    "pkg.archived": ("PyInit_archived_single", "pkg.archived"),
}
"""
Modules that are linked in: the init function, and the `__name__` of what is imported.

One with a single phase is called as its definition, though that be the last part of its full name.
"""

CONFIGS = {
    "files": FILES,
    "linked": FILES + "".join(f'static_extension("{name}", init = "{init}")\n' for name, (init, _) in LINKED.items()),
    "off": HEAD + "filesystem_importer(enabled = False)\n" + FileCase(gets="").declaration("3.14"),
}


def evaluate_text(folder: Path, text: str, version: str | None = None, output: str = "c") -> Evaluation:
    """Evaluate the text of a config."""
    file = folder / "config.bzl"
    file.write_text(text, encoding="utf-8")
    return evaluate(file, python=version, outputs=[output])


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Program]:
    """Return a function that builds, once, the program of a CPython version and an output."""

    @cache
    def build(version: str, output: str) -> Program:
        folder = tmp_path_factory.mktemp(f"extensions-{output}-{version}")
        python = require_cpython(version)
        cases = {}
        for name, text in CONFIGS.items():
            # Past the checker, which knows that one of them is wrong.
            config = evaluate_text(folder, text).unchecked
            assert config is not None
            cases[name] = (config, output)
        modules = cases["linked"][0]
        again = (*modules.static_extensions, StaticExtension(name="fast", init="PyInit_single"))
        # Past the constructor, which refuses it.
        values = {field.name: getattr(modules, field.name) for field in attrs.fields(Config)}
        cases["twice"] = (make_part(Config, {**values, "static_extensions": again}), output)
        programs.write_sources(folder, cases)
        executable = folder / f"host-{version}"
        after = [str(make_archive(folder, python)), *cpythons.link_flags(python)]
        programs.compile_main(folder, python, programs.COMPILERS["gcc"], ["-o", str(executable)], after)
        return Program(executable=executable, python=python)

    return build


def make_archive(folder: Path, python: cpythons.CPython) -> Path:
    """Make a static library with modules, which knows nothing of the program."""
    source = programs.EXTENSIONS.replace("PyInit_", "PyInit_archived_").replace('"single"', '"pkg.archived"')
    (folder / "modules.c").write_text(f"#include <Python.h>\n\n{source}", encoding="utf-8")
    compiler = [require_tool("gcc"), "-c", *cpythons.compile_flags(python)]
    subprocess.run([*compiler, "modules.c", "-o", "modules.o"], cwd=folder, check=True)
    subprocess.run([require_tool("ar"), "rcs", "libmodules.a", "modules.o"], cwd=folder, check=True)
    return folder / "libmodules.a"


@pytest.fixture(params=[pytest.param(pair, id=f"{pair[1]}-{pair[0]}") for pair in C_HOSTS])
def host(request: pytest.FixtureRequest, make: Callable[[str, str], Program]) -> Program:
    """Return a program: one for each CPython and output."""
    version, output = request.param
    return make(version, output)


def imported(host: Program, case: str, origin: Path, *names: str) -> list[extensions.Outcome]:
    """Start a config with a folder as `$ORIGIN`, and return what becomes of imports."""
    done = host.run(case, code=extensions.ask(*names), environment={"HOST_ORIGIN": str(origin)})
    assert done.code == 0, done.stderr
    return extensions.answers(done.stdout)


# Files


@pytest.mark.parametrize("name", FILE_CASES)
def test_module_in_a_file(host: Program, name: str, tmp_path: Path) -> None:
    """A module is found in the file that the config names, or configlang says that it is not; the error is Python's."""
    case = FILE_CASES[name]
    version = host.python.version
    file = case.lay(tmp_path, version, host.python.include)
    evaluation = evaluate_text(tmp_path, FILES + case.declaration(version), version)

    assert case.codes == extensions.codes(evaluation)
    assert [case.expected(file)] == imported(host, "files", tmp_path, case.name)


@pytest.mark.parametrize("output", ["c", "c-initconfig"])
def test_nothing_is_generated_for_files(output: str, tmp_path: Path) -> None:
    """The code of a config is the same with modules in files and without."""
    plain = evaluate_text(tmp_path, FILES, "3.14", output).require()
    with_files = evaluate_text(tmp_path, FILES + FileCase(gets="").declaration("3.14"), "3.14", output).require()

    assert emit(plain, output) == emit(with_files, output)


def test_importer_of_files_is_off(host: Program, tmp_path: Path) -> None:
    """Where the importer of files is switched off, a module in a file is not found, as configlang says."""
    FileCase(gets="").lay(tmp_path, host.python.version, host.python.include)

    assert {"importer-off"} == extensions.codes(evaluate_text(tmp_path, CONFIGS["off"], host.python.version))
    assert [not_found("fast")] == imported(host, "off", tmp_path, "fast")


# Linked in


@pytest.mark.parametrize("name", LINKED)
def test_module_that_is_linked_in(host: Program, name: str, tmp_path: Path) -> None:
    """A linked-in module is a built-in one; its name is the config's with several phases, else its definition's."""
    _, expected = LINKED[name]
    (tmp_path / "lib" / "pkg").mkdir(parents=True)
    (tmp_path / "lib" / "pkg" / "__init__.py").touch()
    (module,) = imported(host, "linked", tmp_path, name)

    assert set() == extensions.codes(evaluate_text(tmp_path, CONFIGS["linked"], host.python.version))
    assert built_in(name, expected) == module


def test_package_of_a_linked_in_module(host: Program, tmp_path: Path) -> None:
    """Without its package, a linked-in module with a dot in its name is not found; the error names the package."""
    assert [not_found("pkg")] == imported(host, "linked", tmp_path, "pkg.fast")


def test_linked_in_module_comes_before_files(host: Program, tmp_path: Path) -> None:
    """Of a linked-in module and a file that have one name the first is imported; the file is not even opened."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "fast.so").write_text("no library", encoding="ascii")

    assert [built_in("fast", "fast")] == imported(host, "linked", tmp_path, "fast")


def test_symbol_that_is_nowhere_does_not_link(tmp_path: Path) -> None:
    """The generated code compiles with any symbol, and a linker says which one is missing; configlang can't know."""
    python = require_cpython(*VERSIONS)
    evaluation = evaluate_text(tmp_path, HEAD + 'static_extension("fast", init = "PyInit_fats")\n')
    (tmp_path / "host.c").write_text(emit(evaluation.require(), "c"), encoding="utf-8")
    main = '#include "host.c"\nint main(void) { return python_config_initialize(NULL, NULL); }\n'
    (tmp_path / "main.c").write_text(main, encoding="utf-8")
    compiler = [require_tool("gcc"), *cpythons.compile_flags(python), "-o", "out", "main.c"]
    compiled = subprocess.run([*compiler, "-c"], cwd=tmp_path, capture_output=True, text=True, check=False)
    linked = subprocess.run(
        [*compiler, *cpythons.link_flags(python)], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert extensions.codes(evaluation) == set()
    assert (compiled.returncode, compiled.stderr) == (0, "")
    assert linked.returncode != 0
    assert "undefined reference to `PyInit_fats'" in linked.stderr


# One name twice


STATIC = 'static_extension("fast")\n'
STATIC_TOO = 'static_extension(name = "fast", init = "PyInit_other")\n'
DYNAMIC = 'dynamic_extension("fast", path = "$ORIGIN/lib/fast.so")\n'
DYNAMIC_TOO = 'dynamic_extension(name = "fast", path = "$ORIGIN/lib/fast.abi3.so")\n'


@pytest.mark.parametrize("pair", [STATIC + STATIC_TOO, STATIC + DYNAMIC, DYNAMIC + STATIC, DYNAMIC + DYNAMIC_TOO])
@pytest.mark.parametrize("output", ["c", "c-initconfig", "rust-ffi"])
def test_one_name_twice_is_refused(pair: str, output: str, tmp_path: Path) -> None:
    """A name has one module: linked in, in a file or both, the second declaration is an error."""
    evaluation = evaluate_text(tmp_path, FILES + pair, "3.14", output)

    assert extensions.codes(evaluation) == {"duplicate-extension"}
    assert evaluation.config is None


def test_what_comes_of_a_name_twice(host: Program, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """A config that holds a name twice, as no file can say it, is refused at the start; PyInitConfig takes one."""
    done = host.run("twice", code=extensions.ask("fast"))

    if "initconfig" in request.node.name:
        counts = "single" if LAST_WINS.covers(host.python.release) else "fast"
        assert [built_in("fast", counts)] == imported(host, "twice", tmp_path, "fast")
    else:
        assert (done.code, done.stderr) == (101, "status 1: fast: Python has a built-in module of this name already\n")
