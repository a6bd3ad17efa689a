"""HTML that is made of elements, so that every text of a config is escaped where it is put in."""

from __future__ import annotations


class Markup(str):
    """HTML as it stands; any other text is escaped."""

    __slots__ = ()


_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def escape(text: str) -> Markup:
    """Return a text as HTML shows it, with all that could reorder or hide characters written as an escape."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() or char in "\t\n" else ascii(char)[1:-1] for char in text)
    return Markup(text.translate(_ESCAPES))


def join(*parts: str) -> Markup:
    """Return parts behind one another: HTML as it stands, and texts escaped."""
    return Markup("".join(part if isinstance(part, Markup) else escape(part) for part in parts))


def element(name: str, *children: str, **attributes: str | int | bool | None) -> Markup:
    """
    Return an element.

    Args:
        name: Its tag.
        children: What is in it: HTML as it stands, and texts escaped.
        attributes: By name, with ``_`` for ``-`` and ``_`` behind names that Python has taken; None and False leave one
            out, and True is one without a value.
    """
    written = ""
    for key, value in attributes.items():
        if value is not None and value is not False:
            shown = key.rstrip("_").replace("_", "-")
            written += f" {shown}" if value is True else f' {shown}="{escape(str(value))}"'
    return Markup(f"<{name}{written}>{join(*children)}</{name}>")


def prose(text: str) -> Markup:
    """Return a sentence in which what stands between backticks is code."""
    pieces = text.split("`")
    if len(pieces) % 2 == 0:
        # A text of the config has one of its own.
        return escape(text)
    return join(*(element("code", piece) if index % 2 else piece for index, piece in enumerate(pieces)))
