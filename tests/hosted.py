"""Random configs of which pieces are values of the host, with what a host passes to get the config as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import attrs
from hypothesis import assume
from hypothesis import strategies as st

from configlang.outputs.layout import string
from configlang.schema.config import Config, HostValue
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import HostPart, has_parts, is_hosted, part_written, parts_of, to_path, to_text
from tests.strategies import ARGUMENTS as FIELDS
from tests.strategies import configs

HOSTABLE = tuple(
    field.name
    for field in FIELDS
    if field.name == "tcl_library" or (field.c_members and field.kind not in {Kind.CHOICE, Kind.OS_STR_LIST})
)
"""The fields of `interpreter()` that a value of the host may be in."""


@attrs.frozen(kw_only=True)
class Hosted:
    """
    A config with values of the host.

    Attributes:
        config: The config.
        whole: What it is with what is passed, and the defaults.
        passed: What is passed, by name.
        fields: The fields that are made of values.
    """

    config: Config
    whole: Config
    passed: dict[str, Any] = attrs.field(hash=False)
    fields: tuple[str, ...]

    def passed_in_rust(self) -> Iterator[tuple[str, str]]:
        """Yield the members of the struct, with what is passed in Rust."""
        for value in self.config.host_values:
            yield value.name, f"Some({_in_rust(self.passed[value.name])})" if value.name in self.passed else "None"


def _in_rust(value: object) -> str:
    if isinstance(value, str):
        return f"{string(value)}.into()"
    if isinstance(value, tuple):
        return f"vec![{', '.join(map(_in_rust, value))}]"
    return str(value).lower()


@st.composite
def hosted_configs(draw: st.DrawFn, whole_configs: st.SearchStrategy[Config]) -> Hosted:
    """Return configs of which some pieces are values."""
    whole, cutter = draw(whole_configs), Cutter(draw)
    set_fields = {name: value for name in HOSTABLE if (value := getattr(whole.interpreter, name)) is not None}
    changed = {name: cutter.cut_field(name, value) for name, value in set_fields.items() if draw(st.booleans())}
    importer = whole.filesystem_importer
    if importer is not None and importer.paths is not None:
        importer = attrs.evolve(importer, paths=cutter.cut_list(importer.paths, to_path))
    config = attrs.evolve(
        whole,
        interpreter=attrs.evolve(whole.interpreter, **changed),
        filesystem_importer=importer,
        host_values=tuple(cutter.values),
    )
    assume(cutter.values)
    is_hosting = importer is not None and is_hosted(importer.paths)
    fields = (*changed, *(["module_search_paths"] if is_hosting else ()))
    return Hosted(config=config, whole=whole, passed=cutter.passed, fields=fields)


def configs_with_values() -> st.SearchStrategy[Config]:
    """Return configs, some of which have values of the host."""
    return configs() | hosted_configs(configs()).map(lambda each: each.config)


class Cutter:
    """What puts values of the host in the place of pieces of a config."""

    def __init__(self, draw: st.DrawFn) -> None:
        """Begin with none."""
        self.draw = draw
        self.values: list[HostValue] = []
        self.passed: dict[str, Any] = {}

    def cut_field(self, name: str, value: Any) -> Any:  # noqa: ANN401 - what a field holds
        """Return the value of a field with values of the host in it."""
        convert = to_path if ARGUMENTS[name].kind in {Kind.PATH, Kind.PATH_LIST} else to_text
        if isinstance(value, int):
            return to_text(self.declare(type(value).__name__, value))
        return self.cut_list(value, convert) if isinstance(value, tuple) else self.cut_text(value, convert)

    def cut_list(self, texts: tuple[str, ...], convert: Callable[[str], str]) -> tuple[str, ...]:
        """Return a list with a list of the host in it, or with texts that are cut."""
        start, end = self.span(len(texts))
        taken = texts[start:end]
        if any(map(has_parts, taken)) or self.draw(st.booleans()):
            return tuple(self.cut_text(text, convert) for text in texts)
        return (*texts[:start], convert(self.declare("list[str]", taken)), *texts[end:])

    def cut_text(self, text: str, convert: Callable[[str], str]) -> str:
        """Return a text with values in the place of pieces of its literal parts."""
        pieces = []
        for part in parts_of(text):
            written = part_written(part)
            if isinstance(part, str) and self.draw(st.booleans()):
                start, end = self.span(len(written))
                written = written[:start] + self.declare("str", written[start:end]) + written[end:]
            pieces.append(written)
        return convert("".join(pieces))

    def span(self, length: int) -> tuple[int, int]:
        """Return a piece of something of a length."""
        start, end = sorted((self.draw(st.integers(0, length)), self.draw(st.integers(0, length))))
        return start, end

    def declare(self, kind: str, value: Any) -> str:  # noqa: ANN401 - of the type that it is declared with
        """Declare a value that is passed, or holds by default, and return its mark."""
        name = f"v{len(self.values)}"
        texts = value if isinstance(value, tuple) else (value,)
        # In a default `$ORIGIN` has its meaning.
        is_plain = not any(isinstance(text, str) and has_parts(to_path(text)) for text in texts)
        default = value if is_plain and self.draw(st.booleans()) else None
        if default is None or self.draw(st.booleans()):
            self.passed[name] = value
            default = self.draw(st.sampled_from((default, None)))
        declared: Any = {"name": name, "type": kind, "default": default, "required": self.draw(st.booleans())}
        self.values.append(HostValue(**declared))
        return HostPart(name).written
