"""What people meant by a name that nothing defines, or by a call that went wrong: told from the code around it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.language.places import Places, around, called
from configlang.language.rules import PREDECLARED, TARGET_PARTS
from configlang.light import records
from configlang.light.patterns import pattern
from configlang.schema.arguments import argument_problem, parameters_of, unknown_field
from configlang.schema.elsewhere import meant
from configlang.schema.rules import RULES
from configlang.schema.table import ARGUMENTS


def remedied(finding: Finding, places: Places) -> Finding:
    """Return a finding with what to write instead, where the code around it tells what was meant."""
    remedies = {
        "unknown-name": _of_name,
        "surplus-argument": _of_position,
        "unknown-attribute": _of_attribute,
        "evaluation-failed": _of_failure,
        "wrong-type": _of_type,
    }
    find = remedies.get(finding.code)
    return find(finding, places) if find is not None and finding.span is not None else finding


# Names

_CONSTANTS = {
    "True": ("true", "yes", "on"),
    "False": ("false", "no", "off"),
    "None": ("null", "nil", "none", "undefined", "nothing"),
}
_BUILTINS = {
    "set": "there are no sets: a dict has keys",
    "frozenset": "there are no sets: a dict has keys",
    "sum": "add in a `for` loop, in a function",
    "isinstance": 'write `type(x) == "list"`',
    "open": "a config reads no files; what it is given comes by `variable`",
    "input": "a config asks nobody; what it is given comes by `variable`",
    "os": "a config sees nothing of the machine; what it is given comes by `variable`, the target is in `TARGET`",
    "sys": "a config sees nothing of the machine; the target is in `TARGET`",
    "platform": "the target is in `TARGET`: `TARGET.os`, `TARGET.arch`",
    "environ": "a config sees no environment; what it is given comes by `variable`",
    "getenv": "a config sees no environment; what it is given comes by `variable`",
    "Path": "a path is a text here",
    "round": "there is `int(...)`, which cuts",
    "object": "use `struct(...)` or `record(...)`",
    "super": "there are no classes: use `struct(...)` or `record(...)`",
    "Exception": 'there are no exceptions; stop with `fail("...")`',
    "exit": 'stop with `fail("...")`',
    "quit": 'stop with `fail("...")`',
    "format": 'write `"{}".format(value)`',
    "bytes": "there are no bytes: write a text",
    "config": "fields are arguments of `interpreter(...)`",
    "select": "write an `if` over `TARGET`",
    "glob": "a config reads no folders: list what it names",
    "native": "there are no build rules here",
    "depset": "use a list",
    "provider": "use `struct(...)` or `record(...)`",
    "rule": "there are no build rules here: a function declares",
    "python": 'the version is `TARGET.python`, a text such as "3.11"',
    "ORIGIN": 'write it in a text: "$ORIGIN/lib"',
    "stdlib_paths": 'write load("@stdlib//:paths.bzl", "stdlib_paths") at the top of the file',
}
"""What people look for and the language does not have, or has elsewhere."""

_PYOXIDIZER = frozenset(
    """
    default_python_distribution register_target resolve_target resolve_targets set_build_path FileManifest FileContent
    PythonDistribution PythonExecutable PythonExtensionModule PythonInterpreterConfig PythonPackageDistributionResource
    PythonPackageResource PythonPackagingPolicy PythonSourceModule PythonEmbeddedResources AppleUniversalBinary
    CodeSigner MacOsApplicationBundleBuilder WiXBundleBuilder WiXInstaller WiXMSIBuilder BUILD_TARGET_TRIPLE
    CONFIG_PATH CONTEXT CWD VARS code_signer_from_pfx_file code_signer_from_windows_store_sha1_thumbprint
    code_signer_from_windows_store_subject code_signer_from_windows_store_auto create_self_signed_code_signer
    EmbeddedPythonConfig python_run_mode_eval python_run_mode_module python_run_mode_repl python_run_mode_noop
    """.split()  # noqa: SIM905 - as a list it would take a line for each
)
_PYEMBED = frozenset(
    """
    OxidizedPythonInterpreterConfig MainPythonInterpreter ExtensionModule PackedResourcesSource MemoryAllocatorBackend
    PythonInterpreterProfile OxidizedPythonInterpreter TerminfoResolution MultiprocessingStartMethod
    """.split()  # noqa: SIM905 - likewise
)
_C_API = pattern(
    r"Py(PreConfig|Config|InitConfig|Status|WideStringList|Import|Interpreter|Mem|OS|Run|Main|Sys|Eval|GILState)?(_\w+)?\Z"
)


def _of_name(finding: Finding, places: Places) -> Finding:
    match = re.search(r"`(\w+)`", finding.message)
    name = match[1] if match else ""
    system = foreign_system(name)
    if system is not None:
        return records.evolve(
            finding,
            code="foreign-name",
            message=f"`{name}` is a name of {system}, and not of this language",
            hint=_translation(name),
        )
    is_choice, quoted = _quoted(name, finding, places)
    hints = (
        _constant(name),
        quoted if is_choice else None,
        finding.hint,
        _BUILTINS.get(name),
        # The engine looks for near names among its own; rules come in a file of ours.
        did_you_mean(name, places.names_with(PREDECLARED)),
        quoted,
        f"it is an argument: `interpreter({name} = ...)`" if name in ARGUMENTS else None,
    )
    return records.evolve(finding, hint=next(filter(None, hints), None))


def foreign_system(name: str) -> str | None:
    """Return the system that a name belongs to, None where it is none that has a name to itself."""
    if name in _PYOXIDIZER:
        return "PyOxidizer"
    if name in _PYEMBED:
        return "pyembed"
    return "CPython's C API" if name != "Py" and _C_API.match(name) else None


def _translation(name: str) -> str:
    found = meant(name) if name.startswith("Py_") else None
    explain = "`configlang explain foreign-name` says what is written here instead"
    if found is None:
        return explain
    opposite = f"{found.field.name} = False" if found.is_opposite else f"{found.field.name} = ..."
    return f"write `interpreter({opposite})`; {explain}"


def _constant(name: str) -> str | None:
    for constant, words in _CONSTANTS.items():
        if name.lower() in words:
            return f"write `{constant}`"
    return None


def _quoted(name: str, finding: Finding, places: Places) -> tuple[bool, str | None]:
    """
    Say that a text lacks its quotes, where the argument of a rule admits one that is written so.

    Returns:
        Whether it is one of few that are admitted, and the hint.
    """
    nodes = around(places, finding.span)
    keyword = next((node for node in reversed(nodes) if isinstance(node, ast.keyword)), None)
    call = next((node for node in reversed(nodes) if isinstance(node, ast.Call)), None)
    if call is None or not isinstance(nodes[-1], ast.Name) or nodes[-1] is call.func or called(call) not in RULES:
        return False, None
    rule = called(call)
    argument = keyword.arg if keyword is not None else _positional(rule, call, nodes[-1])
    if argument is None or argument not in parameters_of(rule):
        return False, None
    is_element = any(isinstance(node, (ast.List, ast.Tuple)) for node in nodes[-3:])
    for text in (name, name.lower(), name.replace("_", "-")):
        if argument_problem(rule, argument, [text] if is_element else text) is None:
            return argument_problem(rule, argument, "other") is not None, f'write it in quotes: "{text}"'
    return False, None


def _positional(rule: str, call: ast.Call, node: ast.AST) -> str | None:
    index = next((index for index, each in enumerate(call.args) if each is node), None)
    names = tuple(RULES[rule].parameters)
    return names[index] if index is not None and index < len(names) else None


# Arguments without a name


def _of_position(finding: Finding, places: Places) -> Finding:
    call = next((node for node in reversed(around(places, finding.span)) if isinstance(node, ast.Call)), None)
    if call is None or called(call) != "interpreter" or not call.args:
        return finding
    value = call.args[0].value if isinstance(call.args[0], ast.Constant) else None
    fields = [name for name, field in ARGUMENTS.items() if value in [choice.value for choice in field.choices]]
    if isinstance(value, str) and fields:
        return records.evolve(finding, hint=f'fields are named: write `{fields[0]} = "{value}"`')
    return records.evolve(finding, hint="fields are named: write `field = value`")


# Attributes


def _of_attribute(finding: Finding, places: Places) -> Finding:
    node = next((node for node in reversed(around(places, finding.span)) if isinstance(node, ast.Attribute)), None)
    if node is None or not isinstance(node.value, ast.Name):
        return finding
    name, attribute = node.value.id, node.attr
    if name == "TARGET":
        near = did_you_mean(attribute, TARGET_PARTS) or f"it has {', '.join(TARGET_PARTS)}"
        return records.evolve(finding, message=f"`TARGET` has no `{attribute}`", hint=finding.hint or near)
    if name in RULES:
        hint = f"call it: `{name}({attribute} = ...)`" if attribute in parameters_of(name) else None
        return records.evolve(finding, message=f"`{name}` is a function, and has no `{attribute}`", hint=hint)
    return finding


# What failed in a run


def _of_failure(finding: Finding, places: Places) -> Finding:
    """Say where a value is given that was to be set on what a rule is or returns."""
    match = re.match(r"`(\w+)` can't be set", finding.message)
    if match is None or finding.span is None:
        return finding
    attribute = match[1]
    for node in ast.walk(places.tree):
        if isinstance(node, ast.Attribute) and node.attr == attribute and node.lineno - 1 == finding.span.start.line:
            name = node.value.id if isinstance(node.value, ast.Name) else ""
            rule = name if name in RULES else next(_rules_assigned_to(name, places), None)
            if rule is not None:
                return records.evolve(
                    finding,
                    message=f"`{attribute}` can't be set: `{rule}` is called once, with all that it is given",
                    hint=f"write `{rule}({_argument(rule, attribute)} = ...)`",
                )
    return finding


def _argument(rule: str, name: str) -> str:
    found = meant(name) if RULES[rule].takes_fields and name not in ARGUMENTS else None
    return found.field.name if found is not None and found.field.owner is None else name


def _rules_assigned_to(name: str, places: Places) -> Iterator[str]:
    """Give the rules whose result a name stands for."""
    for node in ast.walk(places.tree):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if name in names and called(node.value) in RULES:
                yield called(node.value)


def _of_type(finding: Finding, places: Places) -> Finding:
    """Say that a number was to be a text."""
    node = around(places, finding.span)[-1]
    node = node.value if isinstance(node, ast.keyword) else node
    is_number = isinstance(node, ast.Constant) and type(node.value) in {int, float}
    if is_number and isinstance(node, ast.expr) and re.search(r"wanted is (None or )?str\Z", finding.message):
        return records.evolve(finding, hint=f'write it in quotes: "{ast.unparse(node)}"')
    return finding


def unknown_argument(function: str, argument: str, value: object = ...) -> Problem:
    """Say that a function has no such parameter; Ellipsis stands for a value that is not known."""
    if function in RULES and RULES[function].takes_fields:
        return unknown_field(argument, value)
    hint = did_you_mean(argument, parameters_of(function)) if function in RULES else None
    where = f"`{function}`" if function else "the function"
    return Problem(code="unknown-argument", message=f"{where} has no parameter `{argument}`", hint=hint)
