"""Rules about the program that runs: which of several it is, and whether CPython can run it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import lru_cache

from configlang.check.rule import MEASURED, Rule, View
from configlang.cpython.inittab import FINDS_IN_PACKAGES
from configlang.cpython.versions import Version
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.texts import starts_at_runtime

RUN_FIELDS = frozenset({"run_command", "run_module", "run_filename"})

# Several programs


def _several(view: View) -> Iterator[Problem]:
    """Of several programs CPython runs one: command before module before filename (``pymain_run_python``)."""
    winner, *losers = view.runs
    for loser in losers:
        yield Problem(
            message=(
                f"`{loser}` never runs: `{winner}` is set as well, and {CPYTHON} runs one program,"
                " a command before a module before a file"
            ),
            paths=(f"interpreter.{loser}", f"interpreter.{winner}"),
            hint="keep the one that is the program",
        )


# The name of a module


def _module_name(view: View) -> Iterator[Problem]:
    """``runpy`` looks for a module of exactly that name; these can't be found."""
    name = str(view.given("run_module"))
    wrong = _wrong_name(name)
    if wrong is not None:
        what, hint = wrong
        yield Problem(
            message=(f'`run_module = "{name}"` is {what}: {CPYTHON} finds no such module, and ends with exit code 1'),
            paths=("interpreter.run_module",),
            hint=hint,
        )


def _wrong_name(name: str) -> tuple[str, str] | None:
    """Say what the text is instead of the name of a module, and what to write; a hyphen can be in a file's name."""
    module, colon, function = name.partition(":")
    stem, dot, suffix = name.rpartition(".")
    if "/" in name or "\\" in name:
        return "a path", "write the dotted name of the module, or set `run_filename`"
    if dot and suffix in {"py", "pyc", "pyw"}:
        return "the name of a file", f'write "{stem}", or set `run_filename`'
    if colon and all(part.isidentifier() for part in (*module.split("."), *function.split("."))):
        start = function.partition(".")[0]
        code = f"import sys; from {module} import {start}; sys.exit({function}())"
        return "an entry point", f'write `run_command = "{code}"`'
    if colon or not all(name.split(".")) or any(char.isspace() for char in name):
        return "empty" if not name else "no dotted name", "write names joined by dots, as after `python -m`"
    return None


# A module that has no Python code


def _module_code(view: View) -> Iterator[Problem]:
    """``runpy`` runs code objects, which extension modules don't have; and none but a package in files has modules."""
    name = str(view.given("run_module"))
    # OxidizedFinder and the finder of the C outputs see what BuiltinImporter hides before 3.11: a name with a dot.
    sees_dotted = (
        FINDS_IN_PACKAGES.covers(view.version) or not view.is_pyembed or view.config.oxidized_importer is not None
    )
    for path, extension in _extensions(view):
        if name == extension or (name + ".__main__" == extension and sees_dotted):
            what = f"`{extension}` is an extension module, which has no Python code to run"
        elif name.startswith(f"{extension}."):
            what = f"`{extension}` is an extension module and no package, so there is no module in it"
        else:
            continue
        yield Problem(
            message=f'`run_module = "{name}"`: {what}; {CPYTHON} ends with exit code 1',
            paths=("interpreter.run_module", path),
            hint="run a module in Python that imports it, or a `run_command` that does",
        )


def _extensions(view: View) -> Iterator[tuple[str, str]]:
    for extension in view.config.static_extensions:
        yield f"static_extension:{extension.name}", extension.name
    for dynamic in view.config.dynamic_extensions:
        # The `__init__` of a package may be an extension module, beside a `__main__.py`.
        if not dynamic.path.replace("\\", "/").rpartition("/")[2].startswith("__init__."):
            yield f"dynamic_extension:{dynamic.name}", dynamic.name


# The text of a command


def _command(view: View) -> Iterator[Problem]:
    """CPython compiles the text when it runs it."""
    text = str(view.given("run_command"))
    problem = _indentation(text, view.version) or _syntax(text, view.version)
    if problem is not None:
        what, hint = problem
        yield Problem(
            message=f"`run_command`: {CPYTHON} can't compile it, and ends with exit code 1: {what}",
            paths=("interpreter.run_command",),
            hint=hint,
        )


_DEDENTS = MEASURED.since("3.14")
"""The versions that take the common indentation out of a command."""


def _indentation(text: str, version: Version) -> tuple[str, str] | None:
    """Find an indented first line, which every CPython refuses; whitespace and comments before it don't count."""
    for number, line in enumerate(_as_taken(text, version).split("\n"), start=1):
        code = line.strip(" \t\f\r")
        if code and not code.startswith("#"):
            # A form feed starts the line anew.
            if line[: line.index(code)].rpartition("\f")[2]:
                return f"unexpected indent (line {number})", "begin its lines at the left margin"
            return None
    return None


def _as_taken(text: str, version: Version) -> str:
    if not _DEDENTS.covers(version):
        return text
    from textwrap import dedent

    return dedent(text)


_LONGEST = 1 << 20
"""Longer texts are not compiled here: a tree takes a hundred times the memory of its text."""


def _syntax(text: str, version: Version) -> tuple[str, str] | None:
    """
    Find what the grammar of a version does not know.

    The parser of the running Python can leave out what is newer than a version: match, except* and type parameters,
    with statements with parentheses, except without any, t-strings. Of other new syntax it says nothing (unpacking in
    an index, any expression as a decorator, f-strings as of 3.12). What is newer than itself it can't judge.
    """
    if version.minor > sys.version_info[1] or len(text) > _LONGEST:
        return None
    found = _compile(_as_taken(text, version), version.minor)
    if found is None:
        return None
    what, line, is_version = found
    where = f" (line {line})" if line else ""
    hint = "limit `compatible_with`, or write it for the oldest version that is meant" if is_version else None
    return f"{what}{where}", hint or "try it with `python -c`"


@lru_cache(maxsize=32)
def _compile(text: str, minor: int) -> tuple[str, int | None, bool] | None:
    """Return what is wrong with a text, the line, and whether it is right in newer versions; None for nothing."""
    import ast
    import warnings

    with warnings.catch_warnings():
        # An escape that is none, `is` with a literal: a line on stderr when it runs.
        warnings.simplefilter("ignore")
        is_right = False
        try:
            compile(text, "run_command", "exec", dont_inherit=True)
            is_right = True
            ast.parse(text, "run_command", feature_version=(3, minor))
        except SyntaxError as error:
            return error.msg, error.lineno, is_right
        except (ValueError, RecursionError, MemoryError):
            # Surrogates, and nesting that only the stack of the program that runs it can judge.
            return None
    return None


# Beside a program


def _interactive(view: View) -> Iterator[Problem]:
    """Behind a program, CPython looks at ``inspect`` before it opens a prompt (``pymain_repl``)."""
    if view.runs and view.is_set_on("interactive") and not view.is_on("inspect"):
        name = view.runs[0]
        yield Problem(
            message=(
                f"`interactive = True` has no effect: `{name}` is run, and {CPYTHON} opens a prompt behind a program"
                " only with `inspect`"
            ),
            paths=("interpreter.interactive", f"interpreter.{name}"),
            hint="set `inspect = True` as well, or leave it unset",
        )


def _relative_script(view: View) -> Iterator[Problem]:
    """Find a script that the working folder of whoever starts the program decides on."""
    path = str(view.given("run_filename"))
    is_absolute = (
        path.startswith("/")
        or starts_at_runtime(path)
        or (view.target.is_windows and re.match(r"\\\\|[A-Za-z]:[/\\]", path) is not None)
    )
    if not is_absolute:
        yield Problem(
            message=(
                f'`run_filename`: {CPYTHON} looks "{path}" up from the working folder of whoever starts the program,'
                " and does not find it from another"
            ),
            paths=("interpreter.run_filename",),
            hint=(
                "let the host pass it in at run time, or set `run_module` and add its folder to the paths of"
                " `filesystem_importer`"
                if view.is_pyembed
                else 'begin it with "$ORIGIN/", the folder of the executable'
            ),
        )


RULES = (
    Rule(code="several-programs", find=_several, needs=RUN_FIELDS),
    Rule(code="bad-run-module", find=_module_name, needs=frozenset({"run_module"})),
    Rule(code="bad-run-module", find=_module_code, needs=frozenset({"run_module"})),
    Rule(code="bad-run-command", find=_command, needs=frozenset({"run_command"})),
    Rule(code="no-prompt", find=_interactive, needs=frozenset({"interactive"})),
    Rule(code="relative-script", find=_relative_script, needs=frozenset({"run_filename"})),
)
