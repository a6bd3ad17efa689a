"""What is said of damaged and of odd packed-resources files, and at which byte."""

from __future__ import annotations

import struct
from collections.abc import Mapping

import pytest

from configlang.resources.read import MAX_RESOURCES, read
from configlang.resources.records import Damage, Resources
from tests.packed_files import NAME, write_file

NAME_SECTION = b"\x01\x02\x03\x03\x01\0\0\0\0\0\0\0\xff"
"""An entry of the section index: names, one byte."""
NAMED_A = b"\x01\x03\x01\0\xff"
"""An entry of the resource index: a name of one byte."""


def make(
    *,
    sections: bytes = NAME_SECTION + b"\0",
    resources: bytes = NAMED_A + b"\0",
    data: bytes = b"a",
    section_count: int = 1,
    resource_count: int = 1,
    section_length: int | None = None,
    resource_length: int | None = None,
) -> bytes:
    """Put a file together from parts; the header has their lengths where it is not told others."""
    lengths = (
        len(sections) if section_length is None else section_length,
        len(resources) if resource_length is None else resource_length,
    )
    header = struct.pack("<BIII", section_count, lengths[0], resource_count, lengths[1])
    return b"pyembed\x03" + header + sections + resources + data


def section(number: int, length: int) -> bytes:
    """Return an entry of the section index."""
    return bytes([1, 2, number, 3]) + struct.pack("<Q", length) + b"\xff"


# 21 bytes of header, then 14 of the section index and 6 of the resource index: data starts at 41.
WHOLE = make()

DAMAGED: Mapping[str, tuple[bytes, int, str]] = {
    "empty": (b"", 0, "the header has 21 bytes, and the file ends after 0"),
    "cut in the magic": (b"pyem", 4, "the header has 21 bytes, and the file ends after 4"),
    "another file": (b"PK\x03\x04", 0, "it does not start with `pyembed`, so it is another kind of file"),
    "magic with a change": (
        b"pyembeD" + WHOLE[7:],
        0,
        "it does not start with `pyembed`, so it is another kind of file",
    ),
    "version 1": (
        b"pyembed\x01" + WHOLE[8:],
        7,
        "the format has version 1; pyembed 0.9 and later read version 3 only",
    ),
    "version 2": (b"pyembed\x02", 7, "the format has version 2; pyembed 0.9 and later read version 3 only"),
    "cut in the header": (WHOLE[:20], 20, "the header has 21 bytes, and the file ends after 20"),
    "cut before the section index": (WHOLE[:21], 21, "the file ends inside the section index"),
    "cut in a length of a section": (WHOLE[:30], 30, "the file ends inside the length of a section"),
    "cut in a field of a section": (WHOLE[:23], 23, "the file ends inside the field of a section"),
    "cut in the resource index": (WHOLE[:35], 35, "the file ends inside the resource index"),
    "cut in a length": (WHOLE[:38], 38, "the file ends inside a length of `name`"),
    "cut in the data": (WHOLE[:41], 37, "`name` goes from 41 to 42, and the file ends at 41"),
    "unknown byte in the section index": (
        make(sections=b"\x01\x05\xff\0"),
        22,
        "0x05 has no meaning in the section index",
    ),
    "unknown padding": (make(sections=b"\x01\x04\x03\xff\0"), 23, "0x03 is no padding of a section"),
    "section without a field": (
        make(sections=b"\x01\x03" + b"\0" * 8 + b"\xff\0"),
        31,
        "an entry of the section index ends without a field",
    ),
    "section without a length": (
        make(sections=b"\x01\x02\x03\xff\0"),
        24,
        "an entry of the section index ends without a length",
    ),
    "too few sections": (make(section_count=2), 8, "the header says 2 sections, and the index has 1"),
    "too many sections": (
        make(sections=NAME_SECTION + section(6, 0) + b"\0"),
        8,
        "the header says 1 sections, and the index has 2",
    ),
    "sections in an index that is said to be none": (
        make(section_count=0, section_length=14),
        8,
        "the header says 0 sections, and the index has 1",
    ),
    "lengths of sections without end": (
        make(sections=section(3, 1) + section(6, (1 << 64) - 1) + b"\0", section_count=2),
        46,
        "the lengths of the sections add up to more than 64 bits hold",
    ),
    "unknown field": (make(resources=b"\x01\x02\xff\0"), 36, "0x02 has no meaning in the resource index"),
    "field behind the last": (make(resources=b"\x01\x1f\xff\0"), 36, "0x1f has no meaning in the resource index"),
    "resource without a name": (
        make(resources=b"\x01\x16\xff\0"),
        37,
        "an entry of the resource index ends without a name",
    ),
    "too few resources": (make(resource_count=2), 13, "the header says 2 resources, and the index has 1"),
    "resources without number": (
        make(resource_count=(1 << 32) - 1),
        13,
        f"the header says {(1 << 32) - 1} resources, and the index has 1",
    ),
    "too many resources": (
        make(resources=NAMED_A + b"\x01\x03\0\0\xff\0"),
        13,
        "the header says 1 resources, and the index has 2",
    ),
    "field without a section": (
        make(resources=b"\x01\x03\x01\0\x06\0\0\0\0\xff\0"),
        40,
        "`source` is used, and the file has no section for it",
    ),
    "length beyond the file": (
        make(resources=b"\x01\x03\xff\xff\xff\0"),
        37,
        "`name` goes from 41 to 65576, and the file ends at 42",
    ),
    "long length beyond the file": (
        make(
            sections=section(3, 1) + section(0x0D, 0) + b"\0",
            resources=b"\x01\x03\x01\0\x0d" + b"\xff" * 8 + b"\xff\0",
            section_count=2,
        ),
        53,
        f"`shared_library` goes from 64 to {(1 << 64) + 63}, and the file ends at 64",
    ),
    "items without number": (
        make(
            sections=section(3, 1) + section(0x0B, 0) + b"\0",
            resources=b"\x01\x03\x01\0\x0b\xff\xff\xff\xff\xff\0",
            section_count=2,
        ),
        57,
        "`package_resources` goes from 60 to 315, and the file ends at 60",
    ),
    "name not UTF-8": (make(data=b"\xff"), 41, "`name` is not UTF-8: byte 0xff"),
    "name cut in a character": (
        make(sections=section(3, 3) + b"\0", resources=b"\x01\x03\x03\0\xff\0", data=b"ab\xc3"),
        43,
        "`name` is not UTF-8: byte 0xc3",
    ),
    "dependency not UTF-8": (
        write_file([{NAME: "a", 0x0E: ["b"]}])[:-1] + b"\x80",
        60,
        "`shared_library_dependencies` is not UTF-8: byte 0x80",
    ),
    "key not UTF-8": (
        write_file([{NAME: "a", 0x14: {"k": b"p"}}])[:-2] + b"\x80p",
        66,
        "`package_resource_paths` is not UTF-8: byte 0x80",
    ),
}


@pytest.mark.parametrize(("data", "offset", "problem"), DAMAGED.values(), ids=DAMAGED.keys())
def test_damage(data: bytes, offset: int, problem: str) -> None:
    """What pyembed would refuse or panic at is said, with the byte where it shows."""
    assert Damage(offset, problem) == read(data)


ODD: Mapping[str, tuple[bytes, list[tuple[int, str]]]] = {
    "rest": (WHOLE + b"more", [(42, "the file goes on behind its last section, which ends at 42")]),
    "section index longer than said": (
        make(section_length=13),
        [
            (35, "the section index ends at 35, and by the header at 34"),
            (41, "the resource index ends at 41, and by the header at 40"),
            (41, "the file goes on behind its last section, which ends at 41"),
        ],
    ),
    "resource index shorter than said": (
        make(resource_length=7, data=b"-a"),
        [(41, "the resource index ends at 41, and by the header at 42")],
    ),
    "two sections of a field": (
        make(sections=NAME_SECTION * 2 + b"\0", section_count=2, data=b"-a"),
        [(46, "a second section for `name` hides the first one")],
    ),
    "section of no field": (
        make(sections=NAME_SECTION + section(0x77, 0) + b"\0", section_count=2),
        [(46, "there is a section for field 0x77, which does not exist")],
    ),
    "section beyond the file": (
        make(sections=section(3, 9) + b"\0"),
        [(33, "the section for `name` ends at 50, and the file at 42")],
    ),
    "item beyond its section": (
        make(sections=section(3, 0) + section(6, 1) + b"\0", section_count=2),
        [(50, "`name` reaches beyond its section")],
    ),
    "field twice": (
        make(resources=b"\x01\x03\x01\0\x03\x01\0\xff\0", sections=section(3, 2) + b"\0", data=b"-a"),
        [(39, "a resource has `name` twice; the later one counts")],
    ),
    "flag twice": (
        make(resources=b"\x01\x03\x01\0\x16\x16\xff\0"),
        [(40, "a resource has `is_module` twice; the later one counts")],
    ),
    "resource in a resource": (
        make(resources=b"\x01\x16" + NAMED_A + b"\0", resource_count=2),
        [(37, "an entry of the resource index starts inside another one")],
    ),
    "section in a section": (
        make(sections=b"\x01\x02\x06" + NAME_SECTION + b"\0", section_count=2),
        [(24, "an entry of the section index starts inside another one")],
    ),
}


@pytest.mark.parametrize(("data", "remarks"), ODD.values(), ids=ODD.keys())
def test_remark(data: bytes, remarks: list[tuple[int, str]]) -> None:
    """What pyembed reads as it should not be is read in the same way, and remarked upon in the order of the file."""
    file = read(data)

    assert isinstance(file, Resources)
    assert [Damage(*remark) for remark in remarks] == list(file.remarks)
    # The name that pyembed finds; a section index that is longer than said moves the data back by one.
    shifted = "section index ends" in remarks[0][1]
    assert ["\0" if shifted else "a"] == [resource.name for resource in file.resources]


@pytest.mark.parametrize(
    ("data", "offset"),
    [
        (make(resource_count=0), 13),
        (make(resource_count=5, resource_length=0, resources=b""), 13),
    ],
)
def test_an_index_that_pyembed_skips_is_remarked_upon(data: bytes, offset: int) -> None:
    """Where the header has no resources or no index, pyembed looks at none, and the file seems empty."""
    file = read(data)

    assert isinstance(file, Resources)
    assert () == file.resources
    assert offset == file.remarks[0].offset
    assert "so that pyembed reads none" in file.remarks[0].problem


def test_a_remark_is_made_once() -> None:
    """A thousand mistakes of one sort are one remark, at the first of them."""
    resources = b"\x01\x03\0\0\x16\x16\xff" * 1000 + b"\0"
    file = read(make(resources=resources, resource_count=1000))

    assert isinstance(file, Resources)
    assert [40] == [remark.offset for remark in file.remarks if "twice" in remark.problem]


def test_resources_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file whose whole purpose is a long list ends at a number that no program comes near."""
    assert 1_000_000 == MAX_RESOURCES
    monkeypatch.setattr("configlang.resources.read.MAX_RESOURCES", 3)
    files = [make(resources=b"\x01\x03\0\0\xff" * count + b"\0", resource_count=count) for count in (3, 4)]

    assert isinstance(read(files[0]), Resources)
    assert Damage(35 + 5 * 3 + 4, "there are more than 3 resources") == read(files[1])
