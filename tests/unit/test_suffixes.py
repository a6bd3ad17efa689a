"""The suffixes of extension modules on platforms that no interpreter of this machine is for."""

from __future__ import annotations

import pytest

from configlang.cpython.suffixes import Fit, fit, platforms, suffixes, tagged_version
from configlang.cpython.targets import Target, parse_target, to_target
from configlang.cpython.versions import PYTHON_VERSIONS, Version

LINUX, MACOS, WINDOWS = "x86_64-unknown-linux-gnu", "aarch64-apple-darwin", "x86_64-pc-windows-msvc"


def target(triple: str) -> Target:
    """Return a target that exists."""
    parsed = parse_target(triple)
    assert parsed is not None, triple
    return parsed


# As files of wheels are called, of `markupsafe` but for s390x (`charset_normalizer`) and iOS (`pillow`).
@pytest.mark.parametrize(
    ("version", "triple", "tag"),
    [
        ("3.8", "x86_64-unknown-linux-gnu", ".cpython-38-x86_64-linux-gnu.so"),
        ("3.8", "i686-unknown-linux-gnu", ".cpython-38-i386-linux-gnu.so"),
        ("3.8", "aarch64-unknown-linux-musl", ".cpython-38-aarch64-linux-gnu.so"),
        ("3.8", "x86_64-pc-windows-msvc", ".cp38-win_amd64.pyd"),
        ("3.9", "armv7-unknown-linux-musleabihf", ".cpython-39-arm-linux-gnueabihf.so"),
        ("3.10", "powerpc64le-unknown-linux-gnu", ".cpython-310-powerpc64le-linux-gnu.so"),
        ("3.10", "x86_64-unknown-linux-musl", ".cpython-310-x86_64-linux-gnu.so"),
        ("3.11", "x86_64-unknown-linux-musl", ".cpython-311-x86_64-linux-musl.so"),
        ("3.11", "armv7-unknown-linux-musleabihf", ".cpython-311-arm-linux-musleabihf.so"),
        ("3.12", "s390x-unknown-linux-gnu", ".cpython-312-s390x-linux-gnu.so"),
        ("3.12", "s390x-unknown-linux-musl", ".cpython-312-s390x-linux-musl.so"),
        ("3.13", "i686-unknown-linux-musl", ".cpython-313-i386-linux-musl.so"),
        ("3.13", "aarch64-unknown-linux-gnu", ".cpython-313-aarch64-linux-gnu.so"),
        ("3.13", "armv7-unknown-linux-gnueabihf", ".cpython-313-arm-linux-gnueabihf.so"),
        ("3.13", "riscv64gc-unknown-linux-gnu", ".cpython-313-riscv64-linux-gnu.so"),
        ("3.13", "riscv64gc-unknown-linux-musl", ".cpython-313-riscv64-linux-musl.so"),
        ("3.13", "powerpc64le-unknown-linux-musl", ".cpython-313-powerpc64le-linux-musl.so"),
        ("3.13", "x86_64-apple-darwin", ".cpython-313-darwin.so"),
        ("3.13", "aarch64-apple-darwin", ".cpython-313-darwin.so"),
        ("3.13", "i686-pc-windows-msvc", ".cp313-win32.pyd"),
        ("3.13", "x86_64-pc-windows-msvc", ".cp313-win_amd64.pyd"),
        ("3.13", "aarch64-pc-windows-msvc", ".cp313-win_arm64.pyd"),
        ("3.13", "aarch64-apple-ios", ".cpython-313-iphoneos.so"),
        ("3.13", "aarch64-apple-ios-sim", ".cpython-313-iphonesimulator.so"),
        ("3.13", "x86_64-apple-ios", ".cpython-313-iphonesimulator.so"),
        ("3.14", "x86_64-unknown-linux-musl", ".cpython-314-x86_64-linux-musl.so"),
    ],
)
def test_tag_is_that_of_wheels(version: str, triple: str, tag: str) -> None:
    """The tag of a platform is the one that published modules have in their names, and the first that is looked for."""
    listed = suffixes(Version(version), target(triple))

    assert Fit.LOOKED_FOR is fit(tag, Version(version), target(triple))
    assert tag == next(suffix for suffix in listed if not suffix.endswith(".fwork"))
    assert listed[-1] in {".so", ".pyd"}


@pytest.mark.parametrize(
    ("triple", "expected"),
    [
        (LINUX, (".cpython-312-x86_64-linux-gnu.so", ".abi3.so", ".so")),
        (MACOS, (".cpython-312-darwin.so", ".abi3.so", ".so")),
        (WINDOWS, (".cp312-win_amd64.pyd", ".pyd")),
        ("x86_64-unknown-freebsd", (".cpython-312.so", ".abi3.so", ".so")),
        ("wasm32-unknown-emscripten", (".cpython-312-wasm32-emscripten.so", ".abi3.so", ".so")),
        ("sparc64-unknown-linux-gnu", (".cpython-312-*.so", ".abi3.so", ".so")),
        ("x86_64-pc-windows-gnu", (".cp312-*.pyd", ".pyd")),
        ("wasm32-wasip1", ()),
    ],
)
def test_order_and_number(triple: str, expected: tuple[str, ...]) -> None:
    """Each platform has a suffix with a tag and some without; WASI has none at all."""
    assert expected == suffixes(Version("3.12"), target(triple))


def test_ios_reads_placeholders() -> None:
    """The file at the place of a library on iOS ends in `.fwork`, and is looked for first."""
    listed = suffixes(Version("3.13"), target("aarch64-apple-ios"))

    assert (".cpython-313-iphoneos.fwork", ".abi3.fwork", ".fwork") == listed[:3]
    assert Fit.LOOKED_FOR is fit(".abi3.fwork", Version("3.13"), target("aarch64-apple-ios"))
    assert Fit.OTHER_PLATFORM is fit(".abi3.fwork", Version("3.13"), target(MACOS))


@pytest.mark.parametrize("version", PYTHON_VERSIONS, ids=str)
def test_musl_was_called_gnu(version: Version) -> None:
    """Before 3.11 CPython did not tell musl from glibc, and cross-compiled up to 3.12 it need not; patched ones did."""
    musl = target("x86_64-unknown-linux-musl")
    digits, is_late = f"3{version.minor}", version >= Version("3.13")

    assert Fit.LOOKED_FOR is fit(f".cpython-{digits}-x86_64-linux-musl.so", version, musl)
    expected = Fit.OTHER_PLATFORM if is_late else Fit.LOOKED_FOR
    assert expected is fit(f".cpython-{digits}-x86_64-linux-gnu.so", version, musl)
    assert Fit.OTHER_PLATFORM is fit(f".cpython-{digits}-x86_64-linux-musl.so", version, target(LINUX))


@pytest.mark.parametrize(
    ("suffix", "triple", "expected"),
    [
        (".cpython-310-x86_64-linux-gnu.so", LINUX, Fit.OTHER_VERSION),
        (".cpython-37m-x86_64-linux-gnu.so", LINUX, Fit.OTHER_VERSION),
        (".cpython-311-aarch64-linux-gnu.so", LINUX, Fit.OTHER_PLATFORM),
        (".cpython-310-aarch64-linux-gnu.so", LINUX, Fit.OTHER_PLATFORM),
        (".cpython-311d-x86_64-linux-gnu.so", LINUX, Fit.DEBUG),
        (".cpython-311t-x86_64-linux-gnu.so", LINUX, Fit.NONE),
        (".cpython-311m-x86_64-linux-gnu.so", LINUX, Fit.NONE),
        (".cpython-311.so", LINUX, Fit.OTHER_PLATFORM),
        (".cpython-311.so", "x86_64-unknown-freebsd", Fit.LOOKED_FOR),
        (".abi3t.so", LINUX, Fit.NONE),
        (".dylib", MACOS, Fit.NONE),
        (".dylib", LINUX, Fit.OTHER_PLATFORM),
        (".dll", WINDOWS, Fit.NONE),
        (".abi3.pyd", WINDOWS, Fit.NONE),
        (".so", WINDOWS, Fit.OTHER_PLATFORM),
        (".pyd", LINUX, Fit.OTHER_PLATFORM),
        ("", LINUX, Fit.NONE),
        ("_d.pyd", WINDOWS, Fit.DEBUG),
        ("_d.cp311-win_amd64.pyd", WINDOWS, Fit.DEBUG),
        (".cp311-win32.pyd", WINDOWS, Fit.OTHER_PLATFORM),
        (".cp310-win_amd64.pyd", WINDOWS, Fit.OTHER_VERSION),
        (".cp311-mingw_x86_64_ucrt_gnu.pyd", "x86_64-pc-windows-gnu", Fit.LOOKED_FOR),
        (".cp311-win_amd64.pyd", "x86_64-pc-windows-gnu", Fit.LOOKED_FOR),
        (".cpython-311-mips64el-linux-gnuabi64.so", "mips64el-unknown-linux-gnuabi64", Fit.LOOKED_FOR),
        (".cpython-310-mips64el-linux-gnuabi64.so", "mips64el-unknown-linux-gnuabi64", Fit.OTHER_VERSION),
        (".so", "wasm32-wasip1", Fit.NONE),
    ],
)
def test_what_a_suffix_is(suffix: str, triple: str, expected: Fit) -> None:
    """A suffix that is not looked for on 3.11 says why: its version, its build, its platform, or none of these."""
    assert expected is fit(suffix, Version("3.11"), target(triple))


@pytest.mark.parametrize("flags", ["t", "td"])
def test_free_threaded_builds_exist_from_313_on(flags: str) -> None:
    """A tag with a `t` is for the free-threaded build of its version."""
    assert Fit.FREE_THREADED is fit(f".cpython-313{flags}-darwin.so", Version("3.13"), target(MACOS))
    assert Fit.FREE_THREADED is fit(".cp314t-win_amd64.pyd", Version("3.14"), target(WINDOWS))


@pytest.mark.parametrize(
    ("version", "triple"),
    [
        ("3.12", "aarch64-linux-android"),
        ("3.12", "aarch64-apple-ios"),
        ("3.10", "wasm32-unknown-emscripten"),
        ("3.12", "x86_64-unknown-netbsd"),
        ("3.12", "armv7l-unknown-linux-gnu"),
        ("3.12", "armeb-unknown-linux-gnueabi"),
        ("3.12", "x86_64-unknown-linux-gnux32"),
        ("3.13", "aarch64-apple-ios-macabi"),
    ],
)
def test_unknown_platform_takes_any(version: str, triple: str) -> None:
    """Where nobody says what tags are like, any tag of the version is taken for right."""
    assert platforms(Version(version), target(triple)) is None
    assert Fit.LOOKED_FOR is fit(f".cpython-{version.replace('.', '')}-any-thing.so", Version(version), target(triple))


def test_android_has_two_forms() -> None:
    """CPython's own builds name the platform, and others leave it out."""
    android = target("aarch64-linux-android")

    assert ("aarch64-linux-android", "") == platforms(Version("3.13"), android)
    assert Fit.LOOKED_FOR is fit(".cpython-313.so", Version("3.13"), android)
    assert Fit.OTHER_PLATFORM is fit(".cpython-313-x86_64-linux-android.so", Version("3.13"), android)


def test_version_in_the_tag() -> None:
    """The version is read from every form of tag, and there is none without."""
    listed = [".cpython-311d-darwin.so", "_d.cp39-win32.pyd", ".cp314t.pyd", ".abi3.so", ".so", ""]

    expected = [Version("3.11"), Version("3.9"), Version("3.14"), None, None, None]
    assert expected == [tagged_version(each) for each in listed]


def test_digits_may_stand_for_all_versions() -> None:
    """Messages write the tags of several versions as one."""
    assert (".cpython-3X-darwin.so", ".abi3.so", ".so") == suffixes(Version("3.12"), target(MACOS), digits="3X")


BUILDS = {
    "3.11d": (".cpython-311d-x86_64-linux-gnu.so", ".cpython-311-x86_64-linux-gnu.so", ".abi3.so", ".so"),
    "3.14t": (".cpython-314t-x86_64-linux-gnu.so", ".abi3.so", ".so"),
    "3.14td": (".cpython-314td-x86_64-linux-gnu.so", ".cpython-314t-x86_64-linux-gnu.so", ".abi3.so", ".so"),
}
"""``_imp.extension_suffixes()`` of Debian's debug 3.11.2, and of a free-threaded 3.14.0a2, release and debug."""


@pytest.mark.parametrize(("version", "expected"), BUILDS.items())
def test_builds_look_for_files_of_their_own(version: str, expected: tuple[str, ...]) -> None:
    """Each build looks for what interpreters of it said, and what another one looks for is told as that one's."""
    target = to_target("x86_64-unknown-linux-gnu")
    digits = f"3{Version(version).minor}"
    tags = {build: f".cpython-{digits}{build}-x86_64-linux-gnu.so" for build in ("", "t", "d", "td")}

    assert expected == suffixes(Version(version), target)
    for build, suffix in tags.items():
        assert (suffix in expected) is (fit(suffix, Version(version), target) is Fit.LOOKED_FOR), build


def test_debug_builds_of_windows_take_their_own_files_alone() -> None:
    """On Windows, the files of debug builds have `_d` in their names, and those of the release are not taken."""
    target = to_target("x86_64-pc-windows-msvc")

    assert ("_d.cp313-win_amd64.pyd", "_d.pyd") == suffixes(Version("3.13d"), target)
    assert (".cp313t-win_amd64.pyd", ".pyd") == suffixes(Version("3.13t"), target)
    assert Fit.RELEASE is fit(".pyd", Version("3.13d"), target)
    assert Fit.GIL is fit(".cp313-win_amd64.pyd", Version("3.13t"), target)
    assert Fit.LOOKED_FOR is fit(".pyd", Version("3.13t"), target)
