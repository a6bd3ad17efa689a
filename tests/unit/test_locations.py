"""The table of ways that an extension module can take to the interpreter."""

from __future__ import annotations

import pytest

from configlang.cpython import targets
from configlang.cpython.locations import LOCATIONS, Loads, build_script_line, can_load, export_flag, locations
from configlang.cpython.suffixes import has_suffixes
from configlang.cpython.targets import Target, parse_target


def target(triple: str) -> Target:
    """Return a target that exists."""
    parsed = parse_target(triple)
    assert parsed is not None, triple
    return parsed


@pytest.mark.parametrize("system", sorted(set(targets._OPERATING_SYSTEMS.values())))
def test_every_operating_system_is_in_the_table(system: str) -> None:
    """Of no target that configlang knows is nothing said."""
    for env in ("", "gnu", "musl", "msvc"):
        assert locations(Target("a-b", "a", system, env))


@pytest.mark.parametrize(
    ("triple", "flag"),
    [
        ("x86_64-unknown-linux-gnu", "-Wl,-export-dynamic"),
        ("aarch64-unknown-linux-musl", "-Wl,-export-dynamic"),
        ("armv7-unknown-linux-musleabihf", "-Wl,-export-dynamic"),
        ("x86_64-unknown-freebsd", "-Wl,-export-dynamic"),
        ("aarch64-apple-darwin", "-rdynamic"),
        ("x86_64-pc-windows-msvc", None),
        ("aarch64-linux-android", None),
        ("aarch64-apple-ios", None),
        ("wasm32-unknown-emscripten", None),
        ("wasm32-wasip1", None),
    ],
)
def test_what_exports_the_symbols(triple: str, flag: str | None) -> None:
    """The flag is that of the platform's linker, and none where a program exports nothing or libpython is shared."""
    assert flag == export_flag(target(triple))


def test_line_of_the_build_script() -> None:
    """Cargo takes the flag for the programs of the crate alone, and only in this form."""
    assert 'println!("cargo:rustc-link-arg-bins=-rdynamic");' == build_script_line("-rdynamic")


def test_musl_has_its_own_rows() -> None:
    """On Linux, the C library tells the kinds of hosts apart: only with musl a program is fully static."""
    hosts = {
        triple: {row.host for row in locations(target(f"x86_64-unknown-linux-{triple}"))} for triple in ("gnu", "musl")
    }

    assert {"Linux, glibc"} == hosts["gnu"]
    assert {"Linux, musl, linked dynamically", "Linux, musl, fully static"} == hosts["musl"]


def test_platforms_without_suffixes_are_those_that_load_nothing() -> None:
    """Both tables know the same platforms without shared libraries."""
    for system in sorted(set(targets._OPERATING_SYSTEMS.values())):
        each = Target("a-b", "a", system, "")

        assert has_suffixes(each) is can_load(each)


def test_a_shared_libpython_needs_no_export() -> None:
    """Symbols are exported for a static libpython alone; and nothing is loaded from memory where nothing is loaded."""
    assert {"static"} == {row.libpython for row in LOCATIONS if Loads.EXPORTED in {row.from_file, row.packed}}
    assert ["Windows"] == [row.host for row in LOCATIONS if row.from_memory]
    assert all(row.packed is Loads.YES for row in LOCATIONS if row.from_memory)
