"""
Platforms that nothing here can start programs of, or that takes an emulator: their compilers and their CPythons.

The compiler for most is zig's, which the extra `cross` of pyproject.toml brings: `python3 dev.py test-cross`.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import attrs

from configlang import evaluate
from configlang.schema.config import Config
from tests.fetch_cpython.table import FETCHED
from tests.hosts.cargo import missing
from tests.hosts.cpythons import CPython, full_version_of
from tests.hosts.programs import WARNINGS
from tests.hosts.test_c import CONFIGS

MINOR = "3.14"
"""The version of all the CPythons for other platforms."""

STRICT = ("-std=c99", *WARNINGS)


@attrs.frozen(kw_only=True)
class Platform:
    """
    A platform.

    Attributes:
        target: Its target triple, as Rust has it.
        zig: The same as zig has it.
        headers: The folder with the headers that are compiled with, below that of all CPythons that are fetched.
        is_linked: Whether there is a libpython to link with.
    """

    target: str
    zig: str
    headers: str
    is_linked: bool = False


PLATFORMS = (
    Platform(
        target="aarch64-apple-darwin",
        zig="aarch64-macos",
        headers=f"foreign/aarch64-apple-darwin/include/python{MINOR}",
        is_linked=True,
    ),
    Platform(
        target="x86_64-apple-darwin",
        zig="x86_64-macos",
        headers=f"foreign/x86_64-apple-darwin/include/python{MINOR}",
        is_linked=True,
    ),
    # What configure has written for glibc, but for musl's own headers of the system.
    Platform(target="x86_64-unknown-linux-musl", zig="x86_64-linux-musl", headers=f"{MINOR}/include/python{MINOR}"),
    Platform(
        target="aarch64-unknown-linux-musl",
        zig="aarch64-linux-musl",
        headers=f"foreign/aarch64-unknown-linux-gnu/include/python{MINOR}",
    ),
    # Windows has one pyconfig.h for all processors.
    Platform(target="aarch64-pc-windows-gnullvm", zig="aarch64-windows-gnu", headers=f"windows/{MINOR}/include"),
)

QEMU = ("qemu-aarch64-static", "-L", "/usr/aarch64-linux-gnu")
"""What starts a program for aarch64 Linux here, with the C library of Debian's cross compiler."""
AARCH64 = "aarch64-unknown-linux-gnu"
AARCH64_COMPILER = ("aarch64-linux-gnu-gcc", "-std=c99")


def require_headers(platform: Platform) -> tuple[Path, str]:
    """Return the folder of `Python.h` and the release that it is of, or end the test where it was not fetched."""
    include = FETCHED / platform.headers
    release = full_version_of(include)
    if release is None:
        missing(f"needs {platform.headers} (python -m tests.fetch_cpython 3.14 foreign windows gets it)")
    return include, release


def require_cpython(target: str) -> CPython:
    """Return the CPython for a target, or end the test where it was not fetched."""
    prefix = FETCHED / "foreign" / target
    include = prefix / "include" / f"python{MINOR}"
    release = full_version_of(include)
    if release is None:
        missing(f"needs a CPython for {target} (python -m tests.fetch_cpython foreign gets it)")
    return CPython(
        version=MINOR,
        full_version=release,
        prefix=prefix,
        executable=None,
        include=include,
        library=prefix / "lib",
        is_shared=True,
    )


def zig_cc(platform: Platform, *arguments: str | Path, folder: Path) -> None:
    """Run zig's C compiler for a platform, which warns of nothing; its cache is the user's."""
    if importlib.util.find_spec("ziglang") is None:
        missing("needs zig (python3 dev.py test-cross brings it)")
    command: Sequence[str | Path] = [
        sys.executable,
        "-m",
        "ziglang",
        "cc",
        "-target",
        platform.zig,
        *STRICT,
        *arguments,
    ]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-4000:]


def frozen(folder: Path, target: str) -> dict[str, Config]:
    """Return the configs of tests/hosts/test_c.py for a target, whatever the checker says of them."""
    found = {}
    for name, text in CONFIGS.items():
        (folder / f"{name}.bzl").write_text(text, encoding="utf-8")
        config = evaluate(folder / f"{name}.bzl", target=target).unchecked
        assert config is not None
        found[name] = config
    return found
