"""
The program that is booted: C around the generated file, and the Python that tells what came up.

It writes lines into a file, each a Python literal in ASCII, as soon as it knows them, so that what died on the way can
be told from what was never reached: ``("status", kind, exit code, message)``, ``("stand-in", module)``,
``("configs", dict or None)``, ``("sys", dict)``, ``("importing", module)``, ``("imported", module, dict)`` and at the
end ``("done",)``.

The Python imports nothing: a config may leave an interpreter without importers, and without a standard library.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from configlang.outputs.fill import fill, read
from configlang.outputs.host.c.text import narrow
from configlang.schema.names import is_rust_path

_PARTS = os.path.join(os.path.dirname(__file__), "parts")

NAME = "booted_config"
"""The stem of the generated files, and the prefix of its functions."""

REPORT, ORIGIN, HOME = "CONFIGLANG_BOOT_REPORT", "CONFIGLANG_BOOT_ORIGIN", "CONFIGLANG_BOOT_HOME"
"""Environment variables that the program takes out before Python starts; without the first one it runs the config."""


def init_of(index: int) -> str:
    """Return the init function that stands before the one of a linked-in module, by the place of the module."""
    return f"{NAME}_init_{index}"


def source(modules: Sequence[tuple[str, str]], dynamic: Iterable[str]) -> str:
    """
    Return the program.

    Args:
        modules: Names and init functions (C symbols or Rust paths) of the modules that are linked in, in order.
        dynamic: Names of the modules that are imported besides.
    """
    names = [*(name for name, _ in modules), *dynamic]
    symbols = weak_symbols(modules)
    # Names of modules and symbols are ASCII identifiers: nothing to escape.
    inits = ((name, init if init in symbols else "NULL") for name, init in modules)
    values = {
        "PFX": NAME,
        "UPFX": NAME.upper(),
        "REPORT": REPORT,
        "ORIGIN": ORIGIN,
        "HOME": HOME,
        "SYMBOLS": "".join(f"extern PyObject *{symbol}(void) __attribute__((weak));\n" for symbol in symbols),
        "MODULES": "".join(f'    {{"{name}", {init}}},\n' for name, init in inits),
        "INITS": "".join(f"BOOT_INIT({init_of(index)}, {index})\n" for index in range(len(modules))),
        "CODE": narrow(report(names)),
    }
    return fill(read(os.path.join(_PARTS, "program.c")), values)


def report(names: Iterable[str]) -> str:
    """Return the Python that tells what came up, and imports modules."""
    return fill(read(os.path.join(_PARTS, "report.py")), {"NAMES": ascii([*names])})


def weak_symbols(modules: Iterable[tuple[str, str]]) -> list[str]:
    """Return the C symbols that may be missing: the linker takes them from an archive only if it is told to look."""
    return sorted({init for _, init in modules if not is_rust_path(init)})
