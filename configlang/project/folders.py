"""The config files of a folder."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

SUFFIX = ".bzl"
"""What the name of a config file ends with, by custom."""


def configs_of(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """
    Give each path with the config files that it stands for: itself, or of a folder those at any depth, in order.

    Hidden folders and links to folders are left aside: what lies there belongs to tools, or is met elsewhere.
    """
    for path in paths:
        yield path, (list(_below(path)) if path != "-" and os.path.isdir(path) else [path])


def _below(folder: str) -> Iterator[str]:
    for current, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            path = os.path.normpath(os.path.join(current, name))
            if name.endswith(SUFFIX) and os.path.isfile(path):
                yield path
