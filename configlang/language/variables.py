"""The variables of a config against what is set from outside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from configlang.findings.finding import Finding, Related, Span
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.language.by_version import Evaluated
from configlang.language.declarations import RecordedDeclaration
from configlang.schema.origins import Origin, to_finding
from configlang.schema.variants import merged


def check_variables(
    given: Mapping[str, str | bool | int], evaluated: Sequence[Evaluated], spans: Mapping[str, Span]
) -> list[Finding]:
    """
    Report variables that are set and that the config does not have, and two meanings of one name.

    Args:
        given: What is set, by name.
        evaluated: What came of running the config.
        spans: Where the project file sets a variable, by its name behind ``$``.
    """
    findings = merged({each.python: _repeated_variables(each.declarations) for each in evaluated})
    calls = [each for one in evaluated for each in one.declarations if each.rule == "variable"]
    # A variable without a value and a default ends the run: nobody knows what it would have declared behind that.
    has_stopped = any(each.values["value"] is None and each.values["default"] is None for each in calls)
    names = dict.fromkeys(name for each in calls if isinstance(name := each.values.get("name"), str))
    for name in () if has_stopped else given:
        if name not in names:
            span = spans.get(f"${name}")
            what = f"`-D {name}`" if span is None else f"`{name}`"
            message = f"{what}: the config has no variable of this name"
            unknown = Problem(code="unknown-variable", message=message, hint=did_you_mean(name, names))
            findings.append(unknown.at(span))
    return findings


def _repeated_variables(declarations: Iterable[RecordedDeclaration]) -> list[Finding]:
    first: dict[str, RecordedDeclaration] = {}
    findings = []
    for declaration in declarations:
        if declaration.rule != "variable" or not isinstance(name := declaration.values.get("name"), str):
            continue
        other = first.setdefault(name, declaration)
        if any(other.values[part] != declaration.values[part] for part in ("default", "values")):
            above, below = sorted([Origin(other, "name"), Origin(declaration, "name")], key=Origin.span)
            problem = Problem(
                code="duplicate-declaration",
                message=f"the variable `{name}` is declared twice, with another default or other values",
                paths=("variable.name",),
                related=(Related("first declared here", above.span()),),
            )
            findings.append(to_finding(problem, {"variable.name": below}))
    return findings
