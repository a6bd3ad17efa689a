"""The catalogue of codes: complete, without leftovers, and with examples that are true."""

from __future__ import annotations

import argparse
import ast
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from configlang import evaluate
from configlang.compiler import emit_with_findings
from configlang.findings.catalogue import CATALOGUE, Entry
from configlang.findings.entries_boot import BOOT_ENTRIES
from configlang.findings.finding import Finding, Severity
from configlang.outputs.backend import EmitOptions

PACKAGE = Path(__file__).parents[2] / "configlang"

# Calls that make a finding from a code given by position.
MAKERS = {"LabelError", "LimitReached", "Problem", "Refusal", "blame_load", "limit_finding", "report_repeated", "stop"}

CODE = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
CONFIGS = [entry for entry in CATALOGUE.values() if not entry.is_command]
# Those of boot need a C compiler: tests/hosts/test_boot_command.py runs them.
COMMANDS = [entry for entry in CATALOGUE.values() if entry.is_command and entry not in BOOT_ENTRIES]


def trees() -> Iterator[ast.Module]:
    """Parse every module of the package but those of the catalogue."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "findings" or not path.name.startswith(("catalogue", "entries", "entry")):
            yield ast.parse(path.read_text(encoding="utf-8"))


def texts(nodes: list[ast.expr]) -> Iterator[str]:
    """Give the constant texts among some expressions."""
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def codes_made() -> set[str]:
    """Return every code that the source makes a finding of, by how it is written there."""
    return {code for tree in trees() for node in ast.walk(tree) for code in codes_in(node, constants(tree))}


def constants(tree: ast.Module) -> dict[str, ast.expr]:
    """Return the names that a module gives to values at its top level."""
    assigned = [node for node in tree.body if isinstance(node, ast.Assign)]
    return {target.id: node.value for node in assigned for target in node.targets if isinstance(target, ast.Name)}


def codes_in(node: ast.AST, named: Mapping[str, ast.expr]) -> Iterator[str]:
    """
    Give the codes that one node of a syntax tree makes findings of.

    Args:
        node: The node.
        named: The constants of its module.
    """
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        given = [keyword.value for keyword in node.keywords if keyword.arg == "code"]
        yield from texts([named.get(value.id, value) if isinstance(value, ast.Name) else value for value in given])
        if name in MAKERS:
            yield from (text for text in texts(node.args) if CODE.fullmatch(text) and "-" in text)
    elif isinstance(node, ast.Dict):
        # {"code": "unknown-argument", ...} and {"limit": "memory-limit"}
        keys = [next(texts([key]), "") if key else "" for key in node.keys]
        yield from texts([value for key, value in zip(keys, node.values, strict=True) if key in {"code", "limit"}])
    elif isinstance(node, ast.FunctionDef) and node.name == "classify":
        # A tuple of code, message and hint.
        returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
        yield from texts([value.elts[0] for value in returned if isinstance(value, ast.Tuple)])
    elif isinstance(node, ast.FunctionDef) and node.name == "limit_finding":
        tables = [part for part in ast.walk(node) if isinstance(part, ast.Dict)]
        yield from texts([key for table in tables for key in table.keys if key])
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        name = getattr(targets[0], "id", None)
        if name == "_KNOWN" and isinstance(node.value, ast.Tuple):
            yield from texts([row.elts[1] for row in node.value.elts if isinstance(row, ast.Tuple)])
        elif name == "_CODES" and isinstance(node.value, ast.Dict):
            yield from texts(node.value.values)


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    """Write texts below a folder, each to its path."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def findings_of(folder: Path, options: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return what there is to say of ``app.bzl`` in a folder, with options as they are given on the command line."""
    parser = argparse.ArgumentParser()
    for name in ("--target", "--python", "--format"):
        parser.add_argument(name)
    parser.add_argument("--timeout", type=float)
    parser.add_argument("-D", action="append", default=[], dest="variables")
    given = parser.parse_args(options)
    evaluation = evaluate(
        folder / "app.bzl",
        variables=dict(text.split("=", 1) for text in given.variables),
        target=given.target,
        python=given.python,
        limits={} if given.timeout is None else {"timeout": given.timeout},
        outputs=None if given.format is None else (given.format,),
    )
    if given.format is None or evaluation.config is None:
        return evaluation.findings
    _, refused = emit_with_findings(evaluation.config, evaluation.origins, given.format, EmitOptions())
    return (*evaluation.findings, *refused)


def test_every_code_of_the_source_has_an_entry() -> None:
    """Whatever code a finding can have, there is an explanation of it."""
    made = codes_made()

    # Should the source be written in another way some day, the scan must not pass by seeing nothing.
    assert {"load-cycle", "wrong-type", "syntax", "evaluation-failed", "unknown-argument", "timeout"} <= made
    assert set() == made - CATALOGUE.keys()


def test_every_entry_is_of_a_code_in_the_source() -> None:
    """No entry is left over from a code that nothing yields any more."""
    expressions = [node for tree in trees() for node in ast.walk(tree) if isinstance(node, ast.expr)]
    mentioned = set(texts(expressions))

    assert set() == CATALOGUE.keys() - mentioned


def test_catalogue_is_sorted_and_keyed_by_code() -> None:
    """People find a code where the alphabet has it, and each entry says its own code."""
    assert sorted(CATALOGUE) == list(CATALOGUE)
    assert list(CATALOGUE) == [entry.code for entry in CATALOGUE.values()]


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.code)
def test_texts_have_their_form(entry: Entry) -> None:
    """A code is kebab-case, a title one line without a full stop, an explanation one to three paragraphs."""
    assert CODE.fullmatch(entry.code)
    assert "\n" not in entry.title
    assert not entry.title.endswith(".")
    assert 1 <= entry.explanation.count("\n\n") + 1 <= 3
    assert entry.explanation.endswith(".\n")
    for text in (entry.example, entry.fixed, *entry.files.values(), *entry.fixed_files.values()):
        assert text is None or text.endswith("\n")


@pytest.mark.parametrize("entry", CONFIGS, ids=lambda entry: entry.code)
def test_example_yields_its_code(entry: Entry, tmp_path: Path) -> None:
    """The example of an entry has the mistake that it is an example of, and its findings are no worse than that."""
    write_files(tmp_path, {**entry.files, "app.bzl": entry.example})

    findings = findings_of(tmp_path, entry.options)

    assert entry.code in {finding.code for finding in findings}
    assert entry.severity in {finding.severity for finding in findings if finding.code == entry.code}


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.code)
def test_command_yields_its_code(entry: Entry, tmp_path: Path) -> None:
    """The command of an entry meets the mistake that it is an example of."""
    shell = shutil.which("bash")
    if shell is None:
        pytest.skip("the machine has no bash")
    program = f'configlang() {{ "{sys.executable}" -m configlang "$@"; }}\n{entry.example}'
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}

    done = subprocess.run(
        [shell, "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )

    assert re.search(rf"\b{entry.code}\b", done.stderr)
    assert done.returncode == (1 if entry.severity is Severity.ERROR else 0)


@pytest.mark.parametrize("entry", [entry for entry in CATALOGUE.values() if entry.fixed], ids=lambda entry: entry.code)
def test_repaired_example_has_no_findings(entry: Entry, tmp_path: Path) -> None:
    """The repair of an example leaves nothing to say, not even a warning."""
    assert entry.fixed is not None
    write_files(tmp_path, {**entry.files, **entry.fixed_files, "app.bzl": entry.fixed})

    assert findings_of(tmp_path, entry.fixed_options) == ()


def test_every_config_with_a_mistake_says_how_to_repair_it() -> None:
    """Where the mistake stands in a config, the entry shows that config without it."""
    assert set() == {entry.code for entry in CONFIGS if entry.fixed is None}
