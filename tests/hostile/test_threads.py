"""The same protection for programs that call the API: with threads, under asyncio, many at once."""

from __future__ import annotations

import asyncio
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import configlang
from configlang.worker.start import can_fork
from tests.hostile.cases import MEMORY, TIME, VALUES


def codes(folder: Path, name: str, text: str, **limits: float) -> list[str]:
    """Evaluate a text through the API and return the codes of its findings."""
    path = folder / f"{name}.bzl"
    path.write_text(text)
    evaluation = configlang.evaluate(path, limits=limits)
    return [finding.code for finding in evaluation.findings]


@pytest.mark.thorough
def test_threads_evaluate_side_by_side(tmp_path: Path) -> None:
    """Good and hostile configs at once in several threads each end with their own result."""
    texts = {
        "good": ('static_extension("a")\n', []),
        "crash": (VALUES["encode_nested"], ["engine-crash"]),
        "time": (TIME["max_of_range"], ["timeout"]),
        "wrong": ("interpreter(isolated = 1)\n", ["wrong-type"]),
    }
    with ThreadPoolExecutor(4) as pool:
        found = {
            name: pool.submit(codes, tmp_path, name, text, timeout=3.0 if name == "time" else 60.0)
            for name, (text, _) in texts.items()
        }

    assert {name: expected for name, (_, expected) in texts.items()} == {
        name: future.result() for name, future in found.items()
    }


def test_program_with_threads_does_not_fork() -> None:
    """Where another thread may hold a lock, a new process is started instead."""
    is_over = threading.Event()
    thread = threading.Thread(target=is_over.wait)
    thread.start()
    try:
        assert not can_fork()
    finally:
        is_over.set()
        thread.join()


def test_event_loop_goes_on(tmp_path: Path) -> None:
    """An evaluation in a worker thread of asyncio lets the loop run meanwhile."""

    async def run() -> tuple[list[str], int]:
        ticks = 0
        evaluation = asyncio.create_task(asyncio.to_thread(codes, tmp_path, "slow", TIME["max_of_range"], timeout=1.0))
        while not evaluation.done():
            ticks += 1
            await asyncio.sleep(0.01)
        return await evaluation, ticks

    found, ticks = asyncio.run(run())

    assert found == ["timeout"]
    assert ticks > 1


@pytest.mark.skipif(os.name == "nt", reason="limits of memory need POSIX")
def test_caller_keeps_its_own_limits(tmp_path: Path) -> None:
    """The limits are the evaluating process's: the caller's stay what they were."""
    import resource

    kinds = (resource.RLIMIT_AS, resource.RLIMIT_CORE, resource.RLIMIT_CPU, resource.RLIMIT_STACK)
    before = [resource.getrlimit(kind) for kind in kinds]

    found = codes(tmp_path, "memory", MEMORY["list_product"], memory=256)

    assert found == ["memory-limit"]
    assert before == [resource.getrlimit(kind) for kind in kinds]


@pytest.mark.skipif(not hasattr(os, "waitpid"), reason="zombies are a thing of POSIX")
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    """Every evaluating process has been waited for; what serves a program with threads goes on doing so."""
    codes(tmp_path, "time", TIME["max_of_range"], timeout=0.5)
    codes(tmp_path, "crash", VALUES["encode_nested"])

    children = Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()
    programs = [Path(f"/proc/{pid}/cmdline").read_bytes() for pid in children]
    assert [] == [program for program in programs if b"configlang.worker.server" not in program]
