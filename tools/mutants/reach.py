"""Which tests come past the place of a fault, in whatever process: seen by running all with a mark at each place."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import attrs

from tools.mutants.faults import Fault

_MARKER = """\
def _came_past_(number, seen=set()):
    import os

    test = os.environ.get("PYTEST_CURRENT_TEST", "")
    if (number, test) not in seen:
        seen.add((number, test))
        try:
            log = os.open({log!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(log, f"{{number}} {{test}}\\n".encode())
            os.close(log)
        except OSError:
            pass
"""
"""Notes once a process and test that a place was come past. It imports nothing of ours, since anything may call it."""


@attrs.frozen(kw_only=True)
class Marks:
    """
    The marks of faults.

    Attributes:
        texts: By file, the text with a mark in front of the innermost statement that has a fault. It may be come past
            where the fault itself is not.
        numbers: Which faults have a mark: not those outside of functions, which every process comes past that imports
            the module.
    """

    texts: Mapping[str, str]
    numbers: frozenset[int]


def make_marks(root: Path, faults: Iterable[Fault], log: Path) -> Marks:
    """
    Put a mark at the place of each fault.

    Args:
        root: The checkout.
        faults: The faults.
        log: The file that takes a line for each mark that a test comes past.
    """
    texts, numbers = {}, set[int]()
    by_file: defaultdict[str, list[Fault]] = defaultdict(list)
    for fault in faults:
        by_file[fault.path].append(fault)
    for path, some in by_file.items():
        text = (root / path).read_text(encoding="utf-8")
        tree, lines = ast.parse(text), text.splitlines(keepends=True)
        statements = [*_statements(tree, lines)]
        marks: defaultdict[int, str] = defaultdict(str)
        for fault in some:
            around = [_start(each) for each in statements if _start(each) <= fault.line <= (each.end_lineno or 0)]
            if around:
                line = lines[max(around) - 1]
                marks[max(around)] += f"{line[: len(line) - len(line.lstrip())]}_came_past_({fault.number})\n"
                numbers.add(fault.number)
        marks[_first_line(tree)] += _MARKER.format(log=str(log))
        texts[path] = "".join(marks.get(number, "") + line for number, line in enumerate([*lines, ""], 1))
    return Marks(texts=texts, numbers=frozenset(numbers))


def _statements(tree: ast.Module, lines: list[str]) -> Iterator[ast.stmt]:
    """Give the statements in functions, at any depth, in front of which another one can stand."""
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            for each in (each for statement in function.body for each in ast.walk(statement)):
                # To the parser an `elif` is an `if` of its own.
                if isinstance(each, ast.stmt) and not lines[each.lineno - 1].lstrip().startswith("elif "):
                    yield each


def _start(statement: ast.stmt) -> int:
    """Return the first line of a statement, with its decorators."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    return min([statement.lineno, *(each.lineno for each in decorators)])


def _first_line(tree: ast.Module) -> int:
    """Return the first line that is neither the docstring nor an import from the future."""
    line = 1
    for node in tree.body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        if not is_docstring and not (isinstance(node, ast.ImportFrom) and node.module == "__future__"):
            break
        line = (node.end_lineno or 0) + 1
    return line


def read(marks: Marks, log: Path) -> dict[int, frozenset[str] | None]:
    """
    Return, by the number of each marked fault, the tests that came past its mark.

    It is None where something did while no test was running, as a module was imported.
    """
    found: dict[int, set[str]] = {number: set() for number in marks.numbers}
    for line in log.read_text(encoding="utf-8").splitlines() if log.exists() else ():
        number, _, test = line.partition(" ")
        # Behind the name stands the phase, as in `(call)`.
        found[int(number)].add(test.rpartition(" (")[0])
    return {number: None if "" in tests else frozenset(tests) for number, tests in found.items()}
