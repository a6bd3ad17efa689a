"""
The law of the example configs in docs/examples/hosts: no false alarms, and what they say comes up.

Each config is evaluated for every target and CPython that it is meant for, with every setting that its host has, and
for every output: there is no error, and no warning but those that are listed here with the reason why a maintainer of
such a host is glad of them. Each is then compiled and started on every CPython of its range, in files laid out as its
host has them.
"""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Iterator, Mapping
from functools import cache
from os.path import normpath
from pathlib import Path

import attrs
import pytest

from configlang import Evaluation, Severity, evaluate
from configlang.cpython.versions import Version, to_versions
from configlang.outputs.emit import refuse
from configlang.outputs.host.plan import plan
from configlang.outputs.table import find_output
from configlang.schema.config import Config
from configlang.schema.origins import to_finding
from tests.emitting import emit
from tests.hosts import programs
from tests.hosts.bootable import differences
from tests.hosts.cpythons import ROOT, VERSIONS, CPython, compile_flags, link_flags, require_cpython, require_tool
from tests.hosts.programs import Program

FOLDER = ROOT / "docs" / "examples" / "hosts"

needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="these programs are built for Linux")


@attrs.frozen(kw_only=True)
class Example:
    """
    A config, and what it is meant for.

    Attributes:
        outputs: The outputs; those for CPython 3.14 alone are looked at with that one chosen.
        target: The target that it is started for, on Linux in any case.
        settings: Sets of variables that its host may choose; the first are the defaults.
        warnings: The codes of the warnings that it has in some setting, each with the reason why they are welcome.
        origin: What the host passes as origin, below the folder that files are laid out in.
        has_home: Whether the host passes the CPython's prefix as home, in the place of a bundle that is not there.
        says: What the program that the config names prints at its start, None where it names none.
    """

    outputs: tuple[str, ...] = ("c", "rust-ffi")
    target: str = "x86_64-unknown-linux-gnu"
    settings: tuple[Mapping[str, str | bool | int], ...] = ({},)
    warnings: Mapping[str, str] = attrs.field(factory=dict)
    origin: str
    has_home: bool
    says: str | None = None


EXAMPLES = {
    "android_game": Example(
        outputs=("c", "c-initconfig", "rust-ffi"),
        target="aarch64-linux-android",
        origin="android",
        has_home=False,
        says="the game, its neighbour and engine.gl.draw",
    ),
    "desktop_app": Example(
        outputs=("c", "c-initconfig", "rust-ffi"),
        origin="desktop/bin",
        has_home=True,
        says="the app and its package",
    ),
    "editor_3d": Example(
        settings=({}, {"system_environment": True}, {"debug": True, "with_audio": False, "with_renderer": False}),
        origin="editor",
        has_home=True,
    ),
    "frozen_loader": Example(
        outputs=("c", "c-initconfig", "rust-ffi"),
        settings=(
            {},
            {
                "optimize": 2,
                "unbuffered": True,
                "verbose": 1,
                "dev": True,
                "utf8": False,
                "warnings": "ignore error::ResourceWarning",
                "hash_seed": 0,
            },
            {"layout": "library"},
        ),
        origin="frozen",
        has_home=False,
    ),
    "terminal": Example(
        settings=({}, {"portable": True}),
        origin="terminal/bin",
        has_home=True,
        says="the terminal and terminal.core",
    ),
    "wasm": Example(
        target="wasm32-unknown-emscripten",
        settings=({"root": "ROOT"},),
        origin="page",
        has_home=False,
    ),
    "web_server_module": Example(
        settings=(
            {},
            {
                "ignore_environment": True,
                "optimize": 1,
                "write_bytecode": False,
                "warnings": "ignore",
                "hash_seed": 42,
            },
            {"free_threaded": True},
        ),
        origin="server",
        has_home=True,
    ),
}
"""The configs by name."""

FILES = {
    "android/game/main.py": (
        "import neighbour, engine.gl.draw\nprint('the game, its', neighbour.__name__, 'and', engine.gl.draw.__name__)\n"
    ),
    "android/game/neighbour.py": "",
    "android/game/engine/__init__.py": "",
    "android/game/engine/audio/__init__.py": "",
    "android/game/engine/gl/__init__.py": "",
    "desktop/lib/desktop/app/app/__init__.py": "",
    "desktop/lib/desktop/app/app/__main__.py": "import package\nprint('the app and its', package.__name__)\n",
    "desktop/lib/desktop/app_packages/package.py": "",
    "terminal/lib/terminal/__main__.py": "import terminal.core\nprint('the terminal and', terminal.core.__name__)\n",
    "terminal/lib/terminal/terminal/__init__.py": "",
    "terminal/lib/terminal/terminal/core.c": """\
#include <Python.h>
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef core = {PyModuleDef_HEAD_INIT, "core", NULL, 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_core(void) { return PyModuleDef_Init(&core); }
""",
}
"""What lies where the hosts have it; `lay_out` adds the standard library."""

ARCHIVES = (
    "android/python/stdlib.zip",
    "frozen/base_library.zip",
    "frozen/lib/library.zip",
    "page/lib/python_stdlib.zip",
)
"""Where hosts have the standard library as a zip file."""


@cache
def look(name: str, target: str, python: str | None, setting: int, root: str) -> Evaluation:
    """Evaluate an example in one of its settings, for all outputs that serve the CPython; `root` is the wasm's."""
    example = EXAMPLES[name]
    variables = {key: root if value == "ROOT" else value for key, value in example.settings[setting].items()}
    outputs = tuple(each for each in example.outputs if each != "c-initconfig" or python == "3.14")
    return evaluate(FOLDER / f"{name}.bzl", target=target, python=python, variables=variables, outputs=outputs)


def looks(name: str) -> Iterator[tuple[Evaluation, str | None]]:
    """Yield an example for every target and setting, and for every target and CPython chosen, with the CPython."""
    example = EXAMPLES[name]
    config = look(name, example.target, None, 0, "/").require()
    versions = sorted({*to_versions(VERSIONS), config.versions[-1]} & {*config.versions})
    for target in targets_of(config):
        for setting in range(len(example.settings)):
            yield look(name, target, None, setting, "/"), None
    for setting in range(len(example.settings)):
        for version in versions:
            yield look(name, example.target, str(version), setting, "/"), str(version)
    for target in targets_of(config):
        yield look(name, target, str(versions[-1]), 0, "/"), str(versions[-1])


def targets_of(config: Config) -> tuple[str, ...]:
    """Return the targets that a config names."""
    return config.compatible_with.targets if config.compatible_with else ()


@pytest.mark.parametrize("name", EXAMPLES)
def test_examples_have_no_false_alarms(name: str) -> None:
    """A config gives no error, no other warnings than those listed, and is text in every output it is meant for."""
    found: dict[str, set[str]] = {}
    for evaluation, python in looks(name):
        said = list(evaluation.findings)
        for output in EXAMPLES[name].outputs:
            if output != "c-initconfig" or python == "3.14":
                refusals = refuse(evaluation.require(), find_output(output))
                said += (to_finding(refusal, evaluation.origins) for refusal in refusals)
                assert emit(evaluation.require(), output)
        for finding in said:
            if finding.severity is not Severity.INFO:
                found.setdefault(finding.code, set()).add(f"{finding.severity.value}: {finding.message}")

    assert set(EXAMPLES[name].warnings) == set(found), found


def test_every_example_is_looked_at() -> None:
    """No config lies in the folder that this test does not know."""
    assert {path.stem for path in FOLDER.glob("*.bzl")} == set(EXAMPLES)


def lay_out(folder: Path, python: CPython) -> None:
    """Write the files of all hosts into a folder, with the standard library as they pack it."""
    for example in EXAMPLES.values():
        (folder / example.origin).mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    core = folder / "terminal/lib/terminal/terminal/core"
    command = [require_tool("gcc"), "-shared", "-fPIC", *compile_flags(python), f"{core}.c", "-o", f"{core}.so"]
    subprocess.run(command, check=True)
    first, *others = (folder / archive for archive in ARCHIVES)
    for path in (first, *others):
        path.parent.mkdir(parents=True, exist_ok=True)
    library = python.prefix / "lib" / f"python{python.version}"
    with zipfile.ZipFile(first, "w") as archive:
        for name in (".", "collections", "encodings", "importlib"):
            for path in sorted((library / name).glob("*.py")):
                archive.write(path, path.relative_to(library))
    for other in others:
        other.symlink_to(first)
    for name in ("frozen/lib-dynload", "android/python/modules"):
        (folder / name).symlink_to(library / "lib-dynload")


@cache
def cases_for(python: CPython, folder: Path) -> dict[str, tuple[Config, str]]:
    """Return the configs that are meant for a CPython, with the output, by the name of the case."""
    cases = {}
    for name, example in EXAMPLES.items():
        if Version(python.version) not in look(name, example.target, None, 0, "/").require().versions:
            continue
        for setting in range(len(example.settings)):
            config = look(name, example.target, python.version, setting, str(folder / example.origin)).require()
            cases[f"{name}_{setting}"] = (config, "c")
            if "c-initconfig" in example.outputs and python.version == "3.14":
                cases[f"{name}_{setting}_init"] = (config, "c-initconfig")
    return cases


def build(folder: Path, python: CPython, cases: Mapping[str, tuple[Config, str]]) -> Program:
    """Build the program of all cases, with an empty module for each init function that a host would have."""
    programs.write_sources(folder, cases)
    inits = sorted({extension.init for config, _ in cases.values() for extension in config.static_extensions})
    with (folder / "main.c").open("a", encoding="utf-8") as file:
        file.writelines(f"PyMODINIT_FUNC {init}(void) {{ return PyModuleDef_Init(&multi); }}\n" for init in inits)
    executable = folder / f"host-{python.version}"
    link = link_flags(python)
    programs.compile_main(folder, python, programs.COMPILERS["gcc"], ["-o", str(executable)], link)
    return Program(executable=executable, python=python)


def wrong(program: Program, case: str, config: Config, example: Example) -> list[str]:
    """Start a case in the files of its host; return what is not as the config says it."""
    origin = str(program.executable.parent / example.origin)
    environment = {"HOST_ORIGIN": origin}
    if example.says is not None:
        environment["RUN"] = "1"
    modules = [extension.name for extension in config.static_extensions]
    imports = "".join(f"import {module}\n" for module in modules)
    run = program.run(case, home=example.has_home, code=imports or None, environment=environment)
    report, planned = run.came_up, plan(config)
    found = differences(config, program.python.version, report, origin=origin)
    if example.has_home:
        found = [line for line in found if not line.startswith("config.home:")]
    # CPython resolves it by the locale of the process, and `site` the dots in paths.
    found = [line for line in found if not line.startswith("pre_config.coerce_c_locale:")]
    paths = [normpath(path.replace("$ORIGIN", origin)) for path in planned.search_paths or planned.extra_paths]
    expected = {
        "path": (paths, [normpath(path) for path in report["path"][: len(paths)]]),
        "frozen": (planned.sys_frozen or None, report["frozen"]),
        "meipass": (origin if planned.sys_meipass else None, report["meipass"]),
        "stdout": (example.says or "", run.stdout.strip()),
    }
    return found + [f"{key}: said {said!r}, got {got!r}" for key, (said, got) in expected.items() if said != got]


@needs_linux
@pytest.mark.parametrize("version", VERSIONS)
def test_examples_come_up_as_said(version: str, tmp_path: Path) -> None:
    """On every CPython of its range a config compiles without a warning, starts, imports its modules and runs."""
    python = require_cpython(version)
    lay_out(tmp_path, python)
    cases = cases_for(python, tmp_path)
    program = build(tmp_path, python, cases)
    names = {case: next(name for name in EXAMPLES if case.startswith(name)) for case in cases}
    found = {case: wrong(program, case, config, EXAMPLES[names[case]]) for case, (config, _) in cases.items()}

    assert {case: [] for case in cases} == found
