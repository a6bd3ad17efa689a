"""What becomes of all declarations of a config: each by itself, then together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter

from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.light.typed import Any
from configlang.schema.freezing import extensions, importers, inputs, together
from configlang.schema.freezing.call import Call
from configlang.schema.rules import REQUIRED, RULES
from configlang.schema.texts import is_hosted


def _leave(_: Call) -> None:
    """Have nothing to add to what the field table says of each argument."""


def _settle_environment_variable(call: Call) -> None:
    # Few configs have one.
    from configlang.schema.freezing.environment import settle_environment_variable

    settle_environment_variable(call)


def _settle_host_value(call: Call) -> None:
    # The same.
    from configlang.schema.freezing.host_values import settle_host_value

    settle_host_value(call)


def _settle_sub_interpreter(call: Call) -> None:
    # The same.
    from configlang.schema.freezing.interpreters import settle_sub_interpreter

    settle_sub_interpreter(call)


SETTLE: dict[str, Callable[[Call], None]] = {
    "interpreter": _leave,
    "static_extension": extensions.settle_static_extension,
    "dynamic_extension": extensions.settle_dynamic_extension,
    "filesystem_importer": importers.settle_filesystem_importer,
    "oxidized_importer": importers.settle_oxidized_importer,
    "compatible_with": inputs.settle_compatible_with,
    "host": inputs.settle_host,
    "virtual_environment": _leave,
    "environment_variable": _settle_environment_variable,
    "host_value": _settle_host_value,
    "sub_interpreter": _settle_sub_interpreter,
    "variable": inputs.settle_variable,
}
"""
Per rule what looks at the arguments of a call together.

It refuses those that are wrong and adds what follows from the others, after which the values are those of the part.
"""


def settle(calls: Mapping[str, Sequence[Call]]) -> list[Finding]:
    """
    Settle all calls of a config, and return what is wrong with them.

    Args:
        calls: Those of each rule.
    """
    for rule, of_rule in calls.items():
        for call in of_rule:
            SETTLE[rule](call)
    hosted = [call for rule in _HOSTED for call in calls[rule] if any(map(is_hosted, call.values.values()))]
    if hosted or calls["host_value"]:
        from configlang.schema.freezing.host_values import settle_uses

        settle_uses(calls["host_value"], hosted)
    extension_calls = [*calls["static_extension"], *calls["dynamic_extension"]]
    findings = [*together.repeated_modules(extension_calls)]
    if len(calls["environment_variable"]) > 1:
        from configlang.schema.freezing.environment import repeated_variables

        findings += repeated_variables(calls["environment_variable"])
    if len(calls["sub_interpreter"]) > 1:
        findings += together.repeated(
            "duplicate-sub-interpreter",
            calls["sub_interpreter"],
            "the sub-interpreter",
            lambda call: call.values["name"],
        )
    if not calls["oxidized_importer"]:
        together.refuse_packed(extension_calls)
    return findings + [finding for of_rule in calls.values() for call in of_rule for finding in call.findings]


_HOSTED = tuple(
    rule.name
    for rule in RULES.values()
    if rule.takes_fields or any(parameter.is_hosted for parameter in rule.parameters.values())
)
"""The rules of which some argument may be made of values of the host."""


def problems_of(rule: str, given: Mapping[str, Any]) -> list[Problem]:
    """
    Return what freezing will say of a declaration, whatever it is evaluated for and what is set from outside.

    Args:
        rule: The name of the rule.
        given: The arguments that are written, as plain values; it has no others.
    """
    parameters = RULES[rule].parameters
    values = {name: parameter.default for name, parameter in parameters.items()} | dict(given)
    if REQUIRED in values.values():
        return []
    if rule == "variable":
        # What comes from outside is taken to be right.
        values |= {"given": None, "value": next((each for each in _listed(values)), "")}
    call = _Tried(rule)
    call.convert(values)
    if not call.problems:
        SETTLE[rule](call)
    return call.problems


class _Tried(Call):
    """A call that nobody makes: what is wrong with it is kept by argument, for a place that is not that of a run."""

    __slots__ = ("problems",)

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.problems: list[Problem] = []

    def refuse(self, problem: Problem) -> None:
        """Keep a problem."""
        (argument,) = problem.paths
        self.values.pop(argument, None)
        self.problems.append(problem)


def _listed(values: Mapping[str, Any]) -> list[Any]:
    """Return the allowed values of a variable as they are written, or its default."""
    listed = values["values"]
    return listed if isinstance(listed, list) else [each for each in [values["default"]] if each is not None]


def order(parts: Iterable[Any]) -> tuple[Any, ...]:
    """Return the parts of a rule that a config may have several of in the order in which it has them."""
    return tuple(sorted(parts, key=attrgetter("name")))
