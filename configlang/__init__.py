"""
Say in a small Starlark file how an embedded Python interpreter starts; get it checked, frozen and compiled.

>>> import configlang
>>> evaluation = configlang.evaluate("app.bzl", python="3.11")
>>> print(configlang.emit(evaluation.require(), "rust"))
"""

from __future__ import annotations

from configlang._version import __version__

# As typing has it; an interrupt while that is imported would be told with a traceback.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from configlang.api import check_process, dependencies, diff, emit, emit_files, evaluate, generate
    from configlang.comparison.model import Change, Comparison, OutputChange, Said
    from configlang.cpython.targets import Target
    from configlang.evaluation import Evaluation, Generated
    from configlang.findings.error import ConfigError
    from configlang.findings.finding import Finding, Frame, Position, Related, Severity, Span
    from configlang.graph.model import ConfigDependencies, Dependencies, Load, LoadingFile
    from configlang.schema.config import (
        Compatibility,
        Config,
        DynamicExtension,
        EnvironmentVariable,
        FilesystemImporter,
        Host,
        HostValue,
        OxidizedImporter,
        StaticExtension,
        SubInterpreter,
        VirtualEnvironment,
    )
    from configlang.schema.interpreter import InterpreterConfig

_HOMES = {
    "configlang.api": ("check_process", "dependencies", "diff", "emit", "emit_files", "evaluate", "generate"),
    "configlang.comparison.model": ("Change", "Comparison", "OutputChange", "Said"),
    "configlang.evaluation": ("Evaluation", "Generated"),
    "configlang.findings.error": ("ConfigError",),
    "configlang.findings.finding": ("Finding", "Frame", "Position", "Related", "Severity", "Span"),
    "configlang.graph.model": ("ConfigDependencies", "Dependencies", "Load", "LoadingFile"),
    "configlang.schema.config": (
        "Compatibility",
        "Config",
        "DynamicExtension",
        "EnvironmentVariable",
        "FilesystemImporter",
        "Host",
        "HostValue",
        "OxidizedImporter",
        "StaticExtension",
        "SubInterpreter",
        "VirtualEnvironment",
    ),
    "configlang.schema.interpreter": ("InterpreterConfig",),
    "configlang.cpython.targets": ("Target",),
}

__all__ = [
    "Change",
    "Comparison",
    "Compatibility",
    "Config",
    "ConfigDependencies",
    "ConfigError",
    "Dependencies",
    "DynamicExtension",
    "EnvironmentVariable",
    "Evaluation",
    "FilesystemImporter",
    "Finding",
    "Frame",
    "Generated",
    "Host",
    "HostValue",
    "InterpreterConfig",
    "Load",
    "LoadingFile",
    "OutputChange",
    "OxidizedImporter",
    "Position",
    "Related",
    "Said",
    "Severity",
    "Span",
    "StaticExtension",
    "SubInterpreter",
    "Target",
    "VirtualEnvironment",
    "__version__",
    "check_process",
    "dependencies",
    "diff",
    "emit",
    "emit_files",
    "evaluate",
    "generate",
]


def __getattr__(name: str) -> object:
    """Import a public name when it is first asked for: the command imports this package at every start."""
    import importlib

    for module, names in _HOMES.items():
        if name in names:
            value: object = getattr(importlib.import_module(module), name)
            globals()[name] = value
            return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the public names, imported or not."""
    return sorted(__all__)
