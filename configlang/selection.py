"""Which configs a command is about: those that its words name, or all of a project, each as the project lists it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.compiler import Job
from configlang.evaluation import Evaluation
from configlang.findings.finding import Finding, Related
from configlang.light import records
from configlang.light.typed import TYPE_CHECKING, NamedTuple
from configlang.project.folders import configs_of
from configlang.project.labels import find_root
from configlang.project.toml import Project, entries_of, place_of, read_project

if TYPE_CHECKING:
    from configlang.project.entries import Entry
    from configlang.project.templates import Value


class Selection(NamedTuple):
    """
    What a command is about.

    Attributes:
        jobs: What is to be done, those of one config one after another.
        entries: For each job the entry of the project that it comes from, None where it comes from none.
        root: The folder of the project.
        project: What its file says.
        findings: What is wrong with the project file, where it is not told by each job.
        missing: The project files that were looked for in vain.
    """

    jobs: list[Job]
    entries: list[Entry | None]
    root: str
    project: Project
    findings: list[Finding]
    missing: tuple[str, ...] = ()


def select(paths: Sequence[str], base: Job) -> Selection:
    """
    Return what is to be done for some files and folders; without any, for the whole project.

    Args:
        paths: Config files, each of which stands for all entries that it has in its project, and folders, which stand
            for the config files below them.
        base: A job with what the words of the command say, which goes before what the project says.
    """
    if not paths:
        selection = select_project(base)
        if selection.jobs or selection.findings:
            return selection
    jobs: list[Job] = []
    entries: list[Entry | None] = []
    for _, configs in configs_of(paths or [os.curdir]):
        for path in configs:
            found = _of_file(path, base)
            jobs += (job for job, _ in found)
            entries += (entry for _, entry in found)
    return Selection(jobs, entries, os.curdir, Project(), [])


def select_project(base: Job, files: Sequence[str] | None = None) -> Selection:
    """
    Return what is to be done for a project: its entries, then the config files in its folder that it does not list.

    Args:
        base: A job with what the words of the command say.
        files: The config files that alone are meant, each of which must be listed; None for all.

    Returns:
        Nothing to be done where there is no project file, where it lists no config, or where it has errors, which are
        then told.
    """
    missing: list[str] = []
    root = find_root(None, base.root, missing)
    project, findings = read_project(root)
    if not findings:
        findings = list(_absent(project, root))
    if findings or not project.entries:
        return Selection([], [], root, project, findings, tuple(missing))
    wanted = None if files is None else {index for file in files for index in entries_of(project, root, file)}
    chosen = [index for index in range(len(project.entries)) if wanted is None or index in wanted]
    # Those of one file together: what is the same for them is done once.
    ranks = _rank(project)
    chosen.sort(key=lambda index: ranks[project.entries[index].file])
    pairs = [(_job(base, project, root, index), project.entries[index]) for index in chosen]
    found: list[tuple[Job, Entry | None]] = list(_distinct(pairs))
    if files is None:
        listed = {looks.realpath(job.path) for job, _ in found}
        others = [path for path in looks.below(root) if looks.realpath(path) not in listed]
        found += [(base._replace(path=path), None) for path in others]
    return Selection([job for job, _ in found], [entry for _, entry in found], root, project, [], tuple(missing))


def _rank(project: Project) -> Mapping[str, int]:
    """Return where each file of a project stands first."""
    ranks: dict[str, int] = {}
    for index, entry in enumerate(project.entries):
        ranks.setdefault(entry.file, index)
    return ranks


def _of_file(path: str, base: Job) -> list[tuple[Job, Entry | None]]:
    root = find_root(None if path == "-" else path, base.root)
    # What is wrong with it, each job tells.
    project, findings = read_project(root)
    indexes = [] if findings else entries_of(project, root, None if path == "-" else path)
    if len(indexes) < 2:  # noqa: PLR2004 - where there is one, every job takes it
        return [(base._replace(path=path), project.entries[indexes[0]] if indexes else None)]
    pairs = [(base._replace(path=path, entry=index), project.entries[index]) for index in indexes]
    return list(_distinct(pairs))


def _job(base: Job, project: Project, root: str, index: int) -> Job:
    return base._replace(path=place_of(root, project.entries[index].file), entry=index)


def _distinct(pairs: Iterable[tuple[Job, Entry]]) -> Iterator[tuple[Job, Entry]]:
    """Leave out jobs that come to the same as others, as where the words of a command go before what differs."""
    seen = set()
    for job, entry in pairs:
        settings = (job.target or entry.target, job.python or entry.python, {**entry.variables, **job.variables})
        key = (job.path, repr(settings), tuple(entry.outputs))
        if key not in seen:
            seen.add(key)
            yield job, entry


def _absent(project: Project, root: str) -> Iterator[Finding]:
    """Report entries of files that are not there."""
    for entry in {entry.file: entry for entry in reversed(project.entries)}.values():
        path = os.path.join(root, *entry.file.split("/"))
        if not looks.exists(path):
            from configlang.findings.suggest import did_you_mean

            names = looks.names(os.path.dirname(path)) or {}
            hint = did_you_mean(os.path.basename(path), names)
            message = f"`file`: there is no `{entry.file}` in the folder of this file"
            yield Finding(code="file-not-found", message=message, span=entry.spans["file"], hint=hint)


def findings_of(evaluations: Sequence[Evaluation], entries: Sequence[Entry | None]) -> list[Finding]:
    """
    Return what was found of several configs, each thing once.

    What is found of some entries of a config and not of others is told with those.
    """
    by_file: dict[str, list[int]] = {}
    for number, evaluation in enumerate(evaluations):
        by_file.setdefault(evaluation.inputs[0] if evaluation.inputs else str(number), []).append(number)
    found: dict[Finding, None] = {}
    for numbers in by_file.values():
        where: dict[Finding, list[int]] = {}
        for number in numbers:
            for finding in evaluations[number].findings:
                where.setdefault(finding, []).append(number)
        for finding, seen in where.items():
            is_of_all = len(seen) == len(numbers)
            found.setdefault(finding if is_of_all else _seen_with(finding, entries, numbers, seen))
    return list(found)


_MOST_SHOWN = 4


def _seen_with(
    finding: Finding, entries: Sequence[Entry | None], numbers: Sequence[int], seen: Sequence[int]
) -> Finding:
    """Add to a finding which of the entries of its config it is about, by what tells them apart."""
    from configlang.project.templates import shown_value

    settings = {number: _settings(entry) for number in numbers if (entry := entries[number]) is not None}
    names = dict.fromkeys(name for each in settings.values() for name in each)
    telling = [name for name in names if len({repr(each.get(name)) for each in settings.values()}) > 1]
    shown = [
        ", ".join(f"{name} = {shown_value(settings[number][name])}" for name in telling if name in settings[number])
        for number in seen
        if number in settings
    ]
    first = entries[seen[0]]
    if first is None or not shown:
        return finding
    more = f", and {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
    note = Related(f"seen with {'; '.join(shown[:_MOST_SHOWN])}{more}", first.spans[""])
    return records.evolve(finding, related=(*finding.related, note))


def _settings(entry: Entry) -> dict[str, Value]:
    words = {"target": entry.target, "python": entry.python}
    return {**{name: value for name, value in words.items() if value is not None}, **entry.variables}
