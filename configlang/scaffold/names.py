"""What a project can be called: one name is a folder, a program, a crate, a target and a Python package at once."""

from __future__ import annotations

import keyword

from configlang.cpython import stdlib
from configlang.cpython.versions import PYTHON_VERSIONS
from configlang.light.patterns import pattern

_PATTERN = pattern(r"[A-Za-z][A-Za-z0-9_-]*")
_LONGEST = 40

_RUST_KEYWORDS = """
    Self abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen
    if impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try
    type typeof unsafe unsized use virtual where while yield
"""

_C_KEYWORDS = """
    asm auto bool break case char const constexpr continue default do double else enum extern float for goto if inline
    int long main register restrict return short signed sizeof static struct switch typedef typeof union unsigned void
    volatile while
"""

_CRATES = "alloc cc core proc_macro pyembed pyo3 pyo3_build_config pyo3_ffi std"
"""Crates that the projects depend on."""

_PYTHON_MODULES = "oxidized_importer sitecustomize usercustomize"
"""Modules that Python or pyembed imports by itself, beside the standard library."""

_TARGETS = """
    all archive build clean cmakefiles config configlang debug default_python_config deps drift edit_cache examples
    extensions generated help incremental install lib libs list_install_components makefile modules package
    package_source prebuilt python_config rebuild_cache release run shared src stdlib target test testing tests vendored
"""
"""Files, folders and targets of the builds, in lower case: some file systems do not tell it from upper case."""


def package_of(name: str) -> str:
    """Return the name of the Python package of a project: an identifier."""
    return name.replace("-", "_")


def name_problem(name: str) -> str | None:
    """Say why a project can't have a name; None where it can. The answer is the same for every host."""
    if not _PATTERN.fullmatch(name):
        return "a name has letters (ASCII), digits, `-` and `_`, and starts with a letter"
    if len(name) > _LONGEST:
        return f"a name has {_LONGEST} characters at most"
    package = package_of(name)
    if keyword.iskeyword(package):
        return "the Python package would be called so, and it is a keyword of Python"
    if package in (_RUST_KEYWORDS + _C_KEYWORDS).split():
        return "it is a keyword of Rust or C"
    if any(package in stdlib.modules(version) for version in PYTHON_VERSIONS):
        return "the Python package would be called so, and the standard library has that module"
    if package in _PYTHON_MODULES.split():
        return "the Python package would be called so, and Python imports a module of that name by itself"
    if package in _CRATES.split():
        return "a project depends on a crate of that name"
    if package.lower() in _TARGETS.split():
        return "the build has a file or a target of that name"
    return None
