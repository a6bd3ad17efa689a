"""
All outputs of a project: what is to be written, what is to be taken away, and what is not as it should be.

Everything is computed before anything is written. Which files are whose stands in ``configlang.lock``: those that it
names may be replaced and removed, all others are somebody's own. A file is replaced only where it means something else.

The lock is written first, with all that this run makes and all that it is about to take away, and in its last form at
the end. So whatever is on the disk when a run is killed, the next one knows it for its own, and ends what was begun.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from configlang.cache import looks
from configlang.compiler import Wanted
from configlang.evaluation import Evaluation
from configlang.files import compare
from configlang.findings.finding import Finding, Printed, Span, has_errors
from configlang.findings.problem import Problem
from configlang.findings.suggest import did_you_mean
from configlang.light.typed import NamedTuple
from configlang.many import Made, Order, make_many
from configlang.outputs.meaning import meaning
from configlang.project.entries import Entry
from configlang.project.lock import LOCK, Owned, digest_of, is_below, lock_text, read_lock
from configlang.project.toml import entries_of, place_of
from configlang.project.wrong import cut
from configlang.selection import Selection, findings_of
from configlang.worker.protocol import Answer, File


class Target(NamedTuple):
    """
    A file that a project makes.

    Attributes:
        path: The file, from the root, with ``/`` between names.
        place: The file as it is named from the working folder.
        file: What it should hold.
        config: The config that it is made of, from the root.
        span: The place of its output in the project file.
    """

    path: str
    place: str
    file: File
    config: str
    span: Span


class Generation(NamedTuple):
    """
    What there is to be done for a project.

    Attributes:
        findings: What is wrong; where one is an error, nothing is to be done.
        written: The files that are to be written, by path.
        unchanged: The files that mean what they should.
        removed: The files that are to be taken away.
        first: The lock as it is to be before anything else is written; None where it is to stay.
        last: The lock as it is to be at the end, where that is another one.
        inputs: The files that were read.
        missing: The files that were looked for and not there.
        printed: What the configs printed.
        evaluations: What came of evaluating each config.
        lock: The path of the lock.
    """

    findings: Sequence[Finding]
    written: Mapping[str, File] = {}
    unchanged: Sequence[str] = ()
    removed: Sequence[str] = ()
    first: Mapping[str, File] = {}
    last: Mapping[str, File] = {}
    inputs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    printed: tuple[Printed, ...] = ()
    evaluations: Sequence[Evaluation] = ()
    lock: str = LOCK


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
    orders, entries = _orders(selection)
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
    targets, clashes = _targets(selection, made, entries)
    clashes += _unfit(targets.values(), selection.root, base.inputs)
    if clashes:
        return base._replace(findings=[*findings, *clashes])
    return _Plan(selection, base, targets, cure).done(is_whole=is_whole, is_forced=is_forced, is_checking=is_checking)


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


def _orders(selection: Selection) -> tuple[list[Order], list[Entry]]:
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


def _targets(
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


def _unfit(targets: Iterable[Target], root: str, inputs: Sequence[str]) -> list[Finding]:
    """Report files that may not be written: what the configs are made from, and what lies outside of the root."""
    read = {looks.realpath(path) for path in inputs}
    real_root = looks.realpath(root)
    folders: dict[str, str] = {}
    findings = []
    for target in targets:
        folder, name = os.path.split(target.place)
        if folder not in folders:
            folders[folder] = looks.realpath(folder)
        if not is_below(target.path) or os.path.commonpath([real_root, folders[folder]]) != real_root:
            findings.append(_bad(f"`{cut(target.path)}` leads out of the folder of this file", target))
        elif os.path.join(folders[folder], name) in read:
            findings.append(_bad(f"`{cut(target.path)}` is a file that a config is made from", target))
    return list(dict.fromkeys(findings))


def answer_of(done: Generation) -> Answer:
    """Return what is to be done, as the answer of a worker."""
    places = (done.lock, *done.written, *done.unchanged)
    return Answer(
        files={**done.first, **done.written},
        removed=tuple(done.removed),
        last=done.last,
        is_making_folders=True,
        tidied=tuple(dict.fromkeys(map(os.path.dirname, places))),
        inputs=done.inputs,
        missing=done.missing,
    )


class _Plan:
    """What is on the disk, beside what should be there."""

    def __init__(self, selection: Selection, base: Generation, targets: Mapping[str, Target], cure: str) -> None:
        self._root = selection.root
        self._configs = {entry.file for entry in selection.entries if entry is not None}
        self._base = base
        self._targets = targets
        self._cure = cure
        self._findings: list[Finding] = []
        self._lock = base.lock

    def done(self, *, is_whole: bool, is_forced: bool, is_checking: bool) -> Generation:
        """Return what is to be done, or what is found."""
        locked = self._read(self._lock, Span.from_line(self._lock, 0))
        owned, wrong = read_lock(self._root, locked)
        self._findings += [] if is_forced else wrong
        if self._findings:
            return self._result()
        held = {path: self._read(target.place, target.span) for path, target in self._targets.items()}
        changed = [path for path, target in self._targets.items() if not _is_same(held[path], target.file)]
        kept = {
            path: Owned(path, target.config, digest_of(meaning(target.file.contents)))
            for path, target in self._targets.items()
        }
        gone = [each for each in owned.values() if each.path not in kept and (is_whole or each.config in self._configs)]
        others = [each for each in owned.values() if each.path not in kept and each not in gone]
        orphans = self._orphans(gone)
        final = lock_text([*kept.values(), *others]).encode("utf-8")
        if is_checking:
            for path in changed:
                self._tell_stale(self._targets[path], held[path])
            self._tell_lock(locked, final, orphans)
            return self._result()
        foreign = [] if is_forced else [path for path in changed if held[path] is not None and path not in owned]
        for path in foreign:
            self._tell_foreign(self._targets[path])
        if foreign or has_errors(self._findings):
            return self._result()
        self._expect(held, changed, orphans, final)
        return self._result(
            locked, final, lock_text([*kept.values(), *others, *orphans]).encode("utf-8"), changed, orphans
        )

    def _result(
        self,
        locked: bytes | None = None,
        final: bytes = b"",
        first: bytes = b"",
        changed: Sequence[str] = (),
        orphans: Sequence[Owned] = (),
    ) -> Generation:
        removed = [place_of(self._root, each.path) for each in orphans]
        is_new = final != b"" and not _is_same(locked, File(final))
        return self._base._replace(
            findings=[*self._base.findings, *self._findings],
            written={self._targets[path].place: self._targets[path].file for path in changed},
            unchanged=[target.place for path, target in self._targets.items() if path not in set(changed)],
            removed=removed,
            first={self._lock: File(first)} if is_new and first != locked else {},
            last={self._lock: File(final)} if is_new and final != first else {},
        )

    def _read(self, place: str, span: Span) -> bytes | None:
        """Return what a file holds, None where there is none; what can't be a file of ours is found."""
        try:
            return looks.peek(place)
        except OSError as error:
            message = f"can't write `{place}`: {error.strerror or error}"
            self._findings.append(Problem(code="unowned-output", message=message).at(span))
            return None

    def _orphans(self, gone: Sequence[Owned]) -> list[Owned]:
        """Return the files that are made no more and may be taken away; those that were changed stay."""
        orphans = []
        for each in gone:
            place = place_of(self._root, each.path)
            real = looks.realpath(os.path.dirname(place))
            real_root = looks.realpath(self._root)
            if os.path.commonpath([real, real_root]) != real_root:
                continue
            try:
                data = looks.peek(place)
            except OSError:
                continue
            if data is None:
                looks.expect(place, None)
            elif digest_of(meaning(data)) == each.hash:
                orphans.append(each)
            else:
                looks.expect(place, data)
                message = f"`{place}` is made no more, and was changed since it was written: it stays"
                hint = "remove it where it is of no use"
                self._findings.append(Problem(message, code="changed-orphan", hint=hint).at(Span.from_line(place, 0)))
        return orphans

    def _expect(
        self, held: Mapping[str, bytes | None], changed: Sequence[str], orphans: Sequence[Owned], final: bytes
    ) -> None:
        """Note what there is once all of it is done."""
        fresh = set(changed)
        for path, target in self._targets.items():
            looks.expect(target.place, target.file.contents if path in fresh else held[path])
        for each in orphans:
            looks.expect(place_of(self._root, each.path), None)
        looks.expect(self._lock, final)

    # What is found

    def _tell_stale(self, target: Target, held: bytes | None) -> None:
        if held is None:
            problem = Problem(f"`{target.place}` is missing", code="stale", hint=f"`{self._cure}` writes it")
            self._findings.append(problem.at(target.span))
            return
        data = target.file.contents
        contents = data if b"\0" in data else data.decode("utf-8")
        difference = compare(target.place, contents)
        problem = Problem(f"`{target.place}` is stale: {difference}", code="stale", hint=f"`{self._cure}` writes it")
        self._findings.append(problem.at(Span.from_line(target.place, 0)))

    def _tell_foreign(self, target: Target) -> None:
        message = f"`{target.place}` is there, and was not written by `configlang generate`: it would be lost"
        hint = f"`{self._cure} --force` replaces it; else choose another path"
        self._findings.append(Problem(message, code="unowned-output", hint=hint).at(target.span))

    def _tell_lock(self, locked: bytes | None, final: bytes, orphans: Sequence[Owned]) -> None:
        for each in orphans:
            place = place_of(self._root, each.path)
            problem = Problem(f"`{place}` is made no more", code="orphaned-output", hint=f"`{self._cure}` removes it")
            self._findings.append(problem.at(Span.from_line(place, 0)))
        looks.expect(self._lock, locked)
        for target in self._targets.values():
            looks.expect(target.place, looks.peek(target.place))
        if not self._findings and not _is_same(locked, File(final)):
            what = "is missing" if locked is None else f"is stale: {compare(self._lock, final.decode('utf-8'))}"
            problem = Problem(f"`{self._lock}` {what}", code="stale", hint=f"`{self._cure}` writes it")
            self._findings.append(problem.at(Span.from_line(self._lock, 0)))


def _is_same(held: bytes | None, wanted: File) -> bool:
    """Tell whether a file means what it should."""
    return held is not None and (held == wanted.contents or meaning(held) == meaning(wanted.contents))
