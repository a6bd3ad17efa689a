"""
The format of a packed-resources file, version 3, as tables that writing and reading share.

Source: the crate python-packed-resources of PyOxidizer (``serialization.rs``, ``parser.rs``, ``writer.rs``). All
numbers are little-endian.
"""

from __future__ import annotations

import enum
import struct

from configlang.light import records

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


class SlotKind(enum.Enum):
    """What follows the number of a field in the resource index, and what lies in its section."""

    FLAG = "flag"
    TEXT = "text"
    DATA = "data"
    PATH = "path"
    TEXTS = "list of texts"
    NAMED_DATA = "data by name"
    NAMED_PATHS = "paths by name"


@records.frozen(eq=False)
class Slot:
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
    kind: SlotKind
    width: int
    doc: str


COUNT_WIDTHS = {SlotKind.TEXTS: 2, SlotKind.NAMED_DATA: 4, SlotKind.NAMED_PATHS: 4}
"""Bytes of the number of items, by kind; it stands before the lengths of the items."""

KEY_WIDTH = 2
"""Bytes of the length of an item's name, which stands before the length of its value."""

NAME = Slot(0x03, "name", SlotKind.TEXT, 2, "the full name; every resource has one")
IS_PACKAGE = Slot(0x04, "is_package", SlotKind.FLAG, 0, "a package")
IS_EXTENSION = Slot(0x19, "is_extension_module", SlotKind.FLAG, 0, "an extension module")
EXTENSION_PATH = Slot(
    0x13, "extension_module_path", SlotKind.PATH, 4, "where the shared library of the extension module lies"
)

FIELDS = {
    field.number: field
    for field in (
        NAME,
        IS_PACKAGE,
        Slot(0x05, "is_namespace_package", SlotKind.FLAG, 0, "a namespace package"),
        Slot(0x06, "source", SlotKind.DATA, 4, "the module's source"),
        Slot(0x07, "bytecode", SlotKind.DATA, 4, "the module's bytecode, without the header of a .pyc file"),
        Slot(0x08, "bytecode_opt1", SlotKind.DATA, 4, "the same for optimization level 1"),
        Slot(0x09, "bytecode_opt2", SlotKind.DATA, 4, "the same for optimization level 2"),
        Slot(0x0A, "extension_module", SlotKind.DATA, 4, "the shared library of the extension module; Windows only"),
        Slot(0x0B, "package_resources", SlotKind.NAMED_DATA, 8, "the package's resource files"),
        Slot(
            0x0C,
            "distribution_resources",
            SlotKind.NAMED_DATA,
            8,
            "the files of the package's distribution metadata",
        ),
        Slot(0x0D, "shared_library", SlotKind.DATA, 8, "a shared library that others depend on"),
        Slot(0x0E, "shared_library_dependencies", SlotKind.TEXTS, 2, "the shared libraries that this one needs"),
        Slot(0x0F, "source_path", SlotKind.PATH, 4, "where the module's source lies"),
        Slot(0x10, "bytecode_path", SlotKind.PATH, 4, "where the module's bytecode lies, a .pyc file"),
        Slot(0x11, "bytecode_opt1_path", SlotKind.PATH, 4, "the same for optimization level 1"),
        Slot(0x12, "bytecode_opt2_path", SlotKind.PATH, 4, "the same for optimization level 2"),
        EXTENSION_PATH,
        Slot(0x14, "package_resource_paths", SlotKind.NAMED_PATHS, 4, "where the package's resource files lie"),
        Slot(0x15, "distribution_resource_paths", SlotKind.NAMED_PATHS, 4, "where the distribution metadata lies"),
        Slot(0x16, "is_module", SlotKind.FLAG, 0, "a module with source or bytecode"),
        Slot(0x17, "is_builtin_extension_module", SlotKind.FLAG, 0, "an extension module linked into the binary"),
        Slot(0x18, "is_frozen_module", SlotKind.FLAG, 0, "a module frozen into the binary"),
        IS_EXTENSION,
        Slot(0x1A, "is_shared_library", SlotKind.FLAG, 0, "a shared library that others depend on"),
        Slot(0x1B, "is_utf8_filename_data", SlotKind.FLAG, 0, "a file; its path is the name"),
        Slot(0x1C, "is_executable", SlotKind.FLAG, 0, "the file is executable"),
        Slot(0x1D, "file_data", SlotKind.DATA, 8, "the content of the file"),
        Slot(0x1E, "file_path", SlotKind.TEXT, 4, "where the content of the file lies"),
    )
}
"""All fields by number. The number 2 was a field of version 1 and is none now."""
