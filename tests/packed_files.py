"""
Packed-resources files for tests: a writer of its own that can write every field, and random files, whole and broken.

It shares nothing with configlang/resources, so that a number written down wrongly there is found out. A resource is a
dict from the number of a field to what it holds: True for a flag, text, bytes of data or of a path, a list of texts, or
a dict from names to bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from random import Random

from hypothesis import strategies as st

Content = bool | str | bytes | list[str] | dict[str, bytes]
Fields = Mapping[int, Content]

NAME = 0x03
FLAGS = (0x04, 0x05, 0x16, 0x17, 0x18, 0x19, 0x1A, 0x1B, 0x1C)
DATA = {0x06: "I", 0x07: "I", 0x08: "I", 0x09: "I", 0x0A: "I", 0x0D: "Q", 0x1D: "Q"}
"""Fields with data, and the form of their lengths."""
PATHS = (0x0F, 0x10, 0x11, 0x12, 0x13)
NAMED_DATA = (0x0B, 0x0C)
NAMED_PATHS = (0x14, 0x15)
DEPENDENCIES = 0x0E
FILE_PATH = 0x1E


def write_file(resources: Sequence[Fields], *, padding: int | None = None) -> bytes:
    """
    Write a file.

    Args:
        resources: What is in it.
        padding: The padding that each section states, 1 for none and 2 for a NUL byte; None states nothing.
    """
    sections: dict[int, bytes] = {}
    index = b""

    def put(number: int, item: bytes) -> bytes:
        sections[number] = sections.get(number, b"") + item + (b"\0" if padding == 2 else b"")
        return item

    for fields in resources:
        index += b"\x01"
        for number, content in fields.items():
            index += bytes([number])
            if isinstance(content, str):
                form = "<H" if number == NAME else "<I"
                index += struct.pack(form, len(put(number, content.encode())))
            elif isinstance(content, bytes):
                index += struct.pack("<" + DATA.get(number, "I"), len(put(number, content)))
            elif isinstance(content, list):
                lengths = [len(put(number, text.encode())) for text in content]
                index += struct.pack(f"<H{len(lengths)}H", len(lengths), *lengths)
                sections.setdefault(number, b"")
            elif isinstance(content, dict):
                index += struct.pack("<I", len(content))
                for key, value in content.items():
                    form = "<HQ" if number in NAMED_DATA else "<HI"
                    index += struct.pack(form, len(put(number, key.encode())), len(put(number, value)))
                sections.setdefault(number, b"")
        index += b"\xff"
    index += b"\0"
    stated = b"" if padding is None else bytes([4, padding])
    section_index = b"".join(
        bytes([1, 2, number, 3]) + struct.pack("<Q", len(data)) + stated + b"\xff" for number, data in sections.items()
    )
    section_index += b"\0"
    header = struct.pack("<BIII", len(sections), len(section_index), len(resources), len(index))
    return b"pyembed\x03" + header + section_index + index + b"".join(sections.values())


TEXTS = st.text(st.sampled_from("abz._/\\\n\u00e9\u20ac\U0001f40d"), max_size=6)
UNIX_PATHS = st.binary(max_size=8).map(lambda path: path.replace(b"\0", b"/"))
WINDOWS_PATHS = TEXTS.map(lambda path: f"{path}.pyd".encode("utf-16-le"))
BYTES = st.binary(max_size=10)


@st.composite
def contents(draw: st.DrawFn) -> list[Fields]:
    """Give resources with any fields in any order, with the paths of one system."""
    paths = draw(st.sampled_from([UNIX_PATHS, WINDOWS_PATHS]))
    strategies: dict[int, st.SearchStrategy[Content]] = {
        **dict.fromkeys(FLAGS, st.just(value=True)),
        **dict.fromkeys(DATA, BYTES),
        **dict.fromkeys(PATHS, paths),
        **dict.fromkeys(NAMED_DATA, st.dictionaries(TEXTS, BYTES, max_size=2)),
        **dict.fromkeys(NAMED_PATHS, st.dictionaries(TEXTS, paths, max_size=2)),
        DEPENDENCIES: st.lists(TEXTS, max_size=2),
        FILE_PATH: TEXTS,
        NAME: TEXTS,
    }
    numbers = st.lists(st.sampled_from(sorted(strategies)), max_size=6, unique=True)
    resources: list[Fields] = []
    for chosen in draw(st.lists(numbers, max_size=4)):
        order = chosen if NAME in chosen else [NAME, *chosen]
        resources.append({number: draw(strategies[number]) for number in order})
    return resources


PADDINGS = st.sampled_from([None, 1, 2])
FILES = st.builds(write_file, contents(), padding=PADDINGS)


def break_file(file: bytes, random: Random) -> bytes:
    """Change a file in one to three places: bytes, numbers, cuts, insertions, most of them before its data."""
    data = bytearray(file)
    for _ in range(random.choice([1, 1, 1, 2, 3])):
        at = random.randrange(len(data) + 1)
        if random.random() < 0.5:
            at = min(at, random.randrange(120))
        how = random.choice(["byte", "near", "number", "number", "cut", "insert", "remove"])
        if how == "byte":
            data[at : at + 1] = bytes([random.randrange(256)])
        elif how == "near" and at < len(data):
            data[at] = (data[at] + random.choice([-2, -1, 1, 2])) % 256
        elif how == "number":
            form = random.choice(["<H", "<I", "<Q"])
            largest = (1 << (8 * struct.calcsize(form))) - 1
            number = random.choice([0, 1, 2, len(data), largest, largest - 8, largest // 2 + 1])
            data[at : at + struct.calcsize(form)] = struct.pack(form, number)
        elif how == "cut":
            del data[at:]
        elif how == "insert":
            data[at:at] = random.randbytes(random.randrange(1, 4))
        else:
            del data[at : at + random.randrange(1, 4)]
    return bytes(data)


BROKEN_FILES = st.builds(break_file, FILES, st.integers(0, 1 << 32).map(Random))
