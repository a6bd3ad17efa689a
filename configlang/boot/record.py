"""What came of booting a config with one CPython: plain records, from which text, JSON and findings are made."""

from __future__ import annotations

from collections.abc import Mapping

from configlang.boot.pythons import CPython
from configlang.evaluation import Evaluation
from configlang.findings.problem import Problem
from configlang.light import records
from configlang.light.typed import Any, Literal


@records.frozen(kw_only=True)
class Difference:
    """
    A value with which CPython came up, and which is not the one of the config.

    Attributes:
        field: The field, as messages call it.
        path: Where it was declared, as in the origins.
        said: What the config says, as it is written there.
        got: What CPython has, in the same form.
        element: The index of the first list element that is missing, or None.
    """

    field: str
    path: str
    said: str
    got: str
    element: int | None = None


@records.frozen(kw_only=True)
class Module:
    """
    A declared extension module, and what came of importing it.

    Attributes:
        name: Its name.
        is_static: Whether it is linked in.
        is_stand_in: Whether its init function was not given, so that an empty module stood in for it.
        origin: ``__spec__.origin``: the shared library, or ``built-in``; None where there is none.
        loader: The name of its loader, or None.
        error: The exception as text, None where it was imported.
    """

    name: str
    is_static: bool
    is_stand_in: bool = False
    origin: str | None = None
    loader: str | None = None
    error: str | None = None


@records.frozen(kw_only=True)
class Boot:
    """
    What came of one CPython.

    Attributes:
        python: The CPython.
        outcome: Whether it started; ``skipped`` where it was not tried.
        reason: Why it did not start, as a sentence; empty where it did.
        origin: What ``$ORIGIN`` meant; None where it was not tried.
        home: The home that was passed: the one that was asked for, or one that the host must pass, because the config
            sets none and CPython does not find its library by itself; else None.
        is_home_needed: Whether it is one that nobody has asked for.
        hindrance: Why the program could not stand where it says that it does; None where it does.
        sys: What ``sys`` holds, by name; empty where it did not start.
        configs: CPython's own view of its config: the members of its structs, by struct. Empty where it has none.
        modules: The declared modules: those linked in, then the others, each by name.
        differences: What is not as the config says.
        exit_code: How the program ended, negative for a signal; None where it was not run.
        problems: What there is to report.
    """

    python: CPython
    outcome: Literal["started", "failed", "skipped"]
    reason: str = ""
    origin: str | None = None
    home: str | None = None
    is_home_needed: bool = False
    hindrance: str | None = None
    sys: Mapping[str, Any] = records.field(factory=dict)
    configs: Mapping[str, Mapping[str, Any]] = records.field(factory=dict)
    modules: tuple[Module, ...] = ()
    differences: tuple[Difference, ...] = ()
    exit_code: int | None = None
    problems: tuple[Problem, ...] = ()


@records.frozen(kw_only=True)
class Booted:
    """
    A config with one CPython.

    Attributes:
        run: What came of the config, with all that it and the output had to say for that version, silenced or not.
        boot: What came of it.
    """

    run: Evaluation
    boot: Boot
