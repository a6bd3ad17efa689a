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


@attrs.frozen
class Config:
    """A whole config, its other parts as they are written."""

    interpreter: dict[str, object]
    paths: list[str]
    python: str | None
    static_extensions: list[StaticExtension]


RULES = """
_modules = []
_others = {"interpreter": {}, "paths": [], "python": None}
StaticExtension = record(name = str, init = str)
def static_extension(name, init = None):
    _modules.append(StaticExtension(name = name, init = init or "PyInit_" + name.split(".")[-1]))
def interpreter(**values):
    _others["interpreter"] = values
def filesystem_importer(paths):
    _others["paths"] = paths
def compatible_with(python):
    _others["python"] = python
"""

LIBRARY = """
def stdlib_paths(origin, python):
    return [origin + "/lib/python" + python, origin + "/lib/python" + python + "/lib-dynload"]
"""


def main() -> None:
    """Evaluate the file named on the command line and print what it declares."""
    extension = starlark.LibraryExtension
    names = starlark.Globals.extended_by([extension.RecordType, extension.Json])
    dialect = starlark.Dialect.extended()

    def load(_name: str) -> starlark.FrozenModule:
        library = starlark.Module()
        starlark.eval(library, starlark.parse("library", LIBRARY, dialect), names)
        return library.freeze()

    module = starlark.Module()
    loader = starlark.FileLoader(load)
    starlark.eval(module, starlark.parse("rules", RULES, dialect), names)
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    starlark.eval(module, starlark.parse("config", text, dialect), names, loader)
    encoded = starlark.eval(module, starlark.parse("end", "json.encode([_modules, _others])", dialect), names)
    modules, others = json.loads(str(encoded))
    config = Config(**others, static_extensions=[StaticExtension(**values) for values in modules])
    sys.stdout.write(json.dumps(attrs.asdict(config)))


if __name__ == "__main__":
    main()
