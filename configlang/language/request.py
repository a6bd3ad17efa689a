"""What an evaluation is asked for and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from configlang.findings.finding import Finding
from configlang.language.declarations import RecordedDeclaration, Sources
from configlang.project.limits import Limits

STDIN_NAME = "<stdin>"


@attrs.frozen(kw_only=True)
class Request:
    """
    What to evaluate.

    Attributes:
        path: The config file as given; ``-`` is standard input.
        text: The text of standard input, where that is the config.
        root: The root folder.
        is_following_symlinks: Whether a load may leave the root through a symbolic link.
        variables: What ``-D`` set: text, or a typed value from the API.
        target: The parts of ``TARGET``: triple, os, arch, env, python (a str or None).
        limits: What it may use.
    """

    path: str
    text: str | None = None
    root: str
    is_following_symlinks: bool = False
    variables: Mapping[str, str | bool | int] = attrs.field(factory=dict)
    target: Mapping[str, str | None] = attrs.field(factory=dict)
    limits: Limits = attrs.field(factory=Limits)

    @property
    def name(self) -> str:
        """The config file as people know it."""
        return STDIN_NAME if self.path == "-" else self.path

    def to_data(self) -> dict[str, Any]:
        """Return the request as JSON data."""
        return attrs.asdict(self)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Request:
        """Return the request that ``to_data`` made the data from."""
        return cls(**{**data, "limits": Limits(**data["limits"])})


@attrs.frozen
class Printed:
    """Something that a config printed: file, 0-based line, text."""

    file: str
    line: int
    text: str


@attrs.define
class Outcome:
    """
    What came of it.

    Attributes:
        declarations: In no promised order.
        findings: What was found.
        printed: What the config printed, in order.
        sources: The files that were read.
        main_label: The config file's path from the root.
    """

    declarations: list[RecordedDeclaration] = attrs.field(factory=list)
    findings: list[Finding] = attrs.field(factory=list)
    printed: list[Printed] = attrs.field(factory=list)
    sources: Sources = attrs.field(factory=Sources)
    main_label: str = ""
