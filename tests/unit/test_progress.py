"""What the tests say of themselves while none of them ends."""

from __future__ import annotations

from tests.progress import QUIET_SECONDS, Progress


def test_long_silence_is_broken() -> None:
    """After a while without an end, the tests that run longest are named; an end is heard, so nothing is said then."""
    now = [100.0]
    lines: list[str] = []
    progress = Progress(lines.append, lambda: now[0])
    progress.tell()
    now[0] += QUIET_SECONDS
    progress.tell()
    progress.pytest_runtest_logstart("tests/a.py::one")
    now[0] += QUIET_SECONDS - 1
    progress.pytest_runtest_logstart("tests/b.py::two")
    progress.tell()
    now[0] += 1
    progress.tell()
    progress.pytest_runtest_logfinish("tests/a.py::one")
    now[0] += QUIET_SECONDS - 1
    progress.tell()

    assert lines == [
        "[  20 s] the tests are being collected",
        "[  40 s] runs: tests/a.py::one (20 s), tests/b.py::two (1 s)",
    ]
    assert list(progress.running) == ["tests/b.py::two"]
