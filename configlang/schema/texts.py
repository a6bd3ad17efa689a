"""
Texts as parts: what stands in them as it is, and what nobody knows before the host runs.

A path of a config may hold the folder of the host executable, which people write as ``$ORIGIN``, and any text values
that the host passes, which ``host_value`` writes as ``$HOST{NAME}``. Such a text is taken apart here, once, on its way
into the config, and nothing looks for these marks after that: outputs and checks ask for the parts. A text without such
parts, as nearly all are, is a plain ``str``.

One with such parts is a ``str`` as well: its written form, which documents and pyembed get. That form is unambiguous,
since no literal part holds what another part is written as. So texts are equal when their parts are; a piece that is
cut out of a path is read by ``to_path`` again; and generated hosts get the written form too, and put what they know
where they find its mark.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator

from configlang.light.patterns import pattern
from configlang.light.typed import Final, NamedTuple

_WRITTEN: Final = "$ORIGIN"

HOST_MARK: Final = "$HOST{"
"""What the written form of a value of the host begins with; its name and ``}`` follow."""

PLAIN_ORIGIN: Final = f"{HOST_MARK}}}"
"""What stands for the written form of the folder in generated code, in a text that is no path and means it as it is."""

_HOST = pattern(r"\$HOST\{([A-Za-z_][A-Za-z0-9_]*)\}")
_ANY = pattern(r"(\$ORIGIN)|\$HOST\{([A-Za-z_][A-Za-z0-9_]*)\}")


class Origin(enum.Enum):
    """The folder of the host executable as a part of a text; its value is how it is written."""

    ORIGIN = _WRITTEN


ORIGIN: Final = Origin.ORIGIN


class HostPart(NamedTuple):
    """
    A value of the host as a part of a text.

    Attributes:
        name: The name of the value.
    """

    name: str

    @property
    def written(self) -> str:
        """How it is written."""
        return f"{HOST_MARK}{self.name}}}"


Part = str | Origin | HostPart
"""A literal part, which holds no other part's form, or one of those that are known at run time."""


class RuntimeText(str):
    """
    A text that is whole at run time only; as a str it is its written form.

    Attributes:
        parts: Its parts in order; no literal one is empty or stands next to another. One at least is not literal.
        is_path: Whether it is a path. In another text the folder has no mark.
    """

    __slots__ = ("is_path", "parts")

    is_path: bool
    parts: tuple[Part, ...]

    def __new__(cls, written: str, *, is_path: bool = True) -> RuntimeText:  # noqa: PYI034 - nothing derives from it
        """
        Take a written form apart.

        Here and not later, since ``str()`` of a text initialises it once more.

        Args:
            written: The form.
            is_path: Whether it is that of a path.
        """
        text = super().__new__(cls, written)
        text.is_path = is_path
        text.parts = tuple(_parts(written, is_path=is_path))
        return text

    def __init__(self, written: str, *, is_path: bool = True) -> None:
        """Have nothing left to do."""

    def __str__(self) -> str:
        """Return the text itself, so that ``str()`` takes no parts away."""
        return self


def _parts(written: str, *, is_path: bool) -> Iterator[Part]:
    end = 0
    for match in (_ANY if is_path else _HOST).finditer(written):
        if match.start() > end:
            yield written[end : match.start()]
        name = match[match.re.groups]
        yield ORIGIN if name is None else HostPart(name)
        end = match.end()
    if end < len(written):
        yield written[end:]


# Into the config


def to_path(text: str) -> str:
    """Return a path as the config holds it; one that is so already stays itself."""
    if isinstance(text, RuntimeText) or (_WRITTEN not in text and HOST_MARK not in text):
        return text
    return RuntimeText(text) if _ANY.search(text) else text


def to_text(text: str) -> str:
    """Return a text that is no path as the config holds it."""
    if HOST_MARK not in text or isinstance(text, RuntimeText) or not _HOST.search(text):
        return text
    return RuntimeText(text, is_path=False)


def whole_value(text: str) -> str | None:
    """Return the name of the value of the host that a text is, and nothing beside; None where it is none."""
    match = _HOST.fullmatch(text) if text.startswith(HOST_MARK) else None
    return match[1] if match else None


AT_ORIGIN: Final = to_path(_WRITTEN)
"""The folder of the executable itself, as a path."""


# What there is to know of a text of the config


def written_form(text: str) -> str:
    """Return a text as people write it, without its parts."""
    return str.__str__(text)


def part_written(part: Part) -> str:
    """Return how a part is written."""
    if isinstance(part, str):
        return part
    return _WRITTEN if isinstance(part, Origin) else part.written


def parts_of(text: str) -> tuple[Part, ...]:
    """Return the parts of a text, of which no literal one is empty."""
    if isinstance(text, RuntimeText):
        return text.parts
    return (text,) if text else ()


def has_parts(value: object) -> bool:
    """Tell whether a value is a text that is whole at run time only."""
    return isinstance(value, RuntimeText)


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
    """Return a text as it is where the folder of the executable is known; values of the host stay as written."""
    return "".join(origin if part is ORIGIN else part_written(part) for part in parts_of(text))


def host_parts(value: object) -> tuple[str, ...]:
    """Return the names of the values of the host that a text is made of, in order; none where it is no such text."""
    if not isinstance(value, RuntimeText):
        return ()
    return tuple(part.name for part in value.parts if isinstance(part, HostPart))


def is_hosted(value: object) -> bool:
    """Tell whether a value, or an element of a tuple, is a text that is made of values of the host."""
    return any(map(host_parts, value)) if isinstance(value, tuple) else bool(host_parts(value))


def starts_at_runtime(text: str) -> bool:
    """Tell whether nobody knows how a text begins before the host runs."""
    parts = parts_of(text)
    return bool(parts) and not isinstance(parts[0], str)


def in_generated_code(text: str) -> str:
    """Return the form of a text that generated code finds marks in: those of parts, and no others."""
    if isinstance(text, RuntimeText) and not text.is_path:
        return written_form(text).replace(_WRITTEN, PLAIN_ORIGIN)
    return written_form(text)


# What looks like a part, and is none


def mentions_origin(text: str) -> bool:
    """Tell whether a text that is no path holds what would be the folder of the executable in a path."""
    return _WRITTEN in text


_LOOKALIKE = r"\$\{ORIGIN\}|\$\(ORIGIN\)|%ORIGIN%|\$(?i:origin)\b"


def origin_lookalike(path: str) -> str | None:
    """Return what the literal parts of a path have that was probably meant as the folder, None where there is none."""
    found = (re.search(_LOOKALIKE, part) for part in parts_of(path) if isinstance(part, str))
    return next((match[0] for match in found if match), None)
