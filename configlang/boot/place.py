"""What lies where a config says that the standard library is, on this machine: told of a start that has failed."""

from __future__ import annotations

import os

from configlang.cpython.builds import Python
from configlang.cpython.search_path import library
from configlang.findings.problem import Problem
from configlang.schema.config import Config
from configlang.schema.texts import expand


def with_place(problem: Problem, config: Config, python: Python, origin: str) -> Problem:
    """
    Return what kept a CPython from starting, with what is wrong with the folder that should hold its library.

    Args:
        problem: What kept it.
        config: The config.
        python: The CPython.
        origin: The folder of the program.
    """
    importer = config.filesystem_importer
    if problem.code != "boot-failed" or (importer is not None and importer.mode == "replace" and importer.paths):
        return problem
    for name in ("home", "prefix"):
        value = getattr(config.interpreter, name)
        folder = expand(value, origin).partition(os.pathsep)[0] if value else ""
        if folder and (found := _wrong(folder, python)):
            what, hint = found
            return problem._replace(
                message=f"{problem.message}\n    `{name}`: `{folder}` {what}",
                paths=(f"interpreter.{name}",),
                hint=hint,
            )
    return problem


def _wrong(folder: str, python: Python) -> tuple[str, str] | None:
    """Say what a folder is in the place of a prefix, and what to write instead."""
    if os.path.isfile(os.path.join(folder, "pyvenv.cfg")):
        what = "is a virtual environment, which has packages and no standard library"
        return (
            what,
            f'leave it unset, and call `virtual_environment("{folder}")`, which sets `executable` to its interpreter',
        )
    if os.path.isfile(os.path.join(folder, "encodings", "__init__.py")):
        above = os.path.normpath(os.path.join(folder, *[os.pardir] * len(library(python))))
        return "is the library itself, and the prefix is above it", f'write "{above}"'
    if not os.path.isdir(folder):
        return ("is a file, and no folder" if os.path.exists(folder) else "does not exist"), "name the prefix"
    if not os.path.isdir(os.path.join(folder, *library(python))):
        return f"has no `{'/'.join(library(python))}` in it", "name the prefix of this CPython"
    return None
