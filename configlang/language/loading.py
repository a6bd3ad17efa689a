"""Reading the config file and all that it loads: labels, files, cycles, and the order in which to run them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from configlang.cache import looks
from configlang.findings.finding import Finding, Related, Span
from configlang.findings.suggest import did_you_mean
from configlang.language.declarations import Sources
from configlang.language.engine import Ast, Engine, EngineError
from configlang.language.guard import guard, refuse_annotations
from configlang.language.rules import RESERVED, Rules
from configlang.language.task import Task
from configlang.light import records
from configlang.light.typed import Any
from configlang.project.labels import Label, LabelError, label_of, parse_label
from configlang.project.root import Root, check_root
from configlang.project.source import MARK, Source, read_source

_MAX_HINTS = 100
"""Findings with a hint, which takes a look at all the names there are; nobody reads more of them at once."""
_OF_THE_TEXT = {"not-utf8", "syntax"}
"""Codes of what stands in a file that can't be read as a text."""
_MAX_CYCLE = 16
"""Files of a cycle that are shown; of a longer one the middle is left out."""


@records.define(eq=False)
class LoadedFile:
    """
    One file of people's.

    Attributes:
        module: The engine's name for it.
        label: Its label.
        source: Its text.
        ast: Its tree.
        loads: By the text in the load, the file that it names, or the label where that is one of the rules'.
        texts: By the label, the text of the first load that names it.
    """

    module: str
    label: Label
    source: Source
    ast: Ast
    loads: dict[str, LoadedFile | Label] = records.field(factory=dict)
    texts: dict[Label, str] = records.field(factory=dict)


class Loader:
    """
    Reads and parses the files of one evaluation.

    Attributes:
        findings: What was wrong with them.
        order: The files that could be parsed, each behind those that it loads.
        missing: The paths of the files that were to be read and are not there.
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
        self._root = Root(task.root, is_following_symlinks=task.is_following_symlinks)
        # None for a file whose own text is at fault, which has been told.
        self._files: dict[Label, LoadedFile | None] = {}
        self._defined: dict[Label, _Names] = {}
        self._spans: dict[str, Mapping[tuple[str, str | None], Span]] = {}
        self._modules = 0
        self.findings: list[Finding] = []
        self.order: list[LoadedFile] = []
        self.missing: list[str] = []

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
            self._note_unread(source, path)
            return None
        if wrong := check_root(self._task.root):
            self.findings.append(wrong)
            return None
        label = Label(is_stdlib=False, folder="", file="") if path == "-" else label_of(path, self._task.root)
        main = self._files[label] = self._parse(source, label)
        if main is not None:
            with self._root:
                self._read_loads(main)
        return main

    def _read_loads(self, main: LoadedFile) -> None:
        """Read what a file loads, and what that loads, each file before the next load of the one that loads it."""
        way = [main]
        place_on_way = {main.label: 0}
        loads_on_way = [iter(main.ast.loads())]
        while way:
            file = way[-1]
            load = next(loads_on_way[-1], None)
            if load is None:
                self.order.append(way.pop())
                del place_on_way[file.label], loads_on_way[-1]
                continue
            label = self._find(file, load.module_id)
            if label is None:
                continue
            if label in place_on_way:
                self._report_cycle(way, place_on_way[label], load.module_id)
                continue
            if label.is_stdlib:
                file.loads[load.module_id] = label
            else:
                is_new = label not in self._files
                loaded = self._read(file, load.module_id, label) if is_new else self._files[label]
                if loaded is None:
                    continue
                file.loads[load.module_id] = loaded
                if is_new:
                    place_on_way[label] = len(way)
                    way.append(loaded)
                    loads_on_way.append(iter(loaded.ast.loads()))
            self._check_symbols(file, load.module_id, load.symbols.values())

    def _find(self, loading: LoadedFile, text: str) -> Label | None:
        """Return the label that a load has; report one that names no file, or one of the rules that there is not."""
        try:
            label = parse_label(text, loading.label)
        except LabelError as error:
            self._blame_load(loading, text, error.code, str(error), error.hint)
            return None
        loading.texts.setdefault(label, text)
        if label.is_stdlib and not self._rules.has(label):
            hint = self._hint(text, self._rules.loadable)
            self._blame_load(loading, text, "file-not-found", f"there is no `{label}`", hint)
            return None
        return label

    def _read(self, loading: LoadedFile, text: str, label: Label) -> LoadedFile | None:
        """Read and parse the file that a load names."""
        path = self._root.path_of(label)
        try:
            source = read_source(
                path,
                path.removeprefix("./"),
                blame=lambda: self._load_span(loading, text),
                limit=self._task.limits.source_size,
                opener=lambda: self._root.open(label),
            )
        except LabelError as error:
            self._blame_load(loading, text, error.code, str(error), error.hint)
            return None
        if isinstance(source, Finding):
            self._note_unread(source, path)
            if source.code in _OF_THE_TEXT:
                self._files[label] = None
            # Of anything else the load is blamed, and so is the next one that names the file.
            return None
        self._files[label] = loaded = self._parse(source, label)
        return loaded

    def _note_unread(self, finding: Finding, path: str) -> None:
        self.findings.append(finding)
        # Also where a folder of the path is a file, or a link leads nowhere.
        if not looks.exists(path):
            self.missing.append(path)

    def _parse(self, source: Source, label: Label) -> LoadedFile | None:
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
        return LoadedFile(module, label, source, ast)

    def _check_symbols(self, loading: LoadedFile, text: str, symbols: Iterable[str]) -> None:
        """
        Report names that do not even occur in the file that is to define them.

        The run would report them too, but the check before it stops at their uses, which are right.
        """
        names = self._names_of(loading.loads[text])
        # The engine has them in no order.
        for symbol in sorted(symbols):
            if symbol.startswith("_"):
                code, message = "load-private-name", f"`{symbol}` is private to its file"
                hint: str | None = "names that start with _ can't be loaded"
            elif names.has(symbol):
                continue
            else:
                code, message = "load-unknown-name", f"the loaded file does not define `{symbol}`"
                hint = self._hint(symbol, names.defined)
            span = self._load_span(loading, text, symbol)
            self.findings.append(Finding(code=code, message=message, span=span, hint=hint))

    def _names_of(self, file: LoadedFile | Label) -> _Names:
        label = file if isinstance(file, Label) else file.label
        if label not in self._defined:
            source = file.source if isinstance(file, LoadedFile) else read_source(self._rules.path(file), str(file))
            self._defined[label] = _Names(source.text if isinstance(source, Source) else "")
        return self._defined[label]

    def _hint(self, name: str, known: Callable[[], Sequence[str]]) -> str | None:
        """Return the nearest of some names, as long as somebody may read it."""
        return did_you_mean(name, known()) if len(self.findings) < _MAX_HINTS else None

    def _report_cycle(self, files: Sequence[LoadedFile], start: int, text: str) -> None:
        """Report that the last of some files, each of which loads the next, loads the one at an index by some text."""
        end = len(files)
        left_out = end - start - _MAX_CYCLE
        rows = [range(start, end)]
        if left_out > 0:
            rows = [range(start, start + _MAX_CYCLE // 2), range(end - _MAX_CYCLE // 2, end)]
        steps = f" -> ... {left_out} more ... -> ".join(
            " -> ".join(files[index].source.name for index in row) for row in rows
        )
        related = [self._note_load(files[index], files[index + 1]) for row in rows for index in row if index + 1 < end]
        first = files[start].source.name
        self.findings.append(
            Finding(
                code="load-cycle",
                message=f"the loads form a cycle: *{steps} -> *{first}",
                span=self._load_span(files[-1], text),
                related=tuple(related),
            )
        )

    def _note_load(self, file: LoadedFile, following: LoadedFile) -> Related:
        message = f"`{file.source.name}` loads `{following.source.name}` here"
        return Related(message, self._load_span(file, file.texts[following.label]))

    def _load_span(self, loading: LoadedFile, text: str, symbol: str | None = None) -> Span:
        """Return the span of the label in the load statement that names it, or of a symbol behind that."""
        module = loading.module
        if module not in self._spans:
            self._spans[module] = self._sources.places(module).load_spans()
        return self._spans[module].get((text, symbol)) or Span.from_line(loading.source.name, 0)

    def _blame_load(self, loading: LoadedFile, text: str, code: str, message: str, hint: str | None) -> None:
        self.findings.append(Finding(code=code, message=message, span=self._load_span(loading, text), hint=hint))


class _Names:
    """The names that occur in a file."""

    def __init__(self, text: str) -> None:
        """Look for none yet."""
        self._text = text
        self._searches = 0
        self._words: frozenset[str] = frozenset()
        self._defined: list[str] | None = None

    def has(self, name: str) -> bool:
        """Tell whether a name occurs. The first ones are searched for, and for more a list of all words is made."""
        self._searches += 1
        if self._searches <= _MAX_SEARCHES:
            return re.search(rf"\b{re.escape(name)}\b", self._text) is not None
        if not self._words:
            self._words = frozenset(match[0] for match in re.finditer(r"\w+", self._text))
        return name in self._words

    def defined(self) -> list[str]:
        """Return the names that the file seems to define."""
        if self._defined is None:
            self._defined = re.findall(r"^(?:def )?([A-Za-z]\w*) *(?:\(|=(?!=))", self._text, re.MULTILINE)
        return self._defined


_MAX_SEARCHES = 8
