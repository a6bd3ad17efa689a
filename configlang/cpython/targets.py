"""Targets and CPython versions: what a config is compiled for."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import attrs

PYTHON_VERSIONS = ("3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
"""The CPython versions that configlang knows, oldest first."""

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


@attrs.frozen
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
    if len(parts) < 2 or not all(part and part.replace("_", "").replace(".", "").isalnum() for part in parts):  # noqa: PLR2004 - arch and OS are the least
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


def parse_python(text: str) -> str | None:
    """Return ``text`` where it is a CPython version that configlang knows (``3.11``), else None."""
    return text if text in PYTHON_VERSIONS else None


def minor_of(version: str) -> int:
    """Return the minor number of a known version: 11 for ``3.11``."""
    return int(version.partition(".")[2])


def show_versions(versions: Iterable[str]) -> str:
    """Return known versions as people write them, runs together: ``3.8-3.10, 3.12``."""
    runs: list[list[str]] = []
    for version in sorted(versions, key=minor_of):
        if runs and minor_of(runs[-1][-1]) + 1 == minor_of(version):
            runs[-1].append(version)
        else:
            runs.append([version])
    return ", ".join(run[0] if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


class SpecifierError(ValueError):
    """Version limits that can't be read; the message says which part and what is wanted."""


def versions_matching(specifier: str) -> tuple[str, ...]:
    """
    Return the known CPython versions that version limits admit, oldest first.

    Args:
        specifier: Limits joined by commas, each an operator (``>= > <= < == !=``) and a version with a major and a
            minor number, as in ``>=3.9,<3.12``. Patch releases can't be told apart here, so none may be named.

    Raises:
        SpecifierError: For a part of another form.
    """
    limits = [_parse_limit(part.strip()) for part in specifier.split(",")]
    return tuple(
        version
        for version in PYTHON_VERSIONS
        if all(admits(_COMPARE[operator], minor_of(version), minor) for operator, minor in limits)
    )


_COMPARE = {
    ">=": (False, True, True),
    "<=": (True, True, False),
    "==": (False, True, False),
    "!=": (True, False, True),
    ">": (False, False, True),
    "<": (True, False, False),
}
"""Per operator: is a version admitted that is lower, equal, higher."""


def admits(row: tuple[bool, bool, bool], have: int, limit: int) -> bool:
    """Tell whether a row of the operator table admits the minor version ``have`` against a limit."""
    return row[(have > limit) - (have < limit) + 1]


def _parse_limit(part: str) -> tuple[str, int]:
    for operator in _COMPARE:
        if part.startswith(operator):
            major, dot, minor = part[len(operator) :].strip().partition(".")
            if major == "3" and dot and minor.isascii() and minor.isdigit() and len(minor) < 4:  # noqa: PLR2004 - 3.14 is far from 3.999
                return operator, int(minor)
            break
    message = f'"{part}" is no version limit'
    raise SpecifierError(message)
