"""What came of the faults, as Markdown: figures for each room, and the faults that nothing noticed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.mutants.faults import Fault
from tools.mutants.trials import Result


def report(faults: Sequence[Fault], results: Mapping[int, Result], *, head: str, failing: Sequence[str]) -> str:
    """
    Return the report.

    Args:
        faults: The sample.
        results: By the number of a fault; those that are missing were not tried.
        head: What was asked for, in a line.
        failing: The tests that failed without any fault, and so were left out.
    """
    tried = [fault for fault in faults if fault.number in results]
    lines = [f"# {head}", "", *_figures(tried, results), ""]
    if len(tried) < len(faults):
        lines += [f"{len(faults) - len(tried)} of {len(faults)} were not tried.", ""]
    if failing:
        lines += [
            "Left out, because they fail in a copy without any fault:",
            "",
            *(f"- {test}" for test in failing),
            "",
        ]
    for fault in tried:
        if results[fault.number].outcome == "survived":
            lines += [*_survivor(fault, results[fault.number]), ""]
    return "\n".join(lines)


def _figures(tried: Sequence[Fault], results: Mapping[int, Result]) -> Iterator[str]:
    yield "| room | faults | noticed | too late | survived | noticed, % |"
    yield "| --- | --- | --- | --- | --- | --- |"
    rooms = sorted({fault.room for fault in tried})
    for name, of_row in [*((room, [room]) for room in rooms), ("all", rooms)]:
        outcomes = [results[fault.number].outcome for fault in tried if fault.room in of_row]
        noticed, late, survived = (outcomes.count(each) for each in ("noticed", "late", "survived"))
        share = f"{100 * (noticed + late) / len(outcomes):.0f}" if outcomes else ""
        yield f"| {name} | {len(outcomes)} | {noticed} | {late} | {survived} | {share} |"


def _survivor(fault: Fault, result: Result) -> Iterator[str]:
    count = "all" if result.reached is None else result.reached
    yield f"## {fault.number}: {fault.path}:{fault.line}"
    yield ""
    yield f"Tests that come past it: {count}."
    yield ""
    yield f"```diff\n{fault.diff}\n```"
