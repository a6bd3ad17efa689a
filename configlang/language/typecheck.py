"""
The engine's type checker, made to see the whole file and to speak of the argument at fault.

The checker looks into function bodies only. So a file's statements are also checked inside a function: indented by
one, below one line that loads what they use; positions come back by subtracting that line and that column.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from configlang.findings.finding import Position
from configlang.language.declarations import Sources
from configlang.language.engine import Ast, Engine, EngineError, Interface
from configlang.light.typed import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from configlang.language.suspicions import Weighed

_LOAD = r"""^load\s*\((?:[^()"'\#]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\#[^\n]*)*\)"""
"""A load statement that starts a line; the engine has parsed the text before, so nothing else looks like one."""


class TypeChecker:
    """Checks the files of one evaluation, each against the interfaces of those that it loads."""

    def __init__(
        self,
        engine: Engine,
        sources: Sources,
        prelude: tuple[str, Interface],
        predeclared: Sequence[str],
    ) -> None:
        """
        Set up for one evaluation.

        Args:
            engine: The engine.
            sources: The files.
            prelude: The label and the interface of the predeclared rules.
            predeclared: Their names.
        """
        self._engine = engine
        self._sources = sources
        self._prelude = prelude
        self._prelude_load = f'load("{prelude[0]}", {", ".join(map(_quote, predeclared))})'

    def check_main(self, ast: Ast, module: str, loads: Mapping[str, Interface]) -> Weighed | None:
        """Return what is wrong in a file that nobody loads, None where nothing is."""
        return self._weigh(self._check_wrapped(ast, module, loads), module)

    def check_loaded(self, ast: Ast, module: str, loads: Mapping[str, Interface]) -> tuple[Weighed | None, Interface]:
        """Return what is wrong in a file that others load, and the interface that they see."""
        text = f"{self._prelude_load}\n{self._sources.text(module)}"
        plain = self._engine.parse("m", text)
        errors, interface = self._engine.typecheck(plain, self._with_prelude(loads))
        found = _positions(errors, lines=1, columns=0)
        return self._weigh([*found, *self._check_wrapped(ast, module, loads)], module), interface

    def _check_wrapped(
        self, ast: Ast, module: str, loads: Mapping[str, Interface]
    ) -> list[tuple[str, Position, Position]]:
        head = [self._prelude_load]
        for load in ast.loads():
            names = [f"{local} = {_quote(theirs)}" for local, theirs in load.symbols.items()]
            head.append(f"load({', '.join([_quote(load.module_id), *names])})")
        body = self._sources.text(module)
        if len(head) > 1:
            import re

            body = re.sub(_LOAD, lambda match: "pass" + "\n" * match[0].count("\n"), body, flags=re.MULTILINE)
        lines = ("; ".join(head), "def __top__():", " " + body.replace("\n", "\n "), " pass", "")
        try:
            wrapped = self._engine.parse("m", "\n".join(lines))
        except EngineError:
            # A statement that only a top level may hold, such as a load in an unusual place: the run will tell.
            return []
        errors, _ = self._engine.typecheck(wrapped, self._with_prelude(loads))
        return _positions(errors, lines=2, columns=1)

    def _with_prelude(self, loads: Mapping[str, Interface]) -> dict[str, Interface]:
        return {**loads, self._prelude[0]: self._prelude[1]}

    def _weigh(self, found: list[tuple[str, Position, Position]], module: str) -> Weighed | None:
        if not found:
            return None
        # What is needed to explain mistakes costs more to import than a config without any costs to check.
        from configlang.language.type_findings import Explainer

        return Explainer(self._sources.places(module)).weigh(found)


_MOST_TEXT = 64 * 1024 * 1024
"""Characters of errors, each of which has all the line that it is in; what is behind them is found another time."""


def _positions(errors: Iterable[Any], *, lines: int, columns: int) -> list[tuple[str, Position, Position]]:
    found, size = [], 0
    for error in errors:
        found.append(_position(error, lines=lines, columns=columns))
        size += len(found[-1][0])
        if size > _MOST_TEXT:
            break
    return found


def _position(error: Any, *, lines: int, columns: int) -> tuple[str, Position, Position]:  # noqa: ANN401 - the engine's own type
    span = error.span.span if error.span else None
    if span is None:
        return str(error), Position(0, 0), Position(0, 0)
    begin, end = span.begin, span.end
    return (
        str(error),
        Position(begin.line - lines, begin.column - columns),
        Position(end.line - lines, max(end.column - columns, 0)),
    )


def _quote(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
