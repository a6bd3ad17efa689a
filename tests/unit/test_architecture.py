"""The house: imports go down the levels only, and each thing that is kept in one place is there alone."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from configlang.cli.parser import VERBS, module_of
from configlang.outputs.table import OUTPUTS
from tools.rooms import levels

PACKAGE = Path(__file__).parents[2] / "configlang"
TEXTS = {PACKAGE / "scaffold" / "templates", PACKAGE / "boot" / "parts"}
"""Folders of files of other programs, some of them in Python."""
MODULES = {
    ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if TEXTS.isdisjoint(path.parents)
}

# A module that is a room of its own stands beside the folder that it lies in.
ROOMS = {room: index for index, level in enumerate(levels()) for room in level}

# What is imported by a name that is data: the test sees these too.
BY_DATA = {
    "configlang.outputs.emit": {f"configlang.outputs.{output.back_end}" for output in OUTPUTS},
    "configlang.cli.dispatch": {module_of(name) for name in VERBS},
    "configlang.api": {"configlang.calls"},
}


def imports_of(module: str) -> Iterator[str]:
    """Give what a module imports, wherever in it; names of a package count as its modules where they are."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: a relative import"
            base = node.module or ""
            yield from (name if (name := f"{base}.{alias.name}") in MODULES else base for alias in node.names)
    yield from BY_DATA.get(module, ())


def room_of(module: str) -> str:
    """Return the room of a module of the package: the longest of the names that it lies in."""
    parts = module.split(".")[1:]
    names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
    return next((name for name in names if name in ROOMS), "")


INSIDE = [name for name in MODULES if name != "configlang"]


def test_every_module_has_a_room() -> None:
    """A new folder has its place in the order before it is used."""
    assert [] == [module for module in INSIDE if not room_of(module)]


def test_what_is_imported_by_name_exists() -> None:
    """A module whose name is data is one of the package."""
    assert set() == {name for names in BY_DATA.values() for name in names} - set(MODULES)


@pytest.mark.parametrize("module", INSIDE)
def test_imports_go_downwards(module: str) -> None:
    """A module imports from its own room and from lower levels, never from above or from beside."""
    room = room_of(module)
    imported = {name for name in imports_of(module) if name.split(".")[0] == "configlang"} - {"configlang"}

    assert [] == [name for name in imported if room_of(name) != room and ROOMS[room_of(name)] >= ROOMS[room]]


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
    """Inside a room too the modules have an order, those that are imported late counted."""
    graph = {module: {name for name in imports_of(module) if name in MODULES} for module in MODULES}
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
    assert ["configlang.language.engine"] == [
        module for module in MODULES if "starlark" in {name.split(".")[0] for name in imports_of(module)}
    ]


def test_no_module_looks_for_parts_of_texts() -> None:
    """What a part is written as is known to one module; elsewhere it stands in sentences for people alone."""
    assert {"configlang.schema.texts"} == {
        module for module in INSIDE for text in strings_of(module) if "$ORIGIN" in text and not is_sentence(text)
    }


def strings_of(module: str) -> Iterator[str]:
    """Give the strings of a module that are no docstrings, those of an f-string piece by piece."""
    tree = ast.parse(MODULES[module].read_text(encoding="utf-8"))
    statements = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in statements:
            yield node.value


def is_sentence(text: str) -> bool:
    """Tell whether a text has words that nobody would look for in a path."""
    return " " in text


def test_prose_has_few_readers() -> None:
    """A check knows codes from their index: pages are read by who asks for them, and for a service that shows them."""
    readers = {module for module in MODULES if "configlang.findings.page" in imports_of(module)}

    assert {"configlang.cli.explain", "configlang.findings.sarif"} == readers


MAKERS = {
    "configlang.findings.problem": "from a problem, once its place is known: whatever is said of settings",
    "configlang.findings.codec": "from the JSON of another process",
    "configlang.project.document": "of a place in configlang.toml",
    "configlang.project.limits": "of the file at which a limit was reached",
    "configlang.project.root": "of the root, which stands in no text",
    "configlang.project.source": "of a file that can't be read, at the byte that says so",
    "configlang.project.wrong": "of a key in configlang.toml",
    "configlang.project.requirement": "of the version that configlang.toml wants",
    "configlang.project.entries": "of two outputs in configlang.toml",
    "configlang.project.lock": "of an entry in configlang.lock",
    "configlang.selection": "of a file that configlang.toml lists",
    "configlang.evaluation": "of the file at which a worker died",
    "configlang.language.guard": "of the line that is too deep, or a name that is taken",
    "configlang.language.lint": "of the statement that the engine's linter names",
    "configlang.language.loading": "of the text of a load",
    "configlang.language.oversights": "of the code that does nothing, or nothing that was meant",
    "configlang.language.runtime": "of the file at which the engine gave up, or which declares nothing",
    "configlang.language.target_values": "of a text in a comparison",
    "configlang.language.version_texts": "of a comparison of texts",
    "configlang.language.unknowns": "of what is asked of a value of the host",
    "configlang.language.suppressions": "of a comment",
    "configlang.findings.report": "of a line that the config prints, and of what is not shown",
    "configlang.comparison.revision": "of what git does not have",
    "configlang.outputs.documents.reading": "of the text of a JSON file",
    "configlang.why.remarks": "of what a comment has silenced, to be shown as that",
    "configlang.cli.resources": "of a packed-resources file, which has bytes and no lines",
}
"""The modules that make findings, with what each makes them of: all but the first have the place before the words."""


def test_findings_are_made_where_their_places_are_known() -> None:
    """What is wrong with a setting is a problem, which goes one way to its finding; only readers of texts go past."""
    makers = {
        module
        for module, path in MODULES.items()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] == "Finding"
    }

    assert set(MAKERS) == makers


def test_commands_do_not_import_each_other() -> None:
    """What two commands share lies beside them; only the dispatcher knows them all."""
    commands = BY_DATA["configlang.cli.dispatch"]

    assert {"configlang.cli.dispatch"} == {module for module in MODULES if commands & set(imports_of(module))}


def test_dependencies_are_those_that_are_declared() -> None:
    """The package imports the standard library and what pyproject.toml names."""
    outside = {name.split(".")[0] for module in MODULES for name in imports_of(module)} - {"configlang"}

    # tomllib is in the standard library from Python 3.11 on.
    # watchfiles comes with the extra of one command.
    assert {"attrs", "starlark", "tomli", "watchfiles"} == outside - sys.stdlib_module_names - {"tomllib"}


def test_folder_of_the_package_holds_its_modules_only() -> None:
    """Every folder is a package with a docstring that says what it is for."""
    for folder in {path.parent for path in MODULES.values()}:
        init = folder / "__init__.py"
        assert init.exists()
        assert ast.get_docstring(ast.parse(init.read_text(encoding="utf-8")))


LOOKERS = {
    "configlang.cache.looks": "the one way to the file system",
    "configlang.project.source": "opens what it reads, and notes that",
    "configlang.project.root": "opens files below the root, which `source` reads",
    "configlang.files": "writes",
    "configlang.findings.page": "reads what comes with configlang",
    "configlang.language.documented": "reads what comes with configlang",
    "configlang.language.rules": "reads what comes with configlang",
    "configlang.outputs.fill": "reads what comes with configlang",
    "configlang.outputs.host.python.program": "reads what comes with configlang",
    "configlang.outputs.host.python.script": "reads what comes with configlang",
}
"""Modules of the pipeline that ask the file system, and why."""
OF_THE_PIPELINE = (
    *("schema", "check", "outputs", "language", "project", "findings", "cpython", "compiler", "evaluation", "graph"),
    "why",
)
SERVED = ("eval", "check", "why", "deps", "options", "reporting")
ASKS = re.compile(
    r"(open|os\.(open|stat|lstat|listdir|scandir|walk|access|readlink)"
    r"|os\.path\.(exists|lexists|isfile|isdir|islink|ismount|realpath|samefile|getsize|getmtime))"
)


def test_the_pipeline_looks_at_the_file_system_in_one_way() -> None:
    """An answer is remembered with all that was looked at, so no stage looks past that."""
    rooms = tuple(f"configlang.{name}" for name in (*OF_THE_PIPELINE, *(f"cli.{name}" for name in SERVED)))
    askers = {
        module
        for module, path in MODULES.items()
        if module in {"configlang.files", "configlang.cache.looks", "configlang.calls"} or module.startswith(rooms)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, (ast.Call, ast.Attribute))
        and ASKS.fullmatch(ast.unparse(node.func if isinstance(node, ast.Call) else node))
    }

    assert set(LOOKERS) == askers
