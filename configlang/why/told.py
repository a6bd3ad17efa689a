"""What is told of the fields of a config: what holds, who decides it, where that stands, and what gets in its way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from configlang.check.effective import Cause, Effective, Overruling, Value, effective
from configlang.cpython.versions import joined
from configlang.findings.finding import Span
from configlang.light import records
from configlang.light.typed import NamedTuple
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.origins import Origin, Origins
from configlang.schema.variants import Variant


class Decider(NamedTuple):
    """
    Who decides a value.

    Attributes:
        letter: Stands for it where there is little room.
        name: What style sheets know it by.
        words: What a legend says of it.
    """

    letter: str
    name: str
    words: str


RULE = Decider("D", "rule", "the default of the rule")
DECIDERS = {
    Cause.CONFIG: Decider("S", "config", "set by the config"),
    Cause.HOST: Decider("H", "host", "from the host, at run time"),
    Cause.OVERRULED: Decider("O", "overruled", "set by the config, and CPython overrules it"),
    Cause.PROFILE: Decider("P", "profile", "the default of the profile"),
    Cause.PYEMBED: Decider("E", "pyembed", "what pyembed does where it is unset"),
    Cause.GENERATED: Decider("G", "generated", "what the generated code fills in"),
    Cause.CPYTHON: Decider("W", "cpython", "nothing sets it: CPython works it out"),
    Cause.ABSENT: Decider("-", "absent", "this CPython has no such field"),
}
LEGEND = (*list(DECIDERS.values())[:3], RULE, *list(DECIDERS.values())[3:])
"""All of them, those first that have most to do with the config."""


class Held(NamedTuple):
    """
    What holds for a field in some versions.

    Attributes:
        value: The value, its source and the versions.
        reason: Where it comes from, in words.
        origin: Where the config sets the field; None where it does not.
    """

    value: Value
    reason: str
    origin: Origin | None

    @property
    def decider(self) -> Decider:
        """Who decides it."""
        source = self.value.source
        return RULE if source is Cause.CONFIG and self.origin is None else DECIDERS[source]


class Hindrance(NamedTuple):
    """
    What gets in the way of a field in some versions.

    Attributes:
        overruling: The code, its words, the versions and the settings.
        place: Where the finding about it stands; None where nothing in it is set.
        others: Where other settings are set that are involved, by their paths.
    """

    overruling: Overruling
    place: Span | None
    others: tuple[tuple[str, Span], ...]


class Told(NamedTuple):
    """
    A field with all that is told of it.

    Attributes:
        name: The argument of ``interpreter()``.
        held: What holds, once where versions agree.
        hindrances: What gets in its way.
        is_set: Whether the config itself sets it.
        is_varying: Whether the config goes by the version.
    """

    name: str
    held: tuple[Held, ...]
    hindrances: tuple[Hindrance, ...]
    is_set: bool
    is_varying: bool = False


def tell_fields(variants: Sequence[Variant], output: Output | None) -> list[Told]:
    """
    Return what is told of all fields, in the order of the field table.

    Args:
        variants: The config; where it goes by the version, as it is for each, the newest first.
        output: The output that brings CPython up, None for what the config says itself.
    """
    return _together([[*_answers(effective(config, output), config, origins)] for config, origins in variants])


def _answers(fields: Iterable[Effective], config: Config, origins: Origins) -> Iterable[Told]:
    """Give what is told of all fields of a config."""
    return (_answer(field, config, origins) for field in fields)


def _answer(field: Effective, config: Config, origins: Origins) -> Told:
    own = f"interpreter.{field.name}"
    held = tuple(Held(value, _reason(value, own, config, origins), origins.get(own)) for value in field.values)
    hindrances = []
    for overruling in field.overrulings:
        known = {path: origins[path] for path in overruling.paths if path in origins}
        first = next(iter(known.values()), None)
        others = tuple((path, origin.span()) for path, origin in known.items() if path != own)
        place = None if first is None else first.span(overruling.element)
        hindrances.append(Hindrance(overruling, place, others))
    return Told(field.name, held, tuple(hindrances), field.is_set)


def _together(configs: Sequence[Sequence[Told]]) -> list[Told]:
    """Return what is told of the configs of several versions as of one: what several have is told once."""
    if len(configs) == 1:
        return list(configs[0])
    # The oldest version first, as everywhere.
    return [_merged(of_each) for of_each in zip(*reversed(configs), strict=True)]


def _merged(of_each: Sequence[Told]) -> Told:
    held: dict[tuple[object, ...], Held] = {}
    hindrances: dict[tuple[object, ...], Hindrance] = {}
    key: tuple[object, ...]
    for field in of_each:
        for each in field.held:
            key = each.value.text, each.value.source, each.reason
            before = held.setdefault(key, each._replace(value=records.evolve(each.value, versions=())))
            versions = joined((*before.value.versions, *each.value.versions))
            held[key] = before._replace(value=records.evolve(before.value, versions=versions))
        for one in field.hindrances:
            key = one.overruling.code, one.overruling.message, one.others
            known = hindrances.setdefault(key, one._replace(overruling=records.evolve(one.overruling, versions=())))
            versions = joined((*known.overruling.versions, *one.overruling.versions))
            hindrances[key] = known._replace(overruling=records.evolve(known.overruling, versions=versions))
    first = of_each[0]
    is_set = any(field.is_set for field in of_each)
    return Told(first.name, tuple(held.values()), tuple(hindrances.values()), is_set, is_varying=True)


def _reason(value: Value, path: str, config: Config, origins: Origins) -> str:
    origin = origins.get(path)
    at = None if origin is None else place(origin.span())
    return {
        Cause.CONFIG: f"set at {at}" if at else "the default of the rule",
        Cause.HOST: f"from the host, as said at {at}" if at else "from the host",
        Cause.OVERRULED: f"CPython overrules what is set at {at}",
        Cause.PROFILE: f'the default of the profile "{config.interpreter.profile}"',
        Cause.PYEMBED: "what pyembed does where it is unset",
        Cause.GENERATED: "what the generated code fills in",
        Cause.CPYTHON: "nothing sets it: CPython works it out",
        Cause.ABSENT: "this CPython has no such field",
    }[value.source]


def place(span: Span) -> str:
    """Return a place as people read it."""
    return f"{span.file}:{span.start.line + 1}:{span.start.column + 1}"
