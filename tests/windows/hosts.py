"""
Programs of Windows that start Python with generated code: built with MinGW-w64, run under Wine.

They are those of tests/hosts/programs.py, with the same cases and the same report.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs

from configlang.schema.config import Config
from tests.fetch_cpython.table import FETCHED, WINDOWS
from tests.hosts import programs
from tests.hosts.cargo import missing, require_tool
from tests.hosts.cpythons import CPython, full_version_of
from tests.hosts.programs import Program
from tests.windows import wine

TARGET = "x86_64-pc-windows-gnu"

COMPILER = ("x86_64-w64-mingw32-gcc", "-std=c99")

VERSIONS = tuple(name.removeprefix("windows/") for name in WINDOWS)
"""The minor versions that are started, oldest first."""

OLDEST, NEWEST = VERSIONS[0], VERSIONS[-1]


@cache
def require_cpython(version: str) -> CPython:
    """Return the CPython of Windows of a minor version, or end the test where it was not fetched."""
    folder = FETCHED.resolve() / "windows" / version
    full_version = full_version_of(folder / "include")
    if full_version is None:
        missing(f"needs a CPython {version} of Windows (python -m tests.fetch_cpython windows gets it)")
    return CPython(
        version=version,
        full_version=full_version,
        prefix=folder,
        executable=folder / "python.exe",
        include=folder / "include",
        library=folder / "libs",
        is_shared=True,
    )


def dll_name(python: CPython) -> str:
    """Return what the DLL of a CPython is called, without its end."""
    return f"python{python.version.replace('.', '')}"


def lay_dlls(folder: Path, python: CPython) -> None:
    """Put the DLLs of a CPython beside a program, where Windows looks for them."""
    for name in (f"{dll_name(python)}.dll", "vcruntime140.dll", "vcruntime140_1.dll"):
        shutil.copy(python.prefix / name, folder / name)


def build(
    folder: Path, python: CPython, cases: Mapping[str, tuple[Config, str]], *, has_console: bool = True
) -> Program:
    """
    Build the program of some cases in a folder, with the DLLs that it needs beside it.

    Args:
        folder: Where everything goes.
        python: The CPython.
        cases: Configs with the names of the output, by the name of the case.
        has_console: Whether it gets streams from whoever starts it; else it is one of those that have windows only.
    """
    programs.write_sources(folder, cases)
    executable = folder / f"host-{python.version}.exe"
    library = python.library / f"{dll_name(python)}.lib"
    kind = () if has_console else ("-mwindows",)
    programs.compile_main(folder, python, COMPILER, [*kind, "-o", str(executable)], [str(library)])
    lay_dlls(folder, python)
    launcher = None
    if not has_console:
        launcher = folder / "launch.exe"
        source = Path(__file__).with_name("launch.c")
        subprocess.run([require_tool(COMPILER[0]), "-O1", *programs.WARNINGS, source, "-o", launcher], check=True)
    return WindowsProgram(
        executable=executable,
        python=python,
        outputs={name: output for name, (_, output) in cases.items()},
        platform=TARGET,
        launcher=launcher,
    )


@attrs.frozen(kw_only=True)
class WindowsProgram(Program):
    """
    A program that Wine starts. The report and the home have the paths that they have on Windows.

    Attributes:
        launcher: What starts it without streams; None where it gets them.
    """

    launcher: Path | None = None

    @property
    def origin(self) -> str:
        """What `$ORIGIN` means in it."""
        return wine.windows_path(self.executable.parent)

    def _home(self) -> str:
        return wine.windows_path(self.python.prefix)

    def _start(
        self,
        arguments: Sequence[str | bytes],
        variables: Mapping[str, str | bytes],
        stdin: str,
        timeout: float,
        wrapper: Sequence[str] = (),
    ) -> subprocess.CompletedProcess[str]:
        assert not wrapper
        changed = {**variables, "REPORT": wine.windows_path(os.fsdecode(variables["REPORT"]))}
        folder = self.executable.parent
        command = [self.launcher, self.executable.name] if self.launcher else [self.executable]
        return wine.run([*command, *arguments], environment=changed, folder=folder, stdin=stdin, timeout=timeout)
