"""Rules about paths that are empty: where the start fails for one, and what one stands for elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import MEASURED, Rule, View
from configlang.cpython.search_path import EMPTY_IS_NONE
from configlang.cpython.versions import Version
from configlang.findings.finding import Severity
from configlang.findings.problem import CPYTHON, Problem
from configlang.schema.field import Kind
from configlang.schema.table import ARGUMENTS

_FIELDS = tuple(name for name, field in ARGUMENTS.items() if field.kind is Kind.PATH)
_WORKING_FOLDER = 'write "." where the working folder is meant, or leave it unset'
_UNSET = "leave it unset"

_KEPT = {
    "base_exec_prefix": "sys.base_exec_prefix",
    "base_executable": "sys._base_executable",
    "base_prefix": "sys.base_prefix",
    "exec_prefix": "sys.exec_prefix",
    "executable": "sys.executable",
    "prefix": "sys.prefix",
    "program_name": "sys.executable",
}
"""What is empty, too, in the versions that take an empty path for one."""


def _home(view: View) -> Iterator[Problem]:
    """Up to 3.10 an empty home is one, below which there is no library; the search path may be set all the same."""
    if view.given("home") == "" and view.search_paths is None:
        yield Problem(
            message=f'`home = ""`: {CPYTHON} finds no standard library below an empty path, and does not start',
            paths=("interpreter.home",),
            hint=_UNSET,
        )


def _idle(view: View) -> Iterator[Problem]:
    """Find empty paths that CPython takes for none, or hands on as they are."""
    for name in _FIELDS:
        if view.given(name) == "" and (meaning := _meaning(name, view.version)):
            yield Problem(
                message=f'`{name} = ""`: {meaning}',
                paths=(f"interpreter.{name}",),
                severity=Severity.INFO,
                hint=_UNSET,
            )


def _meaning(name: str, version: Version) -> str | None:
    if not ARGUMENTS[name].exists_in(version) or name in _TAKEN:
        return None
    if EMPTY_IS_NONE.covers(version):
        return f"{CPYTHON} takes it as if it were unset"
    return f"{CPYTHON} leaves `{_KEPT[name]}` empty" if name in _KEPT else None


_TAKEN = {
    "pycache_prefix": "keeps bytecode in the working folder of the process, in folders of the names of its sources",
    "run_filename": "looks for a `__main__.py` in the working folder of the process",
}
"""What CPython does with those that stand for the working folder."""


def _working_folder(view: View) -> Iterator[Problem]:
    """Find empty paths that stand for the working folder."""
    for name, does in _TAKEN.items():
        if view.given(name) == "":
            yield Problem(
                message=f'`{name} = ""`: {CPYTHON} {does}',
                paths=(f"interpreter.{name}",),
                severity=Severity.WARNING,
                hint=_WORKING_FOLDER,
            )


def _listed(view: View) -> Iterator[Problem]:
    """Find empty entries of the search path."""
    importer = view.config.filesystem_importer
    for index, path in enumerate((importer.paths if importer else None) or ()):
        if not path:
            yield Problem(
                message=f"`paths[{index}]`: {CPYTHON} takes an empty path for the working folder of the process",
                paths=("filesystem_importer.paths",),
                severity=Severity.WARNING,
                hint='write "." where that is meant, or leave it out',
                element=index,
            )


_CODE = "empty-path"

RULES = (
    Rule(code=_CODE, find=_home, needs=frozenset({"home"}), extent=MEASURED.until("3.10")),
    Rule(code=_CODE, find=_idle, needs=frozenset(_FIELDS)),
    Rule(code=_CODE, find=_working_folder, needs=frozenset(_TAKEN)),
    Rule(code=_CODE, find=_listed, needs=frozenset({"filesystem_importer"})),
)
