"""
Starting generated modules of `rust-ffi`: the program tests/rust/ffi holds all the configs that tests start.

There is one for each CPython. It is compiled with warnings as errors; its README tells the variables and exit codes.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from configlang import evaluate
from configlang.schema.config import Config
from tests.emitting import emit
from tests.hosts import cargo, cpythons, programs
from tests.hosts.bootable import bootable_configs
from tests.hosts.cpythons import require_cpython
from tests.hosts.host_configs import SHARED
from tests.hosts.passing import in_rust
from tests.hosts.programs import Program, Run
from tests.hosts.test_literals import draw

CRATE = cargo.PROGRAMS / "ffi"
RANDOM_STARTED = 12
"""How many random configs are started on each CPython."""

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
    "many": """
interpreter(profile = "isolated", utf8_mode = True, site_import = False)
folders = ["", "/lib-dynload"] + ["/%d" % i for i in range(120)]
filesystem_importer(paths = ["$ORIGIN" + folder for folder in folders] + ["/%d" % i for i in range(120)])
[static_extension("many_%d" % i, init = ["PyInit_multi", "crate::native::by_path"][i % 2]) for i in range(150)]
""",
    "many_around": """
interpreter(profile = "isolated", utf8_mode = True, argv = ["prog"] + ["argument %d" % i for i in range(120)])
filesystem_importer(paths = ["$ORIGIN/%d" % i for i in range(120)], mode = "prepend")
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
    "parsed": "interpreter(parse_argv = True, use_environment = False, write_bytecode = False)",
    "fixed_options": 'interpreter(argv = ["prog", "-X", "utf8", "-B", "-c", "import sys; sys.exit(9)", "ß"])',
}
"""The configs that tests start, by the name of the case."""


@cache
def all_configs() -> Mapping[str, Config]:
    """Return all the configs by name: those above, and random ones."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, text in CONFIGS.items():
            file = Path(folder, f"{name}.bzl")
            file.write_text(text, encoding="utf-8")
            # Past the checker, which warns of some of what is tried here.
            config = evaluate(file).unchecked
            assert config is not None
            found[name] = config
    drawn = draw(bootable_configs(), RANDOM_STARTED)
    return {**found, **{f"random_{index}": config for index, config in enumerate(drawn)}}


@cache
def make(version: str) -> Program:
    """Build the program of a CPython version, once."""
    cargo.require_tool("cargo")
    python = require_cpython(version)
    folder = cargo.target_folder(cargo_python(python))
    write_cases(folder / "ffi-cases", all_configs())
    variables = variables_for(python, folder / "ffi-cases")
    done = cargo.cargo("build", CRATE / "Cargo.toml", python=cargo_python(python), variables=variables)
    assert done.returncode == 0, done.stderr[-8000:]
    outputs = dict.fromkeys(all_configs(), "rust-ffi")
    return Program(executable=folder / "debug" / "ffi", python=python, outputs=outputs)


def run(host: Program, case: str, *arguments: str | bytes, **variables: str | bytes | Path) -> Run:
    """Start a case with variables of the environment."""
    code = variables.pop("CODE", None)
    environment = {name: str(value) if isinstance(value, Path) else value for name, value in variables.items()}
    return host.run(case, *arguments, code=None if code is None else str(code), environment=environment)


def write_cases(folder: Path, configs: Mapping[str, Config]) -> None:
    """Write what tests/rust/README.md asks for; what is there already is left alone, so that cargo has less to do."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, config in configs.items():
        write(folder / f"{name}.rs", emit(config, "rust-ffi", source=f"{name}.bzl", command="configlang eval"))
    modules = "".join(f'pub mod {name} {{\n    include!("{name}.rs");\n}}\n' for name in configs)
    arms = "".join(
        f'        "{name}" => start!({name}, |host: &mut {name}::Host| {{\n{in_rust(config)}            }}),\n'
        if config.host_values
        else f'        "{name}" => start!({name}, |_: &mut {name}::Host| {{}}),\n'
        for name, config in configs.items()
    )
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
        version=python.version,
        full_version=python.full_version,
        executable=executable,
        prefix=str(python.prefix),
        include=str(python.include),
    )


# Crates of one test


USE_CFGS = "pyo3_build_config::use_pyo3_cfgs();"


def write_project(folder: Path, edition: str, build: str = USE_CFGS) -> None:
    """Write a cargo project with the dependencies of the crate, and what its build script does."""
    for name in ("Cargo.toml", "Cargo.lock"):
        # Of another name than the crate: cargo would take what it has built of one for the other.
        text = (CRATE / name).read_text(encoding="utf-8").replace('name = "ffi"', 'name = "scratch"')
        text = re.sub(r"(?m)^rust-version = .*\n", "", text)
        write(folder / name, re.sub(r"(?m)^edition = .*$", f'edition = "{edition}"', text))
    write(folder / "build.rs", f"fn main() {{\n    {build}\n}}\n")
