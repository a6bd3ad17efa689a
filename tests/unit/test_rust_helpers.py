"""The helpers of a module over pyo3::ffi, and the parts that they come from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from configlang.cpython.targets import Target
from configlang.outputs import fill
from configlang.outputs.backend import EmitOptions
from configlang.outputs.host import plan as hosts
from configlang.outputs.host.rust import part
from configlang.outputs.host.rust.helpers import helpers
from configlang.outputs.host.rust.module import emit
from configlang.outputs.table import BY_NAME
from configlang.schema.config import (
    Compatibility,
    Config,
    EnvironmentVariable,
    FilesystemImporter,
    Host,
    HostValue,
    StaticExtension,
    SubInterpreter,
)
from configlang.schema.interpreter import InterpreterConfig

LINUX = Target("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu")
PARTS = Path(part.__file__).parent / "parts"

CONFIGS = {
    "nothing": Config(target=LINUX),
    "found": Config(
        target=LINUX,
        interpreter=InterpreterConfig(
            argvb=True,
            multiprocessing_auto_dispatch=False,
            profile="isolated",
            set_missing_path_configuration=True,
            sys_meipass=True,
            terminfo_resolution="dynamic",
        ),
        filesystem_importer=FilesystemImporter(paths=("$ORIGIN",), mode="append"),
        static_extensions=(StaticExtension(name="a.b", init="crate::b::init"),),
    ),
    "fixed": Config(
        target=LINUX,
        interpreter=InterpreterConfig(
            argv=("a",),
            argvb=True,
            exe="/a/b",
            home="$ORIGIN",
            origin="/a",
            set_missing_path_configuration=True,
            tcl_library="$ORIGIN/tcl",
        ),
        filesystem_importer=FilesystemImporter(paths=("/b",), mode="prepend", enabled=False),
        compatible_with=Compatibility(python=">=3.9"),
    ),
    "plug-in": Config(target=LINUX, host=Host(outputs=("rust-ffi",), plugin=True, adopt=True)),
    "adopting": Config(
        target=LINUX,
        host=Host(outputs=("rust-ffi",), adopt=True),
        interpreter=InterpreterConfig(home="/a", warn_options=("ignore",)),
        filesystem_importer=FilesystemImporter(paths=("$ORIGIN",), mode="append"),
        static_extensions=(StaticExtension(name="a", init="a"),),
    ),
    "adopting with fixed paths": Config(
        target=LINUX,
        host=Host(outputs=("rust-ffi",), adopt=True),
        filesystem_importer=FilesystemImporter(paths=("/a",), mode="append"),
    ),
    "hosted": Config(
        target=LINUX,
        interpreter=InterpreterConfig(
            tcl_library="$HOST{tcl}",
            use_hash_seed="$HOST{flag}",  # type: ignore[arg-type]
            run_command="$HOST{tcl}",
        ),
        filesystem_importer=FilesystemImporter(paths=("$HOST{tcl}/x",), mode="append"),
        host=Host(outputs=("rust-ffi",), adopt=True),
        host_values=(HostValue(name="flag", type="bool"), HostValue(name="tcl")),
    ),
    "many": Config(
        target=LINUX,
        static_extensions=tuple(StaticExtension(name=f"m{number}", init="init") for number in range(200)),
        environment_variables=(EnvironmentVariable(name="A", remove=True),),
        sub_interpreters=(SubInterpreter(name="worker"),),
    ),
}
"""Configs that need every part between them."""


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Return the set of the parts that have been asked for, relative to their folder; it grows."""
    names: set[Path] = set()

    def read(path: str) -> str:
        names.add(Path(path).relative_to(PARTS))
        return fill.read(path)

    monkeypatch.setattr(part, "read", read)
    return names


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_helper_defines_the_name_that_it_is_found_by(config: Config) -> None:
    """What a helper is called in the code is what it is called in the table."""
    for name, make in helpers(config, hosts.plan(config), {}).items():
        assert re.search(rf"(?m)^ *(?:unsafe )?(?:const|fn|macro_rules!|static|struct|type) {name}\b", make()), name


def test_every_part_is_used(opened: set[Path]) -> None:
    """Each file in the folder of parts is in the module of some config."""
    for config in CONFIGS.values():
        emit(config, EmitOptions(BY_NAME["rust-ffi"]))

    assert {path.relative_to(PARTS) for path in PARTS.rglob("*.rs")} == opened


def test_only_the_parts_of_a_module_are_read(opened: set[Path]) -> None:
    """A part that the module of a config does without is not even opened."""
    emit(CONFIGS["nothing"], EmitOptions(BY_NAME["rust-ffi"]))

    assert {Path("check.rs"), Path("run_worker.rs"), Path("statements/run_dispatch.rs")} <= opened
    unneeded = {"add_module.rs", "extend_path.rs", "args_fixed.rs", "statements/run.rs"}
    assert set() == opened & {Path(name) for name in unneeded}
