"""The parts that Rust is put together from, as they stand: each is laid out as rustfmt does it, and compiles alone."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import configlang.outputs
from tests.hosts import cargo
from tests.hosts.cpythons import VERSIONS, require_cpython
from tests.hosts.ffi import CRATE, cargo_python, variables_for, write, write_project

pytestmark = [
    pytest.mark.xdist_group("cargo"),
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux"),
]

OUTPUTS = Path(configlang.outputs.__file__).parent
PARTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(OUTPUTS.rglob("parts/*.rs"))}
"""The parts that are items, by name."""

STATEMENTS = {path.stem: path.read_text(encoding="utf-8") for path in sorted(OUTPUTS.rglob("parts/statements/*.rs"))}
"""The others, which are statements of functions."""

VARIANTS = {"args_fixed", "executable_fixed", "origin_fixed"}
"""Parts that define what others define too."""

NEED_VARIANTS = {"fill_args_fixed": "args_fixed", "finish_argvb": "args_fixed", "preinitialize_fixed": "args_fixed"}
"""Statements that use what such a part defines, and that part."""

STEP = "fn step(host: &Host) -> Result<(), Error> {{\n{}    Ok(())\n}}\n"
UNSAFE_STEP = """\
unsafe fn step(config: *mut ffi::PyConfig, host: &Host) -> Result<(), Error> {{
    unsafe {{
{}    }}
    Ok(())
}}
"""
FUNCTIONS = {
    "adopt": STEP,
    "extend": "unsafe fn step(path: *mut ffi::PyObject) -> bool {{\n    unsafe {{\n{}    }}\n    true\n}}\n",
    "fill": UNSAFE_STEP,
    "finish_dotted": STEP,
    "finish": UNSAFE_STEP,
    "host": UNSAFE_STEP,
    "initialize": STEP,
    "interpreter": UNSAFE_STEP,
    "preinitialize": "fn step(config: ffi::PyPreConfig, host: &Host) -> Result<(), Error> {{\n{}}}\n",
    "late": "fn step(host: &Host) -> Result<Vec<Vec<u32>>, Error> {{\n{}}}\n",
    "prepare": STEP,
    "set_environment": STEP,
    "run": "mod inside {{\n    use super::*;\n\n    fn step() -> i32 {{\n{}    }}\n}}\n",
}
"""The functions around statements, by how the names of these begin."""


def as_item(name: str, text: str) -> str:
    """Return statements in a function like the one that they are for, at their indentation."""
    function = next(function for start, function in FUNCTIONS.items() if name.startswith(start))
    return function.format(text)


ITEMS = {**PARTS, **{name: as_item(name, text) for name, text in STATEMENTS.items()}}
"""All parts, as items."""


@pytest.mark.parametrize("edition", ["2018", "2021", "2024"])
def test_rustfmt_changes_nothing(edition: str, tmp_path: Path) -> None:
    """Each part is laid out as rustfmt does it in each edition."""
    for name, text in ITEMS.items():
        write(tmp_path / f"{name}.rs", text)
    command = [cargo.require_tool("rustfmt"), "--check", "--edition", edition, "--color", "never"]
    done = subprocess.run(
        [*command, *(tmp_path / f"{name}.rs" for name in ITEMS)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("version", sorted({VERSIONS[0], VERSIONS[-1]}))
def test_each_part_compiles_alone(version: str, tmp_path: Path) -> None:
    """Each part compiles as it stands, in a module of its own, against what others define, for CPythons old and new."""
    python = require_cpython(version)
    others = [text for name, text in PARTS.items() if name not in {*VARIANTS, "header", "imports"}]
    modules = [
        f"mod part_{name} {{\n    use super::*;\n\n{text}{PARTS.get(NEED_VARIANTS.get(name, ''), '')}}}\n"
        for name, text in ITEMS.items()
    ]
    prelude = (CRATE / "parts" / "prelude.rs").read_text(encoding="utf-8")
    write_project(tmp_path, "2021")
    (tmp_path / "src").mkdir()
    write(tmp_path / "src" / "main.rs", "\n".join([prelude, *map(compiled, (*others, *modules)), "fn main() {}\n"]))
    done = cargo.cargo(
        "check", tmp_path / "Cargo.toml", python=cargo_python(python), variables=variables_for(python, tmp_path)
    )

    assert done.returncode == 0, done.stderr


def compiled(text: str) -> str:
    """Return a part without attributes that only a procedural macro could stand for, and with a member for any."""
    return re.sub(r"(?m)^ *#\[CL_[A-Z0-9]+\]\n", "", text).replace('CL_MEMBER"', 'home"').replace(".CL_MEMBER", ".home")
