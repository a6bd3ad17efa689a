"""The faults: every place in the source that could be wrong, and what could be wrong there."""

from __future__ import annotations

import ast
import difflib
import random
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import attrs
import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

Operator = Callable[[cst.CSTNode], Iterable[cst.CSTNode]]


@attrs.frozen(kw_only=True)
class Place:
    """
    A piece of the source that could be wrong.

    Attributes:
        path: The file, as in `configlang/check/rule.py`.
        line: Where it begins, 1-based.
        column: Likewise, 0-based.
        variants: How many ways of being wrong there are.
    """

    path: str
    line: int
    column: int
    variants: int


@attrs.frozen(kw_only=True)
class Fault:
    """
    A fault.

    Attributes:
        number: Its number in the sample, from 1.
        path: The file that it is in.
        line: The line, 1-based.
        text: The whole file with the fault.
        diff: What is different, as lines of a unified diff without its head.
    """

    number: int
    path: str
    line: int
    text: str
    diff: str

    @property
    def room(self) -> str:
        """The folder of the package that it is in."""
        return self.path.split("/")[1].removesuffix(".py")


# What can be wrong beyond mutmut's operators, which only turn `and` into `or`, and calls into other calls


def _drop_operand(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Leave a condition out."""
    if isinstance(node, cst.BooleanOperation):
        yield node.left
        yield node.right


def _drop_call(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """Leave a statement out that is there for its effect."""
    if m.matches(node, m.Expr(m.Call() | m.Yield())):
        yield cst.Pass()


_OPERATORS: tuple[tuple[type, Operator], ...] = (
    *mutation_operators,
    (cst.BooleanOperation, _drop_operand),
    (cst.Expr, _drop_call),
)


def _variants(node: cst.CSTNode) -> list[cst.CSTNode]:
    """Return what could stand in the place of a piece of the source instead."""
    # Without their arguments these are a TypeError.
    if _is_call_of(node, "len") or _is_call_of(node, "isinstance"):
        return []
    return [variant for kind, operator in _OPERATORS if isinstance(node, kind) for variant in operator(node)]


def _is_left_out(node: cst.CSTNode) -> bool:
    """Tell whether nothing in a piece of the source is worth a fault: it does nothing, or nothing runs with one."""
    # Annotations are never evaluated, and with another decorator many a module can't even be imported.
    if isinstance(node, (cst.Annotation, cst.Decorator)) or _is_call_of(node, "cast"):
        return True
    # mypy alone looks at what is there for it, and at what a module lets out.
    return (isinstance(node, cst.If) and m.matches(node.test, m.Name("TYPE_CHECKING"))) or (
        isinstance(node, cst.Assign) and m.matches(node.targets[0].target, m.Name("__all__"))
    )


def _is_call_of(node: cst.CSTNode, name: str) -> bool:
    return isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value == name


class _Finder(cst.CSTVisitor):
    """Gathers the nodes of a module that could be wrong, in the order of the text."""

    METADATA_DEPENDENCIES = (PositionProvider,)

    def __init__(self, path: str) -> None:
        super().__init__()
        self._path = path
        self.found: list[tuple[Place, cst.CSTNode]] = []

    def on_visit(self, node: cst.CSTNode) -> bool:
        if _is_left_out(node):
            return False
        if variants := len(_variants(node)):
            start = self.get_metadata(PositionProvider, node).start
            place = Place(path=self._path, line=start.line, column=start.column, variants=variants)
            self.found.append((place, node))
        return True


@cache
def _find(path: str, text: str) -> tuple[cst.Module, list[tuple[Place, cst.CSTNode]]]:
    wrapper, finder = MetadataWrapper(cst.parse_module(text)), _Finder(path)
    wrapper.visit(finder)
    return wrapper.module, finder.found


def places(root: Path, rooms: Iterable[str]) -> dict[str, list[Place]]:
    """
    Return the places of some rooms, by file.

    Args:
        root: The checkout.
        rooms: Folders or files of the package, as in `check` or `cli/eval.py`.
    """
    package = root / "configlang"
    files = {file for room in rooms for file in _sources(package / room)}
    return {
        path: [place for place, _ in _find(path, (root / path).read_text(encoding="utf-8"))[1]]
        for path in sorted(file.relative_to(root).as_posix() for file in files)
    }


def _sources(folder: Path) -> list[Path]:
    """Return a module, or those below a folder; programs in it that others run are no part of the package."""
    if folder.suffix == ".py":
        return [folder]
    found = [file for file in folder.rglob("*.py") if not {"parts", "python", "templates"} & set(file.parts)]
    if not found:
        raise FileNotFoundError(f"{folder} has no modules")
    return found


def sample(root: Path, found: dict[str, list[Place]], *, seed: int, size: int) -> list[Fault]:
    """
    Return one fault at each of some places: each place is as likely as any other.

    Args:
        root: The checkout.
        found: The places, from `places`.
        seed: Gives the same faults in the same source.
        size: How many; fewer where there are no more places.
    """
    # It must be a good one only in that it can be had again.
    chance = random.Random(seed)  # noqa: S311
    everything = [(path, index) for path, some in found.items() for index in range(len(some))]
    chosen = sorted(chance.sample(everything, min(size, len(everything))))
    seeds = {each: chance.random() for each in chosen}
    return [
        _make(root, path, index, random.Random(seeds[path, index]), number)  # noqa: S311
        for number, (path, index) in enumerate(chosen, 1)
    ]


def _make(root: Path, path: str, index: int, chance: random.Random, number: int) -> Fault:
    """Return a fault at a place."""
    text = (root / path).read_text(encoding="utf-8")
    module, found = _find(path, text)
    place, node = found[index]
    variants = _variants(node)
    chance.shuffle(variants)
    wrong = next(filter(None, (_replaced(module, node, variant) for variant in variants)))
    lines = difflib.unified_diff(text.splitlines(), wrong.splitlines(), lineterm="", n=2)
    return Fault(number=number, path=path, line=place.line, text=wrong, diff="\n".join([*lines][2:]))


def _replaced(module: cst.Module, node: cst.CSTNode, variant: cst.CSTNode) -> str | None:
    """Return the text with a variant in the place of a node, None where that is no Python."""
    changed = module.deep_replace(node, variant)
    text = changed.code if isinstance(changed, cst.Module) else ""
    try:
        ast.parse(text)
    except SyntaxError:
        return None
    return text
