"""The least that evaluates a config: the engine, attrs, JSON; no check, no place, no process of its own."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import attrs
import starlark


@attrs.frozen
class StaticExtension:
    """A module that is linked into the host."""

    name: str
    init: str


RULES = """
_declared = []
StaticExtension = record(name = str, init = str)
def static_extension(name, init):
    _declared.append(StaticExtension(name = name, init = init))
def interpreter(profile):
    pass
"""


def main() -> None:
    """Evaluate the file named on the command line and print its declarations."""
    extension = starlark.LibraryExtension
    names = starlark.Globals.extended_by([extension.RecordType, extension.Json])
    dialect = starlark.Dialect.extended()
    module = starlark.Module()
    starlark.eval(module, starlark.parse("rules", RULES, dialect), names)
    starlark.eval(module, starlark.parse("config", Path(sys.argv[1]).read_text(encoding="utf-8"), dialect), names)
    text = starlark.eval(module, starlark.parse("end", "json.encode(_declared)", dialect), names)
    extensions = [StaticExtension(**values) for values in json.loads(str(text))]
    rows = [{"name": extension.name, "init_func": extension.init} for extension in extensions]
    sys.stdout.write(json.dumps({"extra_extension_modules": rows}))


if __name__ == "__main__":
    main()
