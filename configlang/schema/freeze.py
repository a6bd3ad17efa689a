"""
From declarations to the config object: the one place where values of the language become attrs objects.

Every value is checked on the way, strictly: a bool is True or False and never 1, a choice is one of its strings, a
number lies in its range, no text holds a NUL. All mistakes come out together, each at the argument that made it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs

from configlang.cpython.targets import SpecifierError, Target, parse_target, versions_matching
from configlang.findings.finding import Finding, Related, Severity
from configlang.findings.suggest import did_you_mean
from configlang.schema.config import (
    Compatibility,
    Config,
    DynamicExtension,
    FilesystemImporter,
    OxidizedImporter,
    StaticExtension,
)
from configlang.schema.interpreter import InterpreterConfig
from configlang.schema.names import (
    LONGEST_PACKED_NAME,
    init_problem,
    is_identifier,
    module_name_problem,
    packed_path_problem,
)
from configlang.schema.origins import Declaration, Origin
from configlang.schema.table import FIELDS
from configlang.schema.values import Problem, choice, convert_field, flag, show_type, text, text_list


@attrs.define
class Frozen:
    """The result of freezing: the config (None when an error was found), its origins, and all findings."""

    config: Config | None
    origins: dict[str, Origin]
    findings: list[Finding]


def freeze(declarations: Iterable[Declaration], target: Target, python: str | None) -> Frozen:
    """
    Convert declarations to a config.

    Args:
        declarations: In any order; the order never changes the config.
        target: What the config is evaluated for.
        python: The one CPython version, or None.

    Returns:
        The config or, when any value is wrong, None and the findings, with these codes: ``wrong-type``,
        ``unknown-value``, ``out-of-range``, ``nul-in-string``, ``bad-module-name``, ``bad-init``,
        ``duplicate-declaration``, ``duplicate-extension``, ``bad-specifier``, ``unknown-target``, ``incompatible``,
        ``bad-variable``, ``bad-packed-path``, ``no-oxidized-importer``.
    """
    freezer = _Freezer(target, python)
    for declaration in declarations:
        freezer.add(declaration)
    return freezer.finish()


_SINGLE = ("interpreter", "filesystem_importer", "oxidized_importer", "compatible_with")


class _Freezer:
    """Collects declarations; nothing can be asked of it before all are in."""

    def __init__(self, target: Target, python: str | None) -> None:
        self.target = target
        self.python = python
        self.findings: list[Finding] = []
        self.origins: dict[str, Origin] = {}
        self.singles: dict[str, Declaration] = {}
        self.values: dict[str, Any] = {}
        self.modules: dict[str, Declaration] = {}
        self.static: list[StaticExtension] = []
        self.dynamic: list[DynamicExtension] = []
        self.packed: list[Declaration] = []

    def add(self, declaration: Declaration) -> None:
        rule = declaration.rule
        if rule == "static_extension":
            self.add_static(declaration)
        elif rule == "dynamic_extension":
            self.add_dynamic(declaration)
        elif rule == "variable":
            self.check_variable(declaration)
        elif rule in _SINGLE:
            first = self.singles.setdefault(rule, declaration)
            if first is not declaration:
                self.report_repeated(
                    "duplicate-declaration", f"`{rule}` is called a second time; a config has one", declaration, first
                )
                return
            make = {
                "interpreter": self.make_interpreter,
                "filesystem_importer": self.make_filesystem_importer,
                "oxidized_importer": self.make_oxidized_importer,
                "compatible_with": self.make_compatibility,
            }[rule]
            self.values[rule] = make(declaration)
        else:
            raise ValueError(f"no such rule: {rule}")

    def finish(self) -> Frozen:
        self.check_compatibility()
        self.check_packed()
        if any(finding.is_error for finding in self.findings):
            return Frozen(None, self.origins, self.findings)
        config = Config(
            target=self.target,
            python=self.python,
            interpreter=self.values.get("interpreter") or InterpreterConfig(),
            static_extensions=tuple(sorted(self.static, key=lambda extension: extension.name)),
            dynamic_extensions=tuple(sorted(self.dynamic, key=lambda extension: extension.name)),
            filesystem_importer=self.values.get("filesystem_importer"),
            oxidized_importer=self.values.get("oxidized_importer"),
            compatible_with=self.values.get("compatible_with"),
        )
        return Frozen(config, self.origins, self.findings)

    # Reporting

    def report(
        self, declaration: Declaration, argument: str | None, problem: Problem, severity: Severity = Severity.ERROR
    ) -> None:
        self.findings.append(
            Finding(
                code=problem.code,
                message=problem.message,
                span=declaration.span(argument, problem.element),
                severity=severity,
                stack=declaration.stack,
                hint=problem.hint,
            )
        )

    def report_repeated(self, code: str, message: str, second: Declaration, first: Declaration) -> None:
        # Declarations come in no promised order, so the later place is the one to blame.
        argument = "name" if code == "duplicate-extension" else None
        spans = sorted([(first.span(argument), first.stack), (second.span(argument), second.stack)], key=lambda s: s[0])
        self.findings.append(
            Finding(
                code=code,
                message=message,
                span=spans[1][0],
                stack=spans[1][1],
                related=(Related("first declared here", spans[0][0]),),
            )
        )

    def take(self, declaration: Declaration, argument: str, converted: tuple[Any, Problem | None]) -> Any:  # noqa: ANN401 - the converter knows the type
        value, problem = converted
        if problem is not None:
            self.report(declaration, argument, problem)
        return value

    # The rules

    def make_interpreter(self, declaration: Declaration) -> InterpreterConfig:
        converted: dict[str, Any] = {}
        for name, value in declaration.values.items():
            converted[name] = self.take(declaration, name, convert_field(ARGUMENTS[name], value))
            self.origins[f"interpreter.{name}"] = Origin(declaration, name)
        return InterpreterConfig(**{name: value for name, value in converted.items() if value is not None})

    def add_static(self, declaration: Declaration) -> None:
        name = self.module_name(declaration)
        given, init = declaration.values["name"], declaration.values["init"]
        derived = f"PyInit_{given.split('.')[-1]}" if isinstance(given, str) else None
        if name is None and init == derived:
            # The rule made it from the name, whose mistake is reported already.
            return
        init = self.take(declaration, "init", text("init", init))
        if init is not None and (problem := init_problem(init)):
            hint = "give a C symbol (`PyInit_fast`) or, for Rust outputs, a path (`crate::fast::PyInit_fast`)"
            self.report(declaration, "init", Problem("bad-init", f"`init`: {problem}", hint))
        elif init is not None and name is not None:
            self.static.append(StaticExtension(name=name, init=init))

    def add_dynamic(self, declaration: Declaration) -> None:
        values = declaration.values
        name = self.module_name(declaration)
        path = self.take(declaration, "path", text("path", values["path"], is_path=True))
        loader = self.take(declaration, "loader", choice("loader", values["loader"], ("filesystem", "oxidized")))
        if loader == "oxidized":
            self.packed.append(declaration)
            self.check_packed_entry(declaration, name, path)
        if name is not None and path is not None and loader is not None:
            self.dynamic.append(DynamicExtension(name=name, path=path, loader=loader))

    def check_packed_entry(self, declaration: Declaration, name: str | None, path: str | None) -> None:
        """Refuse what a packed-resources file can't say, or not so that OxidizedFinder finds the library."""
        problem = None if path is None else packed_path_problem(path, is_windows=self.target.is_windows)
        if problem is not None:
            hint = "write it relative to the folder of the executable, as in `lib/fast.so`"
            self.report(declaration, "path", Problem("bad-packed-path", f"`path`: {problem}", hint))
        if name is not None and len(name) > LONGEST_PACKED_NAME:
            message = f"`name`: it is {len(name)} bytes long, and a packed-resources file takes 65,535"
            self.report(declaration, "name", Problem("bad-packed-path", message))

    def module_name(self, declaration: Declaration) -> str | None:
        """Check and register the name of an extension module; None when it can't be used."""
        name: str | None = self.take(declaration, "name", text("name", declaration.values["name"]))
        if name is None:
            return None
        if problem := module_name_problem(name):
            self.report(declaration, "name", Problem("bad-module-name", f"`name`: {problem}"))
            return None
        first = self.modules.setdefault(name, declaration)
        if first is not declaration:
            message = f"the extension module `{name}` is declared a second time"
            self.report_repeated("duplicate-extension", message, declaration, first)
            return None
        key = f"{declaration.rule}:{name}"
        self.origins[key] = Origin(declaration, "name")
        for argument in declaration.values:
            self.origins[f"{key}.{argument}"] = Origin(declaration, argument)
        return name

    def make_filesystem_importer(self, declaration: Declaration) -> FilesystemImporter | None:
        values = declaration.values
        self.note_origins(declaration)
        paths: tuple[str, ...] | None = None
        if values["paths"] is not None:
            paths = self.take(declaration, "paths", text_list("paths", values["paths"], is_path=True))
        mode = self.take(declaration, "mode", choice("mode", values["mode"], ("replace", "prepend", "append")))
        enabled = self.take(declaration, "enabled", flag("enabled", values["enabled"]))
        if mode is None or enabled is None:
            return None
        if mode != "replace" and not paths:
            self.report(
                declaration,
                "mode",
                Problem("missing-argument", f'`mode = "{mode}"` needs `paths`; there is nothing to add'),
            )
        return FilesystemImporter(paths=paths, mode=mode, enabled=enabled)

    def make_oxidized_importer(self, declaration: Declaration) -> OxidizedImporter | None:
        self.note_origins(declaration)
        lists = {
            name: self.take(declaration, name, text_list(name, declaration.values[name], is_path=True))
            for name in ("embedded", "memory_mapped")
        }
        for index, path in enumerate(lists["embedded"] or ()):
            if "$ORIGIN" in path:
                message = "`embedded`: the file is compiled in, so `$ORIGIN` means nothing in its path"
                hint = "write the path relative to the generated Rust file, or use `memory_mapped`"
                self.report(declaration, "embedded", Problem("origin-not-expanded", message, hint, index))
        extensions: str | None = None
        if declaration.values["extensions"] is not None:
            extensions = self.take(
                declaration, "extensions", text("extensions", declaration.values["extensions"], is_path=True)
            )
        if None in lists.values():
            return None
        return OxidizedImporter(**lists, extensions=extensions)

    def make_compatibility(self, declaration: Declaration) -> Compatibility | None:
        values = declaration.values
        self.note_origins(declaration)
        python: str | None = None
        versions = versions_matching(">=3.8")
        if values["python"] is not None:
            python = self.take(declaration, "python", text("python", values["python"]))
        if python is not None:
            try:
                versions = versions_matching(python)
            except SpecifierError as error:
                hint = 'join limits such as ">=3.9,<3.12" by commas; operators are >= > <= < == !='
                self.report(declaration, "python", Problem("bad-specifier", f"`python`: {error}", hint))
            else:
                if not versions:
                    known = versions_matching(">=3.8")
                    message = f'`python`: "{python}" admits no CPython version that configlang knows'
                    hint = f"it knows {known[0]} to {known[-1]}"
                    self.report(declaration, "python", Problem("bad-specifier", message, hint))
        targets = self.take(declaration, "targets", text_list("targets", values["targets"]))
        for index, triple in enumerate(targets or ()):
            if parse_target(triple) is None:
                message = f'`targets`: "{triple}" is not a target triple that configlang knows'
                hint = "write a Rust target triple such as x86_64-unknown-linux-gnu"
                self.report(declaration, "targets", Problem("unknown-target", message, hint, index))
        return None if targets is None else Compatibility(python=python, versions=versions, targets=targets)

    def check_compatibility(self) -> None:
        """Refuse a chosen version or target that the config says it is not meant for."""
        meant: Compatibility | None = self.values.get("compatible_with")
        if meant is None:
            return
        declaration = self.singles["compatible_with"]
        if self.python is not None and meant.versions and self.python not in meant.versions:
            message = f"the config is evaluated for CPython {self.python}, which `python` here excludes"
            self.report(declaration, "python", Problem("incompatible", message))
        is_known = all(parse_target(triple) for triple in meant.targets)
        if meant.targets and is_known and self.target.triple not in meant.targets:
            message = f"the config is evaluated for {self.target.triple}, which is not among `targets`"
            hint = f"give --target; the config is meant for {', '.join(meant.targets)}"
            self.report(declaration, "targets", Problem("incompatible", message, hint))

    def check_packed(self) -> None:
        """Refuse extension modules for OxidizedFinder where the config has none."""
        if "oxidized_importer" in self.singles:
            return
        for declaration in self.packed:
            message = '`loader = "oxidized"`: OxidizedFinder loads it, and the config does not switch that on'
            hint = "call `oxidized_importer()`, which may stand without arguments"
            self.report(declaration, "loader", Problem("no-oxidized-importer", message, hint))

    def check_variable(self, declaration: Declaration) -> None:
        """Check one call of ``variable``; its value already went to the program."""
        values = declaration.values
        name = self.take(declaration, "name", text("name", values["name"]))
        self.take(declaration, "doc", text("doc", values["doc"]))
        if name is None:
            return
        if not is_identifier(name):
            message = f'`name`: "{name}" is not an identifier, so no `-D` can set it'
            self.report(declaration, "name", Problem("bad-variable", message))
            return
        default, allowed, given = values["default"], values["values"], values["given"]
        if allowed is not None and not isinstance(allowed, list):
            message = f"`values`: got {show_type(allowed)}, wanted is a list"
            self.report(declaration, "values", Problem("wrong-type", message))
            return
        if allowed == []:
            self.report(declaration, "values", Problem("bad-variable", "`values`: it is empty, so no value is allowed"))
            return
        samples = [value for value in [default, *(allowed or [])] if value is not None]
        kinds = {type(sample) for sample in samples}
        if not kinds <= {str, bool, int} or len(kinds) > 1:
            argument = "values" if allowed else "default"
            shown = ", ".join(dict.fromkeys(map(show_type, samples)))
            message = f"`{argument}`: got {shown}; wanted is one type, str, bool or int"
            self.report(declaration, argument, Problem("wrong-type", message))
            return
        kind = kinds.pop() if kinds else str
        if given is not None and values["value"] is None:
            shown = given if isinstance(given, str) else repr(given)
            article = "an" if kind is int else "a"
            message = f"the variable `{name}` is {article} {kind.__name__}, and was set to `{shown}`"
            hint = "write true or false" if kind is bool else None
            self.report(declaration, "name", Problem("bad-variable", message, hint))
        elif values["value"] is None:
            message = f"the variable `{name}` has no default and is not set"
            self.report(declaration, "name", Problem("variable-not-set", message, f"give -D {name}=VALUE"))
        elif allowed is not None and values["value"] not in allowed:
            shown = ", ".join(map(_show, allowed))
            message = f"the variable `{name}` is {_show(values['value'])}; allowed is one of {shown}"
            hint = did_you_mean(str(values["value"]), [value for value in allowed if isinstance(value, str)])
            self.report(declaration, "values" if given is None else "name", Problem("bad-variable", message, hint))

    def note_origins(self, declaration: Declaration) -> None:
        for argument in declaration.values:
            self.origins[f"{declaration.rule}.{argument}"] = Origin(declaration, argument)


def _show(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


ARGUMENTS = {field.name: field for field in FIELDS if field.owner is None}
"""The fields that are arguments of ``interpreter()``, in the order of the field table."""
