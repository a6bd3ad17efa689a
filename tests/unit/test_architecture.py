"""The house: imports go down the levels only, and each thing that is kept in one place is there alone."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "configlang"
TEXTS = {PACKAGE / "scaffold" / "templates", PACKAGE / "boot" / "parts"}
"""Folders of files of other programs, some of them in Python."""
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if TEXTS.isdisjoint(path.parents)
}

# From the lowest to the highest. Folders of one level don't know each other.
LEVELS = (
    {"_version"},
    {"findings", "cpython", "resources"},
    {"schema", "project"},
    {"language", "check", "outputs"},
    {"compiler"},
    {"boot", "scaffold"},
    {"cli"},
    {"__main__"},
)


def imports_of(path: Path, *, is_deferred: bool = True) -> Iterator[str]:
    """
    Give the modules that a file imports; names of a package count as its modules where they are.

    Args:
        path: The file.
        is_deferred: Whether imports inside functions count too.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree) if is_deferred else tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            yield from (name if (name := f"{module}.{alias.name}") in MODULES else module for alias in node.names)


def level_of(module: str) -> int:
    """Return the level of a module of the package."""
    part = module.split(".")[1]
    return next(index for index, level in enumerate(LEVELS) if part in level)


INSIDE = [name for name in MODULES if name != "configlang"]


def test_every_module_has_a_level() -> None:
    """A new folder has its place in the order before it is used."""
    known = set().union(*LEVELS)

    assert set() == {module.split(".")[1] for module in INSIDE} - known


@pytest.mark.parametrize("module", INSIDE)
def test_imports_go_downwards(module: str) -> None:
    """A module imports from its own folder and from lower levels, never from above or from beside."""
    allowed = {
        other for other in INSIDE if other.split(".")[1] == module.split(".")[1] or level_of(other) < level_of(module)
    }

    imported = {name for name in imports_of(MODULES[module]) if name.split(".")[0] == "configlang"}

    assert set() == imported - allowed - {"configlang"}


def test_only_the_version_is_taken_from_the_package_itself() -> None:
    """``from configlang import`` something else would go up to the public API, and with it to everything."""
    for module in INSIDE:
        tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
        names = {
            alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "configlang"
            for alias in node.names
        }
        assert set() == names - {"__version__"}, module


def test_modules_import_each_other_in_no_circle() -> None:
    """Inside a folder too there is an order in which the modules can be loaded."""
    graph = {
        module: {name for name in imports_of(path, is_deferred=False) if name in MODULES}
        for module, path in MODULES.items()
    }
    done: set[str] = set()

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert module not in way, " -> ".join([*way, module])
        if module not in done:
            for other in sorted(graph[module] - {"configlang"}):
                visit(other, (*way, module))
            done.add(module)

    for module in INSIDE:
        visit(module, ())


def test_engine_has_one_door() -> None:
    """One module knows the engine, so that another engine, or its next release, is a change of that one."""
    assert [
        module for module, path in MODULES.items() if "starlark" in {name.split(".")[0] for name in imports_of(path)}
    ] == ["configlang.language.engine"]


def test_prose_has_few_readers() -> None:
    """A check knows codes from their index: pages are read by who asks for them, and for a service that shows them."""
    readers = {module for module, path in MODULES.items() if "configlang.findings.page" in imports_of(path)}

    assert {"configlang.cli.explain", "configlang.findings.sarif"} == readers


def test_commands_do_not_import_each_other() -> None:
    """What two commands share lies beside them; only the main module knows them all."""
    commands = {
        module
        for module, path in MODULES.items()
        if module.startswith("configlang.cli.") and "def add_to(" in path.read_text(encoding="utf-8")
    }

    assert {"configlang.cli.eval", "configlang.cli.check"} <= commands
    users = {module for module, path in MODULES.items() if commands & set(imports_of(path))}
    assert {"configlang.cli.main"} == users


def test_dependencies_are_those_that_are_declared() -> None:
    """The package imports the standard library and what pyproject.toml names."""
    outside = {name.split(".")[0] for path in MODULES.values() for name in imports_of(path)} - {"configlang"}

    # tomllib is in the standard library from Python 3.11 on.
    assert {"attrs", "starlark", "tomli"} == outside - sys.stdlib_module_names - {"tomllib"}


def test_folder_of_the_package_holds_its_modules_only() -> None:
    """Every folder is a package with a docstring that says what it is for."""
    for folder in {path.parent for path in MODULES.values()}:
        init = folder / "__init__.py"
        assert init.exists()
        assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))
