"""
The two sides of a comparison: from what people name, by workers that evaluate or read them.

A side may be a config file, a file of a revision in git, the JSON that was made of a config, or a config that a program
holds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence

from configlang.cache import looks
from configlang.comparison.compare import Side, compare
from configlang.comparison.model import Comparison
from configlang.comparison.revision import LaidOut, Revision, lay_out
from configlang.evaluation import Evaluation, death_finding
from configlang.findings.codec import from_data as finding_from_data
from configlang.findings.codec import span_from_data
from configlang.findings.codec import to_data as finding_to_data
from configlang.findings.finding import Finding
from configlang.light.typed import Any, NamedTuple
from configlang.project.source import name_of
from configlang.surroundings import SurroundingsError
from configlang.worker.process import Death
from configlang.worker.protocol import Answer

JSON_SUFFIX = ".json"
"""What the names of files end with that are read as JSON made of a config."""

AskEach = Callable[[Sequence[Mapping[str, Any]]], Iterator[Answer | Death]]
"""Has calls done by workers, each of which is limited, and gives what comes of them in their order."""


class Given(NamedTuple):
    """
    What is given as a side.

    Attributes:
        name: How people know it: a path, or ``REVISION:PATH``; else what is said of a config that a program holds.
        config: The data of such a config, or of an evaluation; None for what is named.
        is_evaluation: Whether it is an evaluation.
    """

    name: str
    config: Mapping[str, Any] | None = None
    is_evaluation: bool = False


class Prepared(NamedTuple):
    """
    A side before it is asked for.

    Attributes:
        name: How people know it.
        call: What a worker is asked.
        laid_out: Where it lies, where it is of a revision.
        is_json: Whether it is JSON.
    """

    name: str
    call: Mapping[str, Any]
    laid_out: LaidOut | None = None
    is_json: bool = False


def compare_given(
    given: Sequence[Given], job: Mapping[str, Any], folder: str | None, ask_each: AskEach
) -> tuple[Comparison, tuple[Side, ...]]:
    """
    Compare two configs.

    Args:
        given: What is given as the two.
        job: How a config file is evaluated: the attributes of ``Job``, but for the path.
        folder: An empty folder that revisions may be laid into; None where there is none.
        ask_each: Has the calls ``compile`` and ``read_back`` done.

    Returns:
        What came of it, and the sides, which may show lines of their files.

    Raises:
        SurroundingsError: When a revision is named, and there is no folder for it.
    """
    prepared = [_prepare(each, job, folder, str(index)) for index, each in enumerate(given)]
    errors = [each for each in prepared if isinstance(each, Finding)]
    calls = [each for each in prepared if isinstance(each, Prepared)]
    answers = list(ask_each([each.call for each in calls])) if not errors else []
    sides = tuple(_side(each, answer) for each, answer in zip(calls, answers, strict=False))
    errors += [finding for each in sides if each.evaluation.unchecked is None for finding in each.evaluation.findings]
    if errors or len(sides) < len(given):
        before, after = (each.name for each in given)
        return Comparison(before=before, after=after, errors=tuple(dict.fromkeys(errors))), sides
    return compare(*sides), sides


def _prepare(given: Given, job: Mapping[str, Any], folder: str | None, name: str) -> Prepared | Finding:
    """Find out what is meant by a side, and lay out what is of a revision."""
    shown = name_of(given.name)
    if given.config is not None:
        call = {"call": "emit_all", "config": given.config, "is_evaluation": given.is_evaluation, "job": job}
        return Prepared(shown, call)
    laid_out: LaidOut | Finding | None = None
    if revision := _revision(given.name):
        laid_out = _lay_out(revision, job["root"], folder, name)
    if isinstance(laid_out, Finding):
        return laid_out
    shown = shown if laid_out is None else laid_out.revision.name
    path = given.name if laid_out is None else laid_out.path
    where = None if laid_out is None else laid_out.folder
    if path.endswith(JSON_SUFFIX):
        call = {"call": "read_back", "path": path, "name": shown, "folder": where, "job": job}
        return Prepared(shown, call, laid_out, is_json=True)
    root = job["root"] if laid_out is None else laid_out.root
    call = {"call": "compile", "job": {**job, "path": path, "root": root}, "folder": where}
    return Prepared(shown, call, laid_out)


def _revision(text: str) -> Revision | None:
    """Return the file of a revision that is named; None where it is a file that is named, or standard input."""
    revision, colon, file = text.partition(":")
    if not colon or text == "-" or looks.lexists(text) or (os.name == "nt" and len(revision) == 1):
        return None
    return Revision(revision, file)


def _lay_out(revision: Revision, root: str | None, folder: str | None, name: str) -> LaidOut | Finding:
    # What git has is looked at past all that is remembered.
    looks.give_up()
    if folder is None:
        raise SurroundingsError("there is no folder for temporary files, which a revision is laid into")
    place = os.path.join(folder, name)
    os.mkdir(place, 0o700)
    return lay_out(revision, place, root)


def _side(prepared: Prepared, answer: Answer | Death) -> Side:
    """Return what a worker says of a side, or what became of the worker."""
    if isinstance(answer, Death):
        evaluation = Evaluation(config=None, findings=(death_finding(answer),), inputs=())
        return Side(prepared.name, _renamed_finding(evaluation, prepared.laid_out))
    value = answer.value
    data = value["evaluation"]
    if prepared.laid_out is not None and not prepared.is_json:
        data = _renamed(data, prepared.laid_out)
    places = value.get("places")
    return Side(
        name=prepared.name,
        evaluation=Evaluation.from_data(data),
        outputs={name: file.contents.decode("utf-8") for name, file in answer.files.items()},
        places=None if places is None else {path: span_from_data(span) for path, span in places.items()},
        is_json=prepared.is_json,
        is_full=value.get("is_full", False),
        has_findings=value["has_findings"],
    )


# Names of what lies in a temporary folder


def _renamed(data: Mapping[str, Any], laid_out: LaidOut) -> dict[str, Any]:
    """Return the data of an evaluation with the names that files have in the revision."""
    # Places and stacks of declarations go by the sources.
    findings = [_renamed_data(finding, laid_out) for finding in data["findings"]]
    sources = [
        [module, laid_out.name(name), os.path.join(laid_out.folder, path), text, is_marked]
        for module, name, path, text, is_marked in data["sources"]
    ]
    return {**data, "findings": findings, "sources": sources}


def _renamed_data(data: Any, laid_out: LaidOut) -> Any:  # noqa: ANN401 - JSON data
    """Return data of findings in which each ``file`` has its name in the revision."""
    if isinstance(data, Mapping):
        return {
            key: laid_out.name(value) if key == "file" else _renamed_data(value, laid_out)
            for key, value in data.items()
        }
    return [_renamed_data(each, laid_out) for each in data] if isinstance(data, (list, tuple)) else data


def _renamed_finding(evaluation: Evaluation, laid_out: LaidOut | None) -> Evaluation:
    if laid_out is None:
        return evaluation
    findings = [finding_from_data(_renamed_data(finding_to_data(finding), laid_out)) for finding in evaluation.findings]
    return Evaluation(config=None, findings=tuple(findings), inputs=())
