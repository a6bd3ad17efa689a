"""Tuples whose items have names: declared as typing has it, and made without code that is compiled for each class."""

from __future__ import annotations

from operator import itemgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, ClassVar


class _Type(type):
    """Makes the classes: what one declares are its items."""

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> Any:  # noqa: ANN401
        """Make the class that everyone derives from, one that declares items, or one that derives from such a one."""
        if bases and bases[0].__dict__.get("_fields") == ():
            fields = tuple(namespace["__annotations__"])
            defaults = {field: namespace.pop(field) for field in fields if field in namespace}
            getters = {field: property(itemgetter(index)) for index, field in enumerate(fields)}
            known = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__slots__": ()}
            namespace = {**getters, **namespace, **known}
        return super().__new__(cls, name, bases, namespace)


class NamedTuple(tuple, metaclass=_Type):  # type: ignore[type-arg]
    """The base of such classes."""

    __slots__ = ()
    _fields: tuple[str, ...] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}

    def __new__(cls, /, *args: Any, **given: Any) -> Any:  # noqa: ANN401
        """Take the items."""
        fields = cls._fields
        if given or len(args) != len(fields):
            args = cls._complete(args, given)
        return tuple.__new__(cls, args)

    @classmethod
    def _complete(cls, args: tuple[Any, ...], given: dict[str, Any]) -> tuple[Any, ...]:
        """Return all items, those given by name and those not given among them."""
        function, fields, defaults = f"{cls.__name__}.__new__", cls._fields, cls._field_defaults
        if len(args) > len(fields):
            from configlang.light import words

            required = len(fields) - len(defaults) + 1
            raise TypeError(words.surplus(function, required, len(fields) + 1, len(args) + 1))
        left = fields[len(args) :]
        for name in given:
            if name not in left:
                from configlang.light import words

                raise TypeError((words.twice if name in fields else words.unexpected)(function, name))
        if lacking := [name for name in left if name not in given and name not in defaults]:
            from configlang.light import words

            raise TypeError(words.missing(function, lacking))
        return (*args, *(given[name] if name in given else defaults[name] for name in left))

    def _replace(self, **changes: Any) -> Any:  # noqa: ANN401
        """Return a tuple with other items in some places."""
        items = tuple(changes.pop(name, item) for name, item in zip(self._fields, self, strict=True))
        if changes:
            raise ValueError(f"Got unexpected field names: {list(changes)!r}")
        return tuple.__new__(type(self), items)

    def _asdict(self) -> dict[str, Any]:
        """Return the items by their names."""
        return dict(zip(self._fields, self, strict=True))

    @classmethod
    def _make(cls, items: Any) -> Any:  # noqa: ANN401
        """Return a tuple of so many items."""
        made = tuple.__new__(cls, items)
        if len(made) != len(cls._fields):
            raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
        return made

    def __repr__(self) -> str:
        """Show the items with their names."""
        shown = (f"{name}={item!r}" for name, item in zip(self._fields, self, strict=True))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __getnewargs__(self) -> tuple[Any, ...]:
        """Return what makes a copy."""
        return tuple(self)
