"""One declaration while it becomes a part of the config: its arguments, converted, and what is wrong with them."""

from __future__ import annotations

from typing import Any

from configlang.cpython.targets import Target
from configlang.cpython.versions import Version
from configlang.findings.finding import Finding
from configlang.findings.problem import Problem
from configlang.schema.arguments import convert_argument, parameters_of
from configlang.schema.origins import Declaration, Origin, to_finding


class Call:
    """
    A declaration with its arguments converted.

    Attributes:
        declaration: The declaration.
        target: What the config is evaluated for.
        python: The one CPython version that it is evaluated for, or None.
        values: The arguments that are right so far, by name.
        findings: What is wrong with the others.
    """

    __slots__ = ("declaration", "findings", "python", "target", "values")

    def __init__(self, declaration: Declaration, target: Target, python: Version | None) -> None:
        self.declaration = declaration
        self.target = target
        self.python = python
        self.values: dict[str, Any] = {}
        self.findings: list[Finding] = []
        given = declaration.values
        for argument in parameters_of(declaration.rule):
            # Fields that are not set are not handed over.
            if argument in given:
                self.values[argument], problem = convert_argument(declaration.rule, argument, given[argument])
                if problem is not None:
                    self.refuse(problem)

    def refuse(self, problem: Problem) -> None:
        """Report an argument, which is the path of the problem; its value then is of no use to anybody."""
        (argument,) = problem.paths
        self.values.pop(argument, None)
        self.findings.append(to_finding(problem, {argument: Origin(self.declaration, argument)}))
