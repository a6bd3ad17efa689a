"""Makes the classes, and has the methods of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import attrgetter, ge, gt, le, lt

from configlang.light.attribute import Attribute, Factory, Nothing

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def frozen(
    cls: type | None = None,
    *,
    kw_only: bool = False,
    repr: bool = True,  # noqa: A002
    eq: bool = True,
    order: bool = False,
) -> Any:  # noqa: ANN401 - type checkers see attrs
    """Make a class whose objects never change, and which are hashable where they are compared by value."""

    def make(cls: type) -> type:
        methods: dict[str, Any] = {"__setattr__": _refuse, "__delattr__": _refuse}
        if eq:
            methods |= {"__eq__": _eq, "__hash__": _hash}
        if order:
            methods |= {"__lt__": _by(lt), "__le__": _by(le), "__gt__": _by(gt), "__ge__": _by(ge)}
        return _make(cls, methods, kw_only=kw_only, has_repr=repr)

    return make if cls is None else make(cls)


def define(cls: type | None = None, *, kw_only: bool = False, repr: bool = True, eq: bool = True) -> Any:  # noqa: A002, ANN401
    """Make a class whose objects may change."""

    def make(cls: type) -> type:
        return _make(cls, {"__eq__": _eq, "__hash__": None} if eq else {}, kw_only=kw_only, has_repr=repr)

    return make if cls is None else make(cls)


def fields(cls: Any) -> tuple[Attribute, ...]:  # noqa: ANN401 - a class made here
    """Return the attributes of a class, in order."""
    attributes: tuple[Attribute, ...] = cls.__record__
    return attributes


def evolve(instance: Any, **changes: Any) -> Any:  # noqa: ANN401
    """Return an object that is made of the values of another one and of changes."""
    for attribute in instance.__record__:
        if attribute.init and attribute.alias not in changes:
            changes[attribute.alias] = getattr(instance, attribute.name)
    return instance.__class__(**changes)


def _make(cls: type, methods: dict[str, Any], *, kw_only: bool, has_repr: bool) -> type:
    """Make a class with slots of one that declares them."""
    namespace = {name: value for name, value in cls.__dict__.items() if name not in {"__dict__", "__weakref__"}}
    own = []
    for name, annotation in cls.__annotations__.items():
        if not annotation.startswith("ClassVar"):
            declared = namespace.pop(name, Nothing)
            attribute = declared if isinstance(declared, Attribute) else Attribute(declared)
            own.append(attribute.named(name, annotation, kw_only=kw_only))
    attributes: tuple[Attribute, ...] = (*getattr(cls, "__record__", ()), *own)
    slots = [attribute.name for attribute in own]
    if not any("__weakref__" in base.__dict__ for base in cls.__mro__[1:]):
        slots.append("__weakref__")
    if has_repr:
        methods["__repr__"] = _repr
    compared = [attribute.name for attribute in attributes if attribute.eq]
    made: Any = type(cls)(
        cls.__name__,
        cls.__bases__,
        {
            **methods,
            # What a class defines by itself stays.
            **namespace,
            "__slots__": tuple(slots),
            "__record__": attributes,
            "__compared__": attrgetter(*compared) if compared else _nothing,
            "__attrs_attrs__": _AttrsAttributes(),
            "__signature__": _Signature(),
            "__match_args__": tuple(each.name for each in attributes if each.init and not each.kw_only),
            "__getstate__": _getstate,
            "__setstate__": _setstate,
        },
    )
    made.__init__ = _make_init(made, attributes)
    return made  # type: ignore[no-any-return]


def _make_init(cls: Any, attributes: Sequence[Attribute]) -> Callable[..., None]:  # noqa: ANN401, C901 - one fast piece
    positional = tuple(each.alias for each in attributes if each.init and not each.kw_only)
    plan = []
    for each in attributes:
        make = each.default.factory if isinstance(each.default, Factory) else None
        # What a slot stores goes past the class's own refusal.
        plan.append(
            (each.alias if each.init else None, getattr(cls, each.name).__set__, each.default, make, each.converter)
        )
    finish = getattr(cls, "__attrs_post_init__", None)
    count = 0

    def __init__(self: Any, /, *args: Any, **given: Any) -> None:  # noqa: ANN401, N807
        nonlocal count
        count += 1
        if count == _MANY:
            cls.__init__ = _compile_init(cls)
        if args:
            if len(args) > len(positional):
                raise TypeError(_surplus(cls, args))
            for name, value in zip(positional, args, strict=False):
                if name in given:
                    raise TypeError(_twice(cls, name))
                given[name] = value
        left = len(given)
        for argument, store, default, make, convert in plan:
            if argument in given:
                value = given[argument]
                left -= 1
            elif make is not None:
                value = make()
            elif default is Nothing:
                raise TypeError(_mistake(cls, given))
            else:
                value = default
            store(self, value if convert is None else convert(value))
        if left:
            raise TypeError(_mistake(cls, given))
        if finish is not None:
            finish(self)

    return __init__


_MANY = 200
"""The objects of a class after which compiling a method for it has paid: it takes half a millisecond."""


def _compile_init(cls: Any) -> Any:  # noqa: ANN401
    """Return what ``_make_init`` makes for a class, with a line for each attribute: a third of the time."""
    names: dict[str, Any] = {"nothing": Nothing, "finish": getattr(cls, "__attrs_post_init__", None)}
    positional: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    for each in fields(cls):
        name = each.name
        names[f"store_{name}"], names[f"convert_{name}"] = getattr(cls, name).__set__, each.converter
        default = each.default
        names[f"default_{name}"] = default.factory if isinstance(default, Factory) else default
        new = f"default_{name}{'()' if isinstance(default, Factory) else ''}"
        value = new
        if each.init:
            value = each.alias
            if isinstance(default, Factory):
                value = f"{new} if {value} is nothing else {value}"
            given = "" if default is Nothing else f"={'nothing' if isinstance(default, Factory) else new}"
            (named if each.kw_only else positional).append(f"{each.alias}{given}")
        lines.append(f"    store_{name}(self, {value if each.converter is None else f'convert_{name}({value})'})")
    if names["finish"] is not None:
        lines.append("    finish(self)")
    parameters = ", ".join(["self", *positional, *(["*", *named] if named else [])])
    exec("\n".join([f"def __init__({parameters}):", *(lines or ["    pass"])]), names)  # noqa: S102 - the lines above
    names["__init__"].__qualname__ = f"{cls.__name__}.__init__"
    return names["__init__"]


# How a mistake is put is imported for those who make one.


def _twice(cls: Any, name: str) -> str:  # noqa: ANN401
    """Say that an argument is given by its position and by its name."""
    from configlang.light import words

    return words.twice(f"{cls.__name__}.__init__", name)


def _surplus(cls: Any, args: Sequence[object]) -> str:  # noqa: ANN401
    """Say that there are too many arguments."""
    from configlang.light import words

    positional = [each for each in fields(cls) if each.init and not each.kw_only]
    required = sum(each.is_required for each in positional) + 1
    return words.surplus(f"{cls.__name__}.__init__", required, len(positional) + 1, len(args) + 1)


def _mistake(cls: Any, given: dict[str, object]) -> str:  # noqa: ANN401
    """Say which argument there is not, or is missing."""
    from configlang.light import words

    function, known = f"{cls.__name__}.__init__", {each.alias for each in fields(cls) if each.init}
    for name in given:
        if name not in known:
            return words.unexpected(function, name)
    lacking = [each for each in fields(cls) if each.is_required and each.alias not in given]
    # Those that have names alone come second.
    lacking = [each for each in lacking if not each.kw_only] or lacking
    return words.missing(function, [each.alias for each in lacking], are_named=lacking[0].kw_only)


class _AttrsAttributes:
    """``__attrs_attrs__``, by which attrs knows a class: what it makes itself of the same declarations, once asked."""

    __slots__ = ()

    def __get__(self, instance: object, owner: Any) -> object:  # noqa: ANN401
        import attrs

        cls = next(each for each in owner.__mro__ if "__record__" in each.__dict__)
        declared = {}
        for each in cls.__record__:
            default = each.default
            if default is Nothing:
                default = attrs.NOTHING
            elif isinstance(default, Factory):
                default = attrs.Factory(default.factory)
            declared[each.name] = attrs.field(
                default=default,
                converter=each.converter,
                init=each.init,
                repr=each.repr,
                eq=each.eq,
                kw_only=each.kw_only,
                type=each.type,
            )
        twin: Any = attrs.make_class(cls.__name__, declared, slots=True)
        cls.__attrs_attrs__ = twin.__attrs_attrs__
        return cls.__attrs_attrs__


class _Signature:
    """``__signature__``, which `inspect` asks for."""

    __slots__ = ()

    def __get__(self, instance: object, owner: Any) -> object:  # noqa: ANN401
        from inspect import Parameter, Signature

        parameters = []
        for each in fields(owner):
            if each.init:
                kind = Parameter.KEYWORD_ONLY if each.kw_only else Parameter.POSITIONAL_OR_KEYWORD
                default = Parameter.empty if each.default is Nothing else each.default
                parameters.append(Parameter(each.alias, kind, default=default, annotation=each.type))
        return Signature(sorted(parameters, key=lambda parameter: parameter.kind), return_annotation=None)


def _nothing(_instance: object) -> tuple[()]:
    return ()


def _getstate(self: Any) -> dict[str, object]:  # noqa: ANN401
    return {each.name: getattr(self, each.name) for each in self.__record__}


def _setstate(self: Any, state: dict[str, object]) -> None:  # noqa: ANN401
    for name, value in state.items():
        getattr(type(self), name).__set__(self, value)


def _repr(self: Any) -> str:  # noqa: ANN401
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in self.__record__ if each.repr)
    return f"{type(self).__qualname__.rsplit('>.', 1)[-1]}({', '.join(shown)})"


def _eq(self: Any, other: Any) -> Any:  # noqa: ANN401
    if other.__class__ is not self.__class__:
        return NotImplemented
    compared = self.__class__.__compared__
    return compared(self) == compared(other)


def _hash(self: Any) -> int:  # noqa: ANN401
    return hash((self.__class__.__compared__(self),))


def _by(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Any]:
    """Return the method that compares two objects of a class."""

    def method(self: Any, other: Any) -> Any:  # noqa: ANN401
        compared = self.__class__.__compared__
        return compare(compared(self), compared(other)) if other.__class__ is self.__class__ else NotImplemented

    return method


def _refuse(_self: object, *_: object) -> None:
    from attrs.exceptions import FrozenInstanceError

    raise FrozenInstanceError
