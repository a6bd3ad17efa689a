"""Targets: what a config is compiled for."""

from __future__ import annotations

import os
import re
import sys

from configlang.light import records

_OPERATING_SYSTEMS = {
    "linux": "linux",
    "darwin": "macos",
    "macos": "macos",
    "windows": "windows",
    "ios": "ios",
    "android": "android",
    "androideabi": "android",
    "freebsd": "freebsd",
    "netbsd": "netbsd",
    "openbsd": "openbsd",
    "emscripten": "emscripten",
    "wasi": "wasi",
    "wasip1": "wasi",
    "wasip2": "wasi",
}


SYSTEMS = tuple(dict.fromkeys(_OPERATING_SYSTEMS.values()))
"""The operating systems that a target may have, as ``Target.os`` names them."""

_ELSEWHERE = {
    "os": {
        "cygwin": "windows",
        "darwin": "macos",
        "gnu": "linux",
        "iphoneos": "ios",
        "iphonesimulator": "ios",
        "linux2": "linux",
        "mac": "macos",
        "macosx": "macos",
        "mingw": "windows",
        "nt": "windows",
        "osx": "macos",
        "posix": "linux",
        "wasm": "wasi",
        "win": "windows",
        "win32": "windows",
        "win64": "windows",
        "xnu": "macos",
    },
    "arch": {
        "amd64": "x86_64",
        "arm": "armv7",
        "arm64": "aarch64",
        "i386": "i686",
        "ppc64le": "powerpc64le",
        "riscv64": "riscv64gc",
        "x64": "x86_64",
        "x86": "i686",
        "x86-64": "x86_64",
    },
    "env": {"glibc": "gnu", "gcc": "gnu", "mingw": "gnu", "mingw32": "gnu", "msvcrt": "msvc", "vc": "msvc"},
}
"""What other systems (Python, Bazel, Go, autoconf) call parts of a target, and what Rust's triples do."""


def part_problem(part: str, value: str) -> str | None:
    """
    Say which value was meant by a text that a part of ``TARGET`` never has.

    Returns:
        None where the part may have that value; else the value that was meant, empty where that is not known.
    """
    name = value.lower()
    if part == "os":
        return None if value in SYSTEMS else name if name in SYSTEMS else _ELSEWHERE["os"].get(name, "")
    if part == "triple":
        return other_spelling(value) if parse_target(value) is not None else likely_triple(value) or ""
    # Architectures and environments are many; these are none of them.
    return _ELSEWHERE.get(part, {}).get(name)


_USUAL_TRIPLES = {
    "linux": "{arch}-unknown-linux-{env}",
    "macos": "{arch}-apple-darwin",
    "windows": "{arch}-pc-windows-{env}",
    "ios": "{arch}-apple-ios",
    "android": "{arch}-linux-android",
    "freebsd": "{arch}-unknown-freebsd",
    "netbsd": "{arch}-unknown-netbsd",
    "openbsd": "{arch}-unknown-openbsd",
    "emscripten": "wasm32-unknown-emscripten",
    "wasi": "wasm32-wasip1",
}
"""What Rust calls the targets of a system, as a rule."""

_ARCHITECTURES = frozenset({"x86_64", "aarch64", "i686", "armv7", "arm", "powerpc64le", "riscv64gc", "s390x", "wasm32"})


def likely_triple(text: str) -> str | None:
    """Return the triple of Rust's that other systems' name of a target stands for, None where there is no telling."""
    words = re.split(r"[-_. ]+", re.sub(r"x86[-_]64", "x64", text.lower()))
    stems = [word.rstrip("0123456789") for word in words]
    every = [*words, *stems, *(stem.removeprefix("many").removeprefix("musl") for stem in stems)]
    system = next((found for word in every if (found := _system_of(word))), None)
    if system is None:
        return None
    aliases = {**_ELSEWHERE["arch"], **{name: name for name in _ARCHITECTURES}}
    first = text.lower().split("-")[0]
    arch = next((aliases[word] for word in words if word in aliases), None)
    if arch is None:
        is_named = first != text.lower() and _system_of(first) is None
        arch = first if is_named else "aarch64" if system == "macos" else "x86_64"
    usual = {"windows": "msvc", "linux": "gnueabihf" if arch.startswith("arm") else "gnu"}.get(system, "")
    if system == "windows" and any(stem in {"mingw", "gnu"} for stem in stems):
        usual = "gnu"
    env = next((word for word in words if word.startswith(("gnu", "musl", "msvc")) and "linux" not in word), usual)
    if any(stem == "musllinux" for stem in stems):
        env = "musl"
    return _USUAL_TRIPLES[system].format(arch=arch, env=env)


def _system_of(word: str) -> str | None:
    # `gnu` and `posix` say too little of a triple.
    return _OPERATING_SYSTEMS.get(word) or (_ELSEWHERE["os"].get(word) if word not in {"gnu", "posix"} else None)


def other_spelling(triple: str) -> str | None:
    """Return what Rust calls the target of a triple that other systems spell so, None where it may be Rust's."""
    target = parse_target(triple)
    parts = triple.split("-")
    if target is None or target.os in {"android", "wasi"}:
        return None
    has_vendor = parts[1] not in _OPERATING_SYSTEMS
    is_odd = (
        not has_vendor
        or parts[0].lower() in _ELSEWHERE["arch"].keys() - {"arm"}
        or (target.os in {"linux", "windows"} and not target.env)
        or (target.os == "linux" and parts[1] == "pc")
        or (target.os == "macos" and not any(part.startswith("darwin") for part in parts))
    )
    likely = likely_triple(triple) if is_odd else None
    return likely if likely != triple else None


@records.frozen
class Target:
    """
    A target triple, taken apart.

    Attributes:
        triple: The triple as it was given, in Rust's spelling (``x86_64-unknown-linux-gnu``).
        arch: The first part.
        os: linux, macos, windows, ios, android, freebsd, netbsd, openbsd, emscripten or wasi.
        env: The C library or ABI (gnu, musl, msvc ...); empty where the triple names none.
    """

    triple: str
    arch: str
    os: str
    env: str

    @property
    def is_windows(self) -> bool:
        """Whether paths and argv are UTF-16 there."""
        return self.os == "windows"


def parse_target(triple: str) -> Target | None:
    """Take a target triple apart; None when its operating system is not one that configlang knows."""
    parts = triple.split("-")
    is_named = all(part.replace("_", "").replace(".", "").isalnum() for part in parts)
    if len(parts) < 2 or not is_named or not triple.isascii():  # noqa: PLR2004 - arch and OS are the least
        return None
    for index, part in enumerate(parts[1:], start=1):
        # A version may follow the name: darwin20.6.0, freebsd13.
        system = _OPERATING_SYSTEMS.get(part.rstrip("0123456789.")) or _OPERATING_SYSTEMS.get(part)
        if part.startswith("android"):
            system = "android"
        if system == "linux" and any(later.startswith("android") for later in parts[index + 1 :]):
            continue
        if system:
            return Target(triple, parts[0], system, "-".join(parts[index + 1 :]))
    return None


def to_target(target: str | Target) -> Target:
    """
    Return a target, which may be given as its triple.

    Raises:
        ValueError: For a triple that configlang doesn't know.
    """
    if isinstance(target, Target):
        return target
    parsed = parse_target(target)
    if parsed is not None:
        return parsed
    host = host_target()
    if host.triple != target:
        raise ValueError(f"{target!r} is not a target triple that configlang knows")
    return host


def host_target() -> Target:
    """Return the target of the machine that configlang runs on."""
    machine, env = _host_machine(), ""
    if sys.platform == "win32":
        vendor_and_system, env = "pc-windows", "msvc"
    elif sys.platform == "darwin":
        vendor_and_system, machine = "apple-darwin", "aarch64" if machine == "arm64" else machine
    elif sys.platform.startswith("freebsd"):
        vendor_and_system = "unknown-freebsd"
    else:
        vendor_and_system, env = "unknown-linux", "gnu" if _has_glibc() else "musl"
    triple = "-".join(filter(None, (machine, vendor_and_system, env)))
    return parse_target(triple) or Target(triple, machine, "linux", env)


def _host_machine() -> str:
    if sys.platform == "win32":
        machine = os.environ.get("PROCESSOR_ARCHITECTURE", "AMD64")
        return {"AMD64": "x86_64", "ARM64": "aarch64", "x86": "i686"}.get(machine, machine)
    return os.uname().machine


def _has_glibc() -> bool:
    try:
        return bool(os.confstr("CS_GNU_LIBC_VERSION"))
    except (AttributeError, ValueError, OSError):
        return False
