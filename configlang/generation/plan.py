"""
All outputs of a project: what is to be written, what is to be taken away, and what is not as it should be.

Everything is computed before anything is written. Which files are whose stands in ``configlang.lock``: those that it
names may be replaced and removed, all others are somebody's own. A file is replaced only where it means something else.

The lock is written first, with all that this run makes and all that it is about to take away, and in its last form at
the end. So whatever is on the disk when a run is killed, the next one knows it for its own, and ends what was begun.
"""

from __future__ import annotations

from collections.abc import Sequence

from configlang.compiler import Job
from configlang.findings.finding import has_errors
from configlang.generation.disk import Disk
from configlang.generation.records import Generation
from configlang.generation.targets import nothing_listed, orders_of, targets_of, unfit
from configlang.many import make_many
from configlang.project.lock import LOCK
from configlang.project.toml import place_of
from configlang.selection import Selection, findings_of, select_project


def generate(
    base: Job, files: Sequence[str], *, is_forced: bool, is_checking: bool, cure: str
) -> tuple[Selection, Generation]:
    """
    Return the entries of a project that are meant, and what there is to be done for them; see ``plan``.

    Args:
        base: A job with what the caller says.
        files: The config files that alone are meant; empty for all of the project.
        is_forced: Whether files are replaced that are not known to be the project's own.
        is_checking: Whether what is not as it should be is found instead.
        cure: The command that writes what is found then.
    """
    selection = select_project(base, files or None)
    wrong = selection.findings or [*filter(None, [nothing_listed(selection, files)])]
    if wrong:
        return selection, Generation(wrong, missing=selection.missing)
    return selection, plan(selection, is_whole=not files, is_forced=is_forced, is_checking=is_checking, cure=cure)


def plan(selection: Selection, *, is_whole: bool, is_forced: bool, is_checking: bool, cure: str) -> Generation:
    """
    Make all outputs of the chosen entries of a project, and say what is to be done with them.

    Args:
        selection: The entries.
        is_whole: Whether these are all entries of the project.
        is_forced: Whether files are replaced that are not known to be the project's own.
        is_checking: Whether what is not as it should be is found instead, and nothing is to be done.
        cure: The command that writes what is found then.
    """
    orders, entries = orders_of(selection)
    made = list(make_many(orders))
    evaluations = [each.evaluation for each in made]
    findings = findings_of(evaluations, entries)
    inputs = dict.fromkeys(path for each in evaluations for path in each.inputs)
    if selection.project.file is not None:
        inputs.setdefault(selection.project.file)
    base = Generation(
        findings,
        inputs=tuple(inputs),
        missing=tuple(dict.fromkeys((*selection.missing, *(path for each in evaluations for path in each.missing)))),
        printed=tuple(dict.fromkeys(line for each in evaluations for line in each.printed)),
        evaluations=evaluations,
        lock=place_of(selection.root, LOCK),
    )
    if has_errors(findings):
        return base
    targets, clashes = targets_of(selection, made, entries)
    clashes += unfit(targets.values(), selection.root, base.inputs)
    if clashes:
        return base._replace(findings=[*findings, *clashes])
    return Disk(selection, base, targets, cure).done(is_whole=is_whole, is_forced=is_forced, is_checking=is_checking)
