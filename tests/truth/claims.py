"""
Claims: what the checker says of a config and not of a near twin, and how real interpreters show that it is so.

They are data, and lie in tests/truth/cases, a module for each family of rules. Every rule has at least one there, which
tests/truth/test_every_rule.py holds with no interpreter at all: the config of a claim has the finding, from one rule
and for just those versions that the claim names, and its twin does not. What the finding says is shown by running both
configs; each kind of claim here is a way to do so. Only an `Unproven` one is not run, and says why.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import attrs

from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.outputs.table import BY_NAME, Output
from tests.hosts.boot import HEAD as PYEMBED_HEAD
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Run

KINDS = ("bad", "good")
"""The configs of a claim: what has the finding, and the twin."""


def _comes_by(one: Version, other: Version) -> bool:
    """Tell whether some release of one version is one of another, or comes before it."""
    return one.whole < other.whole or (one.minor == other.minor and one.patches[0] <= (other.patch or one.patches[0]))


@attrs.frozen(kw_only=True, eq=False)
class Told:
    """
    What the checker says.

    Attributes:
        code: The code of the finding.
        name: What tells it from others of its code.
        severity: How bad the finding is; None where that is not told.
        first: The first version that it holds for, a minor or a patch release; None for the first that there is.
        last: The last version that it holds for, likewise; None for the last that there is.
        output: The name of the output that the config is checked for.
    """

    code: str
    name: str = ""
    severity: Severity | None = None
    first: str | None = None
    last: str | None = None
    output: str = "c"

    @property
    def id(self) -> str:
        """What its tests are called."""
        return f"{self.code}-{self.name.replace(' ', '-')}" if self.name else self.code

    @property
    def checked_for(self) -> Output:
        """The output that the config is checked for."""
        return BY_NAME[self.output]

    def holds_for(self, version: Version) -> bool:
        """Tell whether the finding belongs to a patch release, or to a minor for some release of it."""
        return (
            version.whole in self.checked_for.versions
            and (self.first is None or _comes_by(Version(self.first), version))
            and (self.last is None or _comes_by(version, Version(self.last)))
        )


@attrs.frozen(kw_only=True, eq=False)
class Claim(Told):
    """
    What the checker says of a config and not of a near twin.

    Attributes:
        bad: The text of a config that has the finding.
        good: The text of a near twin that does not.
        head: What both texts begin with.
        target: What the config is evaluated for; None for the machine's own where it is run, and for x86-64 Linux
            where it is only checked.
        build: The letters of the build that the config is checked for.
        is_of_several: Whether the checker says it of one version only where the config is for others too.
    """

    bad: str
    good: str
    head: str = ""
    target: str | None = None
    build: str = ""
    is_of_several: bool = False

    def text(self, kind: str) -> str:
        """Return the text of one of its configs, which is `bad` or `good`."""
        return self.head + (self.bad if kind == "bad" else self.good)


@attrs.frozen(kw_only=True, eq=False)
class Case(Claim):
    """
    A claim that a host in C shows. The runs are through C, whatever output the config is checked for.

    Attributes:
        claim: Tells of a run whether what the finding says has happened.
        ask: Python code that each run executes after its report; what it prints is the run's `stdout`.
        arguments: The command line behind the program's name.
        environment: Variables of the environment of both runs.
        home: Whether the host passes the CPython's prefix on as home.
        argv: Whether it passes its command line on.
        is_running: Whether the run function is called, so that what the config says runs.
    """

    claim: Callable[[Run], bool]
    ask: str | None = None
    arguments: tuple[str | bytes, ...] = ()
    environment: Mapping[str, str | bytes] = attrs.field(factory=dict)
    home: bool = True
    argv: bool = True
    is_running: bool = False


@attrs.frozen(kw_only=True, eq=False)
class OnWindows(Claim):
    """
    A claim that a host in C shows on Windows: tests/windows does that, on the CPythons that there are for it.

    Attributes:
        claim: Tells of a run, whose paths are written as on POSIX, whether what the finding says has happened.
        ask: Python code that each run executes after its report.
        files: The files that lie beside the program, with their texts; `PROGRAM` is the name of the program.
        home: Whether the host passes the CPython's prefix on as home.
        has_console: Whether the program gets streams from whoever starts it.
        is_running: Whether the run function is called.
    """

    claim: Callable[[Run], bool]
    ask: str | None = None
    files: Mapping[str, str] = attrs.field(factory=dict)
    home: bool = True
    has_console: bool = True
    is_running: bool = False
    target: str | None = "x86_64-pc-windows-gnu"


@attrs.frozen(kw_only=True, eq=False)
class Embedded(Claim):
    """
    A claim that a host on pyembed shows.

    Attributes:
        claim: Tells of a run, and of the folder of its files, whether what the finding says has happened.
        arguments: The command line of both runs.
        environment: Variables of both runs; `FOLDER` stands for the folder.
        snippet: Code to run where the config has no `run_command`.
    """

    claim: Callable[[subprocess.CompletedProcess[str], Path], bool]
    head: str = PYEMBED_HEAD
    severity: Severity | None = Severity.WARNING
    output: str = "rust"
    arguments: tuple[str, ...] = ()
    environment: Mapping[str, str] = attrs.field(factory=dict)
    snippet: str = "print()"


@attrs.frozen(kw_only=True, eq=False)
class Special(Claim):
    """
    A claim that needs a host of its own.

    Attributes:
        happens: Tells of a CPython and the text of a config whether what the finding says happens; the folder is for
            its files.
    """

    happens: Callable[[CPython, Path, str], bool]


@attrs.frozen(kw_only=True, eq=False)
class Unproven(Claim):
    """
    A claim that no run here can show.

    Attributes:
        reason: Why not, and what it stands on.
    """

    reason: str


# Several configs in one process


@attrs.frozen(kw_only=True, eq=False)
class ProcessClaim(Told):
    """
    What the checker says of configs that one process starts, and not of near twins.

    Attributes:
        bad: The texts of configs that have the finding, in the order of their starts.
        good: The texts of near twins that do not.
        head: What all texts begin with.
    """

    bad: tuple[str, ...]
    good: tuple[str, ...]
    head: str = ""

    def texts(self, kind: str) -> tuple[str, ...]:
        """Return the texts of `bad` or `good`."""
        return tuple(self.head + text for text in (self.bad if kind == "bad" else self.good))


@attrs.frozen(kw_only=True, eq=False)
class ProcessCase(ProcessClaim):
    """
    A claim that a program in C shows (tests/hosts/process_program.py).

    Attributes:
        steps: What the program does; `{0}` stands for the first config, `{1}` for the second.
        claim: Tells of the lines that it prints whether what the finding says has happened.
    """

    steps: tuple[str, ...]
    claim: Callable[[list[str]], bool]


@attrs.frozen(kw_only=True, eq=False)
class ProcessEmbedded(ProcessClaim):
    """
    A claim that a host on pyembed shows, which starts one config behind another.

    Attributes:
        snippet: Code that both run.
        claim: Tells of the lines that they print whether what the finding says has happened.
    """

    snippet: str
    claim: Callable[[list[str]], bool]
    head: str = PYEMBED_HEAD
    output: str = "rust"


@attrs.frozen(kw_only=True, eq=False)
class ProcessRust(ProcessClaim):
    """
    A claim that generated Rust shows, which starts one config behind another: tests/hosts/test_rust_ffi.py does that.

    Attributes:
        bad: As for others; the texts are some of those that the program of tests/hosts/ffi.py holds.
        good: Likewise.
        snippet: Code that both run.
        claim: Tells of a run whether what the finding says has happened.
    """

    snippet: str
    claim: Callable[[Run], bool]
    output: str = "rust-ffi"


@attrs.frozen(kw_only=True, eq=False)
class ProcessSpecial(ProcessClaim):
    """
    A claim that needs a host of its own.

    Attributes:
        happens: Tells of a CPython and the texts of configs whether what the finding says happens; the folder is for
            its files.
    """

    happens: Callable[[CPython, Path, tuple[str, ...]], bool]
