"""Which CPythons emitted code compiles for, and which of its members each of them has."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.builds import BUILDS, DEBUG, FREE_THREADED, Python
from configlang.cpython.versions import PYTHON_VERSIONS, Version, runs, show_versions
from configlang.findings.suggest import join_words
from configlang.light.typed import NamedTuple
from configlang.outputs.host.conditions import All, AnyOf, Condition, Has, Not, Since, of_versions
from configlang.outputs.host.plan import Plan, Setting
from configlang.schema.config import Config


class Refusal(NamedTuple):
    """
    A reason for code not to compile.

    Attributes:
        condition: Where it must not.
        message: What is said there.
    """

    condition: Condition
    message: str


def within(config: Config, setting: Setting) -> All:
    """Return the condition under which a CPython has a member, as far as not all have it that the code compiles for."""
    pythons = [Python(version, config.target) for version in config.versions]
    return All(
        condition
        for condition in setting.condition.conditions
        if not _is_version(setting, condition)
        or not (_is_open(config, setting) or all(condition.holds(python) for python in pythons))
    )


def _is_version(setting: Setting, condition: Condition) -> bool:
    """Tell whether a condition goes by the version, and nothing is set instead where it does not hold."""
    has_older = setting.older is not None and isinstance(condition, Since)
    return not isinstance(condition, Has) and not has_older


def _is_open(config: Config, setting: Setting) -> bool:
    """Tell whether the code compiles for no version that lacks a member, since the config names none."""
    return config.is_for_all_versions and not setting.is_moot and setting.versions is None


def refuse_versions(config: Config, setting: Setting) -> Iterator[Refusal]:
    """Yield why a CPython that lacks a member is refused for its version, where the config names none."""
    is_value = setting.extent is not setting.field.extent
    what = f"{setting.field.name} = {setting.value}" if is_value else setting.field.name
    for condition in setting.condition.conditions:
        if not _is_open(config, setting) or not _is_version(setting, condition):
            continue
        if isinstance(condition, Since):
            message = f"{what} needs CPython {condition.version}; name the versions in compatible_with()"
        else:
            message = f"{what} ends with CPython {setting.extent.last}; name versions in compatible_with()"
        yield Refusal(Not(condition), message)


def refuse_build(setting: Setting) -> Iterator[Refusal]:
    """Yield why a CPython that lacks a member is refused for its build, where the value can't be left out."""
    if setting.needed is not None:
        message = f"{setting.field.name} = {bool(setting.value)} needs {setting.needed.kind}"
        yield Refusal(Not(Has(setting.needed)), message)


def refuse_other_builds(config: Config) -> Iterator[Refusal]:
    """Yield why a build that the config does not name is refused, where it names any."""
    letters = dict.fromkeys(config.builds)
    if letters:
        meant = [
            All(Has(trait) if trait.letter in build else Not(Has(trait)) for trait in (FREE_THREADED, DEBUG))
            for build in letters
        ]
        names = [name for name, build in BUILDS.items() if build in letters]
        yield Refusal(
            Not(meant[0] if len(meant) == 1 else AnyOf(meant)),
            f"this config is meant for {join_words(names, 'and')} builds of CPython",
        )


def refuse_later(plan: Plan) -> Iterator[Refusal]:
    """Yield why a version that nobody has evaluated the config for is refused, where paths go by the version."""
    versions = [version for versions, _ in plan.paths_by_version for version in versions]
    if PYTHON_VERSIONS[-1] in versions:
        yield Refusal(
            Since(PYTHON_VERSIONS[-1].following), f"the search path was made for CPython {show_versions(versions)}"
        )


def refuse_others(config: Config, first: Version = PYTHON_VERSIONS[0]) -> Iterator[Refusal]:
    """
    Yield why a version that the config does not name is refused, where it names any.

    Args:
        config: The config.
        first: The first version that the code is for anyway.
    """
    if not config.is_for_all_versions:
        versions = [version for version in config.versions if version >= first]
        condition = Not(of_versions(versions, is_open=config.is_open))
        yield Refusal(condition, f"this config is meant for CPython {meant(config, first)}")


def meant(config: Config, first: Version = PYTHON_VERSIONS[0]) -> str:
    """
    Return the versions that code is for, in words.

    Args:
        config: The config.
        first: The first version that the code is for anyway.
    """
    versions = [version for version in config.versions if version >= first]
    if not (config.is_open and PYTHON_VERSIONS[-1] in versions):
        return show_versions(versions)
    *closed, (low, _) = runs(versions)
    before = [show_versions(version for version in versions if one <= version <= other) for one, other in closed]
    return ", ".join([*before, f"{low} or newer"])


def meant_and_measured(config: Config, first: Version = PYTHON_VERSIONS[0]) -> str:
    """Return the same, and where it goes beyond all that is known, up to where that is."""
    return f"{meant(config, first)} ({MEASURED_UP_TO})" if config.is_open else meant(config, first)


MEASURED_UP_TO = f"measured up to {PYTHON_VERSIONS[-1]}"
"""What code says that is for newer versions, too."""
