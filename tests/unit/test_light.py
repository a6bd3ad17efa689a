"""What `configlang.light` makes is held beside what attrs, typing and re make of the same text."""

from __future__ import annotations

import copy
import inspect
import itertools
import pickle
import re
import subprocess
import sys
import typing
import weakref
from collections.abc import Callable
from types import ModuleType, SimpleNamespace
from typing import Any

import attrs
import pytest

from configlang.light import classes, records, typed
from configlang.light.patterns import pattern
from configlang.schema.config import Config, FilesystemImporter, StaticExtension

DECLARED = '''
from __future__ import annotations
from typing import ClassVar

def doubled(value):
    return 2 * value

@make.frozen
class Point:
    """A place."""
    kind: ClassVar[str] = "point"
    x: int
    y: int = 0
    def moved(self):
        return make.evolve(self, x=self.x + 1)

@make.frozen(kw_only=True)
class Named:
    name: str
    other: str
    size: int = make.field(default=1, converter=doubled)
    found: list[int] = make.field(factory=list)

@make.frozen(order=True)
class Ordered:
    first: int
    second: str = make.field(default="", repr=False)

@make.frozen
class Hidden:
    _secret: int
    cache: dict[str, int] = make.field(factory=dict, init=False, repr=False, eq=False)
    last: bool = make.field(default=True, kw_only=True)

@make.frozen(eq=False)
class Single:
    value: int

@make.define
class Changing:
    value: int = 3

@make.define(eq=False)
class Held:
    values: list[int] = make.field(factory=list)

@make.frozen
class Nothing:
    pass

class Base:
    __slots__ = ()
    def __attrs_post_init__(self):
        object.__setattr__(self, "value", self.value + 1)
    def __repr__(self):
        return "shown"

@make.frozen(repr=False)
class Derived(Base):
    value: int

@make.frozen(kw_only=True)
class Longer(Point):
    z: int = 5
'''


NUMBERS = itertools.count()


def declared(make: ModuleType, text: str = "") -> SimpleNamespace:
    """Return the classes that somebody makes of a text, that of records where none is given."""
    module = ModuleType(f"declared_{next(NUMBERS)}")
    sys.modules[module.__name__] = module
    vars(module)["make"] = make
    exec(text or DECLARED, vars(module))  # noqa: S102 - the texts above
    return SimpleNamespace(**vars(module))


OURS, THEIRS = declared(records), declared(attrs)

TUPLES = '''
from __future__ import annotations

class Pair(make.NamedTuple):
    """Two things."""
    first: int
    second: str = "b"

    @property
    def both(self):
        return f"{self.first}{self.second}"

class Alone(make.NamedTuple):
    only: make.Any

class Derived(Pair):
    """Another name for it."""
'''

CALLS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "positions": lambda made: made.Point(1, 2),
    "names": lambda made: made.Point(y=1, x=2),
    "default": lambda made: made.Point(1),
    "missing": lambda made: made.Point(),
    "two missing": lambda made: made.Named(),
    "one missing of two": lambda made: made.Named(other="b"),
    "too many": lambda made: made.Point(1, 2, 3),
    "twice": lambda made: made.Point(1, x=2),
    "unknown": lambda made: made.Point(1, z=2),
    "names alone": lambda made: made.Named("a"),
    "converted": lambda made: made.Named(name="a", other="b", size=4),
    "converted default": lambda made: made.Named(name="a", other="b"),
    "made anew": lambda made: made.Named(name="a", other="b").found is made.Named(name="a", other="b").found,
    "alias": lambda made: made.Hidden(secret=1)._secret,
    "no alias": lambda made: made.Hidden(_secret=1),
    "not given": lambda made: made.Hidden(1, cache={}),
    "shown in part": lambda made: (made.Hidden(1), made.Ordered(1, "a")),
    "set": lambda made: setattr(made.Point(1), "x", 2),
    "set unknown": lambda made: setattr(made.Point(1), "z", 2),
    "delete": lambda made: delattr(made.Point(1), "x"),
    "equal": lambda made: made.Point(1, 2) == made.Point(1, 2),
    "unequal": lambda made: made.Point(1, 2) != made.Point(1, 3),
    "another class": lambda made: made.Point(1) == made.Ordered(1),
    "equal but for what does not count": lambda made: made.Hidden(1) == made.Hidden(1),
    "hash": lambda made: hash(made.Point(1)) == hash(made.Point(1)),
    "hash of what changes": lambda made: hash(made.Changing()),
    "hash of one": lambda made: hash(made.Held()) is not None,
    "identity": lambda made: made.Single(1) == made.Single(1),
    "change": lambda made: setattr(made.Changing(), "value", 4),
    "change unknown": lambda made: setattr(made.Changing(), "other", 4),
    "less": lambda made: [made.Ordered(1, "b") < made.Ordered(2), made.Ordered(1, "b") <= made.Ordered(1, "a")],
    "more": lambda made: [made.Ordered(1, "b") > made.Ordered(2), made.Ordered(1, "b") >= made.Ordered(1, "a")],
    "no order": lambda made: made.Point(1) < made.Point(2),
    "order of others": lambda made: made.Ordered(1) < 3,
    "empty": lambda made: (made.Nothing(), made.Nothing() == made.Nothing(), hash(made.Nothing()) != 0),
    "finished": lambda made: made.Derived(1).value,
    "own repr": lambda made: made.Derived(1),
    "longer": lambda made: made.Longer(1, z=3),
    "method": lambda made: made.Point(1).moved(),
    "class variable": lambda made: made.Point.kind,
    "doc": lambda made: made.Point.__doc__,
    "match": lambda made: (made.Point.__match_args__, made.Named.__match_args__, made.Hidden.__match_args__),
    "evolve": lambda made: attrs.evolve(made.Point(1), y=4),
    "evolve an alias": lambda made: attrs.evolve(made.Hidden(1), secret=2),
    "evolve unknown": lambda made: attrs.evolve(made.Point(1), z=4),
    "asdict": lambda made: attrs.asdict(made.Longer(1)),
    "astuple": lambda made: attrs.astuple(made.Named(name="a", other="b")),
    "is attrs": lambda made: [attrs.has(made.Point), attrs.has(made.Base)],
    "copy": lambda made: copy.copy(made.Point(1)) == made.Point(1),
    "deep copy": lambda made: copy.deepcopy(made.Hidden(1)).cache,
    "pickle": lambda made: pickle.loads(pickle.dumps(made.Named(name="a", other="b"))),  # noqa: S301 - our own
    "weak": lambda made: weakref.ref(made.Point(1))() is None,
    "types": lambda made: typing.get_type_hints(made.Point),
}


def outcome(call: Callable[[SimpleNamespace], Any], made: SimpleNamespace) -> tuple[str, str]:
    """Return what a call gives or raises, as text."""
    try:
        return "gives", repr(call(made))
    except Exception as error:  # noqa: BLE001 - whatever it is
        # CPython 3.13 says what could be meant.
        return type(error).__name__, str(error).partition(" Did you mean")[0].rstrip(".")


@pytest.mark.parametrize("name", CALLS)
def test_classes_behave_as_those_of_attrs(name: str) -> None:
    """Values, errors and their words are the same."""
    assert outcome(CALLS[name], THEIRS) == outcome(CALLS[name], OURS)


@pytest.mark.parametrize("name", CALLS)
def test_classes_of_many_objects_behave_so_too(name: str) -> None:
    """What is compiled for a class with many objects does the same."""
    many = declared(records)
    for cls in (each for each in vars(many).values() if attrs.has(each)):
        before = cls.__init__
        needed = {each.alias: 1 for each in attrs.fields(cls) if each.default is attrs.NOTHING}
        for _ in range(classes._MANY):
            cls(**needed)
        assert before is not cls.__init__

    assert outcome(CALLS[name], THEIRS) == outcome(CALLS[name], many)


@pytest.mark.parametrize("name", [name for name, value in vars(THEIRS).items() if attrs.has(value)])
def test_attrs_knows_their_attributes(name: str) -> None:
    """What attrs tells of a class is the same, and so is its signature."""
    ours, theirs = getattr(OURS, name), getattr(THEIRS, name)

    def told(cls: type[Any]) -> list[tuple[object, ...]]:
        return [
            (each.name, each.alias, each.default, each.init, each.repr, each.eq, each.kw_only, each.type)
            for each in attrs.fields(cls)
        ]

    def parameters(cls: type) -> list[tuple[str, object]]:
        return [(each.name, each.kind) for each in inspect.signature(cls).parameters.values()]

    assert told(theirs) == told(ours)
    assert parameters(theirs) == parameters(ours)


def test_public_classes_are_attrs() -> None:
    """A config that people hold is one of attrs for every use of attrs."""
    config = Config(target="x86_64-unknown-linux-gnu", static_extensions=(StaticExtension(name="fast"),))

    assert attrs.fields(Config).static_extensions.default == ()
    assert "PyInit_fast" == attrs.asdict(config)["static_extensions"][0]["init"]
    assert config == attrs.evolve(config, static_extensions=config.static_extensions)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        config.python = None  # type: ignore[misc]


OUR_TUPLES, THEIR_TUPLES = declared(typed, TUPLES), declared(typing, TUPLES)

TUPLE_CALLS: dict[str, Callable[[SimpleNamespace], Any]] = {
    "positions": lambda made: made.Pair(1, "c"),
    "names": lambda made: made.Pair(second="c", first=2),
    "default": lambda made: made.Pair(1),
    "missing": lambda made: made.Pair(),
    "missing beside a name": lambda made: made.Pair(second="c"),
    "too many": lambda made: made.Pair(1, "b", 3),
    "too many of one": lambda made: made.Alone(1, 2),
    "twice": lambda made: made.Pair(1, first=2),
    "unknown": lambda made: made.Pair(1, third=2),
    "set": lambda made: setattr(made.Pair(1), "first", 2),
    "items": lambda made: [*made.Pair(1)],
    "read": lambda made: (made.Pair(1).first, made.Pair(1).second, made.Pair(1)[-1], made.Pair(1).both),
    "tuple": lambda made: (made.Pair(1) == (1, "b"), hash(made.Pair(1)) == hash((1, "b")), made.Pair(1) < (2,)),
    "replace": lambda made: made.Pair(1)._replace(second="d"),
    "as dict": lambda made: made.Pair(1)._asdict(),
    "fields": lambda made: (made.Pair._fields, made.Pair._field_defaults, made.Pair.__match_args__),
    "make": lambda made: made.Pair._make([1, "b"]),
    "make too few": lambda made: made.Pair._make([1]),
    "derived": lambda made: (made.Derived(1, second="c"), made.Derived(1)._replace(first=3)),
    "no room for more": lambda made: setattr(made.Alone(1), "other", 2),
    "doc": lambda made: made.Pair.__doc__,
    "copy": lambda made: copy.deepcopy(made.Pair([1])),
    "pickle": lambda made: pickle.loads(pickle.dumps(made.Pair(1))),  # noqa: S301 - our own
}


@pytest.mark.parametrize("name", TUPLE_CALLS)
def test_tuples_behave_as_those_of_typing(name: str) -> None:
    """Values, kinds of errors and the words of all that a call gets wrong are the same."""
    theirs, ours = outcome(TUPLE_CALLS[name], THEIR_TUPLES), outcome(TUPLE_CALLS[name], OUR_TUPLES)

    assert theirs[0] == ours[0]
    if theirs[0] != "AttributeError":
        assert theirs[1] == ours[1]


def test_literal_is_that_of_typing_where_somebody_looks() -> None:
    """Annotations are texts, and who resolves them gets what type checkers see."""
    hints = typing.get_type_hints(StaticExtension) | typing.get_type_hints(FilesystemImporter)

    assert typing.Literal["replace", "prepend", "append"] == hints["mode"]
    assert hints["name"] is str


def test_pattern_does_what_a_compiled_one_does() -> None:
    """It is compiled when it is first used, and a wrong one is an error then."""
    lazy, real = pattern(r"(?P<letter>A)b", re.IGNORECASE), re.compile(r"(?P<letter>A)b", re.IGNORECASE)

    assert [found.groupdict() for found in real.finditer("xabaB")] == [
        each.groupdict() for each in lazy.finditer("xabaB")
    ]
    assert (real.pattern, real.flags, real.sub("", "abc")) == (lazy.pattern, lazy.flags, lazy.sub("", "abc"))
    with pytest.raises(re.error):
        pattern("(").match("")


def test_nothing_heavy_is_imported_for_them() -> None:
    """Neither making a class nor making an object needs what they stand in for."""
    program = "import sys, configlang.schema.config; sys.exit(bool({'attr', 'attrs', 'typing'} & set(sys.modules)))"

    assert (
        0
        == subprocess.run(
            [sys.executable, "-I", "-S", "-c", f"import sys; sys.path[:0] = {sys.path!r}; {program}"], check=False
        ).returncode
    )
