"""Target triples, and the versions that outputs serve."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from configlang.cpython.targets import Target, host_target, likely_triple, other_spelling, parse_target, to_target


@pytest.mark.parametrize(
    ("triple", "arch", "system", "env"),
    [
        ("x86_64-unknown-linux-gnu", "x86_64", "linux", "gnu"),
        ("x86_64-unknown-linux-musl", "x86_64", "linux", "musl"),
        ("aarch64-unknown-linux-gnu", "aarch64", "linux", "gnu"),
        ("armv7-unknown-linux-gnueabihf", "armv7", "linux", "gnueabihf"),
        ("x86_64-linux-gnu", "x86_64", "linux", "gnu"),
        ("x86_64-alpine-linux-musl", "x86_64", "linux", "musl"),
        ("x86_64-pc-windows-msvc", "x86_64", "windows", "msvc"),
        ("i686-pc-windows-gnu", "i686", "windows", "gnu"),
        ("x86_64-pc-windows-gnullvm", "x86_64", "windows", "gnullvm"),
        ("aarch64-apple-darwin", "aarch64", "macos", ""),
        ("x86_64-apple-darwin20.6.0", "x86_64", "macos", ""),
        ("aarch64-apple-ios", "aarch64", "ios", ""),
        ("aarch64-apple-ios-sim", "aarch64", "ios", "sim"),
        ("aarch64-linux-android", "aarch64", "android", ""),
        ("armv7-linux-androideabi", "armv7", "android", ""),
        ("x86_64-unknown-freebsd", "x86_64", "freebsd", ""),
        ("x86_64-unknown-freebsd13.2", "x86_64", "freebsd", ""),
        ("wasm32-unknown-emscripten", "wasm32", "emscripten", ""),
        ("wasm32-wasip1", "wasm32", "wasi", ""),
        ("wasm32-wasi", "wasm32", "wasi", ""),
    ],
)
def test_triples_are_taken_apart(triple: str, arch: str, system: str, env: str) -> None:
    """Architecture, operating system and C library are found in every spelling that toolchains use."""
    assert Target(triple, arch, system, env) == parse_target(triple)


@pytest.mark.parametrize(
    "triple",
    [
        "",
        "-",
        "linux",
        "x86_64",
        "x86_64-unknown-plan9",
        "x86_64--linux-gnu",
        "x86_64-unknown-linux-",
        "-linux",
        "a b-linux",
        "é-linux",
        "x86_64-é-linux-gnu",
        "._-linux",
    ],
)
def test_other_texts_are_no_triples(triple: str) -> None:
    """A text without a known operating system, or with an empty part, names no target."""
    assert parse_target(triple) is None


ARCHITECTURES = st.sampled_from(("x86_64", "aarch64", "wasm32", "arm64_32", "i686"))
VENDORS = st.sampled_from(("unknown-", "pc-", "apple-", ""))
SYSTEMS_WRITTEN = {
    "linux": "linux",
    "windows": "windows",
    "darwin": "macos",
    "darwin20.6.0": "macos",
    "macos": "macos",
    "ios17": "ios",
    "freebsd13.2": "freebsd",
    "emscripten": "emscripten",
    "wasip2": "wasi",
}
ENVIRONMENTS = st.sampled_from(("", "gnu", "musl", "msvc", "gnueabihf", "sim"))
TRIPLES = st.builds(
    lambda *parts: "{}-{}{}{}{}".format(*parts[:3], "-" if parts[3] else "", parts[3]),
    ARCHITECTURES,
    VENDORS,
    st.sampled_from(sorted(SYSTEMS_WRITTEN)),
    ENVIRONMENTS,
)
PIECES = st.sampled_from(
    ("-", "x86_64", "unknown", "pc", "linux", "windows", "gnu", "darwin", "wasi", "1", " ", "é", "")
)


@given(ARCHITECTURES, VENDORS, st.sampled_from(sorted(SYSTEMS_WRITTEN)), ENVIRONMENTS)
def test_triple_has_its_parts(arch: str, vendor: str, system: str, env: str) -> None:
    """Any architecture goes with any system that there is, however its version is written."""
    triple = f"{arch}-{vendor}{system}" + (f"-{env}" if env else "")

    assert Target(triple, arch, SYSTEMS_WRITTEN[system], env) == parse_target(triple)


@given(st.text() | TRIPLES | st.lists(PIECES, max_size=8).map("".join) | st.lists(PIECES, max_size=5).map("-".join))
def test_any_text_can_be_asked_about(text: str) -> None:
    """Parsing never fails, and what it admits keeps its spelling, and has parts that stand in it."""
    target = parse_target(text)

    if target is not None:
        assert text == target.triple
        assert text.startswith(f"{target.arch}-")
        assert text.endswith(target.env)
        assert text.isascii()
        assert " " not in text
        assert "" not in text.split("-")


def test_target_may_be_given_as_its_triple(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target stays what it is, a triple is taken apart, that of this machine is always known, and no other text."""
    target = to_target("aarch64-apple-darwin")
    assert target == parse_target("aarch64-apple-darwin")
    assert target is to_target(target)
    with pytest.raises(ValueError, match="'aarch64' is not a target triple that configlang knows"):
        to_target("aarch64")

    monkeypatch.setattr("configlang.cpython.targets.sys.platform", "linux")
    monkeypatch.setattr("configlang.cpython.targets._host_machine", lambda: "a b")
    host = host_target()
    assert parse_target(host.triple) is None
    assert host == to_target(host.triple)


def test_windows_is_told_apart() -> None:
    """Outputs ask this one question, because paths and arguments are UTF-16 there alone."""
    triples = ["x86_64-pc-windows-msvc", "x86_64-pc-windows-gnu", "aarch64-apple-darwin", "x86_64-unknown-linux-gnu"]

    assert [(parse_target(triple) or host_target()).is_windows for triple in triples] == [True, True, False, False]


def test_host_is_a_known_target() -> None:
    """The machine that runs configlang has a triple that it can parse."""
    target = host_target()

    assert target == parse_target(target.triple)
    systems = {"linux": "linux", "darwin": "macos", "win32": "windows"}
    assert systems.get(sys.platform, target.os) == target.os


@pytest.mark.parametrize(
    ("platform", "machine", "expected"),
    [
        ("linux", "x86_64", "x86_64-unknown-linux-gnu"),
        ("darwin", "arm64", "aarch64-apple-darwin"),
        ("darwin", "x86_64", "x86_64-apple-darwin"),
        ("freebsd14", "amd64", "amd64-unknown-freebsd"),
    ],
)
def test_host_of_other_machines(platform: str, machine: str, expected: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The triple is Rust's spelling, whatever the system calls its processors."""
    monkeypatch.setattr("configlang.cpython.targets.sys.platform", platform)
    monkeypatch.setattr("configlang.cpython.targets._host_machine", lambda: machine)
    monkeypatch.setattr("configlang.cpython.targets._has_glibc", lambda: True)

    assert expected == host_target().triple


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("windows", "x86_64-pc-windows-msvc"),
        ("linux-x86_64", "x86_64-unknown-linux-gnu"),
        ("macosx_11_0_arm64", "aarch64-apple-darwin"),
        ("musllinux_1_2_aarch64", "aarch64-unknown-linux-musl"),
        ("x86_64-w64-mingw32", "x86_64-pc-windows-gnu"),
        ("x86_64-pc-linux-gnu", "x86_64-unknown-linux-gnu"),
        ("arm-linux-gnueabihf", "arm-unknown-linux-gnueabihf"),
        ("riscv64-linux-gnu", "riscv64gc-unknown-linux-gnu"),
        ("s390x-linux-gnu", "s390x-unknown-linux-gnu"),
        ("aarch64-linux-musl", "aarch64-unknown-linux-musl"),
        ("hurd", None),
        ("", None),
    ],
)
def test_names_of_other_systems(text: str, likely: str | None) -> None:
    """What a name of another system's stands for is said in Rust's words."""
    assert likely == likely_triple(text)


@pytest.mark.parametrize(
    "triple",
    [
        "x86_64-unknown-linux-gnu",
        "x86_64-alpine-linux-musl",
        "aarch64-apple-darwin",
        "x86_64-apple-darwin20.6.0",
        "arm64e-apple-darwin",
        "aarch64-apple-ios-sim",
        "aarch64-linux-android",
        "armv7-linux-androideabi",
        "wasm32-wasip1",
        "wasm32-unknown-emscripten",
        "x86_64-pc-windows-gnullvm",
        "i686-win7-windows-msvc",
        "aarch64-unknown-linux-ohos",
        "arm64ec-pc-windows-msvc",
        "x86_64-unknown-freebsd",
        "arm-unknown-linux-gnueabi",
    ],
)
def test_what_may_be_a_triple_of_rust(triple: str) -> None:
    """Rust's own triples, and those of vendors, are no names of other systems."""
    assert other_spelling(triple) is None


@pytest.mark.parametrize(
    ("triple", "spelled"),
    [
        ("x86_64-linux-gnu", "x86_64-unknown-linux-gnu"),
        ("aarch64-darwin", "aarch64-apple-darwin"),
        ("arm64-apple-darwin", "aarch64-apple-darwin"),
        ("amd64-unknown-freebsd", "x86_64-unknown-freebsd"),
        ("x86_64-unknown-linux", "x86_64-unknown-linux-gnu"),
        ("x86_64-windows-msvc", "x86_64-pc-windows-msvc"),
        ("aarch64-apple-macos", "aarch64-apple-darwin"),
    ],
)
def test_triples_as_others_spell_them(triple: str, spelled: str) -> None:
    """A text that can be taken apart, and that is none of Rust's, is told with Rust's."""
    assert parse_target(triple) is not None
    assert spelled == other_spelling(triple)
