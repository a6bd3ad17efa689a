"""
Every way that a module has into a host in Rust over PyO3: linked in, in whichever language, and as a file.

The program is that of tests/rust/ffi under another name, with the configs of this file in it. It is made together with
a shared library that holds a module of PyO3.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from configlang import Evaluation, evaluate
from configlang.schema.config import Config
from tests.emitting import emit
from tests.hosts import cargo, extensions
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.extensions import FILE_CASES, FileCase, Imported, built_in, not_found
from tests.hosts.ffi import cargo_python, variables_for, write, write_cases
from tests.hosts.programs import Program

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

CRATE = cargo.PROGRAMS / "ffi"
NAME = "ffi-extensions"

HEAD = 'interpreter(profile = "isolated", utf8_mode = True)\n'
FILES = HEAD + 'filesystem_importer(paths = ["$ORIGIN/lib"], mode = "prepend")\n'

LINKED = {
    "in_c": ("PyInit_multi", "in_c"),
    "in_c_single": ("PyInit_single", "single"),
    "archived": ("PyInit_prebuilt_multi", "archived"),
    "archived_single": ("PyInit_prebuilt_single", "single"),
    "by_hand": ("crate::by_hand::rust_multi", "by_hand"),
    "by_hand_single": ("PyInit_rust_single", "rust_single"),
    "of_pyo3": ("PyInit_native", "of_pyo3"),
    "pkg.in_c": ("PyInit_multi", "pkg.in_c"),
    "pkg.in_c_single": ("PyInit_single", "single"),
    "pkg.single": ("PyInit_single", "single"),
    "pkg.archived": ("PyInit_prebuilt_multi", "pkg.archived"),
    "pkg.archived_single": ("PyInit_prebuilt_single", "single"),
    "pkg.by_hand": ("crate::by_hand::rust_multi", "pkg.by_hand"),
    "pkg.by_hand_single": ("crate::by_hand::PyInit_rust_single", "rust_single"),
    "pkg.of_pyo3": ("PyInit_native", "pkg.of_pyo3"),
}
"""Modules that are linked in: the init function, and the `__name__` of what is imported."""

CONFIGS = {
    "files": FILES,
    "linked": FILES + "".join(f'static_extension("{name}", init = "{init}")\n' for name, (init, _) in LINKED.items()),
    "off": HEAD + "filesystem_importer(enabled = False)\n" + FileCase(gets="").declaration("3.14"),
}


def evaluate_text(folder: Path, text: str, version: str | None = None) -> Evaluation:
    """Evaluate the text of a config."""
    file = folder / "config.bzl"
    file.write_text(text, encoding="utf-8")
    return evaluate(file, python=version, outputs=["rust-ffi"])


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Program]:
    """Return a function that builds, once, the program of a CPython version."""
    folder = tmp_path_factory.mktemp("configs")
    configs: dict[str, Config] = {}
    for name, text in CONFIGS.items():
        # Past the checker, which knows that one of them is wrong.
        config = evaluate_text(folder, text).unchecked
        assert config is not None
        configs[name] = config

    @cache
    def build(version: str) -> Program:
        cargo.require_tool("cargo")
        python = require_cpython(version)
        target = cargo.target_folder(cargo_python(python))
        write_cases(target / "ffi-extensions-cases", configs)
        variables = variables_for(python, target / "ffi-extensions-cases")
        manifest = write_crate(target / NAME) / "Cargo.toml"
        done = cargo.cargo("build", manifest, "--bins", "--examples", python=cargo_python(python), variables=variables)
        assert done.returncode == 0, done.stderr[-8000:]
        return Program(executable=target / "debug" / NAME, python=python)

    return build


def write_crate(folder: Path) -> Path:
    """Write the crate under another name, so that its program does not replace the one of test_rust_ffi.py."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("src", "build.rs"):
        link = folder / name
        if not link.exists() or link.resolve() != CRATE / name:
            link.unlink(missing_ok=True)
            link.symlink_to(CRATE / name)
    for name in ("Cargo.toml", "Cargo.lock"):
        text = (CRATE / name).read_text(encoding="utf-8")
        write(folder / name, text.replace('name = "ffi"', f'name = "{NAME}"'))
    return folder


@pytest.fixture(params=VERSIONS)
def host(request: pytest.FixtureRequest, make: Callable[[str], Program]) -> Program:
    """Return a program: one for each CPython."""
    return make(request.param)


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


@pytest.mark.parametrize("name", ["plugin", "pkg.plugin"])
def test_module_of_pyo3_in_a_file(host: Program, name: str, tmp_path: Path) -> None:
    """A shared library of PyO3 is a module like any other, with a PyO3 of its own."""
    folder = tmp_path.joinpath("lib", *name.split(".")[:-1])
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    file = folder / "plugin.so"
    file.write_bytes((host.executable.parent / "examples" / "libplugin.so").read_bytes())
    path = file.relative_to(tmp_path)
    declaration = f'dynamic_extension("{name}", path = "$ORIGIN/{path}")\n'
    expected = Imported(
        name=name,
        doc=None,
        file=str(file),
        spec=name,
        origin=str(file),
        loader="ExtensionFileLoader",
    )

    assert set() == extensions.codes(evaluate_text(tmp_path, FILES + declaration, host.python.version))
    assert [expected] == imported(host, "files", tmp_path, name)


def test_nothing_is_generated_for_files(tmp_path: Path) -> None:
    """The code of a config is the same with modules in files and without."""
    plain = evaluate_text(tmp_path, FILES).require()
    with_files = evaluate_text(tmp_path, FILES + FileCase(gets="").declaration("3.14")).require()

    assert emit(plain, "rust-ffi") == emit(with_files, "rust-ffi")


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
    assert [not_found("pkg")] == imported(host, "linked", tmp_path, "pkg.in_c")


def test_linked_in_module_comes_before_files(host: Program, tmp_path: Path) -> None:
    """Of a linked-in module and a file that have one name the first is imported; the file is not even opened."""
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "in_c.so").write_text("no library", encoding="ascii")

    assert [built_in("in_c", "in_c")] == imported(host, "linked", tmp_path, "in_c")
