"""Writing a packed-resources file for extension modules that lie in files of their own."""

from __future__ import annotations

from collections.abc import Iterable

from configlang.light import records
from configlang.resources.format import (
    END_OF_ENTRY,
    END_OF_INDEX,
    EXTENSION_PATH,
    HEADER,
    IS_EXTENSION,
    IS_PACKAGE,
    MAGIC,
    NAME,
    SECTION_FIELD,
    SECTION_LENGTH,
    START_OF_ENTRY,
    VERSION,
    Slot,
)


@records.frozen(kw_only=True)
class ExtensionEntry:
    """
    An extension module, and the file that it is loaded from.

    Attributes:
        name: The module's full name, dotted.
        path: The file, relative to the folder of the executable, with ``/`` between names and no ``$ORIGIN``.
        is_package: Whether the module is a package; its ``__path__`` becomes the folder of the file.
    """

    name: str
    path: str
    is_package: bool = False


def write_extensions(entries: Iterable[ExtensionEntry], *, is_windows: bool) -> bytes:
    """
    Return the packed-resources file for some extension modules.

    Paths are written in the form of the system that the program runs on: bytes of UTF-8, or UTF-16LE with
    backslashes. The entries come out ordered by the bytes of their names, whatever order they are given in. For Unix
    the file is the one that PyOxidizer writes for these modules, byte for byte.

    Raises:
        ValueError: Two entries have one name, or a name or path is empty or too long for the format.
    """
    encode = _windows_path if is_windows else str.encode
    ordered = sorted(entries, key=lambda entry: entry.name.encode())
    if len({entry.name for entry in ordered}) != len(ordered):
        message = "two extension modules have one name"
        raise ValueError(message)
    names = [entry.name.encode() for entry in ordered]
    paths = [encode(entry.path) for entry in ordered]
    resource_index = bytearray()
    for entry, name, path in zip(ordered, names, paths, strict=True):
        resource_index += bytes([START_OF_ENTRY]) + _length(NAME, name)
        if entry.is_package:
            resource_index.append(IS_PACKAGE.number)
        resource_index += _length(EXTENSION_PATH, path) + bytes([IS_EXTENSION.number, END_OF_ENTRY])
    resource_index.append(END_OF_INDEX)
    sections = {NAME: b"".join(names), EXTENSION_PATH: b"".join(paths)}
    file = _assemble(len(ordered), bytes(resource_index), sections)
    if is_windows and (len(file) - len(sections[EXTENSION_PATH])) % 2:
        # pyembed on Windows reads paths as 16-bit numbers in place, which are aligned only at even offsets. A section
        # may be longer than the items in it, so the names get a byte that belongs to none.
        sections[NAME] += b"\0"
        file = _assemble(len(ordered), bytes(resource_index), sections)
    return file


def _windows_path(path: str) -> bytes:
    return path.replace("/", "\\").encode("utf-16-le")


def _length(field: Slot, value: bytes) -> bytes:
    # Of an empty value pyembed wants a section all the same, and no section is empty.
    if not 0 < len(value) < 1 << (8 * field.width):
        message = f"`{field.name}` can't have {len(value)} bytes"
        raise ValueError(message)
    return bytes([field.number]) + len(value).to_bytes(field.width, "little")


def _assemble(count: int, resource_index: bytes, sections: dict[Slot, bytes]) -> bytes:
    """Put the parts together; a section that would be empty is left out."""
    present = {field: data for field, data in sections.items() if data}
    section_index = b"".join(
        bytes([START_OF_ENTRY, SECTION_FIELD, field.number, SECTION_LENGTH])
        + len(data).to_bytes(8, "little")
        + bytes([END_OF_ENTRY])
        for field, data in present.items()
    ) + bytes([END_OF_INDEX])
    header = HEADER.pack(MAGIC, VERSION, len(present), len(section_index), count, len(resource_index))
    return header + section_index + resource_index + b"".join(present.values())
