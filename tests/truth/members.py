"""What a started CPython has in the members of its structs."""

from __future__ import annotations

from tests.hosts.programs import Run


def member(run: Run, name: str) -> object:
    """Return a member of `PyConfig` after the start, None where the CPython has none of that name."""
    found: object = run.came_up["configs"]["config"].get(name)
    return found


def pre_member(run: Run, name: str) -> object:
    """Return the same of `PyPreConfig`."""
    found: object = run.came_up["configs"]["pre_config"].get(name)
    return found


def is_refused(run: Run, text: str) -> bool:
    """Tell whether CPython has refused to start, with a text in its message."""
    return run.code == 101 and text in run.stderr
