"""Where modules are looked for, the table of built-in modules first: what comes of an entry there, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from configlang.check.rule import View, once
from configlang.cpython import stdlib
from configlang.cpython.inittab import FINDS_IN_PACKAGES, LAST_WINS, MADE_FIRST
from configlang.cpython.versions import Releases, Version
from configlang.findings.finding import Severity
from configlang.schema.config import StaticExtension

_START_FINDS_IN_PACKAGES = Version("3.11")
"""The version whose start goes as one does that OxidizedFinder takes part in."""

RENAME = "give it a name of its own, with the name of your project in it or inside of a package of yours"
"""What to do about a name that another module has."""


@once
def linked_in(view: View) -> Mapping[str, StaticExtension]:
    """Return the modules that go into the table, by name; an output that can't put any there says so itself."""
    return {} if view.is_pyoxy else {extension.name: extension for extension in view.config.static_extensions}


@once
def by_init(view: View) -> Mapping[str, Sequence[StaticExtension]]:
    """Return the modules that go into the table by their init functions."""
    found: dict[str, list[StaticExtension]] = {}
    for extension in linked_in(view).values():
        found.setdefault(extension.init, []).append(extension)
    return found


def linked_in_among(view: View, *names: AbstractSet[str]) -> Iterator[StaticExtension]:
    """
    Give those modules that have a name of CPython's.

    Nearly all modules have one of their own, and there may be many; the names of CPython are few.
    """
    linked = linked_in(view)
    yield from (linked[name] for name in sorted({name for each in names for name in linked.keys() & each}))


def built_in(view: View) -> AbstractSet[str]:
    """Return the names that CPython has entries of itself."""
    return stdlib.built_in(view.version, view.target.os)


def is_built_in(view: View, name: str) -> bool:
    """Tell whether CPython has an entry of a name itself."""
    return name in built_in(view)


def replaces_built_in(view: View, name: str) -> bool:
    """
    Tell whether an entry of the config takes the place of CPython's own of that name.

    The last of two entries counts from 3.13 on. pyembed goes up to 3.11, and generated code refuses to start.
    """
    return LAST_WINS.covers(view.version) and not view.is_generated and name not in MADE_FIRST


def has_oxidized_finder(view: View) -> bool:
    """Tell whether OxidizedFinder looks for modules, from before `encodings` is imported and ahead of all others."""
    return view.config.oxidized_importer is not None and not view.is_generated


def looks_into_packages(view: View) -> bool:
    """Tell whether something finds an entry with a dot in its name: CPython, generated code, or OxidizedFinder."""
    has_finder = view.is_generated or view.config.oxidized_importer is not None
    return has_finder or FINDS_IN_PACKAGES.covers(view.version)


def _starts_as_later(view: View) -> bool:
    """Tell whether the start looks inside of packages, which it does not by itself; the finder in C comes after it."""
    return has_oxidized_finder(view) and not FINDS_IN_PACKAGES.covers(view.version)


def preloaded(view: View) -> frozenset[str]:
    """Return the names that are in ``sys.modules`` before a module of the config can be imported."""
    names = stdlib.preloaded(view.version)
    return names & stdlib.preloaded(_START_FINDS_IN_PACKAGES) if _starts_as_later(view) else names


def needed_to_start(view: View) -> frozenset[str]:
    """Return the modules without which the start fails."""
    return needed_before_site(view) | stdlib.needed_to_start(
        view.version, view.target.os, has_site=view.is_on("site_import")
    )


def needed_before_site(view: View) -> frozenset[str]:
    """Return those of them that are imported before ``site`` is, and before a host adds to the search path."""
    system = view.target.os
    names = stdlib.needed_to_start(view.version, system, has_site=False)
    if _starts_as_later(view):
        names |= stdlib.needed_to_start(_START_FINDS_IN_PACKAGES, system, has_site=False)
    return names


def needed_to_run(view: View) -> frozenset[str]:
    """Return the modules without which the program fails that the config names."""
    return stdlib.needed_to_run(view.version, view.runs[0]) if view.runs else frozenset()


def is_found(view: View, name: str) -> bool:
    """Tell whether an import of a name gets the module of the config."""
    if name in preloaded(view) or ("." in name and not looks_into_packages(view)):
        return False
    return not is_built_in(view, name) or replaces_built_in(view, name)


def without_finder(view: View) -> Severity:
    """
    Return how bad it is that nothing finds dotted names.

    Programs that read JSON may bring a finder, and where some releases of a minor do without, it may be run with those.
    """
    is_in_part = isinstance(view.version, Releases)
    return Severity.ERROR if view.is_pyembed and not is_in_part else Severity.WARNING


def has_default_init(extension: StaticExtension) -> bool:
    """Tell whether the init function is called as it would be where nothing is said."""
    return extension.init == f"PyInit_{extension.name.rpartition('.')[2]}"


def place_of_init(extension: StaticExtension) -> str:
    """Return the place of a module's function, as in the origins: the name, where the function follows from that."""
    return f"static_extension:{extension.name}{'' if has_default_init(extension) else '.init'}"


def is_of_stdlib(extension: StaticExtension) -> bool:
    """Tell whether a module looks like one in C of the standard library itself, which hosts may link in."""
    return has_default_init(extension) and stdlib.is_extension_somewhere(extension.name)


def can_replace_symbols(view: View) -> bool:
    """Tell whether a function of the program takes the place of one of the same name in libpython."""
    return view.target.os not in {"windows", "macos", "ios"}
