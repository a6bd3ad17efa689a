"""
From a config file to its declarations: read, parse, check and run it and all that it loads.

Each stage reports everything that it finds and the next starts only when there was no error.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import attrs

from configlang.findings.finding import Finding, Related, Span, has_errors
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import RecordedDeclaration, Sources, parse_stack, people_frames
from configlang.language.engine import Ast, Engine, EngineError, Frozen, Interface
from configlang.language.guard import guard
from configlang.language.labels import Label, LabelError, label_of, parse_label, path_of
from configlang.language.lint import lint
from configlang.language.limits import MIB, limit_finding
from configlang.language.request import Request
from configlang.language.rules import PREDECLARED, PRELUDE, RESERVED, Rules
from configlang.language.source import Source, read_source
from configlang.language.typecheck import TypeChecker

class LimitReached(Exception):  # noqa: N818 - it ends a run, and is not a mistake in it
    """A limit was reached; the argument is the code of the finding."""


@attrs.define(eq=False)
class _Loaded:
    """One file of people's: its text, its tree, and the files that its loads name (by the text in the load)."""

    module: str
    label: Label
    source: Source
    ast: Ast
    loads: dict[str, _Loaded | Label] = attrs.field(factory=dict)


class Run:
    """
    One evaluation, stage by stage.

    Attributes:
        findings: What was found.
        declarations: Those made in loaded files: JSON of ``[rule, call stack, values]``.
        collected: JSON of the list of those made in the config file.
        sources: The files that were read.
        main_label: The config file's path from the root.
    """

    def __init__(
        self, request: Request, check_limits: Callable[[], None], report: Callable[[dict[str, Any]], None]
    ) -> None:
        """
        Prepare.

        Args:
            request: What to evaluate.
            check_limits: Raises LimitReached when time or memory is up.
            report: Takes the events ``{"stage", "file"}`` and ``{"print": [file, line, text]}``.
        """
        self.request = request
        self.report = report
        self.engine = Engine(request.limits.call_depth, check_limits)
        self.sources = Sources()
        self.findings: list[Finding] = []
        self.declarations: list[str] = []
        self.files: dict[Label, _Loaded] = {}
        self.order: list[_Loaded] = []
        self.root = request.root
        natives = {"_native_declare": self.declare, "_native_print": self.print}
        values = {"_native_target": dict(request.target), "_native_variables": dict(request.variables)}
        self.rules = Rules(self.engine, natives, values)
        self.collected = "[]"
        self.is_loading = False
        self.declared_size = 0
        self.printed_size = 0
        self.main_label = "-"
        if request.path != "-":
            self.main_label = str(label_of(request.path, self.root)).lstrip("/:").replace(":", "/")

    def evaluate(self) -> None:
        """Go through the stages; each starts only when the ones before had no error."""
        main = self.read_main()
        if main is not None and not has_errors(self.findings):
            self.typecheck(main)
        if main is not None and not has_errors(self.findings):
            self.run(main)

    # Read and parse

    def read_main(self) -> _Loaded | None:
        path = self.request.path
        self.report({"stage": "read", "file": self.request.name})
        if self.request.text is not None:
            source: Source | Finding = Source(self.request.name, None, self.request.text)
        else:
            source = read_source(path, path, limit=self.request.limits.source_size)
        if isinstance(source, Finding):
            self.findings.append(source)
            return None
        label = Label(is_stdlib=False, folder="", file="") if path == "-" else label_of(path, self.root)
        return self.parse(source, label, ())

    def parse(self, source: Source, label: Label, chain: tuple[_Loaded, ...]) -> _Loaded | None:
        module = f"m{len(self.files)}"
        self.sources.add(module, source)
        self.report({"stage": "parse", "file": source.name})
        if refused := guard(source, RESERVED):
            self.findings += refused
            return None
        try:
            ast = self.engine.parse(module, source.text)
        except EngineError as error:
            self.findings.append(self.explain(error))
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
            path = path_of(label, self.root, is_following_symlinks=self.request.is_following_symlinks)
        except LabelError as error:
            self.blame_load(loading, text, error.code, str(error), error.hint)
            return
        if label.is_stdlib:
            if self.rules.has(label):
                loading.loads[text] = label
            else:
                hint = did_you_mean(text, self.rules.loadable())
                self.blame_load(loading, text, "file-not-found", f"there is no `{label}`", hint)
            return
        for index, file in enumerate(chain):
            if file.label == label:
                self.report_cycle(chain[index:], loading, text)
                return
        if label in self.files:
            loading.loads[text] = self.files[label]
            return
        limit = self.request.limits.source_size
        source = read_source(path, _name_of(path), blame=self.load_span(loading, text), limit=limit)
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

        from configlang.language.places import parse_quietly

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
        prelude = self.rules.interface(PRELUDE)
        checker = TypeChecker(self.engine, self.sources, (str(PRELUDE), prelude), PREDECLARED, argument_problem)
        for file in self.order:
            loads = {
                text: self.rules.interface(to) if isinstance(to, Label) else interfaces[to.label]
                for text, to in file.loads.items()
            }
            self.report({"stage": "typecheck", "file": file.source.name})
            self.findings += lint(file.ast, file.source)
            if file is main:
                self.findings += checker.check_main(file.ast, file.module, loads)
            else:
                findings, interfaces[file.label] = checker.check_loaded(file.ast, file.module, loads)
                self.findings += findings

    # Run

    def run(self, main: _Loaded) -> None:
        frozen: dict[Label, Frozen] = {}
        file = main
        try:
            for file in self.order:
                self.is_loading = file is not main
                self.report({"stage": "run", "file": file.source.name})
                loads = {
                    text: self.rules.frozen(to) if isinstance(to, Label) else frozen[to.label]
                    for text, to in file.loads.items()
                }
                if file is main:
                    before, more, collect = self.rules.for_config()
                    ran = self.engine.run([*before, file.ast, collect], {**loads, **more})
                    self.collected = str(ran.value)
                else:
                    before, more = self.rules.for_loaded_file()
                    frozen[file.label] = self.engine.run([*before, file.ast], {**loads, **more}).freeze()
        except EngineError as error:
            self.report_run_error(error)
        except Exception:
            raise
        except BaseException as error:
            # A panic of the engine's; it is no Exception, and its module is of no use afterwards.
            if type(error).__name__ != "PanicException":
                raise
            span = Span.from_line(file.source.name, 0)
            if "out of memory" in str(error):
                self.findings.append(limit_finding("memory-limit", self.request.limits, span))
            else:
                message = f"the Starlark engine gave up while running this file: {error}"
                self.findings.append(Finding(code="engine-crash", message=message, span=span))

    def explain(self, error: EngineError) -> Finding:
        """Return the finding for an error of the engine's."""
        from configlang.language.engine_errors import to_finding

        return to_finding(str(error), self.sources)

    def report_run_error(self, error: EngineError) -> None:
        finding = self.explain(error)
        if isinstance(self.engine.stopped_by, LimitReached):
            limit = limit_finding(str(self.engine.stopped_by), self.request.limits, finding.span)
            self.findings.append(attrs.evolve(limit, stack=finding.stack))
            return
        # The rule `variable` stops the run when it has no value to give; the declaration tells more.
        if finding.code == "failed" and finding.message.startswith("configlang: no value for the variable"):
            return
        self.findings.append(finding)

    def declare(self, text: str) -> None:
        """Take one declaration from a rule: ``[rule, call stack, values]`` as JSON."""
        if self.is_loading:
            rule, stack, values = json.loads(text)
            if rule != "variable":
                declaration = RecordedDeclaration(rule, stack, values, self.sources)
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
        self.declared_size += len(text)
        limits = self.request.limits
        if len(self.declarations) >= limits.declarations or self.declared_size > limits.declared_size * MIB:
            self.stop("too-many-declarations")
        self.declarations.append(text)

    def print(self, text: str, stack: str) -> None:
        """Take what a config prints, with the stack of calls that led there."""
        self.printed_size += len(text)
        if self.printed_size > self.request.limits.printed_size * 1024:
            self.stop("too-much-output")
        frames = people_frames(parse_stack(stack), self.sources)
        place = [frames[-1].file, frames[-1].line] if frames else [self.request.name, 0]
        self.report({"print": [*place, text]})

    def stop(self, code: str) -> None:
        """End the run at the call of a rule that is one too many."""
        self.engine.stopped_by = LimitReached(code)
        raise self.engine.stopped_by


def argument_problem(rule: str, argument: str, value: object) -> Any:  # noqa: ANN401 - a Problem or None
    """Ask the schema about a literal argument; it is imported only when something is wrong."""
    from configlang.schema.arguments import argument_problem as ask

    return ask(rule, argument, value)


def _name_of(path: str) -> str:
    return path.removeprefix("./")
