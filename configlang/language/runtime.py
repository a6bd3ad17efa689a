"""
From a config file to its declarations: read, parse, check and run it and all that it loads.

Each stage reports everything that it finds and the next starts only when there was no error.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping

import attrs

from configlang.findings.finding import Finding, Related, Span, has_errors
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import RecordedDeclaration, Sources
from configlang.language.engine import Ast, Engine, EngineError, Frozen, Interface
from configlang.language.engine_errors import to_finding
from configlang.language.labels import Label, LabelError, find_root, label_of, parse_label, path_of
from configlang.language.places import parse_quietly
from configlang.language.source import Source, read_source
from configlang.language.typecheck import ArgumentCheck, TypeChecker

STDIN_NAME = "<stdin>"

PREDECLARED = (
    "interpreter",
    "static_extension",
    "dynamic_extension",
    "filesystem_importer",
    "oxidized_importer",
    "compatible_with",
    "variable",
    "TARGET",
)
"""The names of ``prelude.bzl``; a test holds that they are these."""

_PRELUDE = Label(is_stdlib=True, folder="", file="prelude.bzl")
_PREDECLARE = f'load("{_PRELUDE}", {", ".join(f"{chr(34)}{name}{chr(34)}" for name in PREDECLARED)})'


@attrs.frozen(kw_only=True)
class Request:
    """
    What to evaluate.

    Attributes:
        path: The config file as given; ``-`` is standard input.
        root: The root folder, or None to look for it.
        is_following_symlinks: Whether a load may leave the root through a symbolic link.
        variables: What ``-D`` set: text, or a typed value from the API.
        target: The parts of ``TARGET``: triple, os, arch, env, python (a str or None).
    """

    path: str
    root: str | None = None
    is_following_symlinks: bool = False
    variables: Mapping[str, str | bool | int] = attrs.field(factory=dict)
    target: Mapping[str, str | None] = attrs.field(factory=dict)


@attrs.define
class Outcome:
    """What came of it: declarations in no promised order, findings, the files read, the config's own path from the root."""

    declarations: list[RecordedDeclaration]
    findings: list[Finding]
    sources: Sources
    main_label: str


@attrs.define(eq=False)
class _Loaded:
    """One file of people's: its text, its tree, and the files that its loads name (by the text in the load)."""

    module: str
    label: Label
    source: Source
    ast: Ast
    loads: dict[str, _Loaded | Label] = attrs.field(factory=dict)


def evaluate(request: Request, check_argument: ArgumentCheck) -> Outcome:
    """
    Evaluate a config.

    Args:
        request: What to evaluate.
        check_argument: What the schema says of a literal argument: (rule, argument, plain value) to a problem or None.
    """
    return _Run(request, check_argument).evaluate()


class _Run:
    def __init__(self, request: Request, check_argument: ArgumentCheck) -> None:
        self.request = request
        self.check_argument = check_argument
        self.engine = Engine()
        self.sources = Sources()
        self.findings: list[Finding] = []
        self.declarations: list[RecordedDeclaration] = []
        self.files: dict[Label, _Loaded] = {}
        self.order: list[_Loaded] = []
        self.root = find_root(None if request.path == "-" else request.path, request.root)
        self.stdlib = stdlib_folder()
        self.stdlib_asts: dict[Label, Ast] = {}
        self.is_loading = False

    def evaluate(self) -> Outcome:
        main = self.read_main()
        if main is not None and not has_errors(self.findings):
            self.typecheck(main)
        if main is not None and not has_errors(self.findings):
            self.run(main)
        path = "-" if self.request.path == "-" else str(label_of(self.request.path, self.root)).lstrip("/:").replace(":", "/")
        return Outcome(self.declarations, self.findings, self.sources, path)

    # Read and parse

    def read_main(self) -> _Loaded | None:
        path = self.request.path
        source = read_source(path, STDIN_NAME if path == "-" else path)
        if isinstance(source, Finding):
            self.findings.append(source)
            return None
        label = Label(is_stdlib=False, folder="", file="") if path == "-" else label_of(path, self.root)
        return self.parse(source, label, ())

    def parse(self, source: Source, label: Label, chain: tuple[_Loaded, ...]) -> _Loaded | None:
        module = f"m{len(self.files)}"
        self.sources.add(module, source)
        try:
            ast = self.engine.parse(module, source.text)
        except EngineError as error:
            self.findings.append(to_finding(str(error), self.sources))
            return None
        loaded = _Loaded(module, label, source, ast)
        self.files[label] = loaded
        for load in ast.loads():
            self.follow(loaded, load.module_id, (*chain, loaded))
        self.order.append(loaded)
        return loaded

    def follow(self, loading: _Loaded, text: str, chain: tuple[_Loaded, ...]) -> None:
        """Read the file that a load names, once; report a load that names none."""
        try:
            label = parse_label(text, loading.label)
            path = path_of(
                label, self.root, self.stdlib, is_following_symlinks=self.request.is_following_symlinks
            )
        except LabelError as error:
            self.blame_load(loading, text, error.code, str(error), error.hint)
            return
        if label.is_stdlib:
            if os.path.isfile(path):
                loading.loads[text] = label
            else:
                names = [f"@stdlib//:{name}" for name in os.listdir(self.stdlib) if name != "internal.bzl"]
                self.blame_load(loading, text, "file-not-found", f"there is no `{label}`", did_you_mean(text, names))
            return
        for index, file in enumerate(chain):
            if file.label == label:
                self.report_cycle(chain[index:], loading, text)
                return
        if label in self.files:
            loading.loads[text] = self.files[label]
            return
        source = read_source(path, _name_of(path), blame=self.load_span(loading, text))
        if isinstance(source, Finding):
            self.findings.append(source)
            return
        file = self.parse(source, label, chain)
        if file is not None:
            loading.loads[text] = file

    def report_cycle(self, cycle: tuple[_Loaded, ...], loading: _Loaded, text: str) -> None:
        names = [file.source.name for file in cycle]
        steps = " -> ".join([f"*{names[0]}", *names[1:], f"*{names[0]}"])
        related = tuple(
            Related(f"`{file.source.name}` loads `{following.source.name}` here", self.load_span_of(file, following))
            for file, following in zip(cycle, cycle[1:], strict=False)
        )
        self.findings.append(
            Finding(
                code="load-cycle",
                message=f"the loads form a cycle: {steps}",
                span=self.load_span(loading, text),
                related=related,
            )
        )

    def load_span_of(self, file: _Loaded, following: _Loaded) -> Span:
        for load in file.ast.loads():
            try:
                if parse_label(load.module_id, file.label) == following.label:
                    return self.load_span(file, load.module_id)
            except LabelError:
                continue
        return Span.from_line(file.source.name, 0)

    def load_span(self, loading: _Loaded, text: str) -> Span:
        """Return the span of the label in the load statement that names it."""
        import ast

        places = self.sources.places(loading.module)
        tree = parse_quietly(loading.source.text)
        for statement in tree.body if tree else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and statement.value.args:
                first = statement.value.args[0]
                if isinstance(first, ast.Constant) and first.value == text:
                    return places.node_span(first)
        return Span.from_line(loading.source.name, 0)

    def blame_load(self, loading: _Loaded, text: str, code: str, message: str, hint: str | None) -> None:
        self.findings.append(Finding(code=code, message=message, span=self.load_span(loading, text), hint=hint))

    # Typecheck

    def typecheck(self, main: _Loaded) -> None:
        interfaces: dict[Label, Interface] = {}
        prelude = self.stdlib_interface(_PRELUDE, interfaces)
        checker = TypeChecker(self.engine, (str(_PRELUDE), prelude), PREDECLARED, self.check_argument)
        for file in self.order:
            loads = {
                text: self.stdlib_interface(to, interfaces) if isinstance(to, Label) else interfaces[to.label]
                for text, to in file.loads.items()
            }
            places = self.sources.places(file.module)
            if file is main:
                self.findings += checker.check_main(file.ast, places, loads)
            else:
                findings, interfaces[file.label] = checker.check_loaded(file.ast, places, loads)
                self.findings += findings

    def stdlib_interface(self, label: Label, known: dict[Label, Interface]) -> Interface:
        if label not in known:
            # The checker does not know native functions, so it sees them as Starlark functions of the same names.
            text = _NATIVES_FOR_CHECKER + self.stdlib_text(label)
            ast = self.engine.parse(str(label), text)
            loads = {
                load.module_id: self.stdlib_interface(parse_label(load.module_id, label), known) for load in ast.loads()
            }
            _, known[label] = self.engine.typecheck(ast, loads)
        return known[label]

    # Run

    def run(self, main: _Loaded) -> None:
        frozen: dict[Label, Frozen] = {}
        try:
            self.run_stdlib(_PRELUDE, frozen)
            predeclare = self.engine.parse("prelude", _PREDECLARE)
            for file in self.order:
                self.is_loading = file is not main
                loads = {str(_PRELUDE): frozen[_PRELUDE]}
                for text, to in file.loads.items():
                    label = to if isinstance(to, Label) else to.label
                    if isinstance(to, Label):
                        self.run_stdlib(to, frozen)
                    loads[text] = frozen[label]
                frozen[file.label] = self.engine.run([predeclare, file.ast], loads)
        except EngineError as error:
            self.report_run_error(str(error))

    def report_run_error(self, text: str) -> None:
        finding = to_finding(text, self.sources)
        # The rule `variable` stops the run when it has no value to give; the declaration tells more.
        if finding.code == "failed" and finding.message.startswith("configlang: no value for the variable"):
            return
        self.findings.append(finding)

    def run_stdlib(self, label: Label, frozen: dict[Label, Frozen]) -> None:
        if label in frozen:
            return
        if label not in self.stdlib_asts:
            self.stdlib_asts[label] = self.engine.parse(str(label), self.stdlib_text(label), has_types=False)
        ast = self.stdlib_asts[label]
        loads = {}
        for load in ast.loads():
            other = parse_label(load.module_id, label)
            self.run_stdlib(other, frozen)
            loads[load.module_id] = frozen[other]
        natives: dict[str, Callable[..., object]] = {}
        values: dict[str, object] = {}
        if label.file == "internal.bzl":
            natives["_native_declare"] = self.declare
        elif label.file == "inputs.bzl":
            values = {"_native_target": dict(self.request.target), "_native_variables": dict(self.request.variables)}
        frozen[label] = self.engine.run([ast], loads, natives, values)

    def stdlib_text(self, label: Label) -> str:
        path = path_of(label, self.root, self.stdlib, is_following_symlinks=False)
        with open(path, encoding="utf-8") as file:
            return file.read()

    def declare(self, text: str) -> None:
        """Take one declaration from a rule: ``[rule, call stack, values]`` as JSON."""
        rule, stack, values = json.loads(text)
        declaration = RecordedDeclaration(rule, stack, values, self.sources)
        if self.is_loading and rule != "variable":
            self.findings.append(
                Finding(
                    code="declared-in-load",
                    message=f"`{rule}` is called while the file is being loaded; a loaded file declares nothing",
                    span=declaration.span(),
                    stack=declaration.stack,
                    hint="put the call into a function, and call that from the config file",
                )
            )
            return
        self.declarations.append(declaration)


_NATIVES_FOR_CHECKER = """\
def _native_declare(text: str) -> None:
    pass
_native_target = {"triple": "", "arch": "", "os": "", "env": "", "python": None}
_native_variables = {}
"""


def stdlib_folder() -> str:
    """Return the folder of the built-in rules: inside the package in a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "stdlib_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "stdlib_rules")


def _name_of(path: str) -> str:
    return path.removeprefix("./")
