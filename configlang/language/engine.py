"""The Starlark engine, and nothing that is ours: the one module that imports ``starlark``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import starlark

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
        self.stopped_by: Exception | None = None

        def is_cancelled() -> bool:
            try:
                check_limits()
            except Exception as error:  # noqa: BLE001 - the engine would turn it into a text of its own
                self.stopped_by = error
                return True
            return False

        extension = starlark.LibraryExtension
        self._globals = starlark.Globals.extended_by(
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

    def typecheck(self, ast: Ast, loads: Mapping[str, Interface]) -> tuple[list[Any], Interface]:
        """Return the errors that the engine's checker finds, each with a text and a span, and the module's interface."""
        errors, interface, _ = ast.typecheck(self._globals, dict(loads))
        return list(errors), interface

    def run(
        self,
        asts: list[Ast],
        loads: Mapping[str, Frozen],
        natives: Mapping[str, Callable[..., object]] | None = None,
        values: Mapping[str, object] | None = None,
    ) -> RunModule:
        """
        Run texts one after another in one new module.

        Raises:
            EngineError: With the engine's text: traceback, message, place.
        """
        module = starlark.Module()
        for name, function in (natives or {}).items():
            module.add_callable(name, function)
        for name, value in (values or {}).items():
            module[name] = value
        loader = starlark.FileLoader(loads.__getitem__)
        result = None
        for ast in asts:
            result = starlark.eval_with(self._options, module, ast, self._globals, file_loader=loader)
        return RunModule(module, result)


class RunModule:
    """A module that has been run; it can be frozen, for others to load."""

    def __init__(self, module: starlark.Module, result: starlark.EvalResult | None) -> None:
        """Keep the module and what its last text came to."""
        self._module = module
        self._result = result

    @property
    def value(self) -> object:
        """The value of the last text, where that is an expression."""
        return self._result.value if self._result else None

    def freeze(self) -> Frozen:
        """Freeze the module."""
        return self._module.freeze()


def _dialect(types: starlark.DialectTypes) -> starlark.Dialect:
    dialect = starlark.Dialect.extended()
    dialect.enable_f_strings = False
    dialect.enable_positional_only_arguments = False
    dialect.enable_types = types
    return dialect
