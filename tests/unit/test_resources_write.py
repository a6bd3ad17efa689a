"""Writing packed-resources files: the bytes, their order, and what can't be written."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.resources.format import EXTENSION_PATH, NAME
from configlang.resources.read import read
from configlang.resources.records import Resources
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.packed_files import write_file

EXTENSION, PACKAGE, PATH = 0x19, 0x04, 0x13

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=12)
ENTRIES = st.lists(
    st.builds(ExtensionEntry, name=NAMES, path=NAMES, is_package=st.booleans()), unique_by=lambda entry: entry.name
)


def contents(file: bytes) -> Resources:
    """Read a file that is whole."""
    result = read(file)
    assert isinstance(result, Resources)
    return result


def test_a_file_is_these_bytes() -> None:
    """The format is pinned: header, section index, resource index, names, paths."""
    file = write_extensions([ExtensionEntry(name="a.b", path="lib/b.so")], is_windows=False)

    header = b"pyembed\x03\x02\x1b\0\0\0\x01\0\0\0\x0c\0\0\0"
    sections = b"\x01\x02\x03\x03\x03\0\0\0\0\0\0\0\xff\x01\x02\x13\x03\x08\0\0\0\0\0\0\0\xff\0"
    resources = b"\x01\x03\x03\0\x13\x08\0\0\0\x19\xff\0"
    assert header + sections + resources + b"a.b" + b"lib/b.so" == file


def test_no_extensions_make_an_empty_file() -> None:
    """A file without resources has two empty indexes, and no section."""
    assert b"pyembed\x03\0\x01\0\0\0\0\0\0\0\x01\0\0\0\0\0" == write_extensions([], is_windows=False)
    assert () == contents(write_extensions([], is_windows=True)).resources


@given(ENTRIES)
def test_unix_files_are_what_another_writer_writes(entries: list[ExtensionEntry]) -> None:
    """For Unix a file is what a plain writer makes of these fields in the order of the names."""
    expected = write_file(
        [
            {
                NAME.number: entry.name,
                **({PACKAGE: True} if entry.is_package else {}),
                PATH: entry.path.encode(),
                EXTENSION: True,
            }
            for entry in sorted(entries, key=lambda entry: entry.name)
        ]
    )

    assert expected == write_extensions(entries, is_windows=False)


@given(ENTRIES, st.booleans(), st.randoms())
def test_files_do_not_depend_on_the_order_of_entries(
    entries: list[ExtensionEntry],
    is_windows: bool,
    random: Random,
) -> None:
    """However a config declares its modules, the file is the same."""
    shuffled = list(entries)
    random.shuffle(shuffled)

    assert write_extensions(entries, is_windows=is_windows) == write_extensions(shuffled, is_windows=is_windows)


@given(ENTRIES, st.booleans())
def test_files_read_back(entries: list[ExtensionEntry], is_windows: bool) -> None:
    """Names, flags and paths come out of a file as they went in, and nothing in it is odd."""
    file = contents(write_extensions(entries, is_windows=is_windows))

    expected = [
        (
            entry.name,
            {"is_extension_module", *(("is_package",) if entry.is_package else ())},
            entry.path.replace("/", "\\").encode("utf-16-le") if is_windows else entry.path.encode(),
        )
        for entry in sorted(entries, key=lambda entry: entry.name)
    ]
    actual = [
        (resource.name, {flag.name for flag in resource.flags}, resource.values[EXTENSION_PATH])
        for resource in file.resources
    ]
    assert expected == actual
    assert () == file.remarks


@given(ENTRIES.filter(bool))
def test_windows_paths_lie_at_even_offsets(entries: list[ExtensionEntry]) -> None:
    """On Windows, pyembed reads paths in place as 16-bit numbers, so none may lie at an odd offset of the file."""
    data = write_extensions(entries, is_windows=True)
    paths = next(section for section in contents(data).sections if section.number == PATH)

    assert 0 == paths.place.offset % 2
    assert len(data) == paths.place.offset + paths.place.length
    encoded = [
        entry.path.replace("/", "\\").encode("utf-16-le") for entry in sorted(entries, key=lambda entry: entry.name)
    ]
    assert b"".join(encoded) == data[paths.place.offset :]


def test_both_parities_of_windows_files_occur() -> None:
    """The byte that makes the offset even is there where it is needed, and only there."""
    lengths = {
        len(write_extensions([ExtensionEntry(name="x" * n, path="a.pyd")], is_windows=True)) - n for n in range(1, 5)
    }

    assert 2 == len(lengths)


@pytest.mark.parametrize(
    "entries",
    [
        [ExtensionEntry(name="a", path="a.so"), ExtensionEntry(name="a", path="b.so")],
        [ExtensionEntry(name="", path="a.so")],
        [ExtensionEntry(name="a", path="")],
        [ExtensionEntry(name="a" * 65536, path="a.so")],
    ],
    ids=["same name", "no name", "no path", "long name"],
)
def test_what_the_format_can_not_say_is_refused(entries: list[ExtensionEntry]) -> None:
    """Names that clash, are empty or too long would make a file that pyembed misreads or panics at."""
    with pytest.raises(ValueError, match=r"one name|can't have"):
        write_extensions(entries, is_windows=False)


def test_the_longest_name_is_written() -> None:
    """A name may have as many bytes as its length can say."""
    file = contents(write_extensions([ExtensionEntry(name="a" * 65535, path="a.so")], is_windows=False))

    assert "a" * 65535 == file.resources[0].name
