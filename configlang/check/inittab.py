"""The table of built-in modules, which linked-in modules are added to: what comes of an entry, and by whom."""

from __future__ import annotations

from configlang.check import stdlib
from configlang.check.view import C_OUTPUTS, View
from configlang.findings.finding import Severity
from configlang.schema.config import StaticExtension

_FINDS_IN_PACKAGES_SINCE = 11
"""The first minor version whose finder of built-in modules looks inside of packages (cpython#102700)."""

_LAST_WINS_SINCE = 13
"""The first minor version in which the last of several entries of one name counts."""

_MADE_FIRST = frozenset({"builtins", "sys"})
"""The built-in modules that are there before CPython looks into the table at all."""


def linked_in(view: View) -> tuple[StaticExtension, ...]:
    """Return the modules that go into the table; an output that can't put any there says so itself."""
    return () if view.output == "yaml" else view.config.static_extensions


def is_built_in(view: View, name: str) -> bool:
    """Tell whether CPython has an entry of a name itself."""
    return name in stdlib.built_in(view.version, view.target.os)


def replaces_built_in(view: View, name: str) -> bool:
    """
    Tell whether an entry of the config takes the place of CPython's own of that name.

    The last of two entries counts from 3.13 on. pyembed goes up to 3.11, and generated code refuses to start.
    """
    return view.minor >= _LAST_WINS_SINCE and view.output not in C_OUTPUTS and name not in _MADE_FIRST


def looks_into_packages(view: View) -> bool:
    """Tell whether something finds an entry with a dot in its name: CPython, generated code, or OxidizedFinder."""
    has_finder = view.output in C_OUTPUTS or view.config.oxidized_importer is not None
    return has_finder or view.minor >= _FINDS_IN_PACKAGES_SINCE


def is_found(view: View, name: str) -> bool:
    """Tell whether an import of a name gets the module of the config."""
    if name in stdlib.preloaded(view.version) or ("." in name and not looks_into_packages(view)):
        return False
    return not is_built_in(view, name) or replaces_built_in(view, name)


def without_finder(view: View) -> Severity:
    """Return how bad it is that nothing finds dotted names: programs that read JSON may bring a finder."""
    return Severity.ERROR if view.is_pyembed else Severity.WARNING


def has_default_init(extension: StaticExtension) -> bool:
    """Tell whether the init function is called as it would be where nothing is said."""
    return extension.init == f"PyInit_{extension.name.rpartition('.')[2]}"


def is_of_stdlib(extension: StaticExtension) -> bool:
    """Tell whether a module looks like one in C of the standard library itself, which hosts may link in."""
    return has_default_init(extension) and stdlib.is_extension_somewhere(extension.name)


def can_replace_symbols(view: View) -> bool:
    """Tell whether a function of the program takes the place of one of the same name in libpython."""
    return view.target.os not in {"windows", "macos", "ios"}
