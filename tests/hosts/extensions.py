"""
Extension modules in shared libraries, and what importing them must give: what the tests of all kinds of hosts share.

A host has a folder, which is its `$ORIGIN`, and in it the folder `lib`, which is on `sys.path`. A case says what its
config declares and what lies there, what configlang has to say of it, and what an import gets.
"""

from __future__ import annotations

import ast
import atexit
import functools
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

import attrs

from configlang import Evaluation, Severity
from tests.hosts.cargo import require_tool

SOURCE = r"""
#include <Python.h>

static PyObject *who(PyObject *self, PyObject *unused)
{
    (void)unused;
    return PyObject_GetAttrString(self, "__name__");
}

static PyMethodDef functions[] = {{"who", who, METH_NOARGS, NULL}, {NULL, NULL, 0, NULL}};

#ifdef SINGLE
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, NAME, "single", -1, functions, NULL, NULL, NULL, NULL};
PyMODINIT_FUNC INIT(void) { return PyModule_Create(&definition); }
#else
static PyModuleDef_Slot slots[] = {{0, NULL}};
static struct PyModuleDef definition = {PyModuleDef_HEAD_INIT, NAME, "multi", 0, functions, slots, NULL, NULL, NULL};
PyMODINIT_FUNC INIT(void) { return PyModuleDef_Init(&definition); }
#endif
"""
"""A module; its docstring says how it is initialised."""


@attrs.frozen(kw_only=True)
class Library:
    """
    What a shared library has in it.

    Attributes:
        init: Its init function.
        name: What the definition in it is called.
        is_single: Whether it initialises in a single phase.
    """

    init: str = "PyInit_fast"
    name: str = "fast"
    is_single: bool = False


SINGLE = Library(is_single=True)
MULTI = Library()


def make_library(file: Path, include: str | Path, library: Library = MULTI) -> None:
    """Compile a module with the headers of a CPython to a file of any name, whose folder need not exist."""
    file.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(_compiled(str(include), library), file)


@functools.cache
def _compiled(include: str, library: Library) -> Path:
    folder = _folder()
    source = folder / "module.c"
    source.write_text(SOURCE, encoding="utf-8")
    file = Path(tempfile.mkdtemp(dir=folder)) / "library"
    flags = [f"-DINIT={library.init}", f'-DNAME="{library.name}"', *(["-DSINGLE"] if library.is_single else [])]
    command: list[str | Path] = [require_tool("gcc"), "-shared", "-fPIC", *flags, f"-I{include}", "-o", file, source]
    subprocess.run(command, check=True)
    return file


@functools.cache
def _folder() -> Path:
    folder = tempfile.mkdtemp(prefix="extensions-")
    atexit.register(shutil.rmtree, folder)
    return Path(folder)


def tag(version: str) -> str:
    """Return the suffix with the tag of a CPython on this machine."""
    return f".cpython-{version.replace('.', '')}-{platform.machine()}-linux-gnu.so"


# What an import gives


@attrs.frozen(kw_only=True)
class Imported:
    """
    A module that was imported.

    Attributes:
        name: Its `__name__`.
        doc: Its docstring, None if it is empty.
        file: Its `__file__`, None for a linked-in module.
        spec: The name in its spec, which is that of the import.
        origin: The origin in its spec.
        loader: The class of its loader.
        path: Its `__path__`, None for all but packages.
    """

    name: str
    doc: str | None
    file: str | None
    spec: str
    origin: str | None
    loader: str
    path: list[str] | None = None


@attrs.frozen
class Raised:
    """
    An import that failed.

    Attributes:
        kind: The class of the exception.
        text: What it says.
    """

    kind: str
    text: str


Outcome = Imported | Raised


def ask(*names: str) -> str:
    """Return Python code that imports modules, one after the other, and prints what comes of each."""
    return f"""
import sys
def tell(name):
    try:
        __import__(name)
    except BaseException as error:
        return type(error).__name__, str(error)
    module = sys.modules[name]
    spec = module.__spec__
    return {{
        "name": module.__name__,
        "doc": module.__doc__ or None,
        "file": getattr(module, "__file__", None),
        "spec": spec.name,
        "origin": spec.origin,
        "loader": getattr(spec.loader, "__name__", type(spec.loader).__name__),
        "path": getattr(module, "__path__", None),
    }}
print(ascii([tell(name) for name in {names!r}]))
"""


def answers(stdout: str) -> list[Outcome]:
    """Read what `ask` has printed."""
    # From 3.15 on, CPython names a second function by which a module may be made.
    told: list[Any] = ast.literal_eval(stdout.replace("(PyModExport_fast or PyInit_fast)", "(PyInit_fast)"))
    return [Imported(**each) if isinstance(each, dict) else Raised(*each) for each in told]


def codes(evaluation: Evaluation) -> set[str]:
    """Return the codes of what is wrong, or may be, with a config; remarks left out."""
    return {finding.code for finding in evaluation.findings if finding.severity is not Severity.INFO}


def built_in(name: str, own_name: str) -> Imported:
    """Return what an import of a linked-in module gives, which says itself that it is called `own_name`."""
    return Imported(name=own_name, doc=None, file=None, spec=name, origin="built-in", loader="BuiltinImporter")


def not_found(name: str) -> Raised:
    """Return what an import of a module gives that no importer finds."""
    return Raised("ModuleNotFoundError", f"No module named '{name}'")


# Files that the filesystem importer finds, or not


@attrs.frozen(kw_only=True)
class FileCase:
    """
    A module that the filesystem importer is to find.

    `{tag}` in a path is the suffix of the CPython, `{other}` that of another version.

    Attributes:
        name: The module, as declared and imported.
        path: The library below `$ORIGIN`, as declared.
        library: What is in it; None if there is no such file.
        text: What the file holds instead, where it is no library.
        others: Further files below `$ORIGIN`: empty ones, and libraries.
        codes: The findings, but for remarks.
        gets: The `__name__` of what is imported, or the exception; `{library}` in it is the path of the file.
    """

    name: str = "fast"
    path: str = "lib/fast.so"
    library: Library | None = MULTI
    text: str | None = None
    others: dict[str, Library | None] = attrs.field(factory=dict)
    codes: frozenset[str] = frozenset()
    gets: str | Raised

    def lay(self, folder: Path, version: str, include: str | Path) -> Path:
        """Lay everything into the folder of the host, and return the path of the library."""
        file = folder / self.path_for(version)
        (folder / "lib").mkdir(exist_ok=True)
        if self.text is not None:
            file.write_text(self.text, encoding="ascii")
        elif self.library is not None:
            make_library(file, include, self.library)
        for path, library in self.others.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            if library is None:
                (folder / path).touch()
            else:
                make_library(folder / path, include, library)
        return file

    def declaration(self, version: str) -> str:
        """Return the declaration for a config, with which `lib` is on `sys.path` already."""
        return f'dynamic_extension("{self.name}", path = "$ORIGIN/{self.path_for(version)}")\n'

    def path_for(self, version: str) -> str:
        """Return the path for a version of CPython."""
        other = "3.9" if version == "3.8" else "3.8"
        return self.path.format(tag=tag(version), other=tag(other))

    def expected(self, file: Path, loader: str = "ExtensionFileLoader") -> Outcome:
        """Return what an import must give, with the library in a file and the class of whoever loads it."""
        if isinstance(self.gets, Raised):
            return attrs.evolve(self.gets, text=self.gets.text.replace("{library}", str(file)))
        assert self.library is not None
        return Imported(
            name=self.gets,
            doc="single" if self.library.is_single else "multi",
            file=str(file),
            spec=self.name,
            origin=str(file),
            loader=loader,
            path=[str(file.parent)] if file.name.startswith("__init__.") else None,
        )


NO_SYMBOL = Raised("ImportError", "dynamic module does not define module export function (PyInit_fast)")
"""What an import of `fast` says where the library has no function of that name."""

PACKAGE: dict[str, Library | None] = {"lib/pkg/__init__.py": None}
MISPLACED, SUFFIX = frozenset({"not-on-search-path"}), frozenset({"wrong-suffix"})

FILE_CASES = {
    "multi": FileCase(gets="fast"),
    "single": FileCase(library=SINGLE, gets="fast"),
    "dotted-multi": FileCase(name="pkg.fast", path="lib/pkg/fast.so", others=PACKAGE, gets="pkg.fast"),
    # CPython takes the full name where the definition has the last part of it.
    "dotted-single": FileCase(name="pkg.fast", path="lib/pkg/fast.so", library=SINGLE, others=PACKAGE, gets="pkg.fast"),
    "multi-other-definition": FileCase(library=Library(name="other"), gets="fast"),
    "single-other-definition": FileCase(library=Library(name="other", is_single=True), gets="other"),
    "dotted-single-other-definition": FileCase(
        name="pkg.fast",
        path="lib/pkg/fast.so",
        library=Library(name="other", is_single=True),
        others=PACKAGE,
        gets="other",
    ),
    "dotted-single-full-definition": FileCase(
        name="pkg.fast",
        path="lib/pkg/fast.so",
        library=Library(name="pkg.fast", is_single=True),
        others=PACKAGE,
        gets="pkg.fast",
    ),
    "suffix-with-tag": FileCase(path="lib/fast{tag}", gets="fast"),
    "suffix-of-abi3": FileCase(path="lib/fast.abi3.so", gets="fast"),
    "namespace-package": FileCase(name="space.fast", path="lib/space/fast.so", gets="space.fast"),
    "package-in-a-library": FileCase(
        name="pkg", path="lib/pkg/__init__.so", library=Library(init="PyInit_pkg", name="pkg"), gets="pkg"
    ),
    "absent": FileCase(library=None, gets=not_found("fast")),
    "absent-in-package": FileCase(
        name="pkg.fast", path="lib/pkg/fast.so", library=None, others=PACKAGE, gets=not_found("pkg.fast")
    ),
    "absent-with-package": FileCase(name="pkg.fast", path="lib/pkg/fast.so", library=None, gets=not_found("pkg")),
    "no-suffix": FileCase(path="lib/fast", codes=SUFFIX, gets=not_found("fast")),
    "suffix-of-nothing": FileCase(path="lib/fast.bin", codes=SUFFIX, gets=not_found("fast")),
    "suffix-of-windows": FileCase(path="lib/fast.pyd", codes=SUFFIX, gets=not_found("fast")),
    "suffix-of-other-version": FileCase(path="lib/fast{other}", codes=SUFFIX, gets=not_found("fast")),
    "elsewhere": FileCase(path="elsewhere/fast.so", codes=MISPLACED, gets=not_found("fast")),
    "other-name": FileCase(path="lib/libfast.so", codes=MISPLACED, gets=not_found("fast")),
    "outside-of-its-package": FileCase(
        name="pkg.fast", path="lib/fast.so", others=PACKAGE, codes=MISPLACED, gets=not_found("pkg.fast")
    ),
    "other-symbol": FileCase(library=Library(init="PyInit_other"), gets=NO_SYMBOL),
    # The last part alone counts, not the whole name.
    "dotted-symbol": FileCase(
        name="pkg.fast",
        path="lib/pkg/fast.so",
        library=Library(init="PyInit_pkg_fast"),
        others=PACKAGE,
        gets=NO_SYMBOL,
    ),
    "no-library": FileCase(text="no library", gets=Raised("ImportError", "{library}: file too short")),
}
"""Cases by name. Of each, the three kinds of hosts import the same."""
