"""Rules about how paths are written: relative ones, ``$ORIGIN`` where it is no part of its own, the wrong separator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from configlang.check.rule import ON_PYEMBED, Rule, View, once
from configlang.check.search_path import reads_python_path
from configlang.findings.problem import CPYTHON, Problem
from configlang.light import records
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS
from configlang.schema.texts import (
    ORIGIN,
    mentions_origin,
    origin_lookalike,
    parts_of,
    starts_at_runtime,
    to_path,
)


@records.frozen
class Written:
    """
    A path of the config.

    Attributes:
        text: The path.
        setting: The setting that it is, or is an element of, as in the origins.
        element: Its index in a list, or None.
        name: What messages call it.
    """

    text: str
    setting: str
    element: int | None
    name: str


_FIELDS = tuple(name for name, field in ARGUMENTS.items() if field.kind is Kind.PATH)

_HOLDING = frozenset({*_FIELDS, "python_path_env", "filesystem_importer", "oxidized_importer"})
"""What holds paths."""

_FROM_WORKING_FOLDER = frozenset({"run_filename", "program_name", "dump_refs_file"})
"""What is named from the working folder as a rule, or looked for on ``PATH``."""


def _listed(setting: str, name: str, paths: tuple[str, ...]) -> Iterator[Written]:
    for index, path in enumerate(paths):
        yield Written(path, setting, index, f"{name}[{index}]")


def _fields(view: View) -> Iterator[Written]:
    interpreter = view.config.interpreter
    for name in _FIELDS:
        value = getattr(interpreter, name)
        if value is not None:
            yield Written(value, f"interpreter.{name}", None, name)


def _lists(view: View) -> Iterator[Written]:
    importer, oxidized = view.config.filesystem_importer, view.config.oxidized_importer
    if importer is not None:
        yield from _listed("filesystem_importer.paths", "paths", importer.paths or ())
    if oxidized is not None:
        yield from _listed("oxidized_importer.memory_mapped", "memory_mapped", oxidized.memory_mapped)
        if oxidized.extensions is not None:
            yield Written(oxidized.extensions, "oxidized_importer.extensions", None, "extensions")


# Relative paths


def _relative(view: View) -> Iterator[Problem]:
    """Find paths that mean another folder wherever the process happens to be started."""
    yield from _relative_paths(view)
    environment = view.given("python_path_env")
    if isinstance(environment, str) and reads_python_path(view):
        yield from _relative_items(view, environment)


@once
def _relative_paths(view: View) -> tuple[Problem, ...]:
    return tuple(_find_relative(view))


def _find_relative(view: View) -> Iterator[Problem]:
    for written in (*_fields(view), *_lists(view)):
        is_meant = written.setting.partition(".")[2] in _FROM_WORKING_FOLDER or _is_absolute(view, written.text)
        # Of an empty path the code `empty-path` tells.
        if is_meant or not written.text or _origin_fault(view, written.text) is not None:
            continue
        yield Problem(
            message=f"`{written.name}`: `{written.text}` is relative: {_taken_from(view, written.setting)}",
            paths=(written.setting,),
            hint=_absolute_hint(view, written.text),
            element=written.element,
        )


def _taken_from(view: View, setting: str) -> str:
    """Say what comes of a relative path; `site` makes the entries of ``sys.path`` absolute (``removeduppaths``)."""
    if setting.startswith("oxidized_importer."):
        return "the file is opened from the working folder of the process"
    if setting == "filesystem_importer.paths" and view.is_on("site_import"):
        return f"{CPYTHON} takes it from the folder that the process is started in"
    return f"{CPYTHON} keeps it so, and takes it from the working folder of the process"


def _is_absolute(view: View, text: str) -> bool:
    """Tell whether a path means one folder; ``.`` says that it is the working folder."""
    if text == "." or starts_at_runtime(text):
        return True
    return bool(re.match(r"[A-Za-z]:[/\\]|[/\\]", text)) if view.target.is_windows else text.startswith("/")


def _absolute_hint(view: View, text: str) -> str:
    if not view.target.is_windows and re.match(r"[A-Za-z]:[/\\]|\\\\", text):
        return f"this is a path of Windows, and the config is evaluated for {view.target.triple}"
    if text.startswith("~"):
        return "nothing replaces `~`; let the host pass such a folder in at run time"
    if re.match(r"\$[A-Za-z{]|%[A-Za-z_]+%", text):
        return "only `$ORIGIN` is replaced; let the host pass such a folder in at run time"
    return 'begin it with "$ORIGIN/", the folder of the executable, or write "." for the working folder itself'


_SHOWN = 8
"""How many of the items are named at most that are relative."""


def _relative_items(view: View, text: str) -> Iterator[Problem]:
    items = text.split(";" if view.target.is_windows else ":")
    relative = [item for item in items if not _is_absolute(view, to_path(item))]
    if text and relative and not _has_wrong_separator(view, text):
        named = [f"`{item}`" if item else "the empty item" for item in relative[:_SHOWN]]
        shown = ", ".join(named if len(relative) <= _SHOWN else [*named, f"{len(relative) - _SHOWN} more"])
        yield Problem(
            message=f"`python_path_env`: {CPYTHON} takes {shown} from the working folder of the process",
            paths=("interpreter.python_path_env",),
            hint="write absolute paths",
        )


# $ORIGIN


@once
def _odd_origin(view: View) -> tuple[Problem, ...]:
    """``$ORIGIN`` is replaced wherever it stands, as plain text, and nothing that merely looks like it."""
    return tuple(_find_odd_origin(view))


def _find_odd_origin(view: View) -> Iterator[Problem]:
    for written in (*_fields(view), *_lists(view)):
        field = ARGUMENTS.get(written.name)
        is_text = view.is_pyembed and field is not None and not field.expands_origin
        fault = None if is_text else _origin_fault(view, written.text)
        if fault is not None:
            yield Problem(
                message=f"`{written.name}`: {fault}",
                paths=(written.setting,),
                hint='write it as "$ORIGIN/...", at the beginning and followed by a separator',
                element=written.element,
            )


def _origin_fault(view: View, text: str) -> str | None:
    pairs = [*pairwise(parts_of(text))]
    for part, literal in pairs:
        if part is ORIGIN and isinstance(literal, str) and (word := re.match(r"\w+", literal)):
            shown = f"{ORIGIN.value}{word[0]}"
            return f"`{shown}` becomes the folder of the executable with `{word[0]}` at the end of its name"
    if lookalike := origin_lookalike(text):
        return f"`{lookalike}` is not replaced, and taken for the name of a folder"
    # The origin that the config itself sets may be relative; two paths may stand in `home`.
    is_inside = any(part is ORIGIN and not str(before).endswith((":", ";")) for before, part in pairs)
    if is_inside and view.given("origin") is None:
        return "`$ORIGIN` in the middle puts a whole path behind another"
    return None


def _origin_in_text(view: View) -> Iterator[Problem]:
    """Pyembed expands the paths of the importers and ``tcl_library``, and this field is none of them."""
    if mentions_origin(str(view.given("python_path_env"))):
        yield Problem(
            message="`python_path_env`: pyembed takes `$ORIGIN` here for the name of a folder",
            paths=("interpreter.python_path_env",),
            hint="list the paths in `filesystem_importer`, where $ORIGIN is expanded",
        )


# The separator


def _separator(view: View) -> Iterator[Problem]:
    """``PYTHONPATH`` is split at ``:``, on Windows at ``;``."""
    text = str(view.given("python_path_env"))
    if reads_python_path(view) and _has_wrong_separator(view, text):
        wrong, right, where = (":", ";", "on Windows") if view.target.is_windows else (";", ":", "on POSIX")
        yield Problem(
            message=f"`python_path_env`: {CPYTHON} splits it at `{right}` {where}; `{wrong}` is a part of a name",
            paths=("interpreter.python_path_env",),
            hint=f'write "{right}" between the folders; a config for both takes it by `TARGET.os == "windows"`',
        )


def _has_wrong_separator(view: View, text: str) -> bool:
    if view.target.is_windows:
        return any(":" in re.sub(r"^[A-Za-z]:(?=[/\\]|$)", "", item) for item in text.split(";"))
    return ";" in text


RULES = (
    Rule(code="relative-path", find=_relative, needs=_HOLDING),
    Rule(code="odd-origin", find=_odd_origin, needs=_HOLDING),
    Rule(
        code="origin-not-expanded",
        find=_origin_in_text,
        needs=frozenset({"python_path_env"}),
        starters=ON_PYEMBED,
    ),
    Rule(code="wrong-separator", find=_separator, needs=frozenset({"python_path_env"})),
)
