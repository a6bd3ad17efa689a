"""A config that goes by the CPython version: one for each version, what they differ in, and what is told of several."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cpython.versions import Version, show_versions
from configlang.findings.finding import Finding
from configlang.light import records
from configlang.light.typed import Any, NamedTuple
from configlang.schema.config import PARTS, Config
from configlang.schema.freeze import Frozen
from configlang.schema.origins import Origin, Origins
from configlang.schema.rules import RULES


class Variant(NamedTuple):
    """
    A config, as it is for all of its versions or for one.

    Attributes:
        config: The config; its ``python`` is the one version where there are others for others.
        origins: Where its values were declared.
    """

    config: Config
    origins: Origins

    @property
    def version(self) -> Version:
        """The minor that it is for, with its build, where there are others for others."""
        return self.config.versions[0] if self.config.python is None else self.config.python.whole


def variants_of(frozen: Mapping[Version, Frozen]) -> tuple[Variant, ...]:
    """
    Return a config as one, or as many as there are versions where it is not the same for all.

    Args:
        frozen: What was frozen for each version without an error, the newest first.
    """
    found = [(version, each.config, each.origins) for version, each in frozen.items() if each.config is not None]
    # A config may be large, and takes long to be told from others then.
    if len(found) <= 1 or len({config for _, config, _ in found}) == 1:
        return tuple(Variant(config, origins) for _, config, origins in found[:1])
    return tuple(Variant(config.on(version), origins) for version, config, origins in found)


def merged(found: Mapping[Version, Iterable[Finding]]) -> list[Finding]:
    """Return the findings of several versions, each once: with its versions, where those are not all."""
    holding: dict[Finding, list[Version]] = {}
    for version, findings in found.items():
        for finding in dict.fromkeys(findings):
            holding.setdefault(finding, []).append(version)
    return [
        finding if len(versions) == len(found) else on_versions(finding, versions)
        for finding, versions in holding.items()
    ]


def on_versions(finding: Finding, versions: Iterable[Version]) -> Finding:
    """Return a finding that says which versions it is about."""
    return records.evolve(finding, message=f"{finding.message}, on CPython {show_versions(versions)}")


class Difference(NamedTuple):
    """
    A setting that is not the same for all versions, or a part of the config that some have and others don't.

    Attributes:
        path: The setting or the part, as in the origins.
        values: By version, the newest first, the value; of a part, whether it is there.
        origins: By version, where it was declared, as far as it was.
        is_part: Whether it is a part.
    """

    path: str
    values: Mapping[Version, object]
    origins: Mapping[Version, Origin]
    is_part: bool

    @property
    def goes_by_build(self) -> bool:
        """Whether it is not the same for all builds of a version."""
        of_version: dict[int, object] = {}
        return any(of_version.setdefault(version.minor, value) != value for version, value in self.values.items())

    @property
    def groups(self) -> list[tuple[list[Version], object]]:
        """The versions of each value, with the value, that of the newest version first."""
        found: list[tuple[list[Version], object]] = []
        for version, value in self.values.items():
            same = next((versions for versions, other in found if other == value), None)
            if same is None:
                found.append(([version], value))
            else:
                same.append(version)
        return found


def differences(variants: Sequence[Variant]) -> Iterator[Difference]:
    """Give what configs of several versions differ in, by the order of the rules and their parameters."""
    parts = {variant.version: settings_of(variant.config) for variant in variants}
    origins = {variant.version: variant.origins for variant in variants}
    for path in dict.fromkeys(path for each in parts.values() for path in each):
        having = {version: path in each for version, each in parts.items()}
        if not all(having.values()):
            places = {version: declared_at(path, origins[version]) for version, has in having.items() if has}
            yield Difference(path, having, {version: at for version, at in places.items() if at}, is_part=True)
        settings = {version: each[path] for version, each in parts.items() if having[version]}
        for name in dict.fromkeys(name for each in settings.values() for name in each):
            values = {version: each[name] for version, each in settings.items()}
            first = next(iter(values.values()))
            if any(value != first for value in values.values()):
                own = f"{path}.{name}"
                places = {version: origins[version].get(own) for version in values}
                yield Difference(own, values, {version: at for version, at in places.items() if at}, is_part=False)


def settings_of(config: Config) -> dict[str, dict[str, Any]]:
    """Return the parts of a config by their paths, each with its settings by name."""
    found = {}
    for name in PARTS:
        rule = RULES[name]
        part = getattr(config, rule.sets or name)
        for each in (part,) if rule.is_single else part:
            if each is not None:
                path = name if rule.is_single else f"{name}:{each.name}"
                found[path] = {
                    attribute.name: getattr(each, attribute.name)
                    for attribute in records.fields(type(each))
                    if rule.is_single or attribute.name != "name"
                }
    return found


def declared_at(path: str, origins: Origins) -> Origin | None:
    """Return where a part was declared."""
    if own := origins.get(path):
        return Origin(own.declaration)
    inside = (origin for other, origin in origins.items() if other.startswith(f"{path}."))
    return next((Origin(origin.declaration) for origin in inside), None)
