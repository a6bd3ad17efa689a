"""The config files of a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from configlang.cache import looks
from configlang.cache.looks import SUFFIX

__all__ = ["SUFFIX", "configs_of"]


def configs_of(paths: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """
    Give each path with the config files that it stands for: itself, or of a folder those at any depth, in order.

    Hidden folders and links to folders are left aside: what lies there belongs to tools, or is met elsewhere.
    """
    for path in paths:
        yield path, (looks.below(path) if path != "-" and looks.isdir(path) else [path])
