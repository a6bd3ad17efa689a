"""Pipes are read with a deadline, whichever way the system has for that."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator

import pytest

from configlang.worker.pipes import Reader, write_all

WAYS = [pytest.param(False, marks=pytest.mark.skipif(os.name == "nt", reason="Windows asks no pipe")), True]


@pytest.fixture
def ends() -> Iterator[list[int]]:
    """Give the ends of a pipe; a test takes out those that it closes."""
    ends = [*os.pipe()]
    yield ends
    for end in ends:
        os.close(end)


@pytest.mark.parametrize("by_thread", WAYS)
def test_bytes_come_in_their_order_and_then_the_end(ends: list[int], *, by_thread: bool) -> None:
    """What was written is read, with a deadline and without one."""
    reader = Reader(ends[0], by_thread=by_thread)

    write_all(ends[1], b"one")
    assert reader.read(5) == b"one"
    write_all(ends[1], b"two")
    assert reader.read(None) == b"two"
    os.close(ends.pop())
    assert reader.read(5) == b""
    assert reader.read(None) == b""


@pytest.mark.parametrize("by_thread", WAYS)
def test_wait_has_an_end(ends: list[int], *, by_thread: bool) -> None:
    """Nothing came in time; what comes later is not lost."""
    reader = Reader(ends[0], by_thread=by_thread)
    start = time.monotonic()

    assert [reader.read(0.05), reader.read(0.05), reader.read(0), reader.read(-1)] == [None] * 4
    assert time.monotonic() - start < 5
    write_all(ends[1], b"late")
    assert reader.read(5) == b"late"
