"""The search path that will be: its entries in order, who adds each, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from configlang.check.search_path import home_of, is_safe, is_unset, reads_python_path
from configlang.cpython.search_path import library_version
from configlang.cpython.versions import Version
from configlang.findings.finding import Span
from configlang.light.typed import NamedTuple
from configlang.schema.show import show_value
from configlang.why.scene import Scene, Seen

MOST = 40
"""Entries that are shown of a list of the config; a list may have a hundred thousand."""
_ANY = "3.N"


class Entry(NamedTuple):
    """
    An entry of the search path, or several of which only this much is known.

    Attributes:
        text: The path, or what it is in words.
        why: Who adds it, and when.
        place: Where the config says so.
        is_path: Whether it is a path.
        number: How many there are of it.
    """

    text: str
    why: str
    place: Span | None = None
    is_path: bool = True
    number: int = 1


def _words(text: str, why: str, place: Span | None = None, number: int = 1) -> Entry:
    return Entry(text, why, place, is_path=False, number=number)


class Path(NamedTuple):
    """
    The search path of some versions.

    Attributes:
        versions: The versions; where there are several, ``3.N`` stands for each in the entries.
        entries: The entries in order.
    """

    versions: tuple[Version, ...]
    entries: tuple[Entry, ...]


def paths(scene: Scene) -> list[Path]:
    """Return the search paths, oldest version first; versions whose paths differ in their own number alone are one."""
    groups: dict[tuple[Entry, ...], list[Seen]] = {}
    for each in scene.seen:
        groups.setdefault(tuple(_entries(each, _ANY)), []).append(each)
    found = []
    for entries, seen in groups.items():
        versions = tuple(each.view.version for each in seen)
        is_one = len({version.whole for version in versions}) == 1
        found.append(Path(versions, tuple(_entries(seen[0], str(versions[0].bare))) if is_one else entries))
    return found


def _entries(seen: Seen, name: str) -> Iterator[Entry]:
    """Give the entries of one CPython; a name stands for its version."""
    view, importer = seen.view, seen.config.filesystem_importer
    yield from _of_program(seen)
    listed = _listed(seen)
    if importer is None or importer.paths is None or importer.mode == "replace":
        yield from listed if view.search_paths is not None else _computed(seen, name)
    elif importer.mode == "prepend":
        yield from (*listed, *_computed(seen, name))
    else:
        yield from (*_computed(seen, name), *listed)
    if view.is_on("site_import"):
        yield from _of_site(seen, name)


def _place(seen: Seen, path: str, element: int | None = None) -> Span | None:
    origin = seen.origins.get(path)
    return None if origin is None else origin.span(element)


def _listed(seen: Seen) -> list[Entry]:
    """Return the entries that the config lists, as many as are shown."""
    importer = seen.config.filesystem_importer
    listed: Sequence[str] = (importer.paths if importer is not None else None) or ()
    where = "filesystem_importer.paths"
    found = [Entry(path, "the config lists it", _place(seen, where, at)) for at, path in enumerate(listed[:MOST])]
    if len(listed) > MOST:
        more = len(listed) - MOST
        found.append(_words(f"{more:,} more", "the config lists them", _place(seen, where), more))
    return found


def _of_program(seen: Seen) -> Iterator[Entry]:
    """Give what comes first when the program runs, which goes by ``sys.argv[0]``, as parsing has left it."""
    view, runs = seen.view, seen.view.runs
    first = runs[0] if runs else None
    argv, is_parsed = view.given("argv"), view.is_on("parse_argv")
    if first == "run_filename":
        otherwise = "" if is_safe(view) else "; else the folder of sys.argv[0]"
        why = f"{WHEN}, where it is a folder or a zip file{otherwise}"
        yield Entry(str(view.given(first)), why, _place(seen, "interpreter.run_filename"))
    elif is_safe(view):
        return
    elif is_parsed and first == "run_module":
        yield _words("the working folder", f"{WHEN}: the module may lie there", _place(seen, "interpreter.run_module"))
    elif is_parsed and first == "run_command":
        yield Entry('""', f"{WHEN}: the working folder of each moment", _place(seen, "interpreter.run_command"))
    elif is_parsed:
        yield _words('the folder of the script that sys.argv names, or ""', f"{WHEN}: argv decides")
    else:
        name = show_value(argv[0]) if isinstance(argv, tuple) and argv else "sys.argv[0]"
        yield _words(f"the folder of {name}", f"{WHEN}: argv is not parsed", _place(seen, "interpreter.argv"))


WHEN = "when it runs"
"""Begins what is said of an entry that is not there before."""


def _computed(seen: Seen, name: str) -> Iterator[Entry]:
    """Give what CPython computes."""
    view = seen.view
    variable = view.given("python_path_env")
    if isinstance(variable, str) and reads_python_path(view):
        place = _place(seen, "interpreter.python_path_env")
        for item in variable.split(";" if view.target.is_windows else ":"):
            yield Entry(item, "an item of python_path_env", place)
    elif view.is_on("use_environment") and not view.is_isolated:
        yield _words("the folders of PYTHONPATH", "the environment, where the variable is set")
    yield from _of_windows(seen) if view.target.is_windows else _of_posix(seen, name)


class _Prefix(NamedTuple):
    """Where an installation is: its two prefixes, and who says so."""

    prefix: str
    exec_prefix: str
    why: str
    place: Span | None


def _prefix(seen: Seen) -> _Prefix:
    """Return below what the standard library is looked for."""
    view = seen.view
    home = home_of(view)
    if home is not None:
        is_filled = home.path.endswith("set_missing_path_configuration")
        why = "below home, which is filled in: the folder of the executable" if is_filled else "below home"
        return _Prefix(home.prefix, home.exec_prefix, why, _place(seen, home.path))
    prefix = view.given("prefix")
    if isinstance(prefix, str) and not is_unset(view, "prefix") and view.version.minor >= _PREFIX_COUNTS:
        given = view.given("exec_prefix")
        place = _place(seen, "interpreter.prefix")
        return _Prefix(prefix, str(given) if given else prefix, "below prefix", place)
    why = "below the prefix that CPython finds from the program"
    if seen.config.virtual_environment is not None:
        why = "below the installation that the pyvenv.cfg of the environment names"
    return _Prefix("PREFIX", "PREFIX", why, None)


_PREFIX_COUNTS = 11
"""The minor from which a prefix on its own counts, and from which Windows has one beside paths that are given."""


def _of_posix(seen: Seen, name: str) -> Iterator[Entry]:
    view, at = seen.view, _prefix(seen)
    letters = library_version(view.version, view.target).build
    given = view.given("platlibdir")
    folder = given if isinstance(given, str) and given else "lib"
    library = f"{folder}/python{name}{letters}"
    archive = f"{folder}/python{name.replace('.', '')}{letters}.zip"
    stdlib = view.given("stdlib_dir") if view.version.minor >= _PREFIX_COUNTS else None
    yield Entry(_join(at.prefix, archive), f"{at.why}, whether it is there or not", at.place)
    if isinstance(stdlib, str) and stdlib:
        yield Entry(stdlib, "stdlib_dir", _place(seen, "interpreter.stdlib_dir"))
    else:
        yield Entry(_join(at.prefix, library), f"{at.why}: the standard library", at.place)
    yield Entry(_join(at.exec_prefix, f"{library}/lib-dynload"), f"{at.why}: its shared libraries", at.place)


def _of_windows(seen: Seen) -> Iterator[Entry]:
    at = _prefix(seen)
    yield _words("the zip file of the standard library", "beside the program or its DLL, there or not")
    yield Entry(_join(at.prefix, "DLLs", "\\"), f"{at.why}: shared libraries", at.place)
    yield Entry(_join(at.prefix, "Lib", "\\"), f"{at.why}: the standard library", at.place)
    yield _words("the folder of the program", "CPython adds it")


def _of_site(seen: Seen, name: str) -> Iterator[Entry]:
    """Give what ``site`` adds at the end of the start."""
    view = seen.view
    if view.is_on("user_site_directory") and not view.is_isolated:
        yield _words("the user's own site-packages", "site, where the folder is there")
    environment = seen.config.virtual_environment
    letters = library_version(view.version, view.target).build
    end = r"Lib\site-packages" if view.target.is_windows else f"lib/python{name}{letters}/site-packages"
    separator = "\\" if view.target.is_windows else "/"
    why = "site, where the folder is there, and what its .pth files add"
    if environment is not None:
        place = _place(seen, "virtual_environment.path")
        yield Entry(_join(environment.path, end, separator), why, place)
        return
    at = _prefix(seen)
    if view.target.is_windows:
        is_given = view.search_paths is not None and home_of(view) is None
        if is_given and view.version.minor < _PREFIX_COUNTS:
            # It has no prefix there.
            return
        yield Entry(at.prefix, "site: the prefix itself", at.place)
    for prefix in dict.fromkeys((at.prefix, at.exec_prefix)):
        yield Entry(_join(prefix, end, separator), why, at.place)


def _join(prefix: str, end: str, separator: str = "/") -> str:
    return f"{prefix.rstrip(separator)}{separator}{end}"
