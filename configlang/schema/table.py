"""
The field table: the single source of truth for what an interpreter config can hold.

It lists pyembed's two structs in the order of their declaration, because the outputs keep that order, and then what
only CPython has.

Sources: PEP 587, the page "Python Initialization Configuration" of CPython's C API docs, and the API docs of the
pyembed crate, 0.17 to 0.24.
"""

from __future__ import annotations

from configlang.schema.table_cpython import CPYTHON_FIELDS
from configlang.schema.table_inner import INNER_FIELDS
from configlang.schema.table_outer import OUTER_FIELDS

__all__ = ["ARGUMENTS", "CPYTHON_FIELDS", "FIELDS", "INNER_FIELDS", "OUTER_FIELDS"]

FIELDS = OUTER_FIELDS + INNER_FIELDS + CPYTHON_FIELDS

ARGUMENTS = {field.name: field for field in FIELDS if field.owner is None}
"""The fields that are arguments of ``interpreter()``, by name; the others are set by rules of their own."""
