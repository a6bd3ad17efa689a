"""Problems: what they say before anybody knows where they stand."""

from __future__ import annotations

import pytest

from configlang.findings.catalogue import CATALOGUE
from configlang.findings.finding import Finding, Frame, Related, Severity, Span
from configlang.findings.problem import CPYTHON, Problem

HERE = Span.from_line("app.bzl", 3, 4, 5)
THERE = Span.from_line("lib.bzl", 0)


def test_everything_that_a_problem_says_is_in_its_finding() -> None:
    """Nothing is lost on the way, and what only the place tells comes to it."""
    first, second = Related("first", THERE), Related("second", HERE)
    frame = Frame("app.bzl", 9, "the top level")
    problem = Problem(
        code="duplicate-path",
        message=f"{CPYTHON} does so",
        paths=("filesystem_importer.paths",),
        severity=Severity.INFO,
        hint="do not",
        related=(second, first),
    )

    expected = Finding(
        code="duplicate-path",
        message="CPython 3.8 does so",
        span=HERE,
        severity=Severity.INFO,
        related=(first, second),
        stack=(frame,),
        hint="do not",
    )
    assert expected == problem.at(HERE, stack=(frame,), related=(first,), cpython="CPython 3.8")


@pytest.mark.parametrize("code", CATALOGUE)
def test_problem_is_as_bad_as_its_code(code: str) -> None:
    """Whoever says nothing of the severity gets the one on the page of the code."""
    problem = Problem(code=code, message="it is so")

    assert CATALOGUE[code].severity is problem.weight is problem.at(None).severity
    assert problem.is_error is problem.at(None).is_error


def test_problem_may_be_less_bad_than_its_code() -> None:
    """An error of some configs is a warning for others."""
    problem = Problem(code="unavailable-field", message="it is so", severity=Severity.WARNING)

    assert (Severity.WARNING, False) == (problem.weight, problem.is_error)


def test_text_of_people_is_no_placeholder() -> None:
    """Whatever a config, a compiler or a program writes is told as it stands."""
    problem = Problem(code="boot-differs", message=f"`argv`: the config says {{cpython}}; {CPYTHON} came up without it")

    assert problem.text("CPython 3.11.7") == "`argv`: the config says {cpython}; CPython 3.11.7 came up without it"


def test_equal_problems_are_one() -> None:
    """What several versions have in common can be grouped."""
    one, other = (Problem(message="it is so", paths=("interpreter.home",)) for _ in range(2))

    assert {one: 1} == {other: 1}
