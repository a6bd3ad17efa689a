"""Reading the config file and all that it loads: labels, files, cycles, and the order in which to run them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import Any

import attrs

from configlang.findings.finding import Finding, Related, Span
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import Sources
from configlang.language.engine import Ast, Engine, EngineError
from configlang.language.guard import guard, refuse_annotations
from configlang.language.rules import RESERVED, Rules
from configlang.language.task import Task
from configlang.project.labels import Label, LabelError, label_of, parse_label, path_of
from configlang.project.source import MARK, Source, read_source


@attrs.define(eq=False)
class LoadedFile:
    """
    One file of people's.

    Attributes:
        module: The engine's name for it.
        label: Its label.
        source: Its text.
        ast: Its tree.
        loads: By the text in the load, the file that it names, or the label where that is one of the rules'.
        labels: By the same text, the label.
    """

    module: str
    label: Label
    source: Source
    ast: Ast
    loads: dict[str, LoadedFile | Label] = attrs.field(factory=dict)
    labels: dict[str, Label] = attrs.field(factory=dict)


class Loader:
    """
    Reads and parses the files of one evaluation.

    Attributes:
        findings: What was wrong with them.
        order: The files that could be parsed, each behind those that it loads.
    """

    def __init__(
        self,
        task: Task,
        engine: Engine,
        rules: Rules,
        sources: Sources,
        report: Callable[[dict[str, Any]], None],
    ) -> None:
        """
        Read nothing yet.

        Args:
            task: What to evaluate.
            engine: The engine.
            rules: The built-in rules, which a file may load too.
            sources: Where each file is noted.
            report: Takes the events ``{"stage", "file"}``.
        """
        self._task = task
        self._engine = engine
        self._rules = rules
        self._sources = sources
        self._report = report
        self._files: dict[Label, LoadedFile] = {}
        self._modules = 0
        self.findings: list[Finding] = []
        self.order: list[LoadedFile] = []

    def read_main(self) -> LoadedFile | None:
        """Read the config file and all that it loads; return it, or None where it can't be read or parsed."""
        path = self._task.path
        self._report({"stage": "read", "file": self._task.name})
        if self._task.text is not None:
            text = self._task.text
            source: Source | Finding = Source(self._task.name, None, text, is_marked=MARK in text)
        else:
            source = read_source(path, path, limit=self._task.limits.source_size)
        if isinstance(source, Finding):
            self.findings.append(source)
            return None
        label = Label(is_stdlib=False, folder="", file="") if path == "-" else label_of(path, self._task.root)
        return self._parse(source, label, ())

    def _parse(self, source: Source, label: Label, chain: tuple[LoadedFile, ...]) -> LoadedFile | None:
        module = f"m{self._modules}"
        self._modules += 1
        self._sources.add(module, source)
        self._report({"stage": "parse", "file": source.name})
        if refused := guard(source, RESERVED):
            self.findings += refused
            return None
        try:
            ast = self._engine.parse_program(module, source.text)
        except EngineError as error:
            from configlang.language.engine_errors import explain

            self.findings.append(explain(str(error), self._sources))
            return None
        self.findings += refuse_annotations(source)
        loaded = LoadedFile(module, label, source, ast)
        self._files[label] = loaded
        for load in ast.loads():
            self._follow(loaded, load.module_id, (*chain, loaded))
            self._check_symbols(loaded, load.module_id, load.symbols.values())
        self.order.append(loaded)
        return loaded

    def _follow(self, loading: LoadedFile, text: str, chain: tuple[LoadedFile, ...]) -> None:
        """Read the file that a load names, once; report a load that names none."""
        try:
            label = loading.labels[text] = parse_label(text, loading.label)
            path = path_of(label, self._task.root, is_following_symlinks=self._task.is_following_symlinks)
        except LabelError as error:
            self._blame_load(loading, text, error.code, str(error), error.hint)
            return
        if label.is_stdlib:
            if self._rules.has(label):
                loading.loads[text] = label
            else:
                hint = did_you_mean(text, self._rules.loadable())
                self._blame_load(loading, text, "file-not-found", f"there is no `{label}`", hint)
            return
        for index, file in enumerate(chain):
            if file.label == label:
                self._report_cycle(chain[index:], loading, text)
                return
        if label in self._files:
            loading.loads[text] = self._files[label]
            return
        limit = self._task.limits.source_size
        source = read_source(path, _name_of(path), blame=self._load_span(loading, text), limit=limit)
        if isinstance(source, Finding):
            self.findings.append(source)
            return
        loaded = self._parse(source, label, chain)
        if loaded is not None:
            loading.loads[text] = loaded

    def _check_symbols(self, loading: LoadedFile, text: str, symbols: Iterable[str]) -> None:
        """
        Report names that do not even occur in the file that is to define them.

        The run would report them too, but the check before it stops at their uses, which are right.
        """
        to = loading.loads.get(text)
        if to is None:
            return
        source = to.source if isinstance(to, LoadedFile) else read_source(self._rules.path(to), str(to))
        if isinstance(source, Finding):
            return
        import re

        for symbol in symbols:
            if symbol.startswith("_"):
                self.findings.append(
                    Finding(
                        code="load-private-name",
                        message=f"`{symbol}` is private to its file",
                        span=self._load_span(loading, text, symbol),
                        hint="names that start with _ can't be loaded",
                    )
                )
                continue
            if re.search(rf"\b{re.escape(symbol)}\b", source.text):
                continue
            defined = re.findall(r"^(?:def )?([A-Za-z]\w*) *(?:\(|=(?!=))", source.text, re.MULTILINE)
            self.findings.append(
                Finding(
                    code="load-unknown-name",
                    message=f"the loaded file does not define `{symbol}`",
                    span=self._load_span(loading, text, symbol),
                    hint=did_you_mean(symbol, defined),
                )
            )

    def _report_cycle(self, cycle: tuple[LoadedFile, ...], loading: LoadedFile, text: str) -> None:
        names = [file.source.name for file in cycle]
        steps = " -> ".join([f"*{names[0]}", *names[1:], f"*{names[0]}"])
        related = tuple(
            Related(f"`{file.source.name}` loads `{following.source.name}` here", self._load_span_of(file, following))
            for file, following in pairwise(cycle)
        )
        self.findings.append(
            Finding(
                code="load-cycle",
                message=f"the loads form a cycle: {steps}",
                span=self._load_span(loading, text),
                related=related,
            )
        )

    def _load_span_of(self, file: LoadedFile, following: LoadedFile) -> Span:
        for text, label in file.labels.items():
            if label == following.label:
                return self._load_span(file, text)
        return Span.from_line(file.source.name, 0)

    def _load_span(self, loading: LoadedFile, text: str, symbol: str | None = None) -> Span:
        """Return the span of the label in the load statement that names it, or of a symbol behind that."""
        import ast

        from configlang.language.places import parse_quietly

        places = self._sources.places(loading.module)
        tree = parse_quietly(loading.source.text)
        for statement in tree.body if tree else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Call) and statement.value.args:
                first = statement.value.args[0]
                if not isinstance(first, ast.Constant) or first.value != text:
                    continue
                if symbol is None:
                    return places.node_span(first)
                values = [*statement.value.args[1:], *(keyword.value for keyword in statement.value.keywords)]
                for value in values:
                    if isinstance(value, ast.Constant) and value.value == symbol:
                        return places.node_span(value)
        return Span.from_line(loading.source.name, 0)

    def _blame_load(self, loading: LoadedFile, text: str, code: str, message: str, hint: str | None) -> None:
        self.findings.append(Finding(code=code, message=message, span=self._load_span(loading, text), hint=hint))


def _name_of(path: str) -> str:
    return path.removeprefix("./")
