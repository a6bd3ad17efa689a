"""What a project makes: the orders of its outputs, and the files that come of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence

from configlang.cache import looks
from configlang.compiler import Wanted
from configlang.findings.finding import Finding, Span
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.generation.records import Target
from configlang.many import Made, Order
from configlang.project.entries import Entry
from configlang.project.lock import is_below
from configlang.project.root import is_inside
from configlang.project.toml import entries_of, place_of
from configlang.project.wrong import cut
from configlang.selection import Selection


def nothing_listed(selection: Selection, files: Sequence[str]) -> Finding | None:
    """Say why there is nothing to be made of a project, with code ``nothing-listed``; None where there is something."""
    project = selection.project
    if project.file is None:
        message = "there is no configlang.toml here, nor in a folder above: it lists what is made of which configs"
        return Problem(message, code="nothing-listed").at(None)
    span = Span.from_line(project.file, 0)
    if not project.entries:
        hint = 'write a table [[config]], as in `file = "app.bzl"` and `outputs = { c = "gen/app.c" }`'
        return Problem(f"`{project.file}` lists no config", code="nothing-listed", hint=hint).at(span)
    for file in files:
        if not entries_of(project, selection.root, file):
            near = did_you_mean(file, [entry.file for entry in project.entries])
            return Problem(f"`{file}` is not listed in `{project.file}`", code="nothing-listed", hint=near).at(span)
    entries = [entry for entry in selection.entries if entry is not None]
    if not any(made.path is not None for entry in entries for made in entry.outputs.values()):
        message = f"no output of `{entries[0].file}`{'' if len(entries) == 1 else ' and the others'} has a path"
        hint = 'write a table of paths, as in outputs = { c = "gen/app.c" }'
        return Problem(message, code="nothing-listed", hint=hint).at(entries[0].spans[""])
    return None


def orders_of(selection: Selection) -> tuple[list[Order], list[Entry]]:
    """Return what is to be made: the entries that have outputs with paths."""
    orders, entries = [], []
    for job, entry in zip(selection.jobs, selection.entries, strict=True):
        if entry is None:
            continue
        wanted = tuple(
            Wanted(name, place_of(selection.root, made.path))
            for name, made in entry.outputs.items()
            if made.path is not None
        )
        if wanted:
            orders.append(Order(job, wanted))
            entries.append(entry)
    return orders, entries


def targets_of(
    selection: Selection, made: Sequence[Made], entries: Sequence[Entry]
) -> tuple[dict[str, Target], list[Finding]]:
    """Return all files by their paths from the root, and those that two outputs would write."""
    targets: dict[str, Target] = {}
    findings: list[Finding] = []
    for each, entry in zip(made, entries, strict=True):
        wanted = [output for output in entry.outputs.values() if output.path is not None]
        for output, files in zip(wanted, each.files, strict=True):
            for place, file in files.items():
                path = os.path.relpath(place, selection.root or os.curdir).replace(os.sep, "/")
                target = Target(path, place, file, entry.file, output.span)
                other = targets.setdefault(path, target)
                # Two outputs of one name may share the packed resources.
                if other.file.contents != file.contents:
                    findings.append(_bad(f"`{cut(path)}` comes with another output; choose a name of its own", target))
    return targets, list(dict.fromkeys(findings))


def _bad(message: str, target: Target) -> Finding:
    return Problem(code="bad-project-file", message=f"`outputs`: {message}").at(target.span)


def unfit(targets: Iterable[Target], root: str, inputs: Sequence[str]) -> list[Finding]:
    """Report files that may not be written: what the configs are made from, and what lies outside of the root."""
    read = {looks.realpath(path) for path in inputs}
    real_root = looks.realpath(root)
    folders: dict[str, str] = {}
    findings = []
    for target in targets:
        folder, name = os.path.split(target.place)
        if folder not in folders:
            folders[folder] = looks.realpath(folder)
        if not is_below(target.path) or not is_inside(folders[folder], real_root):
            findings.append(_bad(f"`{cut(target.path)}` leads out of the folder of this file", target))
        elif os.path.join(folders[folder], name) in read:
            findings.append(_bad(f"`{cut(target.path)}` is a file that a config is made from", target))
    return list(dict.fromkeys(findings))
