"""A config with all that is asked of it: its fields as they are told, and as each CPython takes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from configlang.check.rule import View, versions_for
from configlang.cpython.versions import show_versions
from configlang.findings.finding import Span
from configlang.light.typed import NamedTuple
from configlang.outputs.table import Output
from configlang.schema.config import Config
from configlang.schema.host_values import as_checked
from configlang.schema.origins import Origin, Origins
from configlang.schema.variants import Variant
from configlang.schema.virtual import in_environment
from configlang.why.told import Told

Link = tuple[str, Span]
"""A setting and the place where it is made."""


class Seen(NamedTuple):
    """
    What one CPython sees of a config.

    Attributes:
        view: The config with what it implies and without what only the host knows.
        config: The config as it was written.
        origins: Where its values were declared.
    """

    view: View
    config: Config
    origins: Origins


class Scene:
    """A config of one or several variants, as an output brings it up."""

    def __init__(self, variants: Sequence[Variant], output: Output | None, fields: Sequence[Told]) -> None:
        """
        Look at it once for each version.

        Args:
            variants: The config; where it goes by the version, as it is for each, the newest first.
            output: The output; None for what the config says itself.
            fields: What is told of its fields.
        """
        self.output = output
        self.fields = fields
        self.seen = [seen for config, origins in reversed(variants) for seen in _seen(config, origins, output)]
        self.newest = self.seen[-1]

    def when(self, holds: Callable[[View], bool]) -> str | None:
        """Return for which versions something holds: None for none, an empty text for all."""
        holding = [each.view.version for each in self.seen if holds(each.view)]
        if len(holding) == len(self.seen):
            return ""
        return f"on CPython {show_versions(holding)}" if holding else None

    def links(self, paths: Iterable[str], most: int | None = None) -> tuple[Link, ...]:
        """
        Return the places of settings, wherever the config makes them for any version.

        Args:
            paths: The settings, as in the origins.
            most: How many at most.
        """
        found: dict[Link, None] = {}
        for path in paths:
            for each in self.seen:
                origin = each.origins.get(path)
                if origin is not None:
                    found[path.partition(":")[2] or path.rpartition(".")[2], origin.span()] = None
            if most is not None and len(found) >= most:
                break
        return tuple(found)[:most]

    def call(self, part: str) -> tuple[Link, ...]:
        """Return where a part that there is once is declared: the call of its rule."""
        found: dict[Link, None] = {}
        for each in self.seen:
            paths = (path for path in each.origins if path.startswith(f"{part}."))
            origin = next((Origin(each.origins[path].declaration) for path in paths), None)
            if origin is not None:
                found[part, origin.span()] = None
        return tuple(found)

    def set_in(self, struct: str) -> list[str]:
        """Return the fields that the config sets of one of CPython's structs, by their names."""
        from configlang.schema.table import ARGUMENTS

        prefix = f"{struct}."
        return [
            field.name
            for field in self.fields
            if field.is_set and any(member.startswith(prefix) for member in ARGUMENTS[field.name].c_members)
        ]


def _seen(config: Config, origins: Origins, output: Output | None) -> Iterable[Seen]:
    implied = in_environment(as_checked(config) if config.host_values else config)
    for version in versions_for(config, output) or config.releases:
        yield Seen(View(config=implied, version=version, output=output), config, origins)
