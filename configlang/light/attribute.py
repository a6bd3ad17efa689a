"""What is declared of an attribute."""

from __future__ import annotations

from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Nothing:
    """Stands for a default that there is not."""


class Factory:
    """A default that is made anew for each object."""

    __slots__ = ("factory",)

    def __init__(self, factory: Callable[[], object]) -> None:
        """Take what makes it."""
        self.factory = factory


class Attribute:
    """
    An attribute of a class, by the names that attrs has for what is known of one.

    Attributes:
        name: Its name.
        alias: What the argument is called that gives it.
        type: Its annotation, as text.
        default: Its default, a ``Factory`` or ``Nothing``.
        converter: Makes the value of what is given; None where that is the value.
        init: Whether it can be given.
        repr: Whether it is shown.
        eq: Whether it counts where objects are compared.
        kw_only: Whether it can be given by name alone.
    """

    __slots__ = ("alias", "converter", "default", "eq", "init", "kw_only", "name", "repr", "type")

    def __init__(  # noqa: PLR0917 - as many as attrs knows
        self,
        default: Any = Nothing,  # noqa: ANN401 - any value
        converter: Callable[[Any], Any] | None = None,
        init: bool = True,  # noqa: FBT001, FBT002 - as above
        repr: bool = True,  # noqa: A002, FBT001, FBT002
        eq: bool = True,  # noqa: FBT001, FBT002
        kw_only: bool = False,  # noqa: FBT001, FBT002
        name: str = "",
        annotation: str = "",
    ) -> None:
        """Take what is declared."""
        self.name, self.alias, self.type = name, name.lstrip("_"), annotation
        self.default, self.converter, self.init = default, converter, init
        self.repr, self.eq, self.kw_only = repr, eq, kw_only

    @property
    def is_required(self) -> bool:
        """Whether it must be given."""
        return self.init and self.default is Nothing

    def named(self, name: str, annotation: str, *, kw_only: bool) -> Attribute:
        """Return it as an attribute of a class, all of whose attributes may be for names alone."""
        is_named = self.kw_only or kw_only
        return Attribute(self.default, self.converter, self.init, self.repr, self.eq, is_named, name, annotation)


def field(
    *,
    default: Any = Nothing,  # noqa: ANN401 - any value
    factory: Callable[[], object] | None = None,
    converter: Callable[[Any], Any] | None = None,
    init: bool = True,
    repr: bool = True,  # noqa: A002
    eq: bool = True,
    kw_only: bool = False,
) -> Attribute:
    """Declare more of an attribute than its type and its default."""
    return Attribute(default if factory is None else Factory(factory), converter, init, repr, eq, kw_only)
