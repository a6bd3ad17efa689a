"""
A config from the JSON that was made of it.

It is read strictly: what ``json.py`` does not write is a finding with its place, and what it says must be a config that
the language admits. The target is not written down there, and so is given. Where unset values are written out
(``--full``), a field of pyembed that has its default is taken to be unset.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from configlang.findings.error import ConfigError
from configlang.findings.finding import Finding, Position, Span
from configlang.light.typed import Any, NamedTuple
from configlang.outputs.documents.taking import Taking
from configlang.outputs.documents.tree import Node, NoTreeError, Place, read_tree
from configlang.outputs.pyembed import structs as pyembed
from configlang.outputs.table import PACKED_SUFFIX
from configlang.schema.config import PARTS, Config
from configlang.schema.field import Field, Kind
from configlang.schema.rules import REQUIRED, RULES
from configlang.schema.table import ARGUMENTS

_LISTS = {Kind.STR_LIST, Kind.PATH_LIST, Kind.OS_STR_LIST}


class ReadBack(NamedTuple):
    """
    A config that was read back.

    Attributes:
        config: The config.
        places: Where each of its settings stands in the text, by the path that it has in the origins.
        is_full: Whether unset values are written out.
    """

    config: Config
    places: Mapping[str, Span]
    is_full: bool


def read_config(text: str, name: str, target: str) -> ReadBack | list[Finding]:
    """
    Return the config that a JSON text says; findings have the code ``bad-json``.

    Args:
        text: The text.
        name: The file as people know it.
        target: The triple that the config is for.
    """
    starts = [0, *(index + 1 for index, char in enumerate(text) if char == "\n")]

    def span(place: Place) -> Span:
        first, last = (bisect_right(starts, each) - 1 for each in place)
        return Span(name, Position(first, place[0] - starts[first]), Position(last, place[1] - starts[last]))

    try:
        reading = _Reading(read_tree(text))
        config = reading.config(target)
    except NoTreeError as error:
        return [Finding(code="bad-json", message=str(error), span=span(error.place))]
    if config is None or reading.wrong:
        return [
            Finding(code="bad-json", message=message, span=span(place), hint=hint)
            for message, place, hint in reading.wrong
        ]
    return ReadBack(config, {path: span(place) for path, place in reading.places.items()}, reading.is_full)


class _Reading(Taking):
    """
    Takes a document apart into what the rules of the language are given.

    Attributes:
        places: Where settings stand, by their paths.
        is_full: Whether unset values are written out.
    """

    def __init__(self, root: Node) -> None:
        super().__init__()
        self.places: dict[str, Place] = {}
        self._root = root
        self.is_full = False
        self._parts: dict[str, list[tuple[dict[str, Any], Place]]] = {rule: [] for rule in PARTS}

    def config(self, target: str) -> Config | None:
        """Return the config; None where something is wrong."""
        outer = {field.name: field for field in pyembed.outer_fields()}
        inner = {field.name: field for field in pyembed.inner_fields()}
        known = (*outer, "interpreter_config", *(name for name in BESIDE if name not in outer))
        top = self.members(self._root, "the document", known)
        if "interpreter_config" not in top:
            self.say("this is no config: it has no `interpreter_config`", self._root.place)
            return None
        nested = self.members(top["interpreter_config"], "`interpreter_config`", inner)
        if "profile" not in nested:
            # pyembed takes it for another one than the language does.
            self.say("here is no `profile`", top["interpreter_config"].place)
        self.is_full = any(node.value is None for node in (*top.values(), *nested.values()))
        interpreter: dict[str, Any] = {}
        self._fields(interpreter, top, outer)
        self._fields(interpreter, nested, inner)
        cpython = self.members(top.get("cpython"), "`cpython`", (*ARGUMENTS, "module_search_paths"))
        self._fields(interpreter, cpython, ARGUMENTS, is_cpython=True)
        self._parts["interpreter"].append((interpreter, self._root.place))
        self._modules(top)
        self._importers(top, nested, cpython)
        for rule, key in _PLAIN.items():
            for node in self.rows(top, key, is_single=RULES[rule].is_single):
                self._part(rule, node, key)
        self._host_values(top)
        return None if self.wrong else self._made(target)

    # Single fields

    def _fields(
        self,
        values: dict[str, Any],
        members: Mapping[str, Node],
        fields: Mapping[str, Field],
        *,
        is_cpython: bool = False,
    ) -> None:
        """Add the values of fields that are arguments of ``interpreter()``."""
        for name, node in members.items():
            field = fields.get(name)
            if field is None or field.owner is not None or node.value is None:
                continue
            if not is_cpython and self.is_full and not field.is_optional and node.value == field.default:
                continue
            value = self.os_strings(node) if field.kind is Kind.OS_STR_LIST and not is_cpython else self.plain(node)
            if field.kind is Kind.LEVEL and isinstance(value, str):
                value = int(value) if value in {"0", "1", "2"} else value
            values[name] = value
            self.places[f"interpreter.{name}"] = node.place

    # Parts

    def _modules(self, top: Mapping[str, Node]) -> None:
        for node in self.rows(top, "extra_extension_modules"):
            members = self.members(node, "an extension module", ("name", "init_func"))
            values = {{"init_func": "init"}.get(key, key): self.plain(each) for key, each in members.items()}
            self._add("static_extension", values, node, members)

    def _importers(self, top: Mapping[str, Node], nested: Mapping[str, Node], cpython: Mapping[str, Node]) -> None:
        importer = self._given(top.get("filesystem_importer"), "filesystem_importer")
        values: dict[str, Any] = {} if importer is None else {"enabled": self.plain(importer)}
        paths, around = nested.get("module_search_paths"), cpython.get("module_search_paths")
        members: Mapping[str, Node] = {} if paths is None or paths.value is None else {"paths": paths}
        if around is not None:
            members = self.members(around, "`module_search_paths`", ("mode", "paths"))
        values |= {key: self.plain(node) for key, node in members.items()}
        if importer is not None or members:
            node = importer or next(iter(members.values()))
            self._add("filesystem_importer", values, node, members)
        oxidized = self._given(top.get("oxidized_importer"), "oxidized_importer")
        rows = self.rows(top, "packed_resources")
        if oxidized is not None or rows:
            has_own = any(self._loader(node) == "oxidized" for node in self.rows(top, "dynamic_extensions"))
            self._add("oxidized_importer", self._packed(rows, has_own=has_own), oxidized or rows[0], {})

    def _given(self, node: Node | None, name: str) -> Node | None:
        """Return the value of a flag of pyembed's, where the config says something by it."""
        default = next(field.default for field in pyembed.outer_fields() if field.name == name)
        if node is None or node.value is None or (self.is_full and node.value == default):
            return None
        if name == "oxidized_importer" and node.value is not True:
            self.say("`oxidized_importer` is true where there is one", node.place)
        return node

    def _loader(self, node: Node) -> object:
        loader = node.value.get("loader") if isinstance(node.value, dict) else None
        return loader.value if loader else None

    def _packed(self, rows: Sequence[Node], *, has_own: bool) -> dict[str, Any]:
        """
        Return what ``oxidized_importer()`` is given.

        The packed resources that configlang writes itself stand there too: as bytes, or as the last file by the suffix
        that it gives them where they are compiled in, else as the last one that is mapped.
        """
        embedded: list[Any] = []
        mapped: list[Any] = []
        is_compiled_in = False
        for node in rows:
            members = self.members(node, "packed resources", ("memory", "memory_base64", "memory_mapped_path"))
            if len(members) != 1:
                self.say("here should stand one of memory, memory_base64 and memory_mapped_path", node.place)
            for key, each in members.items():
                if key == "memory_base64":
                    is_compiled_in = True
                else:
                    (embedded if key == "memory" else mapped).append(self.plain(each))
        values: dict[str, Any] = {"embedded": embedded, "memory_mapped": mapped}
        if has_own and not is_compiled_in:
            if embedded and str(embedded[-1]).endswith(PACKED_SUFFIX):
                embedded.pop()
            elif mapped:
                values["extensions"] = mapped.pop()
        return values

    def _part(self, rule: str, node: Node, key: str) -> None:
        """Add a part whose object has the parameters of its rule."""
        members = self.members(node, f"`{key}`", (*RULES[rule].parameters, *_DERIVED.get(rule, ())))
        values = {name: self.plain(each) for name, each in members.items()}
        for name in _DERIVED.get(rule, ()):
            values.pop(name, None)
        self._add(rule, values, node, members)

    def _add(self, rule: str, values: dict[str, Any], node: Node, members: Mapping[str, Node]) -> None:
        """Add a part, and where it and its settings stand."""
        name = values.get("name")
        path = rule if RULES[rule].is_single else f"{rule}:{name}"
        self.places.setdefault(path, node.place)
        self._parts[rule].append((values, node.place))
        for key, each in members.items():
            self.places.setdefault(f"{path}.{'init' if key == 'init_func' else key}", each.place)

    # Values of the host

    def _host_values(self, top: Mapping[str, Node]) -> None:
        members = self.members(top.get("host_values"), "`host_values`", ("values", "settings"))
        for node in self.rows(members, "values"):
            self._part("host_value", node, "host_values")
        settings = members.get("settings")
        if settings is not None and not isinstance(settings.value, dict):
            self.say("`settings` should be an object", settings.place)
            return
        for path, node in (settings.value if settings else {}).items():
            self._setting(path, node)

    def _setting(self, path: str, node: Node) -> None:
        """Put a text that is made of values of the host where it belongs."""
        part, _, argument = path.rpartition(".")
        rule, _, name = part.partition(":")
        field = ARGUMENTS.get(argument) if rule == "interpreter" else None
        is_known = field is not None or (rule in _HOSTED and argument == _HOSTED[rule])
        if not is_known or bool(name) is RULES[rule].is_single:
            self.say(f"there is no setting `{path}` that a value of the host may stand in", node.key or node.place)
            return
        is_list = argument == "paths" if field is None else field.kind in _LISTS
        texts = [self.text(each) for each in (self.list_of(node, "texts") if is_list else [node])]
        value = texts if is_list else texts[0]
        kept = self._parts[rule]
        if name or not kept:
            kept.append(({**({"name": name} if name else {}), argument: value}, node.place))
        else:
            kept[0][0][argument] = value
        self.places[path] = node.place
        self.places.setdefault(part, node.place)

    # The config

    def _made(self, target: str) -> Config | None:
        """Return the config, as the rules make it of what was read."""
        whole: dict[str, Any] = {"target": target}
        for rule, parts in self._parts.items():
            made = [each for values, place in parts if (each := self._make(rule, values, place)) is not None]
            sets = RULES[rule].sets
            if RULES[rule].is_single and made:
                whole[str(sets)] = made[0]
            elif not RULES[rule].is_single:
                whole[str(sets)] = tuple(made)
        if self.wrong:
            return None
        try:
            return Config(**whole)
        except ConfigError as error:
            self._refuse(error, self._root.place)
            return None

    def _make(self, rule: str, values: Mapping[str, Any], place: Place) -> object | None:
        needed = [] if rule == "interpreter" else _needed(rule)
        missing = [name for name in needed if name not in values]
        if missing:
            self.say(f"here is no `{missing[0]}`", place)
            return None
        try:
            return PARTS[rule](**values)
        except ConfigError as error:
            self._refuse(error, place)
            return None

    def _refuse(self, error: ConfigError, place: Place) -> None:
        for finding in error.findings:
            self.say(finding.message, place, finding.hint)


def _needed(rule: str) -> Iterator[str]:
    return (each.name for each in RULES[rule].parameters.values() if each.default is REQUIRED)


_PLAIN = {
    "dynamic_extension": "dynamic_extensions",
    "compatible_with": "compatible_with",
    "host": "host",
    "virtual_environment": "virtual_environment",
    "environment_variable": "environment_variables",
    "sub_interpreter": "sub_interpreters",
}
"""By rule, the key of the parts whose objects have its parameters."""

_DERIVED = {"compatible_with": ("versions",)}
"""What such an object has beside its parameters, which follows from them."""

BESIDE = ("argv_text", *_PLAIN.values(), "cpython", "host_values")
"""The keys of what pyembed knows nothing of."""

_HOSTED = {"filesystem_importer": "paths", "virtual_environment": "path", "environment_variable": "value"}
"""By rule, the parameter that values of the host may stand in."""
