"""Rules about names of extension modules that an import statement can say, and that nobody has meant to import."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import Rule, View, once
from configlang.findings.problem import Problem

_SUFFIXES = ("so", "pyd", "dll", "dylib", "py", "pyc", "pyi", "pyx")
_INIT = "PyInit_"


def _as_file(view: View) -> Iterator[Problem]:
    """Find the names of files: their suffix would be a module, in a package that is called as the module."""
    yield from _files(view)


def _as_function(view: View) -> Iterator[Problem]:
    """Find the names of init functions, whose own init function would have that prefix twice."""
    yield from _functions(view)


@once
def _files(view: View) -> tuple[Problem, ...]:
    return tuple(_find_files(view))


@once
def _functions(view: View) -> tuple[Problem, ...]:
    return tuple(_find_functions(view))


def _find_files(view: View) -> Iterator[Problem]:
    for path, name in _modules(view, "."):
        stem, dot, suffix = name.rpartition(".")
        if dot and suffix.lower() in _SUFFIXES:
            yield Problem(
                message=f'"{name}" is the name of a file: as a module it is `{suffix}` in the package `{stem}`',
                paths=(path,),
                hint=f'write "{stem}"',
            )


def _find_functions(view: View) -> Iterator[Problem]:
    for path, name in _modules(view, _INIT):
        package, dot, last = name.rpartition(".")
        if last.startswith(_INIT) and last != _INIT:
            yield Problem(
                message=f'"{name}" is the name of the function of a module: as a module, `{_INIT}{last}` makes it',
                paths=(path,),
                hint=f'write "{package}{dot}{last.removeprefix(_INIT)}"',
            )


def _modules(view: View, sign: str) -> Iterator[tuple[str, str]]:
    """Give the modules of a config in whose names something stands, each with its place."""
    static, dynamic = view.config.static_extensions, view.config.dynamic_extensions
    yield from ((f"static_extension:{each.name}", each.name) for each in static if sign in each.name)
    yield from ((f"dynamic_extension:{each.name}", each.name) for each in dynamic if sign in each.name)


RULES = (
    Rule(code="module-named-as-file", find=_as_file, needs=frozenset({"static_extensions", "dynamic_extensions"})),
    Rule(code="module-named-as-file", find=_as_function, needs=frozenset({"static_extensions", "dynamic_extensions"})),
)
