"""
Load labels: what the text in ``load("...")`` means, and which file it names.

Three forms: ``//dir:file.bzl`` from the root, ``:file.bzl`` beside the loading file, ``@stdlib//:file.bzl`` for the
rules that come with configlang. The text of a label never leaves the root; links that do are the matter of ``root.py``.
"""

from __future__ import annotations

import os

from configlang.cache import looks
from configlang.light import records

ROOT_MARKER = "configlang.toml"


class LabelError(Exception):
    """A label that names no file that may be loaded; the message says why, ``hint`` what to write instead."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        """Keep the code of the finding that this becomes."""
        super().__init__(message)
        self.code = code
        self.hint = hint


@records.frozen
class Label:
    """
    A label, parsed.

    Attributes:
        is_stdlib: Whether it names a file of configlang's own.
        folder: The folder below the root, ``""`` for the root itself, with ``/`` between names.
        file: The file name.
    """

    is_stdlib: bool
    folder: str
    file: str

    def __str__(self) -> str:
        """Return the label in its full form, which is the same for every spelling of one file."""
        return f"{'@stdlib' if self.is_stdlib else ''}//{self.folder}:{self.file}"


_FORMS = 'write "//dir:file.bzl", ":file.bzl" or "@stdlib//:file.bzl"'


def parse_label(text: str, loading: Label) -> Label:
    """
    Parse a label as it stands in a file.

    Args:
        text: The string in ``load(...)``.
        loading: The label of the file that holds the load.

    Raises:
        LabelError: With code ``load-bad-label`` or ``load-outside-root``.
    """
    is_stdlib, rest = loading.is_stdlib, text
    if text.startswith("@"):
        repository, _, rest = text.partition("//")
        if repository != "@stdlib":
            raise LabelError("load-bad-label", f'`{text}`: "{repository}" is not known, only "@stdlib" is', _FORMS)
        is_stdlib, rest = True, "//" + rest
    elif text.startswith("//"):
        is_stdlib = False
    folder, colon, file = rest.rpartition(":")
    if not colon:
        raise LabelError("load-bad-label", f"`{text}` has no colon before the file name", _FORMS)
    if folder.startswith("//"):
        folder = folder[2:]
    elif folder:
        raise LabelError("load-bad-label", f"`{text}` is not a load label", _FORMS)
    else:
        folder = loading.folder
    for part in [*(folder.split("/") if folder else []), *file.split("/")]:
        if part == "..":
            raise LabelError("load-outside-root", f"`{text}` goes upwards; a load stays below the root")
        if part in {"", "."} or "\\" in part or ":" in part or "\0" in part:
            raise LabelError("load-bad-label", f"`{text}` is not a load label", _FORMS)
    if not file.endswith(".bzl"):
        raise LabelError("load-bad-label", f"`{text}` does not name a .bzl file", _FORMS)
    head, slash, tail = file.rpartition("/")
    return Label(is_stdlib, "/".join(filter(None, (folder, head))) if slash else folder, tail)


def find_root(config_path: str | None, root: str | None, missing: list[str] | None = None) -> str:
    """
    Return the root folder of a config.

    It is ``root`` where given, else the nearest folder upwards that holds ``configlang.toml``, else the config's own
    folder (for standard input, the working folder). Whatever has this name marks the root; who reads it says where it
    is no file.

    Args:
        config_path: The config file, None for standard input.
        root: The folder that was given, or None.
        missing: Takes the paths of the project files that were looked for and are not there: any of them, once made,
            would have changed the root or what holds there.
    """
    if root is not None:
        marker = os.path.join(root, ROOT_MARKER)
        if missing is not None and not looks.lexists(marker):
            missing.append(marker)
        return root
    own = os.path.dirname(config_path) if config_path else ""
    folder = os.path.abspath(own or os.curdir)
    while True:
        marker = os.path.join(folder, ROOT_MARKER)
        if looks.lexists(marker):
            # Relative where the config was given so: findings name loaded files by it.
            return os.path.relpath(folder) if not os.path.isabs(own) else folder
        if missing is not None:
            missing.append(marker)
        parent = os.path.dirname(folder)
        if parent == folder:
            return own or os.curdir
        folder = parent


def label_of(path: str, root: str) -> Label:
    """Return the label of a config file itself; one outside the root is taken to lie in the root."""
    relative = os.path.relpath(real_path(path), real_path(root)).replace(os.sep, "/")
    folder, _, file = relative.rpartition("/")
    return Label(is_stdlib=False, folder="" if folder.startswith("..") else folder, file=file)


def real_path(path: str) -> str:
    """Return a path without symbolic links; as it is where one of them goes away while it is read."""
    try:
        return looks.realpath(path)
    except OSError:
        return os.path.abspath(path)
