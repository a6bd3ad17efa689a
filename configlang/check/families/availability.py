"""Rules about what the CPythons that a config is meant for have at all: fields, values of fields, platforms."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.cpython.builds import BUILDS, FREE_THREADED
from configlang.cpython.targets import other_spelling
from configlang.cpython.versions import PYTHON_VERSIONS, SpecifierError, Version, beyond_newest, show_versions
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.findings.suggest import join_words
from configlang.light.blocks import suppress
from configlang.schema.config import Config
from configlang.schema.field import Kind
from configlang.schema.table import FIELDS


def check_versions(config: Config) -> Iterator[Problem]:
    """Report fields, and values of fields, that the versions which the config names lack: all of them, or some."""
    if config.is_for_all_versions:
        return
    for field in FIELDS:
        value = getattr(config.interpreter, field.name, None) if field.owner is None else None
        if value is None or field.is_moot(value):
            continue
        lacking = [version for version in config.versions if not field.exists_in(version)]
        what, extent = f"`{field.name}`", field.extent
        if not lacking:
            extent = field.extent_of(value)
            lacking = [version for version in config.versions if not extent.covers(version)]
            shown = f'"{value}"' if isinstance(value, str) else value
            what = f"`{field.name} = {shown}`"
        if lacking:
            has = f"CPython has it {f'from {extent.first}' if extent.first else f'up to {extent.last}'}"
            # A level that an older CPython lacks still switches the field on there.
            effect = "means True" if field.kind is Kind.BOOL and what.count("=") else "has no effect"
            bound = extent.first or extent.last or lacking[0]
            lacks = f"{'<' if extent.first else '>'} (3, {bound.minor})"
            yield _lacking(config, f"interpreter.{field.name}", f"{what}: {has}", lacking, effect, lacks=lacks)


def _lacking(config: Config, path: str, what: str, lacking: list[Version], effect: str, *, lacks: str) -> Problem:
    is_all = len(lacking) == len(config.versions)
    message = f"{what}; this config is meant for {show_versions(config.versions)}"
    if is_all:
        hint = "leave it unset, or change the versions in `compatible_with`"
        if config.python is not None:
            message = f"{what}, and the config is evaluated for {CPYTHON}"
            hint = f"leave it unset for this version: `None if TARGET.version {lacks} else ...`"
    else:
        message += f", so it {effect} on {show_versions(lacking)}"
        hint = "limit `compatible_with`, or say that it may be so with `# configlang: disable=unavailable-field`"
    return Problem(
        code="unavailable-field",
        message=message,
        paths=(path,),
        severity=Severity.ERROR if is_all else Severity.WARNING,
        hint=hint,
    )


def check_platforms(config: Config) -> Iterator[Problem]:
    """Report fields whose C member the target lacks; where others of the config's targets have it, as a warning."""
    for field in FIELDS:
        value = getattr(config.interpreter, field.name, None)
        # A guard without systems goes by the build.
        if field.guard is None or not field.guard.systems or value is None or field.is_moot(value):
            continue
        systems = field.guard.systems
        if config.target.os in systems:
            continue
        is_elsewhere = any(target.os in systems for target in config.targets)
        yield Problem(
            code="unavailable-field",
            message=f"`{field.name}`: CPython has it {field.guard.where} only, and not on {config.target.triple}",
            paths=(f"interpreter.{field.name}",),
            severity=Severity.WARNING if is_elsewhere else Severity.ERROR,
            hint=f"set it for that target alone, as in `{field.name} = {value} if TARGET.os == ... else None`",
        )


def check_builds(config: Config) -> Iterator[Problem]:
    """Report fields that only free-threaded builds have, where the config names builds that lack them, all or some."""
    for field in FIELDS:
        value = getattr(config.interpreter, field.name, None)
        if field.guard is not FREE_THREADED or value is None or field.is_moot(value):
            continue
        lacking = [build for build in config.builds if FREE_THREADED.letter not in build]
        if not lacking:
            continue
        is_all = len(lacking) == len(config.builds)
        names = join_words([name for name, letters in BUILDS.items() if letters in lacking], "and")
        message = (
            f"`{field.name}`: CPython has it {FREE_THREADED.where} only, and the config is meant for {names} builds"
        )
        yield Problem(
            code="unavailable-field",
            message=message if is_all else f"{message}, too",
            paths=(f"interpreter.{field.name}",),
            severity=Severity.ERROR if is_all else Severity.WARNING,
            hint=f"set it for free-threaded builds alone: `{field.name} = {value} if TARGET.free_threaded else None`",
        )


def check_targets(config: Config) -> Iterator[Problem]:
    """Report targets by names of other systems, which are never those of what a config is evaluated for."""
    for index, triple in enumerate(config.compatible_with.targets if config.compatible_with else ()):
        likely = other_spelling(triple)
        if likely is not None:
            yield Problem(
                code="unknown-target",
                message=f'`targets`: Rust has no target "{triple}", and targets are told by Rust\'s names',
                paths=("compatible_with.targets",),
                severity=Severity.WARNING,
                hint=f'write "{likely}"',
                element=index,
            )


def check_limits(config: Config) -> Iterator[Problem]:
    """Report limits that name versions which are not known: what is between them and the newest goes unchecked."""
    limits = config.compatible_with.python if config.compatible_with else None
    beyond: tuple[Version, ...] = ()
    # Who makes a config in Python may write what is no limit.
    with suppress(SpecifierError):
        beyond = beyond_newest(limits) if limits is not None else ()
    if beyond:
        newest = PYTHON_VERSIONS[-1]
        yield Problem(
            code="beyond-known-versions",
            message=(
                f'`python`: "{limits}" names CPython {join_words(map(str, beyond), "and")}; the newest that was tried'
                f" is {newest}, and nothing was checked for what follows it"
            ),
            paths=("compatible_with.python",),
            hint=f'write "<{newest.following}" where those that were tried are meant',
        )
