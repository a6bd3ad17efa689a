"""The claims of all families, and the runs in C that show most of them."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Collection
from pathlib import Path

import attrs

from tests.hosts import programs
from tests.hosts.cpythons import CPython
from tests.hosts.programs import Program, Run
from tests.truth.claims import KINDS, Case, Told
from tests.truth.configs import unchecked


@attrs.frozen(kw_only=True, eq=False)
class Group:
    """
    The claims of a module of tests/truth/cases.

    Attributes:
        name: What the module is called.
        claims: Its claims, `CLAIMS`.
        lay_out: Puts what the configs name into the folder of a program, for a CPython; `lay_out` of the module.
    """

    name: str
    claims: tuple[Told, ...]
    lay_out: Callable[[Path, CPython], None]

    @property
    def cases(self) -> tuple[Case, ...]:
        """Those that one program in C shows together."""
        return tuple(claim for claim in self.claims if isinstance(claim, Case))


def _lay_nothing(_folder: Path, _python: CPython) -> None:
    """Most configs name no file."""


def _gather() -> tuple[Group, ...]:
    names = sorted(file.stem for file in (Path(__file__).parent / "cases").glob("[!_]*.py"))
    modules = {name: importlib.import_module(f"tests.truth.cases.{name}") for name in names}
    return tuple(
        Group(name=name, claims=module.CLAIMS, lay_out=getattr(module, "lay_out", _lay_nothing))
        for name, module in modules.items()
    )


GROUPS = _gather()


# The runs


def build(folder: Path, python: CPython, group: Group, numbers: Collection[int] | None = None) -> Program:
    """Build the program that starts both configs of cases of a group, of all or of some: `bad_N` and `good_N`."""
    group.lay_out(folder, python)
    configs = {}
    for index, case in enumerate(group.cases):
        if numbers is not None and index not in numbers:
            continue
        for kind in KINDS:
            configs[f"{kind}_{index}"] = (unchecked(case.text(kind), python.version), "c")
    return programs.build(folder, python, configs)


def assert_true(program: Program, case: Case, index: int) -> None:
    """
    Assert that what a case claims happens on the CPython of a program if it holds there, and not with its twin.

    Args:
        program: From `build`.
        case: The case.
        index: Its number there.
    """
    python = program.python
    bad, good = (_run(program, case, f"{kind}_{index}") for kind in KINDS)
    assert case.claim(bad) is case.holds_for(python.release), f"{python.full_version}: {_tell(bad)}"
    assert not case.claim(good), f"{python.version}: the twin does it too: {_tell(good)}"


def _run(program: Program, case: Case, name: str) -> Run:
    environment = dict(case.environment)
    if case.is_running:
        environment["RUN"] = "1"
    return program.run(name, *case.arguments, home=case.home, argv=case.argv, code=case.ask, environment=environment)


def _tell(done: Run) -> str:
    return f"exit {done.code}\n{done.stdout[-500:]}\n{done.stderr[-1500:]}\n{done.report}"
