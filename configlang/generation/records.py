"""What a project makes, and what is to be done for it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from configlang.evaluation import Evaluation
from configlang.findings.finding import Finding, Printed, Span
from configlang.light.typed import NamedTuple
from configlang.project.lock import LOCK
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
