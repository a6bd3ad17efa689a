"""
The memory allocators of several starts in one process: which each gets, and which switches CPython does not survive.

Measured by starting all pairs, several times in turn, on 3.8 to 3.15. Up to 3.11 objects of the first interpreter are
given back when a later one starts or ends.
"""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Measured
from configlang.cpython.versions import Version
from configlang.schema.interpreter import InterpreterConfig

DEFAULT = "pymalloc"
"""What a plain build takes."""

_DEBUG = "pymalloc-debug"

_BY_VALUE = {
    "default": DEFAULT,
    "py-malloc": DEFAULT,
    "debug": _DEBUG,
    "py-malloc-debug": _DEBUG,
    "malloc": "malloc",
    "malloc-debug": "malloc-debug",
    "mimalloc": "mimalloc",
    "mimalloc-debug": "mimalloc-debug",
}

MEASURED = Measured("what later starts of a process do with the memory of earlier ones", TO_3_15)

FORGETS = MEASURED.since("3.12")
"""The versions whose finalisation takes the allocators back, and most memory."""

_DEBUG_BREAKS = MEASURED.since("3.13")
"""The versions in which debug hooks over pymalloc meet memory from before once more."""


def names_allocators(interpreter: InterpreterConfig) -> bool:
    """Tell whether a config chooses the allocators."""
    return interpreter.allocator not in {None, "not-set"} or bool(interpreter.development_mode)


def allocators_of(interpreter: InterpreterConfig, held: str, version: Version) -> str:
    """
    Return the allocators that a start ends up with.

    Args:
        interpreter: What the config says.
        held: Those of the start before; up to 3.11 an unset field keeps them.
        version: The CPython.
    """
    if interpreter.allocator not in {None, "not-set"}:
        return _BY_VALUE[str(interpreter.allocator)]
    if interpreter.development_mode:
        return _DEBUG
    return DEFAULT if FORGETS.covers(version) else held


def is_deadly(before: str, after: str, version: Version) -> bool:
    """Tell whether a process does not survive the switch from some allocators to others."""
    if before == after:
        return False
    if not FORGETS.covers(version):
        # pymalloc hands what is not its own on to malloc.
        return (before, after) != ("malloc", DEFAULT)
    return _DEBUG_BREAKS.covers(version) and (before, after) == (DEFAULT, _DEBUG)
