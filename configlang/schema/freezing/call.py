"""One declaration while it becomes a part of the config: its arguments, converted, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.light.typed import Any
from configlang.schema.arguments import conversions_of
from configlang.schema.origins import Declaration, Origin, to_finding
from configlang.schema.rules import RULES


class Call:
    """
    A declaration with its arguments converted.

    Attributes:
        rule: The name of the rule.
        target: What the config is evaluated for; None for a part by itself, which may go into any config.
        python: The one CPython version that it is evaluated for, or None.
        declaration: The declaration; None for a part that was made in Python, which has no place.
        given: The arguments as they were given.
        values: The arguments that are right so far, by name.
        findings: What is wrong with the others.
    """

    __slots__ = ("declaration", "findings", "given", "python", "rule", "target", "values")

    def __init__(
        self,
        rule: str,
        target: Target | None = None,
        python: Version | None = None,
        declaration: Declaration | None = None,
    ) -> None:
        self.rule = rule
        self.target = target
        self.python = python
        self.declaration = declaration
        self.given: Mapping[str, Any] = {}
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []

    def convert(self, given: Mapping[str, Any]) -> None:
        """Take the arguments, which are plain values, as the config holds them."""
        self.given, values = given, self.values
        for argument, convert in conversions_of(self.rule).items():
            # Fields that are not set are not handed over.
            if argument in given:
                values[argument], problem = convert(given[argument])
                if problem is not None:
                    self.refuse(problem)

    def refuse(self, problem: Problem) -> None:
        """Report an argument, which is the path of the problem; its value then is of no use to anybody."""
        (argument,) = problem.paths
        self.values.pop(argument, None)
        if self.declaration is not None:
            found = to_finding(problem, {argument: Origin(self.declaration, argument)})
        elif RULES[self.rule].is_single or not self.values.get("name"):
            found = problem.at(None)
        else:
            # No place tells which of several it is.
            found = problem._replace(message=f"`{self.values['name']}`: {problem.message}").at(None)
        self.findings.append(found)
