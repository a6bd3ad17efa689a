"""
What stands around a block: ``suppress`` as contextlib has it, which is longer to import than what it is used for.

Type checkers read contextlib itself.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from contextlib import suppress
else:

    class suppress:  # noqa: N801 - it is called as contextlib's is
        """Go on behind a block that is left by one of some exceptions."""

        def __init__(self, *exceptions: type[BaseException]) -> None:
            """Take the exceptions."""
            self._exceptions = exceptions

        def __enter__(self) -> None:
            """Do nothing yet."""

        def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
            """Tell whether the block was left by one of them."""
            return kind is not None and issubclass(kind, self._exceptions)


__all__ = ["suppress"]
