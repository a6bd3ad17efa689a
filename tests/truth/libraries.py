"""Modules in shared libraries, which a real interpreter looks for with nothing but its library on the path."""

from __future__ import annotations

import subprocess

from tests.hosts.cargo import missing
from tests.hosts.cpythons import CPython


def ask(python: CPython, code: str) -> str:
    """Return what a program prints that a CPython runs, with nothing but its library on the path."""
    if python.executable is None:
        missing(f"needs the interpreter of CPython {python.version}")
    environment = {"LD_LIBRARY_PATH": str(python.library), "PYTHONHOME": str(python.prefix)}
    command = (str(python.executable), "-I", "-S", "-c", code)
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
