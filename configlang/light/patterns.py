"""Patterns that are compiled when they are first used: most runs use few of those that there are."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from re import compile as pattern
else:

    class pattern:  # noqa: N801 - it is called as `re.compile` is
        """A pattern of `re`."""

        def __init__(self, text: str, flags: int = 0) -> None:
            """Take what `re.compile` takes."""
            self._given = text, flags

        def __getattr__(self, name: str) -> object:
            """Compile it, and keep what is asked for."""
            import re

            value = getattr(re.compile(*self._given), name)
            self.__dict__[name] = value
            return value


__all__ = ["pattern"]
