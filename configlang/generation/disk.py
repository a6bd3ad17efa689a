"""The files of a project as they are, and what becomes of them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from configlang.cache import looks
from configlang.files import compare
from configlang.findings.finding import Finding, Span
from configlang.findings.problem import Problem
from configlang.generation.records import Generation, Target
from configlang.outputs.meaning import meaning
from configlang.project.lock import Owned, digest_of, lock_text, read_lock
from configlang.project.root import is_inside
from configlang.project.toml import place_of
from configlang.selection import Selection
from configlang.worker.protocol import File


class Disk:
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
        held = {path: self._read(target.place, target.span) for path, target in self._targets.items()}
        changed = [path for path, target in self._targets.items() if not _is_same(held[path], target.file)]
        if self._findings:
            return self._found(changed)
        kept = [
            Owned(path, target.config, digest_of(meaning(target.file.contents)))
            for path, target in self._targets.items()
        ]
        left = [each for each in owned.values() if each.path not in self._targets]
        gone = [each for each in left if is_whole or each.config in self._configs]
        orphans = self._orphans(gone)
        others = set(left).difference(gone)
        final = lock_text([*kept, *others]).encode("utf-8")
        if is_checking:
            self._tell(locked, final, held, changed, orphans)
            return self._found(changed)
        foreign = [path for path in changed if held[path] is not None and path not in owned]
        if foreign and not is_forced:
            for path in foreign:
                self._tell_foreign(self._targets[path])
            return self._found(changed)
        self._expect(held, changed, orphans, final)
        is_new = not _is_same(locked, File(final))
        first = lock_text([*kept, *others, *orphans]).encode("utf-8")
        return self._found(changed)._replace(
            written={self._targets[path].place: self._targets[path].file for path in changed},
            removed=[place_of(self._root, each.path) for each in orphans],
            first={self._lock: File(first)} if is_new and first != locked else {},
            last={self._lock: File(final)} if is_new and final != first else {},
        )

    def _found(self, changed: Sequence[str]) -> Generation:
        """Return what was found so far, and the files that mean what they should."""
        stale = set(changed)
        return self._base._replace(
            findings=[*self._base.findings, *self._findings],
            unchanged=[target.place for path, target in self._targets.items() if path not in stale],
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
            if not is_inside(looks.realpath(os.path.dirname(place)), looks.realpath(self._root)):
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

    def _tell(
        self,
        locked: bytes | None,
        final: bytes,
        held: Mapping[str, bytes | None],
        changed: Sequence[str],
        orphans: Sequence[Owned],
    ) -> None:
        """Find what is not as it should be, and note what there is: it stays so."""
        for path in changed:
            self._tell_stale(self._targets[path], held[path])
        for each in orphans:
            place = place_of(self._root, each.path)
            problem = Problem(f"`{place}` is made no more", code="orphaned-output", hint=f"`{self._cure}` removes it")
            self._findings.append(problem.at(Span.from_line(place, 0)))
            looks.expect(place, looks.peek(place))
        for path, target in self._targets.items():
            looks.expect(target.place, held[path])
        looks.expect(self._lock, locked)
        if not self._findings and not _is_same(locked, File(final)):
            what = "is missing" if locked is None else f"is stale: {compare(self._lock, final.decode('utf-8'))}"
            problem = Problem(f"`{self._lock}` {what}", code="stale", hint=f"`{self._cure}` writes it")
            self._findings.append(problem.at(Span.from_line(self._lock, 0)))

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


def _is_same(held: bytes | None, wanted: File) -> bool:
    """Tell whether a file means what it should."""
    return held is not None and (held == wanted.contents or meaning(held) == meaning(wanted.contents))
