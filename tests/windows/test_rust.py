"""Configs come alive on Windows in Rust: `rust-ffi` over PyO3, built for x86_64-pc-windows-gnu, started under Wine."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import attrs
import pytest

from configlang import evaluate
from configlang.outputs.host.plan import plan
from configlang.schema.config import Config
from tests.hosts import ffi
from tests.hosts.bootable import differences
from tests.hosts.cargo import missing, require_tool
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Program
from tests.windows import hosts
from tests.windows.hosts import NEWEST, OLDEST, TARGET, WindowsProgram
from tests.windows.test_c import random_configs

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("cargo")]

NAMES = (
    *("nothing", "origin", "fixed_origin", "fixed_argv", "attributes", "isolated_home", "every_version"),
    *("prepended", "appended", "modules", "debug_memory", "variables", "early_variables"),
)
"""Those of the configs that tests/hosts/test_rust_ffi.py starts on Linux."""

RANDOM = 8
"""How many random configs are started on each CPython."""


@cache
def require_target() -> None:
    """End the test where Rust can't build for Windows."""
    rustup = require_tool("rustup")
    done = subprocess.run([rustup, "target", "list", "--installed"], capture_output=True, text=True, check=True)
    if TARGET not in done.stdout.split():
        missing(f"needs the target {TARGET} of Rust (rustup target add {TARGET})")


@pytest.fixture(scope="module")
def configs(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Config]:
    """Return all the configs by name."""
    folder, found = tmp_path_factory.mktemp("configs"), {}
    for name in NAMES:
        (folder / f"{name}.bzl").write_text(ffi.CONFIGS[name], encoding="utf-8")
        config = evaluate(folder / f"{name}.bzl", target=TARGET).unchecked
        assert config is not None
        found[name] = config
    return {**found, **{f"random_{index}": config for index, config in enumerate(random_configs()[:RANDOM])}}


Make = Callable[[str], Program]


@pytest.fixture(scope="module")
def make(tmp_path_factory: pytest.TempPathFactory, configs: Mapping[str, Config]) -> Make:
    """Return a function that builds, once, the program of a CPython version."""

    @cache
    def build(version: str) -> Program:
        require_tool("cargo")
        require_tool(hosts.COMPILER[0])
        require_target()
        python, folder = hosts.require_cpython(version), tmp_path_factory.mktemp(f"rust-{version}")
        ffi.write_cases(folder / "cases", configs)
        environment = {**os.environ, **_variables(python, folder)}
        command = [require_tool("cargo"), "build", "--quiet", "--locked", "--target", TARGET]
        done = subprocess.run(
            [*command, "--manifest-path", ffi.CRATE / "Cargo.toml"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-8000:]
        executable = folder / "target" / TARGET / "debug" / "ffi.exe"
        hosts.lay_dlls(executable.parent, python)
        source, dll = Path(__file__).with_name("prng.c"), executable.with_name("bcryptprimitives.dll")
        subprocess.run([hosts.COMPILER[0], "-shared", source, "-o", dll, "-ladvapi32"], check=True)
        outputs = dict.fromkeys(configs, "rust-ffi")
        return WindowsProgram(executable=executable, python=python, outputs=outputs, platform=TARGET)

    return build


def _variables(python: CPython, folder: Path) -> dict[str, str]:
    """Return what a build of the crate needs to know."""
    (folder / "pyo3-config.txt").write_text(
        f"implementation=CPython\nversion={python.version}\nshared=true\n"
        f"lib_name={hosts.dll_name(python)}\nlib_dir={python.library}\npointer_width=64\n"
    )
    return {
        "CARGO_TARGET_DIR": str(folder / "target"),
        "CARGO_PROFILE_DEV_DEBUG": "0",
        "CARGO_INCREMENTAL": "0",
        "FFI_CASES": str(folder / "cases"),
        "FFI_INCLUDE": str(python.include),
        "PYO3_CONFIG_FILE": str(folder / "pyo3-config.txt"),
    }


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_configs_come_up_as_said(make: Make, configs: Mapping[str, Config], version: str) -> None:
    """Each config starts, and every member of both structs reads back as the config says it."""
    host = make(version)
    wrong = {}
    for name, config in configs.items():
        argv = not config.interpreter.parse_argv and config.interpreter.argv is None
        run = host.run(name, "an argument", argv=argv, environment={"NO_ARGV": "1"})
        # The home is the host's.
        said = attrs.evolve(config, interpreter=attrs.evolve(config.interpreter, home=None))
        origin = plan(config).fixed_origin or host.origin
        if found := differences(said, version, run.came_up, origin=origin):
            wrong[name] = found
    assert wrong == {}


@pytest.mark.parametrize("version", [OLDEST, NEWEST])
def test_modules_of_c_and_rust_import(make: Make, version: str) -> None:
    """Linked-in modules of both languages import by their names."""
    host = make(version)
    (host.executable.parent / "modules" / "pack").mkdir(parents=True, exist_ok=True)
    (host.executable.parent / "modules" / "pack" / "__init__.py").touch()
    run = host.run("modules", code="import one, two, native, pack.one, pack.two; print(one.who(), two.who())")

    assert run.stdout == "single two\n", run.stderr
