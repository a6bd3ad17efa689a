"""What is known about one field of an interpreter config: the record that the field table is made of."""

from __future__ import annotations

import enum

from configlang.cpython.builds import DEBUG, Trait, has
from configlang.cpython.extents import TO_3_15, Extent, Measured
from configlang.cpython.versions import Version
from configlang.light import records

Scalar = bool | int | str

MEASURED = Measured("the members of CPython's structs: which there are, and what they are filled with", TO_3_15)
"""What the field table was made from: the headers of these releases, and starts of them."""


class Kind(enum.Enum):
    """
    The value types that a field can have.

    Conversion, the Starlark signature and every output go by kind, never by field name.
    """

    BOOL = "bool"
    """True or False; where ``Field.maximum`` is set, an int from 0 up to it as well, of which 0 and 1 are the bools."""
    INT = "int"
    STR = "str"
    PATH = "path"
    """Text with the meaning of a file system path."""
    CHOICE = "choice"
    """One of the strings in ``Field.choices``; where ``Field.maximum`` is set, an int from 0 up to it as well."""
    LEVEL = "level"
    """An int that pyembed holds as an enum; ``Field.choices`` names the variants in order, from 0."""
    STR_LIST = "list of str"
    PATH_LIST = "list of path"
    OS_STR_LIST = "list of OS string"
    """Text that the operating system's own encoding carries (argv): bytes on Unix, UTF-16 on Windows."""


class Group(enum.Enum):
    """What fields are about: the sections of their reference page, in its order."""

    ISOLATION = "Profile and isolation"
    RUNNING = "What runs, with which arguments"
    PLACES = "Where things are"
    TEXT = "Text and streams"
    COMPILED = "Compiled code"
    PROCESSES = "Signals, hashes, threads and processes"
    MEMORY = "Memory"
    DIAGNOSIS = "Warnings and diagnosis"
    LIBRARIES = "What libraries look for"


class Place(enum.Enum):
    """Which struct holds the field: one of pyembed's two, or CPython's where pyembed has no such field."""

    OUTER = "OxidizedPythonInterpreterConfig"
    INNER = "PythonInterpreterConfig"
    CPYTHON = "PyConfig"


@records.frozen(kw_only=True)
class Choice:
    """
    One allowed value of a CHOICE or LEVEL field.

    Attributes:
        value: What people write. A value that ends in ``:`` is a prefix which any text may follow, and
            that text is the payload of the Rust variant (``static:/usr/share/terminfo``).
        variant: The name of the variant in pyembed's Rust enum; None where pyembed has no such value.
        c_value: The value of the C member (int, or str where the member is a string), None where there is no C member.
        extent: The CPython versions that know the value; None where all that have the field do.
        doc: The effect, one sentence.
    """

    value: str
    variant: str | None = None
    c_value: int | str | None = None
    extent: Extent | None = None
    doc: str


@records.frozen(kw_only=True)
class Field:
    """
    One field: the single source of truth for its argument, conversion, checks, outputs and reference entry.

    Attributes:
        name: The argument of ``interpreter()``: pyembed's name of the field, or CPython's where pyembed lacks it.
        kind: The type of its value.
        place: The struct that it belongs to.
        group: What it is about; None for a field that a rule of its own sets.
        doc: Its effect in one to three sentences, with the unit where there is one.
        default: The value that pyembed's ``Default`` gives it at run time; None where pyembed's type is an
            ``Option`` (left unset, CPython's profile decides) or where nothing is set.
        is_optional: True where pyembed's type is ``Option<T>``; then unset is None, else unset is ``default``.
        python_default: The value of the C member after ``PyConfig_InitPythonConfig`` or
            ``PyPreConfig_InitPythonConfig``; None where it is NULL, an empty list, or there is no C member.
        isolated_default: The same after the ``...InitIsolatedConfig`` call.
        debug_default: The default of both profiles in debug builds, where that is another one.
        later_defaults: The CPython versions with other defaults than these, and what they are there (python,
            isolated).
        c_members: The C members that it sets, as ``PyPreConfig.isolated`` or ``PyConfig.isolated``.
        choices: The allowed values of a CHOICE or LEVEL field, in pyembed's order.
        rust_enum: The name of pyembed's enum, for CHOICE and LEVEL.
        minimum: The smallest allowed int.
        maximum: The largest allowed int. For BOOL, CHOICE and LEVEL, that of the ints which CPython takes and pyembed,
            whose type is narrower, can't say.
        maximum_extent: The CPython versions that take the ints which pyembed can't say; None where all that have the
            member do.
        expands_origin: Whether pyembed replaces ``$ORIGIN`` in it.
        extent: The CPython versions that have the C member.
        guard: The trait of a CPython under whose macro the headers declare the member, or None.
        elsewhere: What a CPython without the member does, in terms of a BOOL field.
        is_needed: Whether another value than that must not go unheard: code does not compile with a CPython that lacks
            the ``guard``.
        owner: The rule that sets it instead of ``interpreter()``, or None.
        aliases: Names that other systems have for it (CPython, command line), for "did you mean".
        opposites: Names that other systems have for the opposite of a flag: their True is its False.
        traps: What surprises people, one sentence each.
    """

    name: str
    kind: Kind
    place: Place
    group: Group | None = None
    doc: str
    default: Scalar | None = None
    is_optional: bool = True
    python_default: int | str | None = None
    isolated_default: int | str | None = None
    later_defaults: tuple[Extent, int, int] | None = None
    debug_default: int | None = None
    c_members: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    rust_enum: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    maximum_extent: Extent | None = None
    expands_origin: bool = False
    extent: Extent = MEASURED.always
    guard: Trait | None = None
    elsewhere: bool = False
    is_needed: bool = False
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    opposites: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()

    def defaults_in(self, python: Version) -> tuple[int | str | None, int | str | None]:
        """Return what the Init functions of a CPython put into the C member: of ``python``, and of ``isolated``."""
        if self.debug_default is not None and has(python, DEBUG):
            return self.debug_default, self.debug_default
        if self.later_defaults is not None and self.later_defaults[0].covers(python):
            return self.later_defaults[1:]
        return self.python_default, self.isolated_default

    def is_moot(self, value: object) -> bool:
        """Tell whether a CPython without the member does what a value asks for anyway."""
        return self.kind is Kind.BOOL and value is self.elsewhere

    def exists_in(self, python: Version) -> bool:
        """Tell whether a CPython version has the C member; a field without one exists everywhere."""
        return self.extent.covers(python)

    def extent_of(self, value: object) -> Extent:
        """Return the CPython versions that have the C member and know a value of it."""
        extent = None
        if self.kind is Kind.CHOICE:
            extent = next((choice.extent for choice in self.choices if choice.value == value), None)
        elif self.kind is Kind.BOOL and not isinstance(value, bool):
            extent = self.maximum_extent
        return extent or self.extent
