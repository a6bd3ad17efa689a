"""What is imported when: start-up stays small, and heavy modules come where they are used."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# What is never needed to evaluate a config, and costs milliseconds.
HEAVY = {
    "argparse",
    "attr",
    "attrs",
    "asyncio",
    "ctypes",
    "dataclasses",
    "difflib",
    "email",
    "hashlib",
    "http",
    "importlib.metadata",
    "logging",
    "multiprocessing",
    "pathlib",
    "socket",
    "tempfile",
    "tomllib",
    "tomli",
    "unittest",
    "urllib",
    "uuid",
    "xml",
    "zipfile",
}


def modules(program: str, folder: Path) -> set[str]:
    """Return the modules that a program has imported at its end, without those that Python starts with."""
    report = "after = set(sys.modules); import json; sys.stderr.write(json.dumps(sorted(after - before)))"
    # attrs and the engine must be found, but site would import things of its own, beside `os` that it always imports.
    text = f"import os, sys; sys.path[:0] = {[str(ROOT), *sys.path]!r}; before = set(sys.modules)\n{program}\n{report}"
    done = subprocess.run(
        [sys.executable, "-S", "-c", text],
        cwd=folder,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    # Findings are printed before it.
    return set(json.loads(done.stderr.rpartition("\n")[2]))


def run(arguments: list[str]) -> str:
    """Return a program that runs the command: what it imports is what the process imports that waits."""
    return f"from configlang.cli.main import main\nmain({arguments!r})"


def serve(arguments: list[str]) -> str:
    """Return a program that does what a worker does for the command."""
    command, *words = arguments
    return f"from configlang.cli.{command} import serve\nserve({words!r})"


def test_package_alone_imports_nothing(tmp_path: Path) -> None:
    """Whoever imports the package pays for what they use, when they use it."""
    imported = modules("import configlang", tmp_path)

    assert {"configlang", "configlang._version"} == {name for name in imported if name.startswith("configlang")}
    assert set() == imported & {"attrs", "attr", "starlark", "argparse", "json", "inspect"}


def test_package_alone_does_without_typing(tmp_path: Path) -> None:
    """Types are for checkers: importing the package costs none of the milliseconds that ``typing`` takes."""
    assert set() == modules("import configlang", tmp_path) & {"typing", "re", "enum", "contextlib"}


def test_public_names_import_their_own_homes(tmp_path: Path) -> None:
    """The record of a finding comes without the engine, and the classes of a config without the command."""
    finding = modules("from configlang import Finding", tmp_path)
    config = modules("from configlang import Config", tmp_path)

    assert set() == finding & {"starlark", "argparse", "configlang.compiler", "configlang.schema.config"}
    assert set() == config & {"starlark", "argparse", "configlang.compiler", "configlang.language"}


def test_version_needs_no_engine(tmp_path: Path) -> None:
    """Build scripts ask for the version all the time."""
    imported = modules(run(["--version"]), tmp_path)

    assert imported == LEAST


FAMILIES_ABOUT_MODULES = {"modules", "module_inits", "module_names", "module_packages"}

LEAST = {
    "__future__",
    "configlang",
    "configlang._version",
    "configlang.cache",
    "configlang.cache.answers",
    "configlang.cache.looks",
    "configlang.cli",
    "configlang.cli.command",
    "configlang.cli.main",
}
"""All that is imported where an answer is remembered."""


@pytest.mark.parametrize(
    "arguments",
    [
        ["eval", "a.bzl"],
        ["eval", "a.bzl", "--output", "a.json"],
        ["check"],
        ["check", "a.bzl", "b.bzl"],
        ["why", "a.bzl", "isolated"],
        ["explain", "wrong-type"],
        ["help", "eval"],
        ["--help"],
        ["why", "--help"],
    ],
)
def test_remembered_answer_needs_nothing(arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing has changed, nothing is imported but what finds that out: no engine, no parser of options."""
    monkeypatch.setenv("CONFIGLANG_CACHE_DIR", str(tmp_path / "cache"))
    (tmp_path / "project").mkdir()
    for name in ("a", "b"):
        (tmp_path / "project" / f"{name}.bzl").write_text("interpreter(isolated = True)\n")
    assert "configlang.cli.dispatch" in modules(run(arguments), tmp_path / "project")

    # A checkout looks at its own files, and an installed package at what its installer wrote down.
    assert modules(run(arguments), tmp_path / "project") - {"configlang.cache.checkout"} == LEAST


def test_entry_imports_no_more_than_the_command(tmp_path: Path) -> None:
    """What a console script imports adds one module of ours, and one that is built into Python."""
    program = "import atexit; sys.argv[1:] = ['--version']; atexit.register(int)\n"
    program += "from configlang.__main__ import main; main()"

    assert modules(program, tmp_path) - {"configlang.__main__", "atexit", "gc"} == LEAST


@pytest.mark.parametrize("arguments", [["eval", "a.bzl"], ["check", "a.bzl"], ["eval", "a.bzl", "--format", "rust"]])
def test_evaluating_needs_nothing_heavy(arguments: list[str], tmp_path: Path) -> None:
    """An evaluation without a mistake imports the engine, in a worker, and nothing for rare needs."""
    text = 'interpreter(isolated = True, set_missing_path_configuration = False)\nstatic_extension("a")\n'
    (tmp_path / "a.bzl").write_text(text)

    imported = modules(serve(arguments), tmp_path)

    assert set() == imported & (HEAVY | {f"configlang.findings.{name}" for name in ("catalogue", "page", "sarif")})


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("interpreter(isolated = True)", {"availability", "encodings", "isolation"}),
        ('static_extension("a")', {"availability", "encodings", *FAMILIES_ABOUT_MODULES}),
        ("interpreter(verbose = 1)", {"availability", "encodings", "isolation", "numbers"}),
    ],
)
def test_only_checks_about_the_config_are_imported(text: str, families: set[str], tmp_path: Path) -> None:
    """A family of checks is imported for configs that set what it is about."""
    (tmp_path / "a.bzl").write_text(f"{text}\n")

    imported = modules(serve(["check", "a.bzl"]), tmp_path)

    assert families == {name.rpartition(".")[2] for name in imported if name.startswith("configlang.check.families.")}


@pytest.mark.parametrize("arguments", [["eval", "a.bzl"], ["check", "a.bzl"], ["why", "a.bzl"]])
@pytest.mark.parametrize("text", ["interpreter(isolated = True)\n", "interpreter(isolated = 1)\n", "load(\n"])
def test_whoever_waits_knows_nothing(arguments: list[str], text: str, tmp_path: Path) -> None:
    """Everything between the words and the answer is a worker's: the process that waits has none of it."""
    (tmp_path / "a.bzl").write_text(text)

    imported = modules(run(arguments), tmp_path)

    rooms = ("schema", "check", "outputs", "language", "project", "compiler", "findings", "cpython")
    assert [] == [name for name in imported if name.startswith(tuple(f"configlang.{room}" for room in rooms))]
    assert set() == imported & {"attrs", "attr", "starlark"}


@pytest.mark.parametrize(
    "arguments", [["eval", "a.bzl"], ["check", "a.bzl"], ["check", "a.bzl", "--message-format", "json"]]
)
def test_index_is_read_for_comments_alone(arguments: list[str], tmp_path: Path) -> None:
    """A good config needs no list of codes; findings and comments that silence need the index of it, and no prose."""
    page, index = "configlang.findings.page", "configlang.findings.catalogue"
    text = "interpreter(isolated = True, set_missing_path_configuration = False)\n"
    (tmp_path / "a.bzl").write_text(text)

    assert set() == modules(serve(arguments), tmp_path) & {page, index}

    (tmp_path / "a.bzl").write_text(f"{text}# configlang: disable=importer-off\nfilesystem_importer(enabled = False)\n")

    assert {index} == modules(serve(arguments), tmp_path) & {page, index}


def test_page_is_for_those_who_want_one(tmp_path: Path) -> None:
    """What tells of fields imports no form but its own."""
    (tmp_path / "a.bzl").write_text("interpreter(isolated = True)\n")
    forms = {f"configlang.why.{name}" for name in ("text", "data", "terminal", "document")}

    for words, form in ((), "text"), (("--json",), "data"), (("--matrix",), "terminal"), (("--html", "a"), "document"):
        assert {f"configlang.why.{form}"} == modules(serve(["why", "a.bzl", *words]), tmp_path) & forms


def test_explanations_are_read_by_those_who_ask(tmp_path: Path) -> None:
    """Prose is for `explain`, which reads one page of it, and for SARIF, whose readers see it there."""
    (tmp_path / "a.bzl").write_text("interpreter(isolated = 1)\n")

    for program in (run(["explain", "wrong-type"]), serve(["check", "a.bzl", "--message-format", "sarif"])):
        assert "configlang.findings.page" in modules(program, tmp_path)
