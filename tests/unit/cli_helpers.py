"""What tests of the command share: a folder of configs to work in, and the command as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TARGET = ["--target", "x86_64-unknown-linux-gnu"]
GOOD = 'interpreter(isolated = True, set_missing_path_configuration = False)\nstatic_extension("fast")\n'
BAD = 'interpreter(isolated = "yes")\n'


def lay_configs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in a folder with a good and a bad config, and without settings of the developer's own."""
    monkeypatch.chdir(folder)
    for name in ("CONFIGLANG_DEBUG", "NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    Path("good.bzl").write_text(GOOD)
    Path("bad.bzl").write_text(BAD)


HEED_INTERRUPTS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a command that heeds interrupts, also where these tests run in the background of a shell, which does not."""


def start(*arguments: str, **options: Any) -> subprocess.Popen[bytes]:  # noqa: ANN401 - of Popen
    """Start the command as a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **options.pop("env", {})}
    command = [sys.executable, "-S", "-c", HEED_INTERRUPTS, sys.executable, "-m", "configlang", *arguments]
    return subprocess.Popen(command, env=environment, **options)


def files() -> dict[str, bytes]:
    """Return the names of the files in the working folder that no test starts with, and what they hold."""
    return {path.name: path.read_bytes() for path in Path().iterdir() if path.name not in {"good.bzl", "bad.bzl"}}
