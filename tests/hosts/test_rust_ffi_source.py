"""The source of generated modules in Rust: rustfmt, rustc and clippy have nothing to say, or what they should."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest

from configlang import evaluate
from configlang.outputs.backend import EmitOptions
from configlang.outputs.emit import emit as emit_output
from configlang.outputs.table import BY_NAME
from configlang.schema.config import Config
from tests import strategies
from tests.emitting import emit
from tests.hosts import cargo, cpythons
from tests.hosts.bootable import EVERY_VERSION
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.ffi import USE_CFGS, all_configs, cargo_python, variables_for, write, write_cases, write_project
from tests.hosts.test_literals import draw

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

RANDOM_COMPILED = 60
"""How many random configs, of all fields and texts, are compiled."""


@pytest.fixture(scope="module")
def sources() -> dict[str, Config]:
    """Return configs to compile on any CPython: those that are started, and random ones of all fields and texts."""
    drawn = draw(strategies.configs().map(for_every_version).filter(is_compiled), RANDOM_COMPILED)
    return {**all_configs(), **{f"drawn_{index}": config for index, config in enumerate(drawn)}}


def for_every_version(config: Config) -> Config:
    """Return a config as one that is meant for all CPythons, where fields that not all have are left out."""
    return attrs.evolve(config, python=None, compatible_with=EVERY_VERSION)


def is_compiled(config: Config) -> bool:
    """Tell whether the output takes a config, and all builds of CPython do."""
    is_taken = bool(emit_output(config, EmitOptions(BY_NAME["rust-ffi"])).files)
    return is_taken and config.interpreter.enable_gil is not False


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


@pytest.mark.parametrize("count", [1, 2, 3])
def test_modules_of_any_length_are_laid_out_as_rustfmt_does(count: int, tmp_path: Path) -> None:
    """The table of modules has room on a line up to a width, below that on the next, and then a line for each."""
    rustfmt = cargo.require_tool("rustfmt")
    for length in range(1, 80):
        calls = "".join(f'static_extension("{"m" * (length + more)}", init = "f")\n' for more in range(count))
        (tmp_path / "app.bzl").write_text(f'interpreter(profile = "isolated", utf8_mode = True)\n{calls}')
        config = evaluate(tmp_path / "app.bzl").require()
        write(tmp_path / f"m{length}.rs", emit(config, "rust-ffi"))
    files = sorted(map(str, tmp_path.glob("*.rs")))
    command = [rustfmt, "--check", "--edition", "2021", "--color", "never", *files]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)

    assert (0, "") == (done.returncode, done.stdout)


CLIPPY = [("2018", "3.8"), ("2021", "3.11"), ("2024", "3.14")]


@pytest.mark.parametrize(("edition", "version"), CLIPPY if cargo.IS_EVERY else [("2018", VERSIONS[-1])])
def test_clippy_has_nothing_to_say(edition: str, version: str, sources: dict[str, Config], tmp_path: Path) -> None:
    """Neither rustc nor clippy warns about the modules, in a crate of each edition, for CPythons old and new."""
    cargo.require_tool("cargo-clippy")
    done = clippy(require_cpython(version), edition, sources, tmp_path)

    assert (done.returncode, done.stderr) == (0, "")


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
        ('compatible_with(python = "!=3.11")', "3.11", "this config is meant for CPython 3.8-3.10, 3.12 or newer"),
        ('compatible_with(python = ">=3.9")', "3.8", "this config is meant for CPython 3.9 or newer"),
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
