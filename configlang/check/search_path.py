"""
What is known of the folders in which CPython looks for modules, and how a path is compared with them.

Paths are compared as texts, for nothing of them is here: a link to a folder is another folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from configlang.check.rule import View, once
from configlang.cpython.builds import Python
from configlang.cpython.search_path import (
    COMPUTED_FOLDERS,
    EMPTY_IS_NONE,
    PYTHONPATH_IS_OF_ENVIRONMENT,
    SITE_FOLDERS,
    Names,
    added_by_site,
    computed,
)
from configlang.light.typed import NamedTuple
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import AT_ORIGIN, expand, starts_at_runtime, to_path


def names_of(path: str, *, is_windows: bool) -> Names:
    """Take a path apart, without what makes no difference: ``//``, ``/./``, a separator at the end, ``x/..``."""
    text = path.replace("\\", "/") if is_windows else path
    names: list[str] = ["", ""] if is_windows and text.startswith("//") else [""] if text.startswith("/") else []
    root = len(names) or starts_at_runtime(path) or (is_windows and bool(re.match("[A-Za-z]:", text)))
    for name in text.split("/"):
        if name == ".." and len(names) > root and names[-1] != "..":
            names.pop()
        elif name not in {"", "."}:
            names.append(name)
    return tuple(names)


def join(names: Names, *, is_windows: bool) -> str:
    """Put a path together again; ``.`` for the working folder."""
    return ("\\" if is_windows else "/").join(names) or "."


def located(view: View, path: str) -> Names:
    """Take a path apart for being compared: with what the config says that ``$ORIGIN`` is."""
    origin = view.given("origin")
    return names_of(expand(path, origin) if isinstance(origin, str) else path, is_windows=view.target.is_windows)


def without_package(folder: Names, package: Names) -> Names | None:
    """Return the folder that another one is that of a package below; None where it is not called as the package."""
    count = len(folder) - len(package)
    return folder[:count] if count >= 0 and folder[count:] == package else None


def folded(view: View, folder: Names) -> Names:
    """Return a folder as the platform compares it: Windows minds no case, though CPython minds that of a package."""
    return tuple([name.lower() for name in folder]) if view.target.is_windows else folder


def plain(view: View, path: str) -> str:
    """Return a path as one that means the same is written too: without separators at its end."""
    if view.target.is_windows:
        return path.replace("/", "\\").rstrip("\\").lower()
    return path.rstrip("/")


def without_end(view: View, path: str) -> str:
    """Return a path without separators at its end."""
    return path.rstrip("/\\" if view.target.is_windows else "/")


# What decides it


def is_unset(view: View, name: str) -> bool:
    """Tell whether a path is unset for CPython, which takes an empty one for none from 3.11."""
    value = view.given(name)
    return value is None or (value == "" and EMPTY_IS_NONE.covers(view.version))


class Home(NamedTuple):
    """
    The folder that CPython is told to find its standard library below.

    Attributes:
        prefix: Where the library is.
        exec_prefix: Where its shared libraries are; the same unless ``home`` has the form ``PREFIX:EXEC_PREFIX``.
        path: The setting that says so.
    """

    prefix: str
    exec_prefix: str
    path: str

    def part(self, name: str) -> str:
        """Return what takes the place of a prefix of that name."""
        return self.exec_prefix if "exec" in name else self.prefix


def home_of(view: View) -> Home | None:
    """Return the home that is set or filled in, None where CPython searches; a host may still pass one at run time."""
    given = view.given("home")
    if is_unset(view, "home") and given is not None:
        return None
    if given is None:
        fills = view.given("set_missing_path_configuration")
        is_filled = bool(fills) if view.is_generated else fills is not False
        filled = Home(AT_ORIGIN, AT_ORIGIN, "interpreter.set_missing_path_configuration")
        return filled if is_filled else None
    prefix, _, exec_prefix = str(given).partition(";" if view.target.is_windows else ":")
    return Home(to_path(prefix), to_path(exec_prefix or prefix), "interpreter.home")


def reads_python_path(view: View) -> bool:
    """Tell whether ``python_path_env`` counts: not beside paths, and from 3.11 as a part of the environment alone."""
    reads_environment = view.is_on("use_environment") and not view.is_isolated
    return view.search_paths is None and (not PYTHONPATH_IS_OF_ENVIRONMENT.covers(view.version) or reads_environment)


def is_safe(view: View) -> bool:
    """Tell whether neither the folder of a script nor the working folder is put on it."""
    return view.is_isolated or (ARGUMENTS["safe_path"].exists_in(view.version) and view.is_on("safe_path"))


# What is on it


@once
def declared(view: View) -> tuple[str, ...]:
    """Return the folders that the config lists; nothing loads a shared library from a zip file."""
    importer = view.config.filesystem_importer
    listed = (importer.paths if importer is not None else None) or ()
    return tuple(path for path in listed if not path.lower().endswith((".zip", ".pyz")))


@once
def folders(view: View) -> Mapping[Names, int]:
    """Return the folders that the config lists, for being compared, each with the index of its first mention."""
    found: dict[Names, int] = {}
    for index, path in enumerate(declared(view)):
        found.setdefault(located(view, path), index)
    return found


def search_path(view: View) -> Iterator[Names]:
    """Give the folders that are on the search path, as far as the config tells, for being compared."""
    yield from folders(view)
    yield from _of_program(view)
    environment = view.given("python_path_env")
    if isinstance(environment, str) and reads_python_path(view):
        items = environment.split(";" if view.target.is_windows else ":")
        yield from (located(view, to_path(item)) for item in items)
    yield from _of_home(view)


def _of_program(view: View) -> Iterator[Names]:
    """Give what running a file puts first: the folder or zip file that is run, or the folder that a script lies in."""
    filename = view.given("run_filename")
    if not isinstance(filename, str) or view.runs[0] != "run_filename":
        return
    names = located(view, filename)
    yield names
    # Where that is the folder of another program, the code `script-folder` tells it.
    if not is_safe(view):
        yield names[:-1]


def _of_home(view: View) -> Iterator[Names]:
    """Give what CPython computes from a home that the config sets, and what ``site`` adds for it."""
    home = home_of(view)
    if home is None:
        return
    python = Python.of(view.version, view.target)
    prefixes = located(view, home.prefix), located(view, home.exec_prefix)
    if view.search_paths is None:
        yield from computed(*prefixes, python)
    if view.is_on("site_import"):
        yield from added_by_site(*prefixes, python)


def may_be_added(view: View, path: str) -> bool:
    """Tell whether a file lies where CPython or ``site`` looks in some installation, so that it may be found."""
    names = set(names_of(path, is_windows=view.target.is_windows))
    is_in_site = view.is_on("site_import") and not names.isdisjoint(SITE_FOLDERS)
    return is_in_site or (view.search_paths is None and not names.isdisjoint(COMPUTED_FOLDERS))
