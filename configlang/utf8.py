"""What can be written as UTF-8, as all is that becomes of a config."""

from __future__ import annotations


def is_utf8(text: str) -> bool:
    """Tell whether a text is UTF-8: what is none in the name of a file comes as lone surrogates."""
    try:
        # The method of a class that people derive from str may do anything.
        str.encode(text, "utf-8")
    except UnicodeEncodeError:
        return False
    return True
