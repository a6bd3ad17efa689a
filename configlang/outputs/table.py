"""
The table of outputs: all of them, and what is known of each. Every set of outputs elsewhere is derived from it.

It stands below the checker, which asks what brings CPython up, and below the back ends, which are found by it.
"""

from __future__ import annotations

import enum
import os

from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.versions import PYTHON_VERSIONS, Version
from configlang.light.typed import NamedTuple

MEASURED = Measured("the outputs: what is made with them starts (tests/hosts)", TO_3_15)


class Starter(enum.Enum):
    """What brings CPython up with an output."""

    ANY = "any program"
    """A program of which nothing is known, which reads a document."""
    PYEMBED = "pyembed"
    """A program that is linked with pyembed."""
    PYOXY = "PyOxy"
    """A program on pyembed that is linked already, with a standard library inside."""
    GENERATED = "generated code"
    """Code that configlang writes, over CPython's own API."""


class Output(NamedTuple):
    """
    One output.

    Attributes:
        name: What ``--format`` calls it.
        back_end: The module of its back end below ``configlang.outputs``; its ``BACK_ENDS`` has one of this name.
        suffix: What the name of its file ends with.
        language: The language that it is written in.
        purpose: What it is and whom it is for, in a line of Markdown.
        starter: What brings CPython up with it.
        extent: The CPython versions that it serves.
        has_python_profile: Whether the profile ``python`` decides what CPython's own command does; where not, only the
            defaults of the other profile are to be had.
        companions: The suffixes of the files that may stand beside its own.
    """

    name: str
    back_end: str
    suffix: str
    language: str
    purpose: str
    starter: Starter
    extent: Extent
    has_python_profile: bool = True
    companions: tuple[str, ...] = ()

    @property
    def is_generated(self) -> bool:
        """Whether code that configlang writes brings CPython up with it."""
        return self.starter is Starter.GENERATED

    @property
    def versions(self) -> tuple[Version, ...]:
        """The CPython versions that it serves, of those that configlang knows, oldest first."""
        return tuple(version for version in PYTHON_VERSIONS if self.extent.covers(version))


NO_FILE = ""
"""The path of a text that goes to no file."""

HEADER_SUFFIX = ".h"
PACKED_SUFFIX = ".packed-resources"
"""What takes the place of an output's suffix in the name of the packed resources beside it."""

_LAYOUT_OF_3_11 = MEASURED.until("3.11")
"""PyO3 0.17, below pyembed 0.24, lays PyConfig out as 3.11 does, and never checks."""

_ALL = MEASURED.always
_PACKED = (PACKED_SUFFIX,)
_HEADER = (HEADER_SUFFIX,)

OUTPUTS = (
    Output(
        "json",
        "documents.json",
        ".json",
        "JSON",
        "the config for pyembed's serde, and for any other program",
        Starter.ANY,
        _ALL,
        companions=_PACKED,
    ),
    Output(
        "rust",
        "pyembed.rust",
        ".rs",
        "Rust",
        "Rust for pyembed, a file with the function `default_python_config`",
        Starter.PYEMBED,
        _LAYOUT_OF_3_11,
        companions=_PACKED,
    ),
    Output(
        "rust-expr",
        "pyembed.rust",
        ".rs",
        "Rust",
        "the literal of that function alone",
        Starter.PYEMBED,
        _LAYOUT_OF_3_11,
        companions=_PACKED,
    ),
    Output(
        "c",
        "host.c.pyconfig",
        ".c",
        "C",
        "C and C++ over `PyConfig`: source and header, CPython 3.8 and later",
        Starter.GENERATED,
        _ALL,
        companions=_HEADER,
    ),
    # PEP 741, which knows the defaults of the isolated profile alone.
    Output(
        "c-initconfig",
        "host.c.initconfig",
        ".c",
        "C",
        "the same over `PyInitConfig` (PEP 741), CPython 3.14 and later",
        Starter.GENERATED,
        MEASURED.since("3.14"),
        has_python_profile=False,
        companions=_HEADER,
    ),
    Output(
        "rust-ffi",
        "host.rust.module",
        ".rs",
        "Rust",
        "Rust over `pyo3::ffi`: a module for any PyO3, CPython 3.8 and later",
        Starter.GENERATED,
        _ALL,
    ),
    # What PyOxy has been released with.
    Output(
        "yaml",
        "pyembed.yaml",
        ".yaml",
        "YAML",
        "a document that `pyoxy run-yaml` reads",
        Starter.PYOXY,
        MEASURED.until("3.10"),
    ),
)

SUFFIXES = {output.suffix for output in OUTPUTS}
"""The suffixes of the files of outputs."""

BY_NAME = {output.name: output for output in OUTPUTS}
FORMATS = tuple(BY_NAME)
"""The names of the outputs."""


def find_output(name: str) -> Output:
    """
    Return the output of a name.

    Raises:
        ValueError: When there is none of that name.
    """
    output = BY_NAME.get(name)
    if output is None:
        raise ValueError(f"there is no output {name!r}; there are {', '.join(FORMATS)}")
    return output


def fits(output: Output, path: str) -> bool:
    """Tell whether a file may hold an output: one whose suffix is that of other outputs may not."""
    suffix = os.path.splitext(path)[1]
    return suffix == output.suffix or suffix not in SUFFIXES
