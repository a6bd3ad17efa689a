"""What a packed-resources file holds, as records."""

from __future__ import annotations

from collections.abc import Mapping

from configlang.light import records
from configlang.resources.format import Slot


@records.frozen
class Damage:
    """
    Something wrong with a file.

    Attributes:
        offset: Where in the file it shows, in bytes.
        problem: What is wrong, in one sentence without a full stop.
    """

    offset: int
    problem: str


@records.frozen
class Stretch:
    """Data that lies in the file: its offset and its length in bytes."""

    offset: int
    length: int


Value = str | bytes | Stretch | tuple[str, ...] | Mapping[str, Stretch] | Mapping[str, bytes]
"""By kind: a text; a path in the form of its system; where data is; texts; data by name; paths by name."""


@records.frozen(kw_only=True)
class Section:
    """
    One stretch of the file, which holds what one field has in all resources.

    Attributes:
        number: The number of the field; one that is unknown is never read from.
        place: Where the section is; it may reach beyond the file.
        padding: Bytes behind each item.
    """

    number: int
    place: Stretch
    padding: int


@records.frozen(kw_only=True)
class Resource:
    """
    One resource: a module, a file, a shared library.

    Attributes:
        name: Its full name.
        flags: The fields that are switched on, without repetition.
        values: The fields with data, but for the name.
    """

    name: str
    flags: tuple[Slot, ...]
    values: Mapping[Slot, Value]


@records.frozen(kw_only=True)
class Resources:
    """
    A file, read.

    Attributes:
        size: Of the file, in bytes.
        sections: In the order of the file.
        resources: In the order of the file. Several may have one name; pyembed then takes the later values.
        is_windows: Whether paths are UTF-16LE, None where there are no paths.
        remarks: What is odd, in the order of the file; at most one of each sort.
    """

    size: int
    sections: tuple[Section, ...]
    resources: tuple[Resource, ...]
    is_windows: bool | None
    remarks: tuple[Damage, ...]

    def path_text(self, path: bytes) -> str:
        """Return a path for people; bytes that are no text come as escapes."""
        return path.decode("utf-16-le" if self.is_windows else "utf-8", "backslashreplace")
