"""
The root: the folder that loads stay below, and the way from a label to its file there.

A load leaves the root neither by its text nor through a symbolic link. Where the links of a path lead is one question,
and what is opened by that path the next: between the two anybody who may write there can put a link in the place of a
folder. So a file is opened below a descriptor of the root, name by name and along no link, by a path that has been
found to stay inside.
"""

from __future__ import annotations

import errno
import os

from configlang.cache import looks
from configlang.cache.looks import READING
from configlang.findings.finding import Finding
from configlang.project.labels import Label, LabelError, real_path
from configlang.utf8 import is_utf8

_CAN_OPEN_BELOW = hasattr(os, "O_PATH") and os.open in os.supports_dir_fd
"""Linux and FreeBSD have all that is needed; elsewhere a file is opened by its path."""

_ATTEMPTS = 8
"""How often a path is resolved that has turned into another one when it is opened."""


def check_root(path: str) -> Finding | None:
    """Return why loads can't start at a folder, with code ``bad-root``; None where they can."""
    hint = "give --root an existing folder"
    if not is_utf8(path):
        return Finding(code="bad-root", message=f"the name of the root `{path}` is not UTF-8", hint=hint)
    if not looks.isdir(path):
        what = "is no folder" if looks.lexists(path) else "does not exist"
        return Finding(code="bad-root", message=f"the root `{path}` {what}", hint=hint)
    return None


class Root:
    """The root folder of one evaluation."""

    def __init__(self, path: str, *, is_following_symlinks: bool) -> None:
        """
        Open nothing yet.

        Args:
            path: The folder.
            is_following_symlinks: Whether links may lead out of it; then a label may name any file there is.
        """
        self._path = path
        self._is_following_symlinks = is_following_symlinks
        self._real = path if is_following_symlinks else real_path(path)
        self._descriptor: int | None = None

    def __enter__(self) -> None:
        """Keep the folder open until the end of a block, in which files are opened below it."""
        if not self._is_following_symlinks and _CAN_OPEN_BELOW:
            self._descriptor = os.open(self._real, os.O_PATH | os.O_DIRECTORY)

    def __exit__(self, *_: object) -> None:
        """Close it."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def path_of(self, label: Label) -> str:
        """Return the path of the file that a label names; it need not exist, and where links lead is for ``open``."""
        return os.path.normpath(os.path.join(self._path, *filter(None, label.folder.split("/")), label.file))

    def open(self, label: Label) -> int:
        """
        Open the file that a label names, for reading, and return the descriptor.

        Raises:
            LabelError: With code ``load-outside-root`` when a symbolic link leads out of the root.
            OSError: When the file can't be opened.
        """
        path = self.path_of(label)
        if self._is_following_symlinks:
            return os.open(path, READING)
        attempt = 0
        while True:
            attempt += 1
            try:
                below = self._resolve(path, label)
                return os.open(path, READING) if self._descriptor is None else _open_below(self._descriptor, below)
            except OSError as error:
                # Perhaps a link has come or gone in the middle: then where it leads is looked up anew.
                if error.errno not in {errno.ELOOP, errno.ENOTDIR, errno.EINVAL} or attempt == _ATTEMPTS:
                    raise

    def _resolve(self, path: str, label: Label) -> str:
        """Return the path from the root that a path comes to, without links."""
        real = looks.realpath(path)
        if not is_inside(real, self._real):
            raise LabelError(
                "load-outside-root",
                f"`{label}` leaves the root through a symbolic link",
                "give --follow-symlinks where links out of the root are wanted",
            )
        return os.path.relpath(real, self._real)


def is_inside(path: str, folder: str) -> bool:
    """Tell whether a path lies in a folder, or is it; both without links."""
    try:
        return os.path.commonpath([folder, path]) == folder
    except ValueError:
        # Two drives of Windows have nothing in common.
        return False


def _open_below(folder: int, path: str) -> int:
    """Open a file below an open folder, by a path that goes along no link."""
    *outer, name = path.split(os.sep)
    opened: list[int] = []
    try:
        for each in outer:
            opened.append(os.open(each, os.O_PATH | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=[folder, *opened][-1]))
        return os.open(name, READING | os.O_NOFOLLOW, dir_fd=[folder, *opened][-1])
    finally:
        for descriptor in opened:
            os.close(descriptor)
