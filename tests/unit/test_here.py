"""What a worker knows of itself: where the system does not tell, nothing is limited by it."""

from __future__ import annotations

import os
import sys

import pytest

from configlang.worker import here


@pytest.mark.skipif(sys.platform != "linux", reason="others don't tell")
def test_address_space_is_told() -> None:
    """A process that runs Python takes more than a megabyte."""
    found = here._virtual_bytes()

    assert found is not None
    assert found > 2**20


def test_system_that_tells_no_size_of_its_pages_is_none_that_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program of Windows sees the files of the system that Wine runs on, and has no `sysconf`."""
    monkeypatch.delattr(os, "sysconf", raising=False)

    assert here._virtual_bytes() is None
