"""
Reading packed-resources files against the parser that pyembed itself has: both see the same in whole and broken files.

tests/rust/packed_resources is that parser as a program. Its reading of Windows paths exists on Windows only: here they
are compared as bytes.
"""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from configlang.resources.read import read
from configlang.resources.records import Damage, Resource, Stretch, Value
from configlang.resources.write import ExtensionEntry, write_extensions
from tests.hosts import cargo
from tests.packed_files import FILES, break_file

pytestmark = [pytest.mark.xdist_group("cargo"), pytest.mark.thorough]


@pytest.fixture(scope="module")
def program() -> Path:
    """Build the program."""
    return cargo.build("packed_resources", cargo.require_cpython("3.10", "3.11"))


def ask(program: Path, files: Sequence[bytes]) -> list[str]:
    """Return a line for each file; the program is started again where a file ends it."""
    lines: list[str] = []
    while len(lines) < len(files):
        rest = files[len(lines) :]
        data = b"".join(struct.pack("<I", len(file)) + file for file in rest)
        done = subprocess.run([program], input=data, capture_output=True, check=False)
        lines += done.stdout.decode().splitlines()
        if done.returncode != 0:
            lines.append("panic")
    return lines


def line_of(file: bytes) -> str:
    """Return the line that the program should print."""
    result = read(file)
    if isinstance(result, Damage):
        return "not UTF-8" if "is not UTF-8" in result.problem else "damaged"
    return "ok " + "; ".join(show(resource) for resource in result.resources)


def show(resource: Resource) -> str:
    """Return the item for one resource."""
    parts = [f"3={resource.name.encode().hex()}"]
    parts += [str(flag.number) for flag in resource.flags]
    parts += [f"{field.number}={plain(value)}" for field, value in resource.values.items()]
    return " ".join(sorted(parts))


def plain(value: Value) -> str:
    """Return one value as the program writes it."""
    if isinstance(value, Stretch):
        return f"{value.offset}+{value.length}"
    if isinstance(value, str):
        return value.encode().hex()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Mapping):
        return f"[{','.join(sorted(f'{plain(key)}:{plain(item)}' for key, item in value.items()))}]"
    return f"[{','.join(map(plain, value))}]"


def collect(files: st.SearchStrategy[bytes], count: int) -> list[bytes]:
    """Return random files, for one run of the program."""
    collected: list[bytes] = []

    @settings(max_examples=count, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(files)
    def draw(file: bytes) -> None:
        collected.append(file)

    draw()
    return collected


def test_whole_files_read_the_same(program: Path) -> None:
    """In a file with any fields, pyembed's parser and ours see the same names, flags, values and places."""
    files = collect(FILES, 300)

    assert [line_of(file) for file in files] == ask(program, files)


def test_broken_files_read_the_same(program: Path) -> None:
    """What pyembed's parser takes we read in the same way, and what it refuses or panics at is damage."""
    random = Random(0)  # noqa: S311 - the same files in every run, and no secret
    files = [break_file(file, random) for file in collect(FILES, 60) for _ in range(60)]
    seen = set()

    for file, line in zip(files, ask(program, files), strict=True):
        expected = line_of(file)
        seen.add(line.split(" ")[0])
        # Text that is not UTF-8 it takes unseen.
        if expected != "not UTF-8":
            assert expected == ("damaged" if line in {"error", "panic"} else line), file
    assert {"ok", "error", "panic"} == seen


def test_written_files_are_read_by_it(program: Path) -> None:
    """Files for extension modules, of either system, are whole for pyembed's parser."""
    entries = [ExtensionEntry(name=f"p.m{n}", path=f"lib/{'x' * n}é.so", is_package=n % 2 == 0) for n in range(40)]
    files = [
        write_extensions(entries[:count], is_windows=is_windows) for count in range(40) for is_windows in (False, True)
    ]

    assert [line_of(file) for file in files] == ask(program, files)
