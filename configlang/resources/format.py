"""
The format of a packed-resources file, version 3, as tables that writing and reading share.

Source: the crate python-packed-resources of PyOxidizer (``serialization.rs``, ``parser.rs``, ``writer.rs``). All
numbers are little-endian.
"""

from __future__ import annotations

import enum
import struct

import attrs

MAGIC = b"pyembed"
"""What every file starts with; the next byte is the version."""

VERSION = 3
"""The only version that pyembed 0.9 and later read."""

HEADER = struct.Struct("<7sBBIII")
"""Magic, version, number of sections, bytes of the section index, number of resources, bytes of the resource index."""

END_OF_INDEX = 0x00
START_OF_ENTRY = 0x01
END_OF_ENTRY = 0xFF

SECTION_FIELD = 0x02
"""In the section index: the field whose data the section holds; one byte follows."""
SECTION_LENGTH = 0x03
"""In the section index: the length of the section in bytes; eight bytes follow."""
SECTION_PADDING = 0x04
"""In the section index: what stands behind each item; one byte follows, 1 for nothing, 2 for a NUL byte."""

PADDINGS = {0x01: 0, 0x02: 1}
"""Bytes behind each item, by the value in the section index."""


class Kind(enum.Enum):
    """What follows the number of a field in the resource index, and what lies in its section."""

    FLAG = "flag"
    TEXT = "text"
    DATA = "data"
    PATH = "path"
    TEXTS = "list of texts"
    NAMED_DATA = "data by name"
    NAMED_PATHS = "paths by name"


@attrs.frozen(eq=False)
class Field:
    """
    One field of a resource; each is there once, so that it is compared by identity.

    Attributes:
        number: The byte that stands for it in both indexes.
        name: What it is called here; a key of the JSON of ``configlang resources``.
        kind: What it holds.
        width: Bytes of the length that follows in the resource index: of the value itself, or, for the kinds with
            several items, of each value; 0 for a flag.
        doc: What it means, in a few words.
    """

    number: int
    name: str
    kind: Kind
    width: int
    doc: str


COUNT_WIDTHS = {Kind.TEXTS: 2, Kind.NAMED_DATA: 4, Kind.NAMED_PATHS: 4}
"""Bytes of the number of items, by kind; it stands before the lengths of the items."""

KEY_WIDTH = 2
"""Bytes of the length of an item's name, which stands before the length of its value."""

NAME = Field(0x03, "name", Kind.TEXT, 2, "the full name; every resource has one")
IS_PACKAGE = Field(0x04, "is_package", Kind.FLAG, 0, "a package")
IS_EXTENSION = Field(0x19, "is_extension_module", Kind.FLAG, 0, "an extension module")
EXTENSION_PATH = Field(
    0x13, "extension_module_path", Kind.PATH, 4, "where the shared library of the extension module lies"
)

FIELDS = {
    field.number: field
    for field in (
        NAME,
        IS_PACKAGE,
        Field(0x05, "is_namespace_package", Kind.FLAG, 0, "a namespace package"),
        Field(0x06, "source", Kind.DATA, 4, "the module's source"),
        Field(0x07, "bytecode", Kind.DATA, 4, "the module's bytecode, without the header of a .pyc file"),
        Field(0x08, "bytecode_opt1", Kind.DATA, 4, "the same for optimization level 1"),
        Field(0x09, "bytecode_opt2", Kind.DATA, 4, "the same for optimization level 2"),
        Field(0x0A, "extension_module", Kind.DATA, 4, "the shared library of the extension module; Windows only"),
        Field(0x0B, "package_resources", Kind.NAMED_DATA, 8, "the package's resource files"),
        Field(0x0C, "distribution_resources", Kind.NAMED_DATA, 8, "the files of the package's distribution metadata"),
        Field(0x0D, "shared_library", Kind.DATA, 8, "a shared library that others depend on"),
        Field(0x0E, "shared_library_dependencies", Kind.TEXTS, 2, "the shared libraries that this one needs"),
        Field(0x0F, "source_path", Kind.PATH, 4, "where the module's source lies"),
        Field(0x10, "bytecode_path", Kind.PATH, 4, "where the module's bytecode lies, a .pyc file"),
        Field(0x11, "bytecode_opt1_path", Kind.PATH, 4, "the same for optimization level 1"),
        Field(0x12, "bytecode_opt2_path", Kind.PATH, 4, "the same for optimization level 2"),
        EXTENSION_PATH,
        Field(0x14, "package_resource_paths", Kind.NAMED_PATHS, 4, "where the package's resource files lie"),
        Field(0x15, "distribution_resource_paths", Kind.NAMED_PATHS, 4, "where the distribution metadata lies"),
        Field(0x16, "is_module", Kind.FLAG, 0, "a module with source or bytecode"),
        Field(0x17, "is_builtin_extension_module", Kind.FLAG, 0, "an extension module linked into the binary"),
        Field(0x18, "is_frozen_module", Kind.FLAG, 0, "a module frozen into the binary"),
        IS_EXTENSION,
        Field(0x1A, "is_shared_library", Kind.FLAG, 0, "a shared library that others depend on"),
        Field(0x1B, "is_utf8_filename_data", Kind.FLAG, 0, "a file; its path is the name"),
        Field(0x1C, "is_executable", Kind.FLAG, 0, "the file is executable"),
        Field(0x1D, "file_data", Kind.DATA, 8, "the content of the file"),
        Field(0x1E, "file_path", Kind.TEXT, 4, "where the content of the file lies"),
    )
}
"""All fields by number. The number 2 was a field of version 1 and is none now."""
