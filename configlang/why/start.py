"""The order of a start: what the program, pyembed and CPython do with the config, step by step, by its output."""

from __future__ import annotations

from collections.abc import Iterator

from configlang.check.rule import ON_PYEMBED
from configlang.light.typed import NamedTuple
from configlang.why import running, steps
from configlang.why.scene import Scene
from configlang.why.step import Step

_PROGRAM = "the program's part"


class Phase(NamedTuple):
    """
    A part of a start.

    Attributes:
        title: What it is.
        call: The function that does it; empty where that is not one.
        steps: What is done, in order.
        note: Who calls it, where that is not the code of the output.
    """

    title: str
    call: str
    steps: tuple[Step, ...]
    note: str = ""


def start(scene: Scene) -> list[Phase]:
    """Return the phases of a start in order, those without a step left out."""
    output = scene.output
    if output is not None and output.starter in ON_PYEMBED:
        phases = _on_pyembed(scene)
    elif output is not None and output.is_generated:
        phases = _over_initconfig(scene) if output.name == "c-initconfig" else _over_pyconfig(scene)
    else:
        phases = _of_cpython(scene)
    return [phase for phase in phases if phase.steps]


def _over_pyconfig(scene: Scene) -> Iterator[Phase]:
    """Give the phases of code over ``PyConfig``, in C and in Rust."""
    yield Phase(
        "Environment variables", "", (*steps.guards(scene), *steps.passed(scene, "variables"), *steps.variables(scene))
    )
    preconfig = (*steps.passed(scene, "preconfig"), *steps.preconfig(scene), *steps.passed(scene, "filled"))
    yield Phase("Preinitialisation", "Py_PreInitialize", (*preconfig, *steps.preinitialised(scene)))
    yield Phase("Between preinitialisation and start", "", tuple(steps.prepared(scene, "PyImport_Inittab")))
    yield Phase("Configuration", "PyConfig", tuple(steps.configured(scene)))
    yield from _rest(scene, "Py_InitializeFromConfig")


def _over_initconfig(scene: Scene) -> Iterator[Phase]:
    """Give the phases of code over ``PyInitConfig``, which preinitialises within the start."""
    yield Phase(
        "Environment variables", "", (*steps.guards(scene), *steps.passed(scene, "variables"), *steps.variables(scene))
    )
    yield Phase("Before the start", "", tuple(steps.prepared(scene, None)))
    yield Phase("Configuration", "PyInitConfig_Create", tuple(steps.options(scene)))
    call = "Py_InitializeFromInitConfig"
    yield Phase("Preinitialisation", "", tuple(steps.preinitialised(scene)), f"within {call}")
    yield from _rest(scene, call)


def _rest(scene: Scene, call: str) -> Iterator[Phase]:
    """Give the phases from the start on of code that configlang writes."""
    yield Phase("Start", call, tuple(running.started(scene)))
    yield Phase("Changes to the running interpreter", "", tuple(running.finished(scene)))
    yield Phase("Run", "Py_RunMain", tuple(running.run(scene)), "where the program calls the run function")


def _on_pyembed(scene: Scene) -> Iterator[Phase]:
    """Give the phases of pyembed 0.24: ``MainPythonInterpreter::new`` and ``run``."""
    yield Phase("Environment variables", "MainPythonInterpreter::new", tuple(steps.folders(scene)))
    inittab = steps.modules(scene, "PyImport_Inittab")
    yield Phase(
        "Preinitialisation",
        "Py_PreInitialize",
        (*inittab, *steps.preconfig(scene), *steps.preinitialised(scene), *steps.allocators(scene)),
    )
    yield Phase("Configuration", "PyConfig", tuple(steps.configured(scene)))
    yield Phase("Core", "Py_InitializeFromConfig", tuple(running.core(scene)), "with _init_main = 0")
    yield Phase("Start", "_Py_InitializeMain", tuple(running.started(scene)))
    yield Phase(
        "Changes to the running interpreter",
        "",
        (*running.importers(scene), *running.marks(scene, "sys.oxidized = True")),
    )
    yield Phase("Run", "MainPythonInterpreter::run", tuple(running.run(scene)))


def _of_cpython(scene: Scene) -> Iterator[Phase]:
    """Give the phases of any program, which takes the steps itself."""
    yield Phase("Environment variables", "", (*steps.variables(scene), *steps.folders(scene)), _PROGRAM)
    yield Phase("Preinitialisation", "Py_PreInitialize", (*steps.preconfig(scene), *steps.preinitialised(scene)))
    yield Phase("Between preinitialisation and start", "", tuple(steps.modules(scene, "PyImport_Inittab")), _PROGRAM)
    yield Phase("Configuration", "PyConfig", tuple(steps.configured(scene)))
    yield Phase("Start", "Py_InitializeFromConfig", tuple(running.started(scene)))
    yield Phase("Changes to the running interpreter", "", tuple(running.marks(scene)), _PROGRAM)
    yield Phase("Run", "Py_RunMain", tuple(running.run(scene)), "where the program calls it")
