"""
What is known of the folders in which CPython looks for modules, and how a path is compared with them.

Paths are compared as texts, for nothing of them is here: a link to a folder is another folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from configlang.check.families.path_texts import reads_python_path
from configlang.check.families.prefixes import home_of
from configlang.check.families.running_argv import is_safe
from configlang.check.rule import View
from configlang.schema.texts import expand, starts_at_origin, to_path

Names = tuple[str, ...]
"""A path as the names in it; the first is empty for an absolute one on POSIX."""


def names_of(path: str, *, is_windows: bool) -> Names:
    """Take a path apart, without what makes no difference: ``//``, ``/./``, a separator at the end, ``x/..``."""
    text = path.replace("\\", "/") if is_windows else path
    names: list[str] = ["", ""] if is_windows and text.startswith("//") else [""] if text.startswith("/") else []
    root = len(names) or starts_at_origin(path) or (is_windows and bool(re.match("[A-Za-z]:", text)))
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


def is_inside(view: View, folder: Names, above: Names, package: Names) -> bool:
    """
    Tell whether a folder is that of a package below another one.

    Windows doesn't mind the case of a folder, but CPython minds that of a package there too.
    """
    count = len(folder) - len(package)
    if count < 0 or folder[count:] != package:
        return False
    head = folder[:count]
    if view.target.is_windows:
        return [name.lower() for name in head] == [name.lower() for name in above]
    return head == above


# What is on it


def declared(view: View) -> tuple[str, ...]:
    """Return the folders that the config lists; nothing loads a shared library from a zip file."""
    importer = view.config.filesystem_importer
    listed = (importer.paths if importer is not None else None) or ()
    return tuple(path for path in listed if not path.lower().endswith((".zip", ".pyz")))


def search_path(view: View) -> Iterator[Names]:
    """Give the folders that are on the search path, as far as the config tells, for being compared."""
    yield from (located(view, path) for path in declared(view))
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
    prefix, exec_prefix = located(view, home.prefix), located(view, home.exec_prefix)
    library = ("lib", f"python{view.version}")
    if view.target.is_windows:
        computed = [prefix, (*prefix, "Lib"), (*prefix, "DLLs")]
        added = [prefix, (*prefix, "Lib", "site-packages")]
    else:
        computed = [(*prefix, *library), (*exec_prefix, *library, "lib-dynload")]
        added = [(*each, *library, "site-packages") for each in (prefix, exec_prefix)]
    if view.search_paths is None:
        yield from computed
    if view.is_on("site_import"):
        yield from added


_SITE = {"site-packages", "dist-packages"}
_COMPUTED = {"lib-dynload", "DLLs"}


def may_be_added(view: View, path: str) -> bool:
    """Tell whether a file lies where CPython or ``site`` looks in some installation, so that it may be found."""
    names = set(names_of(path, is_windows=view.target.is_windows))
    is_in_site = view.is_on("site_import") and not names.isdisjoint(_SITE)
    return is_in_site or (view.search_paths is None and not names.isdisjoint(_COMPUTED))
