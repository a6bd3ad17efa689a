"""What is known about one field of an interpreter config: the record that the field table is made of."""

from __future__ import annotations

import enum

import attrs

Scalar = bool | int | str


class Kind(enum.Enum):
    """
    The value types that a field can have.

    Conversion, the Starlark signature and every output go by kind, never by field name.
    """

    BOOL = "bool"
    INT = "int"
    STR = "str"
    PATH = "path"
    """Text with the meaning of a file system path."""
    CHOICE = "choice"
    """One of the strings in ``Field.choices``."""
    LEVEL = "level"
    """An int that pyembed holds as an enum; ``Field.choices`` names the variants in order, from 0."""
    STR_LIST = "list of str"
    PATH_LIST = "list of path"
    OS_STR_LIST = "list of OS string"
    """Text that the operating system's own encoding carries (argv): bytes on Unix, UTF-16 on Windows."""


class Place(enum.Enum):
    """Which pyembed struct holds the field."""

    OUTER = "OxidizedPythonInterpreterConfig"
    INNER = "PythonInterpreterConfig"


@attrs.frozen(kw_only=True)
class Choice:
    """
    One allowed value of a CHOICE or LEVEL field.

    Attributes:
        value: What people write. A value that ends in ``:`` is a prefix which any text may follow, and
            that text is the payload of the Rust variant (``static:/usr/share/terminfo``).
        variant: The name of the variant in pyembed's Rust enum.
        c_value: The value of the C member (int, or str where the member is a string), None where there is no C member.
        doc: The effect, one sentence.
    """

    value: str
    variant: str
    c_value: int | str | None = None
    doc: str


@attrs.frozen(kw_only=True)
class Field:
    """
    One field: the single source of truth for its argument, conversion, checks, outputs and reference entry.

    Attributes:
        name: The argument of ``interpreter()``, which is pyembed's name of the field.
        kind: The type of its value.
        place: The pyembed struct that it belongs to.
        doc: Its effect in one to three sentences, with the unit where there is one.
        default: The value that pyembed's ``Default`` gives it at run time; None where pyembed's type is an
            ``Option`` (left unset, CPython's profile decides) or where nothing is set.
        is_optional: True where pyembed's type is ``Option<T>``; then unset is None, else unset is ``default``.
        python_default: The value of the C member after ``PyConfig_InitPythonConfig`` or
            ``PyPreConfig_InitPythonConfig``; None where it is NULL, an empty list, or there is no C member.
        isolated_default: The same after the ``...InitIsolatedConfig`` call.
        c_members: The C members that it sets, as ``PyPreConfig.isolated`` or ``PyConfig.isolated``.
        choices: The allowed values of a CHOICE or LEVEL field, in pyembed's order.
        rust_enum: The name of pyembed's enum, for CHOICE and LEVEL.
        minimum: The smallest allowed int.
        maximum: The largest allowed int.
        expands_origin: Whether pyembed replaces ``$ORIGIN`` in it.
        is_windows_only: Whether the C member exists on Windows only.
        owner: The rule that sets it instead of ``interpreter()``, or None.
        aliases: Names that other systems have for it (CPython, command line), for "did you mean".
        traps: What surprises people, one sentence each.
    """

    name: str
    kind: Kind
    place: Place
    doc: str
    default: Scalar | None = None
    is_optional: bool = True
    python_default: int | str | None = None
    isolated_default: int | str | None = None
    c_members: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    rust_enum: str | None = None
    minimum: int | None = None
    maximum: int | None = None
    expands_origin: bool = False
    is_windows_only: bool = False
    owner: str | None = None
    aliases: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
