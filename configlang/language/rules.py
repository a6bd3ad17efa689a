"""
The built-in rules: where their files lie, what the type checker sees of them, and how they reach the files of people.

A rule is written once and bound twice. The config file itself gets functions that collect their declarations in a
list, which is handed over at the end: those of bound.bzl, which is generated. A file that others load is frozen
when it is run, so that a function of its can't reach that list; there the same rules hand over each declaration by a
native function, at some 15 us more.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping

from configlang.language.engine import Ast, Engine, Frozen, Interface, Module
from configlang.light.typed import ClassVar
from configlang.project.labels import Label, parse_label
from configlang.schema.rules import RULES

PREDECLARED = (*RULES, "TARGET", "print")
"""What every file finds predeclared; prelude.bzl and bound.bzl are made from this list."""

PRELUDE = Label(is_stdlib=True, folder="", file="prelude.bzl")
_BOUND = Label(is_stdlib=True, folder="", file="bound.bzl")
_TYPES = Label(is_stdlib=True, folder="", file="types.bzl")
_PRIVATE = ("bound.bzl", "internal.bzl", "types.bzl")
"""The files that only others of ours load."""
_GIVEN_VALUES = ("bound.bzl", "inputs.bzl", "internal.bzl")
"""The files that see what the evaluation was given: the target or the variables."""

RESERVED = "__configlang"
"""What the names start with that the binding leaves in a config file; nobody else may use them."""
_COLLECT = f"{RESERVED}_collect"
_BIND = f'load("{_BOUND}", {RESERVED}_bind = "bind"); {", ".join(PREDECLARED)}, {_COLLECT} = {RESERVED}_bind()'
_PREDECLARE = f'load("{PRELUDE}", {", ".join(f"{chr(34)}{name}{chr(34)}" for name in PREDECLARED)})'

TARGET_PARTS = ("triple", "arch", "os", "env", "python", "version", "free_threaded", "debug")
"""What ``TARGET`` has."""

_NATIVES_FOR_CHECKER = f"""\
def _native_declare(text: str) -> None:
    pass
def _native_print(text: str, stack: str) -> None:
    pass
def _native_go_by_version() -> None:
    pass
_native_target = {dict.fromkeys(TARGET_PARTS)}
_native_variables = {{}}
"""


_asts: dict[Label, Ast] = {}
_interfaces: dict[Label, Interface] = {}
"""The files of the rules, parsed and as the type checker knows them: the same for all evaluations of a process."""

_run: dict[tuple[int, str], dict[Label, Frozen]] = {}
"""
The same files, run and frozen, by all that they go by: how deep calls may stand, and the values that they were given.

Nothing in them can change, and what they declare goes to the evaluation that runs, so that one after another has them.
"""
_MOST_KEPT = 16
"""For how many values they are kept: a process mostly has those of the versions."""
_NATIVES = ("_native_declare", "_native_print", "_native_go_by_version")


def warm() -> None:
    """Make what every evaluation of this process, and of those that it forks, has in common."""
    Rules(Engine(1, lambda: None), {}, {}).warm()


class Rules:
    """The built-in rules in one evaluation."""

    def __init__(
        self,
        engine: Engine,
        natives: Mapping[str, Callable[..., object]],
        values: Mapping[str, object],
    ) -> None:
        """
        Set up.

        Args:
            engine: The engine.
            natives: The native functions that internal.bzl calls.
            values: The values that the evaluation was given.
        """
        self._engine = engine
        self._natives = natives
        self._values = values
        self._folder = stdlib_folder()
        if len(_run) >= _MOST_KEPT:
            _run.clear()
        self._frozen = _run.setdefault((engine.call_depth, repr(values)), {})

    def given(self, values: Mapping[str, object]) -> Rules:
        """Return the same rules for an evaluation that is given other values."""
        return Rules(self._engine, self._natives, values)

    def path(self, label: Label) -> str:
        """Return the path of a file of the rules; it need not exist."""
        return os.path.join(self._folder, *filter(None, label.folder.split("/")), label.file)

    def has(self, label: Label) -> bool:
        """Tell whether a label names a file that people may load."""
        return label.file not in _PRIVATE and os.path.isfile(self.path(label))

    def loadable(self) -> list[str]:
        """Return the labels that people may load."""
        return [f"@stdlib//:{name}" for name in sorted(os.listdir(self._folder)) if name not in _PRIVATE]

    def interface(self, label: Label) -> Interface:
        """Return what the type checker knows of a file."""
        if label not in _interfaces:
            # The checker does not know native functions, so it sees them as Starlark functions of the same names.
            ast = self._engine.parse(str(label), _NATIVES_FOR_CHECKER + self._text(label))
            loads = {load.module_id: self.interface(parse_label(load.module_id, label)) for load in ast.loads()}
            _, _interfaces[label] = self._engine.typecheck(ast, loads)
        return _interfaces[label]

    def predeclared(self) -> Interface:
        """Return what the type checker knows of the predeclared names, as of those of prelude.bzl."""
        return self.interface(_TYPES)

    def frozen(self, label: Label) -> Frozen:
        """Return a file, run."""
        if label not in self._frozen:
            ast = self._ast(label)
            loads = {load.module_id: self.frozen(parse_label(load.module_id, label)) for load in ast.loads()}
            natives = {name: _handed_on(name) for name in _NATIVES} if label.file == "internal.bzl" else {}
            values = self._values if label.file in _GIVEN_VALUES else {}
            module = self._engine.module(loads, natives, values)
            module.run(ast)
            self._frozen[label] = module.freeze()
        return self._frozen[label]

    def _ast(self, label: Label) -> Ast:
        if label not in _asts:
            _asts[label] = self._engine.parse(str(label), self._text(label), has_types=False)
        return _asts[label]

    def warm(self) -> None:
        """Make what every evaluation of this process and of those that it forks can use."""
        self.predeclared()
        for label in (PRELUDE, _BOUND):
            waiting = [label]
            while waiting:
                each = waiting.pop()
                waiting += [parse_label(load.module_id, each) for load in self._ast(each).loads()]

    def loaded_module(self, loads: Mapping[str, Frozen]) -> Module:
        """Return the module for a file that others load, with the rules predeclared."""
        module = self._module({**loads, str(PRELUDE): self.frozen(PRELUDE)})
        module.run(self._engine.parse(str(PRELUDE), _PREDECLARE))
        return module

    def config_module(self, loads: Mapping[str, Frozen]) -> tuple[Module, Callable[[int], object]]:
        """
        Return the module for the config file, and what gives what it declared.

        That is a function that takes an index and returns declarations from there on, as the JSON text of a list; it is
        empty behind the last.
        """
        module = self._module({**loads, str(_BOUND): self.frozen(_BOUND)})
        module.run(self._engine.parse(str(_BOUND), _BIND))
        return module, lambda start: module.run(self._engine.parse(str(_BOUND), f"{_COLLECT}({start})"))

    def _module(self, loads: Mapping[str, Frozen]) -> Module:
        """Return an empty module in which the rules call the native functions of this evaluation."""
        module = self._engine.module(loads)

        def run(ast: Ast) -> object:
            _Running.natives = self._natives
            return module.run(ast)

        return Module(run, module.freeze)

    def _text(self, label: Label) -> str:
        with open(self.path(label), encoding="utf-8") as file:
            return file.read()


class _Running:
    """The evaluation that runs: there is one at a time."""

    natives: ClassVar[Mapping[str, Callable[..., object]]] = {}


def _handed_on(name: str) -> Callable[..., object]:
    """Return what calls a native function of the evaluation that runs."""

    def call(*arguments: object) -> object:
        return _Running.natives[name](*arguments)

    return call


def stdlib_folder() -> str:
    """Return the folder of the built-in rules: inside the package in a wheel, beside it in a checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    inside = os.path.join(package, "stdlib_rules")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(package), "stdlib_rules")
