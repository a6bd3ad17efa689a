"""
What a project makes of which configs: the tables ``[[config]]``, each with its combinations.

A table stands for one entry, or with a ``matrix`` for one of each combination of its targets, versions and values of
variables. The path of an output is a template: each entry writes to a file of its own.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from configlang.findings.finding import Finding, Span
from configlang.findings.suggest import did_you_mean
from configlang.light.typed import TYPE_CHECKING, Any, NamedTuple
from configlang.outputs.table import BY_NAME, HEADER_SUFFIX, PACKED_SUFFIX, fits
from configlang.project.keys import CONFIG, KINDS, MATRIX
from configlang.project.templates import Value, filled, names_of
from configlang.project.wrong import LARGEST, bad, cut, show

if TYPE_CHECKING:
    from configlang.project.document import Document, Path

MOST = 10_000
"""Entries of one project."""


class Product(NamedTuple):
    """
    An output of an entry.

    Attributes:
        path: Where it goes, from the root, with ``/`` between names; None where only the check is for it.
        span: The place of its name.
    """

    path: str | None
    span: Span


class Entry(NamedTuple):
    """
    A config of a project as it is evaluated in one way.

    Attributes:
        file: The config file, from the root, with ``/`` between names.
        target: The target triple; None for the machine's own.
        python: The version; None leaves it open.
        variables: Values of variables, by name.
        outputs: What is made of it, by the names of the outputs.
        spans: Where each setting of the entry stands, by its name; ``""`` for the entry itself.
    """

    file: str
    target: str | None
    python: str | None
    variables: Mapping[str, Value]
    outputs: Mapping[str, Product]
    spans: Mapping[str, Span]


def read_entries(document: Document) -> tuple[list[Entry], list[Finding]]:
    """Return the entries of a project file in their order, and what is wrong with its tables ``[[config]]``."""
    tables = document.values.get("config", [])
    if not isinstance(tables, list) or not all(isinstance(table, Mapping) for table in tables):
        return [], [bad(document, ("config",), "`config` must be a list of tables: [[config]]")]
    entries: list[Entry] = []
    findings: list[Finding] = []
    for index, table in enumerate(tables):
        reader = _Table(document, index, table)
        entries += reader.entries(MOST - len(entries))
        findings += reader.findings
    return entries, [*findings, *_clashes(entries)]


def _clashes(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Report outputs of several entries that go to one file."""
    first: dict[str, Product] = {}
    told: set[Span] = set()
    for entry in entries:
        for name, made in entry.outputs.items():
            if made.path is None:
                continue
            other = first.setdefault(made.path, made)
            if other is made or made.span in told:
                continue
            told.add(made.span)
            message = f"`outputs`: {name} goes to `{cut(made.path)}`, as another output does"
            hint = None
            if other.span == made.span:
                message = f"`outputs`: {name} goes to `{cut(made.path)}` for several combinations of the matrix"
                hint = "put what tells them apart into the path, as in {target}, {python} or {NAME} of a variable"
            yield Finding(code="bad-project-file", message=message, span=made.span, hint=hint)


class _Table:
    """
    A table ``[[config]]`` while it is read.

    Attributes:
        findings: What is wrong with it.
    """

    def __init__(self, document: Document, index: int, table: Mapping[str, Any]) -> None:
        self.findings: list[Finding] = []
        self._document = document
        self._here: Path = ("config", index)
        self._table = table

    def entries(self, most: int) -> Iterator[Entry]:
        """Give an entry for each combination, at most so many; none where something is wrong with the table."""
        table = self._table
        self._check_keys(table, CONFIG, (), "a config")
        file = self._file()
        outputs = self._outputs()
        single = {name: self._text(name) for name in ("target", "python")}
        variables = self._variables(table.get("variables", {}), ("variables",))
        axes = self._axes()
        spans = {"": self._span()} | {
            name: self._span(name) for name in ("file", "target", "python", "variables") if name in table
        }
        spans |= {f"${name}": self._span("variables", name) for name in variables}
        for name, values in axes:
            spans[name] = self._span("matrix", *(("variables", name[1:]) if name[0] == "$" else (name,)))
            if not values:
                self._bad(f"`matrix`: there is no {name.lstrip('$')} in the list", *self._axis(name))
        if prod(len(values) for _, values in axes) > most:
            self._bad(f"the project has more than {MOST:,} entries with this one")
        if self.findings or file is None:
            return
        for combination in product(*(values for _, values in axes)):
            chosen: dict[str, Value] = dict(zip((name for name, _ in axes), combination, strict=True))
            settings = {name: str(chosen[name]) if name in chosen else single[name] for name in single}
            own = {**variables, **{name[1:]: value for name, value in chosen.items() if name[0] == "$"}}
            entry = Entry(file, settings["target"], settings["python"], own, outputs, spans)
            filled = self._fill(entry)
            if self.findings:
                return
            yield filled

    # Its keys

    def _file(self) -> str | None:
        file = self._table.get("file")
        place = ("file",) if "file" in self._table else ()
        if not isinstance(file, str):
            self._bad('`file` must be the path of a config file below this folder, as in "app.bzl"', *place)
            return None
        return self._path("file", file, place)

    def _path(self, what: str, path: str, place: Path) -> str | None:
        """Return a path from the root in its plain form; None where it is none, or leads out."""
        wanted = "wanted is a path below this folder, with / between names"
        normal = posixpath.normpath(path)
        parts = normal.split("/")
        if not path or "\0" in path or "\\" in path or normal == "." or path.endswith("/"):
            self._bad(f"`{what}` is {show(path)}; {wanted}", *place)
        elif path.startswith("/") or re.match("[A-Za-z]:", path) or parts[0] == "..":
            self._bad(f"`{what}`: `{cut(path)}` leads out of this folder; {wanted}", *place)
        elif ".git" in (part.lower() for part in parts):
            self._bad(f"`{what}`: `{cut(path)}` lies in a folder of git", *place)
        else:
            return normal
        return None

    def _outputs(self) -> dict[str, Product]:
        listed = self._table.get("outputs", [])
        if not isinstance(listed, (list, Mapping)):
            self._bad('`outputs` must be a list of names, as in ["c"], or a table of paths', "outputs")
            return {}
        outputs: dict[str, Product] = {}
        for number, name in enumerate(listed):
            place: Path = ("outputs", name if isinstance(listed, Mapping) else number)
            if not isinstance(name, str) or name not in BY_NAME:
                hint = did_you_mean(str(name), BY_NAME) or f"there are {', '.join(BY_NAME)}"
                self._bad(f"`outputs`: there is no output {show(name)}", *place, hint=hint)
                continue
            path = listed[name] if isinstance(listed, Mapping) else None
            if path is not None and not isinstance(path, str):
                self._bad(f"`outputs`: {name} is {show(path)}; wanted is a path", *place)
                continue
            outputs.setdefault(name, Product(path, self._span(*place)))
        return outputs

    def _text(self, name: str) -> str | None:
        value = self._table.get(name)
        if value is not None and not isinstance(value, str):
            self._bad(f"`{name}` is {show(value)}; wanted is {KINDS[CONFIG[name].kind]}", name)
            return None
        return value

    def _variables(self, given: object, place: Path) -> dict[str, Value]:
        if not isinstance(given, Mapping):
            self._bad(f"`variables` is {show(given)}; wanted is {KINDS['values']}", *place)
            return {}
        return {name: value for name, value in given.items() if self._is_value(name, value, (*place, name))}

    def _is_value(self, name: str, value: object, place: Path) -> bool:
        if isinstance(value, (str, bool)) or (isinstance(value, int) and abs(value) <= LARGEST**2):
            return True
        self._bad(f"`{cut(name)}` is {show(value)}; wanted is a text, a whole number, true or false", *place)
        return False

    def _axes(self) -> list[tuple[str, Sequence[Value]]]:
        """Return what the combinations are of: by the name, with ``$`` before that of a variable, its values."""
        matrix = self._table.get("matrix", {})
        if not isinstance(matrix, Mapping):
            self._bad(f"`matrix` is {show(matrix)}; wanted is {KINDS['matrix']}", "matrix")
            return []
        self._check_keys(matrix, MATRIX, ("matrix",), "a matrix")
        axes: list[tuple[str, Sequence[Value]]] = []
        for name in ("target", "python"):
            if name in matrix:
                axes.append((name, self._list(name, matrix[name], ("matrix", name), is_text=True)))
                if name in self._table:
                    self._bad(f"`{name}` stands in the matrix and beside it; write it once", "matrix", name)
        lists = matrix.get("variables", {})
        if not isinstance(lists, Mapping):
            self._bad(f"`variables` is {show(lists)}; wanted is {KINDS['lists']}", "matrix", "variables")
            return axes
        beside = self._table.get("variables", {})
        for name, values in lists.items():
            place = ("matrix", "variables", name)
            axes.append((f"${name}", self._list(name, values, place, is_text=False)))
            if isinstance(beside, Mapping) and name in beside:
                self._bad(f"the variable `{cut(name)}` stands in the matrix and beside it; write it once", *place)
        return axes

    def _list(self, name: str, given: object, place: Path, *, is_text: bool) -> list[Value]:
        """Return the values of an axis, each once."""
        if not isinstance(given, list):
            self._bad(f"`{cut(name)}` is {show(given)}; wanted is a list", *place)
            return [""]
        if not given:
            self._bad(f"`{cut(name)}`: the list is empty, so that there is no combination", *place)
        values: list[Value] = []
        for index, value in enumerate(given):
            if is_text and not isinstance(value, str):
                self._bad(f"`{name}` has {show(value)}; wanted is a text", *place, index)
            elif not is_text and not self._is_value(name, value, (*place, index)):
                continue
            elif any(value == other and type(value) is type(other) for other in values):
                self._bad(f"`{cut(name)}` has {show(value)} twice", *place, index)
            else:
                values.append(value)
        return values or [""]

    def _axis(self, name: str) -> Path:
        return ("matrix", "variables", name[1:]) if name[0] == "$" else ("matrix", name)

    def _check_keys(self, table: Mapping[str, Any], known: Mapping[str, Any], place: Path, what: str) -> None:
        for name in table:
            if name not in known:
                self._bad(f"{what} has no key `{cut(name)}`", *place, name, hint=did_you_mean(name, known))

    # Its paths

    def _fill(self, entry: Entry) -> Entry:
        """Return an entry with the paths of its outputs, which are templates in the file."""
        names = names_of(entry.file, entry.target, entry.python, entry.variables)
        filled: dict[str, Product] = {}
        for name, made in entry.outputs.items():
            place: Path = ("outputs", name)
            if made.path is not None:
                path = self._fill_path(name, made.path, names, place)
                if path is not None and not self._is_misnamed(name, path, place):
                    filled[name] = made._replace(path=path)
            else:
                filled[name] = made
        return entry._replace(outputs=filled)

    def _fill_path(self, name: str, template: str, names: Mapping[str, str | None], place: Path) -> str | None:
        path, wrong = filled(template, names)
        for message, hint in wrong:
            self._bad(f"`outputs`: {name}: {message}", *place, hint=hint)
        return None if wrong else self._path(f"outputs.{name}", path, place)

    def _is_misnamed(self, name: str, path: str, place: Path) -> bool:
        """Report a path that has the name of something else; tell whether it has."""
        output = BY_NAME[name]
        is_companion = path.endswith(HEADER_SUFFIX) and HEADER_SUFFIX in output.companions
        if path.endswith(PACKED_SUFFIX) or is_companion:
            self._bad(f"`outputs`: `{cut(path)}` comes with {name}; name its main file", *place)
        elif not fits(output, path):
            message = f"{name} is {output.language}, and `{cut(path)}` has the name of something else"
            self._bad(f"`outputs`: {message}", *place, hint=f"as in `{posixpath.splitext(path)[0]}{output.suffix}`")
        else:
            return False
        return True

    # What is said

    def _span(self, *place: str | int) -> Span:
        return self._document.span(*self._here, *place)

    def _bad(self, message: str, *place: str | int, hint: str | None = None) -> None:
        finding = bad(self._document, (*self._here, *place), message, hint)
        if finding not in self.findings:
            self.findings.append(finding)
