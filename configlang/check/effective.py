"""What holds for each field in the end: its value, where that comes from, and what is known to overrule it."""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator

from configlang.check.engine import problems
from configlang.check.rule import ON_PYEMBED, cpython_of, default_of, versions_for
from configlang.cpython.versions import Version, joined, split
from configlang.findings.problem import CPYTHON
from configlang.light import records
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.field import Field, Kind, Place
from configlang.schema.show import show_value
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import is_hosted
from configlang.schema.virtual import in_environment

_UNDECIDED = -1


class Cause(enum.Enum):
    """Where a value comes from."""

    CONFIG = "config"
    HOST = "host"
    OVERRULED = "overruled"
    PROFILE = "profile"
    PYEMBED = "pyembed"
    GENERATED = "generated"
    CPYTHON = "cpython"
    ABSENT = "absent"


@records.frozen(kw_only=True)
class Value:
    """
    What holds for a field in some versions.

    Attributes:
        text: The value as people write it, or what happens where there is none.
        source: Where it comes from.
        versions: The CPython versions, oldest first.
    """

    text: str
    source: Cause
    versions: tuple[Version, ...]


@records.frozen(kw_only=True)
class Overruling:
    """
    What is known to get in the way of a field.

    Attributes:
        code: The code of the finding that tells it.
        message: Its words.
        versions: The CPython versions that it holds for.
        paths: The settings involved.
        holds: What holds in the place of the first of them; None where that is not one value.
        element: The index of the list element at fault, 0-based; None for the setting itself.
        head: What the words begin with, whichever versions it holds for.
    """

    code: str
    message: str
    versions: tuple[Version, ...]
    paths: tuple[str, ...]
    holds: str | None
    element: int | None = None
    head: str = ""


@records.frozen(kw_only=True)
class Effective:
    """
    A field with all that is known of it.

    Attributes:
        name: The argument of ``interpreter()``.
        values: What holds, once where all versions agree.
        overrulings: What gets in its way.
    """

    name: str
    values: tuple[Value, ...]
    overrulings: tuple[Overruling, ...]

    @property
    def is_set(self) -> bool:
        """Whether the config itself sets it."""
        return any(value.source in {Cause.CONFIG, Cause.HOST, Cause.OVERRULED} for value in self.values)


def effective(config: Config, output: Output | None) -> tuple[Effective, ...]:
    """Return every field of ``interpreter()``, in the order of the field table, as an output brings it up."""
    config = in_environment(config)
    versions = versions_for(config, output) or config.releases
    found = list(_overrulings(config, output))
    return tuple(
        Effective(
            name=name,
            values=_values(config, field, versions, output, found),
            overrulings=tuple(each for each in found if f"interpreter.{name}" in each.paths),
        )
        for name, field in ARGUMENTS.items()
    )


def _overrulings(config: Config, output: Output | None) -> Iterator[Overruling]:
    checked = versions_for(config, output)
    for problem, holding in problems(config, output).items():
        yield Overruling(
            code=problem.code,
            message=problem.text(cpython_of(holding, checked)),
            versions=tuple(holding),
            paths=problem.paths,
            holds=problem.holds,
            element=problem.element,
            head=problem.message.partition(CPYTHON)[0],
        )


def _values(
    config: Config, field: Field, versions: tuple[Version, ...], output: Output | None, found: list[Overruling]
) -> tuple[Value, ...]:
    grouped: dict[tuple[str, Cause], list[Version]] = {}
    holding = [each for each in found if each.holds is not None and each.paths[0] == f"interpreter.{field.name}"]
    for version in _parts(versions, holding):
        held = _value(config, field, version, output)
        for each in holding:
            if each.holds is not None and any(other.has(version) for other in each.versions):
                held = each.holds, Cause.OVERRULED
        grouped.setdefault(held, []).append(version)
    return tuple(Value(text=text, source=source, versions=joined(held)) for (text, source), held in grouped.items())


def _parts(versions: Iterable[Version], holding: Iterable[Overruling]) -> Iterator[Version]:
    """Give versions in parts, where something holds for a part of one."""
    cuts = {bound for each in holding for version in each.versions for bound in version.bounds}
    for version in versions:
        yield from split(version, [patch for minor, patch in cuts if minor == version.minor])


def _value(config: Config, field: Field, version: Version, output: Output | None) -> tuple[str, Cause]:
    value = getattr(config.interpreter, field.name)
    is_pyembed = output is not None and output.starter in ON_PYEMBED
    if not field.exists_in(version):
        return "no such field", Cause.ABSENT
    if field.name == "profile":
        return show_value(value), Cause.CONFIG
    if value is not None:
        return show_value(value), Cause.HOST if is_hosted(value) else Cause.CONFIG
    fills = config.interpreter.set_missing_path_configuration
    if is_pyembed and field.name in _FILLED and fills is not False:
        return _FILLED[field.name], Cause.PYEMBED
    if fills and field.name in _FILLED and output is not None and output.is_generated:
        return _FILLED[field.name], Cause.GENERATED
    if field.place is Place.OUTER:
        return _outer(field, is_pyembed=is_pyembed)
    is_isolated = config.interpreter.profile == "isolated"
    default = default_of(field, version, is_isolated=is_isolated)
    if field.name == "hash_seed" or default is None:
        return "unset", Cause.CPYTHON
    if default == _UNDECIDED:
        return "left to CPython", Cause.PROFILE
    return _in_words(field, default), Cause.PROFILE


_FILLED = {"home": "the folder of the executable", "program_name": "the executable"}
"""What pyembed and generated code fill in for unset fields while ``set_missing_path_configuration`` is on."""


def _outer(field: Field, *, is_pyembed: bool) -> tuple[str, Cause]:
    if field.name == "argv":
        return "the arguments of the process", Cause.PYEMBED if is_pyembed else Cause.CPYTHON
    if field.default is None or not is_pyembed:
        return "unset", Cause.PYEMBED if is_pyembed else Cause.CPYTHON
    return show_value(field.default), Cause.PYEMBED


def _in_words(field: Field, default: int | str) -> str:
    if field.kind is Kind.BOOL:
        return str(bool(default))
    for choice in field.choices:
        if choice.c_value == default:
            return choice.value if field.kind is Kind.LEVEL else show_value(choice.value)
    return show_value(default)
