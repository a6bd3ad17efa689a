"""
The suffixes of extension modules that a CPython looks for: by its version and the target.

A suffix begins at the first dot of a file's name, behind the last part of the module's name. One with a tag
(``.cpython-311-x86_64-linux-gnu.so``, ``.cp311-win_amd64.pyd``) says which version, build and platform it is for.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable
from functools import lru_cache

from configlang.cpython.builds import DEBUG, FREE_THREADED, HAS_FREE_THREADED, has
from configlang.cpython.extents import TO_3_15, Measured
from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.light.patterns import pattern


class Fit(enum.Enum):
    """What a suffix is to a CPython; only the first is one that it looks for."""

    LOOKED_FOR = "looked for"
    DEBUG = "for debug builds"
    FREE_THREADED = "for free-threaded builds"
    GIL = "for builds with the GIL"
    RELEASE = "for release builds"
    OTHER_VERSION = "for another version"
    OTHER_PLATFORM = "for another platform"
    NONE = "none of CPython's"


MEASURED = Measured("the suffixes of extension modules, and their tags", TO_3_15)

_ARCHITECTURES = {
    "aarch64": "aarch64",
    "i586": "i386",
    "i686": "i386",
    "powerpc64": "powerpc64",
    "powerpc64le": "powerpc64le",
    "ppc64le": "powerpc64le",
    "riscv64": "riscv64",
    "riscv64gc": "riscv64",
    "s390x": "s390x",
    "x86_64": "x86_64",
}
"""
What the tags of Linux call the architectures of target triples.

Source: Misc/platform_triplet.c of CPython, and the names of files in wheels for Linux with glibc and musl.
"""

_SAYS_MUSL, _SAYS_MUSL_ALONE = MEASURED.since("3.11"), MEASURED.since("3.13")
"""
The versions whose tags say ``musl``: as built on musl, and as cross-compiled too (cpython#87278).

Alpine patched older versions, and then both ways; so before 3.13 both are taken for right.
"""

_WINDOWS = {"aarch64": "win_arm64", "i586": "win32", "i686": "win32", "x86_64": "win_amd64"}

_IS_FOR_MOBILE = MEASURED.since("3.13")
"""The versions that can be built for Android and iOS; before, each packager had tags of its own."""

_ANDROID = {
    "aarch64": "aarch64-linux-android",
    "arm": "arm-linux-androideabi",
    "armv7": "arm-linux-androideabi",
    "i686": "i686-linux-android",
    "thumbv7neon": "arm-linux-androideabi",
    "x86_64": "x86_64-linux-android",
}

_IS_FOR_EMSCRIPTEN = MEASURED.since("3.11")

_HAS_TAGGED_STABLE = MEASURED.since("3.15")
"""The versions that look for modules for the stable ABI with the platform in their names, and for ``abi3t`` too."""


def platforms(version: Version, target: Target) -> tuple[str, ...] | None:
    """
    Return what a tag says of the platform, the usual one first; an empty text where it says nothing of it.

    None where that is not known, so that any platform must be taken for the right one.
    """
    known: str | None = None
    if target.os == "linux":
        return _linux_platforms(version, target)
    if target.os == "macos":
        known = "darwin"
    elif target.os == "windows" and target.env == "msvc":
        known = _WINDOWS.get(target.arch)
    elif target.os == "freebsd":
        known = ""
    elif target.os == "android" and _IS_FOR_MOBILE.covers(version) and target.arch in _ANDROID:
        # Pydroid's builds leave the platform out.
        return _ANDROID[target.arch], ""
    elif target.os == "ios" and _IS_FOR_MOBILE.covers(version) and target.env in {"", "sim"}:
        is_simulator = target.env == "sim" or target.arch == "x86_64"
        known = "iphonesimulator" if is_simulator else "iphoneos"
    elif target.os == "emscripten" and _IS_FOR_EMSCRIPTEN.covers(version):
        known = f"{target.arch}-emscripten"
    return None if known is None else (known,)


def _linux_platforms(version: Version, target: Target) -> tuple[str, ...] | None:
    libc = re.fullmatch(r"(gnu|musl)(eabi|eabihf)?", target.env)
    is_arm = target.arch.startswith(("arm", "thumb")) and not target.arch.startswith("armeb")
    architecture = "arm" if is_arm else _ARCHITECTURES.get(target.arch)
    if libc is None or architecture is None or is_arm != bool(libc[2]):
        return None
    gnu, musl = (f"{architecture}-linux-{name}{libc[2] or ''}" for name in ("gnu", "musl"))
    if libc[1] == "gnu":
        return (gnu,)
    if _SAYS_MUSL_ALONE.covers(version):
        return (musl,)
    return (musl, gnu) if _SAYS_MUSL.covers(version) else (gnu, musl)


def has_suffixes(target: Target) -> bool:
    """Tell whether a CPython there looks for shared libraries at all."""
    return target.os != "wasi"


def plain_suffix(target: Target) -> str:
    """Return the suffix without a tag."""
    return ".pyd" if target.is_windows else ".so"


@lru_cache(maxsize=256)
def suffixes(version: Version, target: Target, *, digits: str | None = None) -> tuple[str, ...]:
    """
    Return the suffixes that a CPython looks for, in the order in which it does.

    Args:
        version: The version.
        target: The target; where its platform is not known, ``*`` stands for that.
        digits: What to write in the tags for the version, as in ``3X``; its own digits where None.
    """
    if not has_suffixes(target):
        return ()
    digits = digits or f"3{version.minor}"
    # Debug builds take what is made for their release builds, too, by its tag.
    flags = (version.build, version.build.replace("d", "")) if has(version, DEBUG) else (version.build,)
    tags = [f"-{platform}" if platform else "" for platform in platforms(version, target) or ("*",)]
    if target.is_windows:
        debug, letters = ("_d" if has(version, DEBUG) else ""), version.build.replace("d", "")
        return (*(f"{debug}.cp{digits}{letters}{tag}.pyd" for tag in tags), f"{debug}.pyd")
    stable = _stable(tags) if _HAS_TAGGED_STABLE.covers(version) else (".abi3.so",)
    listed = (*(f".cpython-{digits}{flag}{tag}.so" for flag in flags for tag in tags), *stable, ".so")
    if target.os == "ios":
        # A text file at the place of the library, which lies elsewhere in the bundle of the app.
        return (*(suffix.replace(".so", ".fwork") for suffix in listed), *listed)
    return listed


def _stable(tags: Iterable[str]) -> tuple[str, ...]:
    """Return the suffixes of modules for the stable ABI, that of free-threaded builds included (PEP 803)."""
    return tuple(f".{abi}{tag}.so" for abi in ("abi3", "abi3t") for tag in (*filter(None, tags), ""))


_UNIX_TAG = pattern(r"\.cpython-3(?P<minor>[0-9]{1,3})(?P<flags>[a-z]*)(?:-(?P<platform>[\w-]+))?\.so")
_WINDOWS_TAG = pattern(r"(?P<debug>_d)?(?:\.cp3(?P<minor>[0-9]{1,3})(?P<flags>t?)(?:-(?P<platform>\w+))?)?\.pyd")


def tagged_version(suffix: str) -> Version | None:
    """Return the version in the tag of a suffix, None where it has none."""
    match = re.match(r"(?:_d)?\.cp(?:ython-)?3([0-9]{1,3})(?![0-9])", suffix)
    return match and Version.of(int(match[1]))


@lru_cache(maxsize=256)
def fit(suffix: str, version: Version, target: Target) -> Fit:
    """
    Return what a suffix is to a CPython.

    Args:
        suffix: What stands behind the module's name in the name of the file, ``_d`` of Windows's debug builds included.
        version: The version.
        target: The target.
    """
    if target.os == "ios":
        suffix = re.sub(r"\.fwork$", ".so", suffix)
    if suffix in suffixes(version, target):
        return Fit.LOOKED_FOR
    match = (_WINDOWS_TAG if target.is_windows else _UNIX_TAG).fullmatch(suffix)
    if match is None:
        return Fit.OTHER_PLATFORM if _is_foreign(suffix, target) else Fit.NONE
    minor = match["minor"]
    flags = (match["flags"] or "") + ("d" if match.groupdict().get("debug") else "")
    if minor is not None:
        known = platforms(Version.of(int(minor)), target)
        if known is not None and (match["platform"] or "") not in known:
            return Fit.OTHER_PLATFORM
        if int(minor) != version.minor:
            return Fit.OTHER_VERSION
    return _fit_of_flags(flags, version, target, is_tagged=minor is not None)


def _fit_of_flags(flags: str, version: Version, target: Target, *, is_tagged: bool) -> Fit:
    """Return what a suffix for the version and the platform is to a build, by the letters of the build that it has."""
    is_free, is_debug = "t" in flags, "d" in flags
    if flags not in {"", "t", "d", "td"} or (is_free and not HAS_FREE_THREADED.covers(version)):
        return Fit.NONE
    if is_tagged and is_free is not has(version, FREE_THREADED):
        return Fit.FREE_THREADED if is_free else Fit.GIL
    if is_debug and not has(version, DEBUG):
        return Fit.DEBUG
    # Debug builds take what is made for the others, but on Windows.
    return Fit.RELEASE if target.is_windows and has(version, DEBUG) and not is_debug else Fit.LOOKED_FOR


_SYSTEMS = {
    ".dll": ("windows",),
    ".dylib": ("ios", "macos"),
    ".fwork": ("ios",),
    ".pyd": ("windows",),
}
"""The ends of names that are for some operating systems alone; ``.so`` is for all but Windows."""


def _is_foreign(suffix: str, target: Target) -> bool:
    """Tell whether a file of such a name is made for another operating system, so that another name is no help."""
    end = suffix[suffix.rfind(".") :] if "." in suffix else ""
    if end == ".so":
        return target.is_windows
    return end in _SYSTEMS and target.os not in _SYSTEMS[end]
