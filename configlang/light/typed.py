"""
Names of typing, which takes longer to import than all else that a run of the command needs before it begins.

Type checkers read typing itself here. A run needs next to nothing of it: annotations are texts, and what stands in for
a name that is called does what a run sees of it. Whoever resolves annotations gets typing's own ``Literal``.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import (
        IO,
        Any,
        BinaryIO,
        ClassVar,
        Final,
        Generic,
        Literal,
        NamedTuple,
        NoReturn,
        Protocol,
        TextIO,
        TypeVar,
        cast,
    )
else:
    from configlang.light.tuples import NamedTuple

    class _Name:
        """Stands for a name that annotations alone have."""

        def __class_getitem__(cls, _item: object) -> type:
            """Return what stands for the name with parameters."""
            return cls

    IO = Any = BinaryIO = ClassVar = Final = NoReturn = TextIO = _Name

    class Generic(_Name):
        """The base of classes with parameters."""

    Protocol = Generic

    class _Literal:
        def __getitem__(self, values: object) -> object:
            import typing

            return typing.Literal[values]

    Literal = _Literal()

    def TypeVar(name: str) -> str:  # noqa: N802 - as typing has it
        """Make a type variable, which a run never looks at."""
        return name

    def cast(_kind: object, value: object) -> object:
        """Return the value as it is."""
        return value


__all__ = [
    "IO",
    "TYPE_CHECKING",
    "Any",
    "BinaryIO",
    "ClassVar",
    "Final",
    "Generic",
    "Literal",
    "NamedTuple",
    "NoReturn",
    "Protocol",
    "TextIO",
    "TypeVar",
    "cast",
]
