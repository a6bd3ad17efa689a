"""The table of built-in modules: which of its entries CPython finds, and which of two of one name."""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Measured

MEASURED = Measured("the table of built-in modules: who looks into it, and what is found", TO_3_15)

FINDS_IN_PACKAGES = MEASURED.since("3.11.4")
"""The versions whose finder of built-in modules looks inside of packages (cpython#102700); not seen on 3.11.2."""

LAST_WINS = MEASURED.between("3.13", "3.14")
"""The versions in which the last of several entries of one name counts; before and after, the first does."""

MADE_FIRST = frozenset({"builtins", "sys"})
"""The built-in modules that are there before CPython looks into the table at all."""
