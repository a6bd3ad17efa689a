"""Configs as they were in a revision of a git repository, laid into a folder of their own."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from contextlib import closing, suppress

from configlang.cache.looks import SUFFIX
from configlang.comparison.git import GitError, Objects, run_git
from configlang.findings.finding import Finding, Span
from configlang.findings.suggest import did_you_mean
from configlang.light.patterns import pattern
from configlang.light.typed import NamedTuple
from configlang.project.labels import ROOT_MARKER
from configlang.surroundings import raise_if_missing

_MOST_FILES = 100_000
_MOST_BYTES = 256 << 20
_FILE, _LINK = "100", "120000"
"""What the modes of files begin with, and that of links."""


class Revision(NamedTuple):
    """
    A file in a revision.

    Attributes:
        revision: The revision, as given.
        file: The path of the file from the top of the repository.
    """

    revision: str
    file: str

    @property
    def name(self) -> str:
        """How people know it."""
        return f"{self.revision}:{self.file}"


class Entry(NamedTuple):
    """
    A file or link of a revision.

    Attributes:
        mode: Its mode, as git writes it.
        hash: The name of the object that it holds.
    """

    mode: str
    hash: str


class LaidOut(NamedTuple):
    """
    A config of a revision, as it lies in a folder.

    Attributes:
        revision: What was asked for, with the path from the top.
        folder: What stands for the working folder there.
        path: The file, named from that folder.
        root: The folder that ``//`` labels start from, likewise; None where a project file marks it.
        prefix: The path of the working folder from the top of the repository.
    """

    revision: Revision
    folder: str
    path: str
    root: str | None
    prefix: str

    def name(self, path: str) -> str:
        """Return how people know a file that is named from the folder."""
        return f"{self.revision.revision}:{posixpath.normpath(posixpath.join(self.prefix, path.replace(os.sep, '/')))}"


def lay_out(given: Revision, folder: str, root: str | None = None) -> LaidOut | Finding:
    """
    Lay a config of a revision into a folder, with all that it may load and its project file.

    Args:
        given: The revision and the file, which is named as git does: from the top of the repository, or from the
            working folder where it begins with ``./`` or ``../``.
        folder: An empty folder.
        root: The folder that ``//`` labels start from, named from the working folder; None looks for the project file.

    Returns:
        Where it lies, or a finding with the code ``bad-revision``.
    """
    try:
        return _lay_out(given, folder, root)
    except GitError as error:
        return Finding(code="bad-revision", message=str(error), span=Span.from_line(given.name, 0), hint=error.hint)


def _lay_out(given: Revision, folder: str, root: str | None) -> LaidOut:
    tree = _tree_of(given.revision)
    prefix = _prefix()
    revision = given._replace(file=_from_top(given.file, prefix))
    entries = dict(_entries(tree, revision.file))
    if revision.file not in entries:
        hint = did_you_mean(revision.file, [path for path in entries if path.endswith(SUFFIX)])
        raise GitError(f"there is no file `{revision.file}` in `{revision.revision}`", hint)
    own = None if root is None else _folder_from_top(root, prefix)
    marked = _marked_root(revision.file, entries) if own is None else None
    top = own if own is not None else posixpath.dirname(revision.file) if marked is None else marked
    kept = {path: entry for path, entry in entries.items() if path == revision.file or _is_below(path, top)}
    _lay(kept, folder)
    working = os.path.join(folder, *filter(None, prefix.split("/")))
    os.makedirs(working, exist_ok=True)
    # Without a project file the one of a folder around would be found.
    start = None if marked is not None else posixpath.relpath(f"/{top}", f"/{prefix}")
    return LaidOut(revision, working, posixpath.relpath(f"/{revision.file}", f"/{prefix}"), start, prefix)


def _prefix() -> str:
    """Return the path of the working folder from the top of the repository; empty in a bare one."""
    try:
        return run_git("rev-parse", "--show-prefix").removesuffix("\n")
    except GitError:
        return ""


def _tree_of(revision: str) -> str:
    """Return the name of the tree of a revision."""
    if not revision or revision.startswith("-") or "\0" in revision:
        raise GitError(f"`{revision}` is no revision")
    try:
        name = run_git("rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").strip()
    except GitError as error:
        # It is quiet where there is no such revision, and only then.
        if str(error):
            raise
        name = ""
    if not _HASH.fullmatch(name):
        raise GitError(f"git knows no revision `{revision}` here")
    return name


_HASH = pattern(r"[0-9a-f]{40,64}")


def _from_top(file: str, prefix: str) -> str:
    """Return the path of a file from the top of the repository."""
    path = file
    if file.startswith(("./", "../")):
        path = posixpath.normpath(posixpath.join(prefix, file))
    if path.startswith("../") or posixpath.isabs(path) or path in {"", ".", ".."}:
        raise GitError(f"`{file}` is no file below the top of the repository")
    return path


def _folder_from_top(root: str, prefix: str) -> str:
    """Return the path of a folder from the top of the repository, empty for the top itself."""
    here = os.path.realpath(os.curdir)
    below = os.path.relpath(os.path.realpath(root), here).replace(os.sep, "/")
    path = posixpath.normpath(posixpath.join(prefix, below))
    if path == ".." or path.startswith("../"):
        raise GitError(f"the root `{root}` is not in the repository")
    return "" if path == "." else path


def _marked_root(file: str, entries: dict[str, Entry]) -> str | None:
    """Return the nearest folder upwards of a file that holds a project file; the top is the empty path."""
    folder = posixpath.dirname(file)
    while True:
        if posixpath.join(folder, ROOT_MARKER) in entries:
            return folder
        if not folder:
            return None
        folder = posixpath.dirname(folder)


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


# What is in the revision


def _entries(tree: str, file: str) -> Iterator[tuple[str, Entry]]:
    """Give what a config could be made of: config files, project files, links, and the file itself."""
    listing = run_git("ls-tree", "-r", "-z", "--full-tree", tree)
    count = 0
    for line in listing.split("\0"):
        head, tab, path = line.partition("\t")
        parts = head.split(" ")
        if not tab or len(parts) != 3 or not _is_sound(path):  # noqa: PLR2004 - mode, type, hash
            continue
        mode, _, name = parts
        is_wanted = path.endswith((SUFFIX, f"/{ROOT_MARKER}")) or path in {ROOT_MARKER, file}
        if mode == _LINK or (is_wanted and mode.startswith(_FILE)):
            count += 1
            if count > _MOST_FILES:
                raise GitError(f"the revision has more than {_MOST_FILES:,} config files")
            yield path, Entry(mode, name)


def _is_sound(path: str) -> bool:
    """Tell whether a path leads to a place below a folder, also on Windows; a repository may hold any."""
    parts = path.split("/")
    if os.name == "nt" and any(char in path for char in '\\:*?"<>|'):
        return False
    return not any(part in {"", ".", ".."} or part.lower() == ".git" for part in parts)


def _lay(entries: dict[str, Entry], folder: str) -> None:
    """Write files and links into a folder, links last, and none that leads out of it."""
    links = []
    total = 0
    with closing(Objects()) as objects:
        for path, entry in entries.items():
            size, data = objects.read(entry.hash)
            total += len(data)
            if total > _MOST_BYTES:
                raise GitError(f"the configs of the revision have more than {_MOST_BYTES >> 20} MiB")
            place = os.path.join(folder, *path.split("/"))
            try:
                os.makedirs(os.path.dirname(place), exist_ok=True)
                if entry.mode == _LINK:
                    links.append((place, data))
                else:
                    with open(place, "xb") as file:
                        file.write(data)
                        file.truncate(size)
            except OSError as error:
                raise_if_missing(error, "can't lay out the files of a revision")
                # A name that the file system can't have, or one that there is twice: it is not there then.
                continue
    _link(links, folder)


def _link(links: list[tuple[str, bytes]], folder: str) -> None:
    """Make links; those that would lead out of the folder are left out, as the file there is none of the revision."""
    for place, target in links:
        with suppress(OSError, ValueError, NotImplementedError):
            os.symlink(os.fsdecode(target), place)
    made = [place for place, _ in links if os.path.islink(place)]
    inside = os.path.realpath(folder) + os.sep
    for place in made:
        if not (os.path.realpath(place) + os.sep).startswith(inside):
            os.unlink(place)
