"""What the language stage is to evaluate, and what a config prints meanwhile."""

from __future__ import annotations

from collections.abc import Mapping

from configlang.cpython.versions import Version
from configlang.light import records
from configlang.project.limits import Limits
from configlang.project.source import name_of

OF_CONFIGS = frozenset({"never-called", "nothing-declared"})
"""The codes of what is missing in a config, and in no file that others load."""


@records.frozen(kw_only=True)
class Task:
    """
    What to evaluate.

    Attributes:
        path: The config file as given; ``-`` is standard input.
        text: The text of standard input, where that is the config.
        root: The root folder.
        is_following_symlinks: Whether a load may leave the root through a symbolic link.
        variables: What ``-D`` set: text, or a typed value from the API.
        target: The parts of ``TARGET`` that don't go by the version: triple, os, arch, env.
        python: The one CPython version that it is evaluated for, None for each that the config is for.
        limits: What it may use.
        may_be_library: Whether the file may be one that others load, of which no declarations are wanted.
    """

    path: str
    text: str | None = None
    root: str
    is_following_symlinks: bool = False
    variables: Mapping[str, str | bool | int] = records.field(factory=dict)
    target: Mapping[str, str] = records.field(factory=dict)
    python: Version | None = None
    limits: Limits = records.field(factory=Limits)
    may_be_library: bool = False

    @property
    def name(self) -> str:
        """The config file as people know it."""
        return name_of(self.path)
