"""Modules in shared libraries: which files real interpreters find for them, and what a static libpython needs."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import pytest

from configlang.check.families import dynamic
from configlang.cpython.locations import EXPORT_FLAGS
from configlang.cpython.suffixes import Fit, fit, suffixes
from configlang.cpython.targets import PYTHON_VERSIONS, host_target
from configlang.findings.finding import Finding, Severity
from tests.hosts.cargo import missing
from tests.hosts.cpythons import CPython, compile_flags, require_tool
from tests.truth import truth

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="these libraries are built for Linux")

ELSEWHERE = {
    "no-shared-libraries": "WASI, musl and Windows: no such interpreter is here; the rows are those of PyOxidizer",
}
"""What no run here can show, with the reason."""

SOURCE = """\
#include <Python.h>
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "fast", NULL, 0, NULL, slots, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_fast(void) { return PyModuleDef_Init(&definition); }
"""
TARGET = host_target()
TAG = TARGET.arch + "-linux-gnu"


@pytest.fixture(scope="module")
def library(python: CPython, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a shared library with the init function `PyInit_fast`, made for a CPython."""
    folder = tmp_path_factory.mktemp(f"dynamic-{python.version}")
    (folder / "fast.c").write_text(SOURCE, encoding="utf-8")
    command: Sequence[str | Path] = (require_tool("gcc"), "-shared", "-fPIC", *compile_flags(python), "-o")
    subprocess.run([*command, folder / "library", folder / "fast.c"], check=True)
    return folder / "library"


def ask(python: CPython, code: str) -> str:
    """Return what a program prints that a CPython runs, with nothing but its library on the path."""
    if python.executable is None:
        missing(f"needs the interpreter of CPython {python.version}")
    environment = {"LD_LIBRARY_PATH": str(python.library), "PYTHONHOME": str(python.prefix)}
    command = (str(python.executable), "-I", "-S", "-c", code)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


# The suffixes


def test_suffixes_are_those_of_the_interpreter(python: CPython) -> None:
    """The table has the suffixes of a real CPython, all of them, and in its order."""
    shown = ask(python, "import importlib.machinery; print(importlib.machinery.EXTENSION_SUFFIXES)")

    assert list(suffixes(python.version, TARGET)) == ast.literal_eval(shown)


def tags() -> Iterator[str]:
    """Give suffixes of all kinds: each version's tag, other builds and platforms, and what is none."""
    yield from (
        "",
        ".so",
        ".abi3.so",
        ".abi3t.so",
        f".abi3-{TAG}.so",
        ".pyd",
        ".dylib",
        ".dll",
        ".fwork",
        ".v2.so",
        ".SO",
    )
    for version in PYTHON_VERSIONS:
        digits = version.replace(".", "")
        yield f".cpython-{digits}.so"
        yield f".cp{digits}-win_amd64.pyd"
        yield from (f".cpython-{digits}{flags}-{TAG}.so" for flags in ("", "d", "t", "td", "m"))
        yield from (
            f".cpython-{digits}-{other}.so" for other in ("darwin", f"{TARGET.arch}-linux-musl", "sparc-linux-gnu")
        )


FIND = """\
import importlib, os, shutil, sys
library, suffixes, folder = {library!r}, {suffixes!r}, {folder!r}
for index, suffix in enumerate(suffixes):
    for place in (("fast",), ("fast", "__init__"), ("app", "fast"), ("app", "fast", "__init__")):
        root = os.path.join(folder, "%d-%s" % (index, "-".join(place)))
        file = os.path.join(root, *place) + suffix
        os.makedirs(os.path.dirname(file))
        os.symlink(library, file)
        name = ".".join(part for part in place if part != "__init__")
        sys.path.insert(0, root)
        importlib.invalidate_caches()
        try:
            module = importlib.import_module(name)
            found = getattr(module, "__file__", None) == file
        except ModuleNotFoundError:
            found = False
        print([suffix, place, found])
        sys.path.remove(root)
        for known in ("app", "fast", "app.fast"):
            sys.modules.pop(known, None)
"""
"""Lays one library under each suffix into a folder of its own, as a module, a package, and inside of one."""


def test_files_are_found_by_suffix(python: CPython, library: Path, tmp_path: Path) -> None:
    """What the table takes is imported, as a module and as a package, and what it refuses is not found."""
    listed = sorted(set(tags()))
    code = FIND.format(library=str(library), suffixes=listed, folder=str(tmp_path))

    rows = [ast.literal_eval(line) for line in ask(python, code).splitlines()]

    assert len(rows) == 4 * len(listed)
    expected = {suffix: fit(suffix, python.version, TARGET) is Fit.LOOKED_FOR for suffix in listed}
    assert len(suffixes(python.version, TARGET)) == sum(expected.values())
    assert [] == [row for row in rows if row[2] is not expected[row[0]]]


# Configs


@attrs.frozen(kw_only=True)
class Config:
    """
    A config with one shared library, beside a real one.

    Attributes:
        module: Its name.
        path: Where it is below the folder of the test, in truth and in the config; `VERSION` is that of the CPython.
        more: The rest of the config; `HERE` is the folder.
        code: What is found: a code, or nothing.
        severity: How bad it is.
        versions: The versions that it is found for.
    """

    module: str = "fast"
    path: str
    more: str = 'filesystem_importer(paths = [HERE + "/lib"] + LIBRARY)'
    code: str | None = None
    severity: Severity = Severity.ERROR
    versions: tuple[str, ...] = PYTHON_VERSIONS


PREPEND = 'filesystem_importer(paths = [HERE + "/lib"], mode = "prepend")'
CONFIGS = (
    Config(path="lib/fast.so"),
    Config(path="lib//./fast.abi3.so"),
    Config(path="other/../lib/fast.so"),
    Config(path="lib/fast/__init__.so"),
    Config(module="app.fast", path="lib/app/fast.so"),
    Config(module="app.inner.fast", path="lib/app/inner/fast.abi3.so"),
    Config(module="app.fast", path="lib/app/fast/__init__.so"),
    Config(path="lib/fast.so", more=PREPEND),
    Config(path="tool/fast.so", more='interpreter(run_filename = HERE + "/tool", parse_argv = False)'),
    Config(path="lib/libfast.so", code="not-on-search-path"),
    Config(path="fast.so", code="not-on-search-path"),
    Config(path="lib/app/fast.so", code="not-on-search-path"),
    Config(module="app.fast", path="lib/fast.so", code="not-on-search-path"),
    Config(module="app.fast", path="lib/fast/__init__.so", code="not-on-search-path"),
    Config(module="app.fast", path="app/fast.so", code="not-on-search-path"),
    Config(path="lib/fast/fast.so", code="not-on-search-path"),
    Config(path="lib/site-packages/fast.so", code="not-on-search-path", severity=Severity.WARNING),
    Config(path="other/fast.so", more=PREPEND, code="not-on-search-path", severity=Severity.WARNING),
    Config(path="other/fast.so", more="", code="not-on-search-path", severity=Severity.WARNING),
    Config(path="lib/fast", code="wrong-suffix"),
    Config(path="lib/fast.pyd", code="wrong-suffix"),
    Config(path=f"lib/fast.cpython-VERSIONd-{TAG}.so", code="wrong-suffix", severity=Severity.WARNING),
    Config(path=f"lib/fast.cpython-VERSION-{TAG}.so"),
    *(
        Config(
            module=module,
            path=f"lib/{module.replace('.', '/')}.cpython-311-{TAG}.so",
            code="wrong-suffix",
            versions=tuple(version for version in PYTHON_VERSIONS if version != "3.11"),
        )
        for module in ("fast", "app.fast")
    ),
    Config(path="lib/fast.cpython-311-darwin.so", code="wrong-suffix"),
)

IMPORT = """\
import importlib, sys
sys.path[:0] = {first!r}
try:
    print(importlib.import_module({module!r}).__file__ == {file!r})
except ModuleNotFoundError:
    print(False)
"""


def evaluate(folder: Path, python: CPython, config: Config) -> list[Finding]:
    """Return what is found in a config, of the codes of this family."""
    text = (
        'load("@stdlib//:paths.bzl", "stdlib_paths")\n'
        f'HERE = "{folder}"\n'
        f'LIBRARY = stdlib_paths("{python.prefix}")\n'
        f'dynamic_extension("{config.module}", HERE + "/{config.path}")\n'
        f"{config.more}\n"
    )
    codes = {rule.code for rule in dynamic.RULES}
    return [each for each in truth.evaluate_text(folder, text, python.version, "json").findings if each.code in codes]


@pytest.mark.parametrize("config", CONFIGS, ids=lambda config: f"{config.module}-{config.path}")
def test_config_that_passes_imports_and_another_does_not(
    python: CPython, library: Path, tmp_path: Path, config: Config
) -> None:
    """A module whose file is where the config may have it is imported, and else there is none of that name."""
    config = attrs.evolve(config, path=config.path.replace("VERSION", python.version.replace(".", "")))
    file = tmp_path / config.path
    (tmp_path / "other").mkdir()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(library)
    first = [str(tmp_path / "lib")] if "filesystem_importer" in config.more else []
    # What running a folder does.
    first += [str(tmp_path / "tool")] if "run_filename" in config.more else []
    is_right = config.code is None or python.version not in config.versions

    found = evaluate(tmp_path, python, config)
    wanted = str(Path(f"{tmp_path}/{config.path}").parent.resolve() / Path(config.path).name)
    imported = ask(python, IMPORT.format(first=first, module=config.module, file=wanted))

    expected = [] if is_right else [(config.code, config.severity)]
    assert expected == [(each.code, each.severity) for each in found]
    assert f"{is_right}\n" == imported


# What a static libpython needs


HOST = """\
#include <Python.h>
int main(void)
{
    Py_SetPythonHome(L"HOME");
    Py_Initialize();
    return PyRun_SimpleString("import sys; sys.path.insert(0, 'FOLDER'); import needy") ? 1 : 0;
}
"""
NEEDY = """\
#include <Python.h>
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, "needy", NULL, -1, NULL, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC PyInit_needy(void) { return PyModule_Create(&definition); }
"""


@pytest.mark.parametrize("is_exporting", [True, False])
def test_static_libpython_must_export(python: CPython, tmp_path: Path, *, is_exporting: bool) -> None:
    """Without the flag, a shared library does not find Python's functions in the program; with it, it does."""
    archive = next(python.prefix.glob(f"lib/python{python.version}/config-*/libpython{python.version}.a"), None)
    if archive is None:
        pytest.skip(f"this CPython {python.version} has no static libpython")
    host = HOST.replace("HOME", str(python.prefix)).replace("FOLDER", str(tmp_path))
    (tmp_path / "host.c").write_text(host, encoding="utf-8")
    (tmp_path / "needy.c").write_text(NEEDY, encoding="utf-8")
    gcc, flags = require_tool("gcc"), ("-w", *compile_flags(python))
    subprocess.run([gcc, "-shared", "-fPIC", *flags, "-o", tmp_path / "needy.so", tmp_path / "needy.c"], check=True)
    export = [EXPORT_FLAGS["linux"]] if is_exporting else []
    command: list[str | Path] = [gcc, *flags, "-o", tmp_path / "host", tmp_path / "host.c", archive, *export]
    subprocess.run([*command, "-lpthread", "-ldl", "-lutil", "-lm", "-lz"], check=True)

    done = subprocess.run([tmp_path / "host"], env={}, capture_output=True, text=True, check=False)

    assert is_exporting == (done.returncode == 0), done.stderr
    assert is_exporting == ("undefined symbol: Py" not in done.stderr)


def test_every_code_is_shown() -> None:
    """No rule is believed without a run that shows it."""
    shown = {config.code for config in CONFIGS if config.code} | {"symbols-not-exported"}

    assert {rule.code for rule in dynamic.RULES} == shown | ELSEWHERE.keys()
