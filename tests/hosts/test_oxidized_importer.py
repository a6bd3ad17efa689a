"""
The packed-resources files that configlang writes, against the module that reads and writes them for PyOxidizer.

That is the package oxidized-importer 0.6.0, whose wheels end at CPython 3.10. pip brings it to `.cpython/` once.
"""

from __future__ import annotations

import json
import platform
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from configlang.resources.format import EXTENSION_PATH, IS_PACKAGE
from configlang.resources.read import read
from configlang.resources.records import Resources, Stretch
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.fetch_cpython.folders import only_one
from tests.fetch_cpython.table import FETCHED
from tests.hosts import cargo

VERSION = "0.6.0"
FOLDER = FETCHED / f"oxidized-importer-{VERSION}"
PARTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="./"), min_size=1, max_size=6
)
NAMES = st.lists(PARTS, min_size=1, max_size=3).map(".".join)
PATHS = st.lists(PARTS, min_size=1, max_size=3).map(lambda parts: "/".join(parts) + ".so")
ENTRIES = st.lists(
    st.builds(ExtensionEntry, name=NAMES, path=PATHS, is_package=st.booleans()),
    max_size=8,
    unique_by=lambda entry: entry.name,
)

WRITE = """
import json, sys, oxidized_importer

def make(entry):
    resource = oxidized_importer.OxidizedResource()
    resource.name, path, resource.is_package = entry
    resource.is_extension_module = True
    resource.relative_path_extension_module_shared_library = path
    return resource

files = []
for entries in json.load(sys.stdin):
    finder = oxidized_importer.OxidizedFinder(relative_path_origin="/origin")
    finder.add_resources([make(entry) for entry in entries])
    files.append(finder.serialize_indexed_resources().hex())
json.dump(files, sys.stdout)
"""

READ = """
import json, sys, oxidized_importer

files = []
for file in json.load(sys.stdin):
    finder = oxidized_importer.OxidizedFinder(relative_path_origin="/origin")
    finder.index_bytes(bytes.fromhex(file))
    files.append([
        (resource.name, str(resource.relative_path_extension_module_shared_library), resource.is_package)
        for resource in finder.indexed_resources()
        if resource.is_extension_module
    ])
json.dump(files, sys.stdout)
"""

LIBRARY = """
import json, os, sys, email, oxidized_importer

collector = oxidized_importer.OxidizedResourceCollector(allowed_locations=["in-memory", "filesystem-relative"])
found = oxidized_importer.find_resources_in_path(os.path.dirname(os.path.dirname(email.__file__)))
for number, resource in enumerate(found):
    names = (getattr(resource, attribute, None) for attribute in ("module", "package", "name"))
    if not next(filter(None, names), "").startswith(("email", "lib-dynload._")):
        continue
    if number % 2 or type(resource).__name__ == "PythonExtensionModule":
        collector.add_filesystem_relative("lib", resource)
    else:
        collector.add_in_memory(resource)
finder = oxidized_importer.OxidizedFinder()
finder.add_resources(collector.oxidize()[0])

def tell(resource):
    data = {"source": resource.in_memory_source, "bytecode": resource.in_memory_bytecode}
    paths = {
        "source_path": resource.relative_path_module_source,
        "extension_module_path": resource.relative_path_extension_module_shared_library,
    }
    return {
        "name": resource.name,
        "is_package": resource.is_package,
        **{name: len(value) for name, value in data.items() if value is not None},
        **{name: str(value) for name, value in paths.items() if value is not None},
    }

json.dump(
    {
        "file": finder.serialize_indexed_resources(ignore_builtin=False, ignore_frozen=False).hex(),
        "resources": [tell(resource) for resource in finder.indexed_resources()],
    },
    sys.stdout,
)
"""

IMPORT = """
import importlib, json, sys, oxidized_importer

request = json.load(sys.stdin)
finder = oxidized_importer.OxidizedFinder(relative_path_origin=request["origin"])
finder.index_file_memory_mapped(request["file"])
sys.meta_path.insert(0, finder)
results = {}
for name in request["names"]:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        results[name] = {"error": str(error)}
    else:
        results[name] = {
            "name": module.__name__,
            "file": module.__file__,
            "path": getattr(module, "__path__", None),
            "is_finders": module.__spec__.loader is finder,
        }
json.dump(results, sys.stdout)
"""

SINGLE_PHASE = """
#include <Python.h>
static struct PyModuleDef def = {{PyModuleDef_HEAD_INIT, "{name}", NULL, -1, NULL}};
PyMODINIT_FUNC PyInit_{name}(void) {{ return PyModule_Create(&def); }}
"""

MULTI_PHASE = """
#include <Python.h>
static PyModuleDef_Slot slots[] = {{{{0, NULL}}}};
static struct PyModuleDef def = {{PyModuleDef_HEAD_INIT, "{name}", NULL, 0, NULL, slots}};
PyMODINIT_FUNC PyInit_{name}(void) {{ return PyModuleDef_Init(&def); }}
"""


@pytest.fixture(scope="session")
def python() -> cargo.CPython:
    """Return a CPython 3.10 beside which oxidized-importer lies; or end the test."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        cargo.missing("needs Linux on x86_64")
    python = cargo.require_cpython("3.10")
    FETCHED.mkdir(exist_ok=True)
    with only_one(FETCHED):
        if not FOLDER.exists():
            part = FOLDER.with_name(f"{FOLDER.name}.part")
            options = ("--quiet", "--no-deps", "--only-binary=:all:", "--disable-pip-version-check", "--no-input")
            pip = (str(python.executable), "-I", "-m", "pip", "install", *options, "--upgrade", "--target", str(part))
            done = subprocess.run(
                [*pip, f"oxidized-importer=={VERSION}"], capture_output=True, text=True, check=False, timeout=300
            )
            if done.returncode != 0:
                cargo.missing(f"pip brings no oxidized-importer {VERSION}: {done.stderr.strip()[-300:]}")
            part.rename(FOLDER)
    return python


def run(python: cargo.CPython, program: str, data: object) -> Any:  # noqa: ANN401 - whatever the program prints
    """Run a program that imports oxidized_importer; JSON goes in and comes out."""
    # OxidizedFinder takes the first two finders for those of built-in and frozen modules: no site, so no others.
    head = f"import sys; sys.path.insert(0, {str(FOLDER)!r})\n"
    done = subprocess.run(
        [python.executable, "-I", "-S", "-c", head + program],
        input=json.dumps(data),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def collect(count: int) -> list[list[ExtensionEntry]]:
    """Return random sets of modules."""
    collected: list[list[ExtensionEntry]] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(ENTRIES)
    def draw(entries: list[ExtensionEntry]) -> None:
        collected.append(entries)

    draw()
    return collected


def plain(entries: list[ExtensionEntry]) -> list[tuple[str, str, bool]]:
    """Return modules as JSON takes them."""
    return [(entry.name, entry.path, entry.is_package) for entry in entries]


def test_files_are_those_of_pyoxidizer(python: cargo.CPython) -> None:
    """For any modules, the file for Unix is the one that PyOxidizer's own writer makes, byte for byte."""
    cases = collect(200)

    expected = run(python, WRITE, [plain(entries) for entries in cases])

    assert expected == [write_extensions(entries, is_windows=False).hex() for entries in cases]


def test_files_of_pyoxidizer_are_read(python: cargo.CPython) -> None:
    """What PyOxidizer writes comes out of our reader as it went in, and nothing of it is odd."""
    cases = collect(100)
    for entries, text in zip(cases, run(python, WRITE, [plain(entries) for entries in cases]), strict=True):
        file = read(bytes.fromhex(text))
        assert isinstance(file, Resources)
        assert () == file.remarks
        assert {(entry.name, entry.path.encode()) for entry in entries} == {
            (resource.name, resource.values[EXTENSION_PATH]) for resource in file.resources
        }


def test_a_library_that_pyoxidizer_has_packed_is_read(python: cargo.CPython) -> None:
    """Modules, packages and extension modules, in memory and in files, are listed as OxidizedFinder has them."""
    packed = run(python, LIBRARY, None)

    file = read(bytes.fromhex(packed["file"]))

    assert isinstance(file, Resources)
    actual = []
    for resource in file.resources:
        values = {field.name: value for field, value in resource.values.items()}
        told: dict[str, object] = {"name": resource.name, "is_package": IS_PACKAGE in resource.flags}
        for name in ("source", "bytecode", "source_path", "extension_module_path"):
            value = values.get(name)
            if value is not None:
                told[name] = value.length if isinstance(value, Stretch) else file.path_text(value)  # type: ignore[arg-type]
        actual.append(told)
    assert packed["resources"] == actual
    assert {"source", "source_path", "extension_module_path"} <= {name for told in actual for name in told}


def test_files_are_loaded(python: cargo.CPython) -> None:
    """OxidizedFinder finds in each file the modules that it was written for."""
    cases = collect(200)

    files = [write_extensions(entries, is_windows=False).hex() for entries in cases]
    actual = run(python, READ, files)

    assert [sorted(map(list, plain(entries))) for entries in cases] == actual


def test_files_for_windows_are_whole(python: cargo.CPython) -> None:
    """OxidizedFinder reads the names in files for Windows; their paths it would read on Windows only."""
    cases = collect(50)

    files = [write_extensions(entries, is_windows=True).hex() for entries in cases]
    actual = run(python, READ, files)

    assert [sorted(entry.name for entry in entries) for entries in cases] == [
        [name for name, _path, _is_package in found] for found in actual
    ]


@pytest.fixture(scope="module", params=["single-phase", "multi-phase"])
def imported(
    request: pytest.FixtureRequest, python: cargo.CPython, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, dict[str, Any]]:
    """Compile modules, write their file, import them; give the folder and what came of each."""
    origin = tmp_path_factory.mktemp("origin")
    source = SINGLE_PHASE if request.param == "single-phase" else MULTI_PHASE
    paths = {"top": "lib/top.so", "pkg": "lib/pkg/__init__.so", "pkg.sub": "lib/pkg/sub.bin"}
    compiler = cargo.require_tool("cc")
    for name, path in paths.items():
        library = origin / path
        library.parent.mkdir(parents=True, exist_ok=True)
        line = (compiler, "-shared", "-fPIC", "-isystem", python.include, "-x", "c", "-", "-o", str(library))
        subprocess.run(line, input=source.format(name=name.rpartition(".")[2]), text=True, check=True)
    entries = [
        *(ExtensionEntry(name=name, path=paths[name], is_package=name == "pkg") for name in ("top", "pkg", "pkg.sub")),
        ExtensionEntry(name="gone", path="lib/gone.so"),
        ExtensionEntry(name="wrong", path="lib/top.so"),
    ]
    file = origin / "app.packed-resources"
    file.write_bytes(write_extensions(entries, is_windows=False))
    names = ["top", "pkg", "pkg.sub", "gone", "wrong"]
    return origin, run(python, IMPORT, {"origin": str(origin), "file": str(file), "names": names})


def test_modules_are_imported(imported: tuple[Path, dict[str, Any]]) -> None:
    """Modules at the top and in a package come from their files, with the right name and `__file__`."""
    origin, results = imported

    for name, path in {"top": "lib/top.so", "pkg.sub": "lib/pkg/sub.bin"}.items():
        assert {"name": name, "file": str(origin / path), "path": None, "is_finders": True} == results[name]


def test_a_package_is_imported(imported: tuple[Path, dict[str, Any]]) -> None:
    """An extension module that is a package has the folder of its file as its `__path__`."""
    origin, results = imported

    assert {
        "name": "pkg",
        "file": str(origin / "lib/pkg/__init__.so"),
        "path": [str(origin / "lib/pkg")],
        "is_finders": True,
    } == results["pkg"]


def test_a_file_that_is_not_there_is_an_import_error(imported: tuple[Path, dict[str, Any]]) -> None:
    """A library that was left behind shows at the import, with its path."""
    origin, results = imported

    assert str(origin / "lib/gone.so") in results["gone"]["error"]


def test_a_wrong_symbol_is_an_import_error(imported: tuple[Path, dict[str, Any]]) -> None:
    """A library without the init function of its module shows at the import, with the name of that function."""
    _origin, results = imported

    assert "PyInit_wrong" in results["wrong"]["error"]
