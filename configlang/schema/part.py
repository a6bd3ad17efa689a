"""What the classes of a config have in common: they are made of what is right alone, and shown by what is set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from configlang.light import records
from configlang.light.typed import Any, ClassVar, TypeVar


class Part:
    """
    A part of a config.

    Whoever makes one in Python has its values converted and checked as the arguments of its rule are.

    Attributes:
        rule: The rule that makes such a part in the language.
    """

    __slots__ = ()

    rule: ClassVar[str]

    def __attrs_post_init__(self) -> None:
        """
        Convert and check the values.

        Raises:
            ConfigError: When the rule would refuse them.
        """
        from configlang.schema.making import part_values

        fill(self, part_values(self.rule, self))

    def __repr__(self) -> str:
        """
        Show only what is set.

        It is Python, and makes an equal object again.
        """
        return show_set(self)


Made = TypeVar("Made")


def make(part: type[Made], values: Mapping[str, Any]) -> Made:
    """Return an object of one of the classes whose values are right already: neither converted nor checked again."""
    instance = object.__new__(part)
    fill(instance, values)
    return instance


def fill(instance: object, values: Mapping[str, Any]) -> None:
    """Set all attributes of an object that is being made; those without a value are unset."""
    set_attribute, get = object.__setattr__, values.get
    for name, default, _ in _attributes(type(instance)):
        set_attribute(instance, name, get(name, default))


def replaced(instance: Made, values: Mapping[str, Any]) -> Made:
    """Return the same object with some other values, which are right already."""
    return make(
        type(instance), {**{name: getattr(instance, name) for name, *_ in _attributes(type(instance))}, **values}
    )


def show_set(instance: object) -> str:
    """Return a ``repr`` of what is set and can be given, in order."""
    given = {name for name, _, is_given in _attributes(type(instance)) if is_given}
    shown = [f"{name}={value!r}" for name, value in set_attributes(instance) if name in given]
    return f"{type(instance).__name__}({', '.join(shown)})"


def set_attributes(instance: object) -> Iterator[tuple[str, object]]:
    """Give the names and values of the attributes that differ from their defaults, in order."""
    for name, default, _ in _attributes(type(instance)):
        value = getattr(instance, name)
        if value != default:
            yield name, value


def _attributes(each: type[Any]) -> list[tuple[str, Any, bool]]:
    """Return per attribute of a class its name, its default, and whether it can be given."""
    if each not in _known:
        _known[each] = [
            # What is made anew for each object is frozen as well, so that one is as good as another.
            (field.name, _made(field.default), field.init)
            for field in records.fields(each)
        ]
    return _known[each]


def _made(default: Any) -> object:  # noqa: ANN401 - of any type
    """Return a default as a value; that of a part has nothing set, and nothing to be converted or checked."""
    if not isinstance(default, records.Factory):  # type: ignore[arg-type]
        return default
    factory = default.factory
    return make(factory, {}) if isinstance(factory, type) and issubclass(factory, Part) else factory()


_known: dict[type, list[tuple[str, Any, bool]]] = {}
"""What is known of the attributes of each class."""
