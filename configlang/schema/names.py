"""Names of extension modules and of the functions that create them."""

from __future__ import annotations

import keyword
import re

from configlang.light.patterns import pattern
from configlang.schema.texts import has_origin, to_path, without_origin

_RUST_KEYWORDS = frozenset(
    """
    as async await break const continue dyn else enum extern false fn for gen if impl in let loop match mod move mut
    pub ref return static struct trait true type unsafe use where while abstract become box do final macro override
    priv try typeof unsized virtual yield
    """.split()  # noqa: SIM905 - as a list it would take a line for each
)
_C_KEYWORDS = frozenset(
    """
    auto break case char const continue default do double else enum extern float for goto if inline int long register
    restrict return short signed sizeof static struct switch typedef union unsigned void volatile while
    class delete namespace new operator private protected public template this throw try catch using virtual
    """.split()  # noqa: SIM905 - likewise
)


def is_identifier(text: str) -> bool:
    """Tell whether a text is an ASCII identifier, which is one in C, Rust, Starlark and Python alike."""
    return text.isascii() and text.isidentifier()


def is_reserved_word(text: str) -> bool:
    """Tell whether a text is a keyword of C, C++ or Rust."""
    return text in _C_KEYWORDS or text in _RUST_KEYWORDS


def module_name_problem(name: str) -> str | None:
    """
    Say what keeps CPython from importing a linked-in module of this name; None when nothing does.

    The documentation of ``_inittab.name`` wants ASCII; an import statement wants identifiers joined by dots.
    """
    if is_identifier(name) and not keyword.iskeyword(name):
        return None
    if not name:
        return "it is empty"
    if not name.isascii():
        return f'"{name}" is not ASCII, and CPython finds a built-in module by an ASCII name only'
    for part in name.split("."):
        if not part:
            return f'a part between the dots of "{name}" is empty'
        inside = f' in "{name}"' if part != name else ""
        if not part.isidentifier():
            return f'"{part}"{inside} is not an identifier'
        if keyword.iskeyword(part):
            return f'"{part}"{inside} is a Python keyword, so no import statement can name it'
    return None


_FILE_SUFFIX = pattern(
    r"(\.(cpython-\w+|cp\d+|abi3|[\w-]*-linux-\w+))?\.(so|pyd|dll|dylib|pyx?|pyc|c|cpp|rs)\Z", re.IGNORECASE
)


def module_name_hint(name: str) -> str | None:
    """Return a hint with the module name that a text was probably meant as, None where there is no telling."""
    stem = name.replace("\\", "/").removeprefix("./")
    stem = _FILE_SUFFIX.sub("", stem).strip("/").replace("/", ".").replace("-", "_").replace(" ", "_")
    return f'did you mean "{stem}"?' if stem != name and module_name_problem(stem) is None else None


def init_problem(init: str) -> str | None:
    """Say why a text is neither a C symbol nor a Rust path; None when it is one of the two."""
    if not init:
        return "it is empty"
    if "::" not in init:
        if not is_identifier(init):
            return f'"{init}" is neither a C identifier nor a Rust path'
        return f'"{init}" is a keyword of C or C++' if init in _C_KEYWORDS else None
    parts = init.split("::")
    is_above = True
    for index, part in enumerate(parts):
        if not part:
            # A leading :: names a crate in edition 2018 and later.
            if index == 0:
                continue
            return f'a part between the :: of "{init}" is empty'
        raw = part.removeprefix("r#")
        if not is_identifier(raw) or raw == "_":
            return f'"{part}" is not a Rust identifier'
        is_anchor = is_above and part in {"crate", "self", "super"}
        is_above = is_above and part in {"self", "super"}
        if raw in {"crate", "self", "super", "Self"} and not is_anchor:
            return f'"{part}" can\'t stand there in a Rust path'
        if raw in _RUST_KEYWORDS and raw == part:
            return f'"{part}" is a Rust keyword'
    last = parts[-1]
    return f'"{last}" names no function' if last in {"crate", "self", "super"} else None


LONGEST_PACKED_NAME = 65535
"""Bytes in the longest name that a packed-resources file can hold; a module's name is ASCII."""


def packed_path_problem(path: str, *, is_windows: bool) -> str | None:
    """
    Say why OxidizedFinder would not find a library of this path below the folder of the executable.

    pyembed joins the path to that folder and expands nothing in it, and an absolute one would take the folder's place.
    """
    rest = path_below_origin(path)
    if not rest.strip("/\\"):
        return "it names no file"
    if has_origin(rest):
        return "`$ORIGIN` may stand at its beginning alone"
    is_absolute = rest.startswith("/") or (is_windows and (rest.startswith("\\") or rest[1:2] == ":"))
    return f'"{path}" is absolute, and the packed-resources file holds relative paths' if is_absolute else None


def path_below_origin(path: str) -> str:
    """Return a path without the ``$ORIGIN/`` that it may start with; one that is relative already is as it was."""
    rest = without_origin(path)
    is_below = rest != path and rest[:1] in {"/", "\\"}
    return to_path(rest.lstrip("/\\")) if is_below else path


def is_rust_path(init: str) -> bool:
    """Tell whether an init function is named by a Rust path, which only Rust code can follow."""
    return "::" in init
