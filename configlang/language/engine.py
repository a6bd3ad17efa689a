"""The Starlark engine, and nothing that is ours: the one module that imports ``starlark``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import starlark

from configlang.light.blocks import suppress
from configlang.light.typed import Any

EngineError = starlark.StarlarkError
Ast = starlark.AstModule
Frozen = starlark.FrozenModule
Interface = starlark.Interface


class Engine:
    """
    The language as configlang has it: its dialect, its global names, and how a module is run.

    The dialect is what buildifier formats: top-level ``if`` and ``for``, lambdas, annotated parameters and results;
    no f-strings, no positional-only marker.
    """

    def __init__(self, call_depth: int, check_limits: Callable[[], None]) -> None:
        """
        Set the dialect and the global names.

        Args:
            call_depth: How many calls may stand inside one another; the engine would bear some 20,000.
            check_limits: Called every thousand instructions; what it raises ends the run, as ``stopped_by``.
        """
        self.call_depth = call_depth
        self.stopped_by: Exception | None = None

        def is_cancelled() -> bool:
            try:
                check_limits()
            except Exception as error:  # noqa: BLE001 - the engine would turn it into a text of its own
                self.stopped_by = error
                return True
            return False

        self._globals = _globals()
        self._dialect = _dialect(starlark.DialectTypes.ENABLE)
        self._untyped_dialect = _dialect(starlark.DialectTypes.PARSE_ONLY)
        self._options = starlark.EvalOptions(check_cancelled=is_cancelled, max_callstack_size=call_depth)

    def parse(self, name: str, text: str, *, has_types: bool = True) -> Ast:
        """
        Parse a text.

        Args:
            name: What positions in errors and call stacks are given in.
            text: The text.
            has_types: False ignores annotations at run time. The rules of ``stdlib_rules`` are run so: their
                annotations are for the type checker and for people, while values of a wrong type must come through,
                for all of them to be reported at once.

        Raises:
            EngineError: With the engine's text, place included.
        """
        return starlark.parse(name, text, self._dialect if has_types else self._untyped_dialect)

    def parse_program(self, name: str, text: str) -> Ast:
        """
        Parse a text of people's, so that running it gives None.

        The engine hands the value of a text's last expression to Python, which fails for a function. So a ``pass`` in
        a line of its own stands behind the text; where that makes an error, the text itself has one.

        Raises:
            EngineError: As ``parse``.
        """
        try:
            return self.parse(name, f"{text}\npass\n")
        except EngineError:
            return self.parse(name, text)

    def typecheck(self, ast: Ast, loads: Mapping[str, Interface]) -> tuple[list[Any], Interface]:
        """Return the errors that the checker finds, each with a text and a span, and the module's interface."""
        errors, interface, _ = ast.typecheck(self._globals, dict(loads))
        return list(errors), interface

    def module(
        self,
        loads: Mapping[str, Frozen],
        natives: Mapping[str, Callable[..., object]] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> Module:
        """
        Make an empty module.

        Args:
            loads: What its loads give, by the text in the load.
            natives: Functions of ours, by the names that they have in it.
            values: Values, likewise.
        """
        module = starlark.Module()
        for name, function in (natives or {}).items():
            module.add_callable(name, function)
        for name, value in (values or {}).items():
            module[name] = value
        loader = starlark.FileLoader(loads.__getitem__)

        def run(ast: Ast) -> object:
            return starlark.eval_with(self._options, module, ast, self._globals, file_loader=loader).value

        return Module(run, module.freeze)


def give_back(source_size: int) -> None:
    """
    Give back to the system what the engine has freed, where that is much.

    The C library keeps it for itself, in pieces, and Python has its objects elsewhere. 50,000 declarations leave 50 MiB
    behind when they have been run, and 30 when their tree is gone.

    Args:
        source_size: The length of the text that was run.
    """
    if source_size < _LARGE:
        return
    # Only the C library of GNU has the function, and not every Python has the module.
    with suppress(ImportError, AttributeError, OSError, TypeError):
        import ctypes

        ctypes.CDLL(None).malloc_trim(0)


_LARGE = 1024 * 1024
"""Characters of a text whose tree takes some 15 MiB; the import alone takes as long as running a thousand calls."""


class Module:
    """A module that texts are run in, one after another, until it is frozen for others to load."""

    def __init__(self, run: Callable[[Ast], object], freeze: Callable[[], Frozen]) -> None:
        """
        Keep the two things that can be done to it.

        ``run`` returns the value of a text that is an expression, and raises EngineError with the engine's text:
        traceback, message, place.
        """
        self.run = run
        self.freeze = freeze


@cache
def _globals() -> starlark.Globals:
    """Return the global names, which are the same for all evaluations of a process."""
    extension = starlark.LibraryExtension
    return starlark.Globals.extended_by(
        [
            extension.StructType,
            extension.RecordType,
            extension.EnumType,
            extension.Map,
            extension.Filter,
            extension.Partial,
            extension.Json,
            extension.Typing,
            extension.CallStack,
        ]
    )


def _dialect(types: starlark.DialectTypes) -> starlark.Dialect:
    dialect = starlark.Dialect.extended()
    dialect.enable_f_strings = False
    dialect.enable_positional_only_arguments = False
    dialect.enable_types = types
    return dialect
