"""How the command ends when somebody ends it, or the process that evaluates: at once, and with the right word."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux shows them")

ROOT = Path(__file__).parents[2]
BUSY = "x = [0 for a in range(99999) for b in range(99999) for c in range(99999)]\n"
NATIVE = "x = max(range(2000000000))\n"
"""One operation of the engine's, which looks for no signal."""

HEED_INTERRUPTS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])
"""
"""Starts a command that heeds interrupts, also where these tests run in the background of a shell, which does not."""


def start(text: str) -> tuple[subprocess.Popen[str], list[int]]:
    """Start the command over a text that takes for ever; return it, and its processes once one evaluates."""
    Path("app.bzl").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "configlang", "check", "app.bzl", "--timeout", "3600", "--message-format", "json"]
    process = subprocess.Popen(
        [sys.executable, "-S", "-c", HEED_INTERRUPTS, *command],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    wait_until(lambda: process.poll() is not None or any(processor_time(pid) > 0.3 for pid in below(process.pid)))
    assert process.poll() is None
    return process, below(process.pid)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait until something is so, for at most half a minute."""
    deadline = time.monotonic() + 30
    while not is_so() and time.monotonic() < deadline:
        time.sleep(0.02)


def below(pid: int) -> list[int]:
    """Return the processes that a process has started, and those that they have."""
    try:
        own = [int(text) for text in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []
    return [*own, *(pid for each in own for pid in below(each))]


def processor_time(pid: int) -> float:
    """Return the seconds of processor time that a process has had."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def is_alive(pid: int) -> bool:
    """Tell whether a process runs; one that nobody has taken note of does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize("text", [BUSY, NATIVE], ids=["in the language", "in the engine"])
def test_interrupt_of_the_command_alone(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interrupt that only the command hears, as from `kill -INT`, ends it and what evaluates."""
    monkeypatch.chdir(tmp_path)
    process, others = start(text)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)

    wait_until(lambda: not any(map(is_alive, others)))
    assert (130, "", "") == (process.returncode, out, err)
    assert [] == [pid for pid in others if is_alive(pid)]


def test_killed_evaluation_is_one_without_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system does to whoever takes the last of its memory is told as that, and not as a fault of ours."""
    monkeypatch.chdir(tmp_path)
    process, others = start(BUSY)
    (evaluating,) = (pid for pid in others if not below(pid))
    os.kill(evaluating, signal.SIGKILL)
    _, err = process.communicate(timeout=60)

    (finding,) = map(json.loads, err.splitlines())
    assert 1 == process.returncode
    assert ("memory-limit", "error", "app.bzl") == (finding["code"], finding["severity"], finding["file"])
