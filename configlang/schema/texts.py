"""
Texts as parts: what stands in them as it is, and what nobody knows before the host runs.

A path of a config may hold the folder of the host executable, which people write as ``$ORIGIN``. Such a path is taken
apart here, once, on its way into the config, and nothing looks for ``$ORIGIN`` after that: outputs and checks ask for
the parts. A text without such parts, as nearly all are, is a plain ``str``.

One with such parts is a ``str`` as well: its written form, which documents and pyembed get. That form is unambiguous,
since no literal part holds what another part is written as. So texts are equal when their parts are; a piece that is
cut out of a path is read by ``to_path`` again; and generated hosts get the written form too, and put the folder where
they find the mark.
"""

from __future__ import annotations

import enum
import re

from configlang.light.typed import Final

_WRITTEN: Final = "$ORIGIN"


class Origin(enum.Enum):
    """The folder of the host executable as a part of a text; its value is how it is written."""

    ORIGIN = _WRITTEN


ORIGIN: Final = Origin.ORIGIN

Part = str | Origin
"""A literal part, which holds no other part's form, or one of those that are known at run time."""


class RuntimeText(str):
    """
    A text that is whole at run time only; as a str it is its written form.

    Attributes:
        parts: Its parts in order; no literal one is empty or stands next to another. One at least is not literal.
    """

    __slots__ = ("parts",)

    def __init__(self, written: str) -> None:
        """Take a written form apart."""
        parts: list[Part] = []
        for literal in written.split(_WRITTEN):
            if literal:
                parts.append(literal)
            parts.append(ORIGIN)
        self.parts = tuple(parts[:-1])

    def __str__(self) -> str:
        """Return the text itself, so that ``str()`` takes no parts away."""
        return self


# Into the config


def to_path(text: str) -> str:
    """Return a path as the config holds it; one that is so already stays itself."""
    return text if isinstance(text, RuntimeText) or _WRITTEN not in text else RuntimeText(text)


AT_ORIGIN: Final = to_path(_WRITTEN)
"""The folder of the executable itself, as a path."""


# What there is to know of a text of the config


def written_form(text: str) -> str:
    """Return a text as people write it, without its parts."""
    return str.__str__(text)


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a text, of which no literal one is empty."""
    if isinstance(text, RuntimeText):
        return text.parts
    return (text,) if text else ()


def has_origin(value: object) -> bool:
    """Tell whether a value is a text with the folder of the executable in it."""
    return isinstance(value, RuntimeText) and ORIGIN in value.parts


def starts_at_origin(text: str) -> bool:
    """Tell whether a text begins with the folder of the executable."""
    return parts_of(text)[:1] == (ORIGIN,)


def without_origin(text: str) -> str:
    """Return what follows the folder of the executable in a text that begins with it; another one as it is."""
    return to_path(text[len(_WRITTEN) :]) if starts_at_origin(text) else text


def expand(text: str, origin: str) -> str:
    """Return a text as it is where the folder of the executable is known."""
    return "".join(part if isinstance(part, str) else origin for part in parts_of(text))


# What looks like a part, and is none


def mentions_origin(text: str) -> bool:
    """Tell whether a text that is no path holds what would be the folder of the executable in a path."""
    return _WRITTEN in text


_LOOKALIKE = r"\$\{ORIGIN\}|\$\(ORIGIN\)|%ORIGIN%|\$(?i:origin)\b"


def origin_lookalike(path: str) -> str | None:
    """Return what the literal parts of a path have that was probably meant as the folder, None where there is none."""
    found = (re.search(_LOOKALIKE, part) for part in parts_of(path) if isinstance(part, str))
    return next((match[0] for match in found if match), None)
