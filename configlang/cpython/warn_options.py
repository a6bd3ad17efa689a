"""
Warning filters: what CPython's module ``warnings`` takes for an action and for a category.

CPython hands the filters to it, and it is imported before ``site``; ``_setoption`` there reads them.
"""

from __future__ import annotations

from configlang.cpython.extents import TO_3_15, Measured

MEASURED = Measured("how warning filters are read", TO_3_15)

ACTIONS = ("default", "always", "all", "ignore", "module", "once", "error")
"""In the order in which an abbreviation is looked up: `a` is `always`."""

CATEGORIES = frozenset(
    {
        "BytesWarning",
        "DeprecationWarning",
        "EncodingWarning",
        "FutureWarning",
        "ImportWarning",
        "PendingDeprecationWarning",
        "ResourceWarning",
        "RuntimeWarning",
        "SyntaxWarning",
        "UnicodeWarning",
        "UserWarning",
        "Warning",
    }
)
"""The built-in ones; any other is named with its module."""

HAS_ENCODING_WARNING = MEASURED.since("3.10")
"""The versions with the category of that name."""

NO_CLASSES = """
Ellipsis False None NotImplemented True __build_class__ __debug__ __doc__ __import__ __loader__ __name__
__package__ __spec__ abs all any ascii bin breakpoint callable chr compile delattr dir divmod eval exec format
getattr globals hasattr hash hex id input isinstance issubclass iter len locals max min next oct open ord pow print
repr round setattr sorted sum vars
""".split()  # noqa: SIM905 - as a list they would fill a page
"""Built-in names that every version has and that are no class."""

PARTS = 5
"""How many parts a filter has at most: action, message, category, module, line."""
