"""
The program that is booted: C around the generated file, and the Python that tells what came up.

It writes lines into a file, each a Python literal in ASCII, as soon as it knows them, so that what died on the way can
be told from what was never reached: ``("status", kind, exit code, message)``, ``("searched", folder)``, ``("stand-in",
module)``, ``("configs", dict or None)``, ``("sys", dict)``, ``("importing", module)``, ``("imported", module, dict)``
and at the end ``("done",)``.

The Python imports nothing: a config may leave an interpreter without importers, and without a standard library.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Sequence

from configlang.outputs.fill import fill, read
from configlang.outputs.host.c.text import narrow
from configlang.schema.names import is_rust_path

_PARTS = os.path.join(os.path.dirname(__file__), "parts")

NAME = "booted_config"
"""The stem of the generated files, and the prefix of its functions."""

REPORT = "CONFIGLANG_BOOT_REPORT"
"""An environment variable that the program takes out before Python starts; without it, it runs the config."""


def init_of(index: int) -> str:
    """Return the init function that stands before the one of a linked-in module, by the place of the module."""
    return f"{NAME}_init_{index}"


def texts(*, origin: str | None, home: str | None) -> bytes:
    """Return the contents of the file that the program reads what the host passes from."""
    return b"".join(os.fsencode(text or "") + b"\0" for text in (origin, home))


def source(
    modules: Sequence[tuple[str, str]],
    dynamic: Iterable[str],
    *,
    texts: str,
    absent: Collection[str] = (),
    variables: Iterable[str] = (),
) -> str:
    """
    Return the program.

    Args:
        modules: Names and init functions (C symbols or Rust paths) of the modules that are linked in, in order.
        dynamic: Names of the modules that are imported besides.
        texts: The path of the file that ``texts`` goes into.
        absent: C symbols that are known to be missing, where the linker takes no weak ones.
        variables: Names of variables of the environment that are told.
    """
    names = [*(name for name, _ in modules), *dynamic]
    symbols = [symbol for symbol in weak_symbols(modules) if symbol not in absent]
    # Names of modules and symbols are ASCII identifiers: nothing to escape.
    inits = ((name, init if init in symbols else "NULL") for name, init in modules)
    values = {
        "PFX": NAME,
        "UPFX": NAME.upper(),
        "REPORT": REPORT,
        "PASSED": narrow(texts),
        "SYMBOLS": "".join(f"extern PyObject *{symbol}(void) BOOT_WEAK;\n" for symbol in symbols),
        "MODULES": "".join(f'    {{"{name}", {init}}},\n' for name, init in inits),
        "INITS": "".join(f"BOOT_INIT({init_of(index)}, {index})\n" for index in range(len(modules))),
        "CODE": narrow(report(names, variables)),
    }
    return fill(read(os.path.join(_PARTS, "program.c")), values)


def report(names: Iterable[str], variables: Iterable[str] = ()) -> str:
    """Return the Python that tells what came up, what variables of the environment are, and imports modules."""
    values = {"NAMES": ascii([*names]), "VARIABLES": ascii([*variables])}
    return fill(read(os.path.join(_PARTS, "report.py")), values)


def weak_symbols(modules: Iterable[tuple[str, str]]) -> list[str]:
    """Return the C symbols that may be missing: the linker takes them from an archive only if it is told to look."""
    return sorted({init for _, init in modules if not is_rust_path(init)})
