"""
Reading any packed-resources file, strictly where pyembed would crash and as it does where it would not.

pyembed checks almost nothing: it panics where data reaches beyond the file, and takes names for UTF-8 without looking.
Both are damage here. What it reads although no program writes such a file is read in the same way, and remarked upon.
"""

from __future__ import annotations

from configlang.light import records
from configlang.resources.format import (
    COUNT_WIDTHS,
    END_OF_ENTRY,
    END_OF_INDEX,
    FIELDS,
    HEADER,
    KEY_WIDTH,
    MAGIC,
    NAME,
    PADDINGS,
    SECTION_FIELD,
    SECTION_LENGTH,
    SECTION_PADDING,
    START_OF_ENTRY,
    VERSION,
    Slot,
    SlotKind,
)
from configlang.resources.records import Damage, Resource, Resources, Section, Stretch, Value

MAX_RESOURCES = 1_000_000
"""More than any program has; a bound for the memory that a hostile file can make us take."""


def read(data: bytes) -> Resources | Damage:
    """
    Read a file; for any bytes at all this returns, in time and memory that grow with their number only.

    Returns:
        The resources, or the first damage.
    """
    try:
        return _Reader(data).read()
    except _DamagedError as error:
        return error.damage


class _DamagedError(Exception):
    def __init__(self, offset: int, problem: str) -> None:
        super().__init__(problem)
        self.damage = Damage(offset, problem)


class _Reader:
    """The state of reading one file: where in the indexes it is, and how far each section has been consumed."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0
        self.cursors: dict[int, int] = {}
        self.ends: dict[int, int] = {}
        self.sections: dict[int, Section] = {}
        self.has_paths = False
        self.is_windows = False
        self.remarks: dict[str, Damage] = {}

    def read(self) -> Resources:
        count, index_length, resource_count, resource_index_length = self.read_header()
        data_start = HEADER.size + index_length + resource_index_length
        if data_start > len(self.data):
            self.remark("cut", len(self.data), f"the file ends before its sections, which start at {data_start}")
        sections: tuple[Section, ...] = ()
        # pyembed skips an index without a length, also where it is not there.
        if count or index_length:
            sections = self.read_section_index(count, data_start)
            self.remark_end("section index", HEADER.size + index_length)
        resources: list[Resource] = []
        if resource_count and resource_index_length:
            resources = self.read_resource_index(resource_count)
            self.remark_end("resource index", data_start)
        elif resource_count or resource_index_length > 1:
            problem = (
                f"the header says {resource_count} resources in an index of {resource_index_length} bytes, so that "
                "pyembed reads none"
            )
            self.remark("none", _COUNT_OFFSET, problem)
        end = sections[-1].place.offset + sections[-1].place.length if sections else data_start
        if end < len(self.data):
            self.remark("rest", end, f"the file goes on behind its last section, which ends at {end}")
        return Resources(
            size=len(self.data),
            sections=sections,
            resources=tuple(resources),
            is_windows=self.is_windows if self.has_paths else None,
            remarks=tuple(sorted(self.remarks.values(), key=lambda remark: remark.offset)),
        )

    def read_header(self) -> tuple[int, int, int, int]:
        if not MAGIC.startswith(self.data[: len(MAGIC)]):
            raise _DamagedError(0, "it does not start with `pyembed`, so it is another kind of file")
        if len(self.data) > len(MAGIC) and self.data[len(MAGIC)] != VERSION:
            version = self.data[len(MAGIC)]
            problem = f"the format has version {version}; pyembed 0.9 and later read version {VERSION} only"
            raise _DamagedError(len(MAGIC), problem)
        if len(self.data) < HEADER.size:
            problem = f"the header has {HEADER.size} bytes, and the file ends after {len(self.data)}"
            raise _DamagedError(len(self.data), problem)
        self.at = HEADER.size
        _, _, *numbers = HEADER.unpack_from(self.data)
        count, index_length, resource_count, resource_index_length = numbers
        return count, index_length, resource_count, resource_index_length

    def read_section_index(self, count: int, data_start: int) -> tuple[Section, ...]:
        """Read the index of sections, which follow each other without gaps."""
        sections: list[Section] = []
        started = 0
        number = length = None
        padding = 0
        while True:
            at = self.at
            code = self.byte("the section index")
            if code == END_OF_INDEX:
                break
            if code == START_OF_ENTRY:
                started += 1
                if number is not None or length is not None:
                    self.remark("section start", at, "an entry of the section index starts inside another one")
                number, length, padding = None, None, 0
            elif code == SECTION_FIELD:
                number = self.byte("the field of a section")
            elif code == SECTION_LENGTH:
                length = self.number(8, "the length of a section")
            elif code == SECTION_PADDING:
                value = self.byte("the padding of a section")
                if value not in PADDINGS:
                    raise _DamagedError(at + 1, f"0x{value:02x} is no padding of a section")
                padding = PADDINGS[value]
            elif code == END_OF_ENTRY:
                if number is None or length is None:
                    what = "field" if number is None else "length"
                    raise _DamagedError(at, f"an entry of the section index ends without a {what}")
                self.add_section(
                    sections, Section(number=number, place=Stretch(0, length), padding=padding), at, data_start
                )
                number, length, padding = None, None, 0
            else:
                raise _DamagedError(at, f"0x{code:02x} has no meaning in the section index")
        if started != count:
            raise _DamagedError(_SECTION_COUNT_OFFSET, f"the header says {count} sections, and the index has {started}")
        return tuple(sections)

    def add_section(self, sections: list[Section], section: Section, at: int, data_start: int) -> None:
        offset = sections[-1].place.offset + sections[-1].place.length if sections else data_start
        section = records.evolve(section, place=Stretch(offset, section.place.length))
        number, end = section.number, offset + section.place.length
        if max(offset - _AFTER_MAGIC, end - data_start) > _LARGEST:
            # pyembed adds them up as usize from behind the magic; a debug build panics, a release build starts anew.
            raise _DamagedError(at, "the lengths of the sections add up to more than 64 bits hold")
        if number not in FIELDS:
            self.remark("unknown section", at, f"there is a section for field 0x{number:02x}, which does not exist")
        if number in self.sections:
            self.remark("same section", at, f"a second section for `{_name(number)}` hides the first one")
        if end > len(self.data):
            problem = f"the section for `{_name(number)}` ends at {end}, and the file at {len(self.data)}"
            self.remark("section end", at, problem)
        sections.append(section)
        self.sections[number] = section
        self.cursors[number] = offset
        self.ends[number] = end

    def read_resource_index(self, count: int) -> list[Resource]:
        """Read the index of resources. It may have millions of bytes, most of which are looked at one by one here."""
        data, fields, size = self.data, _BY_CODE, len(self.data)
        resources: list[Resource] = []
        started = 0
        values: dict[Slot, Value] = {}
        flags: dict[Slot, None] = {}
        while True:
            at = self.at
            if at >= size:
                raise _DamagedError(at, "the file ends inside the resource index")
            code = data[at]
            self.at = at + 1
            field = fields[code]
            if field is not None:
                if (field in flags or field in values) and "same field" not in self.remarks:
                    self.remark("same field", at, f"a resource has `{field.name}` twice; the later one counts")
                if field.width:
                    values[field] = self.value(field)
                else:
                    flags[field] = None
            elif code == START_OF_ENTRY:
                started += 1
                if values or flags:
                    self.remark("resource start", at, "an entry of the resource index starts inside another one")
                    values, flags = {}, {}
            elif code == END_OF_ENTRY:
                resources.append(_resource(at, flags, values, len(resources)))
                values, flags = {}, {}
            elif code == END_OF_INDEX:
                break
            else:
                raise _DamagedError(at, f"0x{code:02x} has no meaning in the resource index")
        if started != count:
            raise _DamagedError(_COUNT_OFFSET, f"the header says {count} resources, and the index has {started}")
        return resources

    def value(self, field: Slot) -> Value:
        """Read the lengths of a field, and from its section what people want to see."""
        kind = field.kind
        if field not in _COUNT_WIDTH:
            start, end = self.item(field, field.width)
            if kind is SlotKind.TEXT:
                return self.text(field, start, end)
            return self.path(start, end) if kind is SlotKind.PATH else Stretch(start, end - start)
        count = self.number(_COUNT_WIDTH[field], f"the number of items of `{field.name}`")
        if kind is SlotKind.TEXTS:
            return tuple([self.text(field, *self.item(field, field.width)) for _ in range(count)])
        paths: dict[str, bytes] = {}
        stretches: dict[str, Stretch] = {}
        for _ in range(count):
            key = self.text(field, *self.item(field, KEY_WIDTH))
            start, end = self.item(field, field.width)
            if kind is SlotKind.NAMED_PATHS:
                paths[key] = self.path(start, end)
            else:
                stretches[key] = Stretch(start, end - start)
        return paths if kind is SlotKind.NAMED_PATHS else stretches

    def item(self, field: Slot, width: int) -> tuple[int, int]:
        """Read the length of one item, and return where it is in its section, behind the items before it."""
        at, data = self.at, self.data
        self.at = at + width
        if self.at > len(data):
            raise _DamagedError(len(data), f"the file ends inside a length of `{field.name}`")
        section = self.sections.get(field.number)
        if section is None:
            # Also for an item of no bytes: pyembed panics there.
            raise _DamagedError(at, f"`{field.name}` is used, and the file has no section for it")
        start = self.cursors[field.number]
        end = start + int.from_bytes(data[at : at + width], "little")
        if end > len(data):
            problem = f"`{field.name}` goes from {start} to {end}, and the file ends at {len(data)}"
            raise _DamagedError(at, problem)
        if end > self.ends[field.number]:
            self.remark("item end", at, f"`{field.name}` reaches beyond its section")
        self.cursors[field.number] = end + section.padding
        return start, end

    def text(self, field: Slot, start: int, end: int) -> str:
        try:
            return self.data[start:end].decode()
        except UnicodeDecodeError as error:
            offset = start + error.start
            problem = f"`{field.name}` is not UTF-8: byte 0x{self.data[offset]:02x}"
            raise _DamagedError(offset, problem) from None

    def path(self, start: int, end: int) -> bytes:
        path = self.data[start:end]
        self.has_paths = True
        # No path of Unix has a NUL byte, and one of Windows has them with every ASCII character.
        self.is_windows = self.is_windows or b"\0" in path
        return path

    def byte(self, what: str) -> int:
        at = self.at
        if at >= len(self.data):
            raise _DamagedError(at, f"the file ends inside {what}")
        self.at = at + 1
        return self.data[at]

    def number(self, width: int, what: str) -> int:
        end = self.at + width
        if end > len(self.data):
            raise _DamagedError(len(self.data), f"the file ends inside {what}")
        value = int.from_bytes(self.data[self.at : end], "little")
        self.at = end
        return value

    def remark(self, sort: str, offset: int, problem: str) -> None:
        self.remarks.setdefault(sort, Damage(offset, problem))

    def remark_end(self, what: str, expected: int) -> None:
        if self.at != expected:
            self.remark(what, self.at, f"the {what} ends at {self.at}, and by the header at {expected}")


def _resource(at: int, flags: dict[Slot, None], values: dict[Slot, Value], before: int) -> Resource:
    """Return what an entry says that ends at an offset."""
    name = values.pop(NAME, None)
    if not isinstance(name, str):
        raise _DamagedError(at, "an entry of the resource index ends without a name")
    if before == MAX_RESOURCES:
        raise _DamagedError(at, f"there are more than {MAX_RESOURCES} resources")
    return Resource(name=name, flags=tuple(flags), values=values)


_BY_CODE = [FIELDS.get(code) for code in range(256)]
_COUNT_WIDTH = {field: COUNT_WIDTHS[field.kind] for field in FIELDS.values() if field.kind in COUNT_WIDTHS}
"""Bytes of the number of items, for the fields that have one."""
_LARGEST = (1 << 64) - 1
_AFTER_MAGIC = 8
_SECTION_COUNT_OFFSET = 8
_COUNT_OFFSET = 13


def _name(number: int) -> str:
    return FIELDS[number].name if number in FIELDS else f"0x{number:02x}"
