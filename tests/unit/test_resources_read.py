"""Reading packed-resources files: whole ones as they were written, and any bytes without an exception."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.resources.format import FIELDS, SlotKind
from configlang.resources.read import read
from configlang.resources.records import Damage, Resource, Resources, Stretch, Value
from tests.packed_files import (
    BROKEN_FILES,
    DATA,
    DEPENDENCIES,
    FILE_PATH,
    FILES,
    FLAGS,
    NAME,
    NAMED_DATA,
    NAMED_PATHS,
    PADDINGS,
    PATHS,
    Content,
    Fields,
    contents,
    write_file,
)


def whole(data: bytes) -> Resources:
    """Read a file that is whole."""
    result = read(data)
    assert isinstance(result, Resources), result
    return result


def content_of(value: Value, data: bytes) -> Content:
    """Return a value as the test's writer takes it."""
    if isinstance(value, Stretch):
        return data[value.offset : value.offset + value.length]
    if isinstance(value, Mapping):
        items = {key: content_of(item, data) for key, item in value.items()}
        return {key: item for key, item in items.items() if isinstance(item, bytes)}
    return list(value) if isinstance(value, tuple) else value


def fields_of(resource: Resource, data: bytes) -> dict[int, Content]:
    """Return a resource as the test's writer takes it."""
    return {
        NAME: resource.name,
        **dict.fromkeys((flag.number for flag in resource.flags), True),
        **{field.number: content_of(value, data) for field, value in resource.values.items()},
    }


def test_fields_are_those_of_the_format() -> None:
    """Every field has the kind and the width that an independent list of the format gives it."""
    widths = {"H": 2, "I": 4, "Q": 8}
    expected = {
        NAME: (SlotKind.TEXT, 2),
        FILE_PATH: (SlotKind.TEXT, 4),
        DEPENDENCIES: (SlotKind.TEXTS, 2),
        **dict.fromkeys(FLAGS, (SlotKind.FLAG, 0)),
        **{number: (SlotKind.DATA, widths[form]) for number, form in DATA.items()},
        **dict.fromkeys(PATHS, (SlotKind.PATH, 4)),
        **dict.fromkeys(NAMED_DATA, (SlotKind.NAMED_DATA, 8)),
        **dict.fromkeys(NAMED_PATHS, (SlotKind.NAMED_PATHS, 4)),
    }

    assert expected == {number: (field.kind, field.width) for number, field in FIELDS.items()}


def test_names_of_fields_differ() -> None:
    """A key of the JSON stands for one field."""
    assert len(FIELDS) == len({field.name for field in FIELDS.values()})


@given(contents(), PADDINGS)
def test_what_is_written_is_read(resources: list[Fields], padding: int | None) -> None:
    """Any fields, in any order and with any padding, come out as they went in, and nothing of it is odd."""
    data = write_file(resources, padding=padding)

    file = whole(data)

    assert resources == [fields_of(resource, data) for resource in file.resources]
    assert () == file.remarks
    assert len(data) == file.size


@given(FILES)
def test_sections_follow_each_other(data: bytes) -> None:
    """The sections fill the file from the end of the indexes to its own end."""
    file = whole(data)

    ends = [section.place.offset + section.place.length for section in file.sections]
    assert [section.place.offset for section in file.sections[1:]] == ends[:-1]
    assert not ends or ends[-1] == len(data)


@given(BROKEN_FILES)
def test_broken_files_are_read_or_refused(data: bytes) -> None:
    """A file that was changed anywhere never makes an exception, and what is said of it lies in the file."""
    result = read(data)

    places = [result] if isinstance(result, Damage) else list(result.remarks)
    assert all(0 <= place.offset <= len(data) and place.problem for place in places)


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, has_magic: bool) -> None:
    """Bytes that nobody wrote as a file never make an exception either."""
    result = read(b"pyembed\x03" + data if has_magic else data)

    assert isinstance(result, Damage | Resources)


@given(FILES, st.data())
def test_cut_files_are_refused(file: bytes, data: st.DataObject) -> None:
    """A file that ends early is damaged, or says that it ends early."""
    cut = file[: data.draw(st.integers(0, len(file) - 1))]

    result = read(cut)

    assert isinstance(result, Damage) or result.remarks


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        ([b"lib/a.so"], (False, ["lib/a.so"])),
        (["lib\\a.pyd".encode("utf-16-le")], (True, ["lib\\a.pyd"])),
        # A path of wide characters alone has no NUL byte; the others of its file tell what it is.
        (["\u6587".encode("utf-16-le"), "a".encode("utf-16-le")], (True, ["\u6587", "a"])),
        ([b"caf\xe9/a.so"], (False, ["caf\\xe9/a.so"])),
        ([b"a\0\0\xd8"], (True, ["a\\x00\\xd8"])),
        ([b"a\0b"], (True, ["a\\x62"])),
    ],
)
def test_paths_are_read_as_their_system_writes_them(paths: list[bytes], expected: tuple[bool, list[str]]) -> None:
    """NUL bytes tell UTF-16LE from the bytes of Unix, and what is no text comes as escapes."""
    file = whole(write_file([{NAME: "a", PATHS[0]: path} for path in paths]))

    texts = [file.path_text(value) for resource in file.resources for value in resource.values.values()]  # type: ignore[arg-type]
    assert expected == (file.is_windows, texts)


def test_a_file_without_paths_is_of_no_system() -> None:
    """Only paths tell which system a file is for."""
    assert whole(write_file([{NAME: "a", 0x16: True}])).is_windows is None


def test_resources_of_one_name_are_all_listed() -> None:
    """What pyembed merges when it loads the file is listed one by one."""
    file = whole(write_file([{NAME: "a", 0x16: True}, {NAME: "a", 0x04: True}]))

    assert ["a", "a"] == [resource.name for resource in file.resources]
