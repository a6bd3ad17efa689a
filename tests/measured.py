"""Commands that are run as a shell would run them, with the most memory that they held."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_MIB = 1024
"""Of ru_maxrss, which Linux counts in KiB."""

_MEASURE = """
import resource, subprocess, sys
with open("stdout", "w") as stdout, open("stderr", "w") as stderr:
    code = subprocess.call(sys.argv[1:], stdout=stdout, stderr=stderr)
with open("usage", "w") as usage:
    print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=usage)
"""
"""Runs a command from a small process: a new process starts with the figure of the one that made it."""


class Measured(NamedTuple):
    """How a command ended: its exit code, what it printed, and its most memory (MiB)."""

    code: int
    stdout: str
    stderr: str
    memory: float


def run_measured(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Measured:
    """Run a command in a folder, where its output is left, and wait for it."""
    # The time-out is only a guard against a hang of the tests: the tool's own limits are far below.
    done = subprocess.run(
        [sys.executable, "-S", "-c", _MEASURE, *command], cwd=folder, env=environment, check=True, timeout=120
    )
    assert done.returncode == 0
    code, memory = (folder / "usage").read_text().split()
    return Measured(int(code), (folder / "stdout").read_text(), (folder / "stderr").read_text(), int(memory) / _MIB)
